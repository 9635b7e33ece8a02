//! The templates of a partner's own, in R2: the latest under its name, and each version beside it.

use super::{Conditional, Result, Store, json, keys, refused, unread};
use crate::upload::own::TemplateName;

/// The key of the metadata under which the version stands.
const VERSION: &str = "version";

/// A template of a partner's own.
pub struct OwnTemplate {
    /// The schema, as it was sent.
    pub text: String,
    /// Which version it is, from 1.
    pub version: u64,
}

/// What the list shows of one.
pub struct ListedTemplate {
    /// Its name.
    pub name: String,
    /// When its latest version was written, in milliseconds since 1970.
    pub written: u64,
}

impl Store {
    /// The latest version of a template, or the one that is asked for.
    pub async fn template(
        &self,
        name: &TemplateName,
        version: Option<u64>,
    ) -> Result<Option<OwnTemplate>> {
        let key = match version {
            None => keys::template(&self.partner, name),
            Some(version) => keys::template_version(&self.partner, name, version),
        };
        let found = self.bucket.get(key).execute().await;
        let Some(object) = found.map_err(|error| unread("the template", &error))? else {
            return Ok(None);
        };
        let version = version_of(&object);
        let Some(body) = object.body() else { return Ok(None) };
        let text = body.text().await.map_err(|error| unread("the template", &error))?;
        Ok(Some(OwnTemplate { text, version }))
    }

    /// Stores a template as the next version; `None` where somebody else was storing one just now.
    pub async fn put_template(&self, name: &TemplateName, text: String) -> Result<Option<u64>> {
        let latest = keys::template(&self.partner, name);
        let held = self.bucket.head(&latest).await;
        let held = held.map_err(|error| unread("the template", &error))?;
        let version = held.as_ref().map_or(0, version_of) + 1;
        let only_if = match &held {
            Some(held) => Conditional { etag_matches: Some(held.etag()), ..Conditional::default() },
            None => {
                Conditional { etag_does_not_match: Some("*".to_owned()), ..Conditional::default() }
            }
        };
        let metadata = || [(VERSION.to_owned(), version.to_string())];
        let own = keys::template_version(&self.partner, name, version);
        // The latest first: whoever loses there has not touched the version of the one who won.
        for (key, only_if) in [(latest, Some(only_if)), (own, None)] {
            let put = self.bucket.put(key, text.clone());
            let put = put.http_metadata(json()).custom_metadata(metadata());
            let put = match only_if {
                Some(only_if) => put.only_if(only_if),
                None => put,
            };
            let stored = put.execute().await;
            if stored.map_err(|error| refused("R2", "the template", &error))?.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(version))
    }

    /// Deletes a template with all its versions; says whether there was one.
    pub async fn delete_template(&self, name: &TemplateName) -> Result<bool> {
        let latest = keys::template(&self.partner, name);
        let held = self.bucket.head(&latest).await;
        let Some(held) = held.map_err(|error| unread("the template", &error))? else {
            return Ok(false);
        };
        let mut doomed = vec![latest];
        let versions = 1..=version_of(&held);
        doomed.extend(versions.map(|at| keys::template_version(&self.partner, name, at)));
        for keys in doomed.chunks(1_000) {
            self.delete(keys).await?;
        }
        Ok(true)
    }

    /// All templates, by name.
    pub async fn templates(&self) -> Result<Vec<ListedTemplate>> {
        let prefix = keys::templates_prefix(&self.partner);
        let listed = self.listed(&prefix, "the templates").await?;
        let templates = listed.iter().filter_map(|object| {
            Some(ListedTemplate {
                name: object.key().strip_prefix(&prefix)?.to_owned(),
                written: object.uploaded().as_millis(),
            })
        });
        Ok(templates.collect())
    }
}

fn version_of(object: &super::Object) -> u64 {
    let metadata = object.custom_metadata().unwrap_or_default();
    metadata.get(VERSION).and_then(|version| version.parse().ok()).unwrap_or(0)
}
