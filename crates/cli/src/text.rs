//! The report as text, for a person at a terminal.

use std::fmt::Write as _;

use rollcall_engine::dialect::{DialectFacts, DialectOptions};
use rollcall_engine::finding::{Code, Param};
use rollcall_engine::language::{Args, Language, Ui, catalogue, ui, write_quoted, write_ui};
use rollcall_engine::report::{Group, Report};
use serde::Deserialize;

use crate::terminal::{Colours, Style};

/// How many places of a group are shown; the rest is counted.
const SHOWN: usize = 10;

/// How many characters of a cell are shown.
const CELL: usize = 60;

/// What is shown of a finding. Its JSON is ours, so what is missing here is missing there.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Sample {
    row: Option<u64>,
    line: Option<u64>,
    letter: Option<String>,
    cell: Option<String>,
    message: String,
    fix: String,
}

/// The whole page about one file.
pub(crate) fn page(
    name: &str,
    template: Option<&str>,
    given: &DialectOptions,
    report: &Report,
    language: Language,
    colours: Colours,
) -> String {
    let mut page = Page { out: String::new(), language, colours };
    page.head(name, template, given, report);
    for group in &report.findings.groups {
        page.group(group);
    }
    page.verdict(report);
    page.out
}

struct Page {
    out: String,
    language: Language,
    colours: Colours,
}

impl Page {
    /// The file and how it was read.
    fn head(
        &mut self,
        name: &str,
        template: Option<&str>,
        given: &DialectOptions,
        report: &Report,
    ) {
        self.colours.paint(Style::Bold, name, &mut self.out);
        let mut facts: Vec<String> = Vec::new();
        facts.extend(template.map(str::to_owned));
        facts.push(report.file.encoding.clone());
        let sniffed = report.file.sniffed.iter().any(|property| property == "delimiter");
        // A file that is empty, or no CSV at all, was not read in any dialect.
        if sniffed || given.delimiter.is_some() {
            let reason = report.file.reasons.get("delimiter").map(|reason| &*reason.message);
            facts.push(self.delimiter(&report.file.dialect, sniffed, reason));
            facts.push(self.header_rows(&report.file.dialect));
        }
        for fact in &facts {
            self.out.push_str(" · ");
            self.out.push_str(fact);
        }
        self.out.push('\n');
    }

    fn delimiter(&self, dialect: &DialectFacts, sniffed: bool, reason: Option<&str>) -> String {
        let word = match dialect.delimiter.as_str() {
            "," => ui(self.language, Ui::DelimiterComma),
            ";" => ui(self.language, Ui::DelimiterSemicolon),
            "\t" => ui(self.language, Ui::DelimiterTab),
            "|" => ui(self.language, Ui::DelimiterPipe),
            " " => ui(self.language, Ui::DelimiterSpace),
            other => other,
        };
        let origin = ui(self.language, if sniffed { Ui::Sniffed } else { Ui::Given });
        let origin = reason.unwrap_or(origin);
        format!("{}{}{word} ({origin})", ui(self.language, Ui::Delimiter), colon(self.language))
    }

    fn header_rows(&self, dialect: &DialectFacts) -> String {
        let rows = &dialect.header_rows;
        let label = ui(self.language, Ui::HeaderRows);
        if !dialect.header || rows.is_empty() {
            return format!("{label}{}{}", colon(self.language), ui(self.language, Ui::HeaderNone));
        }
        let and = format!(" {} ", ui(self.language, Ui::And));
        let list = rows.iter().map(u64::to_string).collect::<Vec<_>>().join(&and);
        let at = self.word(
            Ui::HeaderAt,
            &[("count", Param::Number(rows.len() as u64)), ("rows", Param::Text(list))],
        );
        format!("{label}{}{at}", colon(self.language))
    }

    /// One kind of finding in one field: what it is and how often, then the first places.
    fn group(&mut self, group: &Group) {
        let Self { language, colours, .. } = *self;
        let (style, severity) = match group.severity.as_str() {
            "error" => (Style::Red, Ui::Error),
            _ => (Style::Yellow, Ui::Warning),
        };
        self.out.push('\n');
        colours.paint(style, ui(language, severity), &mut self.out);
        self.out.push_str(colon(self.language));
        let own = group.title.as_deref().unwrap_or(&group.code);
        let title =
            Code::from_name(&group.code).map_or(own, |code| catalogue(language, code).title);
        colours.paint(Style::Bold, title, &mut self.out);
        if let Some(field) = &group.field {
            self.out.push_str(" · ");
            write_quoted(field, CELL, &mut self.out);
        }
        self.out.push_str(" · ");
        let count = self.word(Ui::CountTimes, &[("count", Param::Number(group.count))]);
        self.out.push_str(&count);
        colours.paint(Style::Faint, &format!(" ({})", group.code), &mut self.out);
        self.out.push('\n');

        let mut last_fix = String::new();
        let mut shown = 0;
        for raw in group.samples.iter().take(SHOWN) {
            // A finding that we wrote ourselves can be read.
            let Ok(sample) = serde_json::from_str::<Sample>(raw.get()) else {
                continue;
            };
            shown += 1;
            self.sample(&sample, sample.fix != last_fix);
            last_fix = sample.fix;
        }
        if shown < group.count {
            let note = self.word(
                Ui::SamplesCapped,
                &[("shown", Param::Number(shown)), ("count", Param::Number(group.count))],
            );
            colours.paint(Style::Faint, &format!("  … {note}\n"), &mut self.out);
        }
    }

