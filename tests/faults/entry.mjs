// The real Worker, with its bindings wrapped so that a request can order storage to fail.
//
// A request orders with the header `x-fault`, a JSON list of
//   {"on": "REPORTS.uploadPart", "nth": 2, "times": 1, "error": "…", "after": true, "delay": 100, "die": true}
// `on` is the binding and its method (those of a multipart upload count as the bucket's, those of a
// ledger as the namespace's; `*` is any call of any binding, and `fetch` any call of another server); `nth` counts from 1 the calls of that method
// which this request makes and `times` how many fail from there on (default: all); `error` is what they
// throw; with `after` the call is made first and its answer lost; `delay` waits so many milliseconds
// before it; with `die` neither this call nor any later one of this invocation is ever answered, and its
// handler throws, as it is when a Worker is ended from without. `GET /__storage` tells what was called
// of what stores reports and jobs, and which multipart uploads are neither completed nor aborted.
//
// Who is not a request has its faults ordered beforehand, by `POST /__faults` with a JSON list of
//   {"for": "rollcall-fetches", "with": "01m8…", "times": 1, "ahead": 100000, "faults": […]}
// `for` is the queue, or `cron`; `with` is a text that stands in one of the batch's letters (default: any);
// each order is for one invocation, or for `times`, in their order; with `ahead` the invocation runs as if
// it were so many milliseconds later; with `lose` the letters are thrown away. `GET /__faults`
// tells what is left, and `DELETE` forgets it.
//
// `POST /__letters?queue=…&ahead=…`, with a JSON list of letters, has a batch of them read beside those that
// come out of the queue, as a second consumer does, and answers with what became of each: `"ack"`, or
// after how many seconds it wants to come again. Its header `x-fault` is as above. `POST
// /__later?ahead=…&for=…` has everything here run as if it were later, until it answers after so many
// milliseconds.

import Worker from '../../build/index.js';

export * from '../../build/index.js';

// What could not be called (see ../outbound.mjs) fails here as it does outside of the tests.
const realFetch = globalThis.fetch;
globalThis.fetch = async (...call) => {
  const answer = await (outbound ? outbound.around('fetch', () => realFetch(...call)) : realFetch(...call));
  if (answer.headers.has('x-outbound-failed')) throw new Error('Network connection lost.');
  return answer;
};

/** @type {Map<string, string>} multipart upload id → key */
const openUploads = new Map();
/** @type {Record<string, number>} */
let calls = {};

/** @typedef {{on: string, nth?: number, times?: number, error?: string, after?: boolean, delay?: number, die?: boolean}} Fault */
/** @typedef {{for: string, with?: string, times?: number, ahead?: number, lose?: boolean, faults?: Fault[]}} Order */

/** @type {Order[]} */
let orders = [];

/** The faults of calls of other servers. They cannot be told by their invocations, so the last one has them. @type {Faults | null} */
let outbound = null;

/**
 * The order for an invocation, which is then used up.
 * @param {string} name the queue, or `cron`
 * @param {string[]} letters
 * @returns {Order | undefined}
 */
function orderFor(name, letters) {
  const order = orders.find((order) => order.for === name && (!order.with || letters.some((letter) => letter.includes(order.with))));
  if (order) {
    order.times = (order.times ?? 1) - 1;
    if (order.times < 1) orders = orders.filter((other) => other !== order);
  }
  return order;
}

class Faults {
  /** @param {Fault[]} faults */
  constructor(faults) {
    this.faults = faults;
    this.seen = {};
    this.total = 0;
    this.dead = false;
    /** Never answers, but throws once the invocation is to die. @type {Promise<never>} */
    this.death = new Promise((_, reject) => {
      this.die = () => {
        this.dead = true;
        reject(new Error('The Worker was ended, as the test wanted.'));
      };
    });
    this.death.catch(() => {});
  }

  /**
   * Counts a call, and says what goes wrong with it.
   * @param {string} on
   * @returns {Fault | undefined}
   */
  of(on) {
    const count = (this.seen[on] = (this.seen[on] ?? 0) + 1);
    const total = ++this.total;
    return this.faults.find(({ on: wanted, nth = 1, times = Infinity }) => {
      const nowIs = wanted === '*' ? total : count;
      return (wanted === on || wanted === '*') && nowIs >= nth && nowIs < nth + times;
    });
  }

