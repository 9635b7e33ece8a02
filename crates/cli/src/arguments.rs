//! The command line, read into what is to be done.

use std::ffi::OsString;

use lexopt::Arg;
use rollcall_engine::encoding::Encoding;
use rollcall_engine::language::{Language, Ui};
use rollcall_engine::templates::empty_file::{Columns, EmptyFile};

use crate::Failure;

/// What to print of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For a person.
    Text,
    /// The report, with samples.
    Json,
    /// One finding a line.
    Ndjson,
    /// The file with two columns more.
    Csv,
    /// Findings for code hosts and editors.
    Sarif,
    /// A page for the documentation.
    Markdown,
}

impl Format {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Sarif => "sarif",
            Self::Markdown => "markdown",
        }
    }
}

/// `rollcall check`.
#[derive(Debug)]
pub(crate) struct Check {
    /// `-` is standard input.
    pub(crate) files: Vec<OsString>,
    pub(crate) template: Option<String>,
    pub(crate) schema: Option<OsString>,
    /// Names of lists, and the files that hold them.
    pub(crate) lists: Vec<(String, OsString)>,
    /// Names of options that the template has, and what was chosen.
    pub(crate) options: Vec<(String, String)>,
    pub(crate) dialect: Option<OsString>,
    pub(crate) encoding: Option<Encoding>,
    pub(crate) language: Language,
    pub(crate) format: Format,
}

/// `rollcall rows`.
#[derive(Debug)]
pub(crate) struct Rows {
    pub(crate) file: OsString,
    pub(crate) dialect: Option<OsString>,
    pub(crate) encoding: Option<Encoding>,
    /// Leave out records with nothing in them.
    pub(crate) skip_blank: bool,
    /// Print comments too.
    pub(crate) comments: bool,
}

/// `rollcall sample`.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) template: String,
    pub(crate) rows: u64,
    /// In how many of a million rows there is a mistake.
    pub(crate) errors: u32,
    /// Which mistakes; all where it is not said.
    pub(crate) mistakes: Option<String>,
    pub(crate) seed: u64,
    pub(crate) language: Language,
    pub(crate) manifest: Option<OsString>,
}

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Command {
    Check(Check),
    Rows(Rows),
    Template {
        name: Option<String>,
        /// The file to fill in, where that is wanted and not the template itself.
        file: Option<EmptyFile>,
    },
    Sample(Sample),
    Codes {
        language: Language,
        format: Format,
    },
    /// Help or version.
    Say(String),
}

const HELP: &str = "\
Checks CSV files row by row and says what to mend.

rollcall check FILE...        check files; FILE - is standard input
    --template NAME           against a built-in template (see `rollcall template`)
    --schema FILE             against a Table Schema; with neither, only how the file is written
    --list NAME=FILE          values that the schema's foreign keys refer to, one a line
    --option NAME=VALUE       what the template leaves to choose, such as
                              import_option=add_and_remove; otherwise its default
    --format text|json|ndjson|csv|sarif
                              for a person (default), the report, one finding a line,
                              the file with two more columns (status and details),
                              findings for code hosts and editors (SARIF 2.1.0)
    --language en|fr|it|pt|de of the messages; otherwise LC_ALL, LC_MESSAGES, LANG
    --dialect FILE|JSON       Table Dialect; what it does not say is found out
    --encoding LABEL          such as utf-8 or windows-1252; otherwise found out

rollcall rows FILE            each record as a JSON array a line: what was read
    --dialect, --encoding     as above
    --skip-blank              leave out records with nothing in them
    --comments                print comments too, as one cell without their mark (# where the
                              dialect has no commentChar)

rollcall template [NAME]      the built-in templates, or one as Table Schema
    --columns all|basic|A,B   its empty file instead, with these columns
    --language                of the row of labels, and of the example
    --example                 with a row as an example

rollcall sample NAME          a file of made-up people for a template
    --rows NUMBER             how many; 100 if not said
    --errors SHARE            of rows with a mistake, such as 0.05 or 5%; none if not said
    --mistakes A,B            only these kinds of mistakes
    --seed NUMBER             another file for another number, the same for the same
    --manifest FILE           what mistake was made where, one a line as JSON
    --language                of the row of labels

rollcall codes                every code a finding can have, with meaning, example and mend
    --language, --format text|json|markdown

Exit status: 0 valid, 1 not valid, 2 could not run.
";

const WAY_OUT: &str = "see `rollcall --help`";

