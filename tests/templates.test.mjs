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
