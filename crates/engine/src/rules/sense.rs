//! Whether a rule makes sense: whether it can ever apply, be broken, and be kept.
//!
//! A small search: the conditions are taken apart into answers that all have to be given together,
//! one way after the other, and a way ends where two answers contradict each other. What it finds
//! impossible is; it does not find everything, and past [`MOST_STEPS`] it believes anything.

use std::cell::Cell;
use std::cmp::Ordering;

use super::condition::{Atom, Condition};

/// After so many steps, over all rules, everything is taken to be possible.
const MOST_STEPS: usize = 200_000;
/// Longer lists of values are not compared with each other.
const LONGEST_LIST: usize = 500;

/// What is known when conditions are judged.
pub(super) struct Sense<'s> {
    pub(super) atoms: &'s [Atom],
    /// Whether the field of that place may have several columns.
    pub(super) several: &'s dyn Fn(usize) -> bool,
    /// Whether the field of that place has to have a value.
    pub(super) required: &'s dyn Fn(usize) -> bool,
    pub(super) steps: Cell<usize>,
}

/// A condition, and whether it is to hold or not to.
type Goal<'c> = (&'c Condition, bool);

impl Sense<'_> {
    /// Whether all goals can be reached on one row.
    pub(super) fn possible(&self, goals: &[Goal<'_>]) -> bool {
        self.search(goals.to_vec(), &mut Vec::new())
    }

    fn search(&self, mut goals: Vec<Goal<'_>>, answers: &mut Vec<(usize, bool)>) -> bool {
        let known = answers.len();
        let found = loop {
            let steps = self.steps.get() + 1 + answers.len() + goals.len();
            self.steps.set(steps);
            let Some((condition, wanted)) = goals.pop().filter(|_| steps < MOST_STEPS) else {
                break true;
            };
            match (condition, wanted) {
                (Condition::Atom(atom), wanted) => {
                    let answer = (*atom, wanted);
                    if answers.iter().any(|other| self.contradict(answer, *other)) {
                        break false;
                    }
                    answers.push(answer);
                }
                (Condition::Not(condition), wanted) => goals.push((condition, !wanted)),
                (Condition::All(parts), true) | (Condition::Any(parts), false) => {
                    goals.extend(parts.iter().map(|part| (part, wanted)));
                }
                (Condition::All(parts), false) | (Condition::Any(parts), true) => {
                    break parts.iter().any(|part| {
                        let mut goals = goals.clone();
                        goals.push((part, wanted));
                        self.search(goals, answers)
                    });
                }
            }
        };
        answers.truncate(known);
        found
    }

    /// Whether two answers cannot both be given on one row.
    fn contradict(&self, one: (usize, bool), other: (usize, bool)) -> bool {
        if one.0 == other.0 {
            return one.1 != other.1;
        }
        self.excludes(one, other) || self.excludes(other, one)
    }

    fn excludes(&self, (one, yes): (usize, bool), (other, also): (usize, bool)) -> bool {
        let Some((one, other)) = self.atoms.get(one).zip(self.atoms.get(other)) else {
            return false;
        };
        if !yes {
            return false;
        }
        let needs = |field: usize| one.field() == Some(field) || one.other() == Some(field);
        let alone = |field: usize| !(self.several)(field);
        match (one, other, also) {
            // A column may be there and have no value.
            (Atom::Column { .. }, Atom::Present { .. }, _) => false,
            // Every answer about a value needs a value, and a value needs a column.
            (_, Atom::Present { field } | Atom::Column { field }, false) => needs(*field),
            (
                Atom::Equals { field, values },
                Atom::Equals { field: same, values: others },
                also,
            ) if field == same && alone(*field) && values.len() + others.len() < LONGEST_LIST => {
                if also {
                    !values.meet(others)
                } else {
                    values.are_among(others)
                }
            }
            (Atom::Equals { field, values }, Atom::Matches { field: same, pattern }, also)
                if field == same && alone(*field) =>
            {
                values
                    .texts()
                    .is_some_and(|texts| texts.iter().all(|text| pattern.is_match(text) != also))
            }
            (Atom::Equals { field, values }, Atom::Longer { field: same, than }, also)
                if field == same && alone(*field) =>
            {
                values.texts().is_some_and(|texts| {
                    texts.iter().all(|text| (text.chars().count() > *than) != also)
                })
            }
            (
                Atom::Same { field, other },
                Atom::Differs { field: first, other: second, .. },
                true,
            ) => {
                alone(*field)
                    && alone(*other)
                    && ((field, other) == (first, second) || (field, other) == (second, first))
            }
            (
                Atom::Beyond { field, below: true, limit, .. },
                Atom::Beyond { field: same, below: false, limit: floor, .. },
                true,
            ) => {
                let order = limit.borrow().compare(floor.borrow());
                field == same && alone(*field) && order != Some(Ordering::Greater)
            }
            (Atom::Option { name, value }, Atom::Option { name: same, value: another }, true) => {
                name == same && value != another
            }
            _ => false,
        }
    }

    /// Whether all goals can be reached where every required field has its value.
    pub(super) fn possible_in_a_complete_row(&self, goals: &[Goal<'_>]) -> bool {
        let required: Vec<Condition> = (0..self.atoms.len())
            .filter(|&atom| match self.atoms.get(atom) {
                Some(Atom::Present { field }) => (self.required)(*field),
                _ => false,
            })
            .map(Condition::Atom)
            .collect();
        let mut all = goals.to_vec();
        all.extend(required.iter().map(|present| (present, true)));
        self.possible(&all)
    }
}
