//! Every table test runs the plain reader too, and both at every chunk size.

use proptest::prelude::*;

use super::plain::{self, Plain};
use super::*;

/// A record as the plain reader would give it.
fn as_plain(record: &Record<'_>, scratch: &mut String) -> Plain {
    Plain {
        cells: (0..record.len()).map(|at| record.cell(at, scratch).to_owned()).collect(),
        width: record.width,
        damage: record.damage.to_vec(),
        terminator: record.terminator,
        row: record.row,
        line: record.line,
        offset: record.offset,
        continues: record.continues,
    }
}

fn read(pieces: &[&str], format: &Format) -> Vec<Plain> {
    read_expecting(pieces, format, None)
}

fn read_expecting(pieces: &[&str], format: &Format, width: Option<usize>) -> Vec<Plain> {
    let records = read_by(Reader::new(format.clone()), pieces, format, width);
    let mut scan = Reader::new(format.clone());
    scan.sweep = None;
    assert_eq!(records, read_by(scan, pieces, format, width), "sweep and scan differ: {pieces:?}");
    records
}

fn read_by(
    mut reader: Reader,
    pieces: &[&str],
    format: &Format,
    width: Option<usize>,
) -> Vec<Plain> {
    let mut records = Vec::new();
    let mut scratch = String::new();
    let mut keep = |record: &Record<'_>| {
        assert!(record.text.len() <= format.max_record);
        records.push(as_plain(record, &mut scratch));
    };
    if let Some(width) = width {
        reader.expect(width);
    }
    for piece in pieces {
        reader.push(piece, &mut keep);
    }
    reader.finish(&mut keep);
    records
}

