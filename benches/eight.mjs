// A file for 8x8 with all its 58 columns: the basic ones filled, every other of the advanced ones, and
// those of an agent where the name may be an agent's. `rollcall sample` leaves columns out.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../scripts/terminal.mjs';
import { person } from '../tests/people.mjs';

/** One row in so many has a mistake. */
const WRONG = 50;

const pad = (/** @type {number} */ number, /** @type {number} */ length) => String(number).padStart(length, '0');

/** @param {string} vendor three octets @param {number} number */
const mac = (vendor, number) => `${vendor}:${[16, 8, 0].map((shift) => ((number >> shift) & 255).toString(16).padStart(2, '0')).join(':')}`;

/** What differs from row to row. @type {Record<string, (number: number, names: {first: string, last: string, email: string}) => string>} */
const CELLS = {
  'User.FirstName': (_, { first }) => first,
  'User.LastName': (_, { last }) => last,
  'User.Email': (_, { email }) => email,
  'User.UserName': (_, { email }) => email,
  'User.FederationID': (_, { email }) => email,
  'User.GoogleID': (_, { email }) => email,
  'User.Voicemail.Email': (_, { email }) => email,
  'User.Fax.Email': (_, { email }) => email,
  'User.MobileNumber': (number) => `3361${pad(number, 7)}`,
  'User.Voice.Number': (number) => `3362${pad(number, 7)}`,
  'User.Fax.Number': (number) => `3363${pad(number, 7)}`,
  'User.Voice.ANI': (number) => `3362${pad(number, 7)}`,
  'User.Vcc.Number': (number) => `3364${pad(number, 7)}`,
  'User.Voice.Extension': (number) => String(200_000 + number),
  'User.Vcc.Extension': (number) => String(500_000 + number),
  'User.Voice.DeviceMac': (number) => mac('00:04:f2', number),
  'User.Vcc.DeviceMac': (number) => mac('00:04:f3', number),
  'User.Voice.VoicemailPIN': (number) => `84${pad(number % 10_000, 4)}`,
  'User.ForwardingRules.NoAnswerTimeout': (number) => String(16 + (number % 40)),
};

/** Those that another cell of the row asks for. */
const ALWAYS = new Set(['User.Fax.Number', 'User.Voice.DeviceModel', 'User.Voice.DeviceMac', 'User.ForwardingRules.NoAnswerTimeout']);

/** Each is one error. @type {[string, string][]} */
const MISTAKES = [
  ['User.Site', ''],
  ['User.Email', 'nobody'],
  ['User.Locale', 'xx-XX'],
  ['User.UserName', 'u0000000@sites.example.fr'],
  ['User.Voice.DeviceMac', '00:04:f2'],
];

/**
 * @param {number} rows
 * @returns {Generator<string>}
 */
export function* eightByEight(rows) {
  const { fields } = JSON.parse(readFileSync(path.join(ROOT, 'templates', '8x8-users.json'), 'utf8'));
  yield `${fields.map(({ name }) => name).join(',')}\r\n`;
  for (let number = 0; number < rows; number += 1) {
    const [first, last, email] = person(number).split(',');
    const agent = /^[\p{L}\p{M}\p{N} ]+$/u.test(first + last);
    const cells = fields.map(({ name, constraints, rollcall }, /** @type {number} */ column) => {
      if (rollcall.group === 'contact-centre' && !agent) return '';
      if (rollcall.group === 'advanced' && !ALWAYS.has(name) && (number + column) % 2 === 1) return '';
      if (CELLS[name]) return CELLS[name](number, { first, last, email });
      if (constraints?.enum) return constraints.enum[number % constraints.enum.length];
      if (rollcall.tokens) return number % 3 === 0 ? 'N' : 'Y';
      return rollcall.example.en;
    });
    if (number % WRONG === WRONG - 1) {
      const [name, wrong] = MISTAKES[((number + 1) / WRONG) % MISTAKES.length];
      cells[fields.findIndex((field) => field.name === name)] = wrong;
    }
    yield `${cells.map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
  }
}
