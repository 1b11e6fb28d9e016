import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bare } from './bare.js';
import { Judge } from './judge.js';
import { ladderTo } from './ladder.js';

/** Each rival's settings, from where its JPEGs are bad to where it has no better ones. Its own default is among them. */
const LADDERS = {
  browser: [0.5, 0.6, 0.7, 0.8, 0.86, 0.91, 0.95, 0.98, 1],
  jsquash: [40, 50, 60, 68, 75, 81, 86, 91, 95, 98],
  vips: [75],
};

/** Whose score each rival's bytes are told for: what is promised of them. */
const HELD_AGAINST = { browser: ['ours'], jsquash: ['smallest', 'ours'] };

/**
 * Has every pipeline encode every picture and the judge score it; rivals at as many settings as it takes to have one better and one
 * worse than ours.
 */
export async function measureQuality(where, pictures, onPicture) {
  const rows = [];
  for (const [index, picture] of pictures.entries()) {
    const { name, group } = picture;
    const stem = `${String(index).padStart(2, '0')}-${name.replace(/\W+/g, '-')}`;
    rows.push({ name, group, ...(await ofPicture(where, picture, stem)) });
    onPicture(name);
  }
  return rows;
}

async function ofPicture({ page, host, folder, known }, { bytes, type }, stem) {
  let source;
  try {
    source = { bytes: bare(bytes), type };
  } catch ({ message }) {
    return { type, pipelines: Object.fromEntries(Object.keys(known).map((name) => [name, { own: { refused: message } }])) };
  }
  const path = join(folder, `${stem}.source`);
  await writeFile(path, source.bytes);
  const judge = new Judge(path);
  const picture = host.add(source);
  const encode = async (pipeline, as, quality = null) => {
    const question = { picture, name: stem, pipeline, type: as, quality };
    const encoding = await page.evaluate(async (q) => (await import('/bench/page/bench.js')).encode(q), question);
    if (encoding.refused) return encoding;
    const verdict = await judge.score(join(folder, encoding.file)).catch(({ message }) => ({ unjudged: message }));
    return { ...encoding, ...verdict };
  };
  const row = await everyPipeline(known, encode);
  await judge.end();
  return row;
}

/** Ours first: they say which type the others are asked for, and the score to look for. */
async function everyPipeline(known, encode) {
  const pipelines = {};
  for (const name of ['ours', 'smallest'].filter((name) => name in known)) pipelines[name] = { own: await encode(name) };
  const type = pipelines.ours.own.type ?? 'image/jpeg';
  await Promise.all(
    Object.keys(LADDERS)
      .filter((name) => name in known)
      .map(async (name) => {
        const at = (quality) => encode(name, type, quality);
        const own = await at(known[name].quality);
        const score = (HELD_AGAINST[name] ?? []).map((preset) => pipelines[preset]?.own.score).find(Number.isFinite);
        const jpeg = type === 'image/jpeg' && score !== undefined;
        pipelines[name] = { own, curve: jpeg ? await ladderTo(score, LADDERS[name], own, at) : [own] };
      }),
  );
  return { type, pipelines };
}
