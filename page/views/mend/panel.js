// What stands beside the grid: the chosen cell with what is wrong with it, and the mends that lose nothing.

import { fill, h, icon, ICONS } from '../../dom.js';
import { t } from '../../words.js';
import { valueField } from './grid.js';
import { WHOLE_ROW } from './state.js';

/** @typedef {import('./state.js').Mending} Mending */
/** @typedef {import('./state.js').SheetFinding} SheetFinding */
/** @typedef {import('./state.js').Kind} Kind */
/** @typedef {import('./state.js').Mend} Mend */
/** @typedef {import('./grid.js').Place} Place */

/** How many mends of a kind are shown. */
const SHOWN = 5;
const ARROW = 'M4 12h15M13 6l6 6-6 6';

/** A value before and after: told apart by a line through the one, and by words for who does not see it. @param {string} before @param {string} after */
export function difference(before, after) {
  return h('span', { class: 'mend-difference' },
    h('span', { class: 'unseen' }, t('mend-before')),
    h('del', { class: 'mono' }, visible(before)),
    icon(ARROW),
    h('span', { class: 'unseen' }, t('mend-after')),
    h('ins', { class: 'mono' }, visible(after)));
}

/** A value of which spaces at its ends can be seen, as these are often what is wrong. @param {string} value */
function visible(value) {
  if (value === '') return t('mend-empty-value');
  return value.replace(/^[ \u00a0]+|[ \u00a0]+$/g, (spaces) => '␣'.repeat(spaces.length)).replace(/\r\n|\r|\n/g, '⏎').replace(/\t/g, '⇥');
}

