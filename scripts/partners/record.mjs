// What is kept about a partner, and every change that can be made to it. Nothing here reads or writes
// anything but memory: `npm run partner` puts the result into KV, and so do the tests over HTTP:
//
//   const { record, key } = newPartner('acme', { origins: ['https://portal.acme.example'] });
//   await env.PARTNERS.put(recordKey('acme'), JSON.stringify(record));

import { createHash, randomBytes } from 'node:crypto';
import { Plain } from '../terminal.mjs';

/** @typedef {{id: string, sha256: string, created: string, expires: string | null}} Key */
/** @typedef {{secret: string, created: string, expires: string | null}} Secret */
/** @typedef {{id: string, url: string, events: string[], secrets: Secret[]}} Webhook */
/** @typedef {{body_bytes: number | null, inflated_bytes: number | null, uploads_at_once: number | null, bytes_a_day: number | null}} Limits */
/** @typedef {{least: number, most: number, default: number}} Retention hours */
/** @typedef {{url: string, token: string}} Scim a service that speaks SCIM 2.0, and what lets Rollcall in there */
/**
 * @typedef {object} Partner what stands in KV under `partner/{name}`
 * @property {string} name
 * @property {string} created
 * @property {string | null} removed when nobody was let in any more
 * @property {boolean} [keep_data] of one that is removed: what it stored stays
 * @property {Key[]} keys
 * @property {string} token_secret base64, signs upload tokens
 * @property {string[]} origins
 * @property {string[] | null} templates null: all of the built-in ones
 * @property {Limits} limits null: what the deployment allows everybody
 * @property {Retention} retention
 * @property {Webhook[]} webhooks
 * @property {Secret[]} hook_secrets
 * @property {Scim | null} [scim] the service that keeps its users; without one they are kept in the database
 */
/**
 * @typedef {object} Changes what `add` and `set` can say; what is missing stays as it is
 * @property {string[]} [origins] all of them
 * @property {string[] | null} [templates] all of them
 * @property {Partial<Limits>} [limits]
 * @property {Partial<Retention>} [retention]
 * @property {(string | {url: string, events?: string[]})[]} [webhooks] these besides those that are there
 * @property {string[]} [withoutWebhooks] ids or URLs
 * @property {Scim | null} [scim]
 */
/**
 * @typedef {object} Known what the checks are made against
 * @property {string[]} [templates] names of the built-in ones; without it any name will do
 * @property {boolean} [loopback] whether a webhook may lead to this machine (it may, unless this is false)
 */

/** The partner of a Worker that runs open, which cannot have a record as well. */
const OPEN_PARTNER = 'local';
const EVENTS = ['job.completed', 'job.failed', 'job.processed'];
const RETENTION = { least: 1, most: 720, default: 168 };
/** Hours for which the old key goes on working beside the new one, unless the caller says otherwise. */
export const OVERLAP = 168;
const LONGEST_OVERLAP = 8760;
/** @type {Record<keyof Limits, number>} the most that can be meant; the platform passes no larger body */
const MOST = {
  body_bytes: 5 * 1024 ** 3,
  inflated_bytes: 5 * 1024 ** 3,
  uploads_at_once: 10_000,
  bytes_a_day: Number.MAX_SAFE_INTEGER,
};

/** @param {string} name */
export const recordKey = (name) => `partner/${name}`;
/** @param {string} origin */
export const originKey = (origin) => `origin/${origin}`;

/**
 * A partner with one key, one hook secret and a token secret.
 * @param {string} name
 * @param {Changes} [wishes]
 * @param {Known} [known]
 * @param {Date} [now]
 * @returns {{record: Partner, key: string, hookSecret: string, webhookSecrets: string[]}} the secrets of
 *   the webhooks in their order
 */
