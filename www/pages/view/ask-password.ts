import { t } from '../text/text.js';
import { oneLineForm } from './form.js';
import type { Place } from './place.js';

/** Asks for the password, and says so where the last one was wrong. */
export function askForPassword(place: Place, wrong: boolean): Promise<{ password: string }> {
  return new Promise((resolve) => {
    const form = oneLineForm({
      label: t('view.password.label'),
      go: t('view.password.go'),
      type: 'password',
      ...(wrong && { fault: t('view.password.wrong') }),
      onSubmit: (password) => resolve({ password }),
    });
    place.say('asking', t('view.password'), t('view.password.text'), form);
  });
}
