// Applying clean files: what the plan says, what the directory is afterwards, and taking it back.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WEBEX, companyOf, webexFile, webexRow } from './companies.mjs';
import { startRollcall } from './harness.mjs';
import { until } from './receivers.mjs';
import { postFile } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
before(async () => {
  rollcall = await startRollcall({ vars: { ROLLCALL_LOOPBACK: '1' }, rates: { UPLOADS: { limit: 10_000, period: 60 }, REQUESTS: { limit: 100_000, period: 60 } } });
});
after(() => rollcall.close());

/** @param {any} [directory] */
const company = (directory) => companyOf(rollcall, directory);

describe('a plan', () => {
  it('says what would happen to whom, and writes nothing', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(3), { template: 'webex-users' });
    const plan = await acme.plan(job.id);
    assert.deepEqual(plan.counts, { created: 3, changed: 0, removed: 0, unchanged: 0, refused: 0, partial: 0, destructive: 0 });
    assert.equal(plan.blocked, false);
    assert.equal(plan.needs_confirmation, false);
    assert.deepEqual(plan.rows.map(({ row, verdict, subject }) => [row, verdict, subject]), [0, 1, 2].map((n) => [n + 2, 'created', `zoe.${n}@acme.example.com`]));
    assert.deepEqual(await acme.users(), []);
    assert.equal((await acme.ask(`/v1/jobs/${job.id}`)).json.process, null);
  });

  it('comes in pages, and with changes alone', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(250), { template: 'webex-users' });
    const rows = [];
    for (let cursor = ''; cursor !== null;) {
      const page = await acme.plan(job.id, `?limit=100${cursor && `&cursor=${cursor}`}`);
      rows.push(...page.rows.map(({ row }) => row));
      cursor = page.next_cursor;
    }
    assert.deepEqual(rows, Array.from({ length: 250 }, (_, n) => n + 2));
    await acme.apply(job.id);
    const again = await acme.check(webexFile(250).replace('Agent', 'Chef'), { template: 'webex-users' });
    const { counts, rows: changed } = await acme.plan(again.id, '?changes=1');
    assert.deepEqual([counts.changed, counts.unchanged], [1, 249]);
    assert.deepEqual(changed.map(({ row, changes }) => [row, changes]), [[2, [{ field: 'Title', from: 'Agent', to: 'Chef' }]]]);
  });

  it('shows the rows that one of its counts counts', async () => {
    const acme = await company();
    await acme.apply((await acme.check(webexFile(4), { template: 'webex-users' })).id);
    const [, , , ...more] = webexFile(5).split('\r\n');
    const file = [WEBEX, webexRow(0), webexRow(1, 'Chef'), ...more].join('\r\n');
    const job = await acme.check(file, { template: 'webex-users' });
    const numbers = async (only) => (await acme.plan(job.id, `?only=${only}`)).rows.map(({ row }) => row);
    assert.deepEqual(await Promise.all(['unchanged', 'changed', 'created', 'refused', 'partial', 'destructive'].map(numbers)), [[2, 4, 5], [3], [6], [], [], []]);
    const page = await acme.plan(job.id, '?only=unchanged&limit=2');
    assert.deepEqual((await acme.plan(job.id, `?only=unchanged&limit=2&cursor=${page.next_cursor}`)).rows.map(({ row }) => row), [5]);
    const refused = await acme.ask(`/v1/jobs/${job.id}/plan?only=new`);
    assert.deepEqual([refused.status, refused.json.code, refused.json.option], [400, 'parameter-invalid', 'only']);
  });

  const refusals = [
    ['of a file with errors', `${WEBEX}\r\nZoé,Le Goff,Zoé,nobody,,\r\n`, { template: 'webex-users' }, 409, 'job-not-valid'],
    ['of a file without a template', 'a,b\r\n1,2\r\n', {}, 422, 'mode-not-available'],
  ];
  for (const [title, csv, options, status, code] of /** @type {[string, string, Record<string, string>, number, string][]} */ (refusals)) {
    it(`is refused ${title}, and so is applying it`, async () => {
      const acme = await company();
      const { json: job } = await postFile(rollcall, csv, options, acme.headers);
      for (const answer of [await acme.ask(`/v1/jobs/${job.id}/plan`), await acme.begin(job.id)]) {
        assert.equal(answer.status, status);
        assert.equal(answer.json.code, code);
      }
    });
  }

  it('is nobody\'s but the partner\'s', async () => {
    const [acme, other] = [await company(), await company()];
    const job = await acme.check(webexFile(1), { template: 'webex-users' });
    for (const answer of [await other.ask(`/v1/jobs/${job.id}/plan`), await other.begin(job.id), await other.ask(`/v1/jobs/${job.id}/process/cancel`, { method: 'POST' })]) {
      assert.equal(answer.status, 404);
      assert.equal(answer.json.code, 'job-not-found');
    }
  });
});