/// Cuts `text` into pieces of `size` characters.
fn pieces(text: &str, size: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let cut = rest.char_indices().nth(size).map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at(cut);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

#[track_caller]
fn agree(text: &str, format: &Format) -> Vec<Plain> {
    let whole = read(&[text], format);
    assert_eq!(whole, plain::read(text, format, None), "fast and plain differ on {text:?}");
    for size in 1..text.chars().count().min(80) {
        assert_eq!(read(&pieces(text, size), format), whole, "{text:?} in pieces of {size}");
    }
    whole
}

#[track_caller]
fn cells(text: &str, expected: &[&[&str]]) -> Vec<Plain> {
    let records = agree(text, &Format::default());
    let got: Vec<&[String]> = records.iter().map(|record| record.cells.as_slice()).collect();
    assert_eq!(got, expected);
    records
}

macro_rules! reads {
    ($($name:ident: $text:expr => $($cells:expr),* $(,)?;)*) => {
        $(#[test] fn $name() { cells($text, &[$(&$cells),*]); })*
    };
}

reads! {
    a_file_of_nothing_has_no_record: "" => ;
    the_last_line_end_is_not_a_record: "a,b\n1,2\n" => ["a", "b"], ["1", "2"];
    the_last_line_may_lack_its_end: "a,b\n1,2" => ["a", "b"], ["1", "2"];
    lines_end_in_crlf: "a,b\r\n1,2\r\n" => ["a", "b"], ["1", "2"];
    lines_end_in_cr: "a,b\r1,2\r" => ["a", "b"], ["1", "2"];
    line_ends_may_be_mixed: "a\r\nb\rc\nd" => ["a"], ["b"], ["c"], ["d"];
    blank_lines_are_records: "a\n\n\r\n\rb" => ["a"], [""], [""], [""], ["b"];
    empty_cells_are_cells: ",\n,,\n" => ["", ""], ["", "", ""];
    a_quoted_cell_holds_delimiters: "\"a,b\",c\n" => ["a,b", "c"];
    a_quoted_cell_holds_line_breaks: "\"12, rue\r\nde la Paix\",75002\nx,y\n"
        => ["12, rue\r\nde la Paix", "75002"], ["x", "y"];
    a_doubled_quote_is_one: "\"dit \"\"le Grand\"\"\",x\n" => ["dit \"le Grand\"", "x"];
    two_quotes_are_an_empty_cell: "\"\",x\n\"\"\n" => ["", "x"], [""];
    four_quotes_are_one_quote: "\"\"\"\"\n" => ["\""];
    a_quoted_cell_may_end_the_file: "a,\"b\"" => ["a", "b"];
    spaces_are_kept: " a , b \n" => [" a ", " b "];
    a_delimiter_at_the_end_means_an_empty_cell: "a,b,\n" => ["a", "b", ""];
}

#[test]
fn lines_are_counted_through_cells_with_line_breaks() {
    let records = cells("h\n\"1\r\n2\n3\"\nx\n", &[&["h"], &["1\r\n2\n3"], &["x"]]);
    assert_eq!(records.iter().map(|record| record.line).collect::<Vec<_>>(), [1, 2, 5]);
}

#[test]
fn a_quote_in_the_middle_of_a_cell_is_text_and_reported() {
    let records = cells("5\" pipe,x\ny,z\n", &[&["5\" pipe", "x"], &["y", "z"]]);
    assert_eq!(records[0].damage, [(0, Damage::StrayQuote)]);
    assert!(records[1].damage.is_empty());
}

#[test]
fn text_after_a_closing_quote_belongs_to_the_cell_and_is_reported() {
    let records = cells("\"Jean\" Paul,x\ny,z\n", &[&["Jean Paul", "x"], &["y", "z"]]);
    assert_eq!(records[0].damage, [(0, Damage::TextAfterQuote)]);
}

#[test]
fn an_unclosed_quote_damages_its_own_record_only() {
    let records = cells(
        "a,b\n1,\"two\n3,four\n\"5\",six\n",
        &[&["a", "b"], &["1", "\"two"], &["3", "four"], &["5", "six"]],
    );
    let damaged: Vec<_> = records.iter().map(|record| record.damage.len()).collect();
    assert_eq!(damaged, [0, 1, 0, 0]);
    assert_eq!(records[1].damage, [(1, Damage::UnclosedQuote)]);
}

#[test]
fn an_unclosed_quote_at_the_end_of_the_file_is_found() {
    let records = cells("a,b\n1,\"two\n3,four\n", &[&["a", "b"], &["1", "\"two"], &["3", "four"]]);
    assert_eq!(records[1].damage, [(1, Damage::UnclosedQuote)]);
}

#[test]
fn every_cell_of_a_record_may_be_unclosed() {
    let records = cells("\"a\nb,\"c\n\"d", &[&["\"a"], &["b", "\"c"], &["\"d"]]);
    assert!(records.iter().all(|record| record.damage.len() == 1));
}

#[test]
fn escapes_take_the_meaning_from_what_follows() {
    let format = Format { escape: Some(b'\\'), double_quote: false, ..Format::default() };
    let records = agree("a\\,b,\"c\\\"d\",e\\\\\n\\é,x\n", &format);
    assert_eq!(records[0].cells, ["a,b", "c\"d", "e\\"]);
    assert_eq!(records[1].cells, ["é", "x"]);
}

#[test]
fn spaces_after_a_delimiter_can_be_left_out() {
    let format = Format { skip_initial_space: true, ..Format::default() };
    let records = agree("a, b,  \"c, d\"\n", &format);
    assert_eq!(records[0].cells, ["a", "b", "c, d"]);
}

#[test]
fn without_a_quote_character_quotes_are_text() {
    let format = Format { quote: None, ..Format::default() };
    let records = agree("\"a\",b\"\n", &format);
    assert_eq!(records[0].cells, ["\"a\"", "b\""]);
    assert!(records[0].damage.is_empty());
}

/// The cells of a record, and its damage.
type Limited = (Vec<String>, Vec<(usize, Damage)>);

/// What a reader with small limits makes of a text, whole and in pieces.
#[track_caller]
fn limited(text: &str, max_record: usize) -> Vec<Limited> {
    let format = Format { max_record, ..Format::default() };
    let run = |pieces: &[&str]| {
        let mut records = Vec::new();
        let mut scratch = String::new();
        let mut keep = |record: &Record<'_>| {
            assert!(record.text.len() <= max_record);
            let cells = (0..record.len()).map(|at| record.cell(at, &mut scratch).to_owned());
            records.push((cells.collect::<Vec<_>>(), record.damage.to_vec()));
        };
        let mut reader = Reader::new(format.clone());
        for piece in pieces {
            reader.push(piece, &mut keep);
        }
        reader.finish(&mut keep);
        records
    };
    let whole = run(&[text]);
    for size in 1..text.len().min(60) {
        assert_eq!(run(&pieces(text, size)), whole, "{text:?} in pieces of {size}");
    }
    whole
}

#[test]
fn a_record_over_the_limit_is_cut_and_the_next_is_whole() {
    let records = limited("ab,cdefghijklmnop,qr\nx,y\n", 8);
    assert_eq!(records[0].0, ["ab", "cdefg"]);
    assert_eq!(records[0].1, [(1, Damage::TooLong)]);
    assert_eq!(records[1].0, ["x", "y"]);
}

#[test]
fn an_unclosed_quote_is_given_up_at_the_limit() {
    let records = limited("\"ab\nc,d\ne,f\ng,h\ni,j\n", 12);
    assert_eq!(records.len(), 5);
    assert_eq!(records[0].1, [(0, Damage::UnclosedQuote)]);
    assert!(records[1..].iter().all(|(cells, damage)| cells.len() == 2 && damage.is_empty()));
}

#[test]
fn an_over_long_quoted_cell_ends_with_its_line() {
    let records = limited("\"abcdefghijklmnopqrstuvwxyz\nx,y\n", 10);
    assert_eq!(records[0].1, [(0, Damage::TooLong)]);
    assert_eq!(records[1].0, ["x", "y"]);
}

/// What a reader that knows the width makes of a text, whole and in pieces.
fn expecting(text: &str, width: usize, format: &Format) -> Vec<Limited> {
    let run = |pieces: &[&str]| {
        let mut records = Vec::new();
        let mut scratch = String::new();
        let mut keep = |record: &Record<'_>| {
            let cells = (0..record.len()).map(|at| record.cell(at, &mut scratch).to_owned());
            records.push((cells.collect::<Vec<_>>(), record.damage.to_vec()));
        };
        let mut reader = Reader::new(format.clone());
        reader.expect(width);
        for piece in pieces {
            reader.push(piece, &mut keep);
        }
        reader.finish(&mut keep);
        records
    };
    let whole = run(&[text]);
    for size in 1..text.chars().count().min(60) {
        assert_eq!(run(&pieces(text, size)), whole, "{text:?} in pieces of {size}");
    }
    whole
}

