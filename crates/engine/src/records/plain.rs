//! The plain twin of the reader: the whole text at hand, one byte at a time, and a record that turns
//! out to be misread is read again from its beginning. It exists to be compared with.

use super::{Damage, JUDGED_CELLS, Terminator};
use crate::dialect::Format;

/// A record as the plain reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plain {
    pub(crate) cells: Vec<String>,
    pub(crate) width: usize,
    pub(crate) damage: Vec<(usize, Damage)>,
    pub(crate) terminator: Terminator,
    pub(crate) line: u64,
    pub(crate) offset: u64,
}

/// Reads all of `text`; `expected` is the width of a record, where it is known.
pub(crate) fn read(text: &str, format: &Format, expected: Option<usize>) -> Vec<Plain> {
    let twin = Twin { text, format, expected, closes: true };
    let mut records = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(draft) = twin.record(at, None) {
        let end = draft.end + draft.terminator.as_str().len();
        records.push(Plain {
            cells: draft.cells.iter().map(|cell| cell.value(text, format)).collect(),
            width: draft.width,
            damage: draft.damage,
            terminator: draft.terminator,
            line,
            offset: at as u64,
        });
        line += 1 + breaks(&text[at..draft.end]);
        at = end;
    }
    records
}

fn breaks(text: &str) -> u64 {
    text.replace("\r\n", "\n").matches(['\r', '\n']).count() as u64
}

/// A text, and how it is read.
struct Twin<'t> {
    text: &'t str,
    format: &'t Format,
    expected: Option<usize>,
    /// Whether the text ends where the file does; otherwise a cell that is open at its end may go on.
    closes: bool,
}

/// A record under way.
#[derive(Default)]
struct Draft {
    cells: Vec<Cell>,
    width: usize,
    damage: Vec<(usize, Damage)>,
    terminator: Terminator,
    /// Where its text ends.
    end: usize,
}

/// A cell as it stands in the text.
#[derive(Clone, Copy)]
struct Cell {
    start: usize,
    end: usize,
    /// It began with a quote, which was not taken for text.
    quoted: bool,
    /// Its opening quote was taken for text.
    as_text: bool,
    escaped: bool,
    /// It is the beginning of a cell that was cut.
    cut: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Unquoted,
    Quoted,
    /// Behind a quote in a quoted cell.
    Closing,
}

/// Why a record was not read to its end.
enum Misread {
    /// The quote that opens the cell at this position is never closed.
    Unclosed(usize),
    /// The same, found when the record was complete; and the number of the cell.
    Judged(usize, usize),
    /// The text ends in a quoted cell that may go on.
    Open,
}

