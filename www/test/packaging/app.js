// The same app for every bundler: it shares what is chosen, opens the link again, and says what came of it.
import 'pellicle/define';
import { view } from 'pellicle';

const upload = document.querySelector('pellicle-upload');
upload.server = new URLSearchParams(location.search).get('server');
upload.addEventListener('pellicle-shared', async ({ detail }) => {
  const { type, width, height } = await view(detail.link);
  document.querySelector('output').textContent = `${type} ${width}x${height}`;
});
