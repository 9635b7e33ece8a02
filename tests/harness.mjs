// The built Worker in workerd, for tests that speak HTTP to it.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestHarness, unstable_readConfig } from 'wrangler';

/** The top of the tree. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {object} Rollcall
 * @property {string} url without a slash at its end
 * @property {(path: string, init?: RequestInit) => Promise<Response>} fetch
 * @property {() => Promise<any>} env the bindings themselves, behind the Worker's back
 * @property {() => Promise<{calls: Record<string, number>, open: string[]}>} storage
 *   calls since the last time, and the keys of multipart uploads that nobody finished
 * @property {() => Promise<number>} memory bytes of wasm memory in the running Worker
 * @property {(at?: Date) => Promise<void>} scheduled runs the daily cron, as if it were then
 * @property {() => any[]} logs what the Worker logged
 * @property {() => Promise<void>} close
 */

/**
 * Starts the built Worker with empty storage, open to everyone unless `vars` say otherwise.
 * @param {{vars?: Record<string, string>}} [options]
 * @returns {Promise<Rollcall>}
 */
export async function startRollcall({ vars = {} } = {}) {
  // What is deployed, but for the entry that can make storage fail and for the build, which is done.
  const deployed = unstable_readConfig({ config: path.join(ROOT, 'wrangler.toml') }, { hideWarnings: true });
  const harness = createTestHarness({
    root: ROOT,
    workers: [
      {
        config: {
          name: deployed.name,
          main: path.join(ROOT, 'tests', 'faults', 'entry.mjs'),
          compatibility_date: deployed.compatibility_date,
          compatibility_flags: deployed.compatibility_flags,
          kv_namespaces: deployed.kv_namespaces,
          r2_buckets: deployed.r2_buckets,
          assets: deployed.assets,
          triggers: deployed.triggers,
          vars: { ...deployed.vars, ROLLCALL_OPEN: '1', ROLLCALL_DEVELOPMENT: '1', ...vars },
        },
      },
    ],
  });
  const { url: listening } = await harness.listen();
  const url = listening.origin;
  const worker = harness.getWorker();
  return {
    url,
    fetch: (path, init) => fetch(new URL(path, url), init),
    env: () => worker.getEnv(),
    storage: async () => (await fetch(`${url}/__storage`)).json(),
    memory: async () => (await (await fetch(`${url}/health`)).json()).wasm_memory_bytes,
    scheduled: async (at = new Date()) => {
      const { outcome } = await worker.scheduled({ cron: deployed.triggers.crons?.[0], scheduledTime: at });
      if (outcome !== 'ok') throw new Error(`The cron ended with ${outcome}.`);
    },
    logs: () => harness.getLogs(),
    close: () => harness.close(),
  };
}
