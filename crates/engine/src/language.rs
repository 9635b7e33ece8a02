//! The words: every message of Rollcall in five languages.
//!
//! The sentences live in `messages/*.ftl` (Fluent) and are compiled by the build script into the
//! tables used here, so a language that lacks a message or a parameter does not build. At run time
//! nothing is parsed and nothing allocated besides the output:
//!
//! ```
//! use rollcall_engine::finding::Param;
//! use rollcall_engine::language::{Args, Language, Message, write_fix, write_message};
//!
//! let params = [("limit", Param::Number(15)), ("length", Param::Number(18))];
//! let args = Args { cell: Some("Rosalind Franklin!"), params: &params, ..Args::default() };
//! let mut out = String::new();
//! write_message(Language::En, Message::ConstraintErrorMaxLength, &args, &mut out);
//! assert_eq!(out, "“Rosalind Franklin!” has 18 characters; at most 15 can be taken.");
//! out.clear();
//! write_fix(Language::Fr, Message::ConstraintErrorMaxLength, &args, &mut out);
//! assert_eq!(out, "Raccourcissez la valeur à 15 caractères.");
//! ```

use std::borrow::Cow;
use std::sync::OnceLock;

use rollcall_records::writing::{self, Piece};
use serde::{Serialize, Serializer};

use crate::finding::{Code, Finding, Param};

#[allow(clippy::doc_markdown)]
mod generated {
    use super::{Code, Text};
    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

pub use generated::{Message, Ui};

// The build script ends the pieces, and they are read elsewhere.
const _: () = assert!(generated::END as u32 == writing::END as u32);

/// How many characters of a cell, a label or a field's name a sentence quotes before it is cut.
pub const QUOTED_CHARS: usize = 60;

/// How many characters of any other parameter (a pattern, a list of allowed values) a sentence
/// holds before it is cut.
pub const PARAM_CHARS: usize = 400;

/// A language that Rollcall speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Italian.
    It,
    /// Portuguese, as written in Brazil.
    Pt,
    /// German.
    De,
}

impl Language {
    /// Every language, English first.
    pub const ALL: [Self; 5] = [Self::En, Self::Fr, Self::It, Self::Pt, Self::De];

