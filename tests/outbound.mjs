// What the Worker calls, as it is.
//
// wrangler's test harness lets Node's `fetch` make the calls of the Worker, so that tests can put something in
// its place. That follows redirects which the Worker wants to see, and makes an answer of a connection
// that fails. So that the Worker meets here what it meets elsewhere, its calls are made by `node:http`,
// which does neither, and what fails is marked for `faults/entry.mjs`, which throws it.

import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';

/** The header of an answer that is none; its value says what went wrong. */
export const FAILED = 'x-outbound-failed';

const NO_BODY = [101, 204, 205, 304];
const nodes = globalThis.fetch;

/**
 * Makes the harness's calls for the Worker as they are; every other call stays Node's.
 */
export function callAsItIs() {
  globalThis.fetch = (input, init) => (isOfTheWorker(init) ? forTheWorker(String(input), init) : nodes(input, init));
}

/** The harness hands over a `Request` of its own, which is not Node's. */
const isOfTheWorker = (init) => typeof init?.arrayBuffer === 'function' && !(init instanceof Request);

/**
 * @param {string} url
 * @param {any} request
 * @returns {Promise<Response>}
 */
async function forTheWorker(url, request) {
  const body = Buffer.from(await request.arrayBuffer());
  const headers = Object.fromEntries([...request.headers].filter(([name]) => !/^(mf-|cf-|host$|transfer-encoding$)/.test(name)));
  if (body.length > 0) headers['content-length'] = String(body.length);
  return new Promise((resolve) => {
    const failed = (error) => resolve(new Response(null, { status: 502, headers: { [FAILED]: String(error?.message ?? error) } }));
    const call = (url.startsWith('https:') ? https : http).request(url, { method: request.method, headers, agent: false }, (answer) => {
      const status = answer.statusCode ?? 502;
      const pairs = [];
      for (let at = 0; at < answer.rawHeaders.length; at += 2) {
        if (!/^(transfer-encoding|connection|keep-alive)$/i.test(answer.rawHeaders[at])) pairs.push([answer.rawHeaders[at], answer.rawHeaders[at + 1]]);
      }
      const none = NO_BODY.includes(status) || request.method === 'HEAD';
      if (none) answer.resume();
      resolve(new Response(none ? null : /** @type {any} */ (Readable.toWeb(answer)), { status, headers: /** @type {[string, string][]} */ (pairs) }));
    });
    call.once('error', failed);
    request.signal?.addEventListener('abort', () => call.destroy());
    call.end(body);
  });
}
