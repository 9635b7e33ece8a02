//! One compiled check a column: is the cell missing, is it of the field's type and format, does it
//! keep the field's constraints?
//!
//! A check is compiled once with the [schema](crate::schema) and costs no allocation for a valid
//! cell. Each kind of check is one file, with its rule and the source of the rule on top.
//!
//! ```
//! use rollcall_engine::check::Outcome;
//! use rollcall_engine::schema::Schema;
//!
//! let schema = Schema::from_json(
//!     r#"{"fields": [{"name": "age", "type": "integer", "constraints": {"maximum": 150}}]}"#,
//! )
//! .expect("the schema is valid");
//! let check = &schema.fields[0].check;
//!
//! let mut problems = Vec::new();
//! assert_eq!(check.check("36", &mut problems), Outcome::Valid);
//! assert_eq!(check.check("", &mut problems), Outcome::Missing);
//! assert!(problems.is_empty());
//! assert_eq!(check.check("1815", &mut problems), Outcome::Invalid);
//! assert_eq!(problems.len(), 1);
//! ```

mod allowed;
mod automaton;
mod binary;
mod boolean;
mod bound;
pub(crate) mod calendar;
mod country;
mod date;
mod datetime;
mod duration;
mod expression;
mod geojson;
mod geopoint;
mod glance;
mod json;
mod json_schema;
mod kind;
mod language_tag;
mod length;
mod list;
mod loose_time;
mod number;
mod pattern;
mod pattern_time;
pub(crate) mod spreadsheet;
mod time;
mod timezone;
mod uri;
mod uuid;
mod words;
mod year;

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::finding::{Code, Constraint, Problem};
use crate::language::Message;

use rollcall_records::check::{address_literal, email, extension, mac, person_name, phone, pin};
pub(crate) use rollcall_records::glance::Glance;
use rollcall_records::glance::Test;

pub(crate) use allowed::{Allowed, nearest};
pub(crate) use boolean::{FALSE_VALUES, TRUE_VALUES, Tokens};
pub(crate) use bound::{Bound, Side};
pub(crate) use country::Form as CountryForm;
pub use expression::Regex;
pub(crate) use geopoint::Form as GeoPointForm;
pub(crate) use json_schema::{JsonSchema, escape};
pub(crate) use kind::{Kind, TimeForm};
pub(crate) use length::Length;
pub(crate) use list::{Item as ListItem, List};
pub(crate) use number::{OwnedNumber, Style as NumberStyle};
pub(crate) use pattern::{Budget, Expression, Pattern};
pub(crate) use pattern_time::TimePattern;
pub(crate) use rollcall_records::check::phone::Spelling;
pub(crate) use words::Words;

/// What a check found a cell to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// One of the field's missing values: there is nothing to check but whether it may be missing.
    Missing,
    /// Of the field's type, and within its constraints.
    Valid,
    /// Not of the field's type, or outside its constraints.
    Invalid,
}

/// The compiled check of one field.
#[derive(Debug, Clone)]
pub struct CellCheck {
    missing: Missing,
    required: bool,
    kind: Kind,
    restrictions: Box<[Restriction]>,
    /// How most valid cells are seen to be so.
    glance: Glance,
    /// Values in the languages of people.
    words: Words,
    /// What may stand before a value without being part of it.
    mark: Option<Box<str>>,
}

/// The texts that stand for no value.
#[derive(Debug, Clone)]
pub(crate) struct Missing {
    /// Whether the empty text is one of them; most often it is the only one.
    empty: bool,
    others: Box<[Box<str>]>,
}

impl Missing {
    pub(crate) fn new<'v>(values: impl IntoIterator<Item = &'v str>) -> Self {
        let (empty, others): (Vec<&str>, Vec<&str>) =
            values.into_iter().partition(|value| value.is_empty());
        Self { empty: !empty.is_empty(), others: others.into_iter().map(Box::from).collect() }
    }

    pub(crate) fn holds(&self, cell: &str) -> bool {
        if cell.is_empty() { self.empty } else { self.others.iter().any(|value| **value == *cell) }
    }
}

/// A constraint on a value.
#[derive(Debug, Clone)]
pub(crate) enum Restriction {
    Length(Length),
    Bound(Bound),
    Pattern(Pattern),
    Allowed(Allowed),
    JsonSchema(JsonSchema),
}

