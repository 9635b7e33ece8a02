//! How an input becomes another one: bytes changed, stretches copied, cut out or taken from another
//! input, and words put in.

use crate::random::Random;

/// Words of `multipart/form-data`.
pub const MULTIPART: &[&[u8]] = &[
    b"\r\n--B",
    b"\r\n--B\r\n",
    b"\r\n--B--",
    b"\r\n--B--\r\n",
    b"--",
    b"\n--B\n",
    b"\r",
    b"\n",
    b"\r\n\r\n",
    b"Content-Disposition: form-data; name=\"a\"\r\n\r\n",
    b"; filename=\"f.csv\"",
    b"filename*=UTF-8''%e9%20",
    b"name=",
    b"Content-Type: text/csv",
    b"%22",
    b"\\\"",
    b" \t",
    b"Content-Transfer-Encoding: base64\r\n",
    b"; boundary=",
    b"multipart/form-data",
    b"\"",
    b";",
];

/// Bytes on which encodings differ.
pub const BYTES: &[&[u8]] = &[
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xFE\xFF",
    b"\x00",
    b"\xC3\xA9",
    b"\xE9",
    b"\xC3",
    b"\xE2\x82",
    b"\xE2\x82\xAC",
    b"\xF0\x9F\x98\x80",
    b"\xF0\x9F",
    b"\xED\xA0\x80",
    b"\x81",
    b"\x8D",
    b"\x1B$B",
    b"\x1B(B",
    b"\x82\xA0",
    b"\x81\x30\x84\x36",
    b"\xD8\x3D",
    b"\x3D\xD8",
    b"\r\n",
    b"\r",
    b"\n",
    b",",
    b"\"",
    b"\x00,\x00\n",
    b"\xFD",
    b"\xFF",
];

/// Words of a Table Dialect.
pub const DIALECT: &[&[u8]] = &[
    b"\"delimiter\": \";\"",
    b"\"quoteChar\": null",
    b"\"quoteChar\": \"'\"",
    b"\"escapeChar\": \"\\\\\"",
    b"\"doubleQuote\": false",
    b"\"header\": false",
    b"\"headerRows\": [1, 3]",
    b"\"headerRows\": []",
    b"\"commentRows\": [2]",
    b"\"commentChar\": \"#\"",
    b"\"headerJoin\": \"-\"",
    b"\"csv\": {",
    b"\"nullSequence\": \"NA\"",
    b"\"skipInitialSpace\": true",
    b"\"lineTerminator\": \"\\r\"",
    b",",
    b"{",
    b"}",
    b"null",
    b"\"\"",
    b"18446744073709551615",
    b"\\u0000",
    b"~/",
    b"\n",
];

/// Bytes that mean something to a record reader.
pub const CSV: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r\n",
    b"\r",
    b"\",\"",
    b"\"\n",
    b"\n\"",
    b"\"\r\n",
    b"\\",
    b"\\\"",
    b"'",
    b" \"",
    b"\" ",
    b"\"x",
    b"x\"",
    b",,,,",
    b"\xC3\xA9",
    b"\xE2\x80\xA8",
    b"\0",
    b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

