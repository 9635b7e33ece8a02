//! One file from its first byte to its report.
//!
//! The first block is collected ([`Limits::head_bytes`]) and decides what there is to decide:
//! whether this is a CSV at all, its encoding, its delimiter. From then on everything streams: each
//! push is decoded, cut into records, and each record goes through [`Core::record`], which checks
//! it, counts, and writes the annotated row.
//!
//! If you change it: whatever is decided, it must be decided on the same bytes however they are
//! pushed. Decisions belong in [`Validation::begin`] (the first block) or in [`Core`] (whole
//! records), never in [`Validation::push`].

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use rollcall_records::Checker;
use rollcall_records::gate::{self, Gate};

use crate::Limits;
use crate::check::{CellCheck, Glance, Outcome, nearest};
use crate::decode::{Decoder, Note, NoteKind};
use crate::dialect::{DialectFacts, DialectOptions, Format, TITLE_ROWS};
use crate::encoding::{Encoding, UTF_8};
use crate::finding::{Code, Finding, Param, Params, Problem, Severity, column_letter};
use crate::formula::runs;
use crate::header::{self, Names};
use crate::language::{Language, Message, Ui};
use crate::mend;
use crate::opening::{Choice, Head, HeadText, Opening};
use crate::outcomes::{self, Fate, ResultFile};
use crate::records::{Damage, Next, Reader, Record, Terminator};
use crate::references::{
    List, Lists, MOST_WAITING, Reference, Target, WaitingRoom, key_cell, key_gap, note, stands,
};
use crate::report::amendment::{Amendment, Late, late_finding, late_problem};
use crate::report::annotated::{Annotated, add_detail};
use crate::report::collector::Collector;
use crate::report::mending::{Mending, Sheet, SheetField, SheetHead};
use crate::report::places::Places;
use crate::report::reasons::{Reason, Reasons};
use crate::report::{FileFacts, Report, ReportColumns, Rows};
use crate::rules::rows::{Row, RowRules};
use crate::rules::{BrokenRule, Rule};
use crate::schema::{Field, Schema};
use crate::unique::{Budget, Seen, Sighting};

mod cells;

/// How one file is to be checked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What the cells are checked against; `None` for the structure alone.
    pub schema: Option<Rc<Schema>>,
    /// What is given of the dialect; the rest is sniffed.
    pub dialect: DialectOptions,
    /// The lists that foreign keys of the schema refer to, by the resource's name.
    pub lists: Lists,
    /// The encoding, if it is known. A byte order mark in the file wins.
    pub encoding: Option<Encoding>,
    /// The language of every sentence.
    pub language: Language,
    /// What uniqueness hashes with: random for each job.
    pub seed: u64,
    /// What bounds the work.
    pub limits: Limits,
    /// Whether the annotated file is written.
    pub report_csv: bool,
    /// Whether `findings.ndjson` is written.
    pub findings: bool,
    /// What was chosen with the upload, such as `import_option`; where nothing was, the default of
    /// the schema holds.
    pub options: BTreeMap<String, String>,
    /// What is done besides, for somebody who mends the file.
    pub mending: Mending,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            schema: None,
            dialect: DialectOptions::default(),
            lists: Lists::new(),
            encoding: None,
            language: Language::default(),
            seed: 0,
            limits: Limits::DEFAULT,
            report_csv: true,
            findings: true,
            options: BTreeMap::new(),
            mending: Mending::None,
        }
    }
}

/// What is left when a file has ended: its report, and the last bytes of the two files.
#[derive(Debug)]
pub struct Finished {
    /// Counts, groups and samples.
    pub report: Report,
    /// What of `report.csv` was not taken away before.
    pub report_csv: Vec<u8>,
    /// What of `findings.ndjson` was not taken away before.
    pub findings_ndjson: Vec<u8>,
    /// What became known only when the file had ended, and has still to be written into the two
    /// files. Only a schema whose foreign keys refer to the file itself brings it about.
    pub amendment: Option<Amendment>,
}

/// How far a check has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Data records that have been checked.
    pub rows: u64,
    /// Those of them with an error.
    pub invalid: u64,
    /// Findings of severity `error`.
    pub errors: u64,
    /// Findings of severity `warning`.
    pub warnings: u64,
    /// The row of the first error in a record.
    pub first_error: Option<u64>,
}

/// Checks one file, pushed in pieces of any size.
pub struct Validation {
    settings: Settings,
    /// The first block, until it is complete.
    head: Head,
    stream: Option<(Decoder, Reader)>,
    /// Not a CSV: the rest is counted and otherwise ignored.
    refused: bool,
    /// The last byte has been taken.
    ended: bool,
    bytes: u64,
    /// In a box, as it is large and a validation moves through futures.
    core: Box<Core>,
}

impl fmt::Debug for Validation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Validation").field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

impl Validation {
    /// A check of one file that has not begun.
    #[must_use]
    pub fn new(mut settings: Settings) -> Self {
        if let Some(schema) = &settings.schema {
            settings.dialect = settings.dialect.or(&schema.template.dialect);
        }
        let mut core = Box::new(Core::new(&settings));
        match std::mem::take(&mut settings.mending) {
            // A build without it has none of the code either.
            _ if !cfg!(feature = "mending") => {}
            Mending::None => {}
            Mending::Sheet { most, late } => core.sheet = Some(Box::new(Sheet::new(most, late))),
            Mending::Save(edits) => {
                core.annotate = true;
                core.annotated.edit(edits);
            }
        }
        let head = Head::new(settings.limits.head_bytes);
        Self { settings, head, stream: None, refused: false, ended: false, bytes: 0, core }
    }

    /// Gives the lists that foreign keys refer to, where they were not at hand when the check was
    /// made. To be called before the first byte is pushed; later it has no effect.
    pub fn give_lists(&mut self, lists: Lists) {
        self.core.lists.extend(lists);
    }

    /// Takes the next bytes of the file and checks them.
    pub fn push(&mut self, bytes: &[u8]) {
        self.offer(bytes);
        while self.resume() {}
    }

    /// Takes the next bytes of the file, and checks them until about a megabyte has been written:
    /// a small file can have a large report. What is left waits for [`Validation::resume`].
    ///
    /// ```
    /// use rollcall_engine::{Settings, Validation};
    /// let mut validation = Validation::new(Settings::default());
    /// let mut longest = 0;
    /// validation.offer(&b"a,b\n".repeat(100_000));
    /// loop {
    ///     longest = longest.max(validation.report_csv().len());
    ///     validation.report_csv().clear();
    ///     if !validation.resume() {
    ///         break;
    ///     }
    /// }
    /// assert!(longest < 2_000_000);
    /// ```
    pub fn offer(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.core.begin_step();
        let mut rest = bytes;
        if self.stream.is_none() && !self.refused {
            match self.head.fill(rest) {
                Some(after) => rest = after,
                None => return,
            }
            self.begin();
        }
        self.feed(rest, false);
    }

    /// Goes on with what waits; `false` when nothing does.
    pub fn resume(&mut self) -> bool {
        self.core.begin_step();
        let Some((_, reader)) = &mut self.stream else { return false };
        let more = reader.resume_check(&mut *self.core);
        self.core.count_passed();
        more
    }

    /// Ends the file, step by step, as [`Validation::resume`] goes on; `false` when it has ended
    /// and only [`Validation::finish`] is left.
    pub fn close(&mut self) -> bool {
        self.core.begin_step();
        if !self.ended {
            self.ended = true;
            if self.bytes == 0 {
                let problem = Problem::new(Code::SourceError, Message::SourceErrorEmpty);
                self.core.file_finding(problem);
                self.refused = true;
            }
            if self.stream.is_none() && !self.refused {
                self.begin();
            }
            self.feed(b"", true);
        }
        let Some((_, reader)) = &mut self.stream else { return false };
        let more = reader.close_check(&mut *self.core);
        self.core.count_passed();
        more
    }

    /// What of `report.csv` is ready; the caller may take it away.
    pub fn report_csv(&mut self) -> &mut Vec<u8> {
        &mut self.core.annotated.out
    }

    /// What of `findings.ndjson` is ready; the caller may take it away.
    pub fn findings_ndjson(&mut self) -> &mut Vec<u8> {
        &mut self.core.collector.ndjson
    }

    /// What of the rows with findings is ready, where they are wanted ([`Mending::Sheet`]): a line of
    /// JSON each. The caller may take it away.
    pub fn sheet(&mut self) -> Option<&mut Vec<u8>> {
        self.core.sheet.as_mut().map(|sheet| &mut sheet.out)
    }

    /// What the columns of these rows are. Complete once the file has been [closed](Self::close).
    #[must_use]
    pub fn sheet_head(&self) -> Option<SheetHead> {
        self.core.sheet_head()
    }

