// Builds the Worker into `build/`, unless nothing it is made of has changed.

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildPage } from './page.mjs';
import { setUp } from './setup.mjs';
import { Plain, ROOT, ask, main, run, say, step } from './terminal.mjs';

/** What the Worker is made of. */
const SOURCES = ['Cargo.toml', '.cargo/config.toml', 'src', 'crates', 'templates', 'scripts/build.mjs'];
/** What stands under those and is not part of it. */
const NOT_SOURCES = /(^|\/)(target|tests|benches|examples|fuzz)\/|^crates\/(cli|browser)\/|^crates\/engine\/messages\/page\/|\.md$/;

const BUILD = path.join(ROOT, 'build');
/** The module with the names of its functions, to read traces with; it is not deployed. */
const NAMED = path.join(ROOT, 'target', 'index_bg.named.wasm');
/** What of the engine is fetched, as files of the deployment. */
const PARTS = path.join(ROOT, 'public', 'engine');
const STAMP = path.join(BUILD, '.sources');

/**
 * @param {import('./setup.mjs').Tools} tools
 * @param {{force?: boolean}} [options]
 * @returns {Promise<boolean>} whether anything was built
 */
export async function build(tools, { force = false } = {}) {
  const sources = digestOf(SOURCES, toolsText(tools));
  const made = ['index.js', 'index_bg.wasm'].every((name) => existsSync(path.join(BUILD, name))) && existsSync(PARTS);
  if (!force && made && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp(sources)) return buildPage(tools);
  await step('Building the Worker', async () => {
    await run(tools.workerBuild, ['--profile', 'worker', '--package', 'rollcall'], {
      env: { ...tools.env, NO_UPDATE_NOTIFIER: '1' },
      hint: 'The Worker could not be built: what is above says why.',
    });
    mkdirSync(BUILD, { recursive: true });
    takeOffNames();
    layOutParts();
    // The lock file as it is now, because the build may have brought it up to date.
    writeFileSync(STAMP, stamp(sources));
  });
  await buildPage(tools, { force });
  return true;
}

/**
 * Takes the names of the functions off the module and leaves one that has them beside it: they are a
 * tenth of the Worker, and a trace from production gives each function's number.
 */
function takeOffNames() {
  const file = path.join(BUILD, 'index_bg.wasm');
  const module = readFileSync(file);
  mkdirSync(path.dirname(NAMED), { recursive: true });
  writeFileSync(NAMED, module);
  writeFileSync(file, withoutCustomSections(module));
}

/**
 * Puts the parts of the engine that are not in the module (see `src/parts.rs`) where they are fetched
 * from. Cargo keeps the output of every build script it ran; the module says which is its own.
 */
function layOutParts() {
  const module = readFileSync(path.join(BUILD, 'index_bg.wasm'), 'latin1');
  const scripts = path.join(ROOT, 'target', 'wasm32-unknown-unknown', 'worker', 'build');
  const folder = readdirSync(scripts)
    .filter((name) => name.startsWith('rollcall-engine-'))
    .map((name) => path.join(scripts, name, 'out', 'parts'))
    .find((parts) => existsSync(parts) && module.includes(readFileSync(path.join(parts, 'fingerprint'), 'utf8')));
  if (!folder) throw new Plain('The words of the engine are not where cargo puts them; run `cargo clean` and build again.');
  const fingerprint = readFileSync(path.join(folder, 'fingerprint'), 'utf8');
  rmSync(PARTS, { recursive: true, force: true });
  cpSync(folder, path.join(PARTS, fingerprint), { recursive: true });
}

/**
 * A WebAssembly module without what nothing needs to run it: names, and who made it with what.
 * @param {Buffer} module
 * @returns {Buffer}
 */
export function withoutCustomSections(module) {
  const HEADER = 8;
  const CUSTOM = 0;
  const kept = [module.subarray(0, HEADER)];
  for (let at = HEADER; at < module.length; ) {
    // A section is its number, its length in LEB128, and that many bytes.
    let length = 0;
    let start = at + 1;
    for (let shift = 0, more = true; more; shift += 7, start += 1) {
      length += (module[start] & 0x7f) * 2 ** shift;
      more = module[start] > 0x7f;
    }
    if (module[at] !== CUSTOM) kept.push(module.subarray(at, start + length));
    at = start + length;
  }
  return Buffer.concat(kept);
}

/**
 * How large the built Worker is.
 * @returns {{name: string, bytes: number, gzip: number}[]} one entry a file, in bytes
 */
export function sizes() {
  return ['index_bg.wasm', 'index.js'].map((name) => {
    const bytes = readFileSync(path.join(BUILD, name));
    return { name, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  });
}

/** @returns {string} the sizes as one line */
export function sizeLine() {
  const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;
  return sizes().map(({ name, bytes, gzip }) => `${name} ${kib(bytes)} (${kib(gzip)} gzip)`).join(', ');
}

/** @param {string} sources */
const stamp = (sources) => `${sources}\n${fileDigest('Cargo.lock')}\n`;

/**
 * The programs that build, in the versions that they have.
 * @param {import('./setup.mjs').Tools} tools
 */
export const toolsText = (tools) =>
  `${tools.workerBuild}\n${tools.wasmBindgen}\n${ask('rustc', ['--version'])}\n${process.env.RUSTFLAGS ?? ''}\n`;

/**
 * A digest over every source file's path and content, and over what builds them.
 * @param {string[]} sources files and folders
 * @param {string} builders
 * @param {RegExp} [except] what stands under the folders and is not part of it
 */
export function digestOf(sources, builders, except = NOT_SOURCES) {
  const hash = createHash('sha256');
  hash.update(builders);
  for (const source of sources) {
    for (const file of files(source, except)) {
      hash.update(`${file}\n${fileDigest(file)}\n`);
    }
  }
  return hash.digest('hex');
}

/** @param {string} file a path below the top of the tree */
export function fileDigest(file) {
  return createHash('sha256').update(readFileSync(path.join(ROOT, file))).digest('hex');
}

/**
 * @param {string} relative a file or folder, with `/`
 * @param {RegExp} except what is left out
 * @returns {string[]} its files, sorted
 */
function files(relative, except) {
  if (except.test(relative)) return [];
  const full = path.join(ROOT, relative);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [relative];
  return readdirSync(full).sort().flatMap((name) => files(`${relative}/${name}`, except));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    const unknown = process.argv.slice(2).find((argument) => argument !== '--force');
    if (unknown) throw new Plain(`Unknown option ${unknown}: \`npm run build\` knows \`-- --force\`.`);
    const built = await build(await setUp(), { force: process.argv.includes('--force') });
    say(built ? sizeLine() : `The Worker is up to date: ${sizeLine()}`);
  });
}
