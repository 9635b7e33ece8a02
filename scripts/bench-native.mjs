// `npm run bench:native`: the command line beside `qsv validate`, frictionless-py and the CSV Validator of
// the National Archives, on the same files against equivalent schemas, one thread each.
//
//   npm run bench:native                 all that can be had here; qsv is compiled once a machine
//   npm run bench:native -- --markdown   the tables as docs/compare.md has them
//   npm run bench:native -- --peer       besides, the crates that qsv is made of without the rest of it
//   npm run bench:native -- --files FOLDER   only writes the files and the schemas there, for a profiler
//   --turns NUMBER                       how often each is measured; 5 if not said, after one to warm up
//   --rows NUMBER                        of the file of 40 columns; the other has as many bytes
//   CSV_VALIDATOR=FILE                   the National Archives' validator, a jar or its launcher
//
// Rows a second are those of CPU time, user and system, so that on a machine that does other things too
// the ratios still hold; wall time stands beside it. Every program says how many rows it found wrong, and
// where that is not what was put there, the table says so: nobody wins by not looking.

import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { TABLES, WRONG_EACH, csvSchema, file, jsonSchema } from '../benches/native/tables.mjs';
import { heldToOneCore, middle, timed } from '../benches/native/timed.mjs';
import { csvValidator, frictionless, peer, qsv } from './peers.mjs';
import { Plain, ROOT, ask, dim, main, run, say, step } from './terminal.mjs';

/** frictionless-py and the JVM are slow enough for fewer rows; what they take a row does not depend on it. */
const FEW = 20_000;
/** The columns of what is printed. */
const HEAD = ['', 'rows', 'CPU', 'wall', 'rows a second', 'MB/s', 'rollcall : this', 'rows found wrong'];

/**
 * A program on a file: the command, and how many wrong rows it found.
 * @typedef {object} Entrant
 * @property {string} name
 * @property {boolean} [few] whether it gets the small file
 * @property {(file: string, schemas: {table: string, json: string, csv: string}) => string[]} command
 * @property {(run: import('../benches/native/timed.mjs').Run, file: string) => number} wrong
 */