impl Twin<'_> {
    /// The record at a position; none where the text ends, or ends too early. `inside` is the number
    /// of the cell in which the text begins, behind a quote that is taken for text.
    fn record(&self, start: usize, inside: Option<usize>) -> Option<Draft> {
        if start >= self.text.len() && inside.is_none() {
            return None;
        }
        let mut as_text = Vec::new();
        let mut trusted = 0;
        loop {
            match self.attempt(start, inside, &as_text, trusted) {
                Ok(draft) => return Some(draft),
                Err(Misread::Unclosed(cell)) => as_text.push(cell),
                Err(Misread::Judged(cell, number)) => {
                    as_text.retain(|other| *other < cell);
                    as_text.push(cell);
                    trusted = number;
                }
                Err(Misread::Open) => return None,
            }
        }
    }

    /// Reads a record. The quotes at `as_text` are text; doubts about the cells before `trusted` have
    /// been settled.
    fn attempt(
        &self,
        start: usize,
        inside: Option<usize>,
        as_text: &[usize],
        trusted: usize,
    ) -> Result<Draft, Misread> {
        let format = self.format;
        let bytes = self.text.as_bytes();
        let is = |byte: Option<u8>, special: Option<u8>| byte.is_some() && byte == special;
        let new = |start| Cell {
            start,
            end: start,
            quoted: false,
            as_text: false,
            escaped: false,
            cut: false,
        };
        let mut draft = Draft { width: inside.unwrap_or(0), ..Draft::default() };
        let mut cell = Cell { as_text: inside.is_some(), ..new(start) };
        let mut mode = Mode::Unquoted;
        let mut at = start;
        // How much is kept, once the record is over its limit.
        let mut kept = None;
        let mut doubtful = false;
        loop {
            let byte = bytes.get(at).copied();
            let breaks_line = matches!(byte, Some(b'\n' | b'\r'));
            let delimits = byte == Some(format.delimiter);
            if mode == Mode::Closing {
                if is(byte, format.quote) && format.double_quote {
                    mode = Mode::Quoted;
                    at += 1;
                    continue;
                }
                if byte.is_some() && !breaks_line && !delimits && kept.is_none() {
                    if breaks(&self.text[cell.start..at]) > 0 {
                        if self.expected.is_none() {
                            return Err(Misread::Unclosed(cell.start));
                        }
                        doubtful |= draft.width >= trusted;
                    }
                    damaged(&mut draft, Damage::TextAfterQuote);
                }
                mode = Mode::Unquoted;
            }
            let escapes = is(byte, format.escape);
            let quotes = is(byte, format.quote);
            if byte.is_some() && !breaks_line && !delimits && !escapes && !quotes {
                at += 1;
                continue;
            }
            if at - start > format.max_record && kept.is_none() {
                if mode == Mode::Quoted && breaks(&self.text[cell.start..at]) > 0 {
                    return Err(Misread::Unclosed(cell.start));
                }
                draft.damage.push((draft.width, Damage::TooLong));
                kept = Some(self.text.floor_char_boundary(start + format.max_record));
            }
            if mode == Mode::Quoted {
                if byte.is_none() && !self.closes {
                    return Err(Misread::Open);
                } else if byte.is_none() && kept.is_none() {
                    return Err(Misread::Unclosed(cell.start));
                } else if quotes {
                    mode = Mode::Closing;
                    at += 1;
                    continue;
                } else if escapes {
                    at = self.behind_escape(at, kept);
                    continue;
                } else if byte.is_some() && !(breaks_line && kept.is_some()) {
                    at += 1;
                    continue;
                }
            }
            if delimits || breaks_line || byte.is_none() {
                end_cell(&mut draft, Cell { end: at, ..cell }, kept, format);
                cell = new(at + 1);
                mode = Mode::Unquoted;
                if delimits {
                    at += 1;
                    continue;
                }
                draft.end = at;
                draft.terminator = match (byte, bytes.get(at + 1)) {
                    (None, _) => Terminator::End,
                    (Some(b'\n'), _) => Terminator::Lf,
                    (_, Some(b'\n')) => Terminator::CrLf,
                    _ => Terminator::Cr,
                };
                if kept.is_none() {
                    self.judge(&draft, doubtful)?;
                }
                return Ok(draft);
            }
            let comment = format.comment.as_ref();
            if comment.is_some_and(|mark| self.text[start..at].starts_with(mark)) {
                at += 1;
                continue;
            }
            if escapes {
                cell.escaped = true;
                at = self.behind_escape(at, kept);
                continue;
            }
            let only_spaces = format.skip_initial_space
                && kept.is_none()
                && self.text[cell.start..at].bytes().all(|byte| byte == b' ');
            if (only_spaces || at == cell.start) && !cell.quoted && !cell.as_text && !cell.escaped {
                cell.start = at;
                if as_text.contains(&at) {
                    cell.as_text = true;
                    damaged(&mut draft, Damage::UnclosedQuote);
                } else {
                    cell.quoted = true;
                    mode = Mode::Quoted;
                }
            } else if kept.is_none() {
                damaged(&mut draft, Damage::StrayQuote);
            }
            at += 1;
        }
    }

    /// An escaped byte is not looked at, unless it ends a record that is over its limit.
    fn behind_escape(&self, at: usize, kept: Option<usize>) -> usize {
        let next = self.text.as_bytes().get(at + 1);
        let ends = matches!(next, Some(b'\n' | b'\r')) && kept.is_some();
        (at + if ends { 1 } else { 2 }).min(self.text.len())
    }

    /// Whether a cell with line breaks of a record that is complete was never closed.
    fn judge(&self, draft: &Draft, doubtful: bool) -> Result<(), Misread> {
        let Some(expected) = self.expected else { return Ok(()) };
        if draft.width == expected && !doubtful || draft.width > self.format.max_columns {
            return Ok(());
        }
        let crossing = draft
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.quoted && breaks(&self.text[cell.start..cell.end]) > 0);
        for (number, cell) in crossing.take(JUDGED_CELLS) {
            if self.is_better_as_text(number, &self.text[cell.start + 1..draft.end], expected) {
                return Err(Misread::Judged(cell.start, number));
            }
        }
        Ok(())
    }

    /// Whether most of the records in `rest` are in order, where the quote before it is text.
    fn is_better_as_text(&self, number: usize, rest: &str, expected: usize) -> bool {
        let other = Twin { text: rest, format: self.format, expected: None, closes: false };
        let Some(first) = other.record(0, Some(number)) else { return false };
        let mut at = first.end + first.terminator.as_str().len();
        let mut following = Vec::new();
        while let Some(record) = other.record(at, None) {
            at = record.end + record.terminator.as_str().len();
            following.push(record.width == expected && record.damage.is_empty());
        }
        if following.is_empty() {
            return first.width == expected;
        }
        following.iter().filter(|in_order| **in_order).count() * 2 >= following.len()
    }
}

/// Notes damage of the cell under way, once a cell.
fn damaged(draft: &mut Draft, damage: Damage) {
    if draft.damage.last().is_none_or(|(cell, _)| *cell != draft.width) {
        draft.damage.push((draft.width, damage));
    }
}

/// Of a record that is cut at `kept`, the cell in which that lies is the last.
fn end_cell(draft: &mut Draft, cell: Cell, kept: Option<usize>, format: &Format) {
    match kept {
        None if draft.width < format.max_columns => draft.cells.push(cell),
        Some(kept) if cell.start < kept => {
            draft.cells.push(Cell { end: kept, cut: true, ..cell });
        }
        _ => {}
    }
    draft.width += 1;
}

impl Cell {
    fn value(&self, text: &str, format: &Format) -> String {
        let mut raw = &text[self.start..self.end];
        if format.skip_initial_space {
            raw = raw.trim_start_matches(' ');
        }
        if self.cut || !self.quoted && !self.escaped {
            return raw.to_owned();
        }
        let quote = format.quote.map(char::from);
        let escape = format.escape.map(char::from);
        let mut out = String::new();
        let mut chars = raw.chars().peekable();
        let mut inside = false;
        if quote.is_some() && chars.peek().copied() == quote {
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
}
