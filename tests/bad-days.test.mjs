// Applying files on bad days: whatever goes wrong, nothing is done twice and every outcome is true.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WEBEX, companyOf, webexFile, webexRow } from './companies.mjs';
import { startRollcall } from './harness.mjs';
import { pause, read } from './queues.mjs';
import { until } from './receivers.mjs';
import { postFile } from './requests.mjs';
import { assertTruth } from './truth.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
before(async () => {
  rollcall = await startRollcall({ vars: { ROLLCALL_LOOPBACK: '1' }, rates: { UPLOADS: { limit: 10_000, period: 60 }, REQUESTS: { limit: 100_000, period: 60 } } });
});
after(() => rollcall.close());

/** @param {any} [directory] */
const company = (directory) => companyOf(rollcall, directory);

describe('on a bad day', () => {
  /** @param {string} partner @param {string} process */
  const letter = async (partner, process, times = 1) => {
    const { PROCESSES } = await rollcall.env();
    for (let time = 0; time < times; time++) await PROCESSES.send(JSON.stringify({ partner, process }), { contentType: 'text' });
  };

  it('letters that come many times, at once and long after, change nothing twice', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(1_000), { template: 'webex-users' });
    await acme.begin(job.id);
    await letter(acme.name, job.id, 5);
    const done = await acme.over(job.id);
    assert.equal(done.process.counts.created, 1_000);
    await letter(acme.name, job.id, 2);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal((await acme.users()).length, 1_000);
    assert.deepEqual((await acme.ask(`/v1/jobs/${job.id}`)).json.process, done.process);
  });

  const faults = [
    ['dies before its first batch', [{ on: 'DIRECTORY.batch', nth: 4, die: true }]],
    ['dies before a batch is written', [{ on: 'DIRECTORY.batch', nth: 7, die: true }]],
    ['dies between a batch and what it makes of the answer', [{ on: 'DIRECTORY.batch', nth: 5, after: true, die: true }]],
    ['hears nothing of a batch that was written', [{ on: 'DIRECTORY.batch', nth: 5, times: 1, after: true }]],
    ['finds the database busy', [{ on: 'DIRECTORY.batch', nth: 5, times: 1, error: 'D1_ERROR: D1 DB is overloaded. Too many requests queued.' }]],
    ['dies behind its last batch', [{ on: 'DIRECTORY.batch', nth: 18, die: true }]],
    ['dies while the report is copied', [{ on: 'REPORTS.put', nth: 1, die: true }]],
    ['dies before the job says so', [{ on: 'JOBS.put', nth: 1, die: true }]],
    ['cannot read the report', [{ on: 'REPORTS.get', nth: 2, times: 1, error: 'internal error' }]],
  ];
  for (const [title, ordered] of /** @type {[string, import('./faults/entry.mjs').Fault[]][]} */ (faults)) {
    it(`a consumer that ${title} is followed by one that ends it`, async () => {
      const acme = await company();
      const job = await acme.check(webexFile(900), { template: 'webex-users' });
      await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: ordered });
      await acme.begin(job.id);
      const done = await acme.over(job.id);
      assert.equal(done.process.state, 'completed', JSON.stringify(done.process));
      assert.equal(done.process.done, 900);
      await assertTruth(rollcall, acme, [job.id]);
      assert.equal((await acme.report(job.id)).match(/Success/g)?.length, 900);
      assert.equal(await rollcall.left(), 0, 'the fault has happened');
    });
  }

  it('a database that is full ends it with its reason, and what was done stays', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(900), { template: 'webex-users' });
    await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: [{ on: 'DIRECTORY.batch', nth: 8, times: 1, error: 'D1_ERROR: Exceeded maximum DB size: SQLITE_FULL' }] });
    await acme.begin(job.id);
    const done = await acme.over(job.id);
    assert.equal(done.process.state, 'failed');
    assert.match(done.process.failure, /no more room/);
    assert.ok(done.process.done < 900);
    await assertTruth(rollcall, acme, [job.id]);
  });

  it('whatever goes wrong at whichever call, at the end every outcome is true', { timeout: 180_000 }, async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const acme = await company();
      const job = await acme.check(webexFile(700), { template: 'webex-users' });
      const random = (most) => ((seed * 2_654_435_761) >>> 7) % most;
      const kind = [{ die: true }, { after: true, die: true }][seed % 2];
      await rollcall.order(
        { for: 'rollcall-processes', with: job.id, faults: [{ on: '*', nth: 1 + random(30), ...kind }] },
        { for: 'rollcall-processes', with: job.id, faults: [{ on: 'DIRECTORY.batch', nth: 1 + random(9), ...kind }] },
      );
      await acme.begin(job.id);
      await letter(acme.name, job.id, seed % 3);
      const done = await acme.over(job.id);
      assert.equal(done.process.state, 'completed', `seed ${seed}: ${JSON.stringify(done.process)}`);
      await assertTruth(rollcall, acme, [job.id]);
      await rollcall.unordered();
    }
  });

  it('two files about the same users, a licence for some of them, and all that can go wrong: every outcome is true', { timeout: 240_000 }, async (test) => {
    const license = 'Webex Contact Center Standard';
    const ends = new Map();
    for (let seed = 1; seed <= 10; seed++) {
      // Always the same for the same seed.
      let state = seed * 2_654_435_761;
      const random = (most) => ((state = (state * 1_103_515_245 + 12_345) % 2 ** 31) >>> 8) % most;
      const acme = await company({ licenses: [{ name: license, capacity: 200 + random(300) }] });
      const before = await acme.check(`${WEBEX},${license}\r\n${Array.from({ length: 100 }, (_, n) => `${webexRow(n)},TRUE`).join('\r\n')}\r\n`, { template: 'webex-users' });
      await acme.apply(before.id);
      const file = (title) => `${WEBEX},${license}\r\n${Array.from({ length: 500 }, (_, n) => `${webexRow(n + random(3), title)},${random(4) ? 'TRUE' : 'FALSE'}`).filter((row, n, rows) => rows.findIndex((other) => other.split(',')[3] === row.split(',')[3]) === n).join('\r\n')}\r\n`;
      const jobs = [];
      for (const title of ['Agent', 'Chef']) jobs.push(await acme.check(file(title), { template: 'webex-users', import_option: random(2) ? 'add' : 'add_and_remove' }));
      const fault = () => [
        { die: true }, { after: true, die: true }, { times: 1, after: true }, { times: 1, delay: 150 },
        { times: 1, error: 'D1_ERROR: D1 DB is overloaded. Too many requests queued.' }, { times: 1, error: 'internal error' },
      ][random(6)];
      for (const { id } of jobs) {
        for (let orders = random(3); orders > 0; orders--) {
          await rollcall.order({ for: 'rollcall-processes', with: id, faults: [{ on: ['*', 'DIRECTORY.batch', 'REPORTS.put', 'REPORTS.get'][random(4)], nth: 1 + random(14), ...fault() }] });
        }
      }
      await Promise.all(jobs.map(({ id }) => acme.begin(id)));
      for (const { id } of jobs) await letter(acme.name, id, random(3));
      if (random(3) === 0) {
        await pause(random(200));
        await acme.ask(`/v1/jobs/${jobs[0].id}/process/cancel`, { method: 'POST' });
      }
      for (const { id } of jobs) {
        const { process } = await acme.over(id, 60);
        ends.set(process.state, (ends.get(process.state) ?? 0) + 1);
      }
      // The report of one that was stopped is written by whoever reads the letter of that.
      await until(async () => {
        const { jobs: listed } = (await acme.ask('/v1/jobs')).json;
        const held = await Promise.all(listed.map(async ({ id }) => (await acme.ask(`/v1/jobs/${id}/report.csv`)).text));
        return held.every((report) => /Success|Failed|before this row/.test(report));
      });
      await assertTruth(rollcall, acme, [before.id, ...jobs.map(({ id }) => id)]);
      await rollcall.unordered();
    }
    test.diagnostic(JSON.stringify(Object.fromEntries(ends)));
  });

  it('a letter that is lost is written again by the cron', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(300), { template: 'webex-users' });
    await rollcall.order({ for: 'rollcall-processes', with: job.id, lose: true });
    await acme.begin(job.id);
    await until(async () => (await rollcall.left()) === 0);
    await rollcall.scheduled(new Date(Date.now() + 60_000), '*/5 * * * *');
    assert.equal((await acme.ask(`/v1/jobs/${job.id}`)).json.process.state, 'queued', 'it may still be on its way');
    await rollcall.scheduled(new Date(Date.now() + 6 * 60_000), '*/5 * * * *');
    assert.equal((await acme.over(job.id)).process.counts.created, 300);
  });

  it('what is known of the applying goes with its job', async () => {
    const acme = await company();
    const [one, other] = [await acme.check(webexFile(3), { template: 'webex-users' }), await acme.check(webexFile(3, 'Chef'), { template: 'webex-users', retention: '1' })];
    for (const { id } of [one, other]) await acme.apply(id);
    const { DIRECTORY } = await rollcall.env();
    const left = async () => (await DIRECTORY.prepare('SELECT count(*) AS rows FROM outcomes WHERE partner = ?1').bind(acme.name).first()).rows;
    assert.equal(await left(), 6);
    assert.equal((await acme.ask(`/v1/jobs/${one.id}`, { method: 'DELETE' })).status, 204);
    assert.equal(await left(), 3);
    await rollcall.scheduled(new Date(Date.now() + 2 * 3_600_000));
    assert.equal(await left(), 0);
    assert.equal((await acme.users()).length, 3, 'the users stay');
  });

  it('two files about the same users at once are applied one batch after another', async () => {
    const acme = await company();
    const jobs = [await acme.check(webexFile(600, 'Agent'), { template: 'webex-users' }), await acme.check(webexFile(600, 'Chef'), { template: 'webex-users' })];
    await Promise.all(jobs.map(({ id }) => acme.begin(id)));
    const done = await Promise.all(jobs.map(({ id }) => acme.over(id)));
    const [one, other] = done.map(({ process }) => process.counts);
    assert.equal(one.created + other.created, 600);
    assert.equal(one.refused + other.refused, 0);
    assert.equal((await acme.users()).length, 600);
    await assertTruth(rollcall, acme, jobs.map(({ id }) => id));
  });

  it('a licence that runs out half way refuses the rows behind, and the counts are true', async () => {
    const acme = await company({ licenses: [{ name: 'Webex Contact Center Standard', capacity: 250 }] });
    const csv = `${WEBEX},Webex Contact Center Standard\r\n${Array.from({ length: 400 }, (_, n) => `${webexRow(n)},TRUE`).join('\r\n')}\r\n`;
    const job = await acme.check(csv, { template: 'webex-users' });
    const done = await acme.apply(job.id);
    assert.equal(done.process.counts.refused, 150, JSON.stringify(done.process));
    const { json } = await acme.ask('/v1/directory');
    assert.equal(json.licenses[0].used, 250);
    assert.equal((await acme.users()).length, 250);
    assert.equal((await acme.report(job.id)).match(/Failed/g)?.length, 150);
    await assertTruth(rollcall, acme, [job.id]);
  });

  it('twenty thousand rows are applied', { timeout: 180_000 }, async (test) => {
    const acme = await company();
    const job = await acme.check(webexFile(20_000), { template: 'webex-users' });
    const began = Date.now();
    assert.equal((await acme.begin(job.id)).status, 202);
    const done = await acme.over(job.id, 170);
    test.diagnostic(`20,000 rows in ${((Date.now() - began) / 1000).toFixed(1)} s`);
    assert.equal(done.process.state, 'completed', JSON.stringify(done.process));
    assert.equal(done.process.counts.created, 20_000);
    assert.equal((await acme.ask('/v1/directory')).json.users, 20_000);
    await assertTruth(rollcall, acme, [job.id]);
  });
});

