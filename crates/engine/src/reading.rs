//! Bytes to records and no further: how a file is read, without checking anything.
//!
//! The decisions are those of [`crate::Validation`]: the same first block, the same encoding, the
//! same delimiter, the same width expected of every record. Without a schema to compare labels with,
//! the delimiter is sniffed from the shape of the file alone.

use std::fmt;

use crate::Limits;
use crate::decode::Decoder;
use crate::dialect::DialectOptions;
use crate::encoding::Encoding;
use crate::header;
use crate::language::Message;
use crate::opening::{Head, Opening};
use crate::records::{Next, Reader, Record};

/// Reads the records of a file whose bytes arrive in pieces of any size. Comments and a `sep=` line
/// are left out; header rows are records like the others.
///
/// ```
/// use rollcall_engine::dialect::DialectOptions;
/// use rollcall_engine::reading::RecordStream;
///
/// let mut stream = RecordStream::new(DialectOptions::default(), None);
/// let mut cells = Vec::new();
/// let mut scratch = String::new();
/// for piece in [b"name;ci".as_slice(), b"ty\nZo\xEB;Aix\n"] {
///     stream.push(piece, &mut |record| cells.push(record.cell(0, &mut scratch).to_owned()));
/// }
/// stream.finish(&mut |record| cells.push(record.cell(0, &mut scratch).to_owned())).unwrap();
/// assert_eq!(cells, ["name", "Zoë"]);
/// ```
pub struct RecordStream {
    given: DialectOptions,
    encoding: Option<Encoding>,
    state: State,
    /// How many cells the records below the header should have.
    width: Option<usize>,
}

enum State {
    /// The first block, until it is complete.
    Head(Head),
    Reading(Box<(Decoder, Reader)>),
    NotCsv(Message),
}

impl fmt::Debug for RecordStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordStream").finish_non_exhaustive()
    }
}

impl RecordStream {
    /// A stream that has not begun. What `dialect` does not give is sniffed, and so is the encoding
    /// where it is `None`.
    #[must_use]
    pub fn new(dialect: DialectOptions, encoding: Option<Encoding>) -> Self {
        let head = Head::new(Limits::DEFAULT.head_bytes);
        Self { given: dialect, encoding, state: State::Head(head), width: None }
    }

