// `npm run partner -- add acme`: who may come in, with what, and how much. See docs/operations.md.

import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { withNamespace } from './partners/namespace.mjs';
import {
  changePartner, checkName, newPartner, removePartner, restorePartner, rotateHookSecret, rotateKey, rotateTokens, rotateWebhook,
  shownPartner,
} from './partners/record.mjs';
import { setUp } from './setup.mjs';
import { Plain, ROOT, bold, dim, main, say } from './terminal.mjs';

/** @typedef {import('./partners/namespace.mjs').Namespace} Namespace */
/** @typedef {import('./partners/record.mjs').Partner} Partner */
/** @typedef {import('./partners/record.mjs').Changes} Changes */
/** @typedef {Record<string, any>} Options as `parseArgs` gives them */

const USAGE = `Say what is to be done:

  npm run partner -- add NAME         lets a partner in, and prints its key and its secrets
  npm run partner -- list             names all
  npm run partner -- show NAME        all that is set for one, without secrets
  npm run partner -- set NAME         changes what is set
  npm run partner -- rotate NAME      makes a second key, and the first ends after --overlap HOURS (168);
                                      --webhook ID, --hook-secret, --tokens: another secret instead
  npm run partner -- remove NAME      lets it in no more and deletes what it stored; --keep-data: keeps that
  npm run partner -- restore NAME     lets one in again that was removed with --keep-data

Each is for the KV of this machine, which \`npm start\` uses; with --deployed it is for the account's, and with
--worker NAME for that of a Worker which was deployed under another name.

add and set take:

  --origin URL …        the portals whose pages may call (--no-origins: none)
  --template NAME …     the only built-in templates it may use (--all-templates)
  --webhook URL …       is told when a job has ended (--no-webhook ID: no more)
  --uploads-at-once N   --bytes-a-day N   --body-bytes N   --inflated-bytes N
                        limits, such as 50MiB (\`default\`: what everybody has)
  --retention L..M      the shortest and the longest time a job may be kept, in hours
  --retention-default H
  --scim URL            its users are in a directory behind SCIM 2.0, and files are applied to that; the token is
                        read from standard input, or from the variable ROLLCALL_SCIM_TOKEN (--no-scim: here again)`;

const SEVERAL = /** @type {const} */ ({ type: 'string', multiple: true });
const TEXT = /** @type {const} */ ({ type: 'string' });
const FLAG = /** @type {const} */ ({ type: 'boolean' });

const WHERE = { deployed: FLAG, worker: TEXT, 'persist-to': TEXT };
const WISHES = {
  origin: SEVERAL, template: SEVERAL, webhook: SEVERAL,
  'uploads-at-once': TEXT, 'bytes-a-day': TEXT, 'body-bytes': TEXT, 'inflated-bytes': TEXT,
  retention: TEXT, 'retention-default': TEXT, scim: TEXT,
};

/** What each command takes and does. */
const COMMANDS = {
  add: { options: WISHES, named: true, run: add },
  list: { options: {}, named: false, run: list },
  show: { options: {}, named: true, run: show },
  set: { options: { ...WISHES, 'no-origins': FLAG, 'all-templates': FLAG, 'no-webhook': SEVERAL, 'no-scim': FLAG }, named: true, run: set },
  rotate: { options: { overlap: TEXT, webhook: TEXT, 'hook-secret': FLAG, tokens: FLAG }, named: true, run: rotate },
  remove: { options: { 'keep-data': FLAG }, named: true, run: remove },
  restore: { options: {}, named: true, run: restore },
};

await main(async () => {
  const [word, ...rest] = process.argv.slice(2);
  if (word === undefined || word === 'help' || word === '--help') throw new Plain(USAGE);
  if (!Object.hasOwn(COMMANDS, word)) throw new Plain(`There is no \`${word}\`. ${USAGE}`);
  const command = COMMANDS[/** @type {keyof typeof COMMANDS} */ (word)];
  const { name, values } = understood(word, command, rest);
  const place = {
    deployed: values.deployed === true,
    worker: values.worker,
    state: path.resolve(ROOT, values['persist-to'] ?? '.wrangler/state'),
  };
  // Before anything is read or written, and without waiting for it.
  const wishes = await changes(values);
  const rotation = word === 'rotate' ? rotationOf(name, values) : undefined;
  const tools = await setUp();
  await withNamespace(tools, place, (namespace) =>
    command.run({ namespace, name, wishes, rotation, keepData: values['keep-data'] === true, deployed: place.deployed }));
  if (place.deployed && word !== 'list' && word !== 'show') {
    say(dim('KV may take a minute until all of Cloudflare\'s places know it.'));
  }
});

