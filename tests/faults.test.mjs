// Storage that fails: every job ends with its reason, and nothing is left orphaned. The failures are
// put between the real Worker and its real bindings (see faults/entry.mjs).

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startRollcall } from './harness.mjs';
import { people, peopleText } from './people.mjs';
import { call, postFile, postStream } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
/** @type {string} */
let earlier;
before(async () => {
  rollcall = await startRollcall();
  earlier = (await postFile(rollcall, peopleText(3))).json.id;
});
after(() => rollcall.close());

/** Enough rows for several parts of 5 MiB. */
const MANY = 250_000;

/**
 * Uploads a file of some 20 MB with faults ordered.
 * @param {object[]} faults
 * @param {Record<string, string>} [headers]
 */
const uploadMany = (faults, headers = {}) =>
  postStream(rollcall, '/v1/jobs', { 'content-type': 'text/csv', 'transfer-encoding': 'chunked', 'x-fault': JSON.stringify(faults), ...headers }, people(MANY));

/** @returns {Promise<{objects: string[], records: string[]}>} every key there is */
async function stored() {
  const { REPORTS, JOBS } = await rollcall.env();
  return {
    objects: (await REPORTS.list()).objects.map(({ key }) => key),
    records: (await JOBS.list()).keys.map(({ name }) => name),
  };
}

/** That nothing of the job is kept but the job itself, and no upload is open. */
async function assertNothingOrphaned(job) {
  const { objects } = await stored();
  const left = objects.filter((key) => key.includes(job.id) && !key.endsWith('/job.json'));
  assert.deepEqual(left, []);
  assert.deepEqual((await rollcall.storage()).open, []);
}

describe('a job fails with its reason when R2', () => {
  const faults = [
    ['refuses the first part', { on: 'REPORTS.uploadPart', nth: 1, error: 'uploadPart: Internal Error (10001)' }],
    ['refuses the third part', { on: 'REPORTS.uploadPart', nth: 3, error: 'uploadPart: We encountered an internal error. (10001)' }],
    ['refuses one part and takes the next', { on: 'REPORTS.uploadPart', nth: 2, times: 1, error: 'uploadPart: (10043)' }],
    ['refuses to begin the report', { on: 'REPORTS.createMultipartUpload', error: 'createMultipartUpload: (10001)' }],
    ['refuses to complete the report', { on: 'REPORTS.complete', error: 'completeMultipartUpload: (10025)' }],
  ];
  for (const [title, fault] of faults) {
    it(String(title), async () => {
      const { status, json: job, text } = await uploadMany([/** @type {object} */ (fault)]);
      assert.equal(status, 201, text);
      assert.equal(job.status, 'failed', text);
      assert.match(job.failure.code, /^storage/);
      assert.ok(job.failure.detail);
      assert.notEqual(job.valid, true);
      const { json: again } = await call(rollcall, `/v1/jobs/${job.id}`);
      assert.deepEqual(again, job);
      const report = await call(rollcall, `/v1/jobs/${job.id}/report.csv`);
      assert.equal(report.status, 409);
      await assertNothingOrphaned(job);
    });
  }

  it('loses the answer to a part', async () => {
    const { json: job } = await uploadMany([{ on: 'REPORTS.uploadPart', nth: 2, after: true, error: 'Network connection lost.' }]);
    assert.equal(job.status, 'failed');
    await assertNothingOrphaned(job);
  });

  it('refuses every put of a small file after the first', async () => {
    const { status, json } = await postFile(rollcall, peopleText(5), {}, { 'x-fault': JSON.stringify([{ on: 'REPORTS.put', nth: 2, error: 'put: (10001)' }]) });
    if (status === 201) assert.equal(json.status, 'failed');
    else assert.equal(json.code, 'storage-unavailable');
  });

  it('refuses the report of a small file once', async () => {
    const { status, json: job, text } = await postFile(rollcall, peopleText(5), {}, { 'x-fault': JSON.stringify([{ on: 'REPORTS.put', nth: 2, times: 1, error: 'put: (10001)' }]) });
    assert.equal(status, 201, text);
    assert.equal(job.status, 'failed');
    await assertNothingOrphaned(job);
  });
});

