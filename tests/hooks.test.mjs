// Webhooks that come in, signed by another implementation of Standard Webhooks: the files they name, from
// real servers on loopback; and files that are put into the inbox.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Webhook } from 'standardwebhooks';
import { newPartner } from '../scripts/partners/record.mjs';
import { ALLOWED, LONGEST, LOOPBACK, NEVER, REFUSED } from './addresses.mjs';
import { startRollcall } from './harness.mjs';
import { bearer, keep } from './partners.mjs';
import { people, peopleText, schema } from './people.mjs';
import { serve, until } from './receivers.mjs';
import { call, postFile } from './requests.mjs';

const CSV = peopleText(300);
const WRONG = `${peopleText(2)}Zoé,,nobody,,,boss,2026-02-30\n`;

const acme = newPartner('acme');
const globex = newPartner('globex');
const narrow = newPartner('narrow', { templates: ['webex-users'], limits: { body_bytes: 10_000, inflated_bytes: 20_000 } });

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
/** @type {import('./receivers.mjs').Server} */
let files;
before(async () => {
  rollcall = await startRollcall({
    vars: { ROLLCALL_LOOPBACK: '1', ROLLCALL_RESOLVER: '', FETCH_PAUSE: '0', FETCH_HEADERS_MILLIS: '1500', FETCH_IDLE_MILLIS: '1500', DELIVERY_PAUSES: '1' },
  });
  const csv = { 'content-type': 'text/csv' };
  files = await serve({
    '/users.csv': (_request, response) => response.writeHead(200, csv).end(CSV),
    '/wrong.csv': (_request, response) => response.writeHead(200, { ...csv, 'content-disposition': "attachment; filename=\"x.csv\"; filename*=UTF-8''Entr%C3%A9es.csv" }).end(WRONG),
    '/chunked': (_request, response) => {
      response.writeHead(200, csv);
      for (const piece of CSV.match(/[^]{1,999}/g) ?? []) response.write(piece);
      response.end();
    },
    '/encoded': (_request, response) => response.writeHead(200, { ...csv, 'content-encoding': 'gzip' }).end(gzipSync(CSV)),
    '/users.csv.gz': (_request, response) => response.writeHead(200, { 'content-type': 'application/gzip' }).end(gzipSync(CSV)),
    '/bomb.csv.gz': (_request, response) => response.writeHead(200, { 'content-type': 'application/gzip' }).end(gzipSync(`a\n${'x\n'.repeat(3_000_000)}`)),
    '/large': (_request, response) => {
      response.writeHead(200, csv);
      for (const piece of people(400_000)) response.write(piece);
      response.end();
    },
    '/page': (_request, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<form action="/sign-in">'),
    '/image': (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('x'),
    '/empty': (_request, response) => response.writeHead(200, csv).end(),
    '/forbidden': (_request, response) => response.writeHead(403).end(),
    '/later': (_request, response, nth) => (nth < 3 ? response.writeHead(503).end() : response.writeHead(200, csv).end(CSV)),
    '/never': (_request, response) => response.writeHead(500).end(),
    '/hangs': () => {},
    '/stops': (_request, response) => response.writeHead(200, csv).write(CSV.slice(0, 9_000)),
    '/breaks-off': (_request, response) => {
      response.writeHead(200, { ...csv, 'content-length': String(CSV.length * 2) });
      response.write(CSV, () => setTimeout(() => response.socket?.destroy(), 100));
    },
    '/moved': (_request, response) => response.writeHead(302, { location: '/users.csv' }).end(),
    '/moved-for-ever': (_request, response) => response.writeHead(301, { location: '/moved-for-ever' }).end(),
    ...Object.fromEntries(
      [['metadata', 'http://169.254.169.254/latest/meta-data/'], ['inside', 'https://10.0.0.1/'], ['integer', 'http://2852039166/'], ['six', 'http://[::ffff:a9fe:a9fe]/'], ['file', 'file:///etc/passwd']]
        .map(([name, location]) => [`/to-${name}`, (_request, response) => response.writeHead(307, { location }).end()]),
    ),
    '/hook': (_request, response) => response.writeHead(204).end(),
  });
  await keep(rollcall, acme.record, globex.record, narrow.record);
});
after(async () => {
  await rollcall.close();
  await files.close();
});

let messages = 0;
/**
 * Sends a webhook.
 * @param {unknown} wish what it says
 * @param {{partner?: typeof acme, secret?: string, id?: string, at?: Date, query?: string, body?: string, headers?: Record<string, string>}} [how]
 */
function send(wish, { partner = acme, secret = partner.hookSecret, id = `msg_${(messages += 1)}`, at = new Date(), query = `?partner=${partner.record.name}`, body = JSON.stringify(wish), headers = {} } = {}) {
  const signed = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
  return call(rollcall, `/v1/hooks/validate${query}`, { method: 'POST', headers: { 'content-type': 'application/json', ...signed, ...headers }, body });
}

/** @param {string} id @param {typeof acme} [partner] @param {number} [seconds] */
const ended = (id, partner = acme, seconds = 40) =>
  until(async () => {
    const { json } = await call(rollcall, `/v1/jobs/${id}`, { headers: bearer(partner.key) });
    return ['completed', 'failed'].includes(json.status) && json;
  }, seconds, () => `the end of job ${id}`);

/** Has a file checked that is at a path of the server. */
async function checked(path, more = {}, how = {}) {
  const { status, json, text } = await send({ url: files.url + path, ...more }, how);
  assert.equal(status, 202, text);
  assert.equal(json.status, 'queued');
  return ended(json.id, how.partner);
}

describe('a webhook that names a file', () => {
  it('is answered with a job that waits, and becomes what an upload would be', async () => {
    const options = { schema: schema(), options: { language: 'fr', description: 'Entrées', digest: 'sha256', retention: 24 } };
    const { status, json: queued, headers } = await send({ url: `${files.url}/wrong.csv?signature=secret`, ...options, callback_url: `${files.url}/hook` });
    assert.equal(status, 202);
    assert.equal(headers.get('location'), `/v1/jobs/${queued.id}`);
    assert.equal(queued.status, 'queued');
    assert.equal(queued.valid, false);
    const job = await ended(queued.id);
    const { json: sent } = await postFile(rollcall, WRONG, { schema: JSON.stringify(schema()), language: 'fr', description: 'Entrées', digest: 'sha256', retention: '24' }, bearer(acme.key));
    for (const same of ['status', 'valid', 'mode', 'template', 'description', 'language', 'rows', 'places', 'findings', 'failure']) {
      assert.deepEqual(job[same], sent[same], same);
    }
    assert.equal(job.file.name, 'Entrées.csv');
    assert.deepEqual({ ...job.file, name: null }, { ...sent.file, name: null });
    for (const form of ['report.csv', 'findings.ndjson', 'errors.csv', 'clean.csv']) {
      const [one, other] = await Promise.all([job.id, sent.id].map((id) => call(rollcall, `/v1/jobs/${id}/${form}`, { headers: bearer(acme.key) })));
      assert.equal(one.text, other.text, form);
    }
    const message = await until(() => files.received.find(({ path, body }) => path === '/hook' && body.includes(job.id)));
    const told = /** @type {any} */ (new Webhook(acme.hookSecret).verify(message.body, message.headers));
    assert.equal(told.type, 'job.completed');
    assert.ok(!JSON.stringify(job).includes('secret'), 'the address is not on the job');
    assert.ok(!JSON.stringify(rollcall.logs()).includes('signature=secret'), 'nor on the log');
  });

  for (const path of ['/users.csv', '/chunked', '/encoded', '/users.csv.gz', '/moved', '/later']) {
    it(`has the file at ${path}`, async () => {
      const job = await checked(path);
      assert.equal(job.status, 'completed', JSON.stringify(job.failure));
      assert.equal(job.rows.total, 300);
      assert.equal(job.file.bytes, Buffer.byteLength(CSV));
    });
  }

  it('asks for it with nothing that says who we are but our name', async () => {
    await checked('/users.csv');
    const asked = files.received.filter(({ path }) => path === '/users.csv').at(-1);
    assert.match(asked?.headers['user-agent'] ?? '', /^Rollcall\//);
    for (const name of ['authorization', 'cookie', 'referer', 'origin']) assert.equal(asked?.headers[name], undefined, name);
  });

  it('that is empty is what an empty upload is', async () => {
    const job = await checked('/empty');
    assert.equal(job.status, 'completed');
    assert.deepEqual(job.findings.groups.map(({ code }) => code), ['source-error']);
  });

  const failures = [
    ['/page', 'file-type', /page/],
    ['/image', 'file-type', /image\/png/],
    ['/forbidden', 'file-refused', /403/],
    ['/nowhere', 'file-refused', /404/],
    ['/hangs', 'file-timeout', /./],
    ['/stops', 'file-timeout', /./],
    // What is between the Worker and the world in these tests lets the connection hang instead.
    ['/breaks-off', /file-(unreachable|timeout)/, /./],
    ['/moved-for-ever', 'too-many-redirects', /5/],
    ['/to-metadata', 'address-refused', /169\.254\.169\.254/],
    ['/to-inside', 'address-refused', /10\.0\.0\.1/],
    ['/to-integer', 'address-refused', /169\.254\.169\.254/],
    ['/to-six', 'address-refused', /./],
    ['/to-file', 'address-refused', /./],
    ['/never', 'file-refused', /500/],
  ];
  for (const [path, code, words] of /** @type {[string, string | RegExp, RegExp][]} */ (failures)) {
    it(`fails with ${String(code)} for what is at ${path}, and says why`, async () => {
      const job = await checked(path, { callback_url: `${files.url}/hook` });
      assert.equal(job.status, 'failed');
      if (typeof code === 'string') assert.equal(job.failure.code, code, JSON.stringify(job.failure));
      else assert.match(job.failure.code, code);
      assert.match(job.failure.detail, words);
      const message = await until(() => files.received.find((one) => one.path === '/hook' && one.body.includes(job.id)));
      assert.equal(JSON.parse(message.body).type, 'job.failed');
    });
  }

  it('waits without a report until then', async () => {
    const { json: queued } = await send({ url: `${files.url}/hangs` });
    const report = await call(rollcall, `/v1/jobs/${queued.id}/report`, { headers: bearer(acme.key) });
    assert.equal(report.status, 409);
    assert.equal(report.json.code, 'job-running');
    const { json: list } = await call(rollcall, '/v1/jobs', { headers: bearer(acme.key) });
    assert.ok(['queued', 'running'].includes(list.jobs.find(({ id }) => id === queued.id).status));
    assert.equal((await call(rollcall, `/v1/jobs/${queued.id}`, { method: 'DELETE', headers: bearer(acme.key) })).status, 409);
  });

  it('is tried four times more where that may help, and not where it does not', () => {
    assert.equal(files.received.filter(({ path }) => path === '/never').length, 5);
    assert.equal(files.received.filter(({ path }) => path === '/forbidden').length, 1);
  });

  it('is held to the partner\'s limits, also behind gzip', async () => {
    for (const path of ['/large', '/bomb.csv.gz', '/users.csv']) {
      const job = await checked(path, {}, { partner: narrow });
      assert.equal(job.status, 'failed');
      assert.ok(['file-too-large', 'body-too-large', 'inflated-too-large'].includes(job.failure.code), `${path}: ${job.failure.code}`);
    }
  });

  it('fails as an upload is refused where that shows only in the file', async () => {
    const job = await checked('/users.csv', { template: 'auto' });
    assert.equal(job.status, 'failed');
    assert.equal(job.failure.code, 'template-not-recognised');
  });
});

describe('a webhook', () => {
  const wish = () => ({ url: `${files.url}/users.csv` });
  const strangers = [
    ['without a signature', () => call(rollcall, '/v1/hooks/validate?partner=acme', { method: 'POST', body: '{}' }), 'signature-missing'],
    ['with a key in its place', () => call(rollcall, '/v1/hooks/validate?partner=acme', { method: 'POST', body: JSON.stringify(wish()), headers: bearer(acme.key) }), 'signature-missing'],
    ['signed with the secret of another', () => send(wish(), { secret: globex.hookSecret }), 'signature-invalid'],
    ['of a partner that there is not', () => send(wish(), { query: '?partner=nobody' }), 'signature-invalid'],
    ['that does not say whose it is', () => send(wish(), { query: '' }), 'signature-invalid'],
    ['that says it twice', () => send(wish(), { query: '?partner=acme&partner=globex' }), 'signature-invalid'],
    ['of which the body is another', () => send(wish(), { headers: { 'webhook-signature': new Webhook(acme.hookSecret).sign('msg_x', new Date(), '{}') }, id: 'msg_x' }), 'signature-invalid'],
    ['with another id than was signed', () => send(wish(), { headers: { 'webhook-id': 'msg_other' } }), 'signature-invalid'],
    ['with another time than was signed', () => send(wish(), { headers: { 'webhook-timestamp': '1' } }), 'signature-invalid'],
    ['that was signed six minutes ago', () => send(wish(), { at: new Date(Date.now() - 360_000) }), 'signature-expired'],
    ['that will be signed in six minutes', () => send(wish(), { at: new Date(Date.now() + 360_000) }), 'signature-expired'],
  ];
  for (const [title, sent, code] of /** @type {[string, () => Promise<import('./requests.mjs').Answer>, string][]} */ (strangers)) {
    it(`is refused ${title}`, async () => {
      const { status, json } = await sent();
      assert.equal(status, 401);
      assert.equal(json.code, code);
    });
  }

  it('that comes again is the same job, and other words under its id are refused', async () => {
    const id = 'msg_again';
    const first = await send(wish(), { id });
    await ended(first.json.id);
    const before = files.received.length;
    for (let count = 0; count < 3; count++) {
      const again = await send(wish(), { id });
      assert.equal(again.status, 202);
      assert.equal(again.headers.get('idempotency-replayed'), 'true');
      assert.equal(again.json.id, first.json.id);
      assert.equal(again.json.status, 'completed');
    }
    const other = await send({ url: `${files.url}/wrong.csv` }, { id });
    assert.equal(other.status, 422);
    assert.equal(other.json.code, 'idempotency-conflict');
    assert.equal(files.received.length, before, 'nothing was fetched again');
    const elsewhere = await send(wish(), { id, partner: globex });
    assert.notEqual(elsewhere.json.id, first.json.id, 'another partner\'s ids are its own');
  });

  it('that comes many times at once is one job', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(wish(), { id: 'msg_at_once' })));
    const ids = new Set(answers.filter(({ status }) => status === 202).map(({ json }) => json.id));
    assert.equal(ids.size, 1, JSON.stringify(answers.map(({ status, json }) => [status, json.code])));
    assert.ok(answers.every(({ status }) => status === 202 || status === 409), JSON.stringify(answers.map(({ status, json }) => [status, json.code])));
    await ended([...ids][0]);
  });

  const wrong = [
    ['without an address', {}, 400, 'document-invalid'],
    ['with something that there is not', { url: 'https://files.acme.com/', colour: 'red' }, 400, 'document-invalid'],
    ['with a template that there is not', { url: 'https://files.acme.com/', template: 'nope' }, 400, 'template-unknown'],
    ['with an option that there is not', { url: 'https://files.acme.com/', options: { colour: 'red' } }, 400, 'option-unknown'],
    ['with an option that cannot be', { url: 'https://files.acme.com/', options: { retention: 9_999 } }, 400, 'option-invalid'],
    ['with a template and a schema', { url: 'https://files.acme.com/', template: '8x8-users', schema: { fields: [] } }, 400, 'options-conflict'],
    ['with a call back into the network', { url: 'https://files.acme.com/', callback_url: 'https://192.168.0.1/' }, 400, 'address-refused'],
  ];
  for (const [title, body, status, code] of /** @type {[string, object, number, string][]} */ (wrong)) {
    it(`is refused ${title}, before there is a job`, async () => {
      const answer = await send(body);
      assert.equal(answer.status, status, answer.text);
      assert.equal(answer.json.code, code);
    });
  }

  it('that is no JSON is refused', async () => {
    for (const body of ['{', '[]', '"x"', '\u00ff']) assert.equal((await send(null, { body })).status, 400, body);
  });

  it('that is too long is refused', async () => {
    assert.equal((await send({ url: 'https://files.acme.com/', schema: 'x'.repeat(600_000) })).status, 413);
  });

  it('uses no template that the partner may not', async () => {
    assert.equal((await send({ ...wish(), template: '8x8-users' }, { partner: narrow })).json.code, 'template-unknown');
  });

  it('works with the second hook secret while one takes over from the other', async () => {
    const turning = newPartner('turning');
    const { rotateHookSecret } = await import('../scripts/partners/record.mjs');
    const { record, secret } = rotateHookSecret(turning.record, 1);
    await keep(rollcall, record);
    for (const either of [turning.hookSecret, secret]) {
      const { status, json } = await send(wish(), { partner: turning, secret: either });
      assert.equal(status, 202);
      await ended(json.id, { ...turning });
    }
  });
});

