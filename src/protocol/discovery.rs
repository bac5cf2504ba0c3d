//! The homeserver that a host names for itself (client-server API, "Server discovery").

use url::Url;

use super::Network;
use crate::domain::{BaseUrl, CleanText};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WellKnown {
    /// There is none (404): the specification's IGNORE.
    Absent,
    Homeserver(BaseUrl),
    /// It cannot be read: FAIL_PROMPT.
    Invalid(WellKnownFault),
    /// It names a base URL that cannot be used: FAIL_ERROR.
    UnusableUrl,
}

/// Why an answer at `.well-known` cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WellKnownFault {
    /// A status that is neither 200 nor 404 nor a redirect.
    Status(u16),
    Empty,
    NotJson,
    TooLarge,
    /// `m.homeserver` or its `base_url` is missing, or of the wrong type.
    NoBaseUrl,
    Redirect(RedirectFault),
}

/// Why a redirect was not followed to an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedirectFault {
    /// It leads back to where it came from.
    Loop,
    /// It is one too many.
    TooMany,
    /// It leads to what may not be asked, such as plain http.
    Insecure,
    /// It does not say where to, or not in a way that can be read.
    Nowhere,
    /// The address that it leads to gave no answer.
    Unreachable {
        /// Host and port that were asked.
        host: String,
        network: Network,
    },
}

/// The answer of `GET /.well-known/matrix/support` (v1.10): the server's contacts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Email addresses and Matrix IDs, those of administrators first.
    pub contacts: Vec<CleanText>,
    pub page: Option<Url>,
}
