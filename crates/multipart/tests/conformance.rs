//! Other projects' bodies, where their data stands beside the checkout.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::too_many_lines)]

mod reading;

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reading::{Part, read_at_every_size};
use rollcall_multipart::{Limits, boundary_of};
use serde_json::Value;

#[test]
fn other_projects_bodies() {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance/multipart.jsonl");
    let Ok(cases) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let mut count = 0;
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        check(&case);
        count += 1;
    }
    assert_eq!(count, 42);
}

fn check(case: &Value) {
    let id = case["id"].as_str().unwrap();
    let boundary = boundary_of(case["content_type"].as_str().unwrap()).unwrap();
    let body = decode(&case["body_b64"]);
    let outcome = read_at_every_size(id, &boundary, Limits::default(), &body);
    let expect = &case["expect"];
    if expect["error"] == true {
        assert!(outcome.end.is_err(), "{id}: {outcome:?}");
    } else {
        assert_eq!(outcome.end, Ok(()), "{id}");
        if let Some(parts) = expect["parts"].as_array() {
            plain(id, parts, &outcome.parts);
        } else if let Some(events) = expect["raw"].as_array() {
            busboy(id, events, &outcome.parts);
            // What it was asked to leave out, it leaves out; otherwise there is no other part.
            let all = case["config"]["limits"].is_null() && case["events"].is_null();
            assert!(!all || outcome.parts.len() == events.len(), "{id}");
        } else {
            serialized(id, &expect["serialized"], &outcome.parts);
        }
    }
}

/// Parts with name, file name and content.
fn plain(id: &str, expected: &[Value], parts: &[Part]) {
    assert_eq!(parts.len(), expected.len(), "{id}");
    for (part, expected) in parts.iter().zip(expected) {
        assert_eq!(part.name, expected["name"], "{id}");
        assert_eq!(part.file_name.as_deref(), expected["filename"].as_str(), "{id}");
        if let Some(content_type) = expected["content_type"].as_str() {
            assert_eq!(part.content_type.as_deref(), Some(content_type), "{id}");
        }
        assert_eq!(part.data, decode(&expected["data_b64"]), "{id}");
    }
}

/// busboy's events. Its limits cut what it hands on, and it may leave out files or fields: what it
/// does hand on must be the beginning of what we do.
fn busboy(id: &str, events: &[Value], parts: &[Part]) {
    for event in events.iter().filter(|event| event.is_object()) {
        let name = event["name"].as_str().unwrap();
        let part = parts.iter().find(|part| part.name == name).unwrap();
        if event["type"] == "file" {
            // An unquoted or quoted file name; a part without one is a file for busboy too where
            // its type says so.
            if let Some(file_name) = event["info"]["filename"].as_str() {
                assert_eq!(part.file_name.as_deref(), Some(file_name), "{id}");
            }
            let data = decode(&event["data"]["__b64__"]);
            assert!(part.data.starts_with(&data), "{id}");
            assert!(event["limited"] == true || part.data == data, "{id}");
        } else {
            let value = event["val"].as_str().unwrap().as_bytes();
            assert!(part.data.starts_with(value), "{id}");
            assert!(event["info"]["valueTruncated"] == true || part.data == value, "{id}");
        }
    }
}

/// A form as a browser serialises it, names still escaped.
fn serialized(id: &str, expected: &Value, parts: &[Part]) {
    let undo = |text: &str| text.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
    let [part] = parts else { panic!("{id}: one part") };
    // These texts were UTF-8 bytes taken one by one.
    let same = |ours: &str, theirs: &str| {
        let theirs = undo(theirs);
        ours == theirs || ours.bytes().map(char::from).eq(theirs.chars())
    };
    assert!(same(&part.name, expected["name"].as_str().unwrap()), "{id}");
    match (&part.file_name, expected["filename"].as_str()) {
        (Some(ours), Some(theirs)) => assert!(same(ours, theirs), "{id}"),
        (ours, theirs) => assert_eq!(ours.as_deref(), theirs, "{id}"),
    }
    let value = expected["value"].as_str().unwrap();
    assert!(part.data.iter().copied().map(char::from).eq(value.chars()), "{id}");
}

fn decode(text: &Value) -> Vec<u8> {
    STANDARD.decode(text.as_str().unwrap()).unwrap()
}
