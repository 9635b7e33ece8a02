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
    // And the list of files says so too.
    await page.goto(`${rollcall.url}/jobs`);
    await page.locator('tbody tr', { hasText: 'équipe.csv' }).first().getByText(sentence('process-completed'), { exact: true }).waitFor();
    await tab.accessible('the list with a file that was applied');
    await tab.close();
  });
});

const RAINBOW = '__action__;loginEmail;pbxId;pbxShortNumber';
const EIGHT = 'User.FirstName,User.LastName,User.Email,User.Site,User.Licenses,User.Voice.Number';

describe('a plan', () => {
  it('leads from each count to the rows behind it, and shows what changes from what to what', async () => {
    await apply(await check(webex('forli', 70), { template: 'webex-users' }));
    const [header, zero, one, ...rest] = webex('forli', 71).split('\r\n');
    const file = [header, zero, one?.replace('Agent', 'Cheffe d’équipe'), ...rest].join('\r\n');
    const job = await check(file, { template: 'webex-users' });
    const tab = await open(job.id);
    const { page } = tab;
    const rows = page.locator('.planned tbody tr');
    // What changes nothing is left out at first, and said to be.
    await page.getByText('1 to 2 of 2').waitFor();
    assert.match((await rows.first().textContent()) ?? '', /^3Changedzoe\.1@forli\.example\.comTitle Agent →becomes Cheffe d’équipe$/);
    await page.getByLabel(sentence('apply-changes-only')).uncheck();
    await page.getByText('1 to 50 of 71').waitFor();
    await page.getByRole('button', { name: /^Changed\s*1$/ }).click();
    await page.getByText('1 to 1 of 1').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Changed/ }).getAttribute('aria-pressed'), 'true');
    await page.getByRole('button', { name: /^Left alone\s*69$/ }).click();
    await page.getByText('1 to 50 of 69').waitFor();
    await page.getByRole('button', { name: sentence('list-next') }).click();
    await page.getByText('51 to 69 of 69').waitFor();
    assert.equal(await page.getByRole('button', { name: sentence('list-next') }).isDisabled(), true);
    assert.equal(await page.getByRole('button', { name: /^Refused\s*0$/ }).isDisabled(), true);
    await tab.accessible('the rows that are left alone');
    await tab.close();
  });

  it('that would change nothing says so, and there is nothing to press', async () => {
    const csv = webex('evry', 3);
    await apply(await check(csv, { template: 'webex-users' }));
    const tab = await open((await check(csv, { template: 'webex-users' })).id);
    await tab.page.getByText(sentence('apply-nothing')).waitFor();
    assert.equal(await tab.page.locator('button.primary').count(), 0);
    await tab.close();
  });

  it('of 8x8 that is blocked says so, leads to the rows that block it, and cannot be applied', async () => {
    const rows = [1, 2, 3, 4].map((n) => `Anaïs ${n},Dell’Acqua,anais.${n}@bloc.example.com,Lyon,X2,3316000000${n}`);
    const job = await check(`${EIGHT}\n${rows.join('\n')}\n`, { template: '8x8-users' });
    const tab = await open(job.id);
    const { page } = tab;
    await page.getByText(/^1 row cannot be applied, and that keeps back the whole file/).waitFor();
    assert.equal(await page.locator('button.primary').count(), 0);
    await tab.accessible('a plan that is blocked');
    await page.getByRole('button', { name: sentence('apply-show-refused') }).click();
    await page.getByText('1 to 1 of 1').waitFor();
    assert.match((await page.locator('.planned tbody tr').textContent()) ?? '', /^5Refusedanais\.4@bloc\.example\.comNo license “X2” is left, of 3 that there are\.$/);
    await tab.close();
  });

  it('of twenty thousand rows comes in pages, and the page never holds more than one', { timeout: 120_000 }, async () => {
    const job = await check(webex('beaucoup', 20_000), { template: 'webex-users' });
    const tab = await open(job.id);
    const { page } = tab;
    await page.getByText('1 to 50 of 20,000').waitFor({ timeout: 60_000 });
    for (let turn = 2; turn < 5; turn += 1) {
      await page.getByRole('button', { name: sentence('list-next') }).click();
      await page.getByText(`${(turn - 1) * 50 + 1} to ${turn * 50} of 20,000`).waitFor({ timeout: 60_000 });
      assert.equal(await page.locator('.planned tbody tr').count(), 50);
    }
    await page.getByRole('button', { name: 'Apply 20,000 rows' }).waitFor();
    await tab.close();
  });

  it('of a file that is not applied here is told in a sentence, and its report offers nothing', async () => {
    const job = await check('name,age\nZoë,31\n', {});
    const tab = await open(job.id, { expected: /4(04|22)|Failed to load resource/ });
    await tab.page.getByText(sentence('trouble-mode-not-available')).waitFor();
    await tab.page.goto(`${rollcall.url}/report?job=${job.id}`);
    await tab.page.locator('.facts').waitFor();
    assert.equal(await tab.page.getByText(sentence('apply-title')).count(), 0);
    await tab.page.goto(`${rollcall.url}/apply?job=01m8chr5hgv9y4a8zw8bn4tz25`);
    await tab.page.getByText(sentence('report-gone')).waitFor();
    await tab.close();
  });
});

