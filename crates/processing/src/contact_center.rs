//! Webex Contact Center: a row changes what the contact centre knows of a user ("Bulk operations",
//! users).
//!
//! The vendor's word:
//! * The user is known by `Email`. It must be there, with a licence for the contact centre: users
//!   are made only in Control Hub.
//! * Teams stand in one cell, with `|` between them.
//! * A change of site resets the teams.
//!
//! Ours:
//! * An empty cell changes nothing; the pages do not say.
//! * Teams that the same row gives hold for the new site.
//! * Sites and profiles are not looked up: they are the contact centre's own, and the directory has
//!   no list of them.

use std::collections::BTreeSet;

use crate::draft::{Draft, replace};
use crate::webex::{FAILED, SUCCEEDED, UNCHANGED, is_contact_center};
use crate::{ContactCenter, Decision, Keys, Row, Snapshot, User, Verdict};

const FIELDS: [&str; 10] = [
    "Email",
    "User Profile",
    "Contact Center Enabled",
    "Site",
    "Teams",
    "Skill Profile",
    "Desktop Profile",
    "Multimedia Profile",
    "External Id",
    "Default DN",
];

pub fn keys(rows: &[Row]) -> Keys {
    let emails = rows.iter().filter_map(|row| row.get("Email")).map(str::to_lowercase);
    Keys { emails: emails.collect(), ..Keys::default() }
}

pub fn decide(row: &Row, snapshot: &mut Snapshot) -> Decision {
    let mut draft = Draft::new(row, row.get("Email").unwrap_or_default());
    let Some(email) = row.get("Email") else {
        draft.refuse("cell-missing", &[("field", "Email")]);
        return draft.refused(FAILED);
    };
    let Some(before) = snapshot.holder("email", &email.to_lowercase()).cloned() else {
        draft.refuse("email-unknown", &[("email", email)]);
        return draft.refused(FAILED);
    };
    if !has_license(&before) {
        draft.refuse("contact-center-license-missing", &[("email", email)]);
        return draft.refused(FAILED);
    }
    let old = before.contact_center.clone().unwrap_or_default();
    let mut new = old.clone();
    for field in FIELDS {
        let Some(cell) = row.get(field) else { continue };
        match field {
            "Email" => {}
            "Contact Center Enabled" => match cell.to_ascii_lowercase().as_str() {
                "on" => new.enabled = true,
                "off" => new.enabled = false,
                _ => draft.refuse("cell-invalid", &[("field", field), ("value", cell)]),
            },
            "Teams" => new.teams = teams_in(cell),
            _ => {
                if let Some(place) = place(&mut new, field) {
                    *place = Some(cell.to_owned());
                }
            }
        }
    }
    if draft.refused {
        return draft.refused(FAILED);
    }
    if row.get("Teams").is_none() && new.site != old.site && !new.teams.is_empty() {
        let teams = std::mem::take(&mut new.teams);
        draft.note("teams-reset", &[("teams", &joined(&teams))]);
        draft.destructive = true;
    }
    draft.destructive |= old.enabled && !new.enabled;
    for field in FIELDS {
        draft.change(field, cell_of(&before, &old, field), cell_of(&before, &new, field));
    }
    if draft.is_empty() {
        return draft.unchanged(UNCHANGED);
    }
    let after = User { contact_center: Some(new), ..before.clone() };
    draft.done(Verdict::Changed, SUCCEEDED, vec![replace(before, after)], snapshot)
}

fn has_license(user: &User) -> bool {
    user.licenses.iter().any(|name| is_contact_center(name))
}

fn teams_in(cell: &str) -> BTreeSet<String> {
    let teams = cell.split('|').map(str::trim).filter(|team| !team.is_empty());
    teams.map(str::to_owned).collect()
}

fn joined(teams: &BTreeSet<String>) -> String {
    teams.iter().map(String::as_str).collect::<Vec<_>>().join("|")
}

fn place<'a>(it: &'a mut ContactCenter, field: &str) -> Option<&'a mut Option<String>> {
    match field {
        "User Profile" => Some(&mut it.user_profile),
        "Site" => Some(&mut it.site),
        "Skill Profile" => Some(&mut it.skill_profile),
        "Desktop Profile" => Some(&mut it.desktop_profile),
        "Multimedia Profile" => Some(&mut it.multimedia_profile),
        "External Id" => Some(&mut it.external_id),
        "Default DN" => Some(&mut it.default_dn),
        _ => None,
    }
}

fn cell_of(user: &User, it: &ContactCenter, field: &str) -> Option<String> {
    match field {
        "Email" => user.email.clone(),
        "User Profile" => it.user_profile.clone(),
        "Contact Center Enabled" => Some(if it.enabled { "On" } else { "Off" }.to_owned()),
        "Site" => it.site.clone(),
        "Teams" => Some(joined(&it.teams)).filter(|teams| !teams.is_empty()),
        "Skill Profile" => it.skill_profile.clone(),
        "Desktop Profile" => it.desktop_profile.clone(),
        "Multimedia Profile" => it.multimedia_profile.clone(),
        "External Id" => it.external_id.clone(),
        "Default DN" => it.default_dn.clone(),
        _ => None,
    }
}

/// What a user has in a field.
pub fn cell(user: &User, field: &str) -> Option<String> {
    cell_of(user, &user.contact_center.clone().unwrap_or_default(), field)
}

/// One row for each user with an e-mail address and a licence for the contact centre.
pub fn export(users: &[User]) -> (Vec<String>, Vec<Vec<String>>) {
    let row = |user: &User| {
        let known = user.contact_center.clone().unwrap_or_default();
        FIELDS.iter().map(|field| cell_of(user, &known, field).unwrap_or_default()).collect()
    };
    let known = users.iter().filter(|user| user.email.is_some() && has_license(user));
    (FIELDS.iter().map(|field| (*field).to_owned()).collect(), known.map(row).collect())
}
