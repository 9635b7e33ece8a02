// The page in a real browser, against the real Worker.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startRollcall } from '../harness.mjs';
import { postStream } from '../requests.mjs';
import { Files, sentence } from './files.mjs';
import { openTab, startBrowser } from './tab.mjs';

/** @type {import('../harness.mjs').Rollcall} */
let rollcall;
/** @type {import('playwright-core').Browser} */
let browser;
const files = new Files();
const sample = (/** @type {string} */ name, /** @type {string[]} */ ...options) => files.sample(name, ...options);
const written = (/** @type {string} */ name, /** @type {string | Buffer} */ content) => files.write(name, content);

before(async () => {
  [rollcall, browser] = await Promise.all([startRollcall(), startBrowser()]);
});
after(async () => {
  await Promise.all([rollcall.close(), browser.close()]);
  files.remove();
});

/** @param {string} [where] @param {Parameters<typeof openTab>[2]} [options] */
const open = (where = '/', options = {}) => openTab(browser, `${rollcall.url}${where}`, options);

for (const [language, locale] of /** @type {const} */ ([['en', 'en-GB'], ['fr', 'fr-CA']])) {
  const say = (/** @type {string} */ id) => sentence(id, language);
  describe(`an administrator whose browser speaks ${language}`, () => {
    it('chooses a file, watches it, reads its report, finds it in the list and deletes it', async () => {
      const file = sample(`users-${language}.csv`, '--rows', '400', '--errors', '0.1', '--seed', '7');
      const tab = await open('/', { locale });
      const { page } = tab;
      await page.getByRole('heading', { name: say('upload-title'), level: 1 }).waitFor();
      await tab.accessible('the upload view, empty');
      await page.setInputFiles('#file', file);
      await page.getByText(/8x8 Admin Console.*(9\d|100)\s?%/).first().waitFor();
      await page.getByLabel(say('description-label')).fill('Équipe de Montréal');
      await tab.accessible('the upload view, with a file');
      await page.getByRole('button', { name: say('upload-check') }).click();
      await page.getByRole('heading', { name: say('report-invalid'), level: 1 }).waitFor();
      assert.match(page.url(), /\/report\?job=\w+$/);
      assert.equal(await page.title(), `users-${language}.csv · Rollcall`);
      await page.locator('.strip button').first().waitFor();
      await tab.accessible('the report');

      await page.getByRole('button', { name: say('list-show') }).click();
      await page.locator('.tabulator-row').first().waitFor();
      await tab.accessible('the list of all findings');
      const shown = page.getByRole('status').filter({ hasText: /\d/ });
      const all = await shown.textContent();
      await page.getByLabel(say('filter-severity')).selectOption('warning');
      await page.waitForFunction((before) => document.querySelector('.filters + [role=status]')?.textContent !== before, all);

      await page.getByRole('link', { name: say('nav-jobs') }).click();
      await page.getByRole('link', { name: `users-${language}.csv` }).waitFor();
      await tab.accessible('the list of checked files');
      await page.getByLabel(say('jobs-search')).fill('montréal');
      assert.equal(await page.locator('tbody tr').count(), 1);
      await page.getByLabel(say('jobs-search')).fill('nobody wrote this');
      assert.equal(await page.locator('tbody tr').count(), 0);
      await page.getByLabel(say('jobs-search')).fill('');
      await page.locator('.jobs .danger').first().click();
      await page.getByRole('button').filter({ hasText: say('delete-yes') }).click();
      await page.getByRole('link', { name: `users-${language}.csv` }).waitFor({ state: 'detached' });
      assert.deepEqual(tab.requests.filter((address) => !address.startsWith(rollcall.url) && !/^(blob|data):/.test(address)), []);
      await tab.close();
    });

    it('keeps a file on the machine: nothing is sent, and the findings are those of the edge', async () => {
      const file = sample('kept.csv', '--rows', '300', '--errors', '0.2', '--seed', '11');
      const tab = await open('/', { locale });
      const { page } = tab;
      await page.getByLabel(say('keep-label')).check();
      await page.setInputFiles('#file', file);
      await page.getByRole('button', { name: say('upload-check') }).click();
      await page.getByText(say('report-local')).waitFor();
      assert.ok(!tab.requests.some((address) => new URL(address).pathname === '/v1/jobs'), 'nothing was sent');
      await tab.accessible('a report that stays here');
      const saved = page.waitForEvent('download');
      await page.getByRole('link', { name: say('download-findings') }).click();
      const here = readFileSync(/** @type {string} */ (await (await saved).path()), 'utf8');
      const form = new FormData();
      form.append('template', 'auto');
      form.append('language', language);
      form.append('file', new File([readFileSync(file)], 'kept.csv'));
      const job = /** @type {any} */ (await (await rollcall.fetch('/v1/jobs', { method: 'POST', body: form })).json());
      const there = await (await rollcall.fetch(`/v1/jobs/${job.id}/findings.ndjson`)).text();
      assert.equal(here, there);
      // A reload does not lose it.
      await page.reload();
      await page.getByText(say('report-local')).waitFor();
      await page.getByRole('link', { name: say('nav-jobs') }).click();
      await page.getByRole('region', { name: say('jobs-local-title') }).getByRole('link', { name: 'kept.csv' }).waitFor();
      await tab.close();
    });

    it('is told in a sentence when the file is no CSV, is empty, or cannot be sent', async () => {
      const tab = await open('/', { locale, expected: /503|ERR_FAILED|Failed to load resource/ });
      const { page } = tab;
      await page.setInputFiles('#file', written('empty.csv', ''));
      await page.getByText(say('upload-empty')).waitFor();
      await page.setInputFiles('#file', written('picture.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')));
      await page.getByRole('button', { name: say('upload-check') }).click();
      await page.getByRole('alert').or(page.getByRole('heading', { name: say('report-invalid') })).first().waitFor();

      await page.getByRole('link', { name: say('nav-check') }).click();
      await page.setInputFiles('#file', sample('lost.csv', '--rows', '20', '--seed', '3'));
      await page.route('**/v1/jobs', (route) => route.abort());
      await page.getByRole('button', { name: say('upload-check') }).click();
      await page.getByText(say('trouble-upload-lost')).waitFor();
      await tab.accessible('a lost connection');
      await page.unroute('**/v1/jobs');
      await page.route('**/v1/jobs', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"storage-unavailable","title":"x","detail":"R2 does not answer."}' }));
      await page.getByRole('button', { name: say('trouble-retry') }).click();
      await page.getByText('R2 does not answer.').waitFor();
      await page.unroute('**/v1/jobs');
      await page.getByRole('button', { name: say('trouble-retry') }).click();
      await page.getByRole('heading', { name: say('report-valid') }).waitFor();
      await tab.close();
    });
  });
}

