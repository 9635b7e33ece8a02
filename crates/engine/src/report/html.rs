//! The report as one HTML page: no script, no request to anywhere, everything escaped.
//!
//! The page is made from a [`Report`] when somebody asks for it, in the language they read. The
//! sentences of the samples stay in the language the file was checked in; they are part of the
//! report. The style sheet stands beside this file and is put into the page.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::reasons::Reason;
use super::{Group, Report};
use crate::finding::{Code, Param};
use crate::language::{
    Args, Language, Sink, Ui, catalogue, ui, write_number, write_quoted, write_ui,
};

/// The style sheet that [`write`] puts into the page, byte for byte, for a `Content-Security-Policy`
/// that allows it by its hash.
pub const STYLE: &str = include_str!("html.css");

/// How many characters of a cell the page shows.
const CELL_CHARS: usize = 200;

/// With more groups than this the page begins with an overview of them.
const GROUPS_WITHOUT_OVERVIEW: usize = 3;

/// What the page says about the job besides the report. All of it may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HtmlHead {
    /// The job's id.
    pub job_id: Option<String>,
    /// The file's name as it was sent.
    pub file_name: Option<String>,
    /// The template's name or title.
    pub template: Option<String>,
    /// The free text that came with the file.
    pub description: Option<String>,
    /// When the file was checked: RFC 3339, UTC. Anything else is shown as it is.
    pub created: Option<String>,
    /// What can be downloaded, in the order in which it is shown, each with its address.
    pub links: Vec<(Link, String)>,
}

/// Something that can be downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Link {
    /// The annotated file, `report_csv` in a job's links.
    ReportCsv,
    /// The rows with errors, `errors_csv`.
    ErrorsCsv,
    /// The rows without errors, `clean_csv`.
    CleanCsv,
    /// Every finding, `findings`.
    Findings,
    /// The report for programs, `report`.
    Report,
    /// The page itself, `html`.
    Html,
}

impl Link {
    /// Every link, in the order in which people look for them.
    pub const ALL: [Self; 6] = [
        Self::ReportCsv,
        Self::ErrorsCsv,
        Self::CleanCsv,
        Self::Findings,
        Self::Report,
        Self::Html,
    ];

    /// The name in a job's `links`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ReportCsv => "report_csv",
            Self::ErrorsCsv => "errors_csv",
            Self::CleanCsv => "clean_csv",
            Self::Findings => "findings",
            Self::Report => "report",
            Self::Html => "html",
        }
    }

    /// The link of that name in a job's `links`; `None` for `self` and names of no download.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|link| link.name() == name)
    }

    const fn words(self) -> (Ui, Ui) {
        match self {
            Self::ReportCsv => (Ui::LinkReportCsv, Ui::LinkReportCsvNote),
            Self::ErrorsCsv => (Ui::LinkErrorsCsv, Ui::LinkErrorsCsvNote),
            Self::CleanCsv => (Ui::LinkCleanCsv, Ui::LinkCleanCsvNote),
            Self::Findings => (Ui::LinkFindings, Ui::LinkFindingsNote),
            Self::Report => (Ui::LinkReport, Ui::LinkReportNote),
            Self::Html => (Ui::LinkHtml, Ui::LinkHtmlNote),
        }
    }
}

/// One finding of a group, as the report holds it.
#[derive(Deserialize)]
struct Sample<'j> {
    row: Option<u64>,
    line: Option<u64>,
    #[serde(borrow)]
    letter: Option<Cow<'j, str>>,
    #[serde(borrow)]
    cell: Option<Cow<'j, str>>,
    #[serde(borrow)]
    message: Cow<'j, str>,
    #[serde(borrow)]
    fix: Cow<'j, str>,
}

impl<'j> Sample<'j> {
    /// A sample that is not a finding can only come from a report that something else wrote. It is
    /// shown as it is rather than left out.
    fn read(json: &'j RawValue) -> Self {
        serde_json::from_str(json.get()).unwrap_or_else(|_| Self {
            row: None,
            line: None,
            letter: None,
            cell: None,
            message: Cow::Borrowed(json.get()),
            fix: Cow::Borrowed(""),
        })
    }