    /// The language as BCP 47 writes it: `en`, `fr`, `it`, `pt` or `de`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::It => "it",
            Self::Pt => "pt",
            Self::De => "de",
        }
    }

    /// The language of a BCP 47 tag, by its first subtag and in any case; `None` for a language
    /// that Rollcall does not speak.
    ///
    /// ```
    /// use rollcall_engine::language::Language;
    /// assert_eq!(Language::from_tag("fr-CA"), Some(Language::Fr));
    /// assert_eq!(Language::from_tag("PT_br"), Some(Language::Pt));
    /// assert_eq!(Language::from_tag("fro"), None);
    /// ```
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let first = tag.trim().split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| first.eq_ignore_ascii_case(language.tag()))
    }

    /// The language to answer in, from an `Accept-Language` header (RFC 9110, section 12.5.4): the
    /// spoken one with the highest weight, the earlier of two with the same. English when none
    /// fits.
    ///
    /// ```
    /// use rollcall_engine::language::Language;
    /// assert_eq!(Language::from_accept_language("es, de;q=0.7, it;q=0.9"), Language::It);
    /// assert_eq!(Language::from_accept_language("*"), Language::En);
    /// ```
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (Self::En, 0);
        for range in header.split(',') {
            let mut parts = range.split(';');
            let language = match parts.next().map(str::trim) {
                Some("*") => Some(Self::En),
                Some(tag) => Self::from_tag(tag),
                None => None,
            };
            let weight = parts
                .find_map(|part| part.trim().strip_prefix("q=").or(part.trim().strip_prefix("Q=")))
                .map_or(1000, weight);
            if let Some(language) = language
                && weight > best.1
            {
                best = (language, weight);
            }
        }
        best.0
    }

    /// What stands between groups of three digits.
    const fn group_separator(self) -> &'static str {
        match self {
            Self::En => ",",
            // U+202F, the narrow no-break space.
            Self::Fr => "\u{202f}",
            Self::It | Self::Pt | Self::De => ".",
        }
    }

    /// The plural category of a count, after the cardinal rules of Unicode CLDR 46.
    const fn plural(self, count: u64) -> Plural {
        match (self, count) {
            (_, 1) | (Self::Fr | Self::Pt, 0) => Plural::One,
            (Self::Fr | Self::It | Self::Pt, _)
                if count != 0 && count.is_multiple_of(1_000_000) =>
            {
                Plural::Many
            }
            _ => Plural::Other,
        }
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

/// A weight (the `q` of `Accept` and its kin, RFC 9110, section 12.4.2) in thousandths; one that
/// cannot be read weighs nothing.
///
/// ```
/// use rollcall_engine::language::weight;
/// assert_eq!([weight("0.25"), weight("1"), weight("x")], [250, 1000, 0]);
/// ```
#[must_use]
pub fn weight(text: &str) -> u32 {
    let text = text.trim();
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = decimals.len() <= 3 && decimals.bytes().all(|byte| byte.is_ascii_digit());
    match whole {
        "1" => 1000,
        "0" if digits => format!("{decimals:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

/// A plural category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plural {
    One,
    /// Whole millions, in the Romance languages (un million *de* lignes).
    Many,
    Other,
}

/// Everything that is said in one language, as `build/messages.rs` writes it: the sentence and the
/// fix of every [`Message`], the words of [`Ui`], and the four lines of every [`Entry`].
struct Text {
    /// Where every [`STRIDE`](generated::STRIDE)th piece begins.
    marks: Cow<'static, [u16]>,
    text: Cow<'static, str>,
}

/// The languages that were given at run time.
static GIVEN: [OnceLock<Text>; Language::ALL.len()] = [const { OnceLock::new() }; 5];

/// That a text is not the words of a language, as this build of the engine has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongWords;

impl std::fmt::Display for WrongWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("these are not the words of a language for this build")
    }
}

impl std::error::Error for WrongWords {}

impl Language {
    /// Whether its words are at hand. Without the feature `languages` only those of English are, with the
    /// feature `english`. Whatever is said in another language is said in English until its words are
    /// [given](Self::give); where there is no English either, nothing is.
    #[must_use]
    pub fn is_spoken(self) -> bool {
        let at = self as usize;
        generated::TEXTS[at].is_some() || GIVEN[at].get().is_some()
    }

    /// Gives the words of a language that this build does not hold: the file of that language among
    /// the parts of the build, see [`crate::FINGERPRINT`]. Words that are at hand already stay.
    ///
    /// # Errors
    /// Where the text is something else. Nothing has changed then.
    ///
    /// ```
    /// use rollcall_engine::language::Language;
    /// assert!(Language::Fr.give("<!doctype html>".to_owned()).is_err());
    /// ```
    pub fn give(self, text: String) -> Result<(), WrongWords> {
        let mut marks = Vec::with_capacity(generated::PIECES.div_ceil(generated::STRIDE));
        let (mut pieces, mut begin) = (0, 0);
        for end in memchr::memchr_iter(generated::END as u8, text.as_bytes()) {
            if pieces % generated::STRIDE == 0 {
                marks.push(u16::try_from(begin).map_err(|_| WrongWords)?);
            }
            pieces += 1;
            begin = end + 1;
        }
        if pieces != generated::PIECES || begin != text.len() {
            return Err(WrongWords);
        }
        if !self.is_spoken() {
            // Whoever came first has given the same.
            let _ = GIVEN[self as usize].set(Text { marks: marks.into(), text: text.into() });
        }
        Ok(())
    }
}

impl Text {
    fn of(language: Language) -> &'static Self {
        // English is embedded but for the feature, and then it may be given.
        static NOTHING: Text = Text { marks: Cow::Borrowed(&[]), text: Cow::Borrowed("") };
        // One text a language, in the order of the variants: the build script has the same.
        let at = language as usize;
        let embedded = generated::TEXTS[at].as_ref();
        let found = embedded.or_else(|| GIVEN[at].get());
        let english = || generated::TEXTS[0].as_ref().or_else(|| GIVEN[0].get());
        found.or_else(english).unwrap_or(&NOTHING)
    }

    fn piece(&'static self, number: usize) -> &'static str {
        let mark = self.marks.get(number / generated::STRIDE).copied().unwrap_or_default();
        let mut piece = Piece::new(self.text.get(usize::from(mark)..).unwrap_or_default());
        piece.nth(number % generated::STRIDE)
    }
}

/// What the catalogue says about a code, in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// A few words, such as "Column missing".
    pub title: &'static str,
    /// What the code means and why it matters.
    pub meaning: &'static str,
    /// A piece of a file, or a situation, that has the problem.
    pub example: &'static str,
    /// How to mend it.
    pub mend: &'static str,
}

