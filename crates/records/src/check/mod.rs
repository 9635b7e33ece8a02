//! The formats that a cell is seen to have, or not, in one step. Each is one file, with its rule and
//! the source of the rule on top; the engine says what is wrong with the others.

pub mod address_literal;
pub mod day;
pub mod email;
pub mod extension;
pub mod mac;
pub mod person_name;
pub mod phone;
pub mod pin;
