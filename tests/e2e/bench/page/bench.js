import { hasPresets, open } from './pipelines.js';

let pipelines;

/** Opens the pipelines, and says which there are: one that the component does not know yet is left out. */
export async function start({ names, maxEdge, sample }) {
  const known = await hasPresets(await fetchFile(sample), maxEdge);
  pipelines = await open(
    names.filter((name) => name !== 'smallest' || known),
    maxEdge,
  );
  return Object.fromEntries(Object.entries(pipelines).map(([name, { quality }]) => [name, { quality: quality ?? null }]));
}

/**
 * One photo's way to sealed bytes, by every pipeline in every round. Whoever comes later in a round finds caches and clocks as the
 * others left them, so each round begins with the next one. A pipeline that refuses the photo says why, once, and has no rounds.
 */
export async function times({ photo, rounds, warmUp, only }) {
  const file = await fetchFile(photo);
  const type = await typeOf(file);
  const names = only ? [only] : Object.keys(pipelines);
  const answers = Object.fromEntries(names.map((name) => [name, { rounds: [] }]));
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const i of names.keys()) {
      const name = names[(round + i) % names.length];
      if (answers[name].refused) continue;
      try {
        const sealed = await pipelines[name].seal(file, type);
        if (round >= warmUp) answers[name].rounds.push(sealed);
      } catch ({ message }) {
        answers[name] = { refused: message, rounds: [] };
      }
    }
  }
  return { megapixels: await megapixels(file), type, answers };
}

/** How large a new instance has grown over one photo, in bytes. */
export async function heap(photo) {
  const file = await fetchFile(photo);
  // A worker that another photo has been through would show that one's heap.
  pipelines.ours.end();
  return { megapixels: await megapixels(file), heapBytes: (await pipelines.ours.seal(file)).heapBytes };
}

/** A picture as one pipeline encodes it; the bytes are handed to the host, under the name returned. */
export async function encode({ picture, name, pipeline, type, quality }) {
  try {
    const { bytes, type: written } = await pipelines[pipeline].encode(await fetchFile(picture), type, quality);
    const file = `${name}-${pipeline}${quality === null ? '' : `-${quality}`}.${written.split('/')[1]}`;
    await fetch(`/kept/${file}`, { method: 'POST', body: bytes });
    return { quality, type: written, bytes: bytes.length, file };
  } catch ({ message }) {
    return { quality, refused: message };
  }
}

/** What ours makes of a file: the rivals are asked for the same, so that all do the same job. */
function typeOf(file) {
  return pipelines.ours.encode(file).then(
    ({ type }) => type,
    () => 'image/jpeg',
  );
}

async function megapixels(file) {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  const found = bitmap ? (bitmap.width * bitmap.height) / 1e6 : null;
  bitmap?.close();
  return found;
}

async function fetchFile(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.blob();
}
