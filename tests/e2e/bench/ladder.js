import { geometricMean } from './numbers.js';

/**
 * A rival's encodings up or down its settings, from its own, until a score lies between two of them. Where it never does, or one is
 * refused or cannot be judged, that is what ends the list.
 */
export async function ladderTo(score, ladder, own, encode) {
  const climbed = [own];
  const better = own.score < score;
  const from = ladder.indexOf(own.quality);
  if (from < 0) throw new Error(`${own.quality} is none of ${ladder}`);
  const rest = better ? ladder.slice(from + 1) : ladder.slice(0, from).reverse();
  for (const quality of rest) {
    const last = climbed.at(-1);
    if (last.score === undefined || last.score === score || last.score < score !== better) break;
    climbed.push(await encode(quality));
  }
  return climbed;
}

/**
 * How many bytes a pipeline needs for a score: between the two of its encodings that lie around it, the logarithm of the bytes is taken
 * to grow evenly with the score. `undefined` where the score lies beyond all of them: nothing is guessed.
 */
export function bytesAt(encodings, score) {
  const sorted = encodings.filter((encoding) => encoding.score !== undefined).sort((a, b) => a.score - b.score);
  const above = sorted.findIndex((encoding) => encoding.score >= score);
  if (above < 0) return undefined;
  if (sorted[above].score === score) return sorted[above].bytes;
  if (above === 0) return undefined;
  const [low, high] = [sorted[above - 1], sorted[above]];
  const part = (score - low.score) / (high.score - low.score);
  return Math.exp(Math.log(low.bytes) + part * (Math.log(high.bytes) - Math.log(low.bytes)));
}

/**
 * How many bytes a preset of ours takes for each that a rival takes at the same score: by picture, and as a geometric mean of all and of
 * each group. Pictures that stayed lossless have no such score; one beyond what the rival reaches is named.
 */
export function bytesAtEqualScore(rows, preset, rival) {
  const pictures = [];
  const beyond = [];
  for (const { name, group, type, pipelines } of rows) {
    const [ours, theirs] = [pipelines[preset]?.own, pipelines[rival]?.curve];
    if (type !== 'image/jpeg' || ours?.score === undefined || theirs?.[0].score === undefined) continue;
    const bytes = bytesAt(theirs, ours.score);
    if (bytes === undefined) beyond.push(name);
    else pictures.push({ name, group, ratio: ours.bytes / bytes });
  }
  const mean = (some) => geometricMean(some.map(({ ratio }) => ratio));
  const groups = Object.fromEntries(
    [...new Set(pictures.map(({ group }) => group))].map((group) => [
      group,
      mean(pictures.filter((one) => one.group === group)),
    ]),
  );
  return { ratio: mean(pictures), groups, pictures, beyond };
}
