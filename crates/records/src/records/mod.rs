//! UTF-8 text to records, in a stream, as slices.
//!
//! # How it works
//!
//! [`Reader::push`] takes text of any length and calls back once for each record that is complete.
//! A record that lies within one push is handed out as a slice of it; only a record that a push
//! cuts is copied, into `carry`, until its end arrives. Cells are spans into the record's text, kept
//! in one reused vector: reading allocates nothing per cell.
//!
//! A record that is in order, as nearly all are, is read by a [`sweep`], which hands out one after
//! the other and knows nothing of damage. The first record that is not in order is read again from
//! its beginning by the scan, and so is what a push cuts and every record of a dialect with escapes.
//! The scan goes from one special byte (delimiter, quote, line end, escape) to the next
//! ([`specials`]) and is a machine of three states: [`State::Unquoted`], [`State::Quoted`] and
//! [`State::QuoteInQuoted`], the moment after a quote within a quoted cell, when the next byte says
//! whether it was doubled, closed the cell, or stands where it should not.
//!
//! # What happens to damage
//!
//! * A quote inside an unquoted cell is text, as spreadsheets read it, and is reported.
//! * Text after a closing quote belongs to the cell, and is reported.
//! * A quote that is never closed would swallow the file. The reader takes a quoted cell for
//!   unclosed when it has crossed a line break and then meets a quote that can neither be doubled
//!   nor close it, or the end of the file, or [`Format::max_record`]. It goes back to where the cell
//!   began and reads it again with its quote as text: the damage stays on its own record, and the
//!   next record is read as it was meant.
//! * Where it is known how wide a record should be ([`Reader::expect`]), that helps to tell a quoted
//!   cell with line breaks from one that was never closed and met a quote later by accident. A
//!   record that crosses a line break and is damaged or has the wrong width is judged when it is
//!   complete: if the cell, read as text, leaves behind its line records that are in order, it is
//!   read so; otherwise the line breaks are its own. Without that knowledge the rule above applies.
//! * A record whose cell with a line break has lost its quotes falls apart at that line break. Where a
//!   width is expected, a line that is far too short and ends a quote that nothing on it opened, or
//!   comes right behind a quote that nothing closed, [`Record::continues`] the record before and has
//!   its row: the rows below keep their numbers.
//! * A record longer than [`Format::max_record`] is cut there; what follows up to its end is skipped
//!   and the record says so.
//!
//! In a comment ([`Format::comment`]) no quote and no escape means anything: it ends with its line,
//! and cannot take the next one along. Nor does it continue a record, or a line continue it.
//!
//! # If you change it
//!
//! Offsets within a record count from the record's first byte; `shift` turns a position in the
//! current push into one. Nothing may depend on where pushes are cut: the property tests compare
//! every chunking with the plain reader in [`plain`].

mod specials;
mod sweep;

#[cfg(test)]
mod plain;

use std::borrow::Cow;

use crate::Format;
use crate::gate::{self, Checker};
use specials::{SpecialBytes, Specials};
use sweep::Sweep;

/// What ended a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Terminator {
    /// A line feed.
    #[default]
    Lf,
    /// A carriage return and a line feed.
    CrLf,
    /// A carriage return alone.
    Cr,
    /// The end of the file.
    End,
}

impl Terminator {
    /// The bytes themselves; empty at the end of the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
            Self::End => "",
        }
    }
}

/// How a cell is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// As it is, without quotes.
    Bare,
    /// Between quotes, nothing inside to undo.
    Quoted,
    /// With doubled quotes or escapes to undo.
    Escaped,
}

/// Where a cell lies in its record's text, quotes included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) writing: Writing,
}

/// Where the cells of a record lie.
#[derive(Debug, Clone, Copy)]
enum Layout<'a> {
    /// In a record that is in order: where each cell ends. The next begins behind the delimiter.
    Clean {
        /// Counted from the same place as `base`.
        ends: &'a [u32],
        /// Where the record begins.
        base: u32,
        /// Whether a quoted cell holds doubled quotes.
        doubled: bool,
    },
    /// Wherever the scan found them.
    Spans(&'a [Span]),
}

/// What is wrong with how a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// A quote in the middle of an unquoted cell.
    StrayQuote,
    /// Text between the closing quote and the next delimiter.
    TextAfterQuote,
    /// A quote that nothing closes.
    UnclosedQuote,
    /// Longer than [`Format::max_record`]; the rest was not kept.
    TooLong,
}

/// One record, valid while the callback runs.
#[derive(Debug)]
pub struct Record<'a> {
    /// The text as it stands in the file, without its line end.
    pub text: &'a str,
    /// What ended it.
    pub terminator: Terminator,
    /// Which record of the file this is, from 1, blank ones included: the row a spreadsheet shows.
    pub row: u64,
    /// The physical line it begins on, from 1.
    pub line: u64,
    /// How many bytes of text come before it in the file.
    pub offset: u64,
    /// How many cells it has; more than can be looked at when over [`Format::max_columns`].
    pub width: usize,
    /// Whether it is the rest of the record before, whose row it has: a line that fell off because
    /// the quotes around a line break are damaged.
    pub continues: bool,
    /// Whether it is known to hold nothing but ASCII and Latin letters with accents, up to U+033F:
    /// no character that nobody sees, above all.
    pub is_latin: bool,
    /// What is wrong with it, with the index of the cell, in order. At most one a cell, and
    /// [`Damage::TooLong`] besides.
    pub damage: &'a [(usize, Damage)],
    /// Whether it is known to hold no line break.
    on_one_line: bool,
    layout: Layout<'a>,
    format: &'a Format,
}

