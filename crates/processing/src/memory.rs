//! A directory in memory: the model that others are compared with, and one for tests.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Facts, Keys, License, User, Write, claims};

/// A directory in memory. It holds what every directory has to: a write finds the document as it
/// was decided on, nothing belongs to two users, and licences do not run over.
///
/// ```
/// use rollcall_processing::memory::{Conflict, Directory};
/// use rollcall_processing::{User, Write};
///
/// let create = |id: &str| {
///     let user = User { id: id.into(), email: Some("ana@example.com".into()), ..User::default() };
///     Write { id: id.into(), before: None, after: Some(user) }
/// };
/// let mut directory = Directory::default();
/// assert_eq!(directory.commit(&[create("1")], 1000), Ok(()));
/// let taken = Conflict::Taken { kind: "email", value: "ana@example.com".into() };
/// assert_eq!(directory.commit(&[create("2")], 1000), Err(taken));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    users: BTreeMap<String, User>,
    holders: BTreeMap<(&'static str, String), String>,
    /// Licences with their capacity.
    pub licenses: BTreeMap<String, Option<u64>>,
    /// Sites.
    pub sites: BTreeSet<String>,
    /// The pool of numbers.
    pub numbers: BTreeSet<String>,
    /// Where the search for a free extension begins.
    pub next_extension: u64,
}

/// Why writes cannot be committed. Nothing of them is done then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The user is not as it was when the row was decided.
    Changed {
        /// The user's id.
        id: String,
    },
    /// Another user has this.
    Taken {
        /// The kind of the claim.
        kind: &'static str,
        /// Its value.
        value: String,
    },
    /// More users than there are licences.
    Capacity {
        /// The licence.
        license: String,
    },
}

impl Directory {
    /// All users, by id.
    #[must_use]
    pub fn users(&self) -> Vec<User> {
        self.users.values().cloned().collect()
    }

    /// What the directory knows of `keys`.
    #[must_use]
    pub fn load(&self, keys: &Keys) -> Facts {
        let mut ids = BTreeSet::new();
        for (kind, values) in [
            ("email", &keys.emails),
            ("user_name", &keys.user_names),
            ("extension", &keys.extensions),
            ("number", &keys.numbers),
            ("mac", &keys.macs),
        ] {
            ids.extend(values.iter().filter_map(|value| self.holders.get(&(kind, value.clone()))));
        }
        for prefix in &keys.user_name_prefixes {
            let from = ("user_name", prefix.clone());
            let range = self.holders.range(from..).take_while(|((kind, value), _)| {
                *kind == "user_name" && value.starts_with(prefix.as_str())
            });
            ids.extend(range.map(|(_, id)| id));
        }
        let users = ids.into_iter().filter_map(|id| self.users.get(id)).cloned().collect();
        self.facts(users, keys)
    }

    /// All there is, with as many free extensions and numbers as `keys` ask for.
    #[must_use]
    pub fn load_all(&self, keys: &Keys) -> Facts {
        self.facts(self.users(), keys)
    }

    /// Writes all of `writes`, in their order, and where the search for a free extension goes on.
    ///
    /// # Errors
    /// The first [`Conflict`]; the directory is then as it was.
    pub fn commit(&mut self, writes: &[Write], next_extension: u64) -> Result<(), Conflict> {
        let mut changed = self.clone();
        for write in writes {
            changed.write(write)?;
        }
        for (name, capacity) in &self.licenses {
            let used = changed.used(name);
            if capacity.is_some_and(|capacity| used > capacity) && used > self.used(name) {
                return Err(Conflict::Capacity { license: name.clone() });
            }
        }
        changed.next_extension = next_extension;
        *self = changed;
        Ok(())
    }

    fn write(&mut self, write: &Write) -> Result<(), Conflict> {
        if self.users.get(&write.id) != write.before.as_ref() {
            return Err(Conflict::Changed { id: write.id.clone() });
        }
        for (kind, value) in write.before.iter().flat_map(claims) {
            self.holders.remove(&(kind, value));
        }
        for (kind, value) in write.after.iter().flat_map(claims) {
            if self.holders.insert((kind, value.clone()), write.id.clone()).is_some() {
                return Err(Conflict::Taken { kind, value });
            }
        }
        match &write.after {
            Some(after) => self.users.insert(write.id.clone(), after.clone()),
            None => self.users.remove(&write.id),
        };
        Ok(())
    }

    fn used(&self, license: &str) -> u64 {
        self.users.values().filter(|user| user.licenses.contains(license)).count() as u64
    }

    fn facts(&self, users: Vec<User>, keys: &Keys) -> Facts {
        let license = |(name, capacity): (&String, &Option<u64>)| {
            (name.clone(), License { capacity: *capacity, used: self.used(name) })
        };
        let held = |kind, value: String| self.holders.contains_key(&(kind, value));
        let extensions = (self.next_extension..)
            .filter(|free| !held("extension", crate::extension_claim("", &free.to_string())));
        let numbers = self.numbers.iter().filter(|number| !held("number", (*number).clone()));
        Facts {
            users,
            licenses: self.licenses.iter().map(license).collect(),
            sites: self.sites.clone(),
            next_extension: self.next_extension,
            free_extensions: extensions.take(keys.free_extensions as usize).collect(),
            free_numbers: numbers.take(keys.free_numbers as usize).cloned().collect(),
        }
    }
}
