//! What the rows of a clean file mean for a directory of users.
//!
//! Pure: rows and facts in, decisions out. Nothing here reads or writes, knows the time or rolls
//! dice; whoever calls brings ids for new users and stores what comes out.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod contact_center;
mod decision;
mod draft;
mod eight_by_eight;
pub mod export;
pub mod memory;
mod note;
mod rainbow;
mod row;
mod snapshot;
mod spelling;
mod user;
mod webex;

pub use decision::{Decision, FieldChange, Outcome, Summary, Verdict, Write};
pub use note::Note;
pub use row::Row;
pub use snapshot::{Facts, Keys, License, Snapshot};
pub use user::{
    BETWEEN, ContactCenter, Device, Extension, Kind, Line, Number, User, claims, extension_claim,
};

/// What is decided from besides rows and directory.
pub struct Context<'a> {
    /// The job's id.
    pub job: &'a str,
    /// Gives an id for a new user. Asked only when there is one.
    pub ids: &'a mut dyn FnMut() -> String,
    /// The options of the job: `import_option`.
    pub options: &'a BTreeMap<String, String>,
    /// The company's name, with which 8x8 begins the user names that it makes.
    pub company: &'a str,
}

/// What the rows of a template mean.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// 8x8 Admin Console, "Set up bulk users": each row makes a user or a contact.
    #[serde(rename = "8x8-create")]
    EightByEight,
    /// Webex Control Hub, users: makes or changes the user with the e-mail address.
    #[serde(rename = "webex-upsert")]
    WebexControlHub,
    /// Webex Contact Center, users: changes what the contact centre knows of a user.
    #[serde(rename = "webex-contact-center-upsert")]
    WebexContactCenter,
    /// Rainbow, telephony: attaches and detaches lines.
    #[serde(rename = "rainbow-telephony")]
    RainbowTelephony,
}

impl Meaning {
    /// The meaning that a template names under `rollcall.process.meaning`; `None` where it names
    /// none that there is, and its files are only validated.
    ///
    /// ```
    /// use rollcall_processing::Meaning;
    ///
    /// let template = serde_json::json!({"rollcall": {"process": {"meaning": "8x8-create"}}});
    /// assert_eq!(Meaning::of_template(&template), Some(Meaning::EightByEight));
    /// ```
    #[must_use]
    pub fn of_template(template: &serde_json::Value) -> Option<Self> {
        Self::deserialize(template.pointer("/rollcall/process/meaning")?).ok()
    }

    /// Everything that [`decide`](Self::decide) can look at for `rows`. `company` is that of the
    /// [`Context`]: the user names that 8x8 makes begin with it.
    #[must_use]
    pub fn keys(self, rows: &[Row], company: &str) -> Keys {
        match self {
            Self::EightByEight => eight_by_eight::keys(rows, company),
            Self::WebexControlHub => webex::keys(rows),
            Self::WebexContactCenter => contact_center::keys(rows),
            Self::RainbowTelephony => rainbow::keys(rows),
        }
    }

    /// What `row` comes to; the snapshot is then as the directory would be after it.
    #[must_use]
    pub fn decide(self, row: &Row, snapshot: &mut Snapshot, context: &mut Context<'_>) -> Decision {
        match self {
            Self::EightByEight => eight_by_eight::decide(row, snapshot, context),
            Self::WebexControlHub => webex::decide(row, snapshot, context),
            Self::WebexContactCenter => contact_center::decide(row, snapshot),
            Self::RainbowTelephony => rainbow::decide(row, snapshot),
        }
    }

    /// Whether a file of this meaning is applied only after somebody has confirmed its plan.
    /// Rainbow shows a recap that is to be confirmed ("Bulk import of members", telephony).
    #[must_use]
    pub fn needs_confirmation(self) -> bool {
        self == Self::RainbowTelephony
    }

    /// Whether one refused row keeps the whole file from being applied. 8x8 stops at the
    /// validation then ("Set up bulk users", Validate and Process).
    #[must_use]
    pub fn blocks_whole_file(self) -> bool {
        self == Self::EightByEight
    }
}

/// Refuses what a licence that is unknown or has no room cannot do. A directory without licences
/// counts none.
fn require_license(name: &str, snapshot: &Snapshot, draft: &mut draft::Draft) {
    match snapshot.license(name) {
        None if !snapshot.knows_licenses() => {}
        None => draft.refuse("license-unknown", &[("license", name)]),
        Some(license) if license.has_room() => {}
        Some(license) => {
            let capacity = license.capacity.unwrap_or_default().to_string();
            draft.refuse("license-exhausted", &[("license", name), ("capacity", &capacity)]);
        }
    }
}
