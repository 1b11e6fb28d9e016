import type { FromEmbed } from './messages.js';

type SharedMessage = Extract<FromEmbed, { pellicle: 'shared' }>;

/**
 * What the page around has been told. It hears each thing once as it happens, and everything that still holds again
 * where it asks: a script of its that was late would else never hear of a link.
 */
export class Told {
  readonly #links = new Map<string, SharedMessage>();
  #px: number | undefined;

  constructor(readonly say: (message: FromEmbed) => void) {}

  ready(): void {
    this.say({ pellicle: 'ready' });
  }

  height(px: number): void {
    this.#px = px;
    this.say({ pellicle: 'height', px });
  }

  shared(message: SharedMessage): void {
    this.#links.set(message.link, message);
    this.say(message);
  }

  error(code: string): void {
    this.say({ pellicle: 'error', code });
  }

  /** This link is gone, if it was not before. */
  removed(link: string): void {
    if (this.#links.delete(link)) this.say({ pellicle: 'removed', link });
  }

  /** Of the links that it was given, this one is left. */
  keepOnly(kept: string): void {
    for (const link of [...this.#links.keys()]) if (link !== kept) this.removed(link);
  }

  /** The page has emptied the box, and knows it. */
  forget(): void {
    this.#links.clear();
  }

  /** Everything that holds now, with why the box takes no pictures, where it takes none. */
  again(fault: { code: string } | null): void {
    this.ready();
    if (this.#px !== undefined) this.height(this.#px);
    if (fault) this.error(fault.code);
    for (const message of this.#links.values()) this.say(message);
  }
}
