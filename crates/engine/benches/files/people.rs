//! Made-up people: French and Italian names with accents and apostrophes, row for row those of
//! `tests/people.mjs`, and the same people written in other ways.

use encoding_rs::WINDOWS_1252;
use serde_json::{Value, json};

const FIRST: [&str; 16] = [
    "Élodie",
    "Jean-François",
    "Noëlle",
    "Zoé",
    "Loïc",
    "Benoît",
    "Chloé",
    "Gaël",
    "Niccolò",
    "Lucia",
    "Matteo",
    "Giosuè",
    "Beatrice",
    "Anaïs",
    "Andrea",
    "Léa",
];
const LAST: [&str; 16] = [
    "D'Angelo",
    "L'Hôpital",
    "Dell'Acqua",
    "Lefèvre",
    "Bérenger",
    "Nicolò",
    "Garçon",
    "D'Amico",
    "Müller",
    "Forlì",
    "Le Goff",
    "O'Brien",
    "Ferrà",
    "Dupré",
    "De Luca",
    "Çelik",
];
const SITES: [&str; 8] =
    ["Lyon", "Orléans", "Forlì", "Cefalù", "Nîmes", "Aix-en-Provence", "L'Aquila", "Saint-Étienne"];
/// What people are.
pub(crate) const ROLES: [&str; 4] = ["agent", "supervisor", "admin", "user"];

const HEADER: [&str; 7] =
    ["first_name", "last_name", "email", "phone", "site", "role", "start_date"];

/// A Table Schema for these people; `unique`: whether the e-mail address is.
pub(crate) fn schema(unique: bool) -> Value {
    json!({"fields": [
        {"name": "first_name", "type": "string", "constraints": {"required": true, "maxLength": 64}},
        {"name": "last_name", "type": "string", "constraints": {"required": true}},
        {"name": "email", "type": "string",
         "constraints": {"required": true, "unique": unique, "pattern": "[^@ ]+@[^@ ]+"}},
        {"name": "phone", "type": "string"},
        {"name": "site", "type": "string"},
        {"name": "role", "type": "string", "constraints": {"enum": ROLES}},
        {"name": "start_date", "type": "date"},
    ]})
}

/// The cells of one person, from 0.
pub(crate) fn person(number: usize) -> [String; 7] {
    let serial = format!("{number:07}");
    [
        FIRST[(number * 7 + (number >> 4)) % FIRST.len()].to_owned(),
        LAST[(number * 5 + (number >> 6)) % LAST.len()].to_owned(),
        format!("u{serial}@sites.example.fr"),
        format!("+3361{serial}"),
        SITES[number % SITES.len()].to_owned(),
        ROLES[number % ROLES.len()].to_owned(),
        format!("2026-{:02}-{:02}", number % 12 + 1, number % 28 + 1),
    ]
}

/// The file of `tests/people.mjs`, in UTF-8 with LF.
pub(crate) fn people(rows: usize) -> String {
    written(rows, |cell| cell)
}

/// The same in ASCII alone.
pub(crate) fn plain(rows: usize) -> String {
    written(rows, |cell| cell.chars().map(bare).collect())
}

/// As Excel writes it on a Western European machine.
pub(crate) fn windows(rows: usize) -> Vec<u8> {
    WINDOWS_1252.encode(&people(rows)).0.into_owned()
}

/// Every cell between quotes.
pub(crate) fn quoted(rows: usize) -> String {
    written(rows, |cell| format!("\"{cell}\""))
}

/// An address of three lines in each row, in place of the site.
pub(crate) fn broken(rows: usize) -> String {
    written(rows, |cell| {
        if SITES.contains(&cell.as_str()) {
            format!("\"12, rue de l'Hôpital\nBâtiment \"\"B\"\"\n{cell}\"")
        } else {
            cell
        }
    })
}

/// A table of so many columns: the people again and again.
pub(crate) fn wide(rows: usize, columns: usize) -> String {
    let mut file = String::new();
    for row in 0..rows {
        let cells = (0..).flat_map(|step| person(row * columns + step));
        file.push_str(&cells.take(columns).collect::<Vec<_>>().join(","));
        file.push('\n');
    }
    file
}

/// Five cells of seven are wrong in each row.
pub(crate) fn wrong(rows: usize) -> String {
    let mut file = HEADER.join(",");
    file.push('\n');
    for number in 0..rows {
        let [_, last, email, phone, site, _, _] = person(number);
        let email = email.replace('@', " at ");
        // One of them is a formula, which the report writes with an apostrophe.
        let row = ["", &last, &email, &phone, &site, "chief", "=31/02/2026"].join(",");
        file.push_str(&row);
        file.push('\n');
    }
    file
}

fn written(rows: usize, write: impl Fn(String) -> String) -> String {
    let mut file = HEADER.join(",");
    file.push('\n');
    for number in 0..rows {
        file.push_str(&person(number).map(&write).join(","));
        file.push('\n');
    }
    file
}

/// The letter without its accent.
fn bare(char: char) -> char {
    match char {
        'à' => 'a',
        'é' | 'è' | 'ë' => 'e',
        'É' => 'E',
        'î' | 'ï' | 'ì' => 'i',
        'ò' | 'ô' => 'o',
        'ù' | 'ü' => 'u',
        'ç' => 'c',
        'Ç' => 'C',
        other => other,
    }
}