export class CellPanel {
  #notes = h('div', { class: 'mend-notes' });
  #title = h('h2');
  #form = h('div', { class: 'mend-field' });
  element = h('section', { class: 'card mend-cell-panel', 'aria-labelledby': 'mend-cell-title' }, this.#title, this.#form, this.#notes);
  /** @type {Place | null} */ #at = null;
  /** @type {HTMLInputElement | HTMLSelectElement | null} */ #field = null;

  /**
   * @param {Mending} mending
   * @param {{onType: (at: Place, value: string) => void, onChange: (changes: {index: number, column: number, after: string | undefined}[]) => void,
   *   onCancel: () => void, onFill: (index: number) => void, onNext: (by: 1 | -1) => void}} listener
   */
  constructor(mending, listener) {
    this.mending = mending;
    this.listener = listener;
    this.#title.id = 'mend-cell-title';
    fill(this.#title, t('mend-pick'));
  }

  /** @param {Place} at */
  show(at) {
    const same = this.#at?.index === at.index && this.#at.column === at.column;
    this.#at = at;
    if (!same) this.#begin(at);
    this.refresh();
  }

  /** @param {Place} at */
  #begin({ index, column }) {
    const { mending, listener } = this;
    const row = mending.sheet.rows[index]?.row ?? 0;
    this.#title.textContent = column === WHOLE_ROW ? t('groups-row', { row }) : t('mend-cell', { row, field: mending.name(column) });
    this.#field = null;
    if (column === WHOLE_ROW) return fill(this.#form);
    const field = valueField(mending, { index, column }, { value: mending.value(index, column), id: 'mend-value' });
    const commit = () => {
      if (field.value !== mending.value(index, column)) listener.onChange([{ index, column, after: field.value }]);
      else listener.onCancel();
    };
    field.addEventListener('input', () => listener.onType({ index, column }, field.value));
    field.addEventListener('change', commit);
    field.addEventListener('keydown', (event) => {
      if (!(event instanceof KeyboardEvent) || event.isComposing) return;
      if (event.key === 'Enter' && field instanceof HTMLInputElement) commit();
      if (event.key === 'Escape') {
        field.value = mending.value(index, column);
        listener.onCancel();
      }
    });
    this.#field = field;
    fill(this.#form, h('label', { for: 'mend-value' }, t('mend-value')), field);
  }

  /** Says anew what is wrong; what is being written here stays. */
  refresh() {
    const at = this.#at;
    if (!at) return;
    const { mending, listener } = this;
    const { index, column } = at;
    const field = this.#field;
    const value = mending.value(index, column);
    if (field && document.activeElement !== field) {
      const typed = mending.draft?.index === index && mending.draft.column === column ? mending.draft.value : value;
      // A list has no choice for a value that is not of it, except for the one that stands there.
      if (field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === typed)) this.#begin(at);
      else field.value = typed;
    }
    const found = mending.found(index, column);
    if (field) field.setAttribute('aria-invalid', String(found.some((finding) => finding.severity === 'error')));
    const changed = column !== WHOLE_ROW && mending.isChanged(index, column);
    const notes = [
      found.length === 0 && h('p', { class: 'mend-fine' }, icon(ICONS.tick), column === WHOLE_ROW ? t(mending.rowState(index) === null ? 'mend-row-right' : 'mend-row-cells') : t('mend-cell-right')),
      found.map((finding) => this.#note(finding, at, value)),
      changed && h('div', { class: 'mend-was' },
        h('p', { class: 'soft' }, t('mend-was', { value: visible(mending.original(index, column) ?? '') })),
        h('button', { type: 'button', class: 'plain-button', onclick: () => listener.onChange([{ index, column, after: mending.original(index, column) ?? '' }]) }, t('mend-put-back'))),
      h('div', { class: 'mend-steps' },
        h('button', { type: 'button', onclick: () => listener.onNext(-1) }, t('mend-previous')),
        h('button', { type: 'button', title: 'F8', onclick: () => listener.onNext(1) }, t('mend-next'))),
    ].flat();
    const focused = document.activeElement;
    const again = focused instanceof HTMLButtonElement && this.#notes.contains(focused) ? focused.textContent : null;
    fill(this.#notes, notes);
    if (again !== null) {
      const buttons = [...this.#notes.querySelectorAll('button')];
      (buttons.find((button) => button.textContent === again) ?? buttons.at(-1))?.focus();
    }
  }

  /** @param {SheetFinding} finding @param {Place} at @param {string} value */
  #note(finding, at, value) {
    const { suggestion } = finding;
    const error = finding.severity === 'error';
    return h('div', { class: error ? 'mend-note wrong' : 'mend-note warning' },
      h('span', { class: error ? 'tag wrong' : 'tag warning' }, icon(error ? ICONS.cross : ICONS.warning), t(`severity-${finding.severity}`)),
      h('p', { class: 'mend-message' }, finding.message),
      h('p', { class: 'soft' }, finding.fix),
      finding.code === 'missing-cell' && h('button', { type: 'button', onclick: () => this.listener.onFill(at.index) }, t('mend-fill-row')),
      suggestion !== undefined && suggestion !== null && suggestion !== value && at.column !== WHOLE_ROW && [
        h('p', null, difference(value, suggestion)),
        h('button', { type: 'button', class: 'primary', onclick: () => this.listener.onChange([{ ...at, after: suggestion }]) },
          suggestion === '' ? t('mend-use-empty') : t('mend-use', { value: suggestion })),
      ]);
  }
}

export class SuggestionPanel {
  #title = h('h2', { id: 'mend-suggestions-title', tabindex: '-1' }, t('mend-suggestions'));
  #list = h('div', { class: 'mend-kinds' });
  element = h('section', { class: 'card mend-suggestions', 'aria-labelledby': 'mend-suggestions-title' }, this.#title, this.#list);
  #shown = '';
  /** Which kinds are open, where somebody chose. @type {Map<string, boolean>} */ #open = new Map();

  /** @param {Mending} mending @param {{onApply: (mends: Mend[]) => void, onPick: (at: Place) => void}} listener */
  constructor(mending, listener) {
    this.mending = mending;
    this.listener = listener;
    this.refresh();
  }

  refresh() {
    const kinds = this.mending.kinds();
    const shown = JSON.stringify(kinds.map((kind) => [kind.key, kind.field, kind.mends.length, kind.mends.slice(0, SHOWN)]));
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = this.#list.contains(document.activeElement);
    const key = document.activeElement?.closest('details')?.dataset.key;
    fill(this.#list, kinds.length === 0 ? h('p', { class: 'soft' }, t('mend-no-suggestions')) : kinds.map((kind, at) => this.#kind(kind, at === 0)));
    // What was pressed is gone: its kind, if there is more of it, or the heading.
    if (focused) {
      const same = /** @type {HTMLElement | null} */ (key ? this.#list.querySelector(`details[data-key="${CSS.escape(key)}"] summary`) : null);
      (same ?? this.#title).focus();
    }
  }

  /** @param {Kind} kind @param {boolean} first */
  #kind(kind, first) {
    const { mends, field } = kind;
    const [sample] = mends;
    const { listener } = this;
    const rest = mends.length - SHOWN;
    return h('details', {
      class: 'mend-kind',
      'data-key': kind.key,
      open: this.#open.get(kind.key) ?? first,
      ontoggle: (/** @type {Event} */ event) => this.#open.set(kind.key, /** @type {HTMLDetailsElement} */ (event.target).open),
    },
    h('summary', null,
      h('span', { class: 'mend-kind-name' }, field),
      h('span', { class: 'tag' }, t('mend-cells', { count: mends.length })),
      // A sentence for who hears it; who sees it has the list.
      h('span', { class: 'unseen' }, t('mend-suggestion', { count: mends.length, field, before: visible(sample?.before ?? ''), after: visible(sample?.after ?? '') }))),
    h('ul', null, mends.slice(0, SHOWN).map((mend) => h('li', null,
      h('button', { type: 'button', class: 'plain-button mend-go', onclick: () => listener.onPick(mend) }, t('groups-row', { row: this.mending.sheet.rows[mend.index]?.row ?? 0 })),
      difference(mend.before, mend.after),
      h('button', { type: 'button', class: 'mend-apply', 'aria-label': `${t('mend-apply')}: ${t('mend-cell', { row: this.mending.sheet.rows[mend.index]?.row ?? 0, field })}`, onclick: () => listener.onApply([mend]) }, t('mend-apply'))))),
    rest > 0 && h('p', { class: 'soft' }, t('groups-more', { count: rest })),
    mends.length > 1 && h('button', { type: 'button', class: 'primary wide', onclick: () => listener.onApply(mends) }, t('mend-apply-all', { count: mends.length })));
  }
}