describe('applying', () => {
  it('makes the users, says what became of each row, and does it once', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(450), { template: 'webex-users' });
    const done = await acme.apply(job.id);
    assert.equal(done.process.state, 'completed', JSON.stringify(done.process));
    assert.equal(done.process.done, 450);
    assert.equal(done.process.counts.created, 450);
    assert.ok(done.process.started && done.process.finished);
    const users = await acme.users();
    assert.equal(users.length, 450);
    assert.equal(users.find(({ email }) => email === 'zoe.7@acme.example.com').attributes.title, 'Agent');
    const again = await acme.begin(job.id);
    assert.equal(again.status, 202);
    assert.equal(again.json.process.state, 'completed');
    assert.equal((await acme.users()).length, 450);
    const { counts } = await acme.plan(job.id);
    assert.equal(counts.unchanged, 450, 'the same file again would change nothing');
  });

  it('is said in the report in the vendor\'s words, with what was really given (8x8)', async () => {
    const acme = await company({ licenses: [{ name: 'X2 - Lyon', capacity: 3 }], numbers: ['+33199000001'] });
    const header = 'User.FirstName,User.LastName,User.Email,User.Site,User.Licenses,User.Voice.Number,User.Voice.Extension\n';
    const first = await acme.check(`${header}Léa,Dupré,lea@acme.example.com,Lyon,,,1001\nMia,Le Goff,mia@acme.example.com,Lyon,X2 - Lyon,33160000009,1001\n`.replace(',1001\nMia', ',\nMia'), { template: '8x8-users' });
    assert.equal((await acme.apply(first.id)).process.counts.created, 2);
    const job = await acme.check(`${header}Zoé,Le Goff,zoe@acme.example.com,Lyon,X2 - Lyon,33160000001,1002\nUgo,Forlì,ugo@acme.example.com,Forlì,X2 - Lyon,33160000002,1001\nAnaïs,Dupré,anais@acme.example.com,Lyon,,,\n`, { template: '8x8-users' });
    const done = await acme.apply(job.id);
    assert.equal(done.process.state, 'completed', JSON.stringify(done.process));
    assert.equal(done.process.counts.partial, 1);
    const report = await acme.report(job.id);
    assert.match(report, /Zoé.*RowSuccessfullyProcessed/);
    assert.match(report, /Ugo.*RowPartiallyProcessed/);
    assert.match(report.split('\n')[0], /User Upload Status/);
    const users = await acme.users();
    assert.deepEqual(users.map(({ first_name, kind }) => [first_name, kind]).sort(), [['Anaïs', 'contact'], ['Léa', 'contact'], ['Mia', 'user'], ['Ugo', 'user'], ['Zoé', 'user']]);
    const ugo = users.find(({ first_name }) => first_name === 'Ugo');
    assert.notEqual(ugo.extensions[0].extension, '1001');
    assert.ok(report.includes(ugo.extensions[0].extension), 'the extension really given');
  });

  it('lets a number from the pool stand in for one that is being ported, and says which (8x8)', async () => {
    const acme = await company({ numbers: ['+33199000001'] });
    const csv = 'User.FirstName,User.LastName,User.Email,User.Site,User.Licenses,User.Voice.Number,User.Voice.PortNumber\nZoé,D’Angelo,zoe@acme.example.com,Lyon,X2,33160000001,Y\nUgo,Forlì,ugo@acme.example.com,Lyon,X2,33160000002,Y\n';
    const job = await acme.check(csv, { template: '8x8-users', language: 'fr' });
    const done = await acme.apply(job.id);
    assert.deepEqual([done.process.counts.created, done.process.counts.partial], [2, 1], JSON.stringify(done.process));
    const [header, zoe, ugo] = (await acme.report(job.id)).trimEnd().split('\n');
    assert.match(header, /User\.Voice\.TemporaryNumber/);
    assert.match(zoe, /33199000001.*RowSuccessfullyProcessed/);
    assert.match(ugo, /RowPartiallyProcessed.*aucun numéro libre/i);
    const user = (await acme.users()).find(({ email }) => email.startsWith('zoe'));
    assert.deepEqual(user.numbers, [{ number: '+33160000001' }, { number: '+33199000001', temporary_for: '+33160000001' }]);
  });

  it('blocks a whole file of 8x8 where one row cannot be applied', async () => {
    const acme = await company({ licenses: [{ name: 'X2', capacity: 1 }] });
    const csv = 'User.FirstName,User.LastName,User.Email,User.Site,User.Licenses,User.Voice.Number\nZoé,Le Goff,zoe@acme.example.com,Lyon,X2,33160000001\nUgo,Forlì,ugo@acme.example.com,Lyon,X2,33160000002\n';
    const job = await acme.check(csv, { template: '8x8-users' });
    const plan = await acme.plan(job.id);
    assert.equal(plan.blocked, true);
    const done = await acme.apply(job.id);
    assert.equal(done.process.counts.refused, 1);
    assert.equal(done.process.counts.created, 0);
    assert.match(done.process.failure, /cannot be applied: 1\. So none was/);
    assert.deepEqual(await acme.users(), []);
    assert.match(await acme.report(job.id), /Ugo.*RowProcessingFailed/);
  });

  it('wants Rainbow\'s plan confirmed, and names who loses a line', async () => {
    const acme = await company();
    const made = await acme.check(webexFile(2), { template: 'webex-users' });
    await acme.apply(made.id);
    const attach = await acme.check('__action__;loginEmail;pbxId;pbxShortNumber\nattach;zoe.0@acme.example.com;PBX1;2001\n', { template: 'rainbow-telephony' });
    const unseen = await acme.begin(attach.id);
    assert.equal(unseen.status, 409);
    assert.equal(unseen.json.code, 'confirmation-needed');
    const { fingerprint } = await acme.plan(attach.id);
    assert.equal((await acme.apply(attach.id, { confirm: fingerprint })).process.counts.changed, 1);
    const force = await acme.check('__action__;loginEmail;pbxId;pbxShortNumber\nforce_attach;zoe.1@acme.example.com;PBX1;2001\n', { template: 'rainbow-telephony' });
    const seen = await acme.plan(force.id);
    assert.equal(seen.counts.destructive, 1);
    assert.equal(seen.rows[0].destructive, true);
    // Somebody changes the directory between seeing and confirming.
    const [user] = await acme.users();
    assert.equal((await acme.ask(`/v1/users/${user.id}`, { method: 'PATCH', body: '{"display_name":"Zoé"}', headers: { 'content-type': 'application/merge-patch+json' } })).status, 200);
    assert.equal((await acme.begin(force.id, { confirm: seen.fingerprint })).json.code, 'confirmation-needed');
    await acme.apply(force.id, { confirm: (await acme.plan(force.id)).fingerprint });
    assert.match(await acme.report(force.id), /zoe\.0@acme\.example\.com/);
    const users = await acme.users();
    assert.deepEqual(users.map(({ email, extensions }) => [email, (extensions ?? []).length]).sort(), [['zoe.0@acme.example.com', 0], ['zoe.1@acme.example.com', 1]]);
  });

  it('sets what the contact centre knows of users that there are', async () => {
    const acme = await company();
    const header = `${WEBEX},Webex Contact Center Standard`;
    const made = await acme.check(`${header}\r\n${webexRow(0)},TRUE\r\n`, { template: 'webex-users' });
    await acme.apply(made.id);
    const csv = 'Email,User Profile,Contact Center Enabled,Site,Teams,Skill Profile,Desktop Profile,Multimedia Profile\nzoe.0@acme.example.com,Agent,On,Lyon,Ventes|Accueil,,Bureau,Voix\n';
    const job = await acme.check(csv, { template: 'webex-contact-center-users' });
    const done = await acme.apply(job.id);
    assert.equal(done.process.counts.changed, 1, JSON.stringify(done.process));
    const { json } = await acme.ask('/v1/users?contact_center=true');
    assert.deepEqual(json.users.map(({ contact_center: center }) => [center.enabled, center.site, center.teams]), [[true, 'Lyon', ['Accueil', 'Ventes']]]);
  });

  it('can be stopped between batches; what was done stays and is said', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(4_000), { template: 'webex-users' });
    await rollcall.order({ for: 'rollcall-processes', faults: [{ on: 'DIRECTORY.batch', delay: 100 }] });
    assert.equal((await acme.begin(job.id)).status, 202);
    await until(async () => (await acme.ask(`/v1/jobs/${job.id}`)).json.process.done > 0);
    const stopped = await acme.ask(`/v1/jobs/${job.id}/process/cancel`, { method: 'POST' });
    assert.equal(stopped.status, 202, stopped.text);
    const job2 = await acme.over(job.id);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const { json: later } = await acme.ask(`/v1/jobs/${job.id}`);
    assert.equal(later.process.state, 'cancelled');
    assert.ok(later.process.done < 4_000 && later.process.done >= job2.process.done);
    assert.equal((await acme.users()).length, later.process.counts.created);
    const again = await acme.ask(`/v1/jobs/${job.id}/process/cancel`, { method: 'POST' });
    assert.equal(again.json.process.state, 'cancelled', 'asking twice is no fault');
    const other = await acme.check(webexFile(1), { template: 'webex-users' });
    assert.equal((await acme.ask(`/v1/jobs/${other.id}/process/cancel`, { method: 'POST' })).json.code, 'process-not-running');
  });

  it('keeps its job from being deleted until it is over', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(3_000), { template: 'webex-users' });
    await rollcall.order({ for: 'rollcall-processes', faults: [{ on: 'DIRECTORY.batch', delay: 100 }] });
    await acme.begin(job.id);
    const refused = await acme.ask(`/v1/jobs/${job.id}`, { method: 'DELETE' });
    assert.equal(refused.status, 409, refused.text);
    await acme.over(job.id);
    assert.equal((await acme.ask(`/v1/jobs/${job.id}`, { method: 'DELETE' })).status, 204);
    assert.equal((await acme.users()).length, 3_000, 'the users stay');
  });
});

