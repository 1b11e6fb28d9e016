import { init, parseLink, previewItem, viewItem, viewLink } from 'pellicle';
import type { Reader } from './reader.js';

/** Starts the module in workers. It needs no WebCrypto, stretches a password in a moment, and has patience with a network. */
export async function startModule(): Promise<Reader> {
  await init();
  return { parseLink, viewLink, previewItem, viewItem };
}
