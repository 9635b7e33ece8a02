//! Values in the language of the person who filled the file in: `Oui` where the file needs `Y`.
//!
//! Help pages translate what the vendor's machine compares letter by letter. A template lists such
//! words by language; a cell is looked up in them only when its field has refused it.

use crate::finding::{Code, Constraint, Problem};
use crate::language::{Language, Message};

/// The words of a field.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words(Box<[Word]>);

#[derive(Debug, Clone)]
struct Word {
    language: Language,
    /// As [`folded`] leaves it.
    written: Box<str>,
    token: Box<str>,
}

impl Words {
    pub(crate) fn new(words: Vec<(Language, String, String)>) -> Self {
        let word = |(language, word, token): (Language, String, String)| Word {
            language,
            written: folded(&word).into(),
            token: token.into(),
        };
        Self(words.into_iter().map(word).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the file needs in their place.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| &*word.token)
    }

    /// What the file needs in place of a `cell` that is one of the words.
    #[cfg(feature = "rows")]
    pub(super) fn token(&self, cell: &str) -> Option<&str> {
        self.find(cell).map(|word| &*word.token)
    }

    fn find(&self, cell: &str) -> Option<&Word> {
        if self.is_empty() || cell.len() > 64 {
            return None;
        }
        let cell = folded(cell);
        self.0.iter().find(|word| *word.written == *cell)
    }

    /// What to say of a `cell` that is one of the words.
    pub(super) fn problem(&self, cell: &str, constraint: Option<Constraint>) -> Option<Problem> {
        let word = self.find(cell)?;
        let code = if constraint.is_some() { Code::ConstraintError } else { Code::TypeError };
        let mut problem = Problem::new(code, Message::TranslatedValue)
            .with("expected", &*word.token)
            .with("language", word.language.tag());
        problem.constraint = constraint;
        Some(problem)
    }
}

/// A word without what typing changes: case, the shape of the apostrophe, spaces around it.
fn folded(word: &str) -> String {
    word.trim().to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_any_case() {
        let words = Words::new(vec![(Language::Fr, "À la demande".into(), "ON_DEMAND".into())]);
        for cell in ["À la demande", "à la demande", " À LA DEMANDE "] {
            let problem = words.problem(cell, Some(Constraint::Enum)).expect(cell);
            assert_eq!(problem.code, Code::ConstraintError);
            assert_eq!(problem.params[0].1, "ON_DEMAND".into());
        }
        assert_eq!(words.problem("demande", None), None);
    }
}
