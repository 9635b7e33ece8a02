//! One partner's directory: what has to be known of it to decide rows, writing what was decided, and what
//! the API shows and changes of it.
//!
//! Every statement names the partner, as `?1`, and there is no other place that names these tables. Lists of
//! values are one parameter each, a text of JSON that SQLite takes apart, so that a batch of rows is a dozen
//! statements whatever it holds.

use std::collections::{BTreeMap, BTreeSet};

use rollcall_processing::{Decision, Facts, Keys, License, Note, User, Verdict, Write, claims};
use serde::Serialize;
use worker::Env;
use worker::js_sys::JsString;

use super::database::{Answer, Database, Fault, Row, Statement, lists, text, tuple};
use crate::partners::Partner;

/// How often something is decided again because somebody else wrote in between.
pub const ATTEMPTS: usize = 10;
/// Where the search for a free extension begins in a directory that does not say; [`FREE_EXTENSIONS`] has it
/// too.
const FIRST_EXTENSION: u64 = 1_000;
/// How many rows of a table one statement deletes: it has half a minute.
const DELETED_AT_ONCE: u64 = 5_000;
/// What separates the names under which a user is found, and a name from an id in a cursor. Nothing that
/// has been [`folded`] has it.
const BETWEEN: char = '\u{1f}';
/// The longest of those names, in characters.
const LONGEST_NAME: usize = 200;
/// The most words of a search: each is a parameter, of which a statement has a hundred at most.
pub const MOST_WORDS: usize = 90;

/// A state of a directory. Each write makes another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Version(pub u64);

/// What came of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Committed {
    /// It is written, and the directory is this version now.
    Done(Version),
    /// The directory is no longer the version that was decided from: load it and decide again.
    Conflict,
    /// This batch of the job was written before. Nothing was written now.
    Already,
}

/// What is written in one transaction.
pub struct Batch<'a> {
    /// What it was decided from.
    pub version: Version,
    /// The job and the number of the batch in it; none where it is no job that writes.
    pub of_job: Option<(&'a str, u64)>,
    /// The documents, in their order.
    pub writes: Vec<&'a Write>,
    /// What became of which row, for a job.
    pub decisions: &'a [Decision],
    /// Where the search for a free extension goes on; none where it goes on where it was.
    pub next_extension: Option<u64>,
    /// When it is, in milliseconds since 1970.
    pub now: u64,
    /// What else belongs to it, such as the state of the processing. `?1` is whatever they say it is.
    pub further: Vec<Statement>,
    /// Whether the users are elsewhere and have been written there: this is about them no more, so it does not
    /// matter of which version the directory is.
    pub elsewhere: bool,
}

/// A user as it is kept.
pub struct Held {
    /// The id.
    pub id: String,
    /// The document's text.
    pub document: String,
    /// The directory's version when it was written last.
    pub version: Version,
    /// When that was.
    pub updated: u64,
    /// By which job; `api` for a change over the API.
    pub changed_by: String,
    /// What the list is in the order of.
    name: String,
}

impl From<Row> for Held {
    fn from(row: Row) -> Self {
        let Row { id, document, updated, changed_by, name, .. } = row;
        Self { id, document, version: Version(row.version), updated, changed_by, name }
    }
}

impl Held {
    /// A user who is kept elsewhere, written last at that time.
    pub fn elsewhere(id: String, document: String, updated: u64) -> Self {
        let (changed_by, name) = ("service".to_owned(), String::new());
        Self { id, document, version: Version::default(), updated, changed_by, name }
    }

    /// The document.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn user(&self) -> Result<User, Fault> {
        read(&self.document)
    }
}

/// Which users are wanted.
#[derive(Default)]
pub struct Wanted {
    /// Words that all stand in a name of the user's, or in the e-mail address.
    pub words: Vec<String>,
    /// The same as they were given, for whoever compares names in a way of their own.
    pub name: String,
    /// Only those who can sign in, or who cannot.
    pub active: Option<bool>,
    /// Only those who work in the contact centre, or who do not.
    pub contact_center: Option<bool>,
    /// After which the page begins.
    pub after: Option<Place>,
    /// How many at most.
    pub limit: u64,
}

