//! Webhooks: signed messages, out and in.

pub mod address;
pub mod delivery;
pub mod download;
pub mod errand;
pub mod signature;