/**
 * @typedef {object} Job
 * @property {Namespace} namespace
 * @property {string} name
 * @property {Changes} wishes
 * @property {((partner: Partner) => Rotation) | undefined} rotation
 * @property {boolean} keepData
 * @property {boolean} deployed
 */
/** @typedef {{record: Partner, lines: [string, string][], note: string}} Rotation */

/** @param {Job} job */
async function add({ namespace, name, wishes, deployed }) {
  const { record, key, hookSecret, webhookSecrets } = newPartner(name, wishes, known(deployed));
  const kept = await namespace.all();
  const there = kept.partners.find((partner) => partner.name === name);
  if (there) {
    throw new Plain(
      there.removed === null
        ? `${name} is a partner already: \`set ${name}\` changes it, \`rotate ${name}\` makes another key.`
        : `${name} was removed at ${there.removed} and its record is still there${there.keep_data ? `: \`restore ${name}\` lets it in again` : ': the name is free when what it stored is deleted, an hour or so later'}.`,
    );
  }
  await write(namespace, kept, record, () => {
    say(`\n${bold(name)} is let in.`);
    shownOnce([
      ['API key', key],
      ['hook secret', hookSecret],
      ...record.webhooks.map(({ id }, at) => /** @type {[string, string]} */ ([`secret of webhook ${id}`, webhookSecrets[at]])),
    ]);
    say(details(record));
    if (!deployed && kept.partners.length === 0) {
      say('It is the first partner here: a Worker that ran open asks for a key from now on.\n');
    }
  });
}

/** @param {Job} job */
async function list({ namespace }) {
  const { partners } = await namespace.all();
  if (partners.length === 0) {
    say('There is no partner: `npm run partner -- add NAME` lets one in.');
    return;
  }
  const rows = partners.map((partner) => {
    const shown = shownPartner(partner);
    return [shown.name, `since ${shown.created.slice(0, 10)}`, count(shown.keys.length, 'key'), count(shown.webhooks.length, 'webhook'), shown.origins.join(' ') || 'no origins', state(shown)];
  });
  say(table(rows));
}

/** @param {Job} job */
async function show({ namespace, name }) {
  say(details(present(await namespace.partner(name), name)));
}

/** @param {Job} job */
async function set({ namespace, name, wishes, deployed }) {
  const kept = await namespace.all();
  const { record, added } = changePartner(present(kept.partners.find((partner) => partner.name === name), name), wishes, known(deployed));
  await write(namespace, kept, record, () => {
    say(`\n${bold(name)} is changed.`);
    if (added.length > 0) shownOnce(added.map(({ id, secret }) => [`secret of webhook ${id}`, secret]));
    say(details(record));
  });
}

/** @param {Job} job */
async function rotate({ namespace, name, rotation }) {
  const kept = await namespace.all();
  const { record, lines, note } = /** @type {NonNullable<typeof rotation>} */ (rotation)(present(kept.partners.find((partner) => partner.name === name), name));
  await write(namespace, kept, record, () => {
    if (lines.length > 0) shownOnce(lines);
    say(`${note}\n`);
  });
}

/** @param {Job} job */
async function remove({ namespace, name, keepData }) {
  const kept = await namespace.all();
  const { record } = removePartner(present(kept.partners.find((partner) => partner.name === name), name), keepData);
  await write(namespace, kept, record, () =>
    say(
      keepData
        ? `${bold(name)} is let in no more. What it stored stays as long as each job was to be kept; \`restore ${name}\` lets it in again.`
        : `${bold(name)} is let in no more. The Worker deletes what it stored within minutes, goes on doing so for an hour in case something was under way, and then deletes the record.`,
    ));
}

/** @param {Job} job */
async function restore({ namespace, name }) {
  const kept = await namespace.all();
  const { record } = restorePartner(present(kept.partners.find((partner) => partner.name === name), name));
  await write(namespace, kept, record, () => say(`${bold(name)} is let in again, by the keys it had.`));
}

/**
 * Writes a record, says what came of it, and brings the index of origins up to date. In this order: if
 * the second fails, the partner still gets in, and whoever runs this has seen the key.
 * @param {Namespace} namespace
 * @param {import('./partners/namespace.mjs').Kept} kept as it was read
 * @param {Partner} record
 * @param {() => void} report
 */
async function write(namespace, kept, record, report) {
  await namespace.write(record);
  report();
  const partners = [...kept.partners.filter(({ name }) => name !== record.name), record];
  try {
    await namespace.writeIndex({ partners, index: kept.index });
  } catch (error) {
    if (!(error instanceof Plain)) throw error;
    throw new Plain(`The record is written and what is said above holds, but the index of origins is not up to date, so that pages of a portal may be refused: run \`npm run partner -- set ${record.name}\`, which writes it again. ${error.message}`);
  }
}

