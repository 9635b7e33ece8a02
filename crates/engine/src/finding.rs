//! What was found: a code, a severity, a place, and the parameters its sentence needs.
//!
//! A [`Finding`] borrows from the record it was found in and lives only until the report writers
//! have seen it; nothing here is kept per row. The words a person reads are not here but in the
//! message files of [`crate::language`], under the name that [`Message`] carries.

use crate::language::{Args, Language, Message, Sink, write_fix, write_message};
use crate::rules::BrokenRule;

/// How much a finding weighs: a file with one [`Severity::Error`] is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The vendor would refuse or misread the row; the file is not valid.
    Error,
    /// Worth a look; the file stays valid.
    Warning,
}

impl Severity {
    /// The name in JSON: `error` or `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident;)*) => {
        /// What kind of problem a finding is. Names are frictionless's wherever one fits.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable name in JSON, such as `type-error`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The severity unless a template says otherwise.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The bytes are not a CSV file at all (a spreadsheet, a PDF, a web page), or there are none.
    FormatError = "format-error", Error;
    /// The source cannot be read as a table: empty, or wider than any spreadsheet.
    SourceError = "source-error", Error;
    /// Bytes that are not text in the file's encoding, or an encoding that had to be guessed.
    EncodingError = "encoding-error", Error;
    /// The header row is missing or blank.
    BlankHeader = "blank-header", Error;
    /// A column without a label.
    BlankLabel = "blank-label", Error;
    /// Two columns with the same label.
    DuplicateLabel = "duplicate-label", Error;
    /// A field of the schema that no column has.
    MissingLabel = "missing-label", Error;
    /// A column the schema does not know.
    ExtraLabel = "extra-label", Error;
    /// A column where the schema expects another one.
    IncorrectLabel = "incorrect-label", Error;
    /// A label that differs from the field's name only in case, spaces or punctuation.
    NearLabel = "near-label", Warning;
    /// A label copied from a translated help page.
    TranslatedLabel = "translated-label", Error;
    /// The row of human labels under the header: found where none should be, or missing.
    LabelRow = "label-row", Warning;
    /// A record with nothing in it.
    BlankRow = "blank-row", Error;
    /// A record with fewer cells than the header.
    MissingCell = "missing-cell", Error;
    /// A record with more cells than the header.
    ExtraCell = "extra-cell", Error;
    /// A quote where none belongs.
    StrayQuote = "stray-quote", Error;
    /// A quote that is never closed.
    UnclosedQuote = "unclosed-quote", Error;
    /// A cell or record longer than is read.
    CellTooLong = "cell-too-long", Error;
    /// A cell that is not of the field's type or format.
    TypeError = "type-error", Error;
    /// A cell that breaks a constraint of its field.
    ConstraintError = "constraint-error", Error;
    /// A value that another row has already.
    UniqueError = "unique-error", Error;
    /// A primary key that is empty or that another row has already.
    PrimaryKey = "primary-key", Error;
    /// A value that is not in the list it refers to.
    ForeignKey = "foreign-key", Error;
    /// A list that the schema refers to and that is not at hand.
    ResourceError = "resource-error", Error;
    /// A row that breaks a rule between its cells.
    RowConstraint = "row-constraint", Error;
    /// A row that repeats another one.
    DuplicateRow = "duplicate-row", Warning;
    /// More rows than the vendor takes in one file.
    RowLimit = "row-limit", Error;
    /// Uniqueness was checked up to the declared number of values and no further.
    UniqueLimit = "unique-limit", Warning;
    /// A value that a spreadsheet has changed.
    SpreadsheetDamage = "spreadsheet-damage", Error;
    /// A cell that a spreadsheet would run as a formula.
    FormulaRisk = "formula-risk", Warning;
    /// A character that cannot be seen, such as NUL or a zero-width space.
    InvisibleCharacter = "invisible-character", Error;
    /// A value that takes something away from somebody when the file is applied.
    DestructiveChange = "destructive-change", Warning;
    /// A file that a vendor gave back, with what became of each row.
    ResultFile = "result-file", Warning;
}

impl Code {
    /// The code of that name, if there is one.
    ///
    /// ```
    /// use rollcall_engine::finding::Code;
    /// assert_eq!(Code::from_name("type-error"), Some(Code::TypeError));
    /// assert_eq!(Code::from_name("TypeError"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

/// The constraint that a `constraint-error` is about, named as Table Schema names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Constraint {
    /// `required`
    Required,
    /// `unique`
    Unique,
    /// `minLength`
    MinLength,
    /// `maxLength`
    MaxLength,
    /// `minimum`
    Minimum,
    /// `maximum`
    Maximum,
    /// `exclusiveMinimum`
    ExclusiveMinimum,
    /// `exclusiveMaximum`
    ExclusiveMaximum,
    /// `pattern`
    Pattern,
    /// `enum`
    Enum,
    /// `jsonSchema`
    JsonSchema,
}

