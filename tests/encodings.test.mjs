// The encodings whose tables are the runtime's: the Worker asks workerd for the text, the command line
// asks `encoding_rs`. They agree on what is text, on what is none, and on which byte is to blame.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { commandLine } from './command.mjs';
import { startRollcall } from './harness.mjs';
import { call, postFile, postStream } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
/** @type {string} */
let folder;
before(async () => {
  rollcall = await startRollcall();
  folder = await mkdtemp(path.join(os.tmpdir(), 'rollcall-'));
});
after(async () => {
  await rollcall.close();
  await rm(folder, { recursive: true });
});

/** @param {string} text each character a byte */
const bytes = (text) => Buffer.from(text, 'latin1');

/** People and where they live, as their computers write it. @type {[encoding: string, file: Buffer, text: string][]} */
const FILES = [
  ['Shift_JIS', bytes('\x8e\x81\x96\xbc,\x8fZ\x8f\x8a\n\x8eR\x93c\x91\xbe\x98Y,\x93\x8c\x8b\x9e\x93s\x8d`\x8b\xe6\n\xee\xe0\x8b\xb4\x89\xd4\x8eq,\x95\\\x8eQ\x93\xb9\x83\\\n'),
    '氏名,住所\n山田太郎,東京都港区\n髙橋花子,表参道ソ\n'],
  ['GB18030', bytes('\xd0\xd5\xc3\xfb,\xb3\xc7\xca\xd0\n\xd5\xc5\xce\xb0,\xb1\xb1\xbe\xa9\n\xc0\xee\xc4\xc8,\x819\xef1\x950\x852\n'),
    '姓名,城市\n张伟,北京\n李娜,㐂🙂\n'],
  ['GBK', bytes('\xd0\xd5\xc3\xfb,\xb3\xc7\xca\xd0\n\xd5\xc5\xce\xb0,\xb1\xb1\xbe\xa9\n'), '姓名,城市\n张伟,北京\n'],
  ['EUC-KR', bytes('\xc0\xcc\xb8\xa7,\xb5\xb5\xbd\xc3\n\xb1\xe8\xb9\xce\xc1\xd8,\xbc\xad\xbf\xef\xc6\xaf\xba\xb0\xbd\xc3\n\x8cc\xb9\xe6\xb0\xa2\xc7\xcf,\xbc\xad\xbf\xef\n'),
    '이름,도시\n김민준,서울특별시\n똠방각하,서울\n'],
  ['Big5', bytes('\xa9m\xa6W,\xab\xb0\xa5\xab\n\xb3\xaf\xa9\xc9\xa7g,\xbbO\xa5_\xa5\xab\n'), '姓名,城市\n陳怡君,臺北市\n'],
  ['EUC-JP', bytes('\xbb\xe1\xcc\xbe,\xbd\xbb\xbd\xea\n\xbb\xb3\xc5\xc4\xc2\xc0\xcf\xba,\xc5\xec\xb5\xfe\xc5\xd4\n'), '氏名,住所\n山田太郎,東京都\n'],
  ['ISO-2022-JP', bytes('\x1b$B;aL>\x1b(B,\x1b$B=;=j\x1b(B\n\x1b$B;3EDB@O:\x1b(B,\x1b$BEl5~ET\x1b(B\n'), '氏名,住所\n山田太郎,東京都\n'],
];

/** Whether the finished job says byte for byte what the command line says of the same file. */
async function asTheCommandLine(encoding, csv, job) {
  const name = `${encoding}.csv`;
  await writeFile(path.join(folder, name), csv);
  const args = ['check', name, '--language', 'en', '--encoding', encoding, '--format'];
  for (const [format, file] of [['csv', 'report.csv'], ['ndjson', 'findings.ndjson']]) {
    const stored = await rollcall.fetch(`/v1/jobs/${job.id}/${file}`);
    const { stdout: theirs, status, stderr } = await commandLine([...args, format], folder);
    assert.ok(status < 2, stderr);
    assert.ok(theirs.equals(Buffer.from(await stored.arrayBuffer())), `${file} differs`);
  }
}

for (const [encoding, csv, text] of FILES) {
  describe(encoding, () => {
    const options = { encoding, language: 'en' };

    it('is read', async () => {
      const { json: job } = await postFile(rollcall, csv, options);
      assert.deepEqual([job.status, job.valid, job.file?.encoding], ['completed', true, encoding.toLowerCase()]);
      const report = await call(rollcall, `/v1/jobs/${job.id}/report.csv`);
      for (const line of text.trim().split('\n')) assert.ok(report.text.includes(line), `${line}\n${report.text}`);
      await asTheCommandLine(encoding, csv, job);
    });

    it('with a byte that is not text is an error of that row, which names the byte', async () => {
      const damaged = Buffer.concat([csv, bytes('x\xff,y\n'), csv.subarray(csv.indexOf(0x0a) + 1)]);
      const { json: job } = await postFile(rollcall, damaged, options);
      const { json: report } = await call(rollcall, `/v1/jobs/${job.id}/report.json`);
      const group = report.findings.groups.find(({ code }) => code === 'encoding-error');
      const row = text.split('\n').length;
      assert.deepEqual(group.samples.map((sample) => sample.row), [row]);
      assert.match(JSON.stringify(group), /FF/);
      const annotated = await call(rollcall, `/v1/jobs/${job.id}/report.csv`);
      assert.ok(annotated.text.includes('x\ufffd,y'));
      await asTheCommandLine(encoding, damaged, job);
    });

    it('is read as the command line reads it whatever stands there, however it arrives', async () => {
      const { json: job } = await postPieces(options, any());
      assert.equal(job.status, 'completed');
      await asTheCommandLine(encoding, any(), job);
    });
  });
}

/** Every two bytes of which the first is not ASCII, and bytes without a plan: always the same. */
function any() {
  const pieces = [bytes('a,b\n')];
  for (let first = 0x80; first <= 0xff; first += 1) {
    for (let second = 0; second <= 0xff; second += 1) pieces.push(Buffer.from([first, second, 0x2c, first, second, 0x0a]));
  }
  const likely = bytes('\x1b$B(JI0189\x81\x84\x31\xa4\x37\x8e\x8f\xa1\xe2\xfe\xff\x88\x62,\n');
  let seed = 20_261_126;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed >>> 8;
  };
  const noise = Buffer.alloc(200_000);
  for (let at = 0; at < noise.length; at += 1) {
    noise[at] = random() % 2 ? likely[random() % likely.length] : random() % 256;
  }
  return Buffer.concat([...pieces, noise]);
}

/** Uploads in pieces that cut characters in two. */
function postPieces(options, csv) {
  const pieces = [];
  for (let at = 0; at < csv.length; at += 9_973) pieces.push(csv.subarray(at, at + 9_973));
  return postStream(rollcall, `/v1/jobs?${new URLSearchParams(options)}`,
    { 'content-type': 'text/csv', 'transfer-encoding': 'chunked' }, pieces);
}
