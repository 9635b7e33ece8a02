// The directory over HTTP: finding, changing and setting what is in it, in a real D1.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { newPartner, removePartner } from '../scripts/partners/record.mjs';
import { startRollcall } from './harness.mjs';
import { bearer, keep } from './partners.mjs';
import { call } from './requests.mjs';
import { claims, putUsers } from './users.mjs';

const MINUTE = 60_000;
/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
const acme = newPartner('acme', {});
const other = newPartner('acme-2', {});
const keys = { acme: bearer(acme.key), other: bearer(other.key) };
before(async () => {
  rollcall = await startRollcall({ rates: { REQUESTS: { limit: 1e6, period: 60 } } });
  await keep(rollcall, acme.record, other.record);
});
after(() => rollcall.close());

/** @param {string} path @param {RequestInit & {headers?: Record<string, string>}} [init] */
const ask = (path, init = {}) => call(rollcall, path, { ...init, headers: { ...keys.acme, ...init.headers } });
/** @param {string} id @param {any} patch @param {Record<string, string>} [headers] */
const change = (id, patch, headers = {}) =>
  ask(`/v1/users/${id}`, { method: 'PATCH', headers: { 'content-type': 'application/merge-patch+json', ...headers }, body: JSON.stringify(patch) });
/** @param {any} directory */
const set = (directory, headers = {}) => ask('/v1/directory', { method: 'PUT', headers, body: JSON.stringify(directory) });
/** @param {Record<string, string>} query @returns {Promise<string[]>} */
const found = async (query) => (await ask(`/v1/users?${new URLSearchParams({ limit: '100', ...query })}`)).json.users.map(({ id }) => id);
const fault = (...faults) => ({ 'x-fault': JSON.stringify(faults) });

/** Deletes what the tests before have left. */
async function empty() {
  const { DIRECTORY } = await rollcall.env();
  await DIRECTORY.batch(['users', 'claims', 'grants', 'licenses', 'sites', 'numbers', 'directories', 'outcomes', 'batches', 'processings']
    .map((table) => DIRECTORY.prepare(`DELETE FROM ${table}`)));
}

/** That claims, grants and columns are what the documents say, of every partner. */
async function consistent() {
  const { DIRECTORY } = await rollcall.env();
  const all = async (sql) => (await DIRECTORY.prepare(sql).all()).results;
  const users = (await all('SELECT * FROM users')).map((row) => ({ ...row, document: JSON.parse(row.document) }));
  const sorted = (rows) => rows.map((row) => JSON.stringify(row)).sort();
  assert.deepEqual(
    sorted((await all('SELECT partner, kind, value, user_id FROM claims')).map(Object.values)),
    sorted(users.flatMap(({ partner, id, document }) => claims(document).map((claim) => [partner, ...claim, id]))));
  assert.deepEqual(
    sorted((await all('SELECT partner, license, user_id FROM grants')).map(Object.values)),
    sorted(users.flatMap(({ partner, id, document }) => (document.licenses ?? []).map((license) => [partner, license, id]))));
  for (const { id, kind, active, email, contact_center: inCenter, document } of users) {
    assert.deepEqual([document.id, document.kind, Number(document.active), document.email ?? null, Number(document.contact_center?.enabled ?? false)], [id, kind, active, email, inCenter]);
  }
}

const ZOE = { id: 'zoe', first_name: 'Zoé', last_name: 'Lefèvre', email: 'Zoe.L@example.com', extensions: [{ extension: '1001' }], licenses: ['X2'], contact_center: { enabled: true, teams: ['Vente'] } };
const UGO = { id: 'ugo', display_name: 'Ugo Straße', first_name: 'Hugo', user_name: 'ugo.s', active: false, numbers: [{ number: '+33160000001' }], devices: [{ mac: '0011223344aa' }] };
const KIM = { id: 'kim', kind: 'contact', last_name: 'Ðorðe Łuk', contact_center: { enabled: false } };