/// Reads the arguments.
pub(crate) fn parse(mut parser: lexopt::Parser) -> Result<Command, Failure> {
    let mut given = Given::default();
    let mut command: Option<String> = None;
    while let Some(argument) = parser.next().map_err(wrong)? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Say(HELP.to_owned())),
            Arg::Short('V') | Arg::Long("version") => {
                return Ok(Command::Say(format!("rollcall {}\n", env!("CARGO_PKG_VERSION"))));
            }
            Arg::Value(value) if command.is_none() => command = Some(text(value)?),
            Arg::Value(value) => given.values.push(value),
            Arg::Long("skip-blank") => given.options.push((SKIP_BLANK, OsString::new())),
            Arg::Long("example") => given.options.push((EXAMPLE, OsString::new())),
            Arg::Long("comments") => given.options.push((COMMENTS, OsString::new())),
            Arg::Long(name) => {
                let known = OPTIONS.iter().find(|(known, _)| *known == name);
                let Some((name, _)) = known else {
                    return Err(wrong(argument.unexpected()));
                };
                let value = parser.value().map_err(wrong)?;
                let often = [LIST, OPTION].contains(name);
                if !often && given.options.iter().any(|(other, _)| other == name) {
                    return Err(Failure::said(format!("--{name} is given twice; give it once.")));
                }
                given.options.push((name, value));
            }
            Arg::Short(_) => return Err(wrong(argument.unexpected())),
        }
    }
    let Some(command) = command else {
        return Err(Failure::worded(Ui::CliNoCommand, []));
    };
    given.into_command(&command)
}

const SKIP_BLANK: &str = "skip-blank";
/// These two may be given several times.
const LIST: &str = "list";
const OPTION: &str = "option";
const COMMENTS: &str = "comments";
const EXAMPLE: &str = "example";

/// The options that take a value, and the commands that know them.
const OPTIONS: &[(&str, &[&str])] = &[
    ("template", &["check"]),
    ("schema", &["check"]),
    (LIST, &["check"]),
    (OPTION, &["check"]),
    ("dialect", &["check", "rows"]),
    ("encoding", &["check", "rows"]),
    ("language", &["check", "codes", "template", "sample"]),
    ("format", &["check", "codes"]),
    (SKIP_BLANK, &["rows"]),
    (COMMENTS, &["rows"]),
    ("columns", &["template"]),
    (EXAMPLE, &["template"]),
    ("rows", &["sample"]),
    ("errors", &["sample"]),
    ("mistakes", &["sample"]),
    ("seed", &["sample"]),
    ("manifest", &["sample"]),
];

/// The arguments as they stand, before it is known what they mean to the command.
#[derive(Default)]
struct Given {
    values: Vec<OsString>,
    options: Vec<(&'static str, OsString)>,
}

impl Given {
    fn into_command(mut self, command: &str) -> Result<Command, Failure> {
        if !["check", "rows", "template", "sample", "codes"].contains(&command) {
            return Err(Failure::worded(Ui::CliCommandUnknown, [("name", command)]));
        }
        for (name, _) in &self.options {
            let knows = OPTIONS.iter().any(|(known, by)| known == name && by.contains(&command));
            if !knows {
                let params = [("command", command), ("name", name)];
                return Err(Failure::worded(Ui::CliOptionUnknown, params));
            }
        }
        match command {
            "check" => Ok(Command::Check(Check {
                template: self.option("template").map(text).transpose()?,
                schema: self.option("schema"),
                lists: self.lists()?,
                options: self.choices()?,
                dialect: self.option("dialect"),
                encoding: self.encoding()?,
                language: self.language()?,
                format: self.format(&[
                    Format::Text,
                    Format::Json,
                    Format::Ndjson,
                    Format::Csv,
                    Format::Sarif,
                ])?,
                files: self.some_files()?,
            })),
            "rows" => Ok(Command::Rows(Rows {
                dialect: self.option("dialect"),
                encoding: self.encoding()?,
                skip_blank: self.option(SKIP_BLANK).is_some(),
                comments: self.option(COMMENTS).is_some(),
                file: self.one("FILE")?.ok_or_else(|| {
                    Failure::said(
                        "Name a file, as in `rollcall rows users.csv`, or - for standard input.",
                    )
                })?,
            })),
            "template" => Ok(Command::Template {
                file: self.empty_file()?,
                name: self.one("NAME")?.map(text).transpose()?,
            }),
            "sample" => Ok(Command::Sample(Sample {
                rows: self.number("rows")?.unwrap_or(100),
                errors: self.share("errors")?,
                mistakes: self.option("mistakes").map(text).transpose()?,
                seed: self.number("seed")?.unwrap_or(1),
                language: self.language()?,
                manifest: self.option("manifest"),
                template: self.one("NAME")?.map(text).transpose()?.ok_or_else(|| {
                    Failure::said(
                        "Name a template, as in `rollcall sample 8x8-users --rows 100`; `rollcall \
                         template` lists them.",
                    )
                })?,
            })),
            _ => {
                let language = self.language()?;
                let format = self.format(&[Format::Text, Format::Json, Format::Markdown])?;
                if let Some(value) = self.values.first() {
                    return Err(unexpected(value));
                }
                Ok(Command::Codes { language, format })
            }
        }
    }

