//! How a file is written: delimiter, quote, header rows. Given, or sniffed from its first block,
//! and always reported.
//!
//! Names and meanings are those of Table Dialect (Data Package v2,
//! <https://datapackage.org/standard/table-dialect/>). A delimiter, quote or escape is one ASCII
//! character here.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::order::sort_few;
use crate::records::{Reader, Record};
use crate::schema::SchemaError;

pub use rollcall_records::Format;

/// The parts of a dialect that the sender gave. What is `None` is sniffed, or Table Dialect's
/// default where there is nothing to sniff.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DialectOptions {
    /// `delimiter`: one of any ASCII characters but quotes and line ends.
    pub delimiter: Option<u8>,
    /// `quoteChar`; `Some(None)` when it was given as `null` or empty: no quoting.
    pub quote: Option<Option<u8>>,
    /// `doubleQuote`.
    pub double_quote: Option<bool>,
    /// `escapeChar`.
    pub escape: Option<u8>,
    /// `skipInitialSpace`.
    pub skip_initial_space: Option<bool>,
    /// `header`: whether there are header rows at all.
    pub header: Option<bool>,
    /// `headerRows`: their numbers, from 1.
    pub header_rows: Option<Vec<u64>>,
    /// `headerJoin`: what joins the labels of several header rows. Default a space.
    pub header_join: Option<String>,
    /// `commentRows`: rows to leave out, from 1.
    pub comment_rows: Vec<u64>,
    /// `commentChar`: a record whose first cell begins with it is left out.
    pub comment_char: Option<String>,
    /// `nullSequence`: a cell that is exactly this has no value.
    pub null_sequence: Option<String>,
}

/// The properties of Table Dialect that are understood, for messages.
const PROPERTIES: &str = "delimiter, lineTerminator, quoteChar, doubleQuote, escapeChar, \
    nullSequence, skipInitialSpace, header, headerRows, headerJoin, commentRows, commentChar";

impl DialectOptions {
    /// Reads a Table Dialect. A v1 dialect wrapped in `{"csv": {…}}`, as frictionless writes it, is
    /// understood too.
    ///
    /// ```
    /// use rollcall_engine::dialect::DialectOptions;
    /// let dialect = DialectOptions::from_json(r#"{"delimiter": ";"}"#).unwrap();
    /// assert_eq!(dialect.delimiter, Some(b';'));
    /// let wrong = DialectOptions::from_json(r#"{"delimiter": "::"}"#).unwrap_err();
    /// assert_eq!(wrong[0].pointer, "/delimiter");
    /// ```
    ///
    /// # Errors
    /// Every property that is not valid, with its JSON pointer.
    pub fn from_json(text: &str) -> Result<Self, Vec<SchemaError>> {
        let value: Value = serde_json::from_str(text)
            .map_err(|error| vec![fault("", format!("The dialect is not JSON: {error}."))])?;
        let Value::Object(mut properties) = value else {
            return Err(vec![fault("", format!("A dialect is a JSON object with {PROPERTIES}."))]);
        };
        if let Some(Value::Object(inner)) = properties.shift_remove("csv") {
            properties.extend(inner);
        }
        let mut this = Self::default();
        let mut faults = Vec::new();
        for (name, value) in &properties {
            if let Err(detail) = this.set(name, value) {
                faults.push(fault(
                    &format!("/{}", name.replace('~', "~0").replace('/', "~1")),
                    detail,
                ));
            }
        }
        if let (Some(delimiter), Some(Some(quote))) = (this.delimiter, this.quote)
            && delimiter == quote
        {
            faults.push(fault(
                "/quoteChar",
                "The quote and the delimiter cannot be the same.".into(),
            ));
        }
        if this.escape.is_some() && this.escape == this.quote.unwrap_or(Some(b'"')) {
            // An escape that is the quote itself is what doubleQuote says.
            this.escape = None;
            this.double_quote = Some(true);
        }
        if faults.is_empty() { Ok(this) } else { Err(faults) }
    }

