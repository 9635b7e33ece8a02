// Webhooks that go out: to real receivers on loopback, verified by another implementation of Standard
// Webhooks.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { changePartner, newPartner, rotateWebhook } from '../scripts/partners/record.mjs';
import { startRollcall } from './harness.mjs';
import { bearer, keep } from './partners.mjs';
import { peopleText } from './people.mjs';
import { serve, until } from './receivers.mjs';
import { call, file, postFile, postForm } from './requests.mjs';

const CSV = peopleText(3);

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
/** @type {import('./receivers.mjs').Server} */
let receiver;
before(async () => {
  rollcall = await startRollcall({ vars: { ROLLCALL_LOOPBACK: '1', DELIVERY_PAUSES: '1,1,2' } });
  receiver = await serve({
    '/ok': (_request, response) => response.writeHead(204).end(),
    '/created': (_request, response) => response.writeHead(201).end('x'.repeat(100_000)),
    '/third-time': (_request, response, nth) => response.writeHead(nth < 3 ? 500 : 200).end(),
    '/hangs': () => {},
    '/gone': (_request, response) => response.writeHead(410).end(),
    '/metadata': (_request, response) => response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
    '/elsewhere': (_request, response) => response.writeHead(302, { location: '/ok' }).end(),
    '/busy': (_request, response, nth) => response.writeHead(nth < 2 ? 429 : 200, { 'retry-after': '3' }).end(),
    '/never': (_request, response) => response.writeHead(503).end(),
    '/breaks-off': (_request, response) => response.socket?.destroy(),
  });
});
after(async () => {
  await rollcall.close();
  await receiver.close();
});

let partners = 0;
/**
 * A partner of its own, with webhooks to these paths.
 * @param {string[]} paths
 */
async function partnerOf(...paths) {
  const partner = newPartner(`partner-${(partners += 1)}`, { webhooks: paths.map((path) => (path.startsWith('http') ? path : receiver.url + path)) });
  await keep(rollcall, partner.record);
  return partner;
}

/** @param {string} id @param {string} key */
const deliveriesOf = async (id, key) => (await call(rollcall, `/v1/jobs/${id}/deliveries`, { headers: bearer(key) })).json.deliveries;

/**
 * The deliveries of a job once none of them will be sent any more.
 * @param {string} id @param {string} key @param {number} [seconds]
 */
const settled = (id, key, seconds = 30) =>
  until(async () => {
    const deliveries = await deliveriesOf(id, key);
    return deliveries.every(({ status }) => status !== 'pending') && deliveries;
  }, seconds, () => `the deliveries of ${id}`);

const outcomes = ({ attempts }) => attempts.map(({ status, error }) => error ?? status);

