//! The findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines.
//!
//! One run holds all files. Its results are written while the files are read; what is known at the
//! end only (the files themselves, what was left out, what could not be read) stands behind them,
//! since the order of a JSON object's properties has no meaning.

use std::fmt::Write as _;
use std::io::{self, Write};

use rollcall_engine::finding::{Code, Param};
use rollcall_engine::language::{Args, Language, Ui, catalogue, write_ui};
use rollcall_engine::report::Report;
use rollcall_engine::rules::Rule;
use rollcall_engine::schema::Schema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::text;

/// Where validators find the format's description.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What is read of a finding. Its JSON is ours, so what is missing here is missing there.
#[derive(Debug, Deserialize)]
struct Finding {
    code: String,
    severity: String,
    row: Option<u64>,
    line: Option<u64>,
    column: Option<u32>,
    letter: Option<String>,
    field: Option<String>,
    cell: Option<String>,
    constraint: Option<String>,
    message: String,
    fix: String,
}

/// A log that is being written.
pub(crate) struct Log<W: Write> {
    out: W,
    language: Language,
    /// The rules of the template that are codes of their own.
    own: Vec<String>,
    artifacts: Vec<Value>,
    notifications: Vec<Value>,
    /// Whether the next result needs a comma before it.
    follows: bool,
    /// Whether everything could be read.
    successful: bool,
}

impl<W: Write> Log<W> {
    /// Writes what stands before the results: the tool, and the catalogue as its rules.
    pub(crate) fn begin(
        mut out: W,
        language: Language,
        schema: Option<&Schema>,
    ) -> io::Result<Self> {
        let own: Vec<&Rule> = schema
            .into_iter()
            .flat_map(|schema| &schema.rules)
            .filter(|rule| rule.code() == rule.id())
            .collect();
        let rules: Vec<Value> = Code::ALL
            .iter()
            .map(|&code| rule(language, code))
            .chain(own.iter().map(|own| rule_of_template(language, own)))
            .collect();
        let driver = json!({
            "name": "Rollcall",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": language.tag(),
            "rules": rules,
        });
        let own = own.into_iter().map(|rule| rule.id().to_owned()).collect();
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\
             \"language\":\"{}\",\"results\":[",
            language.tag(),
        )?;
        Ok(Self {
            out,
            language,
            own,
            artifacts: Vec::new(),
            notifications: Vec::new(),
            follows: false,
            successful: true,
        })
    }

    /// The findings that follow are about this file.
    pub(crate) fn file(&mut self, name: &str) {
        let location = json!({"uri": uri(name), "index": self.artifacts.len()});
        self.artifacts.push(json!({
            "location": location, "roles": ["analysisTarget"], "mimeType": "text/csv",
        }));
    }

    /// Writes findings, which come as complete lines of JSON.
    pub(crate) fn findings(&mut self, lines: &[u8]) -> io::Result<()> {
        for line in lines.split(|&byte| byte == b'\n') {
            // The last line is a summary, which is no finding.
            let Ok(finding) = serde_json::from_slice::<Finding>(line) else { continue };
            let result = self.result(finding);
            let comma = if self.follows { "," } else { "" };
            write!(self.out, "{comma}\n{result}")?;
            self.follows = true;
        }
        Ok(())
    }

    fn result(&self, finding: Finding) -> Value {
        let mut artifact =
            self.artifacts.last().map_or(Value::Null, |last| last["location"].clone());
        let mut physical = json!({"artifactLocation": artifact.take()});
        if let Some(line) = finding.line {
            physical["region"] = json!({"startLine": line});
        }
        let mut location = json!({"physicalLocation": physical});
        let mut text = String::new();
        if finding.row.is_some() {
            let place = text::place(self.language, finding.row, finding.letter.as_deref());
            let mut letters = place.chars();
            text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            text.push_str(letters.as_str());
            location["message"] = json!({"text": text});
            text.push_str(text::colon(self.language));
        }
        text.push_str(&finding.message);
        if !finding.fix.is_empty() {
            text.push(' ');
            text.push_str(&finding.fix);
        }
        let mut properties = json!({"fix": finding.fix});
        for (name, value) in [
            ("row", finding.row.map(Value::from)),
            ("column", finding.column.map(Value::from)),
            ("letter", finding.letter.map(Value::from)),
            ("field", finding.field.map(Value::from)),
            ("cell", finding.cell.map(Value::from)),
            ("constraint", finding.constraint.map(Value::from)),
        ] {
            if let Some(value) = value {
                properties[name] = value;
            }
        }
        let mut result = json!({
            "ruleId": finding.code,
            "level": level(&finding.severity),
            "message": {"text": text},
            "locations": [location],
            "properties": properties,
        });
        let names = Code::ALL.iter().map(|code| code.as_str());
        let mut names = names.chain(self.own.iter().map(String::as_str));
        let index = names.position(|name| name == finding.code);
        if let Some(index) = index {
            result["ruleIndex"] = index.into();
        }
        result
    }

    /// The file has ended: notes what it was, and which findings were counted but not written.
    pub(crate) fn file_ends(&mut self, report: &Report, most: u64) {
        let Some(artifact) = self.artifacts.last_mut() else { return };
        artifact["length"] = report.file.bytes.into();
        artifact["encoding"] = report.file.encoding.as_str().into();
        let location = artifact["location"].clone();
        for group in report.findings.groups.iter().filter(|group| group.count > most) {
            let own = group.title.as_deref().unwrap_or(&group.code);
            let mut text = Code::from_name(&group.code)
                .map_or(own, |code| catalogue(self.language, code).title)
                .to_owned();
            if let Some(field) = &group.field {
                text.push_str(" · ");
                text.push_str(field);
            }
            text.push_str(text::colon(self.language));
            let params = [("shown", Param::Number(most)), ("count", Param::Number(group.count))];
            let args = Args { params: &params, ..Args::default() };
            write_ui(self.language, Ui::SamplesCapped, &args, &mut text);
            self.notifications.push(json!({
                "level": "note",
                "message": {"text": text},
                "associatedRule": {"id": group.code},
                "locations": [{"physicalLocation": {"artifactLocation": location}}],
            }));
        }
    }

    /// A file could not be read to its end.
    pub(crate) fn failure(&mut self, sentence: &str) {
        self.successful = false;
        self.notifications.push(json!({"level": "error", "message": {"text": sentence}}));
    }

    /// Writes what stands behind the results.
    pub(crate) fn end(mut self) -> io::Result<()> {
        let mut invocation = json!({"executionSuccessful": self.successful});
        if !self.notifications.is_empty() {
            invocation["toolExecutionNotifications"] = self.notifications.into();
        }
        let artifacts = Value::from(self.artifacts);
        writeln!(self.out, "\n],\"artifacts\":{artifacts},\"invocations\":[{invocation}]}}]}}")?;
        self.out.flush()
    }
}

