//! Cells that a spreadsheet would run as a formula, and the apostrophe that keeps it from it.

/// Whether a spreadsheet would run the cell as a formula. Phone numbers and plain numbers begin with
/// the same signs and are left alone (OWASP, "CSV Injection").
#[must_use]
pub fn runs(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    match bytes.first() {
        Some(b'=' | b'@' | b'\t' | b'\r') => bytes.len() > 1,
        Some(b'+' | b'-') => bytes.iter().skip(1).any(|byte| {
            !matches!(byte, b'0'..=b'9' | b' ' | b'.' | b',' | b'(' | b')' | b'-' | b'/')
        }),
        _ => false,
    }
}

/// The value of a cell, without the apostrophe that an earlier report put before a formula.
#[must_use]
pub fn value(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| runs(rest)).unwrap_or(cell)
}