describe('a job that has ended', () => {
  it('is told at once, signed, with what it came to and where everything is', async () => {
    const partner = await partnerOf('/ok');
    const { json: job } = await postFile(rollcall, CSV, { description: 'Entrées de décembre' }, bearer(partner.key));
    const message = await until(() => receiver.received.find(({ headers }) => headers['webhook-id']?.includes(job.id)));
    assert.equal(message.method, 'POST');
    assert.equal(message.headers['content-type'], 'application/json');
    assert.match(message.headers['user-agent'], /^Rollcall\//);
    assert.equal(message.headers.authorization, undefined);
    const told = /** @type {any} */ (new Webhook(partner.webhookSecrets[0]).verify(message.body, message.headers));
    assert.equal(told.type, 'job.completed');
    for (const same of ['id', 'status', 'valid', 'template', 'description', 'language', 'rows', 'created', 'finished', 'expires', 'failure']) {
      assert.deepEqual(told.data[same], job[same], same);
    }
    assert.deepEqual(told.data.findings, { errors: 0, warnings: 0 });
    for (const [name, link] of Object.entries(told.data.links)) assert.equal(link, job.links[name] && rollcall.url + job.links[name], name);
    assert.equal((await fetch(told.data.links.report_csv, { headers: bearer(partner.key) })).status, 200);
    assert.ok(message.at - Date.parse(job.finished) < 3_000, 'at once');
    assert.ok(!message.body.includes('Élodie'), 'without a value of the file');
    assert.throws(() => new Webhook(partner.hookSecret).verify(message.body, message.headers));

    const [delivery] = await settled(job.id, partner.key);
    assert.equal(delivery.id, message.headers['webhook-id']);
    assert.equal(delivery.status, 'delivered');
    assert.equal(delivery.next_attempt, null);
    assert.deepEqual(outcomes(delivery), [204]);
    assert.equal(delivery.url, `${receiver.url}/ok`);
    const { json: shown } = await call(rollcall, `/v1/jobs/${job.id}`, { headers: bearer(partner.key) });
    assert.deepEqual(shown.deliveries, [delivery], 'the attempts are on the job');
  });

  it('is told as failed where it has failed', async () => {
    const partner = await partnerOf('/ok');
    const { json: job } = await postForm(rollcall, [file(CSV)], { headers: bearer(partner.key), closing: false });
    assert.equal(job.status, 'failed');
    const message = await until(() => receiver.received.find(({ headers }) => headers['webhook-id']?.includes(job.id)));
    const told = /** @type {any} */ (new Webhook(partner.webhookSecrets[0]).verify(message.body, message.headers));
    assert.equal(told.type, 'job.failed');
    assert.equal(told.data.failure.code, 'upload-incomplete');
  });

  it('is told to each webhook that wants to know, by its own secret', async () => {
    const bare = newPartner('two-hooks', { webhooks: [`${receiver.url}/ok`, { url: `${receiver.url}/created`, events: ['job.failed'] }] });
    await keep(rollcall, bare.record);
    const { json: good } = await postFile(rollcall, CSV, {}, bearer(bare.key));
    const { json: bad } = await postForm(rollcall, [file(CSV)], { headers: bearer(bare.key), closing: false });
    assert.deepEqual((await settled(good.id, bare.key)).map(({ url }) => url), [`${receiver.url}/ok`]);
    assert.deepEqual((await settled(bad.id, bare.key)).map(({ url, status }) => [url, status]), [[`${receiver.url}/ok`, 'delivered'], [`${receiver.url}/created`, 'delivered']]);
    const message = receiver.received.find(({ path, headers }) => path === '/created' && headers['webhook-id'].includes(bad.id));
    new Webhook(bare.webhookSecrets[1]).verify(message?.body ?? '', message?.headers ?? {});
  });

  it('is signed with both secrets while one takes over from the other, and with none that has ended', async () => {
    const partner = await partnerOf('/ok');
    const { record, secret } = rotateWebhook(partner.record, partner.record.webhooks[0].id, 1);
    await keep(rollcall, record);
    const { json: job } = await postFile(rollcall, CSV, {}, bearer(partner.key));
    const message = await until(() => receiver.received.find(({ headers }) => headers['webhook-id']?.includes(job.id)));
    assert.equal(message.headers['webhook-signature'].split(' ').length, 2);
    for (const either of [secret, partner.webhookSecrets[0]]) new Webhook(either).verify(message.body, message.headers);
    record.webhooks[0].secrets.find(({ expires }) => expires !== null).expires = new Date(Date.now() - 1000).toISOString();
    await keep(rollcall, record);
    const { json: later } = await postFile(rollcall, CSV, {}, bearer(partner.key));
    const signed = await until(() => receiver.received.find(({ headers }) => headers['webhook-id']?.includes(later.id)));
    assert.throws(() => new Webhook(partner.webhookSecrets[0]).verify(signed.body, signed.headers));
    new Webhook(secret).verify(signed.body, signed.headers);
  });

  it('of a partner without webhooks is told to nobody', async () => {
    const partner = await partnerOf();
    const { json: job } = await postFile(rollcall, CSV, {}, bearer(partner.key));
    assert.deepEqual(job.deliveries, []);
    assert.deepEqual(await deliveriesOf(job.id, partner.key), []);
  });
});

describe('a receiver', () => {
  it('that fails twice has the same message a third time', async () => {
    const partner = await partnerOf('/third-time');
    const { json: job } = await postFile(rollcall, CSV, {}, bearer(partner.key));
    const [delivery] = await settled(job.id, partner.key);
    assert.equal(delivery.status, 'delivered');
    assert.deepEqual(outcomes(delivery), ['status', 'status', 200]);
    assert.deepEqual(delivery.attempts.map(({ status }) => status), [500, 500, 200]);
    const messages = await receiver.wait('/third-time', 3);
    assert.equal(new Set(messages.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.equal(new Set(messages.map(({ body }) => body)).size, 1);
    for (const message of messages) new Webhook(partner.webhookSecrets[0]).verify(message.body, message.headers);
    assert.ok(messages[1].at - messages[0].at >= 900, 'after a pause');
  });

  it('that hangs is waited for and given up, and holds up nobody else', async () => {
    const hanging = await partnerOf('/hangs');
    const quick = await partnerOf('/ok');
    const hung = (await Promise.all(Array.from({ length: 5 }, () => postFile(rollcall, CSV, {}, bearer(hanging.key))))).map(({ json }) => json);
    await receiver.wait('/hangs', 1);
    const began = Date.now();
    const { json: job } = await postFile(rollcall, CSV, {}, bearer(quick.key));
    const [delivery] = await settled(job.id, quick.key);
    const took = Date.now() - began;
    assert.deepEqual(outcomes(delivery), [204]);
    // The letters behind one that takes long wait for three seconds, and the next ones not at all.
    assert.ok(took < 5_000, `${took} ms`);
    const given = await until(async () => (await deliveriesOf(hung[0].id, hanging.key)).find(({ attempts }) => attempts.length > 0), 30);
    assert.equal(given.status, 'pending', 'it will be tried again');
    assert.ok(Date.parse(given.next_attempt) > Date.parse(given.attempts[0].at));
    assert.equal(given.attempts[0].error, 'timeout');
    assert.ok(given.attempts[0].milliseconds >= 14_900 && given.attempts[0].milliseconds < 20_000, JSON.stringify(given.attempts));
    // Its second attempts hang by now.
    const { json: later } = await postFile(rollcall, CSV, {}, bearer(quick.key));
    const [second] = await settled(later.id, quick.key, 8);
    assert.equal(second.status, 'delivered');
    await keep(rollcall, changePartner(hanging.record, { withoutWebhooks: [hanging.record.webhooks[0].id] }).record);
  });

  it('that says 410 is not asked again', async () => {
    const partner = await partnerOf('/gone');
    const { json: job } = await postFile(rollcall, CSV, {}, bearer(partner.key));
    const [delivery] = await settled(job.id, partner.key);
    assert.equal(delivery.status, 'dead');
    assert.deepEqual(outcomes(delivery), ['gone']);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal(receiver.received.filter(({ headers }) => headers['webhook-id']?.includes(job.id)).length, 1);
  });

  for (const path of ['/metadata', '/elsewhere']) {
    it(`that sends on (${path}) is not followed, and a redirect does not count`, async () => {
      const partner = await partnerOf(path);
      const { json: job } = await postFile(rollcall, CSV, {}, bearer(partner.key));
      const [delivery] = await settled(job.id, partner.key);
      assert.equal(delivery.status, 'dead');
      assert.deepEqual(outcomes(delivery), ['redirect', 'redirect', 'redirect', 'redirect']);
      assert.ok(receiver.received.filter(({ headers }) => headers['webhook-id']?.includes(job.id)).every((one) => one.path === path));
    });
  }

  it('that says when to come again is left alone until then', async () => {
    const partner = await partnerOf('/busy');
    const { json: job } = await postFile(rollcall, CSV, {}, bearer(partner.key));
    const [delivery] = await settled(job.id, partner.key);
    assert.deepEqual(delivery.attempts.map(({ status }) => status), [429, 200]);
    const [first, second] = await receiver.wait('/busy', 2);
    assert.ok(second.at - first.at >= 2_900, `${second.at - first.at} ms`);
  });

  it('that breaks off, or is not there, is tried again', async () => {
    const free = await serve({});
    await free.close();
    const partner = await partnerOf('/breaks-off', `${free.url}/nobody`);
    const { json: job } = await postFile(rollcall, CSV, {}, bearer(partner.key));
    for (const delivery of await settled(job.id, partner.key)) {
      assert.equal(delivery.status, 'dead');
      assert.deepEqual(outcomes(delivery), Array(4).fill('unreachable'));
    }
  });

  it('at an address of the network is not called', async () => {
    const partner = await partnerOf('/ok');
    const inside = structuredClone(partner.record);
    // As a record would be that somebody wrote by hand.
    inside.webhooks[0].url = 'https://10.0.0.1/hooks?token=secret';
    await keep(rollcall, inside);
    const { json: job } = await postFile(rollcall, CSV, {}, bearer(partner.key));
    const [delivery] = await settled(job.id, partner.key);
    assert.deepEqual(outcomes(delivery), Array(4).fill('address-refused'));
    assert.equal(delivery.url, 'https://10.0.0.1/hooks', 'shown without what may be secret');
  });

  it('that is removed, with its job still to be told, is told no more', async () => {
    const partner = await partnerOf('/never');
    const { json: job } = await postFile(rollcall, CSV, {}, bearer(partner.key));
    await receiver.wait('/never');
    await keep(rollcall, changePartner(partner.record, { withoutWebhooks: [partner.record.webhooks[0].id] }).record);
    const [delivery] = await settled(job.id, partner.key);
    assert.equal(delivery.status, 'dead');
    assert.equal(outcomes(delivery).at(-1), 'webhook-removed');
  });
});

describe('what was given up', () => {
  it('is kept, and sent again when somebody asks', async () => {
    let well = false;
    const recovering = await serve({ '/hooks': (_request, response) => response.writeHead(well ? 200 : 500).end() });
    try {
      const partner = await partnerOf(`${recovering.url}/hooks`, '/ok');
      const { json: job } = await postFile(rollcall, CSV, {}, bearer(partner.key));
      const dead = (await settled(job.id, partner.key)).map(({ status }) => status);
      assert.deepEqual(dead, ['dead', 'delivered']);
      well = true;
      const again = await call(rollcall, `/v1/jobs/${job.id}/deliveries`, { method: 'POST', headers: bearer(partner.key) });
      assert.equal(again.status, 202, again.text);
      assert.deepEqual(again.json.deliveries.map(({ status }) => status), ['pending', 'delivered']);
      const [delivery, other] = await settled(job.id, partner.key);
      assert.equal(delivery.status, 'delivered');
      assert.deepEqual(delivery.attempts.map(({ status }) => status), [500, 500, 500, 500, 200]);
      assert.equal(other.attempts.length, 1, 'what has arrived is not sent again');
      const ids = new Set(recovering.received.map(({ headers }) => headers['webhook-id']));
      assert.equal(ids.size, 1, 'it is the same message');

      const none = await call(rollcall, `/v1/jobs/${job.id}/deliveries`, { method: 'POST', headers: bearer(partner.key) });
      assert.equal(none.status, 409);
      assert.equal(none.json.code, 'deliveries-none');
      const named = await call(rollcall, `/v1/jobs/${job.id}/deliveries`, { method: 'POST', headers: bearer(partner.key), body: JSON.stringify({ delivery: other.id }) });
      assert.equal(named.status, 202, 'one that has arrived too, by its name');
      await until(async () => (await deliveriesOf(job.id, partner.key))[1].attempts.length === 2);
      const unknown = await call(rollcall, `/v1/jobs/${job.id}/deliveries`, { method: 'POST', headers: bearer(partner.key), body: '{"delivery":"msg_nobody"}' });
      assert.equal(unknown.status, 404);
      assert.equal(unknown.json.code, 'delivery-not-found');
      const wrong = await call(rollcall, `/v1/jobs/${job.id}/deliveries`, { method: 'POST', headers: bearer(partner.key), body: '{"colour":"red"}' });
      assert.equal(wrong.json.code, 'document-invalid');
    } finally {
      await recovering.close();
    }
  });

  it('goes with its job, and is not sent any more', async () => {
    const partner = await partnerOf('/never');
    const { json: job } = await postFile(rollcall, CSV, {}, bearer(partner.key));
    await until(async () => (await deliveriesOf(job.id, partner.key))[0].attempts.length === 1);
    assert.equal((await call(rollcall, `/v1/jobs/${job.id}`, { method: 'DELETE', headers: bearer(partner.key) })).status, 204);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const { REPORTS } = await rollcall.env();
    assert.deepEqual((await REPORTS.list({ prefix: `p/${partner.record.name}/` })).objects, []);
  });
});
