import { PellicleError, type Code } from 'pellicle';
import { maybe, t } from '../text/text.js';

/** Why something did not work: a code of the package's, or what this page found before it started anything. */
export type Fault = Code | 'empty' | 'file-too-large';

/** Why a promise of the package's was rejected. */
export function faultOf(error: unknown): Fault {
  return error instanceof PellicleError ? error.code : 'internal';
}

/** The first sentence about a fault. */
export function titleOf(fault: Fault): string {
  return maybe(`fault.${fault === 'file-too-large' ? 'too-large' : fault}`) ?? t('fault.internal');
}

/** What there is to do about it. Only of a file that is too large for the server are the sizes told. */
export function textOf(fault: Fault, sizes?: { size: string; limit: string }): string {
  return maybe(`fault.${fault}.text`, sizes) ?? t('fault.internal.text');
}

/** Whether it says that the server does not have the thing any more. */
export function isGone(fault: Fault): boolean {
  return ['gone', 'removed', 'not-found'].includes(fault);
}

/** Whether the same file would give the same fault again; only what lies with the server, the network or the memory can change. */
export function isHopeless(fault: Fault): boolean {
  return ['unsupported', 'malformed', 'too-large', 'file-too-large', 'empty', 'bad-option', 'browser-too-old'].includes(fault);
}
