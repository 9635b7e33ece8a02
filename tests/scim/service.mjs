// A real SCIM service (scim2-server, from PyPI) with a proxy in front of it that has bad days.
//
// Each tenant is a directory of its own, at `{url}/{tenant}/v2`. What the proxy passes on is what was sent, and
// what it answers is what the service said, but for the faults that a test orders and for what a test has the
// service say of itself.

import { spawn } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import { pythonWithScim } from '../../scripts/python.mjs';
import { until } from '../receivers.mjs';

/** What lets somebody in. */
export const TOKEN = 'scim-token_of.tests~1';

/**
 * @typedef {object} Asked
 * @property {string} method
 * @property {string} path without the tenant, with the query
 * @property {string} body
 * @property {http.IncomingHttpHeaders} headers
 * @property {number} at when, in milliseconds since 1970
 */
/**
 * What goes wrong with requests. `status` answers without passing it on; `cut` breaks the connection off before, or
 * with `after` when the service has done it; `delay` waits so many milliseconds before it passes it on; `first`
 * does something else before.
 * @typedef {object} Fault
 * @property {(asked: Asked) => boolean} when
 * @property {number} [times] how often (default: once)
 * @property {number} [skip] how many it lets pass before
 * @property {number} [status]
 * @property {Record<string, string>} [headers]
 * @property {boolean} [cut]
 * @property {boolean} [after]
 * @property {number} [delay]
 * @property {(asked: Asked) => Promise<unknown>} [first]
 */

/**
 * Starts both.
 * @returns {Promise<ScimService>}
 */
export async function startScim() {
  const python = await pythonWithScim();
  const port = await freePort();
  const program = 'from scim2_server.testserver.cli import main; main()';
  const server = spawn(python, ['-c', program, '--dynamic-tenants', '--bearer-token', TOKEN, '--port', String(port)], { stdio: 'ignore' });
  const service = new ScimService(server, port);
  await until(async () => (await service.direct('start', 'GET', '/Users')).status === 200, 30, () => 'the SCIM service to answer');
  await service.listen();
  return service;
}

export class ScimService {
  /** @type {Map<string, Fault[]>} */
  #faults = new Map();
  /** @type {Map<string, (config: any) => any>} */
  #says = new Map();
  /** @type {Map<string, string[]>} */
  #drops = new Map();
  /** @type {Map<string, Asked[]>} */
  #asked = new Map();
  #proxy;
  #server;
  #port;
  url = '';

  /** @param {import('node:child_process').ChildProcess} server @param {number} port */
  constructor(server, port) {
    this.#server = server;
    this.#port = port;
    this.#proxy = http.createServer((request, response) => this.#pass(request, response));
  }

