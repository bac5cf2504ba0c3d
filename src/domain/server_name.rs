//! The text that a user types to name a homeserver.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{BaseUrl, BaseUrlError};

/// A server name: `hostname[:port]`, the part of a Matrix ID after its first colon
/// (appendices, "Server Name"). Kept as typed, because Matrix IDs are case-sensitive.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerName {
    text: String,
    host_len: usize,
}

/// Why a text is no server name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerNameError {
    #[error("the server name is empty")]
    Empty,
    #[error("a server name may not contain {0:?}")]
    Character(char),
    /// The host is neither a DNS name nor an IP address.
    #[error("the host name is malformed")]
    Host,
    /// The port is not a number of 1 to 5 digits up to 65535.
    #[error("the port is not a number from 1 to 65535")]
    Port,
    /// More than 230 bytes, so that no Matrix ID would fit.
    #[error("the server name is too long")]
    TooLong,
}

impl ServerName {
    pub fn parse(text: &str) -> Result<Self, ServerNameError> {
        if text.is_empty() {
            return Err(ServerNameError::Empty);
        }
        if text.len() > 230 {
            return Err(ServerNameError::TooLong);
        }
        let (host, port) = split_port(text)?;
        let is_port = |port: &str| {
            port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|n| n > 0)
        };
        if !port.is_none_or(is_port) {
            return Err(ServerNameError::Port);
        }
        check_host(host)?;
        Ok(Self {
            text: text.to_owned(),
            host_len: host.len(),
        })
    }

    /// The whole name, with its port if it has one.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host without the port; an IPv6 address keeps its brackets.
    pub fn host(&self) -> &str {
        &self.text[..self.host_len]
    }

    /// Whether it names a port.
    pub fn has_port(&self) -> bool {
        self.host_len < self.text.len()
    }
}

fn split_port(text: &str) -> Result<(&str, Option<&str>), ServerNameError> {
    if text.starts_with('[') {
        let end = text.find(']').ok_or(ServerNameError::Host)? + 1;
        return match text[end..].strip_prefix(':') {
            Some(port) => Ok((&text[..end], Some(port))),
            None if text.len() == end => Ok((text, None)),
            None => Err(ServerNameError::Host),
        };
    }
    Ok(match text.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (text, None),
    })
}

fn check_host(host: &str) -> Result<(), ServerNameError> {
    if let Some(inner) = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')) {
        let address = inner.parse::<Ipv6Addr>();
        return address.map(drop).map_err(|_| ServerNameError::Host);
    }
    let good = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    if let Some(c) = host.chars().find(|c| !good(*c)) {
        return Err(ServerNameError::Character(c));
    }
    let labels = || host.strip_suffix('.').unwrap_or(host).split('.');
    if labels().any(|l| l.is_empty() || l.len() > 63 || l.starts_with('-') || l.ends_with('-')) {
        return Err(ServerNameError::Host);
    }
    // Four numbers are an address, and then they have to be a real one.
    if labels().all(|l| l.bytes().all(|b| b.is_ascii_digit())) && host.parse::<Ipv4Addr>().is_err()
    {
        return Err(ServerNameError::Host);
    }
    Ok(())
}

/// The meaning of the server field: a server name, a Matrix ID on it, or a base URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerInput {
    Name(ServerName),
    Url(BaseUrl),
}

/// Why a text names no homeserver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ServerInputError {
    #[error("no server was named")]
    Empty,
    #[error(transparent)]
    Name(ServerNameError),
    #[error(transparent)]
    Url(BaseUrlError),
}

impl ServerInput {
    /// Reads a typed text: `example.org`, `example.org:8448`, `@robin:example.org`,
    /// `https://matrix.example.org`, or a loopback address as `http://127.0.0.1:8008`.
    pub fn parse(typed: &str) -> Result<Self, ServerInputError> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(ServerInputError::Empty);
        }
        if text.contains("://") {
            return BaseUrl::parse(text)
                .map(Self::Url)
                .map_err(ServerInputError::Url);
        }
        let name = match text.strip_prefix('@').and_then(|id| id.split_once(':')) {
            Some((_, server)) => server,
            None => text,
        };
        ServerName::parse(name.trim_end_matches('/'))
            .map(Self::Name)
            .map_err(ServerInputError::Name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_addresses_and_ports_are_read_and_kept_as_typed() {
        for (text, host) in [
            ("example.org", "example.org"),
            ("Example.ORG:8448", "Example.ORG"),
            ("localhost", "localhost"),
            ("127.0.0.1:8008", "127.0.0.1"),
            ("[::1]:8008", "[::1]"),
            ("[2001:db8::1]", "[2001:db8::1]"),
            ("xn--exmple-cua.org", "xn--exmple-cua.org"),
        ] {
            let name = ServerName::parse(text);
            assert_eq!(name.as_ref().map(|n| n.as_str()), Ok(text));
            assert_eq!(name.as_ref().map(|n| n.host()), Ok(host));
        }
    }

    #[test]
    fn malformed_names_say_what_is_wrong() {
        for (text, why) in [
            ("", ServerNameError::Empty),
            ("exämple.org", ServerNameError::Character('ä')),
            ("example.org/path", ServerNameError::Character('/')),
            ("example..org", ServerNameError::Host),
            ("-example.org", ServerNameError::Host),
            ("300.1.1.1", ServerNameError::Host),
            ("[::g]", ServerNameError::Host),
            ("[::1", ServerNameError::Host),
            ("example.org:", ServerNameError::Port),
            ("example.org:0", ServerNameError::Port),
            ("example.org:+80", ServerNameError::Port),
            ("example.org:65536", ServerNameError::Port),
        ] {
            assert_eq!(ServerName::parse(text), Err(why), "{text:?}");
        }
    }

    #[test]
    fn a_matrix_id_gives_what_follows_its_first_colon() {
        let Ok(ServerInput::Name(name)) = ServerInput::parse(" @robin:example.org:8448 ") else {
            panic!("not read as a server name");
        };
        assert_eq!(name.as_str(), "example.org:8448");
    }

    #[test]
    fn a_url_is_taken_as_a_base_url() {
        assert!(matches!(
            ServerInput::parse("https://matrix.example.org/"),
            Ok(ServerInput::Url(_))
        ));
        let found = ServerInput::parse("ftp://example.org");
        assert_eq!(found, Err(ServerInputError::Url(BaseUrlError::Scheme)));
    }
}
