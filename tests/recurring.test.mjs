// What comes more than once, too late, not at all, or dies on its way: letters come at least once, Workers
// are ended at any moment, and in the end each job has ended once, with its whole report or with its reason.

import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { newPartner } from '../scripts/partners/record.mjs';
import { startRollcall } from './harness.mjs';
import { bearer, keep } from './partners.mjs';
import { OPTIONS, ROWS_OF_20_MB, assertOwnReport, plan } from './planned.mjs';
import { askByHook, listenToWebhooks, pause, read, serveFiles, write } from './queues.mjs';
import { until } from './receivers.mjs';
import { call, postFile, postStream } from './requests.mjs';

const FETCHES = 'rollcall-fetches';
const DEAD_LETTERS = 'rollcall-dead-letters';
const FIVE_MINUTES = '*/5 * * * *';
const MINUTE = 60_000;
/** A job that has been silent for so long is taken over by whoever gets its letter. */
const SILENCE = 100_000;

/** @type {Map<string, import('./planned.mjs').Plan>} */
const plans = new Map();
/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
/** @type {Awaited<ReturnType<typeof serveFiles>>} */
let files;
/** @type {Awaited<ReturnType<typeof listenToWebhooks>>} */
let receiver;
/** What the receiver answers. */
let answers = () => 204;
/** @type {ReturnType<typeof newPartner>} */
let acme;
before(async () => {
  // Two parts of a multipart upload.
  plans.set('medium', plan('medium', 4, 60_000, 50));
  plans.set('large', plan('large', 3, ROWS_OF_20_MB, 100));
  rollcall = await startRollcall({ vars: { ROLLCALL_LOOPBACK: '1', FETCH_PAUSE: '1', DELIVERY_PAUSES: '2,2' } });
  files = await serveFiles(plans);
  receiver = await listenToWebhooks({ '/hooks': () => answers() });
  acme = newPartner('acme', { webhooks: [`${receiver.url}/hooks`] });
  await keep(rollcall, acme.record);
});
beforeEach(async () => {
  await rollcall.unordered();
  answers = () => 204;
});
after(async () => {
  receiver.close();
  files.close();
  await rollcall.close();
});

let made = 0;
/**
 * Has a file checked by a webhook.
 * @param {{name?: string, rows?: number, id?: string}} [wish]
 */
async function ask({ name = `file${made++}`, rows = 30 + made, id } = {}) {
  if (!plans.has(name)) plans.set(name, plan(name, made, rows));
  const answer = await askByHook(rollcall, acme, { url: files.at(name), ...OPTIONS }, id);
  assert.equal(answer.status, 202, answer.text);
  return { name, job: answer.json, id: answer.json.id, plan: /** @type {import('./planned.mjs').Plan} */ (plans.get(name)), letter: { partner: 'acme', job: answer.json.id, attempt: 0 } };
}

/** The same, and the letter is lost. */
async function lost(wish) {
  await rollcall.order({ for: FETCHES, lose: true });
  const asked = await ask(wish);
  await until(async () => (await rollcall.left()) === 0);
  return asked;
}

/** @param {string} id @returns {Promise<any>} the job as it stands */
const shown = async (id) => (await call(rollcall, `/v1/jobs/${id}`, { headers: bearer(acme.key) })).json;

/** @param {string} id */
const ended = (id, seconds = 30) =>
  until(async () => {
    const job = await shown(id);
    return ['completed', 'failed'].includes(job.status) && job;
  }, seconds);

/** @param {string} [prefix] @returns {Promise<string[]>} every key that begins so */
async function keys(prefix = '') {
  const { REPORTS } = await rollcall.env();
  const { objects } = await REPORTS.list({ prefix, limit: 1000 });
  return objects.map(({ key }) => key);
}

/** @param {string} id @returns {Promise<string[]>} what marks a job as running */
const marks = (id, partner = 'acme') => keys(`p/${partner}/running/${id}/`);

