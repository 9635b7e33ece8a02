//! The one spelling by which numbers, addresses and names are kept.

/// `cell` as plus, country code and number, from any of the three spellings (`+44…`, `0044…`,
/// `44…`); `None` if it is no number with its country code (7 to 15 digits, ITU-T E.164).
pub fn phone(cell: &str) -> Option<String> {
    let digits = cell.strip_prefix('+').or_else(|| cell.strip_prefix("00")).unwrap_or(cell);
    let number = (7..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    number.then(|| format!("+{digits}"))
}

/// A number that [`phone`] has made, as 8x8 wants it: without the plus, which a spreadsheet takes
/// for a formula.
pub fn bare(number: &str) -> &str {
    number.strip_prefix('+').unwrap_or(number)
}

/// `cell` as twelve hexadecimal digits in lower case; `None` if it is no MAC address.
pub fn mac(cell: &str) -> Option<String> {
    let signs = |sign: &char| !matches!(sign, ':' | '-' | '.');
    let digits: String = cell.chars().filter(signs).map(|sign| sign.to_ascii_lowercase()).collect();
    (digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(digits)
}

/// Whether `cell` can be an extension.
pub fn is_extension(cell: &str) -> bool {
    !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// How many extensions are [`like_emergency`] numbers: 911, 112, 999, each with a digit behind it,
/// and 9911, the only one with a 9 in front that is none of them already.
pub const LIKE_EMERGENCY: u64 = 34;

/// Whether somebody who calls for help could get `extension` instead, or the other way round. The
/// template warns of them, so none is given.
pub fn like_emergency(extension: &str) -> bool {
    let emergency = |digits: &str| matches!(digits, "911" | "112" | "999");
    let begins = extension.get(..3).is_some_and(emergency) && extension.len() <= 4;
    begins || extension.strip_prefix(['0', '9']).is_some_and(emergency)
}

/// `name` in letters that a user name may have: those of Latin alphabets without their marks,
/// digits, and `-` and `_`. What has no such letter is left out.
pub fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => folded.push(letter),
            _ if letter.is_ascii() => {}
            _ => folded.push_str(without_mark(letter)),
        }
    }
    folded
}

/// The letters of Latin-1 and Latin Extended-A as they are written where there are no marks.
fn without_mark(letter: char) -> &'static str {
    match letter {
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' | 'Ǎ' => "A",
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'Æ' => "AE",
        'æ' => "ae",
        'Ç' | 'Ć' | 'Ĉ' | 'Ċ' | 'Č' => "C",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'Ď' | 'Đ' | 'Ð' => "D",
        'ď' | 'đ' | 'ð' => "d",
        'È'..='Ë' | 'Ē' | 'Ĕ' | 'Ė' | 'Ę' | 'Ě' => "E",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'Ĝ' | 'Ğ' | 'Ġ' | 'Ģ' => "G",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'Ĥ' | 'Ħ' => "H",
        'ĥ' | 'ħ' => "h",
        'Ì'..='Ï' | 'Ĩ' | 'Ī' | 'Ĭ' | 'Į' | 'İ' => "I",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'Ĵ' => "J",
        'ĵ' => "j",
        'Ķ' => "K",
        'ķ' => "k",
        'Ĺ' | 'Ļ' | 'Ľ' | 'Ŀ' | 'Ł' => "L",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'Ñ' | 'Ń' | 'Ņ' | 'Ň' => "N",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ŏ' | 'Ő' => "O",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => "o",
        'Œ' => "OE",
        'œ' => "oe",
        'Ŕ' | 'Ŗ' | 'Ř' => "R",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'Ś' | 'Ŝ' | 'Ş' | 'Š' | 'Ș' => "S",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'Ţ' | 'Ť' | 'Ŧ' | 'Ț' => "T",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'Þ' => "TH",
        'þ' => "th",
        'Ù'..='Ü' | 'Ũ' | 'Ū' | 'Ŭ' | 'Ů' | 'Ű' | 'Ų' => "U",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'Ŵ' => "W",
        'ŵ' => "w",
        'Ý' | 'Ŷ' | 'Ÿ' => "Y",
        'ý' | 'ŷ' | 'ÿ' => "y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_spellings_are_one_number() {
        for cell in ["+442070966000", "00442070966000", "442070966000"] {
            assert_eq!(phone(cell).as_deref(), Some("+442070966000"), "{cell}");
        }
        for cell in ["", "+44 20", "12345", "0442070966000x", "+0442070966000"] {
            assert_eq!(phone(cell), None, "{cell}");
        }
    }

    #[test]
    fn the_spellings_of_a_device_are_one_address() {
        for cell in ["64167F0A1B2C", "64:16:7f:0a:1b:2c", "64-16-7F-0A-1B-2C", "6416.7f0a.1b2c"] {
            assert_eq!(mac(cell).as_deref(), Some("64167f0a1b2c"), "{cell}");
        }
        assert_eq!(mac("64:16:7f"), None);
        assert_eq!(mac("64167f0a1b2ß"), None);
    }

    #[test]
    fn extensions_like_emergency_numbers_are_as_many_as_is_said() {
        let like = (0..100_000_u64).filter(|number| like_emergency(&number.to_string())).count();
        assert_eq!(like as u64, LIKE_EMERGENCY);
        for (extension, is_like) in [
            ("911", true),
            ("9110", true),
            ("0999", true),
            ("9112", true),
            ("91100", false),
            ("1000", false),
        ] {
            assert_eq!(like_emergency(extension), is_like, "{extension}");
        }
    }

    #[test]
    fn letters_lose_their_marks_and_signs_go() {
        for (name, folds_to) in [
            ("Ana", "Ana"),
            ("José-María", "Jose-Maria"),
            ("O’Brien & Co.", "OBrienCo"),
            ("Straße", "Strasse"),
            ("Łukasz Đorđe", "LukaszDorde"),
            ("Æsir Œuvre", "AEsirOEuvre"),
            ("Анна", ""),
        ] {
            assert_eq!(folded(name), folds_to, "{name}");
        }
    }
}
