//! The rules on the columns of one file, row by row.
//!
//! Once the header is known, a question about a column that is not there, or about an option, has
//! its answer, and a rule that can no longer be broken is put aside. Of the columns that the others
//! ask about, the check of the cells leaves its outcome here; a cell is looked at again only where
//! its text matters, and a question that several rules ask is answered once a row.

use crate::check::{CellCheck, Outcome};
use crate::formula;
use crate::records::Record;
use crate::references::{key_cell, key_gap};
use crate::schema::Schema;
use crate::unique::{Budget, Seen, Sighting};

use super::condition::{Atom, Truth};
use super::matching::Remembered;
use super::{Demand, Rule};

/// The rules of a schema on the columns of a file.
#[derive(Default)]
pub(crate) struct RowRules {
    /// The columns that are asked about.
    watched: Vec<Watched>,
    /// For each question, which of them it is about.
    places: Vec<Places>,
    /// What is known of each question before any row is seen.
    before: Vec<Option<Truth>>,
    /// What is known of it on this row.
    answers: Vec<Option<Truth>>,
    /// The rules that a row may break, or that count rows.
    pub(crate) live: Vec<Live>,
    /// For each question about a pattern, the answers for the last few values.
    remembered: Vec<Remembered>,
    one: String,
    other: String,
    key: Vec<u8>,
    /// The values that the sentences of a broken rule show.
    pub(crate) values: Vec<String>,
}

/// A column that is asked about, and what its cell is on this row.
struct Watched {
    column: usize,
    field: usize,
    outcome: Outcome,
}

/// The watched columns of a question.
#[derive(Default)]
struct Places {
    own: Vec<usize>,
    other: Vec<usize>,
}

/// A rule that is alive in this file.
pub(crate) struct Live {
    /// Its place among the rules of the schema.
    pub(crate) rule: usize,
    /// How many rows it applied on, where they are counted.
    pub(crate) count: u64,
    /// What repeats are looked for among.
    seen: Option<Seen>,
    /// The watched columns whose values must not repeat, a field at a time.
    repeats: Vec<Vec<usize>>,
    /// The watched columns of the field that its finding stands on.
    stands: Vec<usize>,
}

/// How a row breaks a rule.
pub(crate) struct Breach {
    /// The column that the finding stands on.
    pub(crate) column: Option<usize>,
    /// The row that has the values already.
    pub(crate) first_row: Option<u64>,
}

/// A row that is asked.
pub(crate) struct Row<'r> {
    pub(crate) record: &'r Record<'r>,
    pub(crate) schema: &'r Schema,
    /// What stands for an empty cell, in the dialect.
    pub(crate) null: Option<&'r str>,
}

