//! What a browser is told to call a file that it downloads (RFC 6266).

/// The longest name that is made of an upload's name, in characters.
const STEM_LONGEST: usize = 100;

/// `attachment`, with the upload's name and what this is of it: `users.csv` and `report.csv` make
/// `users-report.csv`. The name is given twice, plain and in full, as RFC 6266 advises.
pub fn attachment(upload: Option<&str>, suffix: &str) -> String {
    // A client may send a whole path, of either kind.
    let name = upload.and_then(|name| name.rsplit(['/', '\\']).next()).unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem: String =
        stem.chars().filter(|character| !character.is_control()).take(STEM_LONGEST).collect();
    let stem = stem.trim();
    let full = if stem.is_empty() { suffix.to_owned() } else { format!("{stem}-{suffix}") };
    let plain: String = full
        .chars()
        .map(|character| match character {
            '"' | '\\' | '%' => '_',
            ' '..='~' => character,
            _ => '_',
        })
        .collect();
    if plain == full {
        return format!("attachment; filename=\"{plain}\"");
    }
    let mut encoded = String::new();
    for byte in full.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push_str(&crate::runtime::hex(&[byte]).to_ascii_uppercase());
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn downloads_are_named_after_the_upload() {
        let cases = [
            (None, "attachment; filename=\"report.csv\""),
            (Some("users.csv"), "attachment; filename=\"users-report.csv\""),
            (Some("C:\\a\\b.c.csv"), "attachment; filename=\"b.c-report.csv\""),
            (Some("../../x"), "attachment; filename=\"x-report.csv\""),
            (
                Some("a\"\r\nb.csv"),
                "attachment; filename=\"a_b-report.csv\"; filename*=UTF-8''a%22b-report.csv",
            ),
            (
                Some("Zürich 1.csv"),
                "attachment; filename=\"Z_rich 1-report.csv\"; filename*=UTF-8''Z%C3%BCrich%201-report.csv",
            ),
        ];
        for (upload, expected) in cases {
            assert_eq!(attachment(upload, "report.csv"), expected, "{upload:?}");
        }
    }
}
