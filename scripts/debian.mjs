// Debian's package manager, where it is there and nobody has to be asked for a password.

import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { run, step } from './terminal.mjs';

/**
 * Installs a package, if that can be done without asking anybody.
 * @param {string} name the package's
 * @param {string} title what the step is called
 * @param {string} hint the sentence where it fails
 * @returns {Promise<boolean>} whether it was tried
 */
export async function installFromDebian(name, title, hint) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !hasApt()) return false;
  await step(title, async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '--quiet'], { env, hint });
    await run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', name], { env, hint });
  });
  return true;
}

function hasApt() {
  try {
    execFileSync('apt-get', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