    /// The same, with what is left open taken from `other`.
    ///
    /// ```
    /// use rollcall_engine::dialect::DialectOptions;
    /// let given = DialectOptions::from_json(r#"{"delimiter": ";"}"#).unwrap();
    /// let usual = DialectOptions::from_json(r#"{"delimiter": ",", "commentChar": "%"}"#).unwrap();
    /// let filled = given.or(&usual);
    /// assert_eq!(filled.delimiter, Some(b';'));
    /// assert_eq!(filled.comment_char.as_deref(), Some("%"));
    /// ```
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        let comment_rows = match self.comment_rows {
            rows if rows.is_empty() => other.comment_rows.clone(),
            rows => rows,
        };
        Self {
            delimiter: self.delimiter.or(other.delimiter),
            quote: self.quote.or(other.quote),
            double_quote: self.double_quote.or(other.double_quote),
            escape: self.escape.or(other.escape),
            skip_initial_space: self.skip_initial_space.or(other.skip_initial_space),
            header: self.header.or(other.header),
            header_rows: self.header_rows.or_else(|| other.header_rows.clone()),
            header_join: self.header_join.or_else(|| other.header_join.clone()),
            comment_rows,
            comment_char: self.comment_char.or_else(|| other.comment_char.clone()),
            null_sequence: self.null_sequence.or_else(|| other.null_sequence.clone()),
        }
    }

    fn set(&mut self, name: &str, value: &Value) -> Result<(), String> {
        match name {
            "escapeChar" | "commentChar" | "nullSequence" if value.is_null() => {}
            "delimiter" => self.delimiter = Some(ascii(value, "a delimiter")?),
            "quoteChar" => {
                self.quote = Some(match value {
                    Value::Null => None,
                    Value::String(text) if text.is_empty() => None,
                    _ => Some(ascii(value, "a quote")?),
                });
            }
            "escapeChar" => self.escape = Some(ascii(value, "an escape character")?),
            "doubleQuote" => self.double_quote = Some(boolean(value)?),
            "skipInitialSpace" => self.skip_initial_space = Some(boolean(value)?),
            "header" => self.header = Some(boolean(value)?),
            "headerRows" => {
                let rows = rows(value)?;
                if rows.is_empty() {
                    self.header = Some(false);
                } else {
                    self.header_rows = Some(rows);
                }
            }
            "commentRows" => self.comment_rows = rows(value)?,
            "headerJoin" => self.header_join = Some(text(value)?),
            "commentChar" => self.comment_char = Some(text(value)?).filter(|text| !text.is_empty()),
            "nullSequence" => self.null_sequence = Some(text(value)?),
            "lineTerminator" => {
                let terminator = text(value)?;
                if !["\n", "\r\n", "\r"].contains(&terminator.as_str()) {
                    return Err("A line ends in \\n, \\r\\n or \\r; all three are always \
                                understood, so this can be left out."
                        .into());
                }
            }
            // What a descriptor may carry besides, and what older dialects had.
            "$schema"
            | "name"
            | "type"
            | "title"
            | "description"
            | "csvddfVersion"
            | "caseSensitiveHeader" => {}
            _ => {
                return Err(format!(
                    "A dialect has no property of this name. It has {PROPERTIES}."
                ));
            }
        }
        Ok(())
    }
}

fn fault(pointer: &str, detail: String) -> SchemaError {
    SchemaError { pointer: pointer.to_owned(), detail }
}

fn ascii(value: &Value, what: &str) -> Result<u8, String> {
    match value.as_str().map(str::as_bytes) {
        Some(&[byte]) if byte.is_ascii() && !matches!(byte, b'\n' | b'\r' | 0) => Ok(byte),
        _ => Err(format!("Here {what} is one ASCII character, such as \";\" or \"\\t\".")),
    }
}

fn boolean(value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| "This is true or false.".into())
}

fn text(value: &Value) -> Result<String, String> {
    match value.as_str() {
        Some(text) if text.len() <= 64 => Ok(text.to_owned()),
        _ => Err("This is a text of at most 64 characters.".into()),
    }
}

