//! Rules between the cells of a row: what a template says beyond its fields.
//!
//! A rule is data (`rollcall.rules` of a schema): on which rows it applies, what has to hold there,
//! and the words for it in every language. It is read, checked and compiled with the schema, put on
//! the columns of a file once the header is known, and then asked of each row without parsing or
//! allocating anything. `docs/rules.md` explains how rules are written.
//!
//! - [`condition`]: what is asked of a row, in three truths;
//! - [`matching`]: patterns, and what makes them cheap;
//! - [`words`]: the sentences, with places for values;
//! - [`reading`]: from JSON to rules, with every fault and its pointer;
//! - [`sense`]: whether a rule can apply at all, be broken, and be kept;
//! - [`rows`]: the rules on the columns of one file, row by row;
//! - [`catalogue`]: what the rules of the built-in templates say.

pub mod catalogue;
pub(crate) mod condition;
mod matching;
mod reading;
pub(crate) mod rows;
mod sense;
pub(crate) mod words;

use crate::finding::{Code, Severity};
use crate::language::Language;

use condition::{Atom, Condition};
use words::Words;

pub(crate) use reading::{Surroundings, read};
pub(crate) use words::BrokenRule;

/// The most rules of a schema.
pub const MOST_RULES: usize = 500;

/// The rules of a schema, compiled.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    list: Box<[Rule]>,
    /// What the conditions ask, each question once.
    atoms: Box<[Atom]>,
}

impl Rules {
    /// The rules, in the order of the schema.
    pub fn iter(&self) -> std::slice::Iter<'_, Rule> {
        self.list.iter()
    }

    /// The rule with that `id`, if there is one.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.list.iter().find(|rule| rule.id() == id)
    }

    /// The rule at a place.
    pub(crate) fn at(&self, place: usize) -> Option<&Rule> {
        self.list.get(place)
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl<'r> IntoIterator for &'r Rules {
    type Item = &'r Rule;
    type IntoIter = std::slice::Iter<'r, Rule>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One rule.
#[derive(Debug, Clone)]
pub struct Rule {
    id: Box<str>,
    /// Its place among the rules of the schema.
    place: usize,
    severity: Severity,
    code: Option<Code>,
    /// The field its finding stands on, as a place in the schema's fields.
    field: Option<usize>,
    when: Condition,
    demand: Demand,
    words: Box<Words>,
}

/// What a rule asks of the rows on which it applies.
#[derive(Debug, Clone)]
enum Demand {
    /// The condition holds.
    Require(Condition),
    /// There is no such row.
    Never,
    /// No two of them have the same values in these fields.
    Repeats { fields: Box<[usize]>, ignore_case: bool },
    /// There are no more than so many.
    Most(u64),
    /// Nothing; how many there are is said aloud.
    Count,
}

impl Rule {
    /// The rule's own name, such as `licence-needs-number`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The code that its findings carry: the built-in one that the rule names, or else its id.
    #[must_use]
    pub fn code(&self) -> &str {
        match self.code {
            Some(code) => code.as_str(),
            None => &self.id,
        }
    }

    /// Its place, where its code is its own.
    pub(crate) const fn own_code(&self) -> Option<usize> {
        if self.code.is_some() { None } else { Some(self.place) }
    }

    /// The built-in code that the rule names, or else the one for rules.
    pub(crate) fn built_in_code(&self) -> Code {
        self.code.unwrap_or(Code::RowConstraint)
    }

    /// The field that its finding stands on.
    pub(crate) const fn field(&self) -> Option<usize> {
        self.field
    }

    /// Whether there may be so many rows and no more.
    pub(crate) const fn is_limit(&self) -> bool {
        matches!(self.demand, Demand::Most(_))
    }

    /// How many rows may be like this before it is said; `None` where rows are not counted.
    pub(crate) const fn limit(&self) -> Option<u64> {
        match self.demand {
            Demand::Most(most) => Some(most),
            Demand::Count => Some(0),
            _ => None,
        }
    }

    /// The weight of its findings.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// What the rule is called: a few words.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        self.words.title(language)
    }

    /// The sentence that says what is wrong, with its places such as `{cell}` as they are written.
    #[must_use]
    pub fn message(&self, language: Language) -> &str {
        self.words.message(language)
    }

    /// The sentence that says what to do about it, likewise.
    #[must_use]
    pub fn fix(&self, language: Language) -> &str {
        self.words.fix(language)
    }

    /// Whether the header answers it: none of its conditions asks for a cell.
    fn is_of_header(&self, atoms: &[Atom]) -> bool {
        let of_header = |condition: &Condition| {
            let mut all = true;
            condition.each_atom(&mut |atom| {
                all &= atoms.get(atom).is_some_and(Atom::is_of_header);
            });
            all
        };
        match &self.demand {
            Demand::Never => of_header(&self.when),
            Demand::Require(condition) => of_header(&self.when) && of_header(condition),
            Demand::Repeats { .. } | Demand::Most(_) | Demand::Count => false,
        }
    }

    /// The conditions, in the order in which they are written.
    fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let required = match &self.demand {
            Demand::Require(condition) => Some(condition),
            _ => None,
        };
        std::iter::once(&self.when).chain(required)
    }
}
