//! What would come of applying a file: every row is decided, and nothing is written.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rollcall_engine::rows::Mark;
use rollcall_processing::{Context, Decision, Snapshot, Summary, Verdict};
use serde_json::{Value, json};

use super::applicable::Applicable;
use super::directory::Version;
use super::users::Users;
use super::{Trouble, rows_at_once};
use crate::jobs::id::JobId;
use crate::runtime;
use crate::store::Store;

/// How often a plan is begun again because somebody wrote to the directory meanwhile.
const ATTEMPTS: usize = 3;

/// What would come of a file.
pub struct Plan {
    /// The counts.
    pub summary: Summary,
    /// Rows that somebody wants to see, as JSON.
    pub rows: Vec<Value>,
    /// Whether nothing at all would be applied.
    pub blocked: bool,
    /// What a confirmation names, so that nothing else is applied than what was seen.
    pub fingerprint: String,
    /// Which of the vendor's fields the directory has no words for, and in how many rows.
    pub not_expressible: BTreeMap<String, u64>,
}

/// Which rows of a plan are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Those behind this one.
    pub after: u64,
    /// At most so many.
    pub most: usize,
    /// Whether rows that change nothing are left out.
    pub changes_only: bool,
    /// The kind they have to be of.
    pub only: Option<Only>,
}

/// Rows of one kind, as the counts of a plan name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// Those to which this happens.
    Of(Verdict),
    /// Those of which a part is not done.
    Partial,
    /// Those that take something away.
    Destructive,
}

impl Only {
    /// The names of all kinds.
    pub const NAMES: [&str; 7] =
        ["created", "changed", "removed", "unchanged", "refused", "partial", "destructive"];

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "created" => Self::Of(Verdict::Created),
            "changed" => Self::Of(Verdict::Changed),
            "removed" => Self::Of(Verdict::Removed),
            "unchanged" => Self::Of(Verdict::Unchanged),
            "refused" => Self::Of(Verdict::Refused),
            "partial" => Self::Partial,
            "destructive" => Self::Destructive,
            _ => return None,
        })
    }

    fn is_of(self, decision: &Decision) -> bool {
        match self {
            Self::Of(verdict) => decision.verdict == verdict,
            Self::Partial => decision.partial,
            Self::Destructive => decision.destructive,
        }
    }
}

/// Plans a file.
///
/// # Errors
/// Where storage or the directory does not answer, or is written to all the time.
pub async fn plan(
    applicable: &Applicable,
    store: &Store,
    users: &Users,
    wanted: Wanted,
) -> Result<Plan, Trouble> {
    for _ in 0..ATTEMPTS {
        if let Some(plan) = Box::pin(attempt(applicable, store, users, wanted)).await? {
            return Ok(plan);
        }
    }
    Err(super::database::Fault::crowded().into())
}

/// A plan; none where the directory was written to meanwhile.
async fn attempt(
    applicable: &Applicable,
    store: &Store,
    users: &Users,
    wanted: Wanted,
) -> Result<Option<Plan>, Trouble> {
    let meaning = applicable.meaning;
    let company = users.directory.settings().await?.settings.company;
    let mut ids = new_id;
    let mut context = Context {
        job: applicable.id.as_str(),
        ids: &mut ids,
        options: &applicable.options,
        company: &company,
    };
    let mut rows = applicable.rows(store, &Mark::default()).await?;
    let mut known: Option<(Snapshot, Version)> = None;
    let (mut summary, mut shown) = (Summary::default(), Vec::new());
    let mut not_expressible = BTreeMap::new();
    // A directory elsewhere has no version, so what would be changed stands for it.
    let mut changes = DefaultHasher::new();
    while let Some((batch, _)) = rows.next(rows_at_once(meaning)).await? {
        let (facts, version) = users.load(&meaning.keys(&batch, &company)).await?;
        let snapshot = match &mut known {
            Some((_, first)) if *first != version => return Ok(None),
            Some((snapshot, _)) => {
                snapshot.learn(facts);
                snapshot
            }
            None => &mut known.insert((Snapshot::new(facts), version)).0,
        };
        for row in &batch {
            let decision = users.decide(meaning, row, snapshot, &mut context);
            summary.add(&decision);
            for field in &decision.not_expressible {
                *not_expressible.entry(field.clone()).or_default() += 1;
            }
            if users.service().is_some() {
                for change in &decision.changes {
                    (decision.row, &change.field, &change.from, &change.to).hash(&mut changes);
                }
            }
            let is_wanted = decision.row > wanted.after
                && shown.len() < wanted.most
                && !(wanted.changes_only && is_unchanged(&decision))
                && wanted.only.is_none_or(|only| only.is_of(&decision));
            if is_wanted {
                shown.push(row_of(&decision, &applicable.job.language));
            }
        }
    }
    let version = known.map_or(0, |(_, version)| version.0);
    let blocked = meaning.blocks_whole_file() && summary.refused > 0;
    let changes = changes.finish();
    let seen = json!([applicable.id.as_str(), version, summary, applicable.options, changes]);
    let seen = seen.to_string();
    let fingerprint = runtime::sha256(seen.as_bytes()).await;
    let fingerprint = fingerprint.map_err(|error| crate::store::StoreError::of_runtime(&error))?;
    let fingerprint = fingerprint.chars().take(32).collect();
    Ok(Some(Plan { summary, rows: shown, blocked, fingerprint, not_expressible }))
}

fn is_unchanged(decision: &Decision) -> bool {
    decision.verdict == Verdict::Unchanged
}

/// What a plan shows of a row.
fn row_of(decision: &Decision, language: &str) -> Value {
    let details: Vec<String> =
        decision.outcome.details.iter().map(|note| note.sentence(language)).collect();
    json!({
        "row": decision.row,
        "verdict": decision.verdict,
        "partial": decision.partial,
        "destructive": decision.destructive,
        "subject": decision.subject,
        "changes": decision.changes,
        "not_expressible": decision.not_expressible,
        "details": details,
    })
}

/// An id for a new user.
pub fn new_id() -> String {
    JobId::new(runtime::now(), runtime::random()).to_string()
}
