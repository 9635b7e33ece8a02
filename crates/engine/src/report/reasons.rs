//! Why a file was read as it was: what was counted, and a sentence that says so.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::dialect::{Sniffed, Tally};
use crate::finding::Param;
use crate::language::{Args, Language, Ui, ui, write_ui};

/// Reasons by what was decided: `delimiter`, `encoding`, `headerRows`.
pub type Reasons = BTreeMap<String, Reason>;

/// Why one property was decided as it was. Only what was not given has a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What decided. For `delimiter`: `labels`, `widths`, `separator-line` or `one-column`; for
    /// `encoding`: `byte-order-mark`, `nul-bytes`, `utf-8` or `not-utf-8`; for `headerRows`:
    /// `first-row`, `title-rows` or `label-row`.
    pub by: String,
    /// What was counted, where something was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counted>,
    /// What the delimiter that comes closest would make of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runner_up: Option<Counted>,
    /// The same in words, in the job's language.
    pub message: String,
}

/// What a delimiter makes of the first records of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// The delimiter.
    pub delimiter: String,
    /// How many records were looked at.
    pub records: usize,
    /// How many of them agree on a number of cells.
    pub agree: usize,
    /// That number.
    pub cells: usize,
    /// How many labels of the header the schema knows.
    pub labels: usize,
}

impl From<Tally> for Counted {
    fn from(tally: Tally) -> Self {
        let Tally { delimiter, records, agree, cells, labels, .. } = tally;
        Self { delimiter: char::from(delimiter).to_string(), records, agree, cells, labels }
    }
}

impl Counted {
    fn params(&self, language: Language) -> Vec<(&'static str, Param)> {
        let name = match self.delimiter.as_str() {
            "," => ui(language, Ui::DelimiterComma),
            ";" => ui(language, Ui::DelimiterSemicolon),
            "\t" => ui(language, Ui::DelimiterTab),
            "|" => ui(language, Ui::DelimiterPipe),
            "\u{1f}" => ui(language, Ui::DelimiterUnit),
            "\u{1e}" => ui(language, Ui::DelimiterRecord),
            other => other,
        };
        let number = |count: usize| Param::Number(count as u64);
        vec![
            ("delimiter", Param::Text(name.to_owned())),
            ("records", number(self.records)),
            ("agree", number(self.agree)),
            ("cells", number(self.cells)),
            ("labels", number(self.labels)),
        ]
    }
}

impl Reason {
    /// A reason without counts.
    pub(crate) fn plain(
        by: &str,
        language: Language,
        word: Ui,
        params: &[(&'static str, Param)],
    ) -> Self {
        let message = sentence(language, &[(word, params)]);
        Self { by: by.to_owned(), counts: None, runner_up: None, message }
    }

    /// Why a sniffed delimiter was chosen.
    pub(crate) fn of_delimiter(sniffed: &Sniffed, language: Language) -> Self {
        let counts = Counted::from(sniffed.chosen);
        let runner_up = sniffed.runner_up.map(Counted::from);
        let params = counts.params(language);
        let next = runner_up.as_ref().map(|next| next.params(language));
        let mut words: Vec<(Ui, &[(&'static str, Param)])> = Vec::new();
        let by = if counts.labels > 0 {
            words.push((Ui::WhyDelimiterLabels, &params));
            "labels"
        } else if counts.agree > 0 {
            "widths"
        } else {
            words.push((Ui::WhyDelimiterNone, &params));
            "one-column"
        };
        if counts.agree > 0 {
            words.push((Ui::WhyDelimiterWidths, &params));
        }
        if let Some(next) = &next {
            words.push((Ui::WhyDelimiterNext, next));
        }
        let message = sentence(language, &words);
        Self { by: by.to_owned(), counts: Some(counts), runner_up, message }
    }
}

/// The parts one behind the other.
fn sentence(language: Language, words: &[(Ui, &[(&'static str, Param)])]) -> String {
    let mut message = String::new();
    for (word, params) in words {
        if !message.is_empty() {
            // In French, the typographer's thin space stands before it.
            message.push_str(if language == Language::Fr { "\u{202f}; " } else { "; " });
        }
        write_ui(language, *word, &Args { params, ..Args::default() }, &mut message);
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::{Format, sniff_delimiter};

    fn reason(text: &str, labels: &[&str], language: Language) -> Reason {
        let known = |label: &str| labels.contains(&label);
        Reason::of_delimiter(&sniff_delimiter(text, &Format::default(), &[], &known), language)
    }

    #[test]
    fn the_delimiter_is_reasoned_in_words() {
        let commas = format!("nom;ville\n{}", "Dupont, Jean;Paris\n".repeat(8));
        let cases: &[(&str, &[&str], &str, &str)] = &[
            (
                &commas,
                &[],
                "widths",
                "9 of the first 9 records have 2 cells; the next best, comma: 8 with 2",
            ),
            (
                "nom\tville\nDupont\tParis\n",
                &["nom", "ville"],
                "labels",
                "it separates 2 expected labels; 2 of the first 2 records have 2 cells",
            ),
            ("nom\nDupont\n", &[], "one-column", "no delimiter makes two cells of a record"),
        ];
        for (text, labels, by, message) in cases {
            let reason = reason(text, labels, Language::En);
            assert_eq!((reason.by.as_str(), reason.message.as_str()), (*by, *message));
        }
    }

    #[test]
    fn every_language_reasons() {
        for language in Language::ALL {
            let reason = reason("a;b\n1;2\n3;4\n", &["a"], language);
            assert!(reason.message.contains('3'), "{}", reason.message);
            assert!(!reason.message.contains('$'), "{}", reason.message);
        }
    }
}
