//! Webex Control Hub: a row makes the user with its e-mail address, or changes it ("Ways to add
//! users", "CSV file reference").
//!
//! The vendor's word:
//! * The user is known by `User ID/Email (Required)`; another address is another user.
//! * An empty cell changes nothing.
//! * TRUE gives a service. FALSE takes it away with the import option `add_and_remove`, and does
//!   nothing with `add`.
//! * A suspended service cannot be given. Nobody has two licences for the contact centre, or two
//!   for calling.
//! * `REMOVE|` in front of an extension or a number takes it away; `REMOVE` as location leads back
//!   to the default one. The location of somebody with Webex Calling stays as it is.
//! * The columns on the user's status and use are only read.
//!
//! Ours:
//! * Without an import option it is `add`.
//! * A status that differs is said, and nothing is done about it.
//! * A licence that the directory does not know, or that has no room, fails the row; a directory
//!   without licences knows all of them. What is no licence but switches something hybrid on has no
//!   capacity.
//! * An extension or number of somebody else fails the row; one of the user's own is replaced.

use std::collections::BTreeSet;

use crate::draft::{Draft, replace};
use crate::spelling::{is_extension, phone};
use crate::{
    Context, Decision, Extension, Keys, Kind, Line, Number, Row, Snapshot, User, Verdict, Write,
    extension_claim,
};

pub const SUCCEEDED: &str = "Success";
pub const FAILED: &str = "Failed";
pub const UNCHANGED: &str = "Unchanged";

const EMAIL: &str = "User ID/Email (Required)";

/// The columns that are no services, in the template's order.
const FIELDS: [&str; 21] = [
    "First Name",
    "Last Name",
    "Display Name",
    EMAIL,
    "User Status",
    "Extension",
    "Title",
    "Department",
    "Manager",
    "Phone Number",
    "Caller ID Number",
    "Caller ID First Name",
    "Caller ID Last Name",
    "Location",
    "Preferred Language",
    "Time zone",
    "Address type",
    "Address country",
    "Hybrid Calendar Service Resource Group",
    "Hybrid Call Service Resource Group",
    "Upgrade Profile",
];

/// Switches that are no licences.
const HYBRID: [&str; 10] = [
    "Jabber with Webex Teams",
    "Jabber Calling",
    "Call Service Aware",
    "Call Service Connect",
    "Enterprise Content Management",
    "Hybrid Message Service",
    "Webex Meeting Assistant",
    "Contact Migration Required",
    "Hybrid Calendar Service (Exchange)",
    "Hybrid Calendar Service (Google)",
];

/// Whether `name` is a licence for the contact centre: `Webex Contact Center Premium`, also with
/// `Agent` or a subscription behind it, or without `Webex`.
pub fn is_contact_center(name: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.strip_prefix("webex ").unwrap_or(&name);
    let Some(name) = name.strip_prefix("contact center ") else { return false };
    let Some(rest) = name.strip_prefix("standard").or_else(|| name.strip_prefix("premium")) else {
        return false;
    };
    let rest = rest.strip_prefix(" agent").unwrap_or(rest);
    rest.is_empty() || rest.starts_with(" [") || rest.starts_with(" (")
}

/// Whether `name` is a licence for Webex Calling.
fn is_calling(name: &str) -> bool {
    name.to_lowercase().starts_with("webex calling")
}

fn is_suspended(name: &str) -> bool {
    name.ends_with("(Suspended)")
}

/// Whether a column is a service: by the form of its label, or because the directory has a licence
/// of that name.
fn is_service(label: &str, snapshot: &Snapshot) -> bool {
    !FIELDS.contains(&label)
        && (HYBRID.contains(&label)
            || label.contains(" [Sub")
            || is_suspended(label)
            || is_contact_center(label)
            || is_calling(label)
            || snapshot.license(label).is_some())
}

/// What a cell takes away: what stands behind `REMOVE|`.
fn removal(cell: &str) -> Option<&str> {
    cell.strip_prefix("REMOVE|")
}

pub fn keys(rows: &[Row]) -> Keys {
    let mut keys = Keys::default();
    for row in rows {
        keys.emails.extend(row.get(EMAIL).map(str::to_lowercase));
        let given = |field| row.get(field).filter(|cell| removal(cell).is_none());
        keys.extensions.extend(given("Extension").map(|cell| extension_claim("", cell)));
        keys.numbers.extend(given("Phone Number").and_then(phone));
    }
    keys
}

