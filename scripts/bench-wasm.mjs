// `npm run bench:wasm`: stages of the engine in WebAssembly with SIMD, in Node and without a Worker around
// them. The best of many turns: what the machine does besides only ever makes a turn slower.

import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { peopleText, schema } from '../tests/people.mjs';
import { setUp } from './setup.mjs';
import { ROOT, main, run, say, step } from './terminal.mjs';

const ROWS = 200_000;
const TURNS = 40;
const OUT = path.join(ROOT, 'target', 'bench-wasm');

/**
 * @param {number} bytes @param {number} rows @param {() => number | undefined} stage
 * @param {number} expected what the stage gives
 */
function measure(bytes, rows, stage, expected) {
  let best = Infinity;
  for (let turn = 0; turn < TURNS; turn += 1) {
    const started = performance.now();
    const found = stage();
    best = Math.min(best, performance.now() - started);
    if (found !== expected) throw new Error(`The stage gave ${found} and should have given ${expected}.`);
  }
  return `${(bytes / best / 1e6).toFixed(2)} GB/s, ${((best * 1e6) / rows).toFixed(0)} ns a row`;
}

/** The stages themselves, in the Node that runs the Worker's tests. */
async function stages() {
  const { Text, initSync } = await import(pathToFileURL(path.join(OUT, 'rollcall_bench_wasm.js')).href);
  initSync({ module: readFileSync(path.join(OUT, 'rollcall_bench_wasm_bg.wasm')) });
  const content = peopleText(ROWS);
  const text = new Text(content);
  const wrong = new Text(content.replaceAll('@', ' at '));
  const rows = (/** @type {boolean} */ unique) => JSON.stringify(schema({ unique }));
  say(`users-7, ${ROWS.toLocaleString('en')} rows, ${(text.bytes() / 1e6).toFixed(1)} MB, node ${process.versions.node}; best of ${TURNS}`);
  say(`  records                          ${measure(text.bytes(), ROWS, () => text.records(), (ROWS + 1) * 7)}`);
  say(`  checked                          ${measure(text.bytes(), ROWS, () => text.check(rows(false), false), 0)}`);
  say(`  checked, one column unique       ${measure(text.bytes(), ROWS, () => text.check(rows(true), false), 0)}`);
  say(`  checked, with its report         ${measure(text.bytes(), ROWS, () => text.check(rows(false), true), 0)}`);
  say(`  every row wrong, with its report ${measure(wrong.bytes(), ROWS, () => wrong.check(rows(false), true), ROWS)}`);
}

await main(async () => {
  if (process.argv[2] === '--stages') return stages();
  const tools = await setUp();
  mkdirSync(OUT, { recursive: true });
  const target = 'wasm32-unknown-unknown';
  await step('Building the engine for WebAssembly', () =>
    run('cargo', ['build', '--locked', '--profile', 'worker', '--package', 'rollcall-bench-wasm', '--target', target], {
      hint: 'The engine could not be built: what is above says why.',
    }),
  );
  const wasm = path.join(ROOT, 'target', target, 'worker', 'rollcall_bench_wasm.wasm');
  await run(tools.wasmBindgen, [wasm, '--target', 'web', '--out-dir', OUT], { hint: 'wasm-bindgen failed.' });
  say(`  ${(statSync(path.join(OUT, 'rollcall_bench_wasm_bg.wasm')).size / 1024).toFixed(0)} KiB, without wasm-opt`);
  await run(tools.node, [fileURLToPath(import.meta.url), '--stages'], { env: tools.env });
});