export function newPartner(name, wishes = {}, known = {}, now = new Date()) {
  const { key, entry } = newKey(checkName(name), now);
  const hook = newSecret(now);
  /** @type {Partner} */
  const bare = {
    name,
    created: now.toISOString(),
    removed: null,
    keys: [entry],
    token_secret: tokenSecret(),
    origins: [],
    templates: null,
    limits: { body_bytes: null, inflated_bytes: null, uploads_at_once: null, bytes_a_day: null },
    retention: { ...RETENTION },
    webhooks: [],
    hook_secrets: [hook],
  };
  const { record, added } = changePartner(bare, wishes, known, now);
  return { record, key, hookSecret: hook.secret, webhookSecrets: added.map(({ secret }) => secret) };
}

/**
 * @param {Partner} partner
 * @param {Changes} changes
 * @param {Known} [known]
 * @param {Date} [now]
 * @returns {{record: Partner, added: {id: string, url: string, secret: string}[]}} with the webhooks that
 *   are new
 */
export function changePartner(partner, changes, known = {}, now = new Date()) {
  checkIsThere(partner);
  const record = structuredClone(partner);
  if (changes.origins) record.origins = [...new Set(changes.origins.map(checkOrigin))].sort();
  if (changes.templates === null) record.templates = null;
  else if (changes.templates) record.templates = checkTemplates(changes.templates, known.templates);
  for (const [name, value] of Object.entries(changes.limits ?? {})) {
    record.limits[name] = value === null ? null : checkNumber(`The limit ${name}`, value, 1, MOST[name]);
  }
  if (changes.retention) record.retention = checkRetention({ ...record.retention, ...changes.retention }, changes.retention);
  for (const which of changes.withoutWebhooks ?? []) {
    const gone = webhookOf(record, which);
    record.webhooks = record.webhooks.filter((webhook) => webhook !== gone);
  }
  if (changes.scim !== undefined) record.scim = changes.scim === null ? null : checkScim(changes.scim, known.loopback);
  const added = (changes.webhooks ?? []).map((wish) => {
    const { url, events = EVENTS } = typeof wish === 'string' ? { url: wish } : wish;
    const target = checkWebhookUrl(url, known.loopback);
    if (record.webhooks.some((webhook) => webhook.url === target)) {
      throw new Plain(`${record.name} has the webhook ${shownUrl(target)} already: a second secret for it is made by \`rotate ${record.name} --webhook\`.`);
    }
    const secret = newSecret(now);
    const webhook = { id: newId(), url: target, events: [...events], secrets: [secret] };
    record.webhooks.push(webhook);
    return { id: webhook.id, url: target, secret: secret.secret };
  });
  return { record, added };
}

/**
 * A second key beside the first, which ends after the overlap.
 * @param {Partner} partner
 * @param {number} [overlap] hours; 0 ends every other key at once
 * @param {Date} [now]
 * @returns {{record: Partner, key: string, ends: string | null}} when the old one ends; null: it has
 */
export function rotateKey(partner, overlap = OVERLAP, now = new Date()) {
  checkIsThere(partner);
  const { key, entry } = newKey(partner.name, now);
  const { entries, ends } = succeed(partner.keys, entry, overlap, now, {
    these: `${partner.name} has two keys that work`,
    command: `rotate ${partner.name}`,
    named: ({ id }) => id,
  });
  return { record: { ...structuredClone(partner), keys: entries }, key, ends };
}

/**
 * A second secret for what is sent to a webhook.
 * @param {Partner} partner
 * @param {string} which an id or a URL
 * @param {number} [overlap]
 * @param {Date} [now]
 * @returns {{record: Partner, id: string, url: string, secret: string, ends: string | null}}
 */
export function rotateWebhook(partner, which, overlap = OVERLAP, now = new Date()) {
  checkIsThere(partner);
  const record = structuredClone(partner);
  const webhook = webhookOf(record, which);
  const secret = newSecret(now);
  const { entries, ends } = succeed(webhook.secrets, secret, overlap, now, {
    these: `The webhook ${webhook.id} has two secrets that work`,
    command: `rotate ${partner.name} --webhook ${webhook.id}`,
    named: ({ created }) => `the one of ${created}`,
  });
  webhook.secrets = entries;
  return { record, id: webhook.id, url: webhook.url, secret: secret.secret, ends };
}