    /// How many data records have been checked so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.core.rows.total
    }

    /// What is known so far, for whoever waits. Findings of the whole file come at its end.
    ///
    /// ```
    /// use rollcall_engine::{Settings, Validation};
    /// let mut validation = Validation::new(Settings { report_csv: false, ..Settings::default() });
    /// validation.push(&b"a,b\n1\n".repeat(20_000));
    /// let progress = validation.progress();
    /// assert_eq!(progress.first_error, Some(2));
    /// assert!(progress.rows > 10_000 && progress.invalid > 5_000);
    /// ```
    #[must_use]
    pub fn progress(&self) -> Progress {
        let (errors, warnings) = self.core.collector.counts();
        Progress {
            rows: self.core.rows.total,
            invalid: self.core.rows.invalid,
            errors,
            warnings,
            first_error: self.core.first_error,
        }
    }

    /// Ends the file and gives the report.
    #[must_use]
    pub fn finish(mut self) -> Finished {
        while self.close() {}
        let encoding = self.stream.as_ref().map_or(UTF_8, |(decoder, _)| decoder.encoding());
        self.core.finish(self.bytes, encoding, self.refused)
    }

    fn feed(&mut self, bytes: &[u8], last: bool) {
        let Some((decoder, reader)) = &mut self.stream else {
            return;
        };
        let core = &mut self.core;
        decoder.push(bytes, last, &mut |decoder, text| {
            core.text(text, decoder, reader);
        });
    }

    /// The first block is complete: decides what there is to decide, and starts the stream.
    fn begin(&mut self) {
        let settings = &self.settings;
        let names = settings.schema.as_deref().map(Names::new);
        let known = |label: &str| names.as_ref().is_some_and(|names| names.knows(label));
        let opened = self.head.open(settings.encoding, &settings.dialect, &settings.limits, &known);
        let opening = match opened {
            Ok(opening) => opening,
            Err(message) => {
                self.core.file_finding(Problem::new(Code::FormatError, message));
                self.refused = true;
                return;
            }
        };
        self.core.open(&opening);
        let Opening { mut decoder, mut reader, text, .. } = opening;
        if self.core.stage == Stage::Data {
            reader.expect(self.core.width);
        }
        self.core.text(text.rest(), &mut decoder, &mut reader);
        self.stream = Some((decoder, reader));
    }
}

/// A column of the file.
struct Column {
    /// The field's name, or the label.
    name: Rc<str>,
    /// Which field of the schema it holds.
    field: Option<usize>,
    /// The values seen, where the field has to be unique.
    seen: Option<Seen>,
    /// Its place among the columns that rules ask about.
    watched: Option<usize>,
    /// Its label, and how many rows may say yes, where a list says so.
    left: Option<(Rc<str>, u64)>,
    /// How many rows said yes so far; counted only for that.
    asked: u64,
    /// Whether a valid cell is counted or remembered.
    remembers: bool,
}

/// A set of columns whose values together must not repeat.
struct Key {
    columns: Vec<usize>,
    seen: Seen,
    primary: bool,
}

/// How many values of a list somebody who mends a file can choose from.
const MOST_VALUES: usize = 2_000;

/// How many values of lists are looked through for the nearest to a wrong one, in a whole file: a
/// tenth of a second's work at the edge.
const NEAREST_SEARCHES: usize = 500_000;

/// What the cells of a key are like.
struct KeyCells {
    /// How many have no value.
    missing: usize,
    /// Whether the record has all of them.
    complete: bool,
    /// Whether one of them is not valid.
    invalid: bool,
}

/// Where in the file the next record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Header,
    /// The row under the header, which may hold labels or data.
    Labels,
    Data,
}

/// Everything that sees records.
struct Core {
    language: Language,
    limits: Limits,
    seed: u64,
    schema: Option<Rc<Schema>>,
    collector: Collector,
    annotated: Annotated,
    annotate: bool,
    given: DialectOptions,
    facts: DialectFacts,
    sniffed: Vec<String>,
    reasons: Reasons,
    /// What the encoding was declared as.
    declared: Option<Encoding>,
    /// What the first bytes said of the encoding.
    encoding_by: Option<(&'static str, Ui)>,
    report_columns: ReportColumns,
    /// What makes the file a vendor's result file, and the sum of it.
    result: Option<(ResultFile, outcomes::Outcome)>,
    stage: Stage,
    columns: Vec<Column>,
    /// Cells that a record should have, an earlier report's columns included.
    width: usize,
    /// Data columns: `width` without an earlier report's columns.
    data_width: usize,
    keys: Vec<Key>,
    lists: Lists,
    references: Vec<Reference>,
    waiting: WaitingRoom,
    /// How many values of lists may still be looked through for the nearest.
    searches: usize,
    options: BTreeMap<String, String>,
    rules: RowRules,
    budget: Budget,
    rows: Rows,
    places: Places,
    /// The rows with findings, where they are wanted.
    sheet: Option<Box<Sheet>>,
    /// The row of the first error that has one.
    first_error: Option<u64>,
    /// Labels collected from the header rows so far.
    labels: Vec<String>,
    /// The first few records, from the first block.
    first: Vec<Vec<String>>,
    notes: Vec<Note>,
    /// What the text was decoded from, last time it was looked at.
    encoding: Encoding,
    /// How much had been written when this step began.
    mark: usize,
    /// Whether the text has held a NUL.
    nul: bool,
    terminator_known: bool,
    /// The row of the header, where title rows stand above it.
    header_below: Option<u64>,
    /// Lets the records pass of which nothing has to be said.
    gate: Gate,
    /// Whether records of this file may pass, and whether that is settled.
    passable: bool,
    settled: bool,
    /// Whether cells of some column are asked about though they are valid.
    asks: bool,
    // Reused for each record.
    problems: Vec<Problem>,
    risky: Vec<usize>,
    details: String,
    row_invalid: bool,
    row_warned: bool,
    scratch: String,
    echo: String,
    key: Vec<u8>,
}

/// How much is written before the caller gets a chance to take it away.
const PAUSE_BYTES: usize = 1024 * 1024;

impl Checker for Core {
    fn gate(&mut self) -> (&mut Gate, &mut Vec<u8>) {
        (&mut self.gate, &mut self.annotated.out)
    }

    fn record(&mut self, record: &Record<'_>) -> Next {
        self.see(record);
        if !self.settled {
            self.settle_gate();
        }
        self.next()
    }

    fn valid(&mut self, record: &Record<'_>) -> Next {
        self.begin_row();
        if let Some(schema) = self.schema.clone() {
            self.note_valid(record, &schema, 0..self.columns.len());
            self.check_between(record, &schema, false);
        }
        self.end_row(record);
        self.next()
    }
}

impl Column {
    /// Whether its cells are asked about though they are valid.
    const fn is_asked_about(&self) -> bool {
        self.remembers || self.watched.is_some()
    }
}

impl Core {
    fn new(settings: &Settings) -> Self {
        Self {
            language: settings.language,
            limits: settings.limits,
            seed: settings.seed,
            schema: settings.schema.clone(),
            collector: Collector::new(settings.language, settings.limits, settings.findings),
            annotated: Annotated::new(Format::default()),
            annotate: settings.report_csv,
            given: settings.dialect.clone(),
            facts: DialectFacts::default(),
            sniffed: Vec::new(),
            reasons: Reasons::new(),
            declared: settings.encoding,
            encoding_by: None,
            report_columns: ReportColumns::default(),
            result: None,
            stage: Stage::Header,
            columns: Vec::new(),
            width: 0,
            data_width: 0,
            keys: Vec::new(),
            lists: settings.lists.clone(),
            references: Vec::new(),
            waiting: WaitingRoom::default(),
            searches: NEAREST_SEARCHES,
            options: settings.options.clone(),
            rules: RowRules::default(),
            budget: Budget::new(settings.limits.unique_values),
            rows: Rows::default(),
            places: Places::default(),
            sheet: None,
            first_error: None,
            labels: Vec::new(),
            first: Vec::new(),
            notes: Vec::new(),
            encoding: UTF_8,
            mark: 0,
            nul: false,
            terminator_known: false,
            header_below: None,
            gate: Gate::default(),
            passable: false,
            settled: false,
            asks: false,
            problems: Vec::new(),
            risky: Vec::new(),
            details: String::new(),
            row_invalid: false,
            row_warned: false,
            scratch: String::new(),
            echo: String::new(),
            key: Vec::new(),
        }
    }