/// The catalogue's entry for a code.
///
/// ```
/// use rollcall_engine::finding::Code;
/// use rollcall_engine::language::{Language, catalogue};
/// assert_eq!(catalogue(Language::De, Code::BlankRow).title, "Leere Zeile");
/// ```
#[must_use]
pub fn catalogue(language: Language, code: Code) -> Entry {
    let first = generated::FIRST_ENTRY + 4 * generated::entry(code);
    let line = |number| Text::of(language).piece(first + number);
    Entry { title: line(0), meaning: line(1), example: line(2), mend: line(3) }
}

/// What a message may name: the place of the finding, and its parameters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Args<'a> {
    /// The row a spreadsheet shows, from 1: `$row`.
    pub row: Option<u64>,
    /// The physical line, from 1: `$line`.
    pub line: Option<u64>,
    /// The column, from 1: `$column`, and in letters `$letter`.
    pub column: Option<u32>,
    /// The field's name: `$field`.
    pub field: Option<&'a str>,
    /// The cell: `$cell`. `None` where there is none and where it is secret.
    pub cell: Option<&'a str>,
    /// The parameters by name. One that has the name of a part of the place stands for it.
    pub params: &'a [(&'static str, Param)],
}

impl<'a> From<&Finding<'a>> for Args<'a> {
    fn from(finding: &Finding<'a>) -> Self {
        Self {
            row: finding.row,
            line: finding.line,
            column: finding.column,
            field: finding.field,
            cell: finding.cell,
            params: finding.params,
        }
    }
}

impl<'a> Args<'a> {
    fn get(&self, name: &str) -> Value<'a> {
        if let Some((_, param)) = self.params.iter().find(|(param, _)| *param == name) {
            return match param {
                Param::Text(text) => Value::Text(text),
                Param::Number(number) => Value::Number(*number),
            };
        }
        let value = match name {
            "row" => self.row.map(Value::Number),
            "line" => self.line.map(Value::Number),
            "column" => self.column.map(|column| Value::Number(u64::from(column))),
            "letter" => self.column.map(Value::Letters),
            "field" => self.field.map(Value::Text),
            "cell" => self.cell.map(Value::Text),
            _ => None,
        };
        value.unwrap_or(Value::Absent)
    }
}

/// The value of something a message names.
#[derive(Clone, Copy)]
enum Value<'a> {
    Text(&'a str),
    Number(u64),
    Letters(u32),
    Absent,
}

/// Where sentences are written to.
pub trait Sink {
    /// Adds `text` at the end.
    fn push_text(&mut self, text: &str);
}

impl Sink for String {
    fn push_text(&mut self, text: &str) {
        writing::add_text(self, text);
    }
}

impl Sink for Vec<u8> {
    fn push_text(&mut self, text: &str) {
        writing::add(self, text.as_bytes());
    }
}