/// A place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    name: String,
    id: String,
}

impl Place {
    /// The place as a text.
    pub fn text(&self) -> String {
        format!("{}{BETWEEN}{}", self.name, self.id)
    }

    /// The place of this number, in a list that counts them.
    pub fn at(index: u64) -> Self {
        Self { name: String::new(), id: index.to_string() }
    }

    /// The number of the place, in a list that counts them from 1.
    pub fn index(&self) -> u64 {
        self.id.parse().unwrap_or(1).max(1)
    }

    /// The place that such a text names.
    pub fn of(text: &str) -> Option<Self> {
        let (name, id) = text.rsplit_once(BETWEEN)?;
        Some(Self { name: name.to_owned(), id: id.to_owned() })
    }
}

/// What is set of a directory, and how much of it is in use.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// The company's name.
    pub company: String,
    /// The sites; none where any will do.
    pub sites: Vec<String>,
    /// The licences; none where any will do.
    pub licenses: Vec<Licensed>,
    /// The numbers that can be given for a time.
    pub numbers: Vec<String>,
    /// Where the search for a free extension begins.
    pub next_extension: u64,
}

/// A licence of a directory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Licensed {
    /// The vendor's name of it.
    pub name: String,
    /// How many can have it; `None` is any number.
    pub capacity: Option<u64>,
    /// How many have it.
    pub used: u64,
}

/// A directory's settings, and what else there is to say.
#[derive(Serialize)]
pub struct Shown {
    /// What is set.
    #[serde(flatten)]
    pub settings: Settings,
    /// Of the numbers, how many are in use.
    pub numbers_used: u64,
    /// How many users and contacts there are.
    pub users: u64,
    /// The version.
    pub version: Version,
}

/// What is in the way of a change.
pub struct Obstacles {
    /// Claims that somebody else has: kind, value, who.
    pub taken: Vec<Taken>,
    /// Of the licences that are new to the user: those that there are not, and those of which there are no
    /// more.
    pub unknown_licenses: Vec<String>,
    /// See above.
    pub used_up_licenses: Vec<String>,
    /// Whether there is no such site.
    pub unknown_site: bool,
}

/// A claim of somebody's.
pub struct Taken {
    /// What it is on: `email`, `user_name`, `extension`, `number` or `mac`.
    pub kind: &'static str,
    /// What of it.
    pub value: String,
    /// Who has it.
    pub holder: User,
}

/// What became of a row, as it is stored.
#[derive(Serialize)]
struct Stored<'a> {
    row: u64,
    verdict: Verdict,
    status: &'a str,
    details: &'a [Note],
    output: &'a [(String, String)],
    writes: &'a [Write],
}

/// One partner's directory.
#[derive(Clone)]
pub struct Directory {
    database: Database,
    partner: Partner,
}

// The order of columns and conditions is that of the keys.
const WHOLE: &str = "SELECT version, company, next_extension FROM directories WHERE partner = ?1";
const LICENSES: &str = "SELECT name, capacity, (SELECT count(*) FROM grants WHERE grants.partner = ?1 \
                        AND grants.license = licenses.name) AS used FROM licenses WHERE partner = ?1";
const SITES: &str = "SELECT name FROM sites WHERE partner = ?1";
const NUMBERS: &str = "SELECT number AS name FROM numbers WHERE partner = ?1";
// `CROSS` has SQLite take the list first and look each of its values up.
const USERS_BY_CLAIM: &str = "SELECT document FROM users WHERE partner = ?1 AND id IN (\
     SELECT claims.user_id FROM json_each(?2) AS wanted CROSS JOIN claims ON claims.partner = ?1 \
     AND claims.kind = wanted.value ->> 0 AND claims.value = wanted.value ->> 1)";
// The colon is what comes after the digits: a beginning, and what begins with it and digits.
const USERS_BY_USER_NAME: &str = "SELECT document FROM users WHERE partner = ?1 AND id IN (\
     SELECT claims.user_id FROM json_each(?2) AS wanted CROSS JOIN claims ON claims.partner = ?1 \
     AND claims.kind = 'user_name' AND claims.value >= wanted.value \
     AND claims.value < wanted.value || ':')";
