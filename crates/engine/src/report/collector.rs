//! Counts every finding, keeps samples of each group, and writes `findings.ndjson`.

use std::collections::HashMap;

use serde_json::value::RawValue;

use super::{Group, Totals};
use rollcall_records::writing::add;

use crate::Limits;
use crate::finding::{Code, Finding, Param, Severity, column_letter};
use crate::language::Language;

/// Sees each finding once.
pub(crate) struct Collector {
    language: Language,
    limits: Limits,
    errors: u64,
    warnings: u64,
    groups: Vec<Group>,
    /// Findings of each group that are in `ndjson`.
    written: Vec<u64>,
    /// From code, severity and field to the group; one map for each pair of the first two. The rules
    /// of a template that have codes of their own stand behind the built-in codes.
    index: Vec<HashMap<String, usize>>,
    /// For the same pairs and each column, the group of the last finding there.
    last: Vec<Vec<usize>>,
    /// Findings without a field have their own place.
    without_field: Vec<Option<usize>>,
    sample_bytes: usize,
    keep_ndjson: bool,
    /// Lines that are ready to be taken away.
    pub(crate) ndjson: Vec<u8>,
    /// Reused for the JSON of one finding, and for its sentences.
    json: Vec<u8>,
    text: String,
}

impl Collector {
    pub(crate) fn new(language: Language, limits: Limits, keep_ndjson: bool) -> Self {
        let kinds = Code::ALL.len() * 2;
        Self {
            language,
            limits,
            errors: 0,
            warnings: 0,
            groups: Vec::new(),
            written: Vec::new(),
            index: vec![HashMap::new(); kinds],
            last: vec![Vec::new(); kinds],
            without_field: vec![None; kinds],
            sample_bytes: 0,
            keep_ndjson,
            ndjson: Vec::new(),
            json: Vec::new(),
            text: String::new(),
        }
    }

    /// How many errors and warnings there are so far.
    pub(crate) const fn counts(&self) -> (u64, u64) {
        (self.errors, self.warnings)
    }

    pub(crate) fn add(&mut self, finding: &Finding<'_>) {
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        let group = self.group(finding);
        let Some(entry) = self.groups.get_mut(group) else {
            return;
        };
        entry.count += 1;
        let (count, sampled) = (entry.count, entry.samples.len() as u64);
        let line = self.keep_ndjson && count <= self.limits.findings_per_group;
        let sample = count <= self.limits.samples
            && sampled + 1 == count
            && self.sample_bytes < self.limits.sample_bytes;
        if !line && !sample {
            return;
        }
        self.write_json(finding);
        if line {
            add(&mut self.ndjson, &self.json);
            self.ndjson.push(b'\n');
            if let Some(written) = self.written.get_mut(group) {
                *written += 1;
            }
        }
        if sample
            && let Ok(json) = String::from_utf8(self.json.clone())
            && let Ok(raw) = RawValue::from_string(json)
        {
            self.sample_bytes += self.json.len();
            if let Some(entry) = self.groups.get_mut(group) {
                entry.samples.push(raw);
            }
        }
    }

    /// The finding as one JSON object.
    pub(crate) fn json_of(&mut self, finding: &Finding<'_>) -> &[u8] {
        self.write_json(finding);
        &self.json
    }

    /// The group of a finding, made if it is the first. It is most often that of the last finding of
    /// its kind in its column, whose name is one look.
    fn group(&mut self, finding: &Finding<'_>) -> usize {
        let kind = self.kind(finding);
        let column = finding.column.map_or(0, |column| column as usize);
        let last = self.last.get(kind).and_then(|columns| columns.get(column)).copied();
        if let Some(last) = last
            && self.groups.get(last).is_some_and(|group| group.field.as_deref() == finding.field)
        {
            return last;
        }
        let group = self.find_group(finding, kind);
        if let Some(columns) = self.last.get_mut(kind) {
            if columns.len() <= column {
                columns.resize(column + 1, usize::MAX);
            }
            if let Some(last) = columns.get_mut(column) {
                *last = group;
            }
        }
        group
    }

    /// The place of a finding's code and severity.
    fn kind(&mut self, finding: &Finding<'_>) -> usize {
        let code = match finding.rule.and_then(|broken| broken.rule.own_code()) {
            Some(place) => Code::ALL.len() + place,
            None => finding.code as usize,
        };
        let kind = code * 2 + usize::from(finding.severity == Severity::Warning);
        if kind >= self.index.len() {
            self.index.resize_with(kind + 1, HashMap::new);
            self.last.resize_with(kind + 1, Vec::new);
            self.without_field.resize(kind + 1, None);
        }
        kind
    }

