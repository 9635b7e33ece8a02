//! What of a row can be done in a directory behind SCIM, and what has come of it there.

use super::resource::expressible;
use crate::{
    Context, Decision, FieldChange, Kind, Meaning, Note, Row, Snapshot, User, Verdict, Write,
};

/// What somebody is told who got it, which is nobody where it cannot be said.
const OF_WHAT_IS_GIVEN: [&str; 5] = [
    "extension-given",
    "extension-none-left",
    "extension-replaced",
    "temporary-number",
    "temporary-number-none-left",
];

/// Decides a row as [`Meaning::decide`] does, and cuts it down to what can be said in SCIM.
///
/// The vendor's fields that fall away are named in [`Decision::not_expressible`] and in a note, and the row is
/// partial; one of which nothing is left is refused. Nothing else in the decision speaks of what is not
/// written, such as the extension that 8x8 would have given. Rows that make contacts are refused: SCIM knows
/// users only, and a contact written as one could sign in. So are rows that make somebody without a user name
/// whose address is the user name of somebody else.
///
/// 8x8's file only creates, so a user who is there with something different is refused. What cannot be said
/// does not count as different.
#[must_use]
pub fn decide(
    meaning: Meaning,
    row: &Row,
    snapshot: &mut Snapshot,
    context: &mut Context<'_>,
) -> Decision {
    let mut decision = meaning.decide(row, snapshot, context);
    if decision.verdict == Verdict::Refused {
        settle_existing(meaning, row, &mut decision, context);
        return decision;
    }
    if decision.writes.is_empty() {
        return decision;
    }
    let mut lost: Vec<String> = Vec::new();
    let mut written = Vec::new();
    let mut refusal = None;
    for write in std::mem::take(&mut decision.writes) {
        let Write { id, before, after } = write;
        let cut = after.as_ref().map(expressible);
        if after.as_ref().is_some_and(|after| after.kind == Kind::Contact) {
            refusal = Some(note("contact-not-expressible", &[]));
        }
        // Who has no user name goes by the address there, which may be somebody's user name.
        let name = cut.as_ref().and_then(|cut| cut.user_name.as_deref()).unwrap_or_default();
        let holder = snapshot.holder("user_name", &name.to_lowercase());
        if holder.is_some_and(|holder| holder.id != id) {
            refusal = Some(note("user-name-taken", &[("user_name", name)]));
        }
        if let (Some(wanted), Some(cut)) = (&after, &cut) {
            decision.changes = std::mem::take(&mut decision.changes)
                .into_iter()
                .filter_map(|change| kept(meaning, change, wanted, cut, &mut lost))
                .collect();
            let is_given = |(field, value): &(String, String)| {
                meaning.cell(cut, field).as_ref() == Some(value)
            };
            decision.outcome.output.retain(is_given);
        }
        // What the rows behind this one see is what will be there.
        let stays = cut == before || refusal.is_some();
        let will_be = if stays { before.clone() } else { cut.clone() };
        snapshot.apply(&Write { id: id.clone(), before: after, after: will_be });
        if cut != before {
            written.push(Write { id, before, after: cut });
        }
    }
    lost.dedup();
    decision.outcome.details.retain(|note| !OF_WHAT_IS_GIVEN.contains(&note.code.as_str()));
    if let Some(why) = refusal {
        decision.not_expressible = lost;
        refuse(meaning, &mut decision, why);
        return decision;
    }
    decision.writes = written;
    fall_short(meaning, &mut decision, lost);
    if decision.writes.is_empty() {
        decision.changes.clear();
        decision.outcome.output.clear();
        decision.destructive = false;
        if decision.not_expressible.is_empty() {
            meaning.unchanged().clone_into(&mut decision.outcome.status);
            decision.verdict = Verdict::Unchanged;
        } else {
            meaning.failed().clone_into(&mut decision.outcome.status);
            decision.verdict = Verdict::Refused;
            decision.partial = false;
        }
        return decision;
    }
    let takes = |change: &FieldChange| match change.to.as_deref() {
        None => true,
        to => to == Some("FALSE") && change.from.as_deref() == Some("TRUE"),
    };
    decision.destructive &= decision.changes.iter().any(takes);
    if decision.verdict == Verdict::Changed
        && decision.destructive
        && decision.changes.iter().all(takes)
    {
        decision.verdict = Verdict::Removed;
    }
    decision
}