impl<'a> Record<'a> {
    /// Whether nothing stands in it, not even a delimiter.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// How many cells can be looked at.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        match self.layout {
            Layout::Clean { ends, .. } => ends.len(),
            Layout::Spans(spans) => spans.len(),
        }
    }

    /// Whether there is no cell to look at. Never so: a blank record has one empty cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cell's value: quotes taken off, doubled quotes and escapes undone. `scratch` is used only
    /// when there is something to undo. Empty for a cell that is not there.
    #[inline]
    #[must_use]
    pub fn cell<'s>(&self, index: usize, scratch: &'s mut String) -> &'s str
    where
        'a: 's,
    {
        let raw = self.raw_cell(index);
        match self.layout {
            Layout::Clean { .. } if raw.as_bytes().first() != self.format.quote.as_ref() => raw,
            _ => self.unquoted(index, raw, scratch),
        }
    }

    /// The value of a cell that may have quotes to take off.
    fn unquoted<'s>(&self, index: usize, mut raw: &'a str, scratch: &'s mut String) -> &'s str
    where
        'a: 's,
    {
        if self.format.skip_initial_space {
            raw = raw.trim_start_matches(' ');
        }
        match self.writing(index, raw) {
            Writing::Bare => raw,
            Writing::Quoted => raw.get(1..raw.len().max(2) - 1).unwrap_or(""),
            Writing::Escaped => {
                scratch.clear();
                undo(raw, self.format, scratch);
                scratch
            }
        }
    }

    /// The same value, for as long as the record's text is there: a text of its own only where there
    /// is something to undo.
    ///
    /// ```
    /// use std::borrow::Cow;
    /// use rollcall_records::{Format, records::Reader};
    /// let mut owned = Vec::new();
    /// Reader::new(Format::default()).push("a,\"b\",\"say \"\"c\"\"\"\n", &mut |record| {
    ///     owned.extend((0..3).map(|index| matches!(record.value(index), Cow::Owned(_))));
    /// });
    /// assert_eq!(owned, [false, false, true]);
    /// ```
    #[must_use]
    pub fn value(&self, index: usize) -> Cow<'a, str> {
        let mut scratch = String::new();
        let mut raw = self.raw_cell(index);
        match self.layout {
            Layout::Clean { .. } if raw.as_bytes().first() != self.format.quote.as_ref() => {
                return Cow::Borrowed(raw);
            }
            _ if self.format.skip_initial_space => raw = raw.trim_start_matches(' '),
            _ => {}
        }
        match self.writing(index, raw) {
            Writing::Bare => Cow::Borrowed(raw),
            Writing::Quoted => Cow::Borrowed(raw.get(1..raw.len().max(2) - 1).unwrap_or("")),
            Writing::Escaped => {
                undo(raw, self.format, &mut scratch);
                Cow::Owned(scratch)
            }
        }
    }

    /// The cell as it stands in the file, quotes included.
    #[inline]
    #[must_use]
    pub fn raw_cell(&self, index: usize) -> &'a str {
        self.cell_range(index).and_then(|range| self.text.get(range)).unwrap_or("")
    }

    /// Each cell from `from` on as it stands in the file, in order.
    #[inline]
    pub(crate) fn raw_cells_from(&self, from: usize) -> RawCells<'a> {
        let start = match self.layout {
            Layout::Clean { ends, base, .. } => {
                let before = from.checked_sub(1).and_then(|before| ends.get(before));
                before.map_or(0, |end| (end + 1 - base) as usize)
            }
            Layout::Spans(_) => 0,
        };
        RawCells { text: self.text, layout: self.layout, index: from, start }
    }

    /// Where the cell begins and ends in [`Record::text`], quotes included.
    #[inline]
    #[must_use]
    pub fn cell_range(&self, index: usize) -> Option<std::ops::Range<usize>> {
        match self.layout {
            Layout::Clean { ends, base, .. } => {
                let end = *ends.get(index)?;
                let start = match index.checked_sub(1) {
                    Some(before) => *ends.get(before)? + 1,
                    None => base,
                };
                Some((start - base) as usize..(end - base) as usize)
            }
            Layout::Spans(spans) => {
                spans.get(index).map(|span| span.start as usize..span.end as usize)
            }
        }
    }

    /// Whether the cell begins with a quote that is not text.
    #[must_use]
    pub fn is_quoted(&self, index: usize) -> bool {
        let raw = self.raw_cell(index);
        self.format.quote.is_some_and(|quote| raw.as_bytes().first() == Some(&quote))
            && self.writing(index, raw) != Writing::Bare
    }

    /// The physical line the cell begins on.
    #[must_use]
    pub fn cell_line(&self, index: usize) -> u64 {
        if self.on_one_line {
            return self.line;
        }
        let start = self.cell_range(index).map_or(0, |range| range.start);
        self.line + line_breaks(self.text.get(..start).unwrap_or(""))
    }

    /// How the cell is written that stands in the file as `raw`.
    fn writing(&self, index: usize, raw: &str) -> Writing {
        match self.layout {
            Layout::Spans(spans) => spans.get(index).map_or(Writing::Bare, |span| span.writing),
            Layout::Clean { doubled, .. } => {
                let quote = self.format.quote.filter(|quote| raw.as_bytes().first() == Some(quote));
                let inner = raw.as_bytes().get(1..raw.len().max(2) - 1).unwrap_or_default();
                match quote {
                    None => Writing::Bare,
                    Some(quote) if doubled && memchr::memchr(quote, inner).is_some() => {
                        Writing::Escaped
                    }
                    Some(_) => Writing::Quoted,
                }
            }
        }
    }
}

