//! The surroundings of the wizard that its screens show.

use crate::wizard::Time;

/// The runtime's facts that the machine does not know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surroundings {
    /// The messages of the practice server, the oldest first.
    pub inbox: Vec<InboxItem>,
    /// The practice message that is open as a page.
    pub open: Option<MessagePage>,
    /// Whether the unfinished task outlives the program.
    pub kept: bool,
}

/// The kind of a practice message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InboxKind {
    Sms,
    Mail,
}

/// A message that the practice server sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxItem {
    pub kind: InboxKind,
    /// The number or address it went to.
    pub to: String,
    pub text: String,
    pub code: Option<String>,
    pub link: Option<String>,
    pub at: Time,
}

/// A practice message as a page, and what its link led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessagePage {
    pub item: InboxItem,
    /// The text of the link's page, once
    pub followed: Option<(String, String)>,
    /// Whether that page has a button to press.
    pub confirm: bool,
}
