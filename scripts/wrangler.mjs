// How wrangler is run: by the Node that it needs, with this tree's configuration.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Plain, ROOT } from './terminal.mjs';

const PROGRAM = path.join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js');

/**
 * @param {import('./setup.mjs').Tools} tools
 * @param {string[]} args what stands after `wrangler`
 * @returns {{program: string, args: string[], env: Record<string, string>}}
 */
export function wrangler(tools, args) {
  return {
    program: tools.node,
    // Named, because wrangler would rather take a stray wrangler.json of a folder further up.
    args: [PROGRAM, ...args, '--config', path.join(ROOT, 'wrangler.toml')],
    env: tools.env,
  };
}

/**
 * Runs wrangler with the terminal's input, for what asks or shows something, and ends as it ends.
 * @param {import('./setup.mjs').Tools} tools
 * @param {string[]} words what stands after `wrangler`
 * @returns {boolean} whether it ended well
 */
export function handOver(tools, words) {
  const { program, args, env } = wrangler(tools, words);
  const { status } = spawnSync(program, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' });
  process.exitCode = status ?? 1;
  return status === 0;
}

/** The directory's database, as `wrangler.toml` names it. */
const DATABASE = 'rollcall-directory';
/** What is kept of this machine's Workers. */
export const STATE = '.wrangler/state';

/**
 * Applies to this machine's directory what of `migrations/` has not been applied yet.
 * @param {import('./setup.mjs').Tools} tools
 */
export function migrateHere(tools) {
  const folder = path.join(ROOT, 'migrations');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(`${name}\n`).update(readFileSync(path.join(folder, name)));
  const digest = hash.digest('hex');
  // It lies with the databases, and goes when they go.
  const applied = path.join(ROOT, STATE, 'v3', 'd1', 'rollcall-migrations');
  if (existsSync(applied) && readFileSync(applied, 'utf8') === digest) return;
  const { status, out } = migrate(tools, ['--local', '--persist-to', STATE]);
  if (status !== 0) throw new Plain(`${out}\n\nThe directory's tables could not be made: what is above says why.`);
  mkdirSync(path.dirname(applied), { recursive: true });
  writeFileSync(applied, digest);
}

/**
 * Applies migrations, and asks nobody.
 * @param {import('./setup.mjs').Tools} tools
 * @param {string[]} where
 * @returns {{status: number | null, out: string}}
 */
export function migrate(tools, where) {
  const { program, args, env } = wrangler(tools, ['d1', 'migrations', 'apply', DATABASE, ...where]);
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, env: { ...process.env, ...env, CI: '1' }, encoding: 'utf8' });
  return { status, out: `${stdout}${stderr}` };
}