describe('letters out of their order', () => {
  /** @param {any} acme @param {string} id @param {string[]} states */
  const at = (acme, id, states) =>
    until(async () => {
      const { json } = await acme.ask(`/v1/jobs/${id}`);
      return states.includes(json.process?.state) && json;
    }, 60, () => `${id} to be ${states.join(' or ')}`);

  it('a letter that comes while what it did is taken back applies nothing', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(1_200), { template: 'webex-users' });
    await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: [{ on: 'DIRECTORY.batch', delay: 60 }] });
    await acme.begin(job.id);
    await until(async () => (await acme.ask(`/v1/jobs/${job.id}`)).json.process.done > 0);
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/process/cancel`, { method: 'POST' })).status, 202);
    const stopped = await at(acme, job.id, ['cancelled']);
    assert.ok(stopped.process.done < 1_200);
    await rollcall.order({ for: 'rollcall-processes', with: '"revert"', faults: [{ on: 'DIRECTORY.batch', delay: 60 }] });
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/revert`, { method: 'POST' })).status, 202);
    // An old one, that had been lying somewhere.
    const { verdicts } = await read(rollcall, 'rollcall-processes', [{ partner: acme.name, process: job.id }]);
    assert.deepEqual(verdicts, ['ack']);
    await at(acme, job.id, ['reverted']);
    await pause(500);
    assert.deepEqual(await acme.users(), []);
    await read(rollcall, 'rollcall-processes', [{ partner: acme.name, process: job.id }, { partner: acme.name, revert: job.id }]);
    assert.deepEqual(await acme.users(), []);
    assert.equal((await acme.ask(`/v1/jobs/${job.id}`)).json.process.state, 'reverted');
    await rollcall.unordered();
  });

  it('a letter of taking back that nobody could see to ends it with its reason', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(500), { template: 'webex-users' });
    await acme.apply(job.id);
    await rollcall.order({ for: 'rollcall-processes', with: '"revert"', lose: true });
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/revert`, { method: 'POST' })).status, 202);
    await until(async () => (await rollcall.left()) === 0);
    const { verdicts } = await read(rollcall, 'rollcall-dead-letters', [{ partner: acme.name, revert: job.id }]);
    assert.deepEqual(verdicts, ['ack']);
    const ended = (await acme.ask(`/v1/jobs/${job.id}`)).json;
    assert.equal(ended.process.state, 'failed');
    assert.match(ended.process.failure, /could not go on/);
    assert.equal((await acme.users()).length, 500);
    // It can be tried again.
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/revert`, { method: 'POST' })).status, 202);
    await at(acme, job.id, ['reverted']);
    assert.deepEqual(await acme.users(), []);
  });

  it('a database that is full ends taking back with its reason, and it can be gone on with later', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(700), { template: 'webex-users', language: 'fr' });
    await acme.apply(job.id);
    await rollcall.order({ for: 'rollcall-processes', with: '"revert"', faults: [{ on: 'DIRECTORY.batch', nth: 9, times: 1, error: 'D1_ERROR: Exceeded maximum DB size: SQLITE_FULL' }] });
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/revert`, { method: 'POST' })).status, 202);
    const ended = await at(acme, job.id, ['failed']);
    assert.match(ended.process.failure, /n’a plus de place/);
    const left = (await acme.users()).length;
    assert.ok(left > 0 && left < 700, String(left));
    const report = await until(async () => {
      const text = await acme.report(job.id);
      return /annulée/.test(text) && text.trimEnd().split('\r\n');
    });
    assert.equal(report.filter((line) => line.includes('puis annulée')).length, 700 - left, 'the report says which are taken back');
    const again = (await acme.ask(`/v1/jobs/${job.id}/errors.csv`)).text.trimEnd().split('\r\n');
    assert.equal(again.length - 1, 700 - left);
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/revert`, { method: 'POST' })).status, 202);
    await at(acme, job.id, ['reverted']);
    assert.deepEqual(await acme.users(), []);
    await rollcall.unordered();
    assert.equal((await acme.ask(`/v1/jobs/${job.id}`, { method: 'DELETE' })).status, 204);
    const { DIRECTORY } = await rollcall.env();
    for (const table of ['outcomes', 'batches', 'processings']) {
      const { rows } = await DIRECTORY.prepare(`SELECT count(*) AS rows FROM ${table} WHERE partner = ?1`).bind(acme.name).first();
      assert.equal(rows, 0, table);
    }
  });

  it('a file of one user after another is stopped: not one row more is applied, whatever was under way', async () => {
    for (const nth of [4, 6, 7, 9]) {
      const acme = await company();
      const job = await acme.check(webexFile(1_400), { template: 'webex-users' });
      await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: [{ on: 'DIRECTORY.batch', nth, times: 1, delay: 400 }] });
      await acme.begin(job.id);
      await pause(150);
      assert.equal((await acme.ask(`/v1/jobs/${job.id}/process/cancel`, { method: 'POST' })).status, 202);
      const then = (await acme.users()).length;
      await pause(900);
      await assertTruth(rollcall, acme, [job.id]);
      assert.equal((await acme.users()).length, then, 'stopped is stopped');
      const report = (await acme.report(job.id)).trimEnd().split('\r\n');
      assert.equal(report.length, 1_401);
      assert.equal(report.filter((line) => line.includes('stopped before this row')).length, 1_400 - then);
      await rollcall.unordered();
    }
  });

  it('a job that is deleted after it was stopped, while a batch is under way, leaves nothing behind', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(1_400), { template: 'webex-users' });
    await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: [{ on: 'DIRECTORY.batch', nth: 5, times: 1, delay: 1_000 }] });
    await acme.begin(job.id);
    await pause(200);
    assert.equal((await acme.ask(`/v1/jobs/${job.id}`, { method: 'DELETE' })).json.code, 'job-running');
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/process/cancel`, { method: 'POST' })).status, 202);
    assert.equal((await acme.ask(`/v1/jobs/${job.id}`, { method: 'DELETE' })).status, 204);
    const then = (await acme.users()).length;
    await pause(1_500);
    assert.equal((await acme.users()).length, then);
    const { DIRECTORY, REPORTS } = await rollcall.env();
    for (const table of ['outcomes', 'batches', 'processings']) {
      const { rows } = await DIRECTORY.prepare(`SELECT count(*) AS rows FROM ${table} WHERE partner = ?1`).bind(acme.name).first();
      assert.equal(rows, 0, table);
    }
    const { objects } = await REPORTS.list({ prefix: `p/${acme.name}/${job.id}` });
    assert.deepEqual(objects.map(({ key }) => key), []);
    await rollcall.unordered();
  });
});

describe('a template that changes', () => {
  const template = (title) => ({
    fields: [{ name: 'User ID/Email (Required)', type: 'string', format: 'email' }, { name: 'First Name', type: 'string' }],
    rollcall: { title, process: { meaning: 'webex-upsert' } },
  });
  const put = (acme, title) => acme.ask('/v1/templates/ours', { method: 'PUT', body: JSON.stringify(template(title)) });
  const csv = (rows) => `User ID/Email (Required),First Name\r\n${Array.from({ length: rows }, (_, n) => `zoe.${n}@acme.example.com,Zoé`).join('\r\n')}\r\n`;

  it('between checking and applying has nothing applied', async () => {
    const acme = await company();
    await put(acme, 'Ours');
    const job = await acme.check(csv(3), { template: 'ours' });
    assert.equal((await acme.plan(job.id)).counts.created, 3);
    await put(acme, 'Ours, again');
    for (const answer of [await acme.ask(`/v1/jobs/${job.id}/plan`), await acme.begin(job.id)]) {
      assert.deepEqual([answer.status, answer.json.code], [409, 'template-changed']);
    }
    assert.deepEqual(await acme.users(), []);
  });

  for (const [what, change] of /** @type {[string, (acme: any) => Promise<any>][]} */ ([
    ['changes', (acme) => put(acme, 'Ours, again')],
    ['goes', (acme) => acme.ask('/v1/templates/ours', { method: 'DELETE' })],
  ])) {
    it(`that ${what} while its file is applied ends that, and what was done is said`, async () => {
      const acme = await company();
      await put(acme, 'Ours');
      const job = await acme.check(csv(900), { template: 'ours' });
      await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: [{ on: 'DIRECTORY.batch', nth: 9, times: 1, delay: 1_000, die: true }] });
      await acme.begin(job.id);
      await until(async () => (await acme.ask(`/v1/jobs/${job.id}`)).json.process.done > 0);
      await change(acme);
      const done = await acme.over(job.id);
      assert.equal(done.process.state, 'failed');
      assert.match(done.process.failure, /no longer the one.*What was done stays/);
      assert.ok(done.process.done > 0 && done.process.done < 900, String(done.process.done));
      assert.equal((await acme.users()).length, done.process.done);
      if (what === 'changes') await assertTruth(rollcall, acme, [job.id]);
      const again = (await acme.ask(`/v1/jobs/${job.id}/errors.csv`)).text.trimEnd().split('\r\n');
      assert.equal(again.length - 1, 900 - done.process.done, 'what was not done may be sent again');
      await rollcall.unordered();
    });
  }
});