    /// Notes what the first block has decided.
    fn open(&mut self, opening: &Opening) {
        let encoding = opening.decoder.encoding();
        if opening.guessed {
            self.file_warning(
                Problem::new(Code::EncodingError, Message::EncodingErrorGuessedUtf16)
                    .with("encoding", encoding.name()),
            );
        }
        if opening.mark || encoding != UTF_8 {
            // Spreadsheets take UTF-8 for what it is only when it begins with the mark.
            self.annotated_raw("\u{feff}");
        }
        self.annotated_raw(opening.text.separator_line());
        let format = opening.reader.format();
        let given = &self.given;
        if given.delimiter.is_none() {
            self.sniffed.push("delimiter".into());
        }
        let byte = |byte: u8| char::from(byte).to_string();
        let delimiter = match &opening.choice {
            Choice::Given => None,
            Choice::SeparatorLine => {
                let params = [("delimiter", Param::Text(byte(format.delimiter)))];
                let word = Ui::WhyDelimiterLine;
                Some(Reason::plain("separator-line", self.language, word, &params))
            }
            Choice::Sniffed(sniffed) => Some(Reason::of_delimiter(sniffed, self.language)),
        };
        self.reasons.extend(delimiter.map(|reason| ("delimiter".into(), reason)));
        self.encoding_by = match opening {
            Opening { mark: true, .. } => Some(("byte-order-mark", Ui::WhyEncodingMark)),
            Opening { guessed: true, .. } => Some(("nul-bytes", Ui::WhyEncodingNul)),
            _ => None,
        };
        self.facts = DialectFacts {
            delimiter: byte(format.delimiter),
            line_terminator: "\n".into(),
            quote_char: format.quote.map(byte),
            double_quote: format.double_quote,
            escape_char: format.escape.map(byte),
            skip_initial_space: format.skip_initial_space,
            header: given.header.unwrap_or(true),
            header_rows: given.header_rows.clone().unwrap_or_else(|| vec![1]),
            header_join: given.header_join.clone(),
            comment_rows: given.comment_rows.clone(),
            comment_char: given.comment_char.clone(),
            null_sequence: given.null_sequence.clone(),
        };
        if !self.facts.header {
            self.facts.header_rows.clear();
        }
        self.annotated.set_format(format.clone());
        self.gate.set_quote(format.quote);
        self.preview(&opening.text, format);
    }

    /// Answers the questions that need to look ahead, with the first few records.
    fn preview(&mut self, text: &HeadText, format: &Format) {
        self.first = text.first_records(format, &self.limits);
        if self.facts.header {
            self.look_for_titles();
        } else {
            let width = self.first.first().map_or(0, Vec::len);
            self.positional(width);
        }
    }

    /// Looks for rows above the header, such as a title and a date: the first row holds no label that
    /// the schema knows, and one of those below holds at least two, and little else.
    fn look_for_titles(&mut self) {
        let Some(schema) = self.schema.clone().filter(|_| self.given.header_rows.is_none()) else {
            return;
        };
        let names = Names::new(&schema);
        let labels = |cells: &Vec<String>| {
            let filled = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
            filled.fold((0, 0), |(known, filled), cell| {
                (known + usize::from(names.knows(cell)), filled + 1)
            })
        };
        let comment = |cells: &&Vec<String>| {
            let mark = self.given.comment_char.as_ref();
            mark.is_some_and(|mark| cells.first().is_some_and(|cell| cell.starts_with(mark)))
        };
        if self.first.iter().find(|cells| !comment(cells)).is_none_or(|cells| labels(cells).0 > 0) {
            return;
        }
        let header = self.first.iter().take(TITLE_ROWS).position(|cells| {
            let (known, filled) = labels(cells);
            known >= 2 && known * 2 > filled
        });
        if let Some(index) = header {
            let row = index as u64 + 1;
            self.header_below = Some(row);
            let problem = Problem::new(Code::LabelRow, Message::LabelRowTitle).with("row", row);
            self.collector.add(&Finding::of_row(&problem, Severity::Warning, Some(1), None));
        }
    }

    /// Decoded text on its way to the reader.
    fn text(&mut self, text: &str, decoder: &mut Decoder, reader: &mut Reader) {
        if !self.nul {
            self.nul = memchr::memchr(0, text.as_bytes()).is_some();
        }
        self.notes.extend(decoder.notes.drain(..));
        self.encoding = decoder.encoding();
        self.set_gate();
        reader.check(text, self);
        self.count_passed();
    }

    /// The caller has had a chance to take away what was written.
    fn begin_step(&mut self) {
        self.mark = self.written();
        self.set_gate();
    }

    /// Says which records may pass without a look: none before the header is known, where something
    /// is to be said of their bytes, or where their numbers or a vendor's words count.
    fn set_gate(&mut self) {
        self.gate.open = self.passable && self.notes.is_empty() && !self.nul;
        // All that is written while records pass is the annotated file.
        self.gate.most = (self.mark + PAUSE_BYTES).saturating_sub(self.collector.ndjson.len());
    }

    /// Counts the records that have passed the gate.
    fn count_passed(&mut self) {
        let passed = std::mem::take(&mut self.gate.passed);
        self.rows.total += passed;
        self.rows.valid += passed;
    }

    /// Prepares the gate, once the columns are known and the data begins.
    fn settle_gate(&mut self) {
        self.settled = self.stage == Stage::Data && self.terminator_known && self.width > 0;
        // Without a schema an earlier report's columns are looked at like the others.
        let looks_behind = self.schema.is_none() && self.data_width != self.width;
        self.passable = self.settled
            && !looks_behind
            && self.result.is_none()
            && self.given.comment_rows.is_empty()
            && self.given.null_sequence.is_none();
        self.gate.width = self.width;
        let mark = self.annotated.mark(self.width).filter(|_| self.annotate);
        self.gate.asks = self.annotate && mark.is_none()
            || !(self.keys.is_empty() && self.references.is_empty() && self.rules.live.is_empty())
            || self.asks;
        self.gate.mark = mark.map(<[u8]>::to_vec);
    }

    fn annotated_raw(&mut self, text: &str) {
        if self.annotate {
            self.annotated.raw(text);
        }
    }

    /// Bytes that wait to be taken away.
    fn written(&self) -> usize {
        let sheet = self.sheet.as_ref().map_or(0, |sheet| sheet.out.len());
        self.annotated.out.len() + self.collector.ndjson.len() + sheet
    }

    /// What the reader has to know behind a record.
    fn next(&mut self) -> Next {
        self.set_gate();
        Next {
            goes_on: self.written().saturating_sub(self.mark) < PAUSE_BYTES,
            width: (self.stage != Stage::Header).then_some(self.width),
        }
    }

    fn see(&mut self, record: &Record<'_>) {
        if !self.terminator_known && record.terminator != Terminator::End {
            self.terminator_known = true;
            record.terminator.as_str().clone_into(&mut self.facts.line_terminator);
        }
        if self.is_aside(record) {
            let notes = self.notes_of(record);
            self.note_findings(record, &notes);
            if self.annotate {
                self.annotated.aside(record);
            }
            return;
        }
        match self.stage {
            _ if record.continues => self.rest(record),
            Stage::Header => self.header_row(record),
            Stage::Labels => {
                self.stage = Stage::Data;
                if self.holds_labels(record) {
                    self.facts.header_rows.push(record.row);
                    self.header_damage(record);
                    if self.annotate {
                        self.annotated.header(record);
                    }
                } else {
                    self.data(record);
                }
            }
            Stage::Data => self.data(record),
        }
    }

    /// Whether the record is a comment, or lies before or between the header rows.
    fn is_aside(&self, record: &Record<'_>) -> bool {
        let comment = self.given.comment_rows.contains(&record.row)
            || self.given.comment_char.as_ref().is_some_and(|mark| record.text.starts_with(mark));
        comment
            || self.stage == Stage::Header && self.header_below.is_some_and(|row| record.row < row)
            || self.stage == Stage::Header
                && self.given.header_rows.as_ref().is_some_and(|rows| {
                    !rows.contains(&record.row)
                        && rows.last().is_some_and(|last| record.row < *last)
                })
    }

    // The header.

    fn header_row(&mut self, record: &Record<'_>) {
        let join = self.given.header_join.clone().unwrap_or_else(|| " ".into());
        let mut scratch = std::mem::take(&mut self.scratch);
        for index in 0..record.len() {
            let label = record.cell(index, &mut scratch);
            match self.labels.get_mut(index) {
                Some(labels) if !label.is_empty() => {
                    if !labels.is_empty() {
                        labels.push_str(&join);
                    }
                    labels.push_str(label);
                }
                Some(_) => {}
                None => self.labels.push(label.to_owned()),
            }
        }
        self.scratch = scratch;
        self.width = self.width.max(record.width);
        let more = self
            .given
            .header_rows
            .as_ref()
            .is_some_and(|rows| rows.last().is_some_and(|last| *last > record.row));
        if !more {
            self.header_complete(record);
        }
        if self.annotate {
            if more {
                // The two labels belong to the last header row; the others stay as they are.
                self.annotated.header_filler(record);
            } else {
                self.annotated.header(record);
            }
        }
    }

