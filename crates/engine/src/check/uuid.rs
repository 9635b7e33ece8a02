//! `string` with format `uuid`: 32 hexadecimal digits in groups of 8-4-4-4-12, in any case and of
//! any version (RFC 9562, section 4).

/// Whether `cell` is a UUID.
pub(crate) fn is_uuid(cell: &str) -> bool {
    cell.len() == 36
        && cell.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use super::is_uuid;

    #[test]
    fn a_uuid_has_its_hyphens_in_place() {
        assert!(is_uuid("2eb8aa08-AA98-11ea-b4Aa-73B441D16380"));
        assert!(is_uuid("00000000-0000-0000-0000-000000000000"));
        for cell in [
            "2eb8aa08aa9811eab4aa73b441d16380",
            "{2eb8aa08-aa98-11ea-b4aa-73b441d16380}",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638",
            "2eb8aa0-8aa98-11ea-b4aa-73b441d16380",
            "geb8aa08-aa98-11ea-b4aa-73b441d16380",
        ] {
            assert!(!is_uuid(cell), "{cell}");
        }
    }
}
