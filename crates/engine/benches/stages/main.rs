//! What each stage of the engine costs alone, and all of them together, in MB/s and in ns a row (for
//! the checks: a cell).
//!
//! `cargo bench -p rollcall-engine --bench stages [-- FILTER]`, where the filter is part of a name,
//! such as `records` or `whole/users-7`. The stage before them all, multipart, has its bench in its
//! own crate.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss)]

mod decode;
#[path = "../files/people.rs"]
mod people;
mod rate;
mod records;
#[path = "../files/template.rs"]
mod template;
mod whole;

/// How much arrives at a time: what the Worker reads at least.
const PIECE: usize = 64 << 10;
/// Rows of a file, 4 MB of seven columns: more than the caches next to a core hold.
const ROWS: usize = 50_000;

fn main() {
    decode::run();
    records::run();
    whole::run();
}
