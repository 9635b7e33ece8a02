//! Patterns that are asked on every row, and the short cuts that make them cheap.
//!
//! A regular expression without an automaton of its own costs a microsecond a cell, which is as much
//! as the check of a whole row. Two things save most of it: the patterns that templates are made of
//! ("some character of these", "this word in it") are answered from a table where the cell is plain
//! ASCII, and the answers for the last few values are kept, since sites, models and licences repeat.
//! What is neither is left to the expression itself.

use regex::Regex;
use xxhash_rust::xxh3::xxh3_64;

/// A pattern that the whole value matches.
#[derive(Debug, Clone)]
pub(crate) struct Matching {
    regex: Regex,
    short_cut: ShortCut,
}

/// What a pattern says of values of ASCII without a line break.
#[derive(Debug, Clone)]
enum ShortCut {
    None,
    /// `.*[…].*`: one of the characters occurs.
    Some(Table),
    /// `[…]+`: every character is one of them.
    Every(Table),
    /// `.*word.*`: the word occurs.
    Word {
        word: Box<str>,
        any_case: bool,
    },
}

/// Which characters of ASCII a class holds, a bit each.
type Table = u128;

impl Matching {
    /// `source` is the pattern as the schema writes it, and `regex` is compiled from it.
    pub(crate) fn new(source: &str, regex: Regex) -> Self {
        let short_cut = ShortCut::of(source, &regex);
        Self { regex, short_cut }
    }

    pub(crate) fn is_match(&self, value: &str) -> bool {
        self.quickly(value).unwrap_or_else(|| self.regex.is_match(value))
    }

    /// The answer where a short cut leads to it.
    pub(crate) fn quickly(&self, value: &str) -> Option<bool> {
        if matches!(self.short_cut, ShortCut::None) || value.is_empty() {
            return None;
        }
        let mut seen: Table = 0;
        for byte in value.bytes() {
            if !byte.is_ascii() || byte == b'\n' {
                return None;
            }
            seen |= 1 << byte;
        }
        match &self.short_cut {
            ShortCut::None => None,
            ShortCut::Some(table) => Some(seen & table != 0),
            ShortCut::Every(table) => Some(seen & !table == 0),
            ShortCut::Word { word, any_case: false } => Some(value.contains(&**word)),
            ShortCut::Word { word, any_case: true } => Some(
                value
                    .as_bytes()
                    .windows(word.len())
                    .any(|part| part.eq_ignore_ascii_case(word.as_bytes())),
            ),
        }
    }
}

impl ShortCut {
    fn of(source: &str, regex: &Regex) -> Self {
        let (any_case, rest) = match source.strip_prefix("(?i)") {
            Some(rest) => (true, rest),
            None => (false, source),
        };
        // The expression itself says which characters a class holds.
        let table = || {
            (0..128_u8)
                .filter(|byte| regex.is_match(char::from(*byte).encode_utf8(&mut [0; 4])))
                .fold(0, |table: Table, byte| table | 1 << byte)
        };
        if rest.strip_suffix('+').is_some_and(is_class) {
            return Self::Every(table());
        }
        let Some(inner) = rest.strip_prefix(".*").and_then(|rest| rest.strip_suffix(".*")) else {
            return Self::None;
        };
        if is_class(inner) {
            return Self::Some(table());
        }
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b" _-@%,;:/=<>!'\"".contains(&byte);
        if !inner.is_empty() && inner.bytes().all(plain) {
            return Self::Word { word: inner.into(), any_case };
        }
        Self::None
    }
}

/// Whether a pattern is one class of characters and nothing else.
fn is_class(pattern: &str) -> bool {
    let Some(inside) = pattern.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else {
        return false;
    };
    let mut escaped = false;
    let plain = inside.bytes().all(|byte| {
        let part = escaped || !matches!(byte, b'[' | b']');
        escaped = !escaped && byte == b'\\';
        part
    });
    // A bracket at the beginning stands for itself, which is left to the expression.
    plain && !escaped && !inside.is_empty() && inside != "^"
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
        ] {
            let Ok(regex) = Budget::default().compile(source, true) else { continue };
            let matching = Matching::new(source, regex.clone());
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
        for source in [".*[%#<>].*", ".*[^\\p{L} ].*", ".*%.*", "(?i).*vcc.*", "[0-9]+"] {
            let regex = Budget::default().compile(source, true).unwrap();
            let matching = Matching::new(source, regex);
            assert!(matching.quickly("Zoe 5").is_some(), "{source}");
            assert!(matching.quickly("Zoé").is_none(), "{source}");
        }
    }
}
