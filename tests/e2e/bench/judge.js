import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BINARY = process.env.PELLICLE_JUDGE ?? fileURLToPath(new URL('../../../target/release/xtask-judge', import.meta.url));

/** The judge of one source's pictures, which it decodes once, and resizes to exactly the size of each. */
export class Judge {
  #child;
  #waiting = [];
  #ended;

  constructor(source) {
    this.#child = spawn(BINARY, [source], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#ended = once(this.#child, 'exit');
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#waiting.shift()?.resolve(verdict(line)));
    this.#child.on('error', (error) => this.#fail(error));
    this.#child.on('exit', (code) => this.#fail(new Error(`the judge ended with ${code}`)));
    // Why it ended is told by its end.
    this.#child.stdin.on('error', () => {});
  }

  /** SSIMULACRA2 of a picture as `score`, or as `unjudged` why it has none. Answers come in the order of the questions. */
  score(path) {
    return new Promise((resolve, reject) => {
      if (this.#child.exitCode !== null) return reject(new Error('the judge has ended'));
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${path}\n`);
    });
  }

  async end() {
    this.#child.stdin.end();
    await this.#ended;
  }

  #fail(error) {
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

function verdict(line) {
  const score = Number(line);
  return Number.isNaN(score) ? { unjudged: line } : { score };
}
