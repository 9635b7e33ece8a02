// The tables of `npm run bench:native`: made-up people in 7 and in 40 columns, valid or with a mistake
// in every twentieth row, and the rules for them in the three languages that the programs read.
//
// Only rules that all of them understand in the same way are used, and only mistakes that break such a
// rule, so that the numbers of wrong rows can be compared: an empty required cell, a word where a
// number or a date belongs, a value out of its range, a list, a pattern or a length.

import { person, schema } from '../../tests/people.mjs';

const pick = (list, number) => list[number % list.length];
const two = (number) => String(number).padStart(2, '0');
const serial = (number) => String(number).padStart(7, '0');
const day = (year, number) => `${year}-${two((number % 12) + 1)}-${two((number % 28) + 1)}`;
/** A value in some of the rows only. */
const sometimes = (each, number, value) => (number % each === 0 ? value : '');

const required = { required: true };
const DEPARTMENTS = ['Support', 'Ventes', 'Comptabilité', 'Logistique', 'Qualità', 'Acquisti', 'Direction', 'IT', 'Ricerca', 'Juridique', 'Accueil', 'Formation'];
const SITES = ['Lyon', 'Orléans', 'Forlì', 'Cefalù', 'Nîmes', 'Aix-en-Provence', "L'Aquila", 'Saint-Étienne'];
const ROLES = ['agent', 'supervisor', 'admin', 'user'];
const STATES = ['active', 'invited', 'suspended'];
const COUNTRIES = ['FR', 'IT', 'CH', 'BE'];
const LANGUAGES = ['fr-FR', 'it-IT', 'de-CH', 'nl-BE', 'en-GB'];
const ZONES = ['Europe/Paris', 'Europe/Rome', 'Europe/Zurich', 'Europe/Brussels'];
const LICENCES = ['basic', 'standard', 'premium', 'contact-centre'];
const MODELS = ['VVX 250', 'VVX 450', 'CCX 505', 'T54W', 'DECT 210'];

const text = (name, constraints = {}, more = {}) => ({ name, type: 'string', ...more, constraints });
const email = (name, constraints = {}) => text(name, constraints, { format: 'email' });
const number = (name, type, minimum, maximum) => ({ name, type, constraints: { minimum, maximum } });

/** @type {[object, (number: number, person: string[]) => string][]} each field, and how its cell is written */
const FORTY = [
  [text('employee_id', { ...required, pattern: 'E[0-9]{7}' }), (n) => `E${serial(n)}`],
  [text('first_name', { ...required, maxLength: 64 }), (_, it) => it[0]],
  [text('last_name', { ...required, maxLength: 64 }), (_, it) => it[1]],
  [text('display_name', { maxLength: 128 }), (_, it) => `${it[0]} ${it[1]}`],
  [email('email', required), (_, it) => it[2]],
  [email('other_email'), (n) => sometimes(3, n, `other.${n}@mail.example.it`)],
  [email('manager_email'), (n) => `u${serial(n >> 4)}@sites.example.fr`],
  [text('phone', { pattern: '\\+[0-9]{8,15}' }), (_, it) => it[3]],
  [text('mobile', { pattern: '\\+[0-9]{8,15}' }), (n) => sometimes(2, n, `+3367${serial(n)}`)],
  [number('extension', 'integer', 100, 999_999), (n) => String(1000 + (n % 90_000))],
  [text('title', { maxLength: 64 }), (n) => pick(['Chargée de clientèle', 'Responsabile vendite', 'Ingénieur', 'Conseiller'], n)],
  [text('department', { enum: DEPARTMENTS }), (n) => pick(DEPARTMENTS, n)],
  [text('cost_centre', { pattern: '[A-Z]{2}-[0-9]{4}' }), (n) => `${pick(COUNTRIES, n)}-${String(1000 + (n % 500))}`],
  [text('site', { ...required, enum: SITES }), (n) => pick(SITES, n)],
  [text('building', { maxLength: 32 }), (n) => `Bâtiment ${'ABCDEF'[n % 6]}`],
  [number('floor', 'integer', -3, 60), (n) => String((n % 12) - 1)],
  [text('desk', { maxLength: 16 }), (n) => `D${n % 400}`],
  [text('street', { maxLength: 128 }), (n) => `${(n % 180) + 1}, rue de l'Hôpital`],
  [text('postal_code', { pattern: '[0-9]{5}' }), (n) => String(10_000 + (n % 80_000))],
  [text('city', { maxLength: 64 }), (n) => pick(SITES, n)],
  [text('country', { ...required, enum: COUNTRIES }), (n) => pick(COUNTRIES, n)],
  [text('language', { enum: LANGUAGES }), (n) => pick(LANGUAGES, n)],
  [text('time_zone', { enum: ZONES }), (n) => pick(ZONES, n)],
  [text('role', { ...required, enum: ROLES }), (_, it) => it[5]],
  [text('state', { ...required, enum: STATES }), (n) => pick(STATES, n)],
  [{ name: 'start_date', type: 'date', constraints: required }, (_, it) => it[6]],
  [{ name: 'end_date', type: 'date' }, (n) => sometimes(10, n, day(2029, n))],
  [{ name: 'last_login', type: 'date' }, (n) => day(2025, n)],
  [text('licence', { enum: LICENCES }), (n) => pick(LICENCES, n)],
  [number('licence_count', 'integer', 0, 10), (n) => String(n % 4)],
  [number('weekly_hours', 'number', 0, 60), (n) => `${30 + (n % 10)}.5`],
  [number('quota', 'number', 0, 1_000_000), (n) => `${n % 5000}.${two(n % 100)}`],
  [{ name: 'voicemail', type: 'boolean' }, (n) => String(n % 3 === 0)],
  [{ name: 'recording', type: 'boolean' }, (n) => String(n % 5 === 0)],
  [{ name: 'hot_desk', type: 'boolean' }, (n) => String(n % 7 === 0)],
  [text('caller_id', { pattern: '\\+[0-9]{8,15}' }), (n) => `+3347${serial(n >> 3)}`],
  [text('device_model', { enum: MODELS }), (n) => pick(MODELS, n)],
  [text('device_mac', { pattern: '([0-9A-F]{2}:){5}[0-9A-F]{2}' }), (n) => `00:04:F2:${[16, 8, 0].map((by) => ((n >> by) & 255).toString(16).toUpperCase().padStart(2, '0')).join(':')}`],
  [text('pin', { minLength: 4, maxLength: 8 }), (n) => String(271_828 + (n % 700_000))],
  [text('note', { maxLength: 200 }), (n) => sometimes(4, n, "Déjà formé(e) à l'accueil téléphonique")],
];

