//! Bytes to records and no further: how a file is read, without checking anything.
//!
//! The decisions are those of [`crate::Validation`]: the same first block, the same encoding, the
//! same delimiter. Without a schema to compare labels with, the delimiter is sniffed from the shape
//! of the file alone.

use std::fmt;

use encoding_rs::Encoding;

use crate::Limits;
use crate::decode::{self, Decoder};
use crate::dialect::{DialectOptions, Format, sniff_delimiter};
use crate::language::Message;
use crate::magic;
use crate::records::{Reader, Record};
use crate::validation::separator_line;

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
    encoding: Option<&'static Encoding>,
    limits: Limits,
    /// The first block, until it is complete.
    head: Vec<u8>,
    state: State,
}

enum State {
    Head,
    Reading(Decoder, Reader),
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
    pub fn new(dialect: DialectOptions, encoding: Option<&'static Encoding>) -> Self {
        let (limits, head) = (Limits::DEFAULT, Vec::new());
        Self {
            given: dialect,
            encoding,
            limits,
            head,
            state: State::Head,
        }
    }

    /// Takes the next bytes of the file, calling `on` for each record that is complete.
    pub fn push(&mut self, bytes: &[u8], on: &mut impl FnMut(&Record<'_>)) {
        let mut rest = bytes;
        if matches!(self.state, State::Head) {
            let missing = self.limits.head_bytes.saturating_sub(self.head.len());
            let (head, after) = rest.split_at(missing.min(rest.len()));
            self.head.extend_from_slice(head);
            rest = after;
            if self.head.len() < self.limits.head_bytes {
                return;
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
        if matches!(self.state, State::Head) {
            self.begin(on);
        }
        self.feed(b"", true, on);
        let given = &self.given;
        match &mut self.state {
            State::Reading(_, reader) => reader.finish(&mut |record| pass(given, record, on)),
            State::NotCsv(message) => return Err(*message),
            State::Head => {}
        }
        Ok(())
    }

    fn feed(&mut self, bytes: &[u8], last: bool, on: &mut impl FnMut(&Record<'_>)) {
        let State::Reading(decoder, reader) = &mut self.state else {
            return;
        };
        let given = &self.given;
        decoder.push(bytes, last, &mut |decoder, text| {
            decoder.notes.clear();
            reader.push(text, &mut |record| pass(given, record, on));
        });
    }

    /// The first block is complete: decides encoding and dialect, and reads it.
    fn begin(&mut self, on: &mut impl FnMut(&Record<'_>)) {
        let head = std::mem::take(&mut self.head);
        let start = decode::start(&head, self.encoding);
        let utf16 = start.guessed_utf16
            || start
                .encoding
                .is_some_and(|found| found != encoding_rs::UTF_8 && start.mark > 0);
        if !utf16 && let Some(message) = magic::not_csv(&head) {
            self.state = State::NotCsv(message);
            return;
        }
        let mut decoder = Decoder::new(start);
        let mut text = String::with_capacity(head.len());
        let after_mark = head.get(start.mark..).unwrap_or(b"");
        decoder.push(after_mark, false, &mut |_, piece| text.push_str(piece));
        let mut rest = text.as_str();
        let mut skipped = 0;
        let mut delimiter = self.given.delimiter;
        if let Some((line, separator)) = separator_line(rest) {
            skipped = line.len();
            rest = rest.get(skipped..).unwrap_or("");
            delimiter = delimiter.or(Some(separator));
        }
        let mut format = Format {
            delimiter: delimiter.unwrap_or(b','),
            quote: self.given.quote.unwrap_or(Some(b'"')),
            double_quote: self.given.double_quote.unwrap_or(true),
            escape: self.given.escape,
            skip_initial_space: self.given.skip_initial_space.unwrap_or(false),
            max_record: self.limits.record_bytes,
            max_columns: self.limits.columns,
        };
        if delimiter.is_none() {
            format.delimiter = sniff_delimiter(rest, &format, &|_| false);
        }
        let mut reader = Reader::new(format);
        if skipped > 0 {
            reader.skip(skipped as u64, 1);
        }
        let given = &self.given;
        reader.push(rest, &mut |record| pass(given, record, on));
        self.state = State::Reading(decoder, reader);
    }
}

/// Hands on what is not a comment.
fn pass(given: &DialectOptions, record: &Record<'_>, on: &mut impl FnMut(&Record<'_>)) {
    let marked = |mark: &String| record.text.starts_with(mark);
    if !given.comment_rows.contains(&record.row) && !given.comment_char.as_ref().is_some_and(marked)
    {
        on(record);
    }
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
            rows.push(
                cells
                    .map(|index| record.cell(index, &mut scratch).to_owned())
                    .collect(),
            );
        };
        for piece in bytes.chunks(size) {
            stream.push(piece, &mut keep);
        }
        stream.finish(&mut keep)?;
        Ok(rows)
    }

    #[test]
    fn files_are_read_as_they_are_checked_however_they_are_cut() {
        let cases: &[(&str, &[u8], &[&[&str]])] = &[
            ("nothing", b"", &[]),
            (
                "a sniffed delimiter",
                b"a|b\n1|2\n",
                &[&["a", "b"], &["1", "2"]],
            ),
            ("a sep= line", b"sep=;\na;b,c\n", &[&["a", "b,c"]]),
            ("a byte order mark", b"\xEF\xBB\xBFa,b\n", &[&["a", "b"]]),
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
