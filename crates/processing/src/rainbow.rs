//! Rainbow: a row attaches a line of a PBX to a member, or detaches all ("Bulk import", telephony).
//!
//! The vendor's word:
//! * The member is known by `loginEmail`.
//! * `attach` links an extension that nobody else has; `force_attach` frees it from its holder
//!   first; `detach` takes all links away, whatever else the row says.
//!
//! Ours:
//! * Lines are those with a PBX; an extension of the PBX without a name is another vendor's.
//! * An attached line that is attached again gets what the row says of its numbers; an empty cell
//!   leaves them. Numbers go where their line goes.
//! * A member without a line that is detached is a warning, and nothing changes.

use crate::draft::{Draft, replace};
use crate::spelling::phone;
use crate::{Decision, Extension, Keys, Row, Snapshot, User, Verdict, claims, extension_claim};

pub const SUCCEEDED: &str = "succeeded";
pub const FAILED: &str = "failed";
const WARNING: &str = "warning";

const FIELDS: [&str; 6] =
    ["__action__", "loginEmail", "pbxId", "pbxShortNumber", "pbxInternalNumber", "number"];

pub fn keys(rows: &[Row]) -> Keys {
    let mut keys = Keys::default();
    for row in rows {
        keys.emails.extend(row.get("loginEmail").map(str::to_lowercase));
        let line = row.get("pbxId").zip(row.get("pbxShortNumber"));
        keys.extensions.extend(line.map(|(pbx, extension)| extension_claim(pbx, extension)));
        keys.numbers.extend(row.get("number").and_then(phone));
    }
    keys
}

pub fn decide(row: &Row, snapshot: &mut Snapshot) -> Decision {
    let mut draft = Draft::new(row, row.get("loginEmail").unwrap_or_default());
    for field in ["__action__", "loginEmail"] {
        if row.get(field).is_none() {
            draft.refuse("cell-missing", &[("field", field)]);
        }
    }
    let action = row.get("__action__").unwrap_or_default();
    let email = row.get("loginEmail").unwrap_or_default();
    if draft.refused {
        return draft.refused(FAILED);
    }
    let Some(member) = snapshot.holder("email", &email.to_lowercase()).cloned() else {
        draft.refuse("email-unknown", &[("email", email)]);
        return draft.refused(FAILED);
    };
    match action.to_ascii_lowercase().as_str() {
        "attach" => attach(false, member, row, snapshot, draft),
        "force_attach" => attach(true, member, row, snapshot, draft),
        "detach" => detach(member, row, snapshot, draft),
        _ => {
            draft.refuse("cell-invalid", &[("field", "__action__"), ("value", action)]);
            draft.refused(FAILED)
        }
    }
}

/// How a line is named to people.
fn shown(line: &Extension) -> String {
    format!("{} {}", line.pbx, line.extension)
}

