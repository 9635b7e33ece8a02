// `npm start`: installs what is missing, builds the Worker and serves it on this machine, with KV, R2
// and D1 kept under `.wrangler/state`. No account, and after the first time no network.

import { spawn } from 'node:child_process';
import net from 'node:net';
import process from 'node:process';
import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { build, sizeLine } from './build.mjs';
import { setUp } from './setup.mjs';
import { Plain, ROOT, bold, dim, main, say, seconds } from './terminal.mjs';
import { STATE, migrateHere, wrangler } from './wrangler.mjs';

/** What wrangler says that does not concern someone who only wants to run this. */
const NOISE = /GET \/health 200|Request\.cf object|Unable to fetch the `Request|falling back to a default placeholder|EAI_AGAIN|fetch failed|^\s+at /;

await main(async () => {
  const started = Date.now();
  const port = wantedPort();
  await checkFree(port);
  const tools = await setUp();
  if (!(await build(tools))) say(dim(`The Worker is up to date: ${sizeLine()}`));
  migrateHere(tools);
  await serve(tools, port, started);
});

/** @returns {number} the port of `npm start -- --port N`, or 8787 */
function wantedPort() {
  let values;
  try {
    ({ values } = parseArgs({ options: { port: { type: 'string', short: 'p', default: '8787' } } }));
  } catch {
    throw new Plain('`npm start` knows one option: `npm start -- --port 8788`.');
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Plain(`${values.port} is not a port: give a number from 1 to 65535, as in \`npm start -- --port 8788\`.`);
  }
  return port;
}

/** Says so before anything is built where another program has the port. */
async function checkFree(port) {
  for (const host of ['127.0.0.1', '::1']) {
    const error = await new Promise((resolve) => {
      const probe = net.createServer();
      probe.once('error', resolve);
      probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(null)));
    });
    if (error?.code === 'EADDRINUSE') {
      const other = port < 65535 ? port + 1 : port - 1;
      throw new Plain(`Port ${port} is in use: stop the program that has it, or run \`npm start -- --port ${other}\`.`);
    }
    if (error?.code === 'EACCES') {
      throw new Plain(`Port ${port} needs an administrator's rights: choose one above 1023, as in \`npm start -- --port 8788\`.`);
    }
  }
}

/**
 * Serves until Ctrl-C.
 * @param {import('./setup.mjs').Tools} tools
 * @param {number} port
 * @param {number} started when `npm start` began
 */
async function serve(tools, port, started) {
  const { program, args, env } = wrangler(tools, [
    'dev',
    '--port', String(port),
    '--local',
    '--persist-to', STATE,
    '--show-interactive-dev-session=false',
    // Only here: a deployed Worker asks for a key, and does not tell how much memory it uses.
    '--var', 'ROLLCALL_OPEN:1',
    '--var', 'ROLLCALL_DEVELOPMENT:1',
    // A portal in the making has its webhooks on the same machine.
    '--var', 'ROLLCALL_LOOPBACK:1',
  ]);
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));

  let stopping = false;
  const stop = () => {
    // A second Ctrl-C does not wait.
    child.kill(stopping ? 'SIGKILL' : 'SIGTERM');
    stopping = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  if (process.env.npm_lifecycle_event) {
    // npm does not always pass on the signal that ends it; without it there is nobody to serve.
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      stop();
    }, 500);
    watch.unref();
  }

  let ready = false;
  const early = [];
  for (const [source, target] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
    readline.createInterface({ input: source }).on('line', (line) => {
      if (stopping || NOISE.test(line)) return;
      if (ready) target.write(`${line}\n`);
      else early.push(line);
    });
  }

  const url = `http://localhost:${port}`;
  const health = await Promise.race([answers(`${url}/health`, () => stopping), ended.then(() => null)]);
  if (!health && !stopping) {
    child.kill('SIGTERM');
    throw new Plain(`${early.join('\n')}\n\nThe Worker did not start: what is above says why.`);
  }
  if (!stopping) {
    ready = true;
    say(`
${bold('Rollcall')} answers on ${bold(url)} ${dim(`(after ${seconds(Date.now() - started)})`)}

  Check a file:     curl -F template=8x8-users -F file=@users.csv ${url}/v1/jobs
  Try it at once:   printf 'name,age\\nAnna,34\\n' | curl --data-binary @- -H 'content-type: text/csv' ${url}/v1/jobs

  Jobs and reports are kept in .wrangler/state. It is open to everyone who can reach this machine's
  port, until there is a partner (npm run partner -- add NAME); a deployed Rollcall asks for a key.
  Ctrl-C stops it.
`);
  }
  const status = await ended;
  if (stopping) say('\nStopped.');
  else throw new Plain(`wrangler ended by itself with ${status}.`);
}

/**
 * Waits, ten minutes at most (sources that changed meanwhile are built again first), until the URL answers 200.
 * @param {string} url
 * @param {() => boolean} givenUp
 */
async function answers(url, givenUp) {
  const until = Date.now() + 600_000;
  while (Date.now() < until && !givenUp()) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return true;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
