//! Files for a template, from the examples that it gives itself.

use std::fmt::Write as _;

use serde_json::Value;

/// A file of users: the examples of the template, numbers and names that differ in each row.
pub(crate) fn users(template: &Value, rows: usize, group: Option<&str>) -> Vec<u8> {
    let fields = template["fields"].as_array().expect("fields");
    let names: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
    let mut file = names.join(",");
    file.push('\n');
    for row in 0..rows {
        for (column, field) in fields.iter().enumerate() {
            if column > 0 {
                file.push(',');
            }
            let required = field["constraints"]["required"] == true;
            if !required && group.is_some_and(|group| field["rollcall"]["group"] != group) {
                continue;
            }
            let example = &field["rollcall"]["example"];
            let example = example["en"].as_str().or(example["en"][0].as_str()).unwrap_or("");
            let unique = field["constraints"]["unique"] == true;
            // Writing to a string cannot fail.
            let _ = match field["rollcall"]["format"].as_str() {
                Some("email") => write!(file, "u{row}.{example}"),
                Some("phone") if example.starts_with('+') => {
                    write!(file, "+4416329{column:02}{row:06}")
                }
                Some("phone") => write!(file, "4416329{column:02}{row:06}"),
                Some("mac") => write!(file, "0004F2{:06X}", row * 64 + column),
                _ if unique && example.bytes().all(|byte| byte.is_ascii_digit()) => {
                    write!(file, "{}", 100_000 + row)
                }
                _ if unique => write!(file, "u{row}.{example}"),
                _ if example.contains(',') => write!(file, "\"{example}\""),
                _ => write!(file, "{example}"),
            };
        }
        file.push('\n');
    }
    file.into_bytes()
}
