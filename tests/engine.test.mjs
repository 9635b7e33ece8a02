// The engine of the browser says what the Worker says: the same report, findings and files, byte for byte.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { annotated, check, recheck, recognition, save, sheet } from '../page/engine/tasks.js';
import { Check, initSync } from '../target/page/engine.js';
import { sample as madeUp } from './command.mjs';
import { ROOT, startRollcall } from './harness.mjs';
import { call, postFile } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
before(async () => {
  initSync({ module: readFileSync(path.join(ROOT, 'target', 'page', 'engine.wasm')) });
  rollcall = await startRollcall();
});
after(() => rollcall.close());

/** Around a task: parts come from the files of the deployment, as in the browser. */
const around = () => ({
  part: async (/** @type {string} */ name) => readFileSync(path.join(ROOT, 'public', name), 'utf8'),
  onProgress: (/** @type {unknown} */ progress) => heard.push(progress),
  signal: new AbortController().signal,
});
/** @type {any[]} */
let heard = [];

/** @param {number} rows @param {number} errors */
const sample = (rows, errors) =>
  madeUp('8x8-users', ['--rows', String(rows), '--errors', String(errors), '--seed', '7']);

const latin = (/** @type {string} */ text) => Buffer.from(text, 'latin1');
const PEOPLE = {
  fields: [
    { name: 'Matricule', type: 'integer', constraints: { required: true, unique: true } },
    { name: 'Nom', constraints: { required: true, maxLength: 20 } },
    { name: 'Chef', type: 'integer' },
    { name: 'Site' },
  ],
  foreignKeys: [
    { fields: 'Chef', reference: { resource: '', fields: 'Matricule' } },
    { fields: 'Site', reference: { resource: 'sites', fields: 'name' } },
  ],
};
const SCHEMA = JSON.stringify(PEOPLE);

/** @type {Record<string, {file: () => Buffer, options: Record<string, string>, own?: Record<string, unknown>}>} */
const FILES = {
  'a sample with errors': { file: () => sample(400, 0.2), options: { template: '8x8-users' } },
  'a sample that is recognised': { file: () => sample(60, 0), options: { template: 'auto' } },
  'windows-1252 with semicolons': { file: () => latin('Pr\xe9nom;\xc2ge\nZo\xe9;12\nN\xefls;=1+1\nAd\xe8le\n'), options: {} },
  'quotes and line breaks': { file: () => Buffer.from('a,b\r\n"x\r\ny","2"\r\n"never closed,3\r\n4,"z "" z"\r\n5,\r\n\r\n'), options: {} },
  'rows that refer to others': {
    file: () => Buffer.from('Matricule,Nom,Chef,Site\n1,Léa,2,Lyon\n2,Ugo,9,Lion\n2,=1+1,,Forlì\nx,,3.0,Lyon\n'),
    options: { schema: SCHEMA, 'list.sites': 'Lyon\nForlì' },
    own: { schema: SCHEMA, lists: { sites: 'Lyon\nForlì' } },
  },
  'everything wrong': { file: () => Buffer.from(`Matricule,Nom,Chef,Site\n${'a,b,c,d\n'.repeat(30_000)}`), options: { schema: SCHEMA, 'list.sites': 'Lyon' }, own: { schema: SCHEMA, lists: { sites: 'Lyon' } } },
  'Shift_JIS': { file: () => latin('\x8e\x81\x96\xbc,\x8fZ\x8f\x8a\n\x8eR\x93c\x91\xbe\x98Y,\x93\x8c\x8b\x9e\x93s\n\xff\x8b\xb4,\x95\\\x8eQ\n'), options: { encoding: 'Shift_JIS' }, own: { encoding: 'Shift_JIS' } },
  'UTF-16': { file: () => Buffer.from('\ufeffa;b\nZoé;1\n', 'utf16le'), options: {} },
  'an empty file': { file: () => Buffer.alloc(0), options: {} },
  'a PNG': { file: () => Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), options: {} },
};