    fn header_complete(&mut self, record: &Record<'_>) {
        self.stage = Stage::Data;
        if self.given.header_rows.is_none() {
            self.facts.header_rows = vec![record.row];
        }
        let labels = std::mem::take(&mut self.labels);
        let schema = self.schema.clone();
        let replaces = self.settle_report_columns(&labels, schema.as_deref());
        self.data_width = self.width - if replaces { 2 } else { 0 };
        let data_labels = labels.get(..self.data_width.min(labels.len())).unwrap_or(&[]);
        let mut matched = match &schema {
            Some(schema) => header::match_labels(data_labels, schema),
            None => header::inspect(data_labels),
        };
        self.recognise_result(record, data_labels, schema.as_deref());
        if let Some((result, _)) = &self.result {
            matched.findings.retain(|finding| {
                let column = finding.column.map(|column| column as usize - 1);
                finding.problem.code != Code::ExtraLabel
                    || !column.is_some_and(|column| result.added(column))
            });
        }
        let labels_width = self.data_width;
        let width = self.width_of_records(record).filter(|_| !replaces);
        let columns =
            if let Some(width) = width.filter(|_| schema.is_none() || matched.has_errors()) {
                // It is the header that is damaged. The records are measured by what they agree on.
                (self.width, self.data_width) = (width, width);
                let columns = matched.align(data_labels, schema.as_deref(), width);
                matched.has_other_width(data_labels, width, schema.as_deref());
                columns
            } else {
                (0..data_labels.len()).map(Some).collect()
            };
        self.columns = columns
            .iter()
            .enumerate()
            .take(self.limits.columns)
            .map(|(column, index)| {
                let label = index.and_then(|index| data_labels.get(index)).cloned();
                let field = index.and_then(|index| matched.fields.get(index).copied().flatten());
                let label = label.unwrap_or_else(|| format!("field{}", column + 1));
                self.column(&label, field, schema.as_deref())
            })
            .collect();
        if let Some(sheet) = &mut self.sheet {
            let label = |index: &Option<usize>| index.and_then(|index| data_labels.get(index));
            sheet.labels =
                columns.iter().map(|index| label(index).cloned().unwrap_or_default()).collect();
        }
        let annotated_width = labels_width.max(self.data_width);
        self.make_keys(schema.as_deref());
        self.make_references(schema.as_deref());
        let broken = self.make_rules(schema.as_deref());
        self.make_gate(schema.as_deref());
        self.annotated.set(self.report_columns.clone(), annotated_width, replaces);
        self.header_damage(record);
        for finding in &matched.findings {
            let label = finding
                .column
                .filter(|_| finding.problem.code != Code::MissingLabel)
                .and_then(|column| data_labels.get(column as usize - 1));
            self.collector.add(&Finding {
                code: finding.problem.code,
                severity: finding.severity,
                row: Some(record.row),
                line: Some(record.line),
                column: finding.column,
                field: finding.field.as_deref(),
                cell: label.map(String::as_str).filter(|label| !label.is_empty()),
                constraint: None,
                message: finding.problem.message,
                params: &finding.problem.params,
                rule: None,
            });
        }
        if let Some(schema) = &schema {
            self.rules_of_header(schema, &broken, data_labels, Some(record));
        }
        if self.width > self.limits.columns {
            let limit = self.limits.columns as u64;
            self.row_finding(
                record,
                Problem::new(Code::SourceError, Message::SourceErrorTooManyColumns)
                    .with("limit", limit),
            );
        }
        if schema.is_some() && self.given.header_rows.is_none() {
            self.sniffed.push("headerRows".into());
            self.stage = Stage::Labels;
        }
    }

    /// The width that the first records agree on, where it is not the header's.
    fn width_of_records(&self, header: &Record<'_>) -> Option<usize> {
        if self.width > self.limits.columns {
            return None;
        }
        let below = self.first.iter().skip(usize::try_from(header.row).unwrap_or(usize::MAX));
        header::width_of_records(self.width, below.map(Vec::len))
    }

    fn header_damage(&mut self, record: &Record<'_>) {
        let notes = self.notes_of(record);
        self.note_findings(record, &notes);
        self.damage_findings(record);
    }

    fn column(&self, label: &str, field: Option<usize>, schema: Option<&Schema>) -> Column {
        let known: Option<&Field> = field.and_then(|field| schema?.fields.get(field));
        let capacity = known.and_then(|field| field.capacity.as_ref());
        let left = capacity.and_then(|list| self.lists.get(list)?.number(label));
        let unique = known.is_some_and(|field| field.unique);
        Column {
            name: known.map_or(label, |field| field.name.as_str()).into(),
            field,
            remembers: unique || left.is_some(),
            seen: unique.then(|| Seen::new(self.seed)),
            watched: None,
            left: left.map(|left| (label.into(), left)),
            asked: 0,
        }
    }

    /// Without a header, columns are the fields in their order.
    fn positional(&mut self, width: usize) {
        let schema = self.schema.clone();
        let fields = schema.as_deref().map_or(0, |schema| schema.fields.len());
        self.width = if fields > 0 { fields } else { width };
        self.data_width = self.width;
        self.columns = (0..self.width.min(self.limits.columns))
            .map(|index| {
                let label = format!("field{}", index + 1);
                self.column(&label, (index < fields).then_some(index), schema.as_deref())
            })
            .collect();
        self.make_keys(schema.as_deref());
        self.make_references(schema.as_deref());
        let broken = self.make_rules(schema.as_deref());
        self.make_gate(schema.as_deref());
        if let Some(schema) = &schema {
            self.rules_of_header(schema, &broken, &[], None);
        }
        self.settle_report_columns(&[], schema.as_deref());
        self.annotated.set(self.report_columns.clone(), self.data_width, false);
        self.stage = Stage::Data;
    }

    /// What the gate knows of the columns.
    fn make_gate(&mut self, schema: Option<&Schema>) {
        let field = |column: &Column| schema?.fields.get(column.field?);
        let columns = self.columns.iter().map(|column| match (schema, field(column)) {
            (None, _) => {
                gate::Column { glance: CellCheck::glance_at_unknown(), may_be_empty: true }
            }
            (Some(_), None) => gate::Column { glance: Glance::ANY, may_be_empty: true },
            (Some(_), Some(field)) => gate::Column {
                glance: field.check.glance_at_cells(),
                may_be_empty: field.check.may_be_empty(),
            },
        });
        self.gate.columns = columns.collect();
        self.asks = self.columns.iter().any(Column::is_asked_about);
    }

    fn make_keys(&mut self, schema: Option<&Schema>) {
        let Some(schema) = schema else { return };
        let primary = (!schema.primary_key.is_empty()).then_some((&schema.primary_key, true));
        let unique = schema.unique_keys.iter().map(|fields| (fields, false));
        for (fields, primary) in primary.into_iter().chain(unique) {
            let columns: Option<Vec<usize>> = fields
                .iter()
                .map(|field| self.columns.iter().position(|column| column.field == Some(*field)))
                .collect();
            // A key whose column is missing is the header's finding.
            if let Some(columns) = columns {
                self.keys.push(Key { columns, seen: Seen::new(self.seed), primary });
            }
        }
    }

    /// Puts the schema's foreign keys on the columns of the file. One that refers to what is not at
    /// hand is said once, for the whole file.
    fn make_references(&mut self, schema: Option<&Schema>) {
        let Some(schema) = schema else { return };
        for key in &schema.foreign_keys {
            let place =
                |field: usize| self.columns.iter().position(|column| column.field == Some(field));
            // What a missing column refers to is not asked; the column is the header's finding.
            let Some(columns) = key.fields.iter().map(|&field| place(field)).collect() else {
                continue;
            };
            let fields: Vec<_> =
                key.fields.iter().filter_map(|&field| schema.fields.get(field)).collect();
            let name =
                fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ");
            let target = match (&key.resource, fields.as_slice()) {
                (None, _) => {
                    let positions = key.reference_fields.iter().map(|name| schema.position(name));
                    let targets: Option<Vec<usize>> =
                        positions.map(|field| field.and_then(place)).collect();
                    let Some(columns) = targets else { continue };
                    Target::Own { columns, seen: Seen::new(self.seed) }
                }
                (Some(resource), [field]) if self.lists.contains_key(resource) => {
                    let Some(list) = self.lists.get(resource) else { continue };
                    Target::of_list(list, &field.check, self.seed)
                }
                (Some(resource), fields) => {
                    let message = if fields.len() == 1 {
                        Message::ResourceErrorMissing
                    } else {
                        Message::ResourceErrorSeveral
                    };
                    let problem = Problem::new(Code::ResourceError, message)
                        .with("list", resource.as_str())
                        .with("fields", name.as_str());
                    self.file_finding(problem);
                    continue;
                }
            };
            let severity = match fields.as_slice() {
                [field] => field.severity,
                _ => None,
            };
            self.references.push(Reference {
                columns,
                name: name.into(),
                target_name: match &key.resource {
                    Some(resource) => resource.as_str().into(),
                    None => key.reference_fields.join(", ").into(),
                },
                severity: severity.unwrap_or(Severity::Error),
                secret: fields.iter().any(|field| field.secret),
                target,
            });
        }
        // What a field says of a list is asked only where that list is at hand.
        for (index, column) in self.columns.iter().enumerate() {
            let field = column.field.and_then(|field| schema.fields.get(field));
            let Some((field, name)) = field.and_then(|field| Some((field, field.list.as_ref()?)))
            else {
                continue;
            };
            let Some(list) = self.lists.get(name) else { continue };
            self.references.push(Reference {
                columns: vec![index],
                name: Rc::clone(&column.name),
                target_name: name.as_str().into(),
                severity: field.severity.unwrap_or(Severity::Error),
                secret: field.secret,
                target: Target::of_list(list, &field.check, self.seed),
            });
        }
    }

