// What is not in the Worker's module: the words of most languages, and the built-in templates.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ROOT, startRollcall } from './harness.mjs';
import { call, fields, file, postFile, postForm } from './requests.mjs';

/** @type {import('./harness.mjs').Rollcall} */
let rollcall;
before(async () => {
  rollcall = await startRollcall();
});
after(() => rollcall.close());

const SCHEMA = JSON.stringify({ fields: [{ name: 'nom' }, { name: 'âge', type: 'integer' }] });
const CSV = 'nom,âge\nZoë,trente\n';
const SENTENCES = {
  en: '“trente” is not a whole number.',
  fr: '«\u202ftrente\u202f» n’est pas un nombre entier.',
  it: '«trente» non è un numero intero.',
  pt: '“trente” não é um número inteiro.',
  de: '„trente“ ist keine ganze Zahl.',
};
/** @param {any} answer to an upload */
const sentence = async (answer) => {
  const { json } = await call(rollcall, `${answer.json.links.self}/report.json`);
  return json.findings.groups[0].samples[0].message;
};

describe('an instance that has just started', () => {
  it('says what is wrong in the language of whoever asks, all at the same moment', async () => {
    const languages = Object.keys(SENTENCES);
    const answers = await Promise.all(languages.map((language) => postForm(rollcall, [...fields({ language, schema: SCHEMA }), file(CSV)])));
    const sentences = await Promise.all(answers.map(sentence));
    const said = Object.fromEntries(languages.map((language, at) => [language, sentences[at]]));
    assert.deepEqual(said, SENTENCES);
  });

  it('checks against a built-in template that nobody has asked for before, in a browser’s language', async () => {
    const answer = await postFile(rollcall, 'Action,LoginEmail,pbxId,pbxShortNumber\nattacher,x,y,z\n', { template: 'rainbow-telephony' }, { 'accept-language': 'de-AT' });
    assert.equal(answer.json.template, 'rainbow-telephony');
    assert.match(await sentence(answer), /„|ist|nicht|kein/);
  });

  it('gives every template and every word to whoever lists them', async () => {
    const { json: listed } = await call(rollcall, '/v1/templates');
    assert.equal(listed.templates.length, 4);
    const { json: codes } = await call(rollcall, '/v1/codes');
    assert.equal(codes.codes.find((/** @type {any} */ code) => code.code === 'blank-row').words.de.title, 'Leere Zeile');
    assert.ok(codes.rules.length > 40);
  });
});

describe('the parts', () => {
  const [build] = readdirSync(path.join(ROOT, 'public', 'engine'));

  it('are named after the build that the module is of, and may be kept for ever', async () => {
    const module = readFileSync(path.join(ROOT, 'build', 'index_bg.wasm'), 'latin1');
    assert.ok(module.includes(build));
    const answer = await rollcall.fetch(`/engine/${build}/fr.txt`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('cache-control') ?? '', /immutable/);
    await answer.text();
  });
});
