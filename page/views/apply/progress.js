// A file while it is applied, or while that is taken back: how far it is, and how it is stopped.

import { Trouble, json } from '../../api.js';
import { fill, h } from '../../dom.js';
import { number, t } from '../../words.js';
import { COUNTS } from './state.js';

/** How soon the job is asked for the first time, and at the latest the next, in milliseconds. */
const FIRST = 400;
const MOST = 4_000;
/** By what a pause is longer than the one before. */
const GROWTH = 1.4;
/** Who listens hears of each of so many parts of the whole, and not of every batch. */
const PARTS = 4;

/**
 * @param {import('../../types.js').Job} job
 * @param {import('../../types.js').Process} process
 * @param {import('../apply.js').Stage} stage
 */
export function progressOf(job, process, { place, gone, say, next }) {
  const address = `/v1/jobs/${encodeURIComponent(job.id)}`;
  const heading = h('h2', { tabindex: '-1' });
  const bar = h('progress', { 'aria-label': t('process-progress') });
  const words = h('p', { class: 'number' });
  const counts = h('p', { class: 'soft number' });
  const lost = h('p', { class: 'notice warning', hidden: true }, t('process-unanswered'));
  const stop = h('button', { type: 'button', class: 'danger', 'aria-describedby': 'stop-hint', onclick: cancel }, t('process-stop'));
  const stopping = h('div', { class: 'stack tight' }, h('div', null, stop), h('p', { class: 'hint', id: 'stop-hint' }, t('process-stop-hint')));
  fill(place, h('section', { class: 'card stack tight', 'aria-label': t('process-progress') },
    heading, bar, words, counts, lost, h('p', { class: 'soft' }, t('process-leave')), stopping));
  let said = '';
  let pause = FIRST;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  gone.addEventListener('abort', () => clearTimeout(timer));
  draw(process);
  wait();

  function wait() {
    clearTimeout(timer);
    if (gone.aborted) return;
    timer = setTimeout(look, pause);
    pause = Math.min(MOST, pause * GROWTH);
  }

  async function look() {
    try {
      reached(await json(address, { signal: gone }));
    } catch (error) {
      if (gone.aborted) return;
      // A server that does not answer may do so later; a job that was deleted stays so.
      if (error instanceof Trouble && (error.wantsKey || error.status === 404)) throw error;
      lost.hidden = false;
      wait();
    }
  }

  /** @param {import('../../types.js').Job} now */
  function reached(now) {
    if (gone.aborted || !now.process) return;
    lost.hidden = true;
    if (now.process.state !== process.state && now.process.state !== 'running') {
      clearTimeout(timer);
      return next(now);
    }
    process = now.process;
    draw(process);
    wait();
  }

  /** @param {import('../../types.js').Process} now */
  function draw({ state, total, done, counts: by }) {
    const back = state === 'reverting';
    heading.textContent = t(`process-heading-${state}`);
    stopping.hidden = back;
    const whole = total ?? 0;
    // How much has been taken back nobody counts.
    if (back || whole === 0) bar.removeAttribute('value');
    else Object.assign(bar, { max: whole, value: done });
    words.hidden = counts.hidden = back;
    words.textContent = t('process-rows', { done, total: whole });
    counts.textContent = COUNTS.filter((count) => by[count] > 0).map((count) => t('labelled', { label: t(`outcome-${count}`), value: number(by[count]) })).join(' · ');
    const part = whole === 0 ? 0 : Math.floor((done / whole) * PARTS);
    const sentence = `${state} ${part}`;
    if (sentence !== said) say(back || part === 0 ? heading.textContent : words.textContent);
    said = sentence;
  }

  async function cancel() {
    stop.disabled = true;
    try {
      reached(await json(`${address}/process/cancel`, { method: 'POST' }));
    } catch (error) {
      // It was over before it could be stopped.
      if (!(error instanceof Trouble && error.code === 'process-not-running')) throw error;
      await look();
    } finally {
      stop.disabled = false;
    }
  }
}
