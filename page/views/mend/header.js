// What is wrong with the header, and its labels to write anew.

import { fill, h, icon, ICONS } from '../../dom.js';
import { t } from '../../words.js';
import { HEADER, letter } from './state.js';

/** @typedef {import('../../types.js').Finding} Finding */
/** @typedef {import('../../types.js').Report} Report */
/** @typedef {import('./state.js').Mending} Mending */

const CODES = new Set(['blank-header', 'blank-label', 'duplicate-label', 'missing-label', 'extra-label', 'incorrect-label', 'near-label', 'translated-label']);
/** How many of them are written out. */
const MOST = 5;
/** How many labels are there to be written anew, before all are asked for. */
const MOST_LABELS = 12;

/** What a report says of the header. @param {Report} report @returns {Finding[]} */
export function headerFindings(report) {
  return report.findings.groups.flatMap((group) => (CODES.has(group.code) ? (group.samples ?? []) : []));
}

/** The label that a finding asks for. @param {Finding} finding @returns {string | null} */
function wanted(finding) {
  const { expected, nearest } = finding.params;
  if (typeof expected === 'string') return expected;
  if (typeof nearest === 'string') return nearest;
  return (finding.code === 'near-label' || finding.code === 'translated-label') ? finding.field : null;
}

export class HeaderPanel {
  #tag = h('span', { class: 'tag' });
  #list = h('div');
  #fields = h('div', { class: 'mend-labels' });
  element = h('section', { class: 'card mend-header', 'aria-labelledby': 'mend-header-title' });
  #missing = h('datalist', { id: 'mend-missing-labels' });

  /**
   * @param {Mending} mending @param {Finding[]} findings
   * @param {(column: number, label: string) => void} onChange
   */
  constructor(mending, findings, onChange) {
    this.mending = mending;
    this.findings = findings;
    this.onChange = onChange;
    const wrong = findings.some((finding) => finding.severity === 'error');
    const all = h('button', { type: 'button', class: 'plain-button', onclick: () => { this.#labels(mending.labels.map((_, column) => column)); all.remove(); } }, t('mend-all-labels'));
    // Where a column is missing, one that nobody expects may be it.
    const missing = findings.some((finding) => finding.code === 'missing-label');
    const concerned = [...new Set(findings
      .filter((finding) => finding.severity === 'error' || wanted(finding) !== null || missing)
      .map((finding) => this.#columnOf(finding))
      .filter((column) => column !== null))].slice(0, MOST_LABELS).sort((a, b) => a - b);
    fill(this.element, h('details', { open: wrong },
      h('summary', null, h('h2', { id: 'mend-header-title' }, t('mend-header-title')), this.#tag),
      this.#list, this.#missing, this.#fields,
      concerned.length < mending.labels.length && all));
    this.#labels(concerned);
    this.refresh();
  }

  /** The column whose label is meant; one that is missing has none. @param {Finding} finding */
  #columnOf(finding) {
    if (finding.column === null || finding.code === 'missing-label') return null;
    const column = finding.column - 1;
    // A report of ours may have its own columns in front, which the sheet leaves out.
    const { labels } = this.mending.sheet;
    if (finding.cell === null || labels[column] === finding.cell) return column < labels.length ? column : null;
    const found = labels.indexOf(finding.cell);
    return found < 0 ? null : found;
  }

  /** Whether a finding holds no longer, as far as labels alone can tell. @param {Finding} finding */
  #isMended(finding) {
    const { mending } = this;
    if (finding.code === 'missing-label') return mending.labels.includes(String(finding.params['label'] ?? finding.field));
    const column = this.#columnOf(finding);
    if (column === null) return false;
    const want = wanted(finding);
    if (finding.code === 'extra-label' || want === null) return mending.isChanged(HEADER, column);
    return mending.labels[column] === want;
  }

  /** The first error that is still open. */
  get wrong() {
    return this.findings.find((finding) => finding.severity === 'error' && !this.#isMended(finding));
  }

  refresh() {
    const open = this.findings.filter((finding) => !this.#isMended(finding)).sort((a, b) => a.severity.localeCompare(b.severity));
    const item = (/** @type {Finding} */ finding) => h('li', { class: finding.severity === 'error' ? 'wrong' : 'warning' },
      icon(finding.severity === 'error' ? ICONS.cross : ICONS.warning),
      h('span', null, h('span', { class: 'unseen' }, t(`severity-${finding.severity}`)), h('b', null, finding.message), ' ', finding.fix));
    const wrong = open.filter((finding) => finding.severity === 'error').length;
    this.#tag.className = wrong > 0 ? 'tag wrong' : open.length > 0 ? 'tag warning' : 'tag';
    this.#tag.replaceChildren(wrong > 0 ? t('mend-errors', { count: wrong }) : open.length > 0 ? t('mend-warnings', { count: open.length }) : icon(ICONS.tick));
    fill(this.#list,
      open.length === 0 ? h('p', { class: 'mend-fine' }, icon(ICONS.tick), t('mend-header-right'))
        : h('ul', { class: 'mend-header-list' }, open.slice(0, MOST).map(item)),
      open.length > MOST && h('p', { class: 'soft' }, t('groups-more', { count: open.length - MOST })));
    const missing = this.findings.filter((finding) => finding.code === 'missing-label' && !this.#isMended(finding));
    fill(this.#missing, missing.map((finding) => h('option', { value: String(finding.params['label'] ?? finding.field) })));
    for (const input of this.#fields.querySelectorAll('input')) {
      const column = Number(input.dataset.column);
      if (document.activeElement !== input) input.value = this.mending.labels[column] ?? '';
      input.classList.toggle('mend-changed', this.mending.isChanged(HEADER, column));
    }
    for (const button of this.#fields.querySelectorAll('button')) {
      button.hidden = this.mending.labels[Number(button.dataset.column)] === button.dataset.label;
    }
  }

  /** @param {number[]} columns */
  #labels(columns) {
    fill(this.#fields, columns.map((column) => {
      const id = `mend-label-${column}`;
      const finding = this.findings.find((finding) => this.#columnOf(finding) === column && wanted(finding) !== null);
      const want = finding && wanted(finding);
      return h('div', { class: 'mend-label-field' },
        h('label', { for: id }, t('mend-label-of', { column: letter(column) })),
        h('input', {
          type: 'text', id, 'data-column': column, list: 'mend-missing-labels', value: this.mending.labels[column] ?? '', autocomplete: 'off', spellcheck: 'false',
          onchange: (/** @type {Event} */ event) => this.onChange(column, /** @type {HTMLInputElement} */ (event.target).value),
        }),
        want && h('button', { type: 'button', class: 'plain-button', 'data-column': column, 'data-label': want, onclick: () => this.onChange(column, want) }, t('mend-use', { value: want })));
    }));
    this.refresh();
  }
}
