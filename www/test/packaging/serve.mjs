import { listen, sendFile } from '../../../tests/e2e/web-server.js';

/** A port that was free a moment ago. */
export async function freePort() {
  const { origin, stop } = await listen();
  await stop();
  return Number(new URL(origin).port);
}

/** Serves a folder. Gives what stops it. */
export async function serve(folder, port) {
  const { stop } = await listen((request, answer) => sendFile(answer, folder, new URL(request.url, 'http://app').pathname), port);
  return stop;
}