  /**
   * @param {string} on
   * @param {() => Promise<any>} call
   */
  async around(on, call) {
    if (/^(REPORTS|JOBS|DIRECTORY)\./.test(on)) calls[on] = (calls[on] ?? 0) + 1;
    if (this.dead) return new Promise(() => {});
    const fault = this.of(on);
    if (fault?.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay));
    if (fault?.after) await call();
    if (fault?.die) {
      this.die();
      return new Promise(() => {});
    }
    if (fault && (fault.error || fault.after)) throw new Error(fault.error ?? 'Network connection lost.');
    return call();
  }
}

/**
 * @param {string} name the binding's
 * @param {any} target
 * @param {Faults} faults
 * @param {(method: string, args: any[], result: any) => any} [then] what to make of a call's result
 */
function wrap(name, target, faults, then = (_method, _args, result) => result) {
  return new Proxy(target, {
    get(_target, property) {
      const value = Reflect.get(target, property, target);
      if (typeof value !== 'function' || property === 'constructor') return value;
      const method = String(property);
      // This one answers at once, not with a promise.
      if (method === 'resumeMultipartUpload') return (...args) => then(method, args, value.apply(target, args));
      return async (...args) =>
        then(method, args, await faults.around(`${name}.${method}`, () => value.apply(target, args)));
    },
  });
}

/**
 * @param {string} name
 * @param {any} bucket
 * @param {Faults} faults
 */
function wrapBucket(name, bucket, faults) {
  return wrap(name, bucket, faults, (method, _args, result) => {
    if (method === 'createMultipartUpload') openUploads.set(result.uploadId, result.key);
    if (method !== 'createMultipartUpload' && method !== 'resumeMultipartUpload') return result;
    return wrap(name, result, faults, (uploadMethod, _uploadArgs, uploadResult) => {
      if (uploadMethod === 'complete' || uploadMethod === 'abort') openUploads.delete(result.uploadId);
      return uploadResult;
    });
  });
}

/**
 * The directory. A statement is prepared at once, not with a promise, and whatever it is for goes through `batch`.
 * @param {any} database
 * @param {Faults} faults
 */
function wrapDirectory(database, faults) {
  const wrapped = wrap('DIRECTORY', database, faults);
  return new Proxy(database, {
    get(_target, property) {
      if (property !== 'prepare') return Reflect.get(wrapped, property);
      return (sql) => {
        const fault = faults.of('DIRECTORY.prepare');
        if (fault) throw new Error(fault.error);
        return database.prepare(sql);
      };
    },
  });
}

/** The ledgers: a namespace gives its objects at once, and what is called are they. */
function wrapLedgers(namespace, faults) {
  return new Proxy(namespace, {
    get(_target, property) {
      const value = Reflect.get(namespace, property, namespace);
      if (typeof value !== 'function' || property === 'constructor') return value;
      return (...args) => {
        const result = value.apply(namespace, args);
        if (property !== 'get' && property !== 'getByName') return result;
        return new Proxy(result, {
          get(_stub, method) {
            const own = Reflect.get(result, method, result);
            if (method !== 'fetch') return typeof own === 'function' && method !== 'constructor' ? own.bind(result) : own;
            return (...sent) => faults.around('LEDGERS.fetch', () => result.fetch(...sent));
          },
        });
      };
    },
  });
}

/** @param {any} env @param {Faults} faults */
function wrapEnv(env, faults) {
  const wrapped = { ...env, REPORTS: wrapBucket('REPORTS', env.REPORTS, faults), LEDGERS: wrapLedgers(env.LEDGERS, faults), DIRECTORY: wrapDirectory(env.DIRECTORY, faults) };
  for (const name of ['JOBS', 'PARTNERS', 'INBOX', 'DELIVERIES', 'RETRIES', 'FETCHES']) wrapped[name] = wrap(name, env[name], faults);
  return wrapped;
}

