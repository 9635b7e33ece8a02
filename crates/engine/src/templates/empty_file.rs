//! The file to fill in: the header rows of a template, and perhaps one row as an example.
//!
//! It is written as the vendor's own template would be: UTF-8 with a byte order mark, so that
//! spreadsheets read the accents, lines ended by CRLF, the vendor's delimiter.
//!
//! The example row is one that the template itself takes. It begins with an example in every column;
//! then it is checked like any file, and what does not go together (an action and the cells it has no
//! use for, an address without its number) is left empty or given another value until nothing is
//! found. So whatever a template's rules say, the example keeps them.

use std::fmt;
use std::rc::Rc;

use serde_json::Value;

use crate::dialect::Format;
use crate::formula::runs;
use crate::header::normalised;
use crate::language::Language;
use crate::order::sort_few;
use crate::schema::{Field, Schema};
use crate::{Settings, Validation};
use rollcall_records::writing::write_cell;

/// Which columns a file is to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Columns {
    /// Every field that is there to be filled in: all but those that the vendor fills itself.
    All,
    /// The fields of the group `basic`, and the required ones.
    Basic,
    /// These, in this order.
    Named(Vec<String>),
}

impl Columns {
    /// Reads `all`, `basic` or names with commas between them.
    ///
    /// ```
    /// use rollcall_engine::templates::empty_file::Columns;
    /// assert_eq!(Columns::from_text("basic"), Columns::Basic);
    /// let named = Columns::Named(vec!["User.Email".into(), "User.Site".into()]);
    /// assert_eq!(Columns::from_text("User.Email, User.Site"), named);
    /// ```
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        match text.trim() {
            "all" | "" => Self::All,
            "basic" => Self::Basic,
            names => Self::Named(names.split(',').map(|name| name.trim().to_owned()).collect()),
        }
    }
}

/// What the file is to be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmptyFile {
    /// Its columns.
    pub columns: Columns,
    /// The language of the row of labels and of the example; English where there is nothing in it.
    pub language: Language,
    /// Whether there is a row as an example.
    pub example: bool,
}

/// Why there is no such file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EmptyFileError {
    /// The template has no column of that name.
    UnknownColumn {
        /// As it was asked for.
        name: String,
        /// The columns that may be meant, the likeliest first.
        near: Vec<String>,
    },
    /// The column is asked for twice.
    RepeatedColumn(String),
    /// A value is required in the column, and the template does not say what one looks like.
    NoExample(String),
}

impl fmt::Display for EmptyFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownColumn { name, near } => {
                write!(f, "The template has no column {name:?}")?;
                match near.as_slice() {
                    [] => f.write_str("."),
                    near => write!(f, "; near it are {}.", near.join(", ")),
                }
            }
            Self::RepeatedColumn(name) => {
                write!(f, "The column {name:?} is asked for twice; a file has it once.")
            }
            Self::NoExample(name) => write!(
                f,
                "The column {name:?} needs a value, and the template has no example of one; ask for the \
                 file without an example."
            ),
        }
    }
}

impl std::error::Error for EmptyFileError {}

/// Writes the file.
///
/// ```
/// use std::rc::Rc;
/// use rollcall_engine::language::Language;
/// use rollcall_engine::schema::Schema;
/// use rollcall_engine::templates::{self, empty_file::{Columns, EmptyFile, empty_file}};
///
/// let schema = Schema::from_json(templates::get("8x8-users").unwrap()).unwrap();
/// let columns = Columns::from_text("User.Email,User.Site");
/// let wanted = EmptyFile { columns, language: Language::En, example: true };
/// let file = String::from_utf8(empty_file(&Rc::new(schema), &wanted).unwrap()).unwrap();
/// assert_eq!(
///     file,
///     "\u{feff}User.Email,User.Site\r\nEmail,Site\r\nanna.oneil@example.com,San Jose HQ\r\n",
/// );
/// ```
///
/// # Errors
/// Where a column is not the template's, or is named twice, or has no example and needs one.
pub fn empty_file(schema: &Rc<Schema>, wanted: &EmptyFile) -> Result<Vec<u8>, EmptyFileError> {
    let fields = chosen(schema, &wanted.columns)?;
    let sheet = Sheet { schema, fields: &fields };
    let labels: Vec<&str> = fields.iter().map(|field| label(field, wanted.language)).collect();
    let example =
        if wanted.example { Some(sheet.example(&labels, wanted.language)?) } else { None };
    Ok(sheet.write(&labels, example.as_deref()))
}

