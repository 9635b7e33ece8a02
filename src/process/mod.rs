//! What clean files are applied to: the directory of each partner, here or behind SCIM.
//!
//! What rows mean for it is in `rollcall-processing`; here is where it is kept.

pub mod applicable;
pub mod apply;
pub mod begin;
pub mod database;
pub mod directory;
pub mod outcomes;
pub mod plan;
pub mod processing;
pub mod revert;
pub mod scim;
pub mod users;
mod wait;

use rollcall_processing::Meaning;

use crate::store::StoreError;
use database::Fault;
use scim::Outage;

/// How long one letter goes on before the next is written, in milliseconds.
const TURN_MILLIS: u64 = 20_000;
/// After how many seconds a letter comes again that could not be seen to.
const WAIT_SECONDS: u32 = 10;
/// How many rows are decided and written at once.
const ROWS_AT_ONCE: usize = 200;
/// The most rows of a file that is applied as a whole or not at all, which has to be one transaction.
const WHOLE_FILE: usize = 5_000;
/// The most rows of a file that is applied: a plan goes through all of them while somebody waits.
const FILE_MOST: u64 = 100_000;

/// How many rows of files with this meaning are decided and written at once.
fn rows_at_once(meaning: Meaning) -> usize {
    if meaning.blocks_whole_file() { WHOLE_FILE } else { ROWS_AT_ONCE }
}

/// That storage or the directory did not do what it was asked.
#[derive(Debug)]
pub enum Trouble {
    /// Storage.
    Storage(StoreError),
    /// The directory.
    Directory(Fault),
    /// The directory behind SCIM.
    Service(Outage),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Storage(error)
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Directory(fault)
    }
}

impl From<Outage> for Trouble {
    fn from(outage: Outage) -> Self {
        Self::Service(outage)
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Storage(error) => error.fmt(f),
            Self::Directory(fault) => fault.fmt(f),
            Self::Service(outage) => outage.fmt(f),
        }
    }
}
