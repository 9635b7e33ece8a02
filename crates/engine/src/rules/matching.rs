//! Patterns that are asked on every row, and the short cuts that make them cheap.
//!
//! A regular expression without an automaton of its own costs a microsecond a cell, which is as much
//! as the check of a whole row. Three things save most of it. A value that is too short or too long
//! for the pattern is not looked at. The patterns that templates are made of ("some character of
//! these", "this word in it") are answered from a table where the cell is plain ASCII. And the
//! answers for the last few values are kept, since sites, models and licences repeat. What is neither
//! is left to the expression itself.

use regex_syntax::hir::{Class, Hir, HirKind, Look};
use xxhash_rust::xxh3::xxh3_64;

use crate::check::Regex;

/// A pattern that the whole value matches.
#[derive(Debug, Clone)]
pub(crate) struct Matching {
    regex: Regex,
    /// How many bytes a value has that matches.
    least: usize,
    most: usize,
    short_cut: ShortCut,
}

/// What a pattern says of values of ASCII without a line break.
#[derive(Debug, Clone, PartialEq, Eq)]
enum ShortCut {
    None,
    /// `[…]+`: every character is one of them.
    Every(Table),
    /// `.*[…].*`: one of the characters occurs.
    Some(Table),
    /// `.*word.*`: characters one after the other, each of them one of a class.
    Word(Box<[Table]>),
}

/// Which characters of ASCII a class holds, a bit each.
type Table = u128;

/// All of them but the line break, as `.` has it.
const ANY: Table = !(1 << b'\n');

impl Matching {
    /// `regex` is anchored on both sides.
    pub(crate) fn new(regex: Regex) -> Self {
        // The same parser has read it before.
        let Ok(pattern) = regex_syntax::parse(regex.as_str()) else {
            return Self { regex, least: 0, most: usize::MAX, short_cut: ShortCut::None };
        };
        Self {
            regex,
            least: pattern.properties().minimum_len().unwrap_or(0),
            most: pattern.properties().maximum_len().unwrap_or(usize::MAX),
            short_cut: ShortCut::of(&pattern),
        }
    }

    pub(crate) fn is_match(&self, value: &str) -> bool {
        self.quickly(value).unwrap_or_else(|| self.regex.is_match(value))
    }

    /// The answer where a short cut leads to it.
    fn quickly(&self, value: &str) -> Option<bool> {
        if value.len() < self.least || value.len() > self.most {
            return Some(false);
        }
        if self.short_cut == ShortCut::None || value.is_empty() {
            return None;
        }
        let mut seen: Table = 0;
        for byte in value.bytes() {
            if !byte.is_ascii() || byte == b'\n' {
                return None;
            }
            seen |= 1 << byte;
        }
        Some(match &self.short_cut {
            ShortCut::None => return None,
            ShortCut::Every(table) => seen & !table == 0,
            ShortCut::Some(table) => seen & table != 0,
            ShortCut::Word(word) => value
                .as_bytes()
                .windows(word.len())
                .any(|part| part.iter().zip(word).all(|(byte, table)| table & (1 << byte) != 0)),
        })
    }
}

impl ShortCut {
    fn of(pattern: &Hir) -> Self {
        let HirKind::Concat(parts) = pattern.kind() else { return Self::None };
        let parts: Vec<&Hir> = parts.iter().collect();
        let [start, inner @ .., end] = parts.as_slice() else { return Self::None };
        let looks =
            |part: &Hir, look| matches!(part.kind(), HirKind::Look(found) if *found == look);
        if !looks(start, Look::Start) || !looks(end, Look::End) {
            return Self::None;
        }
        match inner {
            [every] => repeated(every, 1).map_or(Self::None, Self::Every),
            [before, word @ .., after]
                if repeated(before, 0) == Some(ANY) && repeated(after, 0) == Some(ANY) =>
            {
                let mut tables = Vec::new();
                if !word.iter().all(|part| spell(part, &mut tables)) {
                    return Self::None;
                }
                match tables.as_slice() {
                    [] => Self::None,
                    [one] => Self::Some(*one),
                    _ => Self::Word(tables.into()),
                }
            }
            _ => Self::None,
        }
    }
}

/// The characters that may occur any number of times, from `least` on.
fn repeated(part: &Hir, least: u32) -> Option<Table> {
    let HirKind::Repetition(repetition) = part.kind() else { return None };
    match repetition.sub.kind() {
        HirKind::Class(class) if repetition.min <= least && repetition.max.is_none() => {
            Some(table(class))
        }
        _ => None,
    }
}

