// Where the partners' records stand: the KV namespace that the Worker has bound as PARTNERS, reached
// through wrangler, on this machine or in the account.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Plain, ROOT } from '../terminal.mjs';
import { wrangler } from '../wrangler.mjs';
import { originIndex, originKey, recordKey } from './record.mjs';

/** @typedef {import('./record.mjs').Partner} Partner */
/**
 * @typedef {object} Place
 * @property {boolean} deployed in the account, and not on this machine
 * @property {string} [worker] the deployed Worker's name, where it is not that of `wrangler.toml`
 * @property {string} state the folder in which this machine's KV is kept
 */
/**
 * @typedef {object} Kept all that is in the namespace
 * @property {Partner[]} partners by name
 * @property {Map<string, string>} index key → value of every `origin/…`
 */

const BINDING = 'PARTNERS';
/** Keys in one bulk read of Cloudflare's API. */
const BULK = 100;
/** What wrangler says where another process was just writing to the same storage, as `npm start` may. */
const BUSY = /KV \w+ failed: 5\d\d|SQLITE_BUSY|database is locked/;
const TRIES = 4;

/**
 * Opens the namespace for some work. Values reach wrangler in files of a folder that only this user can
 * read, because a command line can be read by everybody; the folder goes in every case.
 * @template T
 * @param {import('../setup.mjs').Tools} tools
 * @param {Place} place
 * @param {(namespace: Namespace) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withNamespace(tools, place, work) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'rollcall-'));
  const namespace = new Namespace(tools, place, folder);
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const stop = () => {
    namespace.child?.kill();
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work(namespace);
  } finally {
    for (const signal of signals) process.off(signal, stop);
    rmSync(folder, { recursive: true, force: true });
  }
}

export class Namespace {
  /** @type {import('node:child_process').ChildProcess | undefined} the wrangler that runs */
  child;
  #tools;
  #place;
  #folder;

  /**
   * @param {import('../setup.mjs').Tools} tools
   * @param {Place} place
   * @param {string} folder for files with secrets
   */
  constructor(tools, place, folder) {
    this.#tools = tools;
    this.#place = place;
    this.#folder = folder;
  }

  /** @returns {Promise<Kept>} */
  async all() {
    const listed = await this.#kv(['key', 'list']);
    const keys = parsed(listed).map(({ name }) => name).filter((name) => /^(partner|origin)\//.test(name));
    const values = await this.#values(keys);
    const entries = [...values].sort(([one], [other]) => (one < other ? -1 : 1));
    return {
      partners: entries.filter(([key]) => key.startsWith('partner/')).map(([key, value]) => asPartner(key, value)),
      index: new Map(entries.filter(([key]) => key.startsWith('origin/'))),
    };
  }

  /** @param {string} name @returns {Promise<Partner | null>} */
  async partner(name) {
    const key = recordKey(name);
    const value = (await this.#values([key])).get(key);
    return value === undefined ? null : asPartner(key, value);
  }

  /** @param {Partner} partner */
  async write(partner) {
    const file = this.#file('record.json', JSON.stringify(partner));
    await this.#kv(['key', 'put', recordKey(partner.name), '--path', file]);
  }

  /**
   * Makes the index of origins what it must be; where it is already, nothing is written.
   * @param {Kept} kept `partners` as they are now, `index` as it was read
   */
  async writeIndex({ partners, index }) {
    const wanted = new Map([...originIndex(partners)].map(([origin, names]) => [originKey(origin), JSON.stringify(names)]));
    const changed = [...wanted].filter(([key, value]) => index.get(key) !== value).map(([key, value]) => ({ key, value }));
    const stale = [...index.keys()].filter((key) => !wanted.has(key));
    if (changed.length > 0) await this.#kv(['bulk', 'put', this.#file('index.json', JSON.stringify(changed))]);
    if (stale.length > 0) await this.#kv(['bulk', 'delete', this.#file('stale.json', JSON.stringify(stale)), '--force']);
  }

  /**
   * @param {string[]} keys
   * @returns {Promise<Map<string, string>>} without those that are not there
   */
  async #values(keys) {
    const values = new Map();
    for (let at = 0; at < keys.length; at += BULK) {
      const file = this.#file('keys.json', JSON.stringify(keys.slice(at, at + BULK)));
      const answer = parsed(await this.#kv(['bulk', 'get', file]));
      for (const [key, held] of Object.entries(answer)) {
        // Of this machine's KV come objects with a value, of the account's the values themselves.
        const value = held !== null && typeof held === 'object' ? held.value : held;
        if (typeof value === 'string') values.set(key, value);
      }
    }
    return values;
  }

  /** @param {string} name @param {string} text @returns {string} its path */
  #file(name, text) {
    const file = path.join(this.#folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  }

  /**
   * @param {string[]} words what stands after `wrangler kv`
   * @returns {Promise<string>} what it printed
   */
  async #kv(words) {
    const { deployed, state } = this.#place;
    const where = deployed ? ['--remote'] : ['--local', '--persist-to', state];
    const { program, args, env } = wrangler(this.#tools, ['kv', ...words, '--binding', BINDING, ...where]);
    if (this.#place.worker) args[args.indexOf('--config') + 1] = this.#configOf(this.#place.worker);
    for (let attempt = 1; ; attempt += 1) {
      const { status, printed, complaint } = await this.#run(program, args, env);
      if (status === 0) return printed;
      const words = said(`${complaint}\n${printed}`);
      // Whatever is asked here can be asked again.
      if (attempt === TRIES || !BUSY.test(words)) throw new Plain(this.#failure(words));
      await new Promise((resolve) => setTimeout(resolve, attempt * 300));
    }
  }

  /** @param {string} program @param {string[]} args @param {Record<string, string>} env */
  async #run(program, args, env) {
    this.child = spawn(program, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const { stdout, stderr } = this.child;
    const [printed, complaint, status] = await Promise.all([
      text(/** @type {import('node:stream').Readable} */ (stdout)),
      text(/** @type {import('node:stream').Readable} */ (stderr)),
      new Promise((resolve, reject) => {
        this.child?.on('error', (error) => reject(new Plain(`wrangler could not be run: ${error.message}.`)));
        this.child?.on('close', resolve);
      }),
    ]);
    this.child = undefined;
    return { status, printed, complaint };
  }

  /** @param {string} worker @returns {string} a configuration for a Worker that was deployed under another name */
  #configOf(worker) {
    const account = readFileSync(path.join(ROOT, 'wrangler.toml'), 'utf8').match(/^account_id\s*=\s*"([^"]+)"/m)?.[1];
    // Without an id: wrangler asks the Worker which namespace it has.
    return this.#file('wrangler.json', JSON.stringify({ name: worker, account_id: account, kv_namespaces: [{ binding: BINDING }] }));
  }

  /** @param {string} words what wrangler said @returns {string} with what to do about it */
  #failure(words) {
    const name = this.#place.worker ? `\`${this.#place.worker}\`` : 'with the name of wrangler.toml';
    const deploy = this.#place.worker ? `npm run deploy -- --name ${this.#place.worker}` : 'npm run deploy';
    if (/does not exist on your account|\[code: 10007\]|No KV namespace ID found/.test(words)) {
      return `There is no Worker ${name} in the account yet, or it has no namespace for partners; a deploy makes both: run \`${deploy}\`, then this again.`;
    }
    if (/CLOUDFLARE_API_TOKEN|not logged in|Failed to fetch auth token/i.test(words)) {
      return `wrangler does not know the account: run \`npm run wrangler -- login\`, or set CLOUDFLARE_API_TOKEN, then this again. It said:\n\n${words}`;
    }
    return `wrangler could not do it, and nothing that was to come after was done. It said:\n\n${words}`;
  }
}

/** @param {string} printed JSON, and before it perhaps what wrangler says to people */
function parsed(printed) {
  try {
    return JSON.parse(printed.slice(printed.search(/^[[{]/m)));
  } catch {
    throw new Plain(`wrangler answered with what cannot be read:\n\n${printed.slice(0, 300)}`);
  }
}

/** @param {string} key @param {string} value @returns {Partner} */
function asPartner(key, value) {
  let partner;
  try {
    partner = JSON.parse(value);
  } catch {
    partner = null;
  }
  if (partner === null || typeof partner !== 'object' || recordKey(partner.name) !== key) {
    throw new Plain(`What stands in KV under \`${key}\` is not a partner's record: put the right one back, or delete it with \`npm run wrangler -- kv key delete ${key} --binding ${BINDING}\` and --local or --remote.`);
  }
  return partner;
}

/** @param {string} output @returns {string} without colours, and without what wrangler says after any error */
function said(output) {
  return output.replace(/\x1b\[[\d;]*m/g, '').replace(/If you think this is a bug[^\n]*|Note that there is a newer version[^\n]*/g, '').replace(/\n{2,}/g, '\n').trim();
}

/** @param {import('node:stream').Readable} stream */
async function text(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