/**
 * A second secret for what the partner sends to `POST /v1/hooks/validate`.
 * @param {Partner} partner
 * @param {number} [overlap]
 * @param {Date} [now]
 * @returns {{record: Partner, secret: string, ends: string | null}}
 */
export function rotateHookSecret(partner, overlap = OVERLAP, now = new Date()) {
  checkIsThere(partner);
  const secret = newSecret(now);
  const { entries, ends } = succeed(partner.hook_secrets, secret, overlap, now, {
    these: `${partner.name} has two hook secrets that work`,
    command: `rotate ${partner.name} --hook-secret`,
    named: ({ created }) => `the one of ${created}`,
  });
  return { record: { ...structuredClone(partner), hook_secrets: entries }, secret: secret.secret, ends };
}

/**
 * Another token secret: no upload token that was made before is good any more.
 * @param {Partner} partner
 * @returns {{record: Partner}}
 */
export function rotateTokens(partner) {
  checkIsThere(partner);
  return { record: { ...structuredClone(partner), token_secret: tokenSecret() } };
}

/**
 * Lets nobody in any more. Without `keepData` the Worker then deletes what is stored, and the record.
 * @param {Partner} partner
 * @param {boolean} [keepData]
 * @param {Date} [now]
 * @returns {{record: Partner}}
 */
export function removePartner(partner, keepData = false, now = new Date()) {
  // One that is locked out can still be deleted; never the other way round.
  if (partner.removed !== null && (keepData || !partner.keep_data)) {
    throw new Plain(`${partner.name} was removed at ${partner.removed} already.`);
  }
  const { keep_data: _, ...record } = structuredClone(partner);
  record.removed = now.toISOString();
  return { record: keepData ? { ...record, keep_data: true } : record };
}

/**
 * Lets one in again that was locked out and whose data were kept.
 * @param {Partner} partner
 * @returns {{record: Partner}}
 */
export function restorePartner(partner) {
  if (partner.removed === null) throw new Plain(`${partner.name} is not locked out: there is nothing to restore.`);
  if (!partner.keep_data) checkIsThere(partner);
  const { keep_data: _, ...record } = structuredClone(partner);
  return { record: { ...record, removed: null } };
}

/**
 * Who may be asked from which origin: what stands in KV under `origin/{origin}`.
 * @param {Partner[]} partners
 * @returns {Map<string, string[]>} origin → names, in their order
 */
export function originIndex(partners) {
  /** @type {Map<string, string[]>} */
  const index = new Map();
  for (const { name, removed, origins } of partners) {
    if (removed !== null) continue;
    for (const origin of origins) index.set(origin, [...(index.get(origin) ?? []), name].sort());
  }
  return index;
}

/**
 * What may be shown of a partner: no secret and no hash, and nothing of a webhook's URL that may be one.
 * @param {Partner} partner
 * @param {Date} [now]
 */
export function shownPartner(partner, now = new Date()) {
  const times = ({ created, expires }) => ({ created, expires });
  const { name, created, removed, keep_data, origins, templates, limits, retention } = partner;
  return {
    name, created, removed, keepsData: keep_data === true, origins, templates, limits, retention,
    keys: live(partner.keys, now).map((key) => ({ id: key.id, ...times(key) })),
    webhooks: partner.webhooks.map(({ id, url, events, secrets }) => ({ id, url: shownUrl(url), events, secrets: live(secrets, now).map(times) })),
    hookSecrets: live(partner.hook_secrets, now).map(times),
    scim: partner.scim?.url ?? null,
  };
}

/**
 * @template {{expires: string | null}} T
 * @param {T[]} entries
 * @param {Date} now
 * @returns {T[]} those that have not ended
 */
function live(entries, now) {
  return entries.filter(({ expires }) => expires === null || Date.parse(expires) > now.getTime());
}

/**
 * Puts a key or a secret after the one there is; there are never three that work.
 * @template {{created: string, expires: string | null}} T
 * @param {T[]} entries
 * @param {T} next
 * @param {number} overlap
 * @param {Date} now
 * @param {{these: string, command: string, named: (entry: T) => string}} words
 * @returns {{entries: T[], ends: string | null}}
 */
