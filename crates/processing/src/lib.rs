//! What the rows of a clean file mean for a directory of users.
//!
//! Pure: rows and facts in, decisions out. Nothing here reads or writes, knows the time or rolls
//! dice; whoever calls brings ids for new users and stores what comes out. So a plan and the
//! applying of it are the same code, and a batch that meets a conflict is loaded and decided again.
//!
//! For each batch of rows: [`Meaning::keys`] says what has to be known, the directory answers with
//! [`Facts`], [`Meaning::decide`] goes through the rows over one [`Snapshot`], and the directory
//! commits the [`Write`]s of all decisions together with [`Snapshot::next_extension`]. How a file is
//! cut into batches does not change what comes out.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use rollcall_processing::memory::Directory;
//! use rollcall_processing::{Context, Meaning, Row, Snapshot, Verdict};
//!
//! let mut directory = Directory::default();
//! let fields = ["User ID/Email (Required)", "First Name", "Webex Teams [Sub1]"];
//! let rows = [Row::new(2, &fields, &["ana@example.com", "Ana", "TRUE"])];
//!
//! let meaning = Meaning::WebexControlHub;
//! let keys = meaning.keys(&rows, "Acme");
//! let mut snapshot = Snapshot::new(directory.load(&keys));
//! let mut ids = || "id-1".to_owned();
//! let options = BTreeMap::from([("import_option".to_owned(), "add".to_owned())]);
//! let mut context = Context { job: "job", ids: &mut ids, options: &options, company: "Acme" };
//!
//! let decision = meaning.decide(&rows[0], &mut snapshot, &mut context);
//! assert_eq!(decision.verdict, Verdict::Created);
//! assert_eq!(decision.outcome.status, "Success");
//!
//! directory.commit(&decision.writes, snapshot.next_extension()).unwrap();
//! assert_eq!(directory.users()[0].first_name.as_deref(), Some("Ana"));
//! ```
//!
//! # What the rows mean
//!
//! Each meaning is a module that says in its head which rule is the vendor's and which is ours: see
//! [`Meaning`]. All of them hold that a row is done or not done as a whole, except that 8x8 makes a
//! user without a property that cannot be had; that an id of a user never changes; and that nothing
//! is given to two users ([`claims`]).

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
pub mod scim;
mod snapshot;
mod spelling;
mod user;
mod webex;

