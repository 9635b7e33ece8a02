// Partners: who may come in, that nobody sees what is another's, and how much each may send.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { changePartner, newPartner, removePartner, rotateKey } from '../scripts/partners/record.mjs';
import { startRollcall } from './harness.mjs';
import { HEADER, bearer, keep, token } from './partners.mjs';
import { peopleText } from './people.mjs';
import { call, fields, file, postFile, postForm, postStream } from './requests.mjs';

const CSV = peopleText(3);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const PORTAL = 'https://portal.acme.test';

const acme = newPartner('acme', { origins: [PORTAL] });
const globex = newPartner('globex', { origins: ['https://globex.test'] });
const narrow = newPartner('narrow', {
  templates: ['webex-users'],
  limits: { uploads_at_once: 2, bytes_a_day: 40_000, body_bytes: 20_000 },
  retention: { least: 2, most: 24, default: 12 },
});

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
/** A job of acme's. @type {any} */
let job;
before(async () => {
  rollcall = await startRollcall();
  await keep(rollcall, acme.record, globex.record, narrow.record);
  job = (await postFile(rollcall, CSV, {}, bearer(acme.key))).json;
  assert.equal(job.status, 'completed');
  const list = await call(rollcall, '/v1/lists/sites', { method: 'PUT', body: 'Évry\n', headers: bearer(acme.key) });
  assert.equal(list.status, 201);
  const own = await call(rollcall, '/v1/templates/acme-own', { method: 'PUT', body: JSON.stringify({ fields: [{ name: 'name' }] }), headers: bearer(acme.key) });
  assert.equal(own.status, 201);
});
after(() => rollcall.close());

/** Every route that is somebody's: its methods, and whether it is of one job, a list or a template. */
const ROUTES = [
  ['POST', '/v1/jobs'], ['GET', '/v1/jobs'],
  ...['', '/report', '/report.json', '/report.csv', '/findings.ndjson', '/report.html', '/errors.csv', '/clean.csv', '/parts/1.csv', '/deliveries']
    .map((end) => ['GET', `/v1/jobs/{id}${end}`]),
  ['DELETE', '/v1/jobs/{id}'], ['POST', '/v1/jobs/{id}/deliveries'], ['POST', '/v1/jobs/{id}/process'],
  ['POST', '/v1/tokens'],
  ['GET', '/v1/templates'], ['GET', '/v1/templates/acme-own'], ['GET', '/v1/templates/acme-own/file.csv'], ['DELETE', '/v1/templates/acme-own'],
  ['GET', '/v1/lists'], ['GET', '/v1/lists/sites'], ['DELETE', '/v1/lists/sites'],
];

/** @param {string} method @param {string} path @param {Record<string, string>} headers */
const ask = (method, path, headers) =>
  call(rollcall, path.replace('{id}', job.id), {
    method,
    headers: { ...(method === 'POST' && path === '/v1/jobs' ? { 'content-type': 'text/csv' } : {}), ...headers },
    body: method === 'POST' ? (path === '/v1/jobs' ? CSV : '') : undefined,
  });

/** Everything of an answer that somebody could tell two apart by. */
const seen = ({ status, headers, text }) => ({
  status,
  text,
  headers: [...headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name)).sort(),
});

const now = Math.floor(Date.now() / 1000);
const STRANGERS = [
  ['without a key', {}, 'key-required'],
  ['with a key of a partner that there is not', bearer(`rc_nobody_${'x'.repeat(43)}`), 'key-unknown'],
  ['with a wrong key of a partner that there is', bearer(`rc_acme_${'x'.repeat(43)}`), 'key-unknown'],
  ['with the hash of a key', bearer(sha256(acme.key)), 'key-unknown'],
  ['with a key in front of which something stands', bearer(`x${acme.key}`), 'key-unknown'],
  ['with another scheme', { authorization: `Basic ${acme.key}` }, 'key-unknown'],
  ['with a token whose time is over', bearer(token(acme.record, { exp: now - 120 })), 'token-expired'],
  ['with a token that another partner signed', bearer(token(acme.record, {}, { secret: globex.record.token_secret })), 'token-invalid'],
  ['with a token of a partner that there is not', bearer(token({ ...acme.record, name: 'nobody' })), 'token-invalid'],
  ['with a token that says it needs no signature', bearer(token(acme.record, {}, { header: '{"alg":"none"}' }).replace(/[^.]*$/, '')), 'token-invalid'],
  ['with a token in another algorithm', bearer(token(acme.record, {}, { header: HEADER.replace('256', '512') })), 'token-invalid'],
];