describe('lines of Rainbow', () => {
  /** Two members, the first of whom has a line; the job takes it for the other. @param {string} team */
  async function taking(team) {
    await apply(await check(webex(team, 2), { template: 'webex-users' }));
    await apply(await check(`${RAINBOW}\nattach;zoe.0@${team}.example.com;${team};2001\n`, { template: 'rainbow-telephony' }));
    return check(`${RAINBOW}\nforce_attach;zoe.1@${team}.example.com;${team};2001\nattach;personne@${team}.example.com;${team};2009\n`, { template: 'rainbow-telephony' });
  }

  it('are applied once somebody has said that they saw who loses one', async () => {
    const job = await taking('rouen');
    const tab = await open(job.id);
    const { page } = tab;
    const go = page.getByRole('button', { name: 'Apply 1 row' });
    await go.waitFor();
    const start = page.getByRole('region', { name: sentence('apply-start-title') });
    await start.getByText(/taken away from zoe\.0@rouen\.example\.com/).waitFor();
    await page.locator('tr.destructive').getByText(sentence('outcome-destructive')).waitFor();
    await tab.accessible('a plan that takes a line away');
    // Unless it is confirmed, nothing is sent.
    await go.click();
    await page.waitForTimeout(500);
    assert.equal(await processOf(job.id), null);
    await page.getByLabel(/^1 row takes something away/).check();
    await go.click();
    await page.getByRole('heading', { name: sentence('process-heading-completed') }).waitFor({ timeout: 30_000 });
    const { counts } = await processOf(job.id);
    assert.deepEqual([counts.changed, counts.refused], [1, 1]);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: sentence('download-resend') }).click();
    assert.equal(readFileSync(/** @type {string} */ (await (await saved).path()), 'utf8').trim(), `${RAINBOW};status;details\nattach;personne@rouen.example.com;rouen;2009;invalid;There is no user with the address personne@rouen.example.com.`);
    await tab.close();
  });

  it('wait for somebody to see the plan where the file was to be applied at once', async () => {
    const { id } = await taking('vannes');
    const csv = (await call(rollcall, `/v1/jobs/${id}/clean.csv`)).text;
    const job = await check(csv, { template: 'rainbow-telephony', mode: 'process' });
    const tab = await openTab(browser, `${rollcall.url}/report?job=${job.id}`);
    const { page } = tab;
    await page.getByText(sentence('process-awaiting_confirmation'), { exact: true }).waitFor();
    await page.getByRole('link', { name: sentence('apply-open') }).click();
    await page.getByLabel(/^1 row takes something away/).check();
    await page.getByRole('button', { name: /^Apply 1 row/ }).click();
    await page.getByRole('heading', { name: sentence('process-heading-completed') }).waitFor({ timeout: 30_000 });
    await tab.close();
  });

  it('are planned anew where the directory has changed since they were seen, and have to be confirmed again', async () => {
    const job = await taking('nimes');
    const tab = await open(job.id, { expected: /409|Failed to load resource/ });
    const { page } = tab;
    await page.getByLabel(/^1 row takes something away/).check();
    const { json } = await call(rollcall, '/v1/users?name=zoe.0@nimes.example.com');
    const [user] = json.users;
    const patched = await call(rollcall, `/v1/users/${user.id}`, { method: 'PATCH', body: '{"extensions":null}', headers: { 'content-type': 'application/merge-patch+json' } });
    assert.equal(patched.status, 200, patched.text);
    await page.getByRole('button', { name: 'Apply 1 row' }).click();
    await page.locator('.notice').getByText(sentence('apply-changed')).waitFor();
    assert.equal(await processOf(job.id), null, 'nothing was applied');
    // Now nobody loses anything, and all the same it is asked for.
    const sure = page.getByLabel(sentence('apply-sure'), { exact: true });
    assert.equal(await sure.isChecked(), false);
    await tab.accessible('a plan that has changed');
    await sure.check();
    await page.getByRole('button', { name: 'Apply 1 row' }).click();
    await page.getByRole('heading', { name: sentence('process-heading-completed') }).waitFor({ timeout: 30_000 });
    await tab.close();
  });
});

