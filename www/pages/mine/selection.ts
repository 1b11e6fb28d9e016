import { copyText } from '../shared/clipboard.js';
import { button, el } from '../shared/dom.js';
import { replaceChanged } from '../shared/replace.js';
import { t } from '../text/text.js';
import { ask, type Question } from '../upload/ask.js';
import { faultOf, isGone, titleOf } from '../upload/fault.js';
import { linkRow, say } from '../upload/link-row.js';
import { AlbumForm, type Wish } from './album-form.js';
import { secsUntilFirst, soonerThan } from './album-plan.js';
import { expirePictures, kept, makeAlbum, whyNot } from './albums.js';
import type { Kept } from './record.js';
import { removeAll } from './row.js';
import { save } from './save.js';
import { zip } from './zip.js';

/** What happens to the list by what is done with what is selected on it. */
export interface Done {
  /** These are gone, which is `said` to those who hear the page, unless it has been already. */
  onGone(records: Kept[], said?: string): void;
  /** Something is kept that was not before, or for another time. */
  onChange(): void;
  /** How long the server keeps anything, in seconds from now. */
  expiresInSecs(): readonly number[];
}

/** What can be done with what is selected, and what came of it. */
export class Selection {
  readonly element = el('div', { class: 'selection', role: 'group', 'aria-label': t('mine.selection'), hidden: true });
  readonly #count = el('p', {});
  readonly #actions = el('div', { class: 'actions' });
  /** What is said of it, and the link that came of it: reading out all of that would be too much. */
  readonly #said = el('div', { role: 'status' });
  readonly #result = el('div', {});
  readonly #outcome = el('div', { class: 'outcome' }, this.#said, this.#result);
  readonly #done: Done;
  #records: Kept[] = [];
  #stop: AbortController | undefined;
  /** The question that stands in place of what can be done, and how it is put for what is selected now. */
  #asked: { question: Question; words(): string | undefined } | undefined;
  /** The album that a person is about to make, while they are. */
  #form: AlbumForm | undefined;

  constructor(done: Done) {
    this.#done = done;
    this.element.append(this.#count, this.#actions, this.#outcome);
    this.#offer();
  }

  /** These are selected now, in the order of the list. */
  show(records: Kept[]): void {
    this.#records = records;
    this.#count.textContent = t('mine.selected', { count: records.length });
    this.element.hidden = records.length === 0 && !this.#said.hasChildNodes();
    this.#count.hidden = this.#actions.hidden = records.length === 0;
    if (!this.#stop) this.#offer();
  }

  /** Gives the memory of what it shows back. */
  close(): void {
    this.#form?.release();
    this.#form?.element.remove();
    this.#form = undefined;
  }

  /** Says what came of it, with a link where there is one. */
  #say(sentence: string, ...more: Node[]): void {
    this.#said.replaceChildren(el('p', {}, sentence));
    this.#result.replaceChildren(...more);
    this.element.hidden = false;
  }

  #sayNothing(): void {
    this.#said.replaceChildren();
    this.#result.replaceChildren();
  }

