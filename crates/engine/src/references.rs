//! References: cells whose value has to stand in a list, or in a column of the same file (Data Package
//! v2, Table Schema, `foreignKeys`).
//!
//! A [`List`] is at hand before the first record, so a cell that is not on it is found at once. A
//! reference to the file itself may point to a row further down. Such a cell waits, as a hash of 64
//! bits and its place, until the file ends; those that found no row then are the late findings, and an
//! [`crate::report::amendment::Amendment`] writes them into what has been written long before.
//!
//! Memory is bounded as for uniqueness: a value that may be referred to takes 12 bytes of the same
//! budget, and at most [`MOST_WAITING`] references wait at a time. Where that is not enough, a finding
//! says so, and nothing is called wrong that may be right.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::check::{CellCheck, Outcome};
use crate::finding::Severity;
use crate::unique::{Budget, Seen, Sighting};

/// How many references may wait for a row further down.
pub(crate) const MOST_WAITING: usize = 400_000;

/// Past this many, those whose row has come since are let go.
const FIRST_SIFTING: usize = 16_384;

/// How much of the waiting cells is kept to be shown, in bytes.
const SHOWN_BYTES: usize = 2 * 1024 * 1024;

/// The values of a resource that fields may refer to: one a line.
///
/// Lines end in LF or CRLF; space around a value and lines without one do not count, and a line that
/// is written between quotes, as a spreadsheet does it, is taken without them.
///
/// ```
/// use rollcall_engine::references::List;
///
/// let list = List::from_text("\u{feff}Paris\r\n\r\n  Aix-en-Provence \n\"L'Aquila \"\"centro\"\"\"");
/// assert!(list.values().eq(["Paris", "Aix-en-Provence", "L'Aquila \"centro\""]));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    values: Vec<Box<str>>,
}

impl List {
    /// Reads a list from its text.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let values = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| {
            let quoted = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            match quoted {
                Some(value) => value.replace("\"\"", "\"").into(),
                None => line.into(),
            }
        });
        Self { values: values.collect() }
    }

    /// The number behind a label, in a list of labels and numbers: `Webex Calling;12`, with a semicolon,
    /// a comma or a tab before the number.
    ///
    /// ```
    /// use rollcall_engine::references::List;
    ///
    /// let list = List::from_text("Contact Center Premium [Sub12], Lyon;3\nWebex Calling\t0\n");
    /// assert_eq!(list.number("Contact Center Premium [Sub12], Lyon"), Some(3));
    /// assert_eq!(list.number("webex calling"), Some(0));
    /// assert_eq!(list.number("Webex"), None);
    /// ```
    #[must_use]
    pub fn number(&self, label: &str) -> Option<u64> {
        self.values.iter().find_map(|line| {
            let (known, number) = line.rsplit_once([';', ',', '\t'])?;
            let is_it = known.trim().eq_ignore_ascii_case(label.trim());
            number.trim().parse().ok().filter(|_| is_it)
        })
    }

    /// The values, in their order.
    #[must_use]
    pub fn values(&self) -> impl ExactSizeIterator<Item = &str> {
        self.values.iter().map(|value| &**value)
    }
}

/// Lists by the name of the resource that they stand for.
pub type Lists = BTreeMap<String, Rc<List>>;

/// One foreign key, on the columns of one file.
pub(crate) struct Reference {
    /// The referring columns.
    pub(crate) columns: Vec<usize>,
    /// The field, or the fields, that refer.
    pub(crate) name: Rc<str>,
    /// What is referred to: a list, or fields of this file.
    pub(crate) target_name: Rc<str>,
    /// How much a finding weighs.
    pub(crate) severity: Severity,
    pub(crate) secret: bool,
    pub(crate) target: Target,
}

pub(crate) enum Target {
    /// The values of a list: as they are compared, and as they are written.
    List(Seen, Rc<List>),
    /// Columns of the same file, and the values that have stood in them so far.
    Own { columns: Vec<usize>, seen: Seen },
}

