// The directory on the page, in a real browser against the real Worker.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startRollcall } from '../harness.mjs';
import { call } from '../requests.mjs';
import { putUsers } from '../users.mjs';
import { sentence } from './files.mjs';
import { openTab, startBrowser } from './tab.mjs';

/** Whose directory it is where the Worker runs open. */
const PARTNER = 'local';

/** @type {import('../harness.mjs').Rollcall} */
let rollcall;
/** @type {import('playwright-core').Browser} */
let browser;

const ZOE = {
  id: 'zoe', first_name: 'Zoé', last_name: 'Le Goff', email: 'zoe.legoff@example.com', attributes: { title: 'Cheffe d’équipe', site: 'Lyon', '8x8:User.Voice.CosTemplate': 'Standard' },
  licenses: ['X2'], numbers: [{ number: '+33160000001' }, { number: '+33199000001', temporary_for: '+33160000009' }], extensions: [{ extension: '1001' }, { pbx: 'PBX1', extension: '2001', internal: '92001' }],
  devices: [{ mac: '0011223344aa', model: 'Yealink T54W' }], contact_center: { enabled: true, teams: ['Accueil', 'Ventes'], user_profile: 'Agent' },
};
const UGO = { id: 'ugo', first_name: 'Ugo', last_name: 'D’Angelo', email: 'ugo.dangelo@example.com', active: false, extensions: [{ extension: '1002' }] };
const LONG = {
  id: 'long', display_name: `Anne-Charlotte-Éléonore de la Rochefoucauld-Saint-Exupéry ${'d’'.repeat(40)}`, email: `${'anne-charlotte'.repeat(6)}@example.com`,
  licenses: ['Un seul', 'X2', `Webex Contact Center Premium Agent [Sub${'1'.repeat(40)}]`], numbers: [{ number: '+331600000012345' }],
};
const ROSA = { id: 'rosa', kind: 'contact', first_name: 'Rosa', last_name: 'Forlì', email: 'rosa@example.com' };

before(async () => {
  [rollcall, browser] = await Promise.all([startRollcall({ rates: { REQUESTS: { limit: 100_000, period: 60 } } }), startBrowser()]);
  const set = await call(rollcall, '/v1/directory', {
    method: 'PUT',
    body: JSON.stringify({ company: 'Acme', sites: ['Lyon', 'Forlì'], licenses: [{ name: 'X2', capacity: 3 }, { name: 'X4', capacity: null }, { name: 'Un seul', capacity: 1 }, { name: LONG.licenses[2], capacity: null }], numbers: ['+33199000001'], next_extension: 2000 }),
  });
  assert.equal(set.status, 200, set.text);
  const many = Array.from({ length: 120 }, (_, n) => ({ id: `many-${n}`, first_name: 'Maëlys', last_name: `Dupré ${String(n).padStart(3, '0')}`, email: `maelys.${n}@example.com` }));
  await putUsers(rollcall, PARTNER, [ZOE, UGO, ROSA, LONG, ...many]);
});
after(() => Promise.all([rollcall.close(), browser.close()]));

/** @param {string} [where] @param {Parameters<typeof openTab>[2]} [options] */
const open = (where = '', options = {}) => openTab(browser, `${rollcall.url}/users${where}`, options);
/** @param {string} id */
const user = async (id) => (await call(rollcall, `/v1/users/${id}`)).json;
/** Changes a user behind the page's back. @param {string} id @param {any} patch */
async function change(id, patch) {
  const { status, text } = await call(rollcall, `/v1/users/${id}`, { method: 'PATCH', body: JSON.stringify(patch), headers: { 'content-type': 'application/merge-patch+json' } });
  assert.equal(status, 200, text);
}

