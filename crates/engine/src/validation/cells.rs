//! The check of the cells of a record, one after the other.
//!
//! # How it works
//!
//! There are two ways. Nearly every cell takes the short one, which is the
//! [gate](rollcall_records::gate)'s: records whose cells all take it do not come here, unless a cell
//! has to be remembered or asked about. This is the other way, which knows everything: formulas, NULs,
//! the text that stands for no value, damage, why a cell is refused, and what is doubtful about one
//! that is not.
//!
//! # If you change it
//!
//! The short way may never pass a cell of which the other would say something. What depends on the
//! whole record (damage, characters that nobody sees) or on the file (NULs, a null sequence) turns the
//! short way off for the record.

use std::rc::Rc;

use rollcall_records::gate::First;

use super::{Column, Core};
use crate::check::{CellCheck, Outcome};
use crate::finding::{Code, Constraint, Problem, Severity};
use crate::formula::runs;
use crate::language::Message;
use crate::records::{Damage, Record};
use crate::schema::{Field, Schema};
use crate::unique::Sighting;

impl Core {
    /// Formulas and what spreadsheets leave behind, where there is no schema to check against.
    pub(super) fn check_risks(&mut self, record: &Record<'_>) {
        for index in 0..record.len() {
            let mut scratch = std::mem::take(&mut self.scratch);
            let cell = record.cell(index, &mut scratch);
            let name = self.columns.get(index).map(|column| Rc::clone(&column.name));
            let value = self.cell_risks(record, index, name.as_deref(), cell, false);
            if let Some(problem) = CellCheck::doubt_unknown_in(value, record.is_latin) {
                let (name, severity) = (name.as_deref(), Severity::Warning);
                self.cell_finding(record, index, name, Some(value), &problem, severity);
            }
            self.scratch = scratch;
        }
    }

    /// Checks every cell that has a column.
    pub(super) fn check_cells(&mut self, record: &Record<'_>, schema: &Schema) {
        let cells = 0..record.len().min(self.columns.len());
        // What is known of a record, and what may stand in a file, for its cells to be seen valid.
        let short = record.is_latin
            && record.damage.is_empty()
            && !self.nul
            && self.given.null_sequence.is_none();
        if !short {
            for index in cells {
                self.look_at_cell(record, index, schema);
            }
            return;
        }
        // The gate has looked at some of the cells already.
        let mut from = self.gate.seen;
        let mut seen = 0;
        while let (Some(index), _) = self.gate.doubtful(record, from) {
            self.note_valid(record, schema, seen..index);
            self.look_at_cell(record, index, schema);
            seen = index + 1;
            from = seen;
        }
        self.note_valid(record, schema, seen..cells.end);
    }

    /// Remembers what has to be of cells that are seen to be valid, or empty as they may be.
    pub(super) fn note_valid(
        &mut self,
        record: &Record<'_>,
        schema: &Schema,
        cells: std::ops::Range<usize>,
    ) {
        if !self.asks {
            return;
        }
        let mut columns = std::mem::take(&mut self.columns);
        let mut scratch = std::mem::take(&mut self.scratch);
        let asked = columns.iter_mut().enumerate().take(cells.end).skip(cells.start);
        for (index, column) in asked.filter(|(_, column)| column.is_asked_about()) {
            let cell = record.cell(index, &mut scratch);
            let outcome = if cell.is_empty() { Outcome::Missing } else { Outcome::Valid };
            if let Some(place) = column.watched {
                self.rules.note(place, outcome);
            }
            if column.remembers && outcome == Outcome::Valid {
                self.remember(record, index, column, schema, cell);
            }
        }
        self.columns = columns;
        self.scratch = scratch;
    }

    fn look_at_cell(&mut self, record: &Record<'_>, index: usize, schema: &Schema) {
        let mut columns = std::mem::take(&mut self.columns);
        let mut scratch = std::mem::take(&mut self.scratch);
        if let Some(column) = columns.get_mut(index) {
            let cell = record.cell(index, &mut scratch);
            if !cell.is_empty() || !self.gate.columns.get(index).is_some_and(|c| c.may_be_empty) {
                self.check_cell(record, index, column, schema, cell);
            } else if let Some(place) = column.watched {
                self.rules.note(place, Outcome::Missing);
            }
        }
        self.columns = columns;
        self.scratch = scratch;
    }

