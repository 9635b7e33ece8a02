//! Bytes to UTF-8.

use rollcall_engine::stages;

use crate::rate::Stage;
use crate::{PIECE, ROWS, people};

pub(crate) fn run() {
    let mut stage = Stage::new("decode", "row");
    let files = [
        ("ascii", people::plain(ROWS).into_bytes()),
        ("utf-8", people::people(ROWS).into_bytes()),
        ("windows-1252", people::windows(ROWS)),
    ];
    for (name, file) in files {
        stage.bench(name, ROWS, file.len(), || stages::decode(&file, PIECE));
    }
}
