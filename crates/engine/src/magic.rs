//! Files that are not CSV at all, told by their first bytes.

use crate::language::Message;

/// What the file is instead of a CSV, as the message that says so.
///
/// Signatures: ZIP APPNOTE 4.3.7, MS-CFB 2.2, ISO 32000-1 7.5.2, RFC 1952 2.3.1, PNG 5.2, GIF89a,
/// JPEG (ISO 10918-1 B.1.1), and the WHATWG's MIME sniffing table for HTML.
pub(crate) fn not_csv(head: &[u8]) -> Option<Message> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        let names = |name: &[u8]| memchr::memmem::find(head, name).is_some();
        return Some(if names(b"[Content_Types].xml") || names(b"xl/") {
            Message::FormatErrorXlsx
        } else if names(b"application/vnd.oasis.opendocument") {
            Message::FormatErrorOds
        } else {
            Message::FormatErrorZip
        });
    }
    let images: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"GIF8", b"\xFF\xD8\xFF", b"BM\0\0"];
    if images.iter().any(|start| head.starts_with(start)) {
        return Some(Message::FormatErrorImage);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some(Message::FormatErrorXls);
    }
    if head.starts_with(b"%PDF-") {
        return Some(Message::FormatErrorPdf);
    }
    if head.starts_with(b"\x1F\x8B\x08") {
        return Some(Message::FormatErrorGzip);
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let begins = |tag: &str| {
        text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    };
    if ["<!doctype html", "<html", "<head", "<body", "<table", "<?xml", "<!--"]
        .iter()
        .any(|tag| begins(tag))
    {
        return Some(Message::FormatErrorHtml);
    }
    let opens = |first: u8, then: &[u8]| {
        text.split_first().is_some_and(|(byte, rest)| {
            *byte == first && rest.trim_ascii_start().first().is_some_and(|b| then.contains(b))
        })
    };
    if opens(b'{', b"\"}") || opens(b'[', b"{[") {
        return Some(Message::FormatErrorJson);
    }
    let nuls = memchr::memchr_iter(0, head).count();
    if head.len() >= 64 && nuls * 4 > head.len() {
        return Some(Message::FormatErrorBinary);
    }
    None
}
