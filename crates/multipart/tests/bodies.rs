//! Whole bodies, each at every slice size, and any body at any cut.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::too_many_lines)]

mod reading;

use proptest::prelude::*;
use reading::{Outcome, Part, read, read_at_every_size};
use rollcall_multipart::{Error, Event, Limits, Parser, PushError, boundary_of};

fn part(name: &str, data: &str) -> Part {
    Part { name: name.into(), data: data.into(), ended: true, ..Part::default() }
}

fn file(name: &str, file_name: &str, data: &str) -> Part {
    Part { file_name: Some(file_name.into()), ..part(name, data) }
}

/// `disposition` as the only header of the only part, with the content `x`.
fn one(disposition: &str) -> String {
    format!("--B\r\nContent-Disposition: {disposition}\r\n\r\nx\r\n--B--\r\n")
}

#[test]
fn bodies_that_are_read() {
    let named = |name: &str| format!("Content-Disposition: form-data; name=\"{name}\"\r\n");
    let a = named("a");
    let typed =
        Part { content_type: Some("text/csv; charset=utf-8".into()), ..file("a", "u.csv", "x") };
    let cases: Vec<(&str, String, Vec<Part>)> = vec![
        ("one part", one("form-data; name=\"a\""), vec![part("a", "x")]),
        ("no part at all", "--B--".into(), vec![]),
        (
            "two parts in their order",
            format!("--B\r\n{a}\r\n1\r\n--B\r\n{}\r\n2\r\n--B--\r\n", named("b")),
            vec![part("a", "1"), part("b", "2")],
        ),
        (
            "two parts with one name are both handed on",
            format!("--B\r\n{a}\r\n1\r\n--B\r\n{a}\r\n2\r\n--B--\r\n"),
            vec![part("a", "1"), part("a", "2")],
        ),
        ("an empty part", format!("--B\r\n{a}\r\n\r\n--B--\r\n"), vec![part("a", "")]),
        (
            "an empty part whose blank line ends it",
            format!("--B\r\n{a}\r\n--B--\r\n"),
            vec![part("a", "")],
        ),
        (
            "no line end behind the closing delimiter",
            format!("--B\r\n{a}\r\nx\r\n--B--"),
            vec![part("a", "x")],
        ),
        (
            "a preamble and an epilogue",
            format!("This is a form.\r\n--Bar\r\n--B\r\n{a}\r\nx\r\n--B--\r\nThe end.\r\n--Bye"),
            vec![part("a", "x")],
        ),
        (
            "lines that end in LF alone",
            format!("--B\n{}\nx\n\ny\n--B--\n", a.replace("\r\n", "\n")),
            vec![part("a", "x\n\ny")],
        ),
        (
            "white space behind delimiters",
            format!("--B \t\r\n{a}\r\nx\r\n--B  \n{a}\r\ny\r\n--B-- \t \r\n"),
            vec![part("a", "x"), part("a", "y")],
        ),
        (
            "content that begins like the delimiter",
            format!(
                "--B\r\n{a}\r\n\r\n--A\r\n--\r\n--Bx\r\n--B\rx\r\n--B-\r\r\n-\r\r\n\n--B-x\r\n--B--"
            ),
            vec![part("a", "\r\n--A\r\n--\r\n--Bx\r\n--B\rx\r\n--B-\r\r\n-\r\r\n\n--B-x")],
        ),
        (
            "the delimiter inside a line is content",
            format!("--B\r\n{a}\r\nx--B\r\n --B--\r\n--B--"),
            vec![part("a", "x--B\r\n --B--")],
        ),
        (
            "only the line end before the delimiter is not content",
            format!("--B\r\n{a}\r\n\r\nx\r\r\n\r\n--B--"),
            vec![part("a", "\r\nx\r\r\n")],
        ),
        (
            "the part's own type, and headers that nobody reads",
            "--B\r\nX-a: b\r\nContent-Type: text/csv;\r\n charset=utf-8\r\n\
             content-disposition: Form-Data; filename=u.csv; name=a\r\n\
             Content-Transfer-Encoding: 8BIT\r\n\r\nx\r\n--B--"
                .into(),
            vec![typed],
        ),
        (
            "base64 in lines, its last line end not content",
            format!("--B\r\n{a}Content-Transfer-Encoding: BASE64\r\n\r\nYSxi\r\nDQo=\r\n--B--"),
            vec![part("a", "a,b\r\n")],
        ),
        (
            "quotes as browsers and as older clients write them",
            one(r#"form-data; name="a"; filename="%22b\"%0D%0a%20.csv""#),
            vec![file("a", "\"b\"\r\n%20.csv", "x")],
        ),
        (
            "a path with its backslashes",
            one(r#"form-data; name="a"; filename="C:\users\u.csv""#),
            vec![file("a", r"C:\users\u.csv", "x")],
        ),
        (
            "filename* wins over filename",
            one("form-data; name=a; filename=\"?.csv\"; filename*=UTF-8'fr'%C3%A9t%c3%a9.csv"),
            vec![file("a", "été.csv", "x")],
        ),
        (
            "filename* in ISO 8859-1",
            one("form-data; name=a; filename*=iso-8859-1''%E9.csv"),
            vec![file("a", "é.csv", "x")],
        ),
        (
            "filename where filename* cannot be read",
            one("form-data; name=a; filename=b.csv; filename*=UTF-8''%+1"),
            vec![file("a", "b.csv", "x")],
        ),
        (
            "an empty name and an empty file name",
            one("form-data; name=\"\"; filename=\"\""),
            vec![file("", "", "x")],
        ),
    ];
    for (name, body, expected) in cases {
        let outcome = read_at_every_size(name, "B", Limits::default(), body.as_bytes());
        assert_eq!(
            outcome,
            Outcome { parts: expected, nameless: 0, closed: true, end: Ok(()) },
            "{name}"
        );
    }
}

#[test]
fn names_that_are_not_utf_8_are_read_as_iso_8859_1() {
    let body =
        b"--B\r\nContent-Disposition: form-data; name=a; filename=\xE9.csv\r\n\r\nx\r\n--B--";
    let outcome = read_at_every_size("ISO 8859-1", "B", Limits::default(), body);
    assert_eq!(outcome.parts, [file("a", "é.csv", "x")]);
}

#[test]
fn boundaries_with_their_hyphens_already_in_front() {
    let a = "Content-Disposition: form-data; name=a\r\n";
    let cases = [
        ("as the standard has it", "--X", format!("----X\r\n{a}\r\n--X\r\n----X--"), Ok(()), "--X"),
        ("as scripts write it", "--X", format!("--X\r\n{a}\r\nx\r\n--X--"), Ok(()), "x"),
        ("with LF", "--X", format!("--X\n{a}\nx\n--X--"), Ok(()), "x"),
        (
            "behind a preamble only as the standard has it",
            "--X",
            format!("--X\r\r\n----X\r\n{a}\r\nx\r\n----X--"),
            Ok(()),
            "x",
        ),
        ("nothing but hyphens", "--", format!("----\r\n{a}\r\nx\r\n------"), Ok(()), "x"),
    ];
    for (name, boundary, body, end, data) in cases {
        let outcome = read_at_every_size(name, boundary, Limits::default(), body.as_bytes());
        assert_eq!(outcome.end, end, "{name}");
        assert_eq!(outcome.parts, [part("a", data)], "{name}");
    }
}

#[test]
fn bodies_that_are_refused() {
    let a = "Content-Disposition: form-data; name=a\r\n";
    let limits = Limits { parts: 2, headers: 100, preamble: 20, epilogue: 20 };
    let cases: Vec<(&str, String, Error)> = vec![
        ("nothing", String::new(), Error::Incomplete),
        ("a delimiter and no more", "--B".into(), Error::Incomplete),
        ("a body cut in its headers", format!("--B\r\n{a}"), Error::Incomplete),
        ("a body cut in a part", format!("--B\r\n{a}\r\nx"), Error::Incomplete),
        (
            "a body cut in its closing delimiter",
            format!("--B\r\n{a}\r\nx\r\n--B-"),
            Error::Incomplete,
        ),
        (
            "another boundary",
            format!("--C\r\n{a}\r\nx\r\n--C--"),
            Error::BoundaryNotFound { limit: 20 },
        ),
        ("a short body with another boundary", "--C--".into(), Error::Incomplete),
        (
            "text behind a delimiter",
            format!("--B x\r\n{a}\r\nx\r\n--B--"),
            Error::TextAfterBoundary,
        ),
        (
            "text behind the closing delimiter",
            format!("--B\r\n{a}\r\nx\r\n--B--x"),
            Error::TextAfterBoundary,
        ),
        (
            "a delimiter behind the closing one",
            format!("--B\r\n{a}\r\nx\r\n--B--\r\n,y\r\n--B--\r\n"),
            Error::BoundaryAfterClose,
        ),
        (
            "a delimiter right behind the closing one",
            "--B--\r\n--B--\r\n".into(),
            Error::BoundaryAfterClose,
        ),
        (
            "a long epilogue",
            format!("--B\r\n{a}\r\nx\r\n--B--\r\n123456789012345678901"),
            Error::EpilogueTooLong { limit: 20 },
        ),
        (
            "three parts where two are allowed",
            format!("--B\r\n{a}\r\n\r\n").repeat(3),
            Error::TooManyParts { limit: 2 },
        ),
        (
            "long headers",
            format!("--B\r\n{a}X: {}\r\n\r\nx\r\n--B--", "y".repeat(60)),
            Error::HeadersTooLong { limit: 100 },
        ),
        (
            "headers without end",
            format!("--B\r\n{}", "y".repeat(101)),
            Error::HeadersTooLong { limit: 100 },
        ),
        ("a header without a colon", "--B\r\nContent-\r\n\r\n".into(), Error::HeaderMalformed),
        (
            "a header without a name",
            "--B\r\n: form-data; name=a\r\n\r\n".into(),
            Error::HeaderMalformed,
        ),
        (
            "a header's name with a space",
            "--B\r\nContent-Type : a\r\n\r\n".into(),
            Error::HeaderMalformed,
        ),
        ("a continued line before any header", "--B\r\n a\r\n\r\n".into(), Error::HeaderMalformed),
        ("a CR inside the headers", format!("--B\r\n{a}\rX\r\n\r\n"), Error::HeaderMalformed),
        ("another disposition", one("attachment; name=a"), Error::DispositionMalformed),
        ("a quote that is never closed", one("form-data; name=\"a"), Error::DispositionMalformed),
        ("two names in one part", one("form-data; name=a; NAME=b"), Error::DispositionMalformed),
        (
            "a filename* that cannot be read, alone",
            one("form-data; name=a; filename*=UTF-16''b"),
            Error::DispositionMalformed,
        ),
        (
            "two dispositions",
            format!("--B\r\n{a}{a}\r\nx"),
            Error::HeaderTwice("Content-Disposition"),
        ),
        (
            "another transfer encoding",
            format!("--B\r\n{a}Content-Transfer-Encoding: quoted-printable\r\n\r\nx\r\n--B--"),
            Error::TransferEncoding("quoted-printable".into()),
        ),
        (
            "base64 that is none",
            format!("--B\r\n{a}Content-Transfer-Encoding: base64\r\n\r\na,b\r\n--B--"),
            Error::Base64Malformed,
        ),
        (
            "base64 that ends too early",
            format!("--B\r\n{a}Content-Transfer-Encoding: base64\r\n\r\neH\r\n--B--"),
            Error::Base64Malformed,
        ),
    ];
    for (name, body, error) in cases {
        let outcome = read_at_every_size(name, "B", limits, body.as_bytes());
        assert_eq!(outcome.end, Err(error), "{name}");
    }
}

#[test]
fn parts_without_a_name_are_passed_over_and_counted() {
    let a = "--B\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n";
    let cases = [
        ("a part without headers", "--B\r\n\r\ny\r\n"),
        ("a part without a disposition", "--B\r\nX: y\r\n\r\ny\r\n"),
        ("an empty disposition", "--B\r\nContent-Disposition:\r\n\r\n--By\r\n"),
        ("a disposition without a name", "--B\r\nContent-Disposition: form-data\r\n\r\n"),
        ("base64, which nobody decodes", "--B\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n"),
    ];
    for (name, nameless) in cases {
        let body = format!("{a}{nameless}{a}--B--\r\n");
        let outcome = read_at_every_size(name, "B", Limits::default(), body.as_bytes());
        let expected = Outcome {
            parts: vec![part("a", "x"), part("a", "x")],
            nameless: 1,
            closed: true,
            end: Ok(()),
        };
        assert_eq!(outcome, expected, "{name}");
    }
}

#[test]
fn limits_are_the_last_that_passes() {
    let body = format!(
        "{}\r\n--B\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--B--\r\n{}",
        "p".repeat(18),
        "e".repeat(20),
    );
    let limits = Limits { parts: 1, headers: 42, preamble: 18, epilogue: 20 };
    assert_eq!(read_at_every_size("limits", "B", limits, body.as_bytes()).end, Ok(()));
}

#[test]
fn boundaries_of_content_types() {
    let seventy = "b".repeat(70);
    let cases: &[(&str, &str, Result<&str, Error>)] = &[
        ("a token", "multipart/form-data; boundary=abc", Ok("abc")),
        ("any case", "Multipart/Form-Data;BOUNDARY=AbC", Ok("AbC")),
        ("quoted", "multipart/form-data; boundary=\"a b:c\"", Ok("a b:c")),
        ("quoted with escapes", r#"multipart/form-data; boundary="a\"b\\c""#, Ok(r#"a"b\c"#)),
        ("behind another parameter", "multipart/form-data; charset=utf-8; boundary=x", Ok("x")),
        ("equals signs without quotes", "multipart/form-data; boundary=----=_P", Ok("----=_P")),
        ("70 characters", &format!("multipart/form-data; boundary={seventy}"), Ok(&seventy)),
        (
            "71 characters",
            &format!("multipart/form-data; boundary={seventy}b"),
            Err(Error::BoundaryInvalid),
        ),
        ("none", "multipart/form-data; charset=utf-8", Err(Error::BoundaryMissing)),
        ("empty", "multipart/form-data; boundary=", Err(Error::BoundaryInvalid)),
        ("ending in a space", "multipart/form-data; boundary=\"a \"", Err(Error::BoundaryInvalid)),
        ("given twice", "multipart/form-data; boundary=a; boundary=b", Err(Error::BoundaryInvalid)),
        ("not ASCII", "multipart/form-data; boundary=é", Err(Error::BoundaryInvalid)),
        (
            "a quote that is never closed",
            "multipart/form-data; boundary=\"a",
            Err(Error::BoundaryInvalid),
        ),
        ("another type", "multipart/mixed; boundary=a", Err(Error::NotFormData)),
        ("no type", "", Err(Error::NotFormData)),
    ];
    for (name, content_type, expected) in cases {
        assert_eq!(
            boundary_of(content_type).as_deref(),
            expected.as_ref().map(|text| *text),
            "{name}"
        );
    }
}

#[test]
fn a_boundary_of_seventy_characters_is_found() {
    let boundary = "-".repeat(35) + &"b".repeat(35);
    let body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--{}\r\n--{boundary}--",
        &boundary[..69],
    );
    let outcome =
        read_at_every_size("70 characters", &boundary, Limits::default(), body.as_bytes());
    assert_eq!(outcome.end, Ok(()));
    assert_eq!(outcome.parts, [part("a", &format!("x\r\n--{}", &boundary[..69]))]);
}

#[test]
fn the_callers_error_stops_the_parser() {
    let mut parser = Parser::new(b"B", Limits::default()).unwrap();
    let body = one("form-data; name=a");
    let stopped = parser.push(body.as_bytes(), &mut |_: Event<'_>| Err("full"));
    assert_eq!(stopped, Err(PushError::Handler("full")));
    let again = parser.push(b"x", &mut |_: Event<'_>| Ok::<(), &str>(()));
    assert_eq!(again, Err(PushError::Malformed(Error::Stopped)));
    assert_eq!(parser.finish(), Err(Error::Stopped));
}

#[test]
fn content_is_not_copied() {
    let body =
        one("form-data; name=a").replace("\r\nx\r\n", &format!("\r\n{}\r\n", "x".repeat(100_000)));
    let range = body.as_bytes().as_ptr_range();
    let mut parser = Parser::new(b"B", Limits::default()).unwrap();
    parser
        .push(body.as_bytes(), &mut |event: Event<'_>| {
            if let Event::Data(bytes) = event {
                assert_eq!(bytes.len(), 100_000);
                assert!(range.contains(&bytes.as_ptr()));
            }
            Ok::<(), std::convert::Infallible>(())
        })
        .unwrap();
}

/// Bytes that are likely to meet the parser's edges.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"\r".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"-".to_vec()),
        Just(b"--".to_vec()),
        Just(b"--B".to_vec()),
        Just(b"\r\n--B".to_vec()),
        Just(b"\r\n--B--".to_vec()),
        Just(b"--B\r\nContent-Disposition: form-data; name=a\r\n\r\n".to_vec()),
        Just(b" ".to_vec()),
        Just(b"B".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..8),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn cut(body: &[u8], cuts: &[prop::sample::Index]) -> Vec<Vec<u8>> {
    let mut at: Vec<usize> = cuts.iter().map(|index| index.index(body.len() + 1)).collect();
    at.extend([0, body.len()]);
    at.sort_unstable();
    at.windows(2).map(|pair| body[pair[0]..pair[1]].to_vec()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_body_gives_the_same_however_it_is_cut(
        body in pieces(),
        cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..12),
        dashed in any::<bool>(),
    ) {
        let boundary = if dashed { "--B" } else { "B" };
        let limits = Limits { parts: 3, headers: 60, preamble: 16, epilogue: 8 };
        let whole = read(boundary, limits, [body.as_slice()]);
        let cut = cut(&body, &cuts);
        prop_assert_eq!(read(boundary, limits, cut.iter().map(Vec::as_slice)), whole.clone());
        prop_assert_eq!(read(boundary, limits, body.chunks(1)), whole);
    }

    #[test]
    fn any_content_without_the_delimiter_arrives_unchanged(
        content in pieces(),
        cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..12),
    ) {
        let boundary = "unlikely-8d1f";
        let mut body = format!("--{boundary}\r\nContent-Disposition: form-data; name=a\r\n\r\n").into_bytes();
        body.extend_from_slice(&content);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let cut = cut(&body, &cuts);
        let outcome = read(boundary, Limits::default(), cut.iter().map(Vec::as_slice));
        prop_assert_eq!(outcome.end, Ok(()));
        prop_assert_eq!(&outcome.parts[0].data, &content);
    }
}
