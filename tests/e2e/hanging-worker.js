// The package's own worker, but for a file of this type: it never comes back from that, as from a decoder's endless loop.
addEventListener('message', ({ data }) => {
  if (data.job?.input.file?.type === 'image/endless') for (;;);
});
import '/dist/worker.js';
