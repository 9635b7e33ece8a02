// Fields of a form, and what is wrong with them: each knows its place in the document that is sent.

import { h } from './dom.js';

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Input */

let made = 0;

/**
 * A field with its label.
 * @param {string} label
 * @param {Input} input
 * @param {{pointer: string, hint?: string | null}} more `pointer` is its place, a JSON pointer (RFC 6901)
 */
export function field(label, input, { pointer, hint = null }) {
  const id = `field-${(made += 1)}`;
  input.id = id;
  input.dataset['pointer'] = pointer;
  if (hint) input.setAttribute('aria-describedby', `${id}-hint`);
  return h('div', { class: 'field' }, h('label', { for: id }, label), input, hint && h('p', { class: 'hint', id: `${id}-hint` }, hint));
}

/** The place of a member of an object. @param {...string | number} path @returns {string} */
export const pointerTo = (...path) => path.map((name) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Takes back what was said of the fields. @param {Element} form */
export function forgetFaults(form) {
  for (const fault of form.querySelectorAll('.fault')) fault.remove();
  for (const input of form.querySelectorAll('[aria-describedby*="fault-"]')) {
    input.removeAttribute('aria-invalid');
    describe(input, described(input).filter((id) => !id.startsWith('fault-')));
  }
}

/**
 * Says at each field what is wrong with it, and takes whoever types to the first of them.
 * @param {Element} form
 * @param {import('./api.js').Fault[]} faults
 * @param {(fault: import('./api.js').Fault) => import('./dom.js').Child[]} words
 * @returns {import('./api.js').Fault[]} those that found no field
 */
export function showFaults(form, faults, words) {
  const fields = [...form.querySelectorAll('[data-pointer]')].map((element) => ({ element, pointer: /** @type {HTMLElement} */ (element).dataset['pointer'] ?? '' }));
  /** @type {Element | null} */
  let first = null;
  const left = faults.filter((fault) => {
    // The field itself, or the closest thing around it.
    const around = fields.filter(({ pointer }) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`));
    const found = around.sort((one, other) => other.pointer.length - one.pointer.length)[0]?.element;
    if (!found) return true;
    const id = `fault-${(made += 1)}`;
    if (!found.matches('fieldset')) found.setAttribute('aria-invalid', 'true');
    describe(found, [...described(found), id]);
    const place = found.matches('fieldset') ? found : (found.closest('.field') ?? found);
    place.append(h('p', { class: 'fault', id }, ...words(fault)));
    first ??= found.matches('fieldset') ? found.querySelector('input, button') : found;
    return false;
  });
  /** @type {HTMLElement | null} */ (first)?.focus();
  return left;
}

/** What describes an element, by its ids. @param {Element} element */
const described = (element) => (element.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);

/** @param {Element} element @param {string[]} ids */
function describe(element, ids) {
  if (ids.length > 0) element.setAttribute('aria-describedby', ids.join(' '));
  else element.removeAttribute('aria-describedby');
}

/** The lines of a text, without those that are empty. @param {string} text @returns {string[]} */
export const linesOf = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
