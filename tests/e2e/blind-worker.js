// The package's own worker in a browser that decodes nothing: what it has for that is taken away.
import '/dist/worker.js';
globalThis.ImageDecoder = undefined;
globalThis.createImageBitmap = undefined;
