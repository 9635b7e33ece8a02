//! How the records of a file are written.

/// The longest record that is read, in bytes of UTF-8, where nothing else is said.
pub const RECORD_BYTES: usize = 1024 * 1024;
/// The most columns a file can have: what a spreadsheet holds (XFD).
pub const COLUMNS: usize = 16_384;

/// The bytes that the record reader looks for, and its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    /// What separates cells. Default `,`.
    pub delimiter: u8,
    /// What encloses a cell that holds delimiters or line breaks; `None` for no quoting at all.
    pub quote: Option<u8>,
    /// Whether two quotes within a quoted cell stand for one. Default `true`.
    pub double_quote: bool,
    /// A character that takes the meaning from the next one.
    pub escape: Option<u8>,
    /// Whether spaces after a delimiter are not part of the cell.
    pub skip_initial_space: bool,
    /// A record that begins with this is a comment: it ends with its line, whatever its quotes say.
    pub comment: Option<String>,
    /// The longest record that is kept, in bytes.
    pub max_record: usize,
    /// The most cells of a record that are kept.
    pub max_columns: usize,
}

impl Default for Format {
    fn default() -> Self {
        Self {
            delimiter: b',',
            quote: Some(b'"'),
            double_quote: true,
            escape: None,
            skip_initial_space: false,
            comment: None,
            max_record: RECORD_BYTES,
            max_columns: COLUMNS,
        }
    }
}
