/** Longer than the package itself lets a picture take. */
const PATIENCE_MS = 60_000;

/** A worker that stays from picture to picture, and is started anew after one that it failed at. */
export class Lane {
  #start;
  #worker;

  constructor(start) {
    this.#start = start;
  }

  /** Starts the worker where it is not there. */
  async ready() {
    this.#worker ??= await this.#start();
    return this.#worker;
  }

  /** Asks one thing. `hear` gets every message until it returns something; what it throws is why the picture was refused. */
  async ask(message, hear) {
    const worker = await this.ready();
    let timer;
    try {
      return await new Promise((resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
        worker.onerror = (event) => reject(new Error(event.message ?? 'its worker could not be loaded'));
        worker.onmessage = ({ data }) => {
          try {
            const answer = hear(data);
            if (answer !== undefined) resolve(answer);
          } catch (error) {
            reject(error);
          }
        };
        worker.postMessage(message);
      });
    } catch (error) {
      this.end();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the worker; the next question finds a new one. */
  end() {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
