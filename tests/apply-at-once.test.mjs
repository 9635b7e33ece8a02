// `mode=process`: a file that is applied as soon as it is checked, where it has no errors.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WEBEX, companyOf, webexFile } from './companies.mjs';
import { startRollcall } from './harness.mjs';
import { askByHook } from './queues.mjs';
import { serve, until } from './receivers.mjs';
import { postFile } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
/** @type {import('./receivers.mjs').Server} */
let outside;
before(async () => {
  rollcall = await startRollcall({ vars: { ROLLCALL_LOOPBACK: '1' }, rates: { UPLOADS: { limit: 10_000, period: 60 }, REQUESTS: { limit: 100_000, period: 60 } } });
  outside = await serve({
    '/users.csv': (_request, response) => response.writeHead(200, { 'content-type': 'text/csv' }).end(webexFile(7)),
    '/told': (_request, response) => response.writeHead(204).end(),
  });
});
after(async () => {
  await rollcall.close();
  await outside.close();
});

/** @param {any} [wishes] */
const company = (wishes) => companyOf(rollcall, {}, wishes);
const PROCESS = { template: 'webex-users', mode: 'process' };
const told = (id, event) => outside.received.filter(({ path, body }) => path === '/told' && body.includes(id)).map(({ body }) => JSON.parse(body)).filter(({ type }) => type === event);