impl RowRules {
    /// Puts the rules of a schema on columns, given as the field of each. The second are the rules
    /// that the header breaks.
    pub(crate) fn new(
        schema: &Schema,
        fields: &[Option<usize>],
        option: &dyn Fn(&str) -> Option<String>,
        seed: u64,
    ) -> (Self, Vec<usize>) {
        let atoms = &schema.rules.atoms;
        let has = |field: usize| fields.contains(&Some(field));
        let before: Vec<Option<Truth>> = atoms
            .iter()
            .map(|atom| match atom {
                Atom::Column { field } => Some(Truth::of(has(*field))),
                Atom::Option { name, value } => {
                    Some(Truth::of(option(name).as_deref() == Some(&**value)))
                }
                atom => {
                    let gone = [atom.field(), atom.other()].into_iter().flatten();
                    gone.into_iter().any(|field| !has(field)).then(|| atom.without_value())
                }
            })
            .collect();
        let mut known = |atom: usize| before.get(atom).copied().flatten().unwrap_or(Truth::Open);
        let mut rules = Self::default();
        let mut broken = Vec::new();
        for rule in &schema.rules {
            let applies = rule.when.truth(&mut known);
            let holds = match &rule.demand {
                Demand::Require(condition) => condition.truth(&mut known),
                _ => Truth::False,
            };
            if rule.is_of_header(atoms) {
                if applies == Truth::True && holds == Truth::False {
                    broken.push(rule.place);
                }
                continue;
            }
            if applies == Truth::False || holds == Truth::True {
                continue;
            }
            let mut columns = |field: usize| rules.watch(field, fields);
            let repeats: Vec<Vec<usize>> = match &rule.demand {
                Demand::Repeats { fields, .. } => fields.iter().map(|&it| columns(it)).collect(),
                _ => Vec::new(),
            };
            if repeats.iter().any(Vec::is_empty) {
                continue;
            }
            let stands = rule.field.map(&mut columns).unwrap_or_default();
            for &field in &rule.words.shown {
                columns(field);
            }
            rules.live.push(Live {
                rule: rule.place,
                count: 0,
                seen: (!repeats.is_empty()).then(|| Seen::new(seed)),
                repeats,
                stands,
            });
        }
        if !rules.live.is_empty() {
            rules.remembered.resize_with(atoms.len(), Remembered::default);
            rules.places = atoms
                .iter()
                .map(|atom| Places {
                    own: atom.field().map(|it| rules.watch(it, fields)).unwrap_or_default(),
                    other: atom.other().map(|it| rules.watch(it, fields)).unwrap_or_default(),
                })
                .collect();
        }
        rules.answers.clone_from(&before);
        rules.before = before;
        (rules, broken)
    }

    /// Watches the columns of a field, and says which they are among the watched ones.
    fn watch(&mut self, field: usize, fields: &[Option<usize>]) -> Vec<usize> {
        if !self.watched.iter().any(|watched| watched.field == field) {
            let columns = fields.iter().enumerate().filter(|(_, found)| **found == Some(field));
            self.watched.extend(columns.map(|(column, _)| Watched {
                column,
                field,
                outcome: Outcome::Missing,
            }));
        }
        let watched = self.watched.iter().enumerate();
        watched.filter(|(_, it)| it.field == field).map(|(place, _)| place).collect()
    }

    /// The place of a column among the watched ones.
    pub(crate) fn place_of(&self, column: usize) -> Option<usize> {
        self.watched.iter().position(|watched| watched.column == column)
    }

    /// Notes what the check of a cell has found.
    #[inline]
    pub(crate) fn note(&mut self, place: usize, outcome: Outcome) {
        if let Some(watched) = self.watched.get_mut(place) {
            watched.outcome = outcome;
        }
    }

    /// Forgets the row before.
    pub(crate) fn next_row(&mut self) {
        self.answers.copy_from_slice(&self.before);
    }

    /// Asks the row about one of the live rules; how it breaks it, if it does.
    pub(crate) fn ask(&mut self, at: usize, row: &Row<'_>, budget: &mut Budget) -> Option<Breach> {
        let place = self.live.get(at)?.rule;
        let rule = row.schema.rules.list.get(place)?;
        if rule.when.truth(&mut |atom| self.answer(atom, row)) != Truth::True {
            return None;
        }
        let mut first_row = None;
        match &rule.demand {
            Demand::Never => {}
            Demand::Require(condition) => {
                if condition.truth(&mut |atom| self.answer(atom, row)) != Truth::False {
                    return None;
                }
            }
            Demand::Repeats { ignore_case, .. } => {
                first_row = Some(self.repeats(at, row, *ignore_case, budget)?);
            }
            Demand::Most(_) | Demand::Count => {
                self.live.get_mut(at)?.count += 1;
                return None;
            }
        }
        let column = self.column(at, rule, row);
        self.show(rule, row);
        Some(Breach { column, first_row })
    }

