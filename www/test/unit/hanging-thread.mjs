import { parentPort } from 'node:worker_threads';

// Answers like the package's worker, but for an input that it never comes back from, as from a decoder's endless loop.
parentPort?.on('message', ({ id, job }) => {
  parentPort.postMessage({ is: 'progress', id, stage: 'decoding', loaded: 0, total: 1 });
  if (job.input === 'endless') for (;;);
  parentPort.postMessage({ is: 'done', id, output: 'prepared', heapBytes: 1 });
});
