// The files that were checked: when, what, by whom described, and what came of it.

import { call, json } from '../api.js';
import { fill, h, icon, ICONS } from '../dom.js';
import { all, forget } from '../local.js';
import { templates, titleOf } from '../templates.js';
import { language, moment, number, t } from '../words.js';
import { stateOf } from './apply/state.js';

/** How often the list is looked at again while a job runs, in milliseconds. */
const AGAIN = 3_000;
/** How many jobs one call brings. */
const PAGE = 100;

/** @typedef {import('../types.js').Job | import('../types.js').ListedJob} Job */

/** @type {import('../main.js').View} */
export async function show(main, context) {
  context.title(t('jobs-title'));
  const rows = h('tbody');
  const note = h('p', { class: 'soft', role: 'status' });
  const search = h('input', { type: 'search', id: 'search', 'aria-describedby': 'search-hint', oninput: () => { find(); searchOn(); } });
  const more = h('button', { type: 'button', hidden: true, onclick: () => next() }, t('jobs-more'));
  const table = h('table', { class: 'jobs' }, heads(), rows);
  const here = h('section', { class: 'card', hidden: true, 'aria-label': t('jobs-local-title') });
  fill(main, h('div', { class: 'stack' },
    h('div', null, h('h1', null, t('jobs-title')), h('p', { class: 'lead' }, t('jobs-lead'))),
    h('div', { class: 'search' }, h('label', { for: 'search' }, t('jobs-search')), search, h('p', { class: 'hint', id: 'search-hint' }, t('jobs-search-hint'))),
    h('section', { class: 'card' }, table, note, more), here));

  const titles = new Map((await templates()).map((template) => [template.name, titleOf(template, language())]));
  /** @type {Job[]} */
  let jobs = [];
  /** @type {string | null} */
  let cursor = null;
  await next();
  await local();

  /** Brings older jobs until one of them fits what is looked for, or there are no more. */
  async function searchOn() {
    for (const text = search.value; cursor && search.value === text && text.trim() && rows.childElementCount === 0; ) await next();
  }

  async function next() {
    const query = new URLSearchParams({ limit: String(PAGE) });
    if (cursor) query.set('cursor', cursor);
    const page = await json(`/v1/jobs?${query}`, { signal: context.gone });
    jobs = [...jobs, ...page.jobs];
    cursor = page.next_cursor ?? null;
    find();
    live();
  }

  /** Looks again at those that still run. */
  function live() {
    const running = jobs.filter(({ status }) => status === 'running' || status === 'queued');
    if (running.length === 0) return;
    const timer = setTimeout(async () => {
      for (const job of running) {
        const now = await json(`/v1/jobs/${job.id}`, { signal: context.gone }).catch(() => null);
        if (now) jobs = jobs.map((other) => (other.id === now.id ? now : other));
      }
      if (context.gone.aborted) return;
      find();
      live();
    }, AGAIN);
    context.gone.addEventListener('abort', () => clearTimeout(timer), { once: true });
  }

  function find() {
    const text = search.value.trim().toLowerCase();
    const fitting = jobs.filter((job) => `${job.file.name ?? ''} ${job.description ?? ''} ${job.template ?? ''}`.toLowerCase().includes(text));
    fill(rows, fitting.map(shown));
    table.hidden = fitting.length === 0;
    note.textContent = fitting.length > 0 ? '' : text ? t('jobs-none-found', { text: search.value.trim() }) : t('jobs-empty');
    more.hidden = cursor === null;
  }

  /** @param {Job} job */
  function shown(job) {
    return line({
      when: job.created, address: `/report?job=${job.id}`, name: job.file.name, description: job.description,
      kind: job.template ? (titles.get(job.template) ?? job.template) : '', rows: job.rows.total,
      verdict: h('div', { class: 'row' }, verdict(job), job.process && stateOf(job.process)),
      remove: async () => {
        await call(`/v1/jobs/${job.id}`, { method: 'DELETE' });
        jobs = jobs.filter((other) => other !== job);
        find();
      },
    });
  }

  async function local() {
    const kept = await all();
    here.hidden = kept.length === 0;
    fill(here, h('h2', null, icon(ICONS.lock), ' ', t('jobs-local-title')), h('table', { class: 'jobs' }, heads(), h('tbody', null, kept.map((one) => line({
      when: one.when, address: `/report?local=${one.id}`, name: one.name, description: one.description,
      kind: one.template ? (titles.get(one.template) ?? one.template) : '', rows: one.report.rows.total, verdict: verdict({ ...one.report, status: 'completed' }),
      remove: async () => {
        await forget(one.id);
        await local();
      },
    })))));
  }
}

function heads() {
  return h('thead', null, h('tr', null, ['jobs-when', 'jobs-file', 'jobs-kind', 'jobs-rows', 'jobs-verdict'].map((id) => h('th', { scope: 'col' }, t(id))), h('th', null, h('span', { class: 'unseen' }, t('report-delete')))));
}

/** @param {{when: string | number, address: string, name: string | null, description: string | null, kind: string, rows: number, verdict: HTMLElement, remove: () => Promise<void>}} job */
function line({ when, address, name, description, kind, rows, verdict, remove }) {
  let sure = false;
  const words = name ?? t('jobs-nameless');
  const button = h('button', {
    type: 'button', class: 'plain-button danger', 'aria-label': `${t('report-delete')}: ${words}`,
    onclick: () => {
      // The second press does it; the first only asks.
      if (sure) return remove();
      sure = true;
      fill(button, t('delete-yes'));
    },
    onblur: () => {
      sure = false;
      fill(button, icon(ICONS.cross));
    },
  }, icon(ICONS.cross));
  return h('tr', null,
    h('td', { class: 'number' }, moment(when)),
    h('td', null, h('a', { href: address }, words), description && h('div', { class: 'soft' }, description)),
    h('td', null, kind),
    h('td', { class: 'number rows', 'data-label': t('jobs-rows') }, number(rows)),
    h('td', null, verdict),
    h('td', { class: 'end' }, button));
}

/** @param {Pick<Job, 'status' | 'valid' | 'rows'>} job */
function verdict({ status, valid, rows }) {
  if (status === 'failed') return h('span', { class: 'tag wrong' }, t('verdict-failed'));
  if (status !== 'completed') return h('span', { class: 'tag neutral' }, t(status === 'queued' ? 'verdict-queued' : 'verdict-running'));
  return valid ? h('span', { class: 'tag' }, icon(ICONS.tick), t('verdict-valid')) : h('span', { class: 'tag wrong' }, icon(ICONS.cross), t('verdict-invalid', { rows: rows.invalid }));
}
