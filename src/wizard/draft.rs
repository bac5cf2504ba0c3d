//! Everything as it was typed, for every page. Going back or on never drops any of it.

use std::borrow::Cow;

use crate::domain::{self, CountryCode, Email, LoginName, RegistrationToken};
use crate::field::{Line, LineKind, Outcome, Typed};

/// The text fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldId {
    /// Homeserver.
    Server,
    /// Filter of the country list.
    Country,
    /// Phone number.
    Number,
    /// Email address.
    Email,
    /// User name.
    Username,
    /// Password, new or chosen again after a reset.
    Password,
    /// The same once more.
    PasswordAgain,
    /// Registration token.
    Token,
    /// The code of a text message.
    Code,
    /// Who signs in: a Matrix ID, a user name or an email address.
    SignInName,
    /// The password that an account has.
    SignInPassword,
}

impl FieldId {
    /// Every field.
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
    pub(super) const KEPT: [Self; 4] =
        [Self::Number, Self::Email, Self::Username, Self::SignInName];

    /// Whether its text is hidden until the person asks to see it. The code is not: it is
    /// short-lived, and a slip in it has to be seen.
    pub fn is_masked(self) -> bool {
        matches!(
            self,
            Self::Password | Self::PasswordAgain | Self::SignInPassword
        )
    }

    /// What a text that was made elsewhere puts into the field: a number, an address and the name of an account lose
    /// what they were copied with.
    pub(super) fn pasted(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Number => domain::pasted(text).into(),
            Self::Email => Email::pasted(text),
            Self::SignInName => LoginName::bare(text),
            _ => text.into(),
        }
    }

    fn kind(self) -> LineKind {
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

/// The passwords that were typed before a pass phrase was made.
#[derive(Clone, Debug)]
pub(super) struct Replaced {
    /// The texts of both fields.
    pub(super) passwords: [Typed; 2],
    /// Whether it was shown.
    pub(super) reveal: bool,
}

/// The fields and choices as they stand.
#[derive(Clone, Debug)]
pub struct Draft {
    lines: [Line; FieldId::ALL.len()],
    /// The country of the number, once chosen.
    pub country: Option<CountryCode>,
    /// The documents that the person agreed to, each by the key of what was shown.
    pub agreed: Vec<String>,
    /// Whether a reset signs every other session out; not preselected.
    pub logout_devices: Option<bool>,
    /// Whether secret fields are shown.
    pub reveal: bool,
    /// How many bits of chance are in the password, as long as it is the pass phrase that was made here.
    pub pass_phrase: Option<u32>,
    /// The focused field takes nothing before another key: a part of what is being typed cannot be read.
    pub(super) is_closed: bool,
    /// The passwords that a pass phrase has replaced, until it is edited or its page is left.
    pub(super) replaced: Option<Replaced>,
    /// A registration token that the server took or was not asked about.
    pub(super) token_checked: Option<RegistrationToken>,
}

impl Draft {
    pub(super) fn new() -> Self {
        Self {
            lines: FieldId::ALL.map(|field| Line::new(field.kind())),
            country: None,
            agreed: Vec::new(),
            logout_devices: None,
            reveal: false,
            pass_phrase: None,
            is_closed: false,
            replaced: None,
            token_checked: None,
        }
    }

    /// A field.
    pub fn line(&self, field: FieldId) -> &Line {
        &self.lines[field as usize]
    }

    /// The text of a field.
    pub fn text(&self, field: FieldId) -> &str {
        self.line(field).text()
    }

    /// Puts a text into a field that was not typed there, as if it had been pasted.
    pub(super) fn fill(&mut self, field: FieldId, text: &str) -> Outcome {
        self.line_mut(field).set(&field.pasted(text))
    }

    pub(super) fn line_mut(&mut self, field: FieldId) -> &mut Line {
        &mut self.lines[field as usize]
    }
}
