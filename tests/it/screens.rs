//! Every screen looks as it was read and found good.

pub mod support;
