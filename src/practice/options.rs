//! How a practice server is set up.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::dialect::name::Dialect;
use crate::domain::Secret;

/// Everything that can be chosen about a practice server. The default is an open server that proves addresses with
/// mailed links and numbers with texted codes, and demands neither. It holds registration tokens and a seed, so it has
/// no `Debug`.
#[derive(Clone)]
pub struct Options {
    /// The dialect that it speaks. Features that the dialect's server lacks cannot be switched on by another option.
    pub dialect: Dialect,
    /// The server part of the Matrix IDs it makes, not checked: a valid server name.
    pub server_name: String,
    pub versions: Vec<String>,
    pub registration: Registration,
    /// Whether an account has an email address.
    pub email: Contact,
    /// Whether an account has a phone number.
    pub msisdn: Contact,
    /// How a mail lets its reader prove the address.
    pub email_proof: Proof,
    /// How a text lets its reader prove the number.
    pub msisdn_proof: Proof,
    /// Tokens of which a sign-up needs one; none: the stage is not asked for.
    pub registration_tokens: Vec<RegistrationToken>,
    /// A captcha that a sign-up must solve, if any.
    pub captcha: Option<Captcha>,
    /// Policies that a sign-up must accept; none: the stage is not asked for.
    pub terms: Vec<Policy>,
    /// Stages that modules add to a sign-up, like `org.example.quiz`: only their page of the browser fallback completes
    /// them. Of the dialects, Synapse alone has modules.
    pub extra_stages: Vec<String>,
    /// Accounts that are there from the beginning, so that there is a password to reset.
    pub accounts: Vec<KnownAccount>,
    pub password_policy: PasswordPolicy,
    /// Whether `/login` takes passwords. Without, a reset still mails, and is then refused, as Synapse does.
    pub password_login: bool,
    pub unknown_reset: UnknownReset,
    pub taken_contact: TakenContact,
    /// Whether a password can be reset by phone, which is specified and almost nowhere to be found.
    pub reset_by_phone: bool,
    /// Whether people may change the contacts of their accounts (capability `m.3pid_changes`).
    pub contact_changes: bool,
    /// The content of `/.well-known/matrix/support`; `None`: 404.
    pub support: Option<Support>,
    /// Domains of email addresses that are refused with `M_THREEPID_DENIED`, in lower case.
    pub denied_domains: Vec<String>,
    /// Countries (ISO 3166-1 alpha-2) that cannot be texted: `M_DESTINATION_REJECTED`.
    pub rejected_countries: Vec<String>,
    pub delivery: Delivery,
    pub code_refusal: CodeRefusal,
    /// Wrong codes after which a validation session takes none any more. Synapse has no such limit.
    pub code_tries: Option<u32>,
    /// How long a code or link works after its message was sent.
    pub message_lifetime: Duration,
    /// Limit on `requestToken`. Every client is on this computer, so the limit a client address is one for all.
    pub rate_limit: Option<RateLimit>,
    /// Limit on `/register`, counted for calls that would make an account.
    pub registration_limit: Option<RateLimit>,
    /// The OAuth 2.0 side; none: every one of its endpoints is 404 `M_UNRECOGNIZED`.
    pub oauth: Option<OAuth>,
    /// Where all randomness comes from; `None`: the operating system. A fixed seed repeats every code and `sid`.
    pub seed: Option<[u8; 32]>,
    pub clock: Clock,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            dialect: Dialect::Synapse,
            server_name: "practice.localhost".to_owned(),
            versions: ["r0.6.1", "v1.1", "v1.2", "v1.10", "v1.11", "v1.12"]
                .map(str::to_owned)
                .to_vec(),
            registration: Registration::Open,
            email: Contact::Optional,
            msisdn: Contact::Optional,
            email_proof: Proof::Link,
            msisdn_proof: Proof::Code,
            registration_tokens: Vec::new(),
            captcha: None,
            terms: Vec::new(),
            extra_stages: Vec::new(),
            accounts: Vec::new(),
            password_policy: PasswordPolicy {
                minimum_length: 8,
                ..PasswordPolicy::default()
            },
            password_login: true,
            unknown_reset: UnknownReset::NotFound,
            taken_contact: TakenContact::InUse,
            reset_by_phone: false,
            contact_changes: true,
            support: None,
            denied_domains: Vec::new(),
            rejected_countries: Vec::new(),
            delivery: Delivery::Works,
            code_refusal: CodeRefusal::Synapse,
            code_tries: None,
            message_lifetime: Duration::from_secs(60 * 60),
            rate_limit: None,
            registration_limit: None,
            oauth: None,
            seed: None,
            clock: Clock::default(),
        }
    }
}

/// An account that is there from the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAccount {
    /// Localpart, not checked: a valid one.
    pub localpart: String,
    /// An email address that counts as verified, if it has one.
    pub email: Option<String>,
    /// Its password; a random one by default, which is never shown: that is the point of
    /// resetting it.
    pub password: Option<Secret>,
}

/// Whether new accounts can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registration {
    Open,
    /// No user: 403 `M_FORBIDDEN`. Messages are still sent, as Synapse does.
    Closed,
}