    fn sample(&mut self, sample: &Sample, with_fix: bool) {
        let mut place = self.place(sample);
        if let Some(cell) = sample.cell.as_deref().filter(|cell| !cell.is_empty()) {
            place.push_str(colon(self.language));
            write_quoted(cell, CELL, &mut place);
        }
        self.out.push_str("  ");
        self.out.push_str(&place);
        self.out.push_str("\n      ");
        self.out.push_str(&sample.message);
        self.out.push('\n');
        // The same advice is given once, under the first place it belongs to.
        if with_fix && !sample.fix.is_empty() {
            self.colours.paint(Style::Faint, "    → ", &mut self.out);
            self.out.push_str(&sample.fix);
            self.out.push('\n');
        }
    }

    /// Row, column letter, and the line where it is another number than the row.
    fn place(&self, sample: &Sample) -> String {
        let mut place = place(self.language, sample.row, sample.letter.as_deref());
        if let Some(line) = sample.line.filter(|line| Some(*line) != sample.row) {
            let word = self.within(ui(self.language, Ui::Line));
            // Writing to a string cannot fail.
            let _ = write!(place, " ({word} {line})");
        }
        place
    }

    /// Whether the file can be used, with the exact counts.
    fn verdict(&mut self, report: &Report) {
        let (rows, totals) = (&report.rows, &report.findings);
        let (style, word) = if !report.valid {
            let word = if rows.invalid > 0 { Ui::VerdictRows } else { Ui::VerdictFile };
            (Style::Red, word)
        } else if rows.total == 0 {
            (Style::Yellow, Ui::VerdictNoRows)
        } else if totals.warnings > 0 {
            (Style::Yellow, Ui::VerdictWarnings)
        } else {
            (Style::Green, Ui::VerdictValid)
        };
        let sentence = self.word(
            word,
            &[
                ("rows", Param::Number(rows.total)),
                ("invalid", Param::Number(rows.invalid)),
                ("errors", Param::Number(totals.errors)),
                ("warnings", Param::Number(totals.warnings)),
            ],
        );
        self.out.push('\n');
        self.colours.paint(style, &sentence, &mut self.out);
        self.out.push('\n');
        if totals.errors + totals.warnings > 0 {
            let errors = self.word(Ui::CountErrors, &[("count", Param::Number(totals.errors))]);
            let warnings =
                self.word(Ui::CountWarnings, &[("count", Param::Number(totals.warnings))]);
            let _ = writeln!(self.out, "{errors}, {warnings}");
        }
    }

    /// A heading as it stands within a line: in lower case, but for German, whose nouns keep theirs.
    fn within(&self, heading: &str) -> String {
        let mut letters = heading.chars();
        match letters.next() {
            Some(first) if self.language != Language::De => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => heading.to_owned(),
        }
    }

    fn word(&self, word: Ui, params: &[(&'static str, Param)]) -> String {
        let mut out = String::new();
        write_ui(self.language, word, &Args { params, ..Args::default() }, &mut out);
        out
    }
}

/// Row and column letter in words, in lower case.
pub(crate) fn place(language: Language, row: Option<u64>, letter: Option<&str>) -> String {
    let mut params = Vec::new();
    params.extend(row.map(|row| ("row", Param::Number(row))));
    params.extend(letter.map(|letter| ("letter", Param::from(letter))));
    let word = match (row, letter) {
        (None, _) => Ui::PlaceFile,
        (Some(_), None) => Ui::PlaceRow,
        (Some(_), Some(_)) => Ui::PlaceCell,
    };
    let mut out = String::new();
    write_ui(language, word, &Args { params: &params, ..Args::default() }, &mut out);
    out
}

/// A colon, with the space before it that French has.
pub(crate) const fn colon(language: Language) -> &'static str {
    match language {
        Language::Fr => "\u{202f}: ",
        _ => ": ",
    }
}
