// Elements, made of plain values. Text is always text: nothing here reads HTML.

/**
 * @typedef {Node | string | number | null | undefined | false} Child
 * @typedef {Child | Child[]} Children
 */

/**
 * Makes an element. A property that begins with `on` is a listener, `true` is an empty attribute, and
 * `false`, `null` and `undefined` are left out.
 *
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {Record<string, any> | null} [properties]
 * @param {...Children} children
 * @returns {HTMLElementTagNameMap[N]}
 * @example h('p', { class: 'lead' }, 'Rows: ', h('b', null, 12))
 */
export function h(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'value' || key === 'checked' || key === 'selected') Reflect.set(element, key, value);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...nodes(children));
  return element;
}

/**
 * Puts other children into an element.
 * @param {Element} element
 * @param {...Children} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
}

/** @param {Children[]} children @returns {(Node | string)[]} */
function nodes(children) {
  return children
    .flat()
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

/**
 * A text that breaks behind its `@` before it breaks anywhere else.
 * @param {string} text
 * @returns {Child[]}
 */
export const addressOf = (text) => text.split(/(?<=@)/).flatMap((part, at) => (at > 0 ? [h('wbr'), part] : [part]));

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A picture of one path, for decoration: whoever does not see it misses nothing.
 * @param {string} path what SVG calls `d`, in a square of 24
 * @returns {SVGSVGElement}
 */
export function icon(path) {
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('viewBox', '0 0 24 24');
  picture.setAttribute('class', 'icon');
  picture.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  picture.append(line);
  return picture;
}

/** The pictures of the page. */
export const ICONS = {
  file: 'M6 2h8l5 5v15H6zM14 2v5h5',
  tick: 'M4 12.5l5.5 5.5L20 6.5',
  cross: 'M6 6l12 12M18 6L6 18',
  lock: 'M6 11h12v10H6zM9 11V7a3 3 0 0 1 6 0v4',
  down: 'M12 3v13M6 11l6 6 6-6M4 21h16',
  warning: 'M12 3l10 18H2zM12 10v5M12 18v.5',
};

/** A file's name without its ending. @param {string} name */
export const stemOf = (name) => name.replace(/\.[^.]*$/, '');

/**
 * Hands a blob to the browser's downloads.
 * @param {Blob} blob
 * @param {string} name the file's
 */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
