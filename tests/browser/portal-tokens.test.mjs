// <rollcall-upload> with real upload tokens: what the frame asks for with one, what becomes of one that is no
// good, and a portal that calls the API from its own page.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { newPartner, originKey, recordKey } from '../../scripts/partners/record.mjs';
import { startRollcall } from '../harness.mjs';
import { sentence } from './files.mjs';
import { startBrowser } from './tab.mjs';

const HEADER = 'User.FirstName,User.LastName,User.Email,User.Site\nFirst Name,Last Name,Email,Site\n';
const GOOD = `${HEADER}Zoé,Marchand,zoe@harbour.example,Lyon\n`;
const WRONG = `${GOOD}Ada,Byron,nope,Lyon\n`;
const ELSEWHERE = 'https://elsewhere.example';
/** A site that is nobody's. */
const STRANGER = 'http://stranger.localhost';

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../harness.mjs').Rollcall} */
let rollcall;
/** @type {import('node:http').Server} */
let server;
/** @type {string} */
let portal;
/** @type {ReturnType<typeof newPartner>} */
let acme;

const JS = `window.heard = [];
for (const name of ['ready', 'progress', 'complete', 'error', 'token-expired'])
  document.addEventListener('rollcall-' + name, (event) => heard.push({ name, detail: event.detail }));
window.renews = async (wishes) => {
  document.querySelector('rollcall-upload').token = await (await fetch('/api/upload-token', { method: 'POST', body: JSON.stringify(wishes) })).text();
};`;

/** The portal's server: its page, and the route at which it gives a token to whom it knows. */
async function answer(request, response) {
  const address = new URL(request.url ?? '/', 'http://portal');
  const say = (/** @type {string} */ type, /** @type {string} */ body, headers = {}) => response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, ...headers }).end(body);
  if (address.pathname === '/portal.js') return say('text/javascript', JS);
  if (address.pathname === '/empty') return say('text/html', '<!doctype html><title>Portal</title>');
  if (address.pathname === '/api/upload-token') {
    let wishes = '';
    for await (const piece of request) wishes += piece;
    return say('text/plain', await mint(JSON.parse(wishes)));
  }
  return say('text/html', `<!doctype html><html lang="en"><meta charset="utf-8"><title>Portal</title><script src="/portal.js"></script>
<script type="module" src="${rollcall.url}/element.js"></script><h1>Portal</h1>${address.searchParams.get('markup')}`, {
    'content-security-policy': `default-src 'none'; connect-src 'self'; script-src 'self' ${rollcall.url}; frame-src ${rollcall.url}; base-uri 'none'`,
  });
}

/** @param {object} [wishes] @returns {Promise<string>} a token, as a portal's server gets it */
async function mint(wishes = {}) {
  const made = await rollcall.fetch('/v1/tokens', {
    method: 'POST', headers: { authorization: `Bearer ${acme.key}`, 'content-type': 'application/json' }, body: JSON.stringify(wishes),
  });
  assert.equal(made.status, 201, await made.clone().text());
  return /** @type {any} */ (await made.json()).token;
}

/** A token that nobody minted. @param {object} claims */
function signed(claims) {
  const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const said = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ iss: 'acme', jti: `test-${Math.random()}`, iat: now, exp: now + 900, template: null, origin: null, size: null, jobs: 1, ...claims })}`;
  return `${said}.${createHmac('sha256', Buffer.from(acme.record.token_secret, 'base64')).update(said).digest('base64url')}`;
}

before(async () => {
  [browser, rollcall] = await Promise.all([startBrowser(), startRollcall({ vars: { ROLLCALL_OPEN: '' } })]);
  server = createServer((request, response) => answer(request, response).catch((error) => response.writeHead(500).end(String(error))));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  // Another site, and not just another port.
  portal = `http://${new URL(rollcall.url).hostname === 'localhost' ? '127.0.0.1' : 'localhost'}:${port}`;
  acme = newPartner('acme', { origins: [portal, ELSEWHERE] });
  const { PARTNERS } = await rollcall.env();
  await PARTNERS.put(recordKey('acme'), JSON.stringify(acme.record));
  for (const origin of acme.record.origins) await PARTNERS.put(originKey(origin), JSON.stringify(['acme']));
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all([browser.close(), rollcall.close()]);
});

