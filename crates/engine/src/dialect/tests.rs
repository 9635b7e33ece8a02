//! Files as they come from spreadsheets and other programs, and the delimiter each is read with.

use super::*;

const LABELS: [&str; 4] = ["nom", "prénom", "solde", "ville"];

fn sniffed(text: &str) -> char {
    char::from(sniff_delimiter(text, &Format::default(), &[], &|_| false).chosen.delimiter)
}

fn sniffed_with_labels(text: &str) -> char {
    let known = |label: &str| LABELS.contains(&label);
    char::from(sniff_delimiter(text, &Format::default(), &[], &known).chosen.delimiter)
}

#[test]
fn files_of_everyday_are_read_with_their_own_delimiter() {
    let rows = |row: &str| row.repeat(12);
    let cases: &[(&str, char, String)] = &[
        ("nothing", ',', String::new()),
        ("one column", ',', format!("nom\n{}", rows("Dupont\n"))),
        ("one column of sentences", ',', "note\nrappeler\nparti; puis revenu\nbien\n".into()),
        ("commas", ',', format!("nom,ville\n{}", rows("Dupont,Paris\n"))),
        ("semicolons", ';', format!("nom;ville\n{}", rows("Dupont;Paris\n"))),
        ("tabs", '\t', format!("nom\tville\n{}", rows("Dupont, Jean\tParis; Lyon\n"))),
        ("vertical bars", '|', format!("nom|ville\n{}", rows("Dupont, Jean|Paris\n"))),
        (
            "semicolons, a comma in every cell",
            ';',
            format!("nom, prénom;ville, pays\n{}", rows("Dupont, Jean;Paris, France\n")),
        ),
        (
            "semicolons, a comma in every quoted cell",
            ';',
            format!("ville;\"nom, prénom\"\n{}", rows("Paris;\"Dupont, Jean\"\n")),
        ),
        (
            "semicolons, decimal commas in every cell",
            ';',
            format!("a;b;c\n{}", rows("1,5;2,25;3,75\n")),
        ),
        ("decimal commas, one row", ';', "a;b;c\n1,5;2,25;3,75\n".into()),
        (
            "commas, a semicolon in every quoted cell",
            ',',
            format!("nom,note\n{}", rows("Dupont,\"a; b; c\"\n")),
        ),
        (
            "line breaks and delimiters in quoted cells",
            ';',
            format!("nom;note\n{}", rows("Dupont;\"un, deux\r\ntrois, quatre; cinq\"\n")),
        ),
        (
            "two titles and a blank line above the header",
            ';',
            format!(
                "Export des utilisateurs, mai 2024\nSociété Dupont, Paris\n\nnom;solde\n{}",
                rows("Dupont;12,50\n")
            ),
        ),
        ("a header and nothing else", ';', "nom;prénom;ville\n".into()),
        (
            "unit separators",
            '\x1f',
            format!("nom\x1fville\n{}", rows("Dupont, Jean\x1fParis; Lyon\n")),
        ),
        (
            "record separators",
            '\x1e',
            format!("nom\x1eville\n{}", rows("Dupont, Jean\x1eParis; Lyon\n")),
        ),
        (
            "hyphens of a word processor in some cells",
            ',',
            format!("nom,note\n{}co\x1fopérateur,Saint\x1eMalo\n", rows("Dupont,non\n")),
        ),
        ("one damaged record", ',', format!("a,b,c\n{}1;2;3\n", rows("1,2,3\n"))),
    ];
    for (name, expected, text) in cases {
        assert_eq!(sniffed(text), *expected, "{name}: {text:?}");
    }
}

#[test]
fn comments_do_not_decide() {
    let text = format!("{}x;y\n1;2\n", "# a,b,c\n".repeat(3));
    let format = Format { comment: Some("#".into()), ..Format::default() };
    let marked = sniff_delimiter(&text, &format, &[], &|_| false).chosen;
    let numbered = sniff_delimiter(&text, &Format::default(), &[1, 2, 3], &|_| false).chosen;
    for chosen in [marked, numbered] {
        assert_eq!((chosen.delimiter, chosen.records, chosen.agree), (b';', 2, 2));
    }
    let labelled = "# nom, prénom, solde\n# nom,ville\nnom;ville\n";
    let known = |label: &str| LABELS.contains(&label);
    assert_eq!(sniff_delimiter(labelled, &format, &[], &known).chosen.delimiter, b';');
}

#[test]
fn labels_that_are_known_decide_below_titles_too() {
    let titles = "Liste, au 3 mai, triée\nSite de Paris, Lyon, Nice\n\n";
    // Decimal commas: the same width in every row under either delimiter.
    let rows = "Dupont, Jean;Aix, Paris;12,50\n".repeat(9);
    let text = format!("{titles}nom;ville;solde\n{rows}");
    assert_eq!(sniffed_with_labels(&text), ';');
    assert_eq!(sniffed_with_labels(&format!("{titles}nom;ville;solde\n")), ';');
}

#[test]
fn a_header_that_no_record_bears_out_does_not_decide() {
    let text = format!("nom;prénom;solde;ville\n{}", "Dupont,Jean,3,Paris\n".repeat(9));
    assert_eq!(sniffed_with_labels(&text), ',');
}

#[test]
fn what_was_counted_is_told() {
    let text = format!("nom;ville\n{}", "Dupont, Jean;Paris\n".repeat(8));
    let Sniffed { chosen, runner_up } = sniff_delimiter(&text, &Format::default(), &[], &|_| false);
    assert_eq!((chosen.records, chosen.agree, chosen.cells), (9, 9, 2));
    let next = runner_up.unwrap();
    assert_eq!((next.delimiter, next.agree, next.cells), (b',', 8, 2));
}
