// The upload, both ways, and the options that come with it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { startRollcall } from './harness.mjs';
import { HEADER, people, peopleText, schema } from './people.mjs';
import { call, fields, file, postFile, postForm, postStream } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
before(async () => {
  rollcall = await startRollcall();
});
after(() => rollcall.close());

const CSV = peopleText(20);
const BROKEN = `${HEADER}\nÉlodie,D'Angelo,elodie@example.fr,,Lyon,agent,2026-01-01\nNiccolò,Forlì,niccolo(at)example.it,,Roma,chef,2026-13-01\n`;
const SCHEMA = JSON.stringify(schema());

describe('an upload', () => {
  it('as a form is answered with 201, a Location and the job', async () => {
    const { status, headers, json: job } = await postForm(rollcall, [...fields({ schema: SCHEMA }), file(CSV)]);
    assert.equal(status, 201);
    assert.equal(headers.get('location'), `/v1/jobs/${job.id}`);
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
    assert.equal(job.status, 'completed');
    assert.equal(job.valid, true);
    assert.equal(job.mode, 'validate');
    assert.deepEqual(job.rows, { total: 20, valid: 20, invalid: 0 });
    assert.deepEqual(job.findings, { errors: 0, warnings: 0, groups: [] });
    assert.equal(job.file.name, 'users.csv');
    assert.equal(job.file.bytes, Buffer.byteLength(CSV));
    assert.equal(job.file.sha256, null);
    assert.equal(job.file.encoding, 'utf-8');
    assert.equal(job.file.dialect.delimiter, ',');
    assert.equal(job.failure, null);
    assert.equal(job.process, null);
  });

  it('as the body itself gives the same job', async () => {
    const form = await postForm(rollcall, [...fields({ schema: SCHEMA }), file(BROKEN)]);
    const body = await postFile(rollcall, BROKEN, { schema: SCHEMA });
    assert.equal(body.status, 201);
    assert.equal(body.headers.get('location'), `/v1/jobs/${body.json.id}`);
    assert.deepEqual(body.json.findings, form.json.findings);
    assert.deepEqual(body.json.rows, form.json.rows);
    for (const name of ['report.csv', 'findings.ndjson', 'errors.csv', 'clean.csv']) {
      const [one, other] = await Promise.all(
        [form, body].map(({ json }) => call(rollcall, `/v1/jobs/${json.id}/${name}`)),
      );
      assert.equal(one.status, 200, name);
      assert.equal(one.text, other.text, name);
    }
  });

  it('names its times in RFC 3339 UTC and expires after seven days', async () => {
    const { json: job } = await postFile(rollcall, CSV);
    for (const name of ['created', 'finished', 'expires']) {
      assert.match(job[name], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, name);
    }
    const days = (Date.parse(job.expires) - Date.parse(job.created)) / 86_400_000;
    assert.ok(Math.abs(days - 7) < 0.01, `${days} days`);
  });

  it('carries links that all answer', async () => {
    const { json: job } = await postFile(rollcall, BROKEN, { schema: SCHEMA });
    assert.deepEqual(Object.keys(job.links).sort(), ['clean_csv', 'errors_csv', 'findings', 'html', 'report', 'report_csv', 'self']);
    for (const [name, link] of Object.entries(job.links)) {
      assert.equal((await call(rollcall, link)).status, 200, name);
    }
  });

  it('says which rows are wrong, and where', async () => {
    const { json: job } = await postFile(rollcall, BROKEN, { schema: SCHEMA });
    assert.equal(job.valid, false);
    assert.deepEqual(job.rows, { total: 2, valid: 1, invalid: 1 });
    assert.deepEqual(
      job.findings.groups.map(({ code, field, count }) => [code, field, count]),
      [['constraint-error', 'email', 1], ['constraint-error', 'role', 1], ['type-error', 'start_date', 1]],
    );
    const { json: report } = await call(rollcall, `/v1/jobs/${job.id}/report`);
    const [finding] = report.findings.groups[0].samples;
    assert.deepEqual(
      [finding.row, finding.line, finding.column, finding.letter, finding.field, finding.cell, finding.constraint],
      [3, 3, 3, 'C', 'email', 'niccolo(at)example.it', 'pattern'],
    );
    assert.ok(finding.message && finding.fix);
  });

  it('without template or schema is checked for its structure', async () => {
    const { json: job } = await postFile(rollcall, 'a;b\n1;2\n3\n');
    assert.equal(job.template, null);
    assert.equal(job.file.dialect.delimiter, ';');
    assert.deepEqual(job.findings.groups.map(({ code }) => code), ['missing-cell']);
  });

  it('against 8x8-users with the machine names alone is read from row 2', async () => {
    const { json: template } = await call(rollcall, '/v1/templates/8x8-users');
    assert.equal(template.fields.length, 58);
    const names = template.fields.map(({ name }) => name);
    const example = template.fields.map(({ rollcall: ours, constraints }) => (constraints?.required ? ours?.example?.en ?? '' : ''));
    const { status, json: job } = await postForm(rollcall, [
      ...fields({ template: '8x8-users' }),
      file(`${names.join(',')}\r\n${example.join(',')}\r\n`),
    ]);
    assert.equal(status, 201);
    assert.equal(job.template, '8x8-users');
    assert.equal(job.rows.total, 1);
  });

  it('against 8x8-users with the label row does not count that row as data', async () => {
    const { json: template } = await call(rollcall, '/v1/templates/8x8-users');
    const names = template.fields.map(({ name }) => name);
    const labels = template.fields.map(({ title }) => `"${title.replaceAll('"', '""')}"`);
    const example = template.fields.map(({ rollcall: ours, constraints }) => (constraints?.required ? ours?.example?.en ?? '' : ''));
    const { json: job } = await postForm(rollcall, [
      ...fields({ template: '8x8-users' }),
      file([names, labels, example].map((cells) => cells.join(',')).join('\r\n')),
    ]);
    assert.equal(job.rows.total, 1);
  });

  it('does not depend on how its body is cut', async () => {
    const body = Buffer.from(BROKEN.repeat(1) + peopleText(30).split('\n').slice(1).join('\n'));
    const whole = await postFile(rollcall, body, { schema: SCHEMA });
    const bytewise = Array.from(body, (byte) => Buffer.of(byte));
    const cut = await postStream(rollcall, `/v1/jobs?${new URLSearchParams({ schema: SCHEMA })}`,
      { 'content-type': 'text/csv', 'transfer-encoding': 'chunked' }, bytewise);
    assert.equal(cut.status, 201);
    const reports = await Promise.all([whole, cut].map(({ json }) => call(rollcall, `/v1/jobs/${json.id}/report.csv`)));
    assert.equal(reports[0].text, reports[1].text);
    assert.deepEqual(cut.json.findings, whole.json.findings);
  });
});

