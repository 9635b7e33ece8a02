// `npm run partner`: what a record may hold, and the command against this machine's KV and against a
// stand-in of Cloudflare's API.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  changePartner, checkOrigin, checkWebhookUrl, newPartner, originIndex, removePartner, restorePartner, rotateHookSecret, rotateKey,
  rotateTokens, rotateWebhook, shownPartner,
} from '../scripts/partners/record.mjs';
import { ROOT } from './harness.mjs';

const NOW = new Date('2026-11-23T12:00:00.000Z');
const HOUR = 3_600_000;
const later = (hours) => new Date(NOW.getTime() + hours * HOUR);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const acme = (wishes = {}) => newPartner('acme', wishes, {}, NOW);

describe('a partner\'s record', () => {
  it('knows the key by its hash alone', () => {
    const { record, key } = acme();
    assert.match(key, /^rc_acme_[\w-]{43}$/);
    assert.equal(record.keys[0].sha256, sha256(key));
    assert.ok(!JSON.stringify(record).includes(key));
  });

  it('has what the Worker reads, and nothing more', () => {
    const { record, hookSecret, webhookSecrets } = acme({ webhooks: ['https://acme.example/rollcall'] });
    const id = record.keys[0].id;
    assert.match(id, /^[0-9a-f]{8}$/);
    const created = NOW.toISOString();
    assert.equal(Buffer.from(record.token_secret, 'base64').length, 32);
    for (const secret of [hookSecret, ...webhookSecrets]) {
      assert.match(secret, /^whsec_/);
      assert.equal(Buffer.from(secret.slice(6), 'base64').length, 32);
    }
    assert.deepEqual(record, {
      name: 'acme',
      created,
      removed: null,
      keys: [{ id, sha256: record.keys[0].sha256, created, expires: null }],
      token_secret: record.token_secret,
      origins: [],
      templates: null,
      limits: { body_bytes: null, inflated_bytes: null, uploads_at_once: null, bytes_a_day: null },
      retention: { least: 1, most: 720, default: 168 },
      webhooks: [{ id: record.webhooks[0].id, url: 'https://acme.example/rollcall', events: ['job.completed', 'job.failed', 'job.processed'], secrets: [{ secret: webhookSecrets[0], created, expires: null }] }],
      hook_secrets: [{ secret: hookSecret, created, expires: null }],
    });
  });

  for (const name of ['', 'A', 'a b', 'a/b', 'a_b', '-a', '..', 'é', 'x'.repeat(33)]) {
    it(`is not made under the name \`${name}\``, () => assert.throws(() => newPartner(name), /cannot be a partner's name: take lower-case letters/));
  }

  it('is not made under the name of the partner of an open Worker', () => {
    assert.throws(() => newPartner('local'), /runs open: take another name/);
  });

  it('does not change the one it was made from', () => {
    const { record } = acme({ webhooks: ['https://acme.example/rollcall'] });
    const before = JSON.stringify(record);
    changePartner(record, { origins: ['https://a.example'], limits: { body_bytes: 1 }, retention: { least: 2, most: 3 }, webhooks: ['https://b.example/'] });
    rotateKey(record);
    rotateWebhook(record, record.webhooks[0].id);
    rotateHookSecret(record);
    rotateTokens(record);
    removePartner(record);
    assert.equal(JSON.stringify(record), before);
  });

  it('keeps what it does not know, such as what a later version writes', () => {
    const record = { ...acme().record, colour: 'blue' };
    for (const next of [changePartner(record, {}).record, rotateKey(record).record, rotateTokens(record).record, removePartner(record).record]) {
      assert.equal(/** @type {any} */ (next).colour, 'blue');
    }
  });
});

describe('an origin', () => {
  const taken = [
    ['https://portal.acme.example', 'https://portal.acme.example'],
    ['HTTPS://Portal.ACME.example', 'https://portal.acme.example'],
    ['https://portal.acme.example:443', 'https://portal.acme.example'],
    ['http://portal.acme.example:80/', 'http://portal.acme.example'],
    ['https://portal.acme.example:8443', 'https://portal.acme.example:8443'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['https://[::1]:8443', 'https://[::1]:8443'],
  ];
  for (const [given, kept] of taken) {
    it(`${given} is kept as ${kept}`, () => assert.equal(checkOrigin(given), kept));
  }

  const refused = [
    ['null', /a page without one cannot be let in/],
    ['*', /exact, without \*/],
    ['https://*.acme.example', /exact, without \*/],
    ['acme.example', /give the scheme/],
    ['//acme.example', /give the scheme/],
    ['ftp://acme.example', /give the scheme/],
    ['file:///portal', /give the scheme/],
    ['https://', /give the scheme and the host/],
    ['https://acme.example/portal', /leave out the path/],
    ['https://acme.example?a', /leave out the path/],
    ['https://acme.example#a', /leave out the path/],
    ['https://me@acme.example', /give the scheme and the host/],
    ['https://acme.example:99999', /give the scheme and the host/],
    ['https://acme.example\\portal', /give the scheme and the host/],
    [' https://acme.example', /give the scheme/],
  ];
  for (const [given, why] of /** @type {[string, RegExp][]} */ (refused)) {
    it(`${given} is refused`, () => assert.throws(() => checkOrigin(given), why));
  }
});

describe('the address of a webhook', () => {
  for (const url of ['https://acme.example/rollcall', 'https://acme.example:8443/a?b=c', 'http://localhost:9000/', 'http://127.0.0.1/', 'http://[::1]:9/', 'http://hooks.localhost/']) {
    it(`${url} is taken`, () => assert.equal(checkWebhookUrl(url), url));
  }

  const refused = [
    ['acme.example', true, /give the whole URL/],
    ['http://acme.example/', true, /has to begin with https:/],
    ['ftp://acme.example/', true, /has to begin with https:/],
    ['http://localhost.acme.example/', true, /has to begin with https:/],
    ['https://me:secret@acme.example/', true, /leave out the name and the password/],
    ['https://acme.example/#a', true, /leave out the #/],
    ['http://localhost:9000/', false, /sends nothing to this machine/],
    ['https://127.0.0.1/', false, /sends nothing to this machine/],
  ];
  for (const [url, loopback, why] of /** @type {[string, boolean, RegExp][]} */ (refused)) {
    it(`${url} is refused${loopback ? '' : ' for a deployed Worker'}`, () => {
      assert.throws(() => checkWebhookUrl(url, loopback), (error) => why.test(error.message) && !error.message.includes('secret'));
    });
  }
});

describe('what can be set', () => {
  const taken = [
    ['origins once each, in order', { origins: ['https://b.example', 'https://a.example', 'HTTPS://B.example'] }, { origins: ['https://a.example', 'https://b.example'] }],
    ['no origins', { origins: [] }, { origins: [] }],
    ['some templates', { templates: ['webex-users', '8x8-users'] }, { templates: ['8x8-users', 'webex-users'] }],
    ['one limit, and the others as they were', { limits: { uploads_at_once: 3 } }, { limits: { body_bytes: 7, inflated_bytes: null, uploads_at_once: 3, bytes_a_day: null } }],
    ['a limit taken back', { limits: { body_bytes: null } }, { limits: { body_bytes: null, inflated_bytes: null, uploads_at_once: null, bytes_a_day: null } }],
    ['a retention whose usual time moves into it', { retention: { least: 1, most: 24 } }, { retention: { least: 1, most: 24, default: 24 } }],
    ['a usual retention', { retention: { default: 48 } }, { retention: { least: 1, most: 720, default: 48 } }],
  ];
  for (const [title, changes, expected] of /** @type {[string, any, any][]} */ (taken)) {
    it(title, () => {
      const { record } = changePartner(acme({ origins: ['https://old.example'], templates: ['webex-users'], limits: { body_bytes: 7 } }).record, changes);
      for (const [field, value] of Object.entries(expected)) assert.deepEqual(record[field], value);
    });
  }

  const refused = [
    ['a template that is not built in', { templates: ['8x8-user'] }, /no template `8x8-user`: 8x8-users, webex-users are built in/],
    ['no uploads at once', { limits: { uploads_at_once: 0 } }, /uploads_at_once is 0: give a whole number from 1 to 10000/],
    ['half a byte', { limits: { body_bytes: 0.5 } }, /body_bytes is 0.5: give a whole number/],
    ['a larger body than there can be', { limits: { body_bytes: 6 * 1024 ** 3 } }, /from 1 to 5368709120/],
    ['a retention of no time', { retention: { least: 0, most: 1 } }, /shortest retention is 0: give a whole number from 1 to 720, in hours/],
    ['a retention above a month', { retention: { least: 1, most: 721 } }, /longest retention is 721/],
    ['a retention that ends before it begins', { retention: { least: 9, most: 8 } }, /above the longest/],
    ['a usual retention outside its bounds', { retention: { least: 1, most: 24, default: 25 } }, /usual retention is 25: give a whole number from 1 to 24/],
    ['a webhook that there is', { webhooks: ['https://acme.example/x'] }, /has the webhook https:\/\/acme.example\/x already/],
    ['the same webhook twice', { webhooks: ['https://b.example/', 'https://b.example'] }, /already/],
    ['the end of a webhook that there is not', { withoutWebhooks: ['12345678'] }, /has no webhook 12345678: it has [0-9a-f]{8} \(https:\/\/acme.example\/x\)/],
  ];
  for (const [title, changes, why] of /** @type {[string, any, RegExp][]} */ (refused)) {
    it(`${title} is refused`, () => {
      const { record } = acme({ webhooks: ['https://acme.example/x'] });
      assert.throws(() => changePartner(record, changes, { templates: ['8x8-users', 'webex-users'] }), why);
    });
  }

  it('a webhook goes by its id or by its URL', () => {
    const { record } = acme({ webhooks: ['https://acme.example/one?t=1', 'https://acme.example/two'] });
    const { record: less } = changePartner(record, { withoutWebhooks: [record.webhooks[1].id, 'https://acme.example/one?t=1'] });
    assert.deepEqual(less.webhooks, []);
  });
});

describe('another key', () => {
  it('works beside the first, which ends after a week unless told otherwise', () => {
    const { record } = acme();
    const { record: next, key, ends } = rotateKey(record, undefined, NOW);
    assert.equal(ends, later(168).toISOString());
    assert.deepEqual(next.keys.map(({ expires }) => expires), [ends, null]);
    assert.equal(next.keys[1].sha256, sha256(key));
    assert.equal(rotateKey(record, 2, NOW).ends, later(2).toISOString());
  });

  it('works alone where there is no overlap', () => {
    const two = rotateKey(acme().record, 24, NOW).record;
    const { record, key, ends } = rotateKey(two, 0, NOW);
    assert.equal(ends, null);
    assert.deepEqual(record.keys.map((entry) => entry.sha256), [sha256(key)]);
  });

  it('is refused where two work, until one has ended', () => {
    const { record, ends } = rotateKey(acme().record, 24, NOW);
    assert.throws(() => rotateKey(record, 24, later(23)), new RegExp(`two keys that work, [0-9a-f]{8} until ${ends} and [0-9a-f]{8} without an end: wait until one has ended, or end both now with`));
    const third = rotateKey(record, 24, later(24)).record;
    assert.equal(third.keys.length, 2, 'the one that has ended is not kept');
  });

  it('has an overlap of a whole number of hours', () => {
    for (const overlap of [-1, 0.5, 8761, NaN]) assert.throws(() => rotateKey(acme().record, overlap), /The overlap is .*: give a whole number from 0 to 8760, in hours/);
  });

  it('is had for webhooks and for what comes in likewise', () => {
    const { record } = acme({ webhooks: ['https://acme.example/x', 'https://acme.example/y'] });
    const id = record.webhooks[1].id;
    const one = rotateWebhook(record, id, 24, NOW);
    assert.deepEqual(one.record.webhooks[0], record.webhooks[0]);
    assert.deepEqual(one.record.webhooks[1].secrets.map(({ expires }) => expires), [later(24).toISOString(), null]);
    assert.equal(one.record.webhooks[1].secrets[1].secret, one.secret);
    assert.throws(() => rotateWebhook(one.record, id, 24, NOW), new RegExp(`The webhook ${id} has two secrets that work`));
    const two = rotateHookSecret(record, 24, NOW);
    assert.deepEqual(two.record.hook_secrets.map(({ expires }) => expires), [later(24).toISOString(), null]);
    assert.throws(() => rotateHookSecret(two.record, 24, NOW), /two hook secrets that work/);
    assert.notEqual(rotateTokens(record).record.token_secret, record.token_secret);
  });
});

describe('a partner that is removed', () => {
  it('is a tombstone that nothing changes any more', () => {
    const { record } = removePartner(acme().record, false, NOW);
    assert.equal(record.removed, NOW.toISOString());
    assert.equal(record.keep_data, undefined);
    for (const change of [() => changePartner(record, {}), () => rotateKey(record), () => rotateTokens(record), () => rotateHookSecret(record), () => restorePartner(record)]) {
      assert.throws(change, /was removed at .* its data is being deleted/);
    }
    assert.throws(() => removePartner(record), /was removed at .* already/);
    assert.throws(() => removePartner(record, true), /was removed at .* already/);
  });

  it('is let in again where its data were kept, or deleted after all', () => {
    const { record } = removePartner(acme().record, true, NOW);
    assert.equal(record.keep_data, true);
    assert.throws(() => rotateKey(record), /locked out at .* let it in again with/);
    const { keep_data: _, ...bare } = record;
    assert.deepEqual(restorePartner(record).record, { ...bare, removed: null });
    const gone = removePartner(record, false, later(1)).record;
    assert.equal(gone.removed, later(1).toISOString());
    assert.ok(!('keep_data' in gone));
  });

  it('is not in the index of origins', () => {
    const partner = (name, origins) => newPartner(name, { origins }).record;
    const shared = 'https://portal.example';
    const partners = [partner('b', [shared, 'https://b.example']), partner('a', [shared]), removePartner(partner('c', [shared, 'https://c.example'])).record];
    assert.deepEqual([...originIndex(partners)].sort(), [['https://b.example', ['b']], [shared, ['a', 'b']]]);
  });
});

describe('a directory behind SCIM', () => {
  const token = 'eyJhbGciOi.J9-_~+/x=';
  const behind = (scim, loopback = true) => newPartner('acme', { scim: { token, ...scim } }, { loopback }, NOW).record.scim;

  it('is an address without a slash at its end, and a token', () => {
    assert.deepEqual(behind({ url: 'https://directory.acme.example/scim/v2/' }), { url: 'https://directory.acme.example/scim/v2', token });
    assert.deepEqual(behind({ url: 'http://127.0.0.1:8080/v2' }), { url: 'http://127.0.0.1:8080/v2', token });
  });

  const refused = [
    [{ url: 'http://directory.acme.example/v2' }, /has to begin with https:/],
    [{ url: 'https://me:secret@directory.acme.example/v2' }, /leave out the name and the password before the @; what lets Rollcall in is the token/],
    [{ url: 'https://directory.acme.example/v2?key=secret' }, /leave out the \?/],
    [{ url: 'https://directory.acme.example/v2', token: '' }, /token of the SCIM service is empty/],
    [{ url: 'https://directory.acme.example/v2', token: 'Bearer secret' }, /without `Bearer`/],
    [{ url: 'https://directory.acme.example/v2', token: 'secret\r\nx-a: b' }, /has signs in it/],
  ];
  for (const [scim, why] of /** @type {[any, RegExp][]} */ (refused)) {
    it(`is refused as ${JSON.stringify(scim).replaceAll('secret', '…')}`, () => assert.throws(() => behind(scim), (error) => why.test(error.message) && !error.message.includes('secret')));
  }

  it('is not on this machine for a deployed Worker', () => {
    assert.throws(() => behind({ url: 'http://localhost:8080/v2' }, false), /sends nothing to this machine/);
  });

  it('can be left for the one here again', () => {
    const { record } = newPartner('acme', { scim: { url: 'https://directory.acme.example/v2', token } }, {}, NOW);
    assert.equal(changePartner(record, { origins: [] }).record.scim?.token, token, 'what is not said stays');
    assert.equal(changePartner(record, { scim: null }).record.scim, null);
  });
});

it('nothing secret of a partner can be shown', () => {
  const scim = { url: 'https://directory.acme.example/v2', token: 'hidden-1-of-scim' };
  const { record } = rotateKey(acme({ scim, webhooks: ['https://acme.example/x?token=hidden-1'] }).record, 24, NOW);
  const shown = JSON.stringify(shownPartner(record, NOW));
  for (const secret of secretsOf(record)) assert.ok(!shown.includes(secret));
  assert.ok(!shown.includes('hidden-1'));
  assert.equal(shownPartner(record, NOW).keys.length, 2);
  assert.equal(shownPartner(record, later(24)).keys.length, 1, 'what has ended counts as absent');
});

/** @param {import('../scripts/partners/record.mjs').Partner} record @returns {string[]} */
function secretsOf(record) {
  return [
    record.token_secret, ...record.keys.map(({ sha256: digest }) => digest),
    ...[...record.hook_secrets, ...record.webhooks.flatMap(({ secrets }) => secrets)].map(({ secret }) => secret),
  ];
}

/**
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{status: number, stdout: string, stderr: string}>}
 */
const partner = (args, env = {}) =>
  new Promise((resolve) => {
    execFile(process.execPath, ['scripts/partner.mjs', ...args], { cwd: ROOT, env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });

/** @param {string} name */
const folder = (name) => mkdtempSync(path.join(os.tmpdir(), `${name}-`));

describe('npm run partner', { concurrency: 2 }, () => {
  const mistakes = [
    [[], /Say what is to be done:[^]*add NAME/],
    [['invite'], /There is no `invite`\./],
    [['add'], /Name one partner, as in `npm run partner -- add acme`/],
    [['add', 'a', 'b'], /Name one partner/],
    [['add', 'Acme'], /`Acme` cannot be a partner's name/],
    [['list', 'acme'], /takes no name: leave out `acme`/],
    [['add', 'acme', '--orgin', 'x'], /Unknown option '--orgin': `npm run partner -- add` takes --origin, /],
    [['add', 'acme', '--origin'], /--origin .* argument missing: /],
    [['show', 'acme', '--origin', 'https://a.example'], /Unknown option '--origin'/],
    [['set', 'acme', '--origin', 'https://a.example', '--no-origins'], /--origin and --no-origins say the contrary/],
    [['set', 'acme', '--template', '8x8-users', '--all-templates'], /say the contrary/],
    [['add', 'acme', '--retention', '24'], /--retention is `24`: give the shortest and the longest time/],
    [['add', 'acme', '--retention-default', 'a'], /give a whole number of hours/],
    [['add', 'acme', '--body-bytes', '50MB'], /--body-bytes is `50MB`: give a whole number, such as 1000000 or 50MiB, or `default`/],
    [['add', 'acme', '--uploads-at-once', '3GiB'], /--uploads-at-once is `3GiB`: give a whole number, or `default`/],
    [['rotate', 'acme', '--overlap', '1.5'], /--overlap is `1.5`/],
    [['rotate', 'acme', '--tokens', '--overlap', '1'], /a token secret is replaced at once/],
    [['rotate', 'acme', '--tokens', '--hook-secret'], /give one of them/],
    [['show', 'acme', '--worker', 'other'], /give --deployed as well/],
    [['set', 'acme', '--scim', 'https://a.example', '--no-scim'], /say the contrary/],
  ];
  for (const [args, why] of /** @type {[string[], RegExp][]} */ (mistakes)) {
    it(`says what is wrong with \`${args.join(' ')}\``, async () => {
      const { status, stdout, stderr } = await partner(args);
      assert.equal(status, 1);
      assert.match(stderr, why);
      assert.ok(!stderr.includes('    at '), 'no stack');
      assert.equal(stdout, '');
    });
  }

  it('reads the token of a SCIM service from the environment or from standard input, and never shows it', async () => {
    const state = folder('rollcall-test-state');
    const at = ['--persist-to', state];
    const url = 'https://directory.acme.example/scim/v2';
    const added = await partner(['add', 'acme', '--scim', url, ...at], { ROLLCALL_SCIM_TOKEN: 'secret-of-the-environment' });
    assert.equal(added.status, 0, added.stderr);
    assert.match(added.stdout, /users\s+behind SCIM at https:\/\/directory\.acme\.example\/scim\/v2/);
    const typed = await new Promise((resolve) => {
      const child = execFile(process.execPath, ['scripts/partner.mjs', 'set', 'acme', '--scim', `${url}/other`, ...at], { cwd: ROOT }, (error, stdout, stderr) => resolve({ status: error ? 1 : 0, stdout, stderr }));
      child.stdin?.end('secret-that-was-typed\n');
    });
    assert.equal(typed.status, 0, typed.stderr);
    const shown = await partner(['show', 'acme', ...at]);
    assert.match(shown.stdout, /scim\/v2\/other/);
    const left = await partner(['set', 'acme', '--no-scim', ...at]);
    assert.match(left.stdout, /users\s+here/);
    for (const { stdout, stderr } of [added, typed, shown, left]) assert.ok(!`${stdout}${stderr}`.includes('secret-'));
    rmSync(state, { recursive: true, force: true });
  });

  it('lets a partner in, changes it, turns its keys over and lets it in no more', async () => {
    const state = folder('rollcall-test-state');
    const temporary = folder('rollcall-test-tmp');
    const run = (...args) => partner([...args, '--persist-to', state], { TMPDIR: temporary });
    const ok = async (...args) => {
      const { status, stdout, stderr } = await run(...args);
      assert.equal(status, 0, stderr);
      return stdout;
    };
    const no = async (...args) => {
      const { status, stderr } = await run(...args);
      assert.equal(status, 1, args.join(' '));
      return stderr;
    };
    /** What the Worker would read. */
    const kept = async () => {
      const { Miniflare, convertV4MiniflareOptions } = await import('miniflare');
      const miniflare = new Miniflare(convertV4MiniflareOptions({ modules: true, script: 'export default {}', resourcePersistencePath: path.join(state, 'v3'), kvNamespaces: { KV: 'PARTNERS' } }));
      try {
        const kv = await miniflare.getKVNamespace('KV');
        const { keys } = await kv.list();
        return Object.fromEntries(await Promise.all(keys.map(async ({ name }) => [name, JSON.parse(/** @type {string} */ (await kv.get(name)))])));
      } finally {
        await miniflare.dispose();
      }
    };
    try {
      assert.match(await no('show', 'acme'), /There is no partner `acme` here/);
      assert.match(await no('add', 'acme', '--origin', 'acme.example'), /is not an origin/);
      assert.match(await no('add', 'acme', '--template', 'nobodys'), /There is no template `nobodys`: 8x8-users, /);

      const added = await ok('add', 'acme', '--origin', 'https://Portal.Acme.example', '--webhook', 'https://acme.example/hook?token=hidden-1', '--body-bytes', '50MiB');
      const key = added.match(/rc_acme_[\w-]{43}/)?.[0] ?? '';
      assert.match(added, /Shown this once/);
      assert.match(added, /the first partner here/);
      let all = await kept();
      assert.deepEqual(Object.keys(all).sort(), ['origin/https://portal.acme.example', 'partner/acme']);
      assert.deepEqual(all['origin/https://portal.acme.example'], ['acme']);
      const record = all['partner/acme'];
      assert.equal(record.keys[0].sha256, sha256(key));
      assert.equal(record.limits.body_bytes, 50 * 1024 ** 2);
      assert.ok(added.includes(record.hook_secrets[0].secret) && added.includes(record.webhooks[0].secrets[0].secret));
      assert.ok(!added.includes(record.token_secret), 'nobody but the Worker needs it');
      assert.match(await no('add', 'acme'), /acme is a partner already: `set acme` changes it/);

      const changed = await ok('set', 'acme', '--origin', 'https://new.example', '--template', 'webex-users', '--body-bytes', 'default');
      all = await kept();
      assert.deepEqual(Object.keys(all).sort(), ['origin/https://new.example', 'partner/acme'], 'the old origin is gone');
      assert.deepEqual(all['partner/acme'].templates, ['webex-users']);
      assert.equal(all['partner/acme'].limits.body_bytes, null);

      const rotated = await ok('rotate', 'acme', '--overlap', '24');
      const next = rotated.match(/rc_acme_[\w-]{43}/)?.[0] ?? '';
      assert.match(rotated, /The key before it works until 20/);
      assert.match(await no('rotate', 'acme'), /two keys that work/);
      all = await kept();
      assert.deepEqual(all['partner/acme'].keys.map((entry) => entry.sha256), [sha256(key), sha256(next)]);

      const shown = await ok('show', 'acme') + await ok('list') + changed;
      for (const text of [...secretsOf(all['partner/acme']), key, next, 'hidden-1']) assert.ok(!shown.includes(text), 'a secret is shown');
      for (const { id } of all['partner/acme'].keys) assert.ok(shown.includes(id));

      await ok('remove', 'acme');
      all = await kept();
      assert.deepEqual(Object.keys(all), ['partner/acme'], 'a tombstone');
      assert.match(all['partner/acme'].removed, /^20/);
      assert.deepEqual(readdirSync(temporary).filter((name) => name.startsWith('rollcall-')), [], 'no file with secrets is left');
    } finally {
      for (const made of [state, temporary]) rmSync(made, { recursive: true, force: true });
    }
  });
});

describe('npm run partner -- … --deployed', () => {
  /** Cloudflare's API as far as wrangler uses it here; keys come 50 a page. */
  const kv = new Map();
  /** @type {string[]} */
  const calls = [];
  /** @type {(call: string, body: string) => void} looks while a call is answered */
  let watch = () => {};
  let failing = '';
  /** @type {http.Server} */
  let server;
  /** @type {string} */
  let temporary;
  /** @type {Record<string, string>} */
  let env;

  const NAMESPACES = { rollcall: 'aaaa1111', 'rollcall-staging': 'bbbb2222' };
  const base = '/client/v4/accounts/account-1';

  before(async () => {
    temporary = folder('rollcall-test-tmp');
    server = http.createServer((request, response) => {
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        const url = new URL(request.url ?? '', 'http://stand-in');
        const call = `${request.method} ${url.pathname.replace(base, '')}`;
        calls.push(call);
        watch(call, body);
        const { status = 200, ...answer } = answers(call, url, body, request.headers.authorization);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ success: status === 200, errors: [], messages: [], ...answer }));
      });
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
    env = {
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${port}/client/v4`, CLOUDFLARE_API_TOKEN: 'token-1', CLOUDFLARE_ACCOUNT_ID: 'account-1',
      TMPDIR: temporary,
    };
  });
  after(() => {
    server.close();
    rmSync(temporary, { recursive: true, force: true });
  });

  /** @returns {{status?: number, result?: any, result_info?: any, errors?: any[]}} */
  function answers(call, url, body, authorization) {
    if (authorization !== 'Bearer token-1') return { status: 401 };
    if (failing && call.startsWith(failing)) return { status: 400, errors: [{ code: 10000, message: 'not today' }] };
    const script = /^GET \/workers\/scripts\/([^/]+)\/settings$/.exec(call)?.[1];
    if (script === 'rollcall-old') return { result: { bindings: [{ type: 'kv_namespace', name: 'JOBS', namespace_id: 'cccc' }] } };
    if (script) {
      const id = NAMESPACES[script];
      if (!id) return { status: 404, errors: [{ code: 10007, message: 'This Worker does not exist on your account.' }] };
      return { result: { bindings: [{ type: 'kv_namespace', name: 'JOBS', namespace_id: 'dddd' }, { type: 'kv_namespace', name: 'PARTNERS', namespace_id: id }] } };
    }
    const [, id, rest] = /\/storage\/kv\/namespaces\/([^/]+)\/(.*)$/.exec(call) ?? [];
    if (!Object.values(NAMESPACES).includes(id)) return { status: 404, errors: [{ code: 1, message: `no ${call}` }] };
    const at = (key) => `${id}/${key}`;
    if (rest === 'keys') {
      const names = [...kv.keys()].filter((key) => key.startsWith(at(''))).map((key) => key.slice(at('').length)).sort();
      const from = Number(url.searchParams.get('cursor') ?? 0);
      return { result: names.slice(from, from + 50).map((name) => ({ name })), result_info: { cursor: from + 50 < names.length ? String(from + 50) : '' } };
    }
    if (rest === 'bulk/get') {
      const { keys } = JSON.parse(body);
      if (keys.length > 100) return { status: 400, errors: [{ code: 2, message: 'at most 100 keys' }] };
      return { result: { values: Object.fromEntries(keys.map((key) => [key, kv.get(at(key)) ?? null])) } };
    }
    if (call.startsWith('PUT') && rest === 'bulk') {
      for (const { key, value } of JSON.parse(body)) kv.set(at(key), value);
      return { result: null };
    }
    if (call.startsWith('DELETE') && rest === 'bulk') {
      for (const key of JSON.parse(body)) kv.delete(at(key));
      return { result: null };
    }
    if (call.startsWith('PUT') && rest.startsWith('values/')) {
      kv.set(at(decodeURIComponent(rest.slice(7))), body);
      return { result: null };
    }
    return { status: 404, errors: [{ code: 3, message: `no ${call}` }] };
  }

  /** @param {string[]} args */
  const run = async (...args) => {
    calls.length = 0;
    return partner([...args, '--deployed'], env);
  };
  const writes = () => calls.filter((call) => !call.startsWith('GET') && !call.endsWith('/bulk/get'));

  it('writes the record first, then the index, into the namespace that the deployed Worker has', async () => {
    kv.clear();
    // As many as come in three pages, one of them with an origin that nobody has any more.
    for (let at = 0; at < 120; at += 1) {
      const name = `other-${String(at).padStart(3, '0')}`;
      kv.set(`aaaa1111/partner/${name}`, JSON.stringify(newPartner(name, { origins: at === 119 ? ['https://shared.example'] : [] }).record));
    }
    kv.set('aaaa1111/origin/https://stale.example', '["gone"]');
    /** @type {number[]} */
    const modes = [];
    watch = (call) => {
      if (!call.startsWith('PUT')) return;
      for (const made of readdirSync(temporary).filter((name) => name.startsWith('rollcall-'))) {
        modes.push(statSync(path.join(temporary, made)).mode & 0o777, ...readdirSync(path.join(temporary, made)).map((file) => statSync(path.join(temporary, made, file)).mode & 0o777));
      }
    };
    const { status, stdout, stderr } = await run('add', 'acme', '--origin', 'https://shared.example');
    watch = () => {};
    assert.equal(status, 0, stderr);
    const record = JSON.parse(kv.get('aaaa1111/partner/acme'));
    assert.equal(record.keys[0].sha256, sha256(stdout.match(/rc_acme_[\w-]{43}/)?.[0] ?? ''));
    assert.equal(kv.get('aaaa1111/origin/https://shared.example'), '["acme","other-119"]');
    assert.ok(!kv.has('aaaa1111/origin/https://stale.example'));
    assert.equal(calls.filter((call) => call.endsWith('/keys')).length, 3);
    assert.equal(calls.filter((call) => call.endsWith('/bulk/get')).length, 2);
    assert.deepEqual(writes(), ['PUT /storage/kv/namespaces/aaaa1111/values/partner%2Facme', 'PUT /storage/kv/namespaces/aaaa1111/bulk', 'DELETE /storage/kv/namespaces/aaaa1111/bulk']);
    assert.match(stdout, /may take a minute/);
    if (process.platform !== 'win32') assert.ok(modes.length > 0 && modes.every((mode) => (mode & 0o077) === 0), 'nobody else can read the files');
    assert.deepEqual(readdirSync(temporary).filter((name) => name.startsWith('rollcall-')), []);
  });

  it('writes no index where no origin changes, and nothing at all to show', async () => {
    const { status } = await run('rotate', 'acme');
    assert.equal(status, 0);
    assert.deepEqual(writes(), ['PUT /storage/kv/namespaces/aaaa1111/values/partner%2Facme']);
    const { stdout } = await run('show', 'acme');
    assert.match(stdout, /https:\/\/shared\.example/);
    assert.deepEqual(writes(), []);
  });

  it('goes to a Worker that was deployed under another name', async () => {
    const { status, stderr } = await run('add', 'acme', '--worker', 'rollcall-staging');
    assert.equal(status, 0, stderr);
    assert.ok(kv.has('bbbb2222/partner/acme'));
    assert.ok(calls.every((call) => !call.includes('aaaa1111')));
  });

  for (const worker of ['rollcall-none', 'rollcall-old']) {
    it(`says to deploy first where ${worker === 'rollcall-none' ? 'there is no Worker' : 'the Worker knows no partners yet'}`, async () => {
      const { status, stdout, stderr } = await run('add', 'acme', '--worker', worker);
      assert.equal(status, 1);
      assert.match(stderr, new RegExp(`no Worker \`${worker}\` in the account yet, or .*run \`npm run deploy -- --name ${worker}\`, then this again`));
      assert.equal(stdout, '');
    });
  }

  it('shows no key that was not written', async () => {
    failing = 'PUT /storage/kv/namespaces/aaaa1111/values';
    const { status, stdout, stderr } = await run('add', 'globex');
    failing = '';
    assert.equal(status, 1);
    assert.match(stderr, /wrangler could not do it[^]*not today/);
    assert.equal(stdout, '');
    assert.ok(!kv.has('aaaa1111/partner/globex'));
    assert.deepEqual(readdirSync(temporary).filter((name) => name.startsWith('rollcall-')), []);
  });

  it('shows a key that was written, whatever becomes of the index, and says how to mend that', async () => {
    failing = 'PUT /storage/kv/namespaces/aaaa1111/bulk';
    const { status, stdout, stderr } = await run('add', 'globex', '--origin', 'https://globex.example');
    failing = '';
    assert.equal(status, 1);
    assert.match(stdout, /rc_globex_[\w-]{43}/);
    assert.match(stderr, /run `npm run partner -- set globex`, which writes it again/);
    const { status: mended } = await run('set', 'globex');
    assert.equal(mended, 0);
    assert.equal(kv.get('aaaa1111/origin/https://globex.example'), '["globex"]');
  });

  it('says who is not known', async () => {
    const { status, stderr } = await partner(['list', '--deployed'], { ...env, CLOUDFLARE_API_TOKEN: '' });
    assert.equal(status, 1);
    assert.match(stderr, /npm run wrangler -- login/);
  });
});
