//! What the field's readers agree on (Papa Parse, csv-parse, CPython's csv, FastCSV, W3C's CSV on the
//! Web, RFC 4180), where it is no matter of taste: one file, one dialect, one list of records.
//! The words and the files are ours.

use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::reading::RecordStream;
use serde_json::{Value, json};

/// The records of a file, whole and in small pieces.
#[track_caller]
fn records(name: &str, dialect: &Value, bytes: &[u8]) -> Vec<Vec<String>> {
    let read = |size: usize| {
        let dialect = DialectOptions::from_json(&dialect.to_string());
        let dialect = dialect.unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        let mut stream = RecordStream::new(dialect, None);
        let (mut records, mut scratch) = (Vec::new(), String::new());
        let mut keep = |record: &rollcall_engine::records::Record<'_>| {
            let cells = 0..record.len();
            records.push(cells.map(|cell| record.cell(cell, &mut scratch).to_owned()).collect());
        };
        for piece in bytes.chunks(size) {
            stream.push(piece, &mut keep);
        }
        assert_eq!(stream.finish(&mut keep), Ok(()), "{name}");
        records
    };
    let whole = read(bytes.len().max(1));
    for size in [1, 3, 7] {
        assert_eq!(read(size), whole, "{name}: pieces of {size}");
    }
    whole
}

type Case<'a> = (&'a str, Value, &'a str, &'a [&'a [&'a str]]);