/**
 * Opens the portal.
 * @param {string} markup
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
async function open(markup, options) {
  const tab = await (await browser.newContext({ locale: 'en-GB', ...options })).newPage();
  /** @type {import('playwright-core').Request[]} */
  const requests = [];
  tab.on('request', (request) => requests.push(request));
  await tab.goto(`${portal}/?${new URLSearchParams({ markup })}`);
  const inner = () => /** @type {import('playwright-core').Frame} */ (tab.frames().find((frame) => frame.url().startsWith(`${rollcall.url}/embed`)));
  /** @param {string} name @returns {Promise<any[]>} */
  const all = (name) => tab.evaluate((name) => window.heard.filter((event) => event.name === name).map(({ detail }) => detail), name);
  /** @param {string} name @param {number} [count] @returns {Promise<any>} the detail of that one of the events */
  const heard = async (name, count = 1) => {
    await tab.waitForFunction(([name, count]) => window.heard.filter((event) => event.name === name).length >= count, /** @type {const} */ ([name, count]), { timeout: 15_000 });
    return (await all(name))[count - 1];
  };
  await heard('ready');
  return {
    tab, inner, all, heard, requests,
    /** @param {string} token */
    give: (token) => tab.evaluate((token) => { document.querySelector('rollcall-upload').token = token; }, token),
    /** @param {string} csv @param {string} [name] */
    choose: (csv, name = 'users.csv') => inner().setInputFiles('#file', { name, mimeType: 'text/csv', buffer: Buffer.from(csv) }),
    /** What was asked of the API, as `GET /v1/…`. */
    calls: () => requests.filter((request) => new URL(request.url()).pathname.startsWith('/v1/')).map((request) => `${request.method()} ${new URL(request.url()).pathname}`),
    close: () => tab.context().close(),
  };
}