/// Writes a file with these columns and rows, as the template's vendor has it: to look at, to change and to
/// send back. A cell that a spreadsheet would run as a formula begins with an apostrophe, which is taken
/// off again when the file comes back.
///
/// ```
/// use rollcall_engine::language::Language;
/// use rollcall_engine::schema::Schema;
/// use rollcall_engine::templates::{self, empty_file::filled_file};
///
/// let schema = Schema::from_json(templates::get("8x8-users").unwrap()).unwrap();
/// let rows = [vec!["Zoé".to_owned(), "=1+1".to_owned()]];
/// let labels = ["User.FirstName".to_owned(), "User.Department".to_owned()];
/// let file = String::from_utf8(filled_file(&schema, &labels, &rows, Language::En)).unwrap();
/// assert_eq!(file, "\u{feff}User.FirstName,User.Department\r\nFirst Name,Department\r\nZoé,'=1+1\r\n");
/// ```
#[must_use]
pub fn filled_file(
    schema: &Schema,
    labels: &[String],
    rows: &[Vec<String>],
    language: Language,
) -> Vec<u8> {
    let delimiter = schema.template.delimiter();
    let mut out = "\u{feff}".as_bytes().to_vec();
    line(labels.iter().map(String::as_str), delimiter, &mut out);
    if schema.template.header_rows > 1 {
        let people = labels.iter().map(|name| {
            let field = schema.fields.iter().find(|field| field.name == *name);
            field.map_or(name.as_str(), |field| label(field, language))
        });
        line(people, delimiter, &mut out);
    }
    for row in rows {
        let mut guarded = Vec::new();
        for cell in row {
            guarded.push(if runs(cell) { format!("'{cell}") } else { cell.clone() });
        }
        line(guarded.iter().map(String::as_str), delimiter, &mut out);
    }
    out
}

/// Writes one line.
fn line<'c>(cells: impl Iterator<Item = &'c str>, delimiter: u8, out: &mut Vec<u8>) {
    let format = Format { delimiter, ..Format::default() };
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(delimiter);
        }
        write_cell(cell, &format, out);
    }
    out.extend_from_slice(b"\r\n");
}

/// The fields of the columns that are asked for, in their order.
fn chosen<'s>(schema: &'s Schema, columns: &Columns) -> Result<Vec<&'s Field>, EmptyFileError> {
    let names = match columns {
        Columns::All => {
            let ours = |field: &&Field| field.required || !field.read_only;
            return Ok(schema.fields.iter().filter(ours).collect());
        }
        Columns::Basic => {
            let basic = |field: &&Field| field.required || field.group.as_deref() == Some("basic");
            return Ok(schema.fields.iter().filter(basic).collect());
        }
        Columns::Named(names) => names,
    };
    let mut fields: Vec<&Field> = Vec::with_capacity(names.len());
    for name in names {
        let Some(field) = schema.fields.iter().find(|field| field.name == *name) else {
            return Err(EmptyFileError::UnknownColumn {
                name: name.clone(),
                near: near(schema, name),
            });
        };
        if fields.iter().any(|other| other.name == field.name) {
            return Err(EmptyFileError::RepeatedColumn(name.clone()));
        }
        fields.push(field);
    }
    Ok(fields)
}

