// Runs before anything else of a page, as a classic script in its head; the build puts both names in, which
// stand beside this one.
(() => {
  // Where there is no WebAssembly, the worker has nothing to load.
  if (!globalThis.WebAssembly) return;
  try {
    const { src } = document.currentScript;
    const url = new URL('WORKER', src).href;
    const policy = globalThis.trustedTypes?.createPolicy('pellicle-early', { createScriptURL: () => url });
    // The name tells it to load the module (`LOADS` in the package's protocol.ts).
    const name = `pellicle loads ${new URL('MODULE', src).href}`;
    const worker = new Worker(policy?.createScriptURL('') ?? url, { type: 'module', name });
    const answer = new Promise((resolve, reject) => {
      worker.onmessage = (event) => resolve(event.data);
      worker.onerror = reject;
    });
    // The package asks for it later, and hears then.
    answer.catch(() => {});
    globalThis.pellicleEarly = { worker, answer };
  } catch {
    // A browser that can't is told so by the package.
  }
})();
