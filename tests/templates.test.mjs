// Templates: those of a partner's own, with their versions.

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

/** @param {string} name @param {unknown} template @param {Record<string, string>} [headers] */
const put = (name, template, headers = {}) =>
  call(rollcall, `/v1/templates/${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof template === 'string' ? template : JSON.stringify(template),
  });

const BADGES = {
  title: 'Badges',
  fields: [
    { name: 'Matricule', type: 'integer', constraints: { required: true, unique: true } },
    { name: 'Nom', constraints: { required: true } },
    { name: 'Badge', rollcall: { list: 'badges' } },
  ],
};
const CSV = 'Matricule;Nom;Badge\n1001;Lefèvre;A-1\n1002;D’Angelo;B-7\n';

describe('a template of one’s own', () => {
  it('is stored, listed, used, replaced and deleted; a job says which version judged it', async () => {
    const made = await put('badges', BADGES);
    assert.deepEqual([made.status, made.json.version, made.json.built_in], [201, '1', false]);
    const first = await postFile(rollcall, CSV, { template: 'badges' });
    assert.deepEqual([first.json.valid, first.json.template, first.json.template_version], [true, 'badges', '1']);
    const form = await postForm(rollcall, [...fields({ template: 'badges', digest: 'sha256' }), file(CSV)]);
    assert.equal(form.json.valid, true);
    assert.match(form.json.file.sha256, /^[0-9a-f]{64}$/);

    const stricter = structuredClone(BADGES);
    stricter.fields[1].constraints = { required: true, maxLength: 7 };
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const replaced = await put('badges', stricter);
    assert.deepEqual([replaced.status, replaced.json.version], [200, '2']);
    const second = await postFile(rollcall, CSV, { template: 'badges' });
    assert.deepEqual([second.json.valid, second.json.template_version], [false, '2']);
    const old = await call(rollcall, '/v1/templates/badges?version=1');
    assert.deepEqual(old.json, BADGES);
    assert.equal(old.headers.get('rollcall-template-version'), '1');
    assert.equal((await call(rollcall, '/v1/templates/badges?version=9')).json.code, 'template-not-found');

    const { json: listed } = await call(rollcall, '/v1/templates');
    const own = listed.templates.filter((/** @type {any} */ template) => !template.built_in);
    assert.deepEqual(own.map((/** @type {any} */ template) => [template.name, template.title, template.version]), [['badges', 'Badges', '2']]);

    assert.equal((await call(rollcall, '/v1/templates/badges', { method: 'DELETE' })).status, 204);
    assert.equal((await call(rollcall, '/v1/templates/badges')).status, 404);
    assert.equal((await call(rollcall, '/v1/templates/badges?version=1')).status, 404);
    const gone = await postFile(rollcall, CSV, { template: 'badges' });
    assert.deepEqual([gone.status, gone.json.code], [400, 'template-unknown']);
    // What was judged stays judged.
    assert.equal((await call(rollcall, `/v1/jobs/${first.json.id}`)).json.template_version, '1');
  });

  for (const [title, name, template, headers, status, code] of /** @type {[string, string, unknown, Record<string, string>, number, string][]} */ ([
    ['is a Table Schema', 'x', { fields: [{ name: 'a', type: 'int' }] }, {}, 400, 'schema-invalid'],
    ['is JSON', 'x', 'not JSON', {}, 400, 'schema-invalid'],
    ['has a bounded size', 'x', ' '.repeat((256 << 10) + 1), {}, 413, 'body-too-large'],
    ['has a plain name', 'X_1', BADGES, {}, 400, 'template-name-invalid'],
    ['does not take a built-in name', '8x8-users', BADGES, {}, 400, 'template-name-invalid'],
    ['is not called auto', 'auto', BADGES, {}, 400, 'template-name-invalid'],
    ['is not compressed', 'x', BADGES, { 'content-encoding': 'gzip' }, 415, 'content-encoding-unsupported'],
  ])) {
    it(title, async () => {
      const answer = await put(name, template, headers);
      assert.deepEqual([answer.status, answer.json.code], [status, code]);
      if (code === 'schema-invalid' && template !== 'not JSON') assert.equal(answer.json.pointer, '/fields/0/type');
    });
  }

  it('goes with a list where one is kept, and claims nothing without', async () => {
    await put('badges', BADGES);
    assert.equal((await postFile(rollcall, CSV, { template: 'badges' })).json.valid, true);
    const kept = await call(rollcall, '/v1/lists/badges?column=Numéro', {
      method: 'PUT',
      body: 'Porte;Numéro\nNord;A-1\nSud;A-2\n',
    });
    assert.deepEqual([kept.status, kept.json.values], [201, 2]);
    const { json } = await postFile(rollcall, CSV, { template: 'badges' });
    assert.deepEqual(json.findings.groups.map((/** @type {any} */ group) => [group.code, group.field, group.count]), [['foreign-key', 'Badge', 1]]);
    const unknown = await call(rollcall, '/v1/lists/badges?column=Numero', { method: 'PUT', body: 'Porte;Numéro\nNord;A-1\n' });
    assert.deepEqual([unknown.status, unknown.json.code, unknown.json.allowed], [400, 'list-invalid', ['Porte', 'Numéro']]);
  });
});

describe('the file to fill in', () => {
  it('comes with all columns, the basic ones or chosen ones, in the reader’s language', async () => {
    const all = await call(rollcall, '/v1/templates/8x8-users/file.csv');
    assert.equal(all.status, 200);
    assert.match(all.headers.get('content-type') ?? '', /^text\/csv/);
    assert.match(all.headers.get('content-disposition') ?? '', /8x8-users-template\.csv/);
    assert.equal(all.text.split('\r\n')[0].split(',').length, 58);
    const basic = await call(rollcall, '/v1/templates/8x8-users/file.csv?columns=basic&language=fr');
    const [names, labels, rest] = basic.text.split('\r\n');
    assert.match(names, /^User\.FirstName,User\.LastName,User\.Email/);
    assert.match(labels, /^Prénom/);
    assert.equal(rest, '');
    const chosen = await call(rollcall, '/v1/templates/rainbow-telephony/file.csv?columns=loginEmail,__action__');
    assert.equal(chosen.text.trim().toLowerCase(), 'loginemail;__action__');
  });

  it('is valid with its example, by its own template and by recognition', async () => {
    const { json: listed } = await call(rollcall, '/v1/templates');
    const names = listed.templates.filter((/** @type {any} */ template) => template.built_in).map((/** @type {any} */ template) => template.name);
    assert.deepEqual(names, ['8x8-users', 'rainbow-telephony', 'webex-contact-center-users', 'webex-users']);
    for (const name of names) {
      const { text } = await call(rollcall, `/v1/templates/${name}/file.csv?example=1`);
      const own = await postFile(rollcall, text, { template: name });
      assert.equal(own.json.valid, true, `${name}: ${JSON.stringify(own.json.findings)}`);
      const auto = await postFile(rollcall, text, { template: 'auto' });
      assert.deepEqual([auto.json.template, auto.json.recognised > 80, auto.json.valid], [name, true, true], name);
    }
  });

  for (const [title, query, code] of [
    ['a column that is not there', 'columns=User.Emial', 'column-unknown'],
    ['a column twice', 'columns=User.Email,User.Email', 'column-unknown'],
    ['a language that is not spoken', 'language=tlh', 'parameter-invalid'],
    ['an unknown parameter', 'colour=red', 'parameter-invalid'],
    ['half an example', 'example=yes', 'parameter-invalid'],
  ]) {
    it(`refuses ${title}`, async () => {
      const { status, json } = await call(rollcall, `/v1/templates/8x8-users/file.csv?${query}`);
      assert.deepEqual([status, json.code], [400, code]);
      if (query === 'columns=User.Emial') assert.deepEqual(json.allowed.slice(0, 1), ['User.Email']);
    });
  }
});

describe('template=auto', () => {
  it('knows a French 8x8 file in windows-1252 with a title above', async () => {
    const csv = 'Utilisateurs du site de Lyon;;;\n\nUser.FirstName;User.LastName;User.Email;User.Site\nZoé;Lefèvre;zoe@example.fr;Lyon\n';
    const { json } = await postForm(rollcall, [...fields({ template: 'auto', language: 'fr' }), file(Buffer.from(csv, 'latin1'))]);
    assert.deepEqual([json.template, json.file.encoding, json.rows.total], ['8x8-users', 'windows-1252', 1]);
    assert.ok(json.recognised >= 60 && json.recognised <= 100);
  });

  it('also knows a template of one’s own', async () => {
    await put('badges', BADGES);
    const { json } = await postFile(rollcall, CSV, { template: 'auto' });
    assert.deepEqual([json.template, json.template_version !== null], ['badges', true]);
  });

  it('asks where two fit', async () => {
    await put('badges', BADGES);
    await put('badges-2', BADGES);
    const { status, json } = await postFile(rollcall, CSV, { template: 'auto' });
    assert.deepEqual([status, json.code, json.allowed], [422, 'template-ambiguous', ['badges', 'badges-2']]);
    await call(rollcall, '/v1/templates/badges-2', { method: 'DELETE' });
  });

  it('says so where none fits, and stores nothing', async () => {
    for (const csv of ['Artikel;Preis\n1;2\n', '', '%PDF-1.7\n']) {
      const { status, json } = await postFile(rollcall, csv, { template: 'auto' });
      assert.deepEqual([status, json.code], [422, 'template-not-recognised'], csv);
      assert.ok(json.allowed.includes('8x8-users'));
    }
  });
});

describe('too many rows', () => {
  it('is said once, every row is checked, and the file comes in parts', async () => {
    const row = (/** @type {number} */ n) => `Zoé ${'ABCDEFGHIJ'[n % 10]},D'Angelo,user${n}@example.fr,Lyon`;
    const rows = Array.from({ length: 1_600 }, (_, n) => (n === 1_599 ? ',,,' : row(n)));
    const { json } = await postFile(
      rollcall,
      `User.FirstName,User.LastName,User.Email,User.Site\nFirst name,Last name,Email,Site\n${rows.slice(0, 1_599).join('\n')}\nZ,D'Angelo,x,Lyon\n`,
      { template: '8x8-users' },
    );
    const limits = json.findings.groups.filter((/** @type {any} */ group) => group.code === 'row-limit');
    assert.deepEqual(limits.map((/** @type {any} */ group) => group.count), [1]);
    assert.deepEqual([json.rows.total, json.parts], [1_600, { count: 3, rows: 750 }]);
    assert.equal(json.links.parts, `/v1/jobs/${json.id}/parts/{n}.csv`);
    const parts = await Promise.all([1, 2, 3].map((n) => call(rollcall, `/v1/jobs/${json.id}/parts/${n}.csv`)));
    const header = 'User.FirstName,User.LastName,User.Email,User.Site\nFirst name,Last name,Email,Site\n';
    assert.deepEqual(parts.map(({ text }) => text.split('\n').length - 3), [750, 750, 100]);
    for (const { text, headers } of parts) {
      assert.ok(text.startsWith(header));
      assert.match(headers.get('content-disposition') ?? '', /part-\d-of-3\.csv/);
    }
    const again = await postFile(rollcall, parts[1].text, { template: '8x8-users' });
    assert.deepEqual([again.json.valid, again.json.rows.total, again.json.parts], [true, 750, null]);
    for (const n of ['0', '4', 'x', '1.5']) {
      assert.equal((await call(rollcall, `/v1/jobs/${json.id}/parts/${n}.csv`)).json.code, 'part-not-found');
    }
    assert.equal((await call(rollcall, `/v1/jobs/${again.json.id}/parts/1.csv`)).json.code, 'part-not-found');
  });
});

describe('what the vendor answered', () => {
  it('is recognised and summed up, and errors.csv holds what may be sent again', async () => {
    const csv =
      'User.FirstName;User.LastName;User.Email;User.Site;User Upload Status;UploadDetails\n' +
      'Zoé;Lefèvre;zoe@example.fr;Lyon;RowSuccessfullyProcessed;\n' +
      'Ugo;D\'Angelo;ugo@example.it;Roma;RowPartiallyProcessed;MAC address in use\n' +
      'Inès;Müller;ines@example.fr;Lyon;RowProcessingFailed;Site not found\n';
    const { json } = await postFile(rollcall, csv, { template: '8x8-users', language: 'fr' });
    assert.deepEqual(json.outcome, { kind: '8x8-processed', succeeded: 1, partial: 1, failed: 1, resend: 1 });
    const errors = await call(rollcall, `/v1/jobs/${json.id}/errors.csv`);
    assert.match(errors.text, /Inès;Müller/);
    assert.doesNotMatch(errors.text, /Zoé|Ugo|RowProcessingFailed/);
  });
});
