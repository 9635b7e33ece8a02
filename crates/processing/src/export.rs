//! The directory in the vendor's format.

use crate::{Meaning, User, contact_center, eight_by_eight, rainbow, webex};

/// The labels (the schema's names, for services the label itself), and rows of cells in their order
/// for `users`, ready to be changed and sent back. Sent back as they are, to the directory that they
/// come from, they change nothing.
///
/// What a format cannot name is left out: users without an e-mail address, for Control Hub contacts,
/// for the contact centre users without its licence, for Rainbow members without a line. 8x8's
/// `User.Licenses` holds one licence; of several it is the first.
///
/// ```
/// use rollcall_processing::{Meaning, User, export};
///
/// let ana = User { email: Some("ana@example.com".into()), active: true, ..User::default() };
/// let (labels, rows) = export::rows(Meaning::WebexControlHub, &[ana]);
/// assert_eq!(labels[3], "User ID/Email (Required)");
/// assert_eq!(rows[0][3], "ana@example.com");
/// ```
#[must_use]
pub fn rows(meaning: Meaning, users: &[User]) -> (Vec<String>, Vec<Vec<String>>) {
    match meaning {
        Meaning::EightByEight => eight_by_eight::export(users),
        Meaning::WebexControlHub => webex::export(users),
        Meaning::WebexContactCenter => contact_center::export(users),
        Meaning::RainbowTelephony => rainbow::export(users),
    }
}
