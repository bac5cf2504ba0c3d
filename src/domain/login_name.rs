//! The name of an existing account, as its user types it.

use std::borrow::Cow;
use std::fmt;

use super::{Email, EmailError, UserId, is_hidden};

/// The name to sign in with: a Matrix ID, its first part alone, or an email address that is on the account
/// (client-server API, "Identifier types").
#[derive(Clone, PartialEq, Eq)]
pub enum LoginName {
    /// A whole Matrix ID, kept as typed.
    UserId(UserId),
    /// A localpart, kept as typed: that of an old account may have capitals.
    Localpart(String),
    /// An email address on the account.
    Email(Email),
}

/// Why a text names no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginNameError {
    #[error("no name was given")]
    Empty,
    /// A character that neither a name nor an address has.
    #[error("a name may not contain {0:?}")]
    Character(char),
    #[error("the name is too long")]
    TooLong,
    /// It has an `@` in its midst, and is no email address.
    #[error(transparent)]
    Email(EmailError),
}

impl LoginName {
    /// The name in a text that was copied with its surroundings, where that is an address or an ID.
    pub fn bare(text: &str) -> Cow<'_, str> {
        if text.contains('@') {
            Email::bare(text)
        } else {
            text.into()
        }
    }

    /// Reads a typed text: `@robin:example.org`, `robin`, `@robin` or `robin@example.net`.
    /// White space around it goes. More is accepted than new accounts may be called: what exists
    /// is the server's to say.
    ///
    /// # Errors
    /// Why it cannot name an account.
    pub fn parse(typed: &str) -> Result<Self, LoginNameError> {
        let text = typed.trim();
        if let Some(c) = text.chars().find(|c| is_bad(*c)) {
            return Err(LoginNameError::Character(c));
        }
        if text.len() > 255 {
            return Err(LoginNameError::TooLong);
        }
        if let Ok(id) = UserId::parse(text) {
            return Ok(Self::UserId(id));
        }
        let name = text.strip_prefix('@').unwrap_or(text);
        let name = name.strip_suffix(':').unwrap_or(name);
        match name {
            "" => Err(LoginNameError::Empty),
            name if name.contains('@') => Email::parse(name)
                .map(Self::Email)
                .map_err(LoginNameError::Email),
            name => Ok(Self::Localpart(name.to_owned())),
        }
    }
}

fn is_bad(c: char) -> bool {
    c.is_control() || c.is_whitespace() || is_hidden(c)
}

impl fmt::Debug for LoginName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for LoginName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UserId(id) => id.as_str(),
            Self::Localpart(name) => name,
            Self::Email(email) => email.as_str(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_a_name_and_an_address_are_told_apart() {
        let kind = |text: &str| match LoginName::parse(text) {
            Ok(LoginName::UserId(id)) => format!("id {id}"),
            Ok(LoginName::Localpart(name)) => format!("name {name}"),
            Ok(LoginName::Email(email)) => format!("email {}", email.as_str()),
            Err(error) => format!("{error:?}"),
        };
        assert_eq!(kind(" @robin:example.org "), "id @robin:example.org");
        let found = kind("@Robin:example.org:8448");
        assert_eq!(found, "id @Robin:example.org:8448");
        assert_eq!(kind("Robin"), "name Robin");
        assert_eq!(kind("@robin"), "name robin");
        assert_eq!(kind("robin@example.net"), "email robin@example.net");
        assert_eq!(kind(" "), "Empty");
        assert_eq!(kind("@"), "Empty");
        assert_eq!(kind("rob in"), "Character(' ')");
        assert_eq!(kind("rob\u{202e}in"), "Character('\\u{202e}')");
        assert_eq!(kind("robin@"), "Email(NoDomain)");
        assert_eq!(kind(&"r".repeat(256)), "TooLong");
        assert_eq!(kind("<robin@example.net>"), "Email(Character('<'))");
    }

    #[test]
    fn a_name_is_taken_out_of_what_it_was_copied_with() {
        for (text, bare) in [
            ("Robin Lee <robin@example.net>", "robin@example.net"),
            ("mailto:robin@example.net", "robin@example.net"),
            ("Robin <@robin:example.org>", "@robin:example.org"),
            ("@robin:example.org", "@robin:example.org"),
            // No new account is called like that, but an old one may be.
            ("<robin>", "<robin>"),
        ] {
            assert_eq!(LoginName::bare(text), bare);
        }
    }
}
