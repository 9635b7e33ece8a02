//! Reads `multipart/form-data` (RFC 7578, RFC 2046 section 5.1) while its bytes arrive.
//!
//! [`Parser::push`] takes slices of any size and calls back with [`Event`]s. The content of a part
//! is handed on as slices of the input, without a copy unless it is base64; between two pushes nothing is kept but the
//! position inside a delimiter that may have begun, and the header lines of the part that is being
//! opened. How the body is cut into slices never changes what comes out.
//!
//! ```
//! use rollcall_multipart::{Event, Limits, Parser, boundary_of};
//!
//! let boundary = boundary_of("multipart/form-data; boundary=XX").unwrap();
//! let mut parser = Parser::new(boundary.as_bytes(), Limits::default()).unwrap();
//! let mut seen = Vec::new();
//! let body = b"--XX\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\na,b\r\n--XX--\r\n";
//! for slice in body.chunks(7) {
//!     parser
//!         .push(slice, &mut |event: Event<'_>| {
//!             if let Event::Data(bytes) = event {
//!                 seen.extend_from_slice(bytes);
//!             }
//!             Ok::<(), std::convert::Infallible>(())
//!         })
//!         .unwrap();
//! }
//! parser.finish().unwrap();
//! assert_eq!(seen, b"a,b");
//! ```
//!
//! # What is decided here
//!
//! * Text before the first delimiter is ignored up to [`Limits::preamble`] bytes, text after the
//!   closing one up to [`Limits::epilogue`] bytes. A delimiter after the closing one is an error:
//!   it means that a part held the boundary, and the rest of it would be lost without a word.
//! * Lines may end in LF alone. A line of a part that only begins like the delimiter is content.
//! * White space after a delimiter (RFC 2046's transport padding) is skipped; anything else after
//!   it on its line is an error.
//! * A boundary that is given with the two hyphens of the delimiter already in front, as scripts
//!   written by hand do, is understood when the body's first line is exactly that.
//! * `filename*` (RFC 5987) is decoded, although RFC 7578 asks senders not to use it, and wins over
//!   `filename`. In names, `%22`, `%0D` and `%0A` are undone, because browsers write a quote and
//!   line breaks like that (WHATWG HTML, "multipart/form-data encoding algorithm"), and `\"`,
//!   because older clients do. Other escapes stay as they are: a backslash is part of a file's name.
//! * Names that are not UTF-8 are read as ISO 8859-1.
//! * A part in base64 is decoded, although RFC 7578 section 4.7 asks senders not to encode; text
//!   that is not base64 is an error. Every other `Content-Transfer-Encoding` than `7bit`, `8bit` and
//!   `binary` is refused.
//! * A part without a name (section 4.2 requires one) is passed over and reported as
//!   [`Event::Nameless`]: whether it matters is the caller's business.
//! * Several parts with one name are the caller's business.

mod base64;
mod headers;
mod parameters;

use memchr::{memchr, memmem, memrchr};

use base64::Base64;
use headers::Opened;
pub use headers::{PartHeaders, file_name_of};

/// The longest boundary RFC 2046 section 5.1.1 allows, in characters.
pub const BOUNDARY_LONGEST: usize = 70;

/// How much of what is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most parts one body may have.
    pub parts: u32,
    /// The most bytes the header lines of one part may take, line ends and the blank line
    /// included. This is also the most that is ever held in memory.
    pub headers: usize,
    /// The most bytes that may stand before the first delimiter.
    pub preamble: usize,
    /// The most bytes that may stand after the closing delimiter.
    pub epilogue: usize,
}

impl Default for Limits {
    /// 32 parts, and 16 KiB each for headers, preamble and epilogue.
    fn default() -> Self {
        Self { parts: 32, headers: 16 << 10, preamble: 16 << 10, epilogue: 16 << 10 }
    }
}

/// What a body consists of, in its order: for each part [`PartStart`](Self::PartStart), any number
/// of [`Data`](Self::Data), [`PartEnd`](Self::PartEnd); at the end [`Closed`](Self::Closed).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<'a> {
    /// A part begins; these are its headers.
    PartStart(PartHeaders),
    /// The next bytes of the part's content. Never empty.
    Data(&'a [u8]),
    /// The part is complete.
    PartEnd,
    /// A part without a name was passed over; nothing else is said of it.
    Nameless,
    /// The closing delimiter was read: the body is whole.
    Closed,
}

