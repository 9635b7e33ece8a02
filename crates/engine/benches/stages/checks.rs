//! The check of a cell, type by type and format by format: what a valid cell costs, and what a wrong
//! one does, with everything that is said about it.

use rollcall_engine::check::Outcome;
use rollcall_engine::schema::Schema;
use serde_json::{Value, json};

use crate::people::{ROLES, person};
use crate::rate::Stage;

/// Cells of each kind: few enough to stay in the caches, as those of a record do.
const CELLS: usize = 2_000;

/// A kind of cell: its name, its field without a name, and how the cell of a row is written.
type Kind = (&'static str, Value, fn(usize) -> String);

pub(crate) fn run() {
    let mut stage = Stage::new("checks", "cell");
    for (name, field, write) in valid() {
        bench(&mut stage, name, field, write, Outcome::Valid);
    }
    bench(&mut stage, "missing", json!({"type": "date"}), |_| String::new(), Outcome::Missing);
    for (name, field, write) in wrong() {
        bench(&mut stage, name, field, write, Outcome::Invalid);
    }
}

fn bench(
    stage: &mut Stage,
    name: &str,
    mut field: Value,
    write: fn(usize) -> String,
    expected: Outcome,
) {
    field["name"] = json!("it");
    let schema = Schema::from_json(&json!({"fields": [field]}).to_string())
        .unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
    let check = &schema.fields[0].check;
    let cells: Vec<String> = (0..CELLS).map(write).collect();
    let mut problems = Vec::new();
    for cell in &cells {
        assert_eq!(check.check(cell, &mut problems), expected, "{name}: {cell:?}");
        problems.clear();
    }
    stage.bench(name, CELLS, cells.iter().map(String::len).sum(), || {
        let mut as_expected = 0;
        for cell in &cells {
            as_expected += usize::from(check.check(cell, &mut problems) == expected);
            problems.clear();
        }
        as_expected
    });
}

fn valid() -> Vec<Kind> {
    let format = |format: &str| json!({"type": "string", "rollcall": {"format": format}});
    let yes_no = json!({"type": "string", "rollcall": {"format": "yes-no", "tokens": ["Y", "N"]}});
    vec![
        ("any", json!({"type": "any"}), last_name),
        ("string", json!({"type": "string"}), last_name),
        (
            "string-length",
            json!({"type": "string", "constraints": {"required": true, "maxLength": 64}}),
            last_name,
        ),
        (
            // Too many bytes for the length to be in order at first sight.
            "string-length-close",
            json!({"type": "string", "constraints": {"minLength": 2, "maxLength": 13}}),
            |row| format!("É{row:0>12}"),
        ),
        ("enum", json!({"type": "string", "constraints": {"enum": ROLES}}), |row| {
            ROLES[row % ROLES.len()].to_owned()
        }),
        (
            "enum-of-200",
            {
                let names: Vec<String> = (0..200).map(group).collect();
                json!({"type": "string", "constraints": {"enum": names}})
            },
            |row| group(row % 200),
        ),
        ("pattern", json!({"type": "string", "constraints": {"pattern": "[^@ ]+@[^@ ]+"}}), email),
        (
            "pattern-letters",
            json!({"type": "string", "constraints": {"pattern": r"[\p{L}' -]+"}}),
            last_name,
        ),
        ("format-email", json!({"type": "string", "format": "email"}), email),
        ("format-uri", json!({"type": "string", "format": "uri"}), |row| {
            format!("https://sites.example.fr/teams/{row}?langue=fr")
        }),
        ("format-uuid", json!({"type": "string", "format": "uuid"}), |row| {
            format!("6fa459ea-ee8a-3ca4-894e-{row:012x}")
        }),
        ("email", format("email"), email),
        ("phone", format("phone"), |row| format!("+3361{row:07}")),
        ("extension", format("extension"), |row| format!("{}", 1000 + row)),
        ("mac", format("mac"), |row| format!("00:04:F2:{:02X}:{:02X}:0A", row >> 8, row & 255)),
        ("pin", format("pin"), |row| format!("{}", 271_828 + row * 7)),
        ("person-name", format("person-name"), last_name),
        ("yes-no", yes_no, |row| if row % 3 == 0 { "Y" } else { "N" }.to_owned()),
        ("language-tag", format("language-tag"), |row| {
            ["fr-FR", "it-IT", "en-GB", "pt-BR"][row % 4].to_owned()
        }),
        ("timezone", format("timezone"), |row| {
            ["Europe/Paris", "Europe/Rome", "America/Toronto"][row % 3].to_owned()
        }),
        ("country", format("country"), |row| ["FR", "IT", "CA", "CH"][row % 4].to_owned()),
        ("integer", json!({"type": "integer"}), |row| format!("{}", row * 37)),
        (
            "integer-range",
            json!({"type": "integer", "constraints": {"minimum": 0, "maximum": 1_000_000}}),
            |row| format!("{}", row * 37),
        ),
        ("number", json!({"type": "number"}), |row| format!("{}.{:02}", row * 37, row % 100)),
        ("number-comma", json!({"type": "number", "decimalChar": ",", "groupChar": "."}), |row| {
            format!("1.{:03},{:02}", row % 1000, row % 100)
        }),
        ("boolean", json!({"type": "boolean"}), |row| (row % 3 == 0).to_string()),
        ("date", json!({"type": "date"}), date),
        (
            "date-range",
            json!({"type": "date", "constraints": {"minimum": "2000-01-01", "maximum": "2030-12-31"}}),
            date,
        ),
        ("date-pattern", json!({"type": "date", "format": "%d/%m/%Y"}), |row| {
            format!("{:02}/{:02}/2026", row % 28 + 1, row % 12 + 1)
        }),
        ("date-any", json!({"type": "date", "format": "any"}), |row| {
            format!("{} March 2026", row % 28 + 1)
        }),
        ("time", json!({"type": "time"}), |row| format!("{:02}:{:02}:00", row % 24, row % 60)),
        ("datetime", json!({"type": "datetime"}), |row| {
            format!("{}T09:{:02}:00Z", date(row), row % 60)
        }),
        ("year", json!({"type": "year"}), |row| format!("{}", 1950 + row % 80)),
        ("yearmonth", json!({"type": "yearmonth"}), |row| format!("2026-{:02}", row % 12 + 1)),
        ("duration", json!({"type": "duration"}), |row| format!("P{}DT{}H", row % 30, row % 24)),
        ("geopoint", json!({"type": "geopoint"}), |row| format!("4.{row:04}, 45.{row:04}")),
        ("list", json!({"type": "list"}), |row| format!("{},{},Forlì", group(row), group(row + 1))),
        ("array", json!({"type": "array"}), |row| format!("[\"{}\", {row}]", group(row))),
        ("object", json!({"type": "object"}), |row| {
            format!("{{\"site\": \"Orléans\", \"desk\": {row}}}")
        }),
    ]
}

fn wrong() -> Vec<Kind> {
    vec![
        ("wrong-enum", json!({"type": "string", "constraints": {"enum": ROLES}}), |row| {
            format!("chief {row}")
        }),
        (
            "wrong-pattern",
            json!({"type": "string", "constraints": {"pattern": "[^@ ]+@[^@ ]+"}}),
            |row| email(row).replace('@', " at "),
        ),
        ("wrong-email", json!({"type": "string", "rollcall": {"format": "email"}}), |row| {
            email(row).replace('@', " at ")
        }),
        ("wrong-integer", json!({"type": "integer"}), |row| format!("{row}.0")),
        ("wrong-date", json!({"type": "date"}), |row| format!("2026-02-{}", 30 + row % 10)),
    ]
}

fn last_name(row: usize) -> String {
    let [_, last, ..] = person(row);
    last
}

fn email(row: usize) -> String {
    let [_, _, email, ..] = person(row);
    email
}

fn date(row: usize) -> String {
    format!("{}-{:02}-{:02}", 2000 + row % 30, row % 12 + 1, row % 28 + 1)
}

fn group(row: usize) -> String {
    format!("Équipe {row:03}")
}
