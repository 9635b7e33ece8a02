// public/openapi.json is what the running Worker does: schemathesis calls every operation with right and with wrong
// requests, and no answer is a server's error or one that is not described.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { newPartner, originKey, recordKey } from '../scripts/partners/record.mjs';
import { pythonWithSchemathesis } from '../scripts/python.mjs';
import { Plain } from '../scripts/terminal.mjs';
import { ROOT, startRollcall } from './harness.mjs';
import { call, file, postFile, postForm } from './requests.mjs';
import { putUsers } from './users.mjs';

const FOLDER = path.join(ROOT, 'tests', 'openapi');
const DESCRIPTION = JSON.parse(readFileSync(path.join(ROOT, 'public', 'openapi.json'), 'utf8'));
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Operations that are never answered with a 2xx, and why: in each Worker, and where it runs open. */
/** @type {Record<string, string>} */
const NEVER_WELL = {};
const NEVER_WELL_OPEN = {
  ...NEVER_WELL,
  createToken: 'there is no partner whose tokens they could be',
  validateByHook: 'there is no partner who could have signed',
  sendDeliveries: 'there is no partner who could have been told',
};

/** Problems that no operation can have. */
const OF_NO_OPERATION = {
  'method-not-allowed': 'an operation is a method that its address takes',
};

/** @type {{path: string, method: string, operation: any}[]} */
const OPERATIONS = Object.entries(DESCRIPTION.paths).flatMap(([path, item]) =>
  Object.entries(item).filter(([method]) => METHODS.includes(method)).map(([method, operation]) => ({ path, method, operation })));

/** @type {string | undefined} the Python that has schemathesis */
let python;
/** @type {string | undefined} why there is none */
let missing;
before(async () => {
  try {
    python = await pythonWithSchemathesis();
  } catch (error) {
    // `npm test` sets CI for wrangler's sake, and says in the other one whether it really is.
    if (!(error instanceof Plain) || (process.env.ROLLCALL_CI ?? process.env.CI)) throw error;
    missing = error.message;
  }
});

/**
 * Runs a Python program of tests/openapi.
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{status: number, out: string}>}
 */
function runPython(args, env = {}) {
  return new Promise((resolve) => {
    execFile(/** @type {string} */ (python), args, {
      cwd: FOLDER,
      // Neither compiled files nor a terminal's colours in the tree and the log.
      env: { ...process.env, PYTHONPATH: FOLDER, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1', NO_COLOR: '1', COLUMNS: '160', ...env },
      maxBuffer: 1 << 28,
      timeout: 240_000,
    }, (error, stdout, stderr) => resolve({ status: error ? Number(error.code ?? 1) : 0, out: stdout + stderr }));
  });
}

describe('the description of the API', () => {
  it('is OpenAPI 3.1, with JSON Schemas that are ones and examples that fit them', async (t) => {
    if (missing) return t.skip(missing);
    const { status, out } = await runPython(['valid.py', path.join(ROOT, 'public', 'openapi.json')]);
    assert.equal(status, 0, out);
    assert.deepEqual(JSON.parse(out), []);
  });

  it('names an operation for every problem', () => {
    const all = new Set(DESCRIPTION.components.schemas.Problem.properties.code.enum);
    const named = new Set(Object.keys(OF_NO_OPERATION));
    for (const { path, method, operation } of OPERATIONS) {
      for (const [status, response] of Object.entries(operation.responses)) {
        for (const code of problemsOf(response)) {
          assert.ok(all.has(code), `${method} ${path} ${status}: ${code}`);
          named.add(code);
        }
      }
    }
    assert.deepEqual([...all].filter((code) => !named.has(code)), []);
  });

  it('gives every operation a name of its own', () => {
    const names = OPERATIONS.map(({ operation }) => operation.operationId);
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.every(Boolean));
    for (const name of Object.keys(NEVER_WELL)) assert.ok(names.includes(name), name);
  });
});

/**
 * The codes that a response's schema lists.
 * @param {any} response
 * @returns {string[]}
 */
function problemsOf(response) {
  const { content } = response.$ref ? DESCRIPTION.components.responses[response.$ref.split('/').at(-1)] : response;
  return content?.['application/problem+json']?.schema.properties.code.enum ?? [];
}

/** The one origin of the partner's. */
const ORIGIN = 'https://portal.acme.example';

/**
 * A Worker with what the requests that ought to be right are about: jobs, a template, a list and users.
 * @param {boolean} withPartner
 */