    /// Puts the schema's rules on the columns of the file. Gives those that the header breaks.
    fn make_rules(&mut self, schema: Option<&Schema>) -> Vec<usize> {
        let Some(schema) = schema.filter(|schema| !schema.rules.is_empty()) else {
            return Vec::new();
        };
        let fields: Vec<Option<usize>> = self.columns.iter().map(|column| column.field).collect();
        let options = &self.options;
        let option = |name: &str| {
            let listed = schema.template.options.iter().find(|(known, _)| known == name);
            options.get(name).cloned().or_else(|| Some(listed?.1.default.clone()))
        };
        let (rules, broken) = RowRules::new(schema, &fields, &option, self.seed);
        for (index, column) in self.columns.iter_mut().enumerate() {
            column.watched = rules.place_of(index);
        }
        self.rules = rules;
        broken
    }

    /// The rules that the columns of the file break, whatever stands in them.
    fn rules_of_header(
        &mut self,
        schema: &Schema,
        broken: &[usize],
        labels: &[String],
        record: Option<&Record<'_>>,
    ) {
        for rule in broken.iter().filter_map(|place| schema.rules.at(*place)) {
            let column = rule.field().and_then(|field| {
                self.columns.iter().position(|column| column.field == Some(field))
            });
            let params = rule_params(rule, None);
            let cell = column.and_then(|column| labels.get(column)).map(String::as_str);
            self.collector.add(&Finding {
                row: record.map(|record| record.row),
                line: record.map(|record| record.line),
                column: column.map(|column| column as u32 + 1),
                field: rule.field().and_then(|field| Some(&*schema.fields.get(field)?.name)),
                cell: cell.filter(|label| !label.is_empty()),
                ..Finding::of_rule(BrokenRule { rule, values: &[] }, &params)
            });
        }
    }

    /// Chooses the labels of the two columns, and says whether the file has them already.
    fn settle_report_columns(&mut self, labels: &[String], schema: Option<&Schema>) -> bool {
        let mut columns = ReportColumns::default();
        if let Some((status, details)) =
            schema.and_then(|schema| schema.template.report_columns.clone())
        {
            (columns.status, columns.details) = (status, details);
        }
        if let Some((valid, invalid)) =
            schema.and_then(|schema| schema.template.report_status.clone())
        {
            (columns.valid, columns.invalid) = (valid, invalid);
        }
        let is_field = |label: &str| {
            schema.is_some_and(|schema| schema.fields.iter().any(|field| field.name == label))
        };
        let mut found = false;
        for attempt in 0..2 {
            let pair = labels.len() > 2
                && labels.get(labels.len() - 2..).is_some_and(|last| {
                    last.iter().map(String::as_str).eq([&*columns.status, &*columns.details])
                });
            if pair && !is_field(&columns.status) && self.statuses_are(&columns, labels.len()) {
                found = true;
                break;
            }
            let taken = |label: &String| *label == columns.status || *label == columns.details;
            if attempt == 0 && labels.iter().any(taken) {
                columns.status = format!("rollcall_{}", columns.status);
                columns.details = format!("rollcall_{}", columns.details);
            }
        }
        self.report_columns = columns;
        found
    }

    /// Looks whether a vendor has given the file back. Our own report, which comes back mended, is
    /// none.
    fn recognise_result(
        &mut self,
        header: &Record<'_>,
        labels: &[String],
        schema: Option<&Schema>,
    ) {
        let template = schema.and_then(|schema| schema.template.name.as_deref());
        let is_field = |label: &str| schema.is_some_and(|schema| schema.position(label).is_some());
        let below = usize::try_from(header.row).unwrap_or(usize::MAX);
        let first = self.first.get(below..).unwrap_or_default();
        if self.data_width == self.width {
            self.result = outcomes::recognise(labels, first, template, &is_field).map(|result| {
                let outcome = outcomes::Outcome::new(result.kind);
                (result, outcome)
            });
        }
    }

    /// Counts what the vendor says of the row; why it was refused goes into its details first.
    fn vendor_says(&mut self, record: &Record<'_>) {
        let Some((result, outcome)) = &mut self.result else { return };
        let mut scratch = std::mem::take(&mut self.scratch);
        let mut status = String::new();
        if let Some(column) = result.status {
            record.cell(column, &mut scratch).clone_into(&mut status);
        }
        let details = result.details.map_or("", |column| record.cell(column, &mut scratch));
        let fate = result.fate(&status, details);
        outcome.count(fate);
        if self.annotate && matches!(fate, Fate::Failed | Fate::Partial) {
            self.details.push_str(details.trim());
        }
        self.scratch = scratch;
    }

    /// Whether the status column of the first records holds what a report writes there.
    fn statuses_are(&self, columns: &ReportColumns, width: usize) -> bool {
        let header = self.facts.header_rows.last().copied().unwrap_or(0) as usize;
        // What a row has too much stands before the two.
        let status = |cells: &Vec<String>| cells.get(cells.len().max(width) - 2).cloned();
        self.first.iter().skip(header).filter_map(status).all(|status| {
            status == columns.valid
                || status == columns.invalid
                || status == columns.status
                || status.is_empty()
        })
    }

    /// Decides whether the row under the header holds labels: by what stands in it.
    fn holds_labels(&mut self, record: &Record<'_>) -> bool {
        let Some(schema) = self.schema.clone() else { return false };
        let mut scratch = std::mem::take(&mut self.scratch);
        let cells: Vec<String> = (0..record.len().min(self.columns.len()))
            .map(|index| record.cell(index, &mut scratch).to_owned())
            .collect();
        self.scratch = scratch;
        let wanted = schema.template.header_rows >= 2;
        let found = self.is_label_row(&cells, &schema, wanted);
        if found == wanted {
            return found;
        }
        let message = if found { Message::LabelRowFound } else { Message::LabelRowMissing };
        let mut problem = Problem::new(Code::LabelRow, message);
        if found {
            problem = problem.with("row", record.row);
        }
        let (row, line) = (Some(record.row), Some(record.line));
        self.collector.add(&Finding::of_row(&problem, Severity::Warning, row, line));
        found
    }

    /// Labels look like the field's name or its known labels; data passes a check that labels do
    /// not. One cell of real data settles it; otherwise labels have to be recognised, or every
    /// telling cell has to fail its check in a row without gaps.
    fn is_label_row(&self, cells: &[String], schema: &Schema, wanted: bool) -> bool {
        let (mut filled, mut labels, mut failed) = (0, 0, 0);
        // What an address or a number has, and a label has not.
        let mut looks_like_data = false;
        let mut problems = Vec::new();
        for (cell, column) in cells.iter().zip(&self.columns) {
            let cell = cell.trim();
            if cell.is_empty() {
                continue;
            }
            filled += 1;
            looks_like_data |=
                cell.contains('@') || cell.bytes().filter(u8::is_ascii_digit).count() > 2;
            let Some(field) = column.field.and_then(|field| schema.fields.get(field)) else {
                continue;
            };
            if header::is_called(field, cell) {
                labels += 1;
            } else if field.check.is_discriminating() {
                problems.clear();
                match field.check.check(cell, &mut problems) {
                    Outcome::Valid => return false,
                    Outcome::Invalid => failed += 1,
                    Outcome::Missing => {}
                }
            }
        }
        if filled == 0 {
            return false;
        }
        let complete = filled >= self.columns.len();
        labels * 2 >= filled
            || wanted && !looks_like_data && (labels >= 1 && failed >= 1 || failed >= 2 && complete)
    }

    // Data.

    fn data(&mut self, record: &Record<'_>) {
        if self.width == 0 && !self.facts.header {
            // The first record is longer than the first block.
            self.positional(record.width);
        }
        self.begin_row();
        self.vendor_says(record);
        let Some(schema) = self.schema.clone() else {
            self.structure(record);
            self.check_risks(record);
            self.end_row(record);
            return;
        };
        let blank = self.structure(record);
        if !blank {
            self.check_cells(record, &schema);
        }
        self.check_between(record, &schema, blank);
        self.end_row(record);
    }

    fn begin_row(&mut self) {
        self.rows.total += 1;
        self.forget_row();
    }

    /// Nothing is known of the row that begins.
    fn forget_row(&mut self) {
        (self.row_invalid, self.row_warned) = (false, false);
        self.details.clear();
        self.risky.clear();
        if let Some(sheet) = &mut self.sheet {
            sheet.told.clear();
        }
    }