await main(async () => {
  const { values } = read();
  const turns = whole(values.turns, '--turns');
  const rows = whole(values.rows, '--rows');
  if (process.platform === 'win32') throw new Plain('bench:native measures with bash, on Linux and macOS.');
  if (values.files) {
    const folder = path.resolve(values.files);
    mkdirSync(folder, { recursive: true });
    for (const table of TABLES) {
      for (const wrong of [false, true]) writeAll(folder, table, scaled(table, rows), wrong, `${table.name}${wrong ? '-wrong' : ''}`);
    }
    return;
  }
  const entrants = await findEntrants(values.peer);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rollcall-native-'));
  try {
    for (const table of TABLES) {
      for (const wrong of [false, true]) {
        const results = measure(folder, entrants, table, scaled(table, rows), wrong, turns);
        say(`\n${values.markdown ? markdown(results) : plain(results)}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function read() {
  try {
    return parseArgs({
      options: {
        markdown: { type: 'boolean', default: false },
        peer: { type: 'boolean', default: false },
        files: { type: 'string' },
        turns: { type: 'string', default: '5' },
        rows: { type: 'string', default: String(TABLES[0].rows) },
      },
    });
  } catch (error) {
    throw new Plain(`${error.message}. There is --markdown, --peer, --files FOLDER, --turns NUMBER and --rows NUMBER.`);
  }
}

/** How many rows make as many bytes as so many of the first table. @param {import('../benches/native/tables.mjs').Table} table @param {number} rows */
function scaled(table, rows) {
  return Math.round((table.rows * rows) / TABLES[0].rows);
}

/** @param {string} text @param {string} option */
function whole(text, option) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Plain(`${option} takes a whole number from 1, not ${text}.`);
  return number;
}

/**
 * What there is to measure; builds and installs it.
 * @param {boolean} withPeer
 * @returns {Promise<Entrant[]>}
 */
async function findEntrants(withPeer) {
  await step('Building the command line', () =>
    run('cargo', ['build', '--release', '--locked', '--package', 'rollcall-cli'], {
      hint: 'The command line could not be built: what is above says why.',
    }));
  const target = process.env.CARGO_TARGET_DIR ?? path.join(ROOT, 'target');
  const rollcall = path.join(target, 'release', 'rollcall');
  const check = (format) => (name, { table }) => [rollcall, 'check', name, '--schema', table, '--format', format];
  /** @type {Entrant[]} */
  const entrants = [
    {
      name: 'rollcall: counts and samples',
      command: check('json'),
      wrong: ({ out }) => JSON.parse(readFileSync(out, 'utf8')).rows.invalid,
    },
    {
      name: 'rollcall: the whole annotated file',
      command: check('csv'),
      // The status is the column before the last, and one without quotes.
      wrong: ({ out }) => count(readFileSync(out, 'utf8'), /,invalid,/g),
    },
  ];
  const found = await qsv();
  if (found) {
    entrants.push({
      name: `${found.version.trim()} validate`,
      command: (name, { json }) => [found.program, 'validate', '--jobs', '1', name, json],
      wrong({ out, err }, name) {
        const said = `${readFileSync(out, 'utf8')}${readFileSync(err, 'utf8')}`;
        // It ends with 1 as well when it could not check at all.
        if (!/All [\d,]+ records valid|[\d,]+ out of [\d,]+ records invalid/.test(said)) throw new Plain(`qsv did not check the file:\n${said}`);
        return invalidRows(`${name}.invalid`);
      },
    });
  } else {
    say('not here: qsv; the crates that it is made of stand in for it.');
  }
  if (withPeer || !found) {
    const { program } = await peer();
    entrants.push({
      name: 'csv + jsonschema, as qsv uses them',
      command: (name, { json }) => [program, name, json],
      wrong: (_, name) => invalidRows(`${name}.invalid`),
    });
  }
  const python = await frictionless();
  if (python) {
    entrants.push({
      name: `frictionless-py ${python.version}`,
      few: true,
      command: (name, { table }) => [python.program, path.join(ROOT, 'benches', 'native', 'validate.py'), name, table],
      wrong({ out, err }) {
        const said = readFileSync(out, 'utf8').trim();
        if (!/^\d+$/.test(said)) throw new Plain(`frictionless did not check the file:\n${readFileSync(err, 'utf8')}`);
        return Number(said);
      },
    });
  } else {
    say('not here: frictionless-py.');
  }
  const archives = csvValidator();
  if (archives) {
    entrants.push({
      name: 'CSV Validator (National Archives)',
      few: true,
      command: (name, { csv }) => [...archives.command, name, csv],
      wrong: ({ out, err }) => {
        const lines = `${readFileSync(out, 'utf8')}${readFileSync(err, 'utf8')}`.matchAll(/line: (\d+)/g);
        return new Set([...lines].map(([, line]) => line)).size;
      },
    });
  } else {
    say('not here: the CSV Validator of the National Archives; CSV_VALIDATOR=FILE names its jar or launcher.');
  }
  return entrants;
}

/** @param {string} text @param {RegExp} pattern */
function count(text, pattern) {
  return text.match(pattern)?.length ?? 0;
}

/** How many rows stand below the header of a file; 0 where there is no file. @param {string} name */
function invalidRows(name) {
  try {
    return count(readFileSync(name, 'utf8'), /\n/g) - 1;
  } catch {
    return 0;
  }
}

/**
 * Every program in turn, so that what the machine does meanwhile touches all of them.
 * @param {string} folder
 * @param {Entrant[]} entrants
 * @param {import('../benches/native/tables.mjs').Table} table
 * @param {number} rows
 * @param {boolean} wrong
 * @param {number} turns
 */
function measure(folder, entrants, table, rows, wrong, turns) {
  const few = Math.min(FEW, rows);
  const { schemas, file: users } = writeAll(folder, table, rows, wrong, 'users');
  const large = { rows, path: users };
  const small = { rows: few, path: write(folder, 'few.csv', file(table, few, wrong)) };
  const bytes = statSync(large.path).size;
  const title = `${table.name}, ${wrong ? `one row in ${WRONG_EACH} wrong` : 'valid'}: ${rows.toLocaleString('en')} rows, ${table.schema.fields.length} columns, ${(bytes / 1e6).toFixed(1)} MB`;
  /** @type {import('../benches/native/timed.mjs').Run[][]} */
  const runs = entrants.map(() => []);
  /** @type {(number | undefined)[]} */
  const found = entrants.map(() => undefined);
  const kept = new Set(readdirSync(folder));
  for (let turn = 0; turn <= turns; turn++) {
    entrants.forEach((entrant, index) => {
      const input = entrant.few ? small : large;
      // Half the turns are enough for what takes seconds.
      if (entrant.few && turn > 0 && turn % 2 === 0) return;
      const result = timed(entrant.command(input.path, schemas), folder);
      found[index] ??= entrant.wrong(result, input.path);
      for (const name of readdirSync(folder)) {
        if (!kept.has(name)) rmSync(path.join(folder, name), { recursive: true });
      }
      // The first one brings the file and the program into memory.
      if (turn > 0) runs[index].push(result);
    });
  }
  const lines = entrants.map((entrant, index) => {
    const input = entrant.few ? small : large;
    const cpu = middle(runs[index].map((one) => one.cpu));
    const expected = wrong ? Math.floor(input.rows / WRONG_EACH) : 0;
    return {
      name: entrant.name,
      rows: input.rows,
      cpu,
      wall: middle(runs[index].map((one) => one.wall)).median,
      rate: (input.rows * 1000) / cpu.median,
      speed: statSync(input.path).size / 1000 / cpu.median,
      found: found[index],
      expected,
    };
  });
  return { title, turns, lines };
}

/**
 * A file, and its rules in the three languages.
 * @param {string} folder
 * @param {import('../benches/native/tables.mjs').Table} table
 * @param {number} rows
 * @param {boolean} wrong
 * @param {string} name
 */
function writeAll(folder, table, rows, wrong, name) {
  const schemas = {
    table: write(folder, `${name}.schema.json`, [JSON.stringify(table.schema)]),
    json: write(folder, `${name}.json-schema.json`, [JSON.stringify(jsonSchema(table.schema))]),
    csv: write(folder, `${name}.csvs`, [csvSchema(table.schema)]),
  };
  return { schemas, file: write(folder, `${name}.csv`, file(table, rows, wrong)) };
}

/** @param {string} folder @param {string} name @param {Iterable<string>} pieces @returns {string} its path */
function write(folder, name, pieces) {
  const to = path.join(folder, name);
  const open = openSync(to, 'w');
  for (const piece of pieces) writeSync(open, piece);
  closeSync(open);
  return to;
}

/** @param {ReturnType<typeof measure>} results @returns {string[][]} */
function cells({ lines }) {
  const figure = (number, digits = 0) => number.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  // Each kind of ours stands for itself; the others are compared with the first.
  return lines.map((line) => [
    line.name,
    figure(line.rows),
    `${figure(line.cpu.median)} ms (${figure(line.cpu.low)}–${figure(line.cpu.high)})`,
    `${figure(line.wall)} ms`,
    figure(line.rate),
    figure(line.speed, 1),
    line === lines[0] ? '1' : figure(lines[0].rate / line.rate, line.rate > lines[0].rate / 20 ? 1 : 0),
    line.found === line.expected ? figure(line.found) : `${figure(line.found)}, and ${figure(line.expected)} are`,
  ]);
}

/** @param {ReturnType<typeof measure>} results */
function markdown(results) {
  const row = (it) => `| ${it.join(' | ')} |`;
  return [results.title, '', row(HEAD), row(HEAD.map(() => '---')), ...cells(results).map(row), '', conditions(results)].join('\n');
}

/** @param {ReturnType<typeof measure>} results */
function plain(results) {
  const table = [HEAD, ...cells(results)];
  const widths = HEAD.map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const lines = table.map((row) => row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  '));
  return [results.title, ...lines, dim(conditions(results))].join('\n');
}

/** @param {ReturnType<typeof measure>} results */
function conditions({ turns }) {
  return `Medians of ${turns} turns (smallest–largest), one left out before them; ${heldToOneCore ? 'each program held to one core' : 'one thread each'}; ${ask('rustc', ['--version'])?.split(' ').slice(0, 2).join(' ')}.`;
}
