// `npm run bench`: what Rollcall costs, beside a Worker that only reads the file and beside what somebody
// would write in JavaScript instead. All of them run in the same workerd and get each file in turn, again
// and again; shown are medians, with the smallest and largest.
//
//   npm run bench                          every file, five turns
//   npm run bench -- users-7 webex         only these files
//   npm run bench -- --turns 3             fewer turns
//   npm run bench -- --markdown            tables for docs/compare.md
//
// The first turn of each file warms up and is left out. CPU is that of the one process that runs the
// Workers, so it includes what local R2 and KV do there. Wrangler's other workerd, which passes requests
// on, is shown apart, and this process, which sends the file, is not. The bench fails only where the peer
// counts other errors than Rollcall.

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { sizes } from '../scripts/build.mjs';
import { main } from '../scripts/terminal.mjs';
import { resident } from './cpu.mjs';
import { write } from './files.mjs';
import { LANES, startLanes } from './lanes.mjs';
import { machine } from './machine.mjs';
import { benchOptions } from './options.mjs';
import { figure, middle, size, spread, table } from './print.mjs';
import { standing, targets } from './targets.mjs';

/** @typedef {import('./files.mjs').BenchFile} BenchFile */
/** @typedef {import('./files.mjs').LaneName} LaneName */

const MIB = 1 << 20;

/**
 * One file through every lane.
 * @param {Awaited<ReturnType<typeof startLanes>>} lanes @param {BenchFile} file
 * @param {{path: string, bytes: number}} written @param {number} turns
 * @param {string} indent
 * @returns {Promise<import('./targets.mjs').Result>}
 */
async function measure(lanes, file, written, turns, indent) {
  if (file.template) await lanes.putTemplate(file.template);
  const names = file.lanes ?? /** @type {LaneName[]} */ (Object.keys(LANES));
  /** @type {Map<LaneName, {cpu: number[], around: number[], wall: number[]}>} */
  const taken = new Map(names.map((name) => [name, { cpu: [], around: [], wall: [] }]));
  /** @type {Partial<Record<LaneName, any>>} */
  const answers = {};
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const [name, figures] of taken) {
      const { answer, cpu, around, wall } = await lanes.measure(name, file, written, turn === 0 ? file.warmUp : file.requests);
      answers[name] = answer;
      if (turn === 0) continue;
      figures.cpu.push(cpu);
      figures.around.push(around);
      figures.wall.push(wall);
    }
    if (turn === 0) compare(file, answers, indent);
  }
  const figures = [...taken].map(([name, { cpu, around, wall }]) => [name, { cpu: middle(cpu), around: middle(around), wall: middle(wall) }]);
  return { file, bytes: written.bytes, lanes: Object.fromEntries(figures) };
}

/**
 * That everybody has seen the same file and counts the same errors.
 * @param {BenchFile} file @param {Partial<Record<LaneName, any>>} answers @param {string} indent
 */
function compare(file, answers, indent) {
  const { read, check, store, storage, peer } = answers;
  const differ = (/** @type {string} */ what, /** @type {any} */ one, /** @type {any} */ other) => {
    if (one !== other) throw new Error(`${file.name}: ${what}: ${one} and ${other}\n${JSON.stringify(check)}`);
  };
  differ('the state of the job', store.status, 'completed');
  differ('rows, as made and as checked', file.rows, check.rows.total);
  differ('errors, discarded and stored', check.findings.errors, store.findings.errors);
  for (const other of [read, storage]) if (other) differ('bytes, only read and checked', other.bytes, check.file.bytes);
  if (!peer) return;
  const unknown = check.findings.groups.filter(({ code }) => file.leaves?.includes(code));
  const known = check.findings.errors - unknown.reduce((sum, { count }) => sum + count, 0);
  differ('rows, of the peer and of Rollcall', peer.rows, check.rows.total);
  differ('errors, of the peer and of Rollcall', peer.errors, known);
  console.log(`${indent}the same count everywhere: ${peer.rows.toLocaleString('en')} rows, ${known.toLocaleString('en')} errors`
    + (file.leftOut ? ` (the peer leaves out ${file.leftOut})` : ''));
}

/** @param {import('./targets.mjs').Result} result @param {boolean} markdown */
function show({ file, bytes, lanes }, markdown) {
  const told = (/** @type {number} */ value, text = figure(value)) => (Number.isFinite(value) ? text : 'not told here');
  const rows = Object.entries(lanes).map(([name, { cpu, around, wall }]) => {
    const ratio = cpu.median / (lanes.read?.cpu.median ?? NaN);
    const row = (cpu.median * 1000) / file.rows;
    return [
      LANES[/** @type {LaneName} */ (name)],
      told(cpu.median, spread(cpu, 'ms')),
      told(ratio),
      told(row, `${figure(row)} µs`),
      told(around.median, `${figure(around.median)} ms`),
      spread(wall, 'ms'),
      `${figure(bytes / 1000 / wall.median)} MB/s`,
    ];
  });
  const head = ['', 'CPU', '× only reading', 'CPU a row', "wrangler's proxy", 'wall', 'through'];
  const kept = lanes.read ? head.map(() => true) : head.map((title) => title !== '× only reading');
  const pick = (/** @type {string[]} */ cells) => cells.filter((_, column) => kept[column]);
  console.log(table(pick(head), rows.map(pick), markdown));
}

await main(async () => {
  const options = benchOptions(process.argv.slice(2));
  if (!options) return;
  const { files, turns, markdown } = options;
  console.log(`\n${machine()}\n${turns} turns, and one before them that is left out\n`);

  const folder = mkdtempSync(path.join(os.tmpdir(), 'rollcall-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const lanes = await startLanes();
  /** @type {import('./targets.mjs').Result[]} */
  const results = [];
  try {
    for (const file of files) {
      const written = write(file, folder);
      lanes.rest();
      const again = file.requests > 1 ? `; ${file.requests} requests a turn` : '';
      console.log(`${markdown ? '### ' : ''}${file.name}: ${file.rows.toLocaleString('en')} rows, ${size(written.bytes)}, ${file.what}${again}${markdown ? '\n' : ''}`);
      const result = await measure(lanes, file, written, turns, markdown ? '' : '  ');
      results.push(result);
      if (markdown) console.log();
      show(result, markdown);
      const memory = lanes.pid ? `; memory of workerd ${(resident(lanes.pid) / MIB).toFixed(0)} MiB` : '';
      console.log(`${markdown ? '\n' : '  '}wasm memory afterwards ${((await lanes.memory()) / MIB).toFixed(1)} MiB${memory}\n`);
      rmSync(written.path);
    }
  } finally {
    await lanes.close();
  }

  const [{ gzip }] = sizes();
  console.log(`${markdown ? '### ' : ''}Targets\n`);
  const lines = targets(results, gzip).map((target) => {
    const shown = (/** @type {number} */ value) => `${figure(value)}${target.unit}`;
    const bound = target.atLeast ? '≥ ' : '≤ ';
    return [target.what, target.measured === null ? '–' : shown(target.measured), `must ${bound}${target.must}`, `goal ${bound}${target.goal}`, standing(target)];
  });
  console.log(table(['', 'measured', 'must', 'goal', ''], lines, markdown));
});