describe('an address', () => {
  it('that is not on the internet is refused in every spelling, with where it stands', async () => {
    for (const [title, url] of NEVER) {
      const { status, json } = await send({ url });
      assert.equal(status, 400, `${title}: ${url}`);
      assert.equal(json.code, 'address-refused', `${title}: ${url}`);
      assert.equal(json.pointer, '/url');
      assert.doesNotMatch(json.detail, /secret/);
    }
  });

  it('may lead to this machine in development alone', async () => {
    const strict = await startRollcall({ vars: { ROLLCALL_RESOLVER: '' } });
    try {
      await keep(strict, acme.record);
      for (const [title, url] of [...REFUSED, ...LOOPBACK]) {
        const body = JSON.stringify({ url });
        const at = new Date();
        const answer = await call(strict, '/v1/hooks/validate?partner=acme', {
          method: 'POST',
          headers: { 'webhook-id': `msg_${title}`.replace(/[^ -~]/g, '?'), 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(acme.hookSecret).sign(`msg_${title}`.replace(/[^ -~]/g, '?'), at, body) },
          body,
        });
        assert.equal(answer.json.code, 'address-refused', `${title}: ${url}`);
      }
    } finally {
      await strict.close();
    }
  });

  it('of the internet is taken', async () => {
    assert.ok(LONGEST > 0);
    for (const [title, url] of ALLOWED) {
      // As a call back it is not fetched now; the file itself is refused by its template.
      const { json } = await send({ url, template: 'nope' });
      assert.equal(json.code, 'template-unknown', `${title}: ${url}`);
    }
  });
});

