// Partners and their tokens, for tests. Tokens are made here once more, to have ones that the Worker would
// not make.

import { createHmac } from 'node:crypto';
import { originIndex, originKey, recordKey } from '../scripts/partners/record.mjs';

/** @param {string} key a key or a token */
export const bearer = (key) => ({ authorization: `Bearer ${key}` });

/**
 * Puts partners where the Worker finds them.
 * @param {import('./harness.mjs').Rollcall} rollcall
 * @param {import('../scripts/partners/record.mjs').Partner[]} records
 */
export async function keep(rollcall, ...records) {
  const { PARTNERS } = await rollcall.env();
  for (const record of records) await PARTNERS.put(recordKey(record.name), JSON.stringify(record));
  for (const [origin, names] of originIndex(records)) await PARTNERS.put(originKey(origin), JSON.stringify(names));
}

const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** The header that the Worker writes, to the letter. */
export const HEADER = '{"alg":"HS256","typ":"JWT"}';

/**
 * @param {import('../scripts/partners/record.mjs').Partner} record
 * @param {object} [claims] other than a token of now that may do everything a token may
 * @param {{header?: string, secret?: string}} [otherwise]
 * @returns {string}
 */
export function token(record, claims = {}, { header = HEADER, secret = record.token_secret } = {}) {
  const now = Math.floor(Date.now() / 1000);
  const all = {
    iss: record.name, jti: Math.random().toString(36).slice(2), iat: now, exp: now + 600,
    template: null, origin: null, size: null, jobs: 100, ...claims,
  };
  const signed = `${encode(header)}.${encode(all)}`;
  return `${signed}.${createHmac('sha256', Buffer.from(secret, 'base64')).update(signed).digest('base64url')}`;
}