/// The cells of a record, one after the other.
pub(crate) struct RawCells<'a> {
    text: &'a str,
    layout: Layout<'a>,
    index: usize,
    /// Where the next one begins, in a record that is in order.
    start: usize,
}

impl<'a> Iterator for RawCells<'a> {
    type Item = &'a str;

    #[inline]
    fn next(&mut self) -> Option<&'a str> {
        let range = match self.layout {
            Layout::Clean { ends, base, .. } => {
                let end = (*ends.get(self.index)? - base) as usize;
                let start = std::mem::replace(&mut self.start, end + 1);
                start..end
            }
            Layout::Spans(spans) => {
                let span = spans.get(self.index)?;
                span.start as usize..span.end as usize
            }
        };
        self.index += 1;
        Some(self.text.get(range).unwrap_or(""))
    }
}

/// How many line breaks are in `text`; CR LF counts once.
fn line_breaks(text: &str) -> u64 {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count() as u64
}

/// Undoes quoting: a doubled quote or an escaped character is one character; quotes that open and
/// close are dropped; text outside the quotes is kept.
fn undo(raw: &str, format: &Format, out: &mut String) {
    let quote = format.quote.map(char::from);
    let escape = format.escape.map(char::from);
    let mut chars = raw.chars().peekable();
    let mut inside = false;
    if quote.is_some() && chars.peek().copied() == quote {
        chars.next();
        inside = true;
    }
    while let Some(char) = chars.next() {
        if Some(char) == escape && escape != quote {
            out.extend(chars.next());
        } else if inside && Some(char) == quote {
            if format.double_quote && chars.peek().copied() == quote {
                out.extend(chars.next());
            } else {
                inside = false;
            }
        } else {
            out.push(char);
        }
    }
}

/// What a callback says about going on: nothing, which means yes, or whether to.
pub trait Flow {
    /// Whether reading goes on with the next record.
    fn goes_on(&self) -> bool;

    /// How many cells the records after this one should have, where that is news.
    fn expects(&self) -> Option<usize> {
        None
    }

    /// Both.
    fn next(&self) -> Next {
        Next { goes_on: self.goes_on(), width: self.expects() }
    }
}

/// What is called for each record where it is not the caller's own function that is compiled in. The
/// scan is compiled once and not for each caller: it is large, and reads few records.
type On<'a> = dyn FnMut(&Record<'_>) -> Next + 'a;

/// Whether to go on, and how many cells the next record should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// Whether reading goes on with the next record.
    pub goes_on: bool,
    /// How many cells it should have, where that is known.
    pub width: Option<usize>,
}

impl Flow for Next {
    fn goes_on(&self) -> bool {
        self.goes_on
    }

    fn expects(&self) -> Option<usize> {
        self.width
    }
}

impl Flow for () {
    fn goes_on(&self) -> bool {
        true
    }
}

impl Flow for bool {
    fn goes_on(&self) -> bool {
        *self
    }
}

/// How many cells with line breaks of one record are judged: every one costs a second reading.
const JUDGED_CELLS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Unquoted,
    Quoted,
    QuoteInQuoted,
}

/// What is remembered of the records before, to know the rest of one when it comes.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    /// The cells of the last record, with those of the lines that continue it.
    width: usize,
    /// A quote in it may have been meant to go on behind its line.
    open: bool,
    /// It is damaged and has an odd number of quotes.
    odd: bool,
    /// It is short, and in order otherwise; not blank.
    short: bool,
    /// How many such records there were: a file may leave out what is empty at the end of a row.
    shorts: u32,
    /// It is a comment, off which nothing falls.
    comment: bool,
}

/// From how many short records on the file is taken to have them on purpose.
const RAGGED: u32 = 2;

/// Reads records from text that arrives in pieces.
///
/// ```
/// use rollcall_records::{Format, records::Reader};
///
/// let mut reader = Reader::new(Format::default());
/// let mut names = Vec::new();
/// let mut scratch = String::new();
/// for piece in ["Jean,\"Dupont, ", "dit \"\"le Grand\"\"\"\r\nAnna,", "D'Angelo"] {
///     reader.push(piece, &mut |record| names.push(record.cell(1, &mut scratch).to_owned()));
/// }
/// reader.finish(&mut |record| names.push(record.cell(1, &mut scratch).to_owned()));
/// assert_eq!(names, ["Dupont, dit \"le Grand\"", "D'Angelo"]);
/// ```
#[derive(Debug)]
pub struct Reader {
    format: Format,
    special: SpecialBytes,
    /// The text of the record under way, as far as earlier pushes brought it.
    carry: String,
    /// Text that waits, because a callback asked for a pause. It begins with a record.
    backlog: String,
    /// What a sweep looks for, where the dialect allows one.
    sweep: Option<Sweep>,
    /// Where the cells of a sweep end; kept for the next.
    ends: Vec<u32>,
    cells: Vec<Span>,
    damage: Vec<(usize, Damage)>,
    width: usize,
    state: State,
    cell_start: usize,
    /// Whether the cell under way holds something to undo.
    escaped: bool,
    /// Whether the cell under way began with a quote that is not text.
    opened: bool,
    /// The next character is escaped.
    escape_next: bool,
    /// The last push ended in a carriage return that ended a record.
    pending_cr: bool,
    /// The record under way is over its limit; its text is no longer kept.
    discarding: bool,
    /// Whether the record has a quoted cell, and so perhaps line breaks.
    has_quotes: bool,
    /// Whether a quoted cell of the record has met, behind a line break, a quote that does not close
    /// it. Only noted where a width is expected; elsewhere such a cell is unclosed at once.
    doubtful: bool,
    /// How many cells a record should have.
    expected: Option<usize>,
    before: Before,
    row: u64,
    line: u64,
    offset: u64,
    /// Bytes of the record under way that were not kept.
    discarded: u64,
    /// Line breaks among them: escaped ones just behind the limit.
    discarded_lines: u64,
}