/** What is stored of a job, but for its messages. */
const stored = async (id) => [...(await keys(`p/acme/${id}/`)), ...(await marks(id))].filter((key) => !/\/(deliveries|outcomes)\//.test(key));

/** Until a job's mark and its errand are gone. */
const unmarked = (id, partner) => until(async () => (await marks(id, partner)).length === 0);

/**
 * That a job has ended, well and once: one report, one message, and nothing left but what belongs to it.
 * @param {string} id
 * @param {import('./planned.mjs').Plan} plan
 */
async function assertDoneOnce(id, plan) {
  const job = await ended(id);
  await unmarked(id);
  await assertOwnReport(rollcall, job, plan, bearer(acme.key));
  await assertToldOnce(id, 'job.completed');
  assert.deepEqual((await stored(id)).sort(),
    ['findings.ndjson', 'job.json', 'report.csv', 'report.html', 'report.json'].map((name) => `p/acme/${id}/${name}`));
  assert.deepEqual((await rollcall.storage()).open, [], 'no multipart upload is open');
  await assertListedOnce(id, 'completed');
}

/** That a job has failed with its reason, and nothing else is left of it. */
async function assertFailedOnce(id, code) {
  const job = await ended(id);
  await unmarked(id);
  assert.equal(job.status, 'failed');
  assert.equal(job.failure.code, code);
  assert.ok(job.failure.detail);
  await assertToldOnce(id, 'job.failed');
  assert.deepEqual(await stored(id), [`p/acme/${id}/job.json`]);
  assert.deepEqual((await rollcall.storage()).open, [], 'no multipart upload is open');
  await assertListedOnce(id, 'failed');
}

/** That the receiver was told, whatever comes twice by the same id. */
async function assertToldOnce(id, event) {
  await until(() => receiver.about(id).length > 0);
  const told = receiver.about(id);
  assert.deepEqual([...new Set(told.map((one) => `${one.id} ${one.event}`))].length, 1, JSON.stringify(told.map((one) => [one.id, one.event])));
  assert.equal(told[0].event, event);
  await until(async () => (await shown(id)).deliveries[0].status === 'delivered');
}

/** How a job ended. */
const outcome = ({ status, valid, failure, rows, findings: { errors } }) => ({ status, valid, code: failure?.code, rows, errors });

async function assertListedOnce(id, status) {
  const { json } = await call(rollcall, '/v1/jobs?limit=100', { headers: bearer(acme.key) });
  assert.deepEqual(json.jobs.filter((listed) => listed.id === id).map((listed) => listed.status), [status], 'it is on the list, once');
}

describe('a letter that comes more than once', () => {
  it('at the same moment makes one job with one report and one message', async () => {
    const { id, plan, letter } = await ask();
    await write(rollcall, 'FETCHES', letter, letter, letter);
    await assertDoneOnce(id, plan);
    assert.equal(receiver.about(id).length, 1);
  });

  it('long after the end of its job changes nothing', async () => {
    const { id, plan, letter } = await ask();
    await assertDoneOnce(id, plan);
    const [first, objects] = [await shown(id), await keys(`p/acme/${id}/`)];
    await rollcall.order({ for: FETCHES, with: id, ahead: 24 * 60 * MINUTE });
    await write(rollcall, 'FETCHES', letter, { ...letter, attempt: 3 });
    await until(async () => (await rollcall.left()) === 0);
    await pause(300);
    assert.deepEqual(await shown(id), first);
    assert.deepEqual(await keys(`p/acme/${id}/`), objects);
    assert.equal(receiver.about(id).length, 1);
    assert.equal(files.asked(plan.marker.split('-')[1]), 1, 'the file is not even fetched');
  });

  it('while its large file is read waits, and the file is read once', async () => {
    const { id, plan, letter } = await ask({ name: 'large' });
    await until(async () => (await shown(id)).status === 'running');
    assert.deepEqual((await read(rollcall, FETCHES, [letter, letter])).verdicts, [30, 30]);
    assert.equal((await shown(id)).status, 'running');
    await assertDoneOnce(id, plan);
    assert.equal(files.asked('large'), 1);
  });

  it('to several consumers at the same moment is taken by one of them', async () => {
    const { id, plan, letter, name } = await lost();
    const read1 = () => read(rollcall, FETCHES, [letter, letter, letter]);
    const verdicts = (await Promise.all([read1(), read1(), read1()])).flatMap(({ verdicts }) => verdicts);
    assert.ok(verdicts.includes('ack'));
    await assertDoneOnce(id, plan);
    assert.equal(files.asked(name), 1, 'the file is fetched once');
  });
});

it('a request that comes again while the first one is still written down makes one job', async () => {
  plans.set('again', plan('again', 5, 40));
  const slow = { 'x-fault': JSON.stringify([{ on: 'REPORTS.put', nth: 2, times: 1, delay: 1000 }]) };
  const wish = { url: files.at('again'), ...OPTIONS };
  const first = askByHook(rollcall, acme, wish, 'again', slow);
  await pause(300);
  const answers = await Promise.all([first, askByHook(rollcall, acme, wish, 'again')]);
  for (const { status, text } of answers) assert.ok([202, 409].includes(status), text);
  const jobs = new Set(answers.filter(({ status }) => status === 202).map(({ json }) => json.id));
  assert.equal(jobs.size, 1, [...jobs].join(' '));
  await assertDoneOnce([...jobs][0], /** @type {any} */ (plans.get('again')));
});

it('a request that comes five times at the same moment makes one job', async () => {
  plans.set('five', plan('five', 5, 40));
  const answers = await Promise.all(Array.from({ length: 5 }, () => askByHook(rollcall, acme, { url: files.at('five'), ...OPTIONS }, 'five-times')));
  const jobs = new Set(answers.filter(({ status }) => status === 202).map(({ json }) => json.id));
  for (const { status, text } of answers) assert.ok([202, 409].includes(status), text);
  assert.equal(jobs.size, 1, [...jobs].join(' '));
  await assertDoneOnce([...jobs][0], /** @type {any} */ (plans.get('five')));
  assert.equal(files.asked('five'), 1);
});

describe('a consumer that dies in the middle of a file', () => {
  const deaths = [
    ['of 20 MB, at the second part,', { on: 'REPORTS.uploadPart', nth: 2, die: true }],
    ['when it has begun the report,', { on: 'REPORTS.createMultipartUpload', nth: 1, after: true, die: true }],
    ['when it has ended the report,', { on: 'REPORTS.complete', nth: 1, after: true, die: true }],
  ];
  for (const [title, fault] of deaths) {
    it(`${title} starts that file again and leaves no half report`, async () => {
      await rollcall.order({ for: FETCHES, faults: [/** @type {any} */ (fault)] }, { for: FETCHES, ahead: SILENCE });
      const name = String(title).startsWith('of 20 MB') ? 'large' : 'medium';
      const fetched = files.asked(name);
      const { id, plan } = await ask({ name });
      await assertDoneOnce(id, plan);
      assert.equal(files.asked(name) - fetched, 2, 'it began again');
    });
  }

  it('keeps no place of its partner when its job has ended', async () => {
    // One upload at once: a place that is not given back would stop the next one.
    const single = newPartner('single', { limits: { uploads_at_once: 1 } });
    await keep(rollcall, single.record);
    const wish = { url: files.at('medium'), ...OPTIONS };
    const jobOf = async (id) => (await call(rollcall, `/v1/jobs/${id}`, { headers: bearer(single.key) })).json;
    const dies = { for: FETCHES, faults: [{ on: 'REPORTS.uploadPart', nth: 1, die: true }] };
    for (const ending of ['letter', 'cron']) {
      await rollcall.order(dies, ending === 'letter' ? { for: FETCHES, ahead: SILENCE } : { for: FETCHES, lose: true });
      const { id } = (await askByHook(rollcall, single, wish)).json;
      await until(async () => (await rollcall.left()) === 0);
      if (ending === 'cron') await rollcall.scheduled(new Date(Date.now() + 16 * MINUTE), FIVE_MINUTES);
      await until(async () => (await jobOf(id)).status === (ending === 'letter' ? 'completed' : 'failed'));
      await unmarked(id, 'single');
      const next = await postFile(rollcall, plan('next', 1, 5).text(), OPTIONS, bearer(single.key));
      assert.equal(next.status, 201, `after the ${ending}: ${next.text}`);
    }
  });

  it('is waited for until it has been silent for long enough', async () => {
    await rollcall.order({ for: FETCHES, faults: [{ on: 'REPORTS.uploadPart', nth: 1, die: true }] }, { for: FETCHES, lose: true });
    const { id, plan, letter } = await ask({ name: 'medium' });
    await until(async () => (await rollcall.left()) === 0);
    assert.deepEqual((await read(rollcall, FETCHES, [letter], { ahead: 60_000 })).verdicts, [30]);
    assert.equal((await shown(id)).status, 'running');
    assert.deepEqual((await read(rollcall, FETCHES, [letter], { ahead: SILENCE })).verdicts, ['ack']);
    await assertDoneOnce(id, plan);
  });

  it('is ended by the cron after a quarter of an hour when its letter is lost as well', async () => {
    await rollcall.order({ for: FETCHES, faults: [{ on: 'REPORTS.uploadPart', nth: 1, die: true }] }, { for: FETCHES, lose: true });
    const { id } = await ask({ name: 'medium' });
    await until(async () => (await rollcall.left()) === 0);
    assert.equal((await rollcall.storage()).open.length, 1);
    await rollcall.scheduled(new Date(Date.now() + 10 * MINUTE), FIVE_MINUTES);
    assert.equal((await shown(id)).status, 'running');
    await rollcall.scheduled(new Date(Date.now() + 16 * MINUTE), FIVE_MINUTES);
    await assertFailedOnce(id, 'interrupted');
  });
});

describe('a consumer that only seems to be dead', () => {
  // It hangs for so long that another takes its job over, and goes on before that one is done, or after.
  const SLOW = [{ on: 'REPORTS.complete', delay: 1600 }];
  const hangs = [
    ['in the middle of the file', { on: 'REPORTS.uploadPart', nth: 1, delay: 1800 }],
    ['at the end of the report', { on: 'REPORTS.complete', delay: 1800 }],
    ['just before it ends the job', { on: 'REPORTS.put', nth: 6, delay: 1800 }],
    ['as it is about to list the job', { on: 'JOBS.put', delay: 1800 }],
    ['in the middle of the file, and comes back while the other one is at work,', { on: 'REPORTS.uploadPart', nth: 1, delay: 1200 }, SLOW],
    ['at the end of the report, and comes back while the other one is at work,', { on: 'REPORTS.complete', delay: 1200 }, SLOW],
    ['just before it ends the job, and comes back while the other one is at work,', { on: 'REPORTS.put', nth: 6, delay: 1200 }, SLOW],
  ];
  for (const [title, fault, other = []] of /** @type {[string, any, any][]} */ (hangs)) {
    it(`${title} spoils nothing of what the other one does`, async () => {
      const { id, plan, letter } = await lost({ name: 'medium' });
      const hanging = read(rollcall, FETCHES, [letter], { faults: [{ times: 1, ...fault }] });
      await pause(400);
      await read(rollcall, FETCHES, [letter], { ahead: SILENCE, faults: other });
      const job = await ended(id);
      await hanging;
      assert.deepEqual(outcome(await shown(id)), outcome(job), 'a job that has ended stays as it is');
      await assertDoneOnce(id, plan);
    });
  }
});

it('an upload that stalls for so long that the cron ends its job stays as the cron left it', async () => {
  const stalled = plan('stalled', 7, 50);
  const text = stalled.text();
  let on = () => {};
  const going = new Promise((resolve) => (on = () => resolve(undefined)));
  const answered = postStream(rollcall, `/v1/jobs?${new URLSearchParams(OPTIONS)}`, { 'content-type': 'text/csv', ...bearer(acme.key) }, (async function* () {
    yield Buffer.from(text.slice(0, 2000));
    await going;
    yield Buffer.from(text.slice(2000));
  })());
  try {
    const [mark] = await until(async () => {
      const found = await keys('p/acme/running/');
      return found.length > 0 && found;
    });
    const id = mark.split('/')[3];
    await rollcall.scheduled(new Date(Date.now() + 16 * MINUTE), FIVE_MINUTES);
    await assertFailedOnce(id, 'interrupted');
    const later = rollcall.fetch(`/__later?ahead=${16 * MINUTE}&for=1500`, { method: 'POST' });
    await pause(200);
    on();
    const { status, json } = await answered;
    await later;
    assert.equal(status, 201);
    assert.equal(json.status, 'failed', 'whoever sent it is told the same');
    await assertFailedOnce(id, 'interrupted');
  } finally {
    on();
  }
});

describe('a consumer that dies at the end', () => {
  it('before anybody was told leaves that to the cron', async () => {
    await rollcall.order({ for: FETCHES, faults: [{ on: 'DELIVERIES.send', die: true }] });
    const { id, plan } = await ask();
    assert.equal((await ended(id)).status, 'completed');
    await rollcall.scheduled(new Date(Date.now() + MINUTE), FIVE_MINUTES);
    await pause(300);
    assert.equal(receiver.about(id).length, 0, 'there may still be somebody at it');
    await rollcall.scheduled(new Date(Date.now() + 3 * MINUTE), FIVE_MINUTES);
    await assertDoneOnce(id, plan);
    assert.equal(receiver.about(id).length, 1);
    await unmarked(id);
  });

  it('before the list knows of the job leaves that to the cron', async () => {
    await rollcall.order({ for: FETCHES, faults: [{ on: 'JOBS.put', die: true }] });
    const { id, plan } = await ask();
    assert.equal((await ended(id)).status, 'completed');
    await rollcall.scheduled(new Date(Date.now() + 3 * MINUTE), FIVE_MINUTES);
    await unmarked(id);
    await assertDoneOnce(id, plan);
  });

  it('when everybody was told may tell them again, by the same id', async () => {
    await rollcall.order({ for: FETCHES, faults: [{ on: 'REPORTS.delete', die: true }] });
    const { id, plan } = await ask();
    await assertToldOnce(id, 'job.completed');
    assert.notDeepEqual(await marks(id), []);
    await rollcall.scheduled(new Date(Date.now() + 3 * MINUTE), FIVE_MINUTES);
    await unmarked(id);
    await pause(300);
    await assertDoneOnce(id, plan);
  });
});

describe('a letter that is lost', () => {
  it('leaves its job queued for an hour, after which the cron ends it and says so', async () => {
    const { id } = await lost();
    await rollcall.scheduled(new Date(Date.now() + 55 * MINUTE), FIVE_MINUTES);
    assert.equal((await shown(id)).status, 'queued');
    await rollcall.scheduled(new Date(Date.now() + 65 * MINUTE), FIVE_MINUTES);
    await assertFailedOnce(id, 'interrupted');
  });

  it('is written again when the request comes again', async () => {
    const { id, plan, name } = await lost({ id: 'once-more' });
    const again = await ask({ name, id: 'once-more' });
    assert.equal(again.id, id);
    await assertDoneOnce(id, plan);
  });

  it('because the queue did not take it is written when the request comes again', async () => {
    plans.set('untaken', plan('untaken', 5, 40));
    const wish = { url: files.at('untaken'), ...OPTIONS };
    const refused = await askByHook(rollcall, acme, wish, 'untaken', { 'x-fault': JSON.stringify([{ on: 'FETCHES.send', error: 'Queue send failed: 500' }]) });
    assert.equal(refused.status, 503, refused.text);
    const { status, json: job } = await askByHook(rollcall, acme, wish, 'untaken');
    assert.equal(status, 202);
    await assertDoneOnce(job.id, /** @type {any} */ (plans.get('untaken')));
  });

  it('and comes to the dead letters ends its job as failed', async () => {
    const { id, letter } = await lost();
    assert.deepEqual((await read(rollcall, DEAD_LETTERS, [letter, letter])).verdicts, ['ack', 'ack']);
    await assertFailedOnce(id, 'interrupted');
    await read(rollcall, DEAD_LETTERS, [letter]);
    await read(rollcall, FETCHES, [letter]);
    await assertFailedOnce(id, 'interrupted');
  });

  it('and comes to the dead letters when its job is done changes nothing', async () => {
    const { id, plan, letter } = await ask();
    await assertDoneOnce(id, plan);
    await read(rollcall, DEAD_LETTERS, [letter]);
    await assertDoneOnce(id, plan);
  });
});

describe('R2 that refuses', () => {
  for (const nth of [2, 3, 4, 5, 6, 7, 8]) {
    it(`write ${nth} of a consumer fails its job, or it is done all the same`, async () => {
      const { id, plan, letter } = await lost();
      await read(rollcall, FETCHES, [letter], { faults: [{ on: 'REPORTS.put', nth, times: 1, error: 'put: Internal Error (10001)' }] });
      const job = await ended(id, 2);
      if (job.status === 'completed') await assertDoneOnce(id, plan);
      else await assertFailedOnce(id, 'storage-refused');
    });
  }

  it('the very first write of a consumer lets the job be done by a later letter', async () => {
    const { id, plan, letter } = await lost();
    const refused = await read(rollcall, FETCHES, [letter], { faults: [{ on: 'REPORTS.put', error: 'put: Internal Error (10001)' }] });
    assert.deepEqual(refused.verdicts, [30]);
    assert.equal((await shown(id)).status, 'queued');
    await read(rollcall, FETCHES, [letter]);
    await assertDoneOnce(id, plan);
  });

  it('every write but the first leaves a job that is done later, or fails, and is not forgotten', async () => {
    const { id, letter } = await lost();
    await read(rollcall, FETCHES, [letter], { faults: [{ on: 'REPORTS.put', nth: 2, error: 'put: Internal Error (10001)' }] });
    assert.notEqual((await shown(id)).code, 'job-not-found', 'whoever was answered 202 finds the job');
    await read(rollcall, FETCHES, [letter], { ahead: SILENCE });
    await rollcall.scheduled(new Date(Date.now() + 20 * MINUTE), FIVE_MINUTES);
    const job = await ended(id);
    if (job.status === 'completed') await assertDoneOnce(id, /** @type {any} */ (plans.get(job.file.name.replace('.csv', ''))));
    else await assertFailedOnce(id, 'storage-refused');
  });

  it('a part of a large file fails the job, and nothing of the file is left', async () => {
    await rollcall.order({ for: FETCHES, faults: [{ on: 'REPORTS.uploadPart', nth: 2, times: 1, error: 'uploadPart: (10001)' }] });
    const { id } = await ask({ name: 'medium' });
    await assertFailedOnce(id, 'storage-refused');
  });
});

describe('a letter about a message', () => {
  /** A job whose message is refused as long as `status` says so. */
  const about = ({ id, deliveries }) => ({ partner: 'acme', job: id, message: deliveries[0].id, attempt: 0 });

  it('that comes when the message has arrived sends nothing', async () => {
    const { id } = await ask();
    await assertToldOnce(id, 'job.completed');
    const letter = about(await shown(id));
    const verdicts = [
      ...(await read(rollcall, 'rollcall-deliveries', [letter, letter, { ...letter, attempt: 1 }])).verdicts,
      ...(await read(rollcall, 'rollcall-retries', [letter, { ...letter, attempt: 7 }])).verdicts,
      ...(await read(rollcall, DEAD_LETTERS, [letter])).verdicts,
    ];
    assert.deepEqual(verdicts, verdicts.map(() => 'ack'));
    await pause(1500);
    assert.equal(receiver.about(id).length, 1);
    const [delivery] = (await shown(id)).deliveries;
    assert.equal(delivery.status, 'delivered');
    assert.equal(delivery.attempts.length, 1);
  });

  it('that comes again when its attempt failed makes no attempt, and the next ones keep their pauses', async () => {
    answers = () => 500;
    const { id } = await ask();
    await ended(id);
    await until(async () => (await shown(id)).deliveries[0].attempts.length === 1);
    const letter = about(await shown(id));
    await read(rollcall, 'rollcall-deliveries', [letter]);
    await write(rollcall, 'DELIVERIES', letter);
    await write(rollcall, 'RETRIES', letter);
    const [delivery] = await until(async () => {
      const { deliveries } = await shown(id);
      return deliveries[0].status === 'dead' && deliveries;
    });
    assert.equal(delivery.attempts.length, 3);
    assert.equal(receiver.about(id).length, 3);
    const gaps = receiver.about(id).map(({ at }, index, all) => (index ? at - all[index - 1].at : Infinity)).slice(1);
    assert.ok(gaps.every((gap) => gap > 1_800), `pauses of 2 s: ${gaps.join(', ')} ms`);
    for (const attempt of [0, 2, 3, 4, 9]) await read(rollcall, 'rollcall-retries', [{ ...letter, attempt }]);
    await pause(500);
    assert.equal(receiver.about(id).length, 3, 'what was given up is not sent');
  });

  it('that comes three times at the same moment counts one attempt, and the next ones keep their pauses', async () => {
    answers = () => 500;
    const { id, letter: fetch } = await lost();
    // Nobody but the test has the message sent.
    await rollcall.order({ for: 'rollcall-deliveries', lose: true });
    await read(rollcall, FETCHES, [fetch]);
    await until(async () => (await rollcall.left()) === 0);
    const letter = about(await shown(id));
    await read(rollcall, 'rollcall-deliveries', [letter, letter, letter]);
    assert.equal((await shown(id)).deliveries[0].attempts.length, 1);
    const [delivery] = await until(async () => {
      const { deliveries } = await shown(id);
      return deliveries[0].status === 'dead' && deliveries;
    });
    assert.equal(delivery.attempts.length, 3);
    const times = delivery.attempts.map(({ at }) => Date.parse(at));
    const gaps = times.slice(1).map((at, index) => at - times[index]);
    assert.ok(gaps.every((gap) => gap > 1_800), `pauses of 2 s: ${gaps.join(', ')} ms`);
    assert.equal(new Set(receiver.about(id).map((one) => one.id)).size, 1);
  });

  it('that cannot be seen to gives the message up, and it can be sent again', async () => {
    answers = () => 500;
    const { id } = await ask();
    await ended(id);
    await until(async () => (await shown(id)).deliveries[0].attempts.length === 1);
    await read(rollcall, DEAD_LETTERS, [about(await shown(id))]);
    const [delivery] = (await shown(id)).deliveries;
    assert.equal(delivery.status, 'dead');
    assert.equal(delivery.next_attempt, null);
    answers = () => 204;
    const again = await call(rollcall, `/v1/jobs/${id}/deliveries`, { method: 'POST', headers: bearer(acme.key) });
    assert.equal(again.status, 202, again.text);
    await until(async () => (await shown(id)).deliveries[0].status === 'delivered');
  });
});

describe('a letter that nobody can read', () => {
  const id = '01m8ftx9f00000000000000000';
  const POISON = ['', 'nonsense', '{', '[]', 'null', '7', '"text"', '{}', '\u0000', '{"partner":"acme"}',
    { partner: 'acme', job: id, attempt: 0 }, { partner: 'nobody', job: id, attempt: 0 },
    { partner: '../acme', job: id, attempt: 0 }, { partner: 'acme', job: '../../running', attempt: 0 },
    { partner: 'acme', job: id, attempt: -1 }, { partner: 'acme', job: id, attempt: 'x' }, { partner: 7, job: [], attempt: {} },
    { partner: 'acme', job: id, message: 'msg_x', attempt: 0 }, { partner: 'acme', job: id, message: '../../../x', attempt: 1e9 },
    { partner: 'acme', job: id, attempt: 0, more: 'x'.repeat(100_000) },
    { action: 'PutObject', object: { key: 'nobody/8x8-users/a.csv', eTag: 'x' } }, { action: 'PutObject', object: { key: '/', eTag: '' } },
    { action: 'PutObject', object: null }, { action: 'DeleteObject', object: { key: 'acme/8x8-users/a.csv' } }];
  for (const queue of [FETCHES, 'rollcall-deliveries', 'rollcall-retries', 'rollcall-inbox', DEAD_LETTERS]) {
    it(`is thrown away by the consumer of ${queue}`, async () => {
      const { verdicts, error } = await read(rollcall, queue, POISON);
      assert.equal(error, undefined);
      assert.deepEqual(verdicts, POISON.map(() => 'ack'));
    });
  }

  it('holds up nobody behind it', async () => {
    const before = await keys();
    const env = await rollcall.env();
    for (const queue of /** @type {const} */ (['FETCHES', 'DELIVERIES', 'RETRIES'])) {
      await write(rollcall, queue, ...POISON);
      await env[queue].send({ partner: 'acme' }, { contentType: 'json' });
      await env[queue].send(new Uint8Array([255, 0]), { contentType: 'bytes' });
      await env[queue].send(new Map([[1, new Date()]]), { contentType: 'v8' });
    }
    const { id, plan } = await ask();
    await assertDoneOnce(id, plan);
    const after = await keys();
    assert.deepEqual(after.filter((key) => !before.includes(key) && !key.includes(id) && !key.includes('/idempotency/')), []);
  });
});

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('whatever fails and whoever dies, a job ends once, with its whole report or with its reason', () => {
  const seeds = process.env.RECURRING_SEEDS ? process.env.RECURRING_SEEDS.split(',').map(Number) : Array.from({ length: 20 }, (_, seed) => seed);
  for (const seed of seeds) {
    it(`in schedule ${seed}`, async () => {
      const next = random(seed * 7919 + 1);
      const below = (most) => Math.floor(next() * most);
      const one = (list) => list[below(list.length)];
      const fault = () => {
        const end = one([{ die: true }, { die: true, after: true }, { error: 'Internal Error (10001)' }, { error: 'Network connection lost.', after: true }]);
        const times = one([1, 1, 2, undefined]);
        return one([
          { on: '*', nth: 1 + below(30), ...one([{ die: true }, { die: true, after: true }]) },
          { on: 'REPORTS.put', nth: 1 + below(9), times, ...end },
          { on: 'REPORTS.uploadPart', nth: 1 + below(2), times, ...end },
          { on: one(['REPORTS.createMultipartUpload', 'REPORTS.complete']), ...end },
          { on: one(['JOBS.put', 'DELIVERIES.send', 'REPORTS.delete']), times, ...end },
          { on: one(['LEDGERS.fetch', 'PARTNERS.get', 'REPORTS.get']), nth: 1 + below(3), times, ...end },
        ]);
      };
      const name = below(2) ? 'medium' : undefined;
      const { id, plan, letter } = await lost({ name });
      const story = [];
      let ahead = 0;
      for (let consumer = 0; consumer < 1 + below(3); consumer++) {
        const faults = [fault()];
        // Where two come at the same moment, a mark that was just written has to look like that.
        const isLater = ahead >= SILENCE;
        const letters = Array.from({ length: isLater ? 1 : 1 + below(2) }, () => letter);
        const others = !isLater && below(3) === 0 ? [read(rollcall, FETCHES, [letter], { ahead })] : [];
        const [{ verdicts, error }] = await Promise.all([read(rollcall, FETCHES, letters, { ahead, faults }), ...others]);
        story.push(JSON.stringify({ ahead, faults, verdicts, error, others: others.length }));
        ahead += one([0, 30_000, SILENCE]);
      }
      try {
        if (below(2)) story.push(JSON.stringify(await read(rollcall, FETCHES, [letter], { ahead: ahead + SILENCE })));
        await rollcall.scheduled(new Date(Date.now() + 2 * 60 * MINUTE), FIVE_MINUTES);
        const job = await ended(id, 3);
        if (job.status === 'completed') await assertDoneOnce(id, plan);
        else await assertFailedOnce(id, job.failure.code);
        await rollcall.scheduled(new Date(Date.now() + 2 * 60 * MINUTE), FIVE_MINUTES);
        assert.deepEqual(outcome(await shown(id)), outcome(job), 'a job that has ended stays as it is');
      } catch (error) {
        throw new Error(`${story.join('\n')}\n${error.message}`, { cause: error });
      }
    });
  }
});
