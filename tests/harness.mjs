// The built Worker in workerd, for tests that speak HTTP to it.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestHarness, unstable_readConfig } from 'wrangler';
import { callAsItIs } from './outbound.mjs';

callAsItIs();

/** The top of the tree. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {object} Rollcall
 * @property {string} url without a slash at its end
 * @property {(path: string, init?: RequestInit) => Promise<Response>} fetch
 * @property {() => Promise<any>} env the bindings themselves, behind the Worker's back
 * @property {() => Promise<{calls: Record<string, number>, open: string[]}>} storage
 *   calls since the last time, and the keys of multipart uploads that nobody finished
 * @property {(...orders: import('./faults/entry.mjs').Order[]) => Promise<void>} order faults of what is no request: of
 *   the queues' consumers and of the cron
 * @property {() => Promise<number>} left how many orders were not used up
 * @property {() => Promise<void>} unordered takes them back
 * @property {() => Promise<number>} memory bytes of wasm memory in the running Worker
 * @property {(at?: Date, cron?: string) => Promise<void>} scheduled runs a cron, the daily one unless another is
 *   named, as if it were then
 * @property {() => Promise<void>} migrate applies the migrations that have not been applied to the directory
 * @property {() => any[]} logs what the Worker logged
 * @property {() => Promise<void>} close
 */

/** The entry whose storage can be made to fail. */
const FAULTY = path.join(ROOT, 'tests', 'faults', 'entry.mjs');

/**
 * Starts the built Worker with empty storage, open to everyone unless `vars` say otherwise.
 * @param {object} [options]
 * @param {Record<string, string>} [options.vars]
 * @param {string} [options.main] what is started
 * @param {Record<string, {limit: number, period: number}>} [options.rates] other rate limits than those that are deployed
 * @param {object[]} [options.beside] other Workers for the same workerd, each with a route of its own
 * @returns {Promise<Rollcall>}
 */
export async function startRollcall({ vars = {}, main = FAULTY, rates = {}, beside = [] } = {}) {
  // What is deployed, but for the entry, and for the build, which is done.
  const deployed = unstable_readConfig({ config: path.join(ROOT, 'wrangler.toml') }, { hideWarnings: true });
  const harness = createTestHarness({
    root: ROOT,
    workers: [
      {
        config: {
          name: deployed.name,
          main,
          compatibility_date: deployed.compatibility_date,
          compatibility_flags: deployed.compatibility_flags,
          kv_namespaces: deployed.kv_namespaces,
          r2_buckets: deployed.r2_buckets,
          d1_databases: deployed.d1_databases,
          durable_objects: deployed.durable_objects,
          migrations: deployed.migrations,
          // R2 itself tells of what is put into the inbox, where there is an R2; here the tests do.
          queues: { ...deployed.queues, producers: [...deployed.queues.producers, { binding: 'INBOX_NOTICES', queue: 'rollcall-inbox' }] },
          ratelimits: deployed.ratelimits.map((limit) => ({ ...limit, simple: rates[limit.name] ?? limit.simple })),
          analytics_engine_datasets: deployed.analytics_engine_datasets,
          assets: deployed.assets,
          triggers: deployed.triggers,
          vars: { ...deployed.vars, ROLLCALL_OPEN: '1', ROLLCALL_DEVELOPMENT: '1', ...vars },
        },
      },
      ...beside.map((config) => ({ config })),
    ],
  });
  const { url: listening } = await harness.listen();
  const url = listening.origin;
  const worker = harness.getWorker();
  await worker.applyD1Migrations('DIRECTORY');
  return {
    url,
    fetch: (path, init) => fetch(new URL(path, url), init),
    env: () => worker.getEnv(),
    storage: async () => (await fetch(`${url}/__storage`)).json(),
    order: async (...orders) => {
      await fetch(`${url}/__faults`, { method: 'POST', body: JSON.stringify(orders) });
    },
    left: async () => (await (await fetch(`${url}/__faults`)).json()).length,
    unordered: async () => {
      await fetch(`${url}/__faults`, { method: 'DELETE' });
    },
    memory: async () => (await (await fetch(`${url}/health`)).json()).wasm_memory_bytes,
    scheduled: async (at = new Date(), cron = deployed.triggers.crons?.[0]) => {
      const { outcome } = await worker.scheduled({ cron, scheduledTime: at });
      if (outcome !== 'ok') throw new Error(`The cron ended with ${outcome}.`);
    },
    migrate: () => worker.applyD1Migrations('DIRECTORY'),
    logs: () => harness.getLogs(),
    close: () => harness.close(),
  };
}