describe('the answer is 503 and nothing is stored when R2', () => {
  it('refuses everything', async () => {
    const before = await stored();
    const faults = ['put', 'createMultipartUpload', 'get', 'head', 'list', 'delete'].map((method) => ({ on: `REPORTS.${method}`, error: `${method}: (10001)` }));
    const { status, json, text } = await postFile(rollcall, peopleText(5), {}, { 'x-fault': JSON.stringify(faults) });
    assert.equal(status, 503, text);
    assert.equal(json.code, 'storage-unavailable');
    assert.deepEqual(await stored(), before);
  });

  it('does not answer a reader', async () => {
    const { id } = (await postFile(rollcall, peopleText(5))).json;
    const faults = { 'x-fault': JSON.stringify([{ on: 'REPORTS.get', error: 'get: (10001)' }, { on: 'JOBS.get', error: 'KV GET failed: 503' }, { on: 'JOBS.getWithMetadata', error: 'KV GET failed: 503' }]) };
    for (const path of [`/v1/jobs/${id}`, `/v1/jobs/${id}/report`, `/v1/jobs/${id}/report.csv`, `/v1/jobs/${id}/clean.csv`]) {
      const { status, json } = await call(rollcall, path, { headers: faults });
      assert.equal(status, 503, path);
      assert.equal(json.code, 'storage-unavailable');
    }
    assert.equal((await call(rollcall, `/v1/jobs/${id}/report`)).status, 200);
  });
});

describe('KV', () => {
  it('that refuses the record fails the job with its reason', async () => {
    const { status, json: job, text } = await postFile(rollcall, peopleText(5), {},
      { 'x-fault': JSON.stringify([{ on: 'JOBS.put', error: 'KV PUT failed: 429 Too Many Requests' }]) });
    assert.equal(status, 201, text);
    assert.equal(job.status, 'failed', text);
    assert.match(job.failure.code, /^storage/);
    const { json: again } = await call(rollcall, `/v1/jobs/${job.id}`);
    assert.equal(again.status, 'failed');
    await assertNothingOrphaned(job);
  });

  it('that does not answer a reader is gone round, because R2 knows the job', async () => {
    const { json: job } = await postFile(rollcall, peopleText(5));
    const faults = ['get', 'getWithMetadata', 'list'].map((method) => ({ on: `JOBS.${method}`, error: 'KV GET failed: 503' }));
    const { status, json } = await call(rollcall, `/v1/jobs/${job.id}`, { headers: { 'x-fault': JSON.stringify(faults) } });
    assert.equal(status, 200);
    assert.deepEqual(json, job);
  });
});

describe('a failed job', () => {
  it('gives its idempotency key back, so that a retry works', async () => {
    const headers = { 'idempotency-key': 'retry-me' };
    const failed = await uploadMany([{ on: 'REPORTS.uploadPart', error: 'uploadPart: (10001)' }], headers);
    assert.equal(failed.json.status, 'failed');
    const again = await uploadMany([], headers);
    assert.equal(again.status, 201, again.text);
    assert.equal(again.json.status, 'completed');
    assert.notEqual(again.json.id, failed.json.id);
  });

  it('can be deleted like any other', async () => {
    const { json: job } = await uploadMany([{ on: 'REPORTS.uploadPart', error: 'uploadPart: (10001)' }]);
    assert.equal((await call(rollcall, `/v1/jobs/${job.id}`, { method: 'DELETE' })).status, 204);
    const { objects, records } = await stored();
    assert.ok(![...objects, ...records].some((key) => key.includes(job.id)));
  });
});

it('the job from before all that is still there', async () => {
  assert.equal((await call(rollcall, `/v1/jobs/${earlier}/report`)).status, 200);
  const { json } = await call(rollcall, '/v1/jobs?limit=100');
  assert.ok(json.jobs.some(({ id }) => id === earlier));
});
