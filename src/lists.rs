//! Lists that foreign keys refer to: sent with one upload, or kept for all of a partner's.

use rollcall_engine::references::List;

/// The most bytes of one list.
pub const LONGEST: usize = 1 << 20;
/// The most bytes of all lists that come with one upload.
pub const LONGEST_TOGETHER: usize = 4 << 20;
/// The most lists that a partner can keep.
pub const MOST_KEPT: usize = 200;

/// What an option's name begins with where it brings a list.
const PREFIX: &str = "list.";

/// A list's name: the resource that a foreign key refers to.
///
/// Letters of ASCII, digits, `.`, `_` and `-`, at most 64 (the Data Package standard recommends the
/// same for the names of resources), so that it can be part of an address and of a key in storage.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListName(String);

impl ListName {
    /// The name, where it can be one.
    pub fn parse(name: &str) -> Option<Self> {
        let fits = (1..=64).contains(&name.len())
            && !name.starts_with('.')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        fits.then(|| Self(name.to_owned()))
    }

    /// The name of the list that an option brings: `sites` for `list.sites`.
    pub fn of_option(option: &str) -> Option<Self> {
        option.strip_prefix(PREFIX).and_then(Self::parse)
    }

    /// The option that brings it.
    pub fn option(&self) -> String {
        format!("{PREFIX}{}", self.0)
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a text is no list, in a sentence.
pub fn check(bytes: &[u8]) -> Result<List, &'static str> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| "The list is not UTF-8; save it as UTF-8, one value a line.")?;
    let list = List::from_text(text);
    if list.values().len() == 0 {
        return Err("The list has no value; write one value a line.");
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain() {
        for name in ["sites", "Postes-2026", "a.b_c", "x"] {
            assert_eq!(ListName::parse(name).map(|name| name.0).as_deref(), Some(name));
        }
        for name in ["", "a/b", "..", ".x", "é", "a b", "%2e", &"x".repeat(65)] {
            assert_eq!(ListName::parse(name), None, "{name}");
        }
        assert_eq!(ListName::of_option("list.sites"), ListName::parse("sites"));
        assert_eq!(ListName::of_option("lists"), None);
    }
}
