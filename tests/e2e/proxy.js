import http from 'node:http';
import zlib from 'node:zlib';

/** Headers about one connection, which each side of the proxy has of its own. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding'];

/**
 * Everything that a browser sends and gets goes through here and is kept: it is the browser's proxy for every host, this machine too.
 * What is meant for another host than the server is kept in `strangers`, and goes nowhere.
 * It is also a plain way to the server, for clients that are given its address as the server's.
 * The server is known to the browser by its address, or by the `name` that is given for it.
 * Its `gate` is asked about every answer, with the request, and the answer waits for what that gives.
 * It can `rewrite` what a path answers, by a function that gives as many bytes as it takes.
 * It can be `down`, be `silentTo` a method, withhold the answers to one, hold one back, cut a connection once, or change a
 * byte once.
 */
export async function startProxy(serverHost, { name = serverHost } = {}) {
  const records = [];
  const strangers = [];
  const agent = new http.Agent({ keepAlive: true });
  const cuts = [];
  const flips = [];
  const holds = [];
  const proxy = { records, strangers, origin: '', cutOnce, flipOnce, holdOnce, down: false, silentTo: undefined, withholdsFrom: undefined, gate: undefined, rewrite: undefined, stop };

  const listener = http.createServer((request, answer) => {
    const record = {
      method: request.method,
      url: request.url,
      headers: pairs(request.rawHeaders),
      body: [],
      status: 0,
      answer: [],
      answerHeaders: [],
    };
    const url = new URL(request.url, `http://${name}`);
    if (url.host !== name) {
      strangers.push(`${request.method} ${request.url}`);
      answer.writeHead(502).end();
      return;
    }
    if (proxy.down) return void request.socket.destroy();
    records.push(record);
    if (proxy.silentTo === request.method) return;
    forward(request, answer, record, url);
  });
  listener.on('connect', (request, socket) => {
    strangers.push(`CONNECT ${request.url}`);
    socket.destroy();
  });
  listener.on('upgrade', (request, socket) => {
    strangers.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  proxy.origin = `http://127.0.0.1:${listener.address().port}`;
  return proxy;

  function forward(request, answer, record, url) {
    const [host, port] = serverHost.split(':');
    const onward = http.request({
      agent,
      host,
      port,
      method: request.method,
      path: url.pathname + url.search,
      headers: flat(proxy.rewrite ? record.headers.filter(([name]) => !/^(accept-encoding|if-none-match)$/i.test(name)) : record.headers),
    });
    const cut = cuts.find((one) => one.method === request.method && one.path.test(url.pathname));
    if (cut) cuts.splice(cuts.indexOf(cut), 1);
    const hold = holds.find((one) => one.path.test(url.pathname));
    if (hold) holds.splice(holds.indexOf(hold), 1);
    let flip = flips.includes(request.method);
    if (flip) flips.splice(flips.indexOf(request.method), 1);
    let sent = 0;
    let received = 0;
    const drop = () => {
      record.wasCut = true;
      request.socket.destroy();
      onward.destroy();
    };
    request.on('data', (bytes) => {
      record.body.push(bytes);
      sent += bytes.length;
      if (flip) bytes[bytes.length >> 1] ^= 1;
      flip = false;
      onward.write(bytes);
      if (cut && sent > cut.afterSent) drop();
    });
    request.on('end', () => onward.end());
    answer.on('close', () => !answer.writableFinished && onward.destroy());
    onward.on('error', () => request.socket.destroy());
    onward.on('response', async (response) => {
      record.status = response.statusCode;
      record.answerHeaders = pairs(response.rawHeaders);
      if (proxy.withholdsFrom === request.method) return void response.resume();
      await proxy.gate?.(record);
      answer.writeHead(response.statusCode, flat(record.answerHeaders));
      answer.flushHeaders();
      response.on('data', (bytes) => {
        record.answer.push(bytes);
        received += bytes.length;
        const given = proxy.rewrite?.(url.pathname, bytes) ?? bytes;
        const held = hold ? Math.max(0, hold.afterReceived - (received - bytes.length)) : given.length;
        answer.write(given.subarray(0, held));
        if (held < given.length) {
          response.pause();
          hold.released.then(() => {
            hold.afterReceived = Infinity;
            answer.write(given.subarray(held));
            response.resume();
          });
        }
        // What was received has a moment to get through, as it has on a real wire.
        if (cut && received > cut.afterReceived) setTimeout(drop, 200, response.pause());
      });
      response.on('end', () => answer.end());
      response.on('error', () => request.socket.destroy());
    });
  }

  /** Drops the next connection that carries such a request, after so many bytes of a body were sent or received. */
  function cutOnce(method, { path = /^/, afterSent = Infinity, afterReceived = Infinity }) {
    cuts.push({ method, path, afterSent, afterReceived });
  }

  /** Holds the next answer to such a path back after so many bytes, until what this gives is called. */
  function holdOnce(path, afterReceived) {
    let release;
    holds.push({ path, afterReceived, released: new Promise((resolve) => (release = resolve)) });
    return release;
  }

  /** Changes a bit in the middle of the first bytes of the next such request's body. */
  function flipOnce(method) {
    flips.push(method);
  }

  async function stop() {
    agent.destroy();
    listener.closeAllConnections();
    await new Promise((resolve) => listener.close(resolve));
  }
}

/** A record as it was on the wire, both ways; a compressed answer also as it reads. */
export function bytesOf(record) {
  const head = `${record.method} ${record.url}\n${lines(record.headers)}\n\n`;
  const answer = Buffer.concat(record.answer);
  return Buffer.concat([
    Buffer.from(head),
    ...record.body,
    Buffer.from(`\n${record.status}\n${lines(record.answerHeaders)}\n\n`),
    answer,
    readable(record, answer),
  ]);
}

/** The value of a header of the request. */
export function header(record, name) {
  return record.headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

function readable(record, answer) {
  const encoding = record.answerHeaders.find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
  if (!encoding || answer.length === 0) return Buffer.alloc(0);
  const decoders = { br: zlib.brotliDecompressSync, gzip: zlib.gunzipSync, deflate: zlib.inflateSync };
  // An answer that was cut off cannot be decoded; its bytes on the wire are searched all the same.
  try {
    return decoders[encoding](answer);
  } catch (error) {
    if (record.wasCut) return Buffer.alloc(0);
    throw error;
  }
}

function pairs(raw) {
  const found = [];
  for (let i = 0; i < raw.length; i += 2) found.push([raw[i], raw[i + 1]]);
  return found;
}

function flat(headers) {
  return headers.filter(([name]) => !HOP_BY_HOP.includes(name.toLowerCase())).flat();
}

function lines(headers) {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}
