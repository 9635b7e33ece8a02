//! Damage stays where it is: a clean file, one record of it damaged in every way there is, and two
//! numbers. How often is the damaged record named, and how often a healthy one?
//!
//! A record is named when a finding stands in its row, which is its number among the records, and on
//! one of its lines. Both have to hold: a file whose rows are counted wrongly from the damage on names
//! healthy records too. The header is damaged like the others. The files have a header and 83 people
//! in nine columns, some with line breaks in a cell. They are checked with and without a schema, with
//! quotes where they are needed and around every cell, with commas and with semicolons.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use rollcall_engine::schema::Schema;
use rollcall_engine::{Limits, Settings, Validation};
use serde_json::Value;

const LABELS: [&str; 9] =
    ["id", "first_name", "last_name", "email", "phone", "hired", "street", "city", "note"];

const SCHEMA: &str = r#"{"fields": [
    {"name": "id", "type": "integer", "constraints": {"required": true, "unique": true}},
    {"name": "first_name", "type": "string", "constraints": {"required": true}},
    {"name": "last_name", "type": "string", "constraints": {"required": true}},
    {"name": "email", "type": "string", "format": "email", "constraints": {"unique": true}},
    {"name": "phone", "type": "string", "rollcall": {"format": "phone"}},
    {"name": "hired", "type": "date"},
    {"name": "street", "type": "string"},
    {"name": "city", "type": "string"},
    {"name": "note", "type": "string"}
]}"#;

const FIRST: [&str; 12] = [
    "Chloé",
    "Jean",
    "Anaïs",
    "François",
    "Zoë",
    "Marie-Claude",
    "Giulia",
    "Niccolò",
    "Ugo",
    "Maria Grazia",
    "Léa",
    "Gaël",
];
const LAST: [&str; 11] = [
    "Dupont",
    "D'Angelo",
    "Lefèvre",
    "De Luca",
    "Le Goff",
    "Rossi",
    "Müller",
    "N'Diaye",
    "Dell'Acqua",
    "Château",
    "Saint-Exupéry",
];
const STREETS: [&str; 7] = [
    "12, rue de la Paix",
    "via Garibaldi 4; scala B",
    "8 bis, avenue de l'Opéra",
    "piazza San Marco 1",
    "",
    "corso Buenos Aires, 33; interno 7",
    "3 place d'Armes,\nbâtiment B",
];
const CITIES: [&str; 6] = ["Paris", "Roma", "Aix-en-Provence", "L'Aquila", "Évry", "Reggio Emilia"];
const NOTES: [&str; 8] = [
    "",
    "dit \"le Grand\"",
    "à mi-temps, le mardi; et le jeudi",
    "rappeler",
    "",
    "\"Nino\", per gli amici",
    "badge rendu\nclés rendues, sauf une",
    "sede di Milano\nvia Dante 3, interno 5\npiano 2",
];

/// The cells of the file, header first.
fn people() -> Vec<Vec<String>> {
    let mut rows = vec![LABELS.map(str::to_owned).to_vec()];
    for index in 1..84 {
        let (first, last) = (FIRST[index * 5 % 12], LAST[index * 3 % 11]);
        let phone = if index % 3 == 0 {
            format!("+39066982{:04}", index * 37)
        } else {
            format!("+3314268{:02}{:02}", index % 90 + 10, index * 7 % 90 + 10)
        };
        rows.push(vec![
            (1000 + index).to_string(),
            first.to_owned(),
            last.to_owned(),
            format!("p{index}.acqua@example.{}", if index % 3 == 0 { "it" } else { "fr" }),
            phone,
            format!("20{:02}-{:02}-{:02}", index % 24, index % 12 + 1, index % 28 + 1),
            STREETS[index % 7].to_owned(),
            CITIES[index % 6].to_owned(),
            NOTES[index * 5 % 8].to_owned(),
        ]);
    }
    rows
}

/// How a file is written.
#[derive(Clone, Copy)]
struct Style {
    delimiter: char,
    quote_all: bool,
    end: &'static str,
}

