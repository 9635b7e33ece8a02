//! What a rule asks of a row.
//!
//! A condition is a tree of questions about cells ([`Atom`]) under `and`, `or` and `not`. There are
//! three answers: a comparison with a cell that is not valid is neither true nor false, so a rule
//! says nothing about a cell that has its finding already.

use crate::check::{Expression, OwnedNumber, Tokens};

/// The answer to a question about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    False,
    True,
    /// There is nothing to compare.
    Open,
}

impl Truth {
    pub(crate) const fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }

    const fn opposite(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::True => Self::False,
            Self::Open => Self::Open,
        }
    }
}

/// A compiled condition. Questions are places in the list of atoms that all rules share.
#[derive(Debug, Clone)]
pub(crate) enum Condition {
    Atom(usize),
    All(Box<[Condition]>),
    Any(Box<[Condition]>),
    Not(Box<Condition>),
}

impl Condition {
    /// What holds on every row.
    pub(crate) fn always() -> Self {
        Self::All(Box::default())
    }

    /// Whether it holds, given the answers to its questions. Asks no more than it has to.
    pub(crate) fn truth<A: FnMut(usize) -> Truth>(&self, ask: &mut A) -> Truth {
        match self {
            Self::Atom(atom) => ask(*atom),
            Self::Not(condition) => condition.truth(ask).opposite(),
            Self::All(conditions) => decide(conditions, Truth::False, ask),
            Self::Any(conditions) => decide(conditions, Truth::True, ask),
        }
    }

    /// Every question, in the order in which it is written.
    pub(crate) fn each_atom(&self, see: &mut impl FnMut(usize)) {
        match self {
            Self::Atom(atom) => see(*atom),
            Self::Not(condition) => condition.each_atom(see),
            Self::All(conditions) | Self::Any(conditions) => {
                for condition in conditions {
                    condition.each_atom(see);
                }
            }
        }
    }
}

/// The truth of several conditions of which one that is `decisive` decides.
fn decide<A: FnMut(usize) -> Truth>(
    conditions: &[Condition],
    decisive: Truth,
    ask: &mut A,
) -> Truth {
    let mut truth = decisive.opposite();
    for condition in conditions {
        match condition.truth(ask) {
            found if found == decisive => return decisive,
            Truth::Open => truth = Truth::Open,
            _ => {}
        }
    }
    truth
}

/// One question. Fields are places in the schema's fields.
#[derive(Debug, Clone)]
pub(crate) enum Atom {
    /// The field has a value, valid or not.
    Present { field: usize },
    /// The value is one of these.
    Equals { field: usize, values: Values },
    /// The pattern matches the whole value.
    Matches { field: usize, pattern: Expression },
    /// The value has more characters than that.
    Longer { field: usize, than: usize },
    /// Both fields have a value, and it is the same.
    Same { field: usize, other: usize },
    /// Both fields have a value, and they are not the same. What a rule requires of a row is not
    /// asked of one where there is nothing to compare; then it is `lenient`.
    Differs { field: usize, other: usize, lenient: bool },
    /// The number is below the limit, or above it.
    Beyond { field: usize, below: bool, limit: OwnedNumber, lenient: bool },
    /// The file has a column of the field.
    Column { field: usize },
    /// The option of the upload has the value.
    Option { name: Box<str>, value: Box<str> },
}

impl Atom {
    /// The field it asks about first.
    pub(crate) const fn field(&self) -> Option<usize> {
        match self {
            Self::Present { field }
            | Self::Equals { field, .. }
            | Self::Matches { field, .. }
            | Self::Longer { field, .. }
            | Self::Same { field, .. }
            | Self::Differs { field, .. }
            | Self::Beyond { field, .. }
            | Self::Column { field } => Some(*field),
            Self::Option { .. } => None,
        }
    }

    /// The field it compares with.
    pub(crate) const fn other(&self) -> Option<usize> {
        match self {
            Self::Same { other, .. } | Self::Differs { other, .. } => Some(*other),
            _ => None,
        }
    }

    /// Whether it is answered once the header is known.
    pub(crate) const fn is_of_header(&self) -> bool {
        matches!(self, Self::Column { .. } | Self::Option { .. })
    }

    /// The answer where a cell has no value.
    pub(crate) const fn without_value(&self) -> Truth {
        match self {
            Self::Differs { lenient: true, .. } | Self::Beyond { lenient: true, .. } => Truth::Open,
            _ => Truth::False,
        }
    }
}

/// The values that a cell is compared with.
#[derive(Debug, Clone)]
pub(crate) enum Values {
    /// Of a field of yes and no: which of the two, in any word for it and in any case.
    Truths { tokens: Tokens, yes: bool, no: bool },
    /// Of a field of words that mean nothing more: in any case.
    Words(Box<[Box<str>]>),
    /// Texts as they stand, sorted.
    Texts(Box<[Box<str>]>),
}

impl Values {
    pub(crate) fn hold(&self, value: &str) -> bool {
        match self {
            Self::Truths { tokens, yes, no } => match tokens.parse_any_case(value) {
                Some(true) => *yes,
                Some(false) => *no,
                None => false,
            },
            Self::Words(words) => words.iter().any(|word| word.eq_ignore_ascii_case(value)),
            Self::Texts(texts) => match &**texts {
                [only] => **only == *value,
                texts => texts.binary_search_by(|text| (**text).cmp(value)).is_ok(),
            },
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Truths { .. } => 1,
            Self::Words(words) | Self::Texts(words) => words.len(),
        }
    }

    /// The texts, where the values are texts as they stand.
    pub(crate) fn texts(&self) -> Option<&[Box<str>]> {
        match self {
            Self::Texts(texts) if texts.len() < 500 => Some(texts),
            _ => None,
        }
    }

    /// Whether some value is one of these and of the others.
    pub(crate) fn meet(&self, others: &Self) -> bool {
        match (self, others) {
            (Self::Truths { yes, no, .. }, Self::Truths { yes: other_yes, no: other_no, .. }) => {
                *yes && *other_yes || *no && *other_no
            }
            (Self::Words(words) | Self::Texts(words), others) => {
                words.iter().any(|word| others.hold(word))
            }
            (Self::Truths { .. }, _) => true,
        }
    }

    /// Whether each of these is one of the others.
    pub(crate) fn are_among(&self, others: &Self) -> bool {
        match (self, others) {
            (Self::Truths { yes, no, .. }, Self::Truths { yes: other_yes, no: other_no, .. }) => {
                (!yes || *other_yes) && (!no || *other_no)
            }
            (Self::Words(words) | Self::Texts(words), others) => {
                words.iter().all(|word| others.hold(word))
            }
            (Self::Truths { .. }, _) => false,
        }
    }
}
