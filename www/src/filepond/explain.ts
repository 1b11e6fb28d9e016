import { PellicleError } from '../errors.js';
import { sentence } from '../sentences.js';

/** What a person is told about something that was thrown. @internal */
export function explain(fault: unknown): string {
  return sentence(fault instanceof PellicleError ? fault.code : 'internal');
}
