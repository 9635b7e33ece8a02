//! Fuzzing that runs on a stable toolchain.
//!
//! Each target is a plain function of bytes that asserts what must hold for any input; a failed
//! assertion is the finding. Coverage cannot be measured without a nightly compiler, so a target
//! says itself when something new has happened ([`seen`]: a code, a damage, an error it has not
//! given before), and the loop keeps such an input to mutate it further.
//!
//! ```sh
//! cargo run --profile fuzz -p rollcall-fuzz -- engine --seconds 60
//! ```

pub mod mutation;
pub mod random;
#[path = "../../crates/engine/tests/round_trip/asserts.rs"]
mod round_trip;
pub mod supervisor;
mod targets;

use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// One thing to be fuzzed.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name on the command line, and that of its folder in `corpus`.
    pub name: &'static str,
    /// Asserts on an input what must hold for any.
    pub run: fn(&[u8]),
    /// What a mutation inserts: words that mean something to it.
    pub tokens: &'static [&'static [u8]],
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { name: "multipart", run: targets::multipart, tokens: mutation::MULTIPART },
    Target { name: "decode", run: targets::decode, tokens: mutation::BYTES },
    Target { name: "dialect", run: targets::dialect, tokens: mutation::DIALECT },
    Target { name: "records", run: targets::records, tokens: mutation::CSV },
    Target { name: "schema", run: targets::schema, tokens: mutation::SCHEMA },
    Target { name: "engine", run: targets::engine, tokens: mutation::CELLS },
];

/// The target of that name.
#[must_use]
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().copied().find(|target| target.name == name)
}

thread_local! {
    static SEEN: RefCell<(HashSet<u64>, usize)> = RefCell::new((HashSet::new(), 0));
}

/// Notes that something happened; what has not happened before makes an input worth keeping.
pub(crate) fn seen(what: impl Hash) {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    SEEN.with_borrow_mut(|(all, fresh)| {
        if all.len() < 20_000 && all.insert(hasher.finish()) {
            *fresh += 1;
        }
    });
}

/// How many new things have happened on this thread since the last call.
#[must_use]
pub fn take_fresh() -> usize {
    SEEN.with_borrow_mut(|(_, fresh)| std::mem::take(fresh))
}