    /// The message with "The value" for the cell that most begin with: beside a column of cells,
    /// what is wrong with each of them is then one sentence for all. The sample's own language is
    /// not known, so each is tried; where none fits, the message stays as it is.
    fn message_without_cell(&self) -> Cow<'_, str> {
        let Some(cell) = self.cell.as_deref() else {
            return Cow::Borrowed(&self.message);
        };
        let with = Args { cell: Some(cell), ..Args::default() };
        for language in Language::ALL {
            let mut start = String::new();
            write_ui(language, Ui::ValueQuoted, &with, &mut start);
            if let Some(rest) = self.message.strip_prefix(&*start) {
                let mut message = String::new();
                write_ui(language, Ui::ValueQuoted, &Args::default(), &mut message);
                message.push_str(rest);
                return Cow::Owned(message);
            }
        }
        Cow::Borrowed(&self.message)
    }
}

/// Writes the page.
///
/// ```
/// use rollcall_engine::language::Language;
/// use rollcall_engine::report::{Report, html};
///
/// let report: Report = serde_json::from_str(r#"{
///     "valid": true,
///     "file": {"bytes": 20, "encoding": "utf-8", "sniffed": ["delimiter"],
///         "report_columns": {"status": "s", "details": "d", "valid": "v", "invalid": "i"},
///         "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"",
///             "doubleQuote": true, "skipInitialSpace": false, "header": true, "headerRows": [1]}},
///     "rows": {"total": 2, "valid": 2, "invalid": 0},
///     "findings": {"errors": 0, "warnings": 0, "groups": []}
/// }"#)?;
/// let page = html::write(&html::HtmlHead::default(), &report, Language::En);
/// assert!(page.contains("<h1>This file is ready: all 2\u{a0}rows are valid.</h1>"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn write(head: &HtmlHead, report: &Report, language: Language) -> String {
    let mut page = Page { language, out: String::with_capacity(32 * 1024) };
    page.document(head, report);
    page.out
}

/// A sink that escapes what means something in HTML, in text and in quoted attributes alike.
struct Escaped<'a>(&'a mut String);

impl Sink for Escaped<'_> {
    fn push_text(&mut self, text: &str) {
        let mut plain = 0;
        for (at, byte) in text.bytes().enumerate() {
            let entity = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                b'\'' => "&#39;",
                _ => continue,
            };
            self.0.push_str(&text[plain..at]);
            self.0.push_str(entity);
            plain = at + 1;
        }
        self.0.push_str(&text[plain..]);
    }
}

/// The page as far as it is written.
struct Page {
    language: Language,
    out: String,
}

impl Page {
    /// Markup, which is never made of anything that came from outside.
    fn tag(&mut self, markup: &'static str) {
        self.out.push_str(markup);
    }

    /// Text from outside.
    fn text(&mut self, text: &str) {
        write_quoted(text, usize::MAX, &mut Escaped(&mut self.out));
    }

    /// A word of ours.
    fn word(&mut self, word: Ui) {
        self.word_with(word, &[]);
    }

