//! Domain format `person-name`: a given name or a family name as directories take it.
//!
//! Two characters or more, of which one is a letter; letters of any script with their marks,
//! digits, spaces, and of the signs `.`, `&`, `-`, `_` and the apostrophe, straight or curly.

/// Whether `cell` is acceptable as a name.
pub fn is_name(cell: &str) -> bool {
    let fits = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '.' | '&' | '-' | '_' | '\'' | '\u{2019}' | '\u{300}'..='\u{36f}')
    };
    cell.chars().all(fits) && cell.chars().any(char::is_alphabetic) && cell.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names_of_people_are_accepted() {
        for cell in [
            "Ada",
            "O'Neil",
            "O’Neil",
            "Müller-Lüdenscheidt",
            "Jean Paul",
            "李雷",
            "J.R.",
            "Zoe\u{301}",
        ] {
            assert!(is_name(cell), "{cell}");
        }
    }

    #[test]
    fn what_directories_refuse_is_refused() {
        for cell in [
            "",
            "A",
            "Ada (IT)",
            "ada@example.com",
            "Ada/Bob",
            "--",
            "Ada\u{200b}",
            "Ada\nB",
            "A,B",
        ] {
            assert!(!is_name(cell), "{cell}");
        }
    }
}