// The numbers are made one by one, as far as they are looked at.
const FREE_EXTENSIONS: &str = "WITH RECURSIVE numbers (used) AS (\
     SELECT coalesce((SELECT next_extension FROM directories WHERE partner = ?1), 1000) \
     UNION ALL SELECT used + 1 FROM numbers) \
     SELECT used FROM numbers WHERE NOT EXISTS (SELECT 1 FROM claims WHERE claims.partner = ?1 \
     AND claims.kind = 'extension' AND claims.value = char(31) || numbers.used) LIMIT ?2";
const FREE_NUMBERS: &str = "SELECT number AS name FROM numbers WHERE partner = ?1 AND NOT EXISTS (\
     SELECT 1 FROM claims WHERE claims.partner = ?1 AND claims.kind = 'number' \
     AND claims.value = numbers.number) ORDER BY number LIMIT ?2";

const BATCH: &str = "INSERT INTO batches (partner, job, number) VALUES (?1, ?2, ?3)";
const GUARD: &str = "INSERT INTO guards (moved) SELECT 1 WHERE coalesce((SELECT version FROM directories \
                     WHERE partner = ?1), 0) IS NOT ?2";
const MOVE: &str = "INSERT INTO directories (partner, version, next_extension) VALUES (?1, 1, ?2) \
                    ON CONFLICT (partner) DO UPDATE SET version = version + 1, \
                    next_extension = coalesce(?2, next_extension)";
const SETTLE: &str = "INSERT INTO directories (partner, version, company, next_extension) \
                      VALUES (?1, 1, ?2, ?3) ON CONFLICT (partner) DO UPDATE SET version = version + 1, \
                      company = ?2, next_extension = coalesce(?3, next_extension)";
const DELETE_CLAIMS: &str = "DELETE FROM claims WHERE partner = ?1 AND (kind, value, user_id) IN (\
                             SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2))";
const DELETE_GRANTS: &str = "DELETE FROM grants WHERE partner = ?1 AND (license, user_id) IN (\
                             SELECT value ->> 0, value ->> 1 FROM json_each(?2))";
const DELETE_USERS: &str =
    "DELETE FROM users WHERE partner = ?1 AND id IN (SELECT value FROM json_each(?2))";
// Without the condition SQLite would take `ON` for that of a join.
const PUT_USERS: &str = "INSERT INTO users (partner, id, document, version, kind, active, name, email, \
     contact_center, updated, changed_by) \
     SELECT ?1, value ->> '$[0].id', value -> '$[0]', ?3, value ->> '$[0].kind', \
     value ->> '$[0].active', value ->> 1, value ->> '$[0].email', \
     coalesce(value ->> '$[0].contact_center.enabled', 0), ?4, ?5 FROM json_each(?2) WHERE true \
     ON CONFLICT (partner, id) DO UPDATE SET document = excluded.document, version = excluded.version, \
     kind = excluded.kind, active = excluded.active, name = excluded.name, email = excluded.email, \
     contact_center = excluded.contact_center, updated = excluded.updated, \
     changed_by = excluded.changed_by";
const PUT_CLAIMS: &str = "INSERT INTO claims (partner, kind, value, user_id) \
                          SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2)";
const PUT_GRANTS: &str = "INSERT INTO grants (partner, license, user_id) \
                          SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2)";
const PUT_OUTCOMES: &str = "INSERT INTO outcomes (partner, job, row, verdict, status, details, output, \
     writes) SELECT ?1, ?3, value ->> 'row', value ->> 'verdict', value ->> 'status', \
     value -> 'details', value -> 'output', value -> 'writes' FROM json_each(?2)";

const COLUMNS: &str = "SELECT id, document, version, updated, changed_by, name FROM users";
const USED: &str = "SELECT license AS name, count(*) AS used FROM grants WHERE partner = ?1 \
     GROUP BY license";
const COUNT_USERS: &str = "SELECT count(*) AS used FROM users WHERE partner = ?1";
const COUNT_NUMBERS: &str = "SELECT count(*) AS used FROM numbers JOIN claims ON claims.partner = ?1 \
     AND claims.kind = 'number' AND claims.value = numbers.number WHERE numbers.partner = ?1";

