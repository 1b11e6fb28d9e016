import type { Opened } from 'pellicle/plain';
import { button, byId, el } from '../shared/dom.js';
import { t } from '../text/text.js';
import { saveName } from '../shared/save-name.js';

/** Shows an opened picture and lets it be saved, until another is asked for, or until what it gives is called. */
export function show(opened: Opened, onAnother: () => void): () => void {
  const place = byId('opened', HTMLElement);
  const url = URL.createObjectURL(opened.blob);
  const { width, height, alt } = opened;
  const picture = el('img', { src: url, alt: alt ?? t('view.no-alt'), width: String(width), height: String(height) });
  picture.addEventListener('error', () => picture.replaceWith(el('p', { role: 'alert' }, t('offline.no-picture'))));
  const save = el('a', { class: 'button loud', href: url, download: saveName(opened, 'opened') }, t('view.download'));
  const leave = (): void => {
    URL.revokeObjectURL(url);
    place.replaceChildren();
    place.hidden = true;
    onAnother();
  };
  place.replaceChildren(picture);
  if (alt) place.append(el('p', {}, alt));
  if (opened.exposed) place.append(el('p', { class: 'notice', role: 'status' }, t('view.exposed')));
  place.append(el('div', { class: 'choices' }, save, button(t('offline.another'), '', leave)));
  place.hidden = false;
  save.focus();
  return leave;
}