/// Why a body is not `multipart/form-data`. The text says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The content type is not `multipart/form-data`.
    NotFormData,
    /// The content type has no `boundary`.
    BoundaryMissing,
    /// The boundary is empty, longer than [`BOUNDARY_LONGEST`], ends in a space, holds something
    /// other than visible ASCII, or is given twice.
    BoundaryInvalid,
    /// The first delimiter did not come within [`Limits::preamble`] bytes.
    BoundaryNotFound {
        /// The limit, in bytes.
        limit: usize,
    },
    /// Something other than white space follows a delimiter on its line.
    TextAfterBoundary,
    /// Another delimiter follows the closing one.
    BoundaryAfterClose,
    /// More text than [`Limits::epilogue`] follows the closing delimiter.
    EpilogueTooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The header lines of a part are longer than [`Limits::headers`].
    HeadersTooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// More parts than [`Limits::parts`].
    TooManyParts {
        /// The limit.
        limit: u32,
    },
    /// A header line of a part is not `Name: value`.
    HeaderMalformed,
    /// A header that may stand once in a part stands there twice.
    HeaderTwice(&'static str),
    /// `Content-Disposition` is not `form-data` with readable parameters.
    DispositionMalformed,
    /// A part is quoted-printable or otherwise encoded.
    TransferEncoding(String),
    /// A part that is said to be base64 is not, or ends too early.
    Base64Malformed,
    /// The body ended before its closing delimiter: the upload was cut short.
    Incomplete,
    /// The caller's own error stopped an earlier push.
    Stopped,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFormData => f.write_str(
                "The content type is not multipart/form-data; send the file as a form, or as text/csv.",
            ),
            Self::BoundaryMissing => f.write_str(
                "The content type has no boundary; leave the header to the client that builds the \
                 form, or add `boundary=…` as it stands in the body.",
            ),
            Self::BoundaryInvalid => write!(
                f,
                "The boundary is not one that can be used; give it once, as 1 to {BOUNDARY_LONGEST} \
                 visible ASCII characters that do not end in a space.",
            ),
            Self::BoundaryNotFound { limit } => write!(
                f,
                "The boundary of the content type does not appear in the first {limit} bytes of the \
                 body; use the same boundary in both.",
            ),
            Self::TextAfterBoundary => f.write_str(
                "There is text behind a boundary on its line; choose a boundary that does not \
                 appear in the content, and end its line with CR LF.",
            ),
            Self::BoundaryAfterClose => f.write_str(
                "The boundary appears again after the closing one; choose a boundary that does not \
                 appear in the content.",
            ),
            Self::EpilogueTooLong { limit } => write!(
                f,
                "More than {limit} bytes follow the closing boundary; end the body there.",
            ),
            Self::HeadersTooLong { limit } => write!(
                f,
                "The headers of a part are longer than {limit} bytes; shorten the name of the file \
                 or leave out headers of your own.",
            ),
            Self::TooManyParts { limit } => write!(
                f,
                "The form has more than {limit} parts; send one file and its options.",
            ),
            Self::HeaderMalformed => f.write_str(
                "A header line of a part is not `Name: value`; separate headers and content by an \
                 empty line.",
            ),
            Self::HeaderTwice(name) => {
                write!(f, "A part has the header {name} twice; send it once.")
            }
            Self::DispositionMalformed => f.write_str(
                "A part's Content-Disposition cannot be read; write it as \
                 `form-data; name=\"file\"; filename=\"users.csv\"`.",
            ),
            Self::TransferEncoding(encoding) => write!(
                f,
                "A part is sent as {encoding}; send it as it is (binary), without \
                 Content-Transfer-Encoding.",
            ),
            Self::Base64Malformed => f.write_str(
                "A part is not the base64 that its Content-Transfer-Encoding says; send it as it is \
                 (binary), without that header.",
            ),
            Self::Incomplete => f.write_str(
                "The body ends before its closing boundary, so part of the upload is missing; send \
                 it again.",
            ),
            Self::Stopped => f.write_str("Reading the body was stopped; start again."),
        }
    }
}

impl std::error::Error for Error {}

/// Why [`Parser::push`] stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PushError<E> {
    /// The body is not `multipart/form-data`.
    Malformed(Error),
    /// The caller's handler returned this error.
    Handler(E),
}

impl<E> From<Error> for PushError<E> {
    fn from(error: Error) -> Self {
        Self::Malformed(error)
    }
}

impl<E: std::fmt::Display> std::fmt::Display for PushError<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(f),
            Self::Handler(error) => error.fmt(f),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for PushError<E> {}

