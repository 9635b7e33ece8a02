//! A partner's directory that is behind SCIM 2.0: looking users up, listing them, and writing them.
//!
//! What the words mean is in `rollcall_processing::scim`; here is what is sent. How a batch is written so that
//! it can be gone on with is in [`settle`].

mod call;
pub mod settle;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::join_all;
use rollcall_processing::scim::{self, Abilities};
use rollcall_processing::{Facts, Keys, License, User, Write};
use serde_json::Value;
use worker::{Env, Method};

pub use call::Outage;
use call::{Line, encoded};

use super::Trouble;
use super::directory::{Directory, Held, Place, Version, Wanted};
use crate::partners::record::Scim;
use crate::runtime;

/// How many requests are made at the same time.
const AT_ONCE: usize = 4;
/// How many users a page of the service is to hold.
const PAGE: u64 = 100;
/// The most users that one filter may find.
const FOUND_MOST: usize = 5_000;

/// A service that speaks SCIM, for as long as a letter or a request is seen to.
pub struct Service {
    line: Line,
    abilities: OnceCell<Abilities>,
    /// Whether it turned out to take no requests in bulk, whatever it says of itself.
    no_bulk: Cell<bool>,
    /// The resources that were looked at last, by id.
    seen: RefCell<BTreeMap<String, Value>>,
    /// How many have which licence. Counted once, and then as we write.
    used: RefCell<BTreeMap<String, u64>>,
}

impl Service {
    /// The one of a partner.
    ///
    /// # Errors
    /// Where its address is not called.
    pub async fn open(env: &Env, scim: &Scim) -> Result<Self, Outage> {
        Ok(Self {
            line: Line::open(env, &scim.url, &scim.token).await?,
            abilities: OnceCell::new(),
            no_bulk: Cell::new(false),
            seen: RefCell::default(),
            used: RefCell::default(),
        })
    }

    /// What it can do.
    async fn abilities(&self) -> Result<Abilities, Outage> {
        if let Some(known) = self.abilities.get() {
            return Ok(*known);
        }
        let reply = self.line.send(Method::Get, "/ServiceProviderConfig", None, None).await?;
        let config = reply.found("GET /ServiceProviderConfig")?;
        Ok(*self.abilities.get_or_init(|| Abilities::read(&config)))
    }

    /// A page of the users that a filter finds, from `start` on, which counts from 1; and how many there are.
    async fn page(
        &self,
        filter: Option<&str>,
        start: u64,
        count: u64,
    ) -> Result<(Vec<Value>, u64), Outage> {
        let abilities = self.abilities().await?;
        // What groups somebody is in is nothing of ours, and may be long.
        let mut path = format!("/Users?startIndex={start}&count={count}&excludedAttributes=groups");
        if let Some(filter) = filter {
            if abilities.filter.is_none() {
                let why =
                    "its ServiceProviderConfig says that users cannot be looked up by a filter.";
                return Err(Outage::Unfit(why.to_owned()));
            }
            path.push_str("&filter=");
            path.push_str(&encoded(filter));
        }
        if abilities.sort {
            path.push_str("&sortBy=userName");
        }
        let answer = self.line.send(Method::Get, &path, None, None).await?.found("GET /Users")?;
        let Some(listed) = scim::listed(&answer) else {
            return Err(Outage::Unfit("it answers GET /Users with what is no list.".to_owned()));
        };
        Ok((listed.resources.to_vec(), listed.total))
    }

    /// All users that a filter finds.
    async fn find(&self, filter: &str) -> Result<Vec<Value>, Outage> {
        let mut found: Vec<Value> = Vec::new();
        loop {
            let (page, total) = self.page(Some(filter), found.len() as u64 + 1, PAGE).await?;
            let is_last = page.is_empty();
            found.extend(page);
            if is_last || found.len() as u64 >= total {
                return Ok(found);
            }
            if found.len() > FOUND_MOST {
                let why = format!("more than {FOUND_MOST} users answer to one name.");
                return Err(Outage::Unfit(why));
            }
        }
    }

    /// How many users a filter finds, or how many there are.
    ///
    /// # Errors
    /// Where the service does not say.
    pub async fn count(&self, filter: Option<&str>) -> Result<u64, Outage> {
        Ok(self.page(filter, 1, 0).await?.1)
    }

    /// One user as the service has it; none where there is none.
    async fn get(&self, id: &str) -> Result<Option<Value>, Outage> {
        let path = format!("/Users/{}", encoded(id));
        let reply = self.line.send(Method::Get, &path, None, None).await?;
        if reply.status == 404 {
            return Ok(None);
        }
        reply.found("GET /Users/{id}").map(Some)
    }

