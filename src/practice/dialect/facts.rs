//! The differences between homeservers, as far as a client sees them in sign-up, reset, adding a contact and
//! discovery.

use std::time::Duration;

use super::contacts::Contacts;
use crate::practice::errors::Code;
use crate::practice::options::{Contact, Options, RateLimit};
use crate::practice::stages::Stage;

pub struct Facts {
    /// Name and version, as `/_matrix/federation/v1/version` tells them.
    pub software: (&'static str, &'static str),
    pub endpoints: Endpoints,
    pub contacts: Contacts,
    /// `POST /register`.
    pub sign_up: SignUp,
    pub authentication: Authentication,
    /// `requestToken` and the links in messages.
    pub messages: Messages,
    /// `POST /account/password`.
    pub password: Password,
    /// `/account/3pid`.
    pub threepid: Threepid,
    /// `/login`.
    pub login: Login,
}

/// Which endpoints there are; what is not there is 404 `M_UNRECOGNIZED`.
pub struct Endpoints {
    /// `GET /register/available`.
    pub available: bool,
    /// `GET /register/m.login.registration_token/validity`.
    pub validity: Validity,
    /// `GET /password_policy` (MSC2000).
    pub password_policy: bool,
    /// The stages that have a page of the browser fallback.
    pub pages: &'static [&'static str],
    /// Whether stages from modules have one too.
    pub module_pages: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    Absent,
    AbsentWhenClosed,
    RefusedWhenClosed,
    InvalidWhenClosed,
}

pub struct SignUp {
    /// Whether `/register` makes accounts at all.
    pub exists: bool,
    /// Whether an account has an email address, on a server that is set up to make use of mail.
    pub email: Contact,
    pub flows: fn(&Options) -> Vec<Vec<Stage>>,
    pub name_check: NameCheck,
    /// Whether capitals in a user name are made small; they are refused otherwise.
    pub lowers_names: bool,
    /// Whether user names that begin with `_` or have only digits are refused.
    pub reserves_names: bool,
    pub passwords: Passwords,
    /// Said after the last stage when there is no password.
    pub no_password: Code,
    /// Said to an access token that is none; ignored otherwise.
    pub bearer: Option<Code>,
    /// Whether an address that another account got meanwhile ends the sign-up; the account is made without it
    /// otherwise.
    pub refuses_taken_contact: bool,
    /// Whether answers hold the deprecated `home_server`.
    pub names_home_server: bool,
    /// Whether an inhibited login leaves `"device_id": null`.
    pub null_device: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NameCheck {
    /// Before it asks for any stage.
    First,
    /// Its form before, and whether it is taken after the last stage.
    TakenLast,
    /// After the last stage, with every proof used up.
    Last,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Passwords {
    /// The rules of the options (MSC2000), and no more than 512 characters.
    Policy,
    /// 8 to 512 characters, whatever the options say: 400 `M_WEAK_PASSWORD`, `M_BAD_JSON`.
    Length,
    Any,
}

pub struct Authentication {
    pub lifetime: Duration,
    /// The answer to an unknown or expired session.
    pub lost: LostSession,
    /// Said to a session that was begun for another request.
    pub foreign: Code,
    /// Whether a finished session repeats its answer; it is gone otherwise.
    pub keeps_answers: bool,
    /// Said to a stage that no flow has.
    pub unoffered: Code,
    /// Said to a stage without what it needs, instead of the flows; with the flows otherwise.
    pub malformed: Option<Code>,
    /// The errcode of a contact that is not validated.
    pub not_yet: &'static str,
    pub wrong_token: &'static str,
    /// Whether a registration token needs a session, and a session that ends gives it back.
    pub reserves_tokens: bool,
    /// Said when the captcha's response is missing.
    pub no_captcha: Code,
    /// Whether that comes with the flows.
    pub captcha_with_flows: bool,
    /// Whether a session alone is answered with the errcode of its last failure.
    pub repeats_errcode: bool,
    /// The value of `params` if no stage has any.
    pub no_params: NoParams,
    pub terms: TermsForm,
}

#[derive(Clone, Copy)]
pub enum LostSession {
    Refused(Code),
    /// It begins anew under its name.
    Reopened,
}

/// `params` without any parameter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NoParams {
    Empty,
    /// `null`, but for a sign-up: there it is an empty object.
    Null,
    Omitted,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TermsForm {
    Specified,
    /// Without versions, and a string `version` beside the policies.
    VersionBeside,
}

pub struct Messages {
    pub remembers_first: bool,
    pub counted: Counted,
    /// Whether an earlier mail's link still works after a newer mail.
    pub earlier_links_work: bool,
    pub after_proof: AfterProof,
    /// Said to a `client_secret` that already belongs to another address.
    pub other_address: Option<Code>,
    /// Said to a request in a session that was used up; a new session is made otherwise.
    pub used_up: Option<Code>,
    /// Limit on repeats with one `client_secret`; the first request does not count.
    pub repeats: Option<RateLimit>,
    /// Whether a 429 says how long to wait.
    pub tells_wait: bool,
    /// Said to a `client_secret` that breaks the grammar; by purpose otherwise.
    pub bad_secret: Option<Code>,
    /// Whether email addresses that differ in capitals are the same.
    pub folds_case: bool,
    pub confirm: Confirm,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    WhenSent,
    /// Before its message leaves, so that repeating a failed one sends nothing.
    WhenAsked,
}

/// The effect of asking for another mail after the proof.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum AfterProof {
    /// Begins a new session; the proof stays.
    NewSession,
    /// Sends nothing; the proof stays.
    Nothing,
    /// Sends, and takes the proof back.
    Unproves,
}

/// Which links show a confirm button before they validate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Confirm {
    Resets,
    /// None, and a POST is refused.
    Never,
    Always,
}

pub struct Password {
    /// The answer to a request without an access token.
    pub reset: Reset,
    /// Said when the proved address belongs to no account.
    pub no_account: Code,
}

/// `POST /account/password` without an access token.
#[derive(Clone, Copy)]
pub enum Reset {
    InSession,
    /// Authenticated by the email stage at once, without session or flows.
    AtOnce {
        not_yet: Code,
    },
    /// Refused: 401 `M_MISSING_TOKEN`.
    TokenOnly,
    Absent,
}

pub struct Threepid {
    /// Whether `POST /account/3pid/add` exists.
    pub adds: bool,
    pub not_validated: Code,
    pub changes: ThreepidChanges,
}

/// The capability `m.3pid_changes`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ThreepidChanges {
    AsConfigured,
    /// On where there is mail, and the options do not switch it off.
    WithMail,
    Never,
    Unsaid,
}

pub struct Login {
    /// Whether accounts live in an OAuth server: its web login is preferred, and `m.change_password` is off.
    pub prefers_oauth: bool,
    /// Whether an email address or phone number identifies a user.
    pub by_contact: bool,
    /// Whether the answer has a `well_known` with `"m.identity_server": null`.
    pub null_identity_server: bool,
}