#[track_caller]
fn are_read(cases: &[Case<'_>]) {
    let mut wrong = Vec::new();
    for (name, dialect, text, expected) in cases {
        let found = records(name, dialect, text.as_bytes());
        if found != *expected {
            wrong.push(format!("{name}: {text:?} is {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quotes() {
    let comma = || json!({"delimiter": ","});
    are_read(&[
        (
            "a quoted cell first, last and alone",
            comma(),
            "\"a\",b,\"c\"\n\"d\"",
            &[&["a", "b", "c"], &["d"]],
        ),
        ("white space within quotes is kept", comma(), "\" a \",\"\tb\"", &[&[" a ", "\tb"]]),
        ("doubled quotes at both ends", comma(), "a,\"\"\"b\"\"\",c", &[&["a", "\"b\"", "c"]]),
        ("nothing but a doubled quote", comma(), "a,\"\"\"\",c", &[&["a", "\"", "c"]]),
        ("two doubled quotes", comma(), "\"\"\"\"\"\"", &[&["\"\""]]),
        ("quotes around a delimiter", comma(), "a,\"\"\",\"\"\",c", &[&["a", "\",\"", "c"]]),
        ("a quote right of a delimiter", comma(), "a,\",\"\"\",c", &[&["a", ",\"", "c"]]),
        ("a quote left of a delimiter", comma(), "a,\"\"\",\",c", &[&["a", "\",", "c"]]),
        (
            "five quotes and a delimiter",
            comma(),
            "\"1\",\"x=\"\"\"\",y=\"\"\"\"\",\"2\"",
            &[&["1", "x=\"\",y=\"\"", "2"]],
        ),
        ("a doubled quote before a line break", comma(), "\"a\"\"\nb\",c", &[&["a\"\nb", "c"]]),
        ("an empty quoted cell between empty ones", comma(), ",\"\",", &[&["", "", ""]]),
        (
            "quotes in the middle of a cell are text",
            comma(),
            "a,b \"c\" d,e",
            &[&["a", "b \"c\" d", "e"]],
        ),
        ("a quote at the end of a cell is text", comma(), "a,b\",c", &[&["a", "b\"", "c"]]),
        (
            "doubled quotes outside of quotes stay doubled",
            comma(),
            "a,b\"\"c,d",
            &[&["a", "b\"\"c", "d"]],
        ),
        (
            "text behind the closing quote belongs to the cell",
            comma(),
            "a,\"b,c\"d,e",
            &[&["a", "b,cd", "e"]],
        ),
        (
            "a space behind the closing quote belongs to the cell",
            comma(),
            "\"a\" ,b",
            &[&["a ", "b"]],
        ),
        ("a space before the quote makes it text", comma(), "a, \"b\"", &[&["a", " \"b\""]]),
        ("single quotes are text", comma(), "'a,b',c", &[&["'a", "b'", "c"]]),
        (
            "a single quote as quote",
            json!({"delimiter": ",", "quoteChar": "'"}),
            "'a,''b''',\"c",
            &[&["a,'b'", "\"c"]],
        ),
        (
            "a bar as quote",
            json!({"delimiter": ",", "quoteChar": "|"}),
            "|a,b|,c",
            &[&["a,b", "c"]],
        ),
        (
            "no quote at all",
            json!({"delimiter": ",", "quoteChar": null}),
            "\"a,b\",c",
            &[&["\"a", "b\"", "c"]],
        ),
        (
            "an empty quote is none",
            json!({"delimiter": ",", "quoteChar": ""}),
            "\"a\nb",
            &[&["\"a"], &["b"]],
        ),
    ]);
}

#[test]
fn escapes() {
    let backslash = || json!({"delimiter": ",", "escapeChar": "\\", "doubleQuote": false});
    are_read(&[
        ("a quote in a quoted cell", backslash(), "\"a\\\"b\",c", &[&["a\"b", "c"]]),
        ("a delimiter outside of quotes", backslash(), "a\\,b,c", &[&["a,b", "c"]]),
        (
            "a line break outside of quotes",
            backslash(),
            "a\\\nb,c\nd,e",
            &[&["a\nb", "c"], &["d", "e"]],
        ),
        ("the escape itself", backslash(), "a\\\\,b\n\"c\\\\\",d", &[&["a\\", "b"], &["c\\", "d"]]),
        ("an escaped quote opens nothing", backslash(), "\\\"a,b\\\"", &[&["\"a", "b\""]]),
        (
            "escapes without any quote",
            json!({"delimiter": ",", "escapeChar": "\\", "quoteChar": null}),
            "\"a\\,b\",c",
            &[&["\"a,b\"", "c"]],
        ),
        (
            "beside doubled quotes",
            json!({"delimiter": ",", "escapeChar": "\\"}),
            "\"a\\\"b\"\"c\",d",
            &[&["a\"b\"c", "d"]],
        ),
        (
            "the quote as escape is a doubled quote",
            json!({"delimiter": ",", "escapeChar": "\""}),
            "\"a\"\"b\",c",
            &[&["a\"b", "c"]],
        ),
        (
            "another escape",
            json!({"delimiter": ",", "escapeChar": "^", "doubleQuote": false}),
            "\"a^\"b\",c^^\\",
            &[&["a\"b", "c^\\"]],
        ),
        ("no escape unless there is one", json!({"delimiter": ","}), "a\\,b", &[&["a\\", "b"]]),
    ]);
}

#[test]
fn line_ends() {
    let comma = || json!({"delimiter": ","});
    are_read(&[
        ("LF, CRLF and CR in one file", comma(), "a\nb\r\nc\rd", &[&["a"], &["b"], &["c"], &["d"]]),
        (
            "LF, CRLF and CR in cells stay as they are",
            comma(),
            "\"a\nb\",\"c\r\nd\",\"e\rf\"\r\n1,2,3",
            &[&["a\nb", "c\r\nd", "e\rf"], &["1", "2", "3"]],
        ),
        ("a line break at either end of a cell", comma(), "\"\na\n\",b", &[&["\na\n", "b"]]),
        ("nothing but a line break in a cell", comma(), "\"\r\n\"\r\na", &[&["\r\n"], &["a"]]),
        ("no line end at the end", comma(), "a,b\n1,2", &[&["a", "b"], &["1", "2"]]),
        (
            "a delimiter before the line end",
            comma(),
            "a,\nb,\r\nc,",
            &[&["a", ""], &["b", ""], &["c", ""]],
        ),
        ("a line of delimiters", comma(), "a,b,c\n,,\n", &[&["a", "b", "c"], &["", "", ""]]),
        (
            "blank lines between",
            comma(),
            "a\n\nb\r\n\r\nc",
            &[&["a"], &[""], &["b"], &[""], &["c"]],
        ),
        ("CR LF CR LF is one blank line", comma(), "a\r\n\r\nb", &[&["a"], &[""], &["b"]]),
        ("LF CR is a blank line", comma(), "a\n\rb", &[&["a"], &[""], &["b"]]),
        (
            "a vertical tab, form feed and U+2028 end nothing",
            comma(),
            "a\u{B}b\u{C}c\u{2028}d\u{85}e,f",
            &[&["a\u{B}b\u{C}c\u{2028}d\u{85}e", "f"]],
        ),
        ("a line of white space is a record", comma(), "a\n \nb", &[&["a"], &[" "], &["b"]]),
        ("one cell", comma(), "a", &[&["a"]]),
        ("a line end alone", comma(), "\n", &[&[""]]),
        ("nothing", comma(), "", &[]),
    ]);
}

#[test]
fn delimiters() {
    are_read(&[
        ("tab", json!({"delimiter": "\t"}), "\ta\t\tb c\t", &[&["", "a", "", "b c", ""]]),
        ("semicolon", json!({"delimiter": ";"}), "a,1;\"b;c\"", &[&["a,1", "b;c"]]),
        ("bar", json!({"delimiter": "|"}), "a|\"b|c\"|", &[&["a", "b|c", ""]]),
        ("space", json!({"delimiter": " "}), "a \"b c\" d", &[&["a", "b c", "d"]]),
        ("unit separator", json!({"delimiter": "\u{1F}"}), "a\u{1F}b,c", &[&["a", "b,c"]]),
        ("record separator", json!({"delimiter": "\u{1E}"}), "a\u{1E}b", &[&["a", "b"]]),
        ("colon", json!({"delimiter": ":"}), "a:b", &[&["a", "b"]]),
        ("a letter", json!({"delimiter": "x"}), "axb", &[&["a", "b"]]),
        ("found out: comma", json!({}), "a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]),
        (
            "found out: semicolon beside decimal commas",
            json!({}),
            "a;b\n1,5;2,5\n3,5;4,5\n",
            &[&["a", "b"], &["1,5", "2,5"], &["3,5", "4,5"]],
        ),
        ("found out: tab", json!({}), "a\tb\n1\t2, 3\n", &[&["a", "b"], &["1", "2, 3"]]),
        ("found out: bar", json!({}), "a|b\n1|2\n", &[&["a", "b"], &["1", "2"]]),
        (
            "found out behind quotes",
            json!({}),
            "\"a,b,c\";\"d,e\"\n\"1,2,3\";\"4\"\n",
            &[&["a,b,c", "d,e"], &["1,2,3", "4"]],
        ),
        ("a single column", json!({}), "name\nZoë\nAnna\n", &[&["name"], &["Zoë"], &["Anna"]]),
    ]);
}

#[test]
fn white_space() {
    let skip = || json!({"delimiter": ",", "skipInitialSpace": true});
    are_read(&[
        (
            "kept unless asked otherwise",
            json!({"delimiter": ","}),
            " a ,\tb , c",
            &[&[" a ", "\tb ", " c"]],
        ),
        ("spaces behind a delimiter, not tabs", skip(), "a, b,  c,\td", &[&["a", "b", "c", "\td"]]),
        ("spaces before a quote", skip(), "a, \"b, c\",  \"d\"", &[&["a", "b, c", "d"]]),
        ("spaces at the start of the line", skip(), "a,b\n c, d\n", &[&["a", "b"], &["c", "d"]]),
        ("spaces at the end stay", skip(), "a , b ", &[&["a ", "b "]]),
        ("spaces within quotes stay", skip(), "\" a\", \" b\"", &[&[" a", " b"]]),
        ("nothing but spaces", skip(), "a,   ,b", &[&["a", "", "b"]]),
        ("a no-break space is text", skip(), "a,\u{A0}b", &[&["a", "\u{A0}b"]]),
    ]);
}

#[test]
fn comments() {
    let hash = || json!({"delimiter": ",", "commentChar": "#"});
    are_read(&[
        (
            "at the start, in the middle and at the end",
            hash(),
            "#x\na,b\n#y,z\n1,2\n#",
            &[&["a", "b"], &["1", "2"]],
        ),
        ("a mark behind white space is text", hash(), " #a\nb", &[&[" #a"], &["b"]]),
        ("a mark in the middle is text", hash(), "a#b,#c", &[&["a#b", "#c"]]),
        ("a mark within quotes is text", hash(), "\"#a\",b", &[&["#a", "b"]]),
        ("a quote in a comment opens nothing", hash(), "# it's 5\" long\na,b\n", &[&["a", "b"]]),
        (
            "a quote behind a delimiter in a comment opens nothing",
            hash(),
            "# see, \"there\n#x,\"y\na,b\n1,2\n",
            &[&["a", "b"], &["1", "2"]],
        ),
        (
            "an apparent cell with line breaks in a comment is none",
            hash(),
            "#x,\"y\na,\"b\"\n",
            &[&["a", "b"]],
        ),
        (
            "a comment ends with its line, whatever its quotes say",
            hash(),
            "#x,\"y\na,b\"\nc,d\n",
            &[&["a", "b\""], &["c", "d"]],
        ),
        (
            "and whatever its escapes say",
            json!({"delimiter": ",", "commentChar": "#", "escapeChar": "\\"}),
            "#x\\\na,b\n",
            &[&["a", "b"]],
        ),
        ("none unless asked", json!({"delimiter": ","}), "#a,b", &[&["#a", "b"]]),
        ("another mark", json!({"delimiter": ",", "commentChar": "//"}), "//a\n/b\n", &[&["/b"]]),
        (
            "rows by number",
            json!({"delimiter": ",", "commentRows": [1, 3]}),
            "a\nb\nc\nd\n",
            &[&["b"], &["d"]],
        ),
    ]);
}

#[test]
fn bytes_that_are_not_text() {
    let comma = || json!({"delimiter": ","});
    let long = "x".repeat(200_000);
    let long_cell = format!("a,{long},b");
    are_read(&[
        ("a byte order mark before a quote", comma(), "\u{FEFF}\"a,b\",c", &[&["a,b", "c"]]),
        ("a byte order mark alone", comma(), "\u{FEFF}", &[]),
        ("a byte order mark later is text", comma(), "a,\u{FEFF}b", &[&["a", "\u{FEFF}b"]]),
        ("a NUL in a cell", comma(), "a,b\n1\u{0}2,3\n", &[&["a", "b"], &["1\u{0}2", "3"]]),
        ("a control character", comma(), "a\u{1}b,\u{7F}", &[&["a\u{1}b", "\u{7F}"]]),
        ("a very long cell", comma(), &long_cell, &[&["a", &long, "b"]]),
        (
            "characters of two, three and four bytes",
            comma(),
            "é,€,😀\n\"é,€\",\"😀\"",
            &[&["é", "€", "😀"], &["é,€", "😀"]],
        ),
    ]);
}