fn rule(language: Language, code: Code) -> Value {
    let entry = catalogue(language, code);
    json!({
        "id": code.as_str(),
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.meaning},
        "help": {"text": format!("{}\n{}", entry.example, entry.mend)},
        "defaultConfiguration": {"level": level(code.severity().as_str())},
    })
}

/// A rule of the template. Its sentences keep their places such as `{cell}`.
fn rule_of_template(language: Language, rule: &Rule) -> Value {
    json!({
        "id": rule.id(),
        "shortDescription": {"text": rule.title(language)},
        "fullDescription": {"text": rule.message(language)},
        "help": {"text": rule.fix(language)},
        "defaultConfiguration": {"level": level(rule.severity().as_str())},
    })
}

fn level(severity: &str) -> &'static str {
    if severity == "error" { "error" } else { "warning" }
}

/// A path as a URI reference: what a URI cannot hold is escaped, and an absolute path is a `file:`
/// URI. Standard input has no path.
fn uri(name: &str) -> String {
    if name == "-" {
        return "stdin".to_owned();
    }
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let drive = cfg!(windows) && name.as_bytes().get(1) == Some(&b':');
    let mut uri = String::new();
    if drive {
        uri.push_str("file:///");
    } else if name.starts_with('/') {
        uri.push_str("file://");
    }
    let name = name.strip_prefix("./").unwrap_or(&name);
    for (at, byte) in name.bytes().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b':' if drive && at == 1 => uri.push(':'),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
