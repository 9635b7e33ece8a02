// How wrangler is run: by the Node that it needs, with this tree's configuration.

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { ROOT } from './terminal.mjs';

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
 */
export function handOver(tools, words) {
  const { program, args, env } = wrangler(tools, words);
  const { status } = spawnSync(program, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