describe('with a token of the portal\'s server', () => {
  it('a file is checked and its report is there, by nothing but the upload and the template; and the frame says who is around it', async () => {
    const it = await open('<rollcall-upload template="8x8-users" columns="basic"></rollcall-upload>');
    await it.tab.evaluate((origin) => window.renews({ template: '8x8-users', origin, size: 1 << 20 }), portal);
    // The largest file is the token's.
    await it.inner().getByText('1 MB').waitFor();
    const empty = it.tab.waitForEvent('download');
    await it.inner().locator('.embed-foot button').click();
    assert.equal((await empty).suggestedFilename(), '8x8-users-template.csv');
    await it.choose(WRONG);
    const { valid, job } = await it.heard('complete');
    assert.equal(valid, false);
    assert.equal(job.template, '8x8-users');
    // With its examples, and what there is to take along.
    assert.match((await it.inner().locator('.embed-groups').textContent()) ?? '', /nope/);
    assert.equal(await it.inner().locator('a.button').count(), 0);
    const names = [];
    for (const button of await it.inner().locator('.embed-downloads button').all()) {
      const [download] = await Promise.all([it.tab.waitForEvent('download'), button.click()]);
      names.push(download.suggestedFilename());
      assert.match(readFileSync(await download.path(), 'utf8'), /nope/);
    }
    assert.deepEqual(names, ['users-report.html', 'users-report.csv', 'users-errors.csv']);
    assert.deepEqual([...new Set(it.calls())].sort(), ['GET /v1/templates/8x8-users', 'GET /v1/templates/8x8-users/file.csv', 'POST /v1/jobs']);
    for (const request of it.requests) {
      const headers = await request.allHeaders();
      const path = new URL(request.url()).pathname;
      const called = path.startsWith('/v1/');
      assert.equal(headers['rollcall-embedder'], called ? portal : undefined, path);
      assert.equal(headers['authorization'] !== undefined, called, path);
    }
    await it.close();
  });

  it('one that has expired is asked for again, and the same file goes on', async () => {
    const it = await open('<rollcall-upload template="8x8-users"></rollcall-upload>');
    const long = Math.floor(Date.now() / 1000) - 3_600;
    await it.give(signed({ iat: long, exp: long + 60 }));
    await it.choose(GOOD);
    assert.deepEqual(await it.heard('token-expired'), { code: 'token-expired' });
    await it.inner().getByText(sentence('embed-renewing')).waitFor();
    // One that is none at all is no better.
    await it.give('nothing.like.it');
    assert.deepEqual(await it.heard('token-expired', 2), { code: 'token-invalid' });
    await it.tab.evaluate((origin) => window.renews({ template: '8x8-users', origin }), portal);
    const { valid, job } = await it.heard('complete');
    assert.equal(valid, true);
    assert.equal(job.file.name, 'users.csv');
    assert.deepEqual(await it.all('error'), []);
    await it.close();
  });

  it('a portal whose tokens are never good is not asked for ever, and nobody waits for it', async () => {
    const it = await open('<rollcall-upload template="8x8-users"></rollcall-upload>');
    await it.tab.evaluate(() => document.addEventListener('rollcall-token-expired', () => { document.querySelector('rollcall-upload').token = 'nothing.like.it'; }));
    await it.choose(GOOD);
    assert.equal((await it.heard('error')).code, 'token-invalid');
    await it.inner().getByText(sentence('embed-no-access')).waitFor();
    assert.equal((await it.all('token-expired')).length, 3);
    await it.close();
  });

  it('one whose files are all sent is asked for again: who mends a file sends it once more', async () => {
    const it = await open('<rollcall-upload template="8x8-users"></rollcall-upload>');
    await it.give(await mint({ template: '8x8-users', origin: portal, jobs: 1 }));
    await it.choose(WRONG);
    assert.equal((await it.heard('complete')).valid, false);
    await it.inner().getByRole('button', { name: sentence('upload-another') }).click();
    await it.choose(GOOD, 'mended.csv');
    assert.deepEqual(await it.heard('token-expired'), { code: 'token-used' });
    await it.give(await mint({ template: '8x8-users', origin: portal, jobs: 1 }));
    assert.equal((await it.heard('complete', 2)).valid, true);
    await it.close();
  });

  for (const [what, wishes, code] of /** @type {[string, () => object, string][]} */ ([
    ['another portal', () => ({ origin: ELSEWHERE }), 'token-other-origin'],
    ['another template', () => ({ origin: portal, template: 'webex-users' }), 'token-other-template'],
  ])) {
    it(`one for ${what} is refused, in a sentence, and no other is asked for`, async () => {
      const it = await open('<rollcall-upload template="8x8-users"></rollcall-upload>');
      await it.give(await mint(wishes()));
      await it.choose(GOOD);
      const error = await it.heard('error');
      assert.equal(error.code, code);
      assert.equal(error.message, sentence(`trouble-${code}`));
      await it.inner().getByRole('alert').getByText(error.message).waitFor();
      assert.equal(await it.inner().getByRole('button', { name: sentence('trouble-retry') }).count(), 0);
      assert.deepEqual(await it.all('token-expired'), []);
      // Another one, and the form works again.
      await it.give(await mint({ origin: portal }));
      await it.choose(GOOD);
      assert.equal((await it.heard('complete')).valid, true);
      await it.close();
    });
  }

  it('a portal that is in front of another cannot say that it is the other', async () => {
    const it = await open('<rollcall-upload template="8x8-users"></rollcall-upload>');
    await it.tab.evaluate((origin) => {
      const upload = document.querySelector('rollcall-upload');
      for (const name of ['embedder', 'origin', 'around']) upload.setAttribute(name, origin);
      upload.description = `rollcall-embedder: ${origin}`;
    }, ELSEWHERE);
    await it.give(await mint({ origin: ELSEWHERE }));
    await it.choose(GOOD);
    assert.equal((await it.heard('error')).code, 'token-other-origin');
    await it.close();
  });

  it('where the element names no template, the token does', async () => {
    const it = await open('<rollcall-upload></rollcall-upload>');
    await it.choose(GOOD);
    await it.heard('token-expired');
    await it.give(await mint({ template: '8x8-users', origin: portal }));
    assert.equal((await it.heard('complete')).job.template, '8x8-users');
    await it.close();
  });

  it('a template is recognised with one for `auto`; where it is not, there is nothing to choose', async () => {
    const it = await open('<rollcall-upload></rollcall-upload>');
    await it.give(await mint({ template: 'auto', origin: portal, jobs: 5 }));
    await it.choose(WRONG);
    assert.equal((await it.heard('complete')).job.template, '8x8-users');
    assert.match((await it.inner().locator('.embed-groups').textContent()) ?? '', /nope/);
    await it.inner().getByRole('button', { name: sentence('upload-another') }).click();
    await it.choose('planet,moons\nMars,2\n');
    assert.equal((await it.heard('error')).code, 'template-not-recognised');
    await it.inner().getByText(sentence('embed-not-recognised')).waitFor();
    assert.deepEqual([...new Set(it.calls())], ['POST /v1/jobs']);
    await it.close();
  });

  it('somebody chooses the kind with one for any template, without a call for the list of them', async () => {
    const it = await open('<rollcall-upload></rollcall-upload>');
    await it.give(await mint({ origin: portal, jobs: 5 }));
    await it.choose('planet,moons\nMars,2\n');
    assert.equal((await it.heard('error')).code, 'template-not-recognised');
    await it.inner().locator('#template').getByRole('option').filter({ hasText: '8x8' }).first().waitFor({ state: 'attached' });
    await it.inner().selectOption('#template', 'none');
    await it.inner().click('button.primary');
    assert.equal((await it.heard('complete')).valid, true);
    assert.deepEqual([...new Set(it.calls())], ['POST /v1/jobs']);
    await it.close();
  });

  it('what finds no room for a moment goes on by itself; what is over for the day is said', async () => {
    const it = await open('<rollcall-upload template="8x8-users"></rollcall-upload>');
    await it.give(await mint({ template: '8x8-users', origin: portal, jobs: 5 }));
    let full = 2;
    const refuse = (/** @type {string} */ code, /** @type {string} */ seconds) => ({
      status: 429, contentType: 'application/problem+json', headers: { 'retry-after': seconds }, body: JSON.stringify({ code, title: code, detail: 'Later.', status: 429 }),
    });
    await it.tab.route('**/v1/jobs', (route) => ((full -= 1) >= 0 ? route.fulfill(refuse('too-many-uploads', '1')) : route.continue()));
    await it.choose(GOOD);
    await it.inner().getByText(sentence('embed-waiting')).waitFor();
    assert.equal((await it.heard('complete')).valid, true);
    assert.deepEqual(await it.all('error'), []);
    await it.tab.unroute('**/v1/jobs');
    await it.tab.route('**/v1/jobs', (route) => route.fulfill(refuse('bytes-used-up', '7000')));
    await it.inner().getByRole('button', { name: sentence('upload-another') }).click();
    await it.choose(WRONG);
    const error = await it.heard('error');
    assert.equal(error.code, 'bytes-used-up');
    assert.match(error.message, /2 hours/);
    await it.tab.unroute('**/v1/jobs');
    await it.inner().getByRole('button', { name: sentence('trouble-retry') }).click();
    assert.equal((await it.heard('complete', 2)).valid, false);
    await it.close();
  });

  it('findings that only the edge can make are counted, and no file is offered that lacks them', async () => {
    const bearer = { authorization: `Bearer ${acme.key}` };
    const schema = { fields: [{ name: 'site', rollcall: { list: 'sites' } }, { name: 'seats', type: 'integer' }] };
    for (const [path, type, body] of [['/v1/lists/sites', 'text/plain', 'Lyon\nTurin\n'], ['/v1/templates/seats', 'application/json', JSON.stringify(schema)]]) {
      const put = await rollcall.fetch(path, { method: 'PUT', headers: { ...bearer, 'content-type': type }, body });
      assert.ok(put.ok, await put.text());
    }
    const it = await open('<rollcall-upload template="seats"></rollcall-upload>');
    await it.give(await mint({ template: 'seats', origin: portal, jobs: 5 }));
    await it.choose('site,seats\nLyon,many\nParis,3\n');
    const { job } = await it.heard('complete');
    assert.equal(job.rows.invalid, 2);
    await it.inner().getByText(sentence('embed-portal-has')).waitFor();
    assert.match((await it.inner().locator('.embed-groups').textContent()) ?? '', /many/);
    assert.equal(await it.inner().locator('.embed-downloads').count(), 0);
    // Where there is nothing of the kind, what was found here is the whole of it.
    await it.inner().getByRole('button', { name: sentence('upload-another') }).click();
    await it.choose('site,seats\nLyon,many\n');
    await it.heard('complete', 2);
    await it.inner().locator('.embed-downloads').waitFor();
    assert.deepEqual([...new Set(it.calls())].sort(), ['GET /v1/templates/seats', 'POST /v1/jobs']);
    await it.close();
  });
});