describe('the list of users', () => {
  it('is searched by name whatever the accents, filtered, and turned page by page', async () => {
    const tab = await open();
    const { page } = tab;
    const rows = page.locator('.users tbody tr');
    await page.getByText('1 to 50, by name').waitFor();
    assert.equal(await rows.count(), 50);
    await tab.accessible('the list of users');
    await page.getByRole('button', { name: sentence('list-next') }).click();
    await page.getByText('51 to 100, by name').waitFor();
    await page.getByRole('button', { name: sentence('list-next') }).click();
    await page.getByText('101 to 124, by name').waitFor();
    assert.equal(await page.getByRole('button', { name: sentence('list-next') }).isVisible(), false);
    await page.getByRole('button', { name: sentence('list-previous') }).click();
    await page.getByText('51 to 100, by name').waitFor();

    const before = tab.requests.length;
    await page.getByLabel(sentence('users-search'), { exact: true }).pressSequentially('le goff zoe', { delay: 20 });
    await page.getByText('1 to 1, by name').waitFor();
    assert.match((await rows.first().textContent()) ?? '', /^Zoé Le Goffzoe\.legoff@example\.com\+33160000001.*PBX1 2001X2ActiveContact centre$/);
    assert.ok(tab.requests.length - before <= 3, 'who types is not answered letter by letter');
    await page.getByLabel(sentence('users-search'), { exact: true }).fill('');
    await page.getByLabel(sentence('users-state'), { exact: true }).selectOption('false');
    await page.getByText('1 to 1, by name').waitFor();
    await rows.getByText('Ugo D’Angelo').waitFor();
    await rows.getByText(sentence('users-inactive')).waitFor();
    await page.getByLabel(sentence('user-contact_center'), { exact: true }).selectOption('true');
    await page.getByText(sentence('users-none-found')).waitFor();
    await page.getByLabel(sentence('users-state'), { exact: true }).selectOption('');
    await rows.getByText('Zoé Le Goff').waitFor();

    // What was looked for is still there after somebody was opened.
    await rows.getByRole('link', { name: 'Zoé Le Goff' }).click();
    await page.getByRole('heading', { name: 'Zoé Le Goff', level: 1 }).waitFor();
    await page.getByRole('link', { name: sentence('user-back') }).click();
    await page.getByText('1 to 1, by name').waitFor();
    assert.equal(await page.getByLabel(sentence('user-contact_center'), { exact: true }).inputValue(), 'true');
    await tab.close();
  });

  it('can be had as a file of each vendor', async () => {
    const tab = await open();
    const saved = tab.page.waitForEvent('download');
    await tab.page.getByRole('link', { name: /Webex Control Hub/ }).click();
    const text = readFileSync(/** @type {string} */ (await (await saved).path()), 'utf8');
    assert.match(text, /zoe\.legoff@example\.com/);
    assert.equal(await tab.page.locator('.downloads a').count(), 4);
    await tab.close();
  });
});

