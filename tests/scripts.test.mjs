// The commands of package.json and the configuration they stand on.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, it } from 'node:test';
import { unstable_readConfig } from 'wrangler';
import { ROOT } from './harness.mjs';

/** @param {string[]} args @returns {Promise<{status: number, stdout: string, stderr: string}>} */
const script = (...args) =>
  new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });

describe('npm start', () => {
  it('says in one sentence that its port is taken', async () => {
    const other = net.createServer();
    await new Promise((resolve) => other.listen(0, '127.0.0.1', () => resolve(null)));
    const { port } = /** @type {net.AddressInfo} */ (other.address());
    const { status, stderr } = await script('scripts/start.mjs', '--port', String(port));
    other.close();
    assert.equal(status, 1);
    assert.match(stderr, new RegExp(`^\\nPort ${port} is in use: .*\\.\\n$`));
  });

  it('says what it takes where the port is not one', async () => {
    for (const args of [['--port', 'x'], ['--port', '0'], ['--port', '70000'], ['--prot', '1'], ['8788']]) {
      const { status, stderr } = await script('scripts/start.mjs', ...args);
      assert.equal(status, 1, args.join(' '));
      assert.match(stderr, /npm start -- --port/);
    }
  });
});

describe('the configuration that is deployed', () => {
  const config = unstable_readConfig({ config: path.join(ROOT, 'wrangler.toml') }, { hideWarnings: true });

  it('leaves no door open', () => {
    assert.deepEqual(config.vars, {});
  });

  it('holds no account and no resource of anybody\'s', () => {
    assert.equal(config.account_id, undefined);
    assert.ok(config.kv_namespaces.every(({ id }) => id === undefined));
  });

  it('goes one round a day and one every five minutes', () => {
    assert.deepEqual(config.triggers.crons, ['17 3 * * *', '*/5 * * * *']);
  });

  it('is described to whoever runs it: every binding, every queue and every bucket', () => {
    const operations = readFileSync(path.join(ROOT, 'docs', 'operations.md'), 'utf8');
    const { producers = [], consumers = [] } = config.queues;
    const names = [
      ...config.kv_namespaces, ...config.r2_buckets, ...producers, ...config.analytics_engine_datasets,
    ].map(({ binding }) => binding);
    names.push(...config.durable_objects.bindings.map(({ name }) => name), ...config.ratelimits.map(({ name }) => name));
    names.push(...config.r2_buckets.map(({ bucket_name: name }) => String(name)), ...consumers.map(({ queue }) => queue));
    for (const name of names) assert.ok(operations.includes(`\`${name}\``), name);
  });
});

it('the Worker has one version, whoever is asked', () => {
  const read = (name) => readFileSync(path.join(ROOT, name), 'utf8');
  const version = JSON.parse(read('package.json')).version;
  assert.equal(JSON.parse(read('package-lock.json')).version, version);
  assert.match(read('Cargo.toml'), new RegExp(`\\[workspace\\.package\\]\\nversion = "${version.replaceAll('.', '\\.')}"`));
});