/// What deletes some rows of a partner's, a table each. The directory itself goes last.
const FORGET: [&str; 11] = [
    "DELETE FROM intents WHERE partner = ?1 AND (job, batch, row) IN (\
     SELECT job, batch, row FROM intents WHERE partner = ?1 LIMIT ?2)",
    "DELETE FROM outcomes WHERE rowid IN (SELECT rowid FROM outcomes WHERE partner = ?1 LIMIT ?2)",
    "DELETE FROM batches WHERE partner = ?1 AND (job, number) IN (\
     SELECT job, number FROM batches WHERE partner = ?1 LIMIT ?2)",
    "DELETE FROM processings WHERE partner = ?1 AND job IN (\
     SELECT job FROM processings WHERE partner = ?1 LIMIT ?2)",
    "DELETE FROM claims WHERE partner = ?1 AND (kind, value) IN (\
     SELECT kind, value FROM claims WHERE partner = ?1 LIMIT ?2)",
    "DELETE FROM grants WHERE partner = ?1 AND (license, user_id) IN (\
     SELECT license, user_id FROM grants WHERE partner = ?1 LIMIT ?2)",
    "DELETE FROM users WHERE rowid IN (SELECT rowid FROM users WHERE partner = ?1 LIMIT ?2)",
    "DELETE FROM licenses WHERE partner = ?1 AND name IN (\
     SELECT name FROM licenses WHERE partner = ?1 LIMIT ?2)",
    "DELETE FROM sites WHERE partner = ?1 AND name IN (\
     SELECT name FROM sites WHERE partner = ?1 LIMIT ?2)",
    "DELETE FROM numbers WHERE partner = ?1 AND number IN (\
     SELECT number FROM numbers WHERE partner = ?1 LIMIT ?2)",
    "DELETE FROM directories WHERE partner = ?1 AND ?2 > 0",
];

impl Directory {
    /// That of this partner.
    ///
    /// # Errors
    /// Where the database is not bound.
    pub fn open(env: &Env, partner: &Partner) -> Result<Self, Fault> {
        Ok(Self { database: Database::open(env)?, partner: partner.clone() })
    }

    /// A statement about this partner, who is its `?1`.
    pub fn statement(&self, sql: &'static str) -> Statement {
        Statement::new(sql).with(self.partner.name())
    }

    /// Runs statements, all or none.
    ///
    /// # Errors
    /// Where the database does not do it.
    pub async fn run(&self, statements: &[Statement]) -> Result<Vec<Answer>, Fault> {
        self.database.run(statements).await
    }

    async fn rows(&self, statements: &[Statement]) -> Result<Vec<Vec<Row>>, Fault> {
        Ok(self.run(statements).await?.into_iter().map(|answer| answer.rows).collect())
    }

    /// What fails where the directory is not of this version any more.
    pub fn guard(&self, version: Version) -> Statement {
        self.statement(GUARD).with(version.0)
    }

    /// What makes another version of the directory.
    pub fn moved(&self) -> Statement {
        self.statement(MOVE).with(None::<u64>)
    }