describe('a portal that calls the API from its own page', () => {
  /** @param {import('playwright-core').Page} page @param {string} token */
  const upload = (page, token) => page.evaluate(async ([url, token, csv]) => {
    const form = new FormData();
    form.append('file', new File([csv], 'users.csv', { type: 'text/csv' }));
    try {
      const answer = await fetch(`${url}/v1/jobs`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'idempotency-key': crypto.randomUUID() }, body: form });
      return { location: answer.headers.get('location'), ...(await answer.json()) };
    } catch (error) {
      return { failed: String(error) };
    }
  }, /** @type {const} */ ([rollcall.url, token, GOOD]));

  it('sends a file with a token for its origin', async () => {
    const page = await browser.newPage();
    await page.goto(`${portal}/empty`);
    const job = await upload(page, await mint({ template: '8x8-users', origin: portal }));
    assert.equal(job.valid, true, JSON.stringify(job));
    assert.equal(job.template, '8x8-users');
    assert.match(job.location ?? '', /\/v1\/jobs\/\w+$/);
    // And reads why it may not.
    const refused = await upload(page, await mint({ origin: ELSEWHERE }));
    assert.equal(refused.code, 'token-other-origin');
    await page.close();
  });

  it('is kept out by the browser where the partner does not have its origin', async () => {
    const page = await browser.newPage();
    await page.route(`${STRANGER}/**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Stranger</title>' }));
    await page.goto(`${STRANGER}/`);
    const stranger = await upload(page, await mint());
    assert.match(stranger.failed ?? JSON.stringify(stranger), /TypeError/);
    await page.close();
  });
});