/// Words of a Table Schema.
pub const SCHEMA: &[&[u8]] = &[
    b"{\"present\": \"a\"}",
    b"{\"absent\": \"b\"}",
    b"{\"equals\": [\"c\", \"N\"]}",
    b"{\"in\": [\"a\", [\"x\", \"y\"]]}",
    b"{\"matches\": [\"a\", \".*[%#].*\"]}",
    b"{\"same\": [\"a\", \"b\"]}",
    b"{\"less\": [\"b\", 1e9]}",
    b"{\"not\": {\"column\": \"a\"}}",
    b"\"and\"",
    b"\"or\"",
    b"\"never\": true",
    b"\"repeats\": [\"a\"]",
    b"\"most\": 0",
    b"{cell}",
    b"{value:a}",
    b"\"type\": \"string\"",
    b"\"type\": \"integer\"",
    b"\"type\": \"number\"",
    b"\"type\": \"boolean\"",
    b"\"type\": \"date\"",
    b"\"type\": \"time\"",
    b"\"type\": \"datetime\"",
    b"\"type\": \"list\"",
    b"\"type\": \"duration\"",
    b"\"type\": \"geopoint\"",
    b"\"type\": \"geojson\"",
    b"\"type\": \"object\"",
    b"\"type\": \"array\"",
    b"\"type\": \"year\"",
    b"\"type\": \"yearmonth\"",
    b"\"type\": \"any\"",
    b"\"format\": \"any\"",
    b"\"format\": \"email\"",
    b"\"format\": \"uri\"",
    b"\"format\": \"uuid\"",
    b"\"format\": \"%d/%m/%y\"",
    b"\"format\": \"%Y-%j\"",
    b"\"format\": \"binary\"",
    b"\"decimalChar\": \",\"",
    b"\"groupChar\": \" \"",
    b"\"bareNumber\": false",
    b"\"trueValues\": [\"oui\"]",
    b"\"falseValues\": []",
    b"\"constraints\": {\"required\": true}",
    b"\"minimum\": 1",
    b"\"maximum\": \"2020-01-01\"",
    b"\"exclusiveMinimum\": \"-1e400\"",
    b"\"minLength\": 2",
    b"\"maxLength\": 18446744073709551615",
    b"\"pattern\": \"(a|b)*\"",
    b"\"pattern\": \"\\\\p{L}{1,99}\"",
    b"\"enum\": [\"a\", 1, null]",
    b"\"unique\": true",
    b"\"jsonSchema\": {\"type\": \"object\"}",
    b"\"missingValues\": [\"\", \"NA\"]",
    b"\"primaryKey\": \"a\"",
    b"\"uniqueKeys\": [[\"a\", \"b\"]]",
    b"\"categories\": [\"x\"]",
    b"\"categoriesOrdered\": true",
    b"\"fieldsMatch\": [\"partial\"]",
    b"\"itemType\": \"integer\"",
    b"\"delimiter\": \"|\"",
    b"\"rollcall\": {\"format\": \"phone\"}",
    b"\"rollcall\": {\"format\": \"mac\"}",
    b"\"rollcall\": {\"secret\": true}",
    b"\"rollcall\": {\"format\": \"person-name\"}",
    b"\"foreignKeys\": [{\"fields\": \"a\", \"reference\": {\"fields\": \"b\"}}]",
    b"{\"name\": \"b\"}",
    b"{\"fields\": [",
    b"]",
    b"}",
    b",",
    b"null",
    b"-1",
    b"1e999",
    b"[",
    b"{",
    b"\\ud800",
    b"\"\"",
];

/// What cells hold, and what stands between them.
pub const CELLS: &[&[u8]] = &[
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\n",
    b"\r\n",
    b"\r",
    b"sep=;\n",
    b"#",
    b"=1+1",
    b"'+44",
    b"@x",
    b"-1",
    b"4.42071E+11",
    b"1,5",
    b"00",
    b"TRUE",
    b"VRAI",
    b"#N/A",
    b"NA",
    b"\xC2\xA0",
    b"\xE2\x80\x8B",
    b"\xD0\xB0",
    b"\xE9",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\0",
    b"status",
    b"details",
    b"valid",
    b"invalid",
    b"id",
    b"e-mail",
    b"2024-02-30",
    b"31/12/1999",
    b"10:00:00Z",
    b"P1Y",
    b"[1,2]",
    b"{}",
    b"a@b.co",
    b"1e400",
    b"-0",
    b"99999999999999999999",
    b"User.FirstName",
    b"User.Email",
    b"id,name,e-mail\n",
    b"\n\n",
    b",,,,,,,",
    b"\"a\nb\"",
    b"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
];

/// Inputs stay below this, so that there are many of them a second.
const LONGEST: usize = 4096;

/// Another input, made of `input` and at times a stretch of `other`.
#[must_use]
pub fn mutate(input: &[u8], other: &[u8], tokens: &[&[u8]], random: &mut Random) -> Vec<u8> {
    let mut bytes = input.to_vec();
    // Mostly a few changes; now and then many.
    let most = if random.below(8) == 0 { 24 } else { 4 };
    let changes = 1 + random.below(most);
    for _ in 0..changes {
        let at = random.below(bytes.len() + 1);
        let end = (at + 1 + random.below(32)).min(bytes.len());
        match random.below(9) {
            0 => flip(&mut bytes, at, 1 << random.below(8)),
            1 => flip(&mut bytes, at, 1 + random.below(255) as u8),
            2 => drop(bytes.drain(at..end)),
            3 => {
                let copy = bytes.get(at..end).unwrap_or_default().to_vec();
                let times = 1 + random.below(4);
                insert(&mut bytes, at, &copy.repeat(times));
            }
            4 => {
                let from = random.below(other.len() + 1);
                let to = (from + 1 + random.below(64)).min(other.len());
                insert(&mut bytes, at, other.get(from..to).unwrap_or_default());
            }
            5 => {
                let from = random.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(other.get(from..).unwrap_or_default());
            }
            6 => {
                if let Some(token) = random.pick(tokens) {
                    drop(bytes.drain(at..end));
                    insert(&mut bytes, at, token);
                }
            }
            _ => {
                if let Some(token) = random.pick(tokens) {
                    insert(&mut bytes, at, token);
                }
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

fn flip(bytes: &mut [u8], at: usize, bits: u8) {
    if let Some(byte) = bytes.get_mut(at) {
        *byte ^= bits;
    }
}

fn insert(bytes: &mut Vec<u8>, at: usize, what: &[u8]) {
    drop(bytes.splice(at..at, what.iter().copied()));
}
