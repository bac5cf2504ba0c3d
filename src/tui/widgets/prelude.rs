//! The imports of the widgets.

pub(super) use super::{Form, Part};
pub(super) use crate::field::{cut, width};
pub(super) use crate::tui::row::{Row, hung, marked, put_right};
pub(super) use crate::tui::theme::Role;
pub(super) use crate::tui::wrap::{Clock, HANG, hanging, longest_word, whole, wrap};
