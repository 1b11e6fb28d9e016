/** What a user of the package may write, and what the compiler must refuse. It is compiled and never run. */

import {
  type Area,
  init,
  instance,
  parseLink,
  PellicleError,
  prepare,
  previewItem,
  remove,
  sentence,
  setExpiry,
  share,
  shareAlbum,
  view,
  viewAlbum,
  viewItem,
  viewLink,
  type AlbumItem,
  type Code,
  type Found,
  type Kept,
  type Preset,
  type Preview,
  type Progress,
  type Receipt,
  type RemovedClass,
} from 'pellicle';
import { download, downloadLink, open, openPreview, PellicleError as PlainError, type Argon2id, type Opened } from 'pellicle/plain';

export async function everythingThatIsPromised(file: File, signal: AbortSignal): Promise<void> {
  await init();
  await init({ wasm: new URL('https://pic.example/pellicle.wasm'), workerUrl: '/worker.js', workers: 2 });

  const onProgress = ({ stage, loaded, total, fraction }: Progress): void => console.log(stage, loaded / total, fraction);
  const prepared = await prepare(file, { maxEdge: 'full', original: true, preset: 'smallest', signal, onProgress });
  const area: Area = { x: 0, y: 0, width: 10, height: 10 };
  await prepare(file, { edits: { rotate: 90, crop: area, covers: [area] } });
  // @ts-expect-error a quarter of a turn is 90 degrees
  await prepare(file, { edits: { rotate: 45 } });
  const clean: Blob = prepared.blob;
  const receipt: Receipt = prepared.receipt;
  const classes: RemovedClass[] = receipt.removed.map((found) => found.class);
  const kept: Kept[] = receipt.kept ?? [];

  const preset: Preset = 'balanced';
  const shared = await share(clean, { preset, server: 'https://pic.example', expiresIn: '30d', views: 3, password: 'x', alt: 'x', name: 'x' });
  const expires: Date | null = shared.expires;
  const viewed = await view(shared.link, { password: 'x', spendView: true, signal, onProgress });
  const viewsLeft: number | null = viewed.viewsLeft;
  const entries = [{ link: shared.link, password: 'x', caption: 'x' }, { link: shared.link }];
  const album = await shareAlbum(entries, { server: 'https://pic.example', title: 'x', expiresIn: '30d', views: 3, password: 'x', signal, onProgress });
  const opened = await viewAlbum(album.link, { password: 'x', spendView: true, signal, onProgress });
  const title: string | null = opened.title;
  const items: readonly AlbumItem[] = opened.items;
  for (const item of items) console.log(title, item.id, item.caption, (await viewItem(item, { spendView: true, signal, onProgress })).blob);
  const found: Found = await viewLink(album.link, { password: 'x', spendView: true, signal, onProgress, onPreview: ({ alt }) => console.log(alt) });
  if (found.album) console.log(found.album.items, found.picture satisfies undefined);
  else console.log(found.picture.blob, (await downloadLink(album.link)).picture?.exposed);
  const preview: Preview | null = await previewItem(items[0]!, { signal });
  await view(shared.link, { onPreview: ({ blob, mainWidth, mainHeight, alt }: Preview) => console.log(blob, mainWidth / mainHeight, alt) });
  await viewItem(items[0]!, { onPreview: ({ type, width, height }) => console.log(type, width, height) });
  await remove(album.link, { deleteToken: album.deleteToken });
  const { id, exposed }: { id: string; exposed: boolean } = await parseLink(shared.link);
  const later: Date = await setExpiry(shared.link, { deleteToken: shared.deleteToken, expiresIn: 3600 });
  const gone: void = await remove(shared.link, { deleteToken: shared.deleteToken, signal });
  const limit: number = (await instance('https://pic.example')).limits.blob_bytes;
  console.log(classes, kept, expires, viewsLeft, id, exposed, later, gone, limit, preview?.blob.size);
}

export function everyErrorHasACode(error: unknown): string {
  if (!(error instanceof PellicleError)) throw error;
  const code: Code = error.code;
  const left: number | undefined = error.viewsLeft;
  const item: number | undefined = error.item;
  return code === 'view-limited' ? `${left} left` : `${item}: ${sentence(code)}`;
}

export async function everythingThatIsPromisedWithoutWasm(file: File, link: string, signal: AbortSignal): Promise<void> {
  const argon2id: Argon2id = async (password, salt) => (password.length > salt.length ? password : salt).slice(0, 32);
  const opened: Opened = await open(file, link, { password: 'x', argon2id });
  await open(new Uint8Array(await file.arrayBuffer()), link);
  const { blob, expires, viewsLeft } = await download(link, { password: 'x', argon2id, spendView: true, signal });
  const preview: Preview | null = await openPreview(file.slice(0, 16_520), file.size, link, { password: 'x', argon2id });
  const size: number = blob.size + opened.width + (preview?.mainWidth ?? 0);
  console.log(size, expires?.getTime(), viewsLeft, opened.exposed, new PlainError('gone') instanceof PellicleError);
}

export function whatIsRefused(file: File): void {
  // @ts-expect-error a path is not a file
  void share('photo.jpg');
  // @ts-expect-error no such option
  void share(file, { quality: 80 });
  // @ts-expect-error no such preset
  void share(file, { preset: 'best' });
  // @ts-expect-error nothing is deleted without its token
  void remove('https://pic.example/i/x', {});
  // @ts-expect-error an album is made of links
  void shareAlbum([file]);
  // @ts-expect-error only an album that was opened gives items
  void viewItem({ id: '7Hk2mQx9TzRv4WbN', caption: null });
  // @ts-expect-error an item has its password in it
  void viewAlbum('https://pic.example/i/x').then(({ items }) => viewItem(items[0]!, { password: 'x' }));
  // @ts-expect-error a preview spends no view, so there is nothing to allow
  void viewAlbum('x').then(({ items }) => previewItem(items[0]!, { spendView: true }));
  // @ts-expect-error an album has no preview
  void viewAlbum('x', { onPreview: () => {} });
  // @ts-expect-error no such code
  void sentence('oops');
  // @ts-expect-error a link is read asynchronously: its checksum is the worker's to compute
  void parseLink('x').id;
  // @ts-expect-error a blob is not a path
  void open('photo.blob', 'x');
  // @ts-expect-error no such option
  void download('x', { onProgress: () => {} });
}
