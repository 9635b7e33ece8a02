//! The built-in templates: a vendor's format as a Table Schema with our additions.
//!
//! Each is a file of the folder `templates/` and is embedded by the build script, so a new vendor
//! is a new file and no code.

pub mod empty_file;

mod generated {
    include!(concat!(env!("OUT_DIR"), "/templates.rs"));
}

/// The names of the built-in templates, sorted.
///
/// ```
/// use rollcall_engine::templates;
/// assert!(templates::names().all(|name| templates::get(name).is_some()));
/// ```
#[must_use]
pub fn names() -> impl ExactSizeIterator<Item = &'static str> + Clone {
    generated::BUILT_IN.iter().map(|(name, _)| *name)
}

/// The template of that name as Table Schema JSON; `None` if there is none.
///
/// ```
/// assert!(rollcall_engine::templates::get("no such template").is_none());
/// ```
#[must_use]
pub fn get(name: &str) -> Option<&'static str> {
    generated::BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, json)| *json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schema;

    #[test]
    fn every_template_is_a_valid_schema_that_knows_its_name() {
        for name in names() {
            let schema = Schema::from_json(get(name).unwrap())
                .unwrap_or_else(|errors| panic!("{name}: {errors:#?}"));
            assert_eq!(schema.template.name.as_deref(), Some(name));
        }
    }
}
