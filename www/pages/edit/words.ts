import type { Area } from 'pellicle';
import { list } from '../text/format.js';
import { t } from '../text/text.js';
import type { Draft } from './draft.js';

/** "Box 2: 120 × 40 pixels at 16, 8", as it is seen. */
export function boxLabel(at: number, area: Area): string {
  return t('edit.box', { ...area, number: at + 1 });
}

/** "Crop: 640 × 480 pixels at 0, 0". */
export function cropLabel(area: Area): string {
  return t('edit.frame', { ...area });
}

/** "turned, cropped, 2 parts covered": what will be done. Nothing where nothing will. */
export function summary({ turns, crop, covers }: Draft): string {
  return list([
    ...(turns === 0 ? [] : [t('edit.turned')]),
    ...(crop ? [t('edit.cropped')] : []),
    ...(covers.length === 0 ? [] : [t('edit.covered', { count: covers.length })]),
  ]);
}
