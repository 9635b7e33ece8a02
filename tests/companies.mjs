// Partners with directories of their own, and files to apply to them.

import assert from 'node:assert/strict';
import { newPartner } from '../scripts/partners/record.mjs';
import { bearer, keep } from './partners.mjs';
import { until } from './receivers.mjs';
import { call, postFile } from './requests.mjs';

export const WEBEX = 'First Name,Last Name,Display Name,User ID/Email (Required),Title,Department';
export const webexRow = (n, title = 'Agent') => `Zoé ${n},Le Goff,Zoé Le Goff ${n},zoe.${n}@acme.example.com,${title},Ventes`;
export const webexFile = (rows, title) => `${WEBEX}\r\n${Array.from({ length: rows }, (_, n) => webexRow(n, title)).join('\r\n')}\r\n`;

let partners = 0;

/**
 * A partner with a directory of its own.
 * @param {import('./harness.mjs').Rollcall} rollcall
 * @param {any} [directory] what is set of it
 * @param {import('../scripts/partners/record.mjs').Changes} [wishes] what else is set for the partner
 */
export async function companyOf(rollcall, directory = {}, wishes = {}) {
  const { record, key, hookSecret, webhookSecrets } = newPartner(`company-${(partners += 1)}`, wishes);
  await keep(rollcall, record);
  const headers = bearer(key);
  const name = record.name;
  const ask = (path, init = {}) => call(rollcall, path, { ...init, headers: { ...headers, ...init.headers } });
  const set = await ask('/v1/directory', {
    method: 'PUT',
    body: JSON.stringify({ company: 'Acme', sites: ['Lyon', 'Forlì'], licenses: [], numbers: [], next_extension: 2000, ...directory }),
  });
  assert.equal(set.status, 200, set.text);
  /** @param {string} csv @param {Record<string, string>} options */
  const check = async (csv, options) => {
    const { json: job, text } = await postFile(rollcall, csv, options, headers);
    assert.equal(job.status, 'completed', text);
    assert.equal(job.valid, true, JSON.stringify(job.findings));
    return job;
  };
  const plan = async (id, query = '') => (await ask(`/v1/jobs/${id}/plan${query}`)).json;
  const begin = (id, wish = {}, more = {}) => ask(`/v1/jobs/${id}/process`, { method: 'POST', body: JSON.stringify(wish), headers: more });
  /** @param {string} id @param {number} [seconds] */
  const over = (id, seconds = 60) =>
    until(async () => {
      const { json } = await ask(`/v1/jobs/${id}`);
      return ['completed', 'cancelled', 'failed'].includes(json.process?.state) && json;
    }, seconds, () => `the end of applying ${id}`);
  const apply = async (id, wish = {}) => {
    const begun = await begin(id, wish);
    assert.equal(begun.status, 202, begun.text);
    return over(id);
  };
  const users = async () => {
    const all = [];
    for (let cursor = ''; ;) {
      const { json } = await ask(`/v1/users?limit=100${cursor && `&cursor=${cursor}`}`);
      all.push(...json.users);
      if (!json.next_cursor) return all;
      cursor = json.next_cursor;
    }
  };
  const report = async (id) => (await ask(`/v1/jobs/${id}/report.csv`)).text;
  return { name, key, record, hookSecret, webhookSecrets, headers, ask, check, plan, begin, over, apply, users, report };
}
