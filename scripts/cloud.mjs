// `npm run wrangler -- WORDS`: wrangler as this project uses it, by the Node that it needs, such as
// `npm run wrangler -- tail`.

import process from 'node:process';
import { setUp } from './setup.mjs';
import { main } from './terminal.mjs';
import { handOver } from './wrangler.mjs';

await main(async () => handOver(await setUp(), process.argv.slice(2)));
