//! Text to records, and past those of which nothing has to be said: what every byte and every cell
//! of a file goes through.
//!
//! It is a crate of its own because a profile chooses how a whole crate is compiled: this one for
//! speed, and the engine, which knows what to say of a cell, for size. So the loops over records and
//! over cells are here, and what is generic over the caller's function is not on the way of a check:
//! it would be compiled with the caller.
//!
//! [`records`] reads, [`gate`] looks at the cells of each record by the [`glance`] of their columns
//! and copies what is clean, and a [`Checker`] is asked about everything else. [`unique`] remembers
//! values.

pub mod automaton;
pub mod check;
pub mod formula;
pub mod gate;
pub mod glance;
pub mod records;
pub mod unique;
pub mod writing;

mod format;

pub use format::{COLUMNS, Format, RECORD_BYTES};
pub use gate::Checker;
