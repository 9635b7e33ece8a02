//! `rollcall`: checks CSV files against templates and schemas, from the command line.
//!
//! The engine is the one that runs at the edge and in the browser; this gives it bytes and prints
//! what comes back. Exit status: 0 where every file is valid, 1 where one is not, 2 where something
//! could not run.

mod arguments;
mod check;
mod codes;
mod rows;
mod sample;
mod sarif;
mod source;
mod templates;
mod terminal;
mod text;

use std::process::ExitCode;

use arguments::Command;
use rollcall_engine::finding::Param;
use rollcall_engine::language::{Args, Language, Ui, write_ui};

/// What came of a run that could be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Every file is valid, or there was nothing to judge.
    Valid,
    /// A file is not valid.
    NotValid,
}

/// Why something could not run: one sentence for a person, with the way out.
#[derive(Debug)]
enum Failure {
    /// Said on standard error, in the language of the person.
    Worded(Words),
    /// The same in English: what only those meet who write command lines.
    Said(String),
    /// Whoever read our output has stopped reading. Nobody is left to be told.
    NobodyReads,
}

/// A sentence that is there in every language.
#[derive(Debug)]
struct Words {
    word: Ui,
    params: Vec<(&'static str, Param)>,
    /// Lines below it, as they are.
    below: String,
}

impl Words {
    fn in_language(&self, language: Language) -> String {
        let mut out = String::new();
        write_ui(language, self.word, &Args { params: &self.params, ..Args::default() }, &mut out);
        out + &self.below
    }
}

impl Failure {
    fn said(sentence: impl Into<String>) -> Self {
        Self::Said(sentence.into())
    }

    /// For errors of keeping output back in a temporary file.
    fn holding(error: &std::io::Error) -> Self {
        Self::Said(format!(
            "The output cannot be kept back until the file has ended: {error}; make room in the folder \
             for temporary files."
        ))
    }

    /// A sentence with what it names.
    fn worded<const N: usize>(word: Ui, params: [(&'static str, &str); N]) -> Self {
        let params = params.map(|(name, value)| (name, Param::from(value))).into();
        Self::Worded(Words { word, params, below: String::new() })
    }

    /// For errors of writing to standard output.
    fn writing(error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Self::NobodyReads
        } else {
            Self::worded(Ui::CliOutput, [("reason", &error.to_string())])
        }
    }

    /// What is to be said; `None` when nobody is left to be told.
    fn sentence(&self, language: Language) -> Option<String> {
        match self {
            Self::Worded(words) => Some(words.in_language(language)),
            Self::Said(sentence) => Some(sentence.clone()),
            Self::NobodyReads => None,
        }
    }
}

fn main() -> ExitCode {
    let outcome = arguments::parse(lexopt::Parser::from_env()).and_then(|command| match command {
        Command::Check(options) => check::run(&options),
        Command::Rows(options) => rows::run(&options),
        Command::Template { name, file } => templates::run(name.as_deref(), file.as_ref()),
        Command::Sample(options) => sample::run(&options),
        Command::Codes { language, format } => codes::run(language, format),
        Command::Say(text) => terminal::say(&text),
    });
    match outcome {
        Ok(Outcome::Valid) => ExitCode::SUCCESS,
        Ok(Outcome::NotValid) => ExitCode::from(1),
        Err(failure) => {
            let language = arguments::language_of_failures(std::env::args_os().skip(1));
            if let Some(sentence) = failure.sentence(language) {
                eprintln!("rollcall: {sentence}");
            }
            ExitCode::from(2)
        }
    }
}