/// Adds the characters of a word, one class each; whether that is all there is to the part.
fn spell(part: &Hir, tables: &mut Vec<Table>) -> bool {
    match part.kind() {
        HirKind::Literal(literal) => {
            let ascii = literal.0.is_ascii();
            tables.extend(literal.0.iter().filter(|_| ascii).map(|byte| 1 << byte));
            ascii
        }
        HirKind::Class(class) => {
            tables.push(table(class));
            true
        }
        HirKind::Capture(capture) => spell(&capture.sub, tables),
        HirKind::Concat(parts) => parts.iter().all(|part| spell(part, tables)),
        _ => false,
    }
}

fn table(class: &Class) -> Table {
    let ranges: Vec<(u32, u32)> = match class {
        Class::Unicode(class) => {
            class.iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
        Class::Bytes(class) => {
            class.iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
    };
    (0..128_u32)
        .filter(|code| ranges.iter().any(|(start, end)| (start..=end).contains(&code)))
        .fold(0, |table, code| table | 1 << code)
}

/// The answers for the last few values of a column.
#[derive(Debug, Default)]
pub(crate) struct Remembered {
    slots: Vec<(String, bool)>,
}

impl Remembered {
    const SLOTS: usize = 16;
    /// Longer values are asked each time.
    const LONGEST: usize = 64;

    /// Whether the pattern matches the value.
    pub(crate) fn ask(&mut self, pattern: &Matching, value: &str) -> bool {
        if let Some(answer) = pattern.quickly(value) {
            return answer;
        }
        if value.is_empty() || value.len() > Self::LONGEST {
            return pattern.is_match(value);
        }
        if self.slots.is_empty() {
            self.slots.resize_with(Self::SLOTS, || (String::with_capacity(Self::LONGEST), false));
        }
        let slot = self.slots.get_mut(xxh3_64(value.as_bytes()) as usize % Self::SLOTS);
        let Some((known, answer)) = slot else { return pattern.is_match(value) };
        if known != value {
            *answer = pattern.is_match(value);
            known.clear();
            known.push_str(value);
        }
        *answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Budget;

    #[test]
    fn a_short_cut_gives_the_answer_of_the_expression() {
        let values = [
            "", "a", "A", "ab", "a b", "%", "50%", "A%\n", "é", "é%", "dect 1", "DECT", "x-DeCt-y",
            "\n", "[", "]", "^", "-", "\\", "0", "a\n%", "ſ", "K", "k%", "word", "sword 5",
            "\u{7f}",
        ];
        for source in [
            ".*[%#<>\\\\/\"].*",
            ".*[^0-9].*",
            ".*[^\\p{L}\\p{M}\\p{N} ].*",
            "(?i).*[a-k].*",
            ".*([%#]|[^\\x00-\\x7F]).*",
            ".*%.*",
            ".*word.*",
            "(?i).*dect.*",
            "(?i).*k.*",
            "[A-Za-z]+",
            "[^a]+",
            "(?i)[k-s]+",
            "[]a]+",
            "[a]]+",
            "[\\]a]+",
            "[a-z-[aeiou]]+",
            ".*[a].*|b.*",
            ".*.*",
            ".*[\\].*",
            ".*[a]+.*",
            ".*(a|[bc])d.*",
            "(?i).*k5.*",
            ".*é.*",
            "(911|112)[0-9]?",
            "[a-z]*",
            ".*a.+",
            ".+a.*",
            ".*",
            "",
        ] {
            let Ok(regex) = Budget::default().compile(source, true) else { continue };
            let matching = Matching::new(regex.clone());
            let mut remembered = Remembered::default();
            for value in values.iter().chain(&values) {
                let expected = regex.is_match(value);
                assert_eq!(matching.is_match(value), expected, "{source} {value:?}");
                assert_eq!(remembered.ask(&matching, value), expected, "{source} {value:?}");
            }
        }
    }

    #[test]
    fn the_patterns_of_templates_have_short_cuts() {
        for (source, long) in [
            (".*[%#<>].*", false),
            (".*([%#<>]|[^\\x00-\\x7F]).*", false),
            (".*[^\\p{L} ].*", false),
            (".*%.*", false),
            ("(?i).*vcc.*", false),
            ("[0-9]+", false),
            ("(911|112|999)[0-9]?|[09](911|112|999)", true),
        ] {
            let matching = Matching::new(Budget::default().compile(source, true).unwrap());
            assert!(matching.quickly("Zoe 5").is_some(), "{source}");
            assert_eq!(matching.quickly("Zoé 5").is_some(), long, "{source}");
        }
    }
}