    /// Takes the next bytes of the file, calling `on` for each record that is complete.
    pub fn push(&mut self, bytes: &[u8], on: &mut impl FnMut(&Record<'_>)) {
        let mut rest = bytes;
        if let State::Head(head) = &mut self.state {
            match head.fill(rest) {
                Some(after) => rest = after,
                None => return,
            }
            self.begin(on);
        }
        self.feed(rest, false, on);
    }

    /// Ends the file, calling `on` for what is left of it.
    ///
    /// # Errors
    /// The sentence that says so where the file is not a CSV at all.
    pub fn finish(mut self, on: &mut impl FnMut(&Record<'_>)) -> Result<(), Message> {
        if matches!(self.state, State::Head(_)) {
            self.begin(on);
        }
        self.feed(b"", true, on);
        let (given, width) = (&self.given, self.width);
        match &mut self.state {
            State::Reading(stream) => stream.1.finish(&mut |record| pass(given, width, record, on)),
            State::NotCsv(message) => return Err(*message),
            State::Head(_) => {}
        }
        Ok(())
    }

    fn feed(&mut self, bytes: &[u8], last: bool, on: &mut impl FnMut(&Record<'_>)) {
        let State::Reading(stream) = &mut self.state else {
            return;
        };
        let (decoder, reader) = &mut **stream;
        let (given, width) = (&self.given, self.width);
        decoder.push(bytes, last, &mut |decoder, text| {
            decoder.notes.clear();
            reader.read(text, &mut |record| pass(given, width, record, on));
        });
    }

    /// The first block is complete: decides encoding and dialect, and reads it.
    fn begin(&mut self, on: &mut impl FnMut(&Record<'_>)) {
        let State::Head(head) = &mut self.state else { return };
        self.state = match head.open(self.encoding, &self.given, &Limits::DEFAULT, &|_| false) {
            Ok(Opening { decoder, mut reader, text, .. }) => {
                let given = &self.given;
                self.width =
                    width_expected(text.first_records(reader.format(), &Limits::DEFAULT), given);
                let width = self.width;
                reader.read(text.rest(), &mut |record| pass(given, width, record, on));
                State::Reading(Box::new((decoder, reader)))
            }
            Err(message) => State::NotCsv(message),
        };
    }
}

/// The cells of the first few records of a file, of which `block` is the beginning: enough to see what
/// it is. None where it is not a CSV.
///
/// ```
/// use rollcall_engine::{dialect::DialectOptions, reading::first_records};
/// let records = first_records(b"Users\r\n\r\nEmail;Site\r\n", DialectOptions::default(), None);
/// assert_eq!(records[2], ["Email", "Site"]);
/// ```
#[must_use]
pub fn first_records(
    block: &[u8],
    dialect: DialectOptions,
    encoding: Option<Encoding>,
) -> Vec<Vec<String>> {
    let limits = Limits::DEFAULT;
    let mut head = Head::new(limits.head_bytes);
    head.fill(block);
    let opened = head.open(encoding, &dialect, &limits, &|_| false);
    opened.map_or_else(
        |_| Vec::new(),
        |opening| opening.text.first_records(opening.reader.format(), &limits),
    )
}

/// The width of the header, or the one that the records agree on instead. Where no record at hand has
/// the header's width, it may be a title and says nothing.
fn width_expected(mut first: Vec<Vec<String>>, given: &DialectOptions) -> Option<usize> {
    let marked = |cells: &Vec<String>| {
        let mark = given.comment_char.as_ref();
        mark.is_some_and(|mark| cells.first().is_some_and(|cell| cell.starts_with(mark)))
    };
    let last_header = last_header(given);
    let (mut row, mut header) = (0, 0);
    first.retain(|cells| {
        row += 1;
        let kept = !given.comment_rows.contains(&row) && !marked(cells);
        let heads = given.header_rows.as_ref().is_some_and(|rows| rows.contains(&row));
        if kept && heads {
            header = header.max(cells.len());
        }
        kept && row >= last_header
    });
    let (last, records) = first.split_first()?;
    let header = header.max(last.len());
    let widths = || records.iter().map(Vec::len);
    let agrees = records.is_empty() || widths().any(|width| width == header);
    header::width_of_records(header, widths()).or(agrees.then_some(header))
}

/// The last of the header rows that were given; 0 where none were.
fn last_header(given: &DialectOptions) -> u64 {
    given.header_rows.as_ref().and_then(|rows| rows.last().copied()).unwrap_or(0)
}

/// Hands on what is not a comment, and says what is expected of the records below the header.
fn pass(
    given: &DialectOptions,
    width: Option<usize>,
    record: &Record<'_>,
    on: &mut impl FnMut(&Record<'_>),
) -> Next {
    let marked = |mark: &String| record.text.starts_with(mark);
    let aside =
        given.comment_rows.contains(&record.row) || given.comment_char.as_ref().is_some_and(marked);
    if !aside {
        on(record);
    }
    Next { goes_on: true, width: width.filter(|_| !aside && record.row >= last_header(given)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], size: usize) -> Result<Vec<Vec<String>>, Message> {
        let mut stream = RecordStream::new(DialectOptions::default(), None);
        let mut rows = Vec::new();
        let mut scratch = String::new();
        let mut keep = |record: &Record<'_>| {
            let cells = 0..record.len();
            rows.push(cells.map(|index| record.cell(index, &mut scratch).to_owned()).collect());
        };
        for piece in bytes.chunks(size) {
            stream.push(piece, &mut keep);
        }
        stream.finish(&mut keep)?;
        Ok(rows)
    }

    #[test]
    fn files_are_read_as_they_are_checked_however_they_are_cut() {
        type Case<'a> = (&'a str, &'a [u8], &'a [&'a [&'a str]]);
        let cases: &[Case<'_>] = &[
            ("nothing", b"", &[]),
            ("a sniffed delimiter", b"a|b\n1|2\n", &[&["a", "b"], &["1", "2"]]),
            ("a sep= line", b"sep=;\na;b,c\n", &[&["a", "b,c"]]),
            ("a byte order mark", b"\xEF\xBB\xBFa,b\n", &[&["a", "b"]]),
            (
                "an unclosed quote that a later one closes by accident",
                b"a,b\n1,\"2\n3,4\n5,\"6\"\n",
                &[&["a", "b"], &["1", "\"2"], &["3", "4"], &["5", "6"]],
            ),
            (
                "a quoted cell with line breaks and a quote that is not doubled",
                b"a,b\n\"x\ny \"z\" x\",2\n3,4\n",
                &[&["a", "b"], &["x\ny z\" x\"", "2"], &["3", "4"]],
            ),
            (
                "a title above records with line breaks",
                b"Users\na,b\n1,\"x\ny\"\n2,\"z\nz\"\n",
                &[&["Users"], &["a", "b"], &["1", "x\ny"], &["2", "z\nz"]],
            ),
            ("windows-1252", b"pr\xE9nom,nom\n", &[&["prénom", "nom"]]),
        ];
        for (name, bytes, expected) in cases {
            for size in 1..=bytes.len().max(1) {
                let rows = read(bytes, size).unwrap();
                assert_eq!(rows, *expected, "{name}: pieces of {size}");
            }
        }
    }

    #[test]
    fn what_is_no_csv_says_so() {
        assert_eq!(read(b"%PDF-1.7\n", 4), Err(Message::FormatErrorPdf));
    }
}