  async listen() {
    await new Promise((resolve) => this.#proxy.listen(0, '127.0.0.1', () => resolve(undefined)));
    this.url = `http://127.0.0.1:${/** @type {net.AddressInfo} */ (this.#proxy.address()).port}`;
  }

  /** @param {string} tenant @param {...Fault} faults */
  order(tenant, ...faults) {
    this.#faults.set(tenant, [...(this.#faults.get(tenant) ?? []), ...faults.map((fault) => ({ times: 1, skip: 0, ...fault }))]);
  }

  /** @param {string} tenant @returns {number} how many faults have not happened */
  left(tenant) {
    return (this.#faults.get(tenant) ?? []).length;
  }

  /** Takes faults back that have not happened. @param {string} tenant */
  unordered(tenant) {
    this.#faults.delete(tenant);
  }

  /** Has the service say something else of itself. @param {string} tenant @param {(config: any) => any} how */
  says(tenant, how) {
    this.#says.set(tenant, how);
  }

  /** Has the service take some attributes and forget them. @param {string} tenant @param {...string} attributes */
  drops(tenant, ...attributes) {
    this.#drops.set(tenant, attributes);
  }

  /** @param {string} tenant @returns {Asked[]} everything that was asked for */
  asked(tenant) {
    return this.#asked.get(tenant) ?? [];
  }

  /**
   * Asks the service itself, as another client does.
   * @param {string} tenant
   * @param {string} method
   * @param {string} path
   * @param {any} [body]
   * @returns {Promise<{status: number, json: any}>}
   */
  direct(tenant, method, path, body) {
    return this.#ask(tenant, method, path, { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/scim+json' }, body === undefined ? '' : JSON.stringify(body))
      .then(({ status, text }) => ({ status, json: text ? JSON.parse(text) : null }))
      .catch(() => ({ status: 0, json: null }));
  }

  /** @param {string} tenant @returns {Promise<any[]>} every user, as the service has it */
  async users(tenant) {
    const all = [];
    for (;;) {
      const { json } = await this.direct(tenant, 'GET', `/Users?startIndex=${all.length + 1}&count=500`);
      all.push(...(json.Resources ?? []));
      if (all.length >= json.totalResults || !json.Resources?.length) return all;
    }
  }

  /** @param {string} tenant @param {string} method @param {string} path @param {any} headers @param {string} body */
  #ask(tenant, method, path, headers, body) {
    return new Promise((resolve, reject) => {
      const call = http.request({ host: '127.0.0.1', port: this.#port, method, path: `/${tenant}/v2${path}`, headers: { ...headers, ...(body ? { 'content-length': Buffer.byteLength(body) } : {}) }, agent: false }, (answer) => {
        const pieces = [];
        answer.on('data', (piece) => pieces.push(piece));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(pieces).toString() }));
        answer.on('error', reject);
      });
      call.on('error', reject);
      call.end(body);
    });
  }

  /** @param {http.IncomingMessage} request @param {http.ServerResponse} response */
  async #pass(request, response) {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const body = Buffer.concat(pieces).toString();
    const [, tenant, path = ''] = /^\/([^/]+)\/v2(\/.*)?$/.exec(request.url ?? '') ?? [];
    if (!tenant) return response.writeHead(404).end();
    /** @type {Asked} */
    const asked = { method: request.method ?? '', path, body, headers: request.headers, at: Date.now() };
    this.#asked.set(tenant, [...(this.#asked.get(tenant) ?? []), asked]);
    const fault = this.#faultOf(tenant, asked);
    if (fault?.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay));
    if (fault?.first) await fault.first(asked);
    if (fault?.status && !fault.after) return response.writeHead(fault.status, { 'content-type': 'application/scim+json', ...fault.headers }).end(JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(fault.status), detail: 'as the test wanted' }));
    if (fault?.cut && !fault.after) return request.socket.destroy();
    const { 'content-length': _length, connection: _connection, 'transfer-encoding': _encoding, host: _host, ...headers } = request.headers;
    let answer;
    try {
      answer = await this.#ask(tenant, asked.method, path, headers, without(body, this.#drops.get(tenant)));
    } catch {
      return request.socket.destroy();
    }
    if (fault?.cut) return request.socket.destroy();
    if (fault?.status) return response.writeHead(fault.status, fault.headers).end();
    const says = this.#says.get(tenant);
    const text = says && path === '/ServiceProviderConfig' ? JSON.stringify(says(JSON.parse(answer.text))) : answer.text;
    const kept = Object.entries(answer.headers).filter(([name]) => !/^(content-length|connection|transfer-encoding)$/.test(name));
    response.writeHead(answer.status, Object.fromEntries(kept)).end(text);
  }

  /** @param {string} tenant @param {Asked} asked @returns {Fault | undefined} */
  #faultOf(tenant, asked) {
    const ordered = this.#faults.get(tenant) ?? [];
    const fault = ordered.find(({ when }) => when(asked));
    if (!fault) return undefined;
    if (fault.skip) {
      fault.skip -= 1;
      return undefined;
    }
    fault.times = (fault.times ?? 1) - 1;
    if (fault.times < 1) this.#faults.set(tenant, ordered.filter((other) => other !== fault));
    return fault;
  }

  async close() {
    this.#server.kill();
    this.#proxy.closeAllConnections();
    await new Promise((resolve) => this.#proxy.close(() => resolve(undefined)));
  }
}

/**
 * A request's body without some attributes. A change of which nothing is left changes nothing.
 * @param {string} body
 * @param {string[]} [attributes]
 */
function without(body, attributes) {
  if (!attributes || !body) return body;
  const is = (path) => attributes.some((name) => path === name || path.startsWith(`${name}[`));
  const cut = (data) => {
    for (const name of attributes) delete data[name];
    if (data.schemas?.some((schema) => schema.endsWith(':PatchOp'))) {
      data.Operations = data.Operations.filter(({ path }) => !is(path));
      if (data.Operations.length === 0) data.Operations = [{ op: 'replace', path: 'nickName', value: 'Zozo' }];
    } else if (data.Operations) {
      for (const operation of data.Operations) if (operation.data) cut(operation.data);
    }
    return data;
  };
  return JSON.stringify(cut(JSON.parse(body)));
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
