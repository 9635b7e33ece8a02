// The peer's rules, as zod schemas: by hand for the people of tests/people.mjs, and from the fields of a
// Table Schema for the rest.

import { z } from 'zod';
import eightByEight from '../../templates/8x8-users.json';
import webex from '../../templates/webex-users.json';
import { ROLES } from '../../tests/people.mjs';
import { WIDE } from '../wide.mjs';

/** @param {z.ZodType} schema */
const orEmpty = (schema) => z.union([z.literal(''), schema]);

const PEOPLE = {
  first_name: z.string().min(1).max(64),
  last_name: z.string().min(1),
  email: z.string().regex(/^[^@ ]+@[^@ ]+$/),
  phone: z.string(),
  site: z.string(),
  role: z.enum(['', ...ROLES]),
  start_date: orEmpty(z.iso.date()),
};

/** What the formats of the templates come to, as far as a regular expression tells. */
const FORMATS = {
  'person-name': /^(?=.*\p{L})[\p{L}\p{M}\p{N} .&_'’-]{2,}$/u,
  extension: /^[0-9]+$/,
  mac: /^[0-9A-Fa-f]{2}([:-]?[0-9A-Fa-f]{2}){5}$/,
  pin: /^[0-9]{6}$/,
};
const PHONES = { any: /^(\+|00)?[1-9][0-9]{6,14}$/, plus: /^\+[1-9][0-9]{6,14}$/, bare: /^(00)?[1-9][0-9]{6,14}$/ };

/** @param {any} field of a Table Schema @returns {z.ZodType} */
function value(field) {
  const { minLength, maxLength, minimum, enum: allowed } = field.constraints ?? {};
  const { format, phone, tokens } = field.rollcall ?? {};
  if (field.type === 'integer') return z.string().regex(/^[+-]?[0-9]+$/).refine((text) => minimum === undefined || Number(text) >= minimum);
  if (field.type === 'date') return z.iso.date();
  if (field.type === 'boolean') return z.enum([...field.trueValues, ...field.falseValues]);
  if (allowed) return z.enum(allowed);
  if (tokens) return z.enum([...tokens.yes, ...tokens.no]);
  if (format === 'email') return z.email();
  if (format === 'phone') return z.string().regex(PHONES[phone]);
  if (FORMATS[format]) return z.string().regex(FORMATS[format]);
  let text = z.string();
  if (minLength !== undefined) text = text.min(minLength);
  if (maxLength !== undefined) text = text.max(maxLength);
  return text;
}

/** @param {any} field of a Table Schema @returns {z.ZodType} */
function cell(field) {
  // What is only a warning to us is nothing to the peer.
  if (field.rollcall?.severity === 'warning') return z.string();
  const schema = value(field);
  const { required, minLength } = field.constraints ?? {};
  // A text may be empty unless it is told; everything else refuses an empty cell by itself.
  const takesEmpty = field.type === 'string' && schema instanceof z.ZodString && !minLength && !field.rollcall?.format;
  if (required) return takesEmpty ? schema.min(1) : schema;
  return takesEmpty ? schema : orEmpty(schema);
}

/** @param {any[]} fields of a Table Schema @param {string[]} columns of the file */
function fromFields(fields, columns) {
  const present = fields.filter(({ name }) => columns.includes(name));
  return {
    shape: Object.fromEntries(present.map((field) => [field.name, cell(field)])),
    unique: present.filter((field) => field.constraints?.unique).map(({ name }) => name),
  };
}

/** @type {Record<string, (columns: string[]) => {shape: Record<string, z.ZodType>, unique: string[]}>} */
const RULES = {
  people: () => ({ shape: PEOPLE, unique: ['email'] }),
  'people-with-address': () => ({ shape: { ...PEOPLE, address: z.string() }, unique: ['email'] }),
  '8x8-users': (columns) => fromFields(eightByEight.fields, columns),
  'webex-users': (columns) => fromFields(webex.fields, columns),
  wide: (columns) => fromFields(WIDE.fields, columns),
};

/**
 * The rules of that name, for a file with these columns.
 * @param {string} name @param {string[]} columns
 */
export function rulesFor(name, columns) {
  const { shape, unique } = RULES[name](columns);
  return { schema: z.object(shape), unique: unique.map((field) => ({ field, seen: new Set() })) };
}
