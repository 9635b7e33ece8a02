// The report of one file: a verdict in a sentence, what to do, where it lies, and what to take along.

import { Trouble, call, json } from '../api.js';
import { fill, h, icon, ICONS } from '../dom.js';
import { downloadOf } from '../download.js';
import { forget } from '../local.js';
import { templates, titleOf } from '../templates.js';
import { has, language, moment, number, size, t } from '../words.js';
import { applyingOf } from './report/applying.js';
import { deliveriesOf } from './report/deliveries.js';
import { groupsOf } from './report/groups.js';
import { placesOf } from './report/places.js';
import { jobSource, localSource } from './report/source.js';

/** How often a job that still runs is asked for, in milliseconds. */
const AGAIN = 3_000;

/** @type {import('../main.js').View} */
export async function show(main, context) {
  context.title(t('report-title'));
  fill(main, h('p', { class: 'soft', role: 'status' }, t('report-loading')));
  const id = context.query.get('job');
  const local = context.query.get('local');
  if (id) {
    /** @type {import('../types.js').Job} */
    let job;
    try {
      job = await json(`/v1/jobs/${encodeURIComponent(id)}`);
    } catch (error) {
      if (error instanceof Trouble && error.status === 404) return gone(main, t('report-gone'));
      throw error;
    }
    if (job.status === 'queued' || job.status === 'running') return wait(main, context, job.status);
    if (job.failure) return failed(main, context, job);
    draw(main, context, await jobSource(job));
  } else {
    const source = local ? await localSource(local) : null;
    if (!source) return gone(main, t('report-local-gone'));
    draw(main, context, source);
  }
}

/** @param {HTMLElement} main @param {string} sentence */
function gone(main, sentence) {
  fill(main, h('section', { class: 'card narrow' }, h('h1', null, t('report-title')), h('p', null, sentence), h('a', { class: 'button primary', href: '/' }, t('report-again'))));
}

/**
 * Looks again until there is something else to show. What is said changes only when the job does, so that
 * nobody who listens hears it every few seconds.
 * @param {HTMLElement} main @param {import('../main.js').Context} context @param {'queued' | 'running'} first
 */
function wait(main, context, first) {
  const words = h('h1', null, t(`report-${first}`));
  fill(main, h('section', { class: 'card narrow', role: 'status' }, words, h('p', { class: 'soft' }, t('report-running-hint'))));
  let status = first;
  const again = () => {
    const timer = setTimeout(look, AGAIN);
    context.gone.addEventListener('abort', () => clearTimeout(timer), { once: true });
  };
  async function look() {
    /** @type {import('../types.js').Job | null} */
    let job = null;
    let over = false;
    try {
      job = await json(`/v1/jobs/${encodeURIComponent(context.query.get('job') ?? '')}`, { signal: context.gone });
    } catch (error) {
      // A server that does not answer may do so later; a job that was deleted stays so.
      over = error instanceof Trouble && (error.wantsKey || error.status === 404);
    }
    if (context.gone.aborted) return;
    if (over || (job && job.status !== 'queued' && job.status !== 'running')) {
      try {
        return await show(main, context);
      } catch (error) {
        if (over) throw error;
        return wait(main, context, status);
      }
    }
    if (job && job.status !== status) words.textContent = t(`report-${(status = /** @type {'queued' | 'running'} */ (job.status))}`);
    again();
  }
  again();
}

/** What else is of use where the reason alone is not enough: the status that a server answered with. */
const TOLD = ['file-refused'];

/** @param {HTMLElement} main @param {import('../main.js').Context} context @param {import('../types.js').Job} job */
function failed(main, context, job) {
  const { code = '', detail = '' } = job.failure ?? {};
  const ours = `trouble-${code}`;
  const english = h('span', { lang: 'en' }, detail);
  fill(main, h('div', { class: 'stack' },
    h('section', { class: 'card narrow trouble' },
      h('h1', null, t('report-failed')),
      job.file.name && h('p', { class: 'soft' }, job.file.name),
      h('p', null, has(ours) ? t(ours) : english),
      has(ours) && TOLD.includes(code) && h('p', { class: 'soft' }, english),
      h('a', { class: 'button primary', href: '/' }, t('report-again'))),
    deliveriesOf(job, context.gone)));
}

/** @param {HTMLElement} main @param {import('../main.js').Context} context @param {import('./report/source.js').Source} source */
function draw(main, context, source) {
  const { report } = source;
  context.title(source.name ?? t('report-title'));
  const list = h('section', { class: 'card no-print', hidden: true, 'aria-label': t('list-title') });
  /** @type {Promise<import('./report/list.js').List> | null} */
  let shown = null;
  const narrow = async (/** @type {import('./report/list.js').Filter} */ filter) => {
    list.hidden = false;
    shown ??= import('./report/list.js').then(({ listOf }) => listOf(list, source));
    (await shown).filter(filter);
    list.scrollIntoView({ block: 'start' });
    list.querySelector('h2')?.focus();
  };
  const count = report.findings.errors + report.findings.warnings;
  // On paper nothing can be opened.
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...main.querySelectorAll('details')].filter((group) => !group.open);
    for (const group of opened) group.open = true;
  }, { signal: context.gone });
  addEventListener('afterprint', () => {
    for (const group of opened) group.open = false;
  }, { signal: context.gone });
  fill(main, h('article', { class: 'stack report' },
    verdict(report, source.name),
    source.local && h('p', { class: 'notice' }, icon(ICONS.lock), ' ', t('report-local')),
    h('div', { class: 'row no-print actions' },
      count > 0 && source.mend && report.rows.total > 0 && h('a', { class: 'button primary', href: source.mend }, t('report-mend')),
      h('a', { class: 'button', href: '/' }, t('report-again')),
      !source.local && share(),
      h('button', { type: 'button', onclick: () => print() }, t('report-print')),
      remove(context, source)),
    applyingOf(source),
    counts(report),
    placesOf(report, (rows) => narrow({ rows })),
    count > 0 && h('section', { class: 'card', 'aria-label': t('groups-title') },
      h('div', { class: 'row spread' }, h('h2', null, t('groups-title')), h('button', { type: 'button', class: 'no-print', onclick: () => narrow({}) }, t('list-show'))),
      groupsOf(report, (group) => narrow({ code: group.code, field: group.field ?? '' }))),
    list,
    downloads(source),
    deliveriesOf(source, context.gone),
    facts(source)));
}

