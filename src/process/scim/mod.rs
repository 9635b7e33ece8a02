//! A partner's directory that is behind SCIM 2.0: looking users up, listing them, and writing them.
//!
//! What the words mean is in `rollcall_processing::scim`; here is what is sent. How a batch is written so that
//! it can be gone on with is in [`settle`].

mod call;
pub mod settle;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use rollcall_processing::scim::{self, Abilities};
use rollcall_processing::{Facts, Keys, License, User, Write};
use serde_json::{Map, Value};
use worker::Env;

use call::{Line, Reply, Request, encoded};
pub use call::{Outage, WAIT_MOST};

use super::Trouble;
use super::directory::{Directory, Held, Place, Version, Wanted};
use crate::partners::record::Scim;
use crate::runtime;

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
    seen: RefCell<Map<String, Value>>,
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
        let request = Request::get("/ServiceProviderConfig".to_owned());
        let config = self.line.send(&request).await?.found("GET /ServiceProviderConfig")?;
        Ok(*self.abilities.get_or_init(|| Abilities::read(&config)))
    }

    /// The question for a page of the users whom a filter finds, from `start` on, which counts from 1.
    async fn page(&self, filter: Option<&str>, start: u64, count: u64) -> Result<Request, Outage> {
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
        Ok(Request::get(path))
    }

    /// All users whom each of these filters finds.
    async fn find(&self, filters: &[String]) -> Result<Vec<Value>, Outage> {
        let mut requests = Vec::new();
        for filter in filters {
            requests.push(self.page(Some(filter), 1, PAGE).await?);
        }
        let replies = self.line.send_all(requests.iter()).await;
        let mut all: Vec<Value> = Vec::new();
        for (filter, reply) in filters.iter().zip(replies) {
            let (mut found, total) = listed(reply)?;
            while (found.len() as u64) < total {
                if found.len() > FOUND_MOST {
                    let why = format!("more than {FOUND_MOST} users answer to one name.");
                    return Err(Outage::Unfit(why));
                }
                let request = self.page(Some(filter), found.len() as u64 + 1, PAGE).await?;
                let (page, _) = listed(self.line.send(&request).await)?;
                if page.is_empty() {
                    break;
                }
                found.extend(page);
            }
            all.extend(found);
        }
        Ok(all)
    }

    /// How many users there are.
    ///
    /// # Errors
    /// Where the service does not say.
    pub async fn count(&self) -> Result<u64, Outage> {
        let request = self.page(None, 1, 0).await?;
        Ok(listed(self.line.send(&request).await)?.1)
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
        // By their ids, as one may have more than one of what was looked for.
        let mut seen = Map::new();
        for resource in self.find(&scim::lookups(keys)).await? {
            if let Some(user) = scim::user(&resource)
                && seen.insert(user.id.clone(), resource).is_none()
            {
                facts.users.push(user);
            }
        }
        self.seen.replace(seen);
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
        let mut requests = Vec::new();
        for name in &missing {
            requests.push(self.page(Some(&scim::by_license(name)), 1, 0).await?);
        }
        for (name, reply) in missing.iter().zip(self.line.send_all(requests.iter()).await) {
            used.insert((*name).to_owned(), listed(reply)?.1);
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
        let request = self.page(filter.as_deref(), start, count).await?;
        let (page, total) = listed(self.line.send(&request).await)?;
        let next = start + page.len() as u64;
        let is_more = !page.is_empty() && next <= total;
        Ok((page.iter().filter_map(held).collect(), is_more.then(|| Place::at(next))))
    }

    /// One user.
    ///
    /// # Errors
    /// Where the service does not answer.
    pub async fn user(&self, id: &str) -> Result<Option<Held>, Outage> {
        let request = Request::get(format!("/Users/{}", encoded(id)));
        Ok(one(self.line.send(&request).await)?.as_ref().and_then(held))
    }

    /// Which of these users are no longer as they were written, by their places. One that is as it was before
    /// has been taken back already.
    ///
    /// # Errors
    /// Where the service does not answer.
    pub async fn changed_since(&self, written: &[Write]) -> Result<Vec<usize>, Outage> {
        let get = |write: &Write| Request::get(format!("/Users/{}", encoded(&write.id)));
        let requests: Vec<Request> = written.iter().map(get).collect();
        let mut changed = Vec::new();
        for (at, reply) in self.line.send_all(requests.iter()).await.into_iter().enumerate() {
            let is_now = one(reply)?.as_ref().and_then(scim::user);
            let write = written.get(at);
            if write.is_some_and(|write| is_now != write.after && is_now != write.before) {
                changed.push(at);
            }
        }
        Ok(changed)
    }
}

/// The users of an answer that is a list, and how many there are on all pages.
fn listed(reply: Result<Reply, Outage>) -> Result<(Vec<Value>, u64), Outage> {
    let answer = reply?.found("GET /Users")?;
    let Some(listed) = scim::listed(&answer) else {
        return Err(Outage::Unfit("it answers GET /Users with what is no list.".to_owned()));
    };
    Ok((listed.resources.to_vec(), listed.total))
}

/// The user of an answer; none where there is no such user.
fn one(reply: Result<Reply, Outage>) -> Result<Option<Value>, Outage> {
    let reply = reply?;
    if reply.status == 404 { Ok(None) } else { reply.found("GET /Users/{id}").map(Some) }
}

/// A resource as a user that is shown; none for what is no user.
fn held(resource: &Value) -> Option<Held> {
    let user = scim::user(resource)?;
    let written = resource.pointer("/meta/lastModified").and_then(Value::as_str);
    let document = serde_json::to_string(&user).ok()?;
    Some(Held::elsewhere(user.id, document, written.map_or(0, runtime::millis)))
}