describe('the list', () => {
  before(async () => {
    await empty();
    await putUsers(rollcall, 'acme', [ZOE, UGO, KIM]);
    await putUsers(rollcall, 'acme-2', [{ ...ZOE, id: 'theirs' }]);
  });

  it('is in the order of the names, and shows everything', async () => {
    const { status, json } = await ask('/v1/users');
    assert.equal(status, 200);
    assert.deepEqual(json.users.map(({ id }) => id), ['kim', 'ugo', 'zoe']);
    assert.deepEqual(json.users[2], { kind: 'user', active: true, ...ZOE, version: 1, updated: '2026-09-21T14:13:20.000Z', changed_by: '01kar3zq6v8y2m4n6p8r0t2w4x' });
    assert.equal(json.next_cursor, null);
  });

  for (const [name, ids] of /** @type {[string, string[]][]} */ ([
    ['zoé', ['zoe']], ['ZOE', ['zoe']], ['Zoe\u0301', ['zoe']], ['lefevre zoe', ['zoe']], ['oe.l@EXAMPLE', ['zoe']],
    ['strasse', ['ugo']], ['HUGO', ['ugo']], ['ugo.s', ['ugo']], ['dorde luk', ['kim']], ['  ', ['kim', 'ugo', 'zoe']],
    ['zoe ugo', []], ['%', []], ['_', []], ['*', []], ['\u001f', ['kim', 'ugo', 'zoe']], ["' OR 1=1 --", []],
  ])) {
    it(`searched for ${JSON.stringify(name)} has ${ids.length}`, async () => {
      assert.deepEqual(await found({ name }), ids);
    });
  }

  it('is filtered', async () => {
    assert.deepEqual(await found({ active: 'false' }), ['ugo']);
    assert.deepEqual(await found({ active: 'true' }), ['kim', 'zoe']);
    assert.deepEqual(await found({ contact_center: 'true' }), ['zoe']);
    assert.deepEqual(await found({ contact_center: 'false' }), ['kim', 'ugo']);
    assert.deepEqual(await found({ contact_center: 'true', active: 'false' }), []);
    assert.deepEqual(await found({ contact_center: 'true', active: 'true', name: 'zoe' }), ['zoe']);
    assert.deepEqual(await found({ contact_center: 'false', active: 'false', name: 'ugo' }), ['ugo']);
  });

  it('says what is wrong with a parameter', async () => {
    for (const [name, value] of [['limit', '0'], ['limit', '101'], ['limit', '1 OR 1'], ['active', 'yes'], ['active', '1'], ['contact_center', ''],
      ['cursor', ''], ['cursor', '%00'], ['cursor', 'AAAA'], ['name', 'x'.repeat(257)], ['name', Array.from({ length: 91 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join(' ')]]) {
      const { status, json } = await ask(`/v1/users?${new URLSearchParams({ [name]: value })}`);
      assert.deepEqual([status, json.code, json.option], [400, 'parameter-invalid', name], `${name}=${value}`);
    }
  });
});

describe('a list of 1,050 users', () => {
  const users = Array.from({ length: 1_050 }, (_, at) => ({
    id: `u${String(at).padStart(4, '0')}`, first_name: 'Nom', last_name: `${at % 7}`, email: `u${at}@example.com`, active: at % 50 !== 0,
  }));
  before(async () => {
    await empty();
    await putUsers(rollcall, 'acme', users);
  });

  /** @param {Record<string, string>} query */
  async function pages(query) {
    const ids = [];
    let count = 0;
    for (let cursor = ''; ; count++) {
      const { json } = await ask(`/v1/users?${new URLSearchParams({ ...query, ...(cursor ? { cursor } : {}) })}`);
      ids.push(...json.users.map(({ id }) => id));
      if (!json.next_cursor) return { ids, count: count + 1 };
      cursor = json.next_cursor;
    }
  }

  it('comes in pages, each once and in one order', async () => {
    const { ids, count } = await pages({ limit: '100' });
    assert.equal(count, 11);
    assert.equal(new Set(ids).size, 1_050);
    assert.deepEqual((await pages({ limit: '37' })).ids, ids);
  });

  it('comes in pages when it is searched and filtered', async () => {
    const { ids } = await pages({ limit: '10', active: 'false', name: 'nom' });
    assert.deepEqual(ids.sort(), users.filter(({ active }) => !active).map(({ id }) => id));
    assert.equal((await pages({ limit: '100', name: '3@example' })).ids.length, 105);
  });

  it('is not put out by somebody who goes in between', async () => {
    const { json: first } = await ask('/v1/users?limit=10');
    const { DIRECTORY } = await rollcall.env();
    await DIRECTORY.prepare('DELETE FROM users WHERE id = ?').bind(first.users[9].id).run();
    const { json: second } = await ask(`/v1/users?limit=10&cursor=${first.next_cursor}`);
    const { json: all } = await ask('/v1/users?limit=19');
    assert.deepEqual(second.users.map(({ id }) => id), all.users.slice(9).map(({ id }) => id));
  });
});

describe('a change', () => {
  beforeEach(async () => {
    await empty();
    await putUsers(rollcall, 'acme', [ZOE, UGO, KIM]);
    await putUsers(rollcall, 'acme-2', [{ ...KIM, email: 'theirs@example.com' }]);
  });

  it('is a merge patch, and the next version', async () => {
    const { status, json, headers } = await change('zoe', {
      active: false, first_name: null, display_name: 'Z. Lefèvre', attributes: { title: 'Chef·fe' }, licenses: ['X4', 'X2'],
      contact_center: { enabled: false, teams: ['Après-vente', 'Vente'] }, numbers: [{ number: '+33160000009' }],
    });
    assert.equal(status, 200, JSON.stringify(json));
    const { first_name: _, ...rest } = ZOE;
    const { version, updated, changed_by: by, ...user } = json;
    assert.deepEqual(user, {
      kind: 'user', ...rest, active: false, display_name: 'Z. Lefèvre', attributes: { title: 'Chef·fe' }, licenses: ['X2', 'X4'],
      contact_center: { enabled: false, teams: ['Après-vente', 'Vente'] }, numbers: [{ number: '+33160000009' }],
    });
    assert.deepEqual([version, by, headers.get('etag')], [2, 'api', '"2"']);
    assert.ok(Date.now() - Date.parse(updated) < MINUTE);
    assert.deepEqual((await ask('/v1/users/zoe')).json, json);
    assert.deepEqual(await found({ active: 'false', name: 'z. lefevre' }), ['zoe']);
    await consistent();
  });

  it('that changes nothing writes nothing', async () => {
    for (const patch of [{}, { active: true }, { first_name: 'Zoé', attributes: { title: null } }]) {
      const { status, json } = await change('zoe', patch);
      assert.deepEqual([status, json.version], [200, 1]);
    }
  });

  it('is only of the version that was wanted', async () => {
    assert.equal((await change('zoe', { last_name: 'A' }, { 'if-match': '"1"' })).status, 200);
    for (const tag of ['"1"', 'W/"2"', '2', '"2', '']) {
      const { status, json } = await change('zoe', { last_name: 'B' }, { 'if-match': tag });
      // An empty header is none.
      if (tag !== '') assert.deepEqual([status, json.code], [412, 'version-conflict'], tag);
    }
    assert.equal((await change('zoe', { last_name: 'C' }, { 'if-match': '*' })).status, 200);
  });

  it('says who has what is wanted', async () => {
    for (const [patch, pointer, who] of /** @type {[any, string, RegExp][]} */ ([
      [{ extensions: [{ extension: '1001' }] }, '/extensions', /Zoe\.L@example\.com \(user zoe\) has the extension 1001/],
      [{ email: 'ZOE.l@EXAMPLE.com' }, '/email', /user zoe/],
    ])) {
      const { status, json } = await change('kim', patch);
      assert.deepEqual([status, json.code, json.pointer], [409, 'user-conflict', pointer]);
      assert.match(json.detail, who);
    }
    const { json } = await change('zoe', { numbers: [{ number: '+33160000001' }], devices: [{ mac: '0011223344aa' }], user_name: 'UGO.S' });
    assert.deepEqual(json.errors.map(({ pointer }) => pointer).sort(), ['/devices', '/numbers', '/user_name']);
    assert.match(json.detail, /Ugo Straße/);
    // Of another PBX, and of another partner, it is another one.
    assert.equal((await change('kim', { email: 'theirs@example.com', extensions: [{ pbx: 'B', extension: '1001' }] })).status, 200);
    await consistent();
  });

  it('gives up what somebody else can have then', async () => {
    assert.equal((await change('zoe', { extensions: null, email: 'zoe@example.com' })).status, 200);
    assert.equal((await change('ugo', { extensions: [{ extension: '1001' }], email: 'zoe.l@example.com' })).status, 200);
    await consistent();
  });

  it('is refused where no user can be so', async () => {
    for (const [patch, pointer] of /** @type {[any, string][]} */ ([
      [{ id: 'x' }, '/id'], [{ kind: 'contact' }, '/kind'], [{ version: 3 }, '/version'], [{ __proto__x: 1 }, '/__proto__x'],
      [{ active: null }, '/active'], [{ active: 'true' }, '/active'], [{ contact_center: { enabled: null } }, '/contact_center/enabled'],
      [{ first_name: '' }, '/first_name'], [{ first_name: ' x' }, '/first_name'], [{ first_name: 'a\u0000b' }, '/first_name'], [{ first_name: 'x'.repeat(257) }, '/first_name'],
      [{ first_name: 3 }, ''], [{ email: 'x' }, '/email'], [{ email: 'a@b@c.d' }, '/email'], [{ numbers: [{ number: '0033' }] }, '/numbers/0/number'],
      [{ extensions: [{ extension: '10a' }] }, '/extensions/0/extension'], [{ devices: [{ mac: '00-11-22-33-44-AA' }] }, '/devices/0/mac'],
      [{ attributes: { 'a\u001fb': 'x' } }, '/attributes/a\u001fb'], [{ contact_center: { team: 'x' } }, '/contact_center/team'], [{ licenses: ['a'.repeat(300)] }, '/licenses/0'],
      [{ licenses: Array.from({ length: 201 }, (_, at) => `l${at}`) }, '/licenses'],
    ])) {
      const { status, json } = await change('zoe', patch);
      assert.deepEqual([status, json.code, json.pointer ?? ''], [400, 'document-invalid', pointer], JSON.stringify(patch));
    }
    for (const body of ['[]', 'null', '{', '"x"', `{"first_name":"${'x'.repeat(70_000)}"}`]) {
      const { status } = await ask('/v1/users/zoe', { method: 'PATCH', body });
      assert.equal(status, body.length > 65_536 ? 413 : 400);
    }
    assert.equal((await ask('/v1/users/zoe')).json.version, 1);
  });

  it('gives a licence and a site only where there is one', async () => {
    await set({ licenses: [{ name: 'X2', capacity: 1 }, { name: 'X4' }], sites: ['Évry'] });
    assert.deepEqual([(await change('ugo', { licenses: ['X2'] })).json.code, (await change('ugo', { licenses: ['X3'] })).json.pointer], ['license-capacity', '/licenses']);
    assert.equal((await change('ugo', { attributes: { site: 'Evry' } })).json.pointer, '/attributes/site');
    assert.equal((await change('ugo', { licenses: ['X4'], attributes: { site: 'Évry' } })).status, 200);
    // What the user has already stays possible.
    assert.equal((await change('zoe', { licenses: ['X2', 'X4'] })).status, 200);
    assert.equal((await change('zoe', { licenses: ['X4'] })).status, 200);
    assert.equal((await change('ugo', { licenses: ['X2'] })).status, 200);
    await consistent();
  });

  it('at the same time as others is not lost', async () => {
    await change('zoe', { attributes: { n: '0' } });
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => change(['zoe', 'ugo', 'kim'][at % 3], { attributes: { [`a${at}`]: 'x' } })));
    const well = answers.flatMap(({ status }, at) => (status === 200 ? [at] : []));
    assert.ok(answers.every(({ status }) => status === 200 || status === 503));
    assert.ok(well.length > 0);
    const { json } = await ask('/v1/users');
    const has = json.users.flatMap(({ attributes }) => Object.keys(attributes ?? {})).filter((name) => name !== 'n').map((name) => Number(name.slice(1)));
    assert.deepEqual(has.sort(), well.sort());
  });

  it('at the same time gives an extension to one of them', async () => {
    const answers = await Promise.all(['zoe', 'ugo', 'kim'].map((id) => change(id, { extensions: [{ extension: '2000' }] })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409]);
    await consistent();
  });
});

