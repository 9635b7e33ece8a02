//! Reads whole bodies in slices of a given size, for the tests beside this folder.

use rollcall_multipart::{Error, Event, Limits, Parser, PushError};

/// One part as it came out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    pub name: String,
    pub file_name: Option<String>,
    pub content_type: Option<String>,
    pub data: Vec<u8>,
    pub ended: bool,
}

/// A body as it came out: parts, whether `Closed` was seen, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub parts: Vec<Part>,
    /// How many parts without a name were passed over.
    pub nameless: usize,
    pub closed: bool,
    pub end: Result<(), Error>,
}

/// Reads `body`, cut into the slices that `cuts` gives.
pub fn read<'b>(
    boundary: &str,
    limits: Limits,
    cuts: impl IntoIterator<Item = &'b [u8]>,
) -> Outcome {
    let mut parser = Parser::new(boundary.as_bytes(), limits).unwrap();
    let mut parts: Vec<Part> = Vec::new();
    let (mut nameless, mut closed) = (0, false);
    let mut end = Ok(());
    for slice in cuts {
        let pushed = parser.push(slice, &mut |event: Event<'_>| {
            assert!(!closed, "nothing comes after Closed");
            match event {
                Event::PartStart(headers) => parts.push(Part {
                    name: headers.name,
                    file_name: headers.file_name,
                    content_type: headers.content_type,
                    ..Part::default()
                }),
                Event::Data(bytes) => {
                    let part = parts.last_mut().expect("data belongs to a part");
                    assert!(!part.ended && !bytes.is_empty());
                    part.data.extend_from_slice(bytes);
                }
                Event::PartEnd => {
                    let part = parts.last_mut().expect("an end belongs to a part");
                    assert!(!std::mem::replace(&mut part.ended, true));
                }
                Event::Nameless => nameless += 1,
                Event::Closed => closed = true,
            }
            Ok::<(), std::convert::Infallible>(())
        });
        match pushed {
            Ok(()) => {}
            Err(PushError::Malformed(error)) => {
                end = Err(error);
                break;
            }
            Err(PushError::Handler(never)) => match never {},
        }
    }
    if end.is_ok() {
        end = parser.finish();
    } else {
        assert_eq!(parser.finish(), end);
    }
    Outcome { parts, nameless, closed, end }
}

/// Reads `body` at every slice size up to its length and asserts that all give the same.
pub fn read_at_every_size(name: &str, boundary: &str, limits: Limits, body: &[u8]) -> Outcome {
    let whole = read(boundary, limits, [body]);
    let small = 1..=body.len().min(300);
    for size in small.chain([1000, 4096, 65536]).filter(|&size| size <= body.len().max(1)) {
        assert_eq!(read(boundary, limits, body.chunks(size)), whole, "{name}: slices of {size}");
    }
    whole
}
