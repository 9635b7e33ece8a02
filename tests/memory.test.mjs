// Memory does not grow with the file: read from the running Worker after uploads of 100 MB.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { startRollcall } from './harness.mjs';
import { length, people, schema } from './people.mjs';
import { postStream } from './requests.mjs';

const MIB = 1 << 20;

/**
 * Uploads a file to a Worker of its own.
 * @param {number} rows
 * @param {object} tableSchema
 * @param {boolean} asForm
 */
async function upload(rows, tableSchema, asForm) {
  const rollcall = await startRollcall();
  try {
    const before = await rollcall.memory();
    const bytes = length(people(rows));
    const options = { schema: JSON.stringify(tableSchema) };
    const started = Date.now();
    let answer;
    if (asForm) {
      const head = Buffer.from(
        `--B\r\nContent-Disposition: form-data; name="schema"\r\n\r\n${options.schema}\r\n`
          + '--B\r\nContent-Disposition: form-data; name="file"; filename="users.csv"\r\nContent-Type: text/csv\r\n\r\n',
      );
      const tail = Buffer.from('\r\n--B--\r\n');
      answer = await postStream(rollcall, '/v1/jobs',
        { 'content-type': 'multipart/form-data; boundary=B', 'content-length': String(head.length + bytes + tail.length) },
        (function* () {
          yield head;
          yield* people(rows);
          yield tail;
        })());
    } else {
      answer = await postStream(rollcall, `/v1/jobs?${new URLSearchParams(options)}`,
        { 'content-type': 'text/csv', 'content-length': String(bytes) }, people(rows));
    }
    const seconds = (Date.now() - started) / 1000;
    const memory = await rollcall.memory();
    return { ...answer, bytes, seconds, before, memory };
  } finally {
    await rollcall.close();
  }
}

const CASES = [
  ['an upload of 100 MB as a form leaves wasm memory within 32 MiB', 1_220_000, {}, true, 32],
  ['an upload of 100 MB as the body leaves wasm memory within 32 MiB', 1_220_000, {}, false, 32],
  ['a unique column of 1.2 million values leaves wasm memory within 64 MiB', 1_200_000, { unique: true }, false, 64],
];
for (const [title, rows, options, asForm, limit] of /** @type {[string, number, object, boolean, number][]} */ (CASES)) {
  it(title, async (test) => {
    const { status, json: job, text, bytes, seconds, before, memory } = await upload(rows, schema(options), asForm);
    test.diagnostic(`${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s, wasm memory ${(before / MIB).toFixed(1)} → ${(memory / MIB).toFixed(1)} MiB`);
    assert.equal(status, 201, text);
    assert.equal(job.status, 'completed', text);
    assert.equal(job.rows.total, rows);
    assert.equal(job.valid, true, JSON.stringify(job.findings));
    assert.equal(job.file.bytes, bytes);
    assert.ok(memory > 0 && memory <= limit * MIB, `${memory} bytes`);
  });
}
