//! `pattern`: a regular expression that the whole cell matches.
//!
//! Table Schema recommends the syntax of XML Schema, and schemas in use hold that of Python,
//! JavaScript and PCRE. What these have in common has the syntax of the `regex` crate and its
//! engines, which take time linear in the cell whatever the pattern is; the rest is either
//! translated (`\i`, `\c` and class subtraction of XML Schema, `\Z` of Python) or refused when the schema is read
//! (look-around and back-references, which have no linear time). As in XML Schema the whole cell
//! has to match; `^` and `$`, which XML Schema has not, may be written and change nothing.
//!
//! Most of them also have a table of their own (`automaton`), which is asked first.
//!
//! Compiled patterns are charged to a [`Budget`] that the fields of a schema share, as a schema
//! comes from outside and a few characters such as `\w{500}` compile to megabytes.

use std::collections::HashMap;
use std::rc::Rc;

use super::Regex;
use crate::finding::{Code, Constraint, Problem};
use crate::language::Message;

use super::automaton;
use rollcall_records::automaton::Automaton;

/// The longest pattern, in bytes.
const LONGEST: usize = 4096;
/// What the compiled patterns of one schema may take, in bytes.
const BUDGET: usize = 16 << 20;
/// The sizes that one compiled pattern is tried in; the one it fits is charged to the budget.
const SIZES: [usize; 4] = [16 << 10, 64 << 10, 256 << 10, 1 << 20];

/// A pattern that a whole text matches: as a table where it has one, or else as it is.
#[derive(Debug, Clone)]
pub(crate) struct Expression {
    regex: Regex,
    automaton: Option<Rc<Automaton>>,
}

impl Expression {
    /// The answer where the table has one.
    #[inline]
    pub(crate) fn quickly(&self, text: &str) -> Option<bool> {
        self.automaton.as_ref().and_then(|automaton| automaton.is_match(text))
    }

    #[inline]
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.quickly(text).unwrap_or_else(|| self.regex.is_match(text))
    }
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    expression: Expression,
    /// The pattern as the schema writes it.
    source: Box<str>,
}

impl Pattern {
    pub(crate) fn new(source: &str, budget: &mut Budget) -> Result<Self, String> {
        Ok(Self { expression: budget.expression(source)?, source: source.into() })
    }

    /// Its table, where it has one.
    pub(super) fn automaton(&self) -> Option<Rc<Automaton>> {
        self.expression.automaton.clone()
    }

    pub(crate) fn check(&self, cell: &str, problems: &mut Vec<Problem>) {
        if self.expression.is_match(cell) {
            return;
        }
        let mut problem = Problem::new(Code::ConstraintError, Message::ConstraintErrorPattern)
            .with("pattern", &*self.source);
        problem.constraint = Some(Constraint::Pattern);
        problems.push(problem);
    }
}

/// Compiles the patterns of one schema and sees to it that together they stay small.
#[derive(Debug)]
pub(crate) struct Budget {
    left: usize,
    /// A pattern that several fields share is compiled once.
    known: HashMap<(String, bool), Regex>,
    /// And its table is made once, where it has one.
    tables: HashMap<String, Option<Rc<Automaton>>>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: BUDGET, known: HashMap::new(), tables: HashMap::new() }
    }
}

impl Budget {
    /// Compiles a pattern that the whole text matches and that many texts are asked about.
    pub(crate) fn expression(&mut self, source: &str) -> Result<Expression, String> {
        let regex = self.compile(source, true)?;
        let table = self.tables.entry(source.to_owned());
        let table = table.or_insert_with(|| automaton::table(regex.as_str()).map(Rc::new));
        Ok(Expression { automaton: table.clone(), regex })
    }

    /// Compiles a pattern that the whole text matches (or, if not `whole`, some part of it), or
    /// says in one sentence why it cannot be.
    pub(crate) fn compile(&mut self, source: &str, whole: bool) -> Result<Regex, String> {
        if let Some(regex) = self.known.get(&(source.to_owned(), whole)) {
            return Ok(regex.clone());
        }
        if source.len() > LONGEST {
            return Err(format!("The pattern is longer than {LONGEST} bytes."));
        }
        let translated = translate(source)?;
        let anchored = if whole { format!("^(?:{translated})$") } else { translated };
        let parsed = regex_syntax::parse(&anchored).map_err(|error| reason(source, &error))?;
        for size in SIZES.into_iter().filter(|size| *size <= self.left) {
            if let Some(regex) = Regex::new(&anchored, &parsed, size) {
                self.left -= size;
                self.known.insert((source.to_owned(), whole), regex.clone());
                return Ok(regex);
            }
        }
        Err(format!(
            "The pattern {source:?} is too large once compiled; lower its repetition counts (the \
             patterns of a schema may take {} MiB together, one of them 1 MiB).",
            BUDGET >> 20
        ))
    }
}

/// The last line of a syntax error is the reason; the lines above draw the place.
fn reason(source: &str, error: &regex_syntax::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    let reason = last.strip_prefix("error: ").unwrap_or(last);
    format!("The pattern {source:?} is not a regular expression that can be used here: {reason}.")
}

