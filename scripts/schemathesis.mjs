// schemathesis, which checks the running Worker against public/openapi.json: in an environment of its own in the
// user's cache folder, in exactly the versions of tests/openapi/requirements.txt.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { installFromDebian } from './debian.mjs';
import { cacheFolder } from './setup.mjs';
import { Plain, ROOT, ask, run, step } from './terminal.mjs';

/** What is installed. */
const REQUIREMENTS = path.join(ROOT, 'tests', 'openapi', 'requirements.txt');
/** The oldest Python that it runs on. */
const PYTHON = [3, 11];
/** Where a Python may be; what PATH finds first is often not the newest. */
const PROGRAMS = process.platform === 'win32'
  ? ['python', 'python3']
  : ['python3', 'python', ...[14, 13, 12, 11].map((minor) => `python3.${minor}`)];

/** How one is had where there is none, in one line. */
const HOW = {
  linux: 'install one with its venv (`sudo apt install python3-venv` on Debian and Ubuntu, `sudo dnf install python3` on Fedora)',
  darwin: 'install one (`brew install python`)',
  win32: 'install one (`winget install Python.Python.3.13`)',
};

/**
 * The Python that has schemathesis; it is installed where it is not there yet.
 * @returns {Promise<string>} its path: `-m schemathesis.cli` is the command line
 * @throws {Plain} in one line, what is missing and how to get it
 */
export async function pythonWithSchemathesis() {
  const requirements = readFileSync(REQUIREMENTS, 'utf8').replaceAll('\r\n', '\n');
  const digest = createHash('sha256').update(requirements).digest('hex');
  const version = requirements.match(/^schemathesis==(\S+)$/m)?.[1];
  const folder = path.join(cacheFolder(), `schemathesis-${version}-${digest.slice(0, 8)}`);
  const python = process.platform === 'win32' ? path.join(folder, 'Scripts', 'python.exe') : path.join(folder, 'bin', 'python');
  const stamp = path.join(folder, '.installed');
  // The environment does not survive the Python that it was made with.
  if (existsSync(stamp) && ask(python, ['-c', 'import schemathesis']) !== null) return python;

  const base = await aPython();
  await step(`Installing schemathesis ${version}, for the test of the API's description (once a machine)`, async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(path.dirname(folder), { recursive: true });
    await run(base, ['-m', 'venv', folder], { hint: 'Python could not make a virtual environment: what is above says why.' });
    // Wheels only, so that nothing is compiled and no package runs anything; and none but those that are listed.
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--only-binary', ':all:', '--no-deps', '--requirement', REQUIREMENTS], {
      hint: 'pip could not install schemathesis: check the network and start again.',
    });
    await run(python, ['-m', 'pip', 'check', '--disable-pip-version-check'], { hint: 'tests/openapi/requirements.txt lacks something: what is above says what.' });
    writeFileSync(stamp, '');
  });
  return python;
}

/** A Python that can make virtual environments; Debian's package manager brings one where nobody has to be asked. */
async function aPython() {
  const found = installedPython();
  if (found) return found;
  if (await installFromDebian('python3-venv', 'Installing Python, for the test of the API\'s description', 'Python could not be installed.')) {
    const now = installedPython();
    if (now) return now;
  }
  const how = HOW[/** @type {keyof typeof HOW} */ (process.platform)] ?? 'install one';
  throw new Plain(`The API's description is checked by schemathesis, which needs Python ${PYTHON.join('.')} or newer, and there is none here: ${how}.`);
}

/** @returns {string | undefined} */
function installedPython() {
  // `ensurepip` is what Debian leaves out without its python3-venv.
  const check = `import sys, venv, ensurepip; sys.exit(sys.version_info < (${PYTHON.join(', ')}))`;
  return PROGRAMS.find((program) => ask(program, ['-c', check]) !== null);
}
