//! 8x8 Admin Console: each row makes a user or a contact ("Set up bulk users").
//!
//! The vendor's word:
//! * A row without a licence and without services makes a contact of the directory; its extension
//!   is only information, and is not claimed.
//! * A user name that is not given is made as `Company.First.Last`, with a number behind it where
//!   it is taken.
//! * With voice services an extension is given where none is named, and another one where the named
//!   one cannot be had; the report says which. The same for an agent's extension.
//! * While a number is being ported, a temporary one stands in for it, in
//!   `User.Voice.TemporaryNumber`.
//! * A user that is made without one of its properties is `RowPartiallyProcessed`.
//! * One row that cannot be processed keeps the whole file from being processed.
//!
//! Ours:
//! * The e-mail address is unique. A row about a user that is there already, with nothing
//!   different, changes nothing; with something different it is refused, as the file only creates.
//! * Voice services are a licence or a voice number; an agent's licence, a fax number or a device
//!   make a user too.
//! * A user name is made of ASCII letters. A contact gets only the user name that is given.
//! * A number, an extension or a device of another user leaves the row partial; a user name that is
//!   given and taken, an unknown site or licence, and a licence without room refuse it.
//! * No extension like an emergency number is given.
//! * PINs and whether a welcome message is sent are not kept.

use crate::draft::Draft;
use crate::spelling::{LIKE_EMERGENCY, bare, folded, is_extension, mac, phone};
use crate::{
    Context, Decision, Device, Extension, Keys, Kind, Line, Number, Row, Snapshot, User, Verdict,
    Write, extension_claim,
};

pub const SUCCEEDED: &str = "RowSuccessfullyProcessed";
pub const PARTIAL: &str = "RowPartiallyProcessed";
pub const FAILED: &str = "RowProcessingFailed";

/// The fields that a user can be written in, in the template's order.
const FIELDS: [&str; 55] = [
    "User.FirstName",
    "User.LastName",
    "User.Email",
    "User.Title",
    "User.MobileNumber",
    "User.Department",
    "User.UserName",
    "User.Voice.Number",
    "User.Voice.PortNumber",
    "User.Voice.PortingBatch",
    "User.Voice.CosTemplate",
    "User.Fax.Number",
    "User.Fax.PortNumber",
    "User.Fax.PortingBatch",
    "User.Licenses",
    "User.Voice.Extension",
    "User.Voice.DeviceModel",
    "User.Voice.DeviceMac",
    "User.Site",
    "User.FederationID",
    "User.GoogleID",
    "User.CostCenter",
    "User.Locale",
    "User.Voice.HiddenFromAutoAttendant",
    "User.Voice.SRTPEnabled",
    "User.Switchboard",
    "User.DisplayAsContact",
    "User.TimeZone",
    "User.Directory.Scope",
    "User.Voice.Country",
    "User.Voice.Address",
    "User.Voice.EmergencyCallsSupport",
    "User.Voice.CallingPlan",
    "User.Voice.CallingCountry",
    "User.Voice.HotDesk",
    "User.Voicemail.Notification",
    "User.Voicemail.Email",
    "User.Voice.RecordingMode",
    "User.Voice.BlockCallerId",
    "User.Voice.MOH",
    "User.Fax.ReceiveNotification",
    "User.Fax.Email",
    "User.Voice.InternalCallerIdDisplay",
    "User.Fax.SendNotification",
    "User.Voice.ANI",
    "User.Voice.ExternalCallerName",
    "Site.ReceptionistExtension",
    "User.Vcc.License",
    "User.Vcc.Extension",
    "User.Vcc.DeviceModel",
    "User.Vcc.DeviceMac",
    "User.Vcc.Number",
    "User.Vcc.ShowInDirectory",
    "User.Vcc.IncludeInAutoAttendant",
    "User.ForwardingRules.NoAnswerTimeout",
];

/// Fields that say what to do once, or are secret.
const NOT_KEPT: [&str; 3] =
    ["SendWelcomeEmail", "User.Voice.VoicemailPIN", "User.Vcc.SendWelcomeEmail"];

