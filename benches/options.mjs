// What `npm run bench` takes. Apart from the rest, so that a wrong option is refused before anything is
// built.

import { parseArgs } from 'node:util';
import { Plain } from '../scripts/terminal.mjs';
import { FILES } from './files.mjs';

/** The one line of `npm run bench -- --help`. */
const HELP = `npm run bench -- [${FILES.map(({ name }) => name).join('|')} …] [--turns 5] [--markdown] [--help]`;

/**
 * @typedef {object} Options
 * @property {import('./files.mjs').BenchFile[]} files
 * @property {number} turns how often each lane is measured, after one turn that is left out
 * @property {boolean} markdown tables for docs/compare.md
 */

/**
 * @param {string[]} args
 * @returns {Options | null} null where only the help was wanted, which has been printed
 */
export function benchOptions(args) {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        turns: { type: 'string', default: '5' },
        markdown: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch {
    throw new Plain(`That is no option of the bench: ${HELP}`);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(HELP);
    return null;
  }
  const unknown = positionals.find((name) => !FILES.some((file) => file.name === name));
  if (unknown) throw new Plain(`There is no file ${unknown}: ${HELP}`);
  const turns = Number(values.turns);
  if (!Number.isInteger(turns) || turns < 1) throw new Plain(`The number of turns is 1 or more: ${HELP}`);
  const files = positionals.length > 0 ? FILES.filter(({ name }) => positionals.includes(name)) : FILES;
  return { files, turns, markdown: values.markdown };
}