describe('a stranger', () => {
  for (const [title, headers, code] of /** @type {[string, Record<string, string>, string][]} */ (STRANGERS)) {
    it(`gets nowhere ${title}`, async () => {
      for (const [method, path] of ROUTES) {
        const answer = await ask(method, path, headers);
        assert.equal(answer.status, 401, `${method} ${path}`);
        assert.equal(answer.json.code, code, `${method} ${path}`);
        assert.match(answer.headers.get('www-authenticate') ?? '', /^Bearer/);
        assert.equal(answer.headers.get('access-control-allow-origin'), null);
      }
    });
  }

  it('is not told whether a partner of that name exists', async () => {
    const [one, other] = await Promise.all(['nobody', 'acme'].map((name) => ask('GET', '/v1/jobs', bearer(`rc_${name}_${'x'.repeat(43)}`))));
    assert.deepEqual(seen(one), seen(other));
  });
});

describe('another partner', () => {
  const nowhere = '01m8ftx9f0000000000000000x'.replace('x', '0');
  for (const [method, path] of ROUTES.filter(([, path]) => path.includes('{id}') && !path.endsWith('/process'))) {
    it(`is answered at ${method} ${path} as if there were no such job`, async () => {
      const its = await ask(method, path, bearer(globex.key));
      const none = await ask(method, path.replace('{id}', nowhere), bearer(globex.key));
      assert.equal(its.status, 404);
      assert.equal(its.json.code, 'job-not-found');
      assert.deepEqual(seen(its), seen(none));
      assert.ok(!its.text.includes('acme'));
    });
  }
  for (const [method, path] of ROUTES.filter(([, path]) => /acme-own|sites/.test(path))) {
    it(`is answered at ${method} ${path} as if there were no such thing`, async () => {
      const its = await ask(method, path, bearer(globex.key));
      const none = await ask(method, path.replace(/acme-own|sites/, 'nowhere'), bearer(globex.key));
      assert.equal(its.status, 404);
      assert.deepEqual(seen(its), seen(none));
    });
  }

  it('sees nothing of it in its lists', async () => {
    for (const path of ['/v1/jobs', '/v1/lists', '/v1/templates']) {
      const { status, text } = await ask('GET', path, bearer(globex.key));
      assert.equal(status, 200);
      assert.ok(!text.includes(job.id) && !text.includes('acme'), path);
    }
  });

  it('may use the same idempotency key', async () => {
    const [one, other] = await Promise.all([acme, globex].map(({ key }) => postFile(rollcall, CSV, {}, { ...bearer(key), 'idempotency-key': 'same' })));
    assert.equal(one.status, 201);
    assert.equal(other.status, 201);
    assert.notEqual(one.json.id, other.json.id);
  });

  it('finds no folder of another by an odd name', async () => {
    for (const name of ['acme%2F..', '..%2Facme', 'acme%00', '%2e%2e%2facme']) {
      for (const path of [`/v1/jobs/${name}`, `/v1/lists/${name}`, `/v1/templates/${name}`]) {
        assert.equal((await ask('GET', path, bearer(globex.key))).status, 404, path);
      }
    }
  });

  it('has all that it stores under its own name', async () => {
    const { REPORTS, JOBS } = await rollcall.env();
    const names = [...(await REPORTS.list()).objects.map(({ key }) => key), ...(await JOBS.list()).keys.map(({ name }) => name)];
    assert.ok(names.length > 10);
    for (const name of names) assert.match(name, /^p\/(acme|globex|narrow)\//);
  });
});

describe('an upload token', () => {
  /** @param {object} wish */
  const mint = async (wish, partner = acme) => call(rollcall, '/v1/tokens', { method: 'POST', headers: bearer(partner.key), body: JSON.stringify(wish) });

  it('is minted with a key, says what it is for, and is what any library calls a JWT', async () => {
    const { status, json, headers } = await mint({ template: '8x8-users', origin: PORTAL, minutes: 5, size: 1_000_000, jobs: 2 });
    assert.equal(status, 201);
    assert.equal(headers.get('cache-control'), 'private, no-store');
    const { token: minted, expires, ...rest } = json;
    assert.deepEqual(rest, { template: '8x8-users', origin: PORTAL, size: 1_000_000, jobs: 2 });
    assert.ok(Math.abs(Date.parse(expires) - Date.now() - 300_000) < 5_000);
    const [header, payload] = minted.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    assert.equal(header, HEADER);
    const claims = JSON.parse(payload);
    assert.equal(claims.iss, 'acme');
    // The same again, by another implementation of HMAC.
    assert.equal(token(acme.record, claims), minted);
  });

  const wishes = [
    ['of a template that there is not', { template: 'nope' }, 400, 'template-unknown'],
    ['of another\'s origin', { origin: 'https://globex.test' }, 400, 'option-invalid'],
    ['that never ends', { minutes: 61 }, 400, 'document-invalid'],
    ['for no time', { minutes: 0 }, 400, 'document-invalid'],
    ['for half a job', { jobs: 0.5 }, 400, 'document-invalid'],
    ['for files of no bytes', { size: 0 }, 400, 'document-invalid'],
    ['with something that there is not', { colour: 'red' }, 400, 'document-invalid'],
  ];
  for (const [title, wish, status, code] of /** @type {[string, object, number, string][]} */ (wishes)) {
    it(`is not minted ${title}`, async () => {
      const answer = await mint(wish);
      assert.equal(answer.status, status, answer.text);
      assert.equal(answer.json.code, code);
    });
  }

  it('is not minted of a template that the partner may not use', async () => {
    assert.equal((await mint({ template: '8x8-users' }, narrow)).json.code, 'template-unknown');
    assert.equal((await mint({ template: 'webex-users' }, narrow)).status, 201);
  });

  it('can upload and read its template, and nothing else', async () => {
    const { token: minted } = (await mint({ template: '8x8-users', jobs: 100 })).json;
    for (const [method, path] of [...ROUTES, ['PUT', '/v1/templates/acme-own'], ['PUT', '/v1/lists/sites']]) {
      if (method === 'POST' && path === '/v1/jobs') continue;
      const answer = await ask(method, path, bearer(minted));
      assert.equal(answer.status, 403, `${method} ${path}`);
      const its = /^GET .v1.templates.acme-own/.test(`${method} ${path}`);
      assert.equal(answer.json.code, its ? 'token-other-template' : 'token-not-for-this', `${method} ${path}`);
    }
    for (const path of ['/v1/templates/8x8-users', '/v1/templates/8x8-users/file.csv?columns=basic']) {
      assert.equal((await ask('GET', path, bearer(minted))).status, 200, path);
    }
    assert.equal((await call(rollcall, `/v1/jobs/${job.id}`, { headers: bearer(acme.key) })).status, 200, 'the job is still there');
  });

  it('checks against its template, and refuses another', async () => {
    const { token: minted } = (await mint({ template: '8x8-users', jobs: 100 })).json;
    for (const options of [{}, { template: '8x8-users' }]) {
      const { status, json } = await postFile(rollcall, CSV, options, bearer(minted));
      assert.equal(status, 201);
      assert.equal(json.template, '8x8-users');
    }
    for (const options of [{ template: 'webex-users' }, { template: 'auto' }, { schema: '{"fields":[{"name":"a"}]}' }, { template: '8x8-users', schema: '{"fields":[{"name":"a"}]}' }]) {
      for (const answer of [
        await postFile(rollcall, CSV, options, bearer(minted)),
        await postForm(rollcall, [...fields(options), file(CSV)], { headers: bearer(minted) }),
      ]) {
        assert.equal(answer.status, 403, JSON.stringify(options));
        assert.equal(answer.json.code, 'token-other-template');
      }
    }
  });

  it('takes no more bytes than it says', async () => {
    const small = token(acme.record, { size: CSV.length - 1 });
    const { status, json } = await postFile(rollcall, CSV, {}, bearer(small));
    assert.equal(status, 413);
    assert.equal(json.code, 'body-too-large');
    const chunked = await postStream(rollcall, '/v1/jobs', { 'content-type': 'text/csv', 'transfer-encoding': 'chunked', ...bearer(small) }, [Buffer.from(CSV)]);
    assert.equal(chunked.status, 413);
    assert.equal((await postFile(rollcall, CSV, {}, bearer(token(acme.record, { size: Buffer.byteLength(CSV) })))).status, 201);
  });

  it('makes as many jobs as it says, also when many come at once', async () => {
    const two = token(acme.record, { jobs: 2 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => postFile(rollcall, CSV, {}, bearer(two))));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 403, 403, 403, 403]);
    assert.ok(answers.every(({ status, json }) => status === 201 || json.code === 'token-used'));
    assert.equal((await postFile(rollcall, CSV, {}, bearer(two))).json.code, 'token-used');
  });

  it('has its place back where no job came of it, and gives the same job for the same idempotency key', async () => {
    const one = token(acme.record, { jobs: 1 });
    assert.equal((await postFile(rollcall, CSV, { template: 'nope' }, bearer(one))).json.code, 'template-unknown');
    const cut = await postForm(rollcall, [file(CSV)], { headers: bearer(one), closing: false });
    assert.equal(cut.json.status, 'failed', cut.text);
    const key = { 'idempotency-key': 'token-once' };
    const first = await postFile(rollcall, CSV, {}, { ...bearer(one), ...key });
    assert.equal(first.json.status, 'completed', first.text);
    const again = await postFile(rollcall, CSV, {}, { ...bearer(one), ...key });
    assert.equal(again.json.id, first.json.id, again.text);
    assert.equal((await postFile(rollcall, CSV, {}, bearer(one))).json.code, 'token-used');
  });

  const origins = [
    ['from a page of its origin', { origin: PORTAL }, 201],
    ['from Rollcall\'s frame in such a page', { origin: 'self', 'rollcall-embedder': PORTAL }, 201],
    ['from no page', {}, 403, 'token-other-origin'],
    ['from Rollcall\'s own page', { origin: 'self' }, 403, 'token-other-origin'],
    ['from the frame in another page', { origin: 'self', 'rollcall-embedder': 'https://evil.test' }, 403, 'token-other-origin'],
    ['from another page that says it were the frame', { origin: 'https://evil.test', 'rollcall-embedder': PORTAL }, 403, 'origin-not-allowed'],
    ['from a page that hides its origin', { origin: 'null' }, 403, 'origin-not-allowed'],
  ];
  for (const [title, headers, status, code] of /** @type {[string, Record<string, string>, number, string?][]} */ (origins)) {
    it(`that is for an origin is ${status === 201 ? 'taken' : 'refused'} ${title}`, async () => {
      const own = headers.origin === 'self' ? { ...headers, origin: rollcall.url } : headers;
      const answer = await postStream(rollcall, '/v1/jobs', { 'content-type': 'text/csv', ...own, ...bearer(token(acme.record, { origin: PORTAL })) }, [Buffer.from(CSV)]);
      assert.equal(answer.status, status, answer.text);
      if (code) assert.equal(answer.json.code, code);
    });
  }
});