const RealDate = Date;
/** The clocks by which somebody runs who is somewhere else in time; the last one counts. @type {(() => number)[]} */
let clocks = [];

/**
 * Runs something as if it were another time, so that a test need not wait.
 * @template T
 * @param {() => number} now
 * @param {() => Promise<T>} run
 * @returns {Promise<T>}
 */
async function asIf(now, run) {
  clocks.push(now);
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      // @ts-expect-error as many as there are
      super(...(parts.length > 0 ? parts : [clocks.at(-1)?.() ?? RealDate.now()]));
    }

    static now() {
      return clocks.at(-1)?.() ?? RealDate.now();
    }
  };
  try {
    return await run();
  } finally {
    clocks = clocks.filter((clock) => clock !== now);
    if (clocks.length === 0) globalThis.Date = RealDate;
  }
}

/** Has a batch read, as if it were `ahead` milliseconds later. */
function read(batch, env, context, faults, ahead = 0) {
  outbound = faults.faults.some(({ on }) => on === 'fetch') ? faults : null;
  const work = () => Promise.race([new Worker(context, wrapEnv(env, faults)).queue(batch), faults.death]);
  return ahead ? asIf(() => RealDate.now() + ahead, work) : work();
}

/** @param {Request} request @param {any} env @param {any} context @param {Faults} faults */
async function readLetters(request, env, context, faults) {
  const { searchParams } = new URL(request.url);
  const letters = await request.json();
  const verdicts = letters.map(() => null);
  const messages = letters.map((body, index) => ({
    id: String(index),
    timestamp: new Date(),
    attempts: 1,
    body,
    ack: () => (verdicts[index] = 'ack'),
    retry: ({ delaySeconds = 0 } = {}) => (verdicts[index] = delaySeconds),
  }));
  const batch = { queue: searchParams.get('queue'), messages, ackAll() {}, retryAll() {} };
  try {
    await read(batch, env, context, faults, Number(searchParams.get('ahead') ?? 0));
  } catch (error) {
    return Response.json({ verdicts, error: String(error) });
  }
  return Response.json({ verdicts });
}

export default {
  /** @param {Request} request @param {any} env @param {any} context */
  async fetch(request, env, context) {
    if (new URL(request.url).pathname === '/__storage') {
      const answer = { calls, open: [...openUploads.values()] };
      calls = {};
      return Response.json(answer);
    }
    if (new URL(request.url).pathname === '/__faults') {
      const left = orders;
      if (request.method === 'DELETE') orders = [];
      if (request.method === 'POST') orders = [...orders, ...(await request.json())];
      return Response.json(left);
    }
    if (new URL(request.url).pathname === '/__later') {
      const { searchParams } = new URL(request.url);
      const ahead = Number(searchParams.get('ahead'));
      await asIf(() => RealDate.now() + ahead, () => new Promise((resolve) => setTimeout(resolve, Number(searchParams.get('for')))));
      return new Response();
    }
    const ordered = request.headers.get('x-fault');
    const faults = new Faults(ordered ? JSON.parse(ordered) : []);
    if (new URL(request.url).pathname === '/__letters') return readLetters(request, env, context, faults);
    return Promise.race([new Worker(context, wrapEnv(env, faults)).fetch(request), faults.death]);
  },

  /** @param {any} batch @param {any} env @param {any} context */
  async queue(batch, env, context) {
    const order = orderFor(batch.queue, batch.messages.map(({ body }) => (typeof body === 'string' ? body : JSON.stringify(body))));
    if (order?.lose) return batch.ackAll();
    return read(batch, env, context, new Faults(order?.faults ?? []), order?.ahead);
  },

  /** @param {any} controller @param {any} env @param {any} context */
  async scheduled(controller, env, context) {
    const faults = new Faults(orderFor('cron', [])?.faults ?? []);
    // The cron runs as if it were then, so that a test need not wait for a job to expire.
    return asIf(() => controller.scheduledTime, () => Promise.race([new Worker(context, wrapEnv(env, faults)).scheduled(controller), faults.death]));
  },
};
