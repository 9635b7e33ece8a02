//! The plain twin of the reader: the whole text at hand, one character at a time, nothing clever.
//! It exists to be compared with.

use super::{Damage, Terminator};
use crate::dialect::Format;

/// A record as the plain reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plain {
    pub(crate) cells: Vec<String>,
    pub(crate) damage: Vec<(usize, Damage)>,
    pub(crate) terminator: Terminator,
    pub(crate) line: u64,
}

/// How a quoted cell goes on after its opening quote.
enum Quoted {
    /// It ends before this position; the flag says whether text follows the closing quote.
    Closed(usize, bool),
    Unclosed,
}

/// Reads all of `text`. Knows no limits of length.
pub(crate) fn read(text: &str, format: &Format) -> Vec<Plain> {
    let bytes = text.as_bytes();
    let mut records = Vec::new();
    let mut at = 0;
    let mut line = 1;
    while at < bytes.len() {
        let start = at;
        let mut record =
            Plain { cells: Vec::new(), damage: Vec::new(), terminator: Terminator::End, line };
        loop {
            let end = cell(text, &mut at, format, &mut record);
            match end {
                Some(delimiter) if delimiter == format.delimiter => at += 1,
                Some(b'\n') => {
                    at += 1;
                    record.terminator = Terminator::Lf;
                    break;
                }
                Some(_) => {
                    at += 1;
                    record.terminator = Terminator::Cr;
                    if bytes.get(at) == Some(&b'\n') {
                        at += 1;
                        record.terminator = Terminator::CrLf;
                    }
                    break;
                }
                None => break,
            }
        }
        let text = &text[start..at - record.terminator.as_str().len()];
        line += 1 + breaks(text);
        records.push(record);
    }
    records
}

fn breaks(text: &str) -> u64 {
    text.replace("\r\n", "\n").matches(['\r', '\n']).count() as u64
}

/// Reads one cell into the record; gives the byte that ended it.
fn cell(text: &str, at: &mut usize, format: &Format, record: &mut Plain) -> Option<u8> {
    let bytes = text.as_bytes();
    let index = record.cells.len();
    let mut start = *at;
    if format.skip_initial_space {
        while bytes.get(start) == Some(&b' ') {
            start += 1;
        }
    }
    let opens = format.quote.is_some() && bytes.get(start) == format.quote.as_ref();
    let mut literal_from = start;
    if opens {
        match quoted(text, start, format) {
            Quoted::Closed(after, stray) => {
                if stray {
                    record.damage.push((index, Damage::TextAfterQuote));
                }
                let end = if stray { unquoted_end(bytes, after, format) } else { after };
                record.cells.push(value(&text[start..end], format, true));
                *at = end;
                return bytes.get(end).copied();
            }
            Quoted::Unclosed => {
                record.damage.push((index, Damage::UnclosedQuote));
                literal_from = start + 1;
            }
        }
    }
    let end = unquoted_end(bytes, literal_from, format);
    let raw = &text[start..end];
    let mut position = literal_from;
    while position < end {
        if format.escape == Some(bytes[position]) {
            position += 1;
        } else if format.quote == Some(bytes[position])
            && record.damage.last().is_none_or(|(cell, _)| *cell != index)
        {
            record.damage.push((index, Damage::StrayQuote));
        }
        position += 1;
    }
    let escapes = format.escape.is_some_and(|escape| raw.as_bytes().contains(&escape));
    record.cells.push(if escapes { value(raw, format, false) } else { raw.to_owned() });
    *at = end;
    bytes.get(end).copied()
}

fn unquoted_end(bytes: &[u8], mut at: usize, format: &Format) -> usize {
    while let Some(&byte) = bytes.get(at) {
        if Some(byte) == format.escape {
            at += 1;
        } else if byte == format.delimiter || byte == b'\n' || byte == b'\r' {
            break;
        }
        at += 1;
    }
    at.min(bytes.len())
}

fn quoted(text: &str, open: usize, format: &Format) -> Quoted {
    let bytes = text.as_bytes();
    let mut at = open + 1;
    while let Some(&byte) = bytes.get(at) {
        if Some(byte) == format.quote {
            match bytes.get(at + 1) {
                Some(&next) if Some(next) == format.quote && format.double_quote => at += 1,
                None | Some(b'\n' | b'\r') => return Quoted::Closed(at + 1, false),
                Some(&next) if next == format.delimiter => return Quoted::Closed(at + 1, false),
                Some(_) if breaks(&text[open..=at]) > 0 => return Quoted::Unclosed,
                Some(_) => return Quoted::Closed(at + 1, true),
            }
        } else if Some(byte) == format.escape {
            at += 1;
        }
        at += 1;
    }
    Quoted::Unclosed
}

/// The value of a cell that is quoted, escaped or both.
fn value(raw: &str, format: &Format, opened: bool) -> String {
    let quote = format.quote.map(char::from);
    let escape = format.escape.map(char::from);
    let mut out = String::new();
    let mut chars = raw.chars().peekable();
    let mut inside = false;
    if opened || quote.is_some() && chars.peek().copied() == quote {
        chars.next();
        inside = true;
    }
    while let Some(char) = chars.next() {
        if Some(char) == escape {
            out.extend(chars.next());
        } else if inside && Some(char) == quote {
            if format.double_quote && chars.peek().copied() == quote {
                out.push(char);
                chars.next();
            } else {
                inside = false;
            }
        } else {
            out.push(char);
        }
    }
    out
}