describe('the keyboard alone', () => {
  it('leads through the plan, its pages and its confirmation, and is never left without a place', async () => {
    await apply(await check(webex('clavier', 60), { template: 'webex-users' }));
    const attach = Array.from({ length: 60 }, (_, n) => `attach;zoe.${n}@clavier.example.com;CLAVIER;${3000 + n}`).join('\n');
    const job = await check(`${RAINBOW}\n${attach}\n`, { template: 'rainbow-telephony' });
    const tab = await open(job.id);
    const { page } = tab;
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.getByText('1 to 50 of 60').waitFor();
    await page.getByRole('button', { name: /^Changed/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('[data-count=changed]')?.getAttribute('aria-pressed') === 'true');
    assert.match(await focused(), /^Changed/);
    await page.getByRole('button', { name: sentence('list-next') }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('51 to 60 of 60').waitFor();
    assert.equal(await focused(), sentence('outcome-changed'), 'the last page has no next one, and the focus is at the head of its rows');
    await page.locator('#sure').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Apply 60 rows');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: sentence('process-heading-completed') }).waitFor({ timeout: 30_000 });
    assert.equal(await focused(), sentence('process-heading-completed'));
    await tab.close();
  });
});

describe('a file while it is applied', () => {
  it('is seen to go on, also after a reload, and is stopped with what is done', { timeout: 120_000 }, async () => {
    const job = await check(webex('lent', 4_000), { template: 'webex-users' });
    await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: [{ on: 'DIRECTORY.batch', delay: 150 }] });
    const tab = await open(job.id);
    const { page } = tab;
    const go = page.getByRole('button', { name: 'Apply 4,000 rows' });
    await go.dblclick();
    await page.getByRole('heading', { name: new RegExp(`^(${sentence('process-heading-queued')}|${sentence('process-heading-running')})$`) }).waitFor();
    await page.getByText(/^[1-9][\d,]* of 4,000 rows are done$/).waitFor({ timeout: 30_000 });
    await tab.accessible('a file that is being applied');
    await page.reload();
    await page.getByRole('progressbar').waitFor();
    await page.getByText(/^[1-9][\d,]* of 4,000 rows are done$/).waitFor();
    await page.getByRole('button', { name: sentence('process-stop') }).click();
    await page.getByRole('heading', { name: sentence('process-heading-cancelled') }).waitFor({ timeout: 30_000 });
    const { done, counts } = await processOf(job.id);
    assert.ok(done > 0 && done < 4_000);
    assert.equal(counts.created, done);
    await tab.accessible('a file that was stopped');
    await rollcall.unordered();
    await tab.close();
  });

  it('is asked about no more once nobody looks', { timeout: 120_000 }, async () => {
    const job = await check(webex('ailleurs', 3_000), { template: 'webex-users' });
    await rollcall.order({ for: 'rollcall-processes', with: job.id, faults: [{ on: 'DIRECTORY.batch', delay: 150 }] });
    const tab = await open(job.id);
    await tab.page.getByRole('button', { name: 'Apply 3,000 rows' }).click();
    await tab.page.getByRole('progressbar').waitFor();
    await tab.page.getByRole('link', { name: sentence('nav-check') }).click();
    await tab.page.getByRole('heading', { name: sentence('upload-title') }).waitFor();
    const asked = () => tab.requests.filter((address) => address.endsWith(`/v1/jobs/${job.id}`)).length;
    const before = asked();
    await tab.page.waitForTimeout(3_000);
    assert.equal(asked(), before);
    await rollcall.unordered();
    await until(async () => (await processOf(job.id)).state === 'completed', 60, () => 'the end');
    await tab.close();
  });
});