/// At most three columns that the name may mean: it stands in theirs, or differs from it by little.
fn near(schema: &Schema, name: &str) -> Vec<String> {
    let key = normalised(name);
    let mut near: Vec<(usize, &str)> = Vec::new();
    for field in &schema.fields {
        let other = normalised(&field.name);
        let within = key.len() > 2 && other.contains(&key);
        let distance = strsim::damerau_levenshtein(&key, &other);
        if within || distance * 3 <= other.chars().count() {
            near.push((distance, &field.name));
            sort_few(&mut near, |(one, _), (other, _)| one.cmp(other));
            near.truncate(3);
        }
    }
    near.into_iter().map(|(_, name)| name.to_owned()).collect()
}

/// What stands under the field's name for people, in their language or else in English.
#[must_use]
pub fn label(field: &Field, language: Language) -> &str {
    in_language(&field.labels, language).or(field.title.as_deref()).unwrap_or(&field.name)
}

fn in_language(texts: &[(Language, String)], language: Language) -> Option<&str> {
    let of = |wanted| texts.iter().find(|(language, _)| *language == wanted);
    of(language).or_else(|| of(Language::En)).map(|(_, text)| text.as_str())
}

/// How many values of a list of allowed ones are tried.
const MOST_TRIED: usize = 12;

/// How often a row is checked on its way to one in which nothing is found.
const MOST_CHECKS: usize = 400;

/// A file with these columns.
struct Sheet<'s> {
    schema: &'s Rc<Schema>,
    fields: &'s [&'s Field],
}

/// What is wrong with a row: fewer errors come before fewer warnings.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Faults {
    errors: usize,
    warnings: usize,
    /// The columns that are named, from 0.
    columns: Vec<usize>,
}

impl Faults {
    const fn weight(&self) -> (usize, usize) {
        (self.errors, self.warnings)
    }
}

