//! `rollcall codes`.

use rollcall_engine::finding::Code;
use rollcall_engine::language::{Entry, Language, Ui, catalogue, ui};
use serde::Serialize;

use crate::terminal::{self, Colours, Style};
use crate::{Failure, Outcome};

#[derive(Serialize)]
struct Line {
    code: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    entry: Entry,
}

/// Prints the catalogue: every code with its title, meaning, example and mend.
pub(crate) fn run(language: Language, json: bool) -> Result<Outcome, Failure> {
    let lines = Code::ALL.iter().map(|&code| Line {
        code: code.as_str(),
        severity: code.severity().as_str(),
        entry: catalogue(language, code),
    });
    let mut out = String::new();
    if json {
        out = serde_json::to_string_pretty(&lines.collect::<Vec<_>>()).map_err(|error| {
            Failure::said(format!("The codes cannot be written as JSON: {error}."))
        })?;
        out.push('\n');
        return terminal::say(&out);
    }
    let colours = Colours::of_standard_output();
    for Line { code, severity, entry } in lines {
        if !out.is_empty() {
            out.push('\n');
        }
        let (style, severity) = match severity {
            "error" => (Style::Red, ui(language, Ui::Error)),
            _ => (Style::Yellow, ui(language, Ui::Warning)),
        };
        colours.paint(Style::Bold, code, &mut out);
        out.push_str("  ");
        colours.paint(style, severity, &mut out);
        out.push_str("  ");
        out.push_str(entry.title);
        out.push('\n');
        for text in [entry.meaning, entry.example, entry.mend] {
            out.push_str("  ");
            out.push_str(text);
            out.push('\n');
        }
    }
    terminal::say(&out)
}
