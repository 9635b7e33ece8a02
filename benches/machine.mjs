// What was measured, on what.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../scripts/terminal.mjs';

/** @param {string} program @param {string[]} args */
const ask = (program, args) => spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' }).stdout?.trim() ?? '';

/** @param {string} name of a package @returns {string} */
const version = (name) => JSON.parse(readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;

/** @returns {string} a few lines */
export function machine() {
  const cpus = os.cpus();
  const changed = ask('git', ['status', '--porcelain', '--untracked-files=no']) === '' ? '' : ' with changes';
  return [
    `${cpus[0]?.model.trim() ?? 'unknown CPU'}, ${cpus.length} cores, ${os.platform()} ${os.arch()}, load ${os.loadavg()[0].toFixed(1)} at the start`,
    `node ${process.versions.node}, wrangler ${version('wrangler')}, workerd ${version('workerd')}, ${ask('rustc', ['--version'])}`,
    `papaparse ${version('papaparse')}, zod ${version('zod')}; Rollcall ${ask('git', ['rev-parse', '--short', 'HEAD'])}${changed}`,
  ].join('\n');
}