    /// Checks what the cells of a record say of one another, and of other records.
    fn check_between(&mut self, record: &Record<'_>, schema: &Schema, blank: bool) {
        self.check_keys(record, schema, blank);
        if !blank {
            self.check_references(record, schema);
            self.check_rules(record, schema);
        }
    }

    /// A line that is the rest of the record before: one finding, and nothing in it is checked. It
    /// is counted, as it stands in the annotated file, for a row that is not valid: see
    /// [`crate::report::Rows`].
    fn rest(&mut self, record: &Record<'_>) {
        self.forget_row();
        let notes = self.notes_of(record);
        self.note_findings(record, &notes);
        self.row_finding(record, Problem::new(Code::StrayQuote, Message::StrayQuoteRest));
        if self.facts.header_rows.contains(&record.row) {
            if self.annotate {
                self.annotated.aside(record);
            }
        } else {
            self.rows.total += 1;
            self.end_row(record);
        }
    }

    fn end_row(&mut self, record: &Record<'_>) {
        if self.row_invalid {
            self.rows.invalid += 1;
        } else {
            self.rows.valid += 1;
        }
        if self.row_invalid || self.row_warned {
            self.places.first_row = self.first_row();
            self.places.count(record.row, self.row_invalid);
        }
        self.write_sheet(record);
        if self.annotate {
            self.annotated.row(record, &self.risky, !self.row_invalid, &self.details);
        }
    }

    /// Hands out a row with findings, with what its cells should say where that is certain.
    fn write_sheet(&mut self, record: &Record<'_>) {
        if !cfg!(feature = "mending") {
            return;
        }
        let told = self.row_invalid || self.row_warned;
        let wanted = |sheet: &mut Box<Sheet>| told || sheet.is_late(record.row);
        let Some(mut sheet) = self.sheet.take_if(wanted) else { return };
        // A line that fell off its record has that record's row, and cannot be mended by itself.
        if record.continues || !sheet.has_room() {
            sheet.left += 1;
        } else {
            let mut scratch = std::mem::take(&mut self.scratch);
            let mut suggestions = BTreeMap::new();
            let columns: Vec<usize> = sheet.told.iter().filter_map(|told| told.column).collect();
            for column in columns {
                if suggestions.contains_key(&column) || column >= record.len() {
                    continue;
                }
                let Some(field) = self.field(column) else { continue };
                let here = sheet.told.iter().filter(|told| told.column == Some(column));
                let told: Vec<(Message, &Params)> =
                    here.map(|told| (told.message, &told.params)).collect();
                let cell = record.cell(column, &mut scratch);
                let value = cell.strip_prefix('\'').filter(|rest| runs(rest)).unwrap_or(cell);
                let list = self.list_of(column);
                if let Some(meant) = mend::suggestion(&field.check, list, value, &told) {
                    suggestions.insert(column, meant);
                }
            }
            let kept = if self.data_width < self.width { self.data_width } else { usize::MAX };
            sheet.row(record, kept, &suggestions, &mut scratch);
            self.scratch = scratch;
        }
        self.sheet = Some(sheet);
    }

    /// The list that the values of a column come from, where it is at hand.
    fn list_of(&self, column: usize) -> Option<&List> {
        self.references.iter().find_map(|reference| match &reference.target {
            Target::List(_, list) if reference.columns == [column] => Some(&**list),
            _ => None,
        })
    }

    /// What the columns of the rows with findings are.
    fn sheet_head(&self) -> Option<SheetHead> {
        let sheet = self.sheet.as_ref()?;
        let mut labels = sheet.labels.clone();
        for column in self.columns.iter().skip(labels.len()) {
            labels.push(column.name.to_string());
        }
        let fields = self.columns.iter().enumerate().map(|(index, column)| {
            let field = self.schema.as_ref()?.fields.get(column.field?)?;
            let values: Vec<String> = match self.list_of(index) {
                Some(list) => list.values().take(MOST_VALUES).map(str::to_owned).collect(),
                None => field.check.words().map(str::to_owned).collect(),
            };
            Some(SheetField { name: field.name.clone(), title: field.title.clone(), values })
        });
        Some(SheetHead { labels, fields: fields.collect(), left: sheet.left })
    }

    /// The row behind the header. Known once there is data.
    fn first_row(&self) -> u64 {
        self.facts.header_rows.last().map_or(1, |row| row + 1)
    }

    /// What is wrong with how the record is written; whether it is blank.
    fn structure(&mut self, record: &Record<'_>) -> bool {
        if !self.notes.is_empty() {
            let notes = self.notes_of(record);
            self.note_findings(record, &notes);
        }
        if !record.damage.is_empty() {
            self.damage_findings(record);
        }
        // Every cell empty: at most two quotes a cell and the delimiters.
        let replaces = self.data_width < self.width;
        if (replaces || record.text.len() < record.width * 3) && self.is_blank(record) {
            self.row_finding(record, Problem::new(Code::BlankRow, Message::BlankRow));
            return true;
        }
        let torn = record.damage.iter().any(|(_, damage)| *damage == Damage::TooLong);
        if record.width > self.width && !torn {
            let problem = Problem::new(Code::ExtraCell, Message::ExtraCell)
                .with("expected", self.width as u64)
                .with("found", record.width as u64);
            let mut scratch = std::mem::take(&mut self.scratch);
            let cell = record.cell(self.width, &mut scratch);
            self.cell_finding(record, self.width, None, Some(cell), &problem, Severity::Error);
            self.scratch = scratch;
        } else if record.width < self.width && !torn {
            let expected = self.width;
            let problem = Problem::new(Code::MissingCell, Message::MissingCell)
                .with("expected", expected as u64)
                .with("found", record.width as u64)
                .with("first", column_letter(record.width as u32 + 1))
                .with("last", column_letter(expected as u32));
            let name = self.columns.get(record.width).map(|column| Rc::clone(&column.name));
            self.cell_finding(
                record,
                record.width,
                name.as_deref(),
                None,
                &problem,
                Severity::Error,
            );
        }
        false
    }

    /// Whether there is nothing in the record but what an earlier report wrote there.
    fn is_blank(&mut self, record: &Record<'_>) -> bool {
        let report = self.data_width..self.width;
        (0..record.len()).all(|index| {
            report.contains(&index) || record.cell(index, &mut self.scratch).is_empty()
        })
    }

    /// The notes about bytes of this record, taken off the list.
    fn notes_of(&mut self, record: &Record<'_>) -> Vec<Note> {
        let end = record.offset + record.text.len() as u64;
        let count = self.notes.iter().take_while(|note| note.offset <= end).count();
        self.notes.drain(..count).collect()
    }

    fn note_findings(&mut self, record: &Record<'_>, notes: &[Note]) {
        let mut last = None;
        for note in notes {
            let offset = note.offset.saturating_sub(record.offset) as usize;
            let index = (0..record.len())
                .find(|index| record.cell_range(*index).is_some_and(|cell| offset <= cell.end))
                .unwrap_or(record.len().saturating_sub(1));
            // One finding a cell says enough.
            if last.replace((index, note.kind)) == Some((index, note.kind)) {
                continue;
            }
            let byte = format!("0x{:02X}", note.byte);
            let (message, severity, encoding) = match note.kind {
                NoteKind::Fallback => {
                    (Message::EncodingErrorFallback, Severity::Warning, "windows-1252")
                }
                NoteKind::Invalid => {
                    (Message::EncodingErrorInvalid, Severity::Error, self.encoding.name())
                }
            };
            let problem = Problem::new(Code::EncodingError, message)
                .with("byte", byte)
                .with("encoding", encoding);
            self.named_finding(record, index, &problem, severity);
        }
    }

    fn damage_findings(&mut self, record: &Record<'_>) {
        for &(index, damage) in record.damage {
            if damage == Damage::StrayQuote && self.is_bare_json(record, index) {
                continue;
            }
            let problem = match damage {
                Damage::StrayQuote => Problem::new(Code::StrayQuote, Message::StrayQuote),
                Damage::TextAfterQuote => Problem::new(Code::StrayQuote, Message::StrayQuoteAfter),
                Damage::UnclosedQuote => Problem::new(Code::UnclosedQuote, Message::UnclosedQuote),
                Damage::TooLong => Problem::new(Code::CellTooLong, Message::CellTooLong)
                    .with("limit", self.limits.record_bytes as u64),
            };
            self.named_finding(record, index, &problem, Severity::Error);
        }
    }

    /// Whether the cell is a JSON value without quotes around it, such as `["a"]`: its quotes are its
    /// own, and it reads as it was meant.
    fn is_bare_json(&mut self, record: &Record<'_>, index: usize) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        let mut problems = std::mem::take(&mut self.problems);
        let cell = record.cell(index, &mut scratch);
        let field = self.field(index).filter(|field| field.check.is_json());
        let valid =
            field.is_some_and(|field| field.check.check(cell, &mut problems) == Outcome::Valid);
        problems.clear();
        (self.scratch, self.problems) = (scratch, problems);
        valid
    }