describe('the directory in a vendor\'s format', () => {
  /** Everybody, with lines, and what the contact centre knows. */
  async function filled() {
    const acme = await company();
    const header = `${WEBEX},Webex Contact Center Standard`;
    const made = await acme.check(`${header}\r\n${[0, 1, 2, 3].map((n) => `${webexRow(n)},TRUE`).join('\r\n')}\r\n`, { template: 'webex-users' });
    await acme.apply(made.id);
    const lines = await acme.check(`__action__;loginEmail;pbxId;pbxShortNumber\n${[0, 1, 2].map((n) => `attach;zoe.${n}@acme.example.com;PBX1;200${n}`).join('\n')}\n`, { template: 'rainbow-telephony' });
    await acme.apply(lines.id, { confirm: (await acme.plan(lines.id)).fingerprint });
    const agents = await acme.check(
      `Email,User Profile,Contact Center Enabled,Site,Teams,Skill Profile,Desktop Profile,Multimedia Profile\n${[0, 1, 2, 3].map((n) => `zoe.${n}@acme.example.com,Agent,On,Lyon,Ventes|Accueil,,Bureau d’accueil,Voix`).join('\n')}\n`,
      { template: 'webex-contact-center-users' },
    );
    assert.equal((await acme.apply(agents.id)).process.counts.changed, 4);
    return acme;
  }

  for (const [template, from, to, changes] of /** @type {[string, RegExp, string, number][]} */ ([
    ['webex-users', /,Agent,/g, ',Chef,', 3],
    ['webex-contact-center-users', /Bureau d’accueil/g, 'Bureau de vente', 3],
    ['rainbow-telephony', /;200/g, ';290', 3],
  ])) {
    it(`sent back as it is changes nothing (${template})`, async () => {
      const acme = await filled();
      const { status, text, headers } = await acme.ask(`/v1/templates/${template}/export.csv`);
      assert.equal(status, 200, text);
      assert.match(headers.get('content-disposition') ?? '', /attachment.*export\.csv/);
      const same = await acme.check(text, { template });
      const { counts } = await acme.plan(same.id);
      assert.equal(counts.unchanged, same.rows.total, JSON.stringify(counts));
      assert.ok(counts.unchanged > 0);
      let left = 3;
      const changed = await acme.check(text.replace(from, (cell) => (left-- > 0 ? to : cell)), { template });
      const plan = await acme.plan(changed.id);
      assert.equal(plan.counts.changed, changes, JSON.stringify(plan));
      assert.equal(plan.counts.unchanged, changed.rows.total - changes);
      assert.equal(plan.rows.flatMap((row) => row.changes).length, changes);
    });
  }

  it('sent back as it is changes nothing (8x8-users), and what differs is said not to be changed by such a file', async () => {
    const acme = await company();
    const made = await acme.check('User.FirstName,User.LastName,User.Email,User.Site,User.Title\nZoé,Le Goff,zoe@acme.example.com,Lyon,Cheffe\nUgo,Forlì,ugo@acme.example.com,Forlì,Agent\n', { template: '8x8-users' });
    assert.equal((await acme.apply(made.id)).process.counts.created, 2);
    const { text } = await acme.ask('/v1/templates/8x8-users/export.csv', { headers: { 'accept-language': 'fr' } });
    const same = await acme.check(text, { template: '8x8-users' });
    assert.equal((await acme.plan(same.id)).counts.unchanged, 2);
    const other = await acme.check(text.replace('Cheffe', 'Directrice'), { template: '8x8-users', language: 'fr' });
    const plan = await acme.plan(other.id);
    assert.deepEqual([plan.counts.unchanged, plan.counts.refused, plan.blocked], [1, 1, true]);
    assert.match(plan.rows.find(({ verdict }) => verdict === 'refused').details[0], /8x8/);
  });

  it('is not there for a template that applies nothing, nor for one that there is not', async () => {
    const acme = await company();
    await acme.ask('/v1/templates/own', { method: 'PUT', body: JSON.stringify({ fields: [{ name: 'name' }] }) });
    assert.equal((await acme.ask('/v1/templates/own/export.csv')).json.code, 'mode-not-available');
    assert.equal((await acme.ask('/v1/templates/nope/export.csv')).status, 404);
  });

  it('keeps a spreadsheet from running what somebody is called', async () => {
    const acme = await company();
    const made = await acme.check(`${WEBEX}\r\nZoé,Le Goff,Zoé,zoe@acme.example.com,Agent,Ventes\r\n`, { template: 'webex-users' });
    await acme.apply(made.id);
    const [user] = await acme.users();
    const patched = await acme.ask(`/v1/users/${user.id}`, { method: 'PATCH', body: '{"display_name":"=HYPERLINK(\\"http://evil.test\\")"}', headers: { 'content-type': 'application/merge-patch+json' } });
    assert.equal(patched.status, 200, patched.text);
    const { text } = await acme.ask('/v1/templates/webex-users/export.csv');
    assert.match(text, /'=HYPERLINK/);
  });
});

describe('taking back what was done', () => {
  /** Everybody, without what every write changes. */
  const plain = async (acme) => (await acme.users()).map(({ version, updated, changed_by, links, ...user }) => user).sort((one, other) => (one.id < other.id ? -1 : 1));
  /** @param {any} acme @param {string} id */
  const back = (acme, id) => acme.ask(`/v1/jobs/${id}/revert`, { method: 'POST' });
  /** @param {any} acme @param {string} id */
  const reverted = (acme, id) =>
    until(async () => {
      const { json } = await acme.ask(`/v1/jobs/${id}`);
      return ['reverted', 'failed'].includes(json.process.state) && json;
    }, 30, () => `the end of taking back ${id}`);

  it('leaves the directory as it was, users that were made and users that were changed', async () => {
    const acme = await company();
    const first = await acme.check(webexFile(300), { template: 'webex-users' });
    await acme.apply(first.id);
    const before = await plain(acme);
    const second = await acme.check(webexFile(450, 'Chef'), { template: 'webex-users' });
    const done = await acme.apply(second.id);
    assert.deepEqual([done.process.counts.changed, done.process.counts.created], [300, 150]);
    assert.deepEqual((await acme.ask(`/v1/jobs/${second.id}/revert`)).json, { possible: true, obstacles: [] });
    assert.equal((await back(acme, second.id)).status, 202);
    assert.equal((await reverted(acme, second.id)).process.state, 'reverted');
    assert.deepEqual(await plain(acme), before);
    assert.equal((await back(acme, second.id)).json.process.state, 'reverted', 'asking twice takes nothing back twice');
    assert.deepEqual(await plain(acme), before);
    assert.deepEqual((await acme.ask(`/v1/jobs/${second.id}/revert`)).json.possible, false);
  });

  it('gives a line back to whom it was taken from', async () => {
    const acme = await company();
    await acme.apply((await acme.check(webexFile(2), { template: 'webex-users' })).id);
    const confirmed = async (csv) => {
      const job = await acme.check(`__action__;loginEmail;pbxId;pbxShortNumber\n${csv}\n`, { template: 'rainbow-telephony' });
      await acme.apply(job.id, { confirm: (await acme.plan(job.id)).fingerprint });
      return job;
    };
    await confirmed('attach;zoe.0@acme.example.com;PBX1;2001');
    const before = await plain(acme);
    const taken = await confirmed('force_attach;zoe.1@acme.example.com;PBX1;2001');
    assert.notDeepEqual(await plain(acme), before);
    assert.equal((await back(acme, taken.id)).status, 202);
    await reverted(acme, taken.id);
    assert.deepEqual(await plain(acme), before);
  });

  it('is refused where somebody changed one of the users since, and says who first', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(5), { template: 'webex-users' });
    await acme.apply(job.id);
    const user = (await acme.users()).find(({ email }) => email === 'zoe.3@acme.example.com');
    await acme.ask(`/v1/users/${user.id}`, { method: 'PATCH', body: '{"active":false}', headers: { 'content-type': 'application/merge-patch+json' } });
    const { json: said } = await acme.ask(`/v1/jobs/${job.id}/revert`);
    assert.equal(said.possible, false);
    assert.deepEqual(said.obstacles.map(({ row }) => row), [5]);
    assert.match(said.obstacles[0].subject, /zoe le goff 3/);
    const before = await plain(acme);
    const refused = await back(acme, job.id);
    assert.equal(refused.status, 409);
    assert.equal(refused.json.code, 'changed-since');
    assert.deepEqual(await plain(acme), before);
  });

  it('is possible again once whoever changed the same users since has taken that back', async () => {
    const acme = await company();
    const before = await plain(acme);
    const first = await acme.check(webexFile(220), { template: 'webex-users' });
    await acme.apply(first.id);
    const second = await acme.check(webexFile(220, 'Cheffe d’équipe'), { template: 'webex-users' });
    await acme.apply(second.id);
    assert.equal((await back(acme, first.id)).json.code, 'changed-since');
    for (const { id } of [second, first]) {
      assert.equal((await back(acme, id)).status, 202);
      assert.equal((await reverted(acme, id)).process.state, 'reverted');
    }
    assert.deepEqual(await plain(acme), before);
  });

  it('is refused of a file that was not applied, and of another partner\'s', async () => {
    const [acme, other] = [await company(), await company()];
    const job = await acme.check(webexFile(1), { template: 'webex-users' });
    assert.equal((await back(acme, job.id)).json.code, 'not-processed');
    await acme.apply(job.id);
    for (const answer of [await back(other, job.id), await other.ask(`/v1/jobs/${job.id}/revert`)]) {
      assert.equal(answer.status, 404);
      assert.equal(answer.json.code, 'job-not-found');
    }
  });

  it('goes on after a consumer that died, whenever that was', async () => {
    for (const ordered of [{ nth: 3, die: true }, { nth: 5, after: true, die: true }, { nth: 5, die: true }, { nth: 9, after: true, die: true }]) {
      const acme = await company();
      await acme.apply((await acme.check(webexFile(200), { template: 'webex-users' })).id);
      const before = await plain(acme);
      const job = await acme.check(webexFile(700, 'Chef'), { template: 'webex-users' });
      await acme.apply(job.id);
      await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: [{ on: 'DIRECTORY.batch', ...ordered }] });
      assert.equal((await back(acme, job.id)).status, 202);
      assert.equal((await reverted(acme, job.id)).process.state, 'reverted', JSON.stringify(ordered));
      assert.deepEqual(await plain(acme), before, JSON.stringify(ordered));
      await rollcall.unordered();
    }
  });
});
