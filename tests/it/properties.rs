//! What holds for any sequence of events and any size.

mod rendering;
