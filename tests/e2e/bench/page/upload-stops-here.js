/**
 * Stands before the package's own worker and takes the place of the network: the moment at which it would begin to upload is the one
 * at which the sealed bytes are there. The worker itself is the one that ships, not a byte changed.
 */
import { now } from './clock.js';

self.fetch = async (input, options) => {
  const request = new Request(input, options);
  const sealedBytes = Number(request.headers.get('upload-length'));
  self.postMessage({ is: 'sealed', at: now(), sealedBytes });
  return new Response('{"code":"refused","message":"This is a measurement."}', {
    status: 403,
    headers: { 'content-type': 'application/json' },
  });
};

// A stage is stamped as it begins, and not when the page comes to hear of it.
const post = self.postMessage.bind(self);
self.postMessage = (message, transfer) =>
  post(message.is === 'progress' ? { ...message, at: now() } : message, transfer);
