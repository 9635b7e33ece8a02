//! The parts of the engine that a build can leave out and fetch when they are wanted: the text of each
//! language, and the templates. They lie in the folder `parts` of the script's output, beside the file
//! `fingerprint` that names them, and `scripts/build.mjs` puts them where they are fetched from.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

const FOLDER: &str = "parts";

/// Puts a part beside the others, or says why not.
pub fn write(out_dir: &Path, name: &str, text: &str) -> Result<(), String> {
    let folder = out_dir.join(FOLDER);
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join(name), text))
        .map_err(|error| format!("{name}: {error}"))
}

/// Names the parts by what is in them, and tells the engine: `parts.rs`, `pub const FINGERPRINT`.
pub fn generate(out_dir: &Path) -> Result<(), Vec<String>> {
    let fault = |error: std::io::Error| vec![format!("parts: {error}")];
    let folder = out_dir.join(FOLDER);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .map_err(fault)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.file_name().hash(&mut hasher);
        fs::read(&file).map_err(fault)?.hash(&mut hasher);
    }
    let name = format!("{:016x}", hasher.finish());
    fs::write(folder.join("fingerprint"), &name).map_err(fault)?;
    let code = format!(
        "/// The name of this build's parts: the words of each language (`fr.txt`), and the templates\n\
         /// (`8x8-users.json`). A build without the features `languages` and `templates` has to be\n\
         /// given them.\n\
         pub const FINGERPRINT: &str = {name:?};\n"
    );
    fs::write(out_dir.join("parts.rs"), code).map_err(fault)
}