/// The cells of a record, and its damage, written down.
type Expected<'a> = (&'a [&'a str], &'a [(usize, Damage)]);

#[track_caller]
fn expects(text: &str, width: usize, expected: &[Expected<'_>]) {
    let records = expecting(text, width, &Format::default());
    let expected: Vec<Limited> = expected
        .iter()
        .map(|(cells, damage)| (cells.iter().map(ToString::to_string).collect(), damage.to_vec()))
        .collect();
    assert_eq!(records, expected);
}

#[test]
fn a_width_tells_an_unclosed_quote_that_closes_by_accident() {
    expects(
        "1,\"two,x\n3,\", four\",y\n5,six,z\n",
        3,
        &[
            (&["1", "\"two", "x"], &[(1, Damage::UnclosedQuote)]),
            (&["3", ", four", "y"], &[]),
            (&["5", "six", "z"], &[]),
        ],
    );
}

#[test]
fn a_width_keeps_a_cell_with_line_breaks_and_a_stray_quote_together() {
    expects(
        "1,\"badge\nthe \"blue\" one\",x\n3,four,y\n",
        3,
        &[
            (&["1", "badge\nthe blue\" one\"", "x"], &[(1, Damage::TextAfterQuote)]),
            (&["3", "four", "y"], &[]),
        ],
    );
}

#[test]
fn a_record_too_wide_keeps_its_line_breaks() {
    expects(
        "1,\"two\n2\",x,more\n3,four,y\n",
        3,
        &[(&["1", "two\n2", "x", "more"], &[]), (&["3", "four", "y"], &[])],
    );
}

/// The rows of a text of four columns, a number a line, with `#` for comments.
#[track_caller]
fn rows_of_four(text: &str, rows: &[u64]) {
    let format = Format { comment: Some("#".into()), ..Format::default() };
    let records = read_expecting(&[text], &format, Some(4));
    assert_eq!(records.iter().map(|record| record.row).collect::<Vec<_>>(), rows, "{text:?}");
    assert_eq!(records, plain::read(text, &format, Some(4)), "{text:?}");
}

#[test]
fn a_line_that_fell_off_has_the_row_of_its_record() {
    rows_of_four("a,b,c,d\n1,2,3,un\ndeux\"\n1,2,3,4\n", &[1, 2, 2, 3]);
    rows_of_four("a,b,c,d\n1,\"un\"\"\ndeux,3,4\n1,2,3,4\n", &[1, 2, 2, 3]);
}

#[test]
fn blank_lines_do_not_make_a_file_one_of_short_records() {
    rows_of_four("a,b,c,d\n\n\n\n1,2,3,un\ndeux\"\n1,2,3,4\n", &[1, 2, 3, 4, 5, 5, 6]);
}

#[test]
fn a_comment_has_its_own_row_and_nothing_falls_off_it() {
    rows_of_four("a,b,c,d\n1,2,3,\"un\n# all of 5\n1,2,3,4\n", &[1, 2, 3, 4]);
    rows_of_four("a,b,c,d\n# all of 5\n5\"\n1,2,3,4\n", &[1, 2, 3, 4]);
    let comments = "# one\n# two\n# three\n";
    let text = format!("a,b,c,d\n{comments}1,2,3,un\ndeux\"\n1,2,3,4\n");
    rows_of_four(&text, &[1, 2, 3, 4, 5, 5, 6]);
}

#[test]
fn a_pause_holds_wherever_a_push_has_ended() {
    for text in ["a\rb\rc\r", "a\r\nb\r\nc", "a,\"x\ny\rb\" \rc\rd\r", "\r\r\n\n\r"] {
        for size in 1..=text.len() {
            let mut reader = Reader::new(Format::default());
            let mut records = 0;
            let mut step = |reader: &mut Reader, piece: Option<&str>| {
                let before = records;
                let mut one = |_: &Record<'_>| {
                    records += 1;
                    false
                };
                let more = match piece {
                    Some(piece) => {
                        reader.push(piece, &mut one);
                        true
                    }
                    None => reader.resume(&mut one),
                };
                assert!(records <= before + 1, "{text:?} in pieces of {size}");
                more
            };
            for piece in pieces(text, size) {
                step(&mut reader, Some(piece));
                while step(&mut reader, None) {}
            }
        }
    }
}

