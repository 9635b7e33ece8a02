//! `rollcall rows`: what the reader saw, one record a line.

use std::io::{BufWriter, Write};

use rollcall_engine::language::{Args, Language, write_fix, write_message};
use rollcall_engine::reading::RecordStream;
use rollcall_engine::records::{Damage, Record};

use crate::arguments::Rows;
use crate::source::{self, Source};
use crate::{Failure, Outcome};

/// Prints each record of a file as a JSON array.
pub(crate) fn run(options: &Rows) -> Result<Outcome, Failure> {
    let mut dialect = source::dialect(options.dialect.as_deref(), Language::En)?;
    // Without a mark the stream leaves no comment out.
    let comment = options
        .comments
        .then(|| dialect.comment_char.take().unwrap_or_else(|| DEFAULT_COMMENT.to_owned()));
    let source = Source::open(&options.file)?;
    let name = match source.name() {
        "-" => "Standard input".to_owned(),
        name => name.to_owned(),
    };
    let mut stream = RecordStream::new(dialect, options.encoding);
    let mut printer = Printer {
        out: BufWriter::with_capacity(64 << 10, std::io::stdout().lock()),
        skip_blank: options.skip_blank,
        comment,
        unclosed: false,
        scratch: String::new(),
        failed: None,
    };
    source.read(false, |bytes| {
        stream.push(bytes, &mut |record| printer.print(record));
        printer.take_failure()
    })?;
    let finished = stream.finish(&mut |record| printer.print(record));
    printer.take_failure()?;
    finished.map_err(|message| {
        let mut sentence = format!("{name}: ");
        let args = Args::default();
        write_message(Language::En, message, &args, &mut sentence);
        sentence.push(' ');
        write_fix(Language::En, message, &args, &mut sentence);
        Failure::Said(sentence)
    })?;
    printer.out.flush().map_err(|error| Failure::writing(&error))?;
    Ok(if printer.unclosed { Outcome::NotValid } else { Outcome::Valid })
}

/// What marks a comment where the dialect does not say.
const DEFAULT_COMMENT: &str = "#";

struct Printer<W: Write> {
    out: W,
    skip_blank: bool,
    /// The mark of a comment, where comments are printed.
    comment: Option<String>,
    /// Whether a quote was never closed, so that it is not certain what was meant.
    unclosed: bool,
    scratch: String,
    /// The first error of writing; the reader's callback cannot return it.
    failed: Option<std::io::Error>,
}

impl<W: Write> Printer<W> {
    fn print(&mut self, record: &Record<'_>) {
        if self.failed.is_some() || self.skip_blank && record.is_blank() {
            return;
        }
        self.failed = self.write(record).err();
        // What is not printed is said.
        let row = record.row;
        if record.damage.iter().any(|(_, damage)| *damage == Damage::UnclosedQuote) {
            self.unclosed = true;
            eprintln!("rollcall: row {row} has a quote that is never closed; it is read as text.");
        }
        if record.width > record.len() && !cut(record) {
            let (width, shown) = (record.width, record.len());
            eprintln!("rollcall: row {row} has {width} cells; the first {shown} are printed.");
        } else if cut(record) {
            eprintln!("rollcall: row {row} is longer than is read; its beginning is printed.");
        }
    }

    fn write(&mut self, record: &Record<'_>) -> std::io::Result<()> {
        self.out.write_all(b"[")?;
        if let Some(comment) =
            self.comment.as_ref().and_then(|mark| record.text.strip_prefix(mark.as_str()))
        {
            serde_json::to_writer(&mut self.out, comment)?;
            return self.out.write_all(b"]\n");
        }
        for index in 0..record.len() {
            if index > 0 {
                self.out.write_all(b",")?;
            }
            let cell = record.cell(index, &mut self.scratch);
            serde_json::to_writer(&mut self.out, cell)?;
        }
        self.out.write_all(b"]\n")
    }

    fn take_failure(&mut self) -> Result<(), Failure> {
        self.failed.take().map_or(Ok(()), |error| Err(Failure::writing(&error)))
    }
}

fn cut(record: &Record<'_>) -> bool {
    record.damage.iter().any(|(_, damage)| *damage == Damage::TooLong)
}
