//! Lists the encodings with their labels, and writes down the tables of those that have one byte for
//! each character, as `encoding_rs` decodes them. The crate itself stays out of the program.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use encoding_rs::Encoding;

/// Writes `encodings.rs`: `LABELS`, a line for each encoding with its name and its labels; and
/// `SINGLE_BYTE`, the name and the table of each encoding of one byte a character. A table holds for
/// each byte from 0x80 on how far its character is from the last one, in UTF-16, where U+FFFD stands
/// for no character: alphabets are in order, so that most differences are 1 and compress well.
pub fn generate(out_dir: &Path) -> Result<(), Vec<String>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("build/encodings.txt");
    let text = fs::read_to_string(&source)
        .map_err(|error| vec![format!("{}: {error}", source.display())])?;
    let (mut labels, mut tables, mut faults) = (String::new(), String::new(), Vec::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split(' ').next().unwrap_or_default();
        let Some(encoding) = Encoding::for_label(name.as_bytes()) else {
            faults.push(format!("encodings.txt: encoding_rs knows no {name}"));
            continue;
        };
        for label in line.split(' ') {
            if Encoding::for_label(label.as_bytes()) != Some(encoding) || encoding.name() != name {
                faults.push(format!("encodings.txt: {label} is not a label of {name}"));
            }
        }
        labels.push_str(line);
        labels.push('\n');
        if encoding.is_single_byte() {
            let _ = writeln!(tables, "    ({name:?}, [{}]),", differences(encoding).join(", "));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let code = format!(
        "/// A line for each encoding: its name, and its labels.\n\
         const LABELS: &str = {labels:?};\n\
         /// The encodings of one byte a character: for each byte from 0x80 on, how far its character\n\
         /// is from the last.\n\
         static SINGLE_BYTE: &[(&str, [u16; 128])] = &[\n{tables}];\n"
    );
    fs::write(out_dir.join("encodings.rs"), code)
        .map_err(|error| vec![format!("encodings.rs: {error}")])
}

fn differences(encoding: &'static Encoding) -> Vec<String> {
    let mut last = 0_u16;
    (0x80..=0xFF_u8)
        .map(|byte| {
            let bytes = [byte];
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            let unit = text.encode_utf16().next().unwrap_or(0xFFFD);
            let difference = unit.wrapping_sub(last);
            last = unit;
            difference.to_string()
        })
        .collect()
}