/// The boundary that a `Content-Type` header names.
///
/// The parameter's name is read in any case; its value may be quoted, with `\` before any
/// character.
///
/// ```
/// use rollcall_multipart::{Error, boundary_of};
///
/// assert_eq!(boundary_of("multipart/form-data; Boundary=\"a b\\\"c\"").unwrap(), "a b\"c");
/// assert_eq!(boundary_of("multipart/form-data"), Err(Error::BoundaryMissing));
/// ```
///
/// # Errors
/// [`Error::NotFormData`] for another media type, [`Error::BoundaryMissing`] without the parameter,
/// [`Error::BoundaryInvalid`] for one that cannot be a boundary.
pub fn boundary_of(content_type: &str) -> Result<String, Error> {
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if !media_type.eq_ignore_ascii_case("multipart/form-data") {
        return Err(Error::NotFormData);
    }
    let (_, parameters) =
        parameters::parse(content_type.as_bytes(), parameters::Escapes::EveryCharacter)
            .ok_or(Error::BoundaryInvalid)?;
    let mut boundaries = parameters.into_iter().filter(|(name, _)| name == "boundary");
    let (_, boundary) = boundaries.next().ok_or(Error::BoundaryMissing)?;
    if boundaries.next().is_some() || !is_boundary(&boundary) {
        return Err(Error::BoundaryInvalid);
    }
    String::from_utf8(boundary).map_err(|_| Error::BoundaryInvalid)
}

/// Wider than RFC 2046's `bchars`, since clients use other characters too. What matters is that
/// there is no line break in it: the search below relies on that.
fn is_boundary(boundary: &[u8]) -> bool {
    (1..=BOUNDARY_LONGEST).contains(&boundary.len())
        && boundary.iter().all(|byte| (b' '..=b'~').contains(byte))
        && boundary.last() != Some(&b' ')
}

/// Where in the body the next byte stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    /// At the very start, `matched` bytes into a first line that is the boundary without its two
    /// hyphens. Only for boundaries that begin with two hyphens themselves.
    Opening { matched: usize, cr: bool },
    /// Before the first delimiter.
    Preamble,
    /// Behind a delimiter, in white space.
    Padding { cr: bool },
    /// In the header lines of a part.
    Headers,
    /// In the content of a part.
    Content,
    /// Behind the closing delimiter, on its line.
    Closing { cr: bool },
    /// On the lines after that.
    Epilogue,
    /// An error was returned; it is returned again.
    Stopped(Error),
}

/// A delimiter that may have begun. Its bytes need not be kept, since they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Candidate {
    /// Where in [`Parser::delimiter`] it began: 0 with CR, 1 with LF, 2 where the line end before
    /// it belongs to something else (the start of the body, a blank line).
    from: usize,
    /// How many bytes of LF, two hyphens and boundary have come.
    matched: usize,
    /// What followed the boundary.
    behind: Option<Behind>,
}

/// At the start of a line, where a delimiter needs no line end of its own.
const START_OF_LINE: Option<Candidate> = Some(Candidate { from: 2, matched: 1, behind: None });

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    Cr,
    Hyphen,
}

/// What one more byte makes of a [`Candidate`].
enum Step {
    Undecided(Candidate),
    Delimiter(Delimiter),
    /// It was content; the byte has not been looked at.
    Content,
}

#[derive(Clone, Copy)]
enum Delimiter {
    /// A part begins on the next line.
    Next,
    /// The same, with white space before the line end.
    Padded,
    /// The body ends.
    Close,
}

/// What is done with the content of a part.
#[derive(Debug)]
enum Content {
    AsItIs,
    Base64(Base64),
    PassedOver,
}

/// Reads one body. See the [crate's documentation](crate) for what it accepts.
#[derive(Debug)]
pub struct Parser {
    /// CR LF, two hyphens, boundary.
    delimiter: Vec<u8>,
    /// Finds the delimiter from its LF on; built once.
    finder: memmem::Finder<'static>,
    limits: Limits,
    stage: Stage,
    candidate: Option<Candidate>,
    /// What the part under way is.
    part: Content,
    /// The header lines of the part that is being opened.
    headers: Vec<u8>,
    /// Where the current header line begins in `headers`.
    header_line: usize,
    parts: u32,
    /// Bytes of the preamble, then of the epilogue.
    ignored: usize,
}

