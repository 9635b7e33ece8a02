//! A row of a file that is clean.

/// A row: its cells by the fields of the schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The row that a spreadsheet shows.
    pub number: u64,
    /// Field and value, for the columns that the file has. The field is the schema's name, or the
    /// label itself where the schema knows labels by a pattern (`Webex Teams [Sub121331]`). An
    /// empty value is an empty cell.
    pub cells: Vec<(String, String)>,
}

impl Row {
    /// The row `number` of a file whose columns are `fields`. What one of the two has more than
    /// the other is left out.
    ///
    /// ```
    /// use rollcall_processing::Row;
    ///
    /// let row = Row::new(2, &["Email", "Site"], &["ana@example.com", ""]);
    /// assert_eq!(row.get("Email"), Some("ana@example.com"));
    /// assert_eq!(row.get("Site"), None);
    /// assert_eq!(row.get("Teams"), None);
    /// ```
    #[must_use]
    pub fn new<F: AsRef<str>, C: AsRef<str>>(number: u64, fields: &[F], cells: &[C]) -> Self {
        let owned = |(field, cell): (&F, &C)| (field.as_ref().to_owned(), cell.as_ref().to_owned());
        Self { number, cells: fields.iter().zip(cells).map(owned).collect() }
    }

    /// The value of `field`, without white space around it; `None` where the file has no such
    /// column or the cell is empty.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        let (_, cell) = self.cells.iter().find(|(name, _)| name == field)?;
        Some(cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// The cells that are not empty, without white space around them.
    pub fn filled(&self) -> impl Iterator<Item = (&str, &str)> {
        let trimmed = self.cells.iter().map(|(field, cell)| (field.as_str(), cell.trim()));
        trimmed.filter(|(_, cell)| !cell.is_empty())
    }
}
