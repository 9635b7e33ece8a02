//! Patterns as tables of bytes: the next state for each state and byte.
//!
//! A regular expression costs a fraction of a microsecond a cell, and most patterns of schemas are
//! simple: some digits, one of a few words, a character that may not occur. Such a pattern becomes a
//! table here when the schema is read, and a cell is then a walk through it.
//!
//! # How it works
//!
//! The parser of the `regex` crate has read the pattern; what it gives is laid out as a machine of
//! nodes (Thompson's construction), and the sets of nodes that can be reached together become the
//! states of the table (the subset construction). The pattern is asked whether the whole cell
//! matches, so where a match begins, and which of several, does not matter.
//!
//! Characters are taken apart as far as it pays: each of ASCII, and each up to U+017F, in which the
//! Latin letters with accents lie; the others are one, as long as the pattern treats them as one
//! (`[^@ ]` takes them all, `[0-9]` none). Where it does not, and where it would have more than
//! [`MOST_STATES`] states or asks about the boundaries of words, the table has no answer, and the
//! expression itself is asked.
//!
//! # If you change it
//!
//! An answer must be that of the expression: the tests ask both, for patterns and cells made up at
//! random.

use std::collections::HashMap;

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};
use rollcall_records::automaton::{Automaton, DEAD, UNKNOWN};

/// The most states of a table; each takes 256 bytes.
const MOST_STATES: usize = 40;
/// The most nodes of a machine: what repetitions with high counts are laid out to.
const MOST_NODES: usize = 600;

/// The first character that is not told from those behind it.
const TOGETHER: u32 = 0x180;
/// The characters below [`TOGETHER`], and one that stands for all others.
const SYMBOLS: usize = TOGETHER as usize + 1;
/// The place of that one.
const OTHERS: usize = TOGETHER as usize;

/// The table of a pattern in the syntax of the `regex` crate; `None` where it has none.
pub(crate) fn table(pattern: &str) -> Option<Automaton> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut machine = Machine { nodes: vec![Node::Match] };
    let first = machine.lay(&hir, 0)?;
    Tables::of(&machine, first)
}

/// The characters that a node takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Set {
    /// A bit for each below [`TOGETHER`].
    bits: [u64; (TOGETHER / 64) as usize],
    others: Share,
}

/// How many of the characters from [`TOGETHER`] on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Share {
    None,
    Some,
    All,
}

impl Set {
    /// `ranges` are code points, sorted and apart, as the parser gives them.
    fn of(ranges: impl Iterator<Item = (u32, u32)>) -> Self {
        let mut set = Self { bits: [0; 6], others: Share::None };
        // Surrogates are no characters, so a class of everything comes in two ranges or one.
        let mut missing = TOGETHER;
        for (start, end) in ranges {
            for code in start..=end.min(TOGETHER - 1) {
                if let Some(bits) = set.bits.get_mut((code / 64) as usize) {
                    *bits |= 1 << (code % 64);
                }
            }
            if end >= TOGETHER {
                set.others = Share::Some;
                if start <= missing {
                    missing = if end == 0xD7FF { 0xE000 } else { end + 1 };
                }
            }
        }
        if missing > 0x10_FFFF {
            set.others = Share::All;
        }
        set
    }

    fn of_char(char: char) -> Self {
        let code = u32::from(char);
        Self::of(std::iter::once((code, code)))
    }

    fn of_class(class: &Class) -> Option<Self> {
        match class {
            Class::Unicode(class) => Some(Self::of(
                class.iter().map(|range| (u32::from(range.start()), u32::from(range.end()))),
            )),
            // Bytes beyond ASCII are no characters.
            Class::Bytes(class) => class.is_ascii().then(|| {
                Self::of(class.iter().map(|range| (range.start().into(), range.end().into())))
            }),
        }
    }

