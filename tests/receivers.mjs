// Real HTTP servers on loopback: receivers of webhooks and servers of files, for tests.

import http from 'node:http';

/**
 * @typedef {object} Received
 * @property {string} path
 * @property {string} method
 * @property {Record<string, string>} headers
 * @property {string} body
 * @property {number} at when, in milliseconds since 1970
 */

/**
 * @typedef {object} Server
 * @property {string} url without a slash at its end
 * @property {Received[]} received everything that came
 * @property {(path: string, count?: number, seconds?: number) => Promise<Received[]>} wait until so many came to a path
 * @property {() => Promise<void>} close
 */

/**
 * Starts a server. `paths` has for each path what answers there; others are answered with 404.
 * @param {Record<string, (request: Received, response: http.ServerResponse, nth: number) => unknown>} paths
 *   `nth` counts from 1 the requests to that path
 * @returns {Promise<Server>}
 */
export async function serve(paths) {
  /** @type {Received[]} */
  const received = [];
  const server = http.createServer((request, response) => {
    const pieces = [];
    request.on('data', (piece) => pieces.push(piece));
    request.on('end', () => {
      const path = (request.url ?? '').split('?')[0];
      const one = {
        path,
        method: request.method ?? '',
        headers: /** @type {Record<string, string>} */ (request.headers),
        body: Buffer.concat(pieces).toString(),
        at: Date.now(),
      };
      received.push(one);
      const nth = received.filter((other) => other.path === path).length;
      const answer = paths[path];
      if (answer) answer(one, response, nth);
      else response.writeHead(404).end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const at = (path) => received.filter((one) => one.path === path);
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    async wait(path, count = 1, seconds = 20) {
      await until(() => at(path).length >= count, seconds, () => `${count} requests to ${path}, of which ${at(path).length} came`);
      return at(path);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(() => resolve(undefined)));
    },
  };
}

/**
 * Waits until something holds.
 * @template T
 * @param {() => T | Promise<T>} holds
 * @param {number} [seconds]
 * @param {() => string} [what] that was waited for in vain
 * @returns {Promise<T>} what it was in the end
 */
export async function until(holds, seconds = 20, what = () => String(holds)) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const held = await holds();
    if (held) return held;
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain: ${what()}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
