//! `rollcall template`, and templates by name.

use rollcall_engine::language::Ui;
use rollcall_engine::schema::Schema;
use rollcall_engine::templates;

use crate::{Failure, Outcome, terminal};

/// Prints one template, or the list of them.
pub(crate) fn run(name: Option<&str>) -> Result<Outcome, Failure> {
    if let Some(name) = name {
        return terminal::say(find(name)?);
    }
    let mut list = String::new();
    let width = templates::names().map(str::len).max().unwrap_or(0);
    for name in templates::names() {
        let title = templates::get(name)
            .and_then(|json| Schema::from_json(json).ok())
            .and_then(|schema| schema.template.title)
            .unwrap_or_default();
        list.push_str(format!("{name:width$}  {title}").trim_end());
        list.push('\n');
    }
    terminal::say(&list)
}

/// The Table Schema of a built-in template.
pub(crate) fn find(name: &str) -> Result<&'static str, Failure> {
    templates::get(name).ok_or_else(|| {
        let names: Vec<_> = templates::names().collect();
        Failure::worded(Ui::CliTemplateUnknown, [("name", name), ("names", &names.join(", "))])
    })
}