describe('a user', () => {
  it('is shown with everything that is known, and switched off and on with one control', async () => {
    const tab = await open('?user=zoe');
    const { page } = tab;
    const value = (/** @type {string} */ pointer) => page.locator(`[data-pointer="${pointer}"]`).inputValue();
    await page.getByRole('heading', { name: 'Zoé Le Goff', level: 1 }).waitFor();
    assert.deepEqual(await Promise.all(['/email', '/attributes/title', '/attributes/site', '/attributes/8x8:User.Voice.CosTemplate', '/contact_center/user_profile', '/contact_center/teams'].map(value)),
      [ZOE.email, 'Cheffe d’équipe', 'Lyon', 'Standard', 'Agent', 'Accueil\nVentes']);
    const entries = page.locator('.entry input');
    assert.deepEqual(await entries.evaluateAll((inputs) => inputs.map((input) => /** @type {HTMLInputElement} */ (input).value)),
      ['+33160000001', '+33199000001', '1001', '', '', '', '2001', 'PBX1', '92001', '', '0011223344aa', 'Yealink T54W']);
    await page.getByText('Stands in for +33160000009').waitFor();
    await tab.accessible('a user');

    const control = page.getByRole('switch', { name: sentence('user-active') });
    assert.equal(await control.getAttribute('aria-checked'), 'true');
    await page.locator('[data-pointer="/attributes/department"]').fill('not saved yet');
    await control.click();
    await page.getByText(sentence('user-switched-off')).waitFor();
    assert.equal(await control.getAttribute('aria-checked'), 'false');
    assert.equal((await user('zoe')).active, false);
    assert.equal(await value('/attributes/department'), 'not saved yet', 'what was typed stays');
    await page.getByRole('link', { name: sentence('user-back') }).click();
    await page.getByRole('dialog').getByText(sentence('user-unsaved')).waitFor();
    await tab.accessible('changes that are not saved');
    await page.getByRole('button', { name: sentence('mend-stay') }).click();
    await control.press('Space');
    await page.getByText(sentence('user-switched-on')).waitFor();
    assert.equal((await user('zoe')).active, true);
    await page.getByRole('link', { name: sentence('user-back') }).click();
    await page.getByRole('button', { name: sentence('mend-leave') }).click();
    await page.getByRole('heading', { name: sentence('users-title'), level: 1 }).waitFor();
    await tab.close();
  });

  it('is changed in what was changed, and in nothing else', async () => {
    const tab = await open('?user=zoe');
    const { page } = tab;
    const { version, updated, changed_by, ...before } = await user('zoe');
    /** @type {any[]} */
    const sent = [];
    page.on('request', (request) => { if (request.method() === 'PATCH') sent.push(request.postDataJSON()); });
    await page.locator('form .save button').click();
    await page.getByText(sentence('user-nothing-changed')).waitFor();
    await page.locator('[data-pointer="/last_name"]').fill('Le Goff-D’Angelo');
    await page.locator('[data-pointer="/attributes/title"]').fill('');
    await page.getByLabel(/^X4/).check();
    await page.getByRole('button', { name: sentence('user-add-numbers') }).click();
    await page.keyboard.type('+33 1 60 00 00 77');
    await page.getByRole('button', { name: `${sentence('user-remove')}: 1001` }).click();
    await page.locator('[data-pointer="/contact_center/teams"]').fill('Ventes\nSupport');
    await page.getByRole('button', { name: sentence('user-save') }).click();
    await page.getByText(sentence('user-saved')).waitFor();
    assert.deepEqual(sent, [{
      last_name: 'Le Goff-D’Angelo', attributes: { title: null }, licenses: ['X2', 'X4'],
      numbers: [...ZOE.numbers, { number: '+33160000077' }], extensions: [ZOE.extensions[1]], contact_center: { teams: ['Ventes', 'Support'] },
    }]);
    const { version: later, updated: _, changed_by: __, ...now } = await user('zoe');
    assert.ok(later > version);
    const { title, ...attributes } = before.attributes;
    assert.deepEqual(now, {
      ...before, last_name: 'Le Goff-D’Angelo', attributes, licenses: ['X2', 'X4'], numbers: [...before.numbers, { number: '+33160000077' }],
      extensions: [before.extensions[1]], contact_center: { ...before.contact_center, teams: ['Support', 'Ventes'] },
    });
    await tab.close();
  });

  it('that cannot be so is refused at the field, in the reader\'s language', async () => {
    const tab = await open('?user=ugo', { locale: 'fr-FR', expected: /40[09]|Failed to load resource/ });
    const { page } = tab;
    const email = page.locator('[data-pointer="/email"]');
    const save = page.locator('form .save button');
    await email.fill('pas une adresse');
    await save.click();
    await page.locator('.field', { has: email }).getByText(sentence('wrong-email', 'fr')).waitFor();
    assert.equal(await email.getAttribute('aria-invalid'), 'true');
    assert.equal(await email.evaluate((input) => input === document.activeElement), true);
    await tab.accessible('a field that is wrong');
    await email.fill('rosa@example.com');
    await save.click();
    await page.locator('.field', { has: email }).getByText(sentence('wrong-taken', 'fr')).waitFor();
    await email.fill('ugo@example.com');
    await page.locator('[data-of=extension]').fill('12a');
    await save.click();
    await page.locator('.entry').getByText(sentence('wrong-extension', 'fr')).waitFor();
    assert.equal(await email.getAttribute('aria-invalid'), null, 'what is right now is not said to be wrong');
    await page.locator('[data-of=extension]').fill('2001');
    await page.locator('[data-of=pbx]').fill('PBX1');
    await save.click();
    const extensions = page.getByRole('region', { name: sentence('user-extensions', 'fr') });
    await extensions.getByText(/has the extension PBX1 2001/).waitFor();
    await tab.accessible('an extension that somebody else has');
    await page.locator('[data-of=extension]').fill('1002');
    await page.locator('[data-of=pbx]').fill('');
    await page.getByLabel(/^Un seul/).check();
    await save.click();
    await page.getByText(sentence('trouble-license-capacity', 'fr')).waitFor();
    await page.getByText(/have the licence `Un seul`/).waitFor();
    assert.deepEqual((await user('ugo')).email, UGO.email, 'nothing was saved');
    await tab.close();
  });

  it('that somebody else has changed meanwhile is shown as it is now, with what was wanted', async () => {
    const tab = await open('?user=rosa', { expected: /412|Failed to load resource/ });
    const { page } = tab;
    const title = page.locator('[data-pointer="/attributes/title"]');
    await title.fill('Direttrice');
    await change('rosa', { attributes: { title: 'Presidente', department: 'Vendite' } });
    await page.getByRole('button', { name: sentence('user-save') }).click();
    await page.getByText(sentence('user-conflict')).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Job title: Direttrice' }).waitFor();
    assert.equal(await title.inputValue(), 'Presidente');
    await tab.accessible('a conflict');
    await change('rosa', { attributes: { department: 'Acquisti' } });
    await page.getByRole('switch').click();
    await page.getByRole('listitem').filter({ hasText: `${sentence('user-active')}: ${sentence('user-no')}` }).waitFor();
    assert.equal((await user('rosa')).active, true, 'a switch overwrites nobody either');
    await page.getByRole('switch').click();
    await page.getByText(sentence('user-switched-off')).waitFor();
    await tab.close();
  });

  it('that there is not, or that has markup for a name, does no harm', async () => {
    await putUsers(rollcall, PARTNER, [{ id: 'evil', display_name: '<img src=x onerror=alert(1)>', attributes: { '<b>key</b>': '"><script>alert(1)</script>' } }]);
    const tab = await open('?user=evil', { expected: /404|Failed to load resource/ });
    await tab.page.getByRole('heading', { name: '<img src=x onerror=alert(1)>', level: 1 }).waitFor();
    assert.equal(await tab.page.locator('main img, main script').count(), 0);
    await tab.page.goto(`${rollcall.url}/users?user=nobody`);
    await tab.page.getByText(sentence('trouble-user-not-found')).waitFor();
    await tab.close();
  });
});

