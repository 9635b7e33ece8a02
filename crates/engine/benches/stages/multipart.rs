//! A form to the bytes of its file.

use std::convert::Infallible;

use rollcall_multipart::{Event, Limits, Parser};

use crate::rate::Stage;
use crate::{PIECE, ROWS, people};

/// As browsers make them.
const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

pub(crate) fn run() {
    let mut stage = Stage::new("multipart", "row");
    // 16 MB.
    let rows = ROWS * 4;
    for (name, file) in [
        ("lf", people::people(rows)),
        // Every line may be the one before the boundary.
        ("crlf", people::people(rows).replace('\n', "\r\n")),
    ] {
        let form = form(&file);
        assert_eq!(content(&form), file.len(), "{name}");
        stage.bench(name, rows, form.len(), || content(&form));
    }
}

fn form(file: &str) -> Vec<u8> {
    let mut form = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"language\"\r\n\r\nfr\r\n\
         --{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"users.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n"
    );
    form.push_str(file);
    form.push_str("\r\n--");
    form.push_str(BOUNDARY);
    form.push_str("--\r\n");
    form.into_bytes()
}

/// How many bytes the last part has.
fn content(form: &[u8]) -> usize {
    let mut parser = Parser::new(BOUNDARY.as_bytes(), Limits::default()).expect("a boundary");
    let mut bytes = 0;
    for piece in form.chunks(PIECE) {
        let read = parser.push(piece, &mut |event: Event<'_>| {
            match event {
                Event::PartStart(_) => bytes = 0,
                Event::Data(data) => bytes += data.len(),
                _ => {}
            }
            Ok::<(), Infallible>(())
        });
        read.expect("a form");
    }
    parser.finish().expect("the end of a form");
    bytes
}
