/**
 * Stands before the package's own worker and takes the place of the network: the moment at which it would begin to upload is the one
 * at which the sealed bytes are there. The worker itself is the one that ships, not a byte changed.
 */
self.fetch = async (input, options) => {
  const request = new Request(input, options);
  const sealedBytes = Number(request.headers.get('upload-length'));
  self.postMessage({ is: 'sealed', at: performance.timeOrigin + performance.now(), sealedBytes });
  return new Response('{"code":"refused","message":"This is a measurement."}', {
    status: 403,
    headers: { 'content-type': 'application/json' },
  });
};