/// Whether an account has a kind of contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    /// A sign-up without it is not possible.
    Required,
    /// A sign-up may have it.
    Optional,
    /// The server cannot send messages of this kind at all.
    No,
}

/// How a message lets its reader prove that they hold the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// By a link to open; `requestToken` has no `submit_url`.
    Link,
    /// By a code of six digits to submit at `submit_url`.
    Code,
    LinkAndCode,
}

impl Proof {
    pub(super) fn by_code(self) -> bool {
        matches!(self, Self::Code | Self::LinkAndCode)
    }

    pub(super) fn by_link(self) -> bool {
        matches!(self, Self::Link | Self::LinkAndCode)
    }
}

#[derive(Clone)]
pub struct RegistrationToken {
    /// The token: 1 to 64 of `[A-Za-z0-9._~-]`, not checked.
    pub token: String,
    /// How many accounts it is good for; `None`: any number.
    pub uses: Option<u32>,
}

/// A captcha (`m.login.recaptcha`). Any response that is not empty solves it.
#[derive(Clone, Debug)]
pub struct Captcha {
    /// The value of `public_key` in its parameters.
    pub public_key: String,
}

/// The server's contacts (client-server API, `/.well-known/matrix/support`).
#[derive(Clone, Debug, Default)]
pub struct Support {
    pub contacts: Vec<SupportContact>,
    pub page: Option<String>,
}

#[derive(Clone, Debug)]
pub struct SupportContact {
    /// Like `m.role.admin`.
    pub role: String,
    /// A Matrix ID, not checked.
    pub matrix_id: Option<String>,
    /// An email address, not checked.
    pub email_address: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Policy {
    /// Its key in the parameters, like `privacy_policy`.
    pub id: String,
    /// Its version, like `1.0`.
    pub version: String,
    pub translations: Vec<Translation>,
}

/// A policy in one language.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Like `en` or `pt-BR`.
    pub language: String,
    pub name: String,
    /// Where it can be read.
    pub url: String,
}

/// The rules for a password (MSC2000); the default has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PasswordPolicy {
    /// Characters; 0: no rule.
    pub minimum_length: usize,
    pub require_digit: bool,
    /// At least one character that is neither letter nor digit.
    pub require_symbol: bool,
    /// At least one upper-case letter.
    pub require_uppercase: bool,
    /// At least one lower-case letter.
    pub require_lowercase: bool,
}

/// The answer to a reset if no account has the address. Never `M_THREEPID_IN_USE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownReset {
    /// 400 `M_THREEPID_NOT_FOUND`.
    NotFound,
    /// A `sid` as if all were well, and no message.
    Silent,
    /// A `sid`, and a message that says that there is no account and invites to sign up.
    Invite,
}

/// The answer to a sign-up, or to adding a contact, if an account already has the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenContact {
    /// 400 `M_THREEPID_IN_USE`.
    InUse,
    /// A `sid` as if all were well, and no message.
    Silent,
    /// A `sid`, and a message that says that there is an account already.
    Notify,
}

/// Whether messages can be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    Works,
    /// They cannot: 500 `M_UNKNOWN`, and the attempt does not count.
    Fails,
}

/// How a code that is not accepted is refused (there are three ways, and servers use all of them).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeRefusal {
    /// 400 `M_UNKNOWN` whatever the reason.
    Synapse,
    /// Status 200 with `"success": false` and an errcode, as the identity server behind Synapse answers.
    Sydent,
    /// The codes of specification v1.18: `M_TOKEN_INCORRECT`, `M_SESSION_EXPIRED`, `M_NO_VALID_SESSION`.
    Specified,
}

/// A limit that lets `burst` calls through at once and then one every `per`; beyond that 429 `M_LIMIT_EXCEEDED`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Calls at once, at least 1 (0 counts as 1).
    pub burst: u32,
    /// The time after which one more call is allowed.
    pub per: Duration,
}

/// How the OAuth 2.0 side is set up. The default is a server that wants accounts to be made and
/// looked after in the browser, and can do all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuth {
    /// Whether `/login` says `oauth_aware_preferred`; else the server is as content with the legacy
    /// way.
    pub aware_preferred: bool,
    /// Whether the metadata is only at the path it had before v1.15.
    pub unstable_only: bool,
    /// Whether `prompt=create` leads to a sign-up form.
    pub create: bool,
    /// Whether there is a page for accounts to be looked after on.
    pub account_page: bool,
    /// Whether programs can register themselves.
    pub registration: ClientRegistration,
}

/// Whether programs can register themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientRegistration {
    Open,
    /// They are refused: 400 `invalid_client_metadata`.
    Refused,
}

impl OAuth {
    /// Whether an account can be made in the browser now.
    pub(super) fn creates(&self, registration: Registration) -> bool {
        self.create && registration == Registration::Open
    }
}

impl Default for OAuth {
    fn default() -> Self {
        Self {
            aware_preferred: true,
            unstable_only: false,
            create: true,
            account_page: true,
            registration: ClientRegistration::Open,
        }
    }
}

/// Tells the server what time it is.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> SystemTime + Send + Sync>);

impl Clock {
    /// A clock that a test turns.
    pub fn new(now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    pub(super) fn now(&self) -> SystemTime {
        (self.0)()
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::new(SystemTime::now)
    }
}
