import { now } from './clock.js';
import { Lane } from './lane.js';
import { Ours } from './ours.js';

const RIVALS = ['browser', 'jsquash', 'vips'];

/** The pipelines named, each in a worker of its own that stays, on one page. Rivals are ready when this is done. */
export async function open(names, maxEdge) {
  const module = await WebAssembly.compileStreaming(fetch('/dist/pellicle_bg.wasm'));
  const pipelines = { ours: new Ours(module, { maxEdge }) };
  for (const name of names) {
    if (name === 'smallest') pipelines.smallest = new Ours(module, { maxEdge, preset: 'smallest' });
    if (RIVALS.includes(name)) pipelines[name] = await Rival.open(name, maxEdge);
  }
  return pipelines;
}

/** Whether the component knows presets: one that cannot be must be refused, and not be overlooked. */
export async function hasPresets(file, maxEdge) {
  const module = await WebAssembly.compileStreaming(fetch('/dist/pellicle_bg.wasm'));
  const asked = new Ours(module, { maxEdge, preset: 'no such preset' });
  const refused = await asked.encode(file).then(
    () => false,
    ({ message }) => message.startsWith('bad-option'),
  );
  asked.end();
  return refused;
}

/** What others do with a file, by the same questions. */
class Rival {
  #lane;
  #maxEdge;
  /** What it is set to where nothing else is asked for. */
  quality;

  static async open(name, maxEdge) {
    const rival = new Rival();
    rival.#maxEdge = maxEdge;
    rival.#lane = new Lane(() => rival.#start(name));
    await rival.#lane.ready();
    return rival;
  }

  #start(name) {
    const worker = new Worker(`/bench/page/${name}-worker.js`, { type: 'module' });
    return new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message ?? `${name} could not be loaded`));
      worker.onmessage = ({ data }) => {
        this.quality = data.quality;
        resolve(worker);
      };
    });
  }

  seal(file, type) {
    const start = now();
    return this.#ask({ file, type }, ({ is, at, ...sealed }) =>
      is === 'sealed' ? { ms: at - start, ...sealed } : undefined,
    );
  }

  encode(file, type, encodeAt) {
    return this.#ask({ file, type, encodeAt }, ({ is, bytes }) => (is === 'encoded' ? { type, bytes } : undefined));
  }

  #ask(question, hear) {
    return this.#lane.ask({ maxEdge: this.#maxEdge, ...question }, (data) => {
      if (data.is === 'failed') throw new Error(data.why);
      return hear(data);
    });
  }
}