/// Reads with a pause after every record.
fn read_with_pauses(pieces: &[&str], format: &Format) -> Vec<Plain> {
    let mut records = Vec::new();
    let mut scratch = String::new();
    let mut keep = |record: &Record<'_>| {
        records.push(as_plain(record, &mut scratch));
        false
    };
    let mut reader = Reader::new(format.clone());
    for (index, piece) in pieces.iter().enumerate() {
        reader.push(piece, &mut keep);
        if index % 2 == 0 {
            while reader.resume(&mut keep) {}
        }
    }
    while reader.close(&mut keep) {}
    records
}

/// Text made of what matters to a reader.
fn awkward(max: usize) -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        ",",
        ",",
        "\"",
        "\"",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\"\"",
        "\",\"",
        "a",
        "é",
        " ",
        "\\",
        ";",
        "Zoë D'Angelo",
    ]);
    prop::collection::vec(piece, 0..max).prop_map(|pieces| pieces.concat())
}

/// A file over many blocks of a sweep: records that are in order, and now and then one that is not.
fn mostly_orderly() -> impl Strategy<Value = String> {
    let cell = prop::sample::select(vec![
        "",
        "",
        "Élodie",
        "D'Angelo",
        "u0000017@sites.example.fr",
        "Saint-Étienne-du-Rouvray, Seine-Maritime, Normandie, France métropolitaine et d'outre-mer",
        "\"\"",
        "\"Dupont, Jean\"",
        "\"dit \"\"le Grand\"\"\"",
        "\"12, rue de la Paix\n75002 Paris\"",
        "\"12, rue de la Paix\r\n\r\n75002 Paris\"",
    ]);
    let end = prop::sample::select(vec!["\n", "\n", "\n", "\n", "\r\n", "\r\n"]);
    let record = (prop::collection::vec(cell, 3), end)
        .prop_map(|(cells, end)| format!("{}{end}", cells.join(",")));
    let slip = prop::sample::select(vec!["\"", "\r", "5\" x", "\"a\" b,", "\n", ",", "é\"\r\n\""]);
    let slips = prop::collection::vec((any::<prop::sample::Index>(), slip), 0..3);
    (prop::collection::vec(record, 1..40), slips).prop_map(|(records, slips)| {
        let mut text = records.concat();
        for (at, slip) in slips {
            let at = text.floor_char_boundary(at.index(text.len() + 1));
            text.insert_str(at, slip);
        }
        text
    })
}