    /// The answer to a question, found once a row.
    fn answer(&mut self, atom: usize, row: &Row<'_>) -> Truth {
        if let Some(truth) = self.answers.get(atom).copied().flatten() {
            return truth;
        }
        let truth = self.find(atom, row);
        if let Some(answer) = self.answers.get_mut(atom) {
            *answer = Some(truth);
        }
        truth
    }

    /// Of a field with several columns, one is enough.
    fn find(&mut self, atom: usize, row: &Row<'_>) -> Truth {
        let Some(question) = row.schema.rules.atoms.get(atom) else { return Truth::Open };
        let Some(Places { own, other }) = self.places.get(atom) else { return Truth::Open };
        if let ([only], []) = (own.as_slice(), other.as_slice()) {
            let only = *only;
            return self.of_cell((atom, question), only, None, row);
        }
        let pairs = own.len() * other.len().max(1);
        let mut truth = Truth::False;
        for pair in 0..pairs {
            let Some(Places { own, other }) = self.places.get(atom) else { break };
            let Some(&place) = own.get(pair / other.len().max(1)) else { break };
            let compared = other.get(pair % other.len().max(1)).copied();
            match self.of_cell((atom, question), place, compared, row) {
                Truth::False => {}
                Truth::Open => truth = Truth::Open,
                Truth::True => return Truth::True,
            }
        }
        truth
    }

    /// The answer of one cell, or of two.
    fn of_cell(
        &mut self,
        (atom, question): (usize, &Atom),
        place: usize,
        compared: Option<usize>,
        row: &Row<'_>,
    ) -> Truth {
        let Self { watched, remembered, one, other, .. } = self;
        let Some(watch) = watched.get(place) else { return Truth::Open };
        if watch.outcome == Outcome::Missing {
            return question.without_value();
        }
        let check = |watch: &Watched| row.schema.fields.get(watch.field).map(|field| &field.check);
        match question {
            Atom::Present { .. } => Truth::True,
            Atom::Equals { values, .. } => Truth::of(values.hold(row.value(watch.column, one))),
            Atom::Matches { pattern, .. } => {
                let value = row.value(watch.column, one);
                Truth::of(match remembered.get_mut(atom) {
                    Some(remembered) => remembered.ask(pattern, value),
                    None => pattern.is_match(value),
                })
            }
            Atom::Longer { than, .. } => {
                let value = row.value(watch.column, one);
                Truth::of(value.len() > *than && value.chars().nth(*than).is_some())
            }
            Atom::Same { .. } | Atom::Differs { .. } => {
                let Some(with) = compared.and_then(|place| watched.get(place)) else {
                    return Truth::Open;
                };
                if with.outcome == Outcome::Missing {
                    return question.without_value();
                }
                if watch.outcome == Outcome::Invalid || with.outcome == Outcome::Invalid {
                    return Truth::Open;
                }
                let (left, right) = (row.value(watch.column, one), row.value(with.column, other));
                let same = left == right
                    || check(watch).zip(check(with)).is_some_and(|(own, others)| {
                        own.canonical(left) == others.canonical(right)
                    });
                Truth::of(same == matches!(question, Atom::Same { .. }))
            }
            Atom::Beyond { below, limit, .. } => {
                if watch.outcome == Outcome::Invalid {
                    return Truth::Open;
                }
                let number =
                    check(watch).and_then(|check| check.number(row.value(watch.column, one)));
                let order = number.and_then(|number| number.compare(limit.borrow()));
                order.map_or(Truth::Open, |order| {
                    Truth::of(if *below { order.is_lt() } else { order.is_gt() })
                })
            }
            Atom::Column { .. } | Atom::Option { .. } => Truth::Open,
        }
    }