/// A change as far as it can be said; none where it cannot, or where all is said already.
fn kept(
    meaning: Meaning,
    change: FieldChange,
    wanted: &User,
    cut: &User,
    lost: &mut Vec<String>,
) -> Option<FieldChange> {
    let said = meaning.cell(cut, &change.field);
    let is_said = said.is_some() || change.to.is_none();
    if is_said && said == meaning.cell(wanted, &change.field) {
        return Some(change);
    }
    // `en_US` stands there as `en-US`, which is no other value.
    let plain = |text: &str| text.replace('_', "-").to_lowercase();
    if said.is_some() && said.as_deref().map(plain) == change.to.as_deref().map(plain) {
        return (said != change.from).then_some(FieldChange { to: said, ..change });
    }
    lost.push(change.field);
    None
}

/// Looks again at a row of 8x8 that is refused because its user is there and differs.
fn settle_existing(
    meaning: Meaning,
    row: &Row,
    decision: &mut Decision,
    context: &mut Context<'_>,
) {
    let [said] = decision.outcome.details.as_slice() else { return };
    let Some(fields) = said.params.get("fields").filter(|_| said.code == "user-exists") else {
        return;
    };
    // What the row would make where nobody is.
    let mut nobody = Snapshot::default();
    let made = meaning.decide(row, &mut nobody, context);
    let Some(wanted) = made.writes.into_iter().find_map(|write| write.after) else { return };
    let cut = expressible(&wanted);
    let is_lost = |field: &&str| meaning.cell(&wanted, field) != meaning.cell(&cut, field);
    let (lost, differing): (Vec<&str>, Vec<&str>) = fields.split(", ").partition(is_lost);
    let lost: Vec<String> = lost.into_iter().map(str::to_owned).collect();
    if lost.is_empty() {
        return;
    }
    if differing.is_empty() {
        decision.verdict = Verdict::Unchanged;
        meaning.unchanged().clone_into(&mut decision.outcome.status);
        decision.outcome.details = vec![note("already-there", &[])];
    } else {
        decision.outcome.details = vec![note("user-exists", &[("fields", &differing.join(", "))])];
    }
    fall_short(meaning, decision, lost);
}

/// Says which fields fall away.
fn fall_short(meaning: Meaning, decision: &mut Decision, lost: Vec<String>) {
    if lost.is_empty() {
        return;
    }
    decision.outcome.details.push(note("not-expressible", &[("fields", &lost.join(", "))]));
    decision.not_expressible = lost;
    if decision.verdict != Verdict::Refused {
        decision.partial = true;
        let status = meaning.partial(&decision.outcome.status).to_owned();
        decision.outcome.status = status;
    }
}

fn note(code: &str, params: &[(&str, &str)]) -> Note {
    Note::new(code, params)
}

/// Nothing of the row is done.
fn refuse(meaning: Meaning, decision: &mut Decision, why: Note) {
    decision.verdict = Verdict::Refused;
    decision.partial = false;
    decision.destructive = false;
    decision.changes.clear();
    decision.writes.clear();
    decision.outcome.output.clear();
    meaning.failed().clone_into(&mut decision.outcome.status);
    decision.outcome.details = vec![why];
}

/// Why a directory behind SCIM did not do what a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Somebody else changed the user in between.
    Changed,
    /// There is no such user any more.
    Gone,
    /// Another user has the name or the address.
    Taken,
    /// The service refused it: with which status, and what it says.
    Refused(u16, String),
    /// The service took it and changed nothing.
    Ignored,
    /// It is not known whether it is done.
    Silent,
}

impl Failure {
    /// What the report says of it.
    #[must_use]
    pub fn note(&self) -> Note {
        match self {
            Self::Changed => note("service-changed", &[]),
            Self::Gone => note("service-gone", &[]),
            Self::Taken => note("service-taken", &[]),
            Self::Refused(status, reason) => {
                let status = status.to_string();
                note("service-refused", &[("status", &status), ("reason", reason)])
            }
            Self::Ignored => note("service-ignored", &[]),
            Self::Silent => note("service-silent", &[]),
        }
    }
}

