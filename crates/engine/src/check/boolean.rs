//! `boolean`: one of the words that a field calls true or false.
//!
//! Without `trueValues` and `falseValues` they are those of Table Schema v2: `true`, `True`,
//! `TRUE`, `1` and their opposites. Words are compared as they stand, in their own case.

/// The words of a field.
#[derive(Debug, Clone)]
pub(crate) struct Tokens {
    yes: Box<[Box<str>]>,
    no: Box<[Box<str>]>,
    /// All of them, as a sentence lists them.
    pub(crate) shown: Box<str>,
}

/// What stands for true where the schema does not say.
pub(crate) const TRUE_VALUES: [&str; 4] = ["true", "True", "TRUE", "1"];
/// What stands for false where the schema does not say.
pub(crate) const FALSE_VALUES: [&str; 4] = ["false", "False", "FALSE", "0"];

impl Tokens {
    pub(crate) fn new(yes: Vec<String>, no: Vec<String>) -> Self {
        let shown = yes.iter().chain(&no).map(String::as_str).collect::<Vec<_>>().join(", ");
        let boxed = |tokens: Vec<String>| tokens.into_iter().map(String::into_boxed_str).collect();
        Self { yes: boxed(yes), no: boxed(no), shown: shown.into() }
    }

    /// The first of the words for true or for false. `None` where only one of the two has words:
    /// then they are just a list of what is taken.
    pub(crate) fn first(&self, truth: bool) -> Option<&str> {
        if self.yes.is_empty() || self.no.is_empty() {
            return None;
        }
        let words = if truth { &self.yes } else { &self.no };
        words.first().map(|word| &**word)
    }

    /// Every word, those for true first.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.yes.iter().chain(&self.no).map(|word| &**word)
    }

    /// Whether the words say which of them mean true and which false.
    pub(crate) fn tell(&self) -> bool {
        !self.yes.is_empty() && !self.no.is_empty()
    }

    /// What `cell` stands for, in capitals or small letters.
    pub(crate) fn parse_any_case(&self, cell: &str) -> Option<bool> {
        let among = |words: &[Box<str>]| words.iter().any(|word| word.eq_ignore_ascii_case(cell));
        if among(&self.yes) { Some(true) } else { among(&self.no).then_some(false) }
    }

    /// What `cell` stands for. A word that stands for both is true.
    pub(crate) fn parse(&self, cell: &str) -> Option<bool> {
        if self.yes.iter().any(|token| **token == *cell) {
            Some(true)
        } else if self.no.iter().any(|token| **token == *cell) {
            Some(false)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_as_they_stand() {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect();
        let tokens = Tokens::new(words(&["Oui"]), words(&FALSE_VALUES));
        assert_eq!(tokens.parse("Oui"), Some(true));
        assert_eq!(tokens.parse("FALSE"), Some(false));
        for cell in ["oui", "true", "1", " Oui", ""] {
            assert_eq!(tokens.parse(cell), None, "{cell}");
        }
    }
}
