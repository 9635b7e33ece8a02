// Made-up people, as the files that come here have them: French and Italian names with accents and
// apostrophes, the same ones for the same row number.

const FIRST = ['Élodie', 'Jean-François', 'Noëlle', 'Zoé', 'Loïc', 'Benoît', 'Chloé', 'Gaël', 'Niccolò', 'Lucia', 'Matteo', 'Giosuè', 'Beatrice', 'Anaïs', 'Andrea', 'Léa'];
const LAST = ["D'Angelo", "L'Hôpital", "Dell'Acqua", 'Lefèvre', 'Bérenger', 'Nicolò', 'Garçon', "D'Amico", 'Müller', 'Forlì', 'Le Goff', "O'Brien", 'Ferrà', 'Dupré', 'De Luca', 'Çelik'];
const SITES = ['Lyon', 'Orléans', 'Forlì', 'Cefalù', 'Nîmes', 'Aix-en-Provence', "L'Aquila", 'Saint-Étienne'];
/** What people do. */
export const ROLES = ['agent', 'supervisor', 'admin', 'user'];

/** The header, without a line break. */
export const HEADER = 'first_name,last_name,email,phone,site,role,start_date';

/**
 * A Table Schema for these people.
 * @param {{unique?: boolean}} [options] whether the e-mail address is unique
 */
export function schema({ unique = false } = {}) {
  return {
    fields: [
      { name: 'first_name', type: 'string', constraints: { required: true, maxLength: 64 } },
      { name: 'last_name', type: 'string', constraints: { required: true } },
      { name: 'email', type: 'string', constraints: { required: true, unique, pattern: '[^@ ]+@[^@ ]+' } },
      { name: 'phone', type: 'string' },
      { name: 'site', type: 'string' },
      { name: 'role', type: 'string', constraints: { enum: ROLES } },
      { name: 'start_date', type: 'date' },
    ],
  };
}

/**
 * @param {number} number from 0
 * @returns {string} one record, without a line break
 */
export function person(number) {
  // Steps that share no factor with the lists' lengths, so that the combinations vary.
  const first = FIRST[(number * 7 + (number >> 4)) % FIRST.length];
  const last = LAST[(number * 5 + (number >> 6)) % LAST.length];
  const serial = String(number).padStart(7, '0');
  const month = String((number % 12) + 1).padStart(2, '0');
  const day = String((number % 28) + 1).padStart(2, '0');
  return `${first},${last},u${serial}@sites.example.fr,+3361${serial},${SITES[number % SITES.length]},${ROLES[number % ROLES.length]},2026-${month}-${day}`;
}

/**
 * A file, piece by piece: the header and `rows` records, each ended by LF.
 * @param {number} rows
 * @returns {Generator<Buffer>} pieces of about 256 KiB
 */
export function* people(rows) {
  let text = `${HEADER}\n`;
  for (let number = 0; number < rows; number++) {
    text += `${person(number)}\n`;
    if (text.length >= 1 << 18) {
      yield Buffer.from(text);
      text = '';
    }
  }
  if (text) yield Buffer.from(text);
}

/**
 * @param {number} rows
 * @returns {string} a whole file, for small ones
 */
export const peopleText = (rows) => Buffer.concat([...people(rows)]).toString();

/**
 * The same bytes again and again.
 * @param {Buffer} piece
 * @param {number} bytes how many in all
 * @returns {Generator<Buffer>}
 */
export function* repeated(piece, bytes) {
  for (let left = bytes; left > 0; left -= piece.length) {
    yield left >= piece.length ? piece : piece.subarray(0, left);
  }
}

/**
 * How many bytes pieces hold, without keeping them.
 * @param {Iterable<Buffer>} pieces
 */
export function length(pieces) {
  let bytes = 0;
  for (const piece of pieces) bytes += piece.length;
  return bytes;
}
