//! `rollcall codes`.

use std::fmt::Write as _;

use rollcall_engine::finding::Code;
use rollcall_engine::language::{Entry, Language, Ui, catalogue, ui};
use serde::Serialize;

use crate::arguments::Format;
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
pub(crate) fn run(language: Language, format: Format) -> Result<Outcome, Failure> {
    if format == Format::Markdown {
        return terminal::say(&markdown(language));
    }
    let lines = Code::ALL.iter().map(|&code| Line {
        code: code.as_str(),
        severity: code.severity().as_str(),
        entry: catalogue(language, code),
    });
    let mut out = String::new();
    if format == Format::Json {
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

/// The catalogue as a page of the documentation: a table to look up, then each code with its words.
fn markdown(language: Language) -> String {
    let severity = |code: Code| match code.severity().as_str() {
        "error" => ui(language, Ui::Error),
        _ => ui(language, Ui::Warning),
    };
    let word = |word| ui(language, word);
    let mut out = format!(
        "# {}\n\n{}\n\n| {} | {} | {} |\n|---|---|---|\n",
        word(Ui::CodesTitle),
        word(Ui::CodesIntro),
        word(Ui::CodesCode),
        word(Ui::CodesSeverity),
        word(Ui::CodesWords),
    );
    // Writing to a string cannot fail.
    for &code in Code::ALL {
        let (name, title) = (code.as_str(), catalogue(language, code).title);
        let _ = writeln!(out, "| [`{name}`](#{name}) | {} | {} |", severity(code), escaped(title));
    }
    for &code in Code::ALL {
        let Entry { title, meaning, example, mend } = catalogue(language, code);
        let _ = write!(
            out,
            "\n## {}\n\n**{}** ({}). {}\n\n> {}\n\n{}: {}\n",
            code.as_str(),
            escaped(title),
            severity(code),
            escaped(meaning),
            escaped(example),
            ui(language, Ui::Fix),
            escaped(mend),
        );
    }
    out
}

/// Text with what Markdown would take for its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
