// A Worker that only reads the body, as Rollcall reads it: what any Worker has to pay.

const BUFFER = 256 * 1024;
const LEAST = 64 * 1024;

export default {
  /** @param {Request} request */
  async fetch(request) {
    const reader = /** @type {ReadableStreamBYOBReader} */ (request.body?.getReader({ mode: 'byob' }));
    let buffer = new ArrayBuffer(BUFFER);
    let bytes = 0;
    for (;;) {
      const { value, done } = await reader.read(new Uint8Array(buffer), { min: LEAST });
      if (value) {
        bytes += value.byteLength;
        buffer = value.buffer;
      }
      if (done) break;
    }
    return Response.json({ bytes });
  },
};
