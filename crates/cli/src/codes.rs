//! `rollcall codes`.

use std::fmt::Write as _;

use rollcall_engine::finding::{Code, Param};
use rollcall_engine::language::{Args, Entry, Language, Ui, catalogue as words_of, ui, write_ui};
use rollcall_engine::rules::catalogue::{self, RuleWords, TemplateRule};
use serde::Serialize;

use crate::arguments::Format;
use crate::terminal::{self, Colours, Style};
use crate::{Failure, Outcome};

/// A rule of a template, in one language.
#[derive(Serialize)]
struct RuleLine<'r> {
    code: &'r str,
    severity: &'r str,
    template: &'r str,
    rule: &'r str,
    #[serde(flatten)]
    words: &'r RuleWords,
}

impl<'r> RuleLine<'r> {
    fn all(rules: &'r [TemplateRule], language: Language) -> impl Iterator<Item = Self> {
        rules.iter().filter_map(move |TemplateRule { template, rule, code, severity, words }| {
            let words = words.get(language.tag())?;
            Some(Self { code, severity, template, rule, words })
        })
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Entries<'r> {
    Code(Line),
    Rule(RuleLine<'r>),
}

#[derive(Serialize)]
struct Line {
    code: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    entry: Entry,
}

/// Prints the catalogue: every code with its title, meaning, example and mend, and every rule of the
/// templates with its title, message and fix.
pub(crate) fn run(language: Language, format: Format) -> Result<Outcome, Failure> {
    if format == Format::Markdown {
        return terminal::say(&markdown(language));
    }
    let lines = Code::ALL.iter().map(|&code| Line {
        code: code.as_str(),
        severity: code.severity().as_str(),
        entry: words_of(language, code),
    });
    let rules = catalogue::of_templates();
    let mut out = String::new();
    if format == Format::Json {
        let own = RuleLine::all(&rules, language).map(Entries::Rule);
        let entries: Vec<Entries<'_>> = lines.map(Entries::Code).chain(own).collect();
        out = serde_json::to_string_pretty(&entries).map_err(|error| {
            Failure::said(format!("The codes cannot be written as JSON: {error}."))
        })?;
        out.push('\n');
        return terminal::say(&out);
    }
    let colours = Colours::of_standard_output();
    let mut say = |code: &str, severity: &str, title: &str, texts: &[&str]| {
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
        out.push_str(title);
        out.push('\n');
        for text in texts {
            out.push_str("  ");
            out.push_str(text);
            out.push('\n');
        }
    };
    for Line { code, severity, entry } in lines {
        say(code, severity, entry.title, &[entry.meaning, entry.example, entry.mend]);
    }
    for RuleLine { severity, template, rule, words, .. } in RuleLine::all(&rules, language) {
        let name = format!("{rule} ({template})");
        say(&name, severity, &words.title, &[&words.message, &words.fix]);
    }
    terminal::say(&out)
}

/// The catalogue as a page of the documentation: a table to look up, then each code with its words.
fn markdown(language: Language) -> String {
    let weight = |severity: &str| match severity {
        "error" => ui(language, Ui::Error),
        _ => ui(language, Ui::Warning),
    };
    let severity = |code: Code| weight(code.severity().as_str());
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
        let (name, title) = (code.as_str(), words_of(language, code).title);
        let _ = writeln!(out, "| [`{name}`](#{name}) | {} | {} |", severity(code), escaped(title));
    }
    for &code in Code::ALL {
        let Entry { title, meaning, example, mend } = words_of(language, code);
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
    let mut template = "";
    let rules = catalogue::of_templates();
    for RuleLine { code, severity, template: of, rule, words } in RuleLine::all(&rules, language) {
        if template != of {
            template = of;
            out.push_str("\n## ");
            let params = [("name", Param::from(of))];
            let args = Args { params: &params, ..Args::default() };
            write_ui(language, Ui::CodesRules, &args, &mut out);
            out.push('\n');
        }
        let code = if code == rule { String::new() } else { format!(" `{code}`") };
        let _ = write!(
            out,
            "\n### {rule}\n\n**{}** ({}).{code} {}\n\n{}: {}\n",
            escaped(&words.title),
            weight(severity),
            escaped(&words.message),
            ui(language, Ui::Fix),
            escaped(&words.fix),
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
