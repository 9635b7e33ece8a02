// The page as a whole: which view an address means, and what stands around every view.

import { Trouble, hasKey, useKey } from './api.js';
import { fill, h, icon, ICONS } from './dom.js';
import { NAMES, known, language, preferred, speak, t } from './words.js';

/**
 * @typedef {object} Context what a view is given
 * @property {URLSearchParams} query of the address
 * @property {AbortSignal} gone aborted when the view is left
 * @property {(address: string, state?: unknown) => void} go shows another view
 * @property {(title: string) => void} title names the view, in the window's title
 */

/** @typedef {(main: HTMLElement, context: Context) => void | Promise<void>} View */

/** The views, by the path; each is fetched when it is first wanted. @type {Record<string, () => Promise<{show: View}>>} */
const VIEWS = {
  '/': () => import('./views/upload.js'),
  '/jobs': () => import('./views/jobs.js'),
  '/report': () => import('./views/report.js'),
  '/apply': () => import('./views/apply.js'),
  '/users': () => import('./views/users.js'),
  '/mend': () => import('./views/mend.js'),
  '/embed': () => import('./views/embed.js'),
};

const main = h('main', { id: 'content', tabindex: '-1' });
/** Where what happens is said to who does not see it. */
const live = h('p', { class: 'unseen', role: 'status' });
let leave = new AbortController();

/** The path without the ending that a file on disk has. */
const path = () => location.pathname.replace(/(\/index)?\.html$/, '') || '/';

async function show() {
  leave.abort();
  leave = new AbortController();
  const { signal } = leave;
  const load = VIEWS[path()] ?? VIEWS['/'];
  frame();
  fill(main);
  try {
    const view = await /** @type {() => Promise<{show: View}>} */ (load)();
    if (signal.aborted) return;
    await view.show(main, { query: new URLSearchParams(location.search), gone: signal, go, title });
  } catch (error) {
    if (!signal.aborted) trouble(error);
  }
}

/** @param {string} address @param {unknown} [state] */
function go(address, state = null) {
  history.pushState(state, '', address);
  scrollTo(0, 0);
  show().then(() => main.focus({ preventScroll: true }));
}

/** @param {string} name */
function title(name) {
  document.title = `${name} · ${t('app-title')}`;
  live.textContent = name;
}

/** What stands above every view; in a portal's frame there is nothing. */
function frame() {
  if (path() === '/embed') {
    if (!main.isConnected) document.body.append(main, live);
    return;
  }
  const link = (/** @type {string} */ address, /** @type {string} */ words) =>
    h('a', { href: address, 'aria-current': path() === address ? 'page' : null }, words);
  const languages = h('select', {
    'aria-label': t('language-label'),
    onchange: (/** @type {Event} */ event) => {
      const chosen = known(/** @type {HTMLSelectElement} */ (event.target).value);
      if (chosen) speak(chosen, { remember: true }).then(show, trouble);
    },
  }, Object.entries(NAMES).map(([tag, name]) => h('option', { value: tag, lang: tag, selected: tag === language() }, name)));
  const themes = h('select', {
    'aria-label': t('theme-label'),
    onchange: (/** @type {Event} */ event) => theme(/** @type {HTMLSelectElement} */ (event.target).value),
  }, ['auto', 'light', 'dark'].map((name) => h('option', { value: name, selected: name === themed() }, t(`theme-${name}`))));
  const header = h('header', { class: 'top' },
    h('a', { class: 'skip', href: '#content' }, t('skip-to-content')),
    h('a', { class: 'brand', href: '/' }, icon(ICONS.tick), t('app-title')),
    h('nav', { 'aria-label': t('nav-label') }, link('/', t('nav-check')), link('/jobs', t('nav-jobs')), link('/users', t('nav-users'))),
    h('div', { class: 'settings' },
      hasKey() && h('button', { type: 'button', class: 'plain-button', onclick: () => { useKey(null); show(); } }, t('key-forget')),
      languages, themes),
  );
  document.querySelector('header.top')?.remove();
  document.body.prepend(header);
  if (!main.isConnected) document.body.append(main, live);
}

const THEME = 'rollcall-theme';

/** The colours that were chosen: `auto`, `light` or `dark`. */
function themed() {
  return document.documentElement.dataset.theme ?? 'auto';
}

/** @param {string} name */
function theme(name) {
  if (name === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  try {
    localStorage.setItem(THEME, name);
  } catch {
    // It is for this visit only, then.
  }
}

/** @param {unknown} error */
function trouble(error) {
  if (error instanceof Trouble && error.wantsKey) return askForKey(error);
  const known = error instanceof Trouble ? error : null;
  if (!known) console.error(error);
  fill(main,
    h('section', { class: 'card trouble', role: 'alert' },
      h('h1', null, t('trouble-title')),
      h('p', null, known?.message ?? t('trouble-not-ours')),
      known?.detail && known.detail !== known.message && h('p', { class: 'soft', lang: 'en' }, known.detail),
      h('button', { type: 'button', class: 'primary', onclick: show }, t('trouble-retry'))));
}

/** @param {Trouble} error */
function askForKey(error) {
  const input = h('input', { type: 'password', id: 'key', autocomplete: 'off', required: true, spellcheck: 'false', placeholder: 'rc_…' });
  // An upload token is a portal's; what is neither may be anything.
  const wrong = error.code.startsWith('token-') && error.code !== 'token-invalid' ? 'key-token' : 'key-wrong';
  title(t('key-title'));
  fill(main,
    h('form', {
      class: 'card narrow',
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        useKey(input.value.trim());
        show();
      },
    },
    h('h1', null, t('key-title')),
    h('p', null, hasKey() ? t(wrong) : t('key-lead')),
    h('label', { for: 'key' }, t('key-label')), input,
    h('button', { class: 'primary' }, t('key-use')),
    hasKey() && h('p', { class: 'soft' }, t('key-lead'))));
  input.focus();
}

addEventListener('popstate', show);
// What goes wrong behind a button, such as a download, is said without taking the view away.
addEventListener('unhandledrejection', (event) => {
  const { reason } = event;
  if (reason instanceof DOMException && reason.name === 'AbortError') return event.preventDefault();
  if (!(reason instanceof Trouble) && !(reason instanceof Error && reason.name === 'EngineError')) return;
  event.preventDefault();
  if (reason instanceof Trouble && reason.wantsKey) return askForKey(reason);
  const sentence = reason instanceof Trouble ? reason.message : t(`trouble-${Reflect.get(reason, 'code')}`);
  document.querySelector('.toast')?.remove();
  const toast = h('div', { class: 'toast', role: 'alert' }, h('p', null, sentence),
    h('button', { type: 'button', class: 'plain-button', 'aria-label': t('trouble-close'), onclick: () => toast.remove() }, icon(ICONS.cross)));
  document.body.append(toast);
});
// Links to other views change the view and not the page: a file that was chosen stays at hand.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute('download')) return;
  const address = new URL(link.href, location.href);
  if (address.origin !== location.origin || !(address.pathname in VIEWS) || address.hash) return;
  event.preventDefault();
  go(address.pathname + address.search);
});

try {
  const chosen = localStorage.getItem(THEME);
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // The system's colours, then.
}
await speak(known(new URLSearchParams(location.search).get('language')) ?? preferred()).catch(console.error);
await show();