fn formats() -> impl Strategy<Value = Format> {
    let comments = prop::sample::select(vec![None, None, Some("a"), Some(" a"), Some("é")]);
    (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), comments).prop_map(
        |(double_quote, escape, skip_initial_space, quote, comment)| Format {
            comment: comment.map(str::to_owned),
            double_quote,
            escape: escape.then_some(b'\\'),
            skip_initial_space,
            quote: quote.then_some(b'"'),
            ..Format::default()
        },
    )
}

/// The same with limits that a short text reaches, or not.
fn limited_formats() -> impl Strategy<Value = Format> {
    let limits = (prop::option::of(4_usize..40), prop::option::of(1_usize..5));
    (formats(), limits).prop_map(|(format, (max_record, max_columns))| Format {
        max_record: max_record.unwrap_or(format.max_record),
        max_columns: max_columns.unwrap_or(format.max_columns),
        ..format
    })
}

proptest! {
    // Long texts: fewer of them.
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn sweeps_and_plain_agree_on_files_that_are_mostly_in_order(
        text in mostly_orderly(), format in formats(), width in prop::option::of(2_usize..5),
        size in 1_usize..200
    ) {
        let whole = read_expecting(&[&text], &format, width);
        prop_assert_eq!(&whole, &plain::read(&text, &format, width));
        prop_assert_eq!(read_expecting(&pieces(&text, size), &format, width), whole);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn fast_and_plain_agree_on_anything(
        text in awkward(60), format in limited_formats(), width in prop::option::of(1_usize..5)
    ) {
        let whole = read_expecting(&[&text], &format, width);
        prop_assert_eq!(&whole, &plain::read(&text, &format, width));
        prop_assert_eq!(read_expecting(&pieces(&text, 1), &format, width), whole);
    }

    #[test]
    fn any_chunking_gives_the_same_records(
        text in awkward(60), format in formats(), size in 1_usize..9
    ) {
        prop_assert_eq!(read(&pieces(&text, size), &format), read(&[&text], &format));
    }

    #[test]
    fn pauses_change_nothing(text in awkward(60), format in formats(), size in 1_usize..40) {
        prop_assert_eq!(read_with_pauses(&pieces(&text, size), &format), read(&[&text], &format));
    }

    #[test]
    fn any_chunking_gives_the_same_records_under_a_small_limit(
        text in awkward(80), limit in 4_usize..40
    ) {
        limited(&text, limit);
    }

    #[test]
    fn any_chunking_gives_the_same_records_where_a_width_is_expected(
        text in awkward(60), format in formats(), width in 1_usize..5
    ) {
        expecting(&text, width, &format);
    }

    #[test]
    fn a_width_changes_nothing_where_all_is_in_order(text in awkward(60), format in formats()) {
        let records = read(&[&text], &format);
        let width = records.first().map_or(1, |record| record.cells.len());
        let in_order = |record: &Plain| record.cells.len() == width && record.damage.is_empty();
        if !records.iter().all(in_order) {
            return Ok(());
        }
        let cells: Vec<_> = records.into_iter().map(|record| (record.cells, record.damage)).collect();
        prop_assert_eq!(expecting(&text, width, &format), cells);
    }

    #[test]
    fn pauses_change_nothing_where_a_width_is_expected(
        text in awkward(60), size in 1_usize..40, width in 1_usize..5
    ) {
        let run = |size: usize, pause: bool| {
            let mut records = Vec::new();
            let mut keep = |record: &Record<'_>| {
                records.push((record.text.to_owned(), record.row, record.line, record.offset));
                Next { goes_on: !pause, width: Some(width) }
            };
            let mut reader = Reader::new(Format::default());
            for piece in pieces(&text, size) {
                reader.push(piece, &mut keep);
            }
            while reader.close(&mut keep) {}
            records
        };
        prop_assert_eq!(run(size, true), run(usize::MAX, false));
    }
}

