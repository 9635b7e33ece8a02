//! The lists that a partner keeps, in R2.

use super::{Object, Result, Store, keys, refused, unread};
use crate::lists::ListName;

/// The key of the metadata under which stands how many values a list has.
const VALUES: &str = "values";

/// A kept list, as the list of them shows it.
pub struct Kept {
    /// Its name.
    pub name: String,
    /// How many values it has.
    pub values: u64,
    /// Its size.
    pub bytes: u64,
    /// When it was written, in milliseconds since 1970.
    pub written: u64,
}

impl Store {
    /// A kept list's text.
    pub async fn list(&self, name: &ListName) -> Result<Option<String>> {
        let key = keys::list(&self.partner, name);
        Ok(self.get_text(key, "the list").await?.map(|held| held.text))
    }

    /// Which of some lists are kept. It asks once for all of them: a template names up to nine, and
    /// most partners keep none.
    pub async fn kept_among(&self, names: Vec<ListName>) -> Result<Vec<ListName>> {
        if names.len() < 2 {
            return Ok(names);
        }
        let prefix = keys::lists_prefix(&self.partner);
        let listed: Vec<String> =
            self.listed(&prefix, "the lists").await?.iter().map(Object::key).collect();
        let is_kept = |name: &ListName| listed.contains(&keys::list(&self.partner, name));
        Ok(names.into_iter().filter(is_kept).collect())
    }

    /// Keeps a list, in place of one that has its name.
    pub async fn put_list(&self, name: &ListName, text: String, values: usize) -> Result<()> {
        self.bucket
            .put(keys::list(&self.partner, name), text)
            .custom_metadata([(VALUES.to_owned(), values.to_string())])
            .execute()
            .await
            .map(|_| ())
            .map_err(|error| refused("R2", "the list", &error))
    }

    /// Deletes a list; says whether there was one.
    pub async fn delete_list(&self, name: &ListName) -> Result<bool> {
        let key = keys::list(&self.partner, name);
        let found = self.bucket.head(&key).await.map_err(|error| unread("the list", &error))?;
        if found.is_some() {
            self.delete(&[key]).await?;
        }
        Ok(found.is_some())
    }

    /// All kept lists, by name.
    pub async fn lists(&self) -> Result<Vec<Kept>> {
        let prefix = keys::lists_prefix(&self.partner);
        let listed = self.listed(&prefix, "the lists").await?;
        Ok(listed.iter().filter_map(|object| kept(object, &prefix)).collect())
    }
}

fn kept(object: &Object, prefix: &str) -> Option<Kept> {
    let metadata = object.custom_metadata().ok()?;
    Some(Kept {
        name: object.key().strip_prefix(prefix)?.to_owned(),
        values: metadata.get(VALUES).and_then(|values| values.parse().ok()).unwrap_or(0),
        bytes: object.size(),
        written: object.uploaded().as_millis(),
    })
}
