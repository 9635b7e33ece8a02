use serde_json::{Value, json};

use super::*;
use crate::finding::column_letter;
use crate::language::{Message, write_fix, write_message};

/// A sample as the collector writes it.
fn sample(language: Language, row: u64, message: Message, code: Code, cell: Option<&str>) -> Value {
    let params = [("allowed", Param::from("Y, N")), ("nearest", Param::from("Y"))];
    let args = Args { row: Some(row), column: Some(3), cell, params: &params, ..Args::default() };
    let (mut sentence, mut fix) = (String::new(), String::new());
    write_message(language, message, &args, &mut sentence);
    write_fix(language, message, &args, &mut fix);
    json!({"code": code.as_str(), "severity": "error", "row": row, "line": row + 1, "column": 3,
        "letter": column_letter(3), "field": "User.Email", "cell": cell, "constraint": null,
        "message": sentence, "fix": fix, "params": {}})
}

fn group(
    code: &str,
    severity: &str,
    field: Option<&str>,
    count: usize,
    samples: &[Value],
) -> Value {
    json!({"code": code, "severity": severity, "field": field, "count": count, "samples": samples,
        "truncated": count > samples.len()})
}

/// A report with these groups, read as the Worker reads a stored one.
fn report(valid: bool, (total, invalid): (u64, u64), groups: &[Value]) -> Report {
    let count = |severity: &str| -> u64 {
        groups
            .iter()
            .filter(|group| group["severity"] == severity)
            .filter_map(|group| group["count"].as_u64())
            .sum()
    };
    let json = json!({
        "valid": valid,
        "file": {"bytes": 1_234_567, "encoding": "utf-8", "sniffed": ["delimiter"],
            "report_columns":
                {"status": "status", "details": "details", "valid": "valid", "invalid": "invalid"},
            "dialect": {"delimiter": ";", "lineTerminator": "\r\n", "quoteChar": "\"",
                "doubleQuote": true, "skipInitialSpace": false, "header": true,
                "headerRows": [1, 2]}},
        "rows": {"total": total, "valid": total - invalid, "invalid": invalid},
        "findings": {"errors": count("error"), "warnings": count("warning"), "groups": groups}
    });
    serde_json::from_str(&json.to_string()).unwrap()
}

fn head() -> HtmlHead {
    HtmlHead {
        job_id: Some("01JCZ4T9W7".into()),
        file_name: Some("users.csv".into()),
        template: Some("8x8-users".into()),
        description: Some("Second batch".into()),
        created: Some("2026-11-01T05:17:09Z".into()),
        links: Link::ALL
            .into_iter()
            .map(|link| (link, format!("/v1/jobs/01JCZ4T9W7/{}", link.name())))
            .collect(),
    }
}

/// A file with errors of several kinds, checked in `language`.
fn mixed(language: Language) -> Report {
    let e_mails: Vec<_> = [(5, "ada@"), (9, "émile durand"), (12, "")]
        .map(|(row, cell)| {
            sample(language, row, Message::TypeErrorEmail, Code::TypeError, Some(cell))
        })
        .into();
    let pins: Vec<_> = [(5, None), (6, None)]
        .map(|(row, cell)| sample(language, row, Message::TypeErrorPin, Code::TypeError, cell))
        .into();
    let tokens: Vec<_> = [
        (3, Message::ConstraintErrorEnumNear, "Yes"),
        (4, Message::ConstraintErrorEnum, "perhaps"),
    ]
    .map(|(row, message, cell)| sample(language, row, message, Code::ConstraintError, Some(cell)))
    .into();
    let blank = [sample(language, 8, Message::BlankRow, Code::BlankRow, None)];
    report(
        false,
        (1_262, 1_217),
        &[
            group("blank-row", "warning", None, 1, &blank),
            group("type-error", "error", Some("User.Email"), 3, &e_mails),
            group("type-error", "error", Some("User.Pin"), 2, &pins),
            group("constraint-error", "error", Some("User.Fax"), 1_204, &tokens),
        ],
    )
}

/// The page without its style sheet.
fn page(report: &Report, language: Language) -> String {
    write(&head(), report, language).replace(STYLE, "")
}

/// The tags of a page, without what they hold in quotes.
fn tags(page: &str) -> Vec<String> {
    let mut tags = Vec::new();
    for piece in page.split('<').skip(1) {
        let tag = piece.split_once('>').expect("a tag that ends").0;
        tags.push(tag.split('"').step_by(2).collect::<Vec<_>>().join("\"\""));
    }
    tags
}

#[test]
fn a_page_looks_as_it_did() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/report/html/page.fr.html");
    let page = page(&mixed(Language::Fr), Language::Fr);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let stored = std::fs::read_to_string(path).unwrap();
    assert!(page == stored, "changed; look at it and run again with UPDATE_SNAPSHOTS=1");
}

