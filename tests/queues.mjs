// What is around the queues, for tests: a server that files are fetched from, one that is told what became
// of them, signed requests, and letters that nobody wrote.

import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Webhook } from 'standardwebhooks';
import { serve } from './receivers.mjs';
import { call } from './requests.mjs';

/** @typedef {import('./harness.mjs').Rollcall} Rollcall */

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Serves files: at `/{name}.csv` is the file of that name.
 * @param {Map<string, import('./planned.mjs').Plan>} plans may grow
 */
export async function serveFiles(plans) {
  const send = (name) => (_request, response) => {
    const plan = /** @type {import('./planned.mjs').Plan} */ (plans.get(name));
    response.writeHead(200, { 'content-type': 'text/csv', 'content-length': String(plan.bytes) });
    // Who fetches may die in the middle.
    pipeline(Readable.from(plan.pieces(), { objectMode: false }), response).catch(() => {});
  };
  const paths = {};
  const server = await serve(paths);
  return {
    ...server,
    /** @param {string} name @returns {string} where it is */
    at(name) {
      paths[`/${name}.csv`] = send(name);
      return `${server.url}/${name}.csv`;
    },
    /** @param {string} name @returns {number} how often it was asked for */
    asked: (name) => server.received.filter(({ path }) => path === `/${name}.csv`).length,
  };
}

/**
 * Listens to webhooks.
 * @param {Record<string, () => number | null>} paths what each path answers; with null it never does
 */
export async function listenToWebhooks(paths) {
  const answer = (status) => (_request, response) => {
    const is = status();
    if (is !== null) response.writeHead(is).end();
  };
  const server = await serve(Object.fromEntries(Object.entries(paths).map(([path, status]) => [path, answer(status)])));
  return {
    ...server,
    /** @param {string} job @returns {{id: string, at: number, path: string, event: string}[]} what was told of it */
    about: (job) =>
      server.received
        .map(({ at, path, headers, body }) => ({ at, path, id: headers['webhook-id'], message: JSON.parse(body) }))
        .filter(({ message }) => message.data.id === job)
        .map(({ message, ...one }) => ({ ...one, event: message.type })),
  };
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
