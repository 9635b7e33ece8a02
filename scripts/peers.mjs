// The programs that `npm run bench:native` measures the command line beside: found on PATH, or put into
// the user's cache folder once a machine. One that cannot be had is a sentence and not a failure.

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { cacheFolder } from './setup.mjs';
import { Plain, ROOT, ask, run, say, step } from './terminal.mjs';

const QSV = '16.1.0';
const FRICTIONLESS = '5.21.0';

/**
 * `qsv validate`: one that is on PATH, or qsvlite of a fixed version, compiled as its own release profile
 * says (opt-level 3, LTO, mimalloc).
 * @returns {Promise<{program: string, version: string} | null>}
 */
export async function qsv() {
  const validates = (program) => ask(program, ['validate', '--help']) !== null;
  const found = (program) => ({ program, version: (ask(program, ['--version']) ?? '').split('-')[0] });
  for (const program of ['qsv', 'qsvlite']) {
    if (validates(program)) return found(program);
  }
  const root = path.join(cacheFolder(), `qsv-${QSV}`);
  const cached = path.join(root, 'bin', process.platform === 'win32' ? 'qsvlite.exe' : 'qsvlite');
  if (validates(cached)) return found(cached);
  try {
    await step(`Compiling qsv ${QSV} (once a machine, 10 to 30 minutes)`, () => compileQsv(root));
  } catch (error) {
    if (!(error instanceof Plain)) throw error;
    say(error.message);
    return null;
  }
  return validates(cached) ? found(cached) : null;
}

/**
 * The published crate does not compile as it is: its manifest replaces a crate by a fork that is only in
 * a git repository, and one line of the command `json`, which has no part in this, calls what only the
 * fork has. Without that line it does. The releases of qsv have a fork of the `csv` crate too, which
 * checks UTF-8 faster; what is compiled here reads with the published one.
 * @param {string} root
 */
async function compileQsv(root) {
  const source = path.join(root, 'source');
  mkdirSync(root, { recursive: true });
  rmSync(source, { recursive: true, force: true });
  cpSync(crateSource('qsv', QSV), source, { recursive: true });
  const file = path.join(source, 'src', 'cmd', 'json.rs');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\s*\.preserve_key_order\(true\)\n/m, ''));
  const build = path.join(root, 'compiling');
  await run('cargo', ['install', '--path', source, '--locked', '--features', 'lite', '--bin', 'qsvlite', '--root', root, '--target-dir', build, '--force'], {
    // So that the `.cargo/config.toml` of this tree has no say.
    cwd: root,
    hint: `qsv ${QSV} could not be compiled: what is above says why. Install one so that \`qsv validate\` runs, and start again.`,
  });
  rmSync(build, { recursive: true, force: true });
  rmSync(source, { recursive: true, force: true });
}

/**
 * Where cargo keeps the source of a crate, fetched if it is not there.
 * @param {string} crate
 * @param {string} version
 */
function crateSource(crate, version) {
  ask('cargo', ['info', `${crate}@${version}`]);
  const registry = path.join(process.env.CARGO_HOME || path.join(os.homedir(), '.cargo'), 'registry', 'src');
  const folders = existsSync(registry) ? readdirSync(registry) : [];
  const source = folders.map((name) => path.join(registry, name, `${crate}-${version}`)).find(existsSync);
  if (!source) throw new Plain(`The source of ${crate} ${version} could not be fetched: check the network and start again.`);
  return source;
}

/**
 * What qsv does to a record, with the same crates and nothing around it: `benches/native/peer`.
 * @returns {Promise<{program: string}>}
 */
export async function peer() {
  const folder = path.join(ROOT, 'benches', 'native', 'peer');
  const build = path.join(cacheFolder(), 'peer');
  await step('Compiling the csv and jsonschema crates as qsv uses them', () =>
    run('cargo', ['build', '--release', '--locked', '--manifest-path', path.join(folder, 'Cargo.toml'), '--target-dir', build], {
      hint: 'benches/native/peer could not be compiled: what is above says why.',
    }));
  return { program: path.join(build, 'release', 'peer') };
}

/**
 * A Python that has frictionless-py.
 * @returns {Promise<{program: string, version: string} | null>}
 */
export async function frictionless() {
  const root = path.join(cacheFolder(), `frictionless-${FRICTIONLESS}`);
  const program = path.join(root, 'bin', 'python');
  const has = () => ask(program, ['-c', 'import frictionless; print(frictionless.__version__)']) === FRICTIONLESS;
  if (!existsSync(program) || !has()) {
    try {
      await step(`Installing frictionless-py ${FRICTIONLESS} (once a machine)`, async () => {
        rmSync(root, { recursive: true, force: true });
        const hint = `frictionless-py ${FRICTIONLESS} could not be installed: it needs python3 with venv and pip, and the network.`;
        await run('python3', ['-m', 'venv', root], { hint });
        await run(program, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `frictionless==${FRICTIONLESS}`], { hint });
      });
    } catch (error) {
      if (!(error instanceof Plain)) throw error;
      say(error.message);
      return null;
    }
  }
  return has() ? { program, version: FRICTIONLESS } : null;
}

/**
 * The CSV Validator of the National Archives: a jar or a launcher that `CSV_VALIDATOR` names.
 * @returns {{command: string[]} | null}
 */
export function csvValidator() {
  const given = process.env.CSV_VALIDATOR;
  if (!given) return null;
  const file = path.resolve(given);
  if (!existsSync(file)) throw new Plain(`CSV_VALIDATOR names ${given}, and there is no such file.`);
  return { command: file.endsWith('.jar') ? ['java', '-XX:ActiveProcessorCount=1', '-jar', file] : [file] };
}
