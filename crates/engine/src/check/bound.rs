//! `minimum`, `maximum`, `exclusiveMinimum` and `exclusiveMaximum`.
//!
//! Values are compared as what they are: numbers by their digits, dates and times by the moment,
//! durations by their length. `NaN` keeps no bound.

use std::cmp::Ordering;

use crate::finding::{Code, Constraint, Problem};
use crate::language::Message;

use super::{Limit, Value};

/// A compiled bound.
#[derive(Debug, Clone)]
pub(crate) struct Bound {
    side: Side,
    limit: Limit,
    /// The limit as the schema writes it.
    shown: Box<str>,
}

/// Which bound it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// `minimum`
    Minimum,
    /// `maximum`
    Maximum,
    /// `exclusiveMinimum`
    ExclusiveMinimum,
    /// `exclusiveMaximum`
    ExclusiveMaximum,
}

impl Side {
    const fn keeps(self, ordering: Ordering) -> bool {
        match self {
            Self::Minimum => ordering.is_ge(),
            Self::Maximum => ordering.is_le(),
            Self::ExclusiveMinimum => ordering.is_gt(),
            Self::ExclusiveMaximum => ordering.is_lt(),
        }
    }
}

impl Bound {
    pub(crate) fn new(side: Side, limit: Limit, shown: String) -> Self {
        Self { side, limit, shown: shown.into() }
    }

    /// The side and the limit, where it is a whole number.
    pub(super) fn whole(&self) -> Option<(Side, i64)> {
        let number = matches!(self.limit, Limit::Number(_));
        self.shown.parse().ok().filter(|_| number).map(|limit| (self.side, limit))
    }

    pub(crate) fn check(&self, value: &Value<'_>, problems: &mut Vec<Problem>) {
        if self.limit.compare(value).is_some_and(|ordering| self.side.keeps(ordering.reverse())) {
            return;
        }
        let (message, constraint) = match self.side {
            Side::Minimum => (Message::ConstraintErrorMinimum, Constraint::Minimum),
            Side::Maximum => (Message::ConstraintErrorMaximum, Constraint::Maximum),
            Side::ExclusiveMinimum => {
                (Message::ConstraintErrorExclusiveMinimum, Constraint::ExclusiveMinimum)
            }
            Side::ExclusiveMaximum => {
                (Message::ConstraintErrorExclusiveMaximum, Constraint::ExclusiveMaximum)
            }
        };
        let mut problem = Problem::new(Code::ConstraintError, message).with("limit", &*self.shown);
        problem.constraint = Some(constraint);
        problems.push(problem);
    }
}