/// With one of these a row makes a user. An extension alone does not: for a contact it is information.
const SERVICES: [&str; 10] = [
    "User.Licenses",
    "User.Voice.Number",
    "User.Voice.DeviceModel",
    "User.Voice.DeviceMac",
    "User.Fax.Number",
    "User.Vcc.License",
    "User.Vcc.Extension",
    "User.Vcc.DeviceModel",
    "User.Vcc.DeviceMac",
    "User.Vcc.Number",
];

/// A line of a user: its columns, and how an extension comes to it.
struct Columns {
    line: Line,
    number: &'static str,
    port: Option<&'static str>,
    extension: Option<&'static str>,
    model: Option<&'static str>,
    mac: Option<&'static str>,
}

const LINES: [Columns; 3] = [
    Columns {
        line: Line::Voice,
        number: "User.Voice.Number",
        port: Some("User.Voice.PortNumber"),
        extension: Some("User.Voice.Extension"),
        model: Some("User.Voice.DeviceModel"),
        mac: Some("User.Voice.DeviceMac"),
    },
    Columns {
        line: Line::Fax,
        number: "User.Fax.Number",
        port: Some("User.Fax.PortNumber"),
        extension: None,
        model: None,
        mac: None,
    },
    Columns {
        line: Line::ContactCenter,
        number: "User.Vcc.Number",
        port: None,
        extension: Some("User.Vcc.Extension"),
        model: Some("User.Vcc.DeviceModel"),
        mac: Some("User.Vcc.DeviceMac"),
    },
];

impl Columns {
    /// Whether an extension is given to this line although the row names none.
    fn needs_extension(&self, row: &Row) -> bool {
        match self.line {
            Line::Voice => {
                row.get("User.Licenses").is_some() || row.get("User.Voice.Number").is_some()
            }
            Line::ContactCenter => row.get("User.Vcc.License").is_some(),
            Line::Fax => false,
        }
    }

    /// Whether the number of this line is being ported.
    fn is_ported(&self, row: &Row) -> bool {
        let said = self.port.and_then(|port| row.get(port));
        said.is_some_and(|cell| matches!(cell.to_ascii_lowercase().as_str(), "y" | "yes"))
    }
}

fn kind_of(row: &Row) -> Kind {
    if SERVICES.iter().any(|field| row.get(field).is_some()) { Kind::User } else { Kind::Contact }
}

/// `Company.First.Last`, without what cannot be written in a user name.
fn name_made_of(row: &Row, company: &str) -> String {
    let parts = [Some(company), row.get("User.FirstName"), row.get("User.LastName")];
    let parts = parts.into_iter().flatten().map(folded).filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join(".");
    // A name in another script has no letter that could stay.
    if name.is_empty() { "user".to_owned() } else { name }
}

pub fn keys(rows: &[Row], company: &str) -> Keys {
    let mut keys = Keys::default();
    for row in rows {
        keys.emails.extend(row.get("User.Email").map(str::to_lowercase));
        match row.get("User.UserName") {
            Some(name) => _ = keys.user_names.insert(name.to_lowercase()),
            None => _ = keys.user_name_prefixes.insert(name_made_of(row, company).to_lowercase()),
        }
        for columns in &LINES {
            let number = row.get(columns.number).and_then(phone);
            // One for the number itself, which may be the pool's first, and one to stand in for it.
            keys.free_numbers += u64::from(number.is_some()) + u64::from(columns.is_ported(row));
            keys.numbers.extend(number);
            keys.macs.extend(columns.mac.and_then(|field| row.get(field)).and_then(mac));
            let extension = columns.extension.and_then(|field| row.get(field));
            // An extension that is named takes one of the free ones away, or is replaced by one.
            keys.free_extensions += u64::from(extension.is_some() || columns.needs_extension(row));
            keys.extensions.extend(extension.map(|extension| extension_claim("", extension)));
        }
    }
    if keys.free_extensions > 0 {
        keys.free_extensions += LIKE_EMERGENCY;
    }
    keys
}

