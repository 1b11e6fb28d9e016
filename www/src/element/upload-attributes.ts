import { ElementBase } from './dom.js';

/** What `<pellicle-upload>` is told: its attributes, each as a property of the same meaning, and a password. */
export abstract class UploadAttributes extends ElementBase {
  #password = '';

  /** A password for the next pictures; empty for none. It is a property alone: an attribute could be read in the page's source. */
  get password(): string {
    return this.#password;
  }
  set password(value: string | null) {
    this.#password = String(value ?? '');
  }

  /** The attribute `server`, or `null` where the page's own origin is used. */
  get server(): string | null {
    return this.getAttribute('server');
  }
  set server(value: string | null) {
    this.#set('server', value);
  }
  /** The attribute `max-edge`: pixels from 1 to 65535 or `full`, or `null` for 2048. */
  get maxEdge(): string | null {
    return this.getAttribute('max-edge');
  }
  set maxEdge(value: number | string | null) {
    this.#set('max-edge', value);
  }
  /** The attribute `preset`: `balanced` or `smallest`, or `null` for `balanced`. */
  get preset(): string | null {
    return this.getAttribute('preset');
  }
  set preset(value: string | null) {
    this.#set('preset', value);
  }
  /** The attribute `expires-in`: seconds or such as `7d` (s, m, h, d), or `null` for the server's default. */
  get expiresIn(): string | null {
    return this.getAttribute('expires-in');
  }
  set expiresIn(value: number | string | null) {
    this.#set('expires-in', value);
  }
  /** The attribute `views`: a whole number from 1, or `null` for the server's default. */
  get views(): string | null {
    return this.getAttribute('views');
  }
  set views(value: number | string | null) {
    this.#set('views', value);
  }
  /** The attribute `name`: what the links are called in a form. Default: empty, and then the form gets none. */
  get name(): string {
    return this.getAttribute('name') ?? '';
  }
  set name(value: string) {
    this.#set('name', value);
  }
  /** The attribute `original`: whether pixels are kept bit for bit. */
  get original(): boolean {
    return this.hasAttribute('original');
  }
  set original(value: boolean) {
    this.toggleAttribute('original', Boolean(value));
  }
  /** The attribute `multiple`: whether it takes more than one picture. */
  get multiple(): boolean {
    return this.hasAttribute('multiple');
  }
  set multiple(value: boolean) {
    this.toggleAttribute('multiple', Boolean(value));
  }
  /** The attribute `max-files`: how many pictures the list takes. */
  get maxFiles(): string | null {
    return this.getAttribute('max-files');
  }
  set maxFiles(value: number | string | null) {
    this.#set('max-files', value);
  }
  /** The attribute `required`: whether its form needs a picture. */
  get required(): boolean {
    return this.hasAttribute('required');
  }
  set required(value: boolean) {
    this.toggleAttribute('required', Boolean(value));
  }
  /** The attribute `disabled`: whether it takes no picture. A disabled `<fieldset>` around it does the same and does not show here. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }
  set disabled(value: boolean) {
    this.toggleAttribute('disabled', Boolean(value));
  }

  #set(name: string, value: number | string | null): void {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }
}