describe('a file that is put into the inbox', () => {
  /** As R2 says it (developers.cloudflare.com/r2/buckets/event-notifications). @param {string} key @param {string} etag */
  const notice = (key, etag, action = 'PutObject') => ({ account: '3f4b7e3dcab231cbfdaa90a6a28bd548', action, bucket: 'rollcall-inbox', object: { key, size: 1, eTag: etag }, eventTime: new Date().toISOString() });
  /** @param {string} key @param {string | Buffer} body */
  async function put(key, body, times = 1) {
    const env = await rollcall.env();
    const { etag } = await env.INBOX.put(key, body);
    for (let count = 0; count < times; count++) await env.INBOX_NOTICES.send(notice(key, etag));
    return etag;
  }
  /** @param {number} count */
  const jobs = (count) =>
    until(async () => {
      const { json } = await call(rollcall, '/v1/jobs?limit=100', { headers: bearer(globex.key) });
      const ended = json.jobs.filter(({ file, status }) => /inbox/.test(file.name ?? '') && status !== 'queued' && status !== 'running');
      return ended.length >= count && ended;
    }, 30, () => `${count} jobs of the inbox`);

  it('is checked by the template of its path, once however often R2 says so', async () => {
    await put('globex/8x8-users/2026/inbox 1.csv', 'User.FirstName,User.LastName\nZoé,Le Goff\n', 3);
    const [job] = await jobs(1);
    assert.equal(job.template, '8x8-users');
    assert.equal(job.status, 'completed');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal((await jobs(1)).length, 1);
  });

  it('is checked again when another is put in its place', async () => {
    await put('globex/none/inbox 2.csv', 'name\nZoé\n');
    await jobs(2);
    await put('globex/none/inbox 2.csv', 'name\nZoé\nAnaïs\n');
    const all = await jobs(3);
    assert.deepEqual(all.slice(0, 2).map(({ rows }) => rows.total), [2, 1]);
  });

  it('may be compressed', async () => {
    await put('globex/none/inbox 3.csv.gz', gzipSync(CSV));
    const [job] = await jobs(4);
    assert.equal(job.rows.total, 300);
  });

  it('fails where there is no such template, and says so', async () => {
    await put('globex/nope/inbox 4.csv', CSV);
    const job = await until(async () => {
      const { json } = await call(rollcall, '/v1/jobs?limit=100', { headers: bearer(globex.key) });
      return json.jobs.find(({ failure }) => failure?.code === 'template-unknown');
    });
    assert.equal(job.status, 'failed');
  });

  it('of nobody, or at no template, is left alone', async () => {
    for (const key of ['nobody/8x8-users/x.csv', 'x.csv', 'globex/x.csv', '../globex/8x8-users/x.csv', 'Globex/8x8-users/x.csv']) await put(key, CSV);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal((await jobs(4)).length, 4);
  });

  it('that is deleted is nobody\'s concern', async () => {
    const env = await rollcall.env();
    await env.INBOX_NOTICES.send(notice('globex/none/inbox 9.csv', 'x', 'DeleteObject'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal((await jobs(4)).length, 4);
  });
});
