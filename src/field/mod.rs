//! Text as a user types it: editing by grapheme, paste hygiene, masking, widths, codes.
//!
//! Everything here is pure. It knows neither keys nor screens: a face turns a key into an [`Edit`], the machine applies
//! it to the [`Line`] of the focused field, and the face measures what it draws with [`width`], [`cut()`] and
//! [`window::visible`].
//!
//! Offsets are bytes and always lie on a border between two extended grapheme clusters (Unicode annex 29), so that a
//! letter with its accents, or a family of joined emoji, is entered, passed and deleted as the one thing it looks like.

mod breaks;
pub mod code;
mod edit;
mod grapheme;
mod history;
mod hygiene;
mod line;
mod measure;
mod typed;
pub mod window;

pub use breaks::{is_joint, may_break};
pub use edit::{Change, Edit, Outcome};
pub use hygiene::{hygiene, secret_hygiene};
pub use line::{Line, LineKind};
pub use measure::{cut, width};
pub use typed::Typed;
