// What was found, grouped by what to do about it: the code and the column.

import { json } from '../../api.js';
import { fill, h, icon, ICONS } from '../../dom.js';
import { language, t } from '../../words.js';

/** How many groups are opened when the report is shown, and how many examples of one are seen at once. */
const OPEN = 3;
const EXAMPLES = 5;

/** @type {Promise<Map<string, Record<string, string>>> | null} */
let catalogue = null;

/** The titles of every code, by language. */
export function titles() {
  catalogue ??= json('/v1/codes').then(({ codes, rules }) => {
    const titles = new Map();
    const add = (/** @type {any} */ entry) =>
      titles.set(entry.code, Object.fromEntries(Object.entries(entry.words).map(([tag, words]) => [tag, /** @type {any} */ (words).title])));
    for (const rule of rules) add(rule);
    for (const code of codes) add(code);
    return titles;
  });
  catalogue.catch(() => (catalogue = null));
  return catalogue;
}

/**
 * @param {import('../../types.js').Report} report
 * @param {(group: import('../../types.js').Group) => void} onAll shows all findings of a group
 */
export function groupsOf(report, onAll) {
  const list = h('div', { class: 'groups' });
  const groups = [...report.findings.groups].sort((one, other) => weight(other) - weight(one));
  fill(list, groups.map((group, at) => one(group, at < OPEN, onAll)));
  return list;
}

/** Errors before warnings, and of each what is found most often. @param {import('../../types.js').Group} group */
const weight = (group) => (group.severity === 'error' ? 1e12 : 0) + group.count;

/** @param {import('../../types.js').Group} group @param {boolean} open @param {(group: import('../../types.js').Group) => void} onAll */
function one(group, open, onAll) {
  const samples = group.samples ?? [];
  const title = h('span', { class: 'title' }, group.code);
  titles().then((known) => (title.textContent = known.get(group.code)?.[language()] || group.code), () => {});
  const wrong = group.severity === 'error';
  const place = group.field ? h('code', null, group.field) : t('groups-file');
  const more = h('tbody');
  const row = (/** @type {import('../../types.js').Finding} */ sample) => h('tr', null,
    h('td', { class: 'number where' }, sample.row === null ? '' : h('span', null, sample.letter ? `${sample.letter}${sample.row}` : t('groups-row', { row: sample.row }))),
    h('td', null, sample.message));
  fill(more, samples.slice(0, EXAMPLES).map(row));
  const rest = group.count - Math.min(EXAMPLES, samples.length);
  const first = samples[0];
  return h('details', { class: `group ${group.severity}`, open },
    h('summary', null,
      h('span', { class: `tag ${wrong ? 'wrong' : 'warning'}` }, icon(wrong ? ICONS.cross : ICONS.warning), t(`severity-${group.severity}`)),
      title, h('span', { class: 'place' }, place),
      h('span', { class: 'times number' }, t('groups-count', { count: group.count }))),
    h('div', { class: 'inside' },
      first?.fix && h('p', { class: 'fix' }, h('strong', null, `${t('groups-fix')}: `), first.fix),
      h('table', null, h('caption', { class: 'unseen' }, t('groups-examples')), h('thead', { class: 'unseen' }, h('tr', null, h('th', { scope: 'col' }, t('column-place')), h('th', { scope: 'col' }, t('column-message')))), more),
      rest > 0 && h('p', { class: 'row no-print' }, h('span', { class: 'soft number' }, t('groups-more', { count: rest })), h('button', { type: 'button', onclick: () => onAll(group) }, t('groups-show-all')))));
}