/// Writes the sentence that says what is wrong.
pub fn write_message(language: Language, message: Message, args: &Args<'_>, out: &mut impl Sink) {
    write_piece(language, Text::of(language).piece(2 * message as usize), args, out);
}

/// Writes the sentence that says what to do about it.
pub fn write_fix(language: Language, message: Message, args: &Args<'_>, out: &mut impl Sink) {
    write_piece(language, Text::of(language).piece(2 * message as usize + 1), args, out);
}

/// Writes a word or sentence of the report page or the command line.
pub fn write_ui(language: Language, word: Ui, args: &Args<'_>, out: &mut impl Sink) {
    write_piece(language, of_word(language, word), args, out);
}

/// A word of the report page or the command line that names nothing; of one that does, the text
/// before the first name.
///
/// ```
/// use rollcall_engine::language::{Language, Ui, ui};
/// assert_eq!(ui(Language::It, Ui::Errors), "Errori");
/// ```
#[must_use]
pub fn ui(language: Language, word: Ui) -> &'static str {
    Piece::new(of_word(language, word)).text()
}

/// Writes a count with its digits in groups of three, as the language does.
///
/// ```
/// use rollcall_engine::language::{Language, write_number};
/// let mut out = String::new();
/// write_number(Language::De, 1_200_000, &mut out);
/// assert_eq!(out, "1.200.000");
/// ```
pub fn write_number(language: Language, number: u64, out: &mut impl Sink) {
    let mut buffer = [0; 20];
    let digits = digits(number, &mut buffer);
    let first = digits.len() % 3;
    let (head, mut rest) = digits.split_at(first);
    out.push_text(head);
    let mut separate = !head.is_empty();
    while !rest.is_empty() {
        let (group, after) = rest.split_at(3);
        if separate {
            out.push_text(language.group_separator());
        }
        out.push_text(group);
        separate = true;
        rest = after;
    }
}

fn of_word(language: Language, word: Ui) -> &'static str {
    Text::of(language).piece(generated::FIRST_WORD + word as usize)
}

/// The name of a value, as its number in all of them.
fn name(piece: &mut Piece) -> &'static str {
    generated::NAMES.get(piece.number(1)).copied().unwrap_or_default()
}

fn write_piece(language: Language, piece: &'static str, args: &Args<'_>, out: &mut impl Sink) {
    let mut piece = Piece::new(piece);
    loop {
        out.push_text(piece.text());
        if piece.is_at_its_end() {
            return;
        }
        let action = char::from(piece.byte());
        let name = name(&mut piece);
        let value = args.get(name);
        match action {
            generated::SELECT => {
                write_piece(language, choose(language, &mut piece, value, name), args, out);
            }
            action => write_value(language, name, value, action == generated::NUMBER, out),
        }
    }
}