    /// A finding in a cell, named and shown as its column allows.
    fn named_finding(
        &mut self,
        record: &Record<'_>,
        index: usize,
        problem: &Problem,
        severity: Severity,
    ) {
        let name = self.columns.get(index).map(|column| Rc::clone(&column.name));
        let secret = self.field(index).is_some_and(|field| field.secret);
        let mut scratch = std::mem::take(&mut self.scratch);
        let cell = (!secret).then(|| record.cell(index, &mut scratch));
        self.cell_finding(record, index, name.as_deref(), cell, problem, severity);
        self.scratch = scratch;
    }

    fn field(&self, index: usize) -> Option<&Field> {
        self.schema.as_ref()?.fields.get(self.columns.get(index)?.field?)
    }

    fn check_keys(&mut self, record: &Record<'_>, schema: &Schema, blank: bool) {
        if self.keys.is_empty() {
            return;
        }
        let mut keys = std::mem::take(&mut self.keys);
        for key in &mut keys {
            let KeyCells { missing, complete, .. } = self.key_of(record, schema, &key.columns);
            if missing == key.columns.len() {
                if key.primary {
                    let problem = Problem::new(Code::PrimaryKey, Message::PrimaryKeyMissing);
                    self.row_finding(record, problem);
                }
                continue;
            }
            if blank || !complete || (missing > 0 && !key.primary) {
                continue;
            }
            if let Sighting::Again(first) = key.seen.see(&self.key, record.row, &mut self.budget) {
                let (code, message) = if key.primary {
                    (Code::PrimaryKey, Message::PrimaryKeyDuplicate)
                } else {
                    (Code::UniqueError, Message::PrimaryKeyDuplicate)
                };
                self.row_finding(record, Problem::new(code, message).with("first_row", first));
            }
        }
        self.keys = keys;
    }

    /// Looks up what the record refers to. What may still come waits for the end of the file.
    fn check_references(&mut self, record: &Record<'_>, schema: &Schema) {
        if self.references.is_empty() {
            return;
        }
        let mut references = std::mem::take(&mut self.references);
        for index in 0..references.len() {
            let Some(reference) = references.get_mut(index) else { continue };
            let columns = std::mem::take(&mut reference.columns);
            let own = matches!(reference.target, Target::Own { .. });
            if let Target::Own { columns, seen } = &mut reference.target {
                let cells = self.key_of(record, schema, columns);
                if cells.complete && !cells.invalid && cells.missing < columns.len() {
                    note(seen, &self.key, record.row, &mut self.budget);
                }
            }
            let cells = self.key_of(record, schema, &columns);
            // A key without any value refers to nothing, and a wrong cell has its finding already.
            if cells.complete && !cells.invalid && cells.missing < columns.len() {
                let (Target::Own { seen, .. } | Target::List(seen, _)) = &reference.target;
                let (stands, hash) = stands(seen, &self.key);
                if !stands {
                    self.reference_broken(record, (index, &references), &columns, own, hash);
                }
            }
            if let Some(reference) = references.get_mut(index) {
                reference.columns = columns;
            }
        }
        self.references = references;
    }

    /// Asks the rules. A row whose cells may not stand where they belong is not asked.
    fn check_rules(&mut self, record: &Record<'_>, schema: &Schema) {
        if self.rules.live.is_empty() || record.width != self.width || self.is_damaged(record) {
            return;
        }
        let mut rules = std::mem::take(&mut self.rules);
        let null = self.given.null_sequence.take();
        let row = Row { record, schema, null: null.as_deref() };
        rules.next_row();
        for at in 0..rules.live.len() {
            let Some(breach) = rules.ask(at, &row, &mut self.budget) else { continue };
            let rule = rules.live.get(at).and_then(|live| schema.rules.at(live.rule));
            let Some(rule) = rule else { continue };
            let field = rule.field().and_then(|field| schema.fields.get(field));
            let params = rule_params(rule, breach.first_row.map(|row| ("first_row", row)));
            let mut scratch = std::mem::take(&mut self.scratch);
            let mut echo = std::mem::take(&mut self.echo);
            let shown = breach.column.filter(|_| !field.is_some_and(|field| field.secret));
            let cell = shown.map(|column| row.value(column, &mut scratch));
            let cell = cell.filter(|cell| !cell.is_empty());
            self.place(&Finding {
                row: Some(record.row),
                line: Some(breach.column.map_or(record.line, |column| record.cell_line(column))),
                column: breach.column.map(|column| column as u32 + 1),
                field: field.map(|field| &*field.name),
                cell: cell.map(|cell| cut(cell, self.limits.cell_echo, &mut echo)),
                ..Finding::of_rule(BrokenRule { rule, values: &rules.values }, &params)
            });
            (self.scratch, self.echo) = (scratch, echo);
        }
        self.given.null_sequence = null;
        self.rules = rules;
    }

    /// Whether a cell of the record is not written as it should be.
    fn is_damaged(&mut self, record: &Record<'_>) -> bool {
        record.damage.iter().any(|&(index, damage)| {
            damage != Damage::StrayQuote || !self.is_bare_json(record, index)
        })
    }

    /// The rules that count rows, at the end of the file.
    fn settle_capacities(&mut self) {
        for (index, column) in self.columns.iter().enumerate() {
            let Some((label, left)) = column.left.as_ref().filter(|left| column.asked > left.1)
            else {
                continue;
            };
            let problem = Problem::new(Code::LicenceLimit, Message::LicenceLimit)
                .with("label", &**label)
                .with("rows", column.asked)
                .with("left", *left);
            let row = self.facts.header_rows.first().copied();
            self.collector.add(&Finding {
                column: Some(index as u32 + 1),
                field: Some(&column.name),
                ..Finding::of_row(&problem, problem.code.severity(), row, None)
            });
        }
    }

    fn settle_rules(&mut self) {
        let Some(schema) = self.schema.clone() else { return };
        for live in &self.rules.live {
            let Some(rule) = schema.rules.at(live.rule) else { continue };
            let Some(limit) = rule.limit().filter(|limit| live.count > *limit) else { continue };
            let mut params = rule_params(rule, Some(("count", live.count)));
            if rule.is_limit() {
                params.push(("limit", Param::Number(limit)));
            }
            self.collector.add(&Finding {
                field: rule.field().and_then(|field| Some(&*schema.fields.get(field)?.name)),
                ..Finding::of_rule(BrokenRule { rule, values: &[] }, &params)
            });
        }
    }

    /// A record refers to what is not there, or not there yet.
    fn reference_broken(
        &mut self,
        record: &Record<'_>,
        (index, references): (usize, &[Reference]),
        columns: &[usize],
        own: bool,
        hash: u64,
    ) {
        let Some(reference) = references.get(index) else { return };
        let only = match columns {
            [column] => Some(*column),
            _ => None,
        };
        let mut scratch = std::mem::take(&mut self.scratch);
        let cell =
            only.filter(|_| !reference.secret).map(|column| record.cell(column, &mut scratch));
        if own {
            let mut echo = std::mem::take(&mut self.echo);
            let cell = cell.map(|cell| cut(cell, self.limits.cell_echo, &mut echo));
            let line = only.map_or(record.line, |column| record.cell_line(column));
            self.waiting.wait(
                hash,
                (record.row, line),
                (index, references),
                (self.row_invalid, self.row_warned),
                cell,
            );
            self.echo = echo;
        } else {
            let near = match (&reference.target, cell) {
                (Target::List(_, list), Some(cell)) if list.values().len() <= self.searches => {
                    self.searches -= list.values().len();
                    nearest(cell, list.values())
                }
                _ => None,
            };
            let message =
                if near.is_some() { Message::ForeignKeyNear } else { Message::ForeignKey };
            let mut problem =
                Problem::new(Code::ForeignKey, message).with("list", &*reference.target_name);
            if let Some(near) = near {
                problem = problem.with("nearest", near);
            }
            // Only a key of one field can refer to a list.
            let column = only.unwrap_or_default();
            let name = Some(&*reference.name);
            self.cell_finding(record, column, name, cell, &problem, reference.severity);
        }
        self.scratch = scratch;
    }

