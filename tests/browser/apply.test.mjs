// Applying clean files on the page, in a real browser against the real Worker and its directory.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startRollcall } from '../harness.mjs';
import { until } from '../receivers.mjs';
import { call, fields, file, postForm } from '../requests.mjs';
import { sentence } from './files.mjs';
import { openTab, startBrowser } from './tab.mjs';

/** @type {import('../harness.mjs').Rollcall} */
let rollcall;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  [rollcall, browser] = await Promise.all([
    startRollcall({ rates: { UPLOADS: { limit: 10_000, period: 60 }, REQUESTS: { limit: 100_000, period: 60 } } }),
    startBrowser(),
  ]);
  const set = await call(rollcall, '/v1/directory', {
    method: 'PUT',
    body: JSON.stringify({ company: 'Acme', sites: ['Lyon', 'Forlì'], licenses: [{ name: 'X2', capacity: 3 }], numbers: [], next_extension: 2000 }),
  });
  assert.equal(set.status, 200, set.text);
});
after(() => Promise.all([rollcall.close(), browser.close()]));

/** What the page says in English with a number in it, as a pattern. @param {string} id */
const about = (id) => new RegExp(sentence(id).replace(/[.*+?^$()[\]\\]/g, '\\$&').replace(/\{[^}]*\}/g, '.*'));

/** @param {string} csv @param {Record<string, string>} options @param {string} [name] */
async function check(csv, options, name = 'équipe.csv') {
  const { json: job, text } = await postForm(rollcall, [...fields(options), file(csv, name)]);
  assert.equal(job?.valid, true, text);
  return job;
}

/** @param {string} id @param {Parameters<typeof openTab>[2]} [options] */
const open = (id, options) => openTab(browser, `${rollcall.url}/apply?job=${id}`, options);
/** @param {string} id */
const processOf = async (id) => (await call(rollcall, `/v1/jobs/${id}`)).json.process;
/** Applies a file behind the page's back. @param {any} job */
async function apply(job) {
  const { fingerprint } = (await call(rollcall, `/v1/jobs/${job.id}/plan`)).json;
  const begun = await call(rollcall, `/v1/jobs/${job.id}/process`, { method: 'POST', body: JSON.stringify({ confirm: fingerprint }) });
  assert.equal(begun.status, 202, begun.text);
  return until(async () => ['completed', 'failed'].includes((await processOf(job.id)).state), 60, () => `the end of applying ${job.id}`);
}

const WEBEX = 'First Name,Last Name,Display Name,User ID/Email (Required),Title,Department';
/** @param {string} team @param {number} rows @param {string} [title] */
const webex = (team, rows, title = 'Agent') =>
  `${WEBEX}\r\n${Array.from({ length: rows }, (_, n) => `Zoé ${n},D’Angelo,Zoé D’Angelo ${n},zoe.${n}@${team}.example.com,${title},Ventes`).join('\r\n')}\r\n`;

describe('a clean file', () => {
  it('is applied from its report: the plan, the word that starts it, the outcome, and what to take along', async () => {
    const job = await check(webex('lyon', 120), { template: 'webex-users' });
    const tab = await openTab(browser, `${rollcall.url}/report?job=${job.id}`);
    const { page } = tab;
    await page.getByRole('link', { name: sentence('apply-open') }).click();
    await page.getByRole('button', { name: /^Created\s*120$/ }).waitFor();
    const rows = page.locator('.planned tbody tr');
    assert.equal(await rows.count(), 50);
    assert.match((await rows.first().textContent()) ?? '', /^2Createdzoe\.0@lyon\.example\.com.*First Name Zoé 0/);
    await page.getByText('1 to 50 of 120').waitFor();
    await tab.accessible('a plan');
    await page.getByRole('button', { name: sentence('list-next') }).click();
    await page.getByText('51 to 100 of 120').waitFor();
    await page.getByRole('button', { name: sentence('list-next') }).click();
    await page.getByText('101 to 120 of 120').waitFor();
    assert.equal(await rows.count(), 20);
    await page.getByRole('button', { name: sentence('list-previous') }).click();
    await page.getByText('51 to 100 of 120').waitFor();

    await page.getByRole('button', { name: 'Apply 120 rows' }).click();
    await page.getByRole('heading', { name: sentence('process-heading-completed') }).waitFor({ timeout: 30_000 });
    assert.equal((await processOf(job.id)).counts.created, 120);
    await tab.accessible('what came of it');
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: sentence('download-outcomes') }).click();
    const report = readFileSync(/** @type {string} */ (await (await saved).path()), 'utf8');
    assert.equal(report.match(/,Success,/g)?.length, 120);
    // Whoever opens it later sees the same.
    await page.reload();
    await page.getByRole('heading', { name: sentence('process-heading-completed') }).waitFor();
    await page.getByRole('link', { name: sentence('apply-back') }).click();
    await page.getByText(sentence('process-completed'), { exact: true }).waitFor();
    await tab.close();
  });
});