#[test]
fn a_damaged_cell_that_is_cut_says_both() {
    let format = Format { max_record: 9, ..Format::default() };
    let records = read(&["ab\"cdefghijkl\nx\n"], &format);
    let damage: Vec<_> = records.iter().map(|record| record.damage.clone()).collect();
    assert_eq!(damage, [vec![(0, Damage::StrayQuote), (0, Damage::TooLong)], vec![]]);
}

#[test]
fn the_last_record_has_the_limit_of_the_others() {
    for text in ["\"abcdefg\"", "\"abcdefg\"\n"] {
        let records = limited(text, 8);
        assert_eq!(
            records,
            [(vec!["\"abcdefg".to_owned()], vec![(0, Damage::TooLong)])],
            "{text:?}"
        );
    }
}

#[test]
fn lines_are_counted_behind_a_record_that_was_cut_at_an_escaped_line_break() {
    let format = Format { max_record: 4, escape: Some(b'\\'), ..Format::default() };
    // The escaped line break just behind the limit is counted; the one after that ends the record.
    for (text, line) in [("abcd\\\ne\nx\n", 3), ("abcdefg\\\nx\n", 2)] {
        let records = read(&[text], &format);
        assert_eq!(records, plain::read(text, &format, None), "{text:?}");
        assert_eq!(records[1].line, line, "{text:?}");
        assert_eq!(records[1].cells, ["x"], "{text:?}");
    }
}

#[test]
fn the_limit_holds_for_a_last_record_that_ends_in_an_escape_and_is_read_again() {
    let format = Format { max_record: 4, escape: Some(b'\\'), ..Format::default() };
    for text in ["\"\\\nb\\", "\"\\\n,\\", "\"\n,b\\"] {
        let records = read(&[text], &format);
        assert_eq!(records, plain::read(text, &format, None), "{text:?}");
        assert_eq!(read(&pieces(text, 1), &format), records, "{text:?}");
    }
}
