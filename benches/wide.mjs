// A file of a thousand columns: names, numbers, words, dates and texts in turn.

import { ROLES, person } from '../tests/people.mjs';

const KINDS = [
  { type: 'string', constraints: { required: true, maxLength: 40 } },
  { type: 'integer', constraints: { minimum: 0 } },
  { type: 'string', constraints: { enum: ROLES } },
  { type: 'date' },
  { type: 'string' },
];

/** Its Table Schema. */
export const WIDE = {
  fields: Array.from({ length: 1_000 }, (_, column) => ({ name: `c${column}`, ...KINDS[column % KINDS.length] })),
};

/**
 * One row in a hundred lacks a name.
 * @param {number} rows
 * @returns {Generator<string>}
 */
export function* wide(rows) {
  yield `${WIDE.fields.map(({ name }) => name).join(',')}\n`;
  for (let number = 0; number < rows; number += 1) {
    const [first, , , , site, role, start] = person(number).split(',');
    const kinds = [first, String(number * 7), role, start, site];
    const cells = WIDE.fields.map((_, column) => kinds[column % kinds.length]);
    if (number % 100 === 99) cells[(number + 1) % cells.length] = '';
    yield `${cells.join(',')}\n`;
  }
}