function succeed(entries, next, overlap, now, { these, command, named }) {
  checkNumber('The overlap', overlap, 0, LONGEST_OVERLAP, 'hours');
  if (overlap === 0) return { entries: [next], ends: null };
  const old = live(entries, now);
  if (old.length > 1) {
    const list = old.map((entry) => `${named(entry)} ${entry.expires === null ? 'without an end' : `until ${entry.expires}`}`);
    throw new Plain(`${these}, ${list.join(' and ')}: wait until one has ended, or end both now with \`npm run partner -- ${command} --overlap 0\`.`);
  }
  const ends = new Date(now.getTime() + overlap * 3_600_000).toISOString();
  const ending = old.map((entry) => ({ ...entry, expires: entry.expires !== null && entry.expires < ends ? entry.expires : ends }));
  return { entries: [...ending, next], ends: ending[0]?.expires ?? null };
}

/** @param {Partner} partner @param {string} which an id or a URL @returns {Webhook} */
function webhookOf(partner, which) {
  const url = URL.canParse(which) ? new URL(which).href : which;
  const found = partner.webhooks.find((webhook) => webhook.id === which || webhook.url === url);
  if (found) return found;
  const there = partner.webhooks.map((webhook) => `${webhook.id} (${shownUrl(webhook.url)})`).join(', ');
  throw new Plain(`${partner.name} has no webhook ${which}: ${there ? `it has ${there}` : 'it has none'}.`);
}

/** @param {Partner} partner */
function checkIsThere({ name, removed, keep_data }) {
  if (removed === null) return;
  throw new Plain(
    keep_data
      ? `${name} was locked out at ${removed} and its data kept: let it in again with \`npm run partner -- restore ${name}\`, or delete it with \`remove ${name}\`.`
      : `${name} was removed at ${removed} and its data is being deleted: the name is free again when the record is gone, an hour or so later.`,
  );
}

/**
 * @param {string} name
 * @returns {string}
 */
export function checkName(name) {
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(name)) {
    throw new Plain(`\`${name}\` cannot be a partner's name: take lower-case letters, digits and hyphens, 32 at most, and begin with a letter or a digit, as in \`acme\`.`);
  }
  if (name === OPEN_PARTNER) {
    throw new Plain(`\`${name}\` is whoever uses a Worker that runs open: take another name, as in \`acme\`.`);
  }
  return name;
}

/**
 * @param {string} text
 * @returns {string} as a browser writes it in `Origin`
 */
