// References: to lists that come with an upload or are kept, and to rows of the file itself.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startRollcall } from './harness.mjs';
import { call, fields, file, postFile, postForm } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
before(async () => {
  rollcall = await startRollcall();
});
after(() => rollcall.close());

/** @param {string} resource */
const referring = (resource) =>
  JSON.stringify({
    fields: [{ name: 'nom' }, { name: 'site' }],
    foreignKeys: [{ fields: 'site', reference: { resource, fields: 'nom' } }],
  });
const CSV = 'nom,site\nZoé,Évry\nUgo,"L\'Aquila, centro"\nLéa,Lyon 2\n';
const SITES = '\ufeffÉvry\r\nLyon 1\r\n"L\'Aquila, centro"\r\n';

/** @param {string} name @param {string | Buffer} text @param {Record<string, string>} [headers] */
const put = (name, text, headers = {}) =>
  call(rollcall, `/v1/lists/${name}`, { method: 'PUT', headers: { 'content-type': 'text/plain', ...headers }, body: text });

/** @param {any} job @returns {Promise<any[]>} [code, row, column] of every finding */
async function places(job) {
  const { text } = await call(rollcall, `/v1/jobs/${job.id}/findings.ndjson`);
  const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.ok(lines.at(-1).summary, 'the last line says what was left out');
  return lines.filter(({ code }) => code).map(({ code, row, column }) => [code, row, column]);
}

describe('the lists that a template names', () => {
  const CSV = 'User.FirstName,User.LastName,User.Email,User.UserName,User.Site,User.Licenses\nZoé,Lefèvre,z@sites.example.fr,z@sites.example.fr,Évry 3,X Series\n';

  it('are asked for at once, and only those that are kept are read', async () => {
    await put('8x8-sites', 'Évry 1\nÉvry 2\n');
    await rollcall.storage();
    const { json } = await postFile(rollcall, CSV, { template: '8x8-users' });
    const { calls } = await rollcall.storage();
    assert.deepEqual([calls['REPORTS.list'], calls['REPORTS.get']], [1, 1]);
    const keys = json.findings.groups.filter(({ code }) => code === 'foreign-key').map(({ field }) => field);
    assert.deepEqual(keys, ['User.Site']);
    await call(rollcall, '/v1/lists/8x8-sites', { method: 'DELETE' });
  });

  it('cost one question where none is kept', async () => {
    await rollcall.storage();
    const { json } = await postFile(rollcall, CSV, { template: '8x8-users' });
    const { calls } = await rollcall.storage();
    assert.deepEqual([calls['REPORTS.list'], calls['REPORTS.get'] ?? 0], [1, 0]);
    assert.ok(!json.findings.groups.some(({ code }) => code === 'foreign-key'));
  });
});

describe('a list that comes with the upload', () => {
  it('is looked up, in a form', async () => {
    const { status, json } = await postForm(rollcall, [...fields({ schema: referring('sites'), 'list.sites': SITES }), file(CSV)]);
    assert.equal(status, 201);
    assert.equal(json.valid, false);
    assert.deepEqual(await places(json), [['foreign-key', 4, 2]]);
  });

  it('is looked up, in a query', async () => {
    const { json } = await postFile(rollcall, CSV, { schema: referring('sites'), 'list.sites': `${SITES}Lyon 2` });
    assert.deepEqual([json.valid, json.findings.errors], [true, 0]);
  });

  for (const [title, options, code, option] of /** @type {[string, Record<string, string | Buffer>, string, string][]} */ ([
    ['has to be referred to', { 'list.site': 'Évry' }, 'option-invalid', 'list.site'],
    ['has values', { 'list.sites': ' \n\n' }, 'list-invalid', 'list.sites'],
    ['is UTF-8', { 'list.sites': Buffer.from('\xc9vry', 'latin1') }, 'list-invalid', 'list.sites'],
    ['has a bounded length', { 'list.sites': 'x'.repeat((1 << 20) + 1) }, 'list-too-long', 'list.sites'],
    ['has a plain name', { 'list.a/b': 'x' }, 'option-unknown', 'list.a/b'],
  ])) {
    it(title, async () => {
      const parts = Object.entries({ schema: referring('sites'), ...options }).map(([name, value]) => ({ name, value }));
      const { json, status } = await postForm(rollcall, [...parts, file(CSV)]);
      assert.deepEqual([status >= 400 && status < 500, json.code, json.option], [true, code, option]);
    });
  }

  it('is given once', async () => {
    const twice = { name: 'list.sites', value: 'Évry' };
    const { json } = await postForm(rollcall, [...fields({ schema: referring('sites') }), twice, twice, file(CSV)]);
    assert.deepEqual([json.code, json.option], ['option-repeated', 'list.sites']);
  });
});

describe('a list that is nowhere', () => {
  it('is said once for the file, and the rest is checked', async () => {
    const { json } = await postFile(rollcall, CSV, { schema: referring('nowhere') });
    assert.equal(json.valid, false);
    assert.deepEqual(await places(json), [['resource-error', null, null]]);
    assert.deepEqual(json.rows, { total: 3, valid: 3, invalid: 0 });
  });
});

