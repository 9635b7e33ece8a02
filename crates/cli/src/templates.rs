//! `rollcall template`, and templates by name.

use std::rc::Rc;

use rollcall_engine::language::Ui;
use rollcall_engine::schema::Schema;
use rollcall_engine::templates;
use rollcall_engine::templates::empty_file::{EmptyFile, EmptyFileError, empty_file};

use crate::{Failure, Outcome, source, terminal};

/// Prints one template, the file to fill in for it, or the list of them.
pub(crate) fn run(name: Option<&str>, file: Option<&EmptyFile>) -> Result<Outcome, Failure> {
    match (name, file) {
        (Some(name), None) => return terminal::say(find(name)?),
        (Some(name), Some(file)) => {
            let language = file.language;
            let schema = Schema::from_json(find(name)?).map_err(|errors| {
                source::invalid(name, Ui::CliSchemaUnusable, language, &errors)
            })?;
            let file = empty_file(&Rc::new(schema), file).map_err(refused)?;
            return terminal::say(&String::from_utf8_lossy(&file));
        }
        (None, Some(_)) => {
            return Err(Failure::said(
                "Name the template of the file, as in `rollcall template 8x8-users --columns basic`.",
            ));
        }
        (None, None) => {}
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

/// Says why there is no such file.
fn refused(error: EmptyFileError) -> Failure {
    match &error {
        EmptyFileError::UnknownColumn { name, near } if near.is_empty() => {
            Failure::worded(Ui::CliColumnUnknown, [("name", name)])
        }
        EmptyFileError::UnknownColumn { name, near } => {
            let params = [("name", name.as_str()), ("names", &near.join(", "))];
            Failure::worded(Ui::CliColumnNear, params)
        }
        other => Failure::said(other.to_string()),
    }
}

/// The Table Schema of a built-in template.
pub(crate) fn find(name: &str) -> Result<&'static str, Failure> {
    templates::get(name).ok_or_else(|| {
        let names: Vec<_> = templates::names().collect();
        Failure::worded(Ui::CliTemplateUnknown, [("name", name), ("names", &names.join(", "))])
    })
}
