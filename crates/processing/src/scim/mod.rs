//! A directory behind SCIM 2.0 (RFC 7643, 7644): what of a user can be said there, in which words, and what
//! its answers mean.
//!
//! Pure like the rest of the crate: resources, filters and messages are JSON values that come in and go
//! out, and whoever calls sends them.
//!
//! ```
//! use rollcall_processing::{User, scim};
//!
//! let ana = User {
//!     email: Some("ana@example.com".into()),
//!     active: true,
//!     attributes: [("site".to_owned(), "Lyon".to_owned())].into(),
//!     ..User::default()
//! };
//! let resource = scim::resource(&ana);
//! assert_eq!(resource["userName"], "ana@example.com");
//! // SCIM has no sites, so that is gone.
//! assert!(scim::expressible(&ana).attributes.is_empty());
//! ```

mod change;
mod filter;
mod message;
mod narrow;
mod resource;

pub use change::{Change, applied, between, patch};
pub use filter::{by_external_id, by_license, lookups, quoted, search};
pub use message::{Abilities, Answered, Listed, bulk, bulk_answers, listed};
pub use narrow::{Failure, decide, fail, keep};
pub use resource::{expressible, resource, resource_id, user, version};

/// The schema of a user (RFC 7643, section 4.1).
pub const USER: &str = "urn:ietf:params:scim:schemas:core:2.0:User";
/// The schema of what enterprises add to it (RFC 7643, section 4.3).
pub const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