describe('the option', () => {
  it('description is kept and shown in the list', async () => {
    const description = 'Rentrée 2026, site de Forlì';
    const { json: job } = await postForm(rollcall, [...fields({ description }), file(CSV)]);
    assert.equal(job.description, description);
    const { json: list } = await call(rollcall, '/v1/jobs?limit=1');
    assert.equal(list.jobs[0].description, description);
  });

  it('language decides the language of the messages, and Accept-Language where it is missing', async () => {
    const messages = {};
    for (const language of ['en', 'fr', 'it', 'pt', 'de']) {
      const given = await postFile(rollcall, BROKEN, { schema: SCHEMA, language });
      const asked = await postFile(rollcall, BROKEN, { schema: SCHEMA }, { 'accept-language': `${language}-XX, en;q=0.1` });
      assert.equal(given.json.language, language);
      assert.equal(asked.json.language, language);
      const { json: report } = await call(rollcall, `/v1/jobs/${given.json.id}/report`);
      messages[language] = report.findings.groups[0].samples[0].message;
    }
    assert.equal(new Set(Object.values(messages)).size, 5);
  });

  it('digest gives the SHA-256 of the file, not of the form around it', async () => {
    const sha256 = createHash('sha256').update(CSV).digest('hex');
    const form = await postForm(rollcall, [...fields({ digest: 'sha256' }), file(CSV)]);
    const body = await postFile(rollcall, CSV, { digest: 'sha256' });
    assert.equal(form.json.file.sha256, sha256);
    assert.equal(body.json.file.sha256, sha256);
  });

  it('retention decides when the job expires', async () => {
    const { json: job } = await postFile(rollcall, CSV, { retention: '2' });
    const hours = (Date.parse(job.expires) - Date.parse(job.created)) / 3_600_000;
    assert.ok(Math.abs(hours - 2) < 0.02, `${hours} hours`);
  });

  it('dialect overrides what would be sniffed', async () => {
    const { json: job } = await postFile(rollcall, "a,b|c\n'x|y'|2\n", {
      dialect: JSON.stringify({ delimiter: '|', quoteChar: "'" }),
    });
    assert.equal(job.file.dialect.delimiter, '|');
    assert.equal(job.rows.total, 1);
    assert.equal(job.valid, true);
  });

  it('encoding overrides what would be guessed', async () => {
    const { json: job } = await postFile(rollcall, Buffer.from('nom\nÉlodie\n', 'latin1'), { encoding: 'windows-1252' });
    assert.equal(job.file.encoding, 'windows-1252');
    assert.equal(job.valid, true);
    const { text } = await call(rollcall, `/v1/jobs/${job.id}/report.csv`);
    assert.match(text, /Élodie/);
  });

  it('file may come under a name with accents, which is kept', async () => {
    const { json: job } = await postForm(rollcall, [file(CSV, 'rentrée été.csv')]);
    assert.equal(job.file.name, 'rentrée été.csv');
  });
});

