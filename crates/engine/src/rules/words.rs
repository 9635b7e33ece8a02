//! The words of a rule, and where values go in them.
//!
//! `{cell}`, `{field}`, `{first_row}`, `{count}`, `{limit}` and `{value:Field}` are found when the
//! schema is read; writing a sentence then takes one piece after the other. Values are shown as the
//! built-in messages show them: on one line, nothing unseen, cut where they are long.

use crate::finding::{Finding, Param};
use crate::language::{Language, QUOTED_CHARS, Sink, write_number, write_quoted};

use super::Rule;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(Box<str>),
    /// The cell the finding stands on.
    Cell,
    /// The name of its field.
    Field,
    /// The row that has the values already.
    FirstRow,
    /// How many rows there are.
    Count,
    /// How many there may be.
    Limit,
    /// The value of a field on this row, as a place in the rule's list of them.
    Value(usize),
}

/// A sentence, as it is written in the schema and in pieces.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sentence {
    pub(crate) text: Box<str>,
    pub(crate) pieces: Box<[Piece]>,
}

/// The words of a rule in the order of [`Language::ALL`].
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    pub(crate) titles: [Box<str>; 5],
    pub(crate) messages: [Sentence; 5],
    pub(crate) fixes: [Sentence; 5],
    /// The fields whose values the sentences show.
    pub(crate) shown: Vec<usize>,
}

impl Words {
    pub(super) fn title(&self, language: Language) -> &str {
        &self.titles[language as usize]
    }

    pub(super) fn message(&self, language: Language) -> &str {
        &self.messages[language as usize].text
    }

    pub(super) fn fix(&self, language: Language) -> &str {
        &self.fixes[language as usize].text
    }
}

/// A rule that a row, the header or the file breaks.
#[derive(Debug, Clone, Copy)]
pub struct BrokenRule<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// The values that its sentences show, as they stand in the row.
    pub(crate) values: &'a [String],
}

impl BrokenRule<'_> {
    /// Writes the sentence that says what is wrong.
    pub(crate) fn write_message(
        &self,
        language: Language,
        finding: &Finding<'_>,
        out: &mut impl Sink,
    ) {
        self.write(&self.rule.words.messages[language as usize], language, finding, out);
    }

    /// Writes the sentence that says what to do about it.
    pub(crate) fn write_fix(&self, language: Language, finding: &Finding<'_>, out: &mut impl Sink) {
        self.write(&self.rule.words.fixes[language as usize], language, finding, out);
    }

    fn write(
        &self,
        sentence: &Sentence,
        language: Language,
        finding: &Finding<'_>,
        out: &mut impl Sink,
    ) {
        let number = |name: &str| match finding.params.iter().find(|(known, _)| *known == name) {
            Some((_, Param::Number(number))) => *number,
            _ => 0,
        };
        for piece in &sentence.pieces {
            match piece {
                Piece::Text(text) => out.push_text(text),
                Piece::Cell => {
                    write_quoted(finding.cell.unwrap_or_default(), QUOTED_CHARS, out);
                }
                Piece::Field => {
                    write_quoted(finding.field.unwrap_or_default(), QUOTED_CHARS, out);
                }
                // A row is a place, and written as a spreadsheet writes it.
                Piece::FirstRow => out.push_text(&number("first_row").to_string()),
                Piece::Count => write_number(language, number("count"), out),
                Piece::Limit => write_number(language, number("limit"), out),
                Piece::Value(place) => {
                    let value = self.values.get(*place).map_or("", String::as_str);
                    write_quoted(value, QUOTED_CHARS, out);
                }
            }
        }
    }
}

/// Cuts a sentence into pieces. `piece` says what stands for a name between braces, or why nothing
/// does.
pub(super) fn cut(
    text: &str,
    mut piece: impl FnMut(&str) -> Result<Piece, String>,
) -> Result<Sentence, String> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.into()));
        }
        let (name, after) =
            after.split_once('}').ok_or("A brace is opened and not closed.".to_owned())?;
        pieces.push(piece(name)?);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.into()));
    }
    let says = |piece: &Piece| matches!(piece, Piece::Text(text) if !text.trim().is_empty());
    if !pieces.iter().any(says) {
        return Err("A sentence is more than a value, which may be empty.".to_owned());
    }
    Ok(Sentence { text: text.into(), pieces: pieces.into() })
}
