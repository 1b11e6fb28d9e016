// The app's own service worker, with the scope /app/ and no other: it keeps the page that it opens with, and nothing else.
// What is no part of a version goes to the network as if it were not there: blobs, the API, the viewer, every upload.
// The build puts the names in, and a version that changes with them.
const SHELL = 'pellicle-shell-VERSION';
const PAGE = '/app/';
const FILES = new Set(['FILES']);

addEventListener('install', (event) => {
  // The page is asked for anew: the browser may still hold the one before, which names other files.
  const all = [new Request(PAGE, { cache: 'reload' }), ...FILES];
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(all)));
});

// The page that registered it stays what it is; what it loads later is there without a connection too.
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

/** Forgets other versions once no other window of the app is open: it may still be of one, and load more of that. */
async function forgetOthers() {
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.filter(({ url }) => new URL(url).pathname === PAGE).length > 1) return;
  for (const name of await caches.keys()) {
    if (name.startsWith('pellicle-shell-') && name !== SHELL) await caches.delete(name);
  }
}

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  const isPage = request.mode === 'navigate' && pathname === PAGE;
  if (isPage) event.waitUntil(forgetOthers());
  const isFile = FILES.has(pathname);
  const isOfAnother = !isFile && pathname.startsWith('/app/assets/');
  if (!isPage && !isFile && !isOfAnother) return;
  // A server that has a newer version has no part of this one, nor of the one before.
  const kept = isOfAnother ? caches.match(pathname) : caches.open(SHELL).then((cache) => cache.match(isPage ? PAGE : pathname));
  event.respondWith(kept.then((response) => response ?? fetch(request)));
});

// A new version waits until no window of the app is open, or until a person says so in one.
addEventListener('message', ({ data }) => {
  if (data === 'take-over') void skipWaiting();
});
