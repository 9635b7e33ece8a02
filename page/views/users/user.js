// One user: everything that is known, switched on or off, and changed.

import { Trouble, json } from '../../api.js';
import { field, forgetFaults, linesOf, pointerTo, showFaults } from '../../fields.js';
import { fill, h } from '../../dom.js';
import { guard } from '../../leaving.js';
import { has, moment, t } from '../../words.js';
import { entriesOf } from './entries.js';
import { nameOf, stateOf } from './name.js';
import { ATTRIBUTES, CENTER, TEXTS, changesOf, editable } from './changes.js';

/** @typedef {import('../../types.js').User} User */
/** @typedef {import('../../types.js').Directory} Directory */

/** The longest text that a user has anywhere. */
const LONGEST = 256;
/** A job's id; `changed_by` is one, with what was done behind it, or `api`. */
const JOB = /^[0-9a-z]{26}(?=\/|$)/;

/**
 * @param {HTMLElement} main
 * @param {import('../../main.js').Context} context
 * @param {string} id
 */
export async function showUser(main, context, id) {
  const address = `/v1/users/${encodeURIComponent(id)}`;
  /** Whether something is typed that is not saved. */
  let isUnsaved = () => false;
  guard(context, { words: t('user-unsaved'), isUnsaved: () => isUnsaved() });
  addEventListener('beforeunload', (event) => {
    if (isUnsaved()) event.preventDefault();
  }, { signal: context.gone });
  const back = () => h('a', { class: 'back', href: '/users' }, t('user-back'));
  await open();

  /** Shows the user as it is now. @param {HTMLElement | null} [note] what there is to say above it */
  async function open(note = null) {
    /** @type {[User, Directory]} */
    let found;
    try {
      found = await Promise.all([json(address, { signal: context.gone }), json('/v1/directory', { signal: context.gone })]);
    } catch (error) {
      if (!(error instanceof Trouble && error.status === 404)) throw error;
      context.title(t('users-title'));
      fill(main, h('section', { class: 'card narrow' }, back(), h('h1', null, t('users-title')), h('p', null, error.message)));
      return;
    }
    if (context.gone.aborted) return;
    draw(...found, note);
    note?.focus({ preventScroll: true });
  }

  /** @param {User} user @param {Directory} directory @param {HTMLElement | null} note */
  function draw(user, directory, note) {
    context.title(nameOf(user));
    const state = h('span');
    const notes = h('div', { 'aria-live': 'polite' }, note);
    const active = h('button', { type: 'button', role: 'switch', class: 'switch', onclick: turn }, h('span', { class: 'knob' }), h('span', null, t('user-active')));
    const facts = h('p', { class: 'soft number' });
    const known = () => {
      active.setAttribute('aria-checked', String(user.active));
      fill(state, stateOf(user));
      const job = JOB.exec(user.changed_by)?.[0];
      fill(facts, t('user-updated', { when: moment(user.updated) }), ' · ', job ? h('a', { href: `/apply?job=${job}` }, t('user-by-job')) : t('user-by-hand'));
    };
    known();

    async function turn() {
      active.disabled = true;
      try {
        const now = await patch(user.version, { active: !user.active });
        if (!now) return await conflict({ active: !user.active });
        // What was typed and not saved stays where it is.
        user = now;
        known();
        fill(notes, h('p', { class: 'notice' }, t(user.active ? 'user-switched-on' : 'user-switched-off')));
      } finally {
        active.disabled = false;
      }
    }

    const { form, read } = formOf(user, directory);
    isUnsaved = () => Object.keys(changesOf(editable(user), read())).length > 0;
    const save = h('button', { class: 'primary' }, t('user-save'));
    const faults = h('div', { 'aria-live': 'polite' });
    form.append(faults, h('div', { class: 'row save' }, save));
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      forgetFaults(form);
      fill(faults);
      const wanted = read();
      const changes = changesOf(editable(user), wanted);
      if (Object.keys(changes).length === 0) return fill(faults, h('p', { class: 'notice' }, t('user-nothing-changed')));
      save.disabled = true;
      try {
        const now = await patch(user.version, changes);
        if (!now) return await conflict(changes);
        await open(h('p', { class: 'notice', tabindex: '-1' }, t('user-saved')));
        scrollTo(0, 0);
      } catch (error) {
        if (!(error instanceof Trouble) || ![400, 409].includes(error.status)) throw error;
        const left = showFaults(form, error.errors, (fault) => wordsOf(fault, error.code, wanted));
        fill(faults, h('div', { class: 'notice wrong', role: 'alert' }, h('p', null, error.message),
          // Which licence it is, for one, only the server knows.
          error.errors.length === 0 && h('p', { lang: 'en' }, error.said), left.map(({ detail }) => h('p', { lang: 'en' }, detail))));
      } finally {
        save.disabled = false;
      }
    });

    fill(main, h('article', { class: 'stack user' },
      h('div', null, back(),
        h('div', { class: 'row spread' }, h('div', { class: 'row' }, h('h1', null, nameOf(user)), state), active), facts, notes),
      form));
  }

  /**
   * Changes the user, as long as it is the one that is shown.
   * @param {number} version @param {Record<string, unknown>} changes
   * @returns {Promise<User | null>} as it is now; none where somebody else has changed it since
   */
  async function patch(version, changes) {
    try {
      return await json(address, {
        method: 'PATCH', body: JSON.stringify(changes),
        headers: { 'content-type': 'application/merge-patch+json', 'if-match': `"${version}"` },
      });
    } catch (error) {
      if (error instanceof Trouble && error.code === 'version-conflict') return null;
      throw error;
    }
  }

  /** Shows what somebody else has made of the user, and what was to be made of it here. @param {Record<string, unknown>} changes */
  async function conflict(changes) {
    const yours = listed(changes);
    await open(h('div', { class: 'notice warning', tabindex: '-1' },
      h('p', null, t('user-conflict')), yours.length > 0 && [h('p', null, t('user-yours')), h('ul', null, yours.map(([label, value]) => h('li', null, t('labelled', { label, value }))))]));
    scrollTo(0, 0);
  }
}