impl Constraint {
    /// The name in a Table Schema and in a finding's JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Unique => "unique",
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::ExclusiveMinimum => "exclusiveMinimum",
            Self::ExclusiveMaximum => "exclusiveMaximum",
            Self::Pattern => "pattern",
            Self::Enum => "enum",
            Self::JsonSchema => "jsonSchema",
        }
    }
}

/// A value that a message names besides the place: a limit, a list of allowed tokens, a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Param {
    /// Text, shown as it is.
    Text(String),
    /// A count or a row number; chooses the plural form.
    Number(u64),
}

impl From<&str> for Param {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Param {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<u64> for Param {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

/// The named parameters of one finding, in the order in which they are shown in its JSON.
/// Empty for most findings, and then without any allocation.
pub type Params = Vec<(&'static str, Param)>;

/// One problem of one cell, before it has a place. A cell check pushes these; the validation adds
/// row, line, column and field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem it is.
    pub code: Code,
    /// The sentence that says it, and the fix that goes with it.
    pub message: Message,
    /// The constraint that was broken, for `constraint-error`.
    pub constraint: Option<Constraint>,
    /// What the sentence names.
    pub params: Params,
}

impl Problem {
    /// A problem with no constraint and no parameters.
    #[must_use]
    pub const fn new(code: Code, message: Message) -> Self {
        Self { code, message, constraint: None, params: Vec::new() }
    }

    /// The same problem, naming `value` as `name` in its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.push((name, value.into()));
        self
    }
}

/// One finding at its place, as the report writers see it.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    /// What kind of problem it is.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// The row a spreadsheet shows: records counted from 1, header and blank records included.
    /// `None` for findings about the whole file.
    pub row: Option<u64>,
    /// The physical line on which the record begins, from 1; for a cell, the line it begins on.
    pub line: Option<u64>,
    /// The column, from 1.
    pub column: Option<u32>,
    /// The field's name in the schema, or the column's label where there is no schema.
    pub field: Option<&'a str>,
    /// The cell as it stands in the file (without its quotes), cut at
    /// [`crate::Limits::cell_echo`] characters. `None` for secret fields and where there is none.
    pub cell: Option<&'a str>,
    /// The broken constraint, for `constraint-error`.
    pub constraint: Option<Constraint>,
    /// The sentence.
    pub message: Message,
    /// What the sentence names.
    pub params: &'a [(&'static str, Param)],
    /// The rule of the template that is broken, where it is one; then the sentences are the rule's.
    pub rule: Option<BrokenRule<'a>>,
}

impl<'a> Finding<'a> {
    /// A problem of a whole row, or with neither row nor line of the whole file.
    #[must_use]
    pub fn of_row(
        problem: &'a Problem,
        severity: Severity,
        row: Option<u64>,
        line: Option<u64>,
    ) -> Self {
        Self {
            code: problem.code,
            severity,
            row,
            line,
            column: None,
            field: None,
            cell: None,
            constraint: problem.constraint,
            message: problem.message,
            params: &problem.params,
            rule: None,
        }
    }

    /// A rule that is broken, before it has a place.
    pub(crate) fn of_rule(broken: BrokenRule<'a>, params: &'a [(&'static str, Param)]) -> Self {
        Self {
            code: broken.rule.built_in_code(),
            severity: broken.rule.severity(),
            row: None,
            line: None,
            column: None,
            field: None,
            cell: None,
            constraint: None,
            message: Message::RowConstraint,
            params,
            rule: Some(broken),
        }
    }

    /// The name of the code in JSON: the built-in one, or that of the rule.
    #[must_use]
    pub fn code_name(&self) -> &'a str {
        self.rule.map_or(self.code.as_str(), |broken| broken.rule.code())
    }

    /// Writes the sentence that says what is wrong.
    pub fn write_message(&self, language: Language, out: &mut impl Sink) {
        match self.rule {
            Some(broken) => broken.write_message(language, self, out),
            None => write_message(language, self.message, &Args::from(self), out),
        }
    }

    /// Writes the sentence that says what to do about it.
    pub fn write_fix(&self, language: Language, out: &mut impl Sink) {
        match self.rule {
            Some(broken) => broken.write_fix(language, self, out),
            None => write_fix(language, self.message, &Args::from(self), out),
        }
    }
}

/// The letters a spreadsheet gives to column `column` (from 1): `A`, `Z`, `AA`, `BF`.
///
/// ```
/// use rollcall_engine::finding::column_letter;
/// assert_eq!(column_letter(3), "C");
/// assert_eq!(column_letter(58), "BF");
/// ```
#[must_use]
pub fn column_letter(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
