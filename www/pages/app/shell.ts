import { button, byId, el } from '../shared/dom.js';
import { t } from '../text/text.js';

const WORKER = '/app/worker.js';

/** The one address that the policy lets through, under `require-trusted-types-for 'script'`. */
function workerUrl(): string {
  const { trustedTypes } = globalThis as {
    trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(url: string): unknown } };
  };
  const policy = trustedTypes?.createPolicy('pellicle-app', { createScriptURL: () => WORKER });
  return (policy?.createScriptURL('') ?? WORKER) as string;
}

/** Keeps the page for when there is no connection, and offers a newer one when there is. */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(workerUrl(), { scope: '/app/' });
    // One that waited when this page was opened, and one that comes while it is open.
    if (registration.waiting) offerNewer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing;
      coming?.addEventListener('statechange', () => {
        if (coming.state === 'installed' && navigator.serviceWorker.controller) offerNewer(coming);
      });
    });
  } catch {
    // Without one the page works as it does at /, as long as there is a connection.
  }
}

/** Says that there is a newer page. It comes when a person says so, or when the app is opened the next time. */
function offerNewer(worker: ServiceWorker): void {
  const list = byId('notices', HTMLElement);
  list.querySelector('[data-notice="app.newer"]')?.remove();
  let isWanted = false;
  let isHere = false;
  // It may be another window that said so; and whoever stayed on this page after all can still say so.
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    isHere = true;
    if (isWanted) location.reload();
  });
  const go = button(t('app.newer.go'), 'small', () => {
    if (isHere) return location.reload();
    isWanted = true;
    worker.postMessage('take-over');
  });
  list.append(el('div', { class: 'notice', 'data-notice': 'app.newer' }, el('p', {}, t('app.newer')), go));
}
