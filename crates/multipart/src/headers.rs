//! The header lines of one part.

use crate::Error;
use crate::parameters::{self, Escapes, Parameter};

/// What the headers of a part say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct PartHeaders {
    /// The field's name. May be empty.
    pub name: String,
    /// The file's name as the client gave it: for display only, since it may be a path or hold
    /// control characters. `None` where the part is not a file; empty where a form's file input was
    /// left empty.
    pub file_name: Option<String>,
    /// The part's media type with its parameters, as sent.
    pub content_type: Option<String>,
}

/// What a part is, by its headers.
#[derive(Debug)]
pub(crate) enum Opened {
    Named {
        headers: PartHeaders,
        /// Whether the content is base64.
        base64: bool,
    },
    /// It has no name, so nobody can tell what it is for.
    Nameless,
}

impl Opened {
    /// Reads a block of header lines that ends in a blank one.
    pub(crate) fn parse(block: &[u8]) -> Result<Self, Error> {
        let mut disposition = None;
        let mut content_type = None;
        let mut transfer_encoding = None;
        for (name, value) in unfold(block)? {
            let (slot, name) = if name.eq_ignore_ascii_case(b"content-disposition") {
                (&mut disposition, "Content-Disposition")
            } else if name.eq_ignore_ascii_case(b"content-type") {
                (&mut content_type, "Content-Type")
            } else if name.eq_ignore_ascii_case(b"content-transfer-encoding") {
                (&mut transfer_encoding, "Content-Transfer-Encoding")
            } else {
                continue;
            };
            if slot.replace(value).is_some() {
                return Err(Error::HeaderTwice(name));
            }
        }
        let encoding = transfer_encoding.unwrap_or_default();
        let base64 = encoding.eq_ignore_ascii_case(b"base64");
        let as_it_is = [b"".as_slice(), b"7bit", b"8bit", b"binary"];
        if !base64 && !as_it_is.iter().any(|name| encoding.eq_ignore_ascii_case(name)) {
            return Err(Error::TransferEncoding(text(&encoding)));
        }
        let Some(disposition) = disposition.filter(|value| !value.is_empty()) else {
            return Ok(Self::Nameless);
        };
        let (kind, parameters) =
            parameters::parse(&disposition, Escapes::Quotes).ok_or(Error::DispositionMalformed)?;
        if !kind.eq_ignore_ascii_case(b"form-data") {
            return Err(Error::DispositionMalformed);
        }
        let file_name = match only(&parameters, "filename*")? {
            Some(extended) => match (extended_value(extended), only(&parameters, "filename")?) {
                (Some(name), _) => Some(name),
                (None, Some(plain)) => Some(form_name(plain)),
                (None, None) => return Err(Error::DispositionMalformed),
            },
            None => only(&parameters, "filename")?.map(form_name),
        };
        let Some(name) = only(&parameters, "name")?.map(form_name) else {
            return Ok(Self::Nameless);
        };
        let content_type = content_type.filter(|value| !value.is_empty()).map(|value| text(&value));
        Ok(Self::Named { headers: PartHeaders { name, file_name, content_type }, base64 })
    }
}

/// The file's name in a `Content-Disposition` of HTTP (RFC 6266): `filename*`, where it is there and
/// can be read, and `filename` otherwise. For display only, as [`PartHeaders::file_name`] is.
///
/// ```
/// use rollcall_multipart::file_name_of;
///
/// assert_eq!(file_name_of("attachment; filename=\"a \\\"b\\\".csv\"").as_deref(), Some("a \"b\".csv"));
/// assert_eq!(file_name_of("attachment; filename=a.csv; filename*=UTF-8''%c3%a4.csv").as_deref(), Some("ä.csv"));
/// assert_eq!(file_name_of("attachment; filename=a.csv; filename*=nonsense").as_deref(), Some("a.csv"));
/// assert_eq!(file_name_of("inline"), None);
/// assert_eq!(file_name_of("attachment; filename=\"a"), None);
/// ```
pub fn file_name_of(content_disposition: &str) -> Option<String> {
    let header = content_disposition.as_bytes();
    let (_, parameters) = parameters::parse(header, Escapes::EveryCharacter)?;
    let extended = only(&parameters, "filename*").ok().flatten().and_then(extended_value);
    extended.or_else(|| only(&parameters, "filename").ok().flatten().map(text))
}

/// A header's name and its value.
type Header<'b> = (&'b [u8], Vec<u8>);

/// The header lines, with continued ones (RFC 5322's folding) joined by a space.
fn unfold(block: &[u8]) -> Result<Vec<Header<'_>>, Error> {
    let mut headers: Vec<Header<'_>> = Vec::new();
    for line in block.split(|&byte| byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.contains(&b'\r') {
            return Err(Error::HeaderMalformed);
        }
        if line.is_empty() {
            continue;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            let (_, value) = headers.last_mut().ok_or(Error::HeaderMalformed)?;
            if !value.is_empty() {
                value.push(b' ');
            }
            value.extend_from_slice(line.trim_ascii());
            continue;
        }
        let (name, value) = memchr::memchr(b':', line)
            .and_then(|colon| line.split_at_checked(colon))
            .filter(|(name, _)| !name.is_empty() && name.iter().copied().all(is_token_char))
            .ok_or(Error::HeaderMalformed)?;
        headers.push((name, value.strip_prefix(b":").unwrap_or(value).trim_ascii().to_vec()));
    }
    Ok(headers)
}

/// RFC 9110 section 5.6.2.
fn is_token_char(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// The parameter of that name; two of them are ambiguous.
fn only<'p>(parameters: &'p [Parameter], name: &str) -> Result<Option<&'p [u8]>, Error> {
    let mut found = parameters.iter().filter(|(other, _)| other == name);
    let first = found.next();
    if found.next().is_some() {
        return Err(Error::DispositionMalformed);
    }
    Ok(first.map(|(_, value)| value.as_slice()))
}

/// A name as forms encode it: `%22`, `%0D` and `%0A` stand for a quote and line breaks, and no
/// other percent sign stands for anything.
fn form_name(bytes: &[u8]) -> String {
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, behind)) = rest.split_first() {
        let escaped = match rest.get(..3) {
            Some(b"%22") => Some(b'"'),
            Some(b"%0D" | b"%0d") => Some(b'\r'),
            Some(b"%0A" | b"%0a") => Some(b'\n'),
            _ => None,
        };
        decoded.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() { rest.get(3..).unwrap_or_default() } else { behind };
    }
    text(&decoded)
}

/// `charset'language'percent-encoded` (RFC 5987), for the two charsets it names.
fn extended_value(bytes: &[u8]) -> Option<String> {
    let mut pieces = bytes.splitn(3, |&byte| byte == b'\'');
    let (charset, _language, encoded) = (pieces.next()?, pieces.next()?, pieces.next()?);
    let mut decoded = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let Some((&byte, behind)) = rest.split_first() {
        if byte == b'%' {
            let digits = std::str::from_utf8(rest.get(1..3)?).ok()?;
            // from_str_radix would take a sign.
            if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return None;
            }
            decoded.push(u8::from_str_radix(digits, 16).ok()?);
            rest = rest.get(3..)?;
        } else {
            decoded.push(byte);
            rest = behind;
        }
    }
    if charset.eq_ignore_ascii_case(b"utf-8") {
        String::from_utf8(decoded).ok()
    } else if charset.eq_ignore_ascii_case(b"iso-8859-1") {
        Some(latin_1(&decoded))
    } else {
        None
    }
}

fn text(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| latin_1(bytes), str::to_owned)
}

fn latin_1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}
