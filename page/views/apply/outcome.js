// What came of applying a file, what to take along of it, and taking it back.

import { Trouble, json } from '../../api.js';
import { downloadOf } from '../../download.js';
import { fill, h, icon, ICONS, stemOf } from '../../dom.js';
import { moment, number, t } from '../../words.js';
import { COUNTS, LOOKS, isBlocked } from './state.js';

/** @typedef {import('../../types.js').Job} Job */
/** @typedef {import('../../types.js').Process} Process */

/** At most so many are named who keep a file from being taken back. */
const NAMED = 20;

/**
 * @param {Job} job
 * @param {Process} process
 * @param {import('../apply.js').Stage} stage
 */
export function outcomeOf(job, process, stage) {
  const { place, say } = stage;
  const { state, counts, done } = process;
  const total = process.total ?? done;
  const blocked = isBlocked(process);
  const good = state === 'completed' && !blocked;
  const title = blocked ? t('process-heading-blocked') : t(`process-heading-${state}`);
  const lead = blocked ? t('apply-blocked', { rows: counts.refused })
    : state === 'reverted' ? t('process-reverted-hint')
      : state === 'completed' ? '' : t('process-part', { done, total });
  fill(place,
    h('header', { class: `verdict ${good || state === 'reverted' ? 'right' : 'wrong'}` },
      h('div', { class: 'seal' }, icon(good || state === 'reverted' ? ICONS.tick : ICONS.cross)),
      h('div', null,
        h('h2', { tabindex: '-1' }, title),
        lead && h('p', { class: 'lead' }, lead),
        process.failure && !blocked && h('p', { class: 'notice wrong', lang: job.language }, process.failure),
        process.finished && h('p', { class: 'soft number' }, t('process-finished', { when: moment(process.finished) })))),
    h('dl', { class: 'counts' }, COUNTS.map((count) =>
      h('div', { class: `count ${counts[count] > 0 ? LOOKS[count] : ''}` }, h('dt', null, t(`outcome-${count}`)), h('dd', { class: 'number' }, number(counts[count]))))),
    state !== 'reverted' && files(job, process),
    state !== 'reverted' && done > 0 && !blocked && undo(job, stage));
  say([title, lead].filter(Boolean).join(' '));
}

/** @param {Job} job @param {Process} process */
function files(job, { counts, done, total }) {
  const base = `/v1/jobs/${encodeURIComponent(job.id)}`;
  const stem = stemOf(job.file.name ?? 'file');
  const offer = (/** @type {string} */ words, /** @type {string} */ file) => h('li', null, downloadOf({ words, address: `${base}/${file}`, name: `${stem}.${file}` }));
  const left = counts.refused > 0 || done < (total ?? done);
  return h('section', { class: 'card', 'aria-label': t('downloads-title') },
    h('h2', null, t('downloads-title')),
    h('ul', { class: 'downloads' },
      offer(t('download-outcomes'), 'report.csv'),
      left && offer(t('download-resend'), 'errors.csv')));
}

/**
 * Taking it back. Whether that can be is asked before anybody is asked to confirm it.
 * @param {Job} job
 * @param {import('../apply.js').Stage} stage
 */
function undo(job, { gone, say, next }) {
  const address = `/v1/jobs/${encodeURIComponent(job.id)}/revert`;
  const answer = h('div', { class: 'stack tight' });
  const ask = h('button', { type: 'button', onclick: look }, t('undo-look'));

  async function look() {
    ask.disabled = true;
    try {
      const { possible, obstacles } = await json(address, { signal: gone });
      // Somebody else is taking it back, or has.
      if (!possible && obstacles.length === 0) return next(await json(`/v1/jobs/${encodeURIComponent(job.id)}`));
      fill(answer, possible ? confirmation() : obstacle(obstacles));
      answer.querySelector('p')?.focus();
    } finally {
      ask.disabled = false;
    }
  }

  function confirmation() {
    const sentence = t('undo-possible');
    const sure = h('input', { type: 'checkbox', id: 'undo-sure', required: true });
    const go = h('button', { class: 'danger' }, t('undo-do'));
    say(sentence);
    return h('form', {
      class: 'stack tight',
      onsubmit: async (/** @type {Event} */ event) => {
        event.preventDefault();
        go.disabled = true;
        try {
          next(await json(address, { method: 'POST' }));
        } catch (error) {
          if (!(error instanceof Trouble && error.code === 'changed-since')) throw error;
          // Somebody was quicker; who it was is asked again.
          await look();
        } finally {
          go.disabled = false;
        }
      },
    },
    h('p', { tabindex: '-1' }, sentence),
    h('div', { class: 'check' }, sure, h('label', { for: 'undo-sure' }, t('undo-confirm'))),
    h('div', null, go));
  }

  /** @param {{row: number, subject: string}[]} obstacles */
  function obstacle(obstacles) {
    const sentence = t('undo-not-possible');
    say(sentence);
    return h('div', { class: 'notice warning' },
      h('p', { tabindex: '-1' }, sentence),
      h('ul', null, obstacles.map(({ row, subject }) => h('li', null, t('undo-obstacle', { row, subject })))),
      obstacles.length >= NAMED && h('p', null, t('undo-obstacles-more')));
  }

  return h('section', { class: 'card stack tight no-print', 'aria-label': t('undo-title') },
    h('h2', null, t('undo-title')), h('p', { class: 'soft' }, t('undo-lead')), h('div', null, ask), answer);
}