    /// What has to be known to decide rows with these keys: users from the service, and from the database what
    /// is set and of which version that is.
    ///
    /// # Errors
    /// Where either does not answer.
    pub async fn load(
        &self,
        directory: &Directory,
        keys: &Keys,
    ) -> Result<(Facts, Version), Trouble> {
        // Extensions and temporary numbers are decided about like everywhere, and cut off afterwards.
        let set = Keys {
            free_extensions: keys.free_extensions,
            free_numbers: keys.free_numbers,
            ..Keys::default()
        };
        let (mut facts, version) = directory.load(&set).await?;
        self.count_licenses(&mut facts.licenses).await?;
        let filters = scim::lookups(keys);
        let mut users = BTreeMap::new();
        let mut seen = BTreeMap::new();
        for some in filters.chunks(AT_ONCE) {
            for found in join_all(some.iter().map(|filter| self.find(filter))).await {
                for resource in found? {
                    let Some(user) = scim::user(&resource) else { continue };
                    seen.insert(user.id.clone(), resource);
                    users.insert(user.id.clone(), user);
                }
            }
        }
        self.seen.replace(seen);
        facts.users.extend(users.into_values());
        Ok((facts, version))
    }

    /// Counts who has the licences of which there are only so many.
    ///
    /// # Errors
    /// Where the service does not say.
    pub async fn count_licenses(
        &self,
        licenses: &mut BTreeMap<String, License>,
    ) -> Result<(), Outage> {
        let limited = licenses.iter().filter(|(_, license)| license.capacity.is_some());
        let used = self.used(limited.map(|(name, _)| name.as_str()).collect()).await?;
        for (name, license) in licenses {
            license.used = used.get(name).copied().unwrap_or_default();
        }
        Ok(())
    }

    /// How many have each of these licences.
    ///
    /// # Errors
    /// Where the service does not say.
    pub async fn used(&self, names: Vec<&str>) -> Result<BTreeMap<String, u64>, Outage> {
        let mut used = self.used.borrow().clone();
        let missing: Vec<&str> =
            names.into_iter().filter(|name| !used.contains_key(*name)).collect();
        for some in missing.chunks(AT_ONCE) {
            let filters: Vec<String> = some.iter().map(|name| scim::by_license(name)).collect();
            let counts = join_all(filters.iter().map(|filter| self.count(Some(filter)))).await;
            for (name, count) in some.iter().zip(counts) {
                used.insert((*name).to_owned(), count?);
            }
        }
        self.used.replace(used.clone());
        Ok(used)
    }

    /// Counts what was written.
    fn count_written(&self, before: Option<&User>, after: Option<&User>) {
        let none = BTreeSet::new();
        let had = before.map_or(&none, |user| &user.licenses);
        let has = after.map_or(&none, |user| &user.licenses);
        let mut used = self.used.borrow_mut();
        for name in has.difference(had) {
            used.entry(name.clone()).and_modify(|used| *used += 1);
        }
        for name in had.difference(has) {
            used.entry(name.clone()).and_modify(|used| *used = used.saturating_sub(1));
        }
    }

    /// A page of the list, and where the next one begins.
    ///
    /// # Errors
    /// Where the service does not answer.
    pub async fn users(&self, wanted: &Wanted) -> Result<(Vec<Held>, Option<Place>), Outage> {
        let filter = scim::search(&wanted.name, wanted.active);
        let start = wanted.after.as_ref().map_or(1, Place::index);
        let count = wanted.limit.min(PAGE);
        let (page, total) = self.page(filter.as_deref(), start, count).await?;
        let next = start + page.len() as u64;
        let is_more = !page.is_empty() && next <= total;
        Ok((page.iter().filter_map(held).collect(), is_more.then(|| Place::at(next))))
    }

    /// One user.
    ///
    /// # Errors
    /// Where the service does not answer.
    pub async fn user(&self, id: &str) -> Result<Option<Held>, Outage> {
        Ok(self.get(id).await?.as_ref().and_then(held))
    }

    /// Which of these users are no longer as they were written, by their places. One that is as it was before
    /// has been taken back already.
    ///
    /// # Errors
    /// Where the service does not answer.
    pub async fn changed_since(&self, written: &[Write]) -> Result<Vec<usize>, Outage> {
        let mut changed = Vec::new();
        for (chunk, some) in written.chunks(AT_ONCE).enumerate() {
            let found = join_all(some.iter().map(|write| self.get(&write.id))).await;
            for (at, (write, found)) in some.iter().zip(found).enumerate() {
                let is_now = found?.as_ref().and_then(scim::user);
                if is_now != write.after && is_now != write.before {
                    changed.push(chunk * AT_ONCE + at);
                }
            }
        }
        Ok(changed)
    }
}

/// A resource as a user that is shown; none for what is no user.
fn held(resource: &Value) -> Option<Held> {
    let user = scim::user(resource)?;
    let written = resource.pointer("/meta/lastModified").and_then(Value::as_str);
    let document = serde_json::to_string(&user).ok()?;
    Some(Held::elsewhere(user.id, document, written.map_or(0, runtime::millis)))
}