export function checkOrigin(text) {
  const refuse = (why) => {
    throw new Plain(`\`${text}\` is not an origin: ${why}, as in \`https://portal.acme.example\`.`);
  };
  if (text === 'null') refuse('a page without one cannot be let in; give the scheme and the host');
  if (text.includes('*')) refuse('it has to be exact, without *; give each host by itself');
  if (!/^https?:\/\//i.test(text)) refuse('give the scheme, https:// or http://, and the host');
  if (/[\s\\@]/.test(text) || !URL.canParse(text)) refuse('give the scheme and the host, and the port where it is not the usual one');
  const url = new URL(text);
  // A slash at the end says nothing, so it is let pass.
  if (!/^https?:\/\/[^/?#]+\/?$/i.test(text)) refuse('leave out the path and all that follows; give the scheme and the host');
  return url.origin;
}

/**
 * @param {string} text
 * @param {boolean} [loopback]
 * @returns {string}
 */
export function checkWebhookUrl(text, loopback = true) {
  return checkUrl(text, loopback, 'cannot be a webhook', 'https://acme.example/rollcall', 'what is sent is signed instead').href;
}

/**
 * @param {Scim} scim
 * @param {boolean} [loopback]
 * @returns {Scim}
 */
function checkScim({ url: text, token }, loopback = true) {
  const url = checkUrl(text, loopback, 'cannot be a SCIM service', 'https://directory.acme.example/scim/v2', 'what lets Rollcall in is the token');
  if (url.search) throw new Plain(`${shownUrl(text)} cannot be a SCIM service: leave out the ? and what follows; what lets Rollcall in is the token.`);
  // RFC 6750, section 2.1.
  if (!/^[\w\-.~+/]+=*$/.test(token) || token.length > 8192) {
    throw new Plain('The token of the SCIM service is empty, too long, or has signs in it that no token has: give it exactly as the service shows it, without `Bearer`.');
  }
  return { url: url.href.replace(/\/+$/, ''), token };
}

/**
 * An address that the Worker calls.
 * @param {string} text
 * @param {boolean} loopback
 * @param {string} not what it cannot be
 * @param {string} example
 * @param {string} instead of a password in it
 * @returns {URL}
 */
function checkUrl(text, loopback, not, example, instead) {
  const refuse = (why) => {
    throw new Plain(`${shownUrl(text)} ${not}: ${why}, as in \`${example}\`.`);
  };
  if (/\s/.test(text) || !URL.canParse(text)) refuse('give the whole URL');
  const url = new URL(text);
  const isLoopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (isLoopback && !loopback) refuse('a deployed Worker sends nothing to this machine; give an address on the internet');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) {
    refuse(`it has to begin with https://${loopback ? ' (http:// is for this machine only)' : ''}`);
  }
  if (url.username || url.password) refuse(`leave out the name and the password before the @; ${instead}`);
  if (url.hash) refuse('leave out the # and what follows');
  return url;
}

/**
 * A URL without what may be a secret in it.
 * @param {string} text
 */
function shownUrl(text) {
  if (!URL.canParse(text)) return `\`${text.replace(/[?#].*/s, '?…')}\``;
  const url = new URL(text);
  const query = url.search ? '?…' : '';
  url.username = '';
  url.password = '';
  url.search = '';
  url.hash = '';
  return url.href + query;
}

/**
 * @param {string[]} names
 * @param {string[]} [known]
 */
function checkTemplates(names, known) {
  for (const name of names) {
    if (known && !known.includes(name)) {
      throw new Plain(`There is no template \`${name}\`: ${known.join(', ')} are built in. A partner's own need no leave.`);
    }
  }
  return [...new Set(names)].sort();
}

/**
 * @param {Retention} retention
 * @param {Partial<Retention>} given
 * @returns {Retention}
 */
function checkRetention(retention, given) {
  const { least, most } = retention;
  checkNumber('The shortest retention', least, RETENTION.least, RETENTION.most, 'hours');
  checkNumber('The longest retention', most, RETENTION.least, RETENTION.most, 'hours');
  if (least > most) throw new Plain(`The shortest retention, ${least} hours, is above the longest, ${most}: give the smaller one first, as in \`--retention 1..720\`.`);
  // One that nobody asked for moves into the bounds.
  if (given.default === undefined) return { least, most, default: Math.min(Math.max(retention.default, least), most) };
  checkNumber('The usual retention', given.default, least, most, 'hours');
  return { least, most, default: given.default };
}

/**
 * @param {string} what
 * @param {number} value
 * @param {number} least
 * @param {number} most
 * @param {string} [unit]
 */
function checkNumber(what, value, least, most, unit) {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Plain(`${what} is ${value}: give a whole number from ${least} to ${most}${unit ? `, in ${unit}` : ''}.`);
}

/** @param {string} name @param {Date} now @returns {{key: string, entry: Key}} */
function newKey(name, now) {
  const key = `rc_${name}_${randomBytes(32).toString('base64url')}`;
  const sha256 = createHash('sha256').update(key).digest('hex');
  return { key, entry: { id: newId(), sha256, created: now.toISOString(), expires: null } };
}

/** @param {Date} now @returns {Secret} */
function newSecret(now) {
  return { secret: `whsec_${randomBytes(32).toString('base64')}`, created: now.toISOString(), expires: null };
}

function tokenSecret() {
  return randomBytes(32).toString('base64');
}

function newId() {
  return randomBytes(4).toString('hex');
}
