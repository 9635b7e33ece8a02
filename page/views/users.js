// Who is in the directory: found by name, filtered, and opened one by one.

import { Trouble, json } from '../api.js';
import { downloadOf } from '../download.js';
import { addressOf, fill, h, icon, ICONS } from '../dom.js';
import { templates, titleOf } from '../templates.js';
import { language, t } from '../words.js';
import { giving } from './users/giving.js';
import { nameOf, stateOf } from './users/name.js';

/** @typedef {import('../types.js').User} User */

/** How many users a page has. */
const PAGE = 50;
/** How long nothing has to be typed before it is looked for, in milliseconds. */
const PAUSE = 250;
/** The longest text that is searched for. */
const LONGEST = 256;

/** What was looked for stays so when a user is opened and the list is shown again. */
const wanted = {
  name: '',
  active: '',
  centre: '',
  /** Where the pages begin that were turned to. @type {(string | null)[]} */ cursors: [null],
};

/** @type {import('../main.js').View} */
export async function show(main, context) {
  const id = context.query.get('user');
  if (id) return (await import('./users/user.js')).showUser(main, context, id);
  context.title(t('users-title'));
  const { gone } = context;
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  gone.addEventListener('abort', () => clearTimeout(timer));

  const search = h('input', {
    type: 'search', id: 'search', maxlength: LONGEST, value: wanted.name, autocomplete: 'off', 'aria-describedby': 'search-hint',
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(find, PAUSE);
    },
  });
  const active = choice('active', t('users-state'), [['', t('users-all')], ['true', t('users-active')], ['false', t('users-inactive')]], wanted.active);
  const centre = choice('centre', t('user-contact_center'), [['', t('users-all')], ['true', t('users-in-centre')], ['false', t('users-not-in-centre')]], wanted.centre);
  const note = h('p', { class: 'soft number', role: 'status', tabindex: '-1' });
  const rows = h('tbody');
  const head = (/** @type {string} */ words) => h('th', { scope: 'col' }, words);
  const table = h('table', { class: 'users', hidden: true },
    h('thead', null, h('tr', null, ['users-name', 'user-email', 'users-lines', 'user-licenses', 'users-state'].map((words) => head(t(words))))), rows);
  const before = h('button', { type: 'button', hidden: true, onclick: () => turn(wanted.cursors.slice(0, -1)) }, t('list-previous'));
  const after = h('button', { type: 'button', hidden: true }, t('list-next'));
  const list = h('section', { class: 'card', 'aria-label': t('users-title') }, note, table, h('div', { class: 'row pages' }, before, after));
  const offers = h('ul', { class: 'downloads' });

  fill(main, h('div', { class: 'stack' },
    h('div', null, h('h1', null, t('users-title')), h('p', { class: 'lead' }, t('users-lead'))),
    h('form', { class: 'filters', role: 'search', onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); clearTimeout(timer); find(); } },
      h('div', { class: 'search' }, h('label', { for: 'search' }, t('users-search')), search, h('p', { class: 'hint', id: 'search-hint' }, t('users-search-hint'))),
      active, centre),
    list,
    giving(context),
    h('section', { class: 'card', 'aria-label': t('users-export') }, h('h2', null, t('users-export')), h('p', { class: 'soft' }, t('users-export-hint')), offers)));

  templates().then((all) => {
    const applied = all.filter(({ meaning }) => meaning);
    fill(offers, applied.map((template) => h('li', null, downloadOf({ words: titleOf(template, language()), address: `/v1/templates/${encodeURIComponent(template.name)}/export.csv`, name: `${template.name}.export.csv` }))));
  }, () => {});
  await turn(wanted.cursors);

  /** @param {string} id @param {string} label @param {[string, string][]} values @param {string} value */
  function choice(id, label, values, value) {
    const select = h('select', { id, onchange: find }, values.map(([value, words]) => h('option', { value }, words)));
    select.value = value;
    return h('div', null, h('label', { for: id }, label), select);
  }

  function find() {
    wanted.name = search.value.trim();
    wanted.active = /** @type {HTMLSelectElement} */ (active.querySelector('select')).value;
    wanted.centre = /** @type {HTMLSelectElement} */ (centre.querySelector('select')).value;
    return turn([null]);
  }

  /** @param {(string | null)[]} cursors the last of them is where the page begins */
  async function turn(cursors) {
    const turn = (asked += 1);
    const cursor = cursors.at(-1);
    const { name, active, centre } = wanted;
    const query = Object.entries({ limit: String(PAGE), name, active, contact_center: centre, cursor: cursor ?? '' }).filter(([, value]) => value !== '');
    list.setAttribute('aria-busy', 'true');
    try {
      const { users, next_cursor: next } = await json(`/v1/users?${new URLSearchParams(query)}`, { signal: gone });
      if (turn !== asked || gone.aborted) return;
      const turned = cursors.length > 1 || wanted.cursors.length > 1;
      wanted.cursors = cursors;
      draw(users, next);
      if (turned) note.scrollIntoView({ block: 'start' });
      // A button that goes away lets go of the focus.
      if (turned && document.activeElement?.matches('body, :disabled, [hidden]')) note.focus({ preventScroll: true });
    } catch (error) {
      if (turn !== asked || gone.aborted) return;
      // A search that makes no sense is said beside it.
      if (!(error instanceof Trouble && error.code === 'parameter-invalid')) throw error;
      draw([], null);
      note.textContent = error.message;
    } finally {
      if (turn === asked) list.removeAttribute('aria-busy');
    }
  }

  /** @param {User[]} users @param {string | null} next */
  function draw(users, next) {
    fill(rows, users.map(line));
    table.hidden = users.length === 0;
    const from = (wanted.cursors.length - 1) * PAGE;
    const filtered = Boolean(wanted.name || wanted.active || wanted.centre);
    note.textContent = users.length > 0 ? t('users-shown', { from: from + 1, to: from + users.length }) : t(filtered ? 'users-none-found' : 'users-none');
    before.hidden = wanted.cursors.length < 2;
    after.hidden = next === null;
    after.onclick = () => turn([...wanted.cursors, next]);
  }
}

/** @param {User} user */
function line(user) {
  const { id, email, numbers = [], extensions = [], licenses = [], contact_center: centre } = user;
  const lines = [...numbers.map(({ number }) => number), ...extensions.map(({ pbx, extension }) => (pbx ? `${pbx} ${extension}` : extension))];
  const cell = (/** @type {string} */ label, /** @type {import('../dom.js').Child} */ child) => h('td', { 'data-label': t(label), class: child ? null : 'nothing' }, child);
  return h('tr', null,
    h('td', { class: 'who' }, h('a', { href: `/users?user=${encodeURIComponent(id)}` }, nameOf(user))),
    cell('user-email', email && h('span', null, addressOf(email))),
    cell('users-lines', lines.length > 0 && h('ul', { class: 'lines number' }, lines.map((line) => h('li', null, line)))),
    cell('user-licenses', licenses.join(', ')),
    h('td', { class: 'what' }, stateOf(user), centre?.enabled && h('span', { class: 'tag neutral' }, icon(ICONS.tick), t('user-contact_center'))));
}
