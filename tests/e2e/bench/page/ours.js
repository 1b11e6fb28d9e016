import { durations, now } from './clock.js';
import { Lane } from './lane.js';

/** What the component calls its stages up to the first request, and what the tables do. A second `encoding` is the check of the first. */
const STAGES = { decoding: 'decode', resizing: 'resize', encoding: 'encode', sealing: 'seal' };

/** The component in the package's own worker, under one of its presets (or under none, which is the default). */
export class Ours {
  #lane;
  #preset;
  #maxEdge;
  #id = 0;

  constructor(module, { maxEdge, preset }) {
    this.#maxEdge = maxEdge;
    this.#preset = preset;
    this.#lane = new Lane(() => {
      const worker = new Worker('/bench/page/our-worker.js', { type: 'module' });
      worker.postMessage({ is: 'module', module });
      return worker;
    });
  }

  /** From a file to sealed bytes: milliseconds in all and by stage, bytes, and how large the instance has grown. */
  seal(file) {
    const start = now();
    const begun = [{ stage: 'read', at: start }];
    let sealed;
    return this.#ask('share', { file, server: location.origin }, (data) => {
      if (data.is === 'progress' && data.stage in STAGES) begun.push({ stage: stageOf(data.stage, begun), at: data.at });
      if (data.is === 'sealed') sealed = data;
      // The upload was refused, as it always is here.
      if (data.is !== 'failed' || !sealed) return undefined;
      return {
        ms: sealed.at - start,
        stages: durations(begun, sealed.at),
        sealedBytes: sealed.sealedBytes,
        heapBytes: data.heapBytes,
      };
    });
  }

  /** The picture as it would be sealed: ciphertext tells no one how it looks. */
  encode(file) {
    return this.#ask('prepare', { file }, (data) => {
      if (data.is === 'done') return { type: data.output.type, bytes: data.output.bytes };
      return undefined;
    });
  }

  end() {
    this.#lane.end();
  }

  #ask(kind, input, hear) {
    const job = { kind, input: { maxEdge: this.#maxEdge, preset: this.#preset, ...input } };
    let sealing = false;
    return this.#lane.ask({ is: 'job', id: ++this.#id, job }, (data) => {
      sealing ||= data.is === 'sealed';
      const refused = data.is === 'crashed' || (data.is === 'failed' && !sealing);
      if (refused) throw new Error(`${data.failure.code}: ${data.failure.message}`);
      return hear(data);
    });
  }
}

function stageOf(name, begun) {
  const stage = STAGES[name];
  return stage === 'encode' && begun.at(-1).stage === 'encode' ? 'check' : stage;
}