    /// A word of ours that names something.
    fn word_with(&mut self, word: Ui, params: &[(&'static str, Param)]) {
        let args = Args { params, ..Args::default() };
        write_ui(self.language, word, &args, &mut Escaped(&mut self.out));
    }

    /// A word of ours that names one count.
    fn word_counting(&mut self, word: Ui, name: &'static str, count: u64) {
        self.word_with(word, &[(name, Param::Number(count))]);
    }

    fn number(&mut self, number: u64) {
        write_number(self.language, number, &mut self.out);
    }

    fn document(&mut self, head: &HtmlHead, report: &Report) {
        self.tag("<!doctype html>\n<html lang=\"");
        self.tag(self.language.tag());
        self.tag(
            "\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"robots\" content=\"noindex\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>",
        );
        if let Some(name) = &head.file_name {
            self.text(name);
            self.tag(" – ");
        }
        self.word(Ui::Title);
        self.tag("</title>\n<style>");
        self.tag(STYLE);
        self.tag("</style>\n</head>\n<body>\n<main>\n");
        self.verdict(head, report);
        self.facts(head, report);
        self.groups(report);
        self.footer(report);
        self.tag("</main>\n</body>\n</html>\n");
    }

    fn verdict(&mut self, head: &HtmlHead, report: &Report) {
        let (errors, warnings) = (report.findings.errors, report.findings.warnings);
        let nothing_in_it = report.rows.total == 0;
        let (class, mark) = if !report.valid {
            ("bad", "M7 7l10 10M17 7L7 17")
        } else if warnings > 0 || nothing_in_it {
            ("mind", "M12 6v7.5M12 18v.01")
        } else {
            ("good", "M5.5 12.5l4.5 4.5 8.5-9.5")
        };
        self.tag("<header class=\"top ");
        self.tag(class);
        self.tag(
            "\">\n<div class=\"mark\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"",
        );
        self.tag(mark);
        self.tag("\"/></svg></div>\n<div>\n<p class=\"about\">");
        self.word(Ui::Title);
        if let Some(name) = &head.file_name {
            self.tag(" · <strong><bdi>");
            self.text(name);
            self.tag("</bdi></strong>");
        }
        self.tag("</p>\n<h1>");
        let rows = &report.rows;
        if !report.valid && rows.invalid > 0 {
            self.word_with(
                Ui::VerdictRows,
                &[("invalid", Param::Number(rows.invalid)), ("rows", Param::Number(rows.total))],
            );
        } else if !report.valid {
            self.word_counting(Ui::VerdictFile, "errors", errors);
        } else if nothing_in_it {
            self.word(Ui::VerdictNoRows);
        } else if warnings > 0 {
            self.word_with(
                Ui::VerdictWarnings,
                &[("rows", Param::Number(rows.total)), ("warnings", Param::Number(warnings))],
            );
        } else {
            self.word_counting(Ui::VerdictValid, "rows", rows.total);
        }
        self.tag("</h1>\n");
        if errors + warnings > 0 {
            self.tag("<p class=\"tally\">");
            if errors > 0 {
                self.tag("<span><i class=\"dot\"></i>");
                self.word_counting(Ui::CountErrors, "count", errors);
                self.tag("</span> ");
            }
            if warnings > 0 {
                self.tag("<span><i class=\"dot warning\"></i>");
                self.word_counting(Ui::CountWarnings, "count", warnings);
                self.tag("</span>");
            }
            self.tag("</p>\n");
        }
        self.tag("</div>\n</header>\n");
    }

    fn facts(&mut self, head: &HtmlHead, report: &Report) {
        self.tag("<section class=\"facts sheet\">\n<div class=\"numbers\">\n<dl>");
        let rows = report.rows;
        self.count("<div>", Ui::Rows, rows.total);
        self.count(
            if rows.valid > 0 { "<div class=\"valid\">" } else { "<div class=\"none\">" },
            Ui::RowsValid,
            rows.valid,
        );
        self.count(
            if rows.invalid > 0 { "<div class=\"invalid\">" } else { "<div class=\"none\">" },
            Ui::RowsInvalid,
            rows.invalid,
        );
        self.tag("</dl>\n");
        if rows.total > 0 {
            self.bar(rows.valid, rows.total);
        }
        self.tag("</div>\n<div>\n<h2>");
        self.word(Ui::About);
        self.tag("</h2>\n<dl class=\"list\">\n");
        self.file(head, report);
        self.tag("</dl>\n</div>\n");
        self.links(head, report);
        self.tag("</section>\n");
    }

    fn count(&mut self, open: &'static str, word: Ui, count: u64) {
        self.tag(open);
        self.tag("<dt>");
        self.word(word);
        self.tag("</dt><dd>");
        self.number(count);
        self.tag("</dd></div>");
    }

    /// The share of valid rows as a bar; the numbers beside it say the same.
    fn bar(&mut self, valid: u64, total: u64) {
        // In thousandths; whatever is there at all is drawn wide enough to be seen.
        let share = u128::from(valid) * 1000 / u128::from(total.max(1));
        let share = match (valid, total - valid.min(total)) {
            (0, _) => 0,
            (_, 0) => 1000,
            _ => share.clamp(8, 992),
        } as u64;
        let percent = |share: u64| format!("{}.{}%", share / 10, share % 10);
        self.tag("<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"valid\" height=\"100%\" width=\"");
        self.out.push_str(&percent(share));
        self.tag("\"/><rect class=\"invalid\" height=\"100%\" x=\"");
        self.out.push_str(&percent(share));
        self.tag("\" width=\"");
        self.out.push_str(&percent(1000 - share));
        self.tag("\"/></svg>\n");
    }

    fn file(&mut self, head: &HtmlHead, report: &Report) {
        let file = &report.file;
        self.fact(Ui::File, head.file_name.as_deref());
        self.fact(Ui::Description, head.description.as_deref());
        self.fact(Ui::Template, head.template.as_deref());

        self.term(Ui::Size);
        self.size(file.bytes);
        self.tag("</dd>\n");

        self.term(Ui::Encoding);
        if file.encoding == "utf-8" {
            self.tag("UTF-8");
        } else {
            self.text(&file.encoding);
        }
        if let Some(reason) = file.reasons.get("encoding") {
            self.tag(" <small>");
            self.text(&reason.message);
            self.tag("</small>");
        }
        self.tag("</dd>\n");

        let sniffed = |name: &str| file.sniffed.iter().any(|property| property == name);
        let dialect = &file.dialect;
        self.term(Ui::Delimiter);
        let name = match dialect.delimiter.as_str() {
            "," => Some(Ui::DelimiterComma),
            ";" => Some(Ui::DelimiterSemicolon),
            "\t" => Some(Ui::DelimiterTab),
            "|" => Some(Ui::DelimiterPipe),
            " " => Some(Ui::DelimiterSpace),
            _ => None,
        };
        if let Some(name) = name {
            self.word(name);
        } else {
            self.tag("<code>");
            self.text(&dialect.delimiter);
            self.tag("</code>");
        }
        self.origin(sniffed("delimiter"), file.reasons.get("delimiter"));

        self.term(Ui::HeaderRows);
        if dialect.header && !dialect.header_rows.is_empty() {
            let mut numbers = String::new();
            for (at, row) in dialect.header_rows.iter().enumerate() {
                if at > 0 && at + 1 == dialect.header_rows.len() {
                    numbers.push(' ');
                    numbers.push_str(ui(self.language, Ui::And));
                    numbers.push(' ');
                } else if at > 0 {
                    numbers.push_str(", ");
                }
                numbers.push_str(&row.to_string());
            }
            let count = dialect.header_rows.len() as u64;
            self.word_with(
                Ui::HeaderAt,
                &[("count", Param::Number(count)), ("rows", Param::Text(numbers))],
            );
        } else {
            self.word(Ui::HeaderNone);
        }
        let found = sniffed("headerRows") || sniffed("header");
        self.origin(found, file.reasons.get("headerRows").filter(|_| found));

        if let Some(created) = &head.created {
            self.term(Ui::Checked);
            self.time(created);
            self.tag("</dd>\n");
        }
        if let Some(id) = &head.job_id {
            self.term(Ui::Job);
            self.tag("<code>");
            self.text(id);
            self.tag("</code></dd>\n");
        }
    }

    fn term(&mut self, word: Ui) {
        self.tag("<dt>");
        self.word(word);
        self.tag("</dt><dd>");
    }

    fn fact(&mut self, word: Ui, value: Option<&str>) {
        if let Some(value) = value
            && !value.is_empty()
        {
            self.term(word);
            self.tag("<bdi>");
            self.text(value);
            self.tag("</bdi></dd>\n");
        }
    }

    /// Whether a property of the dialect was given or recognised and why, and the end of its line.
    fn origin(&mut self, sniffed: bool, reason: Option<&Reason>) {
        self.tag(" <small>");
        self.word(if sniffed { Ui::Sniffed } else { Ui::Given });
        if let Some(reason) = reason {
            self.tag(" (");
            self.text(&reason.message);
            self.tag(")");
        }
        self.tag("</small></dd>\n");
    }

    /// A size with one decimal, in powers of ten as files are commonly measured.
    fn size(&mut self, bytes: u64) {
        let (unit, word) = match bytes {
            0..1_000 => return self.word_counting(Ui::Bytes, "count", bytes),
            1_000..1_000_000 => (1_000, Ui::SizeKilobytes),
            1_000_000..1_000_000_000 => (1_000_000, Ui::SizeMegabytes),
            _ => (1_000_000_000, Ui::SizeGigabytes),
        };
        let tenths = bytes / (unit / 10);
        let mut size = String::new();
        write_number(self.language, tenths / 10, &mut size);
        if tenths < 1_000 {
            size.push_str(ui(self.language, Ui::DecimalPoint));
            size.push_str(&(tenths % 10).to_string());
        }
        self.word_with(word, &[("size", Param::Text(size))]);
    }

    fn time(&mut self, time: &str) {
        self.tag("<time datetime=\"");
        self.text(time);
        self.tag("\">");
        match read_time(time) {
            Some((year, month, day, clock)) => self.word_with(
                Ui::Date,
                &[
                    ("year", Param::Number(year)),
                    ("month", Param::Number(month)),
                    ("day", Param::Number(day)),
                    ("time", Param::Text(clock.to_owned())),
                ],
            ),
            None => self.text(time),
        }
        self.tag("</time>");
    }

    fn links(&mut self, head: &HtmlHead, report: &Report) {
        let wanted = |link: Link| match link {
            Link::ErrorsCsv => report.rows.invalid > 0,
            Link::CleanCsv => report.rows.valid > 0,
            _ => true,
        };
        let links: Vec<_> = head
            .links
            .iter()
            .filter(|(link, address)| wanted(*link) && is_address(address))
            .collect();
        if links.is_empty() {
            return;
        }
        self.tag("<div class=\"links\">\n<h2>");
        self.word(Ui::Downloads);
        self.tag("</h2>\n<ul>\n");
        for (link, address) in links {
            let (name, note) = link.words();
            self.tag("<li><a href=\"");
            Escaped(&mut self.out).push_text(address);
            self.tag("\">");
            self.word(name);
            self.tag("</a> <small>");
            self.word(note);
            self.tag("</small></li>\n");
        }
        self.tag("</ul>\n</div>\n");
    }

    fn groups(&mut self, report: &Report) {
        let (errors, warnings): (Vec<_>, Vec<_>) =
            report.findings.groups.iter().partition(|group| group.severity == "error");
        if errors.is_empty() && warnings.is_empty() {
            self.tag("<p class=\"nothing\">");
            self.word(Ui::NothingFound);
            self.tag("</p>\n");
            return;
        }
        if errors.len() + warnings.len() > GROUPS_WITHOUT_OVERVIEW {
            self.overview(&errors, &warnings);
        }
        self.section(Ui::Errors, report.findings.errors, &errors, 1);
        self.section(Ui::Warnings, report.findings.warnings, &warnings, 1 + errors.len());
    }

    fn overview(&mut self, errors: &[&Group], warnings: &[&Group]) {
        self.tag("<section class=\"overview sheet\">\n<table role=\"table\">\n<caption class=\"unseen\">");
        self.word(Ui::Overview);
        self.tag("</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
        for word in [Ui::Finding, Ui::Field] {
            self.tag("<th role=\"columnheader\" scope=\"col\">");
            self.word(word);
            self.tag("</th>");
        }
        self.tag("<th role=\"columnheader\" scope=\"col\" class=\"many\">");
        self.word(Ui::Count);
        self.tag("</th></tr></thead>\n<tbody role=\"rowgroup\">\n");
        for (at, group) in errors.iter().chain(warnings).enumerate() {
            self.tag("<tr role=\"row\"><td role=\"cell\">");
            self.dot(group);
            self.tag("<a href=\"#g");
            self.out.push_str(&(at + 1).to_string());
            self.tag("\">");
            self.title(group);
            self.tag("</a></td><td role=\"cell\" class=\"field\">");
            if let Some(field) = &group.field {
                self.tag("<code><bdi>");
                self.text(field);
                self.tag("</bdi></code>");
            }
            self.tag("</td><td role=\"cell\" class=\"at many\">");
            self.number(group.count);
            self.tag("</td></tr>\n");
        }
        self.tag("</tbody>\n</table>\n</section>\n");
    }

    /// The groups of one severity, numbered from `first`.
    fn section(&mut self, name: Ui, count: u64, groups: &[&Group], first: usize) {
        if groups.is_empty() {
            return;
        }
        self.tag("<h2>");
        self.word(name);
        self.tag(" <span>");
        self.number(count);
        self.tag("</span></h2>\n");
        for (at, group) in groups.iter().enumerate() {
            self.group(group, first + at);
        }
    }

    fn group(&mut self, group: &Group, number: usize) {
        let samples: Vec<_> = group.samples.iter().map(|json| Sample::read(json)).collect();
        // What all samples have in common is said once, above them.
        let messages: Vec<_> = samples.iter().map(Sample::message_without_cell).collect();
        let same_message = common(messages.iter().map(|message| &**message));
        let same_fix = common(samples.iter().map(|sample| &*sample.fix));
        let single = match samples.as_slice() {
            [sample] if group.count == 1 && sample.cell.is_none() => Some(sample),
            _ => None,
        };

        self.tag("<article class=\"group sheet\" id=\"g");
        self.out.push_str(&number.to_string());
        self.tag("\">\n<header><h3>");
        self.dot(group);
        self.title(group);
        self.tag("</h3>");
        if let Some(field) = &group.field {
            self.tag(" <code><bdi>");
            self.text(field);
            self.tag("</bdi></code>");
        }
        self.tag(" <p class=\"times\">");
        match single {
            Some(sample) => self.place(sample),
            None => self.word_counting(Ui::CountTimes, "count", group.count),
        }
        self.tag("</p></header>\n");
        if let Some(message) = same_message {
            self.tag("<p class=\"what\">");
            self.text(message);
            self.tag("</p>\n");
        }
        if let Some(fix) = same_fix
            && !fix.is_empty()
        {
            self.tag("<p class=\"mend\"><b>");
            self.word(Ui::Fix);
            self.tag("</b> ");
            self.text(fix);
            self.tag("</p>\n");
        }
        if single.is_none() {
            self.samples(group, &samples, same_message.is_none(), same_fix.is_none());
        }
        if samples.is_empty() {
            self.tag("<p class=\"more\">");
            self.word(Ui::SamplesNone);
            self.tag("</p>\n");
        } else if group.truncated {
            self.tag("<p class=\"more\">");
            self.word_with(
                Ui::SamplesNote,
                &[
                    ("shown", Param::Number(samples.len() as u64)),
                    ("count", Param::Number(group.count)),
                ],
            );
            self.tag("</p>\n");
        }
        self.tag("</article>\n");
    }

    /// Where a finding is, in words.
    fn place(&mut self, sample: &Sample<'_>) {
        let Some(row) = sample.row else { return };
        let mut params = vec![("row", Param::Number(row))];
        if let Some(letter) = &sample.letter {
            params.push(("letter", Param::Text(letter.clone().into_owned())));
            self.word_with(Ui::PlaceCell, &params);
        } else {
            self.word_with(Ui::PlaceRow, &params);
        }
        if let Some(line) = sample.line
            && line != row
        {
            self.tag(" · ");
            self.word_counting(Ui::PlaceLine, "line", line);
        }
    }

    fn samples(&mut self, group: &Group, samples: &[Sample<'_>], messages: bool, fixes: bool) {
        if samples.is_empty() {
            return;
        }
        let values = samples.iter().any(|sample| sample.cell.is_some());
        let columns = samples.iter().any(|sample| sample.letter.is_some());
        // The roles keep the table a table where the style sheet lays it out as blocks.
        self.tag("<table class=\"samples\" role=\"table\">\n<caption class=\"unseen\">");
        if group.truncated {
            self.word_with(
                Ui::SamplesCapped,
                &[
                    ("shown", Param::Number(samples.len() as u64)),
                    ("count", Param::Number(group.count)),
                ],
            );
        } else {
            self.word_counting(Ui::SamplesAll, "count", group.count);
        }
        self.tag("</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
        let words = [(true, Ui::Row), (true, Ui::Line), (columns, Ui::Column)];
        for (_, word) in words.into_iter().filter(|(shown, _)| *shown) {
            self.tag("<th role=\"columnheader\" scope=\"col\" class=\"at\">");
            self.word(word);
            self.tag("</th>");
        }
        let words = [(values, Ui::Value), (messages, Ui::Message), (fixes && !messages, Ui::Fix)];
        for (_, word) in words.into_iter().filter(|(shown, _)| *shown) {
            self.tag("<th role=\"columnheader\" scope=\"col\">");
            self.word(word);
            self.tag("</th>");
        }
        self.tag("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        for sample in samples {
            self.tag("<tr role=\"row\">");
            self.position(Ui::Row, sample.row.map(|row| row.to_string()).as_deref());
            self.position(Ui::Line, sample.line.map(|line| line.to_string()).as_deref());
            if columns {
                self.position(Ui::Column, sample.letter.as_deref());
            }
            if values {
                self.cell(sample.cell.as_deref());
            }
            if messages {
                self.tag("<td role=\"cell\">");
                self.text(&sample.message);
                // Under its sentence, where both change from row to row.
                if fixes {
                    self.tag("<p class=\"mend\">");
                    self.text(&sample.fix);
                    self.tag("</p>");
                }
                self.tag("</td>");
            } else if fixes {
                self.tag("<td role=\"cell\">");
                self.text(&sample.fix);
                self.tag("</td>");
            }
            self.tag("</tr>\n");
        }
        self.tag("</tbody>\n</table>\n");
    }

    fn position(&mut self, name: Ui, value: Option<&str>) {
        self.tag("<td role=\"cell\" class=\"at\"");
        match value {
            Some(value) => {
                self.tag(" data-name=\"");
                self.word(name);
                self.tag("\">");
                self.text(value);
            }
            None => self.tag(">"),
        }
        self.tag("</td>");
    }

    fn cell(&mut self, cell: Option<&str>) {
        self.tag("<td role=\"cell\" class=\"value\">");
        match cell {
            None => self.tag("<span class=\"none\">–</span>"),
            Some("") => {
                self.tag("<em class=\"none\">");
                self.word(Ui::Empty);
                self.tag("</em>");
            }
            Some(cell) => {
                self.tag("<code>");
                write_quoted(cell, CELL_CHARS, &mut Escaped(&mut self.out));
                self.tag("</code>");
            }
        }
        self.tag("</td>");
    }

    fn dot(&mut self, group: &Group) {
        let (class, word) = if group.severity == "error" {
            ("dot", Ui::Error)
        } else {
            ("dot warning", Ui::Warning)
        };
        self.tag("<i class=\"");
        self.tag(class);
        self.tag("\" role=\"img\" aria-label=\"");
        self.word(word);
        self.tag("\"></i>");
    }

    /// The catalogue's title of the group's code, or that of the template's rule.
    fn title(&mut self, group: &Group) {
        match Code::from_name(&group.code) {
            Some(code) => self.text(catalogue(self.language, code).title),
            None => self.text(group.title.as_deref().unwrap_or(&group.code)),
        }
    }

    fn footer(&mut self, report: &Report) {
        self.tag("<footer>\n");
        if !report.findings.groups.is_empty() {
            self.tag("<p>");
            self.word(Ui::Positions);
            self.tag("</p>\n");
        }
        self.tag("<p>");
        self.word(Ui::MadeBy);
        self.tag("</p>\n</footer>\n");
    }
}

/// What all of them are, if they are all the same.
fn common<'t>(mut texts: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let first = texts.next()?;
    texts.all(|text| text == first).then_some(first)
}

/// Whether a link may lead there: to a path of the same site, or over HTTP. A `javascript:` address
/// would be run by whoever clicks on it.
fn is_address(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    match scheme.split_once(':') {
        Some((scheme, _)) => {
            scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
        }
        None => !address.is_empty(),
    }
}

/// Year, month, day and `HH:MM` of an RFC 3339 time in UTC.
fn read_time(time: &str) -> Option<(u64, u64, u64, &str)> {
    let (date, clock) = time.strip_suffix('Z')?.split_once('T')?;
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<u64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let minutes = clock.get(..5)?;
    let digits = minutes.bytes().enumerate().all(|(at, byte)| match at {
        2 => byte == b':',
        _ => byte.is_ascii_digit(),
    });
    ((1..=12).contains(&month) && (1..=31).contains(&day) && digits)
        .then_some((year, month, day, minutes))
}

#[cfg(test)]
mod tests;
