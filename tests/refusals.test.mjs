// Requests that are refused before there is a job: a clear 4xx, and nothing stored.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { startRollcall } from './harness.mjs';
import { peopleText, repeated } from './people.mjs';
import { call, fields, file, formBody, postFile, postForm, postStream } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
/** @type {string} a job that was there before */
let earlier;
before(async () => {
  rollcall = await startRollcall();
  earlier = (await postFile(rollcall, peopleText(3))).json.id;
});
after(() => rollcall.close());

const CSV = peopleText(5);
/** Rows of a kilobyte, 256 KiB of them. */
const LONG_ROWS = Buffer.alloc(1 << 18, `${'x'.repeat(1_021)},b\n`);
const form = (parts, options) => () => postForm(rollcall, parts, options);
const raw = (csv, options, headers) => () => postFile(rollcall, csv, options, headers);
const schemaOf = (schema) => ({ schema: JSON.stringify(schema) });

/** @type {[title: string, send: () => Promise<import('./requests.mjs').Answer>, status: number, code: string, more?: object][]} */
const REFUSALS = [
  ['a form without a file', form(fields({ description: 'x' })), 400, 'file-missing'],
  ['a form without any part', form([]), 400, 'file-missing'],
  ['a form with two files', form([file(CSV), file(CSV)]), 400, 'file-repeated'],
  ['an option after the file', form([file(CSV), ...fields({ language: 'fr' })]), 400, 'option-after-file', { option: 'language' }],
  ['an option that does not exist', form([...fields({ colour: 'red' }), file(CSV)]), 400, 'option-unknown', { option: 'colour' }],
  ['an option in the query that does not exist', raw(CSV, { colour: 'red' }), 400, 'option-unknown', { option: 'colour' }],
  ['an option given twice', form([...fields({ language: 'fr' }), ...fields({ language: 'de' }), file(CSV)]), 400, 'option-repeated'],
  ['a template that does not exist', form([...fields({ template: '8x8-usres' }), file(CSV)]), 400, 'template-unknown'],
  ['a template with a path in its name', raw(CSV, { template: '../8x8-users' }), 400, 'template-unknown'],
  ['a template and a schema', raw(CSV, { template: '8x8-users', ...schemaOf({ fields: [] }) }), 400, 'options-conflict'],
  ['a schema that is not JSON', raw(CSV, { schema: '{"fields": [' }), 400, 'schema-invalid'],
  ['a schema that is a list', raw(CSV, { schema: '[]' }), 400, 'schema-invalid'],
  ['a schema without fields', raw(CSV, { schema: '{}' }), 400, 'schema-invalid'],
  ['a type that does not exist', raw(CSV, schemaOf({ fields: [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'd', type: 'strign' }] })),
    400, 'schema-invalid', { pointer: '/fields/3/type' }],
  ['a constraint that the type does not have', raw(CSV, schemaOf({ fields: [{ name: 'a', type: 'boolean', constraints: { minLength: 2 } }] })),
    400, 'schema-invalid', { pointer: '/fields/0/constraints/minLength' }],
  ['a pattern that is not one', raw(CSV, schemaOf({ fields: [{ name: 'a', type: 'string', constraints: { pattern: '(' } }] })),
    400, 'schema-invalid', { pointer: '/fields/0/constraints/pattern' }],
  ['a dialect that is not JSON', raw(CSV, { dialect: ';' }), 400, 'dialect-invalid'],
  ['a delimiter of two characters', raw(CSV, { dialect: '{"delimiter": ";;"}' }), 400, 'dialect-invalid', { pointer: '/delimiter' }],
  ['an encoding that does not exist', raw(CSV, { encoding: 'utf-9' }), 400, 'option-invalid', { option: 'encoding' }],
  ['a language that is not there', raw(CSV, { language: 'xx' }), 400, 'option-invalid', { option: 'language' }],
  ['a mode that does not exist', raw(CSV, { mode: 'guess' }), 400, 'option-invalid', { option: 'mode' }],
  ['a retention of a year', raw(CSV, { retention: '8760' }), 400, 'option-invalid', { option: 'retention' }],
  ['a retention of no time', raw(CSV, { retention: '0' }), 400, 'option-invalid', { option: 'retention' }],
  ['a digest that is not computed here', raw(CSV, { digest: 'md5' }), 400, 'option-invalid', { option: 'digest' }],
  ['an option of a megabyte', form([...fields({ description: 'x'.repeat(1 << 20) }), file(CSV)]), 400, 'option-too-long'],
  ['a boundary that is missing', form([file(CSV)], { contentType: 'multipart/form-data' }), 400, 'boundary-missing'],
  ['a boundary that is empty', form([file(CSV)], { contentType: 'multipart/form-data; boundary=""' }), 400, undefined],
  ['a boundary of 71 characters', form([file(CSV)], { boundary: 'x'.repeat(71) }), 400, 'boundary-invalid'],
  ['a boundary that the body does not have', form([file(CSV)], { boundary: 'a', contentType: 'multipart/form-data; boundary=b' }),
    400, 'multipart-malformed'],
  ['a form that ends before its first part', () => call(rollcall, '/v1/jobs', {
    method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=rollcall-test' }, body: '--rollcall-t',
  }), 400, 'multipart-malformed'],
  ['part headers over 16 KiB', form([{ name: 'file', value: CSV, filename: 'x.csv', headers: [`X-Long: ${'x'.repeat(17 << 10)}`] }]),
    400, 'part-headers-too-long'],
  ['more than 32 parts', form([...Array.from({ length: 33 }, () => ({ name: 'description', value: '' })), file(CSV)]), 400, undefined],
  ['a part without a name', form([{ name: '', value: 'x' }, file(CSV)]), 400, undefined],
  ['JSON', raw('{}', {}, { 'content-type': 'application/json' }), 415, 'media-type-unsupported'],
  ['a body compressed in a way that is not understood', raw(CSV, {}, { 'content-encoding': 'br' }), 415, 'content-encoding-unsupported'],
  ['a body that says gzip and is not', raw(CSV, {}, { 'content-encoding': 'gzip' }), 400, 'gzip-invalid'],
  ['an idempotency key of a kilobyte', raw(CSV, {}, { 'idempotency-key': 'x'.repeat(1_024) }), 400, 'idempotency-key-invalid'],
];

