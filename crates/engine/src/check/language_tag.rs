//! Domain format `language-tag`: a language and perhaps a region, such as `en`, `fr-CA` or
//! `zh-Hant-TW`.
//!
//! The form is that of BCP 47 (RFC 5646). Beyond the form, the first subtag is a language of ISO
//! 639-1 or three letters, and a region of two letters is one of ISO 3166-1: so `en-UK` and `jp`
//! are seen. Case does not matter, as RFC 5646 says.

use oxilangtag::LanguageTag;

use super::country;

/// The two-letter codes of ISO 639-1, sorted, each with a space after it.
const LANGUAGES: &str = "\
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy \
hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg \
li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or \
os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw \
ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

/// Whether `cell` is a language tag.
pub(crate) fn is_language_tag(cell: &str) -> bool {
    let Ok(tag) = LanguageTag::parse(cell) else { return false };
    let known = match *tag.primary_language().as_bytes() {
        [a, b] => is_language([a.to_ascii_lowercase(), b.to_ascii_lowercase()]),
        [_, _, _] => true,
        _ => false,
    };
    let region = match tag.region().map(str::as_bytes) {
        Some(&[a, b]) => country::is_alpha_2_in_any_case([a, b]),
        _ => true,
    };
    known && region
}

fn is_language(code: [u8; 2]) -> bool {
    let (codes, _) = LANGUAGES.as_bytes().as_chunks::<3>();
    codes.binary_search_by(|[a, b, _]| [*a, *b].cmp(&code)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_languages_is_sorted_and_even() {
        let (codes, rest) = LANGUAGES.as_bytes().as_chunks::<3>();
        assert!(codes.is_sorted() && rest.is_empty() && codes.len() == 184);
        assert!(codes.iter().all(|code| code[2] == b' '));
    }

    #[test]
    fn tags_of_languages_and_regions_are_accepted() {
        for cell in
            ["en", "fr-CA", "zh-Hant-TW", "no-NO", "es-419", "pt-br", "fil-PH", "de-CH-1996"]
        {
            assert!(is_language_tag(cell), "{cell}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for cell in [
            "",
            "English",
            "en_GB",
            "en-UK",
            "jp",
            "fr-",
            "-fr",
            "e",
            "en-GB-",
            "fr FR",
            "français",
            "x-klingon",
        ] {
            assert!(!is_language_tag(cell), "{cell}");
        }
    }
}
