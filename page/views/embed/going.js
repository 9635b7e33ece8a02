// What may have to wait goes on by itself: for another token, when the one there was is no good any more, and
// for a moment, when the edge has no room just now.

import { Trouble } from '../../api.js';
import { fill, h } from '../../dom.js';
import { t } from '../../words.js';

/** How often in a row a token may be no good. */
const RENEWALS = 3;
/** How long the edge may ask to wait, in seconds, so that nobody has to press a button. */
const SHORT = 30;
/** How often in a row it may ask. */
const WAITS = 6;
/** After how many milliseconds without another token somebody is told that it may not come. */
const SILENCE = 15_000;

/**
 * @typedef {object} Going
 * @property {<T>(act: () => Promise<T>, signal: AbortSignal) => Promise<T>} goesOn does what may have to wait, and does it
 *   again when it need not
 * @property {() => void} renewed there is another token
 */

/**
 * @param {HTMLElement} place where it is said what is waited for
 * @param {((code: string) => void) | null} expired asks for another token; `null` where there is nobody to ask
 * @returns {Going}
 */
export function going(place, expired) {
  /** What goes on when there is another token. @type {Set<() => void>} */
  const waiting = new Set();
  /** How many tokens there have been. */
  let tokens = 0;

  /** @type {Going['goesOn']} */
  async function goesOn(act, signal) {
    let renewals = 0;
    let waits = 0;
    for (;;) {
      const before = tokens;
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        if (error.wantsToken && expired && renewals < RENEWALS) {
          // A portal that goes on giving a token that is not good is not asked for ever.
          renewals += 1;
          if (tokens === before) await token(error.code, signal);
        } else if (error.status === 429 && error.wait !== null && error.wait <= SHORT && waits < WAITS) {
          waits += 1;
          // Not all at the same moment.
          await pause(error.wait * (1000 + 250 * Math.random()), signal);
        } else {
          throw error;
        }
      }
    }
  }

  /** @param {string} code @param {AbortSignal} signal */
  async function token(code, signal) {
    const words = h('p', null, t('embed-renewing'));
    const silence = setTimeout(() => fill(words, t('embed-renewing-long')), SILENCE);
    /** @type {() => void} */
    let goOn = () => {};
    try {
      await noted(words, signal, (resolve) => {
        goOn = resolve;
        waiting.add(goOn);
        expired?.(code);
      });
    } finally {
      waiting.delete(goOn);
      clearTimeout(silence);
    }
  }

  /** @param {number} milliseconds @param {AbortSignal} signal */
  const pause = (milliseconds, signal) => noted(h('p', null, t('embed-waiting')), signal, (resolve) => setTimeout(resolve, milliseconds));

  /** Says something as long as something is waited for. @param {HTMLElement} words @param {AbortSignal} signal @param {(resolve: () => void) => void} wait */
  async function noted(words, signal, wait) {
    const note = h('div', { class: 'notice warning', role: 'status' }, words);
    place.append(note);
    try {
      await new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('Stopped.', 'AbortError')), { once: true });
        wait(() => resolve(undefined));
      });
    } finally {
      note.remove();
    }
  }

  return {
    goesOn,
    renewed() {
      tokens += 1;
      for (const goOn of waiting) goOn();
    },
  };
}
