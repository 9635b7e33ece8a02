// What the scripts say, and how they run other programs.

import { spawn, spawnSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The top of the tree; every script works from here, wherever it was called. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const COLOUR = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (COLOUR ? `\x1b[${code}m${text}\x1b[0m` : text);

/** @param {string} text */
export const bold = (text) => paint('1', text);
/** @param {string} text */
export const dim = (text) => paint('2', text);

/** A failure whose message is meant for the reader: shown without a stack. */
export class Plain extends Error {}

/**
 * Prints one line about what is happening.
 * @param {string} text
 */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Announces a step, does it, and says how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  say(`${bold('▸')} ${title}`);
  const started = Date.now();
  const result = await work();
  say(dim(`  done in ${seconds(Date.now() - started)}`));
  return result;
}

/**
 * @param {number} milliseconds
 * @returns {string} for example `4.2 s` or `3 min 05 s`
 */
export function seconds(milliseconds) {
  const all = milliseconds / 1000;
  if (all < 60) return `${all.toFixed(1)} s`;
  return `${Math.floor(all / 60)} min ${String(Math.round(all % 60)).padStart(2, '0')} s`;
}

/**
 * Runs a program with its output on our terminal.
 * @param {string} program
 * @param {string[]} args
 * @param {{cwd?: string, env?: Record<string, string | undefined>, hint?: string}} [options]
 *   `env` is added to ours; `hint` is the sentence shown when the program fails
 */
export async function run(program, args, options = {}) {
  const child = spawn(program, args, {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const status = await new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Plain(`${program} could not be run: ${error.message}.`)));
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
  if (status !== 0) {
    throw new Plain(options.hint ?? `${program} ${args.join(' ')} ended with ${status}.`);
  }
}

/**
 * Runs a program and gives what it printed, or null where it is missing or fails.
 * @param {string} program
 * @param {string[]} args
 * @returns {string | null}
 */
export function ask(program, args) {
  const { status, stdout } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/**
 * Runs a script's main function: a `Plain` failure is one sentence and exit status 1.
 * @param {() => Promise<void>} work
 */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`\n${error instanceof Plain ? error.message : error?.stack ?? error}\n`);
    process.exitCode = 1;
  }
}