describe('an upload is refused for', () => {
  for (const [title, send, status, code, more = {}] of REFUSALS) {
    it(title, async () => {
      const { REPORTS, JOBS } = await rollcall.env();
      const stored = async () => [(await REPORTS.list()).objects.map(({ key }) => key), (await JOBS.list()).keys.map(({ name }) => name)];
      const before = await stored();
      const answer = await send();
      assert.equal(answer.status, status, answer.text);
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
      const problem = answer.json;
      if (code) assert.equal(problem.code, code);
      assert.equal(problem.status, status);
      for (const name of ['type', 'title', 'detail', 'code']) assert.ok(problem[name], name);
      for (const [name, value] of Object.entries(more)) assert.equal(problem[name], value);
      assert.deepEqual(await stored(), before);
      assert.deepEqual((await rollcall.storage()).open, []);
    });
  }

  it('a file that is to be applied and of which no template says what its rows mean', async () => {
    const { status, json } = await postFile(rollcall, CSV, { mode: 'process' });
    assert.equal(status, 422);
    assert.equal(json.code, 'mode-not-available');
  });

  it('a schema\'s mistakes all at once', async () => {
    const { json } = await postFile(rollcall, CSV, schemaOf({ fields: [{ name: 'a', type: 'x' }, { name: 'b', type: 'y' }] }));
    assert.deepEqual(json.errors.map(({ pointer }) => pointer), ['/fields/0/type', '/fields/1/type']);
  });

  it('a body over the limit, by its Content-Length at once', async () => {
    const { status, json } = await postStream(rollcall, '/v1/jobs',
      { 'content-type': 'text/csv', 'content-length': String(200e6) }, repeated(LONG_ROWS, 200e6));
    assert.equal(status, 413);
    assert.equal(json.code, 'body-too-large');
  });

  it('a body over the limit, also where its length is not said', async () => {
    const { status, json } = await postStream(rollcall, '/v1/jobs',
      { 'content-type': 'text/csv', 'transfer-encoding': 'chunked' }, repeated(LONG_ROWS, 120e6));
    assert.equal(status, 413);
    assert.equal(json.code, 'body-too-large');
  });

  it('a body that inflates a thousandfold', async () => {
    const bomb = gzipSync(Buffer.alloc(300 << 20, LONG_ROWS));
    assert.ok(bomb.length < 1 << 20);
    const { status, json } = await postFile(rollcall, bomb, {}, { 'content-encoding': 'gzip' });
    assert.equal(status, 413);
    assert.equal(json.code, 'inflated-too-large');
    assert.ok((await rollcall.memory()) <= 32 << 20);
  });
});

describe('after all that', () => {
  it('the job from before is still there', async () => {
    assert.equal((await call(rollcall, `/v1/jobs/${earlier}/report`)).status, 200);
  });

  it('no multipart upload is left open and memory has stayed small', async () => {
    assert.deepEqual((await rollcall.storage()).open, []);
    assert.ok((await rollcall.memory()) <= 32 << 20);
  });

  it('the list shows that job alone', async () => {
    const { json } = await call(rollcall, '/v1/jobs');
    assert.deepEqual(json.jobs.map(({ id }) => id), [earlier]);
  });
});

describe('a form', () => {
  it('whose last line is cut after the two hyphens is whole', async () => {
    const body = formBody([file(CSV)]);
    const { status } = await call(rollcall, '/v1/jobs', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=rollcall-test' },
      body: body.subarray(0, body.length - 2),
    });
    assert.equal(status, 201);
  });
});
