//! What depends on a person watching: colours and progress.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::{Failure, Outcome};

/// How text is set off from other text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Style {
    Bold,
    Faint,
    Red,
    Yellow,
    Green,
}

/// Colours, where standard output is a terminal that has them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Colours(bool);

impl Colours {
    /// Off where standard output is no terminal, where `NO_COLOR` is set (<https://no-color.org>),
    /// and on a terminal that says it is dumb.
    pub(crate) fn of_standard_output() -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self(std::io::stdout().is_terminal() && !set("NO_COLOR") && !dumb)
    }

    /// Adds `text` to `out` in that style.
    pub(crate) fn paint(self, style: Style, text: &str, out: &mut String) {
        if !self.0 {
            out.push_str(text);
            return;
        }
        let code = match style {
            Style::Bold => "1",
            Style::Faint => "2",
            Style::Red => "1;31",
            Style::Yellow => "1;33",
            Style::Green => "1;32",
        };
        out.push_str("\u{1b}[");
        out.push_str(code);
        out.push('m');
        out.push_str(text);
        out.push_str("\u{1b}[0m");
    }
}

/// A file smaller than this is read before anybody wonders.
const LARGE: u64 = 16 << 20;

/// How often the line is rewritten at most.
const PAUSE: Duration = Duration::from_millis(100);

/// A line on standard error that says how far reading has come. It is there only on a terminal and
/// while a large file is read, and wiped away at the end.
pub(crate) struct Progress<'n> {
    name: &'n str,
    length: Option<u64>,
    read: u64,
    shown: Option<Instant>,
    on: bool,
}

impl<'n> Progress<'n> {
    pub(crate) fn new(name: &'n str, length: Option<u64>, may_show: bool) -> Self {
        let on = may_show
            && length.is_none_or(|length| length >= LARGE)
            && std::io::stderr().is_terminal();
        Self { name, length, read: 0, shown: None, on }
    }

    /// `bytes` more were read.
    pub(crate) fn advance(&mut self, bytes: u64) {
        self.read += bytes;
        if !self.on || self.read < LARGE / 16 {
            return;
        }
        if self.shown.is_some_and(|at| at.elapsed() < PAUSE) {
            return;
        }
        self.shown = Some(Instant::now());
        let megabytes = |bytes: u64| format!("{}.{}", bytes / 1_000_000, bytes / 100_000 % 10);
        let line = match self.length {
            Some(length) => format!(
                "{}  {} %  {} / {} MB",
                self.name,
                self.read * 100 / length.max(1),
                megabytes(self.read),
                megabytes(length),
            ),
            None => format!("{}  {} MB", self.name, megabytes(self.read)),
        };
        // A line that cannot be written is not worth a word.
        let _ = write!(std::io::stderr(), "\r\u{1b}[2K{line}");
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r\u{1b}[2K");
        }
    }
}

/// Prints `text` to standard output.
pub(crate) fn say(text: &str) -> Result<Outcome, Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::writing(&error))?;
    Ok(Outcome::Valid)
}