describe('the directory itself', () => {
  beforeEach(async () => {
    await empty();
  });

  it('is empty at first, is set, and can be sent back as it came', async () => {
    const { json: at_first } = await ask('/v1/directory');
    assert.deepEqual(at_first, { company: '', sites: [], licenses: [], numbers: [], next_extension: 1000, numbers_used: 0, users: 0, version: 0 });
    const { status, json } = await set({ company: 'Acme', sites: ['Lyon', 'Évry 1'], licenses: [{ name: 'X4', capacity: 3 }, { name: 'X2' }], numbers: ['+33160000002', '+33160000001'], next_extension: 4000 });
    assert.equal(status, 200, JSON.stringify(json));
    const as_set = {
      company: 'Acme', sites: ['Lyon', 'Évry 1'], licenses: [{ name: 'X2', capacity: null, used: 0 }, { name: 'X4', capacity: 3, used: 0 }],
      numbers: ['+33160000001', '+33160000002'], next_extension: 4000, numbers_used: 0, users: 0,
    };
    assert.deepEqual(json, { ...as_set, version: 1 });
    await putUsers(rollcall, 'acme', [{ ...ZOE, licenses: ['X2', 'X4'], numbers: [{ number: '+33160000002' }] }]);
    const { json: used } = await ask('/v1/directory');
    assert.deepEqual([used.licenses.map(({ used }) => used), used.numbers_used, used.users], [[1, 1], 1, 1]);
    const { json: again } = await set(used);
    assert.deepEqual(again, { ...used, version: used.version + 1 });
    const { json: less } = await set({ licenses: used.licenses });
    assert.deepEqual([less.company, less.sites, less.next_extension], ['', [], 4000]);
  });

  it('keeps the licences that are in use', async () => {
    await putUsers(rollcall, 'acme', [{ id: 'a', licenses: ['X2'] }, { id: 'b', licenses: ['X2'] }]);
    for (const [licenses, pointer] of /** @type {[any, string][]} */ ([[[{ name: 'X2', capacity: 1 }], '/licenses/0/capacity'], [[{ name: 'X4' }], '/licenses']])) {
      const { status, json } = await set({ licenses });
      assert.deepEqual([status, json.code, json.pointer], [409, 'license-capacity', pointer]);
    }
    for (const licenses of [[{ name: 'X2', capacity: 2 }], [{ name: 'X2' }], []]) assert.equal((await set({ licenses })).status, 200);
  });

  it('says what it cannot be', async () => {
    for (const [directory, pointer] of /** @type {[any, string][]} */ ([
      [{ sites: ['a', 'a'] }, '/sites/1'], [{ sites: [''] }, '/sites/0'], [{ sites: [3] }, ''], [{ company: 'x\n' }, '/company'], [{ licenses: [{ name: 'a' }, { name: 'a' }] }, '/licenses/1'],
      [{ licenses: [{ name: 'a', capacity: -1 }] }, ''], [{ licenses: [{ capacity: 1 }] }, ''], [{ numbers: ['33160000001'] }, '/numbers/0'],
      [{ next_extension: 1e10 }, '/next_extension'], [{ next_extension: 1.5 }, ''], [{ site: [] }, ''], [[], ''], ['x', ''],
    ])) {
      const { status, json } = await set(directory);
      assert.deepEqual([status, json.code, json.pointer ?? ''], [400, 'directory-invalid', pointer], JSON.stringify(directory));
    }
    assert.equal((await set({ sites: ['x'.repeat(1 << 20)] })).status, 413);
  });

  it('takes thousands of sites and numbers at once', async () => {
    const sites = Array.from({ length: 10_000 }, (_, at) => `Site ${String(at).padStart(5, '0')}`);
    const numbers = Array.from({ length: 20_000 }, (_, at) => `+3316${String(at).padStart(7, '0')}`);
    const { status, json } = await set({ sites, numbers });
    assert.equal(status, 200);
    assert.deepEqual([json.sites.length, json.numbers], [10_000, numbers]);
  });
});

