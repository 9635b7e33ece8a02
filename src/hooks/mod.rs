//! Webhooks: signed messages, out and in.

pub mod address;
pub mod delivery;
pub mod errand;
pub mod signature;
