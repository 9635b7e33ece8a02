// One engine, several doors: the command line and the Worker give the same findings and the same bytes.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { commandLine } from './command.mjs';
import { startRollcall } from './harness.mjs';
import { HEADER, peopleText, schema } from './people.mjs';
import { call, fields, file, postForm } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
/** @type {string} */
let folder;
before(async () => {
  rollcall = await startRollcall();
  folder = await mkdtemp(path.join(os.tmpdir(), 'rollcall-'));
});
after(async () => {
  await rollcall.close();
  await rm(folder, { recursive: true });
});

const SCHEMA = JSON.stringify(schema({ unique: true }));
const names = 'User.FirstName,User.LastName,User.Email';

/** @type {[title: string, csv: string | Buffer, options: Record<string, string>][]} */
const FILES = [
  ['a valid file', peopleText(500), { schema: SCHEMA }],
  ['a file with a value twice', `${peopleText(50)}${peopleText(3).split('\n').slice(1).join('\n')}`, { schema: SCHEMA }],
  ['wrong cells, quotes and line breaks in cells', `${HEADER}\n"a ""b""","c\nd",x,,,chef,2026-02-30\n,,,,,,\n=1+1,@x,a@b.c,,,agent,\n`, { schema: SCHEMA }],
  ['rows of every width', 'a;b;c\r\n1;2\r\n1;2;3;4\r\n\r\n"x;y;z\r\n5;6;7', {}],
  ['a file in windows-1252, checked in French', Buffer.from('nom;âge\nÉlodie;x\n', 'latin1'), { language: 'fr' }],
  ['an 8x8 file', `${names}\nÉlodie,D'Angelo,elodie@example.fr\nX,,nope\n`, { template: '8x8-users' }],
  ['an empty file', '', {}],
  ['more findings than are kept', `a,b\n${'x,y\n'.repeat(3_000)}`, { schema: JSON.stringify({ fields: [{ name: 'a', type: 'integer' }, { name: 'b', type: 'date' }] }), language: 'it' }],
];

describe('the command line and the Worker agree on', () => {
  for (const [index, [title, csv, options]] of FILES.entries()) {
    it(title, async () => {
      const name = `file-${index}.csv`;
      await writeFile(path.join(folder, name), csv);
      const args = ['check', name, '--language', options.language ?? 'en'];
      if (options.template) args.push('--template', options.template);
      if (options.schema) {
        await writeFile(path.join(folder, `schema-${index}.json`), options.schema);
        args.push('--schema', `schema-${index}.json`);
      }
      const { json: job, text } = await postForm(rollcall, [...fields({ language: 'en', ...options }), file(csv, name)]);
      assert.equal(job.status, 'completed', text);

      const json = await commandLine([...args, '--format', 'json'], folder);
      assert.equal(json.status, job.valid ? 0 : 1, json.stderr);
      const ours = JSON.parse(json.stdout.toString());
      const { json: report, text: reportText } = await call(rollcall, `/v1/jobs/${job.id}/report.json`);
      assert.equal(JSON.stringify(ours.findings), JSON.stringify(report.findings));
      // Byte for byte: the Worker's report holds the command line's findings as they are printed.
      const bytes = json.stdout.toString().trimEnd();
      const start = bytes.indexOf('"findings":');
      assert.ok(reportText.includes(bytes.slice(start, -1)), 'the findings differ in their bytes');
      assert.deepEqual(ours.rows, report.rows);
      assert.equal(ours.valid, report.valid);

      const ndjson = await commandLine([...args, '--format', 'ndjson'], folder);
      assert.equal(ndjson.stdout.toString(), (await call(rollcall, `/v1/jobs/${job.id}/findings.ndjson`)).text);
      const annotated = await commandLine([...args, '--format', 'csv'], folder);
      const stored = await rollcall.fetch(`/v1/jobs/${job.id}/report.csv`);
      assert.ok(annotated.stdout.equals(Buffer.from(await stored.arrayBuffer())), 'report.csv differs');
    });
  }
});

describe('the command line', () => {
  it('reads standard input', async () => {
    const { status, stdout } = await commandLine(['check', '-', '--format', 'json'], folder, 'a,b\n1,2\n');
    assert.equal(status, 0);
    assert.equal(JSON.parse(stdout.toString()).rows.total, 1);
  });

  it('ends with 2 where it could not run', async () => {
    for (const args of [['check', 'missing.csv'], ['check', '--template', 'nope', 'x'], ['nonsense'], ['check']]) {
      const { status, stderr } = await commandLine(args, folder);
      assert.equal(status, 2, args.join(' '));
      assert.ok(stderr.length > 0);
    }
  });

  it('prints the records it reads, one JSON array a line', async () => {
    await writeFile(path.join(folder, 'rows.csv'), 'a;b\n"1;2";"x ""y"""\n');
    const { status, stdout } = await commandLine(['rows', 'rows.csv'], folder);
    assert.equal(status, 0);
    assert.equal(stdout.toString(), '["a","b"]\n["1;2","x \\"y\\""]\n');
  });
});