/** @param {import('../types.js').Report} report @param {string | null} name */
function verdict(report, name) {
  const { rows, findings } = report;
  const wrong = !report.valid;
  const more = !wrong
    ? [t('report-valid-rows', { rows: rows.total }), findings.warnings > 0 ? t('report-valid-warnings', { count: findings.warnings }) : '']
    : [rows.invalid > 0 ? t('report-invalid-rows', { invalid: rows.invalid, total: rows.total }) : t('report-invalid-file')];
  return h('header', { class: `verdict ${wrong ? 'wrong' : 'right'}` },
    h('div', { class: 'seal' }, icon(wrong ? ICONS.cross : ICONS.tick)),
    h('div', null, h('p', { class: 'name' }, name), h('h1', null, t(wrong ? 'report-invalid' : 'report-valid')), h('p', { class: 'lead' }, more.filter(Boolean).join(' '))));
}

/** @param {import('../types.js').Report} report */
function counts({ rows, findings }) {
  const one = (/** @type {string} */ id, /** @type {number} */ value, look = '') =>
    h('div', { class: `count ${value > 0 ? look : ''}` }, h('dt', null, t(id)), h('dd', { class: 'number' }, number(value)));
  return h('dl', { class: 'counts' },
    one('count-rows', rows.total), one('count-right', rows.valid, 'right'), one('count-wrong', rows.invalid, 'wrong'),
    one('count-errors', findings.errors, 'wrong'), one('count-warnings', findings.warnings, 'warning'));
}

function share() {
  const said = h('span', { class: 'unseen', role: 'status' });
  const button = h('button', {
    type: 'button',
    onclick: async () => {
      await navigator.clipboard.writeText(location.href);
      button.textContent = said.textContent = t('report-shared');
      setTimeout(() => (button.textContent = t('report-share')), 4_000);
    },
  }, t('report-share'));
  return [button, said];
}

/** @param {import('../main.js').Context} context @param {import('./report/source.js').Source} source */
function remove(context, source) {
  const dialog = h('dialog', { class: 'card', 'aria-label': t('report-delete') },
    h('p', null, t('delete-confirm')),
    h('form', { method: 'dialog', class: 'row' },
      h('button', { class: 'danger', value: 'yes' }, t('delete-yes')), h('button', { value: 'no' }, t('delete-no'))));
  dialog.addEventListener('close', async () => {
    if (dialog.returnValue !== 'yes') return;
    if (source.local) await forget(source.id);
    else await call(`/v1/jobs/${source.id}`, { method: 'DELETE' });
    context.go('/jobs');
  });
  return [h('button', { type: 'button', class: 'danger', onclick: () => dialog.showModal() }, t('report-delete')), dialog];
}

/** @param {import('./report/source.js').Source} source */
function downloads(source) {
  const offers = source.downloads.map((offer) => h('li', null, downloadOf(offer)));
  return h('section', { class: 'card no-print', 'aria-label': t('downloads-title') },
    h('h2', null, t('downloads-title')), h('ul', { class: 'downloads' }, offers.slice(0, source.parts ?? offers.length)),
    source.parts !== null && source.parts < offers.length && [h('p', null, t('downloads-parts')), h('ol', { class: 'downloads' }, offers.slice(source.parts))]);
}

/** @param {import('./report/source.js').Source} source */
function facts({ report, template, recognised, description, checked, until }) {
  const kind = h('dd', null, template ?? t('facts-template-none'));
  if (template) {
    templates().then((all) => {
      const known = all.find(({ name }) => name === template);
      if (known) kind.textContent = titleOf(known, language()) + (recognised ? ` (${number(recognised / 100, { style: 'percent' })})` : '');
    }, () => {});
  }
  const delimiter = String(report.file.dialect['delimiter'] ?? ',');
  const named = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' }[delimiter];
  const fact = (/** @type {string} */ id, /** @type {import('../dom.js').Child} */ value) => [h('dt', null, t(id)), value instanceof Element ? value : h('dd', null, value)];
  return h('section', { class: 'card facts' }, h('dl', null,
    fact('facts-file', report.file.name ? t('upload-file', { name: report.file.name, size: size(report.file.bytes) }) : size(report.file.bytes)),
    fact('facts-template', kind),
    fact('facts-encoding', report.file.encoding),
    fact('facts-delimiter', named ? t(`delimiter-${named}`) : delimiter),
    description ? fact('facts-description', description) : null,
    fact('facts-checked', moment(checked)),
    until ? fact('facts-kept-until', moment(until)) : null));
}
