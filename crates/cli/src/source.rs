//! Where the bytes come from: files and standard input, read in blocks.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;

use rollcall_engine::dialect::DialectOptions;
use rollcall_engine::schema::SchemaError;

use crate::Failure;
use crate::terminal::Progress;

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
            return Err(Failure::said(format!("{name} is a folder; name a file in it.")));
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
        .map_err(|_| Failure::said(format!("{name} is not UTF-8; save it as UTF-8.")))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

/// The dialect that an option names: a file, or JSON as it is.
pub(crate) fn dialect(option: Option<&OsStr>) -> Result<DialectOptions, Failure> {
    let Some(option) = option else {
        return Ok(DialectOptions::default());
    };
    let (name, json) = match option.to_str().filter(|text| text.trim_start().starts_with('{')) {
        Some(json) => ("--dialect".to_owned(), json.to_owned()),
        None => (option.display().to_string(), read_text(option)?),
    };
    DialectOptions::from_json(&json).map_err(|errors| invalid(&name, "dialect", &errors))
}

/// Says what is wrong with a schema or dialect, one line a fault.
pub(crate) fn invalid(name: &str, what: &str, errors: &[SchemaError]) -> Failure {
    use std::fmt::Write as _;

    let mut sentence = format!("{name} is not a {what} that can be used:");
    for SchemaError { pointer, detail } in errors {
        let place = if pointer.is_empty() { "at the top" } else { pointer };
        // Writing to a string cannot fail.
        let _ = write!(sentence, "\n  {place}: {detail}");
    }
    Failure::Said(sentence)
}

fn unreadable(name: &str, error: &std::io::Error) -> Failure {
    use std::io::ErrorKind;

    Failure::Said(match error.kind() {
        ErrorKind::NotFound => format!("There is no file {name}; check the name and the folder."),
        ErrorKind::PermissionDenied => format!("{name} may not be read; ask for the right to."),
        _ => format!("{name} cannot be read: {error}."),
    })
}
