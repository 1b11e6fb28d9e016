const now = () => performance.timeOrigin + performance.now();

/** Both pipelines, each in a worker of its own that stays, on one page. */
export async function open() {
  const module = await WebAssembly.compileStreaming(fetch('/dist/pellicle_bg.wasm'));
  const ours = new Worker('/bench/our-worker.js', { type: 'module' });
  ours.postMessage({ is: 'module', module });
  const rival = new Worker('/bench/rival-worker.js', { type: 'module' });
  let id = 0;
  return {
    ours: (file, maxEdge) =>
      measure(
        ours,
        { is: 'job', id: ++id, job: { kind: 'share', input: { file, maxEdge, server: location.origin } } },
        ['failed', 'done', 'crashed'],
      ),
    rival: (file, maxEdge) => measure(rival, { file, maxEdge }, ['sealed']),
  };
}

/** How long it takes from a file's bytes to sealed bytes, and at which millisecond each stage began. */
function measure(worker, message, last) {
  return new Promise((resolve, reject) => {
    const start = now();
    const result = { stages: {} };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => {
      if (data.is === 'progress') result.stages[data.stage] ??= now() - start;
      if (data.is === 'sealed') Object.assign(result, { ms: data.at - start, sealedBytes: data.sealedBytes });
      if (!last.includes(data.is)) return;
      if (result.ms === undefined) reject(new Error(JSON.stringify(data)));
      else resolve(result);
    };
    worker.postMessage(message);
  });
}
