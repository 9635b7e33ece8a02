// Jobs whose Worker died: they are shown as failed, and the daily cron brings them to an end.

import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { startRollcall } from './harness.mjs';
import { peopleText } from './people.mjs';
import { call, postFile } from './requests.mjs';

const MINUTE = 60_000;

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
before(async () => {
  rollcall = await startRollcall();
});
after(() => rollcall.close());

/**
 * What a Worker leaves behind that dies in the middle of an upload: the marks of a running job, a
 * part of its report in an open multipart upload, and another artefact.
 * @returns {Promise<{id: string, parts: () => Promise<unknown>}>} the job's id, and a call that tries
 *   to send another part
 */
async function leftBehind() {
  const { REPORTS, JOBS } = await rollcall.env();
  const { json: job } = await postFile(rollcall, peopleText(3));
  const id = job.id;
  const of = (name) => `p/local/${id}/${name}`;
  const mark = (name) => `p/local/running/${id}/${name}`;
  const customMetadata = { expires: String(Date.parse(job.expires)) };
  await REPORTS.delete([of('job.json'), of('report.json'), of('report.csv'), of('report.html')]);
  for (const { name } of (await JOBS.list()).keys) if (name.endsWith(id)) await JOBS.delete(name);
  const running = { ...job, status: 'running', valid: false, finished: null, links: { ...job.links, report: null } };
  await REPORTS.put(mark('job.json'), JSON.stringify(running), { customMetadata });
  const upload = await REPORTS.createMultipartUpload(of('report.csv'), { customMetadata });
  await upload.uploadPart(1, new Uint8Array(5 << 20));
  await REPORTS.put(mark('upload-report.csv'), upload.uploadId, { customMetadata });
  return { id, parts: () => upload.uploadPart(2, new Uint8Array(5 << 20)) };
}

it('a job that is running is shown as running, and can neither be reported nor deleted', async () => {
  const { id } = await leftBehind();
  const { status, json } = await call(rollcall, `/v1/jobs/${id}`);
  assert.equal(status, 200);
  assert.equal(json.status, 'running');
  const report = await call(rollcall, `/v1/jobs/${id}/report`);
  assert.equal(report.status, 409);
  assert.equal(report.json.code, 'job-running');
  const deleted = await call(rollcall, `/v1/jobs/${id}`, { method: 'DELETE' });
  assert.equal(deleted.status, 409);
  assert.equal(deleted.json.code, 'job-running');
  const { json: list } = await call(rollcall, '/v1/jobs');
  assert.equal(list.jobs[0].id, id);
  assert.equal(list.jobs[0].status, 'running');
});

it('the cron leaves a job alone that gave a sign of life ten minutes ago', async () => {
  const { id } = await leftBehind();
  await rollcall.scheduled(new Date(Date.now() + 10 * MINUTE));
  assert.equal((await call(rollcall, `/v1/jobs/${id}`)).json.status, 'running');
});

it('the cron ends a job that has been silent for longer, and leaves nothing of it but the job', async () => {
  const { id, parts } = await leftBehind();
  await rollcall.scheduled(new Date(Date.now() + 20 * MINUTE));
  const { json: job } = await call(rollcall, `/v1/jobs/${id}`);
  assert.equal(job.status, 'failed');
  assert.equal(job.failure.code, 'interrupted');
  assert.equal(job.valid, false);
  assert.ok(job.finished);
  const report = await call(rollcall, `/v1/jobs/${id}/report`);
  assert.equal(report.status, 409);
  assert.equal(report.json.code, 'job-failed');
  const { REPORTS } = await rollcall.env();
  const left = (await REPORTS.list()).objects.map(({ key }) => key).filter((key) => key.includes(id));
  assert.deepEqual(left, [`p/local/${id}/job.json`]);
  await assert.rejects(parts);
  const { json: list } = await call(rollcall, '/v1/jobs?limit=100');
  assert.equal(list.jobs.filter((listed) => listed.id === id && listed.status === 'failed').length, 1);
  assert.equal((await call(rollcall, `/v1/jobs/${id}`, { method: 'DELETE' })).status, 204);
});
