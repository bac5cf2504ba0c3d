//! The text fields.

use std::borrow::Cow;

use crate::domain::{self, Email, LoginName};
use crate::field::LineKind;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldId {
    Server,
    /// Filter of the country list.
    Country,
    Number,
    Email,
    Username,
    /// Password, new or chosen again after a reset.
    Password,
    PasswordAgain,
    Token,
    /// The code of a text message.
    Code,
    /// The account to sign in with: a Matrix ID, a user name or an email address.
    SignInName,
    /// The password that an account has.
    SignInPassword,
}

impl FieldId {
    pub const ALL: [Self; 11] = [
        Self::Server,
        Self::Country,
        Self::Number,
        Self::Email,
        Self::Username,
        Self::Password,
        Self::PasswordAgain,
        Self::Token,
        Self::Code,
        Self::SignInName,
        Self::SignInPassword,
    ];

    /// Those whose text is kept of an unfinished task, besides the server. No password, code or
    /// token is among them.
    pub(in crate::wizard) const SAVED: [Self; 4] =
        [Self::Number, Self::Email, Self::Username, Self::SignInName];

    /// Whether its text is hidden until the user asks to see it. The code is not: it is
    /// short-lived, and a slip in it has to be seen.
    pub fn is_masked(self) -> bool {
        matches!(
            self,
            Self::Password | Self::PasswordAgain | Self::SignInPassword
        )
    }

    /// The text that a pasted text puts into the field: a number, an address and the name of an account lose
    /// the characters around them.
    pub(in crate::wizard) fn pasted(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Number => domain::pasted(text).into(),
            Self::Email => Email::pasted(text),
            Self::SignInName => LoginName::bare(text),
            _ => text.into(),
        }
    }

    pub(in crate::wizard) fn kind(self) -> LineKind {
        match self {
            Self::Server => LineKind::open(512),
            Self::Country | Self::Number => LineKind::open(80),
            Self::Email | Self::Username | Self::SignInName => LineKind::open(320),
            Self::Password | Self::PasswordAgain | Self::SignInPassword => LineKind::password(1024),
            Self::Token => LineKind::secret(128),
            Self::Code => LineKind::secret(128),
        }
    }
}
