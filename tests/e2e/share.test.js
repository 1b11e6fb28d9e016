import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pellicle, pellicleOk } from './cli.js';
import { corpus, drawing, photo } from './pictures.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage, distance, pixelsOfFile } from './viewer-page.js';

/** The same code makes both pictures, once as wasm and once natively: at most rounding may differ. */
const MEAN_DIFFERENCE = 0.1;

const MADE = [
  { name: 'made-turned.jpg', bytes: photo({ orientation: 6 }) },
  { name: 'made-large.jpg', bytes: photo({ width: 3000, height: 2000, orientation: 1, seed: 4 }) },
  { name: 'made-see-through.png', bytes: drawing(), type: 'image/png' },
];

describe('a picture goes through the page, the server and the link', () => {
  let stage;
  before(async () => (stage = await setStage()));
  after(() => stage.clear());

  for (const file of MADE) {
    it(`${file.name} arrives as \`pellicle prepare\` makes it`, () => arrivesAsPrepared(stage, file));
  }

  // One of a kind each; the component's own tests take the whole corpus.
  const folders = [
    'pictures/camera',
    'pictures/jpeg-structure',
    'pictures/orientation',
    'pictures/png',
    'pictures/webp',
    'pictures/jpeg-extras',
  ];
  for (const folder of folders) {
    const paths = corpus(folder).slice(0, 3);
    it(
      `the first of corpus/${folder} arrive as \`pellicle prepare\` makes them`,
      { skip: paths.length === 0 && 'no corpus here' },
      async () => {
        for (const path of paths)
          await arrivesAsPrepared(stage, { name: basename(path), bytes: await readFile(path), type: '' });
      },
    );
  }

  it('several at once get a link each', async () => {
    const upload = await new UploadPage(await stage.page(), stage.server.origin).open();
    await upload.give(...MADE);
    const links = await Promise.all(MADE.map(({ name }) => upload.linkTo(name)));
    assert.equal(new Set(links).size, MADE.length);
  });

  it('what is no picture is refused, and nothing is sent', async () => {
    const upload = await new UploadPage(await stage.page(), stage.server.origin).open();
    const before = stage.proxy.records.length;
    await upload.give({ name: 'letter.txt', bytes: Buffer.from('Dear all,'), type: 'text/plain' });
    await upload.onlyCard.getByText('can’t be sealed here').waitFor();
    const sent = stage.proxy.records.slice(before).filter(({ method }) => method !== 'GET');
    assert.deepEqual(sent, []);
  });
});

/** Shares a file through the page, opens the link in a fresh profile, and compares what is shown with the command line's work. */
async function arrivesAsPrepared(stage, file) {
  const input = join(stage.folder, file.name);
  const output = join(stage.folder, `prepared-${file.name}`);
  await writeFile(input, file.bytes);
  const said = await pellicle(['prepare', input, '-o', output, '--receipt']);
  const upload = new UploadPage(await stage.page(), stage.server.origin);
  if (said.code !== 0) return refusedAlike(upload, file, said);

  const link = await upload.share(file);
  const viewer = await new ViewerPage(await stage.page()).open(link);
  const shown = await viewer.pixels();
  const download = await viewer.download();
  const { output: made } = JSON.parse(said.stdout);
  const prepared = await pixelsOfFile(await stage.page(), await readFile(output), made.type);
  const apart = distance(shown, prepared);
  assert.ok(apart.mean <= MEAN_DIFFERENCE, `${file.name}: ${JSON.stringify(apart)}, ${shown.width}×${shown.height}`);
  assert.deepEqual(distance(await pixelsOfFile(await stage.page(), download.bytes, made.type), shown), {
    largest: 0,
    mean: 0,
  });
  await viewer.page.close();
  await upload.page.close();
}

/** What the command line refuses, the page refuses too. */
async function refusedAlike(upload, file, said) {
  assert.match(said.stderr, /error\[[a-z-]+\]: [^\n]+\n$/, `${file.name}: ${said.stderr}`);
  await upload.open();
  await upload.give(file);
  await upload.onlyCard.and(upload.page.locator('[data-state=failed]')).waitFor({ timeout: 60_000 });
  await upload.page.close();
}
