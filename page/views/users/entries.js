// What a user has several of: numbers, extensions and devices, each a line of fields.

import { field, pointerTo } from '../../fields.js';
import { fill, h } from '../../dom.js';
import { t } from '../../words.js';

/** @typedef {Record<string, string>} Entry */

/** What people write between the digits of a number, and of a MAC address. */
const BETWEEN = /[\s().-]/g;
const BETWEEN_MAC = /[\s:.-]/g;

/** The fields of each kind; `plain` takes off what people write and the directory does not. @type {Record<string, {name: string, plain?: (text: string) => string}[]>} */
const FIELDS = {
  numbers: [{ name: 'number', plain: (text) => text.replace(BETWEEN, '') }],
  extensions: [{ name: 'extension', plain: (text) => text.replace(BETWEEN, '') }, { name: 'pbx' }, { name: 'internal' }, { name: 'number', plain: (text) => text.replace(BETWEEN, '') }],
  devices: [{ name: 'mac', plain: (text) => text.replace(BETWEEN_MAC, '').toLowerCase() }, { name: 'model' }],
};
const LINES = ['voice', 'fax', 'contact_center'];

/**
 * @param {string} kind `numbers`, `extensions` or `devices`
 * @param {Entry[]} entries as they are
 * @param {(read: () => Entry[]) => void} reader is given what reads them when they are wanted
 */
export function entriesOf(kind, entries, reader) {
  const fields = FIELDS[kind] ?? [];
  const list = h('div', { class: 'entries' });
  const add = h('button', {
    type: 'button',
    onclick: () => {
      list.append(row({}));
      list.lastElementChild?.querySelector('input')?.focus();
    },
  }, t(`user-add-${kind}`));
  fill(list, entries.map(row));
  reader(read);
  return h('fieldset', { 'data-pointer': pointerTo(kind) }, h('legend', { class: 'unseen' }, t(`user-${kind}`)), list, h('div', null, add));

  /** @param {Entry} entry */
  function row(entry) {
    const line = h('select', { 'data-of': 'line' }, LINES.map((name) => h('option', { value: name, selected: (entry['line'] ?? 'voice') === name }, t(`line-${name}`))));
    const inputs = fields.map(({ name }) => field(t(`user-${kind}-${name}`), h('input', { type: 'text', maxlength: 256, value: entry[name] ?? '', autocomplete: 'off', 'data-of': name }), { pointer: '' }));
    const element = h('div', { class: 'entry', 'data-kept': entry['temporary_for'] ?? null },
      inputs, field(t('user-line'), line, { pointer: '' }),
      entry['temporary_for'] && h('p', { class: 'soft number used' }, t('user-temporary', { number: entry['temporary_for'] })),
      h('button', {
        type: 'button', class: 'plain-button danger', 'aria-label': t('labelled', { label: t('user-remove'), value: entry[fields[0]?.name ?? ''] ?? t(`user-${kind}`) }),
        onclick: () => {
          element.remove();
          add.focus();
        },
      }, t('user-remove')));
    return element;
  }

  function read() {
    /** @type {Entry[]} */
    const found = [];
    for (const element of list.children) {
      const inputs = fields.map((field) => ({ ...field, input: /** @type {HTMLInputElement} */ (element.querySelector(`[data-of=${field.name}]`)) }));
      // One that was added and not filled in is none.
      if (inputs.every(({ input }) => input.value.trim() === '')) continue;
      /** @type {Entry} */
      const entry = {};
      inputs.forEach(({ name, input, plain }, at) => {
        const text = input.value.trim();
        const value = plain ? plain(text) : text;
        // What makes it one is said even where it is missing, so that it is refused and not lost.
        if (value !== '' || at === 0) entry[name] = value;
        input.dataset['pointer'] = pointerTo(kind, found.length, name);
      });
      const line = /** @type {HTMLSelectElement} */ (element.querySelector('[data-of=line]')).value;
      if (line !== 'voice') entry['line'] = line;
      const kept = /** @type {HTMLElement} */ (element).dataset['kept'];
      if (kept) entry['temporary_for'] = kept;
      found.push(entry);
    }
    return found;
  }
}