describe('a file that is to be applied at once', () => {
  it('is, and the job says so from the beginning', async () => {
    const acme = await company();
    const { status, json: job } = await postFile(rollcall, webexFile(250), PROCESS, acme.headers);
    assert.equal(status, 201);
    assert.deepEqual([job.mode, job.valid, job.process.state, job.process.total], ['process', true, 'queued', 250]);
    const done = await acme.over(job.id);
    assert.deepEqual([done.process.state, done.process.counts.created], ['completed', 250]);
    assert.equal((await acme.users()).length, 250);
    const listed = (await acme.ask('/v1/jobs')).json.jobs.find(({ id }) => id === job.id);
    assert.equal(listed.mode, 'process');
    assert.deepEqual(listed.process, { state: 'completed', failed: false });
  });

  it('is not where it has errors', async () => {
    const acme = await company();
    const { json: job } = await postFile(rollcall, `${WEBEX}\r\nZoé,Le Goff,Zoé,nobody,,\r\n`, PROCESS, acme.headers);
    assert.deepEqual([job.mode, job.valid, job.process], ['process', false, null]);
    assert.deepEqual(await acme.users(), []);
  });

  it('is applied once, however often it is sent with the same idempotency key', async () => {
    const acme = await company();
    const send = () => postFile(rollcall, webexFile(40), PROCESS, { ...acme.headers, 'idempotency-key': 'mardi' });
    const first = await send();
    await acme.over(first.json.id);
    const second = await send();
    assert.equal(second.json.id, first.json.id);
    assert.equal(second.headers.get('idempotency-replayed'), 'true');
    assert.equal((await acme.users()).length, 40);
  });

  it('waits for a confirmation where Rainbow\'s plan has to be seen first', async () => {
    const acme = await company();
    await acme.apply((await acme.check(webexFile(1), { template: 'webex-users' })).id);
    const csv = '__action__;loginEmail;pbxId;pbxShortNumber\nattach;zoe.0@acme.example.com;PBX1;2001\n';
    const { json: job } = await postFile(rollcall, csv, { template: 'rainbow-telephony', mode: 'process' }, acme.headers);
    assert.equal(job.process.state, 'awaiting_confirmation');
    assert.equal((await acme.begin(job.id)).json.code, 'confirmation-needed');
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/process/cancel`, { method: 'POST' })).json.code, 'process-not-running');
    const { fingerprint } = await acme.plan(job.id);
    const done = await acme.apply(job.id, { confirm: fingerprint });
    assert.equal(done.process.counts.changed, 1);
  });

  it('is recognised first where its template is not named', async () => {
    const acme = await company();
    const { json: job } = await postFile(rollcall, webexFile(5), { template: 'auto', mode: 'process' }, acme.headers);
    assert.equal(job.template, 'webex-users');
    assert.equal((await acme.over(job.id)).process.counts.created, 5);
  });

  for (const [title, options] of /** @type {[string, Record<string, string>][]} */ ([
    ['no template says what its rows mean', {}],
    ['its schema came with it', { schema: '{"fields":[{"name":"a"}]}' }],
  ])) {
    it(`is refused before there is a job where ${title}`, async () => {
      const acme = await company();
      const { status, json } = await postFile(rollcall, 'a\n1\n', { ...options, mode: 'process' }, acme.headers);
      assert.deepEqual([status, json.code], [422, 'mode-not-available']);
      assert.deepEqual((await acme.ask('/v1/jobs')).json.jobs, []);
    });
  }

  it('is refused with an upload token, which is for checking', async () => {
    const acme = await company();
    const { json } = await acme.ask('/v1/tokens', { method: 'POST', body: JSON.stringify({ template: 'webex-users' }) });
    const refused = await postFile(rollcall, webexFile(1), PROCESS, { authorization: `Bearer ${json.token}` });
    assert.deepEqual([refused.status, refused.json.code], [403, 'token-not-for-this'], refused.text);
    assert.deepEqual(await acme.users(), []);
  });

  it('may be named by a webhook, and whoever asked is told twice: that it was checked, and that it was applied', async () => {
    const acme = await company();
    const asked = await askByHook(rollcall, acme, { url: `${outside.url}/users.csv`, template: 'webex-users', options: { mode: 'process' }, callback_url: `${outside.url}/told` });
    assert.equal(asked.status, 202, asked.text);
    const done = await acme.over(asked.json.id);
    assert.equal(done.process.counts.created, 7);
    const [message] = await until(() => told(asked.json.id, 'job.processed').length && told(asked.json.id, 'job.processed'));
    assert.equal(message.data.process.counts.created, 7);
    assert.equal(told(asked.json.id, 'job.completed').length, 1);
  });

  for (const [title, faults] of /** @type {[string, object[]][]} */ ([
    ['dies before it has begun to apply', [{ on: 'DIRECTORY.batch', nth: 1, die: true }]],
    ['dies before it has written the letter', [{ on: 'PROCESSES.send', nth: 1, die: true }]],
    ['finds the database busy', [{ on: 'DIRECTORY.batch', nth: 1, error: 'D1_ERROR: D1 DB is overloaded. Too many requests queued.' }]],
  ])) {
    it(`is applied by the next round where the Worker ${title}`, async () => {
      const acme = await company();
      await postFile(rollcall, webexFile(9), PROCESS, { ...acme.headers, 'x-fault': JSON.stringify(faults) }).catch(() => null);
      const [job] = await until(async () => {
        const { json } = await acme.ask('/v1/jobs');
        return json.jobs.length > 0 && json.jobs;
      });
      await rollcall.scheduled(new Date(Date.now() + 6 * 60_000), '*/5 * * * *');
      const done = await acme.over(job.id);
      assert.deepEqual([done.process.state, done.process.counts.created], ['completed', 9]);
      assert.equal((await acme.users()).length, 9);
    });
  }
});

describe('a file that was applied', () => {
  it('is told to whoever wants to know, signed, with what it came to, and taking it back as well', async () => {
    const acme = await company({ webhooks: [`${outside.url}/told`] });
    const job = await acme.check(webexFile(30), { template: 'webex-users' });
    await acme.apply(job.id);
    const [message] = await until(() => told(job.id, 'job.processed').length === 1 && told(job.id, 'job.processed'));
    assert.equal(message.data.process.state, 'completed');
    assert.equal(message.data.process.counts.created, 30);
    assert.equal(message.data.links.report_csv, `${rollcall.url}/v1/jobs/${job.id}/report.csv`);
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/revert`, { method: 'POST' })).status, 202);
    const both = await until(() => told(job.id, 'job.processed').length === 2 && told(job.id, 'job.processed'));
    assert.equal(both[1].data.process.state, 'reverted');
    const { deliveries } = (await acme.ask(`/v1/jobs/${job.id}/deliveries`)).json;
    assert.deepEqual(deliveries.map(({ event }) => event), ['job.completed', 'job.processed', 'job.processed']);
    assert.equal(new Set(deliveries.map(({ id }) => id)).size, 3);
  });

  it('is told once, whatever comes twice', async () => {
    const acme = await company({ webhooks: [{ url: `${outside.url}/told`, events: ['job.processed'] }] });
    const job = await acme.check(webexFile(300), { template: 'webex-users' });
    await rollcall.order(
      { for: 'rollcall-processes', with: job.id, faults: [{ on: 'DELIVERIES.send', nth: 1, die: true }] },
      { for: 'rollcall-processes', with: job.id, faults: [{ on: 'JOBS.put', nth: 1, after: true, die: true }] },
    );
    await acme.begin(job.id);
    await acme.over(job.id);
    await until(() => told(job.id, 'job.processed').length > 0);
    const { PROCESSES } = await rollcall.env();
    await PROCESSES.send(JSON.stringify({ partner: acme.name, process: job.id }), { contentType: 'text' });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.equal(told(job.id, 'job.processed').length, 1);
    assert.equal(told(job.id, 'job.completed').length, 0);
    await rollcall.unordered();
  });

  it('and was stopped is told as that', async () => {
    const acme = await company({ webhooks: [`${outside.url}/told`] });
    const job = await acme.check(webexFile(3_000), { template: 'webex-users' });
    await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: [{ on: 'DIRECTORY.batch', delay: 80 }] });
    await acme.begin(job.id);
    await until(async () => (await acme.ask(`/v1/jobs/${job.id}`)).json.process.done > 0);
    await acme.ask(`/v1/jobs/${job.id}/process/cancel`, { method: 'POST' });
    const [message] = await until(() => told(job.id, 'job.processed').length && told(job.id, 'job.processed'));
    const { json: shown } = await acme.ask(`/v1/jobs/${job.id}`);
    assert.deepEqual(message.data.process, shown.process);
    assert.equal(shown.process.state, 'cancelled');
    await rollcall.unordered();
  });
});

