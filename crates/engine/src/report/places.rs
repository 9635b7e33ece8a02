//! Where in a file its errors lie: a picture of the whole file that is exact and never grows.
//!
//! Rows are counted in at most [`MOST_BINS`] bins of the same number of rows, a power of two. When a
//! row lies behind the last bin, two bins become one until it does not, so the same rows lie in the
//! same bins however far the file goes and however its bytes arrive.

use serde::{Deserialize, Serialize};

/// How many bins there are at the most: about as many as a strip on a screen can show.
pub const MOST_BINS: usize = 256;

/// The rows with findings, by where they lie.
///
/// A row is counted where a spreadsheet shows it, so bin `i` holds the rows from
/// `first_row + i * rows_each` on; comments between the data have their place there too.
///
/// ```
/// use rollcall_engine::{Settings, Validation};
///
/// let mut validation = Validation::new(Settings::default());
/// validation.push(b"a,b\n1,2\n1\n1,2\n");
/// let places = validation.finish().report.places;
/// assert_eq!((places.first_row, places.rows_each), (2, 1));
/// assert_eq!(places.errors, [0, 1, 0]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    /// The row behind the last header row: the first that can be data.
    pub first_row: u64,
    /// How many rows each bin holds: 1, 2, 4 and so on.
    pub rows_each: u64,
    /// How many rows of each bin have an error. Together as many as the file has invalid rows.
    pub errors: Vec<u64>,
    /// How many have warnings and no error.
    pub warnings: Vec<u64>,
}

impl Default for Places {
    fn default() -> Self {
        Self { first_row: 1, rows_each: 1, errors: Vec::new(), warnings: Vec::new() }
    }
}

impl Places {
    /// Counts a row that has an error, or only warnings.
    pub(crate) fn count(&mut self, row: u64, is_error: bool) {
        let bin = self.bin(row);
        let bins = if is_error { &mut self.errors } else { &mut self.warnings };
        if let Some(count) = bins.get_mut(bin) {
            *count += 1;
        }
    }

    /// A row that was counted for its warnings turns out to have an error.
    pub(crate) fn turn(&mut self, row: u64) {
        let bin = self.bin(row);
        if let Some(count) = self.warnings.get_mut(bin) {
            *count = count.saturating_sub(1);
        }
        self.count(row, true);
    }

    /// The file has ended after `rows` of data.
    pub(crate) fn close(&mut self, rows: u64) {
        if let Some(last) = rows.checked_sub(1) {
            self.bin(self.first_row + last);
        }
    }

    /// The bin of a row, made if it is not there.
    fn bin(&mut self, row: u64) -> usize {
        let place = row.saturating_sub(self.first_row);
        while place / self.rows_each >= MOST_BINS as u64 {
            self.rows_each *= 2;
            halve(&mut self.errors);
            halve(&mut self.warnings);
        }
        let bin = (place / self.rows_each) as usize;
        if bin >= self.errors.len() {
            self.errors.resize(bin + 1, 0);
            self.warnings.resize(bin + 1, 0);
        }
        bin
    }
}

/// Makes one bin of every two.
fn halve(bins: &mut Vec<u64>) {
    *bins = bins.chunks(2).map(|two| two.iter().sum()).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_double_when_the_file_outgrows_them() {
        let mut places = Places { first_row: 3, ..Places::default() };
        for row in 3..3 + 1000 {
            places.count(row, row % 3 == 0);
        }
        places.close(1000);
        assert_eq!((places.rows_each, places.errors.len()), (4, 250));
        let sum = |bins: &[u64]| bins.iter().sum::<u64>();
        assert_eq!((sum(&places.errors), sum(&places.warnings)), (334, 666));
        assert!(places.errors.iter().zip(&places.warnings).all(|(a, b)| a + b == 4));
    }

    #[test]
    fn valid_rows_at_the_end_have_bins_too() {
        let mut places = Places::default();
        places.count(2, true);
        places.close(300);
        assert_eq!((places.rows_each, places.errors.len()), (2, 150));
        assert_eq!(places.errors.first(), Some(&1));
    }

    #[test]
    fn a_late_error_takes_the_place_of_a_warning() {
        let mut places = Places::default();
        places.count(5, false);
        places.turn(5);
        assert_eq!((places.errors.last(), places.warnings.last()), (Some(&1), Some(&0)));
    }
}
