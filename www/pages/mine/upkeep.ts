import { button, el } from '../shared/dom.js';
import { t } from '../text/text.js';
import { ask } from '../upload/ask.js';
import { BadFile, readList, writeList } from './file.js';
import { save } from './save.js';
import { all, clear, isOn, keep, switchOff, switchOn } from './store.js';

/** What can be done with the list as a whole. */
export interface Upkeep {
  element: HTMLElement;
  /** The list has this many now: an empty one can be neither saved nor cleared. */
  show(count: number): void;
}

/** What the list as a whole offers: to a file and back, emptied, on and off. `onChange` is called when it is another. */
export function upkeep(onChange: () => void): Upkeep {
  let count = 0;
  const outcome = el('p', { class: 'outcome', role: 'status' });
  const actions = el('div', { class: 'actions' });
  const tell = (sentence: string): void => {
    outcome.textContent = sentence;
  };
  const askFirst = (question: string, yes: string, act: () => Promise<void>): void => {
    const asked = ask(question, [{ label: yes, danger: true, act: () => void tried(act) }, { label: t('mine.no') }], () => {
      draw();
      actions.querySelector('button')?.focus();
    });
    actions.replaceChildren(asked.element);
    asked.focus();
  };
  const tried = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch {
      tell(t('mine.no-storage'));
    }
    draw();
    onChange();
  };

  const input = el('input', { id: 'import', type: 'file', class: 'picker', accept: 'application/json,.json', autocomplete: 'off' });
  input.addEventListener('change', async () => {
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    try {
      const { records, expired, foreign } = await readList(file, location.origin);
      await keep(records);
      const left = [
        ...(expired > 0 ? [t('mine.import.expired', { count: expired })] : []),
        ...(foreign > 0 ? [t('mine.import.foreign', { count: foreign })] : []),
      ];
      tell([t('mine.import.done', { count: records.length }), ...left].join(' '));
    } catch (error) {
      tell(t(error instanceof BadFile ? `mine.import.${error.fault}` : 'mine.no-storage'));
    }
    onChange();
  });

  function draw(): void {
    if (!isOn()) {
      const on = button(t('mine.on'), 'small', () =>
        void tried(async () => {
          switchOn();
          tell(t('mine.on.done'));
        }),
      );
      return actions.replaceChildren(on);
    }
    const exporting = button(t('mine.export'), 'small', () =>
      void tried(async () => {
        save(await writeList(await all()), 'pellicle-list.json');
        tell(t('mine.export.done'));
      }),
    );
    const clearing = button(t('mine.clear'), 'small', () =>
      askFirst(t('mine.clear.ask'), t('mine.clear.yes'), async () => {
        await clear();
        tell(t('mine.clear.done'));
      }),
    );
    const has = count > 0;
    actions.replaceChildren(
      ...(has ? [exporting] : []),
      input,
      el('label', { class: 'button small', for: 'import' }, t('mine.import')),
      ...(has ? [clearing] : []),
      button(t('mine.off'), 'small', () =>
        askFirst(t('mine.off.ask'), t('mine.off.yes'), async () => {
          await switchOff();
          tell(t('mine.off.done'));
        }),
      ),
    );
  }

  draw();
  return {
    element: el('section', { class: 'upkeep', 'aria-label': t('mine.upkeep') }, el('p', {}, t('mine.where')), actions, outcome),
    show: (present) => {
      if (present > 0 === count > 0) return;
      count = present;
      const hadFocus = actions.contains(document.activeElement);
      draw();
      if (hadFocus) actions.querySelector<HTMLElement>('button, input')?.focus();
    },
  };
}
