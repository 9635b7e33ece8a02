//! Which template a file belongs to, from its first rows.

use std::rc::Rc;

use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::encoding::Encoding;
use rollcall_engine::reading::first_records;
use rollcall_engine::schema::Schema;
use rollcall_engine::templates::{self, Recognised};

use super::Stop;
use super::own::{AUTO, Chosen, TemplateName};
use crate::http::problem::{Kind, Problem};
use crate::store::Store;

/// From what score on a template is said to fit.
const FITS: u8 = 60;
/// How close to the best another has to be to be asked about.
const CLOSE: u8 = 15;

/// Recognises the template of a file by its labels, among the built-in ones and the partner's own.
///
/// # Errors
/// Where none fits, where more than one does, and where storage does not answer.
pub async fn recognise(
    block: &[u8],
    dialect: DialectOptions,
    encoding: Option<Encoding>,
    store: &Store,
) -> Result<Chosen, Stop> {
    let mut candidates = store.all_built_in().await?;
    for listed in store.templates().await? {
        let Some(name) = TemplateName::parse(&listed.name) else { continue };
        if let Some(own) = store.template(&name, None).await? {
            let (text, version) = (own.text, own.version.to_string());
            candidates.push(Chosen { name: listed.name, text, version, sure: None });
        }
    }
    let schemas: Vec<(&str, Rc<Schema>)> = candidates
        .iter()
        .filter_map(|chosen| Some((chosen.name.as_str(), chosen.schema().ok()?)))
        .collect();
    let rows = first_records(block, dialect, encoding);
    let among = schemas.iter().map(|(name, schema)| (*name, &**schema));
    let (_, found) = templates::recognise_records(&rows, among);
    let Some(settled) = templates::settled(&found) else {
        // Several that fit, and none of them much better than the others.
        let best = found.first().map_or(0, |best| best.score);
        let close: Vec<&str> = found
            .iter()
            .filter(|other| best >= FITS && other.score + CLOSE > best)
            .map(|other| other.name.as_str())
            .collect();
        return Err(match close.as_slice() {
            [_, _, ..] => ambiguous(&close),
            _ => not_recognised(&candidates, found.first()),
        }
        .into());
    };
    let (name, sure) = (settled.name.clone(), settled.score);
    let chosen = candidates.into_iter().find(|candidate| candidate.name == name);
    let chosen = chosen.map(|chosen| Chosen { sure: Some(sure), ..chosen });
    chosen.ok_or_else(|| not_recognised(&[], None).into())
}

fn not_recognised(candidates: &[Chosen], nearest: Option<&Recognised>) -> Problem {
    let nearest = nearest.filter(|nearest| nearest.known > 0).map_or_else(String::new, |nearest| {
        format!(
            " The nearest is {}, which knows {} of its {} columns.",
            nearest.name, nearest.known, nearest.of
        )
    });
    Problem::new(
        Kind::TemplateNotRecognised,
        format!(
            "The header of the file is not that of a template.{nearest} Name the template instead of \
             `{AUTO}`, or leave the option out to have only the structure checked."
        ),
    )
    .of_option("template")
    .allowing(candidates.iter().map(|candidate| candidate.name.as_str()))
}

fn ambiguous(close: &[&str]) -> Problem {
    Problem::new(
        Kind::TemplateAmbiguous,
        format!("The header of the file fits {}; say which one is meant.", close.join(" and ")),
    )
    .of_option("template")
    .allowing(close.iter().copied())
}
