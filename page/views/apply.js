// Applying a clean file: what would happen to the directory, doing it, and what came of it.

import { Trouble, json } from '../api.js';
import { fill, h } from '../dom.js';
import { templates, titleOf } from '../templates.js';
import { language, t } from '../words.js';
import { outcomeOf } from './apply/outcome.js';
import { planOf } from './apply/plan.js';
import { progressOf } from './apply/progress.js';
import { isUnconfirmed, isUnderWay } from './apply/state.js';

/** @typedef {import('../types.js').Job} Job */

/**
 * @typedef {object} Stage what each of the stages is given
 * @property {HTMLElement} place where it is shown
 * @property {AbortSignal} gone aborted when the view is left
 * @property {(sentence: string) => void} say says something to who does not see it
 * @property {(job: Job) => void} next shows what the job has come to
 */

/** @type {import('../main.js').View} */
export async function show(main, context) {
  context.title(t('apply-title'));
  fill(main, h('p', { class: 'soft', role: 'status' }, t('report-loading')));
  const id = context.query.get('job') ?? '';
  /** @type {Job} */
  let job;
  try {
    job = await json(`/v1/jobs/${encodeURIComponent(id)}`, { signal: context.gone });
  } catch (error) {
    if (!(error instanceof Trouble && error.status === 404)) throw error;
    fill(main, h('section', { class: 'card narrow' }, h('h1', null, t('apply-title')), h('p', null, t('report-gone')), h('a', { class: 'button primary', href: '/' }, t('report-again'))));
    return;
  }
  const kind = h('span');
  templates().then((all) => {
    const known = all.find(({ name }) => name === job.template);
    if (known) kind.textContent = ` · ${titleOf(known, language())}`;
  }, () => {});
  const place = h('div', { class: 'stack' });
  const live = h('p', { class: 'unseen', role: 'status' });
  /** @type {Stage} */
  const stage = {
    place,
    gone: context.gone,
    say: (sentence) => (live.textContent = sentence),
    next: (now) => {
      reach(now);
      // What was pressed is no longer there, and the focus is not to be lost.
      place.querySelector('h2')?.focus({ preventScroll: true });
    },
  };
  fill(main, h('div', { class: 'stack apply' },
    h('div', null,
      h('a', { class: 'back', href: `/report?job=${job.id}` }, t('apply-back')),
      h('h1', null, t('apply-title')),
      h('p', { class: 'lead' }, h('span', { class: 'name' }, job.file.name ?? t('jobs-nameless')), kind)),
    place, live));
  if (job.process && !isUnconfirmed(job.process)) reach(job);
  else await planOf(job, stage);

  /** @param {Job} now */
  function reach(now) {
    const { process } = now;
    if (!process) return;
    if (isUnderWay(process)) progressOf(now, process, stage);
    else outcomeOf(now, process, stage);
  }
}