/// A value read from a cell.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'c> {
    /// The text itself, whatever its format.
    Text(&'c str),
    /// A number.
    Number(number::Number<'c>),
    /// A date, time, year, month or duration, on the line of its kind.
    Moment(i128),
    /// True or false.
    Boolean(bool),
    /// A collection of so many members or items.
    Count(usize),
}

/// A value that a schema names: a bound, or one of the values allowed.
#[derive(Debug, Clone)]
pub(crate) enum Limit {
    Text(Box<str>),
    Number(OwnedNumber),
    Moment(i128),
    Boolean(bool),
    Json(serde_json::Value),
}

impl Limit {
    /// The limit that a value of a cell stands for. `None` for collections, whose values are not
    /// kept.
    pub(crate) fn of(value: Value<'_>) -> Option<Self> {
        Some(match value {
            Value::Text(text) => Self::Text(text.into()),
            Value::Number(number) => Self::Number(number.to_owned()),
            Value::Moment(moment) => Self::Moment(moment),
            Value::Boolean(boolean) => Self::Boolean(boolean),
            Value::Count(_) => return None,
        })
    }

    /// How the limit stands to a value of the same kind; `None` where they cannot be compared.
    fn compare(&self, value: &Value<'_>) -> Option<Ordering> {
        match (self, value) {
            (Self::Text(limit), Value::Text(text)) => Some((**limit).cmp(*text)),
            (Self::Number(limit), Value::Number(number)) => limit.borrow().compare(*number),
            (Self::Moment(limit), Value::Moment(moment)) => Some(limit.cmp(moment)),
            (Self::Boolean(limit), Value::Boolean(boolean)) => Some(limit.cmp(boolean)),
            _ => None,
        }
    }

    /// The order of two limits of the same field.
    fn order(&self, other: &Self) -> Ordering {
        let value = match other {
            Self::Text(text) => Value::Text(text),
            Self::Number(number) => Value::Number(number.borrow()),
            Self::Moment(moment) => Value::Moment(*moment),
            Self::Boolean(boolean) => Value::Boolean(*boolean),
            Self::Json(_) => return Ordering::Equal,
        };
        // Only NaN compares with nothing; it goes to the end, where no search meets it.
        self.compare(&value).unwrap_or_else(|| {
            let nan = |limit: &Self| matches!(limit, Self::Number(OwnedNumber::Nan));
            nan(self).cmp(&nan(other))
        })
    }

    /// Whether `cell` holds the same collection.
    fn is_json_of(&self, cell: &str) -> bool {
        match self {
            Self::Json(limit) => {
                serde_json::from_str(cell).is_ok_and(|value| json_schema::equal(limit, &value))
            }
            Self::Text(limit) => **limit == *cell,
            _ => false,
        }
    }
}

/// That a value is missing where one is required.
#[cold]
fn required() -> Problem {
    let mut problem = Problem::new(Code::ConstraintError, Message::ConstraintErrorRequired);
    problem.constraint = Some(Constraint::Required);
    problem
}

impl CellCheck {
    pub(crate) fn new(
        missing: Missing,
        required: bool,
        kind: Kind,
        restrictions: Vec<Restriction>,
    ) -> Self {
        let glance = glance::of(&kind, &restrictions);
        let restrictions = restrictions.into();
        Self { missing, required, kind, restrictions, glance, words: Words::default(), mark: None }
    }

    /// The same check, which knows `words` and takes values with `mark` before them.
    pub(crate) fn knowing(mut self, words: Words, mark: Option<&str>) -> Self {
        (self.words, self.mark) = (words, mark.map(Box::from));
        if self.mark.is_some() {
            self.glance = Glance::NONE;
        }
        self
    }

    /// The type and format of the field.
    pub(crate) const fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Whether the field holds a yes or a no.
    pub(crate) const fn takes_yes_and_no(&self) -> bool {
        matches!(self.kind, Kind::YesNo(_) | Kind::Boolean(_))
    }

    /// The value of a cell, without what may stand before it.
    fn unmarked<'c>(&self, cell: &'c str) -> &'c str {
        let mark = self.mark.as_deref();
        mark.and_then(|mark| cell.strip_prefix(mark)).unwrap_or(cell)
    }

    /// Checks a cell, unquoted and decoded. Adds one problem to `problems` for each broken rule: a
    /// missing value where one is required; a value of another type, after which constraints mean
    /// nothing; or every broken constraint. Uniqueness, which one cell cannot tell, is checked
    /// elsewhere.
    #[inline]
    pub fn check(&self, cell: &str, problems: &mut Vec<Problem>) -> Outcome {
        if self.missing.holds(cell) {
            if self.required {
                problems.push(required());
            }
            return Outcome::Missing;
        }
        if self.glance.accepts(cell) {
            return Outcome::Valid;
        }
        self.look(cell, problems)
    }

    /// The check of a cell that has a value, word for word.
    fn look(&self, cell: &str, problems: &mut Vec<Problem>) -> Outcome {
        let whole = cell;
        let cell = self.unmarked(cell);
        let Some(value) = self.kind.parse(cell) else {
            let problem = self.words.problem(whole, None);
            problems.push(problem.unwrap_or_else(|| self.kind.problem(cell)));
            return Outcome::Invalid;
        };
        if self.restrictions.is_empty() {
            return Outcome::Valid;
        }
        let before = problems.len();
        for restriction in &self.restrictions {
            match restriction {
                Restriction::Length(length) => length.check(cell, &value, problems),
                Restriction::Bound(bound) => bound.check(&value, problems),
                Restriction::Pattern(pattern) => pattern.check(cell, problems),
                Restriction::Allowed(allowed) => allowed.check(cell, &value, &self.words, problems),
                Restriction::JsonSchema(schema) => schema.check(cell, problems),
            }
        }
        if problems.len() == before { Outcome::Valid } else { Outcome::Invalid }
    }

    /// What the field needs in place of a `cell` that says it in a language of people, as a finding of
    /// [`CellCheck::check`] names it.
    #[cfg(feature = "rows")]
    pub(crate) fn translated(&self, cell: &str) -> Option<&str> {
        if self.words.is_empty() || self.missing.holds(cell) || self.glance.accepts(cell) {
            return None;
        }
        let bare = self.unmarked(cell);
        let Some(value) = self.kind.parse(bare) else { return self.words.token(cell) };
        let refused = self.restrictions.iter().any(|restriction| match restriction {
            Restriction::Allowed(allowed) => !allowed.holds(bare, &value),
            _ => false,
        });
        if refused { self.words.token(bare) } else { None }
    }

    /// Whether `cell` is a value that the field takes, without a word about why it is not.
    pub(crate) fn accepts(&self, cell: &str) -> bool {
        let cell = self.unmarked(cell);
        let Some(value) = self.kind.parse(cell) else { return false };
        let mut problems = Vec::new();
        !self.missing.holds(cell)
            && self.restrictions.iter().all(|restriction| {
                match restriction {
                    Restriction::Length(length) => length.check(cell, &value, &mut problems),
                    Restriction::Bound(bound) => bound.check(&value, &mut problems),
                    Restriction::Pattern(pattern) => pattern.check(cell, &mut problems),
                    // The list is not searched for what was meant.
                    Restriction::Allowed(allowed) => return allowed.holds(cell, &value),
                    Restriction::JsonSchema(schema) => schema.check(cell, &mut problems),
                }
                problems.is_empty()
            })
    }

    /// Where a spreadsheet is to blame for what [`CellCheck::check`] found wrong with `cell`, puts
    /// that in its place. Of a `secret` cell nothing is given away.
    ///
    /// ```
    /// use rollcall_engine::finding::Code;
    /// use rollcall_engine::schema::Schema;
    ///
    /// let schema = Schema::from_json(r#"{"fields": [{"name": "age", "type": "integer"}]}"#)
    ///     .expect("the schema is valid");
    /// for (cell, code) in [("36.0", Code::SpreadsheetDamage), ("36.5", Code::TypeError)] {
    ///     let mut problems = Vec::new();
    ///     schema.fields[0].check.check(cell, &mut problems);
    ///     schema.fields[0].check.explain(cell, false, &mut problems);
    ///     assert_eq!(problems[0].code, code);
    /// }
    /// ```
    pub fn explain(&self, cell: &str, secret: bool, problems: &mut Vec<Problem>) {
        if problems.iter().any(|problem| problem.message == Message::TranslatedValue) {
            return;
        }
        let mut found = spreadsheet::explain(self, cell, problems);
        if secret {
            found = found.into_iter().filter_map(spreadsheet::kept_secret).collect();
        }
        if !found.is_empty() {
            *problems = found;
        }
    }

    /// What is worth a look in a `cell` that the check found valid: a text that is the error of a
    /// formula or a number cut short, that is cut itself, or that holds something nobody sees.
    #[must_use]
    pub fn doubt(&self, cell: &str) -> Option<Problem> {
        self.doubt_in(cell, false)
    }

    /// The same of a cell whose record may be known to hold nothing that nobody sees
    /// ([`is_latin`](crate::records::Record::is_latin)).
    #[inline]
    pub(crate) fn doubt_in(&self, cell: &str, is_latin: bool) -> Option<Problem> {
        let text = matches!(self.kind, Kind::Text | Kind::PersonName);
        if text && spreadsheet::is_doubtful(cell, is_latin) {
            spreadsheet::doubt(cell)
        } else {
            None
        }
    }

    /// What is worth a look in a `cell` of which no field says what it should be.
    ///
    /// ```
    /// use rollcall_engine::check::CellCheck;
    /// assert!(CellCheck::doubt_unknown("#REF!").is_some());
    /// assert!(CellCheck::doubt_unknown("REF 12").is_none());
    /// ```
    #[must_use]
    pub fn doubt_unknown(cell: &str) -> Option<Problem> {
        Self::doubt_unknown_in(cell, false)
    }

    /// The same of a cell of a record, as [`CellCheck::doubt_in`].
    #[inline]
    pub(crate) fn doubt_unknown_in(cell: &str, is_latin: bool) -> Option<Problem> {
        let doubtful = spreadsheet::is_doubtful_unknown(cell, is_latin);
        if doubtful { spreadsheet::doubt_unknown(cell) } else { None }
    }

    /// The glance for cells of files: what it accepts is no missing value, and nothing about it is
    /// [doubtful](CellCheck::doubt) but what its first byte may tell.
    pub(crate) fn glance_at_cells(&self) -> Glance {
        if self.missing.others.is_empty() {
            self.glance.clone().up_to(spreadsheet::CUTS[0] - 1)
        } else {
            Glance::NONE
        }
    }

    /// The same for cells of which no field says what they should be.
    pub(crate) fn glance_at_unknown() -> Glance {
        Glance { test: Test::Unknown, ..Glance::ANY }.up_to(spreadsheet::CUTS[0] - 1)
    }

    /// Whether an empty cell is as it should be: there is no value, and none is required.
    pub(crate) const fn may_be_empty(&self) -> bool {
        self.missing.empty && !self.required
    }

    /// Whether `cell` is one of the field's missing values.
    #[must_use]
    pub fn is_missing(&self, cell: &str) -> bool {
        self.missing.holds(cell)
    }

    /// The one way to write the value of a cell, by which values are compared for uniqueness: `1`,
    /// `01` and `1.0` are one number, `+44…` and `0044…` one phone number. Borrowed where the cell
    /// is written that way already; the cell as it stands where it is not of the field's type.
    #[must_use]
    pub fn canonical<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        self.kind.canonical(cell)
    }

    /// Whether a cell is JSON, which has quotes of its own.
    #[must_use]
    pub(crate) fn is_json(&self) -> bool {
        matches!(self.kind, Kind::Object | Kind::Array | Kind::GeoJson | Kind::TopoJson)
    }

    /// Whether a cell of a field of yes and no says yes.
    pub(crate) fn says_yes(&self, cell: &str) -> bool {
        self.tokens().and_then(|tokens| tokens.parse_any_case(cell)) == Some(true)
    }

    /// The words of a field of yes and no.
    pub(crate) const fn tokens(&self) -> Option<&Tokens> {
        match &self.kind {
            Kind::Boolean(tokens) | Kind::YesNo(tokens) => Some(tokens),
            _ => None,
        }
    }

    /// The number in a cell, where the field has numbers and the cell is one.
    pub(crate) fn number<'c>(&self, cell: &'c str) -> Option<number::Number<'c>> {
        match self.kind.parse(cell)? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether the field has numbers.
    pub(crate) const fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Integer(_) | Kind::Number(_))
    }

    /// The values that the field is limited to, where `cell` is none of them.
    pub(crate) fn refused_by(&self, cell: &str) -> Option<&str> {
        self.restrictions.iter().find_map(|restriction| match restriction {
            Restriction::Allowed(allowed) => {
                let held = self.kind.parse(cell).is_some_and(|value| allowed.holds(cell, &value));
                (!held).then(|| allowed.shown())
            }
            _ => None,
        })
    }

    /// The words that a field with a list of values takes, or one of yes and no; none for others.
    pub(crate) fn words(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        let allowed = self.restrictions.iter().find_map(|restriction| match restriction {
            Restriction::Allowed(allowed) => Some(allowed),
            _ => None,
        });
        match (allowed, &self.kind) {
            (Some(allowed), _) => Box::new(allowed.words()),
            (None, Kind::Boolean(tokens) | Kind::YesNo(tokens)) => Box::new(tokens.words()),
            (None, _) => Box::new(std::iter::empty()),
        }
    }

    /// What a cell of this kind looks like, apart from the constraints of the field. `None` where
    /// nothing can be said without knowing them.
    pub(crate) const fn specimen(&self) -> Option<&'static str> {
        self.kind.specimen()
    }

    /// Whether the check tells data from words: true for every kind but plain text, names and
    /// lists, and for text of which only certain values are allowed. A row of labels breaks such
    /// checks; a row of data keeps them.
    #[must_use]
    pub fn is_discriminating(&self) -> bool {
        self.kind.is_discriminating()
            || self.restrictions.iter().any(|part| matches!(part, Restriction::Allowed(_)))
    }
}

#[cfg(test)]
mod tests;