describe('pages of other origins', () => {
  /** @param {string} path @param {Record<string, string>} headers */
  const preflight = (path, headers) => call(rollcall, path, { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST', ...headers } });

  it('are let in by their preflight where some partner has them', async () => {
    const yes = await preflight('/v1/jobs', { origin: PORTAL });
    assert.equal(yes.status, 204);
    assert.equal(yes.headers.get('access-control-allow-origin'), PORTAL);
    assert.match(yes.headers.get('access-control-allow-headers') ?? '', /authorization/);
    assert.match(yes.headers.get('access-control-allow-methods') ?? '', /POST/);
    assert.equal(yes.headers.get('access-control-allow-credentials'), null);
    const no = await preflight('/v1/jobs', { origin: 'https://evil.test' });
    assert.equal(no.status, 204);
    assert.equal(no.headers.get('access-control-allow-origin'), null);
    assert.match(no.headers.get('vary') ?? '', /origin/);
  });

  it('read answers, problems too, where the partner has them', async () => {
    for (const [headers, status] of [[bearer(acme.key), 200], [bearer(token(acme.record)), 403], [bearer(token(acme.record, { exp: 1 })), 401], [bearer('rc_acme_x'), 401]]) {
      const answer = await ask('GET', '/v1/jobs', { ...headers, origin: PORTAL });
      assert.equal(answer.status, status);
      assert.equal(answer.headers.get('access-control-allow-origin'), PORTAL);
      assert.match(answer.headers.get('vary') ?? '', /origin/);
    }
  });

  it('are refused where the partner has them not, also with its key, and read nothing', async () => {
    for (const origin of ['https://globex.test', 'https://evil.test', `${PORTAL}:444`, 'http://portal.acme.test', 'null']) {
      const answer = await ask('GET', '/v1/jobs', { ...bearer(acme.key), origin });
      assert.equal(answer.status, 403, origin);
      assert.equal(answer.json.code, 'origin-not-allowed');
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
    }
  });

  it('may read what is for everybody', async () => {
    for (const path of ['/health', '/openapi.json', '/v1/codes', '/problems/key-unknown']) {
      const answer = await ask('GET', path, { origin: 'https://evil.test' });
      assert.equal(answer.status, 200, path);
      assert.equal(answer.headers.get('access-control-allow-origin'), '*', path);
    }
  });
});

describe('a partner', () => {
  it('may have two keys while one takes over from the other', async () => {
    const rotated = rotateKey(newPartner('rotated').record, 1);
    const old = newPartner('turning');
    const { record, key } = rotateKey(old.record, 1);
    await keep(rollcall, rotated.record, record);
    for (const either of [old.key, key]) assert.equal((await ask('GET', '/v1/jobs', bearer(either))).status, 200);
    const over = structuredClone(record);
    over.keys.find(({ expires }) => expires !== null).expires = new Date(Date.now() - 1_000).toISOString();
    await keep(rollcall, over);
    assert.equal((await ask('GET', '/v1/jobs', bearer(old.key))).status, 401);
    assert.equal((await ask('GET', '/v1/jobs', bearer(key))).status, 200);
  });

  it('sees and uses no other built-in templates than its own', async () => {
    const { json } = await ask('GET', '/v1/templates', bearer(narrow.key));
    assert.deepEqual(json.templates.map(({ name }) => name), ['webex-users']);
    const hidden = await ask('GET', '/v1/templates/8x8-users', bearer(narrow.key));
    const none = await ask('GET', '/v1/templates/nowhere', bearer(narrow.key));
    assert.deepEqual(seen(hidden), seen(none));
    const refused = await postFile(rollcall, CSV, { template: '8x8-users' }, bearer(narrow.key));
    assert.equal(refused.json.code, 'template-unknown');
    assert.deepEqual(refused.json.allowed, ['webex-users']);
    assert.equal((await postFile(rollcall, 'First Name,Last Name\n', { template: 'webex-users' }, bearer(narrow.key))).status, 201);
    const labels = (await ask('GET', '/v1/templates/8x8-users/file.csv?columns=basic', bearer(acme.key))).text;
    assert.equal((await postFile(rollcall, labels, { template: 'auto' }, bearer(narrow.key))).json.code, 'template-not-recognised');
  });

  it('keeps its jobs for as long as its record says', async () => {
    for (const [options, hours] of /** @type {[Record<string, string>, number | null][]} */ ([[{}, 12], [{ retention: '2' }, 2], [{ retention: '24' }, 24], [{ retention: '1' }, null], [{ retention: '25' }, null]])) {
      const { json } = await postFile(rollcall, 'a\n1\n', options, bearer(narrow.key));
      if (hours === null) assert.equal(json.code, 'option-invalid');
      else assert.equal((Date.parse(json.expires) - Date.parse(json.created)) / 3_600_000, hours);
    }
  });

  it('sends no larger files and no more bytes a day than its record says', async () => {
    const large = await postFile(rollcall, `a\n${'x'.repeat(20_000)}\n`, {}, bearer(narrow.key));
    assert.equal(large.json.code, 'body-too-large');
    const body = `a\n${'x'.repeat(15_000)}\n`;
    assert.equal((await postFile(rollcall, body, {}, bearer(narrow.key))).status, 201);
    assert.equal((await postFile(rollcall, body, {}, bearer(narrow.key))).status, 201);
    const used = await postFile(rollcall, body, {}, bearer(narrow.key));
    assert.equal(used.status, 429);
    assert.equal(used.json.code, 'bytes-used-up');
    const seconds = Number(used.headers.get('retry-after'));
    assert.ok(seconds > 0 && seconds <= 86_400, String(seconds));
    assert.equal((await postFile(rollcall, 'a\n1\n', {}, bearer(narrow.key))).status, 201, 'a small one still fits');
    assert.equal((await postFile(rollcall, body, {}, bearer(globex.key))).status, 201, 'and others are not concerned');
  });

  it('sends no more uploads at once than its record says, and gets its places back', async () => {
    const two = newPartner('two', { limits: { uploads_at_once: 2 } });
    await keep(rollcall, two.record);
    let release = () => {};
    const held = new Promise((resolve) => { release = () => resolve(undefined); });
    async function* slow() {
      yield Buffer.from(CSV);
      await held;
      yield Buffer.from('Zoé,Le Goff,z@sites.example.fr,+33612345678,Lyon,agent,2026-01-01\n');
    }
    const headers = { 'content-type': 'text/csv', 'transfer-encoding': 'chunked', ...bearer(two.key) };
    const running = [1, 2].map(() => postStream(rollcall, '/v1/jobs', headers, slow()));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const third = await postFile(rollcall, CSV, {}, bearer(two.key));
    assert.equal(third.status, 429, third.text);
    assert.equal(third.json.code, 'too-many-uploads');
    assert.equal(third.headers.get('retry-after'), '5');
    assert.equal((await postFile(rollcall, CSV, {}, bearer(globex.key))).status, 201, 'others are not concerned');
    release();
    for (const answer of await Promise.all(running)) assert.equal(answer.status, 201);
    assert.equal((await postFile(rollcall, CSV, {}, bearer(two.key))).status, 201);
  });

  it('that was removed gets in no more, and what it stored is deleted, with its record in the end', async () => {
    const doomed = newPartner('doomed');
    await keep(rollcall, doomed.record);
    await postFile(rollcall, CSV, {}, bearer(doomed.key));
    const { REPORTS, JOBS, PARTNERS, INBOX } = await rollcall.env();
    await INBOX.put('doomed/none/users.csv', CSV);
    await INBOX.put('doomed-not/none/users.csv', CSV);
    const left = async () => [...(await REPORTS.list({ prefix: 'p/doomed/' })).objects, ...(await JOBS.list({ prefix: 'p/doomed/' })).keys, ...(await INBOX.list({ prefix: 'doomed/' })).objects].length;
    assert.ok(await left() > 5);
    await keep(rollcall, removePartner(doomed.record, true).record);
    assert.equal((await ask('GET', '/v1/jobs', bearer(doomed.key))).status, 401);
    await rollcall.scheduled(new Date(), '*/5 * * * *');
    assert.ok(await left() > 4, 'kept where that was wished');
    await keep(rollcall, removePartner(doomed.record).record);
    await rollcall.scheduled(new Date(), '*/5 * * * *');
    assert.equal(await left(), 0);
    assert.equal((await INBOX.list()).objects.length, 1, 'the inbox of another stays');
    assert.notEqual(await PARTNERS.get('partner/doomed'), null, 'the record stays for an hour, for those who were let in before');
    await rollcall.scheduled(new Date(Date.now() + 2 * 3_600_000), '*/5 * * * *');
    assert.equal(await PARTNERS.get('partner/doomed'), null);
    assert.equal((await call(rollcall, `/v1/jobs/${job.id}`, { headers: bearer(acme.key) })).status, 200, 'others have everything');
  });

  it('whose record cannot be read does not get in', async () => {
    const { PARTNERS } = await rollcall.env();
    const broken = newPartner('broken');
    for (const text of ['', '{}', 'null', JSON.stringify({ ...broken.record, name: 'acme' }), JSON.stringify({ ...broken.record, keys: 'all' })]) {
      await PARTNERS.put('partner/broken', text);
      assert.equal((await ask('GET', '/v1/jobs', bearer(broken.key))).json.code, 'key-unknown', text);
    }
  });
});

it('no key, no token and no secret is on the log', () => {
  const logged = JSON.stringify(rollcall.logs());
  assert.match(logged, /"event\\?\\?\\?":\\?\\?\\?"job/);
  for (const secret of [acme.key, globex.key, acme.hookSecret, acme.record.token_secret, 'eyJ', sha256(acme.key), 'Élodie', "D'Angelo"]) {
    assert.ok(!logged.includes(secret), secret.slice(0, 8));
  }
});

it('the platform\'s rate limits are said with the time to wait', async () => {
  const limited = await startRollcall({ rates: { REQUESTS: { limit: 5, period: 60 }, UPLOADS: { limit: 2, period: 60 } } });
  try {
    await keep(limited, acme.record, globex.record);
    const uploads = [];
    for (let count = 0; count < 3; count++) uploads.push(await postFile(limited, CSV, {}, bearer(acme.key)));
    assert.deepEqual(uploads.map(({ status }) => status), [201, 201, 429]);
    assert.equal(uploads[2].json.code, 'too-many-requests');
    assert.equal(uploads[2].headers.get('retry-after'), '60');
    const reads = [];
    for (let count = 0; count < 4; count++) reads.push((await call(limited, '/v1/jobs', { headers: bearer(acme.key) })).status);
    assert.deepEqual(reads, [200, 200, 429, 429]);
    assert.equal((await call(limited, '/v1/jobs', { headers: bearer(globex.key) })).status, 200);
    assert.equal((await call(limited, '/health')).status, 200);
  } finally {
    await limited.close();
  }
});

it('a Worker without partners that is not open refuses', async () => {
  const closed = await startRollcall({ vars: { ROLLCALL_OPEN: '', ROLLCALL_DEVELOPMENT: '' } });
  try {
    const { status, json } = await postFile(closed, CSV);
    assert.equal(status, 401);
    assert.equal(json.code, 'key-required');
    const { json: health } = await call(closed, '/health');
    assert.equal(health.partners, 'none');
    assert.equal(health.wasm_memory_bytes, undefined);
  } finally {
    await closed.close();
  }
});

it('an open Worker says that it is, mints no tokens, and asks for keys as soon as there is a partner', async () => {
  const open = await startRollcall();
  try {
    assert.equal((await postFile(open, CSV)).status, 201);
    assert.equal((await call(open, '/health')).json.partners, 'open');
    assert.equal((await postFile(open, CSV, {}, bearer('rc_nobody_x'))).status, 401);
    assert.equal((await call(open, '/v1/tokens', { method: 'POST', body: '{}' })).json.code, 'partner-required');
    await keep(open, changePartner(acme.record, { origins: [] }).record);
    assert.equal((await postFile(open, CSV)).status, 401);
    assert.equal((await postFile(open, CSV, {}, bearer(acme.key))).status, 201);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    assert.equal((await call(open, '/health')).json.partners, 'configured');
  } finally {
    await open.close();
  }
});
