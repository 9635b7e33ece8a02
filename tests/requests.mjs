// Requests as clients make them: forms, streams that are never held, and bodies that break off.

import http from 'node:http';
import net from 'node:net';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

/** @typedef {import('./harness.mjs').Rollcall} Rollcall */
/**
 * One part of a form: an option, or with a file name a file.
 * @typedef {{name?: string, value: string | Buffer, filename?: string, type?: string, headers?: string[]}} Part
 */
/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Headers} headers
 * @property {string} text
 * @property {any} json the body, where it is JSON
 */

/**
 * A form's bytes, written by hand so that they can be wrong.
 * @param {Part[]} parts
 * @param {{boundary?: string, newline?: string, closing?: boolean}} [options]
 * @returns {Buffer}
 */
export function formBody(parts, { boundary = 'rollcall-test', newline = '\r\n', closing = true } = {}) {
  const pieces = [];
  for (const { name = 'file', value, filename, type, headers = [] } of parts) {
    const disposition = `Content-Disposition: form-data; name="${name}"${filename === undefined ? '' : `; filename="${filename}"`}`;
    const lines = [`--${boundary}`, disposition, ...(type ? [`Content-Type: ${type}`] : []), ...headers, '', ''];
    pieces.push(Buffer.from(lines.join(newline)), Buffer.from(value), Buffer.from(newline));
  }
  if (closing) pieces.push(Buffer.from(`--${boundary}--${newline}`));
  return Buffer.concat(pieces);
}

/**
 * @param {Buffer | string} csv
 * @param {string} [filename]
 * @returns {Part} the part `file`
 */
export const file = (csv, filename = 'users.csv') => ({ name: 'file', value: csv, filename, type: 'text/csv' });

/**
 * @param {Record<string, string>} options
 * @returns {Part[]}
 */
export const fields = (options) => Object.entries(options).map(([name, value]) => ({ name, value }));

/**
 * Uploads a form.
 * @param {Rollcall} rollcall
 * @param {Part[]} parts
 * @param {{headers?: Record<string, string>, boundary?: string, contentType?: string, newline?: string, closing?: boolean}} [options]
 * @returns {Promise<Answer>}
 */
export function postForm(rollcall, parts, { headers = {}, contentType, ...options } = {}) {
  return call(rollcall, '/v1/jobs', {
    method: 'POST',
    headers: {
      'content-type': contentType ?? `multipart/form-data; boundary=${options.boundary ?? 'rollcall-test'}`,
      ...headers,
    },
    body: formBody(parts, options),
  });
}

/**
 * Uploads a file as the body, with the options in the query.
 * @param {Rollcall} rollcall
 * @param {Buffer | string} csv
 * @param {Record<string, string>} [options]
 * @param {Record<string, string>} [headers]
 * @returns {Promise<Answer>}
 */
export function postFile(rollcall, csv, options = {}, headers = {}) {
  return call(rollcall, `/v1/jobs?${new URLSearchParams(options)}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', ...headers },
    body: csv,
  });
}

/**
 * @param {Rollcall} rollcall
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<Answer>}
 */
export async function call(rollcall, path, init) {
  const response = await rollcall.fetch(path, init);
  return answer(response.status, response.headers, await response.text());
}

/**
 * Uploads a body that is made while it is sent.
 * @param {Rollcall} rollcall
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {Iterable<Buffer> | AsyncIterable<Buffer>} chunks
 * @returns {Promise<Answer>}
 */
export async function postStream(rollcall, path, headers, chunks) {
  const request = http.request(new URL(path, rollcall.url), { method: 'POST', headers });
  const answered = new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  // A refusal may come before the body has been sent.
  const sent = pipeline(Readable.from(chunks, { objectMode: false, highWaterMark: 1 << 20 }), request).catch(() => {});
  const response = await answered;
  const pieces = [];
  for await (const piece of response) pieces.push(piece);
  await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, 100))]);
  request.destroy();
  return answer(response.statusCode ?? 0, new Headers(/** @type {any} */ (response.headers)), Buffer.concat(pieces).toString());
}

/**
 * Speaks to the Worker's port directly: sends the head and the bytes as they are, and then hangs up,
 * stops sending, or waits.
 * @param {Rollcall} rollcall
 * @param {string[]} head the request line and headers, without Host
 * @param {(Buffer | string)[]} chunks
 * @param {'hang up' | 'stop sending' | 'wait'} then
 * @returns {Promise<Answer | null>} null where no whole answer came
 */
export async function speak(rollcall, head, chunks, then) {
  const { hostname, port, host } = new URL(rollcall.url);
  const socket = net.connect(Number(port), hostname);
  const pieces = [];
  socket.on('data', (piece) => pieces.push(piece));
  const closed = new Promise((resolve) => {
    socket.once('close', resolve);
    socket.once('error', resolve);
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write([head[0], `Host: ${host}`, 'Connection: close', ...head.slice(1), '', ''].join('\r\n'));
  for (const chunk of chunks) {
    if (!socket.write(chunk)) await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), closed]);
  }
  if (then === 'hang up') {
    // What was written has to arrive before the connection goes.
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
  }
  if (then === 'stop sending') socket.end();
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 60_000))]);
  socket.destroy();
  const [top, ...rest] = Buffer.concat(pieces).toString().split('\r\n\r\n');
  const [status, ...lines] = top.split('\r\n');
  if (!status.startsWith('HTTP/1.1 ')) return null;
  const headers = new Headers(lines.map((line) => /** @type {[string, string]} */ (line.split(/:\s*/, 2))));
  return answer(Number(status.split(' ')[1]), headers, rest.join('\r\n\r\n'));
}

/**
 * @param {number} status
 * @param {Headers} headers
 * @param {string} text
 * @returns {Answer}
 */
function answer(status, headers, text) {
  const isJson = /^application\/(problem\+)?json/.test(headers.get('content-type') ?? '');
  let json = null;
  if (isJson) {
    try {
      json = JSON.parse(text);
    } catch {
      // Left null: the tests that want JSON say so.
    }
  }
  return { status, headers, text, json };
}