/**
 * @param {string} word
 * @param {{options: Record<string, any>, named: boolean}} command
 * @param {string[]} args
 * @returns {{name: string, values: Options}}
 */
function understood(word, { options, named }, args) {
  let values;
  let positionals;
  try {
    ({ values, positionals } = parseArgs({ args, options: { ...options, ...WHERE }, allowPositionals: true }));
  } catch (error) {
    const why = /** @type {Error} */ (error).message.split(/\. |\n/)[0];
    const all = Object.keys({ ...options, ...WHERE }).map((option) => `--${option}`).join(', ');
    throw new Plain(`${why}: \`npm run partner -- ${word}\` takes ${all}.`);
  }
  const [name, ...more] = positionals;
  if (!named) {
    if (name !== undefined) throw new Plain(`\`npm run partner -- ${word}\` takes no name: leave out \`${name}\`.`);
    return { name: '', values };
  }
  if (name === undefined || more.length > 0) {
    throw new Plain(`Name one partner, as in \`npm run partner -- ${word} acme\`.`);
  }
  if (values.worker !== undefined && !values.deployed) {
    throw new Plain('--worker names a deployed Worker: give --deployed as well.');
  }
  return { name: checkName(name), values };
}

/**
 * @param {Options} values
 * @returns {Promise<Changes>}
 */
async function changes(values) {
  /** @type {Changes} */
  const wishes = {};
  refuseBoth(values, 'origin', 'no-origins');
  refuseBoth(values, 'template', 'all-templates');
  refuseBoth(values, 'scim', 'no-scim');
  if (values.origin) wishes.origins = values.origin;
  if (values['no-origins']) wishes.origins = [];
  if (values.template) wishes.templates = values.template;
  if (values['all-templates']) wishes.templates = null;
  if (Array.isArray(values.webhook)) wishes.webhooks = values.webhook;
  if (values['no-webhook']) wishes.withoutWebhooks = values['no-webhook'];
  for (const option of ['uploads-at-once', 'bytes-a-day', 'body-bytes', 'inflated-bytes']) {
    const value = values[option];
    if (value !== undefined) wishes.limits = { ...wishes.limits, [option.replaceAll('-', '_')]: limit(option, value) };
  }
  if (values['no-scim']) wishes.scim = null;
  if (values.scim !== undefined) wishes.scim = { url: values.scim, token: await scimToken() };
  if (values.retention !== undefined) {
    const bounds = /^(\d+)\.\.(\d+)$/.exec(values.retention);
    if (!bounds) throw new Plain(`--retention is \`${values.retention}\`: give the shortest and the longest time in hours, as in \`--retention 1..720\`.`);
    wishes.retention = { least: Number(bounds[1]), most: Number(bounds[2]) };
  }
  if (values['retention-default'] !== undefined) {
    wishes.retention = { ...wishes.retention, default: hours('retention-default', values['retention-default']) };
  }
  return wishes;
}

/**
 * The token for a SCIM service. Never an argument: those stand in the shell's history, and everybody on the machine
 * can read them while this runs.
 * @returns {Promise<string>}
 */
async function scimToken() {
  const given = process.env.ROLLCALL_SCIM_TOKEN;
  if (given !== undefined) return given.trim();
  if (process.stdin.isTTY) say('The token of the SCIM service, and then Enter (it is shown while you type; `ROLLCALL_SCIM_TOKEN` or a pipe does without):');
  let text = '';
  for await (const piece of process.stdin.setEncoding('utf8')) {
    text += piece;
    if (text.includes('\n') || text.length > 10_000) break;
  }
  return text.split('\n')[0].trim();
}

/**
 * @param {string} option
 * @param {string} text
 * @returns {number | null}
 */
function limit(option, text) {
  if (text === 'default') return null;
  const unit = { KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };
  const [, digits, name] = /^(\d+)([KMG]iB)?$/.exec(text) ?? [];
  if (digits === undefined || (name && !option.endsWith('bytes') && option !== 'bytes-a-day')) {
    const units = option === 'uploads-at-once' ? '' : ', such as 1000000 or 50MiB';
    throw new Plain(`--${option} is \`${text}\`: give a whole number${units}, or \`default\` for what everybody has.`);
  }
  return Number(digits) * (name ? unit[/** @type {keyof typeof unit} */ (name)] : 1);
}

/** @param {string} option @param {string} text @returns {number} */
function hours(option, text) {
  if (!/^\d+$/.test(text)) throw new Plain(`--${option} is \`${text}\`: give a whole number of hours.`);
  return Number(text);
}