pub fn decide(row: &Row, snapshot: &mut Snapshot, context: &mut Context<'_>) -> Decision {
    let mut draft = Draft::new(row, row.get(EMAIL).unwrap_or_default());
    let Some(email) = row.get(EMAIL) else {
        draft.refuse("cell-missing", &[("field", EMAIL)]);
        return draft.refused(FAILED);
    };
    let before = snapshot.holder("email", &email.to_lowercase()).cloned();
    let mut user = before.clone().unwrap_or_else(|| User { active: true, ..User::default() });
    if before.is_none() {
        user.email = Some(email.to_owned());
        draft.change(EMAIL, None, user.email.clone());
    }

    for field in FIELDS {
        let Some(cell) = row.get(field) else { continue };
        match field {
            EMAIL => {}
            "User Status" => read_status(cell, &user, &mut draft),
            "Extension" => set_extension(cell, &mut user, snapshot, &mut draft),
            "Phone Number" => set_number(cell, &mut user, snapshot, &mut draft),
            "Location" => set_location(cell, &mut user, snapshot, &mut draft),
            _ => {
                draft.change(field, cell_of(&user, field), Some(cell.to_owned()));
                set(&mut user, field, cell.to_owned());
            }
        }
    }
    let removes = context.options.get("import_option").is_some_and(|it| it == "add_and_remove");
    let mut given = false;
    for (label, cell) in row.filled().filter(|(label, _)| is_service(label, snapshot)) {
        let has = user.licenses.contains(label);
        match cell.to_ascii_lowercase().as_str() {
            "true" if has => {}
            "true" => {
                if is_suspended(label) {
                    draft.refuse("license-suspended", &[("license", label)]);
                } else if !HYBRID.contains(&label) {
                    crate::require_license(label, snapshot, &mut draft);
                }
                draft.change(label, Some("FALSE".to_owned()), Some("TRUE".to_owned()));
                user.licenses.insert(label.to_owned());
                user.kind = Kind::User;
                given = true;
            }
            "false" if has && removes => {
                draft.take_away(label, "TRUE".to_owned(), Some("FALSE".to_owned()));
                user.licenses.remove(label);
            }
            "false" => {}
            _ => draft.refuse("cell-invalid", &[("field", label), ("value", cell)]),
        }
    }
    if given {
        let count = |is: fn(&str) -> bool| user.licenses.iter().filter(|name| is(name)).count();
        if count(is_contact_center) > 1 {
            draft.refuse("two-contact-center-licenses", &[]);
        }
        if count(is_calling) > 1 {
            draft.refuse("two-calling-licenses", &[]);
        }
    }

    if draft.refused {
        return draft.refused(FAILED);
    }
    let Some(before) = before else {
        user.id = (context.ids)();
        let write = Write { id: user.id.clone(), before: None, after: Some(user) };
        return draft.done(Verdict::Created, SUCCEEDED, vec![write], snapshot);
    };
    if draft.is_empty() {
        return draft.unchanged(UNCHANGED);
    }
    let verdict = if draft.only_takes_away() { Verdict::Removed } else { Verdict::Changed };
    draft.done(verdict, SUCCEEDED, vec![replace(before, user)], snapshot)
}

fn read_status(cell: &str, user: &User, draft: &mut Draft) {
    let said = match cell.to_lowercase().as_str() {
        "active" => true,
        "inactive" => false,
        // Control Hub writes other words too ("Pending"), of which the directory knows nothing.
        _ => return,
    };
    if said != user.active {
        draft.fall_short("status-read-only", &[("value", cell)]);
    }
}

/// The extension that Control Hub knows: that of the user's own line on the PBX without a name.
fn is_webex_line(extension: &Extension) -> bool {
    extension.pbx.is_empty() && extension.line == Line::Voice
}

fn set_extension(cell: &str, user: &mut User, snapshot: &Snapshot, draft: &mut Draft) {
    let field = "Extension";
    let at = |user: &User, digits: &str| {
        let is = |own: &Extension| is_webex_line(own) && own.extension == digits;
        user.extensions.iter().position(is)
    };
    if let Some(digits) = removal(cell) {
        match at(user, digits) {
            Some(at) => draft.take_away(field, user.extensions.remove(at).extension, None),
            None => draft.note("nothing-to-remove", &[("field", field), ("value", digits)]),
        }
        return;
    }
    if at(user, cell).is_some() {
        return;
    }
    if !is_extension(cell) {
        return draft.refuse("cell-invalid", &[("field", field), ("value", cell)]);
    }
    // The user's own can be held otherwise only as an agent's line, which is another one.
    if let Some(holder) = snapshot.holder("extension", &extension_claim("", cell)) {
        let holder = holder.subject();
        return draft.refuse("extension-taken", &[("extension", cell), ("holder", &holder)]);
    }
    let own = user.extensions.iter_mut().find(|own| is_webex_line(own));
    let from = own.map(|own| std::mem::replace(&mut own.extension, cell.to_owned()));
    if from.is_none() {
        user.extensions.push(Extension { extension: cell.to_owned(), ..Extension::default() });
    }
    draft.change(field, from, Some(cell.to_owned()));
}