    /// What has to be known to decide rows with these keys, and of which version it is.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn load(&self, keys: &Keys) -> Result<(Facts, Version), Fault> {
        let mut statements =
            vec![self.statement(WHOLE), self.statement(LICENSES), self.statement(SITES)];
        let by_kind = [
            ("email", &keys.emails),
            ("user_name", &keys.user_names),
            ("extension", &keys.extensions),
            ("number", &keys.numbers),
            ("mac", &keys.macs),
        ];
        let mut wanted = Vec::new();
        for (kind, values) in by_kind {
            wanted.extend(values.iter().map(|value| tuple(&[kind, value])));
        }
        let beginnings = keys.user_name_prefixes.iter().map(|beginning| text(beginning)).collect();
        for (sql, values) in [(USERS_BY_CLAIM, wanted), (USERS_BY_USER_NAME, beginnings)] {
            statements.extend(lists(values).into_iter().map(|list| self.statement(sql).with(list)));
        }
        statements.push(self.statement(FREE_EXTENSIONS).with(keys.free_extensions));
        statements.push(self.statement(FREE_NUMBERS).with(keys.free_numbers));
        let mut answers = self.rows(&statements).await?.into_iter();
        let whole = Whole::of(&answers.next().unwrap_or_default());
        let mut facts = Facts { next_extension: whole.next_extension, ..Facts::default() };
        facts.licenses.extend(
            answers
                .next()
                .unwrap_or_default()
                .into_iter()
                .map(|row| (row.name, License { capacity: row.capacity, used: row.used })),
        );
        facts.sites.extend(names(answers.next()));
        facts.free_numbers = names(answers.next_back());
        let extensions = answers.next_back().unwrap_or_default();
        facts.free_extensions.extend(extensions.iter().map(|row| row.used));
        // By their ids, as one may have more than one of what was looked for.
        let mut found = BTreeMap::new();
        for row in answers.flatten() {
            let user: User = read(&row.document)?;
            found.insert(user.id.clone(), user);
        }
        facts.users.extend(found.into_values());
        Ok((facts, whole.version))
    }

    /// Writes a batch, if the directory is still what it was decided from.
    ///
    /// # Errors
    /// Where the database does not answer. If that is passing, the same batch can be committed once more:
    /// should it have been written after all, it is there [`Committed::Already`].
    pub async fn commit(&self, batch: Batch<'_>) -> Result<Committed, Fault> {
        let mut statements = Vec::new();
        if let Some((job, number)) = batch.of_job {
            // The first, so that a batch that comes again is not taken for a conflict.
            statements.push(self.statement(BATCH).with(job).with(number));
        }
        if !batch.elsewhere {
            statements.push(self.guard(batch.version));
        }
        let next = Version(batch.version.0 + 1);
        let version = if batch.writes.is_empty() && batch.next_extension.is_none() {
            batch.version
        } else {
            statements.push(self.statement(MOVE).with(batch.next_extension));
            let by = batch.of_job.map_or("api", |(job, _)| job);
            self.push_writes(&mut statements, &batch.writes, next, batch.now, by)?;
            next
        };
        if let Some((job, _)) = batch.of_job {
            let mut outcomes = Vec::new();
            for decision in batch.decisions {
                let stored = Stored {
                    row: decision.row,
                    verdict: decision.verdict,
                    status: &decision.outcome.status,
                    details: &decision.outcome.details,
                    output: &decision.outcome.output,
                    writes: &decision.writes,
                };
                outcomes.push(written(&stored)?);
            }
            for list in lists(outcomes) {
                statements.push(self.statement(PUT_OUTCOMES).with(list).with(job));
            }
        }
        statements.extend(batch.further);
        match self.run(&statements).await {
            Ok(_) => Ok(Committed::Done(version)),
            Err(fault) if fault.is_of("batches.") => Ok(Committed::Already),
            Err(fault) if fault.is_of("directory_has_moved") => Ok(Committed::Conflict),
            Err(fault) => Err(fault),
        }
    }

    /// The statements by which the documents, and what is taken from them, become what they are after all
    /// of `writes`.
    fn push_writes(
        &self,
        statements: &mut Vec<Statement>,
        writes: &[&Write],
        version: Version,
        now: u64,
        by: &str,
    ) -> Result<(), Fault> {
        let none = BTreeSet::new();
        // Each user as it was before the first write and as it is after the last.
        let mut net: BTreeMap<&str, (Option<&User>, Option<&User>)> = BTreeMap::new();
        for write in writes {
            let after = write.after.as_ref();
            net.entry(&write.id)
                .and_modify(|(_, last)| *last = after)
                .or_insert((write.before.as_ref(), after));
        }
        let (mut gone, mut put) = (Vec::new(), Vec::new());
        let (mut unclaimed, mut claimed) = (Vec::new(), Vec::new());
        let (mut ungranted, mut granted) = (Vec::new(), Vec::new());
        for (id, (before, after)) in net {
            match after {
                Some(after) => {
                    put.push(format!("[{},{}]", written(after)?, text(&search_text(after))));
                }
                None => gone.push(text(id)),
            }
            let (had, has) = (before.map(claims), after.map(claims));
            let (had, has) = (had.unwrap_or_default(), has.unwrap_or_default());
            let claim = |(kind, value): &(&'static str, String)| tuple(&[kind, value, id]);
            unclaimed.extend(had.iter().filter(|claim| !has.contains(claim)).map(claim));
            claimed.extend(has.iter().filter(|claim| !had.contains(claim)).map(claim));
            let had = before.map_or(&none, |user| &user.licenses);
            let has = after.map_or(&none, |user| &user.licenses);
            let grant = |license: &String| tuple(&[license, id]);
            ungranted.extend(had.iter().filter(|license| !has.contains(*license)).map(grant));
            granted.extend(has.iter().filter(|license| !had.contains(*license)).map(grant));
        }
        // All that is given up before anything is taken: it may go from one user to another.
        for (sql, values) in [
            (DELETE_CLAIMS, unclaimed),
            (DELETE_GRANTS, ungranted),
            (DELETE_USERS, gone),
            (PUT_CLAIMS, claimed),
            (PUT_GRANTS, granted),
        ] {
            statements.extend(lists(values).into_iter().map(|list| self.statement(sql).with(list)));
        }
        for list in lists(put) {
            let statement = self.statement(PUT_USERS).with(list).with(version.0);
            statements.push(statement.with(now).with(by));
        }
        Ok(())
    }

    /// A page of the list, and where the next one begins.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn users(&self, wanted: &Wanted) -> Result<(Vec<Held>, Option<Place>), Fault> {
        let mut statement = self.statement(COLUMNS);
        // Named, because SQLite has no statistics by which it would know that few are in them.
        statement = match (wanted.active, wanted.contact_center) {
            (Some(false), _) => statement.and(" INDEXED BY users_inactive"),
            (_, Some(true)) => statement.and(" INDEXED BY users_in_contact_center"),
            _ => statement.and(" INDEXED BY users_by_name"),
        };
        statement = statement.and(" WHERE partner = ?1");
        statement = match wanted.active {
            Some(true) => statement.and(" AND active = 1"),
            Some(false) => statement.and(" AND active = 0"),
            None => statement,
        };
        statement = match wanted.contact_center {
            Some(true) => statement.and(" AND contact_center = 1"),
            Some(false) => statement.and(" AND contact_center = 0"),
            None => statement,
        };
        for word in &wanted.words {
            statement = statement.and_with(" AND instr(name, ", word.as_str(), ") > 0");
        }
        if let Some(Place { name, id }) = &wanted.after {
            statement = statement.and_with(" AND (name, id) > (", name.as_str(), ", ").and_with(
                "",
                id.as_str(),
                ")",
            );
        }
        statement = statement.and_with(" ORDER BY name, id LIMIT ", wanted.limit + 1, "");
        let rows = self.rows(&[statement]).await?.into_iter().flatten();
        let mut users: Vec<Held> = rows.map(Held::from).collect();
        let is_more = users.len() as u64 > wanted.limit;
        users.truncate(wanted.limit as usize);
        let place = |last: &Held| Place { name: last.name.clone(), id: last.id.clone() };
        let next = users.last().filter(|_| is_more).map(place);
        Ok((users, next))
    }

    /// One user, and the directory's version that it is of.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn user(&self, id: &str) -> Result<(Option<Held>, Version), Fault> {
        let one = self.statement(COLUMNS).and_with(" WHERE partner = ?1 AND id = ", id, "");
        let mut answers = self.rows(&[one, self.statement(WHOLE)]).await?.into_iter();
        let held = answers.next().unwrap_or_default().pop().map(Held::from);
        Ok((held, Whole::of(&answers.next().unwrap_or_default()).version))
    }

    /// What is in the way of a user's becoming `after`.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn obstacles(&self, before: &User, after: &User) -> Result<Obstacles, Fault> {
        let had = claims(before);
        let mut new = claims(after);
        new.retain(|claim| !had.contains(claim));
        let mut keys = Keys::default();
        for (kind, value) in &new {
            let values = match *kind {
                "email" => &mut keys.emails,
                "user_name" => &mut keys.user_names,
                "extension" => &mut keys.extensions,
                "number" => &mut keys.numbers,
                _ => &mut keys.macs,
            };
            values.insert(value.clone());
        }
        let (facts, _) = self.load(&keys).await?;
        let others = facts.users.iter().filter(|user| user.id != after.id);
        let taken = others.flat_map(|user| {
            let both = claims(user).into_iter().filter(|claim| new.contains(claim));
            both.map(|(kind, value)| Taken { kind, value, holder: user.clone() })
        });
        let mut added: Vec<String> = after.licenses.iter().cloned().collect();
        added.retain(|license| !before.licenses.contains(license));
        let is_known =
            |name: &&String| facts.licenses.is_empty() || facts.licenses.contains_key(*name);
        let is_left = |name: &&String| facts.licenses.get(*name).is_none_or(License::has_room);
        let site = after.attributes.get("site").filter(|_| !facts.sites.is_empty());
        let is_new = site != before.attributes.get("site");
        Ok(Obstacles {
            taken: taken.collect(),
            unknown_licenses: added.iter().filter(|name| !is_known(name)).cloned().collect(),
            used_up_licenses: added.iter().filter(|name| !is_left(name)).cloned().collect(),
            unknown_site: is_new && site.is_some_and(|site| !facts.sites.contains(site)),
        })
    }

    /// What is set, and how much of it is in use.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn settings(&self) -> Result<Shown, Fault> {
        let all = [WHOLE, LICENSES, SITES, NUMBERS, COUNT_NUMBERS, COUNT_USERS];
        let mut answers = self.rows(&all.map(|sql| self.statement(sql))).await?.into_iter();
        let whole = answers.next().unwrap_or_default();
        let rows = answers.next().unwrap_or_default().into_iter();
        let licensed =
            |row: Row| Licensed { name: row.name, capacity: row.capacity, used: row.used };
        let whole_now = Whole::of(&whole);
        Ok(Shown {
            settings: Settings {
                company: whole.into_iter().next().map(|row| row.company).unwrap_or_default(),
                licenses: rows.map(licensed).collect(),
                sites: names(answers.next()),
                numbers: names(answers.next()),
                next_extension: whole_now.next_extension,
            },
            numbers_used: count(answers.next()),
            users: count(answers.next()),
            version: whole_now.version,
        })
    }

    /// How many users have which licence, whether it is set or not, and of which version that is.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn used(&self) -> Result<(Vec<(String, u64)>, Version), Fault> {
        let both = [self.statement(USED), self.statement(WHOLE)];
        let mut answers = self.rows(&both).await?.into_iter();
        let used = answers.next().unwrap_or_default().into_iter().map(|row| (row.name, row.used));
        Ok((used.collect(), Whole::of(&answers.next().unwrap_or_default()).version))
    }

    /// Sets the directory, if it is still of this version. Where no next extension is given, it goes on where
    /// it was.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn set(
        &self,
        settings: &Settings,
        next_extension: Option<u64>,
        version: Version,
    ) -> Result<Committed, Fault> {
        let mut statements = vec![
            self.statement(GUARD).with(version.0),
            self.statement(SETTLE).with(settings.company.as_str()).with(next_extension),
            self.statement("DELETE FROM sites WHERE partner = ?1"),
            self.statement("DELETE FROM licenses WHERE partner = ?1"),
            self.statement("DELETE FROM numbers WHERE partner = ?1"),
        ];
        let capacity = |license: &Licensed| match license.capacity {
            Some(capacity) => capacity.to_string(),
            None => "null".to_owned(),
        };
        let license =
            |license: &Licensed| format!("[{},{}]", text(&license.name), capacity(license));
        for (sql, values) in [
            (
                "INSERT INTO sites (partner, name) SELECT ?1, value FROM json_each(?2)",
                settings.sites.iter().map(|site| text(site)).collect(),
            ),
            (
                "INSERT INTO licenses (partner, name, capacity) \
                 SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2)",
                settings.licenses.iter().map(license).collect(),
            ),
            (
                "INSERT INTO numbers (partner, number) SELECT ?1, value FROM json_each(?2)",
                settings.numbers.iter().map(|number| text(number)).collect(),
            ),
        ] {
            statements.extend(lists(values).into_iter().map(|list| self.statement(sql).with(list)));
        }
        match self.run(&statements).await {
            Ok(_) => Ok(Committed::Done(Version(version.0 + 1))),
            Err(fault) if fault.is_of("directory_has_moved") => Ok(Committed::Conflict),
            Err(fault) => Err(fault),
        }
    }

    /// Deletes everything of the partner's, in at most so many steps; how many rows that were.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn forget(&self, steps: usize) -> Result<usize, Fault> {
        let mut deleted = 0;
        for _ in 0..steps {
            let statements = FORGET.map(|sql| self.statement(sql).with(DELETED_AT_ONCE));
            let answers = self.run(&statements).await?;
            let rows: u64 = answers.iter().map(Answer::changes).sum();
            if rows == 0 {
                break;
            }
            deleted += rows as usize;
        }
        Ok(deleted)
    }

    /// Deletes what is known of the processing of a job. What it did to the directory stays.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn forget_job(&self, job: &str) -> Result<(), Fault> {
        let all = [
            "DELETE FROM intents WHERE partner = ?1 AND job IN (?2, ?2 || '/revert')",
            "DELETE FROM outcomes WHERE partner = ?1 AND job = ?2",
            "DELETE FROM batches WHERE partner = ?1 AND job IN (?2, ?2 || '/revert')",
            "DELETE FROM processings WHERE partner = ?1 AND job = ?2",
        ];
        self.run(&all.map(|sql| self.statement(sql).with(job))).await.map(|_| ())
    }
}

