// The page of a Rollcall that asks for a key, and the webhooks of its partner as they really go out.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { newPartner, recordKey } from '../../scripts/partners/record.mjs';
import { startRollcall } from '../harness.mjs';
import { Files, sentence } from './files.mjs';
import { openTab, startBrowser } from './tab.mjs';

/** @type {import('../harness.mjs').Rollcall} */
let rollcall;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {ReturnType<typeof newPartner>} */
let acme;
/** Whoever is told what became of a job. @type {import('node:http').Server} */
let receiver;
let answers = 500;
const files = new Files();

before(async () => {
  receiver = createServer((request, response) => request.resume().on('end', () => response.writeHead(answers).end()));
  await new Promise((resolve) => receiver.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (receiver.address());
  acme = newPartner('acme', { webhooks: [`http://127.0.0.1:${port}/hooks`] });
  [rollcall, browser] = await Promise.all([startRollcall({ vars: { ROLLCALL_OPEN: '', ROLLCALL_LOOPBACK: '1', DELIVERY_PAUSES: '1' } }), startBrowser()]);
  await (await rollcall.env()).PARTNERS.put(recordKey('acme'), JSON.stringify(acme.record));
});
after(async () => {
  await Promise.all([rollcall.close(), browser.close()]);
  receiver.closeAllConnections();
  receiver.close();
  files.remove();
});

/** @param {import('playwright-core').Page} page @param {string} key */
async function give(page, key) {
  await page.getByLabel(sentence('key-label'), { exact: true }).fill(key);
  await page.getByRole('button', { name: sentence('key-use') }).click();
}

describe('the page of a Rollcall that asks for a key', () => {
  it('takes no key that it does not know, and no token; with a key it shows what a file led to', async () => {
    const minted = await rollcall.fetch('/v1/tokens', { method: 'POST', headers: { authorization: `Bearer ${acme.key}`, 'content-type': 'application/json' }, body: '{}' });
    const { token } = /** @type {any} */ (await minted.json());
    const tab = await openTab(browser, rollcall.url, { expected: /40[13]|Failed to load resource/ });
    const { page } = tab;
    await page.getByText(sentence('key-lead')).waitFor();
    await tab.accessible('the key');
    await give(page, `${acme.key}x`);
    await page.getByText(sentence('key-wrong')).waitFor();
    await give(page, 'what is this');
    await page.getByText(sentence('key-wrong')).waitFor();
    await give(page, token);
    await page.getByText(sentence('key-token')).waitFor();
    await tab.accessible('a token in place of the key');
    await give(page, acme.key);
    await page.getByRole('heading', { name: sentence('upload-title') }).waitFor();
    await page.setInputFiles('#file', files.sample('told.csv', '--rows', '20', '--errors', '0.4', '--seed', '2'));
    await page.getByRole('button', { name: sentence('upload-check') }).click();
    await page.getByRole('heading', { name: sentence('report-invalid') }).waitFor();
    // A link sends no key.
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: sentence('download-errors-csv') }).click();
    assert.match((await saved).suggestedFilename(), /^told.*errors\.csv$/);
    // Nobody touches the page until it says that nobody listens.
    const row = page.getByRole('region', { name: sentence('deliveries-title') }).locator('tbody tr');
    const again = row.getByRole('button', { name: sentence('delivery-again') });
    await again.waitFor({ timeout: 25_000 });
    assert.match((await row.textContent()) ?? '', /Given up2Answered 500/);
    answers = 204;
    await again.click();
    await row.getByText(sentence('delivery-delivered')).waitFor({ timeout: 25_000 });
    assert.ok(!tab.requests.some((address) => address.includes(acme.key) || address.includes(token)), 'no address holds what opens anything');
    await tab.close();
  });

  it('says nothing to the API of what a frame says', async () => {
    const tab = await openTab(browser, rollcall.url, { expected: /401|Failed to load resource/ });
    /** @type {import('playwright-core').Request[]} */
    const requests = [];
    tab.page.on('request', (request) => requests.push(request));
    await give(tab.page, acme.key);
    await tab.page.getByRole('link', { name: sentence('nav-jobs') }).click();
    await tab.page.getByRole('heading', { name: sentence('jobs-title') }).waitFor();
    const called = requests.filter((request) => new URL(request.url()).pathname.startsWith('/v1/'));
    assert.ok(called.length > 0);
    for (const request of called) assert.equal((await request.allHeaders())['rollcall-embedder'], undefined, request.url());
    await tab.close();
  });
});