fn rows(value: &Value) -> Result<Vec<u64>, String> {
    let wrong = || "This is a list of at most 100 row numbers, counted from 1.".to_owned();
    let list = value.as_array().filter(|list| list.len() <= 100).ok_or_else(wrong)?;
    let mut rows = list
        .iter()
        .map(|row| row.as_u64().filter(|row| *row > 0).ok_or_else(wrong))
        .collect::<Result<Vec<_>, _>>()?;
    sort_few(&mut rows, u64::cmp);
    rows.dedup();
    Ok(rows)
}

/// The dialect a file turned out to have: a valid Table Dialect, which can be given with the next
/// upload to have the file read in just this way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DialectFacts {
    /// What separates cells.
    pub delimiter: String,
    /// What ended the first record; `\n` for a file without any line end.
    pub line_terminator: String,
    /// What encloses cells, if anything may.
    pub quote_char: Option<String>,
    /// Whether a doubled quote stands for one.
    pub double_quote: bool,
    /// The escape character, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub escape_char: Option<String>,
    /// Whether spaces after a delimiter were left out.
    pub skip_initial_space: bool,
    /// Whether the file has header rows.
    pub header: bool,
    /// Which rows they are, from 1: `[1]`, or `[1, 2]` where a row of labels stands under the names.
    pub header_rows: Vec<u64>,
    /// What joins the labels of several header rows, where it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_join: Option<String>,
    /// The rows that were left out, where some were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comment_rows: Vec<u64>,
    /// What marks a record as a comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment_char: Option<String>,
    /// What stands for no value, where it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub null_sequence: Option<String>,
}

impl Default for DialectFacts {
    /// The defaults of Table Dialect.
    fn default() -> Self {
        Self {
            delimiter: ",".into(),
            line_terminator: "\n".into(),
            quote_char: Some("\"".into()),
            double_quote: true,
            escape_char: None,
            skip_initial_space: false,
            header: true,
            header_rows: vec![1],
            header_join: None,
            comment_rows: Vec::new(),
            comment_char: None,
            null_sequence: None,
        }
    }
}

impl DialectFacts {
    /// The bytes that the record reader needs to read a file in this dialect.
    #[must_use]
    pub fn format(&self) -> Format {
        let byte = |text: &Option<String>| text.as_ref().and_then(|text| text.bytes().next());
        Format {
            delimiter: self.delimiter.bytes().next().unwrap_or(b','),
            quote: byte(&self.quote_char),
            double_quote: self.double_quote,
            escape: byte(&self.escape_char),
            skip_initial_space: self.skip_initial_space,
            comment: self.comment_char.clone(),
            ..Format::default()
        }
    }
}

/// The delimiters that are looked for when none is given.
const CANDIDATES: [u8; 4] = *b",;\t|";

/// ASCII's own separators, of units and of records. They are looked for where they occur.
const CONTROLS: [u8; 2] = *b"\x1f\x1e";

/// How many records of the first block are looked at.
const SNIFFED_RECORDS: usize = 256;

/// Among how many records the header is looked for, as titles may stand above it.
pub(crate) const TITLE_ROWS: usize = 10;

/// What a delimiter makes of the first block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// The delimiter.
    pub delimiter: u8,
    /// How many records it makes, blank ones apart; at most 256 are looked at.
    pub records: usize,
    /// How many of them have the commonest number of cells, more than one.
    pub agree: usize,
    /// That number of cells; 1 where no record has two.
    pub cells: usize,
    /// How many cells of the header are labels that the schema knows.
    pub labels: usize,
    /// How many of those that agree have their quotes in order, and do not have a space behind each
    /// delimiter.
    orderly: usize,
}

impl Tally {
    /// What decides, weightiest first: labels that the schema knows, the share of records that
    /// agree and have their quotes in order, the share of those that agree, their width.
    fn weight(&self) -> (usize, usize, usize, usize) {
        let share = |count: usize| count * 1000 / self.records.max(1);
        (self.labels, share(self.orderly), share(self.agree), self.cells)
    }
}

/// A delimiter that was sniffed: what it makes of the file, and what the next best would.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sniffed {
    /// The one that was chosen.
    pub chosen: Tally,
    /// The one that comes closest, where any other makes two cells of a record.
    pub runner_up: Option<Tally>,
}