fn written(cell: &str, style: Style) -> String {
    if style.quote_all || cell.contains(['"', '\n', style.delimiter]) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// The record damaged in every way: the kind of damage, and the record without its line end.
fn damages(cells: &[String], style: Style) -> Vec<(&'static str, String)> {
    let delimiter = style.delimiter;
    let between = delimiter.to_string();
    let mut all = Vec::new();
    let with = |index: usize, cell: String| {
        let mut changed = cells.to_vec();
        changed[index] = cell;
        changed.join(&between)
    };
    let middle = |cell: &str| {
        cell.char_indices().nth(cell.chars().count() / 2).map_or(cell.len(), |(at, _)| at)
    };
    let inserted =
        |cell: &str, at: usize, what: char| format!("{}{what}{}", &cell[..at], &cell[at..]);
    for (index, cell) in cells.iter().enumerate() {
        let quoted = cell.starts_with('"');
        all.push(("separator more", with(index, format!("{delimiter}{cell}"))));
        if !quoted && cell.len() > 1 {
            let cut = inserted(cell, middle(cell), delimiter);
            all.push(("separator more in a cell", with(index, cut)));
        }
        if index > 0 {
            let joined =
                format!("{}{}", cells[..index].join(&between), cells[index..].join(&between));
            all.push(("separator less", joined));
            for other in [';', ',', '\t', '|'] {
                if other != delimiter {
                    let (before, after) =
                        (cells[..index].join(&between), cells[index..].join(&between));
                    all.push(("one wrong delimiter", format!("{before}{other}{after}")));
                }
            }
        }
        all.push(("quote more at the start", with(index, format!("\"{cell}"))));
        // Two quotes in an empty cell, or in the middle of one that is quoted, can be no damage.
        let at = middle(cell);
        let doubled = cell[at..].starts_with('"') || cell[..at].ends_with('"');
        if cell.len() > 1 && !(quoted && doubled) {
            all.push(("quote more in the middle", with(index, inserted(cell, at, '"'))));
        }
        if !cell.is_empty() {
            all.push(("quote more at the end", with(index, format!("{cell}\""))));
        }
        if quoted {
            all.push(("text after the closing quote", with(index, format!("{cell}bis"))));
            all.push(("space after the closing quote", with(index, format!("{cell} "))));
            let unclosed = cell[..cell.len() - 1].to_owned();
            all.push(("closing quote less", with(index, unclosed)));
            if cell.len() > 2 {
                all.push(("opening quote less", with(index, cell[1..].to_owned())));
            }
        }
    }
    all.push(("separator more", format!("{}{delimiter}", cells.join(&between))));
    for other in [';', ',', '\t', '|'] {
        if other != delimiter {
            all.push(("another delimiter throughout", cells.join(&other.to_string())));
        }
    }
    all
}

/// Where a finding stands, and its code.
type Named = (u64, u64, String);

/// The rows and lines that findings name.
fn named(text: &str, schema: Option<&Rc<Schema>>) -> Vec<Named> {
    named_in_pieces(text, text.len(), schema)
}

/// The same, with the file arriving in pieces of `size` bytes.
fn named_in_pieces(text: &str, size: usize, schema: Option<&Rc<Schema>>) -> Vec<Named> {
    let mut validation = Validation::new(Settings {
        schema: schema.cloned(),
        report_csv: false,
        // Small, so that most of the file streams.
        limits: Limits { head_bytes: 2048, ..Limits::DEFAULT },
        ..Settings::default()
    });
    for piece in text.as_bytes().chunks(size) {
        validation.push(piece);
    }
    let finished = validation.finish();
    let finding = |line| -> Named {
        let finding: Value = serde_json::from_slice(line).unwrap_or_default();
        (
            finding["row"].as_u64().unwrap_or(0),
            finding["line"].as_u64().unwrap_or(0),
            finding["code"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let lines = finished.findings_ndjson.split(|byte| *byte == b'\n');
    lines.filter(|line| line.starts_with(b"{\"code\"")).map(finding).collect()
}

/// Where the damaged record stands.
struct Place {
    row: u64,
    lines: Range<u64>,
}

#[derive(Default)]
struct Score {
    files: usize,
    found: usize,
    healthy_named: usize,
    examples: Vec<String>,
}

impl Score {
    fn add(&mut self, place: &Place, findings: &[Named], example: impl Fn() -> String) {
        let Place { row, lines } = place;
        let here = |(at, line, _): &Named| at == row && lines.contains(line);
        let found = findings.iter().any(here);
        let elsewhere = !findings.iter().all(here);
        self.files += 1;
        self.found += usize::from(found);
        self.healthy_named += usize::from(elsewhere);
        if (!found || elsewhere) && self.examples.len() < 3 {
            self.examples.push(format!(
                "row {row}, lines {lines:?} {:?} {}",
                findings.get(..6).unwrap_or(findings),
                example()
            ));
        }
    }
}

/// Damages every `step`th record from `first` on; gives the score of each kind of damage.
fn score(first: usize, step: usize) -> BTreeMap<&'static str, Score> {
    let schema = Rc::new(Schema::from_json(SCHEMA).unwrap_or_else(|errors| panic!("{errors:?}")));
    let people = people();
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for (delimiter, quote_all, end) in
        [(',', false, "\n"), (';', false, "\r\n"), (',', true, "\r\n"), (';', true, "\n")]
    {
        let style = Style { delimiter, quote_all, end };
        let rows: Vec<Vec<String>> = people
            .iter()
            .map(|row| row.iter().map(|cell| written(cell, style)).collect())
            .collect();
        let lines: Vec<String> = rows.iter().map(|row| row.join(&delimiter.to_string())).collect();
        let clean = lines.join(end) + end;
        for schema in [None, Some(&schema)] {
            assert_eq!(named(&clean, schema), [], "the clean file is not clean");
            for index in (first..rows.len()).step_by(step) {
                let breaks = |text: &str| text.matches('\n').count() as u64;
                let begins = 1 + lines[..index].iter().map(|line| 1 + breaks(line)).sum::<u64>();
                let place = Place {
                    row: index as u64 + 1,
                    lines: begins..begins + 1 + breaks(&lines[index]),
                };
                for (kind, record) in damages(&rows[index], style) {
                    let mut lines = lines.clone();
                    lines[index].clone_from(&record);
                    let text = lines.join(style.end) + style.end;
                    let findings = named(&text, schema);
                    scores.entry(kind).or_default().add(&place, &findings, || {
                        format!("schema: {}; {record:?}", schema.is_some())
                    });
                }
            }
        }
    }
    scores
}

/// Prints the score and asserts it.
fn assert_score(scores: &BTreeMap<&str, Score>, least: usize) {
    let mut total = (0, 0, 0);
    for (kind, score) in scores {
        let Score { files, found, healthy_named, examples } = score;
        eprintln!("{kind}: {files} files, {found} found, healthy named in {healthy_named}");
        for example in examples {
            eprintln!("    {example}");
        }
        total = (total.0 + files, total.1 + found, total.2 + healthy_named);
    }
    let (files, found, healthy) = total;
    eprintln!("in all: {files} files, {found} found, healthy records named in {healthy}");
    assert!(files >= least, "{files} files are too few");
    assert!(found * 100 >= files * 98, "found in {found} of {files}");
    assert!(healthy * 100 <= files, "healthy records named in {healthy} of {files}");
}

#[test]
fn damage_to_one_person_is_found_on_that_person_and_on_no_other() {
    assert_score(&score(6, 30), 2000);
}

#[test]
fn damage_to_the_header_is_found_on_the_header_and_on_no_person() {
    assert_score(&score(0, 84), 700);
}

#[test]
fn damage_is_found_in_the_same_place_however_the_file_is_cut() {
    let style = Style { delimiter: ',', quote_all: false, end: "\r\n" };
    let rows: Vec<Vec<String>> =
        people().iter().map(|row| row.iter().map(|cell| written(cell, style)).collect()).collect();
    let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    for (kind, record) in damages(&rows[20], style) {
        let mut lines = lines.get(..30).unwrap_or(&lines).to_vec();
        lines[20].clone_from(&record);
        let text = lines.join(style.end) + style.end;
        let whole = named(&text, None);
        for size in [1, 7, 1000] {
            assert_eq!(named_in_pieces(&text, size, None), whole, "{kind}: {record:?} by {size}");
        }
    }
}

#[test]
#[ignore = "the whole sweep: every record in every way, some minutes"]
fn damage_to_any_record_is_found_on_that_record_and_on_no_other() {
    assert_score(&score(1, 1), 60_000);
}
