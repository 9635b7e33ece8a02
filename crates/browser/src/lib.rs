//! The engine in a browser: the file stays on the machine, and the report is the one that the edge
//! would have stored, byte for byte.
//!
//! The page's worker (`page/engine/worker.js`) reads the file in slices, pushes them in here and
//! carries away what was written. No cell crosses into JavaScript while a file is checked: progress is
//! five numbers, the files come as bytes, and the report as one text.

// What JavaScript calls has no Rust caller to tell of its panics or to use what it gives.
#![allow(clippy::must_use_candidate)]

mod host;
mod settings;

use rollcall_engine::language::Language;
use rollcall_engine::reading::first_records;
use rollcall_engine::report::amendment::{AmendedCsv, AmendedFindings};
use rollcall_engine::report::html::{self, HtmlHead};
use rollcall_engine::report::views::{Filter, View};
use rollcall_engine::schema::Schema;
use rollcall_engine::{FINGERPRINT, Finished, Validation, templates};
use settings::Given;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// The name of this build's parts: they are fetched from `/engine/{fingerprint}/`.
#[wasm_bindgen]
pub fn fingerprint() -> String {
    FINGERPRINT.to_owned()
}

/// The names of the built-in templates, sorted.
#[wasm_bindgen]
pub fn templates() -> Vec<String> {
    templates::names().map(str::to_owned).collect()
}

/// Gives a built-in template, as the file among the parts has it.
#[wasm_bindgen]
pub fn give_template(name: &str, text: String) {
    templates::give(name, text);
}

/// Gives the words of a language, as the file among the parts has them; `false` where it is something
/// else.
#[wasm_bindgen]
pub fn give_words(language: &str, text: String) -> bool {
    Language::from_tag(language).is_some_and(|language| language.give(text).is_ok())
}

/// How many bytes of a file are looked at to recognise its template.
#[wasm_bindgen]
pub fn head_bytes() -> usize {
    rollcall_engine::Limits::DEFAULT.head_bytes
}

/// Which built-in template the file that begins with `head` belongs to: its name, and how sure that is
/// as a number of hundredths, with a space between. Nothing where none fits, or more than one does. The
/// templates have to be given before; `settings` says how the file is read.
///
/// # Errors
/// Where the settings cannot be understood.
#[wasm_bindgen]
pub fn recognise(head: &[u8], settings: &str) -> Result<Option<String>, JsError> {
    recognised(head, settings).map_err(|error| JsError::new(&error))
}

fn recognised(head: &[u8], settings: &str) -> Result<Option<String>, String> {
    let given = Given::of(settings)?;
    let rows = first_records(head, given.dialect()?, given.encoding()?);
    let schemas: Vec<(&str, Schema)> = templates::names()
        .filter_map(|name| Some((name, Schema::from_json(templates::get(name)?).ok()?)))
        .collect();
    let among = schemas.iter().map(|(name, schema)| (*name, schema));
    let (_, found) = templates::recognise_records(&rows, among);
    Ok(templates::settled(&found).map(|settled| format!("{} {}", settled.name, settled.score)))
}

/// A file that is being checked.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Check {
    stage: Stage,
    language: Language,
}

#[derive(Debug)]
enum Stage {
    Reading(Box<Validation>),
    Done(Box<Finished>),
    /// Between the two.
    Ending,
}

#[wasm_bindgen]
impl Check {
    /// A check that has not begun. The settings are a JSON object: see the module `settings`.
    ///
    /// # Errors
    /// A sentence that says what cannot be understood.
    #[wasm_bindgen(constructor)]
    pub fn new(settings: &str) -> Result<Check, JsError> {
        Self::with(settings).map_err(|error| JsError::new(&error))
    }

    fn with(settings: &str) -> Result<Self, String> {
        let settings = settings::read(settings)?;
        let language = settings.language;
        Ok(Self { stage: Stage::Reading(Box::new(Validation::new(settings))), language })
    }