impl Sheet<'_> {
    fn write(&self, labels: &[&str], row: Option<&[String]>) -> Vec<u8> {
        let mut out = "\u{feff}".as_bytes().to_vec();
        let delimiter = self.schema.template.delimiter();
        line(self.fields.iter().map(|field| field.name.as_str()), delimiter, &mut out);
        if self.schema.template.header_rows > 1 {
            line(labels.iter().copied(), delimiter, &mut out);
        }
        if let Some(row) = row {
            line(row.iter().map(String::as_str), delimiter, &mut out);
        }
        out
    }

    /// A row that the template takes.
    fn example(&self, labels: &[&str], language: Language) -> Result<Vec<String>, EmptyFileError> {
        let values: Vec<Vec<String>> =
            self.fields.iter().map(|field| values(field, language)).collect();
        let mut full = Vec::with_capacity(values.len());
        let mut bare = Vec::with_capacity(values.len());
        for (field, values) in self.fields.iter().zip(&values) {
            let first = values.first().cloned().unwrap_or_default();
            if field.required && first.is_empty() {
                return Err(EmptyFileError::NoExample(field.name.clone()));
            }
            bare.push(if field.required { first.clone() } else { String::new() });
            full.push(first);
        }
        let mut checks = MOST_CHECKS;
        let (row, faults) = self.settled(labels, full.clone(), &values, &mut checks);
        if faults.weight() == (0, 0) {
            return Ok(row);
        }
        // What is left in a full row may stand in its own way: then a bare one is filled instead.
        let (other, fewer) = self.settled(labels, bare, &values, &mut checks);
        let (other, fewer) = self.filled(labels, (other, fewer), &full);
        Ok(if fewer.weight() < faults.weight() { other } else { row })
    }

    /// Fills what is empty, cell by cell, as long as nothing is found that was not there before.
    fn filled(
        &self,
        labels: &[&str],
        (mut row, mut faults): (Vec<String>, Faults),
        full: &[String],
    ) -> (Vec<String>, Faults) {
        // Twice, as a cell may need one that comes after it.
        for (column, value) in full.iter().enumerate().chain(full.iter().enumerate()) {
            if value.is_empty() || row.get(column).is_none_or(|cell| !cell.is_empty()) {
                continue;
            }
            let mut changed = row.clone();
            if let Some(cell) = changed.get_mut(column) {
                cell.clone_from(value);
            }
            let found = self.faults(labels, &changed);
            if found.weight() <= faults.weight() {
                (row, faults) = (changed, found);
            }
        }
        (row, faults)
    }

    /// Changes one cell at a time as long as that mends something.
    fn settled(
        &self,
        labels: &[&str],
        mut row: Vec<String>,
        values: &[Vec<String>],
        checks: &mut usize,
    ) -> (Vec<String>, Faults) {
        let mut faults = self.faults(labels, &row);
        'mended: while faults.weight() != (0, 0) {
            let others = (0..row.len()).rev().filter(|column| !faults.columns.contains(column));
            let columns: Vec<usize> = faults.columns.iter().copied().chain(others).collect();
            for column in columns {
                let (Some(field), Some(known), Some(cell)) =
                    (self.fields.get(column), values.get(column), row.get(column).cloned())
                else {
                    continue;
                };
                // Of a column that nothing is said of, only whether it has to be filled in.
                let named = faults.columns.contains(&column) || field.required;
                let known = if named { known.as_slice() } else { &[] };
                let empty = String::new();
                let blank = (!field.required).then_some(&empty);
                for value in blank.into_iter().chain(known).filter(|value| **value != cell) {
                    if *checks == 0 {
                        break 'mended;
                    }
                    *checks -= 1;
                    let mut changed = row.clone();
                    if let Some(cell) = changed.get_mut(column) {
                        cell.clone_from(value);
                    }
                    let fewer = self.faults(labels, &changed);
                    if fewer.weight() < faults.weight() {
                        (row, faults) = (changed, fewer);
                        continue 'mended;
                    }
                }
            }
            break;
        }
        (row, faults)
    }

    /// What is found in a file with this row, apart from what is found in its header.
    fn faults(&self, labels: &[&str], row: &[String]) -> Faults {
        let settings = Settings {
            schema: Some(Rc::clone(self.schema)),
            report_csv: false,
            ..Settings::default()
        };
        let mut validation = Validation::new(settings);
        validation.push(&self.write(labels, Some(row)));
        let finished = validation.finish();
        let header = u64::from(self.schema.template.header_rows);
        let mut faults = Faults::default();
        for line in finished.findings_ndjson.split(|byte| *byte == b'\n') {
            let Ok(finding) = serde_json::from_slice::<Value>(line) else { continue };
            let Some(code) = finding.get("code").and_then(Value::as_str) else { continue };
            let in_header =
                finding.get("row").and_then(Value::as_u64).is_some_and(|row| row <= header);
            // A list that is not at hand is no fault of the row.
            if in_header || code == "resource-error" {
                continue;
            }
            if finding.get("severity").and_then(Value::as_str) == Some("error") {
                faults.errors += 1;
            } else {
                faults.warnings += 1;
            }
            let column = finding.get("column").and_then(Value::as_u64);
            faults.columns.extend(column.map(|column| (column as usize).saturating_sub(1)));
        }
        faults
    }
}

/// Values that the field takes, the most telling first.
fn values(field: &Field, language: Language) -> Vec<String> {
    let twice = field.examples.first().and_then(|(_, example)| example.parse::<u32>().ok());
    let twice = twice
        .filter(|_| field.check.is_number())
        .map(|number| number.saturating_mul(2).to_string());
    let mut known: Vec<&str> = Vec::new();
    known.extend(in_language(&field.examples, language));
    known.extend(field.examples.iter().map(|(_, example)| example.as_str()));
    known.extend(field.check.words().take(MOST_TRIED));
    known.extend(field.check.specimen());
    // What is too low for a rule may be high enough at twice its height.
    known.extend(twice.as_deref());
    let mut values: Vec<String> = Vec::new();
    for value in known {
        let mut problems = Vec::new();
        let taken = field.check.check(value, &mut problems) == crate::check::Outcome::Valid
            && field.check.doubt(value).is_none();
        if taken && !values.iter().any(|other| other == value) {
            values.push(value.to_owned());
        }
    }
    values
}