describe('another partner', () => {
  before(async () => {
    await empty();
    await putUsers(rollcall, 'acme', [ZOE]);
    await putUsers(rollcall, 'acme-2', [UGO]);
  });

  it('sees nothing and changes nothing', async () => {
    const theirs = (path, init = {}) => call(rollcall, path, { ...init, headers: keys.other });
    const { json: missing } = await theirs('/v1/users/nobody');
    assert.equal(missing.code, 'user-not-found');
    for (const init of [{}, { method: 'PATCH', body: '{"active":false}' }, { method: 'PATCH', body: '{}' }]) {
      const { status, json } = await theirs('/v1/users/zoe', init);
      assert.deepEqual([status, json], [404, missing]);
    }
    assert.deepEqual((await theirs('/v1/users')).json.users.map(({ id }) => id), ['ugo']);
    const { json: page } = await ask('/v1/users?limit=1');
    assert.equal(page.users[0].id, 'zoe');
    await theirs('/v1/directory', { method: 'PUT', body: '{"company":"Theirs"}' });
    assert.equal((await ask('/v1/directory')).json.company, '');
    assert.deepEqual((await theirs(`/v1/users?cursor=${Buffer.from('\u001fzoe').toString('base64url')}`)).json.users.map(({ id }) => id), ['ugo']);
  });

  it('needs a key, and a token is none', async () => {
    const { json: token } = await ask('/v1/tokens', { method: 'POST', body: '{}' });
    for (const [path, method] of [['/v1/users', 'GET'], ['/v1/users/zoe', 'GET'], ['/v1/users/zoe', 'PATCH'], ['/v1/directory', 'GET'], ['/v1/directory', 'PUT']]) {
      assert.equal((await call(rollcall, path, { method })).json.code, 'key-required');
      assert.equal((await call(rollcall, path, { method, headers: bearer(token.token) })).json.code, 'token-not-for-this');
    }
  });
});

