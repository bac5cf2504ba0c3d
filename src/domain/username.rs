//! Localparts and Matrix IDs.

use super::{CleanText, Malformed, ServerName};

/// The localpart of a Matrix ID: lower-case `a-z`, digits and `._=-/+`
/// (appendices, "User Identifiers").
#[derive(Clone, PartialEq, Eq)]
pub struct Username(String);

/// Why a text is no user name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsernameError {
    #[error("the user name is empty")]
    Empty,
    /// A character that no Matrix ID of a new account may have.
    #[error("a user name may not contain {0:?}")]
    Character(char),
    /// The whole Matrix ID would be longer than 255 bytes.
    #[error("the user name is too long")]
    TooLong,
    /// A whole Matrix ID, of this server and not of the one that the account is to be on.
    #[error("the Matrix ID is one of {0}")]
    OtherServer(CleanText),
}

impl Username {
    /// Reads a typed text: white space around it goes, capitals become small letters (servers
    /// do so anyway), and a whole ID `@name:server` gives its name.
    pub fn parse(typed: &str) -> Result<Self, UsernameError> {
        let (name, _) = split_id(typed);
        let text = name.to_ascii_lowercase();
        if text.is_empty() {
            return Err(UsernameError::Empty);
        }
        let is_allowed =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._=-/+".contains(c);
        if let Some(c) = text.chars().find(|c| !is_allowed(*c)) {
            return Err(UsernameError::Character(c));
        }
        // "@", ":" and a server name of one character.
        if text.len() > 252 {
            return Err(UsernameError::TooLong);
        }
        Ok(Self(text))
    }

    /// Reads a typed text as the name of an account on a server: a whole ID has to be one of that
    /// server, and `@name:server` has to fit in the 255 bytes of a Matrix ID.
    pub fn parse_on(server: &ServerName, typed: &str) -> Result<Self, UsernameError> {
        let name = Self::parse(typed)?;
        let server = server.as_str();
        match split_id(typed) {
            (_, Some(other)) if !other.eq_ignore_ascii_case(server) => {
                Err(UsernameError::OtherServer(CleanText::new(other)))
            }
            _ if name.0.len() + server.len() + 2 > 255 => Err(UsernameError::TooLong),
            _ => Ok(name),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name in a typed text, and the server behind it where that is a whole ID.
fn split_id(typed: &str) -> (&str, Option<&str>) {
    let text = typed.trim();
    let Some(id) = text.strip_prefix('@') else {
        return (text, None);
    };
    let (name, server) = id.split_once(':').unwrap_or((id, ""));
    (name, Some(server).filter(|server| !server.is_empty()))
}

/// A Matrix ID as a server gave it: `@localpart:server`, at most 255 bytes. Its localpart may
/// differ from the one asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct UserId(String);

impl UserId {
    /// Reads a Matrix ID. Historical localparts are accepted; what cannot be shown as it is, is not.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let (name, server) = text
            .strip_prefix('@')
            .and_then(|rest| rest.split_once(':'))
            .ok_or(Malformed)?;
        let is_plain = CleanText::is_clean(text) && !text.contains(char::is_whitespace);
        if name.is_empty() || server.is_empty() || text.len() > 255 || !is_plain {
            return Err(Malformed);
        }
        Ok(Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part between `@` and the first colon.
    pub fn localpart(&self) -> &str {
        self.0[1..].split(':').next().unwrap_or_default()
    }

    /// The server name, behind the first colon.
    pub fn server(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, server)| server)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_a_whole_id_are_read_kindly() {
        let name = |t: &str| Username::parse(t).map(|u| u.0);
        assert_eq!(name(" Robin "), Ok("robin".into()));
        assert_eq!(name("@robin:example.org"), Ok("robin".into()));
        assert_eq!(name("a.b_c=d-e/f+1"), Ok("a.b_c=d-e/f+1".into()));
        assert_eq!(name("@"), Err(UsernameError::Empty));
        assert_eq!(name("jürgen"), Err(UsernameError::Character('ü')));
        assert_eq!(name(&"a".repeat(253)), Err(UsernameError::TooLong));
    }

    #[test]
    fn a_name_on_a_server_is_of_that_server_and_fits_beside_it() {
        let server = ServerName::parse("example.org").unwrap();
        let name = |t: &str| Username::parse_on(&server, t).map(|u| u.0);
        for typed in ["robin", "@robin", "@robin:", "@Robin:Example.org"] {
            assert_eq!(name(typed), Ok("robin".into()), "{typed}");
        }
        for other in ["example.com", "example.org:8448", "example"] {
            let error = UsernameError::OtherServer(CleanText::new(other));
            assert_eq!(name(&format!("@robin:{other}")), Err(error));
        }
        assert!(name(&"a".repeat(242)).is_ok());
        assert_eq!(name(&"a".repeat(243)), Err(UsernameError::TooLong));
    }

    #[test]
    fn a_matrix_id_from_a_server_is_bounded_and_visible() {
        let id = UserId::parse("@a:b:8448").expect("a Matrix ID");
        assert_eq!((id.localpart(), id.server()), ("a", "b:8448"));
        let unseen = ["@a\u{202e}:b", "@a :b", "@\u{e000}:b"];
        for bad in ["a:b", "@a", "@:b", "@a:"].into_iter().chain(unseen) {
            assert_eq!(UserId::parse(bad), Err(Malformed), "{bad:?}");
        }
    }
}
