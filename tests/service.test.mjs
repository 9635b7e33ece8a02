// What the service says about itself: health, templates, the catalogue, and the description of its API.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ROOT, startRollcall } from './harness.mjs';
import { call, postFile } from './requests.mjs';
import { putUsers } from './users.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
before(async () => {
  rollcall = await startRollcall();
});
after(() => rollcall.close());

const version = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version;

it('health says that it is well, and in which version', async () => {
  const { status, json } = await call(rollcall, '/health');
  assert.equal(status, 200);
  assert.equal(json.status, 'ok');
  assert.equal(json.version, version);
  assert.ok(json.wasm_memory_bytes > 0);
});

it('every file of templates/ is served as it is', async () => {
  const names = readdirSync(path.join(ROOT, 'templates')).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5));
  const { json: list } = await call(rollcall, '/v1/templates');
  assert.deepEqual(list.templates.map(({ name }) => name).sort(), names.sort());
  for (const name of names) {
    const { json } = await call(rollcall, `/v1/templates/${name}`);
    assert.deepEqual(json, JSON.parse(readFileSync(path.join(ROOT, 'templates', `${name}.json`), 'utf8')));
  }
});

it('a template that is not there is a problem', async () => {
  for (const name of ['nope', '..%2FCargo', '8x8-users.json']) {
    const { status, json } = await call(rollcall, `/v1/templates/${name}`);
    assert.equal(status, 404);
    assert.equal(json.code, 'template-not-found');
  }
});

describe('the description of the API', () => {
  it('is OpenAPI 3.1 in our version', async () => {
    const { status, json } = await call(rollcall, '/openapi.json');
    assert.equal(status, 200);
    assert.match(json.openapi, /^3\.1\./);
    assert.equal(json.info.version, version);
  });

  it('names every route, and only routes that are there', async () => {
    const { json } = await call(rollcall, '/openapi.json');
    // More rows than 8x8 takes at once, so that there are parts.
    const { json: job } = await postFile(rollcall, `User.FirstName\n${'Zoé\n'.repeat(751)}`, { template: '8x8-users' });
    // A list of the template's name, so that every `{name}` is there.
    await call(rollcall, '/v1/lists/8x8-users', { method: 'PUT', body: 'Évry\n' });
    // And a user of the job's.
    await putUsers(rollcall, 'local', [{ id: job.id }]);
    // One that was applied, so that there is a plan and something to take back.
    const { json: applied } = await postFile(rollcall, 'First Name,Last Name,Display Name,User ID/Email (Required)\nZoé,Le Goff,Zoé,zoe@acme.example.com\n', { template: 'webex-users' });
    assert.equal((await call(rollcall, `/v1/jobs/${applied.id}/process`, { method: 'POST' })).status, 202);
    const values = { id: job.id, n: '1', name: '8x8-users', code: 'job-not-found' };
    for (const wanted of ['/v1/jobs', '/v1/jobs/{id}', '/v1/jobs/{id}/report', '/v1/jobs/{id}/errors.csv', '/v1/jobs/{id}/clean.csv', '/v1/jobs/{id}/parts/{n}.csv', '/v1/jobs/{id}/plan', '/v1/jobs/{id}/revert', '/v1/templates/{name}/export.csv', '/v1/templates', '/v1/templates/{name}', '/v1/templates/{name}/file.csv', '/v1/lists', '/v1/lists/{name}', '/v1/users', '/v1/users/{id}', '/v1/directory', '/health']) {
      assert.ok(json.paths[wanted], wanted);
    }
    for (const [template, operations] of Object.entries(json.paths)) {
      if (!operations.get) continue;
      const id = /plan|revert/.test(template) ? applied.id : job.id;
      const address = template.replace(/\{(\w+)\}/g, (_, name) => ({ ...values, id })[name] ?? 'x');
      assert.equal((await call(rollcall, address)).status, 200, template);
    }
  });

  it('has no reference that leads nowhere', async () => {
    const { json } = await call(rollcall, '/openapi.json');
    const follow = (value) => {
      if (value === null || typeof value !== 'object') return;
      if (typeof value.$ref === 'string') {
        const found = value.$ref.slice(2).split('/').reduce((at, step) => at?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], json);
        assert.ok(found, value.$ref);
      }
      Object.values(value).forEach(follow);
    };
    follow(json);
  });
});

it('files of public/ are served beside the API', async () => {
  const { status, text } = await call(rollcall, '/robots.txt');
  assert.equal(status, 200);
  assert.match(text, /Disallow/);
});

it('nothing is logged as an error by all that', () => {
  const errors = rollcall.logs().filter(({ level }) => level === 'error');
  assert.deepEqual(errors, []);
});
