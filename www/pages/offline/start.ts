import { open, PellicleError, type Argon2id } from 'pellicle/plain';
import { byId } from '../shared/dom.js';
import { showToggle } from '../shared/show-password.js';
import { loadLanguage, t } from '../text/text.js';
import { complaint } from './complaint.js';
import { takeFiles } from './file.js';
import { show } from './shown.js';

/** Makes the page work: a file and what opens it are asked for, and nothing is ever asked of a network. */
export async function start(argon2id: Argon2id): Promise<void> {
  await loadLanguage();
  const form = byId('ask', HTMLFormElement);
  const file = byId('file', HTMLInputElement);
  const link = byId('link', HTMLInputElement);
  const password = byId('password', HTMLInputElement);
  const locked = byId('locked', HTMLElement);
  const go = byId('go', HTMLButtonElement);
  const said = byId('complaint', HTMLElement);
  byId('password-caption', HTMLElement).append(showToggle(password));
  let leave: (() => void) | undefined;
  const chosen = takeFiles(file, byId('chosen', HTMLElement), () => leave?.());

  const complain = (sentence: string, field: HTMLInputElement): void => {
    said.textContent = sentence;
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', 'complaint');
    field.focus();
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (go.disabled) return;
    said.textContent = '';
    for (const field of [file, link, password]) field.removeAttribute('aria-invalid');
    const blob = chosen();
    if (!blob) return complain(t('offline.no-file'), file);
    if (link.value.trim() === '') return complain(t('offline.no-link'), link);
    go.disabled = true;
    go.textContent = t('stage.opening');
    try {
      const opened = await open(blob, link.value, { password: password.value, argon2id });
      leave = show(opened, () => {
        leave = undefined;
        form.reset();
        form.hidden = false;
        locked.hidden = true;
        file.dispatchEvent(new Event('change'));
        file.focus();
      });
      form.hidden = true;
    } catch (error) {
      // A file that was moved since it was chosen rejects with an error of the browser's own.
      const code = error instanceof PellicleError ? error.code : 'file';
      if (code === 'password-needed') locked.hidden = false;
      const fields = { 'password-needed': password, 'link-damaged': link, 'wrong-key': locked.hidden ? link : password };
      complain(complaint(code, !locked.hidden), fields[code as keyof typeof fields] ?? file);
    } finally {
      go.disabled = false;
      go.textContent = t('offline.go');
    }
  });
}