    /// The file has ended: what still waits refers to nothing.
    fn settle_references(&mut self) -> Option<Amendment> {
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.sift(&self.references);
        let owns = self.references.iter().any(|key| matches!(key.target, Target::Own { .. }));
        if waiting.full || owns && self.budget.is_spent() {
            let limit = if waiting.full { MOST_WAITING as u64 } else { self.limits.unique_values };
            self.file_warning(
                Problem::new(Code::UniqueLimit, Message::UniqueLimitReferences)
                    .with("limit", limit),
            );
        }
        // A value that could not be remembered may have been the one referred to.
        if waiting.all.is_empty() || self.budget.is_spent() {
            return None;
        }
        let ready = std::mem::take(&mut self.collector.ndjson);
        let mut late = Late::new(self.language, self.limits);
        let (mut counted, mut warned) = (0, 0);
        self.places.first_row = self.first_row();
        for entry in &waiting.all {
            let Some(reference) = self.references.get(usize::from(entry.reference)) else {
                continue;
            };
            let row = u64::from(entry.row);
            let problem = late_problem(reference);
            let place = (row, Some(u64::from(entry.line)));
            let finding = late_finding(reference, &problem, place, waiting.cell(entry));
            let before = self.collector.ndjson.len();
            self.collector.add(&finding);
            late.line(row, self.collector.ndjson.get(before..).unwrap_or_default());
            if entry.row_invalid || counted == row {
                continue;
            }
            if reference.severity == Severity::Error {
                counted = row;
                self.rows.valid = self.rows.valid.saturating_sub(1);
                self.rows.invalid += 1;
                if warned == row || entry.row_warned {
                    self.places.turn(row);
                } else {
                    self.places.count(row, true);
                }
            } else if warned != row && !entry.row_warned {
                warned = row;
                self.places.count(row, false);
            }
        }
        self.collector.ndjson = ready;
        Some(late.amendment(&waiting.all, std::mem::take(&mut self.references)))
    }

    /// Puts the values of a key's columns into `self.key`.
    fn key_of(&mut self, record: &Record<'_>, schema: &Schema, columns: &[usize]) -> KeyCells {
        self.key.clear();
        let mut cells = KeyCells { missing: 0, complete: true, invalid: false };
        for &index in columns {
            let field = self.columns.get(index).and_then(|column| schema.fields.get(column.field?));
            let Some(field) = field.filter(|_| index < record.len()) else {
                let blank = index >= record.len() && record.is_blank();
                cells.missing = if blank { columns.len() } else { 0 };
                cells.complete = false;
                return cells;
            };
            let cell = record.cell(index, &mut self.scratch);
            self.problems.clear();
            let outcome = field.check.check(cell, &mut self.problems);
            self.problems.clear();
            match outcome {
                Outcome::Missing => {
                    cells.missing += 1;
                    key_gap(&mut self.key);
                }
                Outcome::Valid => key_cell(&field.check.canonical(cell), &mut self.key),
                Outcome::Invalid => {
                    cells.invalid = true;
                    key_cell(cell, &mut self.key);
                }
            }
        }
        cells
    }

    // Findings.

    fn file_finding(&mut self, problem: Problem) {
        let severity = problem.code.severity();
        self.whole_file(&problem, severity);
    }

    fn file_warning(&mut self, problem: Problem) {
        self.whole_file(&problem, Severity::Warning);
    }

    fn whole_file(&mut self, problem: &Problem, severity: Severity) {
        self.collector.add(&Finding::of_row(problem, severity, None, None));
    }

    /// A finding about a whole record.
    fn row_finding(&mut self, record: &Record<'_>, problem: Problem) {
        let severity = problem.code.severity();
        self.place(&Finding::of_row(&problem, severity, Some(record.row), Some(record.line)));
    }

    /// A finding about a cell.
    fn cell_finding(
        &mut self,
        record: &Record<'_>,
        index: usize,
        name: Option<&str>,
        cell: Option<&str>,
        problem: &Problem,
        severity: Severity,
    ) {
        let mut echo = std::mem::take(&mut self.echo);
        let cell = cell.map(|cell| cut(cell, self.limits.cell_echo, &mut echo));
        self.place(&Finding {
            code: problem.code,
            severity,
            row: Some(record.row),
            line: Some(record.cell_line(index)),
            column: Some(index as u32 + 1),
            field: name,
            cell,
            constraint: problem.constraint,
            message: problem.message,
            params: &problem.params,
            rule: None,
        });
        self.echo = echo;
    }

    /// Counts the finding and adds it to the row's details.
    fn place(&mut self, finding: &Finding<'_>) {
        self.collector.add(finding);
        if cfg!(feature = "mending")
            && let Some(sheet) = self.sheet.as_mut().filter(|sheet| sheet.has_room())
        {
            sheet.tell(finding, self.collector.json_of(finding));
        }
        match finding.severity {
            Severity::Error => {
                self.row_invalid = true;
                self.first_error = self.first_error.or(finding.row);
            }
            Severity::Warning => self.row_warned = true,
        }
        if self.annotate {
            add_detail(finding, self.language, self.limits.details_bytes, &mut self.details);
        }
    }

    /// Says why the encoding is what it is, where it was not declared.
    fn reason_encoding(&mut self, encoding: Encoding) {
        let plain = if encoding == UTF_8 {
            ("utf-8", Ui::WhyEncodingUtf8)
        } else {
            ("not-utf-8", Ui::WhyEncodingFallback)
        };
        let (by, word) = match (self.encoding_by, self.declared) {
            (Some(first_bytes), _) => first_bytes,
            (None, Some(_)) => return,
            (None, None) => plain,
        };
        self.reasons.insert("encoding".into(), Reason::plain(by, self.language, word, &[]));
    }

    /// Says why the header rows are what they are, where they were not given.
    fn reason_header(&mut self) {
        if self.given.header.is_some() || self.given.header_rows.is_some() {
            return;
        }
        let Some((&row, under)) = self.facts.header_rows.split_first() else { return };
        let (by, word) = match under {
            [_, ..] => ("label-row", Ui::WhyHeaderLabels),
            [] if self.header_below.is_some() => ("title-rows", Ui::WhyHeaderTitles),
            [] => ("first-row", Ui::WhyHeaderFirst),
        };
        let params = [("row", Param::Number(under.first().copied().unwrap_or(row)))];
        let reason = Reason::plain(by, self.language, word, &params);
        self.reasons.insert("headerRows".into(), reason);
    }

    fn finish(mut self, bytes: u64, encoding: Encoding, refused: bool) -> Finished {
        if !refused {
            if self.stage == Stage::Header && self.facts.header {
                // A mark or a `sep=` line and nothing else, or only comments.
                self.file_finding(Problem::new(Code::SourceError, Message::SourceErrorEmpty));
            } else if self.rows.total == 0 {
                self.file_warning(Problem::new(Code::SourceError, Message::SourceErrorNoRows));
            }
            let limit = self.schema.as_ref().and_then(|schema| schema.template.row_limit);
            if let Some(limit) = limit.filter(|limit| self.rows.total > *limit) {
                let rows = self.rows.total;
                self.file_finding(
                    Problem::new(Code::RowLimit, Message::RowLimit)
                        .with("limit", limit)
                        .with("rows", rows),
                );
            }
            self.settle_rules();
            self.settle_capacities();
            if let Some((_, outcome)) = &self.result {
                let outcome = *outcome;
                self.file_warning(
                    Problem::new(Code::ResultFile, outcome.kind.message())
                        .with("succeeded", outcome.succeeded)
                        .with("partial", outcome.partial)
                        .with("failed", outcome.failed)
                        .with("resend", outcome.resend),
                );
            }
            if self.budget.is_spent() {
                let limit = self.limits.unique_values;
                self.file_warning(
                    Problem::new(Code::UniqueLimit, Message::UniqueLimit).with("limit", limit),
                );
            }
        }
        let mut amendment = self.settle_references();
        if !refused {
            self.reason_encoding(encoding);
            self.reason_header();
        }
        let findings = self.collector.finish();
        self.places.first_row = self.first_row();
        self.places.close(self.rows.total);
        let (result_file, outcome) = self.result.unzip();
        let report = Report {
            valid: findings.errors == 0,
            file: FileFacts {
                bytes,
                encoding: encoding.name().to_ascii_lowercase(),
                dialect: self.facts,
                sniffed: self.sniffed,
                reasons: self.reasons,
                report_columns: self.report_columns,
                result_file,
            },
            rows: self.rows,
            outcome,
            places: self.places,
            findings,
        };
        if let Some(amendment) = &mut amendment {
            amendment.of_file(&report.file);
        }
        Finished {
            report,
            report_csv: self.annotated.out,
            findings_ndjson: self.collector.ndjson,
            amendment,
        }
    }
}

/// What the finding of a rule names besides its place: the rule, where its code does not say, and a
/// number.
fn rule_params(rule: &Rule, number: Option<(&'static str, u64)>) -> Params {
    let mut params = Params::new();
    if rule.own_code().is_none() {
        params.push(("rule", rule.id().into()));
    }
    params.extend(number.map(|(name, number)| (name, Param::Number(number))));
    params
}

/// The first `limit` characters of a cell, with an ellipsis where it goes on.
fn cut<'c>(cell: &'c str, limit: usize, buffer: &'c mut String) -> &'c str {
    if cell.len() <= limit {
        return cell;
    }
    match cell.char_indices().nth(limit) {
        None => cell,
        Some((end, _)) => {
            buffer.clear();
            buffer.push_str(cell.get(..end).unwrap_or(""));
            buffer.push('…');
            buffer
        }
    }
}
