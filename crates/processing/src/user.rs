//! A user of the directory, as one document.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// Between the PBX and the extension in the value of an extension's claim: the unit separator,
/// which no cell of a valid file has in it.
pub const BETWEEN: char = '\u{1f}';

/// What an entry of the directory is.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Somebody who can have services.
    #[default]
    User,
    /// An entry of the company's directory without services (8x8, "Set up bulk users").
    Contact,
}

/// What a number, an extension or a device is for. Only 8x8 has more than one.
#[derive(Serialize, Deserialize, Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// The user's own line.
    #[default]
    Voice,
    /// The user's fax.
    Fax,
    /// The line that a contact-centre agent has besides (8x8's columns `User.Vcc.…`).
    ContactCenter,
}

impl Line {
    /// Whether this is the user's own line, which a document does not spell out.
    #[must_use]
    pub fn is_voice(&self) -> bool {
        *self == Self::Voice
    }
}

/// A telephone number of a user.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// Plus, country code and number: `+442070966000`.
    pub number: String,
    /// The number that is being ported, while this one stands in for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub temporary_for: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Line::is_voice")]
    pub line: Line,
}

/// An extension of a user.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Extension {
    /// The PBX that has it; empty where there is only one (8x8, Webex).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub pbx: String,
    /// Its digits.
    pub extension: String,
    /// Rainbow's private number, where it differs from the extension.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub internal: Option<String>,
    /// Rainbow's public number of the line. It goes where the line goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Line::is_voice")]
    pub line: Line,
}

/// A telephone on a desk.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// Its address: twelve hexadecimal digits in lower case.
    pub mac: String,
    /// Its model, by the vendor's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Line::is_voice")]
    pub line: Line,
}

/// What Webex Contact Center knows of a user.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
#[serde(default)]
pub struct ContactCenter {
    /// Whether the user works in the contact centre.
    pub enabled: bool,
    /// `User Profile`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_profile: Option<String>,
    /// `Site`: one of the contact centre's, not the location.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// `Teams`.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub teams: BTreeSet<String>,
    /// `Skill Profile`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skill_profile: Option<String>,
    /// `Desktop Profile`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desktop_profile: Option<String>,
    /// `Multimedia Profile`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multimedia_profile: Option<String>,
    /// `External Id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// `Default DN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_dn: Option<String>,
}

/// A user of the directory, or a contact, with everything that is known of it.
#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq, Eq)]
#[serde(default)]
pub struct User {
    /// What nobody else is called, for the directory.
    pub id: String,
    /// User or contact.
    pub kind: Kind,
    /// Whether the user can sign in.
    pub active: bool,
    /// E-mail address, as it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The name to sign in with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_name: Option<String>,
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The name that others see.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    /// `title`, `department`, `mobile`, `site`, `locale`, `time_zone`, `cost_center`, `manager`;
    /// what only one vendor has stands under that vendor's field: `8x8:User.Voice.CosTemplate`,
    /// `webex:Address country`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, String>,
    /// The licences and services that the user has, by the vendor's exact names.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub licenses: BTreeSet<String>,
    /// Telephone numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<Number>,
    /// Extensions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// Telephones on desks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub devices: Vec<Device>,
    /// What the contact centre knows of the user; `None` as long as nobody has said anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_center: Option<ContactCenter>,
}

impl User {
    /// What people call the user: the e-mail address, or else the name, or else the id.
    ///
    /// ```
    /// use rollcall_processing::User;
    ///
    /// let ana = User { id: "7".into(), first_name: Some("Ana".into()), ..User::default() };
    /// assert_eq!(ana.subject(), "Ana");
    /// ```
    #[must_use]
    pub fn subject(&self) -> String {
        let named = || {
            let names = [self.first_name.as_deref(), self.last_name.as_deref()];
            let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
            (!name.is_empty()).then_some(name)
        };
        let known = self.email.clone().or_else(|| self.display_name.clone()).or_else(named);
        known.or_else(|| self.user_name.clone()).unwrap_or_else(|| self.id.clone())
    }
}

/// The value of the claim on an extension: the PBX, [`BETWEEN`], the extension.
#[must_use]
pub fn extension_claim(pbx: &str, extension: &str) -> String {
    format!("{pbx}{BETWEEN}{extension}")
}

/// What `user` has that nobody else of the partner can have, as kind and value: `email` and
/// `user_name` in lower case, `extension`, `number`, `mac`. Each once, in the order of kind and
/// value.
///
/// That extensions, MAC addresses and user names are unique is 8x8's word ("Set up bulk users");
/// that e-mail addresses are is Webex's and Rainbow's, who know users by them, and with that ours
/// for every directory. That a number has one holder is ours.
///
/// ```
/// use rollcall_processing::{Extension, User, claims};
///
/// let user = User {
///     email: Some("Ana@example.com".into()),
///     extensions: vec![Extension { extension: "1001".into(), ..Extension::default() }],
///     ..User::default()
/// };
/// assert_eq!(
///     claims(&user),
///     [("email", "ana@example.com".to_owned()), ("extension", "\u{1f}1001".to_owned())],
/// );
/// ```
#[must_use]
pub fn claims(user: &User) -> Vec<(&'static str, String)> {
    let mut claims = BTreeSet::new();
    claims.extend(user.email.iter().map(|email| ("email", email.to_lowercase())));
    claims.extend(user.user_name.iter().map(|name| ("user_name", name.to_lowercase())));
    for line in &user.extensions {
        claims.insert(("extension", extension_claim(&line.pbx, &line.extension)));
        claims.extend(line.number.iter().map(|number| ("number", number.clone())));
    }
    claims.extend(user.numbers.iter().map(|number| ("number", number.number.clone())));
    claims.extend(user.devices.iter().map(|device| ("mac", device.mac.clone())));
    claims.into_iter().collect()
}
