// A Worker that reads the body and stores as much as Rollcall's report has, by the same calls of R2 and
// KV: what storage costs in this workerd whoever uses it. On the platform it runs elsewhere, and no
// Worker is charged for its CPU.

import reading from './reading.mjs';

/** As large as Rollcall's. */
const PART = 5 << 20;
const SMALL = 1 << 10;

/** @param {any} bucket @param {string} key @param {Uint8Array} buffer @param {number} bytes */
async function store(bucket, key, buffer, bytes) {
  if (bytes <= PART) return bucket.put(key, buffer.subarray(0, bytes));
  const upload = await bucket.createMultipartUpload(key);
  const parts = [];
  for (let at = 0; at < bytes; at += PART) {
    parts.push(await upload.uploadPart(parts.length + 1, buffer.subarray(0, Math.min(PART, bytes - at))));
  }
  return upload.complete(parts);
}

export default {
  /** @param {Request} request @param {any} env */
  async fetch(request, env) {
    const { REPORTS, JOBS } = env;
    if (request.method === 'DELETE') {
      const { objects } = await REPORTS.list();
      if (objects.length > 0) await REPORTS.delete(objects.map(({ key }) => key));
      return Response.json({});
    }
    const { searchParams } = new URL(request.url);
    const id = crypto.randomUUID();
    // Which of the lists are kept that the template refers to: none.
    if (searchParams.has('lists')) await REPORTS.list({ prefix: 'list/' });
    await REPORTS.put(`running/${id}`, new Uint8Array(SMALL));
    const answer = await reading.fetch(request);
    const sizes = searchParams.getAll('bytes').map(Number);
    const buffer = new Uint8Array(Math.min(PART, Math.max(...sizes)));
    for (const [index, bytes] of sizes.entries()) await store(REPORTS, `${id}/${index}`, buffer, bytes);
    await REPORTS.put(`${id}/job`, new Uint8Array(2 * SMALL));
    await JOBS.put(id, new Uint8Array(2 * SMALL), { expirationTtl: 3_600, metadata: { summary: 'x'.repeat(SMALL / 2) } });
    await REPORTS.delete([`running/${id}`]);
    return answer;
  },
};
