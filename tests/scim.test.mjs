// Files applied to a directory behind SCIM: a real service, with bad days. At the end of each the service's users
// are what the outcomes say.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { newPartner } from '../scripts/partners/record.mjs';
import { startRollcall } from './harness.mjs';
import { bearer, keep } from './partners.mjs';
import { until } from './receivers.mjs';
import { call, postFile } from './requests.mjs';
import { TOKEN, startScim } from './scim/service.mjs';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
/** @type {import('./scim/service.mjs').ScimService} */
let scim;
before(async () => {
  scim = await startScim();
  rollcall = await startRollcall({ vars: { ROLLCALL_LOOPBACK: '1' }, rates: { UPLOADS: { limit: 10_000, period: 60 }, REQUESTS: { limit: 100_000, period: 60 } } });
});
after(async () => {
  await rollcall?.close();
  await scim?.close();
});

let partners = 0;
/**
 * A partner whose users are in a directory of its own behind SCIM.
 * @param {any} [directory] what is set of it
 * @param {any} [service] another address or token
 */
async function company(directory = {}, service = {}) {
  const name = `scim-${(partners += 1)}`;
  const { record, key } = newPartner(name, { scim: { url: `${scim.url}/${name}/v2`, token: TOKEN, ...service } });
  await keep(rollcall, record);
  const headers = bearer(key);
  const ask = (path, init = {}) => call(rollcall, path, { ...init, headers: { ...headers, ...init.headers } });
  const set = await ask('/v1/directory', { method: 'PUT', body: JSON.stringify({ company: 'Acme', licenses: [], ...directory }) });
  if (!service.token && !service.url) assert.equal(set.status, 200, set.text);
  /** @param {string} csv @param {Record<string, string>} options */
  const check = async (csv, options) => {
    const { json: job, text } = await postFile(rollcall, csv, options, headers);
    assert.equal(job.valid, true, text);
    return job;
  };
  const plan = async (id, query = '') => {
    const { status, json, text } = await ask(`/v1/jobs/${id}/plan${query}`);
    assert.equal(status, 200, text);
    return json;
  };
  const begin = (id, wish = {}) => ask(`/v1/jobs/${id}/process`, { method: 'POST', body: JSON.stringify(wish) });
  /** @param {string} id @param {number} [seconds] */
  const over = (id, seconds = 60) =>
    until(async () => {
      const { json } = await ask(`/v1/jobs/${id}`);
      return ['completed', 'cancelled', 'failed'].includes(json.process?.state) && json;
    }, seconds, () => `the end of applying ${id}`);
  const apply = async (id, wish = {}) => {
    const begun = await begin(id, wish);
    assert.equal(begun.status, 202, begun.text);
    return over(id);
  };
  /** Everybody, as Rollcall lists them. */
  const users = async (query = '') => {
    const all = [];
    for (let cursor = ''; ;) {
      const { status, json, text } = await ask(`/v1/users?limit=100${query}${cursor && `&cursor=${cursor}`}`);
      assert.equal(status, 200, text);
      all.push(...json.users);
      if (!json.next_cursor) return all;
      cursor = json.next_cursor;
    }
  };
  const report = async (id) => (await ask(`/v1/jobs/${id}/report.csv`)).text;
  return { name, key, headers, ask, check, plan, begin, over, apply, users, report };
}

const WEBEX = 'First Name,Last Name,Display Name,User ID/Email (Required),Title,Department,Phone Number,Webex Teams [Sub1]';
const webexRow = (n, title = 'Agent', teams = 'TRUE') => `Zoé ${n},L’Hôte,Zoé L’Hôte ${n},zoe.${n}@acme.example.com,${title},Ventes,+3316000${String(n).padStart(4, '0')},${teams}`;
const webexFile = (rows, title, teams) => `${WEBEX}\r\n${Array.from({ length: rows }, (_, n) => webexRow(n, title, teams)).join('\r\n')}\r\n`;
const WEBEX_ADDS = { template: 'webex-users', import_option: 'add' };
const WEBEX_REMOVES = { template: 'webex-users', import_option: 'add_and_remove' };
const EIGHT = 'User.FirstName,User.LastName,User.Email,User.Site,User.Licenses,User.Voice.Number,User.Voice.Extension,User.Title\n';

/** Rows in the table of what is under way. @param {string} partner */
async function underWay(partner) {
  const { DIRECTORY } = await rollcall.env();
  return (await DIRECTORY.prepare('SELECT count(*) AS rows FROM intents WHERE partner = ?1').bind(partner).first()).rows;
}

/**
 * That every outcome of a job is true: the service has what the rows say that they wrote, each row was counted
 * once, and nothing is under way any more.
 * @param {any} acme
 * @param {any} done the job
 * @param {number} [before] how many users there were
 */
