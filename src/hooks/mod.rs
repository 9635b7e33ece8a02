//! What comes in and goes out by itself: files that are fetched, and the word that a job is done.

pub mod address;
pub mod download;
