//! The first block of a file, and everything that is decided on it: whether this is a CSV at all,
//! its encoding, its delimiter. What is decided here depends on the block alone, so it does not
//! matter in which pieces it arrived.

use crate::Limits;
use crate::decode::{self, Decoder, Note, NoteKind};
use crate::dialect::{DialectOptions, Format, Sniffed, sniff_delimiter};
use crate::encoding::{Encoding, UTF_8};
use crate::language::Message;
use crate::magic;
use crate::records::{Next, Reader, Record};

/// Collects the first block.
pub(crate) struct Head {
    bytes: Vec<u8>,
    size: usize,
}

impl Head {
    pub(crate) fn new(size: usize) -> Self {
        Self { bytes: Vec::new(), size }
    }

    /// Takes of `bytes` what is missing; gives the rest once the block is complete.
    pub(crate) fn fill<'b>(&mut self, bytes: &'b [u8]) -> Option<&'b [u8]> {
        let missing = self.size.saturating_sub(self.bytes.len());
        let (head, rest) = bytes.split_at(missing.min(bytes.len()));
        self.bytes.extend_from_slice(head);
        (self.bytes.len() >= self.size).then_some(rest)
    }

    /// Decides on what has been collected.
    ///
    /// # Errors
    /// What the file is instead of a CSV.
    pub(crate) fn open(
        &mut self,
        declared: Option<Encoding>,
        given: &DialectOptions,
        limits: &Limits,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Opening, Message> {
        let head = std::mem::take(&mut self.bytes);
        let start = decode::start(&head, declared);
        let utf16 = start.encoding.is_some_and(|encoding| encoding != UTF_8 && start.mark > 0)
            || start.guessed_utf16;
        if !utf16 && let Some(message) = magic::not_csv(&head) {
            return Err(message);
        }
        let mut decoder = Decoder::new(start);
        let mut text = String::with_capacity(head.len());
        let after_mark = head.get(start.mark..).unwrap_or(b"");
        decoder.push(after_mark, false, &mut |_, piece| text.push_str(piece));
        if start.fallback {
            // Before it all is ASCII, so its offset is the same in bytes and in text.
            let at = head.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
            let byte = head.get(at).copied().unwrap_or(0);
            decoder.notes.push_front(Note { offset: at as u64, byte, kind: NoteKind::Fallback });
        }
        let separator = separator_line(&text);
        let skipped = separator.map_or(0, |(length, _)| length);
        let delimiter = given.delimiter.or(separator.map(|(_, delimiter)| delimiter));
        let mut format = Format {
            delimiter: delimiter.unwrap_or(b','),
            quote: given.quote.unwrap_or(Some(b'"')),
            double_quote: given.double_quote.unwrap_or(true),
            escape: given.escape,
            comment: given.comment_char.clone(),
            skip_initial_space: given.skip_initial_space.unwrap_or(false),
            max_record: limits.record_bytes,
            max_columns: limits.columns,
        };
        let choice = match (given.delimiter, separator) {
            (Some(_), _) => Choice::Given,
            (None, Some(_)) => Choice::SeparatorLine,
            (None, None) => {
                let text = text.get(skipped..).unwrap_or("");
                let sniffed = sniff_delimiter(text, &format, &given.comment_rows, known);
                format.delimiter = sniffed.chosen.delimiter;
                Choice::Sniffed(sniffed)
            }
        };
        let mut reader = Reader::new(format);
        if skipped > 0 {
            reader.skip(skipped as u64, 1);
        }
        let text = HeadText { text, separator: skipped };
        let (mark, guessed) = (start.mark > 0, start.guessed_utf16);
        Ok(Opening { decoder, reader, text, mark, guessed, choice })
    }
}

/// How many records of the first block are looked at for questions that need to look ahead.
const FIRST_RECORDS: usize = 12;

/// A file that has begun.
pub(crate) struct Opening {
    /// Has decoded the first block, and goes on from there.
    pub(crate) decoder: Decoder,
    /// Has read nothing yet.
    pub(crate) reader: Reader,
    /// The text of the first block.
    pub(crate) text: HeadText,
    /// Whether the file began with a byte order mark.
    pub(crate) mark: bool,
    /// Whether UTF-16 was taken from the NUL bytes alone.
    pub(crate) guessed: bool,
    /// How the delimiter was chosen.
    pub(crate) choice: Choice,
}

/// How a delimiter was chosen.
pub(crate) enum Choice {
    Given,
    /// By a first line `sep=;`.
    SeparatorLine,
    Sniffed(Sniffed),
}

/// The text of the first block, which may begin with a `sep=` line.
pub(crate) struct HeadText {
    text: String,
    separator: usize,
}

impl HeadText {
    /// The `sep=` line, its line end included; empty where there is none.
    pub(crate) fn separator_line(&self) -> &str {
        self.text.get(..self.separator).unwrap_or("")
    }

    /// The first few records. From the second on, each is expected to be as wide as the first.
    pub(crate) fn first_records(&self, format: &Format, limits: &Limits) -> Vec<Vec<String>> {
        let (mut first, mut scratch) = (Vec::<Vec<String>>::new(), String::new());
        let mut keep = |record: &Record<'_>| {
            if first.len() < FIRST_RECORDS && !record.continues {
                let cells = 0..record.len();
                first
                    .push(cells.map(|index| record.cell(index, &mut scratch).to_owned()).collect());
            }
            Next { goes_on: first.len() < FIRST_RECORDS, width: first.last().map(Vec::len) }
        };
        let text = self.rest();
        let mut ahead = Reader::new(format.clone());
        ahead.read(text, &mut keep);
        if ahead.records() < FIRST_RECORDS as u64 && text.len() < limits.head_bytes / 2 {
            ahead.finish(&mut keep);
        }
        first
    }

    /// What comes after it: the text to be read.
    pub(crate) fn rest(&self) -> &str {
        self.text.get(self.separator..).unwrap_or("")
    }
}

/// A first line `sep=;`, by which Excel is told the delimiter: its length, and the delimiter.
pub(crate) fn separator_line(text: &str) -> Option<(usize, u8)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("\"sep="))?;
    let delimiter = rest.bytes().next().filter(|byte| byte.is_ascii() && *byte != b'\n')?;
    let end = text.find('\n')? + 1;
    (text.get(..end)?.trim_end().len() <= 7).then_some((end, delimiter))
}