    /// Whether it takes the character; `None` for some of the others.
    fn holds(&self, symbol: usize) -> Option<bool> {
        match (self.bits.get(symbol / 64), self.others) {
            (Some(bits), _) => Some(bits & 1 << (symbol % 64) != 0),
            (None, Share::None) => Some(false),
            (None, Share::All) => Some(true),
            (None, Share::Some) => None,
        }
    }
}

/// A node, with the numbers of those behind it.
enum Node {
    Match,
    Take(Set, usize),
    /// A way that is open at one place of the text only.
    Look(Place, usize),
    Split(Vec<usize>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    End,
}

/// The nodes of a pattern, laid out from its end.
struct Machine {
    nodes: Vec<Node>,
}

impl Machine {
    fn add(&mut self, node: Node) -> Option<usize> {
        (self.nodes.len() < MOST_NODES).then(|| {
            self.nodes.push(node);
            self.nodes.len() - 1
        })
    }

    /// Lays out a part, behind which comes `next`; its first node.
    fn lay(&mut self, part: &Hir, next: usize) -> Option<usize> {
        match part.kind() {
            HirKind::Empty => Some(next),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).ok()?;
                text.chars()
                    .rev()
                    .try_fold(next, |next, char| self.add(Node::Take(Set::of_char(char), next)))
            }
            HirKind::Class(class) => {
                let set = Set::of_class(class)?;
                self.add(Node::Take(set, next))
            }
            HirKind::Look(Look::Start) => self.add(Node::Look(Place::Start, next)),
            HirKind::Look(Look::End) => self.add(Node::Look(Place::End, next)),
            HirKind::Look(_) => None,
            HirKind::Capture(capture) => self.lay(&capture.sub, next),
            HirKind::Concat(parts) => {
                parts.iter().rev().try_fold(next, |next, part| self.lay(part, next))
            }
            HirKind::Alternation(parts) => {
                let ways: Option<Vec<usize>> =
                    parts.iter().map(|part| self.lay(part, next)).collect();
                self.add(Node::Split(ways?))
            }
            HirKind::Repetition(repetition) => self.lay_repetition(repetition, next),
        }
    }

    fn lay_repetition(&mut self, repetition: &Repetition, next: usize) -> Option<usize> {
        let Repetition { min, max, sub, .. } = repetition;
        let mut first = next;
        match max {
            None => {
                let around = self.add(Node::Split(vec![next]))?;
                let again = self.lay(sub, around)?;
                if let Some(Node::Split(ways)) = self.nodes.get_mut(around) {
                    ways.push(again);
                }
                first = around;
            }
            Some(max) => {
                for _ in *min..*max {
                    let once = self.lay(sub, first)?;
                    first = self.add(Node::Split(vec![once, next]))?;
                }
            }
        }
        (0..*min).try_fold(first, |next, _| self.lay(sub, next))
    }

    /// The nodes that take a character, and the match, as far as they are reached from `from`
    /// without one.
    fn reach(&self, from: impl IntoIterator<Item = usize>, places: &[Place]) -> Vec<usize> {
        let mut seen = vec![false; self.nodes.len()];
        let mut waiting: Vec<usize> = from.into_iter().collect();
        while let Some(at) = waiting.pop() {
            let Some(seen) = seen.get_mut(at) else { continue };
            if std::mem::replace(seen, true) {
                continue;
            }
            match self.nodes.get(at) {
                Some(Node::Split(ways)) => waiting.extend(ways),
                Some(Node::Look(place, next)) if places.contains(place) => waiting.push(*next),
                _ => {}
            }
        }
        (0..self.nodes.len()).filter(|&at| seen.get(at) == Some(&true)).collect()
    }

    /// Whether a text may end at these nodes.
    fn accepts(&self, nodes: &[usize], places: &[Place]) -> bool {
        self.reach(nodes.iter().copied(), places).first() == Some(&0)
    }
}

