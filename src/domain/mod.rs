//! domain

pub mod country;
pub mod guess;
pub mod phone;