impl Reader {
    /// A reader at the beginning of a file.
    #[must_use]
    pub fn new(format: Format) -> Self {
        let special = SpecialBytes::new(format.delimiter, format.quote, format.escape);
        let sweep = Sweep::new(&format);
        Self {
            format,
            special,
            sweep,
            ends: Vec::new(),
            carry: String::new(),
            backlog: String::new(),
            cells: Vec::new(),
            damage: Vec::new(),
            width: 0,
            state: State::Unquoted,
            cell_start: 0,
            escaped: false,
            opened: false,
            escape_next: false,
            pending_cr: false,
            discarding: false,
            has_quotes: false,
            doubtful: false,
            expected: None,
            before: Before::default(),
            row: 1,
            line: 1,
            offset: 0,
            discarded: 0,
            discarded_lines: 0,
        }
    }

    /// Tells the reader that `lines` physical lines of `bytes` bytes came before what it is given.
    pub fn skip(&mut self, bytes: u64, lines: u64) {
        self.offset += bytes;
        self.line += lines;
    }

    /// Tells the reader how many cells each record from here on should have. It changes nothing for
    /// a record that is in order.
    pub const fn expect(&mut self, width: usize) {
        self.expected = Some(width);
    }

    /// What it looks for, and its limits.
    #[must_use]
    pub const fn format(&self) -> &Format {
        &self.format
    }

