//! What each stage of the engine costs alone, and all of them together, in MB/s and in ns a row (for
//! the checks: a cell).
//!
//! `cargo bench -p rollcall-engine --bench stages [-- FILTER]`, where the filter is part of a name,
//! such as `records` or `whole/users-7`. Times are those of the thread, so that what else the machine
//! does matters little; a change is told beside the run before.
//! `ROLLCALL_FILE` and `ROLLCALL_SCHEMA` name a file and its schema to be measured besides, as
//! `whole/given`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::cast_precision_loss)]

mod checks;
mod decode;
mod multipart;
#[path = "../files/people.rs"]
mod people;
mod rate;
mod records;
mod report;
#[path = "../files/template.rs"]
mod template;
mod unique;
mod whole;

/// How much arrives at a time: what the Worker reads at least.
const PIECE: usize = 64 << 10;
/// Rows of a file, 4 MB of seven columns: more than the caches next to a core hold.
const ROWS: usize = 50_000;

fn main() {
    multipart::run();
    decode::run();
    records::run();
    checks::run();
    unique::run();
    report::run();
    whole::run();
}
