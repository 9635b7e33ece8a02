// The same `Idempotency-Key` and the same options give the same job.

import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { startRollcall } from './harness.mjs';
import { peopleText } from './people.mjs';
import { call, fields, file, postFile, postForm, postStream } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
before(async () => {
  rollcall = await startRollcall();
});
after(() => rollcall.close());

const CSV = peopleText(10);
const key = (value) => ({ 'idempotency-key': value });

it('an upload sent again gives the job of the first', async () => {
  const first = await postFile(rollcall, CSV, { language: 'fr' }, key('one'));
  const second = await postFile(rollcall, CSV, { language: 'fr' }, key('one'));
  assert.equal(first.status, 201);
  assert.equal(second.status, 201);
  assert.deepEqual(second.json, first.json);
  assert.equal(second.headers.get('location'), first.headers.get('location'));
  assert.equal(first.headers.get('idempotency-replayed'), null);
  assert.equal(second.headers.get('idempotency-replayed'), 'true');
  const { json } = await call(rollcall, '/v1/jobs?limit=100');
  assert.equal(json.jobs.filter(({ id }) => id === first.json.id).length, 1);
});

it('a form sent again gives the job of the first', async () => {
  const send = () => postForm(rollcall, [...fields({ description: 'x' }), file(CSV)], { headers: key('form') });
  const [first, second] = [await send(), await send()];
  assert.equal(second.status, 201);
  assert.equal(second.json.id, first.json.id);
});

it('the same key with other options is refused', async () => {
  await postFile(rollcall, CSV, { language: 'fr' }, key('two'));
  const { status, json } = await postFile(rollcall, CSV, { language: 'de' }, key('two'));
  assert.equal(status, 422);
  assert.equal(json.code, 'idempotency-conflict');
});

it('another key gives another job', async () => {
  const first = await postFile(rollcall, CSV, {}, key('three'));
  const second = await postFile(rollcall, CSV, {}, key('four'));
  assert.notEqual(second.json.id, first.json.id);
});

it('the same key while the first upload is going on is told so', async () => {
  let goOn;
  const held = new Promise((resolve) => {
    goOn = resolve;
  });
  const { REPORTS } = await rollcall.env();
  const before = (await REPORTS.list()).objects.length;
  const slow = postStream(rollcall, '/v1/jobs', { 'content-type': 'text/csv', 'transfer-encoding': 'chunked', ...key('slow') },
    (async function* () {
      // More than the Worker waits for before it looks.
      yield Buffer.from(`a,b\n${'1,2\n'.repeat(250_000)}`);
      await held;
      yield Buffer.from('3,4\n');
    })());
  for (const until = Date.now() + 30_000; Date.now() < until && (await REPORTS.list()).objects.length === before;) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const answer = await postFile(rollcall, 'a,b\n1,2\n3,4\n', {}, key('slow'));
  goOn();
  assert.equal(answer.status, 409, answer.text);
  assert.equal(answer.json.code, 'idempotency-in-progress');
  assert.equal((await slow).json.rows.total, 250_001);
});

it('ten uploads at once under one key make one job', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => postFile(rollcall, CSV, {}, key('crowd'))));
  const made = new Set(answers.filter(({ status }) => status === 201).map(({ json }) => json.id));
  assert.equal(made.size, 1);
  for (const { status } of answers) assert.ok(status === 201 || status === 409, String(status));
});

it('a refused upload gives its key back', async () => {
  const refused = await postFile(rollcall, CSV, { template: 'nope' }, key('five'));
  assert.equal(refused.status, 400);
  assert.equal((await postFile(rollcall, CSV, {}, key('five'))).status, 201);
});

it('a deleted job gives its key back', async () => {
  const first = await postFile(rollcall, CSV, {}, key('six'));
  await call(rollcall, `/v1/jobs/${first.json.id}`, { method: 'DELETE' });
  const second = await postFile(rollcall, CSV, {}, key('six'));
  assert.equal(second.status, 201);
  assert.notEqual(second.json.id, first.json.id);
});