/// The case for a value: the exact number or word before the plural category.
fn choose(language: Language, piece: &mut Piece, value: Value<'_>, name: &str) -> &'static str {
    let number = match value {
        Value::Number(number) => Some(number),
        Value::Text(text) => text.parse().ok(),
        Value::Letters(_) | Value::Absent => None,
    };
    let plural = number.map(|number| language.plural(number));
    let (mut exact, mut by_plural) = (None, None);
    for _ in 0..piece.number(1) {
        let kind = piece.byte();
        let word = match kind {
            b'n' | b'w' => {
                let length = piece.number(1);
                piece.take(length)
            }
            _ => "",
        };
        let chosen = piece.chosen();
        match (kind, value) {
            (b'o', _) if plural == Some(Plural::One) => by_plural = by_plural.or(Some(chosen)),
            (b'm', _) if plural == Some(Plural::Many) => by_plural = by_plural.or(Some(chosen)),
            (b'a', Value::Absent) => exact = exact.or(Some(chosen)),
            (b'n', _) if number.is_some() && word.parse().ok() == number => {
                exact = exact.or(Some(chosen));
            }
            // What stands in a file never chooses the words around it.
            (b'w', Value::Text(text)) if !from_file(name) && word == text => {
                exact = exact.or(Some(chosen));
            }
            _ => {}
        }
    }
    let otherwise = piece.chosen();
    exact.or(by_plural).unwrap_or(otherwise)
}

/// Whether what goes by that name comes from the file, and can be anything.
fn from_file(name: &str) -> bool {
    matches!(name, "cell" | "field" | "label" | "item")
}

fn write_value(
    language: Language,
    name: &str,
    value: Value<'_>,
    grouped: bool,
    out: &mut impl Sink,
) {
    match value {
        Value::Text(text) => {
            let most = if from_file(name) { QUOTED_CHARS } else { PARAM_CHARS };
            write_quoted(text, most, out);
        }
        Value::Number(number) if grouped => write_number(language, number, out),
        Value::Number(number) => out.push_text(digits(number, &mut [0; 20])),
        Value::Letters(column) => out.push_text(letters(column, &mut [0; 8])),
        // Whoever reports the finding forgot it. The name shows what is missing, as Fluent does.
        Value::Absent => {
            out.push_text("{$");
            out.push_text(name);
            out.push_text("}");
        }
    }
}

/// Writes text so that it stays on one line and nothing in it goes unseen or rearranges what is
/// around it: control characters as their pictures (U+2400 and on), invisible and
/// direction-changing ones by number. After `most` characters it is cut, with an ellipsis.
pub fn write_quoted(text: &str, most: usize, out: &mut impl Sink) {
    if text.len() <= most && text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        out.push_text(text);
        return;
    }
    let end = text.char_indices().nth(most).map_or(text.len(), |(end, _)| end);
    let (shown, cut) = text.split_at(end);
    let mut plain = 0;
    for (at, character) in shown.char_indices() {
        if !is_unseen(character) {
            continue;
        }
        out.push_text(&shown[plain..at]);
        plain = at + character.len_utf8();
        let code = u32::from(character);
        let picture = match character {
            '\0'..='\u{1f}' => char::from_u32(0x2400 + code),
            '\u{7f}' => Some('\u{2421}'),
            _ => None,
        };
        if let Some(picture) = picture {
            out.push_text(picture.encode_utf8(&mut [0; 4]));
        } else {
            out.push_text("[U+");
            let mut shift = if code > 0xffff { 20 } else { 12 };
            loop {
                let digit = char::from_digit((code >> shift) & 0xf, 16).unwrap_or('0');
                out.push_text(digit.to_ascii_uppercase().encode_utf8(&mut [0; 4]));
                if shift == 0 {
                    break;
                }
                shift -= 4;
            }
            out.push_text("]");
        }
    }
    out.push_text(&shown[plain..]);
    if !cut.is_empty() {
        out.push_text("…");
    }
}

/// Whether a character has no picture of its own: controls, zero-width characters, line and
/// paragraph separators, and what changes the direction of writing.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

fn digits(number: u64, buffer: &mut [u8; 20]) -> &str {
    let mut rest = number;
    let mut start = buffer.len();
    for (at, place) in buffer.iter_mut().enumerate().rev() {
        *place = b'0' + (rest % 10) as u8;
        rest /= 10;
        start = at;
        if rest == 0 {
            break;
        }
    }
    str::from_utf8(&buffer[start..]).unwrap_or_default()
}

/// The letters of a column, as [`crate::finding::column_letter`] gives them, without allocating.
fn letters(column: u32, buffer: &mut [u8; 8]) -> &str {
    let mut rest = column;
    let mut start = buffer.len();
    for (at, place) in buffer.iter_mut().enumerate().rev() {
        if rest == 0 {
            break;
        }
        rest -= 1;
        *place = b'A' + (rest % 26) as u8;
        rest /= 26;
        start = at;
    }
    str::from_utf8(&buffer[start..]).unwrap_or_default()
}

#[cfg(test)]
mod tests;
