// <rollcall-upload> in somebody else's page: two origins, a strict policy, a real browser.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { newPartner, recordKey } from '../../scripts/partners/record.mjs';
import { ROOT, startRollcall } from '../harness.mjs';
import { startBrowser } from './tab.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const GOOD = 'User.FirstName,User.LastName,User.Email,User.Site\nFirst Name,Last Name,Email,Site\nZoé,Marchand,zoe@harbour.example,Lyon\n';
const WRONG = `${GOOD}Ada,Byron,nope,Lyon\n`;

/** @typedef {{name: string, detail: any}} Heard */

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('../harness.mjs').Rollcall} */
let rollcall;
/** One that asks for a key. @type {import('../harness.mjs').Rollcall} */
let locked;
const { record, key } = newPartner('acme');
/** What the portal's server got with the key. @type {string} */
let token;
/** @type {import('node:http').Server} */
let server;
/** @type {string} */
let portal;

/** What the portal serves: its page for the Rollcall in the query, with the policy that the guide advises. */
function page(rollcallUrl, { markup, policy }) {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy ?? `default-src 'none'; script-src 'self' ${rollcallUrl}; style-src 'self'; frame-src ${rollcallUrl}; base-uri 'none'`,
    body: `<!doctype html><html lang="it"><meta charset="utf-8"><title>Portal</title><link rel="stylesheet" href="/portal.css">
<script src="/portal.js"></script><script type="module" src="${rollcallUrl}/element.js"></script>
<h1>Portal</h1>${markup}`,
  };
}

const CSS = `:root { --brand: rgb(120, 10, 90); } :root.night { --brand: rgb(250, 180, 230); color-scheme: dark; }
rollcall-upload { --rollcall-accent: var(--brand); --rollcall-card: light-dark(white, #222); --rollcall-wrong: url(https://evil.example/x); --rollcall-radius: 3px; --rollcall-font: Georgia, serif; }`;
const JS = `window.heard = []; window.violations = [];
addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));
for (const name of ['ready', 'progress', 'complete', 'error', 'token-expired'])
  document.addEventListener('rollcall-' + name, (event) => heard.push({ name, detail: event.detail }));
addEventListener('message', (event) => (window.messages ??= []).push({ origin: event.origin, data: event.data, ports: event.ports.length }));`;

before(async () => {
  [browser, rollcall, locked] = await Promise.all([
    startBrowser(),
    startRollcall(),
    startRollcall({ vars: { ROLLCALL_OPEN: '' } }),
  ]);
  await (await locked.env()).PARTNERS.put(recordKey('acme'), JSON.stringify(record));
  const minted = await locked.fetch('/v1/tokens', { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: '{"jobs": 10}' });
  ({ token } = /** @type {any} */ (await minted.json()));
  server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://portal');
    const { body, ...headers } = address.pathname === '/portal.css' ? { 'content-type': 'text/css', body: CSS }
      : address.pathname === '/portal.js' ? { 'content-type': 'text/javascript', body: JS }
        : address.pathname === '/around' ? { 'content-type': 'text/html', body: `<!doctype html><iframe src="/?${address.searchParams}" width="600" height="700"></iframe>` }
          : page(address.searchParams.get('rollcall'), { markup: address.searchParams.get('markup') ?? '', policy: address.searchParams.get('policy') });
    response.writeHead(200, headers).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  // Another site, and not just another port.
  portal = `http://${new URL(rollcall.url).hostname === 'localhost' ? '127.0.0.1' : 'localhost'}:${port}`;
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all([browser.close(), rollcall.close(), locked.close()]);
});

/**
 * Opens the portal.
 * @param {string} markup
 * @param {{on?: import('../harness.mjs').Rollcall, path?: string, policy?: string, context?: import('playwright-core').BrowserContextOptions}} [more]
 */
