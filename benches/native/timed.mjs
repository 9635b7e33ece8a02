// What a program takes, measured the same way for all of them.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Plain, ask } from '../../scripts/terminal.mjs';

/** bash times a program and all that it started, on Linux and on macOS. */
const TIMED = 'TIMEFORMAT="%3R %3U %3S"; time "$@" >"$ROLLCALL_OUT" 2>"$ROLLCALL_ERR"';

/** Holds a program to one core, where the system can: the first that this process may use. */
const ONE_CORE = (() => {
  const cores = ask('taskset', ['-cp', String(process.pid)])?.match(/: (\d+)/);
  return cores ? ['taskset', '-c', cores[1]] : [];
})();

/** Whether programs are held to one core, or only asked to use one thread. */
export const heldToOneCore = ONE_CORE.length > 0;

/**
 * One run of a program.
 * @typedef {object} Run
 * @property {number} cpu milliseconds on a core, user and system
 * @property {number} wall milliseconds
 * @property {string} out what it wrote to standard output
 * @property {string} err what it wrote to standard error
 */

/**
 * @param {string[]} command
 * @param {string} folder where it runs, and where its output goes
 * @param {Record<string, string>} [env]
 * @returns {Run}
 */
export function timed(command, folder, env = {}) {
  const [out, err] = ['stdout', 'stderr'].map((name) => path.join(folder, name));
  const child = spawnSync('bash', ['-c', TIMED, 'bash', ...ONE_CORE, ...command], {
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C.UTF-8', LC_NUMERIC: 'C', ...env, ROLLCALL_OUT: out, ROLLCALL_ERR: err },
    encoding: 'utf8',
  });
  if (child.error) throw new Plain(`bash is needed to measure and could not be run: ${child.error.message}.`);
  const times = child.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  // 1 says that the file is not valid, to all of them.
  if (![0, 1].includes(child.status) || times.length !== 3 || times.some(Number.isNaN)) {
    throw new Plain(`${path.basename(command[0])} ended with ${child.status ?? child.signal}:\n${readFileSync(err, 'utf8').slice(0, 2000)}`);
  }
  const [wall, user, system] = times;
  return { cpu: (user + system) * 1000, wall: wall * 1000, out, err };
}

/** @param {number[]} values */
export function middle(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return { median: sorted[sorted.length >> 1], low: sorted[0], high: sorted[sorted.length - 1] };
}
