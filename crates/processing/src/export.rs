//! The directory in the vendor's format.

use crate::{Meaning, User};

/// The labels, and one row of cells for each user that the format can hold.
#[must_use]
pub fn rows(_meaning: Meaning, _users: &[User]) -> (Vec<String>, Vec<Vec<String>>) {
    (Vec::new(), Vec::new())
}
