//! Email addresses.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::percent_decode_str;

use super::without_look_alikes;

/// An email address, as it is sent: byte for byte what was read, without white space around it.
///
/// The check is the HTML living standard's for `<input type=email>`, with the length caps of SMTP
/// (64 bytes before the `@`, 254 in all): no display names, no quoted parts, ASCII only, because
/// real homeservers fail on anything else.
#[derive(Clone, PartialEq, Eq)]
pub struct Email(String);

/// Why a text is no email address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    #[error("the address is empty")]
    Empty,
    #[error("an address has a name before its @")]
    NoName,
    #[error("an address has a domain after its @")]
    NoDomain,
    #[error("an address has exactly one @")]
    TwoAts,
    #[error("an address may not contain {0:?}")]
    Character(char),
    /// A part of the domain is empty, too long, or begins or ends with a hyphen.
    #[error("the domain of the address is malformed")]
    Domain,
    /// The domain ends in a dot or a hyphen, and would be one with more behind that.
    #[error("the domain of the address is not complete")]
    DomainBegun,
    /// Longer than mail servers take.
    #[error("the address is too long")]
    TooLong,
}

/// Domains that many people have, for [`Email::suggestion`].
const COMMON_DOMAINS: &str = include_str!("../../assets/email-domains.txt");

/// Characters around an address in a sentence. An address could begin with a dot, but hardly ever does.
const AROUND: &[char] = &[
    '<', '>', '(', ')', '[', ']', '"', '“', '”', '„', '«', '»', ',', '.', ';', ':',
];

impl Email {
    /// Reads an address and nothing else: the text may come from a server.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        let (name, domain) = text.split_once('@').ok_or(EmailError::NoDomain)?;
        if let Some(c) = name.chars().find(|c| !is_name_char(*c)) {
            return Err(EmailError::Character(c));
        }
        if name.is_empty() {
            return Err(EmailError::NoName);
        }
        if domain.is_empty() {
            return Err(EmailError::NoDomain);
        }
        if domain.contains('@') {
            return Err(EmailError::TwoAts);
        }
        let domain_char = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        if let Some(c) = domain.chars().find(|c| !domain_char(*c)) {
            return Err(EmailError::Character(c));
        }
        if name.len() > 64 || text.len() > 254 {
            return Err(EmailError::TooLong);
        }
        if is_domain(domain) {
            Ok(Self(text.to_owned()))
        } else if is_domain(&format!("{domain}a")) {
            Err(EmailError::DomainBegun)
        } else {
            Err(EmailError::Domain)
        }
    }

    /// Reads what a user typed, which may be an address with surrounding text.
    pub fn typed(text: &str) -> Result<Self, EmailError> {
        Self::parse(&Self::bare(text))
    }

    /// The address in a text that was copied with its surroundings: a `mailto:` link (RFC 6068) or a name before
    /// angle brackets (RFC 5322). Nothing of that can be in an address, so there is no doubt.
    pub fn bare(text: &str) -> Cow<'_, str> {
        let text = text.trim();
        let bracketed = text.strip_suffix('>').and_then(|t| t.rsplit_once('<'));
        let text = bracketed.map_or(text, |(_, address)| address.trim());
        let is_mailto = |(scheme, _): &(&str, &str)| scheme.eq_ignore_ascii_case("mailto:");
        match text.split_at_checked("mailto:".len()).filter(is_mailto) {
            Some((_, link)) => {
                let address = link.split(['?', '#']).next().unwrap_or_default();
                let decoded = percent_decode_str(address).decode_utf8();
                decoded.unwrap_or_else(|_| address.into())
            }
            None => text.into(),
        }
    }

    /// The text that a pasted text puts into a field: the only address among words. Where there are none or several,
    /// the text stays, so that it is seen why it is refused.
    pub fn pasted(text: &str) -> Cow<'_, str> {
        let whole = Self::bare(text);
        let words = text.split_whitespace();
        let mut addresses = words
            .map(|word| Self::bare(word.trim_matches(AROUND)))
            .filter(|word| Self::parse(word).is_ok());
        match (addresses.next(), addresses.next()) {
            (Some(address), None) if Self::parse(&whole).is_err() => address,
            _ => whole,
        }
    }

    /// The address for the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address that was probably meant by a text: without letters of other alphabets that only look Latin, and
    /// without the slip in a common domain. Nothing when there is neither.
    pub fn meant(typed: &str) -> Option<Self> {
        if let Ok(email) = Self::typed(typed) {
            return email.suggestion();
        }
        let (plain, _) = without_look_alikes(typed)?;
        let email = Self::typed(&plain).ok()?;
        Some(email.suggestion().unwrap_or(email))
    }

    /// Whether its domain has no dot: a host of a private network, or the beginning of a domain.
    pub fn is_local(&self) -> bool {
        self.0
            .split_once('@')
            .is_some_and(|(_, domain)| !domain.contains('.'))
    }

    /// The address that was probably meant, when the domain is one slip away from a common one, or its beginning.
    pub fn suggestion(&self) -> Option<Self> {
        let (name, domain) = self.0.split_once('@')?;
        let domain = domain.to_ascii_lowercase();
        let common = || COMMON_DOMAINS.lines().filter(|line| !line.starts_with('#'));
        if common().any(|known| known == domain) {
            return None;
        }
        common()
            .find(|known| {
                let is_begun = known
                    .split_once('.')
                    .is_some_and(|(name, _)| name == domain);
                is_begun || one_slip_apart(&domain, known)
            })
            .map(|known| Self(format!("{name}@{known}")))
    }
}

fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c)
}

fn is_domain(text: &str) -> bool {
    let good = |label: &str| {
        (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-')
    };
    text.split('.').all(good)
}

/// Whether one letter more, less, other or swapped with its neighbour makes `a` into `b`.
fn one_slip_apart(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    match (a, b) {
        ([], []) => false,
        ([x1, x2, xs @ ..], [y1, y2, ys @ ..]) if x1 == y2 && x2 == y1 && xs == ys => true,
        _ => {
            let less = a.get(1..) == Some(b);
            let more = b.get(1..) == Some(a);
            let other = a.get(1..).is_some() && a.get(1..) == b.get(1..);
            less || more || other
        }
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An address is personal data: transcripts and logs need its shape only.
        write!(f, "Email({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_name_at_one_domain() {
        assert!(Email::parse(" robin@example.net\n").is_ok());
        assert!(Email::parse("a.b+c@sub-domain.example.org").is_ok());
        for (text, why) in [
            ("", EmailError::Empty),
            ("robin", EmailError::NoDomain),
            ("@example.org", EmailError::NoName),
            ("robin@", EmailError::NoDomain),
            ("a@b@c", EmailError::TwoAts),
            ("a b@c", EmailError::Character(' ')),
            ("robin@example.org, kay@example.org", EmailError::TwoAts),
            (
                "r\u{200b}obin@example.org",
                EmailError::Character('\u{200b}'),
            ),
            ("robin@exämple.org", EmailError::Character('ä')),
            ("robin@-example.org", EmailError::Domain),
            ("robin@example..org", EmailError::Domain),
            ("robin@example..", EmailError::Domain),
            ("robin@-", EmailError::Domain),
            ("robin@example.", EmailError::DomainBegun),
            ("robin@sub-", EmailError::DomainBegun),
            ("Robin <robin@example.org>", EmailError::Character(' ')),
            ("<robin@example.org>", EmailError::Character('<')),
            ("mailto:robin@example.org", EmailError::Character(':')),
        ] {
            assert_eq!(Email::parse(text), Err(why), "{text:?}");
        }
        let long = format!("{}@example.org", "a".repeat(65));
        assert_eq!(Email::parse(&long), Err(EmailError::TooLong));
    }

    #[test]
    fn what_was_typed_is_refused_for_the_same_reasons() {
        for (text, why) in [
            ("Robin <robin", EmailError::NoDomain),
            ("mailto:robin%20lee@example.org", EmailError::Character(' ')),
            (
                "write to robin@example.org please",
                EmailError::Character(' '),
            ),
        ] {
            assert_eq!(Email::typed(text), Err(why), "{text:?}");
        }
    }

    #[test]
    fn the_only_address_among_pasted_words_is_taken() {
        for text in [
            "robin@example.org",
            "write to robin@example.org please",
            "My address is <robin@example.org>, write to me.",
            "Robin Lee (robin@example.org)",
            "here: mailto:robin@example.org?subject=Hello.",
            "robin@example.org.",
        ] {
            assert_eq!(Email::pasted(text), "robin@example.org", "{text}");
        }
        for text in [
            "robin@example.org or kay@example.org",
            "robin at example.org",
            "",
        ] {
            assert_eq!(Email::pasted(text), text);
        }
        // A character that could be around an address stays if it is part of one.
        assert_eq!(Email::pasted(".robin@example.org"), ".robin@example.org");
    }

    #[test]
    fn an_address_is_taken_out_of_what_it_was_copied_with() {
        for text in [
            "mailto:robin+x@example.org",
            "MAILTO:robin%2Bx@example.org?subject=Hello%20there",
            "Robin Lee <robin+x@example.org>",
            "\u{201c}Zo\u{eb}\u{201d} <mailto:robin+x@example.org> ",
            "<robin+x@example.org>",
        ] {
            let email = Email::typed(text).map(|email| email.0);
            assert_eq!(email.as_deref(), Ok("robin+x@example.org"), "{text}");
        }
        // A percent sign may be in an address that was typed, and of a link only what is encoded is decoded.
        for text in ["a%2Bb@example.org", "a%+4b@example.org"] {
            let typed = Email::typed(text).map(|email| email.0);
            assert_eq!(typed.as_deref(), Ok(text));
        }
        let link = Email::bare("mailto:a%+4%2Bb%@example.org");
        assert_eq!(link, "a%+4+b%@example.org");
        let meant = Email::meant("Robin <robin@gmial.com>").map(|email| email.0);
        assert_eq!(meant.as_deref(), Some("robin@gmail.com"));
    }

    #[test]
    fn a_slip_in_a_common_domain_is_noticed_and_a_common_domain_is_left_alone() {
        let meant = |domain: &str| {
            let email = Email::parse(&format!("robin@{domain}")).expect("an address");
            email.suggestion().map(|email| email.0)
        };
        for slip in ["gmial.com", "gmail.co", "gnail.com", "gmaill.com", "GMail"] {
            assert_eq!(meant(slip).as_deref(), Some("robin@gmail.com"), "{slip}");
        }
        for known in ["gmail.com", "googlemail.com", "example.org", "example"] {
            assert_eq!(meant(known), None, "{known}");
        }
    }

    #[test]
    fn letters_that_only_look_latin_are_mended_together_with_the_slip() {
        let meant = |text: &str| Email::meant(text).map(|email| email.0);
        let mended = Some("robin@example.org".to_owned());
        assert_eq!(meant("r\u{43e}bin@example.org"), mended);
        assert_eq!(meant("robin＠example．org"), mended);
        let both = meant("r\u{43e}bin@gmial.com");
        assert_eq!(both.as_deref(), Some("robin@gmail.com"));
        assert_eq!(meant("robin@example.org"), None);
        assert_eq!(meant("jürgen@example.org"), None);
    }

    #[test]
    fn a_common_domain_is_listed_once_and_is_one() {
        let mut seen = std::collections::HashSet::new();
        for domain in COMMON_DOMAINS.lines().filter(|line| !line.starts_with('#')) {
            assert!(Email::parse(&format!("robin@{domain}")).is_ok(), "{domain}");
            assert!(seen.insert(domain), "{domain} is listed twice");
        }
    }
}
