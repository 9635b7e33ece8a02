//! Templates of a partner's own, and how an upload comes by its template.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rollcall_engine::schema::{Schema, SchemaError};
use rollcall_engine::templates;

/// The name by which an upload asks for its template to be recognised.
pub const AUTO: &str = "auto";
/// The longest template, in bytes.
pub const LONGEST: usize = 256 << 10;
/// The most templates that a partner can keep.
pub const MOST_KEPT: usize = 50;

/// The name of a template of a partner's own: lower-case letters, digits and hyphens, at most 64, and
/// not the name of a built-in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateName(String);

impl TemplateName {
    /// The name, where it can be one.
    pub fn parse(name: &str) -> Option<Self> {
        let fits = (1..=64).contains(&name.len())
            && !name.starts_with('-')
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && name != AUTO
            && !templates::is_built_in(name);
        fits.then(|| Self(name.to_owned()))
    }

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which template an upload has been given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// Which version: a number for one of the partner's own, ours for a built-in one.
    pub version: String,
    /// How sure it is, in hundredths, where it was recognised.
    pub sure: Option<u8>,
}

impl Chosen {
    /// A built-in template that is at hand; [`crate::parts`] brings it there.
    pub fn built_in(name: &str) -> Option<Self> {
        Some(Self {
            name: name.to_owned(),
            text: templates::get(name)?.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            sure: None,
        })
    }

    /// The template, compiled. A built-in one is compiled once in the life of the instance, because
    /// that takes as long as checking some hundred rows.
    ///
    /// # Errors
    /// What is wrong with a template of the partner's own.
    pub fn schema(&self) -> Result<Rc<Schema>, Vec<SchemaError>> {
        thread_local! {
            static COMPILED: RefCell<BTreeMap<String, Rc<Schema>>> = const { RefCell::new(BTreeMap::new()) };
        }
        let known = COMPILED.with_borrow(|known| known.get(&self.name).cloned());
        if let Some(schema) = known {
            return Ok(schema);
        }
        let schema = Rc::new(Schema::from_json(&self.text)?);
        // No partner can have one of that name.
        if templates::is_built_in(&self.name) {
            COMPILED.with_borrow_mut(|known| known.insert(self.name.clone(), Rc::clone(&schema)));
        }
        Ok(schema)
    }
}

/// What an upload has to wait for before its file can be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Needs {
    /// A template of the partner's own.
    Template(TemplateName),
    /// A built-in template, or the words of the language, which are fetched once in the life of the
    /// instance.
    Parts,
    /// The first rows of the file, from which its template is recognised.
    Recognition,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_not_taken() {
        for name in ["acme", "acme-2", "0", &"x".repeat(64)] {
            assert!(TemplateName::parse(name).is_some(), "{name}");
        }
        for name in ["", "Acme", "a_b", "-a", "a/b", "é", "auto", "8x8-users", &"x".repeat(65)] {
            assert!(TemplateName::parse(name).is_none(), "{name}");
        }
    }
}
