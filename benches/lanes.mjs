// The lanes: Workers side by side in one workerd, which get the same file one after the other.

import { createReadStream, readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { ROOT, startRollcall } from '../tests/harness.mjs';
import { between, read, workerds } from './cpu.mjs';

/** @typedef {import('./files.mjs').BenchFile} BenchFile */
/** @typedef {import('./files.mjs').LaneName} LaneName */

/** What is sent from memory; a larger file is read while it is sent. */
const SMALL = 1 << 20;
const DATE = '2026-07-01';

/** @type {Record<LaneName, string>} */
export const LANES = {
  read: 'only reading, with the same BYOB reader',
  check: 'Rollcall, checked and discarded',
  store: 'Rollcall, full report stored',
  storage: 'only reading, and storing as much',
  peer: 'JavaScript: Papa Parse, zod, Set',
};

/**
 * Starts them. They are told apart by their host, which is how requests find a Worker here.
 */
export async function startLanes() {
  const beside = (/** @type {string} */ name, /** @type {string} */ main, bindings = {}) => ({
    name, main: path.join(ROOT, 'benches', main), compatibility_date: DATE, routes: [`${name}.bench/*`], ...bindings,
  });
  const storage = { r2_buckets: [{ binding: 'REPORTS', bucket_name: 'bench' }], kv_namespaces: [{ binding: 'JOBS', id: 'bench' }] };
  const rollcall = await startRollcall({
    // Without the entry that counts calls of storage.
    main: path.join(ROOT, 'build', 'index.js'),
    // More is sent here in a minute than a partner may send.
    rates: { REQUESTS: { limit: 1e6, period: 60 }, UPLOADS: { limit: 1e6, period: 60 } },
    beside: [beside('reading', 'reading.mjs'), beside('storing', 'storing.mjs', storage), beside('peer', 'peer/worker.mjs')],
  });
  // One connection, which stays.
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const [pid = null, ...passingOn] = await byWork(rollcall.url, agent);

  /** How large the parts of the report of each file are. @type {Map<string, string[]>} */
  const reports = new Map();
  /** @param {string} job */
  const sizes = async (job) => Promise.all(['report.csv', 'findings.ndjson', 'report.json', 'report.html'].map(async (artefact) =>
    (await rollcall.fetch(`/v1/jobs/${job}/${artefact}`, { method: 'HEAD' })).headers.get('content-length') ?? '0'));

  /** @param {LaneName} lane @param {BenchFile} file @returns {{path: string, host?: string}} */
  const address = (lane, { name, options, rules, encoding, lists = false }) => {
    if (lane === 'read') return { path: '/', host: 'reading.bench' };
    if (lane === 'storage') {
      const bytes = (reports.get(name) ?? []).map((size) => ['bytes', size]);
      return { path: `/?${new URLSearchParams([...(lists ? [['lists', '1']] : []), ...bytes])}`, host: 'storing.bench' };
    }
    if (lane === 'peer') return { path: `/?${new URLSearchParams({ rules, ...(encoding && { encoding }) })}`, host: 'peer.bench' };
    return { path: `/v1/jobs?${new URLSearchParams({ ...options, ...(lane === 'check' && { report: 'discard' }) })}` };
  };

  const readAll = () => (pid === null ? [] : [pid, ...passingOn].map(read));

  return {
    /** @type {string | null} the process that runs the Workers and their storage, where it is known */
    pid,
    memory: rollcall.memory,
    /** Keeps a template for the files that name it. @param {NonNullable<BenchFile['template']>} template */
    async putTemplate({ name, schema }) {
      const answer = await rollcall.fetch(`/v1/templates/${name}`, { method: 'PUT', body: JSON.stringify(schema) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    /**
     * Sends a file so many times.
     * @param {LaneName} lane @param {BenchFile} file @param {{path: string, bytes: number}} written @param {number} requests
     * @returns {Promise<{answer: any, cpu: number, around: number, wall: number}>} the last answer, and
     *   milliseconds a request: CPU of the process that runs the Workers, of the others, and wall; CPU is
     *   NaN where it is not told
     */
    async measure(lane, file, written, requests) {
      const { path: to, host } = address(lane, file);
      const body = written.bytes <= SMALL ? readFileSync(written.path) : null;
      const jobs = [];
      let answer;
      const since = readAll();
      const started = performance.now();
      for (let sent = 0; sent < requests; sent += 1) {
        answer = await send('POST', new URL(to, rollcall.url), host, agent, body ?? createReadStream(written.path, { highWaterMark: 1 << 20 }), written.bytes);
        if (lane === 'store') jobs.push(answer.id);
      }
      const wall = (performance.now() - started) / requests;
      const [cpu = NaN, ...others] = readAll().map((now, index) => between(since[index], now) / requests);
      const around = others.reduce((sum, other) => sum + other, 0);
      if (lane === 'store' && !reports.has(file.name)) reports.set(file.name, await sizes(answer.id));
      // Reports of 100 MB would fill the disk.
      if (lane === 'storage') await send('DELETE', new URL('/', rollcall.url), host, agent, Buffer.alloc(0), 0);
      for (const id of jobs) await rollcall.fetch(`/v1/jobs/${id}`, { method: 'DELETE' });
      return { answer, cpu, around, wall };
    },
    /** Lets go of the connection, which the other side may have closed while a file was being made. */
    rest: () => agent.destroy(),
    async close() {
      agent.destroy();
      await rollcall.close();
    },
  };
}

/**
 * The workerd processes, first the one that runs the Workers: it is busy when one of them is. Another one
 * passes the requests on to it.
 * @param {string} url @param {http.Agent} agent @returns {Promise<string[]>}
 */
async function byWork(url, agent) {
  const before = workerds().map((pid) => ({ pid, reading: read(pid) }));
  await send('POST', new URL('/spin', url), 'peer.bench', agent, Buffer.alloc(0), 0);
  const busy = before.map(({ pid, reading }) => ({ pid, ran: between(reading, read(pid)) }));
  return busy.sort((one, other) => other.ran - one.ran).map(({ pid }) => pid);
}

/**
 * @param {string} method @param {URL} url @param {string | undefined} host @param {http.Agent} agent
 * @param {Buffer | import('node:fs').ReadStream} body @param {number} bytes
 * @returns {Promise<any>}
 */
function send(method, url, host, agent, body, bytes) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'text/csv', 'content-length': bytes, ...(host && { host }) };
    const request = http.request(url, { method, headers, agent }, async (answer) => {
      let text = '';
      for await (const piece of answer) text += piece;
      if ((answer.statusCode ?? 500) < 300) resolve(JSON.parse(text));
      else reject(new Error(`${url.pathname} answered ${answer.statusCode}: ${text}`));
    });
    request.on('error', reject);
    if (Buffer.isBuffer(body)) request.end(body);
    else body.on('error', reject).pipe(request);
  });
}
