// Keys: who may come in, and that nobody sees what is another's.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { startRollcall } from './harness.mjs';
import { peopleText } from './people.mjs';
import { call, postFile } from './requests.mjs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const CSV = peopleText(3);
const KEYS = { acme: 'rc_acme-key-1', acmeNext: 'rc_acme-key-2', globex: 'rc_globex-key' };
const bearer = (key) => ({ authorization: `Bearer ${key}` });

describe('with keys configured', () => {
  /** @type {import('./harness.mjs').Rollcall} */
  let rollcall;
  before(async () => {
    rollcall = await startRollcall({
      vars: { ROLLCALL_KEYS: `acme=${sha256(KEYS.acme)}\nacme=${sha256(KEYS.acmeNext)}\nglobex=${sha256(KEYS.globex)}\n` },
    });
  });
  after(() => rollcall.close());

  const strangers = [
    ['without a key', {}, 'key-required'],
    ['with a key that nobody has', bearer('rc_nobody'), 'key-unknown'],
    ['with the hash of a key', bearer(sha256(KEYS.acme)), 'key-unknown'],
    ['with an empty key', bearer(''), undefined],
    ['with another scheme', { authorization: `Basic ${KEYS.acme}` }, undefined],
  ];
  for (const [title, headers, code] of /** @type {[string, Record<string, string>, string | undefined][]} */ (strangers)) {
    it(`nobody gets in ${title}`, async () => {
      for (const [method, path] of [['POST', '/v1/jobs'], ['GET', '/v1/jobs'], ['GET', '/v1/jobs/01aaaaaaaaaaaaaaaaaaaaaaaa']]) {
        const answer = await call(rollcall, path, {
          method, headers: { 'content-type': 'text/csv', ...headers }, body: method === 'POST' ? CSV : undefined,
        });
        assert.equal(answer.status, 401, `${method} ${path}`);
        if (code) assert.equal(answer.json.code, code);
        assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/);
      }
    });
  }

  it('a partner sees its own jobs by each of its keys', async () => {
    const { status, json: job } = await postFile(rollcall, CSV, {}, bearer(KEYS.acme));
    assert.equal(status, 201);
    assert.equal((await call(rollcall, `/v1/jobs/${job.id}`, { headers: bearer(KEYS.acmeNext) })).status, 200);
  });

  it('a partner does not see another\'s jobs', async () => {
    const { json: job } = await postFile(rollcall, CSV, {}, bearer(KEYS.acme));
    for (const path of ['', '/report', '/report.csv', '/findings.ndjson', '/report.html', '/errors.csv', '/clean.csv']) {
      const { status, json } = await call(rollcall, `/v1/jobs/${job.id}${path}`, { headers: bearer(KEYS.globex) });
      assert.equal(status, 404, path);
      assert.equal(json.code, 'job-not-found');
    }
    assert.equal((await call(rollcall, `/v1/jobs/${job.id}`, { method: 'DELETE', headers: bearer(KEYS.globex) })).status, 404);
    const { json: list } = await call(rollcall, '/v1/jobs', { headers: bearer(KEYS.globex) });
    assert.ok(!list.jobs.some(({ id }) => id === job.id));
    assert.equal((await call(rollcall, `/v1/jobs/${job.id}`, { headers: bearer(KEYS.acme) })).status, 200);
  });

  it('two partners may use the same idempotency key', async () => {
    const [one, other] = await Promise.all([KEYS.acme, KEYS.globex].map((key) => postFile(rollcall, CSV, {}, { ...bearer(key), 'idempotency-key': 'same' })));
    assert.equal(one.status, 201);
    assert.equal(other.status, 201);
    assert.notEqual(one.json.id, other.json.id);
  });

  it('health says so, to anybody', async () => {
    const { status, json } = await call(rollcall, '/health');
    assert.equal(status, 200);
    assert.equal(json.status, 'ok');
    assert.equal(json.partners, 'configured');
  });
});

it('a Worker without keys that is not open refuses', async () => {
  const rollcall = await startRollcall({ vars: { ROLLCALL_OPEN: '', ROLLCALL_DEVELOPMENT: '' } });
  try {
    const { status, json } = await postFile(rollcall, CSV);
    assert.equal(status, 401);
    assert.equal(json.code, 'key-required');
    const { json: health } = await call(rollcall, '/health');
    assert.equal(health.partners, 'none');
    assert.equal(health.wasm_memory_bytes, undefined);
  } finally {
    await rollcall.close();
  }
});

it('an open Worker says that it is', async () => {
  const rollcall = await startRollcall();
  try {
    assert.equal((await postFile(rollcall, CSV)).status, 201);
    assert.equal((await call(rollcall, '/health')).json.partners, 'open');
    assert.equal((await postFile(rollcall, CSV, {}, bearer('rc_nobody'))).status, 401);
  } finally {
    await rollcall.close();
  }
});
