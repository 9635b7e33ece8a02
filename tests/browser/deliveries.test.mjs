// What becomes of a job besides its report, on the page: that it waits to be fetched, why it could not be, and
// its webhooks. The states are those of the API, given by the test so that none has to be waited for.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startRollcall } from '../harness.mjs';
import { sentence } from './files.mjs';
import { openTab, startBrowser } from './tab.mjs';

/** @type {import('../harness.mjs').Rollcall} */
let rollcall;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {any} a job with a report */
let job;

before(async () => {
  [rollcall, browser] = await Promise.all([startRollcall(), startBrowser()]);
  job = await (await rollcall.fetch('/v1/jobs', { method: 'POST', headers: { 'content-type': 'text/csv' }, body: 'name,age\nZoë,31\n,\n' })).json();
});
after(() => Promise.all([rollcall.close(), browser.close()]));

const minutes = (/** @type {number} */ from) => new Date(Date.now() + from * 60_000).toISOString();
const attempt = (/** @type {number} */ at, /** @type {number | null} */ status, /** @type {string | null} */ error) => ({ at: minutes(at), status, error, milliseconds: 120 });
const DELIVERED = { id: 'msg_1', event: 'job.completed', url: 'https://portal.acme.example/hooks/rollcall', status: 'delivered', created: minutes(-90), attempts: [attempt(-90, 500, 'status'), attempt(-89, 204, null)], next_attempt: null };
const PENDING = { id: 'msg_2', event: 'job.completed', url: 'https://crm.acme.example/a/rather/long/way/to/where/it/is/taken', status: 'pending', created: minutes(-90), attempts: [attempt(-90, null, 'timeout'), attempt(-89, null, 'unreachable')], next_attempt: minutes(57) };
const DEAD = { id: 'msg_3', event: 'job.completed', url: 'https://old.acme.example/hooks', status: 'dead', created: minutes(-1500), attempts: [...Array(8).fill(attempt(-1400, 503, 'status')), attempt(-60, 503, 'status')], next_attempt: null };

/**
 * Opens the report of the job, as if it were like this.
 * @param {(asked: number) => object} like what is other than it is, by how often the job was asked for
 * @param {Parameters<typeof openTab>[2] & {deliveries?: object[][]}} [options] `deliveries` are what a question for them is
 *   answered with, one after the other
 */
async function open(like, { deliveries = [], ...options } = {}) {
  const tab = await openTab(browser, 'about:blank', options);
  /** @type {any[]} */
  const sent = [];
  let asked = 0;
  let looked = 0;
  await tab.page.route(`**/v1/jobs/${job.id}`, (route) => route.fulfill({ json: { ...job, ...like((asked += 1)) } }));
  await tab.page.route(`**/v1/jobs/${job.id}/deliveries`, (route) => {
    if (route.request().method() === 'POST') sent.push(route.request().postDataJSON());
    const now = deliveries[Math.min(looked, deliveries.length - 1)];
    looked += 1;
    return route.fulfill({ status: route.request().method() === 'POST' ? 202 : 200, json: { deliveries: now } });
  });
  await tab.page.goto(`${rollcall.url}/report?job=${job.id}`);
  return { ...tab, sent };
}

