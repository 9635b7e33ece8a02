// What applying a file would do: counts that lead to their rows, the rows in pages, and the word that starts it.

import { Trouble, json } from '../../api.js';
import { addressOf, fill, h, icon, ICONS } from '../../dom.js';
import { number, t } from '../../words.js';
import { COUNTS, LOOKS, doing } from './state.js';

/** @typedef {import('../../types.js').Plan} Plan */
/** @typedef {import('../../types.js').PlannedRow} PlannedRow */
/** @typedef {keyof import('../../types.js').Counts} Count */

/** How many rows a page has. */
const PAGE = 50;
/** How many changes of a row are seen at once. */
const CHANGES = 6;
/** How many rows that take something away are named beside the word that starts it. */
const LOST = 5;

/**
 * @param {import('../../types.js').Job} job
 * @param {import('../apply.js').Stage} stage
 */
export async function planOf(job, { place, gone, say, next }) {
  const address = `/v1/jobs/${encodeURIComponent(job.id)}`;
  /** The rows of one count, or all of them. @type {Count | null} */
  let only = null;
  let changesOnly = true;
  /** Where the pages begin that were turned to, the last of them is shown. @type {(string | null)[]} */
  let cursors = [null];
  /** What is asked for again makes the answer before it worthless. */
  let asked = 0;

  const notes = h('div');
  const tiles = h('div', { class: 'counts tiles', role: 'group', 'aria-label': t('apply-counts') });
  const unwritable = h('div');
  const start = h('section', { class: 'card stack tight', 'aria-label': t('apply-start-title') });
  const heading = h('h2', { tabindex: '-1' }, t('apply-rows'));
  const shown = h('p', { class: 'soft number', role: 'status' });
  const rows = h('div', { class: 'planned' });
  const hide = h('input', { type: 'checkbox', id: 'changes-only', checked: true, onchange: () => { changesOnly = hide.checked; turnTo(null); } });
  const hiding = h('div', { class: 'check' }, hide, h('label', { for: 'changes-only' }, t('apply-changes-only')));
  const before = h('button', { type: 'button', onclick: () => turn(cursors.slice(0, -1)) }, t('list-previous'));
  const after = h('button', { type: 'button' }, t('list-next'));
  const list = h('section', { class: 'card', 'aria-label': t('apply-rows') },
    h('div', { class: 'row spread' }, heading, hiding), shown, rows, h('div', { class: 'row pages' }, before, after));

  fill(place, h('p', { class: 'soft', role: 'status' }, t('apply-loading')));
  let plan = await page({ changes: '1' });
  fill(place, notes, tiles, unwritable, start, list);
  await settle();
  draw();
  say(summary());

  /** @param {Record<string, string>} query @returns {Promise<Plan>} */
  function page(query) {
    return json(`${address}/plan?${new URLSearchParams({ limit: String(PAGE), ...query })}`, { signal: gone });
  }

  /** Another count's rows, from the first on. @param {Count | null} count */
  function turnTo(count) {
    return turn([null], count);
  }

  /** @param {(string | null)[]} to @param {Count | null} [of] */
  async function turn(to, of = only) {
    const turn = (asked += 1);
    const cursor = to.at(-1);
    /** @type {Record<string, string>} */
    const query = of ? { only: of } : changesOnly ? { changes: '1' } : {};
    list.setAttribute('aria-busy', 'true');
    try {
      const now = await page(cursor ? { ...query, cursor } : query);
      if (turn !== asked || gone.aborted) return;
      const other = now.fingerprint !== plan.fingerprint;
      plan = now;
      cursors = to;
      only = of;
      if (other) await changed();
      if (turn !== asked) return;
      draw();
      if (to.length > 1) heading.scrollIntoView({ block: 'start' });
      // A button that does nothing any more lets go of the focus.
      if (document.activeElement?.matches('body, :disabled, [hidden]')) heading.focus({ preventScroll: true });
    } finally {
      if (turn === asked) list.removeAttribute('aria-busy');
    }
  }

  /** The directory is another one than when the plan was seen. */
  async function changed() {
    fill(notes, h('p', { class: 'notice warning' }, icon(ICONS.warning), ' ', t('apply-changed')));
    say(t('apply-changed'));
    await settle();
  }

  /** What hangs on the plan as a whole. */
  async function settle() {
    fill(tiles, tile(null, sum(plan)), COUNTS.map((count) => tile(count, plan.counts[count])));
    const fields = plan.not_expressible ?? [];
    fill(unwritable, fields.length > 0 && h('div', { class: 'notice warning' }, h('p', null, t('apply-not-expressible')),
      h('ul', null, fields.map(({ field, rows }) => h('li', null, h('code', null, field), ` · ${t('apply-in-rows', { rows })}`)))));
    const lost = plan.counts.destructive > 0 ? await page({ only: 'destructive', limit: String(LOST) }) : null;
    fill(start, starting(lost?.rows ?? []));
  }

  /** @param {Count | null} count @param {number} value */
  function tile(count, value) {
    return h('button', {
      type: 'button', class: `count ${count && value > 0 ? LOOKS[count] : ''}`, 'data-count': count ?? 'all', disabled: value === 0,
      onclick: () => turnTo(count),
    }, h('span', { class: 'of' }, t(count ? `outcome-${count}` : 'apply-all')), h('span', { class: 'number' }, number(value)));
  }

  function draw() {
    for (const button of tiles.querySelectorAll('button')) button.setAttribute('aria-pressed', String(button.dataset['count'] === (only ?? 'all')));
    const total = only ? plan.counts[only] : sum(plan) - (changesOnly ? plan.counts.unchanged : 0);
    const from = (cursors.length - 1) * PAGE;
    heading.textContent = t(only ? `outcome-${only}` : 'apply-rows');
    hiding.hidden = only !== null || plan.counts.unchanged === 0;
    shown.textContent = total === 0 ? t('apply-no-rows') : t('list-range', { from: from + 1, to: from + plan.rows.length, total });
    fill(rows, plan.rows.length > 0 && table(plan.rows, job.language));
    before.disabled = cursors.length < 2;
    after.disabled = !plan.next_cursor || from + plan.rows.length >= total;
    before.hidden = after.hidden = before.disabled && after.disabled;
    const { next_cursor: cursor } = plan;
    after.onclick = () => turn([...cursors, cursor]);
  }

  function summary() {
    return COUNTS.filter((count) => plan.counts[count] > 0).map((count) => t('labelled', { label: t(`outcome-${count}`), value: number(plan.counts[count]) })).join(', ');
  }

  /** @param {PlannedRow[]} lost some of the rows that take something away */
  function starting(lost) {
    const { counts, blocked, fingerprint } = plan;
    const title = h('h2', { tabindex: '-1' }, t('apply-start-title'));
    const refused = () => h('button', { type: 'button', onclick: () => turnTo('refused') }, t('apply-show-refused'));
    if (blocked) return [title, h('div', { class: 'notice wrong' }, h('p', null, t('apply-blocked', { rows: counts.refused })), h('p', null, t('apply-blocked-way'))), h('div', null, refused())];
    if (doing(counts) === 0) {
      return [title, h('p', null, t(counts.refused > 0 ? 'apply-none' : 'apply-nothing')), counts.refused > 0 && h('div', null, refused())];
    }
    const wanted = plan.needs_confirmation || counts.destructive > 0;
    const sure = h('input', { type: 'checkbox', id: 'sure', required: true });
    const go = h('button', { class: 'primary' }, t('apply-go', { rows: doing(counts) }));
    return [title, h('form', {
      class: 'stack tight',
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        begin(go, fingerprint);
      },
    },
    counts.refused > 0 && h('p', null, t('apply-some-refused', { rows: counts.refused })),
    lost.length > 0 && h('div', { class: 'notice warning' },
      h('p', null, h('strong', null, icon(ICONS.warning), ' ', t('apply-lost-title'))),
      h('ul', null, lost.map((row) => h('li', null, ...addressOf(row.subject), ' · ', ...losses(row, job.language)))),
      counts.destructive > lost.length && h('p', null, t('apply-lost-more', { rows: counts.destructive - lost.length }))),
    wanted && h('div', { class: 'check' }, sure, h('label', { for: 'sure' }, counts.destructive > 0 ? t('apply-sure-lost', { rows: counts.destructive }) : t('apply-sure'))),
    h('div', null, go))];
  }

  /** @param {HTMLButtonElement} go @param {string} confirm the fingerprint of the plan that it stands beside */
  async function begin(go, confirm) {
    go.disabled = true;
    const body = JSON.stringify({ confirm });
    try {
      next(await json(`${address}/process`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }));
    } catch (error) {
      if (!(error instanceof Trouble && error.code === 'confirmation-needed')) throw error;
      // Nothing was applied: somebody wrote to the directory since this plan was seen.
      await turn([null]);
      start.querySelector('h2')?.focus();
    } finally {
      go.disabled = false;
    }
  }
}