/** @param {Options} values @param {string} one @param {string} other */
function refuseBoth(values, one, other) {
  if (values[one] && values[other]) throw new Plain(`--${one} and --${other} say the contrary: give one of them.`);
}

/**
 * What is made anew, as a function of the partner.
 * @param {string} name
 * @param {Options} values
 * @returns {(partner: Partner) => Rotation}
 */
function rotationOf(name, values) {
  const what = ['webhook', 'hook-secret', 'tokens'].filter((option) => values[option] !== undefined);
  if (what.length > 1) throw new Plain(`--${what.join(' and --')} are each a rotation of its own: give one of them.`);
  const overlap = values.overlap === undefined ? undefined : hours('overlap', values.overlap);
  const ending = (ends, one) => (ends === null ? `${one} works no more.` : `${one} works until ${ends}.`);
  if (values.tokens) {
    if (overlap !== undefined) throw new Plain('--overlap goes with keys and webhooks: a token secret is replaced at once.');
    return (partner) => ({ ...rotateTokens(partner), lines: [], note: `Upload tokens that ${bold(name)} was given before are good no more; new ones can be had at once.` });
  }
  if (values['hook-secret']) {
    return (partner) => {
      const { record, secret, ends } = rotateHookSecret(partner, overlap);
      return { record, lines: [['hook secret', secret]], note: ending(ends, 'The one before it') };
    };
  }
  if (values.webhook !== undefined) {
    return (partner) => {
      const { record, id, secret, ends } = rotateWebhook(partner, values.webhook, overlap);
      return { record, lines: [[`secret of webhook ${id}`, secret]], note: ending(ends, 'The one before it') };
    };
  }
  return (partner) => {
    const { record, key, ends } = rotateKey(partner, overlap);
    return { record, lines: [['API key', key]], note: ending(ends, 'The key before it') };
  };
}

/** @param {boolean} deployed @returns {import('./partners/record.mjs').Known} */
function known(deployed) {
  const templates = readdirSync(path.join(ROOT, 'templates')).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5)).sort();
  return { templates, loopback: !deployed };
}

/**
 * @param {Partner | null | undefined} partner
 * @param {string} name
 * @returns {Partner}
 */
function present(partner, name) {
  if (partner) return partner;
  throw new Plain(`There is no partner \`${name}\` here: \`npm run partner -- list\` names those there are (with --deployed those of the account).`);
}

/** @param {[string, string][]} lines */
function shownOnce(lines) {
  say(`\n${bold('Shown this once')}: keep it now where it is safe. It is not shown again.\n`);
  say(`${table(lines.map(([what, value]) => [what, value]))}\n`);
}

/**
 * All that is set for a partner, for people.
 * @param {Partner} partner
 */
function details(partner) {
  const shown = shownPartner(partner);
  const { limits, retention } = shown;
  const time = ({ created, expires }) => `made ${created}${expires === null ? '' : `, until ${expires}`}`;
  /** @type {[string, string][]} */
  const rows = [
    ['partner', `${shown.name}, since ${shown.created}, ${state(shown)}`],
    ...rowsOf('key', shown.keys.map((key) => `${key.id}, ${time(key)}`)),
    ...rowsOf('hook secret', shown.hookSecrets.map(time)),
    ...rowsOf('webhook', shown.webhooks.map(({ id, url, events, secrets }) => `${id} ${url} for ${events.join(', ')}; ${secrets.map((secret) => `secret ${time(secret)}`).join('; ') || 'no secret'}`)),
    ...rowsOf('origin', shown.origins),
    ['templates', shown.templates === null ? 'all built-in ones' : shown.templates.join(', ')],
    ...Object.entries(limits).map(([name, value]) => /** @type {[string, string]} */ ([name.replaceAll('_', ' '), value === null ? 'as everybody' : String(value)])),
    ['users', shown.scim === null ? 'here' : `behind SCIM at ${shown.scim}`],
    ['kept for', `${retention.least} to ${retention.most} hours, ${retention.default} where a job does not say`],
  ];
  return `\n${table(rows)}\n`;
}

/** @param {string} what @param {string[]} values @returns {[string, string][]} */
function rowsOf(what, values) {
  return values.length === 0 ? [[what, 'none']] : values.map((value) => [what, value]);
}

/** @param {ReturnType<typeof shownPartner>} shown */
function state({ removed, keepsData }) {
  if (removed === null) return 'let in';
  return keepsData ? `locked out at ${removed}, its data kept` : `removed at ${removed}`;
}

/** @param {number} number @param {string} what */
function count(number, what) {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** @param {string[][]} rows @returns {string} in columns */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()}`).join('\n');
}
