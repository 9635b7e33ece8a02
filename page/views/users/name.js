// What a user is called on the page, and whether they can sign in.

import { h, icon, ICONS } from '../../dom.js';
import { t } from '../../words.js';

/** @typedef {import('../../types.js').User} User */

/** @param {User} user @returns {string} */
export function nameOf({ display_name: shown, first_name: first, last_name: last, email, user_name: name }) {
  return shown || [first, last].filter(Boolean).join(' ') || email || name || t('jobs-nameless');
}

/** @param {User} user */
export function stateOf({ kind, active }) {
  if (!active) return h('span', { class: 'tag wrong' }, icon(ICONS.cross), t('users-inactive'));
  return kind === 'contact' ? h('span', { class: 'tag neutral' }, t('user-contact')) : h('span', { class: 'tag' }, icon(ICONS.tick), t('users-active'));
}