describe('SQL in the place of values', () => {
  const EVIL = ["'; DROP TABLE users; --", '" OR ""="', "x' UNION SELECT partner, id, document FROM users --", '?1', '$1', ':a', '%', '\\', "\\'", '${7*7}', '[1]', '{"a":1}', 'null'];
  before(async () => {
    await empty();
    await putUsers(rollcall, 'acme', [ZOE]);
    await putUsers(rollcall, 'acme-2', [UGO]);
  });

  for (const evil of EVIL) {
    it(`is a value: ${evil}`, async () => {
      const encoded = encodeURIComponent(evil);
      for (const name of ['name', 'active', 'contact_center', 'limit', 'cursor']) {
        const { status, json } = await ask(`/v1/users?${name}=${encoded}`);
        if (name === 'name') assert.deepEqual([status, json.users], [200, []]);
        else assert.deepEqual([status, json.code], [400, 'parameter-invalid']);
      }
      const cursor = Buffer.from(`${evil}\u001f${evil}`).toString('base64url');
      assert.equal((await ask(`/v1/users?cursor=${cursor}`)).status, 200);
      assert.ok([404, 400].includes((await ask(`/v1/users/${encoded}`)).status));
      assert.equal((await ask(`/v1/users/${encoded}`, { method: 'PATCH', body: '{}' })).status, 404);
      const { json: changed } = await change('zoe', { last_name: evil, user_name: evil, attributes: { [evil]: evil }, licenses: [evil], contact_center: { teams: [evil] }, extensions: [{ pbx: evil, extension: '1' }] });
      assert.deepEqual([changed.last_name, changed.attributes[evil], changed.licenses, changed.extensions[0].pbx], [evil, evil, [evil], evil]);
      assert.deepEqual(await found({ name: evil }), ['zoe']);
      assert.equal((await set({ company: evil, sites: [evil], licenses: [{ name: evil }] })).json.company, evil);
      assert.deepEqual((await ask('/v1/directory')).json.licenses, [{ name: evil, capacity: null, used: 1 }]);
      assert.equal((await change('zoe', { licenses: null, attributes: null })).status, 200);
      await set({});
      await consistent();
      assert.deepEqual((await call(rollcall, '/v1/users', { headers: keys.other })).json.users.map(({ id }) => id), ['ugo']);
    });
  }
});