    /// Takes the next bytes of the file, and checks them until about a megabyte has been written. What
    /// is left waits for `resume`.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Stage::Reading(validation) = &mut self.stage {
            validation.offer(bytes);
        }
    }

    /// Goes on with what waits; `false` when nothing does.
    pub fn resume(&mut self) -> bool {
        match &mut self.stage {
            Stage::Reading(validation) => validation.resume(),
            _ => false,
        }
    }

    /// Ends the file, step by step as `resume` goes on; `false` when only `finish` is left.
    pub fn close(&mut self) -> bool {
        match &mut self.stage {
            Stage::Reading(validation) => validation.close(),
            _ => false,
        }
    }

    /// How far it has come: rows, invalid rows, errors, warnings, and the row of the first error, or 0.
    // Numbers of JavaScript are doubles, which are exact for longer than there are rows.
    #[allow(clippy::cast_precision_loss)]
    pub fn progress(&self) -> Vec<f64> {
        let Stage::Reading(validation) = &self.stage else { return Vec::new() };
        let progress = validation.progress();
        let first = progress.first_error.unwrap_or_default();
        [progress.rows, progress.invalid, progress.errors, progress.warnings, first]
            .map(|number| number as f64)
            .to_vec()
    }

    /// Takes away what of `findings.ndjson` is ready.
    pub fn take_findings(&mut self) -> Vec<u8> {
        std::mem::take(match &mut self.stage {
            Stage::Reading(validation) => validation.findings_ndjson(),
            Stage::Done(finished) => &mut finished.findings_ndjson,
            Stage::Ending => return Vec::new(),
        })
    }

    /// Takes away what of `report.csv` is ready.
    pub fn take_report_csv(&mut self) -> Vec<u8> {
        std::mem::take(match &mut self.stage {
            Stage::Reading(validation) => validation.report_csv(),
            Stage::Done(finished) => &mut finished.report_csv,
            Stage::Ending => return Vec::new(),
        })
    }

    /// Takes away what is ready of the rows with findings: a line of JSON each.
    pub fn take_sheet(&mut self) -> Vec<u8> {
        match &mut self.stage {
            Stage::Reading(validation) => {
                validation.sheet().map(std::mem::take).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// What the columns of these rows are, as JSON. To be asked between `close` and `finish`.
    pub fn sheet_head(&self) -> String {
        let Stage::Reading(validation) = &self.stage else { return String::new() };
        serde_json::to_string(&validation.sheet_head()).unwrap_or_default()
    }

    /// Ends the file and gives the report as JSON: what `report.json` has of it at the edge.
    pub fn finish(&mut self) -> String {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Ending) {
            Stage::Reading(validation) => Stage::Done(Box::new(validation.finish())),
            stage => stage,
        };
        match &self.stage {
            // Serialising values of JSON cannot fail.
            Stage::Done(finished) => serde_json::to_string(&finished.report).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// The report as a page of HTML, once the file has ended.
    pub fn html(
        &self,
        file_name: Option<String>,
        template: Option<String>,
        created: Option<String>,
    ) -> String {
        let head = HtmlHead { file_name, template, created, ..HtmlHead::default() };
        match &self.stage {
            Stage::Done(finished) => html::write(&head, &finished.report, self.language),
            _ => String::new(),
        }
    }

    /// What rewrites a file once more: `findings` and `report` write in what became known only at the
    /// end, `errors` and `clean` keep those rows of `report.csv`. Nothing where a file is right as it is,
    /// or there is no such name.
    pub fn rewriter(&self, name: &str) -> Option<Rewriter> {
        let Stage::Done(finished) = &self.stage else { return None };
        let file = &finished.report.file;
        let amendment = finished.amendment.as_ref();
        let filter = |view| Rewriting::View(Box::new(Filter::new(view, file)));
        let of = match name {
            "findings" => Rewriting::Findings(amendment?.findings()),
            "report" => Rewriting::Csv(Box::new(amendment?.report_csv())),
            "errors" => filter(View::Errors),
            "clean" => filter(View::Clean),
            _ => return None,
        };
        Some(Rewriter(Some(of)))
    }
}

/// A stored file on its way through: its bytes go in, those of another file come out.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rewriter(Option<Rewriting>);

#[derive(Debug)]
enum Rewriting {
    Findings(AmendedFindings),
    Csv(Box<AmendedCsv>),
    View(Box<Filter>),
}

#[wasm_bindgen]
impl Rewriter {
    /// Takes the next bytes and gives what is ready.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        match &mut self.0 {
            Some(Rewriting::Findings(findings)) => findings.push(bytes, &mut out),
            Some(Rewriting::Csv(csv)) => csv.push(bytes, &mut out),
            Some(Rewriting::View(filter)) => filter.push(bytes, &mut out),
            None => {}
        }
        out
    }

    /// Ends the file and gives what is left.
    pub fn finish(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        match self.0.take() {
            Some(Rewriting::Findings(findings)) => findings.finish(&mut out),
            Some(Rewriting::Csv(csv)) => csv.finish(&mut out),
            Some(Rewriting::View(filter)) => filter.finish(&mut out),
            None => {}
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A file through a check, in pieces of `size`.
    fn through(settings: &str, file: &[u8], size: usize) -> Check {
        let mut check = Check::with(settings).unwrap();
        for piece in file.chunks(size) {
            check.push(piece);
            while check.resume() {}
        }
        while check.close() {}
        check
    }

    #[test]
    fn a_check_counts_and_reports() {
        let settings = r#"{"findings": true, "reportCsv": true}"#;
        let mut check = through(settings, b"a,b\n1\n1,2\n", 3);
        let progress: Vec<String> = check.progress().iter().map(f64::to_string).collect();
        assert_eq!(progress, ["2", "1", "1", "0", "2"]);
        let report: Value = serde_json::from_str(&check.finish()).unwrap();
        assert_eq!(report["rows"]["invalid"], 1);
        assert_eq!(report["places"]["errors"][0], 1);
        assert!(String::from_utf8(check.take_findings()).unwrap().contains("missing-cell"));
        assert!(String::from_utf8(check.take_report_csv()).unwrap().contains("invalid"));
        assert!(check.html(Some("a.csv".into()), None, None).contains("a.csv"));
        assert!(check.rewriter("findings").is_none() && check.rewriter("errors").is_some());
    }

    #[test]
    fn a_template_is_recognised_by_its_header() {
        let head = b"Action,LoginEmail,pbxId,pbxShortNumber\n";
        assert_eq!(recognised(head, "{}").unwrap().as_deref(), Some("rainbow-telephony 100"));
        assert_eq!(recognised(b"a,b\n", "{}").unwrap(), None);
    }

    /// Settings for people, with `more`.
    fn people(more: &str) -> String {
        let schema = json!({"fields": [
            {"name": "name", "constraints": {"required": true}},
            {"name": "role", "constraints": {"enum": ["agent", "admin"]}},
            {"name": "since", "type": "date"}
        ]});
        format!(r#"{{"schema": {}, {more}}}"#, Value::String(schema.to_string()))
    }

    #[test]
    fn the_rows_with_findings_come_with_their_cells_and_what_they_should_say() {
        let file = "name;role;since;status;details\nZoé;Agent;31/01/2026;invalid;x\n\
                    Léa;agent;;valid;\n;admin;;invalid;y\n;;45678;;\n";
        for size in [1, 7, 1000] {
            let mut check = through(&people(r#""most": 2"#), file.as_bytes(), size);
            let head: Value = serde_json::from_str(&check.sheet_head()).unwrap();
            assert_eq!(head["labels"], json!(["name", "role", "since"]));
            assert_eq!(head["fields"][1]["values"], json!(["agent", "admin"]));
            assert_eq!(head["left"], 1);
            let lines = String::from_utf8(check.take_sheet()).unwrap();
            let rows: Vec<Value> =
                lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(rows.len(), 2);
            assert_eq!(rows[0]["row"], 2);
            assert_eq!(rows[0]["cells"], json!(["Zoé", "Agent", "31/01/2026"]));
            assert_eq!(rows[0]["findings"][0]["suggestion"], "agent");
            assert_eq!(rows[0]["findings"][1]["suggestion"], "2026-01-31");
            assert_eq!(rows[1]["findings"][0]["suggestion"], Value::Null);
        }
    }

    /// What is saved of a file.
    fn saved(settings: &str, file: &str, size: usize) -> String {
        let mut check = through(settings, file.as_bytes(), size);
        let mut saved = check.take_report_csv();
        check.finish();
        saved.extend(check.take_report_csv());
        String::from_utf8(saved).unwrap()
    }

    #[test]
    fn a_mended_file_is_the_same_but_for_what_was_mended() {
        let edits = r#""edits": {"rows": {"3": ["Léa; L", "agent", ""]}, "labels": {"1": "role"}}"#;
        let file = "\u{feff}sep=;\nname;Role;since;status;details\r\n\"Zo\"\"e\";agent;;valid;\r\n\
                    Lea;x;;invalid;y\r\n;;\"a\nb\";invalid;z\nlast;admin;;valid;";
        let expected = "\u{feff}sep=;\nname;role;since\r\n\"Zo\"\"e\";agent;\r\n\
                        \"Léa; L\";agent;\r\n;;\"a\nb\"\nlast;admin;";
        for size in [1, 5, 1000] {
            assert_eq!(saved(&people(edits), file, size), expected, "pieces of {size}");
        }
    }

    #[test]
    fn a_file_that_is_not_mended_is_saved_as_it_is() {
        let settings = r##"{"edits": {}, "dialect": "{\"commentChar\": \"#\"}"}"##;
        let file = "# people\nname,role\n\"a\nb\",\"x\"y\n=1+1\n\"open,2\n3,4\n";
        assert_eq!(saved(settings, file, 4), file);
    }
}
