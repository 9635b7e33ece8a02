//! The built-in templates: a vendor's format as a Table Schema with our additions.
//!
//! Each is a file of the folder `templates/` and is embedded by the build script, so a new vendor
//! is a new file and no code. Without the feature `templates` their names are known, and each has to
//! be given ([`give`]) before it is there.

pub mod empty_file;

use std::sync::OnceLock;

use crate::header::Names;
use crate::order::sort_few;
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

/// Those that were given at run time, in the order of the names.
static GIVEN: [OnceLock<String>; generated::BUILT_IN.len()] =
    [const { OnceLock::new() }; generated::BUILT_IN.len()];

/// Whether a template of that name is built in, at hand or not.
///
/// ```
/// use rollcall_engine::templates;
/// assert!(templates::is_built_in("8x8-users") && !templates::is_built_in("acme"));
/// ```
#[must_use]
pub fn is_built_in(name: &str) -> bool {
    names().any(|known| known == name)
}

/// The template of that name as Table Schema JSON; `None` if there is none, or if this build does not
/// hold it and it was not [given](give).
///
/// ```
/// assert!(rollcall_engine::templates::get("no such template").is_none());
/// ```
#[must_use]
pub fn get(name: &str) -> Option<&'static str> {
    let found = generated::BUILT_IN.iter().zip(&GIVEN).find(|((known, _), _)| *known == name);
    let ((_, embedded), given) = found?;
    embedded.or_else(|| given.get().map(String::as_str))
}

/// Gives a built-in template that this build does not hold, as the file among the parts of the build
/// has it (see [`crate::FINGERPRINT`]). One that is at hand already stays.
pub fn give(name: &str, text: String) {
    let at = generated::BUILT_IN.iter().position(|(known, _)| *known == name);
    if let Some(given) = at.and_then(|at| GIVEN.get(at)) {
        // Whoever came first has given the same.
        let _ = given.set(text);
    }
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
    /// How many of these no other candidate knows.
    pub own: usize,
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
    let candidates: Vec<(&str, &Schema, Names<'_>)> =
        candidates.into_iter().map(|(name, schema)| (name, schema, Names::new(schema))).collect();
    let labels: Vec<&str> =
        labels.iter().map(|label| label.trim()).filter(|label| !label.is_empty()).collect();
    let weights: Vec<Vec<u32>> = candidates
        .iter()
        .map(|(_, _, names)| labels.iter().map(|label| names.weight(label)).collect())
        .collect();
    let knowing =
        |label: usize| weights.iter().filter(|of| of.get(label).is_some_and(|it| *it > 0)).count();
    let mut found: Vec<Recognised> = Vec::new();
    for ((name, schema, names), weights) in candidates.iter().zip(&weights) {
        let report = schema.template.report_columns.as_ref();
        let of_report = |label: &&&str| {
            report.is_some_and(|(status, details)| [status, details].iter().any(|it| it == *label))
        };
        let of = labels.len() - labels.iter().filter(of_report).count();
        let known: Vec<usize> =
            (0..labels.len()).filter(|at| weights.get(*at).is_some_and(|it| *it > 0)).collect();
        if known.is_empty() || of == 0 {
            continue;
        }
        let fields: Vec<usize> = labels.iter().filter_map(|label| names.field(label)).collect();
        let required = schema.fields.iter().enumerate().filter(|(_, field)| field.required);
        let (wanted, there) = required.fold((0, 0), |(wanted, there), (index, _)| {
            (wanted + 1, there + usize::from(fields.contains(&index)))
        });
        // Half of the score is for the labels alone, half needs the required columns.
        let halves = 50 + (50 * there).checked_div(wanted).unwrap_or(50);
        let weight: u32 = weights.iter().sum();
        let score = (weight as usize * halves / (2 * of)).clamp(1, 100);
        found.push(Recognised {
            name: (*name).to_owned(),
            score: u8::try_from(score).unwrap_or(100),
            known: known.len(),
            own: known.iter().filter(|at| knowing(**at) == 1).count(),
            of,
        });
    }
    sort_few(&mut found, |a, b| {
        (b.score, b.known).cmp(&(a.score, a.known)).then_with(|| a.name.cmp(&b.name))
    });
    found
}

/// The one template that the header belongs to beyond doubt: it scores 60 at least, 15 more than the
/// next, and knows a label that no other does.
#[must_use]
pub fn settled(found: &[Recognised]) -> Option<&Recognised> {
    let best = found.first().filter(|best| best.score >= 60 && best.own > 0)?;
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
