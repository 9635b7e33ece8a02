//! `enum` and `categories`: a list of values, of which the cell is one.
//!
//! Values are compared as what they are: in a field of numbers `1`, `01` and `1.0` are the same
//! value. They are sorted once, so that a long list costs a few comparisons a cell and no
//! allocation. Where a text is refused that differs little from an allowed one, the finding names
//! the nearest.

use std::cmp::Ordering;

use crate::finding::{Code, Constraint, Problem};
use crate::language::Message;

use super::{Limit, Value, Words};

/// How many bytes of the list a sentence shows.
const SHOWN: usize = 400;
/// Lists longer than this are not searched for the nearest value.
const SEARCHED: usize = 512;
/// Texts longer than this, in characters, have no nearest value.
const LONGEST: usize = 64;

/// A compiled list.
#[derive(Debug, Clone)]
pub(crate) struct Allowed {
    /// Sorted by [`Limit::order`].
    values: Box<[Limit]>,
    /// The values as the schema writes them, for sentences.
    words: Box<[Box<str>]>,
    shown: Box<str>,
}

impl Allowed {
    /// `words` are the values as the schema writes them, in its order.
    pub(crate) fn new(mut values: Vec<Limit>, words: Vec<String>) -> Self {
        let mut shown = String::new();
        for word in &words {
            if shown.len() + word.len() > SHOWN && !shown.is_empty() {
                shown.push_str(", …");
                break;
            }
            if !shown.is_empty() {
                shown.push_str(", ");
            }
            shown.push_str(word);
        }
        values.sort_by(Limit::order);
        let words = words.into_iter().map(String::into_boxed_str).collect();
        Self { values: values.into(), words, shown: shown.into() }
    }

    /// The values, as the schema writes them.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &**word)
    }

    /// The list, as a sentence shows it.
    pub(crate) const fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether the value is in the list.
    pub(crate) fn holds(&self, cell: &str, value: &Value<'_>) -> bool {
        match value {
            // Collections and their like are compared as JSON, or as they stand in the cell.
            Value::Count(_) => self.values.iter().any(|allowed| allowed.is_json_of(cell)),
            value => self
                .values
                .binary_search_by(|allowed| allowed.compare(value).unwrap_or(Ordering::Less))
                .is_ok(),
        }
    }

    pub(crate) fn check(
        &self,
        cell: &str,
        value: &Value<'_>,
        words: &Words,
        problems: &mut Vec<Problem>,
    ) {
        if self.holds(cell, value) {
            return;
        }
        if let Some(problem) = words.problem(cell, Some(Constraint::Enum)) {
            problems.push(problem);
            return;
        }
        let nearest = match value {
            Value::Text(text) if self.words.len() <= SEARCHED => self.nearest(text),
            _ => None,
        };
        let message = if nearest.is_some() {
            Message::ConstraintErrorEnumNear
        } else {
            Message::ConstraintErrorEnum
        };
        let mut problem =
            Problem::new(Code::ConstraintError, message).with("allowed", &*self.shown);
        if let Some(nearest) = nearest {
            problem = problem.with("nearest", nearest);
        }
        problem.constraint = Some(Constraint::Enum);
        problems.push(problem);
    }

    /// The allowed value that was most likely meant: the same but for case, spaces and
    /// punctuation, or with at most one slip in four characters.
    fn nearest(&self, text: &str) -> Option<&str> {
        let folded: Vec<char> = fold(text);
        if folded.is_empty() || folded.len() > LONGEST {
            return None;
        }
        let mut best: Option<(usize, &str)> = None;
        for word in &self.words {
            let candidate = fold(word);
            let slips = (folded.len().max(candidate.len()) / 4).min(3);
            if candidate.len() > LONGEST || candidate.len().abs_diff(folded.len()) > slips {
                continue;
            }
            let distance = distance(&folded, &candidate);
            if distance <= slips && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, word));
            }
        }
        best.map(|(_, word)| word)
    }
}

/// The letters and digits of a text, in lower case.
fn fold(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .take(LONGEST + 1)
        .collect()
}

/// How many insertions, deletions, replacements and swaps of neighbours lie between two texts.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut current = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&previous, j) + usize::from(x != y);
            let mut least = replaced.min(at(&previous, j + 1) + 1).min(at(&current, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                least = least.min(at(&before, j - 1) + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut previous, current);
    }
    previous.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(words: &[&str]) -> Allowed {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        let values = words.iter().map(|word| Limit::Text(word.as_str().into())).collect();
        Allowed::new(values, words)
    }

    fn nearest(allowed: &Allowed, cell: &str) -> Option<String> {
        let mut problems = Vec::new();
        allowed.check(cell, &Value::Text(cell), &Words::default(), &mut problems);
        let problem = problems.pop().expect("the cell is refused");
        problem.params.into_iter().find(|(name, _)| *name == "nearest").map(
            |(_, value)| match value {
                crate::finding::Param::Text(text) => text,
                crate::finding::Param::Number(number) => number.to_string(),
            },
        )
    }

    #[test]
    fn allowed_values_are_found_wherever_they_stand() {
        let list = allowed(&["INTERNATIONAL", "DOMESTIC", "EMERGENCYONLY"]);
        for cell in ["INTERNATIONAL", "DOMESTIC", "EMERGENCYONLY"] {
            let mut problems = Vec::new();
            list.check(cell, &Value::Text(cell), &Words::default(), &mut problems);
            assert_eq!(problems, [], "{cell}");
        }
    }

    #[test]
    fn the_nearest_value_is_named_where_there_is_one() {
        let list = allowed(&["NOTIFY_ONLY", "ATTACH_ONLY", "DISABLE", "Y", "N"]);
        for (cell, expected) in [
            ("notify only", Some("NOTIFY_ONLY")),
            ("ATTACH_OLNY", Some("ATTACH_ONLY")),
            ("DISABLED", Some("DISABLE")),
            ("y", Some("Y")),
            ("O", None),
            ("something else", None),
            ("--", None),
        ] {
            assert_eq!(nearest(&list, cell).as_deref(), expected, "{cell}");
        }
    }

    #[test]
    fn a_long_list_is_shown_in_part() {
        let words: Vec<String> = (0..1000).map(|number| format!("value {number}")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert!(allowed(&words).shown.ends_with(", …"));
    }
}
