//! The built-in templates: a vendor's format as a Table Schema with our additions.
//!
//! Each is a file of the folder `templates/` and is embedded by the build script, so a new vendor
//! is a new file and no code.

pub mod empty_file;

use crate::header::Names;
use crate::schema::Schema;

mod generated {
    include!(concat!(env!("OUT_DIR"), "/templates.rs"));
}

/// The names of the built-in templates, sorted.
///
/// ```
/// use rollcall_engine::templates;
/// assert!(templates::names().all(|name| templates::get(name).is_some()));
/// ```
#[must_use]
pub fn names() -> impl ExactSizeIterator<Item = &'static str> + Clone {
    generated::BUILT_IN.iter().map(|(name, _)| *name)
}

/// The template of that name as Table Schema JSON; `None` if there is none.
///
/// ```
/// assert!(rollcall_engine::templates::get("no such template").is_none());
/// ```
#[must_use]
pub fn get(name: &str) -> Option<&'static str> {
    generated::BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, json)| *json)
}

/// A template that a header may belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The template's name, as the candidate gave it.
    pub name: String,
    /// How sure it is, from 0 to 100.
    pub score: u8,
    /// How many of the labels the template knows, by name, older name, pattern, translation or
    /// description.
    pub known: usize,
    /// How many labels there are that are not blank, without those of a report of ours.
    pub of: usize,
}

/// Which of the candidates a header belongs to, the likeliest first; those that know none of its
/// labels are left out. A name of a field says more than the words for people that may stand above
/// it, and a required column that is missing speaks against a template.
///
/// ```
/// use rollcall_engine::schema::Schema;
/// use rollcall_engine::templates::{get, names, recognise};
///
/// let schemas: Vec<(&str, Schema)> = names()
///     .filter_map(|name| Some((name, Schema::from_json(get(name)?).ok()?)))
///     .collect();
/// let candidates = || schemas.iter().map(|(name, schema)| (*name, schema));
/// let found = recognise(&["Action", "LoginEmail", "pbxId", "pbxShortNumber"], candidates());
/// assert_eq!((found[0].name.as_str(), found[0].score), ("rainbow-telephony", 100));
/// assert!(recognise(&["Artikel", "Preis"], candidates()).is_empty());
/// ```
pub fn recognise<'s>(
    labels: &[&str],
    candidates: impl IntoIterator<Item = (&'s str, &'s Schema)>,
) -> Vec<Recognised> {
    let mut found: Vec<Recognised> = candidates
        .into_iter()
        .filter_map(|(name, schema)| {
            let names = Names::new(schema);
            let (status, details) = schema
                .template
                .report_columns
                .as_ref()
                .map_or(("", ""), |(status, details)| (status.as_str(), details.as_str()));
            let labels: Vec<&str> = labels
                .iter()
                .map(|label| label.trim())
                .filter(|label| !label.is_empty() && *label != status && *label != details)
                .collect();
            let weight: u32 = labels.iter().map(|label| names.weight(label)).sum();
            let known = labels.iter().filter(|label| names.weight(label) > 0).count();
            if known == 0 {
                return None;
            }
            let fields: Vec<usize> = labels.iter().filter_map(|label| names.field(label)).collect();
            let required = schema.fields.iter().enumerate().filter(|(_, field)| field.required);
            let (wanted, there) = required.fold((0, 0), |(wanted, there), (index, _)| {
                (wanted + 1, there + u32::from(fields.contains(&index)))
            });
            // Half of the score is for the labels alone, half needs the required columns.
            let of = u32::try_from(labels.len()).unwrap_or(u32::MAX).max(1);
            let halves = if wanted == 0 { 100 } else { 50 + 50 * there / wanted };
            let score = u64::from(weight) * u64::from(halves) / (2 * u64::from(of));
            let score = u8::try_from(score.clamp(1, 100)).unwrap_or(100);
            Some(Recognised { name: name.to_owned(), score, known, of: labels.len() })
        })
        .collect();
    found.sort_by(|a, b| {
        (b.score, b.known).cmp(&(a.score, a.known)).then_with(|| a.name.cmp(&b.name))
    });
    found
}

/// The one template that the header belongs to beyond doubt: it scores 60 at least, and 15 more
/// than the next.
#[must_use]
pub fn settled(found: &[Recognised]) -> Option<&Recognised> {
    let best = found.first().filter(|best| best.score >= 60)?;
    let next = found.get(1).map_or(0, |next| next.score);
    (best.score >= next + 15).then_some(best)
}

/// How many of the first records may be the header.
const HEADER_WITHIN: usize = 10;

/// The same for the first records of a file: the header is the one of the first ten that is
/// recognised best, and its place among them comes with what was found.
pub fn recognise_records<'s>(
    records: &[Vec<String>],
    candidates: impl IntoIterator<Item = (&'s str, &'s Schema)> + Clone,
) -> (usize, Vec<Recognised>) {
    let mut best = (0, Vec::new());
    for (place, record) in records.iter().take(HEADER_WITHIN).enumerate() {
        let labels: Vec<&str> = record.iter().map(String::as_str).collect();
        let found = recognise(&labels, candidates.clone());
        let rank = |found: &Vec<Recognised>| found.first().map(|best| (best.score, best.known));
        if rank(&found) > rank(&best.1) {
            best = (place, found);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_is_a_valid_schema_that_knows_its_name() {
        for name in names() {
            let schema = Schema::from_json(get(name).unwrap())
                .unwrap_or_else(|errors| panic!("{name}: {errors:#?}"));
            assert_eq!(schema.template.name.as_deref(), Some(name));
        }
    }
}