describe('D1 that', () => {
  beforeEach(async () => {
    await empty();
    await putUsers(rollcall, 'acme', [ZOE]);
  });

  for (const [title, error, retry] of [
    ['is overloaded', 'D1_ERROR: D1 DB is overloaded. Requests queued for too long.', '5'],
    ['cannot be reached', 'D1_ERROR: Network connection lost.', '5'],
    ['is full', 'D1_ERROR: Exceeded maximum DB size', '60'],
    ['fails', 'D1_ERROR: no such table: users: SQLITE_ERROR', '60'],
  ]) {
    it(`${title} is a problem, and nothing is changed`, async () => {
      for (const [path, init] of /** @type {[string, RequestInit][]} */ ([
        ['/v1/users', {}], ['/v1/users/zoe', {}], ['/v1/users/zoe', { method: 'PATCH', body: '{"active":false}' }], ['/v1/directory', {}], ['/v1/directory', { method: 'PUT', body: '{"company":"X"}' }],
      ])) {
        for (const on of ['DIRECTORY.batch', 'DIRECTORY.prepare']) {
          const { status, json, headers } = await ask(path, { ...init, headers: fault({ on, error }) });
          assert.deepEqual([status, json.code, headers.get('retry-after')], [503, 'storage-unavailable', retry], `${init.method} ${path} ${on}`);
          assert.doesNotMatch(json.detail, /D1_ERROR|SQLITE/);
        }
      }
      assert.deepEqual([(await ask('/v1/users/zoe')).json.active, (await ask('/v1/directory')).json.company], [true, '']);
    });
  }

  it('fails in the middle of a change leaves all as it was', async () => {
    for (const nth of [1, 2, 3]) {
      assert.equal((await change('zoe', { email: 'new@example.com' }, fault({ on: 'DIRECTORY.batch', nth, times: 1, error: 'D1_ERROR: Network connection lost.' }))).status, 503);
      assert.equal((await ask('/v1/users/zoe')).json.email, ZOE.email);
      await consistent();
    }
  });

  it('loses the answer to a change, which can be sent again', async () => {
    const patch = { email: 'new@example.com' };
    assert.equal((await change('zoe', patch, fault({ on: 'DIRECTORY.batch', nth: 3, times: 1, after: true }))).status, 503);
    const { status, json } = await change('zoe', patch);
    assert.deepEqual([status, json.email, json.version], [200, 'new@example.com', 2]);
    await consistent();
  });

  it('is not migrated makes the health fail', async () => {
    const { json } = await call(rollcall, '/health');
    assert.equal(json.checks.directory, 'ok');
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const { status, json: failing } = await call(rollcall, '/health', { headers: fault({ on: 'DIRECTORY.batch', error: 'D1_ERROR: no such table: users: SQLITE_ERROR' }) });
    assert.deepEqual([status, failing.checks.directory, failing.checks.reports], [503, 'failing', 'ok']);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
  });
});

