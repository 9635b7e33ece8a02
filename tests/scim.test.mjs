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
  const { record, key } = newPartner(name);
  // Also what `npm run partner` would not take.
  await keep(rollcall, { ...record, scim: { url: `${scim.url}/${name}/v2`, token: TOKEN, ...service } });
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
    }, seconds, () => `the end of applying ${id}: ${JSON.stringify(rollcall.logs().slice(-4))}`);
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
 * @param {string} [meddled] whose title somebody else may have changed since
 */
async function isTrue(acme, done, before = 0, meddled = '') {
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
  for (const [id, after] of last) {
    const user = users.get(id);
    if (id === meddled && user.attributes.title === 'Ailleurs') after.attributes.title = 'Ailleurs';
    assert.deepEqual(user, after, `the service has ${id} as its row says`);
  }
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

describe('a file of 8x8', () => {
  it('makes users with what can be said, and speaks of nothing that is not written', async () => {
    const acme = await company({ licenses: [{ name: 'X2', capacity: 5 }] });
    const csv = `${EIGHT}Zoé,Le Goff,zoe@acme.example.com,Lyon,X2,33160000001,1001,Cheffe\nAndré,D’Angelo,andre@acme.example.com,Forlì,X2,33160000002,,\n`;
    const job = await acme.check(csv, { template: '8x8-users' });
    const plan = await acme.plan(job.id);
    assert.deepEqual([plan.counts.created, plan.counts.partial, plan.blocked], [2, 2, false]);
    assert.deepEqual(plan.not_expressible, [{ field: 'User.Site', rows: 2 }, { field: 'User.Voice.Extension', rows: 2 }]);
    const done = await acme.apply(job.id);
    assert.equal(done.process.state, 'completed', JSON.stringify(done.process));
    await isTrue(acme, done);
    const report = await acme.report(job.id);
    assert.equal(report.match(/RowPartiallyProcessed/g)?.length, 2);
    assert.doesNotMatch(report, /1000/, 'no extension is said to have been given');
    assert.match(report, /Acme\.Andre\.DAngelo/);
    const resources = await scim.users(acme.name);
    assert.deepEqual(resources.map(({ userName }) => userName).sort(), ['Acme.Andre.DAngelo', 'Acme.Zoe.LeGoff']);
    const again = await acme.plan(job.id);
    assert.deepEqual([again.counts.unchanged, again.counts.partial], [2, 2], 'what cannot be said is no difference');
    const other = await acme.check(csv.replace('Cheffe', 'Directrice'), { template: '8x8-users' });
    assert.match((await acme.plan(other.id)).rows[0].details[0], /User\.Title/);
    assert.deepEqual((await acme.ask('/v1/directory')).json.licenses, [{ name: 'X2', capacity: 5, used: 2 }]);
  });

  it('that makes a contact is not applied, as SCIM has none', async () => {
    const acme = await company();
    const job = await acme.check(`${EIGHT}Zoé,Le Goff,zoe@acme.example.com,Lyon,X2,33160000001,,\nUgo,Forlì,ugo@acme.example.com,Forlì,,,,\n`, { template: '8x8-users' });
    const plan = await acme.plan(job.id);
    assert.equal(plan.blocked, true);
    assert.match(plan.rows[1].details[0], /no contacts/);
    const done = await acme.apply(job.id);
    assert.match(done.process.failure, /none was/);
    assert.deepEqual(await scim.users(acme.name), []);
  });
});

describe('a file of which nothing can be said', () => {
  const nothing = [
    ['rainbow-telephony', '__action__;loginEmail;pbxId;pbxShortNumber\nattach;zoe.0@acme.example.com;PBX1;2001\nforce_attach;zoe.1@acme.example.com;PBX1;2002\n', ['pbxShortNumber']],
    ['webex-contact-center-users', 'Email,User Profile,Contact Center Enabled,Site,Teams,Skill Profile,Desktop Profile,Multimedia Profile\nzoe.0@acme.example.com,Agent,On,Lyon,Ventes|Accueil,,Bureau,Voix\nzoe.1@acme.example.com,Agent,On,Forlì,Ventes,,Bureau,Voix\n', ['Contact Center Enabled', 'Desktop Profile', 'Multimedia Profile', 'Site', 'Teams', 'User Profile']],
  ];
  for (const [template, csv, fields] of /** @type {[string, string, string[]][]} */ (nothing)) {
    it(`is refused row by row, and the plan names the fields (${template})`, async () => {
      const acme = await company();
      await acme.apply((await acme.check(webexFile(2).replaceAll('Webex Teams [Sub1]', 'Webex Contact Center Standard'), WEBEX_ADDS)).id);
      const before = await scim.users(acme.name);
      const job = await acme.check(csv, { template });
      const plan = await acme.plan(job.id);
      assert.equal(plan.counts.refused, 2, JSON.stringify(plan));
      assert.deepEqual(plan.not_expressible.map(({ field }) => field), fields);
      const done = await acme.apply(job.id, { confirm: plan.fingerprint });
      assert.equal(done.process.counts.refused, 2);
      await isTrue(acme, done, 2);
      assert.match(await acme.report(job.id), /SCIM has no words/);
      assert.deepEqual(await scim.users(acme.name), before);
    });
  }
});

describe('a service', () => {
  const without = (name) => (config) => ({ ...config, [name]: { ...config[name], supported: false } });
  /** @type {[string, (config: any) => any, (asked: import('./scim/service.mjs').Asked[]) => boolean][]} */
  const kinds = [
    ['that takes requests in bulk', (config) => config, (asked) => asked.filter(({ path }) => path === '/Bulk').length === 2 && asked.every(({ method }) => method !== 'PATCH')],
    ['that takes only seven at once', (config) => ({ ...config, bulk: { ...config.bulk, maxOperations: 7 } }), (asked) => asked.filter(({ path }) => path === '/Bulk').every(({ body }) => JSON.parse(body).Operations.length <= 7)],
    ['that takes only small ones', (config) => ({ ...config, bulk: { ...config.bulk, maxPayloadSize: 2000 } }), (asked) => asked.filter(({ path }) => path === '/Bulk').every(({ body }) => Buffer.byteLength(body) <= 2000)],
    ['without bulk', without('bulk'), (asked) => asked.every(({ path }) => path !== '/Bulk') && asked.some(({ method, headers }) => method === 'PATCH' && headers['if-match'])],
    ['without bulk and PATCH', (config) => without('patch')(without('bulk')(config)), (asked) => asked.filter(({ method }) => method === 'PUT').length === 40],
    ['without PATCH', without('patch'), (asked) => asked.some(({ path, body }) => path === '/Bulk' && body.includes('"PUT"'))],
    ['without versions', (config) => without('etag')(without('bulk')(config)), (asked) => asked.every(({ headers }) => !headers['if-match'])],
    ['that cannot sort', without('sort'), (asked) => asked.every(({ path }) => !path.includes('sortBy'))],
  ];
  for (const [title, says, isSo] of kinds) {
    it(`${title} gets the same users`, async () => {
      // Before it is asked for the first time.
      scim.says(`scim-${partners + 1}`, says);
      const acme = await company();
      const first = await acme.apply((await acme.check(webexFile(40), WEBEX_ADDS)).id);
      assert.equal(first.process.counts.created, 40, JSON.stringify(first.process));
      await isTrue(acme, first);
      const second = await acme.apply((await acme.check(webexFile(40, 'Cheffe'), WEBEX_ADDS)).id);
      assert.equal(second.process.counts.changed, 40, JSON.stringify(second.process));
      await isTrue(acme, second, 40);
      assert.ok(isSo(scim.asked(acme.name)), title);
      assert.ok(scim.asked(acme.name).every(({ headers }) => headers.authorization === `Bearer ${TOKEN}`));
    });
  }

  it('that says it takes requests in bulk, and does not, gets them one by one', async () => {
    const acme = await company();
    scim.order(acme.name, { when: ({ path }) => path === '/Bulk', times: 5, status: 501 });
    const done = await acme.apply((await acme.check(webexFile(20), WEBEX_ADDS)).id);
    assert.equal(done.process.counts.created, 20);
    await isTrue(acme, done);
  });

  for (const bulk of [true, false]) {
    it(`that takes values and drops them is found out, ${bulk ? 'in bulk' : 'one by one'}, and what it did can be taken back`, async () => {
      const acme = await company();
      scim.says(acme.name, (config) => ({ ...config, bulk: { ...config.bulk, supported: bulk } }));
      await acme.apply((await acme.check(webexFile(3), WEBEX_ADDS)).id);
      const before = (await scim.users(acme.name)).map(({ meta, ...user }) => user);
      scim.drops(acme.name, 'title', 'entitlements');
      const job = await acme.check(webexFile(5, 'Cheffe').replace('Zoé 1,L’Hôte', 'Zoë,L’Hôte'), WEBEX_ADDS);
      const done = await acme.apply(job.id);
      // Of the users who are there, only one has anything else changed than the title.
      assert.deepEqual([done.process.counts.created, done.process.counts.changed, done.process.counts.refused, done.process.counts.partial], [2, 1, 2, 3], JSON.stringify(done.process));
      await isTrue(acme, done, 3);
      const rows = (await acme.report(job.id)).split('\r\n');
      assert.match(rows[1], /changed nothing/);
      assert.match(rows[2], /otherwise than they were sent: Title\./);
      assert.match(rows[4], /otherwise than they were sent: Title, Webex Teams \[Sub1\]\./);
      scim.drops(acme.name);
      assert.equal((await acme.ask(`/v1/jobs/${job.id}/revert`, { method: 'POST' })).status, 202);
      await until(async () => (await acme.ask(`/v1/jobs/${job.id}`)).json.process.state === 'reverted');
      const nick = ({ nickName, meta, ...user }) => user;
      assert.deepEqual((await scim.users(acme.name)).map(nick), before);
    });
  }

  it('that wants to be left alone is asked nothing more until then', async () => {
    const acme = await company();
    scim.says(acme.name, without('bulk'));
    const job = await acme.check(webexFile(100), WEBEX_ADDS);
    scim.order(acme.name, { when: ({ method }) => method === 'POST', skip: 10, status: 429, headers: { 'retry-after': '4' } });
    const done = await acme.apply(job.id);
    assert.equal(done.process.counts.created, 100);
    await isTrue(acme, done);
    const posts = scim.asked(acme.name).filter(({ method }) => method === 'POST');
    assert.equal(posts.length, 101);
    // Three were under way with it.
    const soon = posts.filter(({ at }) => at > posts[10].at && at < posts[10].at + 3_500);
    assert.ok(soon.length <= 3, `${soon.length} requests after that`);
  });

  it('that refuses a question is quoted with why, and with nothing that could do harm', async () => {
    const acme = await company();
    scim.order(acme.name, { when: ({ path }) => path.startsWith('/Users'), status: 400 });
    const job = await acme.check(webexFile(1), WEBEX_ADDS);
    const plan = await acme.ask(`/v1/jobs/${job.id}/plan`);
    assert.deepEqual([plan.status, plan.json.code], [502, 'service-unfit']);
    assert.match(plan.json.detail, /GET \/Users with 400 \(as the test wanted\)/);
  });

  it('that cannot be asked by a filter cannot be worked with, and the job says so', async () => {
    const acme = await company();
    scim.says(acme.name, without('filter'));
    const job = await acme.check(webexFile(2), WEBEX_ADDS);
    const plan = await acme.ask(`/v1/jobs/${job.id}/plan`);
    assert.deepEqual([plan.status, plan.json.code], [502, 'service-unfit']);
    const done = await acme.apply(job.id);
    assert.equal(done.process.state, 'failed');
    assert.match(done.process.failure, /filter/);
  });

  it('that does not let Rollcall in ends the job with who can mend it, and the token stands nowhere', async () => {
    const token = 'not-the-right-token';
    const acme = await company({}, { token });
    const job = await acme.check(webexFile(2), WEBEX_ADDS);
    const plan = await acme.ask(`/v1/jobs/${job.id}/plan`);
    assert.deepEqual([plan.status, plan.json.code], [502, 'service-unfit']);
    const done = await acme.apply(job.id);
    assert.equal(done.process.state, 'failed');
    assert.match(done.process.failure, /give it a token/);
    const said = JSON.stringify([done, plan.text, rollcall.logs()]);
    assert.ok(!said.includes(token) && !said.includes(TOKEN));
  });

  for (const [title, url] of /** @type {[string, string][]} */ ([
    ['in a private network', 'https://10.0.0.7/scim/v2'],
    ['of this kind', 'http://scim.acme-directory.com/v2'],
  ])) {
    it(`${title} is not called`, async () => {
      const acme = await company({}, { url });
      const job = await acme.check(webexFile(1), WEBEX_ADDS);
      const plan = await acme.ask(`/v1/jobs/${job.id}/plan`);
      assert.deepEqual([plan.status, plan.json.code], [502, 'service-unfit']);
      assert.match(plan.json.detail, /not called/);
      assert.doesNotMatch(plan.text, /secret/);
    });
  }

  it('that sends on to another address is not followed', async () => {
    const acme = await company();
    scim.order(acme.name, { when: () => true, times: 10, status: 302, headers: { location: 'https://elsewhere.example.com/' } });
    const job = await acme.check(webexFile(1), WEBEX_ADDS);
    assert.match((await acme.ask(`/v1/jobs/${job.id}/plan`)).json.detail, /sends on/);
    scim.unordered(acme.name);
  });
});

describe('the users', () => {
  it('are listed, searched, filtered and shown as the service has them, and changed there', async () => {
    const acme = await company();
    await acme.apply((await acme.check(webexFile(45), WEBEX_ADDS)).id);
    const all = await acme.users('&limit=7');
    assert.equal(all.length, 45);
    const found = await acme.users('&name=zo%C3%A9%20h%C3%B4te%204');
    assert.deepEqual(found.map(({ email }) => email), [4, 14, 24, 34, 40, 41, 42, 43, 44].map((n) => `zoe.${n}@acme.example.com`).sort());
    const one = (await acme.users('&name=zoe.7@')).find(({ email }) => email === 'zoe.7@acme.example.com');
    assert.equal(one.email, 'zoe.7@acme.example.com');
    await scim.direct(acme.name, 'PATCH', `/Users/${one.id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path: 'active', value: false }] });
    assert.deepEqual((await acme.users('&active=false')).map(({ id }) => id), [one.id]);
    const shown = await acme.ask(`/v1/users/${one.id}`);
    assert.deepEqual([shown.status, shown.json.active, shown.json.attributes.title], [200, false, 'Agent']);
    assert.equal((await acme.ask('/v1/users/nobody')).status, 404);
    const patched = await acme.ask(`/v1/users/${one.id}`, { method: 'PATCH', body: '{"active":true}', headers: { 'content-type': 'application/merge-patch+json' } });
    assert.deepEqual([patched.status, patched.json.code], [409, 'users-elsewhere']);
    assert.deepEqual([(await acme.ask('/v1/users?contact_center=true')).json.code], ['users-elsewhere']);
    assert.equal((await acme.ask('/v1/directory')).json.users, 45);
  });

  it('are exported in the vendor\'s format, which sent back changes nothing', async () => {
    const acme = await company();
    await acme.apply((await acme.check(webexFile(130), WEBEX_ADDS)).id);
    const { status, text } = await acme.ask('/v1/templates/webex-users/export.csv');
    assert.equal(status, 200, text);
    const same = await acme.check(text, WEBEX_REMOVES);
    const { counts } = await acme.plan(same.id);
    assert.equal(counts.unchanged, 130, JSON.stringify(counts));
  });

  it('of one partner are not those of another', async () => {
    const [acme, other] = [await company(), await company()];
    await acme.apply((await acme.check(webexFile(1), WEBEX_ADDS)).id);
    const [zoe] = await acme.users();
    assert.deepEqual(await other.users(), []);
    assert.equal((await other.ask(`/v1/users/${zoe.id}`)).status, 404);
  });
});

describe('taking back what was done', () => {
  const plain = async (acme) => (await scim.users(acme.name)).map(({ meta, ...user }) => user).sort((one, other) => (one.id < other.id ? -1 : 1));
  const back = (acme, id) => acme.ask(`/v1/jobs/${id}/revert`, { method: 'POST' });
  const reverted = (acme, id) =>
    until(async () => {
      const { json } = await acme.ask(`/v1/jobs/${id}`);
      return ['reverted', 'failed'].includes(json.process.state) && json;
    }, 30, () => `the end of taking back ${id}`);

  for (const bulk of [true, false]) {
    it(`leaves the service as it was, ${bulk ? 'in bulk' : 'one by one'}`, async () => {
      const acme = await company();
      scim.says(acme.name, (config) => ({ ...config, bulk: { ...config.bulk, supported: bulk } }));
      await acme.apply((await acme.check(webexFile(150), WEBEX_ADDS)).id);
      const before = await plain(acme);
      const job = await acme.check(webexFile(250, 'Cheffe'), WEBEX_ADDS);
      const done = await acme.apply(job.id);
      assert.deepEqual([done.process.counts.changed, done.process.counts.created], [150, 100]);
      assert.deepEqual((await acme.ask(`/v1/jobs/${job.id}/revert`)).json, { possible: true, obstacles: [] });
      assert.equal((await back(acme, job.id)).status, 202);
      assert.equal((await reverted(acme, job.id)).process.state, 'reverted');
      assert.deepEqual(await plain(acme), before);
      assert.equal(await underWay(acme.name), 0);
    });
  }

  it('is refused where somebody changed one of the users since, and says who', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(5), WEBEX_ADDS);
    await acme.apply(job.id);
    const zoe = (await acme.users()).find(({ email }) => email === 'zoe.3@acme.example.com');
    await scim.direct(acme.name, 'PATCH', `/Users/${zoe.id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path: 'title', value: 'Directrice' }] });
    const { json: said } = await acme.ask(`/v1/jobs/${job.id}/revert`);
    assert.deepEqual(said, { possible: false, obstacles: [{ row: 5, subject: 'zoe.3@acme.example.com' }] });
    const refused = await back(acme, job.id);
    assert.deepEqual([refused.status, refused.json.code], [409, 'changed-since']);
    assert.equal((await scim.users(acme.name)).length, 5);
  });

  it('goes on after a consumer that died, whenever that was', async () => {
    for (const ordered of [{ on: 'DIRECTORY.batch', nth: 5, after: true, die: true }, { on: 'DIRECTORY.batch', nth: 6, die: true }, { on: 'fetch', nth: 9, die: true }, { on: 'fetch', nth: 60, after: true, die: true }]) {
      const acme = await company();
      await acme.apply((await acme.check(webexFile(50), WEBEX_ADDS)).id);
      const before = await plain(acme);
      const job = await acme.check(webexFile(90, 'Cheffe'), WEBEX_ADDS);
      await acme.apply(job.id);
      await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: [ordered] });
      assert.equal((await back(acme, job.id)).status, 202);
      assert.equal((await reverted(acme, job.id)).process.state, 'reverted', JSON.stringify(ordered));
      assert.deepEqual(await plain(acme), before, JSON.stringify(ordered));
      assert.equal(await underWay(acme.name), 0);
      assert.equal(await rollcall.left(), 0, 'the fault has happened');
    }
  });
});

