//! What the rules of a template cost, beside the check of its columns.
//!
//! `cargo bench -p rollcall-engine --bench rules [-- ROWS TEMPLATE.json]`: reads a file of users, 58 columns of
//! the 8x8 template (or those of another one), first for its structure alone, then with the check of every column, then with
//! the rules besides. Each time is the best of several runs. What the template has not of its own is
//! made up, to forty rules.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss)]

use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

use rollcall_engine::schema::Schema;
use rollcall_engine::{Settings, Validation, templates};
use serde_json::{Map, Value, json};
use template::users;

#[path = "files/template.rs"]
mod template;

const RULES: usize = 40;
const RUNS: usize = 15;

fn main() {
    let given = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let rows: usize = given.unwrap_or(20_000);
    let other = std::env::args().skip(1).find(|argument| argument.contains(".json"));
    let text = match other {
        Some(path) => std::fs::read_to_string(path).expect("a file"),
        None => templates::get("8x8-users").expect("a template").to_owned(),
    };
    let template: Value = serde_json::from_str(&text).expect("JSON");
    let plain = with_rules(&template, 0);
    let ruled = with_rules(&template, RULES);
    println!("{rows} rows of {} columns, {} rules", plain.fields.len(), ruled.rules.len());
    let (plain, ruled) = (Rc::new(plain), Rc::new(ruled));
    for (name, group) in [("every cell filled", None), ("the basic cells filled", Some("basic"))] {
        let file = users(&template, rows, group);
        println!("{name}, {} bytes a row", file.len() / rows);
        let mut least = [f64::MAX; 3];
        for _ in 0..RUNS {
            for (time, schema) in least.iter_mut().zip([None, Some(&plain), Some(&ruled)]) {
                *time = time.min(check(schema, &file).0.as_secs_f64() * 1e6 / rows as f64);
            }
        }
        let [reading, columns, both] = least;
        println!("  found: {}", check(Some(&ruled), &file).1);
        println!("  reading alone        {reading:6.2} µs a row");
        println!("  check of the columns {:6.2} µs a row", columns - reading);
        println!("  rules                {:6.2} µs a row", both - columns);
        println!("  both: {:.2} times the columns alone", (both - reading) / (columns - reading));
    }
}

/// The template with so many rules: its own, and then made-up ones.
fn with_rules(template: &Value, count: usize) -> Schema {
    let mut template = template.clone();
    let own = template["rollcall"]["rules"].as_array().cloned().unwrap_or_default();
    let rules: Vec<Value> = own.into_iter().chain(made_up(&template)).take(count).collect();
    template["rollcall"]["rules"] = json!(rules);
    Schema::from_json(&template.to_string()).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// Rules of every kind over neighbouring fields.
fn made_up(template: &Value) -> Vec<Value> {
    let fields = template["fields"].as_array().expect("fields");
    let names: Vec<&str> = fields
        .iter()
        .filter(|field| {
            field["constraints"]["required"] != true && field["rollcall"]["secret"] != true
        })
        .filter(|field| {
            field["rollcall"]["format"] != "yes-no" && field["constraints"]["enum"].is_null()
        })
        .filter_map(|field| field["name"].as_str())
        .collect();
    let words: Map<String, Value> = ["en", "fr", "it", "pt", "de"]
        .map(|tag| (tag.to_owned(), json!("Words.")))
        .into_iter()
        .collect();
    (0..RULES)
        .map(|number| {
            let name = |step: usize| names[(number * 3 + step) % names.len()];
            let mut rule = match number % 8 {
                0 => json!({"when": {"present": name(0)}, "require": {"present": name(1)}}),
                1 => json!({"when": {"and": [{"absent": name(0)}, {"present": name(1)}]}, "never": true}),
                2 => json!({"require": {"differs": [name(0), name(1)]}}),
                3 if number < 20 => {
                    json!({"when": {"matches": [name(0), ".*[^\\p{L}\\p{M}\\p{N} +.@_-].*"]}, "never": true})
                }
                3 => json!({"when": {"matches": [name(0), "(?i).*\\b(DECT|ATA)\\b.*"]}, "never": true}),
                4 => json!({"when": {"longer": [name(0), 80]}, "never": true}),
                5 => json!({"when": {"in": [name(0), ["911", "999", "112"]]}, "never": true}),
                6 => json!({"when": {"and": [{"present": name(0)}, {"equals": [name(1), "Paris"]}]},
                            "require": {"or": [{"present": name(2)}, {"absent": name(1)}]}}),
                _ => json!({"when": {"equals": [name(0), "nobody"]}, "count": true}),
            };
            rule["id"] = json!(format!("made-up-{number}"));
            for key in ["title", "message", "fix"] {
                rule[key] = json!(words);
            }
            rule
        })
        // Some pairs of fields make a rule that makes no sense.
        .filter(|rule| {
            let mut alone = template.clone();
            alone["rollcall"]["rules"] = json!([rule]);
            Schema::from_json(&alone.to_string()).is_ok()
        })
        .collect()
}

/// Checks the file: how long it took, and what was found.
fn check(schema: Option<&Rc<Schema>>, file: &[u8]) -> (Duration, String) {
    let settings = Settings {
        schema: schema.cloned(),
        report_csv: false,
        findings: false,
        ..Settings::default()
    };
    let begun = Instant::now();
    let mut validation = Validation::new(settings);
    for piece in file.chunks(64 << 10) {
        validation.push(piece);
    }
    let totals = black_box(validation.finish()).report.findings;
    let time = begun.elapsed();
    let groups = totals.groups.iter().map(|group| {
        format!("{} {} {}", group.count, group.code, group.field.as_deref().unwrap_or_default())
    });
    (time, groups.collect::<Vec<_>>().join("; "))
}
