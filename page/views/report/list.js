// Every finding in a list that stays smooth with a hundred thousand of them.

import { FilterModule, FormatModule, ResizeColumnsModule, SortModule, Tabulator, TooltipModule } from 'tabulator-tables';
import { fill, h } from '../../dom.js';
import { language, t } from '../../words.js';
import { titles } from './groups.js';

Tabulator.registerModule([FilterModule, FormatModule, ResizeColumnsModule, SortModule, TooltipModule]);

/** @typedef {{rows?: [number, number] | null, code?: string, field?: string, severity?: string}} Filter */
/** @typedef {{filter: (filter: Filter) => void}} List */

/**
 * @param {HTMLElement} place
 * @param {import('./source.js').Source} source
 * @returns {Promise<List>}
 */
export async function listOf(place, source) {
  const { report } = source;
  fill(place, h('h2', { tabindex: '-1' }, t('list-title')), h('p', { class: 'soft', role: 'status' }, t('list-loading')));
  const text = await source.findings();
  const read = text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  /** @type {import('../../types.js').Finding[]} */
  const findings = read.filter((line) => typeof line.code === 'string' && 'message' in line);
  const known = await titles().catch(() => new Map());
  const titleOf = (/** @type {string} */ code) => known.get(code)?.[language()] || code;

  /** @type {Filter} */
  let filter = {};
  const choice = (/** @type {'field' | 'code' | 'severity'} */ key, /** @type {string} */ label, /** @type {[string, string][]} */ values) =>
    h('label', null, h('span', null, label), h('select', { 'data-filter': key, onchange: (/** @type {Event} */ event) => {
      const { value } = /** @type {HTMLSelectElement} */ (event.target);
      apply({ ...filter, [key]: value === ALL ? undefined : value });
    } }, h('option', { value: ALL }, t('filter-all')), values.map(([value, words]) => h('option', { value }, words))));
  const { groups } = report.findings;
  const fields = [...new Set(groups.map((group) => group.field ?? ''))].sort();
  const codes = [...new Set(groups.map((group) => group.code))];
  const count = h('p', { class: 'soft number', role: 'status' });
  const grid = h('div', { class: 'grid' });
  const clear = h('button', { type: 'button', onclick: () => apply({}) }, t('filter-clear'));
  fill(place,
    h('h2', { tabindex: '-1' }, t('list-title')),
    h('div', { class: 'filters' },
      choice('field', t('filter-field'), fields.map((field) => [field, field || t('groups-file')])),
      choice('code', t('filter-code'), codes.map((code) => [code, titleOf(code)])),
      choice('severity', t('filter-severity'), [['error', t('severity-error')], ['warning', t('severity-warning')]]),
      clear),
    count, grid, findings.length < report.findings.errors + report.findings.warnings && h('p', { class: 'soft' }, t('list-left-out')));

  const table = new Tabulator(grid, {
    data: findings, layout: 'fitColumns', height: Math.min(620, 60 + findings.length * ROW), rowHeight: ROW, placeholder: t('list-empty'), index: 'row',
    columnDefaults: { resizable: true, headerSortTristate: true, vertAlign: 'middle' },
    columns: [
      { title: t('column-row'), field: 'row', width: 84, sorter: 'number', hozAlign: 'right' },
      { title: t('column-place'), field: 'letter', width: 80, formatter: (cell) => (cell.getValue() === null ? '' : `${cell.getValue()}${cell.getData().row ?? ''}`), headerSort: false },
      { title: t('filter-severity'), field: 'severity', width: 110, formatter: (cell) => mark(cell.getValue()) },
      { title: t('column-field'), field: 'field', width: 190 },
      { title: t('column-cell'), field: 'cell', width: 150 },
      { title: t('column-message'), field: 'message', minWidth: 260, widthGrow: 3, tooltip: true, formatter: lines },
      { title: t('column-fix'), field: 'fix', minWidth: 220, widthGrow: 2, tooltip: true, formatter: lines },
    ],
  });
  await new Promise((resolve) => table.on('tableBuilt', () => resolve(null)));
  grid.setAttribute('aria-label', t('list-title'));
  // What scrolls can have the focus, so it may not stand nameless between the grid and its rows.
  const holder = grid.querySelector('.tabulator-tableholder');
  holder?.setAttribute('tabindex', '0');
  holder?.setAttribute('role', 'rowgroup');
  holder?.firstElementChild?.setAttribute('role', 'presentation');
  grid.removeAttribute('aria-owns');

  /** @param {Filter} next */
  function apply(next) {
    filter = next;
    table.setFilter((/** @type {import('../../types.js').Finding} */ finding) => fits(finding, filter));
    for (const select of place.querySelectorAll('select')) {
      const value = filter[/** @type {'field' | 'code' | 'severity'} */ (select.dataset['filter'])];
      select.value = value ?? ALL;
    }
    clear.disabled = Object.values(filter).every((value) => value === undefined || value === null);
    count.textContent = t('list-shown', { shown: table.getDataCount('active'), total: findings.length });
  }
  apply({});
  return { filter: apply };
}

/** Three lines of a sentence; rows of one height are what keeps a long list smooth. */
const ROW = 74;

/** As much of a sentence as a row has room for. @param {import('tabulator-tables').CellComponent} cell */
const lines = (cell) => h('span', { class: 'lines' }, String(cell.getValue() ?? ''));

/** What no field and no code is called. */
const ALL = '*';

/** @param {import('../../types.js').Finding} finding @param {Filter} filter */
function fits(finding, { rows, code, field, severity }) {
  const { row } = finding;
  return (
    (!rows || (row !== null && row >= rows[0] && row <= rows[1])) &&
    (code === undefined || finding.code === code) &&
    (field === undefined || (finding.field ?? '') === field) &&
    (severity === undefined || finding.severity === severity)
  );
}

/** @param {string} severity */
function mark(severity) {
  return h('span', { class: `tag ${severity === 'error' ? 'wrong' : 'warning'}` }, t(`severity-${severity}`));
}
