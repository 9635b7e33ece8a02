// The Python programs that tests are made with: each in an environment of its own in the user's cache folder, in
// exactly the versions of a list.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { installFromDebian } from './debian.mjs';
import { cacheFolder } from './setup.mjs';
import { Plain, ROOT, ask, run, step } from './terminal.mjs';

/**
 * What a test wants.
 * @typedef {object} Wanted
 * @property {string} name the package's
 * @property {string} module what Python calls it
 * @property {string} requirements the list, from the top of the tree: the package and everything it stands on
 * @property {string} purpose what it is for, as in "for the test of …"
 */

/** @type {Wanted} checks the running Worker against public/openapi.json */
const SCHEMATHESIS = {
  name: 'schemathesis', module: 'schemathesis', requirements: 'tests/openapi/requirements.txt', purpose: 'for the test of the API\'s description',
};
/** @type {Wanted} a SCIM service */
const SCIM2_SERVER = {
  name: 'scim2-server', module: 'scim2_server', requirements: 'tests/scim/requirements.txt', purpose: 'for the test of a directory behind SCIM',
};

/** The oldest Python that they run on. */
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
 * The Python that has schemathesis: `-m schemathesis.cli` is the command line.
 * @returns {Promise<string>} its path
 */
export const pythonWithSchemathesis = () => pythonWith(SCHEMATHESIS);

/**
 * The Python that has a SCIM service: `-m scim2_server.testserver.cli` starts it.
 * @returns {Promise<string>} its path
 */
export const pythonWithScim = () => pythonWith(SCIM2_SERVER);

/**
 * A Python that has a package; it is installed where it is not there yet.
 * @param {Wanted} wanted
 * @returns {Promise<string>} its path
 * @throws {Plain} in one line, what is missing and how to get it
 */
async function pythonWith({ name, module, requirements: list, purpose }) {
  const listed = path.join(ROOT, ...list.split('/'));
  const requirements = readFileSync(listed, 'utf8').replaceAll('\r\n', '\n');
  const digest = createHash('sha256').update(requirements).digest('hex');
  const version = requirements.match(new RegExp(`^${name}==(\\S+)$`, 'm'))?.[1];
  const folder = path.join(cacheFolder(), `${name}-${version}-${digest.slice(0, 8)}`);
  const python = process.platform === 'win32' ? path.join(folder, 'Scripts', 'python.exe') : path.join(folder, 'bin', 'python');
  const stamp = path.join(folder, '.installed');
  // The environment does not survive the Python that it was made with.
  if (existsSync(stamp) && ask(python, ['-c', `import ${module}`]) !== null) return python;

  const base = await aPython(name, purpose);
  await step(`Installing ${name} ${version}, ${purpose} (once a machine)`, async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(path.dirname(folder), { recursive: true });
    await run(base, ['-m', 'venv', folder], { hint: 'Python could not make a virtual environment: what is above says why.' });
    // Wheels only, so that nothing is compiled and no package runs anything; and none but those that are listed.
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--only-binary', ':all:', '--no-deps', '--requirement', listed], {
      hint: `pip could not install ${name}: check the network and start again.`,
    });
    await run(python, ['-m', 'pip', 'check', '--disable-pip-version-check'], { hint: `${list} lacks something: what is above says what.` });
    writeFileSync(stamp, '');
  });
  return python;
}

/**
 * A Python that can make virtual environments; Debian's package manager brings one where nobody has to be asked.
 * @param {string} name
 * @param {string} purpose
 */
async function aPython(name, purpose) {
  const found = installedPython();
  if (found) return found;
  if (await installFromDebian('python3-venv', `Installing Python, ${purpose}`, 'Python could not be installed.')) {
    const now = installedPython();
    if (now) return now;
  }
  const how = HOW[/** @type {keyof typeof HOW} */ (process.platform)] ?? 'install one';
  throw new Plain(`${name}, ${purpose}, needs Python ${PYTHON.join('.')} or newer, and there is none here: ${how}.`);
}

/** @returns {string | undefined} */
function installedPython() {
  // `ensurepip` is what Debian leaves out without its python3-venv.
  const check = `import sys, venv, ensurepip; sys.exit(sys.version_info < (${PYTHON.join(', ')}))`;
  return PROGRAMS.find((program) => ask(program, ['-c', check]) !== null);
}