describe('the migrations', () => {
  it('can be applied again, and leave what is there', async () => {
    await putUsers(rollcall, 'acme-2', [{ id: 'stays' }]);
    await rollcall.migrate();
    await rollcall.migrate();
    assert.equal((await call(rollcall, '/v1/users/stays', { headers: keys.other })).status, 200);
  });

  it('make indexes by which what is asked is found', async () => {
    const { DIRECTORY } = await rollcall.env();
    const plan = async (sql) => (await DIRECTORY.prepare(`EXPLAIN QUERY PLAN ${sql}`).all()).results.map(({ detail }) => detail).join('\n');
    assert.match(await plan("SELECT id, document FROM users INDEXED BY users_inactive WHERE partner = 'a' AND active = 0 AND instr(name, 'x') > 0 AND (name, id) > ('a', 'b') ORDER BY name, id LIMIT 5"), /^SEARCH users USING INDEX users_inactive \(partner=\? AND \(name,id\)>\(\?,\?\)\)$/);
    assert.match(await plan("DELETE FROM claims WHERE partner = 'a' AND (kind, value, user_id) IN (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each('[]'))"), /SEARCH claims USING PRIMARY KEY \(partner=\? AND kind=\? AND value=\?\)/);
  });
});

describe('a partner that was removed', () => {
  it('leaves no user behind', async () => {
    await empty();
    const doomed = newPartner('doomed', {});
    await keep(rollcall, doomed.record);
    await putUsers(rollcall, 'doomed', Array.from({ length: 6_000 }, (_, at) => ({ id: `d${at}`, email: `d${at}@example.com`, licenses: ['X'] })));
    await putUsers(rollcall, 'acme', [ZOE]);
    assert.equal((await call(rollcall, '/v1/directory', { method: 'PUT', headers: bearer(doomed.key), body: '{"sites":["a"],"licenses":[{"name":"X"}],"numbers":["+33160000001"]}' })).status, 200);
    const left = async () => {
      const { DIRECTORY } = await rollcall.env();
      const tables = ['users', 'claims', 'grants', 'licenses', 'sites', 'numbers', 'directories'];
      const answers = await DIRECTORY.batch(tables.map((table) => DIRECTORY.prepare(`SELECT count(*) AS n FROM ${table} WHERE partner = ?`).bind('doomed')));
      return answers.map(({ results }) => results[0].n);
    };
    await keep(rollcall, removePartner(doomed.record, true).record);
    await rollcall.scheduled(new Date(), '*/5 * * * *');
    assert.deepEqual(await left(), [6_000, 6_000, 6_000, 1, 1, 1, 1]);
    await keep(rollcall, removePartner(doomed.record).record);
    await rollcall.order({ for: 'cron', faults: [{ on: 'DIRECTORY.batch', error: 'D1_ERROR: Network connection lost.' }] });
    await rollcall.scheduled(new Date(), '*/5 * * * *');
    await rollcall.scheduled(new Date(), '*/5 * * * *');
    assert.deepEqual(await left(), [0, 0, 0, 0, 0, 0, 0]);
    assert.equal((await ask('/v1/users/zoe')).status, 200);
    await rollcall.scheduled(new Date(Date.now() + 62 * MINUTE), '*/5 * * * *');
    const { PARTNERS } = await rollcall.env();
    assert.ok(!(await PARTNERS.list()).keys.some(({ name }) => name.includes('doomed')));
  });
});