#[test]
fn every_tag_is_closed_in_every_language() {
    for language in Language::ALL {
        for report in [mixed(language), report(true, (0, 0), &[])] {
            let page = page(&report, language);
            let mut open = Vec::new();
            for tag in tags(&page) {
                let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap().to_owned();
                if tag.starts_with('/') {
                    assert_eq!(open.pop(), Some(name), "{language:?}");
                } else if !tag.ends_with('/') && name != "meta" && name != "!doctype" {
                    open.push(name);
                }
            }
            assert_eq!(open, Vec::<String>::new());
            assert!(page.contains(&format!("<html lang=\"{}\">", language.tag())));
            assert!(!page.contains("{$"), "{language:?}");
        }
    }
}

#[test]
fn why_the_file_was_read_so_is_said_beside_what_was_read() {
    let reason = |message: &str| Reason {
        by: "widths".into(),
        counts: None,
        runner_up: None,
        message: message.into(),
    };
    let mut report = mixed(Language::En);
    report.file.reasons.insert("delimiter".into(), reason("9 of 9, <b>"));
    report.file.reasons.insert("encoding".into(), reason("it is so"));
    let page = page(&report, Language::En);
    assert!(page.contains("semicolon <small>recognised from the file (9 of 9, &lt;b&gt;)</small>"));
    assert!(page.contains("UTF-8 <small>it is so</small>"));
}