    fn find_group(&mut self, finding: &Finding<'_>, kind: usize) -> usize {
        let known = match finding.field {
            Some(field) => self.index.get(kind).and_then(|fields| fields.get(field)).copied(),
            None => self.without_field.get(kind).copied().flatten(),
        };
        if let Some(group) = known {
            return group;
        }
        let group = self.groups.len();
        self.groups.push(Group {
            code: finding.code_name().to_owned(),
            title: finding.rule.and_then(|broken| {
                broken.rule.own_code()?;
                Some(broken.rule.title(self.language).to_owned())
            }),
            severity: finding.severity.as_str().to_owned(),
            field: finding.field.map(str::to_owned),
            count: 0,
            samples: Vec::new(),
            truncated: false,
        });
        self.written.push(0);
        match finding.field {
            Some(field) => {
                if let Some(fields) = self.index.get_mut(kind) {
                    fields.insert(field.to_owned(), group);
                }
            }
            None => {
                if let Some(place) = self.without_field.get_mut(kind) {
                    *place = Some(group);
                }
            }
        }
        group
    }

    /// Writes the finding as the contract shows it, into `self.json`.
    fn write_json(&mut self, finding: &Finding<'_>) {
        let out = &mut self.json;
        out.clear();
        add(out, b"{\"code\":");
        string(finding.code_name(), out);
        add(out, b",\"severity\":");
        string(finding.severity.as_str(), out);
        number(b",\"row\":", finding.row, out);
        number(b",\"line\":", finding.line, out);
        number(b",\"column\":", finding.column.map(u64::from), out);
        add(out, b",\"letter\":");
        optional(finding.column.map(column_letter).as_deref(), out);
        add(out, b",\"field\":");
        optional(finding.field, out);
        add(out, b",\"cell\":");
        optional(finding.cell, out);
        add(out, b",\"constraint\":");
        optional(finding.constraint.map(crate::finding::Constraint::as_str), out);
        add(out, b",\"message\":");
        self.text.clear();
        finding.write_message(self.language, &mut self.text);
        string(&self.text, out);
        add(out, b",\"fix\":");
        self.text.clear();
        finding.write_fix(self.language, &mut self.text);
        string(&self.text, out);
        add(out, b",\"params\":{");
        for (index, (name, value)) in finding.params.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            string(name, out);
            out.push(b':');
            match value {
                Param::Text(text) => string(text, out),
                Param::Number(value) => add(out, value.to_string().as_bytes()),
            }
        }
        add(out, b"}}");
    }

    /// Ends `findings.ndjson` with what it leaves out, and gives the totals.
    pub(crate) fn finish(&mut self) -> Totals {
        for group in &mut self.groups {
            group.truncated = group.count > group.samples.len() as u64;
        }
        if self.keep_ndjson {
            let mut left_out = 0;
            let mut groups = Vec::new();
            for (group, &written) in self.groups.iter().zip(&self.written) {
                if group.count > written {
                    left_out += group.count - written;
                    groups.push(serde_json::json!({
                        "code": group.code, "severity": group.severity, "field": group.field,
                        "count": group.count, "written": written,
                    }));
                }
            }
            let last = serde_json::json!({"summary": {
                "errors": self.errors, "warnings": self.warnings,
                "left_out": left_out, "groups": groups,
            }});
            self.ndjson.extend_from_slice(last.to_string().as_bytes());
            self.ndjson.push(b'\n');
        }
        Totals {
            errors: self.errors,
            warnings: self.warnings,
            groups: std::mem::take(&mut self.groups),
        }
    }
}

/// Writes a text as JSON.
pub(super) fn string(text: &str, out: &mut Vec<u8>) {
    // Writing to a vector does not fail.
    let _ = serde_json::to_writer(out, text);
}

fn optional(text: Option<&str>, out: &mut Vec<u8>) {
    match text {
        Some(text) => string(text, out),
        None => add(out, b"null"),
    }
}

fn number(name: &[u8], value: Option<u64>, out: &mut Vec<u8>) {
    add(out, name);
    match value {
        Some(value) => add(out, value.to_string().as_bytes()),
        None => add(out, b"null"),
    }
}