describe('the engine of the browser', () => {
  for (const [name, { file, options, own }] of Object.entries(FILES)) {
    for (const language of ['en', 'fr']) {
      it(`says of ${name} in ${language} what the Worker says`, async () => {
        const bytes = file();
        const { json: job, text } = await postFile(rollcall, bytes, { ...options, language });
        assert.equal(job?.status, 'completed', text);
        const stored = async (/** @type {string} */ artefact) => (await call(rollcall, `/v1/jobs/${job.id}/${artefact}`)).text;
        const asked = { language, ...(options.template ? { template: options.template } : {}), ...own };
        const blob = Object.assign(new Blob([bytes]), { name: undefined });

        heard = [];
        const checked = await check(blob, asked, around());
        const report = JSON.parse(await stored('report'));
        for (const part of ['valid', 'rows', 'places', 'findings']) {
          assert.equal(JSON.stringify(checked.report[part]), JSON.stringify(report[part]), part);
        }
        const { sha256, ...facts } = report.file;
        assert.equal(JSON.stringify(checked.report.file), JSON.stringify(facts), 'file');
        assert.equal(JSON.stringify(report.places), JSON.stringify(job.places), 'places of the job');
        assert.equal(report.places.errors.reduce((/** @type {number} */ sum, /** @type {number} */ bin) => sum + bin, 0), report.rows.invalid);
        assert.equal(await checked.findings.text(), await stored('findings.ndjson'));
        assert.equal(checked.recognised?.name ?? null, options.template === 'auto' ? job.template : null);
        const last = heard.at(-1);
        assert.deepEqual([last.bytes, last.rows], [bytes.length, report.rows.total]);
        for (const [which, artefact] of /** @type {const} */ ([['report', 'report.csv'], ['errors', 'errors.csv'], ['clean', 'clean.csv']])) {
          // A byte order mark is a character of the text here.
          const theirs = Buffer.from(await (await rollcall.fetch(`/v1/jobs/${job.id}/${artefact}`)).arrayBuffer());
          const ours = Buffer.from(await (await annotated(blob, asked, which, around())).arrayBuffer());
          assert.ok(ours.equals(theirs), `${artefact}: ${ours.subarray(0, 300)} / ${theirs.subarray(0, 300)}`);
        }
      });
    }
  }

  it('recognises a template by the first rows', async () => {
    assert.equal((await recognition(new Blob([sample(3, 0)]), { language: 'en' }, around()))?.name, '8x8-users');
    assert.equal(await recognition(new Blob(['Artikel;Preis\n1;2\n']), { language: 'en' }, around()), null);
  });

  it('says the same however the file is cut', () => {
    const bytes = FILES['rows that refer to others']?.file() ?? Buffer.alloc(0);
    const settings = JSON.stringify({ language: 'en', schema: SCHEMA, lists: { sites: 'Lyon' }, findings: true, reportCsv: true });
    const read = (/** @type {number} */ size) => {
      const check = new Check(settings);
      const out = [];
      for (let at = 0; at < bytes.length; at += size) {
        check.push(bytes.subarray(at, at + size));
        while (check.resume());
        out.push(Buffer.from(check.take_findings()));
      }
      while (check.close());
      const report = check.finish();
      return [report, Buffer.concat([...out, Buffer.from(check.take_findings())]).toString(), Buffer.from(check.take_report_csv()).toString()];
    };
    const whole = read(bytes.length);
    for (const size of [1, 2, 3, 7, 64]) assert.deepEqual(read(size), whole, `pieces of ${size}`);
  });

  it('hands out the rows with findings, checks them again and saves what was mended', async () => {
    const options = { language: 'en', schema: SCHEMA, lists: { sites: 'Lyon\nForlì' } };
    const text = 'Matricule;Nom;Chef;Site\n1;Léa;;Lyon\n2;  Ugo;1;lyon\nx;"Zo;é";;Forlì\n';
    const found = await sheet(new Blob([text]), options, around());
    assert.deepEqual(found.labels, ['Matricule', 'Nom', 'Chef', 'Site']);
    assert.deepEqual(found.fields[3], { name: 'Site', values: ['Lyon', 'Forlì'] });
    assert.equal(found.dialect.delimiter, ';');
    assert.deepEqual(found.rows.map(({ row, cells }) => [row, cells]), [[3, ['2', '  Ugo', '1', 'lyon']], [4, ['x', 'Zo;é', '', 'Forlì']]]);
    assert.equal(found.rows[0]?.findings.find(({ field }) => field === 'Site')?.suggestion, 'Lyon');
    const mended = [['2', 'Ugo', '', 'Lyon'], ['x', '"Zo"\n', '', 'Forlì']];
    const again = await recheck(found.labels, mended, options, around());
    assert.deepEqual(again.map((row) => row.map(({ code, field }) => [code, field])), [[], [['type-error', 'Matricule']]]);
    const saved = await save(new Blob([text]), options, { rows: new Map([[3, mended[0]]]), labels: new Map([[3, 'Lieu']]) }, around());
    assert.equal(await saved.text(), 'Matricule;Nom;Chef;Lieu\n1;Léa;;Lyon\n2;Ugo;;Lyon\nx;"Zo;é";;Forlì\n');
    const late = await sheet(new Blob(['Matricule;Nom;Chef;Site\n1;Léa;2;Lyon\n2;Ugo;9;Lion\n3;Zoé;8;Lyon\n']), options, around());
    assert.deepEqual(late.rows.map(({ row, findings }) => [row, findings.map(({ code, field }) => [code, field])]), [
      [3, [['foreign-key', 'Site'], ['foreign-key', 'Chef']]],
      [4, [['foreign-key', 'Chef']]],
    ]);
    // The annotated file is mended like the file itself.
    const report = await annotated(new Blob([text]), options, 'report', around());
    const whole = await save(report, options, new Map(), around());
    assert.equal(await whole.text(), text);
  });

  it('stops at once where it is told to', async () => {
    const stop = new AbortController();
    const file = Object.assign(new Blob(['a,b\n', '1,2\n'.repeat(10_000_000)]), { name: 'large.csv' });
    const stopped = check(file, { language: 'en' }, { ...around(), signal: stop.signal, onProgress: () => stop.abort() });
    await assert.rejects(stopped, { name: 'AbortError' });
  });

  it('checks 20,000 rows of 58 columns within two seconds', async (test) => {
    const [header = '', labels = '', ...rows] = sample(1_000, 0.1).toString().trimEnd().split('\n');
    // The same people in other firms: an address is nobody else's.
    const copies = Array.from({ length: 20 }, (_, firm) => rows.map((row) => row.replaceAll('@', `${firm}@`)));
    const file = Object.assign(new Blob([[header, labels, ...copies.flat()].join('\n')]), { name: 'users.csv' });
    const options = { language: 'en', template: '8x8-users' };
    await check(file, options, around());
    const { millis, report } = await check(file, options, around());
    test.diagnostic(`${report.rows.total} rows, ${(file.size / 1e6).toFixed(1)} MB: ${millis.toFixed(0)} ms in Node ${process.version}`);
    assert.ok(report.rows.total >= 19_980 && report.rows.total <= 20_020, String(report.rows.total));
    assert.ok(millis < 2_000, `${millis.toFixed(0)} ms`);
  });
});
