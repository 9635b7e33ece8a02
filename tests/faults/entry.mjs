// The real Worker, with its bindings wrapped so that a request can order storage to fail.
//
// A request orders with the header `x-fault`, a JSON list of
//   {"on": "REPORTS.uploadPart", "nth": 2, "times": 1, "error": "…", "after": true, "delay": 100}
// `on` is the binding and its method (those of a multipart upload count as the bucket's); `nth` counts
// from 1 the calls of that method which this request makes and `times` how many fail from there on
// (default: all); `error` is what they throw; with `after` the call is made first and its answer lost;
// `delay` waits so many milliseconds before it. `GET /__storage` tells what was called and which
// multipart uploads are neither completed nor aborted.

import Worker from '../../build/index.js';

export * from '../../build/index.js';

// What could not be called (see ../outbound.mjs) fails here as it does outside of the tests.
const realFetch = globalThis.fetch;
globalThis.fetch = async (...call) => {
  const answer = await realFetch(...call);
  if (answer.headers.has('x-outbound-failed')) throw new Error('Network connection lost.');
  return answer;
};

/** @type {Map<string, string>} multipart upload id → key */
const openUploads = new Map();
/** @type {Record<string, number>} */
let calls = {};

/** @typedef {{on: string, nth?: number, times?: number, error?: string, after?: boolean, delay?: number}} Fault */

class Faults {
  /** @param {Fault[]} faults */
  constructor(faults) {
    this.faults = faults;
    this.seen = {};
  }

  /**
   * @param {string} on
   * @param {() => Promise<any>} call
   */
  async around(on, call) {
    calls[on] = (calls[on] ?? 0) + 1;
    const count = (this.seen[on] = (this.seen[on] ?? 0) + 1);
    const fault = this.faults.find(
      ({ on: wanted, nth = 1, times = Infinity }) => wanted === on && count >= nth && count < nth + times,
    );
    if (fault?.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay));
    if (fault?.after) await call();
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

/** @param {any} env @param {Faults} faults */
function wrapEnv(env, faults) {
  return {
    ...env,
    REPORTS: wrapBucket('REPORTS', env.REPORTS, faults),
    JOBS: wrap('JOBS', env.JOBS, faults),
  };
}

export default {
  /** @param {Request} request @param {any} env @param {any} context */
  async fetch(request, env, context) {
    if (new URL(request.url).pathname === '/__storage') {
      const answer = { calls, open: [...openUploads.values()] };
      calls = {};
      return Response.json(answer);
    }
    const ordered = request.headers.get('x-fault');
    const faults = new Faults(ordered ? JSON.parse(ordered) : []);
    return new Worker(context, wrapEnv(env, faults)).fetch(request);
  },

  /** @param {any} batch @param {any} env @param {any} context */
  async queue(batch, env, context) {
    return new Worker(context, wrapEnv(env, new Faults([]))).queue(batch);
  },

  /** @param {any} controller @param {any} env @param {any} context */
  async scheduled(controller, env, context) {
    // The cron runs as if it were then, so that a test need not wait for a job to expire.
    const RealDate = Date;
    globalThis.Date = class extends RealDate {
      constructor(...parts) {
        super(...(parts.length > 0 ? parts : [controller.scheduledTime]));
      }

      static now() {
        return controller.scheduledTime;
      }
    };
    try {
      return await new Worker(context, wrapEnv(env, new Faults([]))).scheduled(controller);
    } finally {
      globalThis.Date = RealDate;
    }
  },
};
