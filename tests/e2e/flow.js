// Draws the README's pictures of the way of a picture, from `node flow.js PHOTO`: chosen, covered, sealed, opened, and an album.
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ROOT } from './docs.js';
import { EditPage } from './edit-page.js';
import { setStage } from './stage.js';
import { UploadPage } from './upload-page.js';
import { ViewerPage } from './viewer-page.js';

const FOLDER = join(ROOT, 'docs/look');
const PHONE = { width: 390, height: 780 };

const [photo] = process.argv.slice(2);
if (!photo) throw new Error('name a photo');
const file = { name: basename(photo), type: 'image/jpeg', bytes: await readFile(photo) };
await mkdir(FOLDER, { recursive: true });

const stage = await setStage();
try {
  const page = await stage.page({ colorScheme: 'light', viewport: PHONE, reducedMotion: 'reduce' });
  const keep = async (name, of = page) => of.screenshot({ path: join(FOLDER, `${name}.png`) });
  const upload = await new UploadPage(page, stage.server.origin).open();
  await page.waitForLoadState('networkidle');
  await keep('1-choose');

  const edit = await EditPage.open(upload, file, {});
  await edit.tool('Cover').click();
  await edit.tool('New box').click();
  await page.keyboard.press('Shift+ArrowRight');
  for (let i = 0; i < 14; i++) await page.keyboard.press('ArrowLeft');
  await keep('2-cover');
  await edit.tool('Done').click();
  await page.getByRole('button', { name: 'Seal and send' }).click();
  const link = await upload.linkTo(file.name);
  await page.evaluate(() => scrollTo(0, 0));
  await keep('3-sealed');

  const viewer = await stage.page({ colorScheme: 'dark', viewport: PHONE, reducedMotion: 'reduce' });
  await new ViewerPage(viewer).open(link);
  await new ViewerPage(viewer).picture();
  // The film lifts within a second.
  await viewer.waitForTimeout(1500);
  await keep('4-opened', viewer);
} finally {
  await stage.clear();
}