pub use decision::{Decision, FieldChange, Outcome, Summary, Verdict, Write};
pub use note::{Ending, Note};
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
    /// 8x8 Admin Console: each row makes a user, or a contact where it gives no service.
    ///
    /// The vendor's word ("Set up bulk users"): a user name that is not given is made as
    /// `Company.First.Last`, with a number behind it where it is taken. With voice services an
    /// extension is given, and another one in place of one that cannot be had. A temporary number
    /// stands in for one that is being ported. A user without one of its properties is
    /// `RowPartiallyProcessed`. One row that cannot be processed stops the file.
    ///
    /// Ours: the e-mail address is unique; a user who is there already, without a difference, is
    /// left alone, and with one refused, because the file only creates. User names are ASCII. A number
    /// or device of somebody else leaves the row partial; a user name that is given and taken, an
    /// unknown site or licence and a licence without room refuse it. No extension like an emergency
    /// number is given. PINs, and whether to send a welcome message, are not kept.
    #[serde(rename = "8x8-create")]
    EightByEight,
    /// Webex Control Hub, users: makes the user with the e-mail address, or changes it.
    ///
    /// The vendor's word ("Ways to add users", "CSV file reference"): an empty cell changes nothing.
    /// TRUE gives a service; FALSE takes it away with the option `add_and_remove`, and does nothing
    /// with `add`. A suspended service cannot be given; nobody has two licences for the contact
    /// centre or for calling. `REMOVE|` takes a number or an extension away, `REMOVE` resets the
    /// location, which stays for users of Webex Calling. The status is only read.
    ///
    /// Ours: the option is `add` where there is none. A licence that is unknown or has no room, an
    /// unknown location, and a number or an extension of somebody else fail the row.
    #[serde(rename = "webex-upsert")]
    WebexControlHub,
    /// Webex Contact Center, users: changes what the contact centre knows of a user.
    ///
    /// The vendor's word ("Bulk operations"): the user must be there, with a licence for the
    /// contact centre. A change of site resets the teams. Ours: teams of the same row hold for the
    /// new site; an empty cell changes nothing.
    #[serde(rename = "webex-contact-center-upsert")]
    WebexContactCenter,
    /// Rainbow, telephony: attaches a line of a PBX to a member, or detaches all.
    ///
    /// The vendor's word ("Bulk import", telephony): `attach` links an extension that nobody else
    /// has, `force_attach` frees it from its holder first, `detach` takes all links away whatever
    /// else the row says. Ours: the numbers of a line go where the line goes; a member without a
    /// line who is detached is a warning.
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
    ///
    /// ```
    /// use rollcall_processing::{Meaning, Row};
    ///
    /// let row = Row::new(2, &["Email", "Site"], &["Ana@example.com", "Rome"]);
    /// let keys = Meaning::WebexContactCenter.keys(&[row], "Acme");
    /// assert_eq!(keys.emails, ["ana@example.com".to_owned()].into());
    /// ```
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

    /// What `user` has in one of the vendor's fields, as a cell; none where that is nothing, or the field is
    /// none of a user's. A line of Rainbow's is no single cell of its user's, so none has any.
    #[must_use]
    pub fn cell(self, user: &User, field: &str) -> Option<String> {
        match self {
            Self::EightByEight => {
                Some(eight_by_eight::cell_of(user, field)).filter(|cell| !cell.is_empty())
            }
            Self::WebexControlHub => webex::cell(user, field),
            Self::WebexContactCenter => contact_center::cell(user, field),
            Self::RainbowTelephony => None,
        }
    }

    /// The vendor's word for a row of which nothing is done.
    fn failed(self) -> &'static str {
        match self {
            Self::EightByEight => eight_by_eight::FAILED,
            Self::WebexControlHub | Self::WebexContactCenter => webex::FAILED,
            Self::RainbowTelephony => rainbow::FAILED,
        }
    }

    /// The vendor's word for a row that says what is so already.
    fn unchanged(self) -> &'static str {
        match self {
            Self::EightByEight => eight_by_eight::SUCCEEDED,
            Self::WebexControlHub | Self::WebexContactCenter => webex::UNCHANGED,
            Self::RainbowTelephony => rainbow::SUCCEEDED,
        }
    }

    /// The vendor's word for a row of which a part is not done. Only 8x8 has one of its own; the others say
    /// `status` as for every row that is done.
    fn partial(self, status: &str) -> &str {
        if self == Self::EightByEight { eight_by_eight::PARTIAL } else { status }
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

    /// Makes of a row that could be applied one that is not, because another of the file cannot be. The
    /// vendor's word is the one for a user who was not created.
    ///
    /// ```
    /// use rollcall_processing::{Decision, Meaning, Outcome, Verdict};
    ///
    /// let mut decision = Decision {
    ///     row: 2,
    ///     verdict: Verdict::Created,
    ///     partial: false,
    ///     subject: "ana@example.com".into(),
    ///     changes: Vec::new(),
    ///     destructive: false,
    ///     not_expressible: Vec::new(),
    ///     outcome: Outcome::default(),
    ///     writes: Vec::new(),
    /// };
    /// Meaning::hold_back(&mut decision);
    /// assert_eq!(decision.verdict, Verdict::Refused);
    /// assert_eq!(decision.outcome.status, "RowProcessingFailed");
    /// ```
    pub fn hold_back(decision: &mut Decision) {
        if decision.verdict == Verdict::Refused {
            return;
        }
        *decision = Decision {
            row: decision.row,
            verdict: Verdict::Refused,
            partial: false,
            subject: std::mem::take(&mut decision.subject),
            changes: Vec::new(),
            destructive: false,
            not_expressible: Vec::new(),
            outcome: Outcome {
                status: eight_by_eight::FAILED.to_owned(),
                details: vec![Note::file_blocked()],
                output: Vec::new(),
            },
            writes: Vec::new(),
        };
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