    /// The row above that has the same values, if there is one.
    fn repeats(
        &mut self,
        at: usize,
        row: &Row<'_>,
        ignore_case: bool,
        budget: &mut Budget,
    ) -> Option<u64> {
        let Self { watched, live, one, key, .. } = self;
        let Live { seen, repeats, .. } = live.get_mut(at)?;
        key.clear();
        for places in repeats {
            let mut filled = false;
            for watch in places.iter().filter_map(|&place| watched.get(place)) {
                match watch.outcome {
                    Outcome::Missing => key_gap(key),
                    // It has its finding already.
                    Outcome::Invalid => return None,
                    Outcome::Valid => {
                        filled = true;
                        let check: &CellCheck = &row.schema.fields.get(watch.field)?.check;
                        let value = row.value(watch.column, one);
                        let value = check.canonical(value);
                        if ignore_case {
                            small_key_cell(&value, key);
                        } else {
                            key_cell(&value, key);
                        }
                    }
                }
            }
            if !filled {
                return None;
            }
        }
        match seen.as_mut()?.see(key, row.record.row, budget) {
            Sighting::Again(first) => Some(first),
            Sighting::New | Sighting::Full => None,
        }
    }

    /// The column that the finding stands on: of several that hold the field, the first that made
    /// the rule apply.
    fn column(&mut self, at: usize, rule: &Rule, row: &Row<'_>) -> Option<usize> {
        let stands = std::mem::take(&mut self.live.get_mut(at)?.stands);
        let chosen = match stands.as_slice() {
            [] => None,
            [only] => Some(*only),
            several => self
                .first_that_holds(rule, several, row)
                .or_else(|| several.iter().copied().find(|&place| self.has_value(place)))
                .or_else(|| several.first().copied()),
        };
        let column = chosen.and_then(|place| self.watched.get(place)).map(|watch| watch.column);
        if let Some(live) = self.live.get_mut(at) {
            live.stands = stands;
        }
        column
    }

    fn has_value(&self, place: usize) -> bool {
        self.watched.get(place).is_some_and(|watch| watch.outcome != Outcome::Missing)
    }

    fn first_that_holds(&mut self, rule: &Rule, places: &[usize], row: &Row<'_>) -> Option<usize> {
        let mut asked = Vec::new();
        for condition in rule.conditions() {
            condition.each_atom(&mut |atom| asked.push(atom));
        }
        let atoms = &row.schema.rules.atoms;
        let questions = asked.into_iter().filter_map(|atom| Some((atom, atoms.get(atom)?)));
        let alone = |it: &Atom| it.field() == rule.field && it.other().is_none();
        for question in questions.filter(|(_, it)| alone(it)) {
            let holds = |place: &&usize| self.of_cell(question, **place, None, row) == Truth::True;
            if let Some(place) = places.iter().find(holds) {
                return Some(*place);
            }
        }
        None
    }

    /// Keeps the values that the rule's sentences show.
    fn show(&mut self, rule: &Rule, row: &Row<'_>) {
        let Self { watched, values, one, .. } = self;
        values.clear();
        for &field in &rule.words.shown {
            let of_field = || watched.iter().filter(|watch| watch.field == field);
            let filled = of_field().find(|watch| watch.outcome != Outcome::Missing);
            let value = filled.map(|watch| row.value(watch.column, one)).unwrap_or_default();
            // A sentence shows less, with an ellipsis where it goes on.
            values.push(value.chars().take(crate::language::QUOTED_CHARS + 1).collect());
        }
    }
}

impl Row<'_> {
    /// The value of a cell, as its check has seen it.
    pub(crate) fn value<'s>(&'s self, column: usize, scratch: &'s mut String) -> &'s str {
        let value = formula::value(self.record.cell(column, scratch));
        if self.null.is_some_and(|null| null == value) { "" } else { value }
    }
}

/// Adds to a key a value of which the case does not matter.
fn small_key_cell(value: &str, key: &mut Vec<u8>) {
    if value.is_ascii() {
        key_cell(value, key);
        let from = key.len() - value.len();
        if let Some(letters) = key.get_mut(from..) {
            letters.make_ascii_lowercase();
        }
    } else {
        key_cell(&value.to_lowercase(), key);
    }
}