    fn option(&mut self, name: &str) -> Option<OsString> {
        let at = self.options.iter().position(|(other, _)| *other == name)?;
        Some(self.options.remove(at).1)
    }

    /// The lists, each with its name and its file.
    fn lists(&mut self) -> Result<Vec<(String, OsString)>, Failure> {
        let mut lists: Vec<(String, OsString)> = Vec::new();
        while let Some(value) = self.option(LIST).map(text).transpose()? {
            let (name, file) =
                value.split_once('=').filter(|(name, _)| !name.is_empty()).ok_or_else(|| {
                    Failure::said("--list takes a name and a file, as in --list sites=sites.txt.")
                })?;
            if lists.iter().any(|(other, _)| other == name) {
                return Err(Failure::said(format!(
                    "The list {name} is given twice; give it once.",
                )));
            }
            lists.push((name.to_owned(), file.into()));
        }
        Ok(lists)
    }

    /// What was chosen of the template's options.
    fn choices(&mut self) -> Result<Vec<(String, String)>, Failure> {
        let mut choices: Vec<(String, String)> = Vec::new();
        while let Some(given) = self.option(OPTION).map(text).transpose()? {
            let (name, value) =
                given.split_once('=').filter(|(name, _)| !name.is_empty()).ok_or_else(|| {
                    Failure::said(
                        "--option takes a name and a value, as in --option import_option=add.",
                    )
                })?;
            if choices.iter().any(|(other, _)| other == name) {
                return Err(Failure::said(format!(
                    "The option {name} is given twice; give it once.",
                )));
            }
            choices.push((name.to_owned(), value.to_owned()));
        }
        Ok(choices)
    }

    /// The files to check: at least one.
    fn some_files(&mut self) -> Result<Vec<OsString>, Failure> {
        if self.values.is_empty() {
            return Err(Failure::worded(Ui::CliNoFiles, []));
        }
        if self.values.iter().filter(|value| *value == "-").count() > 1 {
            return Err(Failure::said("Standard input can be read once only; give - once."));
        }
        Ok(std::mem::take(&mut self.values))
    }

    /// The file to fill in, where one is asked for.
    fn empty_file(&mut self) -> Result<Option<EmptyFile>, Failure> {
        let columns = self.option("columns").map(text).transpose()?;
        let example = self.option(EXAMPLE).is_some();
        let language = self.language()?;
        match columns {
            Some(columns) => {
                let columns = Columns::from_text(&columns);
                Ok(Some(EmptyFile { columns, language, example }))
            }
            None if example => Err(Failure::said(
                "--example goes with --columns, as in `rollcall template 8x8-users --columns basic \
                 --example`.",
            )),
            None => Ok(None),
        }
    }

    fn number(&mut self, name: &str) -> Result<Option<u64>, Failure> {
        let Some(given) = self.option(name).map(text).transpose()? else { return Ok(None) };
        given
            .parse()
            .map(Some)
            .map_err(|_| Failure::said(format!("--{name} takes a whole number, not `{given}`.")))
    }

    /// A share in millionths, given as a fraction or with a percent sign; none if not given.
    fn share(&mut self, name: &str) -> Result<u32, Failure> {
        let Some(given) = self.option(name).map(text).transpose()? else { return Ok(0) };
        let (digits, whole) = match given.strip_suffix('%') {
            Some(percent) => (percent, 100.0),
            None => (given.as_str(), 1.0),
        };
        let share = digits.trim().parse::<f64>().ok().map(|share| share / whole);
        match share.filter(|share| (0.0..=1.0).contains(share)) {
            // A share of 0 to 1, so the product fits.
            #[allow(clippy::cast_sign_loss)]
            Some(share) => Ok((share * 1e6).round() as u32),
            None => Err(Failure::said(format!(
                "--{name} takes a share from 0 to 1 or from 0% to 100%, not `{given}`."
            ))),
        }
    }