describe('a file that was applied', () => {
  it('is undone once that is confirmed, and the directory is as it was', async () => {
    const job = await check(webex('retour', 30), { template: 'webex-users' });
    await apply(job);
    const tab = await open(job.id);
    const { page } = tab;
    await page.getByRole('button', { name: sentence('undo-look') }).click();
    await page.getByText(sentence('undo-possible')).first().waitFor();
    await tab.accessible('a file that can be undone');
    await page.getByLabel(sentence('undo-confirm')).check();
    await page.getByRole('button', { name: sentence('undo-do') }).click();
    await page.getByRole('heading', { name: sentence('process-heading-reverted') }).waitFor({ timeout: 30_000 });
    const { json } = await call(rollcall, '/v1/users?name=retour.example.com');
    assert.deepEqual(json.users, []);
    assert.equal(await page.getByText(sentence('undo-title'), { exact: true }).count(), 0);
    await tab.accessible('a file that was undone');
    await tab.close();
  });

  it('is not undone where somebody changed one of its users since, and says who', async () => {
    const job = await check(webex('obstacle', 5), { template: 'webex-users' });
    await apply(job);
    const { json } = await call(rollcall, '/v1/users?name=zoe.3@obstacle.example.com');
    const patched = await call(rollcall, `/v1/users/${json.users[0].id}`, { method: 'PATCH', body: '{"active":false}', headers: { 'content-type': 'application/merge-patch+json' } });
    assert.equal(patched.status, 200, patched.text);
    const tab = await open(job.id);
    const { page } = tab;
    await page.getByRole('button', { name: sentence('undo-look') }).click();
    await page.getByRole('listitem').filter({ hasText: /^Row 5: zoe d’angelo 3$/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: sentence('undo-do') }).count(), 0);
    await tab.accessible('a file that cannot be undone');
    await tab.close();
  });

  it('that was kept back as a whole says that nothing was applied', async () => {
    const rows = [1, 2, 3, 4].map((n) => `Niccolò ${n},Forlì,niccolo.${n}@tout.example.com,Lyon,X2,3316000001${n}`);
    const job = await check(`${EIGHT}\n${rows.join('\n')}\n`, { template: '8x8-users' });
    await apply(job);
    const tab = await open(job.id);
    await tab.page.getByRole('heading', { name: sentence('process-heading-blocked') }).waitFor();
    await tab.page.getByRole('link', { name: sentence('download-resend') }).waitFor();
    assert.equal(await tab.page.getByText(sentence('undo-title'), { exact: true }).count(), 0);
    await tab.close();
  });
});

describe('the page of applying', () => {
  for (const [scheme, width, language] of /** @type {const} */ ([['light', 390, 'fr'], ['dark', 390, 'it'], ['light', 1280, 'pt'], ['dark', 1280, 'de']])) {
    it(`is whole at ${width} pixels, ${scheme}, in ${language}, with long names`, async () => {
      const team = `une-tres-longue-filiale-${language}-${scheme}`;
      await apply(await check(webex(team, 3), { template: 'webex-users' }));
      await apply(await check(`${RAINBOW}\nattach;zoe.0@${team}.example.com;${team};2001\n`, { template: 'rainbow-telephony', language }));
      const job = await check(`${RAINBOW}\nforce_attach;zoe.1@${team}.example.com;${team};2001\ndetach;zoe.0@${team}.example.com;;\nattach;personne@${team}.example.com;${team};2002\n`, { template: 'rainbow-telephony', language }, `lignes-téléphoniques-de-${team}.csv`);
      const tab = await open(job.id, { viewport: { width, height: 844 }, colorScheme: scheme, locale: language });
      const { page } = tab;
      const whole = async (/** @type {string} */ what) => {
        const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(content <= view, `${what}: ${content} pixels in ${view}`);
        assert.ok(!(await page.locator('body').textContent())?.includes('⟨'), what);
        await tab.accessible(what);
      };
      await page.locator('.planned tbody tr').first().waitFor();
      await whole('the plan');
      await page.locator('#sure').check();
      await page.locator('button.primary').click();
      await page.getByRole('heading', { name: sentence('process-heading-completed', language) }).waitFor({ timeout: 30_000 });
      await page.getByRole('button', { name: sentence('undo-look', language) }).click();
      await page.locator('#undo-sure').waitFor();
      await whole('the outcome');
      await tab.close();
    });
  }
});