/// Writes a pattern of XML Schema or Python in the syntax of the `regex` crate.
fn translate(source: &str) -> Result<String, String> {
    let mut out = String::with_capacity(source.len() + 8);
    let mut chars = source.chars().peekable();
    let mut groups = 0u32;
    let mut classes = 0u32;
    // Whether a `]` would be a literal: right after `[` or `[^`.
    let mut opened = false;
    while let Some(c) = chars.next() {
        let at_start = std::mem::take(&mut opened);
        match c {
            '\\' => match (chars.next(), classes > 0) {
                // The name characters of XML: those that may begin a name, and all of them.
                (Some('i'), false) => out.push_str(r"[\p{L}_:]"),
                (Some('i'), true) => out.push_str(r"\p{L}_:"),
                (Some('c'), false) => out.push_str(r"[\p{L}\p{M}\p{N}._:\-]"),
                (Some('c'), true) => out.push_str(r"\p{L}\p{M}\p{N}._:\-"),
                (Some('I'), _) => out.push_str(r"[^\p{L}_:]"),
                (Some('C'), _) => out.push_str(r"[^\p{L}\p{M}\p{N}._:\-]"),
                (Some('Z'), false) => out.push_str(r"\z"),
                (Some(escaped), _) => out.extend(['\\', escaped]),
                (None, _) => out.push('\\'),
            },
            '[' if classes == 0 => {
                classes = 1;
                out.push('[');
                if chars.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
                opened = true;
            }
            // Class subtraction of XML Schema: `[a-z-[aeiou]]`.
            '-' if classes > 0 && chars.peek() == Some(&'[') => {
                chars.next();
                classes += 1;
                out.push_str("--[");
                if chars.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
                opened = true;
            }
            '[' if chars.peek() == Some(&':') => out.push('['),
            '[' => out.push_str(r"\["),
            ']' if classes > 0 && at_start => out.push_str(r"\]"),
            ']' if classes > 0 => {
                // The end of `[:alpha:]` inside a class is not the end of the class.
                if !(out.ends_with(':') && ends_named_class(&out)) {
                    classes -= 1;
                }
                out.push(']');
            }
            // Operations on classes that other syntaxes do not know.
            '&' | '~' if classes > 0 => out.extend(['\\', c]),
            '(' if classes == 0 => {
                groups += 1;
                out.push('(');
            }
            ')' if classes == 0 => {
                groups = groups.checked_sub(1).ok_or_else(|| {
                    format!("The pattern {source:?} closes a group that is not open.")
                })?;
                out.push(')');
            }
            other => out.push(other),
        }
    }
    Ok(out)
}

/// Whether `out` ends in the beginning of `[:name:]`.
fn ends_named_class(out: &str) -> bool {
    out.rfind("[:").is_some_and(|at| {
        out.get(at + 2..out.len() - 1).is_some_and(|name| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'^')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, cell: &str) -> bool {
        Budget::default()
            .compile(pattern, true)
            .unwrap_or_else(|error| panic!("{error}"))
            .is_match(cell)
    }

    #[test]
    fn the_whole_cell_has_to_match() {
        for (pattern, cell, expected) in [
            ("a|b", "a", true),
            ("a|b", "ab", false),
            ("a|b", "cb", false),
            ("[0-9]{3}", "1234", false),
            ("^[0-9]{3}$", "123", true),
            ("a.*", "abc", true),
            ("a", "a\n", false),
            ("", "", true),
        ] {
            assert_eq!(matches(pattern, cell), expected, "{pattern} {cell}");
        }
    }

    #[test]
    fn the_syntax_of_xml_schema_and_its_kin_is_understood() {
        for (pattern, cell, expected) in [
            (r"\i\c*", "xs:name-1", true),
            (r"\i\c*", "1a", false),
            (r"[\i-[:]][\c-[:]]*", "name", true),
            (r"[\i-[:]][\c-[:]]*", "a:b", false),
            (r"[a-z-[aeiou]]+", "bcd", true),
            (r"[a-z-[aeiou]]+", "bad", false),
            (r"\p{Lu}\p{Ll}+", "Éva", true),
            (r"\d{2}\Z", "12", true),
            (r"[]a]+", "]a", true),
            (r"[^]a]+", "bc", true),
            (r"[[]x[]]", "[x]", true),
            (r"[a&&b]+", "a&b", true),
            (r"[[:alpha:]]+", "abc", true),
            (r"(?i)abc", "ABC", true),
            (r"https?:\/\/.+", "http://a", true),
            (r"[\w.\-]+", "a.b-c", true),
        ] {
            assert_eq!(matches(pattern, cell), expected, "{pattern} {cell}");
        }
    }

    #[test]
    fn a_pattern_that_cannot_be_used_is_refused_with_a_reason() {
        for (pattern, part) in [
            ("(?=a)b", "look-around"),
            (r"(a)\1", "backreferences"),
            ("a)|(b", "closes a group"),
            ("[a", "unclosed character class"),
            ("(", "unclosed group"),
            (r"\w{400}{400}", "too large"),
        ] {
            let error = Budget::default().compile(pattern, true).unwrap_err();
            assert!(error.contains(part), "{pattern}: {error}");
        }
        assert!(Budget::default().compile(&"a".repeat(5000), true).is_err());
    }

    #[test]
    fn the_patterns_of_a_schema_share_a_budget() {
        let mut budget = Budget::default();
        let refused =
            (0..100).find(|count| budget.compile(&format!(r"\w{{30}}{count}"), true).is_err());
        assert!(refused.is_some_and(|count| count >= 10), "{refused:?}");
        assert!(budget.compile(r"\w{30}0", true).is_ok(), "a known pattern costs nothing");
    }
}
