// A real browser, for tests of the page: its console is heard, its policy is in force, and axe looks at
// what it shows.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { installedBrowser } from '../../scripts/browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @returns {Promise<import('playwright-core').Browser>} */
export async function startBrowser() {
  const executablePath = installedBrowser();
  assert.ok(executablePath, 'There is no browser here; `npm test` gets one or says how.');
  // A container's root may not have Chromium's own sandbox; nothing but our page is opened.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
}

/**
 * @typedef {object} Tab
 * @property {import('playwright-core').Page} page
 * @property {string[]} faults what the console said that is wrong, exceptions, and what the policy refused
 * @property {string[]} requests every address that was asked for
 * @property {(what: string) => Promise<void>} accessible fails where axe finds something serious
 * @property {() => Promise<void>} close fails where there were faults
 */

/**
 * Opens the page.
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {import('playwright-core').BrowserContextOptions & {expected?: RegExp}} [options] `expected` are faults that
 *   belong to the test, such as a request that is answered with 503
 * @returns {Promise<Tab>}
 */
export async function openTab(browser, address, { expected, ...options } = {}) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  /** @type {string[]} */
  const requests = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(address);
  return {
    page,
    faults,
    requests,
    async accessible(what) {
      // Not by a script tag: the page's policy lets none in.
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ['violations'] }));
      const serious = violations.filter((/** @type {any} */ found) => ['serious', 'critical'].includes(found.impact));
      assert.deepEqual(serious.map((/** @type {any} */ found) => `${found.id}: ${found.nodes.map((/** @type {any} */ node) => node.html).join(' ')}`), [], what);
    },
    async close() {
      await context.close();
      assert.deepEqual(faults.filter((fault) => !expected?.test(fault)), []);
    },
  };
}