/// Whether the tables are there and can be read.
pub async fn answers(env: &Env) -> bool {
    let Ok(database) = Database::open(env) else { return false };
    database.run(&[Statement::new("SELECT 1 FROM users LIMIT 1")]).await.is_ok()
}

/// What is known of a directory as a whole.
struct Whole {
    version: Version,
    next_extension: u64,
}

impl Whole {
    /// From the row of it, where there is one.
    fn of(rows: &[Row]) -> Self {
        let row = rows.first();
        Self {
            version: Version(row.map_or(0, |row| row.version)),
            next_extension: row.and_then(|row| row.next_extension).unwrap_or(FIRST_EXTENSION),
        }
    }
}

fn names(rows: Option<Vec<Row>>) -> Vec<String> {
    rows.unwrap_or_default().into_iter().map(|row| row.name).collect()
}

fn count(rows: Option<Vec<Row>>) -> u64 {
    rows.unwrap_or_default().first().map_or(0, |row| row.used)
}

/// A document, read. This is the one place that does, as the code for it is long.
///
/// # Errors
/// Where it is none.
pub fn read(document: &str) -> Result<User, Fault> {
    serde_json::from_str(document).map_err(|error| Fault::unreadable(&error))
}

fn written(value: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::unreadable(&error))
}

/// The text in which a user is found, and in the order of which the list is.
fn search_text(user: &User) -> String {
    let names = [user.first_name.as_deref(), user.last_name.as_deref()];
    let both = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let shown = user.display_name.as_deref().unwrap_or(&both);
    let mut text = String::new();
    for name in [Some(shown), Some(&both), user.email.as_deref(), user.user_name.as_deref()] {
        let name = folded(name.unwrap_or_default());
        let name: String = name.chars().take(LONGEST_NAME).collect();
        if !text.contains(&name) {
            if !text.is_empty() {
                text.push(BETWEEN);
            }
            text.push_str(&name);
        }
    }
    text
}

/// A text as it is compared when something is searched: without accents, in lower case, without control
/// characters, with single spaces. The runtime has the tables of Unicode for it.
pub fn folded(text: &str) -> String {
    let plain = if text.is_ascii() {
        text.to_owned()
    } else {
        String::from(JsString::from(text).normalize("NFKD"))
    };
    let mut folded = String::with_capacity(plain.len());
    for letter in plain.chars() {
        match letter {
            // What accents and the like become.
            '\u{300}'..='\u{36f}' => {}
            'ß' | 'ẞ' => folded.push_str("ss"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'æ' | 'Æ' => folded.push_str("ae"),
            'œ' | 'Œ' => folded.push_str("oe"),
            _ if letter.is_control() || letter.is_whitespace() => folded.push(' '),
            _ => folded.extend(letter.to_lowercase()),
        }
    }
    folded.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
