//! Samples, and the engine held to them: every planted mistake is found at its place, and nothing else.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on should stop

mod running;

use std::collections::{BTreeMap, BTreeSet};

use rollcall_engine::templates;
use running::{run, run_with};
use serde_json::Value;

/// Row, column, field and code.
type Place = (u64, Option<u64>, Option<String>, String);

fn place(line: &Value) -> Place {
    let field = line["field"].as_str().map(str::to_owned);
    let code = line["code"].as_str().unwrap().to_owned();
    (line["row"].as_u64().unwrap(), line["column"].as_u64(), field, code)
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A sample and what its manifest says.
fn sample(template: &str, seed: u64, rows: u32, errors: &str) -> (String, Vec<Value>) {
    let manifest = tempfile::NamedTempFile::new().unwrap();
    let (rows, seed) = (rows.to_string(), seed.to_string());
    let path = manifest.path().to_str().unwrap().to_owned();
    let arguments = ["sample", template, "--rows", &rows, "--seed", &seed, "--errors", errors];
    let run = run(&[&arguments[..], &["--manifest", &path]].concat());
    assert_eq!((run.status, run.err.as_str()), (0, ""), "{template}");
    (run.out, lines(&std::fs::read_to_string(path).unwrap()))
}

/// What the engine finds.
fn found(template: &str, file: &str) -> Vec<Value> {
    let arguments = ["check", "-", "--template", template, "--format", "ndjson"];
    let run = run_with(&arguments, file.as_bytes());
    assert!(run.status < 2, "{template}: {}", run.err);
    lines(&run.out).into_iter().filter(|line| line.get("code").is_some()).collect()
}

#[test]
fn every_planted_mistake_is_found_at_its_place_and_nothing_else() {
    let mut kinds: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for template in templates::names() {
        for (seed, errors) in [(1, "0"), (2, "0.02"), (3, "10%"), (4, "0.3"), (5, "0.6"), (6, "1")]
        {
            let (file, manifest) = sample(template, seed, 100, errors);
            let expected: BTreeSet<Place> = manifest.iter().map(place).collect();
            assert_eq!(expected.len(), manifest.len(), "{template}, seed {seed}");
            let found = found(template, &file);
            let places: BTreeSet<Place> = found
                .iter()
                .map(|line| match line["row"].as_u64() {
                    Some(_) => place(line),
                    None => panic!("{template}, seed {seed}: {line}"),
                })
                .collect();
            let missed: Vec<_> = expected.difference(&places).collect();
            let besides: Vec<_> = places.difference(&expected).collect();
            assert!(missed.is_empty(), "{template}, seed {seed}, not found: {missed:#?}");
            assert!(besides.is_empty(), "{template}, seed {seed}, found besides: {besides:#?}");
            let mistakes = manifest.iter().map(|line| line["mistake"].as_str().unwrap().to_owned());
            kinds.entry(template).or_default().extend(mistakes);
        }
    }
    // Nothing above would fail if mistakes were never made.
    for (template, kinds) in &kinds {
        for kind in ["empty-required", "bad-email", "extra-cell", "missing-cell"] {
            assert!(kinds.contains(kind), "{template} has no {kind}: {kinds:?}");
        }
    }
    let more: [(&str, &[&str]); 4] = [
        (
            "8x8-users",
            &[
                "unknown-word",
                "translated-word",
                "scientific-notation",
                "added-plus",
                "decimal-point",
                "easy-pin",
                "too-long",
                "repeated",
                "broken-rule",
            ],
        ),
        ("webex-users", &["lost-plus", "translated-word", "repeated", "broken-rule"]),
        ("webex-contact-center-users", &["translated-word", "repeated", "broken-rule"]),
        ("rainbow-telephony", &["lost-plus", "unknown-word", "translated-word", "broken-rule"]),
    ];
    for (template, wanted) in more {
        let made = &kinds[template];
        for kind in wanted {
            assert!(made.contains(*kind), "{template} has no {kind}: {made:?}");
        }
    }
}

#[test]
fn the_rarer_mistakes_are_made_and_found_as_well() {
    for (template, kinds) in
        [("8x8-users", ["bad-mac", "easy-pin"]), ("webex-users", ["lost-plus", "unknown-word"])]
    {
        let mut made = BTreeSet::new();
        for seed in 20..26 {
            let manifest = tempfile::NamedTempFile::new().unwrap();
            let path = manifest.path().to_str().unwrap();
            let (seed, kinds) = (seed.to_string(), kinds.join(","));
            let arguments = ["sample", template, "--rows", "60", "--errors", "0.9"];
            let chosen = ["--seed", &seed, "--mistakes", &kinds, "--manifest", path];
            let run = run(&[&arguments[..], &chosen].concat());
            assert_eq!(run.status, 0, "{}", run.err);
            let manifest = lines(&std::fs::read_to_string(path).unwrap());
            let expected: BTreeSet<Place> = manifest.iter().map(place).collect();
            let places: BTreeSet<Place> = found(template, &run.out).iter().map(place).collect();
            assert_eq!(places, expected, "{template}, seed {seed}");
            made.extend(manifest.iter().map(|line| line["mistake"].as_str().unwrap().to_owned()));
        }
        assert_eq!(made, kinds.map(String::from).into(), "{template}");
    }
}

#[test]
fn samples_are_the_same_for_the_same_seed_and_differ_for_another() {
    for template in templates::names() {
        let one = sample(template, 7, 30, "0.2");
        assert_eq!(one, sample(template, 7, 30, "0.2"), "{template}");
        assert_ne!(one.0, sample(template, 8, 30, "0.2").0, "{template}");
    }
}

#[test]
fn as_many_rows_have_a_mistake_as_were_asked_for() {
    for template in templates::names() {
        let (_, manifest) = sample(template, 11, 400, "10%");
        assert!((25..=60).contains(&manifest.len()), "{template}: {}", manifest.len());
        let (file, none) = sample(template, 11, 100, "0");
        assert!(none.is_empty(), "{template}");
        assert!(file.starts_with('\u{feff}') && file.ends_with("\r\n"), "{template}");
    }
}

#[test]
fn only_the_mistakes_that_were_named_are_made() {
    let manifest = tempfile::NamedTempFile::new().unwrap();
    let path = manifest.path().to_str().unwrap();
    let arguments = ["sample", "8x8-users", "--errors", "50%", "--mistakes", "bad-email,repeated"];
    let run = run(&[&arguments[..], &["--manifest", path]].concat());
    assert_eq!(run.status, 0, "{}", run.err);
    let kinds: BTreeSet<String> = lines(&std::fs::read_to_string(path).unwrap())
        .iter()
        .map(|line| line["mistake"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["bad-email", "repeated"].map(String::from).into());
}

#[test]
fn the_empty_file_of_a_template_is_valid_with_its_example() {
    for template in templates::names() {
        for columns in ["all", "basic"] {
            for language in ["en", "fr", "it"] {
                let file = run(&[
                    "template",
                    template,
                    "--columns",
                    columns,
                    "--language",
                    language,
                    "--example",
                ]);
                assert_eq!(file.status, 0, "{template}: {}", file.err);
                let check = run_with(&["check", "-", "--template", template], file.out.as_bytes());
                assert_eq!(check.status, 0, "{template}, {columns}: {}", check.out);
            }
        }
    }
}
