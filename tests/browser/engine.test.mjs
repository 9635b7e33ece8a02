// The engine in a real browser: large files, stopping at once, files that change on disk.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as esbuild from 'esbuild';
import { ROOT, startRollcall } from '../harness.mjs';
import { startBrowser } from './tab.mjs';

/** @type {import('../harness.mjs').Rollcall} */
let rollcall;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;
/** @type {string} */
let folder;

before(async () => {
  [rollcall, browser] = await Promise.all([startRollcall(), startBrowser()]);
  folder = mkdtempSync(path.join(os.tmpdir(), 'rollcall-engine-'));
  const worker = readdirSync(path.join(ROOT, 'public', 'assets')).find((name) => /^worker-.*\.js$/.test(name));
  const { outputFiles } = await esbuild.build({
    entryPoints: [path.join(ROOT, 'page', 'engine', 'client.js')], bundle: true, write: false, format: 'iife', globalName: 'client',
    define: { ENGINE_WORKER: JSON.stringify(`/assets/${worker}`) },
  });
  page = await (await browser.newContext({ bypassCSP: true })).newPage();
  await page.goto(`${rollcall.url}/icon.svg`);
  await page.goto(`${rollcall.url}/`);
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
});
after(async () => {
  await Promise.all([rollcall.close(), browser.close()]);
  rmSync(folder, { recursive: true });
});

describe('the engine in a browser', () => {
  it('checks 100 MB while the page stays awake and says how far it is', async (test) => {
    const found = await page.evaluate(async () => {
      const { Engine } = /** @type {any} */ (globalThis).client;
      const line = `${'Zoé,Lyon,'.repeat(12)}x\n`;
      const block = new Blob([line.repeat(10_000)]);
      const header = `${Array.from({ length: 25 }, (_, at) => `c${at}`).join(',')}\n`;
      const file = new File([header, ...Array.from({ length: 84 }, () => block), 'short\n'], 'large.csv');
      let longest = 0;
      let last = performance.now();
      const beat = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 5);
      /** @type {any[]} */
      const heard = [];
      const { report, millis } = await new Engine().check(file, { language: 'fr' }, (/** @type {any} */ progress) => heard.push(progress));
      clearInterval(beat);
      return { size: file.size, rows: report.rows, millis, longest, heard: heard.length, last: heard.at(-1), grows: heard.every((one, at) => one.bytes >= (heard[at - 1]?.bytes ?? 0)) };
    });
    test.diagnostic(`${(found.size / 1e6).toFixed(0)} MB in ${found.millis.toFixed(0)} ms, ${found.heard} times progress, ${found.longest.toFixed(0)} ms without a beat`);
    assert.ok(found.size > 95e6, String(found.size));
    assert.deepEqual(found.rows, { total: 840_001, valid: 840_000, invalid: 1 });
    assert.ok(found.grows && found.heard > 3);
    assert.equal(found.last.firstError, 840_002);
    assert.ok(found.longest < 500, `${found.longest} ms`);
  });

  it('stops at once, and the next check is none the worse', async () => {
    const found = await page.evaluate(async () => {
      const { Engine } = /** @type {any} */ (globalThis).client;
      const file = new File(['a,b\n', 'x,1\n'.repeat(20_000_000)], 'large.csv');
      const stop = new AbortController();
      let stopped = 0;
      const error = await new Engine().check(file, { language: 'en' }, () => {
        if (!stopped) stopped = performance.now();
        stop.abort();
      }, stop.signal).then(() => null, (/** @type {any} */ error) => error);
      const waited = performance.now() - stopped;
      const { report } = await new Engine().check(new File(['a,b\n1\n'], 'a.csv'), { language: 'en' });
      return { name: error?.name, waited, invalid: report.rows.invalid };
    });
    assert.equal(found.name, 'AbortError');
    assert.ok(found.waited < 200, `${found.waited} ms`);
    assert.equal(found.invalid, 1);
  });

  it('says so where a file has changed on disk', async () => {
    const file = path.join(folder, 'changing.csv');
    writeFileSync(file, 'a,b\n1,2\n');
    await page.evaluate(() => {
      const input = document.createElement('input');
      Object.assign(input, { type: 'file', id: 'changing' });
      document.body.append(input);
    });
    await page.setInputFiles('#changing', file);
    const check = () => page.evaluate(async () => {
      const { Engine } = /** @type {any} */ (globalThis).client;
      const input = /** @type {HTMLInputElement} */ (document.querySelector('#changing'));
      return new Engine().check(input.files?.[0], { language: 'en' }).then(({ report }) => report.rows.total, (/** @type {any} */ error) => error.code);
    });
    assert.equal(await check(), 1);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    writeFileSync(file, 'a,b\n1,2\n3,4\n');
    assert.equal(await check(), 'file-changed');
  });

  it('says what cannot be understood', async () => {
    const codes = await page.evaluate(async () => {
      const { Engine } = /** @type {any} */ (globalThis).client;
      const file = new File(['a\n1\n'], 'a.csv');
      const code = (/** @type {object} */ options) => new Engine().check(file, { language: 'en', ...options }).then(() => 'checked', (/** @type {any} */ error) => error.code);
      return [await code({ schema: '{"fields": 1}' }), await code({ template: 'no-such' }), await code({ encoding: 'utf-9' }), await code({})];
    });
    assert.deepEqual(codes, ['options', 'options', 'options', 'checked']);
  });
});