impl Parser {
    /// A parser for one body with this boundary, as [`boundary_of`] gives it.
    ///
    /// # Errors
    /// [`Error::BoundaryInvalid`] where `boundary` is not 1 to [`BOUNDARY_LONGEST`] visible ASCII
    /// characters, or ends in a space.
    pub fn new(boundary: &[u8], limits: Limits) -> Result<Self, Error> {
        if !is_boundary(boundary) {
            return Err(Error::BoundaryInvalid);
        }
        let delimiter = [b"\r\n--".as_slice(), boundary].concat();
        // A boundary of nothing but hyphens cannot be told from the delimiter it makes.
        let hyphens_in_front =
            boundary.starts_with(b"--") && boundary.iter().any(|&byte| byte != b'-');
        Ok(Self {
            finder: finder_of(&delimiter),
            delimiter,
            limits,
            stage: if hyphens_in_front {
                Stage::Opening { matched: 0, cr: false }
            } else {
                Stage::Preamble
            },
            candidate: START_OF_LINE,
            part: Content::AsItIs,
            headers: Vec::new(),
            header_line: 0,
            parts: 0,
            ignored: 0,
        })
    }

    /// Takes the next bytes of the body, in slices of any size, and calls `on` for what they
    /// complete.
    ///
    /// # Errors
    /// [`PushError::Malformed`] where the body breaks the rules, [`PushError::Handler`] with what
    /// `on` returned. Either ends the parser: every further push returns an error.
    pub fn push<E>(
        &mut self,
        bytes: &[u8],
        on: &mut impl FnMut(Event<'_>) -> Result<(), E>,
    ) -> Result<(), PushError<E>> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let step = match self.stage {
                Stage::Opening { matched, cr } => self.opening(matched, cr, rest, on),
                Stage::Preamble | Stage::Content | Stage::Epilogue => self.content(rest, on),
                Stage::Padding { cr } => self.padding(cr, rest),
                Stage::Headers => self.headers(rest, on),
                Stage::Closing { cr } => self.closing(cr, rest),
                Stage::Stopped(ref error) => Err(PushError::Malformed(error.clone())),
            };
            rest = step.inspect_err(|error| {
                self.stage = Stage::Stopped(match error {
                    PushError::Malformed(error) => error.clone(),
                    PushError::Handler(_) => Error::Stopped,
                });
            })?;
        }
        Ok(())
    }

    /// Says whether the body was whole. Call it when there are no more bytes.
    ///
    /// # Errors
    /// [`Error::Incomplete`] unless the closing delimiter was read; the error of an earlier push
    /// where there was one.
    pub fn finish(&self) -> Result<(), Error> {
        match &self.stage {
            Stage::Closing { .. } | Stage::Epilogue => Ok(()),
            Stage::Stopped(error) => Err(error.clone()),
            _ => Err(Error::Incomplete),
        }
    }

    /// Looks for a first line that is the boundary as it was given, hyphens and all. As soon as it
    /// cannot be one, the bytes that were passed are read again as a preamble.
    fn opening<'b, E>(
        &mut self,
        matched: usize,
        cr: bool,
        bytes: &'b [u8],
        on: &mut impl FnMut(Event<'_>) -> Result<(), E>,
    ) -> Result<&'b [u8], PushError<E>> {
        let Some((&byte, rest)) = bytes.split_first() else {
            return Ok(bytes);
        };
        let boundary = self.delimiter.get(4..).unwrap_or_default();
        match (boundary.get(matched), byte) {
            (Some(&expected), _) if byte == expected => {
                self.stage = Stage::Opening { matched: matched + 1, cr };
                Ok(rest)
            }
            (None, b'\r') if !cr => {
                self.stage = Stage::Opening { matched, cr: true };
                Ok(rest)
            }
            (None, b'\n') => {
                self.delimiter.drain(2..4);
                self.finder = finder_of(&self.delimiter);
                self.delimiter(Delimiter::Next, on)?;
                Ok(rest)
            }
            _ => {
                let mut passed = boundary.get(..matched).unwrap_or_default().to_vec();
                passed.extend(cr.then_some(b'\r'));
                self.stage = Stage::Preamble;
                self.push(&passed, on)?;
                Ok(bytes)
            }
        }
    }

    /// Content, preamble or epilogue up to the next delimiter or the end of `bytes`; returns what
    /// stands behind it.
    fn content<'b, E>(
        &mut self,
        bytes: &'b [u8],
        on: &mut impl FnMut(Event<'_>) -> Result<(), E>,
    ) -> Result<&'b [u8], PushError<E>> {
        let mut rest = bytes;
        while let Some(candidate) = self.candidate {
            let Some((&byte, behind)) = rest.split_first() else {
                return Ok(rest);
            };
            match self.step(candidate, byte) {
                Step::Undecided(candidate) => {
                    self.candidate = Some(candidate);
                    rest = behind;
                }
                Step::Delimiter(delimiter) => {
                    self.delimiter(delimiter, on)?;
                    return Ok(behind);
                }
                // The candidate holds no LF or CR but its first two bytes, and a CR behind the
                // boundary that `byte` does not continue: none can begin inside it.
                Step::Content => self.release(candidate, on)?,
            }
        }
        let needle = self.delimiter.len() - 1;
        let (content, begun, behind) = if let Some(at) = self.finder.find(rest) {
            let (content, found) = rest.split_at(at);
            (content, needle, found.get(needle..).unwrap_or_default())
        } else {
            let begun = self.begun(rest);
            (rest.get(..rest.len() - begun).unwrap_or_default(), begun, &[][..])
        };
        let before = content.strip_suffix(b"\r");
        if begun > 0 || before.is_some() {
            let from = usize::from(before.is_none());
            self.candidate = Some(Candidate { from, matched: begun, behind: None });
        }
        self.data(before.unwrap_or(content), on)?;
        Ok(behind)
    }

    /// How many bytes at the end of `bytes` may be the beginning of a delimiter, from its LF on.
    fn begun(&self, bytes: &[u8]) -> usize {
        let needle = self.delimiter.get(1..).unwrap_or_default();
        let tail = bytes.get(bytes.len().saturating_sub(needle.len())..).unwrap_or_default();
        memrchr(b'\n', tail)
            .and_then(|at| tail.get(at..))
            .filter(|begun| needle.starts_with(begun))
            .map_or(0, <[u8]>::len)
    }

    fn step(&self, candidate: Candidate, byte: u8) -> Step {
        let expected = self.delimiter.get(1 + candidate.matched);
        match (candidate.behind, expected, byte) {
            (None, Some(&expected), _) if byte == expected => {
                Step::Undecided(Candidate { matched: candidate.matched + 1, ..candidate })
            }
            (None, Some(_), _) => Step::Content,
            (None, None, b'\r') => {
                Step::Undecided(Candidate { behind: Some(Behind::Cr), ..candidate })
            }
            (None, None, b'-') => {
                Step::Undecided(Candidate { behind: Some(Behind::Hyphen), ..candidate })
            }
            (None | Some(Behind::Cr), _, b'\n') => Step::Delimiter(Delimiter::Next),
            (None, None, b' ' | b'\t') => Step::Delimiter(Delimiter::Padded),
            (Some(Behind::Hyphen), _, b'-') => Step::Delimiter(Delimiter::Close),
            _ => Step::Content,
        }
    }

    /// The candidate was content: hands it on.
    fn release<E>(
        &mut self,
        candidate: Candidate,
        on: &mut impl FnMut(Event<'_>) -> Result<(), E>,
    ) -> Result<(), PushError<E>> {
        self.candidate = None;
        let Candidate { from, matched, behind } = candidate;
        let mut bytes = self.delimiter.get(from..=matched).unwrap_or_default().to_vec();
        bytes.extend(behind.map(|behind| match behind {
            Behind::Cr => b'\r',
            Behind::Hyphen => b'-',
        }));
        self.data(&bytes, on)
    }

    /// Content is handed on; preamble and epilogue are counted.
    fn data<E>(
        &mut self,
        bytes: &[u8],
        on: &mut impl FnMut(Event<'_>) -> Result<(), E>,
    ) -> Result<(), PushError<E>> {
        if self.stage == Stage::Content {
            let (bytes, whole) = match &mut self.part {
                Content::AsItIs => (bytes, Ok(())),
                Content::Base64(base64) => base64.decode(bytes),
                Content::PassedOver => return Ok(()),
            };
            if !bytes.is_empty() {
                on(Event::Data(bytes)).map_err(PushError::Handler)?;
            }
            return whole.map_err(PushError::Malformed);
        }
        self.ignored = self.ignored.saturating_add(bytes.len());
        let Limits { preamble, epilogue, .. } = self.limits;
        match self.stage {
            Stage::Preamble if self.ignored > preamble => {
                Err(Error::BoundaryNotFound { limit: preamble }.into())
            }
            Stage::Epilogue if self.ignored > epilogue => {
                Err(Error::EpilogueTooLong { limit: epilogue }.into())
            }
            _ => Ok(()),
        }
    }

    fn delimiter<E>(
        &mut self,
        delimiter: Delimiter,
        on: &mut impl FnMut(Event<'_>) -> Result<(), E>,
    ) -> Result<(), PushError<E>> {
        self.candidate = None;
        match self.stage {
            Stage::Epilogue => return Err(Error::BoundaryAfterClose.into()),
            Stage::Content => {
                let end = match &self.part {
                    Content::PassedOver => Event::Nameless,
                    Content::AsItIs => Event::PartEnd,
                    Content::Base64(base64) => {
                        base64.end()?;
                        Event::PartEnd
                    }
                };
                on(end).map_err(PushError::Handler)?;
            }
            _ => {}
        }
        self.stage = match delimiter {
            Delimiter::Close => {
                on(Event::Closed).map_err(PushError::Handler)?;
                Stage::Closing { cr: false }
            }
            Delimiter::Next => Stage::Headers,
            Delimiter::Padded => Stage::Padding { cr: false },
        };
        if !matches!(delimiter, Delimiter::Close) {
            self.parts += 1;
            if self.parts > self.limits.parts {
                return Err(Error::TooManyParts { limit: self.limits.parts }.into());
            }
        }
        Ok(())
    }

    fn padding<'b, E>(&mut self, cr: bool, bytes: &'b [u8]) -> Result<&'b [u8], PushError<E>> {
        let (rest, end) = line_end(cr, bytes)?;
        self.stage = match end {
            LineEnd::Reached => Stage::Headers,
            LineEnd::NotYet { cr } => Stage::Padding { cr },
        };
        Ok(rest)
    }

    fn closing<'b, E>(&mut self, cr: bool, bytes: &'b [u8]) -> Result<&'b [u8], PushError<E>> {
        let (rest, end) = line_end(cr, bytes)?;
        self.stage = match end {
            LineEnd::Reached => {
                self.ignored = 0;
                self.candidate = START_OF_LINE;
                Stage::Epilogue
            }
            LineEnd::NotYet { cr } => Stage::Closing { cr },
        };
        Ok(rest)
    }

    /// Gathers header lines up to the blank one.
    fn headers<'b, E>(
        &mut self,
        bytes: &'b [u8],
        on: &mut impl FnMut(Event<'_>) -> Result<(), E>,
    ) -> Result<&'b [u8], PushError<E>> {
        let end = memchr(b'\n', bytes);
        let (line, rest) = bytes.split_at(end.map_or(bytes.len(), |at| at + 1));
        let limit = self.limits.headers;
        if self.headers.len() + line.len() > limit {
            return Err(Error::HeadersTooLong { limit }.into());
        }
        self.headers.extend_from_slice(line);
        if end.is_some() {
            let line = self.headers.get(self.header_line..).unwrap_or_default();
            if matches!(line, b"\n" | b"\r\n") {
                let opened = Opened::parse(&self.headers)?;
                self.headers.clear();
                self.header_line = 0;
                self.stage = Stage::Content;
                // A part without content: its delimiter may follow the blank line at once.
                self.candidate = START_OF_LINE;
                match opened {
                    Opened::Nameless => self.part = Content::PassedOver,
                    Opened::Named { headers, base64 } => {
                        self.part = if base64 {
                            Content::Base64(Base64::default())
                        } else {
                            Content::AsItIs
                        };
                        on(Event::PartStart(headers)).map_err(PushError::Handler)?;
                    }
                }
            } else {
                self.header_line = self.headers.len();
            }
        }
        Ok(rest)
    }
}

/// Finds a delimiter from its LF on, so that a line end of LF alone is found too.
fn finder_of(delimiter: &[u8]) -> memmem::Finder<'static> {
    memmem::Finder::new(delimiter.get(1..).unwrap_or_default()).into_owned()
}

enum LineEnd {
    Reached,
    NotYet { cr: bool },
}

/// White space up to the end of a line; `cr` where a CR has come. Returns what stands behind it.
fn line_end(cr: bool, bytes: &[u8]) -> Result<(&[u8], LineEnd), Error> {
    let mut cr = cr;
    let mut rest = bytes;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        match byte {
            b'\n' => return Ok((rest, LineEnd::Reached)),
            b'\r' if !cr => cr = true,
            b' ' | b'\t' if !cr => {}
            _ => return Err(Error::TextAfterBoundary),
        }
    }
    Ok((rest, LineEnd::NotYet { cr }))
}
