// Builds the page into `public/`, unless nothing it is made of has changed: the engine for the browser,
// the scripts and styles with the digests of what is in them in their names, and an HTML file a view.

import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { digestOf, fileDigest, toolsText, withoutCustomSections } from './build.mjs';
import { Plain, ROOT, run, say, step } from './terminal.mjs';

/** What the engine for the browser is made of. */
const ENGINE_SOURCES = ['Cargo.toml', '.cargo/config.toml', 'crates', 'templates', 'scripts/page.mjs'];
const NOT_ENGINE = /(^|\/)(target|tests|benches|examples|fuzz)\/|^crates\/(cli|multipart)\/|^crates\/engine\/messages\/page\/|\.md$/;
/** What the page is made of besides. */
const PAGE_SOURCES = ['page', 'crates/engine/messages/page', 'package-lock.json', 'scripts/page.mjs'];

const ENGINE = path.join(ROOT, 'target', 'page');
const WASM = path.join(ENGINE, 'engine.wasm');
const PAGE = path.join(ROOT, 'page');
const PUBLIC = path.join(ROOT, 'public');
const ASSETS = path.join(PUBLIC, 'assets');

/** The views that have an address of their own: `public/jobs.html` is served as `/jobs`. */
const VIEWS = ['index', 'jobs', 'report', 'apply', 'users', 'mend', 'embed'];
const PROFILE = 'browser';
const TARGET = 'wasm32-unknown-unknown';

/**
 * @param {import('./setup.mjs').Tools} tools
 * @param {{force?: boolean}} [options]
 * @returns {Promise<boolean>} whether anything was built
 */
export async function buildPage(tools, { force = false } = {}) {
  const engine = await once(path.join(ENGINE, '.sources'), force, [WASM],
    digestOf(ENGINE_SOURCES, toolsText(tools), NOT_ENGINE), () => step('Building the engine for the browser', () => buildEngine(tools)));
  const sources = digestOf(PAGE_SOURCES, fileDigest(path.relative(ROOT, WASM)), /\.md$/);
  const made = [ASSETS, path.join(PUBLIC, 'element.js'), ...VIEWS.map((view) => path.join(PUBLIC, `${view}.html`))];
  const page = await once(path.join(ENGINE, '.page'), force, made, sources, () => step('Building the page', bundle));
  if (engine || page) say(`  ${engineLine()}`);
  return engine || page;
}

/**
 * Does something, unless it was done with the same sources and is still there.
 * @param {string} stamp @param {boolean} force @param {string[]} made @param {string} sources
 * @param {() => Promise<void>} work
 */
async function once(stamp, force, made, sources, work) {
  // What cargo settles while it builds is in the lock file afterwards.
  const now = () => `${sources}\n${fileDigest('Cargo.lock')}\n`;
  if (!force && made.every((file) => existsSync(file)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now()) return false;
  await work();
  writeFileSync(stamp, now());
  return true;
}

/** @param {import('./setup.mjs').Tools} tools */
async function buildEngine(tools) {
  mkdirSync(ENGINE, { recursive: true });
  const hint = 'The engine could not be built for the browser: what is above says why.';
  await run('cargo', ['build', '--quiet', '--profile', PROFILE, '--package', 'rollcall-browser', '--target', TARGET], { hint });
  const module = path.join(ROOT, 'target', TARGET, PROFILE, 'rollcall_browser.wasm');
  await run(tools.wasmBindgen, [module, '--target', 'web', '--out-dir', ENGINE, '--out-name', 'engine'], { hint });
  const bound = path.join(ENGINE, 'engine_bg.wasm');
  await run(tools.node, [path.join(ROOT, 'node_modules', 'binaryen', 'bin', 'wasm-opt'), ...WASM_OPT, bound, '-o', WASM], { hint });
  writeFileSync(WASM, withoutCustomSections(readFileSync(WASM)));
  // Types of the module's own functions are nobody's here; the page imports its address.
  for (const left of [bound, `${bound}.d.ts`]) rmSync(left);
}

/** `-Oz` is no smaller in gzip than `-O3`, and slower. */
const WASM_OPT = ['-O3'];

/** Scripts, styles and pages. */
async function bundle() {
  // Not at the top: whoever runs this for the first time has it only when everything is set up.
  const esbuild = await import('esbuild');
  rmSync(ASSETS, { recursive: true, force: true });
  // The Worker first: the page has to know its name.
  const worker = await esbuild.build({ ...SHARED, entryPoints: [path.join(PAGE, 'engine', 'worker.js')] });
  const address = outputOf(worker, 'page/engine/worker.js');
  const define = { ENGINE_WORKER: JSON.stringify(address) };
  const styles = path.join(PAGE, 'styles', 'all.css');
  const page = await esbuild.build({ ...SHARED, define, splitting: true, entryPoints: [path.join(PAGE, 'main.js'), styles] });
  const shell = readFileSync(path.join(PAGE, 'shell.html'), 'utf8');
  const names = { main: outputOf(page, 'page/main.js'), styles: outputOf(page, 'page/styles/all.css') };
  const html = shell.replace(/\{\{(\w+)\}\}/g, (_, name) => {
    const found = /** @type {Record<string, string>} */ (names)[name];
    if (found === undefined) throw new Plain(`page/shell.html asks for {{${name}}}; there are main and styles.`);
    return found;
  });
  for (const view of VIEWS) writeFileSync(path.join(PUBLIC, `${view}.html`), html);
  // Portals name this one in their own pages, so its name stays.
  const element = path.join(PAGE, 'element', 'rollcall-upload.js');
  await esbuild.build({ ...SHARED, entryPoints: [{ in: element, out: 'element' }], entryNames: '[name]', outdir: PUBLIC, metafile: false });
  copyFileSync(path.join(PAGE, 'element', 'element.d.ts'), path.join(PUBLIC, 'element.d.ts'));
}

/** @type {import('esbuild').BuildOptions & {outdir: string | undefined}} */
const SHARED = {
  absWorkingDir: ROOT,
  outdir: ASSETS,
  publicPath: '/assets',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
  charset: 'utf8',
  legalComments: 'none',
  metafile: true,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.wasm': 'file', '.ftl': 'file', '.svg': 'file', '.woff2': 'file' },
  logLevel: 'warning',
};

/**
 * The address of what an entry became.
 * @param {import("esbuild").BuildResult} result @param {string} entry below the top of the tree
 */
function outputOf(result, entry) {
  const outputs = Object.entries(result.metafile?.outputs ?? {});
  const found = outputs.find(([, output]) => output.entryPoint === entry);
  if (!found) throw new Plain(`Nothing came of ${entry}.`);
  return `/assets/${path.basename(found[0])}`;
}

/**
 * How large the engine is that a browser loads.
 * @returns {{name: string, bytes: number, gzip: number}}
 */
export function engineSize() {
  const name = readdirSync(ASSETS).find((file) => /^engine.*\.wasm$/.test(file));
  if (!name) throw new Plain('The page is not built; run `npm run build`.');
  const bytes = readFileSync(path.join(ASSETS, name));
  return { name, bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

/** @returns {string} the size as one line */
export function engineLine() {
  const { bytes, gzip } = engineSize();
  const kib = (/** @type {number} */ size) => `${(size / 1024).toFixed(0)} KiB`;
  return `the engine for the browser: ${kib(bytes)} (${kib(gzip)}, ${gzip.toLocaleString('en')} bytes gzip)`;
}
