// The files of the bench: made here or by `rollcall sample`, the same bytes every time.

import { spawnSync } from 'node:child_process';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { HEADER, people, person, schema } from '../tests/people.mjs';
import { Plain, ROOT } from '../scripts/terminal.mjs';
import { eightByEight } from './eight.mjs';
import { WIDE, wide } from './wide.mjs';

/**
 * @typedef {object} BenchFile
 * @property {string} name
 * @property {string} what it is, in a few words
 * @property {number} rows
 * @property {Record<string, string>} options of the upload
 * @property {{name: string, schema: any}} [template] kept before the first upload, and named in the options
 * @property {string} rules of the JavaScript peer: their name in peer/rules.mjs
 * @property {string} [encoding] which the peer is told; Rollcall finds out by itself
 * @property {string} [leftOut] what the peer does not check
 * @property {string[]} [leaves] codes of errors that the peer does not know, taken off ours
 * @property {boolean} [lists] whether the template refers to lists, for which Rollcall looks in storage
 * @property {LaneName[]} [lanes] those that are of interest; all of them where it is not said
 * @property {number} requests in one turn, so that a turn is long enough to be measured
 * @property {number} warmUp requests that are left out
 * @property {Iterable<Buffer> | ((to: string) => void)} content
 */
/** @typedef {'read' | 'check' | 'store' | 'storage' | 'peer'} LaneName */

const PEOPLE = schema({ unique: true });
const OWN = { options: { schema: JSON.stringify(PEOPLE) }, rules: 'people' };
const WITH_ADDRESS = { fields: [...PEOPLE.fields, { name: 'address', type: 'string' }] };
const USERS = { ...OWN, what: '7 columns, one of them unique' };
/** @type {LaneName[]} */
const WITHOUT_PEER = ['read', 'check', 'store', 'storage'];

/** @param {number} rows @returns {Iterable<Buffer>} */
const usersOf = (rows) => ({ [Symbol.iterator]: () => people(rows) });

/** Rows below each other in pieces. @param {() => Generator<string>} rows @param {BufferEncoding} [encoding] */
function pieces(rows, encoding = 'utf8') {
  return {
    *[Symbol.iterator]() {
      let text = '';
      for (const row of rows()) {
        text += row;
        if (text.length < 1 << 18) continue;
        yield Buffer.from(text, encoding);
        text = '';
      }
      yield Buffer.from(text, encoding);
    },
  };
}

/** No first name, an address that is none, a role and a date that are none, in every row. */
function* everythingWrong(rows) {
  yield `${HEADER}\n`;
  for (let number = 0; number < rows; number += 1) {
    const [, last, email, phone, site] = person(number).split(',');
    yield `,${last},${email.replace('@', ' at ')},${phone},${site},boss,2026-02-${30 + (number % 2)}\n`;
  }
}

/** As a German or French spreadsheet saves it, with an address of two lines. One row in a hundred is wrong. */
function* quoted(rows) {
  const cells = (values) => `${values.map((value) => `"${value.replaceAll('"', '""')}"`).join(';')}\r\n`;
  yield cells(`${HEADER},address`.split(','));
  for (let number = 0; number < rows; number += 1) {
    const [first, last, email, phone, site, role, start] = person(number).split(',');
    const address = `${(number % 90) + 1}, rue de l'Évêché\r\n"Bâtiment ${number % 7}"; ${site}`;
    yield cells([first, last, email, phone, site, number % 100 === 99 ? 'chef' : role, start, address]);
  }
}

/**
 * A file that the command line makes. Two rows in a hundred have a mistake that the peer knows too.
 * @param {string} template @param {number} rows
 */
function sample(template, rows) {
  return (/** @type {string} */ to) => {
    const out = openSync(to, 'w');
    const args = ['run', '--quiet', '--release', '--package', 'rollcall-cli', '--', 'sample', template, '--rows', String(rows),
      '--seed', '7', '--errors', '2%', '--mistakes', 'empty-required,bad-email,unknown-word,repeated'];
    const { status } = spawnSync('cargo', args, { cwd: ROOT, stdio: ['ignore', out, 'inherit'] });
    closeSync(out);
    if (status !== 0) throw new Plain(`\`cargo ${args.join(' ')}\` failed: what is above says why.`);
  };
}

const BETWEEN_CELLS = 'rules between cells, and what spreadsheets do to values';

/** @type {BenchFile[]} */
export const FILES = [
  { ...USERS, name: 'users-7', rows: 1_200_000, requests: 1, warmUp: 1, content: usersOf(1_200_000) },
  { ...USERS, name: 'users-1', rows: 1, requests: 100, warmUp: 100, lanes: WITHOUT_PEER, content: usersOf(1) },
  { ...USERS, name: 'users-10k', rows: 10_000, requests: 20, warmUp: 40, lanes: WITHOUT_PEER, content: usersOf(10_000) },
  { ...USERS, name: 'users-100k', rows: 100_000, requests: 3, warmUp: 3, content: usersOf(100_000) },
  { ...USERS, name: 'users-1m', rows: 1_000_000, requests: 1, warmUp: 1, lanes: WITHOUT_PEER, content: usersOf(1_000_000) },
  {
    ...OWN, name: 'everything-wrong', what: 'users-7 with four errors in every row', rows: 100_000,
    requests: 1, warmUp: 2, content: pieces(() => everythingWrong(100_000)),
  },
  {
    name: '8x8-750', what: '58 columns, all rules', rows: 750, options: { template: '8x8-users' }, lists: true, rules: '8x8-users', leftOut: BETWEEN_CELLS,
    requests: 40, warmUp: 100, content: pieces(() => eightByEight(750)),
  },
  {
    name: '8x8-100k', what: '58 columns, all rules', rows: 100_000, options: { template: '8x8-users' }, lists: true, rules: '8x8-users', leftOut: `${BETWEEN_CELLS}, and the limit of 750 rows`,
    leaves: ['row-limit'], requests: 1, warmUp: 1, content: pieces(() => eightByEight(100_000)),
  },
  {
    name: 'webex', what: 'Webex Control Hub', rows: 20_000, options: { template: 'webex-users' }, lists: true, rules: 'webex-users', leftOut: `${BETWEEN_CELLS}, and the limit of 1,000 agents`,
    leaves: ['row-limit'], requests: 5, warmUp: 5, content: sample('webex-users', 20_000),
  },
  {
    name: 'quoted', options: { schema: JSON.stringify(WITH_ADDRESS) }, rules: 'people-with-address', what: 'every cell quoted, two lines in one of them; semicolons, windows-1252', rows: 200_000, encoding: 'windows-1252',
    requests: 1, warmUp: 2, content: pieces(() => quoted(200_000), 'latin1'),
  },
  {
    name: 'wide', what: '1,000 columns', rows: 2_000, options: { template: 'bench-wide' }, template: { name: 'bench-wide', schema: WIDE }, rules: 'wide',
    requests: 1, warmUp: 2, content: pieces(() => wide(2_000)),
  },
];

/**
 * Writes a file.
 * @param {BenchFile} file @param {string} folder
 * @returns {{path: string, bytes: number}}
 */
export function write(file, folder) {
  const to = path.join(folder, `${file.name}.csv`);
  if (typeof file.content === 'function') file.content(to);
  else {
    const out = openSync(to, 'w');
    for (const piece of file.content) writeSync(out, piece);
    closeSync(out);
  }
  return { path: to, bytes: statSync(to).size };
}
