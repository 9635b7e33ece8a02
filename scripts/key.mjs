// `npm run key -- acme`: makes an API key for the partner `acme`. The key is shown once and kept
// nowhere; the Worker knows only its SHA-256.

import { createHash, randomBytes } from 'node:crypto';
import process from 'node:process';
import { Plain, bold, main, say } from './terminal.mjs';

await main(async () => {
  const [partner, ...more] = process.argv.slice(2);
  if (!partner || more.length > 0 || !/^[a-z0-9][a-z0-9-]{0,31}$/.test(partner)) {
    throw new Plain(
      'Name the partner in lower-case letters, digits and hyphens (32 at most), as in `npm run key -- acme`.',
    );
  }
  const key = `rc_${randomBytes(32).toString('base64url')}`;
  const digest = createHash('sha256').update(key).digest('hex');
  say(`
${bold('The key')}, for ${partner}. It is shown this once:

  ${key}

${bold('The line')} for the secret ROLLCALL_KEYS, which holds one such line for every key:

  ${partner}=${digest}

  npx wrangler secret put ROLLCALL_KEYS
`);
});
