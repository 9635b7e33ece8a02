//! The plain twin of the reader: the whole text at hand, one byte at a time, and a record that turns
//! out to be misread is read again from its beginning. It exists to be compared with.

use super::{Damage, JUDGED_CELLS, RAGGED, Terminator};
use crate::Format;

/// A record as the plain reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plain {
    pub(crate) cells: Vec<String>,
    pub(crate) width: usize,
    pub(crate) damage: Vec<(usize, Damage)>,
    pub(crate) terminator: Terminator,
    pub(crate) row: u64,
    pub(crate) line: u64,
    pub(crate) offset: u64,
    pub(crate) continues: bool,
}

/// Reads all of `text`; `expected` is the width of a record, where it is known.
pub(crate) fn read(text: &str, format: &Format, expected: Option<usize>) -> Vec<Plain> {
    let twin = Twin { text, format, expected, closes: true };
    let mut records = Vec::new();
    // Every row of the file so far: a record, and the lines that fell off it.
    let mut rows: Vec<Vec<Draft>> = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(draft) = twin.record(at, None) {
        let continues = twin.is_rest(&draft, &rows);
        let end = draft.end + draft.terminator.as_str().len();
        records.push(Plain {
            cells: draft.cells.iter().map(|cell| cell.value(text, format)).collect(),
            width: draft.width,
            damage: draft.damage.clone(),
            terminator: draft.terminator,
            row: rows.len() as u64 + u64::from(!continues),
            line,
            offset: at as u64,
            continues,
        });
        line += 1 + breaks(&text[at..draft.end]);
        at = end;
        match rows.last_mut() {
            Some(row) if continues => row.push(draft),
            _ => rows.push(vec![draft]),
        }
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
    start: usize,
    cells: Vec<Cell>,
    width: usize,
    damage: Vec<(usize, Damage)>,
    terminator: Terminator,
    /// Where its text ends.
    end: usize,
    /// The text ends in a quoted cell of it, which may go on.
    open: bool,
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
}

impl Twin<'_> {
    /// The record at a position; none where the text ends. `inside` is the number of the cell in which
    /// the text begins, behind a quote that is taken for text.
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
        let mut draft = Draft { start, width: inside.unwrap_or(0), ..Draft::default() };
        if inside.is_some() {
            damaged(&mut draft, Damage::UnclosedQuote);
        }
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
                    return Ok(Draft { open: true, ..draft });
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

    /// Whether at least half of the records in `rest` are in order, where the quote before it is text.
    fn is_better_as_text(&self, number: usize, rest: &str, expected: usize) -> bool {
        let other = Twin { text: rest, format: self.format, expected: None, closes: false };
        let mut records = Vec::new();
        let (mut at, mut inside) = (0, Some(number));
        while let Some(record) = other.record(at, inside.take()) {
            at = record.end + record.terminator.as_str().len();
            let open = record.open;
            records.push(record);
            if open {
                break;
            }
        }
        let Some((first, below)) = records.split_first().filter(|(first, _)| !first.open) else {
            return false;
        };
        // Short lines right below may be the cell's own, its closing quote being lost.
        let is_short = |record: &Draft| {
            record.width * 2 <= expected && record.damage.is_empty() && !record.open
        };
        let shorts = below.iter().take_while(|record| is_short(record)).count();
        let (mut following, mut in_order) = (0, 0);
        for record in &below[shorts..] {
            let orderly = record.damage.is_empty();
            if record.open {
                // Known in part only: it speaks for the text as long as it is in order.
                let orderly = orderly && record.width > 0;
                following += usize::from(orderly);
                in_order += usize::from(orderly);
            } else {
                following += 1;
                in_order += usize::from(orderly && record.width == expected);
            }
        }
        if following == 0 {
            return shorts == 0 && first.width == expected;
        }
        in_order * 2 >= following
    }

    /// Whether a line fell off the record that the last of the rows above begins with.
    fn is_rest(&self, draft: &Draft, rows: &[Vec<Draft>]) -> bool {
        let (Some(expected), Some((above, earlier))) = (self.expected, rows.split_last()) else {
            return false;
        };
        let blank = |record: &Draft| record.start == record.end;
        let comment = |record: &Draft| {
            let mark = self.format.comment.as_ref();
            mark.is_some_and(|mark| self.text[record.start..].starts_with(mark))
        };
        if blank(draft) || is_cut(draft) || comment(draft) || comment(&above[0]) {
            return false;
        }
        // A file that leaves out cells on purpose has short records that are whole.
        let short = |record: &Draft| {
            let whole = record.damage.is_empty() && !blank(record) && !comment(record);
            whole && record.width < expected
        };
        let ragged = earlier.iter().filter(|row| row.len() == 1 && short(&row[0])).count();
        if ragged >= RAGGED as usize {
            return false;
        }
        // The cell that was torn is one, however many lines it fell into.
        let gathered = above.iter().map(|record| record.width - 1).sum::<usize>() + 1;
        let together = gathered + draft.width - 1;
        let makes_up = gathered < expected && together >= expected && together <= expected + 2;
        if draft.width >= expected || draft.width * 2 > expected && !makes_up {
            return false;
        }
        // Follow the quotes of the row above down to here.
        let (mut open, mut odd) = (self.may_go_on(&above[0]), false);
        if !above[0].damage.is_empty() {
            odd = self.has_odd_quotes(&above[0]);
        }
        for rest in &above[1..] {
            open &= !self.closes(rest, odd);
            odd ^= self.has_odd_quotes(rest);
        }
        open || self.closes(draft, odd)
    }

    /// Whether a quote in the record may have been meant to go on behind its line.
    fn may_go_on(&self, draft: &Draft) -> bool {
        draft.damage.iter().any(|(number, damage)| match damage {
            Damage::UnclosedQuote | Damage::TextAfterQuote => true,
            Damage::StrayQuote if number + 1 == draft.width => {
                let last = draft.cells.get(*number);
                last.is_some_and(|cell| self.quotes(cell.start, cell.end) % 2 == 1)
            }
            Damage::StrayQuote | Damage::TooLong => false,
        })
    }

    /// Whether a line closes a quote that was opened above it.
    fn closes(&self, draft: &Draft, odd: bool) -> bool {
        if odd && self.has_odd_quotes(draft) {
            return true;
        }
        // Or the first cell with a quote has one at its end that nothing in it opens.
        let quoting = |cell: &&Cell| self.quotes(cell.start, cell.end) > 0;
        let Some(cell) = draft.cells.iter().find(quoting) else { return false };
        let mut run = 0;
        let mut lone_inside = false;
        for &byte in &self.text.as_bytes()[cell.start..cell.end] {
            if Some(byte) == self.format.quote {
                run += 1;
            } else {
                lone_inside |= run % 2 == 1;
                run = 0;
            }
        }
        run % 2 == 1 && !lone_inside
    }

    fn has_odd_quotes(&self, draft: &Draft) -> bool {
        let mut end = draft.end;
        if is_cut(draft) {
            end = self.text.floor_char_boundary(draft.start + self.format.max_record);
        }
        self.quotes(draft.start, end) % 2 == 1
    }

    fn quotes(&self, start: usize, end: usize) -> usize {
        let mut count = 0;
        for byte in &self.text.as_bytes()[start..end] {
            count += usize::from(Some(*byte) == self.format.quote);
        }
        count
    }
}

/// Notes damage of the cell under way, once a cell.
fn damaged(draft: &mut Draft, damage: Damage) {
    if draft.damage.last().is_none_or(|(cell, _)| *cell != draft.width) {
        draft.damage.push((draft.width, damage));
    }
}

fn is_cut(draft: &Draft) -> bool {
    draft.damage.iter().any(|(_, damage)| *damage == Damage::TooLong)
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