describe('what there is to give', () => {
  it('is shown with what is in use, changed, and refused where more is in use', async () => {
    await change('ugo', { licenses: ['X2'] });
    const tab = await open('', { expected: /40[09]|Failed to load resource/ });
    const { page } = tab;
    await page.locator('summary', { hasText: sentence('giving-title') }).click();
    const sites = page.locator('[data-pointer="/sites"]');
    await sites.waitFor();
    await page.getByText('3 in use').waitFor();
    await tab.accessible('what there is to give');
    const save = page.getByRole('button', { name: sentence('giving-save') });
    const capacity = page.locator('.entry', { has: page.getByText('3 in use') }).locator('[data-of=capacity]');
    await capacity.fill('1');
    await save.click();
    await page.locator('.entry').getByText(sentence('wrong-used')).waitFor();
    await capacity.fill('5');
    await page.getByRole('button', { name: `${sentence('user-remove')}: ${LONG.licenses[2]}` }).click();
    await save.click();
    await page.getByRole('group').getByText(sentence('wrong-left-out')).waitFor();
    await page.getByRole('button', { name: sentence('giving-add-license') }).click();
    await page.keyboard.type(`${LONG.licenses[2]}`);
    await sites.fill('Lyon\nForlì\nLyon');
    await save.click();
    await page.getByText(`Line 3: ${sentence('wrong-twice')}`).waitFor();
    await tab.accessible('a site that stands there twice');
    await sites.fill('Lyon\nForlì\nÉvry');
    await page.getByRole('button', { name: sentence('giving-add-license') }).click();
    await page.keyboard.type('X8');
    await save.click();
    await page.getByText(sentence('giving-saved')).waitFor();
    const { json } = await call(rollcall, '/v1/directory');
    assert.deepEqual([json.sites, json.licenses.map(({ name, capacity }) => [name, capacity])], [['Forlì', 'Lyon', 'Évry'], [['Un seul', 1], [LONG.licenses[2], null], ['X2', 5], ['X4', null], ['X8', null]]]);
    assert.equal(json.next_extension, 2000);
    await tab.close();
  });

  it('is not overwritten where somebody else has changed it meanwhile', async () => {
    const tab = await open();
    const { page } = tab;
    await page.locator('summary', { hasText: sentence('giving-title') }).click();
    await page.locator('[data-pointer="/company"]').fill('Acme France');
    const { json } = await call(rollcall, '/v1/directory');
    assert.equal((await call(rollcall, '/v1/directory', { method: 'PUT', body: JSON.stringify({ ...json, sites: [...json.sites, 'Nîmes'] }) })).status, 200);
    await page.getByRole('button', { name: sentence('giving-save') }).click();
    await page.getByText(sentence('giving-changed')).waitFor();
    assert.match(await page.locator('[data-pointer="/sites"]').inputValue(), /Nîmes/);
    assert.equal((await call(rollcall, '/v1/directory')).json.company, 'Acme');
    await tab.close();
  });
});

describe('the page of the directory', () => {
  for (const [scheme, width, language] of /** @type {const} */ ([['light', 390, 'fr'], ['dark', 390, 'it'], ['light', 1280, 'pt'], ['dark', 1280, 'de']])) {
    it(`is whole at ${width} pixels, ${scheme}, in ${language}, with long names`, async () => {
      const tab = await open('', { viewport: { width, height: 844 }, colorScheme: scheme, locale: language });
      const { page } = tab;
      const whole = async (/** @type {string} */ what) => {
        const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(content <= view, `${what}: ${content} pixels in ${view}`);
        assert.ok(!(await page.locator('body').textContent())?.includes('⟨'), what);
        await tab.accessible(what);
      };
      await page.locator('.users tbody tr').first().waitFor();
      await page.locator('summary').click();
      await page.locator('[data-pointer="/sites"]').waitFor();
      await whole('the list');
      await page.goto(`${rollcall.url}/users?user=${LONG.id}`);
      await page.locator('form .save button').waitFor();
      await whole('a user');
      await tab.close();
    });
  }
});
