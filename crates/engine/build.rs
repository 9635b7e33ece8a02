//! Turns the message files, the templates and the encodings into Rust tables, so that what is missing in one of
//! them stops the build and not a reader.

use std::path::Path;
use std::process::ExitCode;

#[path = "build/encodings.rs"]
mod encodings;
#[path = "build/messages.rs"]
mod messages;
#[path = "build/parts.rs"]
mod parts;
#[path = "build/templates.rs"]
mod templates;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let Some(out_dir) = std::env::var_os("OUT_DIR") else {
        println!("cargo::error=OUT_DIR is not set; this script is run by cargo");
        return ExitCode::FAILURE;
    };
    let out_dir = Path::new(&out_dir);
    // A template that is gone must not stay.
    let _ = std::fs::remove_dir_all(out_dir.join("parts"));
    let mut faults = Vec::new();
    faults.extend(encodings::generate(out_dir).err().unwrap_or_default());
    faults.extend(messages::generate(out_dir).err().unwrap_or_default());
    faults.extend(templates::generate(out_dir).err().unwrap_or_default());
    if faults.is_empty() {
        faults.extend(parts::generate(out_dir).err().unwrap_or_default());
    }
    for fault in &faults {
        println!("cargo::error={fault}");
    }
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
