import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formsOf, formsOfText } from './forms.js';
import { bytesOf } from './proxy.js';

/** How long a run of a picture's bytes is that must not be found: long enough never to stand somewhere by chance. */
const RUN_BYTES = 24;

/** What must be found nowhere: secrets by name, texts by name, and runs of every plaintext by name. */
export function needlesOf({ secrets = {}, texts = {}, plaintexts = {} }) {
  const needles = [];
  const add = (what, forms) => {
    for (const [form, bytes] of forms) needles.push({ what, form, bytes });
  };
  for (const [what, bytes] of Object.entries(secrets)) if (bytes.length > 0) add(what, formsOf(bytes));
  for (const [what, text] of Object.entries(texts)) add(what, formsOfText(text));
  for (const [what, bytes] of Object.entries(plaintexts)) {
    for (const [at, run] of runsOf(bytes)) {
      const forms = formsOf(run);
      // A run inside a longer number has other digits there.
      forms.delete('base58');
      add(`${what} from byte ${at}`, forms);
    }
  }
  return needles;
}

/** Everything that left the browser or that the server kept: the wire, the server's log and its whole data folder. */
export async function everything({ proxy, server }) {
  const places = proxy.records.map((record, i) => ({
    where: `request ${i}, ${record.method} ${record.url}`,
    bytes: bytesOf(record),
    record,
  }));
  places.push({ where: 'the server’s log', bytes: Buffer.from(server.log) });
  for (const entry of await readdir(server.data, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    // A name can leak as well as a content.
    places.push({ where: path, bytes: Buffer.concat([Buffer.from(path), await readFile(path)]) });
  }
  return places;
}

/** Where any of the needles stands. */
export function search(places, needles) {
  const found = [];
  for (const { where, bytes } of places) {
    for (const { what, form, bytes: needle } of needles) {
      if (bytes.includes(needle)) found.push(`${what} (${form}) in ${where}`);
    }
  }
  return found;
}

/** The same places without the one header in which a token may travel. */
export function withoutAuthorization(places) {
  return places.map(({ where, bytes, record }) => {
    if (!record) return { where, bytes };
    const headers = record.headers.filter(([name]) => name.toLowerCase() !== 'authorization');
    return { where, bytes: bytesOf({ ...record, headers }) };
  });
}

/** Runs of bytes spread over a plaintext, leaving out those so plain that they could stand anywhere. */
function runsOf(bytes) {
  const runs = [];
  const step = Math.max(RUN_BYTES, Math.floor(bytes.length / 24));
  for (let at = 0; at + RUN_BYTES <= bytes.length; at += step) {
    const run = bytes.subarray(at, at + RUN_BYTES);
    if (new Set(run).size >= RUN_BYTES / 2) runs.push([at, run]);
  }
  return runs;
}