describe('what may be sent again', () => {
  const HEADER = 'User.FirstName,User.LastName,User.Email,User.Site,User.Licenses,User.Voice.Number';

  it('is the rows that were refused, as the check writes them, and they are taken once what was missing is there', async () => {
    const license = 'Webex Contact Center Standard';
    const acme = await companyOf(rollcall, { licenses: [{ name: license, capacity: 2 }] });
    const row = (n) => `Zoé,Le Goff,Zoé ${n},zoe.${n}@acme.example.com,Agent,Ventes,TRUE`;
    const job = await acme.check(`${WEBEX},${license}\r\n${[0, 1, 2, 3].map(row).join('\r\n')}\r\n`, { template: 'webex-users', language: 'fr' });
    assert.equal((await acme.apply(job.id)).process.counts.refused, 2);
    const { text } = await acme.ask(`/v1/jobs/${job.id}/errors.csv`);
    const lines = text.trimEnd().split('\r\n');
    assert.deepEqual(lines.slice(1).map((line) => line.split(',')[3]), ['zoe.2@acme.example.com', 'zoe.3@acme.example.com']);
    assert.match(lines[1], /licence/i);
    const clean = (await acme.ask(`/v1/jobs/${job.id}/clean.csv`)).text.trimEnd().split('\r\n');
    assert.equal(clean.length, 3);
    await acme.ask('/v1/directory', { method: 'PUT', body: JSON.stringify({ company: 'Acme', sites: [], licenses: [{ name: license, capacity: 4 }], numbers: [] }) });
    const again = await acme.check(text, { template: 'webex-users' });
    assert.equal(again.rows.total, 2);
    assert.equal((await acme.apply(again.id)).process.counts.created, 2);
    assert.equal((await acme.users()).length, 4);
    const nothing = (await acme.ask(`/v1/jobs/${again.id}/errors.csv`)).text.trimEnd().split('\r\n');
    assert.equal(nothing.length, 1, 'only the header');
  });

  it('is the whole file where 8x8 makes nobody, and each row says why', async () => {
    const acme = await companyOf(rollcall, { licenses: [{ name: 'X2', capacity: 1 }] });
    const csv = `${HEADER}\nZoé,Le Goff,zoe@acme.example.com,Lyon,X2,33160000001\nUgo,D'Angelo,ugo@acme.example.com,Lyon,X2,33160000002\n`;
    const job = await acme.check(csv, { template: '8x8-users', language: 'fr' });
    const done = await acme.apply(job.id);
    assert.equal(done.process.counts.refused, 1);
    assert.match(done.process.failure, /impossibles à appliquer : 1/);
    const listed = await until(async () => (await acme.ask('/v1/jobs')).json.jobs.find(({ process }) => process?.state === 'completed'));
    assert.deepEqual(listed.process, { state: 'completed', failed: true });
    const report = (await acme.report(job.id)).trimEnd().split('\n');
    assert.match(report[1], /Zoé.*RowProcessingFailed.*personne/);
    assert.match(report[2], /Ugo.*RowProcessingFailed.*X2/);
    const again = (await acme.ask(`/v1/jobs/${job.id}/errors.csv`)).text;
    assert.equal(again.trimEnd().split('\n').length, 3);
    await acme.ask('/v1/directory', { method: 'PUT', body: JSON.stringify({ company: 'Acme', sites: ['Lyon'], licenses: [{ name: 'X2', capacity: 2 }], numbers: [] }) });
    const second = await acme.check(again, { template: '8x8-users' });
    assert.equal((await acme.apply(second.id)).process.counts.created, 2);
  });

  it('is what the check found, once all was taken back', async () => {
    const acme = await company();
    const job = await acme.check(webexFile(4), { template: 'webex-users' });
    const before = await acme.report(job.id);
    await acme.apply(job.id);
    assert.notEqual(await acme.report(job.id), before);
    await acme.ask(`/v1/jobs/${job.id}/revert`, { method: 'POST' });
    await until(async () => (await acme.ask(`/v1/jobs/${job.id}`)).json.process.state === 'reverted');
    assert.equal(await acme.report(job.id), before);
    assert.equal((await acme.ask(`/v1/jobs/${job.id}/errors.csv`)).text.trimEnd().split('\r\n').length, 1);
  });
});
