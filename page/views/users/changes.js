// What can be changed of a user, and what a change comes to: a JSON merge patch (RFC 7396).

/** @typedef {import('../../types.js').User} User */

/** The texts at the top of a user, as the form has them. */
export const TEXTS = ['first_name', 'last_name', 'display_name', 'email', 'user_name'];
/** The attributes that do not belong to one vendor alone. */
export const ATTRIBUTES = ['title', 'department', 'mobile', 'site', 'locale', 'time_zone', 'cost_center', 'manager'];
/** The texts that a contact centre knows of a user. */
export const CENTER = ['user_profile', 'site', 'skill_profile', 'desktop_profile', 'multimedia_profile', 'external_id', 'default_dn'];

/**
 * A user as a form has it: what is not known is empty.
 * @typedef {object} Editable
 * @property {Record<string, string>} texts
 * @property {Record<string, string>} attributes
 * @property {string[]} licenses
 * @property {Record<string, Record<string, string>[]>} lists numbers, extensions and devices
 * @property {boolean} enabled whether they work in the contact centre
 * @property {Record<string, string>} center
 * @property {string[]} teams
 */

/** @param {User} user @returns {Editable} */
export function editable(user) {
  const center = /** @type {Record<string, any>} */ (user.contact_center ?? {});
  const texts = (/** @type {string[]} */ names, /** @type {Record<string, any>} */ from) => Object.fromEntries(names.map((name) => [name, from[name] ?? '']));
  return {
    texts: texts(TEXTS, user),
    attributes: { ...texts(ATTRIBUTES, {}), ...user.attributes },
    licenses: [...(user.licenses ?? [])].sort(),
    lists: { numbers: [...(user.numbers ?? [])], extensions: [...(user.extensions ?? [])], devices: [...(user.devices ?? [])] },
    enabled: center['enabled'] ?? false,
    center: texts(CENTER, center),
    teams: [...(center['teams'] ?? [])],
  };
}

/**
 * The merge patch that makes one of the other. What is the same is not in it, and what is empty is `null`.
 * @param {Editable} was
 * @param {Editable} is
 * @returns {Record<string, unknown>}
 */
export function changesOf(was, is) {
  const texts = (/** @type {Record<string, string>} */ before, /** @type {Record<string, string>} */ after) =>
    Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== (before[name] ?? '')).map(([name, value]) => [name, value || null]));
  const other = (/** @type {unknown} */ before, /** @type {unknown} */ after) => canonical(before) !== canonical(after);
  /** @type {Record<string, unknown>} */
  const changes = texts(was.texts, is.texts);
  const attributes = texts(was.attributes, is.attributes);
  if (Object.keys(attributes).length > 0) changes['attributes'] = attributes;
  if (other(was.licenses, is.licenses)) changes['licenses'] = is.licenses;
  for (const kind of ['numbers', 'extensions', 'devices']) {
    if (other(was.lists[kind], is.lists[kind])) changes[kind] = is.lists[kind];
  }
  /** @type {Record<string, unknown>} */
  const center = texts(was.center, is.center);
  if (was.enabled !== is.enabled) center['enabled'] = is.enabled;
  // Teams are a set: in which order somebody names them does not matter.
  if (other([...was.teams].sort(), [...is.teams].sort())) center['teams'] = is.teams;
  if (Object.keys(center).length > 0) changes['contact_center'] = center;
  return changes;
}

/** A value whose members are in one order, to compare it. @param {unknown} value */
const canonical = (value) =>
  JSON.stringify(value, (_, inner) => (inner && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1))) : inner));