pub fn decide(row: &Row, snapshot: &mut Snapshot, context: &mut Context<'_>) -> Decision {
    let names = [row.get("User.FirstName"), row.get("User.LastName")];
    let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let mut draft = Draft::new(row, row.get("User.Email").unwrap_or(&name));
    let email = row.get("User.Email");

    let existing = email.and_then(|email| snapshot.holder("email", &email.to_lowercase()));
    if let Some(existing) = existing {
        let differing: Vec<_> = row
            .filled()
            .filter(|(field, cell)| !says(existing, field, cell))
            .map(|(field, _)| field)
            .collect();
        if differing.is_empty() {
            draft.note("already-there", &[]);
            return draft.unchanged(SUCCEEDED);
        }
        draft.refuse("user-exists", &[("fields", &differing.join(", "))]);
        return draft.refused(FAILED);
    }
    for field in ["User.FirstName", "User.LastName", "User.Email", "User.Site"] {
        if row.get(field).is_none() {
            draft.refuse("cell-missing", &[("field", field)]);
        }
    }
    if let Some(site) = row.get("User.Site").filter(|site| !snapshot.has_site(site)) {
        draft.refuse("site-unknown", &[("site", site)]);
    }
    let mut user = User { kind: kind_of(row), active: true, ..User::default() };
    for field in ["User.Licenses", "User.Vcc.License"] {
        if let Some(license) = row.get(field)
            && user.licenses.insert(license.to_owned())
        {
            crate::require_license(license, snapshot, &mut draft);
        }
    }
    for field in ["User.MobileNumber", "User.Voice.Number", "User.Fax.Number", "User.Vcc.Number"] {
        if let Some(cell) = row.get(field).filter(|cell| phone(cell).is_none()) {
            draft.refuse("cell-invalid", &[("field", field), ("value", cell)]);
        }
    }
    for field in LINES.iter().filter_map(|columns| columns.mac) {
        if let Some(cell) = row.get(field).filter(|cell| mac(cell).is_none()) {
            draft.refuse("cell-invalid", &[("field", field), ("value", cell)]);
        }
    }
    let given = row.get("User.UserName");
    if let Some(name) = given.filter(|name| is_name_taken(snapshot, name)) {
        draft.refuse("user-name-taken", &[("user_name", name)]);
    }
    if draft.refused {
        return draft.refused(FAILED);
    }

    fill_in(&mut user, row);
    if given.is_none() && user.kind == Kind::User {
        let made = free_name(name_made_of(row, context.company), snapshot);
        draft.note("user-name-made", &[("user_name", &made)]);
        draft.output.push(("User.UserName".to_owned(), made.clone()));
        user.user_name = Some(made);
    }
    give_numbers(&mut user, row, snapshot, &mut draft);
    if user.kind == Kind::User {
        give_extensions(&mut user, row, snapshot, &mut draft);
    }
    give_devices(&mut user, row, snapshot, &mut draft);
    let not_kept: Vec<_> = NOT_KEPT.into_iter().filter(|field| row.get(field).is_some()).collect();
    if !not_kept.is_empty() {
        draft.note("not-kept", &[("fields", &not_kept.join(", "))]);
    }

    user.id = (context.ids)();
    for (field, cell) in FIELDS.iter().zip(cells(&user)) {
        draft.change(field, None, Some(cell).filter(|cell| !cell.is_empty()));
    }
    let status = if draft.partial { PARTIAL } else { SUCCEEDED };
    let write = Write { id: user.id.clone(), before: None, after: Some(user) };
    draft.done(Verdict::Created, status, vec![write], snapshot)
}

fn is_name_taken(snapshot: &Snapshot, name: &str) -> bool {
    snapshot.holder("user_name", &name.to_lowercase()).is_some()
}

/// `name`, with the first number behind it that makes it free.
fn free_name(name: String, snapshot: &Snapshot) -> String {
    if !is_name_taken(snapshot, &name) {
        return name;
    }
    let numbered = (1_u64..).map(|number| format!("{name}{number}"));
    let mut free = numbered.filter(|name| !is_name_taken(snapshot, name));
    free.next().unwrap_or_default()
}

