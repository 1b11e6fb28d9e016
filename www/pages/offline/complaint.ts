import type { Code } from 'pellicle/plain';
import { maybe, t } from '../text/text.js';

/** What is said of a file that did not open. */
export function complaint(code: Code, isLocked: boolean): string {
  if (code === 'wrong-key' && isLocked) return t('offline.wrong-password');
  if (code === 'file') return t('offline.file-unread');
  // Whatever is wrong inside the seal is one thing to a person: what is there is not what was sealed.
  return maybe(`offline.${code}`) ?? t('offline.corrupt');
}