fn attach(
    force: bool,
    member: User,
    row: &Row,
    snapshot: &mut Snapshot,
    mut draft: Draft,
) -> Decision {
    for field in ["pbxId", "pbxShortNumber"] {
        if row.get(field).is_none() {
            draft.refuse("cell-missing", &[("field", field)]);
        }
    }
    let number = row.get("number").and_then(phone);
    if let Some(cell) = row.get("number").filter(|_| number.is_none()) {
        draft.refuse("cell-invalid", &[("field", "number"), ("value", cell)]);
    }
    let (Some(pbx), Some(extension)) = (row.get("pbxId"), row.get("pbxShortNumber")) else {
        return draft.refused(FAILED);
    };
    let is = |line: &Extension| line.pbx == pbx && line.extension == extension;
    let holder = snapshot.holder("extension", &extension_claim(pbx, extension)).cloned();
    let mut writes = Vec::new();
    let mut freed = None;
    if let Some(holder) = holder.filter(|holder| holder.id != member.id) {
        let name = holder.subject();
        let line = [("pbx", pbx), ("extension", extension), ("holder", &name)];
        if force {
            let mut after = holder.clone();
            if let Some(at) = after.extensions.iter().position(is) {
                let mut line = after.extensions.remove(at);
                // A number that the holder has on another line as well stays with the holder.
                let kept = claims(&after);
                line.number = line.number.filter(|it| !kept.contains(&("number", it.clone())));
                freed = Some(line);
            }
            draft.note("line-taken-from", &line);
            draft.destructive = true;
            writes.push(replace(holder, after));
        } else {
            draft.refuse("line-taken", &line);
        }
    }
    if let Some(number) = &number {
        // What the holder of the line still has when the line is gone.
        let other = snapshot.holder("number", number).filter(|other| other.id != member.id);
        let after = writes.first().and_then(|write| write.after.as_ref());
        let kept = other.filter(|other| {
            let left = after.filter(|after| after.id == other.id).unwrap_or(other);
            claims(left).contains(&("number", number.clone()))
        });
        if let Some(holder) = kept {
            let holder = holder.subject();
            draft.refuse("number-taken", &[("number", number), ("holder", &holder)]);
        }
    }
    if draft.refused {
        return draft.refused(FAILED);
    }

    let mut after = member.clone();
    let at = after.extensions.iter().position(is);
    let old = at.map(|at| after.extensions[at].clone());
    let mut line = old.clone().or(freed).unwrap_or_else(|| Extension {
        pbx: pbx.to_owned(),
        extension: extension.to_owned(),
        ..Extension::default()
    });
    // Kept as it is written: it may be one of the PBX only, without a country code.
    line.internal = row.get("pbxInternalNumber").map(str::to_owned).or(line.internal);
    line.number = number.or(line.number);
    let (old_internal, old_number) =
        old.as_ref().map_or((None, None), |old| (old.internal.clone(), old.number.clone()));
    draft.change("pbxShortNumber", old.as_ref().map(shown), Some(shown(&line)));
    draft.change("pbxInternalNumber", old_internal, line.internal.clone());
    draft.change("number", old_number, line.number.clone());
    if draft.is_empty() {
        return draft.unchanged(SUCCEEDED);
    }
    match at {
        Some(at) => after.extensions[at] = line,
        None => after.extensions.push(line),
    }
    writes.push(replace(member, after));
    draft.done(Verdict::Changed, SUCCEEDED, writes, snapshot)
}

fn detach(member: User, row: &Row, snapshot: &mut Snapshot, mut draft: Draft) -> Decision {
    let mut after = member.clone();
    after.extensions.retain(|line| line.pbx.is_empty());
    let lines: Vec<_> =
        member.extensions.iter().filter(|line| !line.pbx.is_empty()).map(shown).collect();
    if lines.is_empty() {
        draft.note("nothing-to-detach", &[]);
        return draft.unchanged(WARNING);
    }
    if FIELDS[2..].iter().any(|field| row.get(field).is_some()) {
        draft.note("detach-takes-all", &[("lines", &lines.join(", "))]);
    }
    for line in lines {
        draft.take_away("pbxShortNumber", line, None);
    }
    draft.done(Verdict::Removed, SUCCEEDED, vec![replace(member, after)], snapshot)
}

/// One row for each line of a PBX, to attach it to the member who has it.
pub fn export(users: &[User]) -> (Vec<String>, Vec<Vec<String>>) {
    let mut rows = Vec::new();
    for user in users {
        let Some(email) = &user.email else { continue };
        for line in user.extensions.iter().filter(|line| !line.pbx.is_empty()) {
            rows.push(vec![
                "attach".to_owned(),
                email.clone(),
                line.pbx.clone(),
                line.extension.clone(),
                line.internal.clone().unwrap_or_default(),
                line.number.clone().unwrap_or_default(),
            ]);
        }
    }
    (FIELDS.iter().map(|field| (*field).to_owned()).collect(), rows)
}