/** Whether a count is of rows that another one counts too. @param {string} count */
const isPart = (count) => count === 'partial' || count === 'destructive';

/** All rows of a plan. @param {Plan} plan */
const sum = ({ counts }) => COUNTS.reduce((sum, count) => sum + (isPart(count) ? 0 : counts[count]), 0);

/** @param {PlannedRow[]} rows @param {string} language of the sentences of the server */
function table(rows, language) {
  const head = (/** @type {string} */ id) => h('th', { scope: 'col' }, t(id));
  return h('table', { class: 'rows' },
    h('thead', null, h('tr', null, ['column-row', 'apply-column-what', 'apply-column-who', 'apply-column-changes'].map(head))),
    h('tbody', null, rows.map((row) => one(row, language))));
}

/** @param {PlannedRow} row @param {string} language */
function one(row, language) {
  const { verdict, partial, destructive, subject, changes, details, not_expressible: missing = [] } = row;
  const look = LOOKS[verdict] === 'right' ? '' : LOOKS[verdict] || 'neutral';
  const first = changes.slice(0, CHANGES);
  const rest = changes.slice(CHANGES);
  return h('tr', { class: destructive ? 'destructive' : verdict === 'refused' ? 'refused' : null },
    h('td', { class: 'number', 'data-label': t('column-row') }, number(row.row)),
    h('td', { class: 'what' },
      h('span', { class: `tag ${look}` }, verdict === 'refused' && icon(ICONS.cross), t(`outcome-${verdict}`)),
      destructive && h('span', { class: 'tag warning' }, icon(ICONS.warning), t('outcome-destructive')),
      partial && h('span', { class: 'tag warning' }, t('outcome-partial'))),
    h('td', { class: 'who' }, addressOf(subject)),
    h('td', null,
      details.map((sentence) => h('p', { lang: language, class: verdict === 'refused' ? 'reason' : null }, sentence)),
      missing.length > 0 && h('p', { class: 'reason' }, `${t('apply-not-expressible-row')} ${missing.join(', ')}`),
      first.length > 0 && h('ul', { class: 'changes' }, first.map(change)),
      rest.length > 0 && h('details', null, h('summary', null, t('apply-more-changes', { count: rest.length })), h('ul', { class: 'changes' }, rest.map(change)))));
}

/** @param {PlannedRow['changes'][number]} change */
function change({ field, from, to }) {
  return h('li', null, h('code', null, field), ' ',
    from !== null && [h('del', null, from), ' ', h('span', { 'aria-hidden': 'true' }, '→'), h('span', { class: 'unseen' }, t('apply-becomes')), ' '],
    to !== null ? h('ins', null, to) : h('em', null, t('apply-empty')));
}

/** What a row takes away: what it says of it, or the fields that lose something. @param {PlannedRow} row @param {string} language */
function losses({ changes, details }, language) {
  const lost = changes.filter(({ from }) => from !== null);
  if (lost.length === 0) return [h('span', { lang: language }, details.join(' '))];
  return [h('span', { lang: language }, details.join(' ')), ' ', ...lost.flatMap(({ field, from, to }, at) => [at > 0 && ', ', h('code', null, field), ' ', h('del', null, from), to !== null && ` → ${to}`])];
}
