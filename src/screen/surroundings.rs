//! What stands around the wizard, and is told on its screens.

use crate::wizard::Time;

/// What the runtime knows and the machine does not.
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
    /// A text message.
    Sms,
    /// A mail.
    Mail,
}

/// A message that the practice server sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxItem {
    /// Its kind.
    pub kind: InboxKind,
    /// The number or address it went to.
    pub to: String,
    /// Its text.
    pub text: String,
    /// The code in it.
    pub code: Option<String>,
    /// The link in it.
    pub link: Option<String>,
    /// When it came.
    pub at: Time,
}

/// A practice message as a page, and what its link led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessagePage {
    /// The message.
    pub item: InboxItem,
    /// What the link's page says, once it was followed: title and text.
    pub followed: Option<(String, String)>,
    /// Whether that page has a button to press.
    pub confirm: bool,
}