/**
 * A kind of table.
 * @typedef {object} Table
 * @property {string} name
 * @property {number} rows how many of them make a file of some 40 MB
 * @property {{fields: any[]}} schema a Table Schema
 * @property {(number: number) => string[]} cells
 * @property {[string, string][]} mistakes field, and a value that is wrong in it
 */

/** @type {Table[]} */
export const TABLES = [
  {
    name: 'users-40',
    rows: 120_000,
    schema: { fields: FORTY.map(([field]) => field) },
    cells(number) {
      const it = person(number).split(',');
      return FORTY.map(([, write]) => write(number, it));
    },
    mistakes: [
      ['email', 'nobody at home'],
      ['role', 'chief'],
      ['licence_count', 'many'],
      ['floor', '1000'],
      ['start_date', '2026-02-31'],
      ['first_name', ''],
      ['display_name', 'Zoé '.repeat(40)],
      ['postal_code', '7500'],
      ['recording', 'maybe'],
      ['weekly_hours', 'thirty'],
      ['device_mac', '00:04:F2:00:00'],
      ['pin', '12'],
    ],
  },
  {
    name: 'users-7',
    rows: 480_000,
    schema: schema(),
    cells: (number) => person(number).split(','),
    mistakes: [
      ['email', 'nobody at home'],
      ['role', 'chief'],
      ['start_date', '2026-02-31'],
      ['first_name', ''],
      ['first_name', 'Zoé '.repeat(20)],
    ],
  },
];

/** One row in so many is wrong. */
export const WRONG_EACH = 20;

/**
 * A file of a table, piece by piece.
 * @param {Table} table
 * @param {number} rows
 * @param {boolean} wrong whether every twentieth row has a mistake
 * @returns {Generator<string>}
 */
export function* file(table, rows, wrong) {
  const names = table.schema.fields.map((field) => field.name);
  let text = `${names.join(',')}\n`;
  for (let number = 0; number < rows; number++) {
    const cells = table.cells(number);
    if (wrong && number % WRONG_EACH === WRONG_EACH - 1) {
      const [name, value] = pick(table.mistakes, (number / WRONG_EACH) | 0);
      cells[names.indexOf(name)] = value;
    }
    text += `${cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')}\n`;
    if (text.length >= 1 << 18) {
      yield text;
      text = '';
    }
  }
  yield text;
}

/**
 * The same rules as JSON Schema, as `qsv validate` reads them: an empty cell is null to it.
 * @param {{fields: any[]}} schema
 */
export function jsonSchema({ fields }) {
  const properties = fields.map(({ name, type, format, constraints = {} }) => {
    const { required, pattern, enum: values, ...same } = constraints;
    const own = type === 'date' ? 'string' : type;
    delete same.unique;
    return [name, {
      type: required ? own : [own, 'null'],
      ...same,
      ...(type === 'date' && { format: 'date' }),
      ...(format && { format }),
      ...(pattern && { pattern: `^(?:${pattern})$` }),
      ...(values && { enum: required ? values : [...values, null] }),
    }];
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: Object.fromEntries(properties),
    required: fields.filter((field) => field.constraints?.required).map((field) => field.name),
  };
}

/**
 * The same rules as a CSV Schema of the National Archives.
 * @param {{fields: any[]}} schema
 */
export function csvSchema({ fields }) {
  const quoted = (text) => `"${text}"`;
  const lines = fields.map(({ name, type, format, constraints = {} }) => {
    const { required, pattern, enum: values, minLength, maxLength, minimum, maximum } = constraints;
    const rules = [
      required && 'notEmpty',
      type === 'date' && 'xDate',
      type === 'boolean' && 'any("true","false")',
      type === 'integer' && 'regex("-?[0-9]+")',
      minimum !== undefined && `range(${minimum},${maximum})`,
      format === 'email' && 'regex("[^@ ]+@[^@ ]+[.][^@ ]+")',
      pattern && `regex(${quoted(pattern)})`,
      values && `any(${values.map(quoted).join(',')})`,
      (minLength || maxLength) && `length(${minLength ?? '*'},${maxLength ?? '*'})`,
    ].filter(Boolean);
    return `${name}:${rules.map((rule) => ` ${rule}`).join('')}${rules.length && !required ? ' @optional' : ''}`;
  });
  return `version 1.1\n@totalColumns ${fields.length}\n${lines.join('\n')}\n`;
}
