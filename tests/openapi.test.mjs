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
import { pythonWithSchemathesis } from '../scripts/schemathesis.mjs';
import { Plain } from '../scripts/terminal.mjs';
import { ROOT, startRollcall } from './harness.mjs';
import { call, file, postFile, postForm } from './requests.mjs';

const FOLDER = path.join(ROOT, 'tests', 'openapi');
const DESCRIPTION = JSON.parse(readFileSync(path.join(ROOT, 'public', 'openapi.json'), 'utf8'));
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** Operations that are never answered with a 2xx here, and why. */
const NEVER_WELL = {
  processJob: 'this version refuses it',
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

/**
 * Jobs, a template and a list for the requests that ought to be right.
 * @param {import('./harness.mjs').Rollcall} rollcall
 * @param {Record<string, string>} headers
 */
async function prepare(rollcall, headers) {
  // More rows than 8x8 takes at once, so that there are parts.
  const completed = await postFile(rollcall, `User.FirstName\n${'Zoé\n'.repeat(751)}`, { template: '8x8-users' }, headers);
  assert.equal(completed.json.parts.count, 2);
  const failed = await postForm(rollcall, [file('a,b\n1,2\n')], { closing: false, headers });
  assert.equal(failed.json.status, 'failed');
  // One whose file goes on arriving until all is over.
  const upload = http.request(new URL('/v1/jobs', rollcall.url), { method: 'POST', headers: { ...headers, 'content-type': 'text/csv', 'transfer-encoding': 'chunked' } });
  upload.on('error', () => {});
  upload.write('a,b\n'.repeat(1000));
  let running;
  for (const until = Date.now() + 10_000; !running && Date.now() < until;) {
    const { json } = await call(rollcall, '/v1/jobs', { headers });
    running = json.jobs.find(({ status }) => status === 'running')?.id;
  }
  assert.ok(running, 'no job is running');
  const { json: templates } = await call(rollcall, '/v1/templates', { headers });
  const put = async (address, body) => assert.equal((await call(rollcall, address, { method: 'PUT', headers, body })).status, 201);
  await put('/v1/templates/people', JSON.stringify({ fields: [{ name: 'name' }, { name: 'email', format: 'email' }] }));
  await put('/v1/lists/sites', 'Évry\nLyon 1\n');
  const { json: page } = await call(rollcall, '/v1/jobs?limit=1', { headers });
  return {
    upload,
    fixtures: {
      url: rollcall.url,
      headers,
      built_in: templates.templates.map(({ name }) => name),
      template: 'people',
      list: 'sites',
      cursor: page.next_cursor,
      jobs: { completed: completed.json.id, failed: failed.json.id, running },
    },
  };
}

describe('a Worker that runs open', () => {
  /** @type {import('./harness.mjs').Rollcall} */
  let rollcall;
  /** @type {Awaited<ReturnType<typeof prepare>>} */
  let prepared;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rollcall-openapi-'));
  before(async () => {
    rollcall = await startRollcall();
    prepared = await prepare(rollcall, {});
  });
  after(async () => {
    prepared?.upload.destroy();
    await rollcall?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers as it is described, whatever is asked', async (t) => {
    if (missing) return t.skip(missing);
    await conforms(t, folder, rollcall, prepared.fixtures);
  });

  it('refuses every method that an address is not described with', async () => {
    const { jobs, template, list } = prepared.fixtures;
    const values = { id: jobs.completed, n: '1', code: 'job-not-found' };
    for (const [path, item] of Object.entries(DESCRIPTION.paths)) {
      const name = path.startsWith('/v1/lists') ? list : template;
      const address = path.replace(/\{(\w+)\}/g, (_, parameter) => ({ ...values, name })[parameter]);
      const described = METHODS.filter((method) => method in item).map((method) => method.toUpperCase());
      for (const method of ['GET', 'PUT', 'POST', 'DELETE', 'PATCH'].filter((method) => !described.includes(method))) {
        const { status, headers, json } = await call(rollcall, address, { method });
        assert.equal(status, 405, `${method} ${path}`);
        assert.equal(json.code, 'method-not-allowed');
        const allowed = (headers.get('allow') ?? '').split(', ').filter((method) => !['HEAD', 'OPTIONS'].includes(method));
        assert.deepEqual(allowed.sort(), described.sort(), path);
        assert.deepEqual(json.allowed, (headers.get('allow') ?? '').split(', '));
      }
    }
  });

  it('logs no error by all that', () => {
    assert.deepEqual(rollcall.logs().filter(({ level }) => level === 'error'), []);
  });
});

/**
 * Has schemathesis call every operation, and counts what it reached.
 * @param {import('node:test').TestContext} t
 * @param {string} folder
 * @param {import('./harness.mjs').Rollcall} rollcall
 * @param {object} fixtures
 * @param {string[]} [args] for `schemathesis run`
 */
async function conforms(t, folder, rollcall, fixtures, args = []) {
  const names = { fixtures: path.join(folder, 'fixtures.json'), calls: path.join(folder, 'calls.ndjson') };
  writeFileSync(names.fixtures, JSON.stringify(fixtures));
  writeFileSync(names.calls, '');
  const { status, out } = await runPython(
    ['-m', 'schemathesis.cli', '--config-file', path.join(FOLDER, 'schemathesis.toml'), 'run', `${rollcall.url}/openapi.json`, ...args],
    { SCHEMATHESIS_HOOKS: 'hooks', ROLLCALL_FIXTURES: names.fixtures, ROLLCALL_CALLS: names.calls },
  );
  // What it found stands behind what it did.
  assert.equal(status, 0, out.slice(Math.max(0, out.search(/^=+ (FAILURES|ERRORS)/m))));

  /** @type {{operation: string | null, status: number, code: string | null, positive: boolean}[]} */
  const calls = readFileSync(names.calls, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const unreached = [];
  for (const { operation: { operationId } } of OPERATIONS) {
    const of = calls.filter(({ operation }) => operation === operationId);
    const well = of.filter(({ status }) => status >= 200 && status < 300).length;
    if (operationId in NEVER_WELL) {
      assert.equal(well, 0, `${operationId} is answered well: take it out of the exceptions`);
      assert.ok(of.length > 0, `${operationId} was not called`);
    } else if (well === 0) unreached.push(operationId);
  }
  assert.deepEqual(unreached, [], 'never answered with a 2xx');
  const seen = new Set(calls.map(({ code }) => code).filter(Boolean));
  t.diagnostic(`${calls.length} calls of ${OPERATIONS.length} operations, with ${seen.size} different problems`);
}