  /** Shows how far it is instead of what can be done, until `end` is called. */
  #work(label: string): { bar: HTMLProgressElement; signal: AbortSignal; end(): void } {
    const stop = new AbortController();
    this.#stop = stop;
    const bar = el('progress', { max: '1', value: '0', 'aria-label': label });
    const cancel = button(t('work.cancel'), 'small', () => stop.abort());
    this.#actions.replaceChildren(bar, cancel);
    // Not the button: whoever has pressed Enter twice did not mean to stop it.
    bar.tabIndex = -1;
    bar.focus();
    const end = (): void => {
      this.#stop = undefined;
      const hadFocus = this.#actions.contains(document.activeElement);
      this.#offer();
      if (hadFocus) this.#actions.querySelector('button')?.focus();
    };
    return { bar, signal: stop.signal, end };
  }

  #offer(): void {
    if (this.#form) return this.#offerForm(this.#form);
    if (this.#asked) return this.#askAgain(this.#asked);
    const copy = button(t('mine.copy-links'), 'small', async () => {
      const records = this.#records;
      if (await copyText(records.map(({ link }) => link).join('\n'))) {
        say(copy, t('list.copied-all', { count: records.length }), t('mine.copy-links'));
      } else this.#say(t('mine.copy-failed'));
    });
    const pictures = this.#records.some(({ kind }) => kind === 'picture');
    replaceChanged(this.#actions, [
      copy,
      ...(pictures
        ? [
            button(t('mine.zip'), 'small', () => this.#askToZip()),
            button(t('mine.make-album'), 'small make', () => this.#openForm()),
          ]
        : []),
      button(t('done.delete'), 'small', () => this.#askToDelete()),
    ]);
  }

  #ask(words: () => string | undefined, yes: string, act: () => void, danger = false): void {
    const question = ask(words() ?? '', [{ label: yes, danger, act }, { label: t('mine.no') }], () => {
      this.#asked = undefined;
      this.#offer();
      this.#actions.querySelector('button')?.focus();
    });
    this.#asked = { question, words };
    this.#actions.replaceChildren(question.element);
    question.focus();
  }

  /** The selection has changed while it was asked about. It is asked about as it is now, unless nothing is left to ask about. */
  #askAgain({ question, words }: { question: Question; words(): string | undefined }): void {
    const now = words();
    if (now !== undefined) return question.reword(now);
    this.#asked = undefined;
    this.#offer();
  }

  #askToDelete(): void {
    const act = async (): Promise<void> => {
      const records = [...this.#records];
      this.#say(t('done.deleting'));
      const { gone, fault } = await removeAll(records);
      this.#sayNothing();
      if (gone.length > 0) this.#done.onGone(gone, t('mine.deleted', { count: gone.length }));
      if (fault) this.#say(t('done.delete.failed', { reason: titleOf(fault) }));
    };
    const words = (): string | undefined => (this.#records.length > 0 ? t('mine.delete.ask', { count: this.#records.length }) : undefined);
    this.#ask(words, t('done.delete.yes'), () => void act(), true);
  }

  /** Pictures with a password are left out: the password is not kept, so that nothing here could open them. */
  #openable(): { pictures: Kept[]; left: number } {
    const pictures = this.#records.filter(({ kind, hasPassword }) => kind === 'picture' && !hasPassword);
    return { pictures, left: this.#records.length - pictures.length };
  }

  #askToZip(): void {
    if (this.#openable().pictures.length === 0) return this.#say(t('mine.none-open'));
    const start = (): void => void this.#zip(this.#openable().pictures);
    const words = (): string | undefined => {
      const { pictures, left } = this.#openable();
      const limited = pictures.filter(({ views }) => views !== null).length;
      if (pictures.length === 0) return undefined;
      const warnings = [
        ...(left > 0 ? [t('mine.left-out', { count: left })] : []),
        ...(limited > 0 ? [t('mine.zip.spends', { count: limited })] : []),
      ];
      return warnings.length > 0 ? warnings.join(' ') : undefined;
    };
    if (words() === undefined) start();
    else this.#ask(words, t('mine.zip.go'), start);
  }

  async #zip(pictures: Kept[]): Promise<void> {
    const { bar, signal, end } = this.#work(t('mine.zip.progress'));
    this.#say(t('mine.zip.working', { count: pictures.length }));
    try {
      const { blob, count, missing } = await zip([...pictures].reverse(), {
        signal,
        onPicture: (done) => (bar.value = done / pictures.length),
      });
      if (count > 0) save(blob, 'pictures.zip');
      const failed = missing > 0 ? ` ${t('mine.zip.missing', { count: missing })}` : '';
      this.#say(t('mine.zip.done', { count }) + failed);
    } catch (error) {
      const fault = faultOf(error);
      this.#say(fault === 'cancelled' ? t('stop.cancelled') : t('mine.zip.failed', { reason: titleOf(fault) }));
    }
    end();
  }

  #openForm(): void {
    if (this.#openable().pictures.length === 0) return this.#say(t('mine.none-open'));
    this.#sayNothing();
    this.#form = new AlbumForm({
      make: (wish) => void this.#make(wish),
      cancel: () => {
        this.#closeForm();
        this.#actions.querySelector<HTMLElement>('.make')?.focus();
      },
      expiresInSecs: this.#done.expiresInSecs(),
    });
    this.#offer();
    this.#form?.focus();
  }

  /** Shows the form with what is selected now. Where nothing of that can be in an album, it is no use any more. */
  #offerForm(form: AlbumForm): void {
    const { pictures, left } = this.#openable();
    if (pictures.length === 0) return this.#closeForm();
    form.show(pictures, left);
    // What stands there already keeps the focus that it has.
    if (form.element.parentElement !== this.#actions) this.#actions.replaceChildren(form.element);
  }

  #closeForm(): void {
    this.close();
    this.#offer();
  }

  async #make({ title, pictures, expiresInSecs }: Wish): Promise<void> {
    const { bar, signal, end } = this.#work(t('album.progress'));
    this.#say(t('list.making'));
    const entries = pictures.map(({ link, title }) => ({ link, ...(title && { caption: title }) }));
    try {
      const settings = { title, expiresInSecs: expiresInSecs ?? secsUntilFirst(pictures), views: undefined, password: '' };
      const onProgress = ({ fraction }: { fraction: number }): void => void (bar.value = fraction);
      const shared = await makeAlbum(entries, settings, { signal, onProgress });
      // Only now: an album that is cancelled or fails leaves its pictures as they were.
      const sooner = expiresInSecs === undefined ? [] : soonerThan(pictures, expiresInSecs);
      const unmoved = await expirePictures(expiresInSecs ?? 0, sooner.map(kept)).then(() => undefined, faultOf);
      this.close();
      end();
      const row = linkRow(shared.link, t('album.name'), () => {});
      const done = t('album.done', { count: entries.length });
      // It is there all the same, and each of its pictures says until when it is.
      this.#say(unmoved ? `${done} ${t('mine.make.first')} (${titleOf(unmoved)})` : done, row);
      this.#done.onChange();
      row.querySelector('button')?.focus();
    } catch (error) {
      // What was typed is still there, for another try.
      end();
      const { fault, picture: lost } = whyNot(error, pictures);
      if (fault === 'cancelled') return this.#say(t('stop.cancelled'));
      if (!lost || !isGone(fault)) return this.#say(`${t('album.failed')} ${titleOf(fault)}`);
      // It is off the list with that, and out of the form, which has the others, if there are any.
      this.#say(t(pictures.length > 1 ? 'mine.lost' : 'mine.gone'));
      this.#done.onGone([lost]);
    }
  }
}