async function isTrue(acme, done, before = 0) {
  const { DIRECTORY } = await rollcall.env();
  const { counts } = done.process;
  const { results: outcomes } = await DIRECTORY.prepare('SELECT row, verdict, writes, details FROM outcomes WHERE partner = ?1 AND job = ?2 ORDER BY row').bind(acme.name, done.id).all();
  assert.equal(new Set(outcomes.map(({ row }) => row)).size, outcomes.length, 'each row has one outcome');
  assert.equal(outcomes.length, done.process.done);
  for (const verdict of ['created', 'changed', 'removed', 'unchanged', 'refused']) {
    assert.equal(outcomes.filter((one) => one.verdict === verdict).length, counts[verdict], verdict);
  }
  const resources = await scim.users(acme.name);
  assert.equal(resources.length, before + counts.created, 'nobody was made twice, and nobody is missing');
  assert.equal(new Set(resources.map(({ userName }) => userName.toLowerCase())).size, resources.length);
  const users = new Map((await acme.users()).map(({ version, updated, changed_by, links, ...user }) => [user.id, user]));
  const last = new Map();
  for (const { row, verdict, writes } of outcomes) {
    const written = JSON.parse(writes);
    assert.equal(written.length > 0, ['created', 'changed', 'removed'].includes(verdict), `row ${row} is ${verdict}`);
    for (const { id, after } of written) last.set(id, after);
  }
  for (const [id, after] of last) assert.deepEqual(users.get(id), after, `the service has ${id} as its row says`);
  assert.equal(await underWay(acme.name), 0, 'nothing is under way');
}

describe('a file of Webex', () => {
  it('makes users, changes them by no more than what differs, and takes away', async () => {
    const acme = await company();
    const made = await acme.check(webexFile(30), WEBEX_ADDS);
    const plan = await acme.plan(made.id);
    assert.equal(plan.counts.created, 30);
    assert.deepEqual(plan.not_expressible, []);
    assert.deepEqual(await scim.users(acme.name), [], 'a plan writes nothing');
    const first = await acme.apply(made.id);
    assert.equal(first.process.state, 'completed', JSON.stringify(first.process));
    assert.equal(first.process.counts.created, 30);
    await isTrue(acme, first);
    const zoe = (await scim.users(acme.name)).find(({ userName }) => userName === 'zoe.7@acme.example.com');
    assert.equal(zoe.name.familyName, 'L’Hôte');
    assert.equal(zoe[ENTERPRISE].department, 'Ventes');
    assert.deepEqual(zoe.phoneNumbers, [{ value: 'tel:+33160000007', type: 'work' }]);
    assert.deepEqual(zoe.entitlements, [{ value: 'Webex Teams [Sub1]' }]);
    assert.equal((await acme.plan(made.id)).counts.unchanged, 30, 'the same file again would change nothing');

    // What the service knows besides stays as it is.
    const other = await scim.direct(acme.name, 'PATCH', `/Users/${zoe.id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'add', path: 'nickName', value: 'Zozo' }, { op: 'add', path: 'phoneNumbers', value: [{ value: '555', type: 'home' }] }] });
    assert.ok(other.status < 300, JSON.stringify(other));
    const changed = await acme.apply((await acme.check(webexFile(30, 'Cheffe'), WEBEX_ADDS)).id);
    assert.equal(changed.process.counts.changed, 30);
    await isTrue(acme, changed, 30);
    const after = (await scim.users(acme.name)).find(({ id }) => id === zoe.id);
    assert.deepEqual([after.title, after.nickName, after.phoneNumbers.length], ['Cheffe', 'Zozo', 2]);

    const removed = await acme.apply((await acme.check(webexFile(30, 'Cheffe', 'FALSE'), WEBEX_REMOVES)).id);
    assert.equal(removed.process.counts.removed, 30);
    assert.equal(removed.process.counts.destructive, 30);
    await isTrue(acme, removed, 30);
    assert.deepEqual((await scim.users(acme.name)).flatMap(({ entitlements = [] }) => entitlements), []);
  });

  it('says which fields SCIM has no words for, in the plan, in its rows and in the report', async () => {
    const acme = await company();
    const csv = `${WEBEX},Extension,Location,Preferred Language\r\n${webexRow(1)},1001,Lyon,fr_FR\r\n${webexRow(2)},1002,,\r\n${webexRow(3)},,,\r\n`;
    const job = await acme.check(csv, { ...WEBEX_ADDS, language: 'fr' });
    const plan = await acme.plan(job.id);
    assert.deepEqual(plan.not_expressible, [{ field: 'Extension', rows: 2 }, { field: 'Location', rows: 1 }]);
    assert.deepEqual(plan.rows.map(({ partial, not_expressible: lost }) => [partial, lost]), [[true, ['Extension', 'Location']], [true, ['Extension']], [false, []]]);
    assert.ok(plan.rows.every(({ changes }) => changes.every(({ field }) => !['Extension', 'Location'].includes(field))));
    const done = await acme.apply(job.id);
    assert.equal(done.process.counts.partial, 2);
    await isTrue(acme, done);
    const rows = (await acme.report(job.id)).split('\r\n');
    assert.match(rows[1], /SCIM ne sait pas les exprimer.*Extension, Location/);
    assert.doesNotMatch(rows[3], /SCIM/);
    const user = (await scim.users(acme.name)).find(({ userName }) => userName === 'zoe.1@acme.example.com');
    assert.equal(user.preferredLanguage, 'fr-FR');
  });
});