    /// Everything about a cell.
    #[inline(never)]
    fn check_cell(
        &mut self,
        record: &Record<'_>,
        index: usize,
        column: &mut Column,
        schema: &Schema,
        cell: &str,
    ) {
        let field = column.field.and_then(|field| schema.fields.get(field));
        let secret = field.is_some_and(|field| field.secret);
        let name = Some(&*column.name);
        let value = self.cell_risks(record, index, name, cell, secret);
        let Some(field) = field else { return };
        let value = match &self.given.null_sequence {
            Some(null) if null == value => "",
            _ => value,
        };
        // A cell whose writing is damaged has its finding already. JSON with quotes of its own may be
        // as it should.
        if record.damage.iter().any(|(cell, damage)| {
            *cell == index && !(field.check.is_json() && *damage == Damage::StrayQuote)
        }) {
            return;
        }
        let mut problems = std::mem::take(&mut self.problems);
        let outcome = field.check.check(value, &mut problems);
        if let Some(place) = column.watched {
            self.rules.note(place, outcome);
        }
        match outcome {
            Outcome::Missing | Outcome::Invalid => {
                if outcome == Outcome::Invalid {
                    field.check.explain(value, secret, &mut problems);
                }
                for mut problem in problems.drain(..) {
                    if problem.message == Message::ConstraintErrorPattern
                        && let Some(hint) = field.hint(self.language)
                    {
                        problem.message = Message::ConstraintErrorPatternHint;
                        problem = problem.with("hint", hint);
                    }
                    let shown = (!secret && !value.is_empty()).then_some(value);
                    let severity = field.severity.unwrap_or(problem.code.severity());
                    self.cell_finding(record, index, name, shown, &problem, severity);
                }
            }
            Outcome::Valid => {
                if let Some(problem) = field.check.doubt_in(value, record.is_latin) {
                    let shown = (!secret).then_some(value);
                    self.cell_finding(record, index, name, shown, &problem, Severity::Warning);
                }
                if column.remembers {
                    self.remember(record, index, column, schema, value);
                }
            }
        }
        self.problems = problems;
    }

    /// Counts a valid cell where a list says how many there may be, and looks whether it repeats one
    /// that has to be unique.
    fn remember(
        &mut self,
        record: &Record<'_>,
        index: usize,
        column: &mut Column,
        schema: &Schema,
        value: &str,
    ) {
        let field: Option<&Field> = column.field.and_then(|field| schema.fields.get(field));
        let Some(field) = field else { return };
        if column.left.is_some() && field.check.says_yes(value) {
            column.asked += 1;
        }
        let Some(seen) = &mut column.seen else { return };
        let canonical = field.check.canonical(value);
        let sighting = seen.see(canonical.as_bytes(), record.row, &mut self.budget);
        if let Sighting::Again(first) = sighting {
            let mut problem =
                Problem::new(Code::UniqueError, Message::UniqueError).with("first_row", first);
            problem.constraint = Some(Constraint::Unique);
            let shown = (!field.secret).then_some(value);
            let severity = field.severity.unwrap_or(Severity::Error);
            self.cell_finding(record, index, Some(&column.name), shown, &problem, severity);
        }
    }

    /// Looks at one value's first byte, and for NULs where there are any. Gives the value without
    /// the apostrophe that an earlier report put before a formula.
    #[inline]
    fn cell_risks<'c>(
        &mut self,
        record: &Record<'_>,
        index: usize,
        name: Option<&str>,
        cell: &'c str,
        secret: bool,
    ) -> &'c str {
        let first = cell.as_bytes().first().map(|&byte| First::UNQUOTED[usize::from(byte)]);
        if self.nul || first == Some(First::Formula) {
            return self.look_at_risks(record, index, name, cell, secret);
        }
        cell
    }

    fn look_at_risks<'c>(
        &mut self,
        record: &Record<'_>,
        index: usize,
        name: Option<&str>,
        cell: &'c str,
        secret: bool,
    ) -> &'c str {
        let neutralised = cell.strip_prefix('\'').filter(|rest| runs(rest));
        let value = neutralised.unwrap_or(cell);
        if neutralised.is_some() || runs(cell) {
            if neutralised.is_none() {
                self.risky.push(index);
            }
            let start = value.chars().next().map(|char| match char {
                '\t' => "TAB".to_owned(),
                '\r' => "CR".to_owned(),
                char => char.to_string(),
            });
            let problem = Problem::new(Code::FormulaRisk, Message::FormulaRisk)
                .with("start", start.unwrap_or_default());
            let shown = (!secret).then_some(value);
            self.cell_finding(record, index, name, shown, &problem, Severity::Warning);
        }
        if self.nul && memchr::memchr(0, cell.as_bytes()).is_some() {
            let problem = Problem::new(Code::InvisibleCharacter, Message::InvisibleCharacterNul);
            let shown = (!secret).then_some(cell);
            self.cell_finding(record, index, name, shown, &problem, Severity::Error);
        }
        value
    }
}