describe('the page', () => {
  it('can be used with the keyboard alone', async () => {
    const file = sample('keyboard.csv', '--rows', '50', '--errors', '0.3', '--seed', '5');
    const tab = await open();
    const { page } = tab;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.setInputFiles('#file', file);
    await page.locator('#file').focus();
    for (let step = 0; step < 12 && !(await page.evaluate(() => document.activeElement?.matches('button.primary'))); step += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: sentence('report-invalid') }).waitFor();
    // The strip is one stop, and arrows move in it.
    await page.locator('.strip button[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => [...(document.activeElement?.parentElement?.children ?? [])].indexOf(/** @type {Element} */ (document.activeElement))), 1);
    await page.keyboard.press('Enter');
    await page.locator('.tabulator').waitFor();
    await tab.close();
  });

  it('takes a file that is dropped anywhere', async () => {
    const tab = await open();
    const { page } = tab;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['Action,LoginEmail,pbxId,pbxShortNumber\nattach,zoe@example.com,PBX1,1001\n'], 'dropped.csv'));
      data.items.add(new File(['x'], 'another.csv'));
      for (const name of ['dragenter', 'dragover', 'drop']) document.body.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await page.getByText('dropped.csv').waitFor();
    await page.getByText(sentence('upload-one-file')).waitFor();
    await page.getByText(/Rainbow.*%/).first().waitFor();
    await page.getByRole('button', { name: sentence('upload-check') }).click();
    await page.getByRole('heading', { level: 1, name: /imported/ }).waitFor();
    await tab.close();
  });

  it('shows a job that still runs as it goes on, and what cannot be done meanwhile', async () => {
    /** @type {(value?: unknown) => void} */
    let goOn = () => {};
    const wait = new Promise((resolve) => (goOn = resolve));
    const sending = postStream(rollcall, '/v1/jobs?description=slow', { 'content-type': 'text/csv' }, (async function* () {
      yield 'name,age\n';
      yield 'Zoë,31\n'.repeat(20_000);
      await wait;
      yield 'Ugo,40\n';
    })());
    const tab = await open('/jobs', { expected: /409|Failed to load resource/ });
    const { page } = tab;
    await page.reload();
    const running = page.getByText(sentence('verdict-running'));
    for (let look = 0; look < 20 && !(await running.isVisible()); look += 1) {
      await page.waitForTimeout(500);
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForTimeout(300);
    }
    await running.waitFor();
    await page.locator('.jobs tr', { has: running }).locator('.danger').click();
    await page.getByRole('button').filter({ hasText: sentence('delete-yes') }).click();
    await page.getByRole('alert').getByText(sentence('trouble-job-running')).waitFor();
    await page.getByRole('button', { name: sentence('trouble-close') }).click();
    goOn();
    await sending;
    // Nobody touches the page.
    await running.waitFor({ state: 'detached' });
    await page.getByText('slow').waitFor();
    await tab.close();
  });

  it('stops when it is told to, and keeps nothing', async () => {
    const file = sample('long.csv', '--rows', '20000', '--errors', '0.05', '--seed', '8');
    const text = readFileSync(file);
    const long = written('longer.csv', Buffer.concat([text, ...Array.from({ length: 12 }, () => text.subarray(text.indexOf('\n', text.indexOf('\n') + 1) + 1))]));
    const tab = await open();
    const { page } = tab;
    await page.getByLabel(sentence('keep-label')).check();
    await page.setInputFiles('#file', long);
    await page.getByRole('button', { name: sentence('upload-check') }).click();
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('button', { name: sentence('upload-stop') }).click();
    await page.getByText(sentence('progress-stopped')).waitFor();
    assert.equal(new URL(page.url()).pathname, '/');
    await tab.close();
  });

  it('checks 20,000 rows of 8x8’s columns, and the bar turns red', async () => {
    const file = sample('large.csv', '--rows', '20000', '--errors', '0.02', '--seed', '9');
    const tab = await open();
    const { page } = tab;
    await page.getByLabel(sentence('keep-label')).check();
    await page.setInputFiles('#file', file);
    await page.evaluate(() => {
      /** @type {any} */ (globalThis).turned = new Promise((resolve) => new MutationObserver(() => document.querySelector('.bar.wrong') && resolve(true)).observe(document, { subtree: true, attributes: true, childList: true }));
    });
    await page.getByRole('button', { name: sentence('upload-check') }).click();
    assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).turned), true);
    await page.getByRole('heading', { name: sentence('report-invalid') }).waitFor();
    assert.equal(await page.locator('.counts dd').first().textContent(), '20,000');
    await tab.close();
  });

  it('gives the empty file with the columns that are wanted', async () => {
    const tab = await open();
    const { page } = tab;
    await page.locator('summary').click();
    await page.locator('.columns input').first().waitFor();
    await tab.accessible('the empty file');
    const chosen = await page.locator('.columns input:checked').count();
    assert.ok(chosen > 3 && chosen < 58, `${chosen} basic columns`);
    await page.getByLabel(sentence('empty-search')).fill('pager');
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: sentence('empty-download') }).click();
    const text = readFileSync(/** @type {string} */ (await (await saved).path()), 'utf8');
    assert.equal(text.split('\n')[0]?.split(',').length, chosen);
    await tab.close();
  });

  it('shows every word in every language, and remembers which was chosen', async () => {
    const tab = await open();
    const { page } = tab;
    for (const language of ['fr', 'it', 'pt', 'de', 'en']) {
      await page.locator('.settings select').first().selectOption(language);
      await page.getByRole('heading', { name: sentence('upload-title', language) }).waitFor();
      assert.ok(!(await page.locator('body').textContent())?.includes('⟨'), `all words in ${language}`);
      assert.equal(await page.getAttribute('html', 'lang'), language);
    }
    await page.locator('.settings select').first().selectOption('it');
    await page.reload();
    await page.getByRole('heading', { name: sentence('upload-title', 'it') }).waitFor();
    await tab.close();
  });

  it('has a report that is gone, and one that never was, in a sentence', async () => {
    const tab = await open('/report?job=01m8chr5hgv9y4a8zw8bn4tz25', { expected: /404/ });
    await tab.page.getByText(sentence('report-gone')).waitFor();
    await tab.page.goto(`${rollcall.url}/report?local=local-none`);
    await tab.page.getByText(sentence('report-local-gone')).waitFor();
    await tab.close();
  });

  for (const [scheme, width] of /** @type {const} */ ([['light', 390], ['dark', 390], ['light', 1440], ['dark', 1440]])) {
    it(`is whole at ${width} pixels, ${scheme}: nothing sticks out, and axe finds nothing serious`, async () => {
      const tab = await open('/', { viewport: { width, height: 844 }, colorScheme: scheme });
      const { page } = tab;
      await page.setInputFiles('#file', sample('narrow.csv', '--rows', '200', '--errors', '0.2', '--seed', '4'));
      await tab.accessible('upload');
      await page.getByRole('button', { name: sentence('upload-check') }).click();
      await page.getByRole('heading', { name: sentence('report-invalid') }).waitFor();
      await page.locator('.strip button').first().waitFor();
      for (const where of [null, '/jobs', '/']) {
        if (where) {
          await page.goto(rollcall.url + where);
          await page.getByRole('heading', { level: 1 }).waitFor();
        }
        const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(content <= view, `${where ?? 'the report'}: ${content} pixels in ${view}`);
        await tab.accessible(`${where ?? 'the report'}`);
      }
      await tab.close();
    });
  }
});