describe('the webhooks of a job', () => {
  it('are in its report: where to, how it went, and when they are tried again', async () => {
    const tab = await open(() => ({ deliveries: [DELIVERED, PENDING, DEAD] }));
    const section = tab.page.getByRole('region', { name: sentence('deliveries-title') });
    const rows = section.locator('tbody tr');
    await rows.first().waitFor();
    const texts = await rows.allTextContents();
    assert.equal(texts.length, 3);
    assert.match(texts[0] ?? '', /job\.completed.*portal\.acme\.example.*Delivered2––/);
    assert.match(texts[1] ?? '', /Waiting2Could not be reached.*\d:\d\d/);
    assert.match(texts[2] ?? '', /Given up9Answered 503Send again/);
    assert.equal(await section.getByRole('button').count(), 1);
    await tab.close();
  });

  it('that were given up are sent again, and it is seen how that goes', async () => {
    const now = { ...DEAD, status: 'pending', next_attempt: minutes(0) };
    const tab = await open(() => ({ deliveries: [DELIVERED, DEAD] }), {
      deliveries: [[now], [DELIVERED, now], [DELIVERED, { ...DEAD, status: 'delivered', attempts: [...DEAD.attempts, attempt(0, 200, null)] }]],
    });
    const section = tab.page.getByRole('region', { name: sentence('deliveries-title') });
    await section.getByRole('button', { name: sentence('delivery-again') }).click();
    await section.getByText(sentence('delivery-sent-again')).waitFor({ state: 'attached' });
    assert.deepEqual(tab.sent, [{ delivery: 'msg_3' }]);
    // The other one is still there, though the answer was of one alone.
    assert.equal(await section.locator('tbody tr').count(), 2);
    assert.equal(await section.getByRole('button').count(), 0);
    await section.locator('tbody tr').nth(1).getByText(sentence('delivery-delivered')).waitFor({ timeout: 15_000 });
    await tab.close();
  });

  it('are not spoken of where there are none', async () => {
    const tab = await open(() => ({ deliveries: [] }));
    await tab.page.locator('.facts').waitFor();
    assert.equal(await tab.page.getByText(sentence('deliveries-title')).count(), 0);
    await tab.close();
  });

  it('are there too where the file could not be checked, and the reason is in the reader\'s language', async () => {
    const tab = await open(() => ({ status: 'failed', failure: { code: 'file-refused', detail: 'files.acme.example answered with 403.' }, deliveries: [{ ...DEAD, event: 'job.failed' }] }), { locale: 'de-DE' });
    await tab.page.getByText(sentence('trouble-file-refused', 'de')).waitFor();
    await tab.page.getByText('answered with 403').waitFor();
    await tab.page.getByRole('button', { name: sentence('delivery-again', 'de') }).waitFor();
    await tab.accessible('a job that failed, with its webhooks');
    await tab.close();
  });

  for (const [scheme, width, locale] of /** @type {const} */ ([['light', 390, 'fr-FR'], ['dark', 390, 'it-IT'], ['light', 1280, 'pt-BR'], ['dark', 1280, 'de-DE']])) {
    it(`are whole at ${width} pixels, ${scheme}, in ${locale}`, async () => {
      const tab = await open(() => ({ deliveries: [DELIVERED, PENDING, DEAD] }), { viewport: { width, height: 844 }, colorScheme: scheme, locale });
      await tab.page.locator('.deliveries tbody tr').first().waitFor();
      const [content, view] = await tab.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(content <= view, `${content} pixels in ${view}`);
      assert.ok(!(await tab.page.locator('body').textContent())?.includes('⟨'));
      await tab.accessible('the report with its webhooks');
      await tab.close();
    });
  }
});

describe('a job that waits to be fetched', () => {
  it('is waited for, and its report comes by itself', async () => {
    const tab = await open((asked) => ({ status: /** @type {const} */ (['queued', 'queued', 'running', 'completed'])[Math.min(asked, 4) - 1] }));
    const status = tab.page.getByRole('status').filter({ has: tab.page.getByRole('heading') });
    await tab.page.getByRole('heading', { name: sentence('report-queued') }).waitFor();
    await tab.accessible('a job that waits');
    // It is the same notice all along: only its words change.
    await status.evaluate((notice) => Object.assign(notice, { same: true }));
    await tab.page.getByRole('heading', { name: sentence('report-running') }).waitFor({ timeout: 15_000 });
    assert.equal(await status.evaluate((notice) => Reflect.get(notice, 'same')), true);
    await tab.page.getByRole('heading', { level: 1, name: /imported/ }).waitFor({ timeout: 15_000 });
    await tab.close();
  });

  it('that is deleted meanwhile is said to be gone', async () => {
    const tab = await open(() => ({ status: 'queued' }), { expected: /404|Failed to load resource/ });
    await tab.page.getByRole('heading', { name: sentence('report-queued') }).waitFor();
    await tab.page.route(`**/v1/jobs/${job.id}`, (route) => route.fulfill({ status: 404, contentType: 'application/problem+json', body: '{"code":"job-not-found","title":"x","detail":"y"}' }));
    await tab.page.getByText(sentence('report-gone')).waitFor({ timeout: 15_000 });
    await tab.close();
  });

  for (const language of ['en', 'fr', 'it', 'pt', 'de']) {
    it(`is told from one that is checked in the list, in ${language}`, async () => {
      const tab = await openTab(browser, 'about:blank', { locale: language });
      const rows = { total: 0, valid: 0, invalid: 0 };
      await tab.page.route('**/v1/jobs?*', (route) => route.fulfill({ json: { jobs: [{ ...job, id: 'queued', status: 'queued', rows }, { ...job, id: 'running', status: 'running', rows }], next_cursor: null } }));
      await tab.page.route('**/v1/jobs/{queued,running}', (route) => route.fulfill({ json: { ...job, id: route.request().url().split('/').at(-1), status: 'completed' } }));
      await tab.page.goto(`${rollcall.url}/jobs`);
      await tab.page.locator('.tag', { hasText: sentence('verdict-queued', language) }).waitFor();
      await tab.page.locator('.tag', { hasText: sentence('verdict-running', language) }).waitFor();
      if (language !== 'en') return tab.close();
      // Nobody touches the page.
      await tab.page.locator('.tag', { hasText: sentence('verdict-queued', language) }).waitFor({ state: 'detached', timeout: 15_000 });
      await tab.close();
    });
  }
});
