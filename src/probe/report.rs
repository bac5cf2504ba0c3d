//! A server's offer, judged: the shape of `--json`.
//!
//! A member that is optional here is left out when it is not known. Every text of the server is cleaned of what could
//! steer a terminal; stage names are those of the wire.

use serde::{Serialize, Serializer};

use crate::domain::CleanText;
use crate::protocol::{PasswordPolicy, StageType};
use crate::wizard::Need;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The server's name; where a base URL was given, the host and port of that.
    pub server: String,
    /// Where its client-server API is, without a slash at the end.
    pub base_url: String,
    /// The versions of the specification that it lists, in its order.
    pub versions: Vec<String>,
    /// Name and version of its software.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub software: Option<String>,
    pub sign_up: SignUp,
    /// Resetting a forgotten password without a browser.
    pub reset: Reset,
    /// Adding a contact to an account. People are told; programs find out by logging in.
    #[serde(skip)]
    pub add_contact: AddContact,
    /// OAuth 2.0.
    pub oauth: OAuth,
    /// The rules for a password. Known only where programs set passwords.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "password_policy"
    )]
    pub password_policy: Option<PasswordPolicy>,
}

/// Creating an account. Over all ways in that the server lists, those through a browser too; where
/// it lists none, no contact is taken and nothing is needed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SignUp {
    /// Whether a new user can get an account, in any way.
    pub open: bool,
    /// Why not, or why only in another way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    pub contacts: Contacts,
    /// Whether every way in wants a registration token.
    pub needs_token: bool,
    /// The stages of the easiest way in that only a browser can do, in its order.
    #[serde(serialize_with = "stages")]
    pub browser_stages: Vec<StageType>,
    /// The documents to agree to, in the user's language where there are several.
    pub terms: Vec<Document>,
    /// The server's own words for refusing.
    #[serde(skip)]
    pub words: Option<CleanText>,
}

/// Why sign-up is impossible, or only possible in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Accounts are made in the browser, by OAuth 2.0.
    Browser,
    /// The server makes no accounts for the public.
    Closed,
    /// There is no endpoint to make an account with.
    Absent,
    /// The endpoint lists no way in.
    NoWay,
}

/// How far each kind of contact is demanded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Contacts {
    #[serde(serialize_with = "need")]
    pub email: Need,
    #[serde(serialize_with = "need")]
    pub msisdn: Need,
}

/// A document to agree to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// The server's name for it.
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    pub name: String,
    pub url: String,
}

/// Resetting a forgotten password without a browser, by each kind of contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Reset {
    pub email: ResetOffer,
    pub msisdn: ResetOffer,
}

/// How likely a reset by a kind of contact is. Only asking for a message would tell for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResetOffer {
    /// The server lists it, and nothing speaks against it.
    Offered,
    /// The server lists it, or does not say, but its sign-up knows no such contact: it probably sends no such message.
    Unlikely,
    /// It is certain that there is none.
    No,
}

/// A forecast for adding a contact, since only a logged-in user could be sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddContact {
    Browser,
    /// Not by a program, because there are no passwords to log in with.
    NoPasswords,
    /// Probably the kinds that the server verifies for a sign-up.
    Likely,
    Unknown,
}

/// OAuth 2.0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OAuth {
    /// Whether accounts are handled by OAuth 2.0 alone for programs that know it. A server that has
    /// both, and does not prefer OAuth 2.0, is used without it.
    pub aware: bool,
    /// Whether it opens its sign-up page when a program asks (`prompt=create`).
    pub create: bool,
    /// Where people manage their accounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_management: Option<String>,
}

fn need<S: Serializer>(need: &Need, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match need {
        Need::Required => "required",
        Need::Optional => "optional",
        Need::No => "no",
    })
}

fn stages<S: Serializer>(stages: &[StageType], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(stages.iter().map(StageType::as_str))
}

fn password_policy<S: Serializer>(
    policy: &Option<PasswordPolicy>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    /// The names of MSC2000 without their prefix.
    #[derive(Serialize)]
    struct Rules {
        #[serde(skip_serializing_if = "Option::is_none")]
        minimum_length: Option<u32>,
        require_digit: bool,
        require_symbol: bool,
        require_lowercase: bool,
        require_uppercase: bool,
    }
    let rules = policy.map(|policy| Rules {
        minimum_length: policy.minimum_length,
        require_digit: policy.digit,
        require_symbol: policy.symbol,
        require_lowercase: policy.lowercase,
        require_uppercase: policy.uppercase,
    });
    rules.serialize(serializer)
}
