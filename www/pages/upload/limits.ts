import type { Instance } from 'pellicle';
import type { Fault } from './fault.js';

/** What is wrong with a file as far as its outside tells, so that a person need not wait to hear it. */
export function faultOfFile(file: File, server: Instance | undefined): Fault | undefined {
  if (file.size === 0) return 'empty';
  if (server && file.size > server.limits.file_bytes) return 'file-too-large';
  return undefined;
}
