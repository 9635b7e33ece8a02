/** Where the built worker of the engine is served; `scripts/page.mjs` writes it in. */
declare const ENGINE_WORKER: string;
