// What the directory has to give: the company, sites, licences with how many there are, and numbers.

import { Trouble, json } from '../../api.js';
import { field, forgetFaults, linesOf, pointerTo, showFaults } from '../../fields.js';
import { fill, h } from '../../dom.js';
import { number, t } from '../../words.js';

/** @typedef {import('../../types.js').Directory} Directory */

/**
 * A part of the users' view that opens on demand.
 * @param {import('../../main.js').Context} context
 */
export function giving({ gone }) {
  const body = h('div', { class: 'stack' });
  const details = h('details', { class: 'card', ontoggle: () => details.open && body.childElementCount === 0 && open() },
    h('summary', null, h('h2', null, t('giving-title')), h('p', { class: 'soft' }, t('giving-lead'))), body);
  return details;

  /** @param {HTMLElement | null} [note] what there is to say above the form */
  async function open(note = null) {
    /** @type {Directory} */
    const directory = await json('/v1/directory', { signal: gone });
    fill(body, note, form(directory, open));
    note?.focus();
  }
}

/** What is set, in one spelling, to see whether somebody else has set it. @param {Directory} directory */
const settings = ({ company, sites, licenses, numbers }) => JSON.stringify([company, sites, licenses.map(({ name, capacity }) => [name, capacity]), numbers]);

/**
 * @param {Directory} directory
 * @param {(note?: HTMLElement | null) => Promise<void>} again shows it as it is now
 */
function form(directory, again) {
  const { company, sites, licenses, numbers, next_extension: next, numbers_used: used } = directory;
  const input = {
    company: h('input', { type: 'text', maxlength: 256, value: company, autocomplete: 'off' }),
    sites: h('textarea', { rows: Math.min(8, sites.length + 2), value: sites.join('\n'), spellcheck: 'false' }),
    numbers: h('textarea', { rows: Math.min(8, numbers.length + 2), value: numbers.join('\n'), spellcheck: 'false' }),
    next: h('input', { type: 'number', min: 0, max: 9_999_999_999, step: 1, value: next, class: 'short' }),
  };
  const rows = h('div', { class: 'entries' });
  const add = h('button', { type: 'button', onclick: () => { rows.append(row()); rows.lastElementChild?.querySelector('input')?.focus(); } }, t('giving-add-license'));
  const notes = h('div', { 'aria-live': 'polite' });
  const save = h('button', { class: 'primary' }, t('giving-save'));
  fill(rows, licenses.map(row));

  /** @param {Directory['licenses'][number]} [license] */
  function row(license) {
    const name = h('input', { type: 'text', maxlength: 256, value: license?.name ?? '', 'data-of': 'name' });
    const capacity = h('input', { type: 'number', min: 0, max: 1_000_000_000, step: 1, value: license?.capacity ?? '', 'data-of': 'capacity', class: 'short' });
    const entry = h('div', { class: 'entry' },
      field(t('giving-license'), name, { pointer: '' }), field(t('giving-capacity'), capacity, { pointer: '' }),
      h('p', { class: 'soft number used' }, license ? t('giving-used', { used: license.used }) : ''),
      h('button', { type: 'button', class: 'plain-button danger', 'aria-label': t('labelled', { label: t('user-remove'), value: license?.name ?? t('giving-license') }), onclick: () => { entry.remove(); add.focus(); } }, t('user-remove')));
    return entry;
  }

  function read() {
    const given = [...rows.children].flatMap((entry) => {
      const [name, capacity] = /** @type {HTMLInputElement[]} */ (['name', 'capacity'].map((of) => entry.querySelector(`[data-of=${of}]`)));
      // One that was added and not filled in is none.
      return name && capacity && (name.value.trim() || capacity.value) ? [{ name, capacity }] : [];
    });
    given.forEach(({ name, capacity }, at) => {
      name.dataset['pointer'] = pointerTo('licenses', at);
      capacity.dataset['pointer'] = pointerTo('licenses', at, 'capacity');
    });
    return {
      company: input.company.value.trim(),
      sites: linesOf(input.sites.value),
      licenses: given.map(({ name, capacity }) => ({ name: name.value.trim(), capacity: capacity.value === '' ? null : Number(capacity.value) })),
      numbers: linesOf(input.numbers.value).map((line) => line.replace(/[\s().-]/g, '')),
      // Applying files goes on from where it is; only who changes it here means to.
      ...(Number(input.next.value) === next || input.next.value === '' ? {} : { next_extension: Number(input.next.value) }),
    };
  }

  const form = h('form', {
    class: 'stack',
    onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      forgetFaults(form);
      fill(notes);
      save.disabled = true;
      const wanted = read();
      try {
        const now = await json('/v1/directory');
        if (settings(now) !== settings(directory)) return await again(h('p', { class: 'notice warning', tabindex: '-1' }, t('giving-changed')));
        await json('/v1/directory', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(wanted) });
        await again(h('p', { class: 'notice', tabindex: '-1' }, t('giving-saved')));
      } catch (error) {
        if (!(error instanceof Trouble) || error.errors.length === 0) throw error;
        const left = showFaults(form, error.errors, (fault) => wordsOf(fault, wanted));
        fill(notes, h('div', { class: 'notice wrong', role: 'alert' }, h('p', null, error.message), left.map(({ detail }) => h('p', { lang: 'en' }, detail))));
      } finally {
        save.disabled = false;
      }
    },
  },
  h('div', { class: 'fields' },
    field(t('giving-company'), input.company, { pointer: '/company', hint: t('giving-company-hint') }),
    field(t('giving-next-extension'), input.next, { pointer: '/next_extension', hint: t('giving-next-extension-hint') }),
    field(t('giving-sites'), input.sites, { pointer: '/sites', hint: t('giving-sites-hint') }),
    field(t('giving-numbers'), input.numbers, { pointer: '/numbers', hint: t('giving-numbers-hint', { used }) })),
  h('fieldset', { 'data-pointer': '/licenses' }, h('legend', null, t('user-licenses')), h('p', { class: 'hint' }, t('giving-licenses-hint')), rows, h('div', null, add)),
  notes, h('div', null, save));
  return form;
}

/**
 * What is wrong at a place, in the reader's language where that can be said here.
 * @param {import('../../api.js').Fault} fault
 * @param {Record<string, any>} sent
 * @returns {import('../../dom.js').Child[]}
 */
function wordsOf({ pointer, detail }, sent) {
  const english = h('span', { lang: 'en', class: 'soft' }, detail);
  const [, member = '', place] = pointer.split('/');
  const at = Number(place);
  const values = (sent[member] ?? []).map?.((/** @type {any} */ value) => value?.name ?? value) ?? [];
  // Which licence it is, and how many have it, only the server knows.
  if (pointer.endsWith('/capacity')) return [t('wrong-used'), ' ', english];
  if (pointer === '/licenses') return [t('wrong-left-out'), ' ', english];
  const line = place !== undefined && member !== 'licenses' ? `${t('giving-line', { line: number(at + 1) })} ` : '';
  if (place !== undefined && values.indexOf(values[at]) < at) return [line, t('wrong-twice')];
  if (member === 'numbers') return [line, t('wrong-number')];
  return [line, h('span', { lang: 'en' }, detail)];
}