impl Target {
    /// The values of a list, as a field of that check would read them.
    pub(crate) fn of_list(list: &Rc<List>, check: &CellCheck, seed: u64) -> Self {
        let mut values = Seen::new(seed);
        let mut budget = Budget::new(u64::MAX);
        let (mut problems, mut key) = (Vec::new(), Vec::new());
        for value in list.values() {
            problems.clear();
            key.clear();
            match check.check(value, &mut problems) {
                Outcome::Missing => continue,
                Outcome::Valid => key_cell(&check.canonical(value), &mut key),
                Outcome::Invalid => key_cell(value, &mut key),
            }
            values.see(&key, 0, &mut budget);
        }
        Self::List(values, Rc::clone(list))
    }
}

/// Adds a value to a key. Its length keeps ("a", "bc") apart from ("ab", "c").
pub(crate) fn key_cell(value: &str, key: &mut Vec<u8>) {
    key.push(1);
    key.extend_from_slice(&(value.len() as u64).to_le_bytes());
    key.extend_from_slice(value.as_bytes());
}

/// Adds to a key that the value is missing.
pub(crate) fn key_gap(key: &mut Vec<u8>) {
    key.push(0);
}

/// A reference whose row has not come yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Waiting {
    pub(crate) hash: u64,
    pub(crate) row: u32,
    pub(crate) line: u32,
    /// Which reference, as a place in the list of them.
    pub(crate) reference: u16,
    /// Whether the row has an error already.
    pub(crate) row_invalid: bool,
    /// Whether it has a warning.
    pub(crate) row_warned: bool,
    /// Where its cell stands among the shown ones; nothing where it is not kept.
    shown: Option<(u32, u32)>,
}

/// All references of a file that wait, in row order.
#[derive(Debug, Default)]
pub(crate) struct WaitingRoom {
    pub(crate) all: Vec<Waiting>,
    cells: String,
    sift_at: usize,
    /// Some could not wait.
    pub(crate) full: bool,
}

impl WaitingRoom {
    /// Lets a reference wait.
    pub(crate) fn wait(
        &mut self,
        hash: u64,
        (row, line): (u64, u64),
        (reference, references): (usize, &[Reference]),
        (row_invalid, row_warned): (bool, bool),
        cell: Option<&str>,
    ) {
        if self.all.len() >= self.sift_at.max(FIRST_SIFTING) {
            self.sift(references);
            self.sift_at = (self.all.len() * 2).min(MOST_WAITING);
        }
        let (Ok(row), Ok(line), Ok(reference)) =
            (u32::try_from(row), u32::try_from(line), u16::try_from(reference))
        else {
            self.full = true;
            return;
        };
        if self.all.len() >= MOST_WAITING {
            self.full = true;
            return;
        }
        let shown =
            cell.filter(|cell| self.cells.len() + cell.len() <= SHOWN_BYTES).and_then(|cell| {
                let begin = u32::try_from(self.cells.len()).ok()?;
                self.cells.push_str(cell);
                Some((begin, u32::try_from(self.cells.len()).ok()?))
            });
        self.all.push(Waiting { hash, row, line, reference, row_invalid, row_warned, shown });
    }

    /// Lets go those whose row has come.
    pub(crate) fn sift(&mut self, references: &[Reference]) {
        self.all.retain(|waiting| {
            !references.get(usize::from(waiting.reference)).is_some_and(
                |reference| match &reference.target {
                    Target::Own { seen, .. } | Target::List(seen, _) => seen.holds(waiting.hash),
                },
            )
        });
        let mut cells = String::new();
        for waiting in &mut self.all {
            if let Some((begin, end)) = waiting.shown {
                let from = cells.len() as u32;
                cells.push_str(self.cells.get(begin as usize..end as usize).unwrap_or_default());
                waiting.shown = Some((from, cells.len() as u32));
            }
        }
        self.cells = cells;
    }

    /// The cell of one that waits, where it is kept.
    pub(crate) fn cell(&self, waiting: &Waiting) -> Option<&str> {
        let (begin, end) = waiting.shown?;
        self.cells.get(begin as usize..end as usize)
    }
}

/// Whether a value is among those of a target, and its hash.
pub(crate) fn stands(seen: &Seen, key: &[u8]) -> (bool, u64) {
    let hash = seen.hash(key);
    (seen.holds(hash), hash)
}

/// Notes a value that may be referred to.
pub(crate) fn note(seen: &mut Seen, key: &[u8], row: u64, budget: &mut Budget) {
    // One that cannot be kept is said in the end, by the budget.
    let _: Sighting = seen.see(key, row, budget);
}
