// Who was told of a job, and how that went: the deliveries of its webhooks.

import { json } from '../../api.js';
import { fill, h } from '../../dom.js';
import { has, moment, number, t } from '../../words.js';

/** @typedef {import('../../types.js').Delivery} Delivery */

/** How often deliveries that are under way are asked for, in milliseconds. */
const AGAIN = 3_000;
/** How soon the next attempt has to be, in milliseconds, so that somebody may be waiting for it here. */
const SOON = 60_000;

/**
 * The deliveries of a job, as long as there are any.
 * @param {{id: string, deliveries?: Delivery[] | undefined}} job
 * @param {AbortSignal} gone
 * @returns {HTMLElement | null}
 */
export function deliveriesOf(job, gone) {
  let deliveries = job.deliveries ?? [];
  if (deliveries.length === 0) return null;
  const address = `/v1/jobs/${encodeURIComponent(job.id)}/deliveries`;
  const rows = h('tbody');
  const live = h('p', { class: 'unseen', role: 'status' });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  gone.addEventListener('abort', () => clearTimeout(timer));

  /** @param {Delivery[]} now */
  function draw(now) {
    // Whoever has the focus on a button here keeps it as long as there is nothing new.
    if (JSON.stringify(now) !== JSON.stringify(deliveries) || rows.childElementCount === 0) fill(rows, now.map(row));
    deliveries = now;
    clearTimeout(timer);
    if (!gone.aborted && now.some(underWay)) timer = setTimeout(look, AGAIN);
  }

  async function look() {
    const now = await json(address, { signal: gone }).catch(() => null);
    draw(now?.deliveries ?? deliveries);
  }

  /** @param {Delivery} delivery */
  function row(delivery) {
    const { event, url, status, attempts } = delivery;
    const last = attempts.at(-1);
    const next = delivery.next_attempt;
    const cell = (/** @type {string} */ id, /** @type {import('../../dom.js').Child} */ child) => h('td', { 'data-label': t(id), class: child === NOTHING ? 'nothing' : id === 'deliveries-address' ? 'address' : null }, child);
    return h('tr', null,
      cell('deliveries-event', h('code', null, event)),
      cell('deliveries-address', url),
      cell('deliveries-status', h('span', { class: `tag ${{ delivered: '', dead: 'wrong', pending: 'neutral' }[status]}` }, t(`delivery-${status}`))),
      cell('deliveries-attempts', h('span', { class: 'number' }, number(attempts.length))),
      cell('deliveries-error', status !== 'delivered' && last?.error ? reason(last.error, last.status) : NOTHING),
      // One that was given up has no next attempt, unless somebody wants it.
      cell('deliveries-next', next ? h('time', { datetime: next, class: 'number' }, moment(next)) : status === 'dead' ? again(delivery) : NOTHING));
  }

  /** @param {Delivery} delivery */
  function again({ id, event, url }) {
    return h('button', {
      type: 'button', class: 'no-print', 'aria-label': `${t('delivery-again')}: ${event}, ${url}`,
      onclick: async (/** @type {Event} */ pressed) => {
        const button = /** @type {HTMLButtonElement} */ (pressed.currentTarget);
        button.disabled = true;
        try {
          const now = await json(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ delivery: id }) });
          // The answer may be of those alone that are sent.
          const sent = new Map(now.deliveries.map((/** @type {Delivery} */ one) => [one.id, one]));
          draw(deliveries.map((one) => sent.get(one.id) ?? one));
          live.textContent = t('delivery-sent-again');
          // The button is gone, and the focus is not to be lost.
          heading.focus({ preventScroll: true });
        } catch (error) {
          // Somebody else may have done it.
          await look();
          throw error;
        } finally {
          button.disabled = false;
        }
      },
    }, t('delivery-again'));
  }

  const heading = h('h2', { tabindex: '-1' }, t('deliveries-title'));
  const head = (/** @type {string} */ id) => h('th', { scope: 'col' }, t(id));
  const section = h('section', { class: 'card', 'aria-label': t('deliveries-title') }, heading,
    h('table', { class: 'deliveries' },
      h('thead', null, h('tr', null, ['deliveries-event', 'deliveries-address', 'deliveries-status', 'deliveries-attempts', 'deliveries-error', 'deliveries-next'].map(head))), rows),
    live);
  draw(deliveries);
  return section;
}

const NOTHING = '–';

/** @param {string} error @param {number | null} status */
function reason(error, status) {
  const id = `delivery-error-${error}`;
  return has(id) ? t(id, { status: status ?? 0 }) : error;
}

/** Whether something may happen to it before long. @param {Delivery} delivery */
function underWay({ status, next_attempt: next }) {
  return status === 'pending' && (next === null || Date.parse(next) - Date.now() < SOON);
}
