// The `rollcall` command as `cargo test` leaves it, for tests that compare it with the Worker and the page.

import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ROOT } from './harness.mjs';

const PROGRAM = path.join(process.env.CARGO_TARGET_DIR ?? path.join(ROOT, 'target'), 'debug', process.platform === 'win32' ? 'rollcall.exe' : 'rollcall');
/** More than any output here. */
const MOST = 256 << 20;

function program() {
  assert.ok(existsSync(PROGRAM), `${PROGRAM} is missing: run \`cargo test --workspace\`.`);
  return PROGRAM;
}

/**
 * Runs the command.
 * @param {string[]} args
 * @param {string} folder where
 * @param {string | Buffer} [input] what it reads from its standard input
 * @returns {Promise<{status: number, stdout: Buffer, stderr: string}>}
 */
export const commandLine = (args, folder, input) =>
  new Promise((resolve) => {
    const child = execFile(program(), args, { cwd: folder, encoding: 'buffer', maxBuffer: MOST }, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr: stderr.toString() });
    });
    child.stdin?.end(input);
  });

/**
 * A file of made-up users.
 * @param {string} template
 * @param {string[]} options of `rollcall sample`
 * @returns {Buffer}
 */
export const sample = (template, options) => execFileSync(program(), ['sample', template, ...options], { maxBuffer: MOST });