async function prepare(withPartner) {
  const rollcall = await startRollcall({
    // Given up after one attempt.
    vars: { ROLLCALL_LOOPBACK: '1', DELIVERY_PAUSES: '' },
    // More are sent here in a minute than a partner may send.
    rates: { REQUESTS: { limit: 1e6, period: 60 }, UPLOADS: { limit: 1e6, period: 60 } },
  });
  const outside = await startOutside();
  /** @type {Record<string, string>} */
  let headers = {};
  let partner = {};
  if (withPartner) {
    const { record, key, hookSecret } = newPartner('acme', {
      origins: [ORIGIN],
      webhooks: [{ url: `${outside.url}/told`, events: ['job.completed', 'job.processed'] }, { url: `${outside.url}/refuses`, events: ['job.failed'] }],
    });
    const { PARTNERS } = await rollcall.env();
    await PARTNERS.put(recordKey('acme'), JSON.stringify(record));
    await PARTNERS.put(originKey(ORIGIN), JSON.stringify(['acme']));
    headers = { authorization: `Bearer ${key}` };
    partner = { key, partner: 'acme', hook_secret: hookSecret, origin: ORIGIN, file: `${outside.url}/users.csv`, callback: `${outside.url}/told` };
  }
  // More rows than 8x8 takes at once, so that there are parts.
  const completed = await postFile(rollcall, `User.FirstName\n${'Zoé\n'.repeat(751)}`, { template: '8x8-users' }, headers);
  assert.equal(completed.json.parts.count, 2);
  const clean = 'First Name,Last Name,Display Name,User ID/Email (Required)\nZoé,Le Goff,Zoé Le Goff,zoe@acme.example.com\n';
  const cleanJob = (csv) => postFile(rollcall, csv, { template: 'webex-users' }, headers);
  const [valid, stopped, applied] = [await cleanJob(clean), await cleanJob(clean), await cleanJob(clean.replace('zoe@', 'lea@'))];
  assert.equal(valid.json.valid, true, valid.text);
  for (const { json } of [stopped, applied]) {
    assert.equal((await call(rollcall, `/v1/jobs/${json.id}/process`, { method: 'POST', headers })).status, 202);
    await until(async () => (await call(rollcall, `/v1/jobs/${json.id}`, { headers })).json.process.state === 'completed');
  }
  const { DIRECTORY } = await rollcall.env();
  await DIRECTORY.prepare("UPDATE processings SET state = 'cancelled' WHERE job = ?").bind(stopped.json.id).run();
  const failed = await postForm(rollcall, [file('a,b\n1,2\n')], { closing: false, headers });
  assert.equal(failed.json.status, 'failed');
  // One whose file goes on arriving until all is over.
  const upload = http.request(new URL('/v1/jobs', rollcall.url), { method: 'POST', headers: { ...headers, 'content-type': 'text/csv', 'transfer-encoding': 'chunked' } });
  upload.on('error', () => {});
  upload.write('a,b\n'.repeat(1000));
  const running = await until(async () => {
    const { json } = await call(rollcall, '/v1/jobs', { headers });
    return json.jobs.find(({ status }) => status === 'running')?.id;
  });
  const delivery = withPartner && await until(async () => {
    const { json } = await call(rollcall, `/v1/jobs/${failed.json.id}/deliveries`, { headers });
    return json.deliveries.find(({ status }) => status === 'dead')?.id;
  });
  const { json: templates } = await call(rollcall, '/v1/templates', { headers });
  const put = async (address, body) => assert.equal((await call(rollcall, address, { method: 'PUT', headers, body })).status, 201);
  await put('/v1/templates/people', JSON.stringify({ fields: [{ name: 'name' }, { name: 'email', format: 'email' }] }));
  await put('/v1/lists/sites', 'Évry\nLyon 1\n');
  const { json: page } = await call(rollcall, '/v1/jobs?limit=1', { headers });
  await putUsers(rollcall, withPartner ? 'acme' : 'local', [
    { id: 'u1', first_name: 'Zoé', last_name: 'Lefèvre', email: 'zoe@example.com', attributes: { site: 'Évry 1' }, extensions: [{ extension: '1001' }],
      numbers: [{ number: '+33160000001', temporary_for: '+33160000002' }], devices: [{ mac: '0011223344aa', model: 'Poly VVX' }],
      contact_center: { enabled: true, teams: ['Vente'], user_profile: 'Agent' } },
    { id: 'u2', kind: 'contact', display_name: 'Ugo', active: false },
    { id: 'u3', user_name: 'leo', last_name: 'Léo' },
  ]);
  const { json: users } = await call(rollcall, '/v1/users?limit=1', { headers });
  return {
    rollcall,
    headers,
    /** Calls of the partner's webhooks. */
    told: outside.told,
    fixtures: {
      url: rollcall.url,
      headers,
      built_in: templates.templates.map(({ name }) => name),
      template: 'people',
      list: 'sites',
      cursor: page.next_cursor,
      users: ['u1', 'u2', 'u3'],
      users_cursor: users.next_cursor,
      jobs: { completed: completed.json.id, failed: failed.json.id, valid: valid.json.id, stopped: stopped.json.id, applied: applied.json.id, running },
      ...(delivery ? { delivery } : {}),
      ...partner,
    },
    close: async () => {
      upload.destroy();
      await rollcall.close();
      outside.close();
    },
  };
}

