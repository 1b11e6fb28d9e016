import { isBusy } from './machine.js';
import { TITLES } from './settings.js';

/** What no table shows: what each was set to, the single numbers, and whatever went wrong. */
export function notes(results) {
  return [settingsNote(results), ...numberNotes(results), ...troubleNotes(results)];
}

function settingsNote({ machine, known, settings }) {
  const qualities = Object.entries(known)
    .filter(([, { quality }]) => quality !== null)
    .map(([name, { quality }]) => `${TITLES[name]} at quality ${quality}`);
  return `${machine.cores} cores (${machine.cpu}), ${machine.memoryGib} GiB, Chromium ${machine.chromium}; max edge ${settings.maxEdge} px; ${qualities.join(', ')}`;
}

function numberNotes({ pool, ready, isolation, equalScore }) {
  const notes = [];
  if (pool)
    notes.push(
      `${pool.pictures} photos: ${whole(pool.togetherMs)} ms at once on ${pool.workers} workers, ${whole(pool.inTurnMs)} ms one after the other`,
    );
  if (ready)
    notes.push(
      `a worker is ready ${whole(ready.again.ms)} ms after the page was asked for again, and is started at ${whole(ready.again.told)}; after a page of another site, when the browser first starts a process, it is ready at ${whole(ready.anew.ms)} and started at ${whole(ready.anew.told)} (medians of ${ready.loads.again.length} loads each)`,
    );
  if (isolation)
    notes.push(
      `${isolation.photo}: ${whole(isolation.isolatedMs)} ms on the isolated page, ${whole(isolation.plainMs)} ms on one like any other`,
    );
  for (const [name, { groups }] of Object.entries(equalScore ?? {})) {
    const parts = Object.entries(groups).map(([group, ratio]) => `${ratio.toFixed(2)} for ${group}`);
    if (parts.length) notes.push(`bytes at equal score, ${EQUAL[name]}: ${parts.join(', ')}`);
  }
  return notes;
}

const EQUAL = {
  oursToBrowser: "default preset to the browser's own",
  smallestToJsquash: '"smallest" preset to @jsquash',
};

/** A photo that somebody refused, or a score that nobody reached, is left out of both sides of a ratio; that must be seen. */
function troubleNotes({ machine, times, memory = [], quality = [], equalScore, settings, known, failures = {} }) {
  const trouble = Object.entries(failures).map(([name, why]) => `${name} could not be measured: ${why}`);
  if (isBusy(machine))
    trouble.push(`the machine was busy (load ${machine.load.toFixed(1)} before the start): do not trust these times, nor their ratios`);
  if (settings.pipelines.includes('smallest') && !known.smallest)
    trouble.push('the component has no presets: "smallest" is not there yet');
  for (const { name, pipelines } of times)
    for (const [pipeline, { refused }] of Object.entries(pipelines))
      if (refused) trouble.push(`${name}: ${TITLES[pipeline]} refused it: ${refused}`);
  for (const { name, refused } of memory) if (refused) trouble.push(`${name}: no heap: ${refused}`);
  for (const { name, pipelines } of quality) {
    for (const [pipeline, { own, curve = [own] }] of Object.entries(pipelines)) {
      for (const { refused, unjudged, file } of curve) {
        if (refused) trouble.push(`${name}: ${TITLES[pipeline]} did not encode it: ${refused}`);
        if (unjudged) trouble.push(`${file}: not judged: ${unjudged}`);
      }
    }
  }
  for (const [name, { beyond }] of Object.entries(equalScore ?? {}))
    if (beyond.length) trouble.push(`${EQUAL[name]}: no equal score within the curve for ${beyond.join(', ')}`);
  return trouble;
}

function whole(number) {
  return number.toFixed(0);
}
