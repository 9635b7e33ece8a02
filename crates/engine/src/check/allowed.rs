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
    /// The same, ready to be compared; none of a list that is not searched.
    folded: Box<[Folded]>,
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
        let words: Box<[Box<str>]> = words.into_iter().map(String::into_boxed_str).collect();
        let searched = if words.len() <= SEARCHED { words.len() } else { 0 };
        let folded = words.iter().take(searched).map(|word| Folded::new(word)).collect();
        Self { values: values.into(), words, folded, shown: shown.into() }
    }

    /// The list, as a sentence shows it.
    pub(crate) const fn shown(&self) -> &str {
        &self.shown
    }

    /// The values, as the schema writes them.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| &**word)
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

    /// The value that was most likely meant by a text.
    fn nearest(&self, text: &str) -> Option<&str> {
        let mut nearest = Nearest::to(text)?;
        for (word, folded) in self.words.iter().zip(&self.folded) {
            nearest.offer(word, folded);
        }
        nearest.word
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
            Value::Text(text) => self.nearest(text),
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
}

/// The word that was most likely meant: the same but for case, spaces and punctuation, or with at
/// most one slip in four characters.
pub(crate) fn nearest<'w>(text: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let mut nearest = Nearest::to(text)?;
    let mut folded = Folded::default();
    for word in words {
        folded.fold(word);
        nearest.offer(word, &folded);
        if nearest.distance == 0 {
            break;
        }
    }
    nearest.word
}

/// The word nearest to a text, of those that were offered.
struct Nearest<'w> {
    text: Folded,
    word: Option<&'w str>,
    distance: usize,
}

impl<'w> Nearest<'w> {
    /// `None` for texts that no word is near to.
    fn to(text: &str) -> Option<Self> {
        let text = Folded::new(text);
        let fits = !text.characters.is_empty() && text.characters.len() <= LONGEST;
        fits.then_some(Self { text, word: None, distance: usize::MAX })
    }

    /// Takes the word if it is nearer than the one it has.
    fn offer(&mut self, word: &'w str, folded: &Folded) {
        // Nothing is nearer than the same.
        let Some(nearer) = self.distance.checked_sub(1) else { return };
        let Folded { characters, letters } = &self.text;
        let (ours, theirs) = (characters.len(), folded.characters.len());
        let slips = (ours.max(theirs) / 4).min(3).min(nearer);
        // One slip accounts for at most one character that only this text has, and one that only the
        // other has.
        let strange = (letters & !folded.letters).count_ones() as usize;
        let missing = (folded.letters & !letters).count_ones() as usize;
        if theirs > LONGEST || ours.abs_diff(theirs) > slips || strange.max(missing) > slips {
            return;
        }
        let distance = distance(characters, &folded.characters);
        if distance <= slips {
            (self.word, self.distance) = (Some(word), distance);
        }
    }
}

/// The letters and digits of a text, in lower case.
#[derive(Debug, Clone, Default)]
struct Folded {
    /// One more than [`LONGEST`] at the most.
    characters: Vec<char>,
    /// Which characters occur: a bit each, some of which share one.
    letters: u64,
}

impl Folded {
    fn new(text: &str) -> Self {
        let mut folded = Self::default();
        folded.fold(text);
        folded
    }

    /// Folds another text in the same memory.
    fn fold(&mut self, text: &str) {
        self.characters.clear();
        self.letters = 0;
        for character in text.chars() {
            if self.characters.len() > LONGEST {
                break;
            }
            if character.is_ascii_alphanumeric() {
                self.add(character.to_ascii_lowercase());
            } else if !character.is_ascii() && character.is_alphanumeric() {
                character.to_lowercase().for_each(|lower| self.add(lower));
            }
        }
        self.characters.truncate(LONGEST + 1);
    }

    fn add(&mut self, character: char) {
        self.characters.push(character);
        self.letters |= 1 << (u32::from(character) % 64);
    }
}

/// How many insertions, deletions, replacements and swaps of neighbours lie between two texts, of at
/// most [`LONGEST`] characters.
fn distance(a: &[char], b: &[char]) -> usize {
    type Row = [usize; LONGEST + 2];
    let mut before: Row = [0; LONGEST + 2];
    let mut previous: Row = std::array::from_fn(|at| at);
    let mut current: Row = [0; LONGEST + 2];
    for (i, x) in a.iter().enumerate() {
        current[0] = i + 1;
        for (j, y) in b.iter().enumerate().take(LONGEST) {
            let replaced = previous[j] + usize::from(x != y);
            let mut least = replaced.min(previous[j + 1] + 1).min(current[j] + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                least = least.min(before[j - 1] + 1);
            }
            current[j + 1] = least;
        }
        (before, previous, current) = (previous, current, before);
    }
    previous[b.len().min(LONGEST)]
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
    fn of_several_that_are_as_near_the_first_is_named() {
        for (words, cell, expected) in [
            (["attach", "Attach"], "Attach,", "attach"),
            (["room-1a", "room-1b"], "room-1c", "room-1a"),
            (["room-1b", "room-1a"], "room-1c", "room-1b"),
        ] {
            assert_eq!(nearest(&allowed(&words), cell).as_deref(), Some(expected), "{cell}");
            assert_eq!(super::nearest(cell, words.into_iter()), Some(expected), "{cell}");
        }
    }

    #[test]
    fn a_long_list_is_shown_in_part() {
        let words: Vec<String> = (0..1000).map(|number| format!("value {number}")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert!(allowed(&words).shown.ends_with(", …"));
    }
}