    /// At most one value.
    fn one(&mut self, what: &str) -> Result<Option<OsString>, Failure> {
        let mut values = std::mem::take(&mut self.values).into_iter();
        let value = values.next();
        match values.next() {
            Some(second) => Err(Failure::said(format!(
                "One {what} at a time; leave out `{}`.",
                second.display(),
            ))),
            None => Ok(value),
        }
    }

    fn encoding(&mut self) -> Result<Option<Encoding>, Failure> {
        let Some(label) = self.option("encoding").map(text).transpose()? else {
            return Ok(None);
        };
        match Encoding::for_label(label.as_bytes()) {
            Some(encoding) => Ok(Some(encoding)),
            None => Err(Failure::worded(Ui::CliEncodingUnknown, [("name", &label)])),
        }
    }

    fn language(&mut self) -> Result<Language, Failure> {
        let Some(tag) = self.option("language").map(text).transpose()? else {
            return Ok(language_of_environment(|name| std::env::var(name).ok()));
        };
        Language::from_tag(&tag).ok_or_else(|| {
            Failure::said(format!(
                "The messages are not there in `{tag}`; use en, fr, it, pt or de."
            ))
        })
    }

    fn format(&mut self, known: &[Format]) -> Result<Format, Failure> {
        let Some(name) = self.option("format").map(text).transpose()? else {
            return Ok(Format::Text);
        };
        known.iter().copied().find(|format| format.name() == name).ok_or_else(|| {
            let names: Vec<_> = known.iter().map(|format| format.name()).collect();
            let params = [("name", &*name), ("names", &names.join(", "))];
            Failure::worded(Ui::CliFormatUnknown, params)
        })
    }
}

/// The language in which to say what could not run. The arguments may be what is wrong, so they are
/// not read any further than to the option itself.
pub(crate) fn language_of_failures(arguments: impl Iterator<Item = OsString>) -> Language {
    let mut asked = None;
    let mut follows = false;
    for argument in arguments.filter_map(|argument| argument.into_string().ok()) {
        if follows {
            asked = Some(argument);
            follows = false;
        } else if let Some(tag) = argument.strip_prefix("--language=") {
            asked = Some(tag.to_owned());
        } else {
            follows = argument == "--language";
        }
    }
    asked
        .and_then(|tag| Language::from_tag(&tag))
        .unwrap_or_else(|| language_of_environment(|name| std::env::var(name).ok()))
}

/// The language of messages, as POSIX chooses it: the first of these variables that is set and not
/// empty decides, and English where it names a language we do not have.
fn language_of_environment(variable: impl Fn(&str) -> Option<String>) -> Language {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()))
        .and_then(|value| Language::from_tag(value.split(['.', '@']).next().unwrap_or_default()))
        .unwrap_or_default()
}

fn text(value: OsString) -> Result<String, Failure> {
    value.into_string().map_err(|value| {
        Failure::said(format!("The argument `{}` is not text; {WAY_OUT}.", value.display()))
    })
}

fn wrong(error: lexopt::Error) -> Failure {
    Failure::worded(Ui::CliArguments, [("reason", &error.to_string())])
}

fn unexpected(value: &OsString) -> Failure {
    Failure::said(format!("The argument `{}` has no meaning here; {WAY_OUT}.", value.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_comes_from_the_environment() {
        type Set<'a> = &'a [(&'a str, &'a str)];
        let cases: &[(&str, Set<'_>, Language)] = &[
            ("nothing is set", &[], Language::En),
            ("LANG alone", &[("LANG", "fr_CA.UTF-8")], Language::Fr),
            ("LC_ALL wins over LANG", &[("LANG", "fr_FR"), ("LC_ALL", "de_DE@euro")], Language::De),
            (
                "an empty variable is not set",
                &[("LC_ALL", ""), ("LC_MESSAGES", "it")],
                Language::It,
            ),
            (
                "the C locale is English, whatever LANG says",
                &[("LC_ALL", "C"), ("LANG", "fr")],
                Language::En,
            ),
            ("a language we do not have", &[("LANG", "ja_JP.UTF-8")], Language::En),
        ];
        for (name, set, expected) in cases {
            let variable = |wanted: &str| {
                set.iter().find(|(name, _)| *name == wanted).map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(language_of_environment(variable), *expected, "{name}");
        }
    }
}
