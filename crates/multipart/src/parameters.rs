//! `value; name=token; name="quoted"`, as in `Content-Type` and `Content-Disposition`.

/// What a backslash in a quoted value stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escapes {
    /// The character behind it (RFC 2045, RFC 9110).
    EveryCharacter,
    /// A quote where one follows; otherwise itself. Senders of forms do not escape backslashes,
    /// and some send whole Windows paths.
    Quotes,
}

/// A parameter's name in lower case and its value without quotes.
pub(crate) type Parameter = (String, Vec<u8>);

/// The value before the first semicolon, trimmed, and the parameters behind it. `None` where they
/// cannot be read.
pub(crate) fn parse(header: &[u8], escapes: Escapes) -> Option<(&[u8], Vec<Parameter>)> {
    let (value, mut rest) = split_at_semicolon(header);
    let mut parameters = Vec::new();
    loop {
        rest = rest.trim_ascii_start();
        if let Some(behind) = rest.strip_prefix(b";") {
            rest = behind;
            continue;
        }
        if rest.is_empty() {
            return Some((value.trim_ascii(), parameters));
        }
        let equals = memchr::memchr(b'=', rest)?;
        let (name, behind) = rest.split_at_checked(equals)?;
        let name = std::str::from_utf8(name.trim_ascii()).ok()?.to_ascii_lowercase();
        let behind = behind.strip_prefix(b"=")?.trim_ascii_start();
        if name.is_empty() || name.contains([';', '"']) {
            return None;
        }
        let value;
        (value, rest) = if let Some(quoted) = behind.strip_prefix(b"\"") {
            let (value, behind) = unquote(quoted, escapes)?;
            // Only another parameter may follow the closing quote.
            if !matches!(behind.trim_ascii_start().first(), None | Some(b';')) {
                return None;
            }
            (value, behind)
        } else {
            let (token, behind) = split_at_semicolon(behind);
            (token.trim_ascii().to_vec(), behind)
        };
        parameters.push((name, value));
    }
}

fn split_at_semicolon(bytes: &[u8]) -> (&[u8], &[u8]) {
    bytes.split_at(memchr::memchr(b';', bytes).unwrap_or(bytes.len()))
}

/// The value up to the closing quote, and what stands behind the quote.
fn unquote(quoted: &[u8], escapes: Escapes) -> Option<(Vec<u8>, &[u8])> {
    let mut value = Vec::new();
    let mut bytes = quoted.iter().enumerate();
    while let Some((at, &byte)) = bytes.next() {
        match byte {
            b'"' => return Some((value, quoted.get(at + 1..)?)),
            b'\\' => match (escapes, quoted.get(at + 1)?) {
                (Escapes::Quotes, b'"') | (Escapes::EveryCharacter, _) => {
                    value.push(*bytes.next()?.1);
                }
                (Escapes::Quotes, _) => value.push(byte),
            },
            _ => value.push(byte),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    type Expected<'a> = Option<(&'a str, Vec<(&'a str, &'a str)>)>;

    #[test]
    fn parameters_are_read() {
        let cases: &[(&str, &str, Escapes, Expected<'_>)] = &[
            ("a value alone", " form-data ", Escapes::Quotes, Some(("form-data", vec![]))),
            (
                "tokens and quoted values",
                r#"form-data; name=a ;FileName="b;c" "#,
                Escapes::Quotes,
                Some(("form-data", vec![("name", "a"), ("filename", "b;c")])),
            ),
            (
                "an escaped quote",
                r#"x; n="a\"b""#,
                Escapes::Quotes,
                Some(("x", vec![("n", "a\"b")])),
            ),
            (
                "a path keeps its backslashes",
                r#"x; n="C:\a\\b""#,
                Escapes::Quotes,
                Some(("x", vec![("n", r"C:\a\\b")])),
            ),
            (
                "every escape",
                r#"x; n="a\b\\c""#,
                Escapes::EveryCharacter,
                Some(("x", vec![("n", r"ab\c")])),
            ),
            ("empty parameters", "x;; n=; ", Escapes::Quotes, Some(("x", vec![("n", "")]))),
            (
                "a token may hold equals signs",
                "x; n=--=_1",
                Escapes::Quotes,
                Some(("x", vec![("n", "--=_1")])),
            ),
            ("a quote that is never closed", r#"x; n="a"#, Escapes::Quotes, None),
            ("text behind the closing quote", r#"x; n="a"b"#, Escapes::Quotes, None),
            ("a parameter without a value", "x; n", Escapes::Quotes, None),
            ("a parameter without a name", "x; =a", Escapes::Quotes, None),
        ];
        for (name, header, escapes, expected) in cases {
            let expected = expected.as_ref().map(|(value, parameters)| {
                let parameters = parameters
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()))
                    .collect::<Vec<_>>();
                (value.as_bytes(), parameters)
            });
            assert_eq!(parse(header.as_bytes(), *escapes), expected, "{name}");
        }
    }
}
