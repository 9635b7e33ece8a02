// A picture of the whole file: where in it the errors lie.

import { fill, h } from '../../dom.js';
import { number, t } from '../../words.js';

/** @typedef {{from: number, to: number, errors: number, warnings: number}} Bin */

/**
 * @param {import('../../types.js').Report} report
 * @param {(rows: [number, number] | null) => void} onChosen the first and the last row of what was chosen
 * @returns {HTMLElement | null} nothing where no row has anything
 */
export function placesOf(report, onChosen) {
  const { places } = report;
  if (!places || report.rows.total < 2 || ![...places.errors, ...places.warnings].some((rows) => rows > 0)) return null;
  const strip = h('div', { class: 'strip', role: 'group', 'aria-label': t('places-title') });
  const said = h('p', { class: 'soft number', 'aria-live': 'polite' });
  const draw = () => {
    // On a narrow screen several bins are drawn as one, so that a finger can hit it.
    const fits = Math.max(16, Math.floor((strip.clientWidth || 800) / 6));
    const bins = merged(places, report.rows.total, Math.ceil(places.errors.length / fits));
    fill(strip, bins.map((bin, at) => {
      const share = bin.errors / (bin.to - bin.from + 1);
      const words = t('places-bin', { from: bin.from, to: bin.to, errors: bin.errors });
      const button = h('button', {
        type: 'button', tabindex: at === 0 ? 0 : -1, class: bin.errors > 0 ? 'wrong' : bin.warnings > 0 ? 'warning' : 'right', 'aria-label': words, title: words,
        onclick: () => choose(button, bin),
        onfocus: () => (said.textContent = words),
      }, h('span'));
      // A single wrong row among thousands has to be seen too.
      /** @type {HTMLElement} */ (button.firstElementChild).style.height = bin.errors > 0 ? `${Math.round(25 + 75 * Math.sqrt(share))}%` : '';
      return button;
    }));
  };
  const choose = (/** @type {HTMLElement} */ button, /** @type {Bin} */ bin) => {
    for (const other of strip.children) other.removeAttribute('aria-pressed');
    button.setAttribute('aria-pressed', 'true');
    onChosen([bin.from, bin.to]);
  };
  strip.addEventListener('keydown', (event) => {
    const all = [...strip.querySelectorAll('button')];
    const at = all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined || !all[next]) return;
    event.preventDefault();
    for (const button of all) button.tabIndex = -1;
    all[next].tabIndex = 0;
    all[next].focus();
  });
  // Drawn once it has a width, and again where that changes.
  new ResizeObserver(draw).observe(strip);
  const each = places.rows_each;
  return h('section', { class: 'card places no-print', 'aria-label': t('places-title') },
    h('h2', null, t('places-title')), h('p', { class: 'soft' }, t('places-label', { each })), strip,
    h('div', { class: 'row spread soft number' }, h('span', null, number(places.first_row)), said, h('span', null, number(places.first_row + report.rows.total - 1))));
}

/** @param {import('../../types.js').Places} places @param {number} total @param {number} by how many bins become one @returns {Bin[]} */
function merged({ first_row, rows_each, errors, warnings }, total, by) {
  const sum = (/** @type {number[]} */ of, /** @type {number} */ at) => of.slice(at, at + by).reduce((rows, more) => rows + more, 0);
  const bins = [];
  for (let at = 0; at < errors.length; at += by) {
    const from = first_row + at * rows_each;
    const to = Math.min(first_row + (at + by) * rows_each, first_row + total) - 1;
    if (from <= to) bins.push({ from, to, errors: sum(errors, at), warnings: sum(warnings, at) });
  }
  return bins;
}
