//! Where the bytes come from: files and standard input, read in blocks.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;

use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::language::{Language, Ui, ui};
use rollcall_engine::schema::SchemaError;

use crate::terminal::Progress;
use crate::{Failure, Words};

/// How much is read at a time, in bytes. Large enough that system calls do not show.
const BLOCK: usize = 256 << 10;

/// A file to read, or standard input.
pub(crate) struct Source {
    name: String,
    reader: Box<dyn Read>,
    /// Its length in bytes, where that is known.
    length: Option<u64>,
}

impl Source {
    /// Opens a file; `-` is standard input.
    pub(crate) fn open(path: &OsStr) -> Result<Self, Failure> {
        if path == "-" {
            let reader = Box::new(std::io::stdin().lock());
            return Ok(Self { name: "-".to_owned(), reader, length: None });
        }
        let name = path.display().to_string();
        let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
        let metadata = file.metadata().map_err(|error| unreadable(&name, &error))?;
        if metadata.is_dir() {
            return Err(Failure::worded(Ui::CliFileFolder, [("name", &name)]));
        }
        let length = metadata.is_file().then_some(metadata.len());
        Ok(Self { name, reader: Box::new(file), length })
    }

    /// The name as it was given.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Reads to the end, handing on each block. `shows` says whether progress may be shown.
    pub(crate) fn read(
        mut self,
        shows: bool,
        mut on: impl FnMut(&[u8]) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut progress = Progress::new(&self.name, self.length, shows);
        let mut block = vec![0; BLOCK];
        loop {
            let read = match self.reader.read(&mut block) {
                Ok(0) => return Ok(()),
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(unreadable(&self.name, &error)),
            };
            progress.advance(read as u64);
            on(block.get(..read).unwrap_or_default())?;
        }
    }
}

/// Reads a small file as text: a schema or a dialect.
pub(crate) fn read_text(path: &OsStr) -> Result<String, Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| unreadable(&name, &error))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::worded(Ui::CliFileNotUtf8, [("name", &name)]))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

/// The dialect that an option names: a file, or JSON as it is.
pub(crate) fn dialect(
    option: Option<&OsStr>,
    language: Language,
) -> Result<DialectOptions, Failure> {
    let Some(option) = option else {
        return Ok(DialectOptions::default());
    };
    let (name, json) = match option.to_str().filter(|text| text.trim_start().starts_with('{')) {
        Some(json) => ("--dialect".to_owned(), json.to_owned()),
        None => (option.display().to_string(), read_text(option)?),
    };
    DialectOptions::from_json(&json)
        .map_err(|errors| invalid(&name, Ui::CliDialectUnusable, language, &errors))
}

/// Says what is wrong with a schema or dialect, one line a fault. The faults themselves are for those
/// who write schemas, in English.
pub(crate) fn invalid(name: &str, word: Ui, language: Language, errors: &[SchemaError]) -> Failure {
    use std::fmt::Write as _;

    let mut below = String::new();
    for SchemaError { pointer, detail } in errors {
        let place = if pointer.is_empty() { ui(language, Ui::CliAtTheTop) } else { pointer };
        // Writing to a string cannot fail.
        let _ = write!(below, "\n  {place}: {detail}");
    }
    Failure::Worded(Words { word, params: vec![("name", name.into())], below })
}

fn unreadable(name: &str, error: &std::io::Error) -> Failure {
    use std::io::ErrorKind;

    match error.kind() {
        ErrorKind::NotFound => Failure::worded(Ui::CliFileMissing, [("name", name)]),
        ErrorKind::PermissionDenied => Failure::worded(Ui::CliFileForbidden, [("name", name)]),
        _ => {
            let params = [("name", name), ("reason", &error.to_string())];
            Failure::worded(Ui::CliFileUnreadable, params)
        }
    }
}
