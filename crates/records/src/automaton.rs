//! Walks through tables of patterns. The engine lays them out, when a schema is read.

/// No way to a match from here.
pub const DEAD: u8 = 0;
/// The table has no answer.
pub const UNKNOWN: u8 = 1;

/// A pattern that a whole text matches, as a table.
#[derive(Debug)]
pub struct Automaton {
    /// For each state and byte, the next state.
    table: Box<[[u8; 256]]>,
    /// Whether a text may end in the state.
    accepts: [bool; 256],
    start: u8,
}

impl Automaton {
    /// What the tables of a pattern are made into: for each state and byte the next state, whether a
    /// text may end in a state, and where one begins. The first two states are [`DEAD`] and
    /// [`UNKNOWN`].
    #[must_use]
    pub const fn new(table: Box<[[u8; 256]]>, accepts: [bool; 256], start: u8) -> Self {
        Self { table, accepts, start }
    }

    /// Whether the whole text matches; `None` where the table has no answer.
    #[inline]
    #[must_use]
    pub fn is_match(&self, text: &str) -> Option<bool> {
        let bytes = text.as_bytes();
        let mut state = self.start;
        let mut at = 0;
        while let Some(row) = self.table.get(usize::from(state)) {
            // Most bytes lead from a state to itself. As a branch, not as a chain of loads, that is
            // predicted, and several bytes are looked up at once.
            let mut next = state;
            while next == state {
                let Some(&byte) = bytes.get(at) else {
                    let accepted = self.accepts[usize::from(state)];
                    return (state != UNKNOWN).then_some(accepted);
                };
                at += 1;
                next = row[usize::from(byte)];
            }
            if next <= UNKNOWN {
                return (next == DEAD).then_some(false);
            }
            state = next;
        }
        None
    }
}
