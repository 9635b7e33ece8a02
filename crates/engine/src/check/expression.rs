//! A compiled regular expression.
//!
//! It is asked one thing: whether a text has a match. The `regex` crate also finds where a match
//! stands, for which it brings a choice of engines and a search for literals; the two engines beneath
//! it that need neither are used here by themselves. Both take time linear in the text.

use std::sync::Arc;

use regex_automata::Input;
use regex_automata::nfa::thompson::backtrack::{self, BoundedBacktracker};
use regex_automata::nfa::thompson::pikevm::{self, PikeVM};
use regex_automata::nfa::thompson::{Compiler, Config, NFA, WhichCaptures};
use regex_automata::util::pool::Pool;
use regex_syntax::hir::Hir;

/// The longest text for which the backtracker is asked. Behind that it loses to the other engine,
/// which stops at the first match.
const SHORT: usize = 128;

/// A regular expression, to be shared by cloning it.
#[derive(Debug, Clone)]
pub struct Regex(Arc<Engines>);

#[derive(Debug)]
struct Engines {
    source: Box<str>,
    short: BoundedBacktracker,
    long: PikeVM,
    scratch: Pool<Scratch, fn() -> Scratch>,
}

/// The memory the engines work in, one for each thread that asks at the same time.
#[derive(Debug, Default)]
struct Scratch {
    short: Option<backtrack::Cache>,
    long: Option<pikevm::Cache>,
}

impl Regex {
    /// Compiles what the parser made of `source`. `None` where it takes more than `size` bytes.
    pub(crate) fn new(source: &str, parsed: &Hir, size: usize) -> Option<Self> {
        let config = Config::new().nfa_size_limit(Some(size)).which_captures(WhichCaptures::None);
        let nfa: NFA = Compiler::new().configure(config).build_from_hir(parsed).ok()?;
        Some(Self(Arc::new(Engines {
            source: source.into(),
            short: BoundedBacktracker::new_from_nfa(nfa.clone()).ok()?,
            long: PikeVM::new_from_nfa(nfa).ok()?,
            scratch: Pool::new(Scratch::default),
        })))
    }

    /// The expression as it was compiled.
    pub(crate) fn as_str(&self) -> &str {
        &self.0.source
    }

    /// Whether some part of the text matches.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let Engines { short, long, scratch, .. } = &*self.0;
        let mut scratch = scratch.get();
        let input = Input::new(text).earliest(true);
        if text.len() <= SHORT {
            let cache = scratch.short.get_or_insert_with(|| short.create_cache());
            // It refuses a text that is too long for the memory it has; the other takes any.
            if let Ok(answer) = short.try_is_match(cache, input.clone()) {
                return answer;
            }
        }
        long.is_match(scratch.long.get_or_insert_with(|| long.create_cache()), input)
    }
}
