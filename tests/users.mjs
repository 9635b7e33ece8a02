// Users in a partner's directory, put there behind the Worker's back, as the applying of a file would.

/** A text as the Worker compares it. @param {string} text */
export const folded = (text) =>
  text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
    .replace(/ß/g, 'ss').replace(/[øð]/g, (letter) => ({ ø: 'o', ð: 'd' })[letter] ?? letter).replace(/ł/g, 'l').replace(/đ/g, 'd').replace(/æ/g, 'ae').replace(/œ/g, 'oe')
    .replace(/\s+/g, ' ').trim();

/** @param {any} user what only one user can have @returns {[kind: string, value: string][]} */
export function claims(user) {
  /** @type {[string, string][]} */
  const claims = [];
  if (user.email) claims.push(['email', user.email.toLowerCase()]);
  if (user.user_name) claims.push(['user_name', user.user_name.toLowerCase()]);
  for (const { pbx = '', extension, number } of user.extensions ?? []) {
    claims.push(['extension', `${pbx}\u001f${extension}`]);
    if (number) claims.push(['number', number]);
  }
  for (const { number } of user.numbers ?? []) claims.push(['number', number]);
  for (const { mac } of user.devices ?? []) claims.push(['mac', mac]);
  return claims;
}

/**
 * @param {import('./harness.mjs').Rollcall} rollcall
 * @param {string} partner
 * @param {any[]} users documents
 */
export async function putUsers(rollcall, partner, users) {
  const { DIRECTORY } = await rollcall.env();
  const all = users.map((user) => {
    const document = { kind: 'user', active: true, ...user };
    const both = [user.first_name, user.last_name].filter(Boolean).join(' ');
    const names = [user.display_name ?? both, both, user.email ?? '', user.user_name ?? ''].map(folded);
    const name = names.reduce((text, one) => (text.includes(one) ? text : text ? `${text}\u001f${one}` : one), '');
    return { document, name, claims: claims(document), licenses: document.licenses ?? [] };
  });
  const put = (sql, values) => DIRECTORY.prepare(sql).bind(partner, JSON.stringify(values));
  await DIRECTORY.batch([
    DIRECTORY.prepare('INSERT INTO directories (partner, version) VALUES (?1, 1) ON CONFLICT DO UPDATE SET version = version + 1').bind(partner),
    put(`INSERT INTO users SELECT ?1, value->>'$.document.id', value->'$.document', 1, value->>'$.document.kind', value->>'$.document.active',
      value->>'$.name', value->>'$.document.email', coalesce(value->>'$.document.contact_center.enabled', 0), 1790000000000, '01kar3zq6v8y2m4n6p8r0t2w4x' FROM json_each(?2)`, all),
    put("INSERT INTO claims SELECT ?1, value->>0, value->>1, value->>2 FROM json_each(?2)", all.flatMap(({ document, claims }) => claims.map((claim) => [...claim, document.id]))),
    put('INSERT INTO grants SELECT ?1, value->>0, value->>1 FROM json_each(?2)', all.flatMap(({ document, licenses }) => licenses.map((license) => [license, document.id]))),
  ]);
}