    /// How many records have been handed out.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.row - 1
    }

    /// Whether text has arrived that belongs to a record that is not complete yet.
    #[must_use]
    pub fn in_record(&self) -> bool {
        !self.carry.is_empty()
            || self.pending_cr
            || self.width > 0
            || self.discarding
            || !self.backlog.is_empty()
    }

    /// Reads more text, calling `on` for each record that is complete. When `on` gives `false`, the
    /// text after that record waits for [`Reader::resume`], and so does what is pushed meanwhile.
    pub fn push<F: Flow>(&mut self, text: &str, on: &mut impl FnMut(&Record<'_>) -> F) {
        if !self.backlog.is_empty() {
            self.backlog.push_str(text);
        } else if !text.is_empty() {
            let (mut at, goes_on) = self.settle_cr(text, &mut |record| on(record).next());
            if !goes_on {
                self.backlog.push_str(text.get(at..).unwrap_or(""));
                return;
            }
            let mut fresh = self.is_between_records();
            loop {
                if fresh {
                    at = match self.sweep_from(text, at, on) {
                        Some(next) => next,
                        None => break,
                    };
                }
                at = match self.scan(text, at, at, &mut |record| on(record).next()) {
                    Some(next) => next,
                    None => break,
                };
                fresh = true;
            }
            self.limit_carry(&mut |record| on(record).next());
        }
    }

    /// [`Reader::push`], compiled once for all who have little to read.
    pub fn read<F: Flow>(&mut self, text: &str, on: &mut impl FnMut(&Record<'_>) -> F) {
        self.read_each(text, &mut |record| on(record).next());
    }

    fn read_each(&mut self, text: &str, mut on: &mut On<'_>) {
        self.push(text, &mut on);
    }

    /// [`Reader::push`] for a check: the records of which nothing has to be said go no further than
    /// here.
    pub fn check(&mut self, text: &str, checker: &mut dyn Checker) {
        self.push(text, &mut |record| gate::take(record, checker));
    }

    /// [`Reader::resume`] for a check.
    pub fn resume_check(&mut self, checker: &mut dyn Checker) -> bool {
        self.resume(&mut |record| gate::take(record, checker))
    }

    /// [`Reader::close`] for a check.
    pub fn close_check(&mut self, checker: &mut dyn Checker) -> bool {
        self.read_end(&mut |record| gate::take(record, checker))
    }

    /// Goes on with text that waits; `false` when there is none.
    pub fn resume<F: Flow>(&mut self, on: &mut impl FnMut(&Record<'_>) -> F) -> bool {
        if self.backlog.is_empty() {
            return false;
        }
        let text = std::mem::take(&mut self.backlog);
        self.push(&text, on);
        true
    }

    /// Ends the file, step by step: whatever is left is its last record. `false` when nothing is.
    pub fn close<F: Flow>(&mut self, on: &mut impl FnMut(&Record<'_>) -> F) -> bool {
        self.read_end(&mut |record| on(record).next())
    }

    fn read_end(&mut self, on: &mut On<'_>) -> bool {
        if !self.backlog.is_empty() {
            let text = std::mem::take(&mut self.backlog);
            self.read_each(&text, on);
            return true;
        }
        // Nothing follows that a quote or an escape at the very end could wait for.
        if self.state == State::QuoteInQuoted {
            self.state = State::Unquoted;
        }
        self.escape_next = false;
        self.limit_carry(on);
        // What was read again may end in a quote or an escape too.
        if !self.backlog.is_empty() || self.escape_next || self.state == State::QuoteInQuoted {
            return true;
        }
        if self.pending_cr {
            self.pending_cr = false;
            self.emit_carried(Terminator::Cr, on);
        } else if !self.in_record() {
            return false;
        } else if self.state == State::Quoted && !self.discarding {
            // Reads one more cell as text, so this ends.
            self.reread_carry_with("", on);
        } else {
            let end = self.carry.len();
            self.end_cell(end);
            if let Some(cell) = self.unclosed("") {
                self.go_back_to(cell);
                self.reread_carry_with("", on);
            } else {
                self.emit_carried(Terminator::End, on);
            }
        }
        true
    }

    /// Ends the file: whatever is left is its last record.
    pub fn finish<F: Flow>(&mut self, on: &mut impl FnMut(&Record<'_>) -> F) {
        while self.close(on) {}
    }

    /// Scans `text` from `at` to the end of a record, and gives where the next one begins; `None` where
    /// the text ends or what is left of it waits. The record under way began at `start`, unless
    /// `carry` holds its beginning.
    fn scan(
        &mut self,
        text: &str,
        mut start: usize,
        mut at: usize,
        on: &mut On<'_>,
    ) -> Option<usize> {
        let bytes = text.as_bytes();
        let delimiter = self.format.delimiter;
        let mut specials = Specials::new(bytes, self.special, at);
        loop {
            if self.escape_next && at < bytes.len() {
                self.escape_next = false;
                // A record over its limit ends with its line.
                if self.discarding && matches!(bytes.get(at), Some(b'\n' | b'\r')) {
                    continue;
                }
                // An escaped character may be longer than a byte; its other bytes are not special.
                at += 1;
                specials.seek(at);
                continue;
            }
            if self.state == State::QuoteInQuoted {
                let Some(&byte) = bytes.get(at) else { break };
                if Some(byte) == self.format.quote && self.format.double_quote {
                    self.state = State::Quoted;
                    self.escaped = true;
                    specials.next();
                    at += 1;
                    continue;
                }
                if byte != delimiter && byte != b'\n' && byte != b'\r' {
                    if self.crosses_line(text, start, at) {
                        if self.expected.is_none() {
                            (start, at) = self.reread(text, start, at, on);
                            if self.waits_with(text, at) {
                                return None;
                            }
                            specials.seek(at);
                            continue;
                        }
                        self.doubtful = true;
                    }
                    self.damaged(Damage::TextAfterQuote);
                    self.escaped = true;
                }
                self.state = State::Unquoted;
            }
            let Some(found) = specials.next() else { break };
            at = found;
            let byte = bytes[at];
            if self.logical(start, at) > self.format.max_record && !self.discarding {
                if self.state == State::Quoted && self.crosses_line(text, start, at) {
                    (start, at) = self.reread(text, start, at, on);
                    if self.waits_with(text, at) {
                        return None;
                    }
                    specials.seek(at);
                    continue;
                }
                self.keep(text, start, at);
                start = at;
                self.discard();
            }
            match self.state {
                State::Quoted => {
                    if Some(byte) == self.format.quote {
                        self.state = State::QuoteInQuoted;
                        at += 1;
                        continue;
                    }
                    if Some(byte) == self.format.escape {
                        self.escaped = true;
                        self.escape_next = true;
                        at += 1;
                        continue;
                    }
                    if self.discarding && (byte == b'\n' || byte == b'\r') {
                        // An over-long quoted cell: the line is where order returns.
                        self.state = State::Unquoted;
                    } else {
                        at += 1;
                        continue;
                    }
                }
                State::Unquoted | State::QuoteInQuoted => {}
            }
            let logical = self.logical(start, at);
            if byte == delimiter {
                self.end_cell(logical);
                self.cell_start = logical + 1;
                at += 1;
            } else if byte == b'\n' || byte == b'\r' {
                let next = bytes.get(at + 1);
                self.end_cell(logical);
                if let Some(cell) = self.unclosed(text.get(start..at).unwrap_or("")) {
                    self.go_back_to(cell);
                    (start, at) = self.reread(text, start, at, on);
                    if self.waits_with(text, at) {
                        return None;
                    }
                    specials.seek(at);
                    continue;
                }
                if byte == b'\r' && next.is_none() {
                    self.keep(text, start, at);
                    self.pending_cr = true;
                    return None;
                }
                let terminator = match byte {
                    b'\n' => Terminator::Lf,
                    _ if next == Some(&b'\n') => Terminator::CrLf,
                    _ => Terminator::Cr,
                };
                let goes_on = if self.carry.is_empty() {
                    self.emit(text.get(start..at).unwrap_or(""), terminator, on)
                } else {
                    self.keep(text, start, at);
                    self.emit_carried(terminator, on)
                };
                at += terminator.as_str().len();
                if !goes_on {
                    self.backlog.push_str(text.get(at..).unwrap_or(""));
                    return None;
                }
                return Some(at);
            } else if self.in_comment(text, start, at) {
                at += 1;
            } else if Some(byte) == self.format.escape && Some(byte) != self.format.quote {
                self.escaped = true;
                self.escape_next = true;
                self.has_quotes = true;
                at += 1;
            } else {
                let opens = if self.format.skip_initial_space {
                    self.only_spaces(text, start, at)
                } else {
                    logical == self.cell_start
                };
                if opens && !self.opened && !self.escaped {
                    self.opened = true;
                    self.has_quotes = true;
                    self.cell_start = logical;
                    self.state = State::Quoted;
                } else {
                    self.damaged(Damage::StrayQuote);
                }
                at += 1;
            }
        }
        self.keep(text, start, text.len());
        None
    }

    /// Whether the next byte begins a record.
    fn is_between_records(&self) -> bool {
        self.state == State::Unquoted
            && self.width == 0
            && self.cell_start == 0
            && self.carry.is_empty()
            && !(self.opened || self.escaped || self.escape_next || self.discarding)
    }

    /// Hands out the records from `at` on that are in order. Gives where the next one begins, or
    /// `None` where a pause was asked for and the text from there on waits.
    fn sweep_from<F: Flow>(
        &mut self,
        text: &str,
        at: usize,
        on: &mut impl FnMut(&Record<'_>) -> F,
    ) -> Option<usize> {
        let Some(sweep) = self.sweep else { return Some(at) };
        let (next, goes_on) = self.sweep(sweep, text, at, on);
        if goes_on {
            return Some(next);
        }
        self.backlog.push_str(text.get(next..).unwrap_or(""));
        None
    }

    /// Applies the limit to a record that a push leaves unfinished, as [`Reader::scan`] would at the
    /// next special byte: nothing in between can change the state it depends on.
    fn limit_carry(&mut self, on: &mut On<'_>) {
        while self.carry.len() > self.format.max_record
            && !self.discarding
            && !self.pending_cr
            && !self.escape_next
            && self.state != State::QuoteInQuoted
        {
            if self.state == State::Quoted
                && line_breaks(self.carry.get(self.cell_start..).unwrap_or("")) > 0
            {
                self.reread_carry_with("", on);
            } else {
                self.discard();
            }
        }
    }

    /// Cuts the record under way at the limit and keeps no more of it.
    fn discard(&mut self) {
        let kept = self.carry.floor_char_boundary(self.format.max_record);
        self.discarded += (self.carry.len() - kept) as u64;
        self.discarded_lines += line_breaks(self.carry.get(kept..).unwrap_or(""));
        self.carry.truncate(kept);
        // Whatever else is wrong with the cell, that text is missing has to be said.
        self.damage.push((self.width, Damage::TooLong));
        self.discarding = true;
    }

    /// Goes back to where the cell under way began and takes its opening quote for text. Gives the
    /// start and the position from which to go on in `text`.
    fn reread(&mut self, text: &str, start: usize, at: usize, on: &mut On<'_>) -> (usize, usize) {
        if self.carry.is_empty() {
            self.reread_cell();
            return (start, start + self.cell_start + 1);
        }
        // What is under way afterwards is in `carry` again; the rest of `text` goes on from `at`.
        self.reread_carry_with(text.get(start..at).unwrap_or(""), on);
        let (settled, goes_on) = self.settle_cr(text.get(at..).unwrap_or(""), on);
        if goes_on {
            return (at + settled, at + settled);
        }
        self.backlog.push_str(text.get(at + settled..).unwrap_or(""));
        (text.len(), text.len())
    }

    /// Whether a pause was asked for while a cell was read again; the text from `at` on then waits
    /// behind what is left of it.
    fn waits_with(&mut self, text: &str, at: usize) -> bool {
        if self.backlog.is_empty() {
            return false;
        }
        self.backlog.push_str(text.get(at..).unwrap_or(""));
        true
    }

    /// Ends the record that a carriage return ended when nothing stood behind it yet. Gives how much
    /// of `text`, which does now, belongs to its line end, and whether to go on with the rest.
    fn settle_cr(&mut self, text: &str, on: &mut On<'_>) -> (usize, bool) {
        if !self.pending_cr || text.is_empty() {
            return (0, true);
        }
        self.pending_cr = false;
        let crlf = text.starts_with('\n');
        let terminator = if crlf { Terminator::CrLf } else { Terminator::Cr };
        let goes_on = self.emit_carried(terminator, on);
        (usize::from(crlf), goes_on)
    }

    /// A position of the current push as an offset within the record under way.
    #[inline]
    fn logical(&self, start: usize, at: usize) -> usize {
        self.carry.len() + self.discarded as usize + at - start
    }

    /// Keeps the text of a record that is not complete; past the limit, only counts it.
    fn keep(&mut self, text: &str, start: usize, end: usize) {
        let part = text.get(start..end).unwrap_or("");
        if self.discarding {
            self.discarded += part.len() as u64;
        } else {
            self.carry.push_str(part);
        }
    }

    /// Whether the record that reaches to `at` is a comment, in which no quote and no escape means
    /// anything.
    fn in_comment(&self, text: &str, start: usize, at: usize) -> bool {
        let Some(mark) = &self.format.comment else { return false };
        let (carried, rest) = mark.as_bytes().split_at(self.carry.len().min(mark.len()));
        let here = text.as_bytes().get(start..at).unwrap_or_default();
        self.carry.as_bytes().starts_with(carried) && here.starts_with(rest)
    }

    fn crosses_line(&self, text: &str, start: usize, at: usize) -> bool {
        if self.discarding {
            return false;
        }
        let here = if self.carry.is_empty() {
            text.get(start + self.cell_start..at)
        } else if let Some(carried) = self.carry.get(self.cell_start..) {
            if line_breaks(carried) > 0 {
                return true;
            }
            text.get(start..at)
        } else {
            text.get(start + self.cell_start - self.carry.len()..at)
        };
        here.is_some_and(|here| line_breaks(here) > 0)
    }

    fn only_spaces(&self, text: &str, start: usize, at: usize) -> bool {
        if self.discarding {
            return self.logical(start, at) == self.cell_start;
        }
        let blank = |part: Option<&str>| part.is_some_and(|part| part.bytes().all(|b| b == b' '));
        if self.carry.is_empty() {
            blank(text.get(start + self.cell_start..at))
        } else if self.cell_start <= self.carry.len() {
            blank(self.carry.get(self.cell_start..)) && blank(text.get(start..at))
        } else {
            blank(text.get(start + self.cell_start - self.carry.len()..at))
        }
    }

    /// Judges a record that is complete but for its line end: the first of its cells that was never
    /// closed, if there is one. `text` is what `carry` does not hold of it.
    #[inline]
    fn unclosed(&self, text: &str) -> Option<usize> {
        let expected = self.expected?;
        if !self.has_quotes || (self.width == expected && !self.doubtful) {
            return None;
        }
        self.judge(text, expected)
    }

    #[cold]
    fn judge(&self, text: &str, expected: usize) -> Option<usize> {
        if self.discarding || self.width > self.format.max_columns {
            return None;
        }
        let whole: Cow<'_, str> =
            if self.carry.is_empty() { text.into() } else { [&self.carry, text].concat().into() };
        let of = |span: &Span| whole.get(span.start as usize..span.end as usize).unwrap_or("");
        let quoted = |cell: usize, span: &Span| {
            span.writing != Writing::Bare
                && !self.damage.contains(&(cell, Damage::UnclosedQuote))
                && of(span).as_bytes().first() == self.format.quote.as_ref()
        };
        self.cells
            .iter()
            .enumerate()
            .filter(|(cell, span)| quoted(*cell, span) && line_breaks(of(span)) > 0)
            .take(JUDGED_CELLS)
            .find(|(cell, span)| {
                let after_quote = whole.get(span.start as usize + 1..).unwrap_or("");
                self.is_better_as_text(*cell, after_quote, expected)
            })
            .map(|(cell, _)| cell)
    }

    /// Whether, with the quote of this cell as text, what follows its line falls into records that
    /// are in order, at least every other one. The rest of a cell that was meant to cross the line
    /// does not: it has another width, or ends in a quote that stands nowhere.
    fn is_better_as_text(&self, cell: usize, after_quote: &str, expected: usize) -> bool {
        let (mut first, mut rests, mut following, mut in_order) = (None, 0, 0, 0);
        let mut other = Self::new(self.format.clone());
        other.width = cell;
        other.reread_cell();
        let mut note = |record: &Record<'_>| {
            if first.is_none() {
                first = Some(record.width);
            } else if following == 0 && record.width * 2 <= expected && record.damage.is_empty() {
                // Perhaps the rest of a cell with line breaks whose closing quote is missing.
                rests += 1;
            } else {
                following += 1;
                in_order += usize::from(record.width == expected && record.damage.is_empty());
            }
        };
        other.read(after_quote, &mut note);
        // A cell that is still open here may well close behind the text that is known. One that opens
        // as it should, behind a delimiter, is part of a record that is in order so far.
        let open = other.state == State::Quoted;
        let in_order_so_far = open && other.width > 0 && other.damage.is_empty();
        if !open {
            other.finish(&mut note);
        }
        if first.is_some() && in_order_so_far {
            following += 1;
            in_order += 1;
        }
        if following > 0 {
            in_order * 2 >= following
        } else {
            rests == 0 && first == Some(expected)
        }
    }

    /// Whether the complete record is the rest of the one before, and what is remembered of it.
    #[inline]
    fn continues(&mut self, text: &str) -> bool {
        let in_order = self.expected.is_none_or(|expected| self.width == expected);
        let comment = self.format.comment.as_ref().is_some_and(|mark| text.starts_with(mark));
        if comment || in_order && self.damage.is_empty() {
            let Self { width, before: Before { shorts, .. }, .. } = *self;
            self.before = Before { width, shorts, comment, ..Before::default() };
            return false;
        }
        self.is_rest(text)
    }

    /// A rest is far too short, or makes up with what came before the width of a record (its cells
    /// may hold a delimiter or two). Besides, a quote has to say so: one here that closes what
    /// nothing opened, or one before that nothing closed.
    #[cold]
    fn is_rest(&mut self, text: &str) -> bool {
        let Self { width, before, .. } = *self;
        let expected = self.expected.unwrap_or(width);
        let together = before.width + width.saturating_sub(1);
        let makes_up = before.width < expected && (expected..=expected + 2).contains(&together);
        let fits = width < expected && (width * 2 <= expected || makes_up);
        let shorts = before.shorts - u32::from(before.short);
        let above = self.row > 1 && !before.comment && shorts < RAGGED;
        let rest = above && fits && !text.is_empty() && !self.discarding;
        let odd = text.bytes().filter(|byte| Some(*byte) == self.format.quote).count() % 2 == 1;
        let closes = rest && (self.closes_quote(text) || before.odd && odd);
        if closes || rest && before.open {
            let open = before.open && !closes;
            let odd = before.odd != odd;
            self.before = Before { width: together, open, odd, shorts, ..Before::default() };
            return true;
        }
        let odd = odd && !self.damage.is_empty();
        let last = width.saturating_sub(1);
        let open = self.damage.iter().any(|(cell, damage)| match damage {
            Damage::UnclosedQuote | Damage::TextAfterQuote => true,
            Damage::StrayQuote => *cell == last && self.quotes_in(text, last) % 2 == 1,
            Damage::TooLong => false,
        });
        let short = width < expected && self.damage.is_empty() && !text.is_empty();
        let shorts = before.shorts + u32::from(short);
        self.before = Before { width, open, odd, short, shorts, comment: false };
        false
    }

    /// Whether the first cell with a quote is closed by one that nothing opens: behind doubled quotes
    /// only, a single one at its end.
    fn closes_quote(&self, text: &str) -> bool {
        let Some(cell) = (0..self.cells.len()).find(|cell| self.quotes_in(text, *cell) > 0) else {
            return false;
        };
        let quote = self.format.quote.unwrap_or(b'"');
        let mut runs = self.cell_text(text, cell).as_bytes().rsplit(|byte| *byte != quote);
        // Split at what is no quote, an empty piece lies between any two other characters.
        runs.next().is_some_and(|last| last.len() % 2 == 1) && runs.all(|run| run.len() % 2 == 0)
    }

    fn quotes_in(&self, text: &str, cell: usize) -> usize {
        let quote = self.format.quote;
        self.cell_text(text, cell).bytes().filter(|byte| Some(*byte) == quote).count()
    }

    fn cell_text<'t>(&self, text: &'t str, cell: usize) -> &'t str {
        let span = self.cells.get(cell);
        span.and_then(|span| text.get(span.start as usize..span.end as usize)).unwrap_or("")
    }

    /// Takes back everything from the cell on, as if it were just being read.
    fn go_back_to(&mut self, cell: usize) {
        let start = self.cells.get(cell).map_or(0, |span| span.start as usize);
        self.cells.truncate(cell);
        self.damage.retain(|(damaged, _)| *damaged < cell);
        self.width = cell;
        self.cell_start = start;
        self.doubtful = false;
    }

    /// Takes the quote that opened the cell under way for text.
    fn reread_cell(&mut self) {
        self.state = State::Unquoted;
        self.escaped = false;
        self.escape_next = false;
        self.opened = true;
        self.damage.retain(|(cell, _)| *cell != self.width);
        self.damaged(Damage::UnclosedQuote);
    }

    /// Reads `carry` and `more` again from the cell under way, whose opening quote is text.
    fn reread_carry_with(&mut self, more: &str, on: &mut On<'_>) {
        let mut text = std::mem::take(&mut self.carry);
        text.push_str(more);
        let at = self.cell_start + 1;
        self.reread_cell();
        let (mut start, mut at) = (0, at);
        while let Some(next) = self.scan(&text, start, at, on) {
            (start, at) = (next, next);
        }
    }

    /// Notes damage of the cell under way, once a cell. What is not kept is not looked at.
    fn damaged(&mut self, damage: Damage) {
        if !self.discarding && self.damage.last().is_none_or(|(cell, _)| *cell != self.width) {
            self.damage.push((self.width, damage));
        }
    }

    #[inline]
    fn end_cell(&mut self, end: usize) {
        if self.width < self.format.max_columns && !self.discarding {
            let quoted = self.opened && !self.damage.contains(&(self.width, Damage::UnclosedQuote));
            let writing = if self.escaped {
                Writing::Escaped
            } else if quoted {
                Writing::Quoted
            } else {
                Writing::Bare
            };
            self.cells.push(Span { start: self.cell_start as u32, end: end as u32, writing });
        } else if self.discarding && self.cell_start < self.carry.len() {
            // The cell in which the limit was reached: what was kept of it.
            let (start, end) = (self.cell_start as u32, self.carry.len() as u32);
            self.cells.push(Span { start, end, writing: Writing::Bare });
        }
        self.width += 1;
        self.opened = false;
        self.escaped = false;
        self.state = State::Unquoted;
    }

    fn emit_carried(&mut self, terminator: Terminator, on: &mut On<'_>) -> bool {
        let text = std::mem::take(&mut self.carry);
        let goes_on = self.emit(&text, terminator, on);
        // Keep the allocation, unless one monster record made it large.
        if text.capacity() <= 64 * 1024 {
            self.carry = text;
            self.carry.clear();
        }
        goes_on
    }

    #[inline]
    fn emit(&mut self, text: &str, terminator: Terminator, on: &mut On<'_>) -> bool {
        let continues = self.continues(text);
        if continues {
            self.row -= 1;
        }
        let flow = on(&Record {
            text,
            terminator,
            row: self.row,
            line: self.line,
            offset: self.offset,
            width: self.width,
            continues,
            is_latin: false,
            on_one_line: !self.has_quotes,
            damage: &self.damage,
            layout: Layout::Spans(&self.cells),
            format: &self.format,
        });
        self.expected = flow.expects().or(self.expected);
        self.row += 1;
        self.line += 1;
        if self.has_quotes {
            self.line += line_breaks(text);
            self.has_quotes = false;
        }
        self.offset += text.len() as u64 + self.discarded + terminator.as_str().len() as u64;
        self.cells.clear();
        self.damage.clear();
        self.width = 0;
        self.cell_start = 0;
        self.line += std::mem::take(&mut self.discarded_lines);
        self.discarded = 0;
        self.discarding = false;
        self.doubtful = false;
        flow.goes_on()
    }
}

#[cfg(test)]
mod tests;
