//! Which form of the report an `Accept` header asks for (RFC 9110, section 12.5.1).

use rollcall_engine::language::weight;

use crate::store::Artefact;

/// The forms of the report, the default first.
const FORMS: [(Artefact, &str, &str); 4] = [
    (Artefact::ReportJson, "application", "json"),
    (Artefact::ReportCsv, "text", "csv"),
    (Artefact::Findings, "application", "x-ndjson"),
    (Artefact::ReportHtml, "text", "html"),
];

/// The form with the highest weight; among equals the one that is named most exactly, then the
/// order of [`FORMS`]. `None` where the header excludes all of them.
pub fn choose(accept: Option<&str>) -> Option<Artefact> {
    let accept = match accept.map(str::trim) {
        None | Some("") => "*/*",
        Some(accept) => accept,
    };
    let mut best: Option<(Artefact, u32, u8)> = None;
    for (form, kind, subtype) in FORMS {
        let Some((exactness, weight)) =
            accept.split(',').filter_map(|range| weigh(range, kind, subtype)).max()
        else {
            continue;
        };
        let better = best.is_none_or(|(_, other_weight, other_exactness)| {
            (weight, exactness) > (other_weight, other_exactness)
        });
        if weight > 0 && better {
            best = Some((form, weight, exactness));
        }
    }
    best.map(|(form, _, _)| form)
}

/// How exactly a media range names the type, and with which weight in thousandths; `None` where it
/// does not.
fn weigh(range: &str, kind: &str, subtype: &str) -> Option<(u8, u32)> {
    let mut parts = range.split(';').map(str::trim);
    let (range_kind, range_subtype) = parts.next()?.split_once('/')?;
    let exactness = match (range_kind.trim(), range_subtype.trim()) {
        ("*", "*") => 0,
        (range_kind, "*") if range_kind.eq_ignore_ascii_case(kind) => 1,
        (range_kind, range_subtype)
            if range_kind.eq_ignore_ascii_case(kind)
                && range_subtype.eq_ignore_ascii_case(subtype) =>
        {
            2
        }
        _ => return None,
    };
    let weight = parts
        .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
        .map_or(1000, weight);
    Some((exactness, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_chooses_the_form() {
        let cases = [
            (None, Some(Artefact::ReportJson)),
            (Some("*/*"), Some(Artefact::ReportJson)),
            (Some("text/csv"), Some(Artefact::ReportCsv)),
            (Some("TEXT/CSV"), Some(Artefact::ReportCsv)),
            (Some("text/csv, */*"), Some(Artefact::ReportCsv)),
            (Some("text/*"), Some(Artefact::ReportCsv)),
            (Some("application/x-ndjson;q=0.9, text/csv;q=0.5"), Some(Artefact::Findings)),
            (
                Some("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
                Some(Artefact::ReportHtml),
            ),
            (Some("application/json;q=0, */*"), Some(Artefact::ReportCsv)),
            (Some("application/pdf"), None),
            (Some("application/json;q=0"), None),
            (Some("nonsense"), None),
        ];
        for (accept, form) in cases {
            assert_eq!(choose(accept), form, "{accept:?}");
        }
    }
}