/// Makes of a decision that nothing of it is done.
pub fn fail(meaning: Meaning, decision: &mut Decision, failure: &Failure) {
    refuse(meaning, decision, failure.note());
}

/// Makes of a decision what the service made of it: it was sent one user and has another.
pub fn keep(meaning: Meaning, decision: &mut Decision, sent: &User, has: &User) {
    let mut otherwise = Vec::new();
    decision.changes.retain(|change| {
        let is_kept = meaning.cell(has, &change.field) == meaning.cell(sent, &change.field);
        if !is_kept {
            otherwise.push(change.field.clone());
        }
        is_kept
    });
    let is_kept =
        |(field, value): &(String, String)| meaning.cell(has, field).as_ref() == Some(value);
    decision.outcome.output.retain(is_kept);
    if !otherwise.is_empty() {
        let fields = otherwise.join(", ");
        decision.outcome.details.push(note("service-kept-otherwise", &[("fields", &fields)]));
        decision.partial = true;
        let status = meaning.partial(&decision.outcome.status).to_owned();
        decision.outcome.status = status;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Facts;

    fn decided(
        meaning: Meaning,
        fields: &[&str],
        rows: &[&[&str]],
        users: Vec<User>,
    ) -> Vec<Decision> {
        let facts = Facts {
            users,
            next_extension: 1000,
            free_extensions: (1000..1100).collect(),
            ..Facts::default()
        };
        let mut snapshot = Snapshot::new(facts);
        let mut count = 0;
        let mut ids = || {
            count += 1;
            format!("new-{count}")
        };
        let options = [("import_option".to_owned(), "add_and_remove".to_owned())].into();
        let mut context = Context { job: "job", ids: &mut ids, options: &options, company: "Acme" };
        let row = |(at, cells): (usize, &&[&str])| Row::new(at as u64 + 2, fields, cells);
        let rows: Vec<_> = rows.iter().enumerate().map(row).collect();
        rows.iter().map(|row| decide(meaning, row, &mut snapshot, &mut context)).collect()
    }

    fn codes(decision: &Decision) -> Vec<&str> {
        decision.outcome.details.iter().map(|note| note.code.as_str()).collect()
    }

    const EIGHT: [&str; 8] = [
        "User.FirstName",
        "User.LastName",
        "User.Email",
        "User.Site",
        "User.Licenses",
        "User.Voice.Number",
        "User.Voice.DeviceMac",
        "User.Title",
    ];
    const ZOE: [&str; 8] = [
        "Zoé",
        "Le Goff",
        "zoe@acme.example",
        "Lyon",
        "X2",
        "33160000001",
        "64167f0a1b2c",
        "Cheffe",
    ];

    #[test]
    fn a_row_of_8x8_is_partial_and_names_what_falls_away() {
        let [made] = &decided(Meaning::EightByEight, &EIGHT, &[&ZOE], Vec::new())[..] else {
            panic!("one row, one decision")
        };
        assert_eq!(made.verdict, Verdict::Created);
        assert_eq!(made.outcome.status, "RowPartiallyProcessed");
        assert!(made.partial);
        assert_eq!(
            made.not_expressible,
            ["User.Voice.Extension", "User.Voice.DeviceMac", "User.Site"]
        );
        assert_eq!(codes(made), ["user-name-made", "not-expressible"]);
        assert_eq!(made.outcome.output, [("User.UserName".into(), "Acme.Zoe.LeGoff".into())]);
        let after = made.writes[0].after.as_ref().unwrap();
        assert_eq!(&expressible(after), after);
        assert!(after.extensions.is_empty() && after.devices.is_empty());
        assert!(made.changes.iter().all(|change| change.field != "User.Site"));
    }

    #[test]
    fn the_same_file_of_8x8_again_changes_nothing() {
        let made = decided(Meaning::EightByEight, &EIGHT, &[&ZOE], Vec::new());
        let there = made[0].writes[0].after.clone().unwrap();
        let again = decided(Meaning::EightByEight, &EIGHT, &[&ZOE], vec![there.clone()]);
        assert_eq!((again[0].verdict, again[0].partial), (Verdict::Unchanged, true));
        assert_eq!(codes(&again[0]), ["already-there", "not-expressible"]);
        let mut other = ZOE;
        other[7] = "Directrice";
        let differs = decided(Meaning::EightByEight, &EIGHT, &[&other], vec![there]);
        assert_eq!(differs[0].verdict, Verdict::Refused);
        assert_eq!(differs[0].outcome.details[0].params["fields"], "User.Title");
    }

    #[test]
    fn a_contact_is_refused_and_so_is_what_cannot_be_said_at_all() {
        let contact = ["Ugo", "Forlì", "ugo@acme.example", "Forlì", "", "", "", ""];
        let refused = decided(Meaning::EightByEight, &EIGHT, &[&contact], Vec::new());
        assert_eq!(refused[0].verdict, Verdict::Refused);
        assert_eq!(codes(&refused[0]), ["contact-not-expressible"]);
        let ana = User { id: "1".into(), ..there("ana@acme.example") };
        let fields = ["__action__", "loginEmail", "pbxId", "pbxShortNumber"];
        let row: &[&str] = &["attach", "ana@acme.example", "PBX1", "2001"];
        let attached = decided(Meaning::RainbowTelephony, &fields, &[row], vec![ana]);
        assert_eq!(attached[0].verdict, Verdict::Refused);
        assert_eq!(attached[0].not_expressible, ["pbxShortNumber"]);
        assert_eq!(attached[0].outcome.status, "failed");
        assert!(attached[0].writes.is_empty());
    }

    fn there(email: &str) -> User {
        expressible(&User { active: true, email: Some(email.into()), ..User::default() })
    }

    #[test]
    fn a_row_of_webex_says_what_it_can() {
        let fields = [
            "User ID/Email (Required)",
            "Title",
            "Extension",
            "Preferred Language",
            "Webex Teams [Sub1]",
        ];
        let row: &[&str] = &["ana@acme.example", "Chef", "1001", "fr_FR", "TRUE"];
        let ana = User { id: "1".into(), ..there("ana@acme.example") };
        let first = decided(Meaning::WebexControlHub, &fields, &[row], vec![ana]);
        assert_eq!((first[0].verdict, first[0].partial), (Verdict::Changed, true));
        assert_eq!(first[0].not_expressible, ["Extension"]);
        let to: Vec<_> = first[0].changes.iter().map(|change| change.to.as_deref()).collect();
        assert_eq!(to, [Some("Chef"), Some("fr-FR"), Some("TRUE")]);
        let after = first[0].writes[0].after.clone().unwrap();
        // Again, and all that is left is what cannot be said.
        let again = decided(Meaning::WebexControlHub, &fields, &[row], vec![after.clone()]);
        assert_eq!(again[0].verdict, Verdict::Refused);
        let without: &[&str] = &["ana@acme.example", "Chef", "", "fr_FR", "TRUE"];
        let said = decided(Meaning::WebexControlHub, &fields, &[without], vec![after.clone()]);
        assert_eq!((said[0].verdict, said[0].partial), (Verdict::Unchanged, false));
        assert_eq!(said[0].outcome.status, "Unchanged");
        let off: &[&str] = &["ana@acme.example", "", "1001", "", "FALSE"];
        let removed = decided(Meaning::WebexControlHub, &fields, &[off], vec![after]);
        assert_eq!((removed[0].verdict, removed[0].destructive), (Verdict::Removed, true));
    }

    #[test]
    fn a_device_that_nobody_gets_is_taken_by_nobody() {
        let mut other = ZOE;
        other[2] = "ugo@acme.example";
        other[5] = "33160000002";
        let both = decided(Meaning::EightByEight, &EIGHT, &[&ZOE, &other], Vec::new());
        assert_eq!(both[1].verdict, Verdict::Created);
        assert!(!codes(&both[1]).contains(&"mac-taken"));
        assert!(both[1].not_expressible.contains(&"User.Voice.DeviceMac".to_owned()));
    }
}
