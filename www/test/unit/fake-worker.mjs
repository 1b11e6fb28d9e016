/** A worker that does nothing on its own: the test decides what it says. */
export class FakeWorker {
  static all = [];
  heard = [];
  ended = false;
  onmessage = null;
  onmessageerror = null;
  onerror = null;

  constructor() {
    FakeWorker.all.push(this);
  }

  postMessage(message) {
    this.heard.push(message);
  }

  terminate() {
    this.ended = true;
  }

  /** The last job that it was given. */
  get job() {
    return this.heard.findLast((message) => message.is === 'job');
  }

  say(message) {
    this.onmessage?.({ data: message });
  }

  stage(stage, loaded = 0, total = 1) {
    this.say({ is: 'progress', id: this.job.id, stage, loaded, total });
  }

  finish(output = null, heapBytes = 1) {
    this.say({ is: 'done', id: this.job.id, output, heapBytes });
  }

  fail(failure, heapBytes = 1) {
    this.say({ is: 'failed', id: this.job.id, failure, heapBytes });
  }
}
