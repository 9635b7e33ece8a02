//! What clean files are applied to: the directory of each partner.
//!
//! What rows mean for it is in `rollcall-processing`; here is where it is kept.

pub mod database;
pub mod directory;
