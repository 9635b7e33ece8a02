//! Text to records, whose cells are counted and not looked at.

use rollcall_engine::dialect::Format;
use rollcall_engine::records::{Next, Reader};

use crate::rate::Stage;
use crate::{PIECE, ROWS, people};

pub(crate) fn run() {
    let mut stage = Stage::new("records", "row");
    let wide = ROWS * 7 / 1000;
    let files = [
        ("unquoted", people::people(ROWS), ROWS, 7),
        ("unquoted-ascii", people::plain(ROWS), ROWS, 7),
        ("quoted", people::quoted(ROWS), ROWS, 7),
        ("line-breaks", people::broken(ROWS), ROWS, 7),
        ("1000-columns", people::wide(wide, 1000), wide, 1000),
    ];
    for (name, file, rows, width) in files {
        let pieces = pieces(&file);
        let cells = count(&pieces, width);
        assert!((rows * width..=(rows + 1) * width).contains(&cells), "{name}: {cells} cells");
        stage.bench(name, rows, file.len(), || count(&pieces, width));
    }
}

fn count(pieces: &[&str], width: usize) -> usize {
    let mut reader = Reader::new(Format::default());
    let mut cells = 0;
    let mut on = |record: &rollcall_engine::records::Record<'_>| {
        cells += record.len();
        // As behind a header.
        Next { goes_on: true, width: Some(width) }
    };
    for piece in pieces {
        reader.push(piece, &mut on);
    }
    reader.finish(&mut on);
    cells
}

/// The text as it comes out of the decoder.
fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while !text.is_empty() {
        let (piece, rest) = text.split_at(text.floor_char_boundary(PIECE));
        pieces.push(piece);
        text = rest;
    }
    pieces
}