/// The tables of a machine, as they are found.
struct Tables<'m> {
    machine: &'m Machine,
    rows: Vec<[u8; 256]>,
    accepts: [bool; 256],
    /// The states behind sets of nodes.
    known: HashMap<Vec<usize>, u8>,
    /// The states within a character of two bytes, by where its second byte leads.
    halves: HashMap<[u8; 64], u8>,
    /// States whose row is not made yet.
    waiting: Vec<(u8, Vec<usize>)>,
}

impl Tables<'_> {
    fn of(machine: &Machine, first: usize) -> Option<Automaton> {
        let mut tables = Tables {
            machine,
            rows: vec![[DEAD; 256], [UNKNOWN; 256]],
            accepts: [false; 256],
            known: HashMap::from([(Vec::new(), DEAD)]),
            halves: HashMap::new(),
            waiting: Vec::new(),
        };
        // The beginning is a state of its own: only there are the ways open that it opens.
        let start = tables.add()?;
        let nodes = machine.reach([first], &[Place::Start]);
        tables.accepts[usize::from(start)] = machine.accepts(&[first], &[Place::Start, Place::End]);
        tables.waiting.push((start, nodes));
        while let Some((state, nodes)) = tables.waiting.pop() {
            tables.fill(state, &nodes)?;
        }
        let Tables { rows, accepts, .. } = tables;
        Some(Automaton::new(rows.into(), accepts, start))
    }

    /// A new state without a way out. As long as nothing else is known, a byte within a character
    /// leads nowhere new.
    fn add(&mut self) -> Option<u8> {
        let state = u8::try_from(self.rows.len()).ok().filter(|_| self.rows.len() < MOST_STATES)?;
        let mut row = [DEAD; 256];
        row[0x80..0xC0].fill(state);
        self.rows.push(row);
        Some(state)
    }

    /// The state of a set of nodes.
    fn state(&mut self, nodes: Vec<usize>) -> Option<u8> {
        if let Some(&state) = self.known.get(&nodes) {
            return Some(state);
        }
        let state = self.add()?;
        self.accepts[usize::from(state)] = self.machine.accepts(&nodes, &[Place::End]);
        self.known.insert(nodes.clone(), state);
        self.waiting.push((state, nodes));
        Some(state)
    }

    /// Finds where each character leads from a state.
    fn fill(&mut self, state: u8, nodes: &[usize]) -> Option<()> {
        let takes: Vec<(&Set, usize)> = nodes
            .iter()
            .filter_map(|&node| match self.machine.nodes.get(node) {
                Some(Node::Take(set, next)) => Some((set, *next)),
                _ => None,
            })
            .collect();
        let mut leads = [DEAD; SYMBOLS];
        let mut last: Option<(Vec<usize>, u8)> = None;
        for (symbol, lead) in leads.iter_mut().enumerate() {
            let mut next = Vec::new();
            let mut unknown = false;
            for (set, behind) in &takes {
                match set.holds(symbol) {
                    Some(true) => next.push(*behind),
                    Some(false) => {}
                    None => unknown = true,
                }
            }
            *lead = match &last {
                _ if unknown => UNKNOWN,
                Some((same, state)) if *same == next => *state,
                _ => {
                    let state = self.state(self.machine.reach(next.iter().copied(), &[]))?;
                    last = Some((next, state));
                    state
                }
            };
        }
        let mut row = *self.rows.get(usize::from(state))?;
        row[..0x80].copy_from_slice(leads.get(..0x80)?);
        for (lead, characters) in (0xC2..).zip(leads.get(0x80..OTHERS)?.as_chunks::<64>().0) {
            row[lead] = self.half(characters)?;
        }
        row[0xC6..0xF5].fill(leads[OTHERS]);
        *self.rows.get_mut(usize::from(state))? = row;
        Some(())
    }

    /// The state behind the first byte of a character of two, whose second leads to one of 64.
    fn half(&mut self, characters: &[u8; 64]) -> Option<u8> {
        if let [first, rest @ ..] = characters
            && rest.iter().all(|other| other == first)
        {
            // The second byte then leads from there to itself.
            return Some(*first);
        }
        if let Some(&state) = self.halves.get(characters) {
            return Some(state);
        }
        let state = self.add()?;
        self.rows.get_mut(usize::from(state))?[0x80..0xC0].copy_from_slice(characters);
        self.halves.insert(*characters, state);
        Some(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Regex;
    use proptest::prelude::*;

    #[track_caller]
    fn answer(pattern: &str, text: &str) -> Option<bool> {
        let anchored = format!("^(?:{pattern})$");
        let parsed = regex_syntax::parse(&anchored).expect("a pattern");
        let expected = Regex::new(&anchored, &parsed, 1 << 20).expect("it fits").is_match(text);
        let answer = table(&anchored)?.is_match(text);
        assert!(answer.is_none_or(|answer| answer == expected), "{pattern} {text:?}: {answer:?}");
        answer
    }

    #[test]
    fn the_patterns_of_schemas_have_tables() {
        for (pattern, good, bad) in [
            ("[0-9]{3,6}", "1001", "10"),
            ("[^@ ]+@[^@ ]+", "zoë.o'brien@例え.fr", "zoë brien@example.fr"),
            ("(911|112|999)[0-9]?|[09](911|112|999)", "9911", "12"),
            (".*[%#<>].*", "50 % à Forlì", "Forlì\n"),
            ("(?i).*vcc.*", "mon VCC à moi", "mon vc c"),
            (r"\p{Lu}[\p{L} '-]*", "Élodie L'Hôpital-Ferrà", "élodie"),
            (r"\p{L}+", "ÀÖØöøÿ", "a×b"),
            ("^a$|^b$", "b", "ab"),
            ("", "", "a"),
            ("a*", "", "b"),
            ("(a|b)*c", "ababc", "abab"),
        ] {
            assert_eq!(answer(pattern, good), Some(true), "{pattern} {good}");
            assert_eq!(answer(pattern, bad), Some(false), "{pattern} {bad}");
        }
    }

    #[test]
    fn what_a_table_cannot_tell_is_left_to_the_expression() {
        for (pattern, text) in [
            (r"\p{L}+", "李雷"),
            ("[a-zа-я]+", "я"),
            (r"\bab\b", "ab"),
            ("[0-9]{50}", "1"),
            ("(a|b)*a(a|b){9}", "ab"),
        ] {
            assert_eq!(answer(pattern, text), None, "{pattern} {text}");
        }
        assert_eq!(answer(r"\p{L}+", "李雷 5"), None);
        assert_eq!(answer(r"\p{L}+", "5李雷"), Some(false), "the first character settles it");
    }

    fn patterns() -> impl Strategy<Value = String> {
        let atom = prop::sample::select(vec![
            "a", "b", "é", "ß", "[ab]", "[^a]", "[à-ÿ]", r"\p{L}", r"\d", ".", "李", "[^é李]", "^",
            "$", "ab", "(?i:éA)", "",
        ]);
        let leaf = atom.prop_map(str::to_owned);
        leaf.prop_recursive(4, 16, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts.concat()),
                prop::collection::vec(inner.clone(), 1..4)
                    .prop_map(|parts| format!("(?:{})", parts.join("|"))),
                (inner, prop::sample::select(vec!["*", "+", "?", "{2}", "{1,3}", "{2,}"]))
                    .prop_map(|(part, times)| format!("(?:{part}){times}")),
            ]
        })
    }

    fn texts() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a", "b", "A", "é", "É", "ß", "×", "ÿ", "ſ", "ƀ", "李", "😀", "\n", "5",
        ]);
        prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn an_answer_is_that_of_the_expression(
            pattern in patterns(), texts in prop::collection::vec(texts(), 1..8)
        ) {
            for text in &texts {
                answer(&pattern, text);
            }
        }
    }
}