/** A partner's own server: it has a file, and is told what became of jobs. */
async function startOutside() {
  /** @type {{headers: http.IncomingHttpHeaders, body: any}[]} */
  const told = [];
  const server = http.createServer(async (request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/csv').end('name,email\nZoé,zoe@example.com\n');
      return;
    }
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    told.push({ headers: request.headers, body: JSON.parse(Buffer.concat(pieces).toString()) });
    response.statusCode = request.url === '/refuses' ? 500 : 204;
    response.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    told,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * @template T
 * @param {() => Promise<T | undefined>} ask
 * @returns {Promise<T>}
 */
async function until(ask) {
  for (const end = Date.now() + 15_000; Date.now() < end;) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing came of ${ask}.`);
}

/**
 * An address of the description with what is there in the place of its parameters.
 * @param {string} path
 * @param {any} fixtures
 */
function addressOf(path, { jobs, template, list, users }) {
  const values = { id: path.startsWith('/v1/users') ? users[0] : jobs.completed, n: '1', code: 'job-not-found', name: path.startsWith('/v1/lists') ? list : template };
  return path.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

for (const [title, withPartner] of /** @type {[string, boolean][]} */ ([['a Worker with a partner', true], ['a Worker that runs open', false]])) {
  describe(title, () => {
    /** @type {Awaited<ReturnType<typeof prepare>>} */
    let prepared;
    const folder = mkdtempSync(path.join(os.tmpdir(), 'rollcall-openapi-'));
    before(async () => {
      prepared = await prepare(withPartner);
    });
    after(async () => {
      await prepared?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('refuses every method that an address is not described with', async () => {
      const { rollcall, fixtures, headers } = prepared;
      for (const [path, item] of Object.entries(DESCRIPTION.paths)) {
        const described = METHODS.filter((method) => method in item).map((method) => method.toUpperCase());
        const address = addressOf(path, fixtures);
        const allowed = (response) => (response.headers.get('allow') ?? '').split(', ');
        const besides = (methods) => methods.filter((method) => !['HEAD', 'OPTIONS'].includes(method)).sort();
        for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'PATCH'].filter((method) => !described.includes(method))) {
          const answer = await call(rollcall, address, { method, headers });
          assert.equal(answer.status, 405, `${method} ${path}`);
          assert.equal(answer.json.code, 'method-not-allowed');
          assert.deepEqual(besides(allowed(answer)), described.sort(), path);
          assert.deepEqual(answer.json.allowed, allowed(answer));
        }
        const preflight = await call(rollcall, address, { method: 'OPTIONS', headers: { origin: 'https://elsewhere.example' } });
        assert.equal(preflight.status, 204, path);
        assert.deepEqual(besides(allowed(preflight)), described.sort(), path);
      }
    });

    if (withPartner) {
      it('lets nobody in but as it is described', () => letsIn(prepared));
    }

    it('answers as it is described, whatever is asked', async (t) => {
      if (missing) return t.skip(missing);
      await conforms(t, folder, prepared, withPartner ? NEVER_WELL : NEVER_WELL_OPEN);
    });

    if (withPartner) {
      it('tells webhooks what is described', async (t) => {
        if (missing) return t.skip(missing);
        const events = new Set(prepared.told.map(({ body }) => body.type));
        assert.deepEqual([...events].sort(), Object.keys(DESCRIPTION.webhooks).sort());
        const calls = path.join(folder, 'told.json');
        writeFileSync(calls, JSON.stringify(prepared.told));
        const { status, out } = await runPython(['valid.py', path.join(ROOT, 'public', 'openapi.json'), calls]);
        assert.equal(status, 0, out);
        assert.deepEqual(JSON.parse(out), []);
      });
    }

    it('logs no error by all that', () => {
      assert.deepEqual(prepared.rollcall.logs().filter(({ level }) => level === 'error'), []);
    });
  });
}

/**
 * Calls every operation without a key, with one that nobody has, with an upload token, and from pages of other origins.
 * @param {Awaited<ReturnType<typeof prepare>>} prepared
 */
async function letsIn({ rollcall, fixtures, headers }) {
  const { json: minted } = await call(rollcall, '/v1/tokens', { method: 'POST', headers, body: JSON.stringify({ template: fixtures.template, jobs: 100 }) });
  const token = { authorization: `Bearer ${minted.token}` };
  const elsewhere = { origin: 'https://elsewhere.example' };
  /** @type {[headers: Record<string, string>, code: string][]} */
  const strangers = [
    [{}, 'key-required'],
    [{ authorization: 'Bearer rc_acme_nobody' }, 'key-unknown'],
    [{ authorization: `Bearer ${minted.token.slice(0, -2)}AA` }, 'token-invalid'],
    [{ ...headers, ...elsewhere }, 'origin-not-allowed'],
    [{ ...token, ...elsewhere }, 'origin-not-allowed'],
  ];
  for (const { path, method, operation } of OPERATIONS) {
    const security = operation.security ?? DESCRIPTION.security;
    const ways = security.flatMap((way) => Object.keys(way));
    if (ways.includes('signature')) continue;
    const address = addressOf(path, fixtures);
    const send = (headers) => call(rollcall, address, { method: method.toUpperCase(), headers: { ...headers, ...(method === 'get' ? {} : { 'content-type': 'text/csv' }) }, body: method === 'post' ? 'name\nZoé\n' : undefined });
    const name = `${method} ${path}`;
    if (security.length === 0) {
      const { status, headers } = await send(elsewhere);
      assert.equal(status, 200, name);
      assert.equal(headers.get('access-control-allow-origin'), '*', name);
      continue;
    }
    for (const [headers, code] of strangers) {
      const answer = await send(headers);
      assert.equal(answer.json.code, code, name);
      assert.ok(problemsOf(operation.responses[answer.status]).includes(code), `${name}: ${code}`);
      assert.equal(answer.headers.get('access-control-allow-origin'), null, name);
    }
    const answer = await send({ ...token, origin: ORIGIN });
    assert.equal(answer.headers.get('access-control-allow-origin'), ORIGIN, name);
    if (ways.includes('token')) {
      assert.ok(answer.status < 300, `${name}: ${answer.text}`);
    } else {
      assert.equal(answer.json.code, 'token-not-for-this', name);
      assert.ok(problemsOf(operation.responses[answer.status]).includes('token-not-for-this'), name);
    }
  }
}

/**
 * Has schemathesis call every operation, and counts what it reached.
 * @param {import('node:test').TestContext} t
 * @param {string} folder
 * @param {Awaited<ReturnType<typeof prepare>>} prepared
 * @param {Record<string, string>} neverWell
 */
async function conforms(t, folder, { rollcall, fixtures, headers }, neverWell) {
  const names = { fixtures: path.join(folder, 'fixtures.json'), calls: path.join(folder, 'calls.ndjson') };
  writeFileSync(names.fixtures, JSON.stringify(fixtures));
  writeFileSync(names.calls, '');
  const { status, out } = await runPython(
    ['-m', 'schemathesis.cli', '--config-file', path.join(FOLDER, 'schemathesis.toml'), 'run',
      // From the file: schemathesis does not call the address that it has the description from.
      path.join(ROOT, 'public', 'openapi.json'), '--url', rollcall.url,
      // Where it runs open there are operations that nothing valid can be found for, which it would warn of.
      ...(headers.authorization ? ['--header', `Authorization: ${headers.authorization}`] : ['--max-examples', '4', '--warnings', 'off'])],
    { SCHEMATHESIS_HOOKS: 'hooks', ROLLCALL_FIXTURES: names.fixtures, ROLLCALL_CALLS: names.calls },
  );
  // What it found stands behind what it did.
  assert.equal(status, 0, out.slice(Math.max(0, out.search(/^=+ (FAILURES|ERRORS|WARNINGS)/m))));

  /** @type {{operation: string | null, status: number, code: string | null, positive: boolean}[]} */
  const calls = readFileSync(names.calls, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const unreached = [];
  for (const { operation: { operationId } } of OPERATIONS) {
    const of = calls.filter(({ operation }) => operation === operationId);
    const well = of.filter(({ status }) => status >= 200 && status < 300).length;
    if (operationId in neverWell) {
      assert.equal(well, 0, `${operationId} is answered well: take it out of the exceptions`);
      assert.ok(of.length > 0, `${operationId} was not called`);
    } else if (well === 0) unreached.push(operationId);
  }
  assert.deepEqual(unreached, [], 'never answered with a 2xx');
  const seen = new Set(calls.map(({ code }) => code).filter(Boolean));
  t.diagnostic(`${calls.length} calls of ${OPERATIONS.length} operations, with ${seen.size} different problems`);
}