/// The number that Control Hub knows.
fn is_webex_number(number: &Number) -> bool {
    number.line == Line::Voice && number.temporary_for.is_none()
}

fn set_number(cell: &str, user: &mut User, snapshot: &Snapshot, draft: &mut Draft) {
    let field = "Phone Number";
    let removed = removal(cell);
    let Some(number) = phone(removed.unwrap_or(cell)) else {
        return draft.refuse("cell-invalid", &[("field", field), ("value", cell)]);
    };
    let is = |own: &Number| is_webex_number(own) && own.number == number;
    let at = user.numbers.iter().position(is);
    if removed.is_some() {
        match at {
            Some(at) => draft.take_away(field, user.numbers.remove(at).number, None),
            None => draft.note("nothing-to-remove", &[("field", field), ("value", &number)]),
        }
        return;
    }
    if at.is_some() {
        return;
    }
    if let Some(holder) = snapshot.holder("number", &number).filter(|other| other.id != user.id) {
        let holder = holder.subject();
        return draft.refuse("number-taken", &[("number", &number), ("holder", &holder)]);
    }
    let own = user.numbers.iter_mut().find(|own| is_webex_number(own));
    let from = own.map(|own| std::mem::replace(&mut own.number, number.clone()));
    if from.is_none() {
        user.numbers.push(Number { number: number.clone(), ..Number::default() });
    }
    draft.change(field, from, Some(number));
}

fn set_location(cell: &str, user: &mut User, snapshot: &Snapshot, draft: &mut Draft) {
    let from = user.attributes.get("site").cloned();
    let to = Some(cell).filter(|cell| *cell != "REMOVE");
    if from.as_deref() == to {
        return;
    }
    if let Some(site) = to.filter(|site| !snapshot.has_site(site)) {
        return draft.refuse("site-unknown", &[("site", site)]);
    }
    if let Some(from) = &from
        && user.licenses.iter().any(|name| is_calling(name))
    {
        return draft.refuse("location-fixed", &[("site", from)]);
    }
    if let Some(to) = to {
        user.attributes.insert("site".to_owned(), to.to_owned());
        draft.change("Location", from, Some(to.to_owned()));
    } else if let Some(from) = user.attributes.remove("site") {
        draft.take_away("Location", from, None);
    }
}

fn attribute_of(field: &str) -> String {
    match field {
        "Title" => "title".to_owned(),
        "Department" => "department".to_owned(),
        "Manager" => "manager".to_owned(),
        "Location" => "site".to_owned(),
        "Preferred Language" => "locale".to_owned(),
        "Time zone" => "time_zone".to_owned(),
        _ => format!("webex:{field}"),
    }
}

fn set(user: &mut User, field: &str, cell: String) {
    match field {
        "First Name" => user.first_name = Some(cell),
        "Last Name" => user.last_name = Some(cell),
        "Display Name" => user.display_name = Some(cell),
        _ => _ = user.attributes.insert(attribute_of(field), cell),
    }
}

fn cell_of(user: &User, field: &str) -> Option<String> {
    match field {
        EMAIL => user.email.clone(),
        "First Name" => user.first_name.clone(),
        "Last Name" => user.last_name.clone(),
        "Display Name" => user.display_name.clone(),
        "User Status" => Some(if user.active { "Active" } else { "Inactive" }.to_owned()),
        "Extension" => {
            let own = user.extensions.iter().find(|own| is_webex_line(own));
            own.map(|own| own.extension.clone())
        }
        "Phone Number" => {
            let own = user.numbers.iter().find(|own| is_webex_number(own));
            own.map(|own| own.number.clone())
        }
        _ => user.attributes.get(&attribute_of(field)).cloned(),
    }
}

/// What a user has in a field; for a service, whether it is TRUE or FALSE.
pub fn cell(user: &User, field: &str) -> Option<String> {
    if FIELDS.contains(&field) {
        return cell_of(user, field);
    }
    Some(if user.licenses.contains(field) { "TRUE" } else { "FALSE" }.to_owned())
}

/// One row for each user (no contacts) with an e-mail address; behind the columns that are always
/// there, one for each service that somebody has.
pub fn export(users: &[User]) -> (Vec<String>, Vec<Vec<String>>) {
    let known = |user: &&User| user.kind == Kind::User && user.email.is_some();
    let services: BTreeSet<_> =
        users.iter().filter(known).flat_map(|user| user.licenses.iter().cloned()).collect();
    let row = |user: &User| {
        let fields = FIELDS.iter().map(|field| cell_of(user, field).unwrap_or_default());
        let has = |name| if user.licenses.contains(name) { "TRUE" } else { "FALSE" }.to_owned();
        fields.chain(services.iter().map(has)).collect()
    };
    let rows = users.iter().filter(known).map(row).collect();
    (FIELDS.iter().map(|field| (*field).to_owned()).chain(services).collect(), rows)
}
