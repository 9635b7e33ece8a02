// `npm run bench`: one file through the built Worker, beside a Worker that only reads it. Wall time and,
// where /proc tells it, CPU time of the workerd process; medians, with the smallest and largest.

import { createReadStream, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createTestHarness } from 'wrangler';
import { ROOT, startRollcall } from '../tests/harness.mjs';
import { people, schema } from '../tests/people.mjs';

const ROWS = 1_200_000;
const TURNS = 5;
/** What /proc counts CPU time in, on every Linux. */
const TICKS_A_SECOND = 100;

/** @returns {string[]} the workerd processes that this one has started */
function workerds() {
  try {
    return readdirSync('/proc').filter((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return stat.includes('(workerd)') && Number(stat.split(') ')[1].split(' ')[1]) === process.pid;
      } catch {
        return false;
      }
    });
  } catch {
    return [];
  }
}

/** @param {string[]} pids @returns {number} milliseconds of CPU time so far */
function cpu(pids) {
  let ticks = 0;
  for (const pid of pids) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return (ticks * 1000) / TICKS_A_SECOND;
}

/** @param {string} url @param {string} file @param {number} bytes @returns {Promise<any>} */
function post(url, file, bytes) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', headers: { 'content-type': 'text/csv', 'content-length': bytes } }, async (answer) => {
      let text = '';
      for await (const piece of answer) text += piece;
      resolve(JSON.parse(text));
    });
    request.on('error', reject);
    createReadStream(file, { highWaterMark: 1 << 20 }).pipe(request);
  });
}

/** @param {number[]} values */
function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], low: sorted[0], high: sorted[sorted.length - 1] };
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'rollcall-bench-'));
const file = path.join(folder, 'users-7.csv');
for (const piece of people(ROWS)) writeFileSync(file, piece, { flag: 'a' });
const bytes = statSync(file).size;
console.log(`users-7: ${ROWS.toLocaleString('en')} rows, 7 columns, ${(bytes / 1e6).toFixed(1)} MB; ${TURNS} turns, the first left out`);

const reading = createTestHarness({
  root: ROOT,
  workers: [{ config: { name: 'reading', main: path.join(ROOT, 'benches', 'reading.mjs'), compatibility_date: '2026-07-01' } }],
});
const { url: readingUrl } = await reading.listen();
const readingPids = workerds();
const rollcall = await startRollcall();
// Its storage runs in the same processes, so storing the report counts.
const rollcallPids = workerds().filter((pid) => !readingPids.includes(pid));

const options = (/** @type {object} */ wanted) => `${rollcall.url}/v1/jobs?${new URLSearchParams({ schema: JSON.stringify(schema(wanted)) })}`;
/** @type {[string, string, string[]][]} */
const lanes = [
  ['only reading the body', String(readingUrl), readingPids],
  ['Rollcall, report stored', options({}), rollcallPids],
  ['Rollcall, report stored, one unique column', options({ unique: true }), rollcallPids],
];
/** @type {{wall: number[], cpu: number[]}[]} */
const results = lanes.map(() => ({ wall: [], cpu: [] }));
for (let turn = 0; turn <= TURNS; turn += 1) {
  for (const [index, [, url, pids]] of lanes.entries()) {
    const before = cpu(pids);
    const started = performance.now();
    const answer = await post(url, file, bytes);
    const wall = performance.now() - started;
    if (answer.status && answer.status !== 'completed') throw new Error(JSON.stringify(answer));
    if (turn === 0) continue;
    results[index].wall.push(wall);
    if (pids.length > 0) results[index].cpu.push(cpu(pids) - before);
  }
}
const base = middle(results[0].cpu.length > 0 ? results[0].cpu : results[0].wall).median;
for (const [index, [name]] of lanes.entries()) {
  const wall = middle(results[index].wall);
  const used = results[index].cpu.length > 0 ? middle(results[index].cpu) : null;
  const round = (/** @type {{median: number, low: number, high: number}} */ m) => `${m.median.toFixed(0)} ms (${m.low.toFixed(0)}–${m.high.toFixed(0)})`;
  console.log(`  ${name}: CPU ${used ? round(used) : 'not told here'}, wall ${round(wall)}, ${(bytes / 1e3 / wall.median).toFixed(0)} MB/s; ${((used ?? wall).median / base).toFixed(1)} × only reading`);
}
console.log(`  wasm memory afterwards: ${((await rollcall.memory()) / (1 << 20)).toFixed(1)} MiB`);
await rollcall.close();
await reading.close();
rmSync(folder, { recursive: true });
