import { PellicleError } from '../errors.js';
import { sentence } from '../sentences.js';

/**
 * What a person is told about something that was thrown. FilePond keeps nothing else of it, so that what is the page's own
 * mistake is told to its developer here. @internal
 */
export function explain(fault: unknown): string {
  const code = fault instanceof PellicleError ? fault.code : 'internal';
  if (code === 'bad-option' || code === 'internal') console.error('pellicle/filepond:', fault instanceof PellicleError ? `${fault.detail}.` : fault);
  return sentence(code);
}