/// Everything that nobody else can have.
fn fill_in(user: &mut User, row: &Row) {
    for (field, cell) in row.filled() {
        let cell = cell.to_owned();
        match field {
            "User.FirstName" => user.first_name = Some(cell),
            "User.LastName" => user.last_name = Some(cell),
            "User.Email" => user.email = Some(cell),
            "User.UserName" => user.user_name = Some(cell),
            "User.MobileNumber" => {
                user.attributes.extend(phone(&cell).map(|number| ("mobile".to_owned(), number)));
            }
            "User.Voice.Extension" if user.kind == Kind::User => {}
            // A model belongs to its device where there is one.
            "User.Voice.DeviceModel" if row.get("User.Voice.DeviceMac").is_some() => {}
            "User.Vcc.DeviceModel" if row.get("User.Vcc.DeviceMac").is_some() => {}
            "User.Licenses"
            | "User.Voice.Number"
            | "User.Fax.Number"
            | "User.Vcc.Number"
            | "User.Vcc.Extension"
            | "User.Voice.DeviceMac"
            | "User.Vcc.DeviceMac" => {}
            _ if FIELDS.contains(&field) => _ = user.attributes.insert(attribute_of(field), cell),
            _ => {}
        }
    }
}

/// Where a field that is only text is kept.
fn attribute_of(field: &str) -> String {
    match field {
        "User.Title" => "title".to_owned(),
        "User.MobileNumber" => "mobile".to_owned(),
        "User.Department" => "department".to_owned(),
        "User.Site" => "site".to_owned(),
        "User.CostCenter" => "cost_center".to_owned(),
        "User.Locale" => "locale".to_owned(),
        "User.TimeZone" => "time_zone".to_owned(),
        _ => format!("8x8:{field}"),
    }
}

fn give_numbers(user: &mut User, row: &Row, snapshot: &Snapshot, draft: &mut Draft) {
    let mut ported = Vec::new();
    for columns in &LINES {
        let Some(number) = row.get(columns.number).and_then(phone) else { continue };
        let other = snapshot.holder("number", &number).map(User::subject);
        let own = user.numbers.iter().any(|own| own.number == number);
        if let Some(holder) = other.or_else(|| own.then(|| draft.subject.clone())) {
            draft.fall_short("number-taken", &[("number", &number), ("holder", &holder)]);
            continue;
        }
        if columns.is_ported(row) {
            ported.push((number.clone(), columns.line));
        }
        user.numbers.push(Number { number, temporary_for: None, line: columns.line });
    }
    // After the numbers that are named, so that none of them is given away.
    for (number, line) in ported {
        let Some(temporary) = snapshot.free_number(user) else {
            draft.fall_short("temporary-number-none-left", &[("number", &number)]);
            continue;
        };
        draft.note("temporary-number", &[("number", &number), ("temporary", &temporary)]);
        // The page has one column for voice and fax; the note has both.
        if draft.output.iter().all(|(field, _)| field != "User.Voice.TemporaryNumber") {
            let shown = bare(&temporary).to_owned();
            draft.output.push(("User.Voice.TemporaryNumber".to_owned(), shown));
        }
        user.numbers.push(Number { number: temporary, temporary_for: Some(number), line });
    }
}

fn give_extensions(user: &mut User, row: &Row, snapshot: &mut Snapshot, draft: &mut Draft) {
    let mut wanting = Vec::new();
    for columns in &LINES {
        let Some(field) = columns.extension else { continue };
        let given = row.get(field);
        if let Some(extension) = given
            && is_extension(extension)
            && snapshot.holder("extension", &extension_claim("", extension)).is_none()
            && user.extensions.iter().all(|own| own.extension != extension)
        {
            let line = columns.line;
            let extension = extension.to_owned();
            user.extensions.push(Extension { extension, line, ..Extension::default() });
        } else if given.is_some() || columns.needs_extension(row) {
            wanting.push((columns.line, given));
        }
    }
    for (line, given) in wanting {
        match (snapshot.give_extension(user), given) {
            (Some(extension), given) => {
                match given {
                    Some(given) => draft.fall_short(
                        "extension-replaced",
                        &[("given", given), ("extension", &extension)],
                    ),
                    None => draft.note("extension-given", &[("extension", &extension)]),
                }
                user.extensions.push(Extension { extension, line, ..Extension::default() });
            }
            (None, given) => {
                draft.fall_short("extension-none-left", &[("given", given.unwrap_or("-"))]);
            }
        }
    }
    for (line, field) in
        [(Line::Voice, "User.Voice.Extension"), (Line::ContactCenter, "User.Vcc.Extension")]
    {
        let given = user.extensions.iter().find(|extension| extension.line == line);
        draft.output.extend(given.map(|given| (field.to_owned(), given.extension.clone())));
    }
}

