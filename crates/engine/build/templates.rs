//! Lists the built-in templates, every JSON file of the workspace's `templates/`, and embeds them
//! where the feature `templates` is on.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::parts;

/// Writes `templates.rs`: `pub static BUILT_IN: [(&str, Option<&str>); n]`, the name and the JSON of
/// each template, sorted by name.
pub fn generate(out_dir: &Path) -> Result<(), Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    if let Ok(entries) = fs::read_dir(&folder) {
        for entry in entries.flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let path = fs::canonicalize(&path)
                    .map_err(|error| vec![format!("{}: {error}", path.display())])?;
                files.push(path);
            }
        }
    }
    files.sort();
    let embedded = std::env::var_os("CARGO_FEATURE_TEMPLATES").is_some();
    let mut code = String::from(
        "/// The built-in templates, name and Table Schema JSON, sorted by name.\n\
         pub static BUILT_IN: [(&str, Option<&str>); ",
    );
    let _ = writeln!(code, "{}] = [", files.len());
    for file in &files {
        let name = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let json = fs::read_to_string(file)
            .map_err(|error| vec![format!("{}: {error}", file.display())])?;
        parts::write(out_dir, &format!("{name}.json"), &json).map_err(|error| vec![error])?;
        if embedded {
            let path = file.display().to_string();
            let _ = writeln!(code, "    ({name:?}, Some(include_str!({path:?}))),");
        } else {
            let _ = writeln!(code, "    ({name:?}, None),");
        }
    }
    code.push_str("];\n");
    fs::write(out_dir.join("templates.rs"), code)
        .map_err(|error| vec![format!("templates.rs: {error}")])
}