/**
 * The form of a user, and how it is read.
 * @param {User} user
 * @param {Directory} directory
 */
function formOf(user, directory) {
  const was = editable(user);
  /** What each part of the form puts into what is read. @type {((into: import('./changes.js').Editable) => void)[]} */
  const readers = [];
  const words = (/** @type {string} */ name) => (has(`user-${name}`) ? t(`user-${name}`) : name);
  const text = (/** @type {'texts' | 'attributes' | 'center'} */ group, /** @type {string} */ name, /** @type {Record<string, string>} */ more = {}) => {
    const input = h('input', { type: 'text', maxlength: LONGEST, value: was[group][name] ?? '', autocomplete: 'off', ...more });
    readers.push((into) => (into[group][name] = input.value.trim()));
    const pointer = group === 'texts' ? pointerTo(name) : pointerTo(group === 'center' ? 'contact_center' : group, name);
    return field(words(name), input, { pointer });
  };
  const card = (/** @type {string} */ id, /** @type {import('../../dom.js').Child[]} */ ...children) => h('section', { class: 'card', 'aria-label': t(id) }, h('h2', null, t(id)), ...children);

  const sites = h('datalist', { id: 'sites' }, directory.sites.map((site) => h('option', { value: site })));
  const others = Object.keys(was.attributes).filter((name) => !ATTRIBUTES.includes(name));
  const enabled = h('input', { type: 'checkbox', id: 'enabled', checked: was.enabled });
  readers.push((into) => (into.enabled = enabled.checked));
  const teams = h('textarea', { rows: Math.min(6, was.teams.length + 2), value: was.teams.join('\n') });
  readers.push((into) => (into.teams = linesOf(teams.value)));

  const form = h('form', { class: 'stack' },
    card('user-person', h('div', { class: 'fields' },
      TEXTS.map((name) => text('texts', name, name === 'email' ? { inputmode: 'email' } : {})),
      ATTRIBUTES.map((name) => text('attributes', name, name === 'site' ? { list: 'sites' } : {}))), sites),
    card('user-licenses', licenses()),
    ['numbers', 'extensions', 'devices'].map((kind) => card(`user-${kind}`, entriesOf(kind, was.lists[kind] ?? [], (read) => readers.push((into) => (into.lists[kind] = read()))))),
    card('user-contact_center',
      h('div', { class: 'check' }, enabled, h('label', { for: 'enabled' }, t('user-enabled'))),
      h('div', { class: 'fields' }, CENTER.map((name) => text('center', name)), field(t('user-teams'), teams, { pointer: '/contact_center/teams', hint: t('user-teams-hint') }))),
    others.length > 0 && card('user-others', h('div', { class: 'fields' }, others.map((name) => text('attributes', name)))));

  function licenses() {
    const known = new Map(directory.licenses.map((license) => [license.name, license]));
    const names = [...new Set([...known.keys(), ...was.licenses])].sort((one, other) => one.localeCompare(other));
    const boxes = names.map((name, at) => {
      const license = known.get(name);
      const box = h('input', { type: 'checkbox', id: `license-${at}`, value: name, checked: was.licenses.includes(name) });
      return { box, item: h('li', null, box, h('label', { for: box.id }, name, license && h('span', { class: 'soft number' }, ` ${license.capacity === null ? t('giving-used', { used: license.used }) : t('user-license-used', { used: license.used, capacity: license.capacity })}`))) };
    });
    // Where the directory has no licences, every name is one.
    const other = directory.licenses.length === 0 ? h('input', { type: 'text', maxlength: LONGEST, autocomplete: 'off' }) : null;
    readers.push((into) => (into.licenses = [...boxes.filter(({ box }) => box.checked).map(({ box }) => box.value), ...(other?.value.trim() ? [other.value.trim()] : [])].sort()));
    return h('fieldset', { class: 'columns', 'data-pointer': '/licenses' },
      h('legend', { class: 'unseen' }, t('user-licenses')), boxes.length > 0 && h('ul', null, boxes.map(({ item }) => item)), other && field(t('user-other-license'), other, { pointer: '/licenses/other' }));
  }

  return {
    form,
    read() {
      const into = editable({ ...user, attributes: {}, contact_center: { enabled: false } });
      for (const reader of readers) reader(into);
      return into;
    },
  };
}

