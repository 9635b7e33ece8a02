// What is around the queues, for tests: a server that files are fetched from, one that is told what became
// of them, signed requests, and letters that nobody wrote.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Webhook } from 'standardwebhooks';
import { call } from './requests.mjs';

/** @typedef {import('./harness.mjs').Rollcall} Rollcall */

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks until the answer is one.
 * @template T
 * @param {() => Promise<T> | T} ask
 * @param {string} what is waited for
 * @param {number} [seconds]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(ask, what, seconds = 20) {
  const ends = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > ends) assert.fail(`Not within ${seconds} s: ${what}`);
    await pause(50);
  }
}

/** @param {http.RequestListener} listener */
async function listen(listener) {
  const server = http.createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Serves files: `/{name}.csv` is the file of that name.
 * @param {Map<string, import('./planned.mjs').Plan>} files
 */
export async function serveFiles(files) {
  /** How often each was asked for. @type {Map<string, number>} */
  const asked = new Map();
  const server = await listen((request, response) => {
    const name = String(request.url).slice(1).replace(/\.csv$/, '');
    asked.set(name, (asked.get(name) ?? 0) + 1);
    const file = files.get(name);
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/csv', 'content-length': String(file.bytes) });
    // Who fetches may die in the middle.
    pipeline(Readable.from(file.pieces(), { objectMode: false }), response).catch(() => {});
  });
  return { ...server, asked, at: (name) => `${server.url}/${name}.csv` };
}

/**
 * @typedef {object} Told
 * @property {string} id the header webhook-id
 * @property {number} at
 * @property {string} path
 * @property {any} body
 */

/**
 * Listens to webhooks.
 * @param {(told: Told) => number | null} [answer] the status; with null there is never an answer
 */
export async function listenToWebhooks(answer = () => 204) {
  /** @type {Told[]} */
  const told = [];
  const server = await listen(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const text = Buffer.concat(pieces).toString();
    const one = { id: String(request.headers['webhook-id']), at: Date.now(), path: String(request.url), body: JSON.parse(text), text, headers: request.headers };
    told.push(one);
    const status = answer(one);
    if (status !== null) response.writeHead(status).end();
  });
  return { ...server, told, about: (job) => told.filter(({ body }) => body.data.id === job) };
}

/**
 * `POST /v1/hooks/validate`, signed.
 * @param {Rollcall} rollcall
 * @param {{record: import('../scripts/partners/record.mjs').Partner, hookSecret: string}} partner
 * @param {object} wish
 * @param {string} [id]
 * @param {Record<string, string>} [headers]
 */
export function askByHook(rollcall, { record, hookSecret }, wish, id = `hook-${Math.random().toString(36).slice(2)}`, headers = {}) {
  const [body, now] = [JSON.stringify(wish), new Date()];
  return call(rollcall, `/v1/hooks/validate?partner=${record.name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(hookSecret).sign(id, now, body),
      ...headers,
    },
    body,
  });
}

/**
 * Puts letters into a queue, as somebody does who writes them twice.
 * @param {Rollcall} rollcall
 * @param {'FETCHES' | 'DELIVERIES' | 'RETRIES'} queue
 * @param {...(object | string)} letters
 */
export async function write(rollcall, queue, ...letters) {
  const { [queue]: binding } = await rollcall.env();
  await Promise.all(letters.map((letter) => binding.send(typeof letter === 'string' ? letter : JSON.stringify(letter), { contentType: 'text' })));
}

/**
 * Has a batch of letters read at once, beside those that come out of the queue.
 * @param {Rollcall} rollcall
 * @param {string} queue
 * @param {(object | string)[]} letters
 * @param {{ahead?: number, faults?: object[]}} [options] as if it were so many milliseconds later, and with these faults
 * @returns {Promise<{verdicts: ('ack' | number | null)[], error?: string}>} what became of each, and why the consumer died
 */
export async function read(rollcall, queue, letters, { ahead = 0, faults = [] } = {}) {
  const response = await rollcall.fetch(`/__letters?queue=${queue}&ahead=${ahead}`, {
    method: 'POST',
    headers: { 'x-fault': JSON.stringify(faults) },
    body: JSON.stringify(letters.map((letter) => (typeof letter === 'string' ? letter : JSON.stringify(letter)))),
  });
  return /** @type {any} */ (response.json());
}