/// Chooses the delimiter of a file from the text of its first block.
///
/// Each candidate reads the block, quotes respected. The one under which most labels of the header
/// are fields of the schema wins (`known` says whether a label is one), provided that the records
/// bear it out: a header that alone is separated by it is a damaged header. Among equals, the one
/// under which the most records have the same width, their quotes in order and no space behind every
/// delimiter, if that is more than one cell; then the wider one. A file of a single column has a comma.
///
/// Comments are not looked at: neither the records that begin with [`Format::comment`], nor those
/// whose numbers are in `comment_rows`.
#[must_use]
pub fn sniff_delimiter(
    text: &str,
    format: &Format,
    comment_rows: &[u64],
    known: &dyn Fn(&str) -> bool,
) -> Sniffed {
    let controls = CONTROLS.into_iter().filter(|control| text.as_bytes().contains(control));
    let mut tallies: Vec<Tally> = CANDIDATES
        .into_iter()
        .chain(controls)
        .filter(|delimiter| ![format.quote, format.escape].contains(&Some(*delimiter)))
        .map(|delimiter| tally(text, Format { delimiter, ..format.clone() }, comment_rows, known))
        .collect();
    // Stable: among equals the order of the candidates decides, and so a comma where nothing does.
    sort_few(&mut tallies, |one, other| other.weight().cmp(&one.weight()));
    let mut best = tallies.into_iter();
    let nothing = Tally { delimiter: b',', records: 0, agree: 0, cells: 1, labels: 0, orderly: 0 };
    Sniffed {
        chosen: best.next().unwrap_or(nothing),
        runner_up: best.next().filter(|next| next.agree > 0),
    }
}

/// Reads the block with one delimiter.
fn tally(text: &str, format: Format, comment_rows: &[u64], known: &dyn Fn(&str) -> bool) -> Tally {
    let delimiter = format.delimiter;
    let mark = format.comment.clone();
    let is_comment = |record: &Record<'_>| {
        comment_rows.contains(&record.row)
            || mark.as_ref().is_some_and(|mark| record.text.starts_with(mark))
    };
    let mut records: Vec<(usize, bool)> = Vec::new();
    // The record that looks most like the header: its known labels, its width, its number.
    let mut header = (0, 0, 0);
    let mut scratch = String::new();
    let mut reader = Reader::new(format);
    // Says whether more records are wanted.
    let mut read = |record: &Record<'_>| {
        if record.is_blank() || is_comment(record) {
            return true;
        }
        if records.len() < TITLE_ROWS && record.width > 1 {
            let labels = (0..record.len())
                .filter(|&index| known(record.cell(index, &mut scratch).trim()))
                .count();
            // Below the first record a single cell that is called like a field may be data.
            if labels > header.0 && (records.is_empty() || labels > 1) {
                header = (labels, record.width, records.len() + 1);
            }
        }
        // A delimiter that a space always follows is punctuation, where there is another choice.
        let spaced = (1..record.len()).all(|index| record.raw_cell(index).starts_with(' '));
        records.push((record.width, record.damage.is_empty() && !spaced));
        records.len() < SNIFFED_RECORDS
    };
    reader.read(text, &mut read);
    // The block may end in the middle of a record; that one counts only when it is all there is.
    if reader.records() == 0 {
        reader.finish(&mut read);
    }
    // At most 256, and nearly always alike.
    sort_few(&mut records, Ord::cmp);
    let mut commonest: &[(usize, bool)] = &[];
    for run in records.chunk_by(|a, b| a.0 == b.0) {
        if run.first().is_some_and(|(width, _)| *width > 1) && run.len() >= commonest.len() {
            commonest = run;
        }
    }
    // Mostly single cells are a single column, whose cells may hold anything.
    if records.iter().filter(|(width, _)| *width == 1).count() > commonest.len() {
        commonest = &[];
    }
    let cells = commonest.first().map_or(1, |(width, _)| *width);
    let (labels, header_width, number) = header;
    let borne_out = header_width == cells || records.len() < number + 3;
    Tally {
        delimiter,
        records: records.len(),
        agree: commonest.len(),
        cells,
        labels: if borne_out { labels } else { 0 },
        orderly: commonest.iter().filter(|(_, orderly)| *orderly).count(),
    }
}

#[cfg(test)]
mod tests;
