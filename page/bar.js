// The bar under the page's head: green as long as all is well, red from the first error on.

import { h } from './dom.js';
import { t } from './words.js';

/**
 * @param {Element | null} [place] where it is shown; the page's head otherwise
 * @returns {{set: (share: number, wrong: boolean) => void, remove: () => void}} `share` is from 0 to 1
 */
export function bar(place = document.querySelector('header.top')) {
  const filling = h('span');
  const element = h('div', { class: 'bar', role: 'progressbar', 'aria-label': t('progress-label'), 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': 0 }, filling);
  place?.append(element);
  return {
    set(share, wrong) {
      const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
      filling.style.width = `${percent}%`;
      element.classList.toggle('wrong', wrong);
      element.setAttribute('aria-valuenow', String(percent));
    },
    remove: () => element.remove(),
  };
}

/** What there is to say while a file is checked. @param {import('./checking.js').State} state @returns {string} */
export function soFar({ errors, invalid, firstError }) {
  if (errors === 0) return t('progress-good');
  const rows = t('progress-errors', { rows: invalid });
  return firstError ? `${rows} · ${t('progress-first', { row: firstError })}` : rows;
}
