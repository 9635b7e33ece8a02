// Mending in a real browser, with the real engine and the real Worker.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startRollcall } from '../harness.mjs';
import { sentence } from './files.mjs';
import { openTab, startBrowser } from './tab.mjs';

/** @type {import('../harness.mjs').Rollcall} */
let rollcall;
/** @type {import('playwright-core').Browser} */
let browser;
const say = (/** @type {string} */ id) => sentence(id, 'en');

const HEADER = 'First Name,Last Name,Display Name,User ID/Email (Required),Extension';
const ROWS = [
  HEADER,
  'Ann,Lee,Ann Lee,ann.lee@example.com,2001',
  'Bob,Ray,Bob Ray,bob.ray@example,2002',
  'Cy,Fox,Cy Fox,cy.fox@example.com,2003.0',
  'Di,Poe,Di Poe,di.poe@example.com,2004.0',
  'Ed,Orr,Ed Orr,ann.lee@example.com,2005',
];

before(async () => {
  [rollcall, browser] = await Promise.all([startRollcall(), startBrowser()]);
});
after(async () => {
  await Promise.all([rollcall.close(), browser.close()]);
});

/** Sends a file and opens it to be mended. @param {Parameters<typeof openTab>[2]} [options] */
async function mend(options = {}) {
  const form = new FormData();
  form.append('template', 'webex-users');
  form.append('file', new File([`${ROWS.join('\r\n')}\r\n`], 'staff.csv'));
  const answer = await fetch(`${rollcall.url}/v1/jobs`, { method: 'POST', body: form });
  const { id } = /** @type {any} */ (await answer.json());
  const tab = await openTab(browser, `${rollcall.url}/mend?job=${id}`, options);
  await tab.page.locator('.mend-at').waitFor();
  return { tab, page: tab.page };
}

/** @param {import('playwright-core').Page} page @param {RegExp} left @param {RegExp} changed */
async function shows(page, left, changed) {
  const status = page.locator('.mend-status');
  await status.getByText(left).waitFor();
  await status.getByText(changed).waitFor();
}

/** Where the keys go. @param {import('playwright-core').Page} page */
const focused = (page) => page.evaluate(() => {
  const { activeElement } = document;
  return `${activeElement?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex') ?? ''} ${activeElement?.getAttribute('tabulator-field') ?? activeElement?.tagName}`;
});

describe('mending', () => {
  it('is done with the keyboard alone, is checked while one types, and can be taken back', async () => {
    const { tab, page } = await mend();
    await shows(page, /^4 rows/, /^Nothing/);
    await tab.accessible('the rows to mend');
    await page.locator('#mend-all-columns').focus();
    await page.keyboard.press('Tab');
    await page.locator('.tabulator-cell:focus').waitFor();
    assert.equal(await focused(page), '2 c3');
    await page.keyboard.press('Enter');
    await page.keyboard.type('bob.ray@example.com');
    await shows(page, /^3 rows/, /^Nothing/);
    await page.keyboard.press('Escape');
    await shows(page, /^4 rows/, /^Nothing/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('bob.ray@example.com');
    await page.keyboard.press('Enter');
    await shows(page, /^3 rows/, /^1 cell/);
    assert.equal(await focused(page), '3 c3');
    await page.keyboard.press('Control+z');
    await shows(page, /^4 rows/, /^Nothing/);
    await page.keyboard.press('Control+y');
    await shows(page, /^3 rows/, /^1 cell/);
    await page.keyboard.press('Tab');
    assert.match(await focused(page), /^ \w+$/, 'Tab leads out of the grid');
    await page.getByRole('button', { name: say('mend-undo') }).click();
    await tab.close();
  });

  it('does all mends of a kind in one step, and writes a file in which nothing else is different', async () => {
    const { tab, page } = await mend();
    await page.locator('.mend-kind[open] > .primary').click();
    await shows(page, /^2 rows/, /^2 cells/);
    await page.getByRole('button', { name: say('mend-undo') }).click();
    await shows(page, /^4 rows/, /^Nothing/);
    await page.getByRole('button', { name: say('mend-redo') }).click();
    await shows(page, /^2 rows/, /^2 cells/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say('mend-download') }).click()]);
    assert.equal(download.suggestedFilename(), 'staff-mended.csv');
    const mended = ROWS.map((row) => row.replace(/,(\d+)\.0$/, ',$1'));
    assert.deepEqual(readFileSync(await download.path(), 'utf8').replace(/^\ufeff/, '').trimEnd().split(/\r?\n/), mended);
    await tab.close();
  });

  it('asks before changes are left, and sends the mended file to be checked', async () => {
    const { tab, page } = await mend();
    await page.locator('.mend-kind[open] > .primary').click();
    await shows(page, /^2 rows/, /^2 cells/);
    await page.getByRole('link', { name: say('nav-jobs') }).click();
    await page.getByRole('dialog').getByText(say('mend-unsaved')).waitFor();
    await page.getByRole('button', { name: say('mend-stay') }).click();
    const before = page.url();
    await page.getByRole('button', { name: say('mend-send') }).click();
    await page.getByRole('heading', { name: say('report-invalid'), level: 1 }).waitFor();
    assert.match(page.url(), /\/report\?job=\w+$/);
    assert.notEqual(page.url().split('=')[1], before.split('=')[1]);
    await tab.close();
  });

  it('keeps a cell that repeats one in a row that is right wrong until it differs', async () => {
    const { tab, page } = await mend();
    await page.locator('.mend-kind[open] > .primary').click();
    await shows(page, /^2 rows/, /^2 cells/);
    await page.locator('[aria-rowindex="5"] [tabulator-field="c3"]').click();
    await page.locator('.mend-note').getByText(/row 2/).waitFor();
    await page.locator('#mend-value').fill('ed.orr@example.com');
    await page.keyboard.press('Enter');
    await shows(page, /^1 row/, /^3 cells/);
    await tab.close();
  });

  it('fits on a phone, in the dark', async () => {
    const { tab, page } = await mend({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
    await tab.accessible('the rows to mend, on a phone');
    await tab.close();
  });
});