describe('on a bad day', () => {
  const isWrite = ({ method, path }) => method !== 'GET' || path === '/Bulk';
  const isRead = ({ method, path }) => method === 'GET' && path.startsWith('/Users');
  /** @type {[string, import('./scim/service.mjs').Fault[]][]} */
  const faults = [
    ['wants to be left alone for a moment', [{ when: isWrite, times: 2, status: 429, headers: { 'retry-after': '1' } }]],
    ['wants to be left alone for longer than a letter waits', [{ when: isWrite, status: 503, headers: { 'retry-after': '4' } }]],
    ['wants to be left alone while users are looked up', [{ when: isRead, times: 2, status: 429, headers: { 'retry-after': '1' } }]],
    ['breaks off before it has done it', [{ when: isWrite, cut: true }]],
    ['breaks off when it has done it', [{ when: isWrite, cut: true, after: true }]],
    ['breaks off again and again', [{ when: isWrite, times: 3, cut: true, after: true }]],
    ['does it and says that it could not', [{ when: isWrite, times: 2, status: 500, after: true }]],
    ['is slow', [{ when: () => true, times: 6, delay: 700 }]],
    ['does not take one of them', [{ when: isWrite, skip: 3, status: 500 }]],
  ];
  for (const bulk of [true, false]) {
    for (const [title, ordered] of faults) {
      it(`a service that ${title} does everything once, ${bulk ? 'in bulk' : 'one by one'}`, { timeout: 120_000 }, async () => {
        const acme = await company();
        scim.says(acme.name, (config) => ({ ...config, bulk: { ...config.bulk, supported: bulk, maxOperations: 8 } }));
        await acme.apply((await acme.check(webexFile(12), WEBEX_ADDS)).id);
        const job = await acme.check(webexFile(30, 'Cheffe'), WEBEX_ADDS);
        scim.order(acme.name, ...ordered.map((fault) => ({ ...fault })));
        const done = await acme.apply(job.id);
        assert.equal(done.process.state, 'completed', JSON.stringify(done.process));
        assert.deepEqual([done.process.counts.changed, done.process.counts.created, done.process.counts.refused], [12, 18, 0]);
        await isTrue(acme, done, 12);
        assert.equal(scim.left(acme.name), 0, 'the fault has happened');
      });
    }

    it(`somebody who changes something else of a user at the same moment is not in the way, ${bulk ? 'in bulk' : 'one by one'}`, async () => {
      const acme = await company();
      scim.says(acme.name, (config) => ({ ...config, bulk: { ...config.bulk, supported: bulk } }));
      await acme.apply((await acme.check(webexFile(6), WEBEX_ADDS)).id);
      const zoe = (await acme.users()).find(({ email }) => email === 'zoe.3@acme.example.com');
      const change = (path, value) => () => scim.direct(acme.name, 'PATCH', `/Users/${zoe.id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'add', path, value }] });
      // Just before that user is written, and not one of those beside it.
      const isAbout = (asked) => isWrite(asked) && (asked.path.includes(zoe.id) || asked.body.includes(zoe.id));
      const job = await acme.check(webexFile(6, 'Cheffe'), WEBEX_ADDS);
      scim.order(acme.name, { when: isAbout, first: change('nickName', 'Zozo') });
      const done = await acme.apply(job.id);
      assert.equal(done.process.counts.changed, 6);
      await isTrue(acme, done, 6);
      assert.equal((await scim.users(acme.name)).find(({ id }) => id === zoe.id).nickName, 'Zozo');

      const later = await acme.check(webexFile(6, 'Directrice'), WEBEX_ADDS);
      scim.order(acme.name, { when: isAbout, first: change('title', 'Retraitée') });
      const other = await acme.apply(later.id);
      assert.deepEqual([other.process.counts.changed, other.process.counts.refused], [5, 1]);
      await isTrue(acme, other, 6);
      assert.match(await acme.report(later.id), /zoe\.3@acme\.example\.com.*Failed.*at the same time/);
      assert.equal((await scim.users(acme.name)).find(({ id }) => id === zoe.id).title, 'Retraitée');
    });

    it(`a name that somebody takes at the same moment fails its row alone, ${bulk ? 'in bulk' : 'one by one'}`, async () => {
      const acme = await company();
      scim.says(acme.name, (config) => ({ ...config, bulk: { ...config.bulk, supported: bulk } }));
      const take = () => scim.direct(acme.name, 'POST', '/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ZOE.2@acme.example.com' });
      const job = await acme.check(webexFile(5), WEBEX_ADDS);
      scim.order(acme.name, { when: (asked) => isWrite(asked) && asked.body.includes('zoe.2@'), first: take });
      const done = await acme.apply(job.id);
      assert.deepEqual([done.process.counts.created, done.process.counts.refused], [4, 1]);
      await isTrue(acme, done, 1);
      assert.match(await acme.report(job.id), /zoe\.2@acme\.example\.com.*Failed.*Somebody else/);
    });
  }

  const deaths = [
    ['before it begins a batch', [{ on: 'DIRECTORY.batch', nth: 5, die: true }]],
    ['when a batch is begun and nothing sent', [{ on: 'DIRECTORY.batch', nth: 5, after: true, die: true }]],
    ['hearing nothing of the batch that was begun', [{ on: 'DIRECTORY.batch', nth: 5, times: 1, after: true }]],
    ['in the middle of sending', [{ on: 'fetch', nth: 20, die: true }]],
    ['in the middle of sending, when the service has done it', [{ on: 'fetch', nth: 25, after: true, die: true }]],
    ['before the outcomes are written', [{ on: 'DIRECTORY.batch', nth: 6, die: true }]],
    ['when the outcomes are written', [{ on: 'DIRECTORY.batch', nth: 6, after: true, die: true }]],
    ['hearing nothing of the outcomes that were written', [{ on: 'DIRECTORY.batch', nth: 6, times: 1, after: true }]],
  ];
  for (const [title, ordered] of /** @type {[string, import('./faults/entry.mjs').Fault[]][]} */ (deaths)) {
    it(`a consumer that ends ${title} is followed by one that does nothing twice`, { timeout: 120_000 }, async () => {
      const acme = await company();
      scim.says(acme.name, (config) => ({ ...config, bulk: { ...config.bulk, supported: false } }));
      await acme.apply((await acme.check(webexFile(20), WEBEX_ADDS)).id);
      const job = await acme.check(webexFile(50, 'Cheffe'), WEBEX_ADDS);
      await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: ordered });
      const done = await acme.apply(job.id);
      assert.equal(done.process.state, 'completed', JSON.stringify(done.process));
      assert.deepEqual([done.process.counts.changed, done.process.counts.created], [20, 30]);
      await isTrue(acme, done, 20);
      assert.equal(await rollcall.left(), 0, 'the fault has happened');
    });
  }

  it('whatever goes wrong at whichever call, at the end every outcome is true', { timeout: 300_000 }, async () => {
    for (let seed = 1; seed <= 5; seed++) {
      let state = seed * 2_654_435_761;
      const random = (most) => ((state = (state * 1_103_515_245 + 12_345) >>> 0) >>> 8) % most;
      const acme = await company();
      const bulk = random(2) === 0;
      scim.says(acme.name, (config) => ({ ...config, patch: { supported: random(4) > 0 }, bulk: { ...config.bulk, supported: bulk, maxOperations: 5 + random(40) } }));
      await acme.apply((await acme.check(webexFile(60), WEBEX_ADDS)).id);
      const job = await acme.check(webexFile(260, 'Cheffe'), WEBEX_ADDS);
      const someone = (await acme.users())[random(60)];
      const meddle = () => scim.direct(acme.name, 'PATCH', `/Users/${someone.id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'add', path: ['title', 'nickName'][random(2)], value: 'Ailleurs' }] });
      const kinds = [
        { cut: true, after: true }, { cut: true }, { status: 500, after: true }, { status: 429, headers: { 'retry-after': '1' } },
        { status: 503 , headers: { 'retry-after': '2' } }, { delay: 300 }, { first: meddle },
      ];
      for (let fault = 0; fault < 5; fault++) scim.order(acme.name, { when: [isWrite, isRead][random(2)], skip: random(bulk ? 6 : 60), ...kinds[random(kinds.length)] });
      const death = [{ die: true }, { after: true, die: true }][random(2)];
      await rollcall.order(
        { for: 'rollcall-processes', with: job.id, faults: [{ on: 'fetch', nth: 1 + random(bulk ? 40 : 150), ...death }] },
        { for: 'rollcall-processes', with: job.id, faults: [{ on: 'DIRECTORY.batch', nth: 3 + random(8), ...death }] },
      );
      const begun = await acme.begin(job.id);
      assert.equal(begun.status, 202);
      const { PROCESSES } = await rollcall.env();
      for (let time = 0; time < seed % 3; time++) await PROCESSES.send(JSON.stringify({ partner: acme.name, process: job.id }), { contentType: 'text' });
      const done = await acme.over(job.id, 90);
      assert.equal(done.process.state, 'completed', `seed ${seed}: ${JSON.stringify(done.process)}`);
      assert.equal(done.process.done, 260, `seed ${seed}`);
      assert.ok(done.process.counts.refused <= 1, `seed ${seed}: only the user who was meddled with may fail: ${JSON.stringify(done.process)}`);
      scim.unordered(acme.name);
      await isTrue(acme, done, 60, someone.id);
      await rollcall.unordered();
    }
  });

  it('a job that is given up in the middle of a batch says of which rows it is not known whether they are done', { timeout: 60_000 }, async () => {
    const acme = await company();
    scim.says(acme.name, (config) => ({ ...config, bulk: { ...config.bulk, supported: false } }));
    const job = await acme.check(webexFile(30), WEBEX_ADDS);
    scim.order(acme.name, { when: isWrite, skip: 10, times: 100, status: 503, headers: { 'retry-after': '200' } });
    await acme.begin(job.id);
    await until(async () => (await underWay(acme.name)) === 30 && scim.asked(acme.name).filter(isWrite).length > 10 && scim.left(acme.name) === 1);
    const read = async (letter) => (await call(rollcall, '/__letters?queue=rollcall-processes', { method: 'POST', body: JSON.stringify([letter]) })).json;
    await read(JSON.stringify({ partner: acme.name, process: job.id, since: Date.now() - 3_600_000 }));
    assert.equal((await acme.ask(`/v1/jobs/${job.id}`)).json.process.state, 'queued', 'an hour is waited');
    await read(JSON.stringify({ partner: acme.name, process: job.id, since: Date.now() - 25 * 3_600_000 }));
    const done = await acme.over(job.id, 5);
    assert.equal(done.process.state, 'failed');
    assert.match(done.process.failure, /answers with 503/);
    assert.deepEqual([done.process.done, done.process.counts.refused], [30, 30]);
    assert.equal(await underWay(acme.name), 0);
    const { DIRECTORY } = await rollcall.env();
    const { results } = await DIRECTORY.prepare('SELECT DISTINCT details FROM outcomes WHERE partner = ?1').bind(acme.name).all();
    assert.deepEqual(results.map(({ details }) => JSON.parse(details).map(({ code }) => code)), [['service-silent']]);
    scim.unordered(acme.name);
    // And the next file is not kept waiting.
    const next = await acme.apply((await acme.check(webexFile(30, 'Cheffe'), WEBEX_ADDS)).id);
    assert.equal(next.process.counts.created + next.process.counts.changed, 30);
  });

  it('six hundred rows are applied', { timeout: 120_000 }, async (test) => {
    const acme = await company();
    const job = await acme.check(webexFile(600), WEBEX_ADDS);
    const began = Date.now();
    await acme.begin(job.id);
    const done = await acme.over(job.id, 110);
    test.diagnostic(`600 rows in ${((Date.now() - began) / 1000).toFixed(1)} s with ${scim.asked(acme.name).length} requests`);
    assert.equal(done.process.counts.created, 600);
    await isTrue(acme, done);
  });

  it('two files about the same users at once are applied one batch after another', { timeout: 120_000 }, async () => {
    const acme = await company();
    const jobs = [await acme.check(webexFile(250, 'Agent'), WEBEX_ADDS), await acme.check(webexFile(250, 'Chef'), WEBEX_ADDS)];
    await Promise.all(jobs.map(({ id }) => acme.begin(id)));
    const done = await Promise.all(jobs.map(({ id }) => acme.over(id, 90)));
    const [one, other] = done.map(({ process }) => process.counts);
    assert.equal(one.created + other.created, 250);
    assert.equal(one.refused + other.refused, 0);
    assert.equal((await scim.users(acme.name)).length, 250);
    assert.equal(await underWay(acme.name), 0);
  });

  it('a licence that runs out half way refuses the rows behind, whoever else has it', async () => {
    const acme = await company({ licenses: [{ name: 'Webex Teams [Sub1]', capacity: 230 }] });
    await scim.direct(acme.name, 'POST', '/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'andre@acme.example.com', entitlements: [{ value: 'Webex Teams [Sub1]' }] });
    const done = await acme.apply((await acme.check(webexFile(300), WEBEX_ADDS)).id);
    assert.deepEqual([done.process.counts.created, done.process.counts.refused], [229, 71], JSON.stringify(done.process));
    await isTrue(acme, done, 1);
    assert.equal((await acme.ask('/v1/directory')).json.licenses[0].used, 230);
    const few = await acme.ask('/v1/directory', { method: 'PUT', body: JSON.stringify({ company: 'Acme', licenses: [{ name: 'Webex Teams [Sub1]', capacity: 10 }] }) });
    assert.equal(few.json.code, 'license-capacity');
  });

  it('a job that is stopped in the middle of a batch ends that batch, and what was done is said', { timeout: 120_000 }, async () => {
    const acme = await company();
    scim.says(acme.name, (config) => ({ ...config, bulk: { ...config.bulk, supported: false } }));
    const job = await acme.check(webexFile(400), WEBEX_ADDS);
    scim.order(acme.name, { when: isWrite, skip: 120, status: 503, headers: { 'retry-after': '5' } });
    await acme.begin(job.id);
    await until(() => scim.left(acme.name) === 0, 30);
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/process/cancel`, { method: 'POST' })).status, 202);
    const done = await until(async () => {
      const { json } = await acme.ask(`/v1/jobs/${job.id}`);
      return json.process.done > 0 && json;
    }, 60);
    assert.equal(done.process.state, 'cancelled');
    assert.equal(done.process.done, 200);
    await isTrue(acme, done);
  });

  it('a job that was stopped in the middle of a batch, and whose letter is lost, is ended by the cron', { timeout: 60_000 }, async () => {
    const acme = await company();
    scim.says(acme.name, (config) => ({ ...config, bulk: { ...config.bulk, supported: false } }));
    const job = await acme.check(webexFile(40), WEBEX_ADDS);
    // Its next letter comes in four minutes only, which is after the end of this test.
    scim.order(acme.name, { when: isWrite, skip: 20, status: 503, headers: { 'retry-after': '240' } });
    await acme.begin(job.id);
    await until(async () => scim.left(acme.name) === 0 && (await underWay(acme.name)) === 40, 30);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/process/cancel`, { method: 'POST' })).status, 202);
    await rollcall.scheduled(new Date(Date.now() + 6 * 60_000), '*/5 * * * *');
    await until(async () => (await underWay(acme.name)) === 0, 30);
    const done = await acme.over(job.id);
    await until(async () => (await acme.ask(`/v1/jobs/${job.id}`)).json.process.done === 40);
    assert.equal(done.process.state, 'cancelled');
    await isTrue(acme, (await acme.ask(`/v1/jobs/${job.id}`)).json);
  });

  it('a partner who is removed gets nothing written any more', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(5), WEBEX_ADDS);
    scim.order(acme.name, { when: isWrite, status: 503, headers: { 'retry-after': '4' } });
    await acme.begin(job.id);
    await until(() => scim.left(acme.name) === 0, 30);
    const { PARTNERS, DIRECTORY } = await rollcall.env();
    const record = JSON.parse(await PARTNERS.get(`partner/${acme.name}`));
    await PARTNERS.put(`partner/${acme.name}`, JSON.stringify({ ...record, removed: new Date().toISOString(), keep_data: true }));
    const state = () => DIRECTORY.prepare('SELECT state, failure FROM processings WHERE partner = ?1').bind(acme.name).first();
    await until(async () => (await state()).state === 'failed', 30);
    assert.match((await state()).failure, /removed/);
    assert.deepEqual(await scim.users(acme.name), []);
    assert.equal((await DIRECTORY.prepare('SELECT count(*) AS rows FROM users WHERE partner = ?1').bind(acme.name).first()).rows, 0);
  });
});