fn give_devices(user: &mut User, row: &Row, snapshot: &Snapshot, draft: &mut Draft) {
    for columns in &LINES {
        let Some(mac) = columns.mac.and_then(|field| row.get(field)).and_then(mac) else {
            continue;
        };
        let other = snapshot.holder("mac", &mac).map(User::subject);
        let own = user.devices.iter().any(|own| own.mac == mac);
        if let Some(holder) = other.or_else(|| own.then(|| draft.subject.clone())) {
            draft.fall_short("mac-taken", &[("mac", &mac), ("holder", &holder)]);
            continue;
        }
        let model = columns.model.and_then(|field| row.get(field)).map(str::to_owned);
        user.devices.push(Device { mac, model, line: columns.line });
    }
}

/// Whether `user` is as `cell` says.
fn says(user: &User, field: &str, cell: &str) -> bool {
    let has = cell_of(user, field);
    match field {
        _ if NOT_KEPT.contains(&field) || !FIELDS.contains(&field) => true,
        "User.Licenses" => user.licenses.contains(cell),
        "User.Email" | "User.UserName" => has.to_lowercase() == cell.to_lowercase(),
        "User.MobileNumber" | "User.Voice.Number" | "User.Fax.Number" | "User.Vcc.Number" => {
            phone(&has) == phone(cell)
        }
        "User.Voice.DeviceMac" | "User.Vcc.DeviceMac" => mac(&has) == mac(cell),
        _ => has == cell,
    }
}

/// What a user has in a field; empty where that is nothing.
pub fn cell_of(user: &User, field: &str) -> String {
    let attribute = || user.attributes.get(&attribute_of(field)).cloned();
    let number = |line| {
        let mut own = user.numbers.iter().filter(|number| number.temporary_for.is_none());
        own.find(|number| number.line == line).map(|number| bare(&number.number).to_owned())
    };
    let extension = |line| {
        let mut own = user.extensions.iter().filter(|extension| extension.pbx.is_empty());
        own.find(|extension| extension.line == line).map(|extension| extension.extension.clone())
    };
    let device = |line| user.devices.iter().find(|device| device.line == line);
    let cell = match field {
        "User.FirstName" => user.first_name.clone(),
        "User.LastName" => user.last_name.clone(),
        "User.Email" => user.email.clone(),
        "User.UserName" => user.user_name.clone(),
        "User.MobileNumber" => attribute().map(|number| bare(&number).to_owned()),
        "User.Licenses" => {
            let agents = user.attributes.get("8x8:User.Vcc.License");
            user.licenses.iter().find(|license| Some(*license) != agents).cloned()
        }
        "User.Voice.Number" => number(Line::Voice),
        "User.Fax.Number" => number(Line::Fax),
        "User.Vcc.Number" => number(Line::ContactCenter),
        "User.Voice.Extension" => extension(Line::Voice).or_else(attribute),
        "User.Vcc.Extension" => extension(Line::ContactCenter),
        "User.Voice.DeviceMac" => device(Line::Voice).map(|device| device.mac.clone()),
        "User.Vcc.DeviceMac" => device(Line::ContactCenter).map(|device| device.mac.clone()),
        "User.Voice.DeviceModel" => {
            device(Line::Voice).and_then(|device| device.model.clone()).or_else(attribute)
        }
        "User.Vcc.DeviceModel" => {
            device(Line::ContactCenter).and_then(|device| device.model.clone()).or_else(attribute)
        }
        _ => attribute(),
    };
    cell.unwrap_or_default()
}

fn cells(user: &User) -> Vec<String> {
    FIELDS.iter().map(|field| cell_of(user, field)).collect()
}

/// One row for each user with an e-mail address, by which the row would be known again.
pub fn export(users: &[User]) -> (Vec<String>, Vec<Vec<String>>) {
    let labels = FIELDS.iter().map(|field| (*field).to_owned()).collect();
    (labels, users.iter().filter(|user| user.email.is_some()).map(cells).collect())
}