/** What a patch says, for people: the label and the value of each. @param {Record<string, unknown>} changes @returns {[string, string][]} */
function listed(changes) {
  const label = (/** @type {string} */ name) => (has(`user-${name}`) ? t(`user-${name}`) : name);
  const value = (/** @type {unknown} */ value) => {
    if (typeof value === 'boolean') return t(value ? 'user-yes' : 'user-no');
    const all = Array.isArray(value) ? value.map((one) => (typeof one === 'object' ? Object.values(one).join(' ') : String(one))) : value === null ? [] : [String(value)];
    return all.join(', ') || t('apply-empty');
  };
  return Object.entries(changes).flatMap(([name, change]) =>
    change !== null && typeof change === 'object' && !Array.isArray(change)
      ? Object.entries(change).map(([name, change]) => /** @type {[string, string]} */ ([label(name), value(change)]))
      : [/** @type {[string, string]} */ ([label(name), value(change)])]);
}

/**
 * What is wrong at a place, in the reader's language where that can be said here.
 * @param {import('../../api.js').Fault} fault @param {string} code of the problem
 * @param {import('./changes.js').Editable} wanted
 * @returns {import('../../dom.js').Child[]}
 */
function wordsOf({ pointer, detail }, code, wanted) {
  const english = h('span', { lang: 'en', class: 'soft' }, detail);
  // Who has it, or which licence, only the server knows.
  if (code === 'user-conflict') return [t('wrong-taken'), ' ', english];
  const [, first, , last] = pointer.split('/');
  if (pointer === '/email' && wanted.texts['email']) return [t('wrong-email')];
  if (pointer === '/attributes/site') return [t('wrong-site')];
  if (pointer === '/licenses') return [t('wrong-license'), ' ', english];
  if (last === 'number' && (first === 'numbers' || first === 'extensions')) return [t('wrong-number')];
  if (last === 'extension') return [t('wrong-extension')];
  if (last === 'mac') return [t('wrong-mac')];
  return [h('span', { lang: 'en' }, detail)];
}