#[test]
fn the_page_asks_nobody_for_anything() {
    let page = write(&head(), &mixed(Language::En), Language::En);
    for outside in ["<script", "http://", "https://", "src=", "url(", "@import", "<link", "style="]
    {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn hostile_text_changes_no_tag() {
    let build = |text: &str| {
        let sample = json!({"code": text, "severity": "error", "row": 2, "line": 2, "column": 1,
            "letter": text, "field": text, "cell": text, "constraint": null, "message": text,
            "fix": text, "params": {}});
        let other = json!({"code": text, "severity": "error", "row": 3, "line": 3, "column": 1,
            "letter": text, "field": text, "cell": text, "constraint": null,
            "message": format!("{text}2"), "fix": format!("{text}2"), "params": {}});
        let groups = [
            group(text, "error", Some(text), 2, &[sample.clone(), other]),
            group("type-error", "warning", Some(text), 60, std::slice::from_ref(&sample)),
            group("blank-row", "warning", None, 1, std::slice::from_ref(&sample)),
            group("no-such-code", text, None, 1, &[json!({"not": text, "a": "finding"}), sample]),
        ];
        let mut report = report(false, (10, 2), &groups);
        report.file.encoding = text.into();
        report.file.dialect.delimiter = text.into();
        let text = || Some(text.to_owned());
        let head = HtmlHead {
            job_id: text(),
            file_name: text(),
            template: text(),
            description: text(),
            created: text(),
            links: vec![(Link::ReportCsv, format!("/{}", text().unwrap_or_default()))],
        };
        write(&head, &report, Language::En).replace(STYLE, "")
    };
    let harmless = tags(&build("harmless"));
    for hostile in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title></style></main>",
        "<!-- ",
        "&lt;script&gt;",
        "]]><svg/onload=alert(1)>",
        "\u{202e}\u{200b}\0<b>",
    ] {
        let page = build(hostile);
        assert_eq!(tags(&page), harmless, "{hostile}");
        assert!(!page.contains(hostile), "{hostile}");
    }
}

#[test]
fn a_link_leads_to_the_same_site_or_over_http() {
    for (address, kept) in [
        ("/v1/jobs/1/report.csv", true),
        ("report.csv?a=b:c", true),
        ("https://rollcall.example/v1", true),
        ("HTTP://rollcall.example/v1", true),
        ("javascript:alert(1)", false),
        ("JavaScript:alert(1)", false),
        (" javascript:alert(1)", false),
        ("data:text/html,x", false),
        ("", false),
    ] {
        let head = HtmlHead { links: vec![(Link::Findings, address.into())], ..head() };
        let page = write(&head, &mixed(Language::En), Language::En);
        assert_eq!(page.contains("All findings"), kept, "{address:?}");
    }
}

#[test]
fn only_downloads_with_something_in_them_are_offered() {
    for (rows, errors, clean) in
        [((5, 0), false, true), ((5, 5), true, false), ((5, 2), true, true)]
    {
        let page = page(&report(rows.1 == 0, rows, &[]), Language::En);
        assert_eq!(page.contains("errors_csv"), errors);
        assert_eq!(page.contains("clean_csv"), clean);
    }
}

#[test]
fn the_verdict_is_one_sentence() {
    let error = group("blank-header", "error", None, 1, &[]);
    let warning = group("near-label", "warning", Some("a"), 2, &[]);
    for (valid, rows, groups, verdict) in [
        (true, (2, 0), vec![], "This file is ready: all 2\u{a0}rows are valid."),
        (true, (1, 0), vec![], "This file is ready: its one row is valid."),
        (true, (0, 0), vec![], "This file is valid, but there is no row of data in it."),
        (
            true,
            (1_200, 0),
            vec![warning],
            "This file is valid; all 1,200\u{a0}rows can be taken, and 2\u{a0}warnings are worth a \
             look.",
        ),
        (
            false,
            (0, 0),
            vec![error.clone()],
            "This file is not ready: one error concerns the file as a whole.",
        ),
        (false, (9, 1), vec![error], "This file is not ready: 1 of 9\u{a0}rows needs correcting."),
    ] {
        let page = page(&report(valid, rows, &groups), Language::En);
        assert!(page.contains(&format!("<h1>{verdict}</h1>")), "{verdict}");
    }
}

#[test]
fn capped_samples_are_said_to_be() {
    let page = page(&mixed(Language::En), Language::En);
    assert!(page.contains("Shown are the first 2 of 1,204; the count is exact"));
    assert_eq!(page.matches("class=\"more\"").count(), 1);
    let none = report(false, (9, 1), &[group("type-error", "error", Some("a"), 1, &[])]);
    assert!(write(&head(), &none, Language::En).contains("There was no room left"));
}

#[test]
fn what_samples_have_in_common_is_said_once() {
    let page = page(&mixed(Language::En), Language::En);
    assert_eq!(page.matches("is not an e-mail address").count(), 1);
    assert!(page.contains("<p class=\"what\">The value is not an e-mail address.</p>"));
    // These two differ, and keep their own sentences.
    assert!(page.contains("“perhaps” is not one of the values allowed here."));
    assert!(page.contains("“Yes” is not one of the values allowed here; the nearest is “Y”."));
}

#[test]
fn sentences_stay_in_the_language_the_file_was_checked_in() {
    let page = page(&mixed(Language::De), Language::Fr);
    assert!(page.contains("<p class=\"what\">Der Wert ist keine E-Mail-Adresse.</p>"));
    assert!(page.contains("Valeur d’un autre type"));
}

#[test]
fn a_cell_shows_what_is_in_it() {
    let cells = ["", "  ", "a\nb", "\u{200b}"];
    let samples: Vec<_> = cells
        .iter()
        .zip(2..)
        .map(|(cell, row)| {
            sample(Language::En, row, Message::TypeErrorEmail, Code::TypeError, Some(cell))
        })
        .collect();
    let groups = [group("type-error", "error", Some("a"), 4, &samples)];
    let page = page(&report(false, (4, 4), &groups), Language::En);
    for shown in ["<em class=\"none\">empty</em>", "<code>  </code>", "a␊b", "[U+200B]"] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn sizes_have_one_decimal_and_a_unit() {
    for (bytes, language, size) in [
        (0, Language::En, "0 bytes"),
        (1, Language::En, "1 byte"),
        (999, Language::En, "999 bytes"),
        (1_000, Language::En, "1.0\u{a0}kB"),
        (184_233, Language::En, "184\u{a0}kB"),
        (98_800_000, Language::En, "98.8\u{a0}MB"),
        (98_800_000, Language::Fr, "98,8\u{a0}Mo"),
        (1_500_000_000_000, Language::De, "1.500\u{a0}GB"),
    ] {
        let mut report = report(true, (1, 0), &[]);
        report.file.bytes = bytes;
        let page = page(&report, language);
        assert!(page.contains(&format!("<dd>{size}</dd>")), "{bytes} in {language:?}");
    }
}

#[test]
fn a_time_is_written_out_and_anything_else_left_alone() {
    for (created, language, shown) in [
        ("2026-11-23T05:17:09Z", Language::En, "23 November 2026, 05:17 UTC"),
        ("2026-11-01T05:17:09.123Z", Language::Fr, "1er novembre 2026 à 05:17 UTC"),
        ("2026-03-02T23:59:00Z", Language::It, "2 marzo 2026 alle 23:59 UTC"),
        ("2026-01-01T00:00:00Z", Language::Pt, "1º de janeiro de 2026 às 00:00 UTC"),
        ("2026-05-23T05:17:09Z", Language::De, "23. Mai 2026 um 05:17 UTC"),
        ("2026-13-23T05:17:09Z", Language::En, "2026-13-23T05:17:09Z"),
        ("yesterday", Language::En, "yesterday"),
        ("2026-11-23T05é17Z", Language::En, "2026-11-23T05é17Z"),
    ] {
        let head = HtmlHead { created: Some(created.into()), ..head() };
        let page = write(&head, &report(true, (1, 0), &[]), language);
        assert!(page.contains(&format!(">{shown}</time>")), "{created}");
    }
}

#[test]
fn links_are_known_by_the_names_of_the_job() {
    for link in Link::ALL {
        assert_eq!(Link::from_name(link.name()), Some(link));
    }
    assert_eq!(Link::from_name("self"), None);
}