async function open(markup, { on = rollcall, path: where = '/', policy, context } = {}) {
  const tab = await (await browser.newContext(context)).newPage();
  const addresses = /** @type {string[]} */ ([]);
  const said = /** @type {string[]} */ ([]);
  tab.on('request', (request) => addresses.push(request.url()));
  tab.on('console', (message) => said.push(message.text()));
  const query = new URLSearchParams({ rollcall: on.url, markup, ...(policy ? { policy } : {}) });
  await tab.goto(`${portal}${where}?${query}`);
  const outer = where === '/' ? tab.mainFrame() : /** @type {import('playwright-core').Frame} */ (tab.frames().find((frame) => frame.url().startsWith(`${portal}/?`)));
  /** @param {string} name @returns {Promise<any>} the first event's detail */
  const heard = async (name) => {
    await outer.waitForFunction((name) => window.heard.some((event) => event.name === name), name, { timeout: 15_000 });
    return (await all(name))[0];
  };
  /** @param {string} name @returns {Promise<any[]>} */
  const all = (name) => outer.evaluate((name) => window.heard.filter((event) => event.name === name).map(({ detail }) => detail), name);
  const inner = () => /** @type {import('playwright-core').Frame} */ (tab.frames().find((frame) => frame.url().startsWith(`${on.url}/embed`)));
  const choose = (csv, name = 'users.csv') => inner().setInputFiles('#file', { name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
  return { tab, outer, inner, heard, all, choose, addresses, said, close: () => tab.context().close() };
}

describe('in a portal', () => {
  it('a file is checked, and the portal hears of it, under a strict policy', async () => {
    const it = await open('<rollcall-upload template="8x8-users" language="fr" description="From a portal">Instead</rollcall-upload>');
    assert.deepEqual(await it.heard('ready'), { version: 1 });
    assert.equal(await it.inner().getAttribute('html', 'lang'), 'fr');
    await it.choose(WRONG);
    const { valid, job, report } = await it.heard('complete');
    assert.equal(valid, false);
    assert.equal(report, null);
    const stored = await (await rollcall.fetch(`/v1/jobs/${job.id}`)).json();
    assert.equal(stored.description, 'From a portal');
    assert.equal(stored.template, '8x8-users');
    assert.equal(stored.language, 'fr');
    const progress = await it.all('progress');
    assert.ok(progress.length > 0);
    const { phase, rows, bytes, total, invalid } = progress.at(-1);
    assert.deepEqual({ phase, rows, bytes, total, invalid }, { phase: 'store', rows: 2, bytes: Buffer.byteLength(WRONG), total: Buffer.byteLength(WRONG), invalid: 1 });
    assert.match(await it.inner().getAttribute('a.button', 'href') ?? '', new RegExp(`^/report\\?job=${job.id}$`));
    assert.deepEqual(await it.outer.evaluate(() => window.violations), []);
    assert.deepEqual(it.said.filter((text) => /Content.Security|Refused|error/i.test(text)), []);
    // Neither is there a request to anybody else.
    assert.deepEqual(it.addresses.filter((address) => !address.startsWith(portal) && !address.startsWith(rollcall.url) && !address.startsWith('blob:')), []);
    await it.close();
  });

  it('a file that is right is not applied, and nothing there offers it', async () => {
    const it = await open(`<rollcall-upload template="8x8-users" token="${token}"></rollcall-upload>`, { on: locked });
    await it.heard('ready');
    await it.choose(GOOD);
    assert.equal((await it.heard('complete')).valid, true);
    assert.equal(await it.inner().locator('a[href*="/apply"], a[href*="/users"]').count(), 0);
    assert.deepEqual(it.addresses.filter((address) => /\/v1\/(users|directory)|\/(plan|process|revert)$/.test(new URL(address).pathname)), []);
    await it.close();
  });

  it('inside another frame as well', async () => {
    const it = await open('<rollcall-upload template="none"></rollcall-upload>', { path: '/around' });
    await it.heard('ready');
    await it.choose('a,b\n1,2\n');
    assert.equal((await it.heard('complete')).valid, true);
    await it.close();
  });

  it('speaks the language of the page around, and another when it is told', async () => {
    const it = await open('<rollcall-upload></rollcall-upload>');
    await it.heard('ready');
    assert.equal(await it.inner().getAttribute('html', 'lang'), 'it');
    await it.outer.evaluate(() => (document.querySelector('rollcall-upload').language = 'de'));
    await it.inner().waitForSelector('html[lang=de]');
    await it.close();
  });

  it('a token that is set again lets what waits go on, and is nowhere to be found', async () => {
    const it = await open('<rollcall-upload template="8x8-users"></rollcall-upload>', { on: locked });
    await it.heard('ready');
    await it.choose(GOOD);
    assert.deepEqual(await it.heard('token-expired'), { code: 'key-required' });
    await it.inner().waitForSelector('.notice.warning');
    // One that is not good either is asked for once more.
    await it.outer.evaluate(() => (document.querySelector('rollcall-upload').token = 'rc_old'));
    await it.outer.waitForFunction(() => window.heard.filter(({ name }) => name === 'token-expired').length === 2);
    assert.equal((await it.all('token-expired'))[1].code, 'key-unknown');
    await it.outer.evaluate((token) => (document.querySelector('rollcall-upload').token = token), token);
    const { job } = await it.heard('complete');
    assert.equal(job.status, 'completed');
    assert.deepEqual(it.addresses.filter((address) => address.includes(token)), []);
    assert.deepEqual(it.said.filter((text) => text.includes(token)), []);
    assert.equal(await it.outer.evaluate(() => document.documentElement.outerHTML + document.querySelector('rollcall-upload').shadowRoot.innerHTML).then((html) => html.includes(token)), false);
    const kept = await it.inner().evaluate(() => {
      // Some browsers give a frame of another site no storage at all.
      try {
        return JSON.stringify({ ...sessionStorage, ...localStorage }) + document.cookie;
      } catch {
        return '';
      }
    });
    assert.ok(!kept.includes('rc_') && !kept.includes(token), kept);
    // No link brings anything without a key; what there is to take along is made here.
    assert.equal(await it.inner().locator('a.button').count(), 0);
    // A browser lets a frame of another site save only just after a press; on a busy machine one may come too late.
    const press = async (left = 3) => {
      const saved = it.tab.waitForEvent('download', { timeout: 10_000 }).catch((error) => (left > 1 ? null : Promise.reject(error)));
      await it.inner().locator('.embed-downloads button').first().click();
      return (await saved) ?? press(left - 1);
    };
    const download = await press();
    assert.equal(download.suggestedFilename(), 'users-report.html');
    await it.close();
  });

  it('a key that was given to Rollcall\'s own page is not used', async () => {
    // The demo is of the same site, so its frame sees what the tab has stored.
    const tab = await browser.newPage();
    await tab.goto(`${locked.url}/robots.txt`);
    await tab.evaluate((key) => sessionStorage.setItem('rollcall-key', key), key);
    await tab.goto(`${locked.url}/demo`);
    await tab.waitForSelector('#log li');
    const frame = /** @type {import('playwright-core').Frame} */ (tab.frames().find((frame) => frame.url().includes('/embed')));
    assert.equal(await frame.evaluate(() => sessionStorage.getItem('rollcall-key')), key);
    await frame.setInputFiles('#file', { name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(GOOD) });
    await tab.getByText('{"code":"key-required"}').waitFor();
    await tab.close();
  });

  it('with `keep` nothing is sent, and no value of the file reaches the portal', async () => {
    const it = await open('<rollcall-upload keep template="8x8-users"></rollcall-upload>');
    await it.heard('ready');
    const before = it.addresses.length;
    await it.choose(WRONG);
    const detail = await it.heard('complete');
    assert.equal(detail.job, null);
    assert.equal(detail.valid, false);
    assert.equal(detail.report.rows.total, 2);
    assert.ok(detail.report.findings.groups.length > 0);
    assert.ok(!JSON.stringify(detail).includes('nope'));
    assert.deepEqual(it.addresses.slice(before).filter((address) => new URL(address).pathname === '/v1/jobs'), []);
    await it.close();
  });

  it('what was not sent is made into files in the frame', async () => {
    const it = await open('<rollcall-upload keep></rollcall-upload>');
    await it.heard('ready');
    await it.choose(WRONG);
    await it.heard('complete');
    const files = /** @type {string[]} */ ([]);
    for (const button of await it.inner().locator('.embed-downloads button').all()) {
      const [download] = await Promise.all([it.tab.waitForEvent('download'), button.click()]);
      files.push(download.suggestedFilename());
      assert.match(readFileSync(await download.path(), 'utf8'), /nope/);
    }
    assert.deepEqual(files, ['users-report.html', 'users-report.csv', 'users-errors.csv']);
    await it.close();
  });

  for (const keep of ['', 'keep']) {
    it(`somebody is asked for the kind where the header says nothing${keep && ', with `keep`'}`, async () => {
      const it = await open(`<rollcall-upload ${keep}></rollcall-upload>`);
      await it.heard('ready');
      await it.choose('planet,moons\nMars,2\n');
      assert.equal((await it.heard('error')).code, 'template-not-recognised');
      await it.inner().selectOption('#template', 'none');
      await it.inner().click('button.primary');
      assert.equal((await it.heard('complete')).valid, true);
      await it.close();
    });
  }

  it('a check is stopped by the one who began it, and by the portal', async () => {
    const it = await open('<rollcall-upload template="none"></rollcall-upload>');
    await it.heard('ready');
    await it.tab.route('**/v1/jobs', () => {}); // Never answered.
    await it.choose('a,b\n1,2\n');
    await it.inner().click('.embed-progress button');
    await it.inner().waitForSelector('.notice');
    await it.choose('a,b\n1,2\n');
    await it.inner().waitForSelector('.embed-progress');
    await it.outer.evaluate(() => document.querySelector('rollcall-upload').reset());
    await it.inner().waitForSelector('#file');
    assert.deepEqual(await it.all('complete'), []);
    await it.tab.unroute('**/v1/jobs');
    await it.choose('a,b\n1,2\n');
    assert.equal((await it.heard('complete')).valid, true);
    await it.close();
  });

  it('what goes wrong is said in the frame and to the portal, and can be tried again', async () => {
    const it = await open('<rollcall-upload template="none"></rollcall-upload>');
    await it.heard('ready');
    await it.tab.route('**/v1/jobs', (route) => route.abort());
    await it.choose('a,b\n1,2\n');
    assert.equal((await it.heard('error')).code, 'network');
    await it.tab.unroute('**/v1/jobs');
    await it.inner().click('.notice button');
    assert.equal((await it.heard('complete')).valid, true);
    await it.close();
  });

  it('wears the portal\'s style, hears when it changes, and takes nothing that fetches', async () => {
    const it = await open('<rollcall-upload></rollcall-upload>');
    await it.heard('ready');
    const style = () => it.inner().evaluate(() => {
      const root = document.documentElement;
      const own = (name) => root.style.getPropertyValue(name);
      return { accent: own('--accent'), wrong: own('--wrong'), radius: own('--radius'), font: getComputedStyle(root).fontFamily, scheme: getComputedStyle(root).colorScheme };
    });
    assert.deepEqual(await style(), { accent: 'rgb(120, 10, 90)', wrong: '', radius: '3px', font: 'Georgia, serif', scheme: 'light' });
    // No call: the change itself is noticed.
    await it.outer.evaluate(() => document.documentElement.classList.add('night'));
    await it.inner().waitForFunction(() => document.documentElement.style.getPropertyValue('--accent') === 'rgb(250, 180, 230)');
    assert.equal((await style()).scheme, 'dark');
    // A portal that is dark and does not say so: what it does not give goes with its card.
    await it.outer.evaluate(() => {
      document.documentElement.classList.remove('night');
      document.querySelector('rollcall-upload').style.setProperty('--rollcall-card', 'oklch(0.25 0.02 200)');
    });
    await it.inner().waitForFunction(() => document.documentElement.dataset.theme === 'dark' && getComputedStyle(document.documentElement).colorScheme === 'light');
    for (const wrong of ['url(https://evil.example/y)', 'var(--accent)', 'image-set("https://evil.example/z" 1x)', 'red} body{background:url(https://evil.example/q)', '\\75rl(https://evil.example/w)', '1px', `rgb(${' '.repeat(300)}1, 2, 3)`]) {
      await it.outer.evaluate((wrong) => document.querySelector('rollcall-upload').style.setProperty('--rollcall-accent', wrong), wrong);
      await it.outer.evaluate(() => document.querySelector('rollcall-upload').refreshTheme());
      await it.tab.waitForTimeout(60);
      const { accent } = await style();
      // Some are no value for a custom property, and the one before stays.
      assert.ok(accent === '' || accent === 'rgb(120, 10, 90)', `${wrong}: ${accent}`);
    }
    assert.deepEqual(it.addresses.filter((address) => address.includes('evil')), []);
    await it.close();
  });

  it('is as tall as what it shows', async () => {
    const it = await open('<rollcall-upload template="8x8-users"></rollcall-upload>', { context: { viewport: { width: 390, height: 800 } } });
    await it.heard('ready');
    const heights = async () => [
      await it.outer.evaluate(() => document.querySelector('rollcall-upload').getBoundingClientRect().height),
      await it.inner().evaluate(() => document.querySelector('main').getBoundingClientRect().height),
    ];
    const [small] = await heights();
    await it.choose(WRONG);
    await it.heard('complete');
    await it.tab.waitForTimeout(200);
    const [element, content] = await heights();
    assert.ok(element > small && Math.abs(element - content) <= 1, `${small} ${element} ${content}`);
    // And smaller again.
    await it.outer.evaluate(() => document.querySelector('rollcall-upload').reset());
    await it.tab.waitForTimeout(200);
    assert.ok(Math.abs((await heights())[0] - small) <= 1);
    assert.ok(await it.inner().evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'something is too wide');
    await it.close();
  });

  it('only the frame is listened to', async () => {
    const it = await open('<rollcall-upload token="rc_secret"></rollcall-upload>');
    await it.heard('ready');
    // The page itself, and a frame of its own, ask as the frame does.
    await it.outer.evaluate(() => {
      window.messages = [];
      window.postMessage({ rollcall: 'hello' }, '*');
      return new Promise((resolve) => setTimeout(resolve, 300));
    });
    const messages = await it.outer.evaluate(() => window.messages);
    assert.equal(messages.filter(({ ports }) => ports > 0).length, 0);
    assert.ok(!JSON.stringify(messages).includes('rc_secret'));
    await it.close();
  });

  it('without `frame-src`, what stands inside is shown, and the portal hears why', async () => {
    const it = await open('<rollcall-upload><p id="instead">Instead</p></rollcall-upload>', { policy: `default-src 'none'; script-src 'self' ${rollcall.url}; style-src 'self'` });
    const { code, message } = await it.heard('error');
    assert.equal(code, 'unreachable');
    assert.match(message, /frame-src/);
    assert.ok(await it.outer.isVisible('#instead'));
    await it.close();
  });

  it('what was set before the script came counts', async () => {
    const it = await open('<p id="place"></p>');
    await it.outer.evaluate(() => {
      const early = document.createElement('rollcall-upload');
      early.template = 'none';
      early.setAttribute('language', 'pt');
      document.querySelector('#place').append(early);
    });
    await it.heard('ready');
    assert.equal(await it.outer.evaluate(() => document.querySelector('rollcall-upload').getAttribute('template')), 'none');
    await it.close();
  });

  it('no other page of Rollcall can be put into a frame', async () => {
    for (const address of ['/', '/report', '/jobs', '/embed/', '/demo']) {
      const answer = await rollcall.fetch(address, { redirect: 'manual' });
      assert.match(answer.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/, address);
    }
    const policy = async (address) => (await rollcall.fetch(address)).headers.get('content-security-policy');
    // The frame's is that of every page but for who may be around.
    assert.equal(`${await policy('/embed')}; frame-ancestors 'none'`, await policy('/'));
  });

  it('the script is small, and any origin may load it', async () => {
    const answer = await rollcall.fetch('/element.js');
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.match(answer.headers.get('cache-control') ?? '', /max-age=600/);
    const size = gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 9 }).length;
    assert.ok(size <= 5 << 10, `${size} bytes`);
    assert.equal(await (await rollcall.fetch('/element.d.ts')).text(), readFileSync(path.join(ROOT, 'page', 'element', 'element.d.ts'), 'utf8'));
  });

  it('the demo works, under its own policy', async () => {
    const tab = await browser.newPage();
    const said = /** @type {string[]} */ ([]);
    tab.on('console', (message) => said.push(message.text()));
    tab.on('pageerror', (error) => said.push(String(error)));
    await tab.goto(`${rollcall.url}/demo`);
    await tab.waitForSelector('#log li');
    const frame = /** @type {import('playwright-core').Frame} */ (tab.frames().find((frame) => frame.url().includes('/embed')));
    await frame.setInputFiles('#file', { name: 'users.csv', mimeType: 'text/csv', buffer: Buffer.from(GOOD) });
    await tab.waitForSelector('#import-now:enabled');
    await tab.selectOption('#theme', 'dark');
    await frame.waitForSelector('html[data-theme=dark]');
    await tab.selectOption('#language', 'fr');
    await frame.waitForSelector('html[lang=fr]');
    assert.deepEqual(said, []);
    await tab.close();
  });

  for (const scheme of /** @type {const} */ (['light', 'dark'])) {
    it(`nobody is kept out of the form and of the verdict, ${scheme}`, async () => {
      const it = await open('<rollcall-upload template="8x8-users" columns="basic"></rollcall-upload>', { context: { colorScheme: scheme, viewport: { width: 390, height: 800 } } });
      await it.heard('ready');
      if (scheme === 'dark') await it.outer.evaluate(() => document.documentElement.classList.add('night'));
      await it.tab.waitForTimeout(200);
      const judge = async () => {
        await it.inner().evaluate(AXE);
        return it.inner().evaluate(async () => (await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`));
      };
      assert.deepEqual(await judge(), []);
      // The keyboard is enough: into the frame, and to the file.
      await it.tab.keyboard.press('Tab');
      assert.equal(await it.inner().evaluate(() => document.activeElement?.id), 'file');
      await it.choose(WRONG);
      await it.heard('complete');
      assert.equal(await it.inner().evaluate(() => document.activeElement?.localName), 'h2');
      assert.deepEqual(await judge(), []);
      await it.close();
    });
  }
});
