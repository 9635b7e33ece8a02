// What can go wrong around the page: a file that changes, a browser that cannot, a report that is large.

import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startRollcall } from '../harness.mjs';
import { Files, sentence } from './files.mjs';
import { openTab, startBrowser } from './tab.mjs';

/** @type {import('../harness.mjs').Rollcall} */
let rollcall;
/** @type {import('playwright-core').Browser} */
let browser;
const files = new Files();

before(async () => {
  [rollcall, browser] = await Promise.all([startRollcall(), startBrowser()]);
});
after(async () => {
  await Promise.all([rollcall.close(), browser.close()]);
  files.remove();
});

/** @param {Parameters<typeof openTab>[2]} [options] */
const open = (options) => openTab(browser, rollcall.url, options);

describe('the page', () => {
  for (const keep of [true, false]) {
    it(`says that a file was changed on disk after it was chosen, ${keep ? 'kept' : 'sent'}`, async () => {
      const file = files.sample(`changing-${keep}.csv`, '--rows', '2000', '--seed', '1');
      const tab = await open({ expected: /ERR_UPLOAD_FILE_CHANGED|Failed to load resource/ });
      const { page } = tab;
      if (keep) await page.getByLabel(sentence('keep-label')).check();
      await page.setInputFiles('#file', file);
      await page.getByText(/8x8 Admin Console.*%/).first().waitFor();
      appendFileSync(file, 'another,row\n');
      await page.getByRole('button', { name: sentence('upload-check') }).click();
      await page.getByText(sentence('trouble-file-changed')).waitFor();
      await tab.close();
    });
  }

  it('sends a file unchecked where the browser cannot run the engine, and says that it cannot be kept', async () => {
    const tab = await open();
    const { page } = tab;
    await page.addInitScript(() => {
      WebAssembly.validate = () => false;
    });
    await page.reload();
    await page.getByText(sentence('trouble-unsupported')).waitFor();
    assert.ok(await page.getByLabel(sentence('keep-label')).isDisabled());
    await page.setInputFiles('#file', files.sample('old.csv', '--rows', '30', '--errors', '0.3', '--seed', '6'));
    await page.getByRole('button', { name: sentence('upload-check') }).click();
    await page.getByRole('heading', { name: sentence('report-invalid') }).waitFor();
    assert.equal(await page.getByRole('link', { name: sentence('report-mend') }).count(), 0);
    await tab.close();
  });

  it('checks at the edge what the engine here stumbles over', async () => {
    const tab = await open({ expected: /engine|wasm|Failed to load resource/ });
    const { page } = tab;
    await page.route('**/assets/engine*.wasm', (route) => route.abort());
    await page.setInputFiles('#file', files.sample('stumble.csv', '--rows', '30', '--errors', '0.3', '--seed', '6'));
    await page.getByRole('button', { name: sentence('upload-check') }).click();
    await page.getByRole('heading', { name: sentence('report-invalid') }).waitFor();
    await page.getByRole('link', { name: sentence('nav-check') }).click();
    await page.getByLabel(sentence('keep-label')).check();
    await page.getByRole('button', { name: sentence('upload-check') }).click();
    await page.getByText(sentence('trouble-parts')).waitFor();
    await tab.close();
  });

  it('keeps a hundred thousand findings smooth', async () => {
    const columns = Array.from({ length: 100 }, (_, at) => `n${at}`);
    const schema = { title: 'Numbers', fields: columns.map((name) => ({ name, type: 'integer' })) };
    const put = await rollcall.fetch('/v1/templates/numbers', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(schema) });
    assert.equal(put.status, 201);
    const row = `${columns.map(() => 'è').join(',')}\n`;
    const tab = await open();
    const { page } = tab;
    await page.setInputFiles('#file', files.write('numbers.csv', `${columns.join(',')}\n${row.repeat(1_000)}`));
    await page.getByLabel(sentence('template-label')).first().selectOption('numbers');
    await page.getByRole('button', { name: sentence('upload-check') }).click();
    await page.getByRole('heading', { name: sentence('report-invalid') }).waitFor();
    await page.getByRole('button', { name: sentence('list-show') }).click();
    await page.getByText('100,000').last().waitFor();
    await page.locator('.tabulator-row').first().waitFor();
    assert.ok((await page.locator('.tabulator-row').count()) < 100, 'only what is seen is in the page');
    // The longest time between two pictures while somebody scrolls through all of it.
    const longest = await page.evaluate(async () => {
      const holder = /** @type {HTMLElement} */ (document.querySelector('.tabulator-tableholder'));
      let last = performance.now();
      let longest = 0;
      for (let step = 1; step <= 40; step += 1) {
        holder.scrollTop = (holder.scrollHeight * step) / 40;
        await new Promise((resolve) => requestAnimationFrame(resolve));
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }
      return longest;
    });
    // Not a measurement: a list that draws everything takes seconds.
    assert.ok(longest < 1_000, `${Math.round(longest)} ms between two pictures`);
    await tab.close();
  });

  it('prints the report without its buttons', async () => {
    const tab = await open();
    const { page } = tab;
    await page.setInputFiles('#file', files.sample('printed.csv', '--rows', '60', '--errors', '0.3', '--seed', '12'));
    await page.getByRole('button', { name: sentence('upload-check') }).click();
    await page.getByRole('heading', { name: sentence('report-invalid') }).waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('button').filter({ visible: true }).count(), 0);
    assert.ok(await page.getByRole('heading', { name: sentence('report-invalid') }).isVisible());
    assert.ok(await page.locator('.group').first().isVisible());
    await tab.close();
  });

  it('gives a file kept here in all its forms, as the edge gives them', async () => {
    const file = files.sample('forms.csv', '--rows', '120', '--errors', '0.3', '--seed', '21');
    const form = new FormData();
    form.append('template', 'auto');
    form.append('language', 'en');
    form.append('file', new File([readFileSync(file)], 'forms.csv'));
    const job = /** @type {any} */ (await (await rollcall.fetch('/v1/jobs', { method: 'POST', body: form })).json());
    const tab = await open();
    const { page } = tab;
    await page.getByLabel(sentence('keep-label')).check();
    await page.setInputFiles('#file', file);
    await page.getByRole('button', { name: sentence('upload-check') }).click();
    for (const [id, name] of [['download-report-csv', 'report.csv'], ['download-errors-csv', 'errors.csv'], ['download-clean-csv', 'clean.csv']]) {
      const saved = page.waitForEvent('download');
      await page.getByRole('link', { name: sentence(String(id)) }).click();
      const here = readFileSync(/** @type {string} */ (await (await saved).path()));
      const there = Buffer.from(await (await rollcall.fetch(`/v1/jobs/${job.id}/${name}`)).arrayBuffer());
      assert.ok(here.equals(there), name);
    }
    await tab.close();
  });
});
