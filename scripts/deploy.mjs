// `npm run deploy`: builds the Worker, brings the directory's tables up to date and hands it all to wrangler, with
// what else you say: `npm run deploy -- --name rollcall-staging`. The first time it logs in.

import process from 'node:process';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';
import { Plain, main, say } from './terminal.mjs';
import { handOver, migrate } from './wrangler.mjs';

/** Nothing is deployed with these. */
const ONLY_SAYS = ['--dry-run', '--help', '-h'];
/** What wrangler says where there is no database before the first deploy, or nobody has logged in. */
const NOT_YET = /Couldn't find a D1 DB|CLOUDFLARE_API_TOKEN|log ?in/i;

await main(async () => {
  const words = process.argv.slice(2);
  const tools = await setUp();
  await build(tools);
  const deploy = () => handOver(tools, ['deploy', ...words]);
  if (words.some((word) => ONLY_SAYS.includes(word))) return void deploy();
  // The tables first, because the Worker that comes with them wants them; a migration leaves alone what the Worker
  // that is there still reads.
  const first = migrate(tools, ['--remote']);
  if (first.status === 0) {
    say('The tables of the directory are up to date.');
    return void deploy();
  }
  if (!NOT_YET.test(first.out)) throw new Plain(`${first.out}\n\nThe directory's tables could not be brought up to date, so nothing was deployed.`);
  // The first deploy makes the database.
  if (!deploy()) return;
  const then = migrate(tools, ['--remote']);
  if (then.status !== 0) throw new Plain(`${then.out}\n\nThe Worker is deployed and has no directory yet: run \`npm run deploy\` again when what is above is mended.`);
  say('The tables of the directory are made.');
});
