//! `list`: several values in one cell, with a delimiter between them.
//!
//! The delimiter is `,` unless the field says otherwise; `itemType` gives the type of every item, in
//! its default form. Items are taken as they stand: white space around them belongs to them.

use super::boolean::{FALSE_VALUES, TRUE_VALUES};
use super::number::Style;
use super::{date, datetime, time};

/// How lists are written in a field.
#[derive(Debug, Clone)]
pub(crate) struct List {
    /// What stands between items; never empty.
    pub(crate) delimiter: Box<str>,
    /// What every item is.
    pub(crate) item: Item,
}

/// The types that an item can have (Table Schema v2, `itemType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item {
    /// Any text.
    String,
    /// A whole number.
    Integer,
    /// One of the default words of a boolean.
    Boolean,
    /// A number.
    Number,
    /// A date and a time.
    DateTime,
    /// A date.
    Date,
    /// A time.
    Time,
}

impl List {
    /// The number of items, or the first item that does not fit.
    pub(crate) fn count<'c>(&self, cell: &'c str) -> Result<usize, &'c str> {
        let mut count = 0;
        for item in cell.split(&*self.delimiter) {
            if !self.item.fits(item) {
                return Err(item);
            }
            count += 1;
        }
        Ok(count)
    }
}

impl Item {
    fn fits(self, item: &str) -> bool {
        match self {
            Self::String => true,
            Self::Integer => Style::WHOLE.parse(item).is_some(),
            Self::Number => Style::DEFAULT.parse(item).is_some(),
            Self::Boolean => TRUE_VALUES.contains(&item) || FALSE_VALUES.contains(&item),
            Self::DateTime => datetime::parse(item).is_some(),
            Self::Date => date::parse(item).is_some(),
            Self::Time => time::parse(item).is_some(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_of_the_item_type() {
        let list = |delimiter: &str, item| List { delimiter: delimiter.into(), item };
        assert_eq!(list(",", Item::String).count("a,,b"), Ok(3));
        assert_eq!(list("||", Item::Integer).count("1||2"), Ok(2));
        assert_eq!(list(",", Item::Integer).count("1,x,y"), Err("x"));
        assert_eq!(list(",", Item::Boolean).count("true,0"), Ok(2));
        assert_eq!(list(",", Item::Date).count("2006-11-21,21/11/2006"), Err("21/11/2006"));
    }
}
