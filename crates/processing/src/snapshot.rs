//! What has to be known of a directory to decide rows, and how it changes while they are decided.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::spelling::like_emergency;
use crate::{User, Write, claims, extension_claim};

/// What has to be known of the directory for some rows. The values are those of [`claims`].
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// E-mail addresses in lower case: their users are wanted.
    pub emails: BTreeSet<String>,
    /// User names in lower case: their users are wanted.
    pub user_names: BTreeSet<String>,
    /// Beginnings of user names in lower case: every user whose name is one of them, or one of
    /// them and digits, is wanted. More than that does no harm.
    pub user_name_prefixes: BTreeSet<String>,
    /// PBX, `U+001F`, extension: the users who have them are wanted.
    pub extensions: BTreeSet<String>,
    /// Numbers with a plus: the users who have them are wanted.
    pub numbers: BTreeSet<String>,
    /// MAC addresses, twelve digits in lower case: the users who have them are wanted.
    pub macs: BTreeSet<String>,
    /// How many free extensions are wanted: see [`Facts::free_extensions`].
    pub free_extensions: u64,
    /// How many free numbers of the pool are wanted: see [`Facts::free_numbers`].
    pub free_numbers: u64,
}

/// A licence of the directory.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct License {
    /// How many users can have it; `None` is any number.
    pub capacity: Option<u64>,
    /// How many have it.
    pub used: u64,
}

impl License {
    /// Whether one more user can have it.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.capacity.is_none_or(|capacity| self.used < capacity)
    }
}

/// What a directory answers to [`Keys`]: plain data, for an implementation to fill in.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
#[serde(default)]
pub struct Facts {
    /// Every user that one of the keys names, once.
    pub users: Vec<User>,
    /// All licences. A directory without any counts none: every licence is known then, and never
    /// runs out.
    pub licenses: BTreeMap<String, License>,
    /// All sites. A directory without any asks for none: every site is known then.
    pub sites: BTreeSet<String>,
    /// Where the search for a free extension begins. A directory that was told nothing does well to
    /// begin with 1000.
    pub next_extension: u64,
    /// The first [`Keys::free_extensions`] numbers from `next_extension` on that nobody has as an
    /// extension of the PBX without a name, rising. Extensions that do not have the form of such a
    /// number (`0042`) do not count.
    pub free_extensions: Vec<u64>,
    /// The first [`Keys::free_numbers`] numbers of the pool that nobody has, rising as texts; all
    /// there are where there are fewer.
    pub free_numbers: Vec<String>,
}

/// A directory as far as some rows need it. Deciding a row changes it, so that the next row sees
/// what the one before has done.
///
/// ```
/// use rollcall_processing::{Facts, License, Snapshot, User, Write};
///
/// let ana = User {
///     id: "1".into(),
///     email: Some("Ana@example.com".into()),
///     licenses: ["Work".to_owned()].into(),
///     ..User::default()
/// };
/// let mut snapshot = Snapshot::new(Facts {
///     users: vec![ana.clone()],
///     licenses: [("Work".to_owned(), License { capacity: Some(1), used: 1 })].into(),
///     ..Facts::default()
/// });
/// assert_eq!(snapshot.holder("email", "ana@example.com"), Some(&ana));
/// snapshot.apply(&Write { id: "1".into(), before: Some(ana), after: None });
/// assert_eq!(snapshot.holder("email", "ana@example.com"), None);
/// assert!(snapshot.license("Work").is_some_and(License::has_room));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    users: BTreeMap<String, User>,
    holders: BTreeMap<(&'static str, String), String>,
    licenses: BTreeMap<String, License>,
    licenses_known: bool,
    sites: BTreeSet<String>,
    next_extension: u64,
    free_extensions: BTreeSet<u64>,
    free_numbers: BTreeSet<String>,
}

impl Snapshot {
    /// The directory that `facts` describe.
    #[must_use]
    pub fn new(facts: Facts) -> Self {
        let mut snapshot = Self {
            licenses_known: !facts.licenses.is_empty(),
            licenses: facts.licenses.clone(),
            sites: facts.sites.clone(),
            next_extension: facts.next_extension,
            ..Self::default()
        };
        snapshot.learn(facts);
        snapshot
    }