describe('a list that is kept', () => {
  it('is put, shown, listed, looked up by every later upload, and deleted', async () => {
    const made = await put('kept-sites', SITES);
    assert.deepEqual([made.status, made.json.name, made.json.values], [201, 'kept-sites', 3]);
    // `text()` leaves out the byte order mark.
    assert.equal((await call(rollcall, '/v1/lists/kept-sites')).text, SITES.slice(1));
    const { json: listed } = await call(rollcall, '/v1/lists');
    assert.deepEqual(listed.lists.map((/** @type {any} */ list) => [list.name, list.values, list.bytes]), [
      ['kept-sites', 3, Buffer.byteLength(SITES)],
    ]);
    for (const upload of [
      () => postFile(rollcall, CSV, { schema: referring('kept-sites') }),
      () => postForm(rollcall, [...fields({ schema: referring('kept-sites'), digest: 'sha256' }), file(CSV)]),
    ]) {
      const { json } = await upload();
      assert.deepEqual(await places(json), [['foreign-key', 4, 2]]);
    }
    const empty = await postFile(rollcall, '', { schema: referring('kept-sites') });
    assert.deepEqual(await places(empty.json), [['source-error', null, null]]);
    // The one that comes along goes before the one that is kept.
    const { json } = await postFile(rollcall, CSV, { schema: referring('kept-sites'), 'list.kept-sites': `${SITES}Lyon 2` });
    assert.equal(json.valid, true);
    assert.equal((await call(rollcall, '/v1/lists/kept-sites', { method: 'DELETE' })).status, 204);
    assert.equal((await call(rollcall, '/v1/lists/kept-sites', { method: 'DELETE' })).json.code, 'list-not-found');
    assert.equal((await call(rollcall, '/v1/lists/kept-sites')).json.code, 'list-not-found');
  });

  for (const [title, name, text, headers, status, code] of /** @type {[string, string, string | Buffer, Record<string, string>, number, string][]} */ ([
    ['has values', 'x', '\n \n', {}, 400, 'list-invalid'],
    ['is UTF-8', 'x', Buffer.from('\xc9vry', 'latin1'), {}, 400, 'list-invalid'],
    ['has a plain name', '%2e%2e', 'x', {}, 400, 'list-invalid'],
    ['has a bounded length', 'x', 'x'.repeat((1 << 20) + 1), {}, 413, 'list-too-long'],
    ['is not compressed', 'x', 'x', { 'content-encoding': 'gzip' }, 415, 'content-encoding-unsupported'],
  ])) {
    it(title, async () => {
      const answer = await put(name, text, headers);
      // An address with dots is made shorter before it is sent.
      assert.ok(answer.status >= 400);
      if (!name.includes('%2e')) assert.deepEqual([answer.status, answer.json.code], [status, code]);
    });
  }
});

describe('a reference to another row', () => {
  const people = JSON.stringify({
    fields: [{ name: 'name' }, { name: 'manager' }, { name: 'note' }],
    foreignKeys: [{ fields: 'manager', reference: { resource: '', fields: 'name' } }],
  });

  it('may point forward; what finds no row is written into the stored files', async () => {
    const { json } = await postFile(rollcall, 'name,manager,note\nZoé,Ugo,\nLéa,Inès,"à mi-temps\nle mardi"\nUgo,Ugo,\n', {
      schema: people,
      language: 'fr',
    });
    assert.deepEqual([json.valid, json.rows], [false, { total: 3, valid: 2, invalid: 1 }]);
    assert.deepEqual(await places(json), [['foreign-key', 3, 2]]);
    const report = await call(rollcall, `/v1/jobs/${json.id}/report.csv`);
    assert.match(report.text, /\nLéa,Inès,"à mi-temps\nle mardi",invalid,"manager: «\s?Inès\s?» ne figure sur aucune ligne/);
    assert.match(report.text, /\nUgo,Ugo,,valid,\n$/);
    assert.match(report.headers.get('content-disposition') ?? '', /report\.csv/);
    const clean = await call(rollcall, `/v1/jobs/${json.id}/clean.csv`);
    assert.equal(clean.text, 'name,manager,note\r\nZoé,Ugo,\r\nUgo,Ugo,\r\n');
    const errors = await call(rollcall, `/v1/jobs/${json.id}/errors.csv`);
    assert.match(errors.text, /^name,manager,note,status,details\nLéa,Inès/);
  });

  it('is written into a report of several parts as well', { timeout: 60_000 }, async () => {
    const note = 'rappeler le matin, sauf le mercredi; '.repeat(6);
    const rows = Array.from({ length: 40_000 }, (_, index) => `user${index},user${index === 30_000 ? 'x' : index + 1},"${note}"`);
    const { json } = await postFile(rollcall, `name,manager,note\n${rows.join('\n')}\nuser40000,,\n`, { schema: people });
    assert.deepEqual([json.status, json.rows], ['completed', { total: 40_001, valid: 40_000, invalid: 1 }]);
    const report = await call(rollcall, `/v1/jobs/${json.id}/report.csv`);
    assert.equal(report.text.split(',invalid,').length, 2);
    assert.match(report.text, /\nuser30000,userx,"rap.*",invalid,/);
    const { open } = await rollcall.storage();
    assert.deepEqual(open, []);
  });
});
