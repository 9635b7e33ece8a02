// Bodies that break off: such a job ends as failed with `upload-incomplete`, never as a valid file.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { startRollcall } from './harness.mjs';
import { peopleText } from './people.mjs';
import { call, fields, file, formBody, postFile, speak } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
before(async () => {
  rollcall = await startRollcall();
});
after(() => rollcall.close());

const CSV = peopleText(40);
const FORM = ['POST /v1/jobs HTTP/1.1', 'Content-Type: multipart/form-data; boundary=rollcall-test'];
const RAW = ['POST /v1/jobs HTTP/1.1', 'Content-Type: text/csv'];

/** @returns {Promise<any[]>} all jobs, newest first */
const jobs = async () => (await call(rollcall, '/v1/jobs')).json.jobs;

/**
 * Waits until the newest job that was not there before has ended.
 * @param {string | undefined} newestBefore
 */
async function nextJob(newestBefore) {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const [newest] = await jobs();
    if (newest && newest.id !== newestBefore) {
      const { json } = await call(rollcall, `/v1/jobs/${newest.id}`);
      if (json.status !== 'running') return json;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('No job appeared.');
}

/** @param {any} job */
async function assertIncomplete(job) {
  assert.equal(job.status, 'failed');
  assert.equal(job.failure.code, 'upload-incomplete');
  assert.ok(job.failure.detail);
  assert.notEqual(job.valid, true);
  assert.ok(job.finished);
  const report = await call(rollcall, `/v1/jobs/${job.id}/report`);
  assert.equal(report.status, 409);
  assert.equal(report.json.code, 'job-failed');
  const { REPORTS } = await rollcall.env();
  const left = (await REPORTS.list()).objects.map(({ key }) => key).filter((key) => key.includes(job.id));
  assert.ok(left.every((key) => key.endsWith('job.json')), `left behind: ${left}`);
  assert.deepEqual((await rollcall.storage()).open, []);
}

describe('a form without its closing boundary fails the job', () => {
  const body = formBody([...fields({ language: 'fr' }), file(CSV)]);
  const start = body.indexOf(CSV);
  const cuts = [
    ['in an option before the file', body.indexOf('fr\r\n') + 1],
    ['before the first byte of the file', start],
    ['in the middle of the file', start + 1_000],
    ['at the end of the file', start + Buffer.byteLength(CSV)],
    ['in the line break before the boundary', start + Buffer.byteLength(CSV) + 1],
    ['in the closing boundary', body.length - 9],
    ['before the two last hyphens', body.length - 4],
    ['between them', body.length - 3],
  ];
  for (const [title, at] of cuts) {
    it(`when it ends ${title}`, async () => {
      const [newest] = await jobs();
      const answer = await speak(rollcall, [...FORM, `Content-Length: ${at}`], [body.subarray(0, Number(at))], 'wait');
      assert.equal(answer?.status, 201, answer?.text);
      await assertIncomplete(answer?.json);
      assert.equal((await nextJob(newest?.id)).id, answer?.json.id);
    });
  }

});

describe('a client that goes fails the job', () => {
  const form = formBody([file(CSV)]);
  for (const bytes of [300, 1_500, form.length - 20]) {
    it(`when a form breaks off after ${bytes === 300 ? 'the beginning' : bytes === 1_500 ? 'some rows' : 'all rows'}`, async () => {
      const [newest] = await jobs();
      await speak(rollcall, [...FORM, `Content-Length: ${form.length}`], [form.subarray(0, bytes)], 'hang up');
      await assertIncomplete(await nextJob(newest?.id));
    });
  }

  for (const then of /** @type {const} */ (['hang up', 'stop sending'])) {
    it(`when it has promised more bytes than came (${then})`, async () => {
      const [newest] = await jobs();
      await speak(rollcall, [...RAW, `Content-Length: ${Buffer.byteLength(CSV) + 1}`], [CSV], then);
      await assertIncomplete(await nextJob(newest?.id));
    });

    it(`when the last chunk of a chunked body is missing (${then})`, async () => {
      const [newest] = await jobs();
      const chunk = `${Buffer.byteLength(CSV).toString(16)}\r\n${CSV}\r\n`;
      await speak(rollcall, [...RAW, 'Transfer-Encoding: chunked'], [chunk], then);
      await assertIncomplete(await nextJob(newest?.id));
    });
  }

  it('when megabytes of the report are in R2 already', async () => {
    const text = peopleText(200_000);
    const [newest] = await jobs();
    await speak(rollcall, [...RAW, `Content-Length: ${Buffer.byteLength(text) + 1_000_000}`], [text], 'hang up');
    await assertIncomplete(await nextJob(newest?.id));
  });
});

describe('a compressed body that is cut fails the job', () => {
  const packed = gzipSync(peopleText(5_000));
  for (const [title, at] of [['in its middle', packed.length >> 1], ['in its checksum', packed.length - 3]]) {
    it(String(title), async () => {
      const { status, json: job } = await postFile(rollcall, packed.subarray(0, Number(at)), {}, { 'content-encoding': 'gzip' });
      assert.equal(status, 201);
      await assertIncomplete(job);
    });
  }
});

it('a body that is whole is not one of those', async () => {
  const answer = await speak(rollcall, [...RAW, `Content-Length: ${Buffer.byteLength(CSV)}`], [CSV], 'wait');
  assert.equal(answer?.status, 201);
  assert.equal(answer?.json.status, 'completed');
  assert.equal(answer?.json.rows.total, 40);
});