    /// Takes in what the same directory says to other keys, so that a plan can go through a file
    /// in batches without anything being written in between. What the rows so far have done stays:
    /// users that are known already, licences and the next extension are not read again.
    ///
    /// A directory that has not been written to gives the same free extensions and numbers again.
    /// So a plan of a template that gives any ([`Keys::free_extensions`] is not 0) adds the counts
    /// of its batches up.
    pub fn learn(&mut self, facts: Facts) {
        for user in facts.users {
            if !self.users.contains_key(&user.id) {
                self.hold(&user);
                self.users.insert(user.id.clone(), user);
            }
        }
        let next = self.next_extension;
        self.free_extensions.extend(facts.free_extensions.iter().filter(|free| **free >= next));
        let holders = &self.holders;
        let free = |number: &String| !holders.contains_key(&("number", number.clone()));
        self.free_numbers.extend(facts.free_numbers.into_iter().filter(free));
    }

    /// The user with this id, if the snapshot knows it.
    #[must_use]
    pub fn user(&self, id: &str) -> Option<&User> {
        self.users.get(id)
    }

    /// The user who has what `kind` and `value` (as [`claims`] spells them) name.
    #[must_use]
    pub fn holder(&self, kind: &'static str, value: &str) -> Option<&User> {
        let id = self.holders.get(&(kind, value.to_owned()))?;
        self.users.get(id)
    }

    /// The licence of this name.
    #[must_use]
    pub fn license(&self, name: &str) -> Option<&License> {
        self.licenses.get(name)
    }

    /// Whether the directory knows its licences at all; one that does not takes every name.
    #[must_use]
    pub fn knows_licenses(&self) -> bool {
        self.licenses_known
    }

    /// Whether there is a site of this name, or the directory does not know its sites.
    #[must_use]
    pub fn has_site(&self, name: &str) -> bool {
        self.sites.is_empty() || self.sites.contains(name)
    }

    /// Where the search for a free extension goes on: to be stored together with the writes.
    #[must_use]
    pub fn next_extension(&self) -> u64 {
        self.next_extension
    }

    /// Changes the snapshot as `write` changes the directory.
    pub fn apply(&mut self, write: &Write) {
        if let Some(before) = self.users.remove(&write.id) {
            for (kind, value) in claims(&before) {
                self.holders.remove(&(kind, value));
            }
            for name in &before.licenses {
                if let Some(license) = self.licenses.get_mut(name) {
                    license.used = license.used.saturating_sub(1);
                }
            }
        }
        if let Some(after) = &write.after {
            for name in &after.licenses {
                if let Some(license) = self.licenses.get_mut(name) {
                    license.used += 1;
                }
            }
            self.hold(after);
            self.users.insert(write.id.clone(), after.clone());
        }
    }

    /// The first number of the pool that nobody has, `user` included.
    pub(crate) fn free_number(&self, user: &User) -> Option<String> {
        let own = |number: &&String| user.numbers.iter().all(|own| own.number != **number);
        self.free_numbers.iter().find(own).cloned()
    }

    /// The next extension that nobody has, `user` included. It is not given a second time.
    pub(crate) fn give_extension(&mut self, user: &User) -> Option<String> {
        while let Some(free) = self.free_extensions.pop_first() {
            let extension = free.to_string();
            let claim = ("extension", extension_claim("", &extension));
            if !like_emergency(&extension)
                && !self.holders.contains_key(&claim)
                && user.extensions.iter().all(|own| own.extension != extension)
            {
                self.next_extension = free.saturating_add(1);
                return Some(extension);
            }
        }
        None
    }

    fn hold(&mut self, user: &User) {
        for (kind, value) in claims(user) {
            if kind == "number" {
                self.free_numbers.remove(&value);
            }
            self.holders.insert((kind, value), user.id.clone());
        }
    }
}
