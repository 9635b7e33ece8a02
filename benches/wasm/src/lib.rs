//! Stages of the engine in WebAssembly, without a Worker around them: `scripts/bench-wasm.mjs` gives a
//! text, calls a stage again and again, and takes the time.

use std::rc::Rc;

use rollcall_engine::dialect::Format;
use rollcall_engine::records::Reader;
use rollcall_engine::schema::Schema;
use rollcall_engine::{Settings, Validation};
use wasm_bindgen::prelude::wasm_bindgen;

/// How much is pushed at a time, as the Worker does, in bytes.
const PUSH: usize = 256 << 10;

/// A text in the memory of the instance.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Text {
    text: String,
}

#[wasm_bindgen]
impl Text {
    /// Keeps a copy of `text`.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(text: String) -> Self {
        Self { text }
    }

    /// How many bytes it has.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Reads its records and gives the number of their cells.
    #[must_use]
    pub fn records(&self) -> usize {
        let mut cells = 0;
        let mut reader = Reader::new(Format::default());
        let mut rest = self.text.as_str();
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(PUSH));
            reader.push(piece, &mut |record| cells += record.len());
            rest = after;
        }
        reader.finish(&mut |record| cells += record.len());
        cells
    }

    /// Checks it against a Table Schema, with the files of the report or without. Gives the number of
    /// rows that are not valid; `None` where the schema cannot be read.
    #[must_use]
    pub fn check(&self, schema: &str, report: bool) -> Option<u32> {
        let schema = Schema::from_json(schema).ok()?;
        let mut validation = Validation::new(Settings {
            schema: Some(Rc::new(schema)),
            report_csv: report,
            findings: report,
            ..Settings::default()
        });
        for piece in self.text.as_bytes().chunks(PUSH) {
            validation.offer(piece);
            loop {
                validation.report_csv().clear();
                validation.findings_ndjson().clear();
                if !validation.resume() {
                    break;
                }
            }
        }
        u32::try_from(validation.finish().report.rows.invalid).ok()
    }
}