describe('a body', () => {
  it('compressed with gzip is inflated', async () => {
    const packed = gzipSync(BROKEN);
    const plain = await postFile(rollcall, BROKEN, { schema: SCHEMA });
    const raw = await postFile(rollcall, packed, { schema: SCHEMA }, { 'content-encoding': 'gzip' });
    assert.equal(raw.status, 201);
    assert.equal(raw.json.file.bytes, Buffer.byteLength(BROKEN));
    assert.deepEqual(raw.json.findings, plain.json.findings);
  });

  it('of a megabyte compressed with gzip comes out whole', async () => {
    const text = peopleText(12_000);
    const { json: job } = await postFile(rollcall, gzipSync(text), { schema: SCHEMA }, { 'content-encoding': 'gzip' });
    assert.equal(job.rows.total, 12_000);
    assert.equal(job.file.bytes, Buffer.byteLength(text));
  });

  it('without a Content-Length is read to its end', async () => {
    const { status, json: job } = await postStream(rollcall, '/v1/jobs',
      { 'content-type': 'text/csv', 'transfer-encoding': 'chunked' }, people(3_000));
    assert.equal(status, 201);
    assert.equal(job.rows.total, 3_000);
  });

  it('as a form of LF lines alone is understood', async () => {
    const { status, json: job } = await postForm(rollcall, [file(CSV)], { newline: '\n' });
    assert.equal(status, 201);
    assert.equal(job.file.bytes, Buffer.byteLength(CSV));
  });

  const boundaries = [
    ['quoted', 'a b:c', 'multipart/form-data; boundary="a b:c"'],
    ['of 70 characters', 'x'.repeat(70), `multipart/form-data; boundary=${'x'.repeat(70)}`],
    ['with another parameter before it', 'B', 'multipart/form-data; charset=utf-8; boundary=B'],
    ['in capitals', 'B', 'Multipart/Form-Data; BOUNDARY=B'],
  ];
  for (const [title, boundary, contentType] of boundaries) {
    it(`may have a boundary ${title}`, async () => {
      const { status, json: job } = await postForm(rollcall, [file(CSV)], { boundary, contentType });
      assert.equal(status, 201);
      assert.equal(job.file.bytes, Buffer.byteLength(CSV));
    });
  }

  it('may hold its own boundary inside a line of a cell', async () => {
    const csv = 'a,b\n"x --rollcall-test y",--rollcall-test\n1,2\n';
    const { status, json: job } = await postForm(rollcall, [file(csv)]);
    assert.equal(status, 201);
    assert.equal(job.file.bytes, Buffer.byteLength(csv));
    assert.equal(job.rows.total, 2);
  });
});
