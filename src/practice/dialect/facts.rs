//! What can differ from one homeserver to the next, as far as a client sees it in sign-up, reset, adding a contact and
//! discovery.

use std::time::Duration;

use super::contacts::Contacts;
use crate::practice::errors::Code;
use crate::practice::options::{Contact, Options, RateLimit};
use crate::practice::stages::Stage;

pub(in crate::practice) struct Facts {
    /// Name and version, as `/_matrix/federation/v1/version` tells them.
    pub(in crate::practice) software: (&'static str, &'static str),
    pub(in crate::practice) endpoints: Endpoints,
    /// Which contacts it writes to, and for what.
    pub(in crate::practice) contacts: Contacts,
    /// `POST /register`.
    pub(in crate::practice) sign_up: SignUp,
    pub(in crate::practice) authentication: Authentication,
    /// `requestToken` and the links in messages.
    pub(in crate::practice) messages: Messages,
    /// `POST /account/password`.
    pub(in crate::practice) password: Password,
    /// `/account/3pid`.
    pub(in crate::practice) threepid: Threepid,
    /// `/login`.
    pub(in crate::practice) login: Login,
}

/// Which endpoints there are; what is not there is 404 `M_UNRECOGNIZED`.
pub(in crate::practice) struct Endpoints {
    /// `GET /register/available`.
    pub(in crate::practice) available: bool,
    /// `GET /register/m.login.registration_token/validity`.
    pub(in crate::practice) validity: Validity,
    /// `GET /password_policy` (MSC2000).
    pub(in crate::practice) password_policy: bool,
    /// The stages that have a page of the browser fallback.
    pub(in crate::practice) pages: &'static [&'static str],
    /// Whether stages from modules have one too.
    pub(in crate::practice) module_pages: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::practice) enum Validity {
    Absent,
    /// While nobody can register, it does not exist either.
    AbsentWhenClosed,
    /// While nobody can register, it is refused.
    RefusedWhenClosed,
    /// While nobody can register, no token is valid.
    InvalidWhenClosed,
}

pub(in crate::practice) struct SignUp {
    /// Whether `/register` makes accounts at all.
    pub(in crate::practice) exists: bool,
    /// Whether an account has an email address, on a server that is set up to make use of mail.
    pub(in crate::practice) email: Contact,
    /// The flows that it offers.
    pub(in crate::practice) flows: fn(&Options) -> Vec<Vec<Stage>>,
    /// When the user name is looked at.
    pub(in crate::practice) name_check: NameCheck,
    /// Whether capitals in a user name are made small; they are refused otherwise.
    pub(in crate::practice) lowers_names: bool,
    /// Whether user names that begin with `_` or have only digits are refused.
    pub(in crate::practice) reserves_names: bool,
    /// What a password must have.
    pub(in crate::practice) passwords: Passwords,
    /// Said after the last stage when there is no password.
    pub(in crate::practice) no_password: Code,
    /// Said to an access token that is none; ignored otherwise.
    pub(in crate::practice) bearer: Option<Code>,
    /// Whether an address that another account got meanwhile ends the sign-up; the account is made without it
    /// otherwise.
    pub(in crate::practice) refuses_taken_contact: bool,
    /// Whether answers hold the deprecated `home_server`.
    pub(in crate::practice) names_home_server: bool,
    /// Whether an inhibited login leaves `"device_id": null`.
    pub(in crate::practice) null_device: bool,
}

/// When `/register` looks at the user name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::practice) enum NameCheck {
    /// Before it asks for any stage.
    First,
    /// Its form before, and whether it is taken after the last stage.
    TakenLast,
    /// After the last stage, with every proof used up.
    Last,
}

/// What a password must have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::practice) enum Passwords {
    /// The rules of the options (MSC2000), and no more than 512 characters.
    Policy,
    /// 8 to 512 characters, whatever the options say: 400 `M_WEAK_PASSWORD`, `M_BAD_JSON`.
    Length,
    Any,
}

/// How stages and sessions are answered.
pub(in crate::practice) struct Authentication {
    /// How long a session lasts.
    pub(in crate::practice) lifetime: Duration,
    /// What becomes of a session that is not known, or no longer.
    pub(in crate::practice) lost: LostSession,
    /// Said to a session that was begun for another request.
    pub(in crate::practice) foreign: Code,
    /// Whether a finished session repeats its answer; it is gone otherwise.
    pub(in crate::practice) keeps_answers: bool,
    /// Said to a stage that no flow has.
    pub(in crate::practice) unoffered: Code,
    /// Said to a stage without what it needs, instead of the flows; with the flows otherwise.
    pub(in crate::practice) malformed: Option<Code>,
    /// The errcode of a contact that is not validated.
    pub(in crate::practice) not_yet: &'static str,
    /// The errcode of a wrong registration token.
    pub(in crate::practice) wrong_token: &'static str,
    /// Whether a registration token needs a session, and a session that ends gives it back.
    pub(in crate::practice) reserves_tokens: bool,
    /// Said when the captcha's response is missing.
    pub(in crate::practice) no_captcha: Code,
    /// Whether that comes with the flows.
    pub(in crate::practice) captcha_with_flows: bool,
    /// Whether a session alone is answered with the errcode of its last failure.
    pub(in crate::practice) repeats_errcode: bool,
    /// What `params` is when no stage has any.
    pub(in crate::practice) no_params: NoParams,
    pub(in crate::practice) terms: TermsForm,
}

/// What becomes of a session that is not known.
#[derive(Clone, Copy)]
pub(in crate::practice) enum LostSession {
    Refused(Code),
    /// It begins anew under its name.
    Reopened,
}

/// `params` without any parameter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::practice) enum NoParams {
    Empty,
    /// `null`, but for a sign-up: there it is an empty object.
    Null,
    Omitted,
}

/// How the policies of `m.login.terms` are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::practice) enum TermsForm {
    Specified,
    /// Without versions, and a string `version` beside the policies.
    VersionBeside,
}

/// How messages are sent and their links work.
pub(in crate::practice) struct Messages {
    /// Whether the attempt of the first request is remembered.
    pub(in crate::practice) remembers_first: bool,
    pub(in crate::practice) counted: Counted,
    /// Whether an earlier mail's link still works after a newer mail.
    pub(in crate::practice) earlier_links_work: bool,
    /// What asking for another mail does after the proof.
    pub(in crate::practice) after_proof: AfterProof,
    /// Said to a `client_secret` that already belongs to another address.
    pub(in crate::practice) other_address: Option<Code>,
    /// Said to a request in a session that was used up; a new session is made otherwise.
    pub(in crate::practice) used_up: Option<Code>,
    /// Limit on repeats with one `client_secret`; the first request does not count.
    pub(in crate::practice) repeats: Option<RateLimit>,
    /// Whether a 429 says how long to wait.
    pub(in crate::practice) tells_wait: bool,
    /// Said to a `client_secret` that breaks the grammar; by purpose otherwise.
    pub(in crate::practice) bad_secret: Option<Code>,
    /// Whether email addresses that differ in capitals are the same.
    pub(in crate::practice) folds_case: bool,
    /// Which links show a confirm button first.
    pub(in crate::practice) confirm: Confirm,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::practice) enum Counted {
    WhenSent,
    /// Before its message leaves, so that repeating a failed one sends nothing.
    WhenAsked,
}

/// What asking for another mail does after the proof.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::practice) enum AfterProof {
    /// Begins a new session; the proof stays.
    NewSession,
    /// Sends nothing; the proof stays.
    Nothing,
    /// Sends, and takes the proof back.
    Unproves,
}

/// Which links show a confirm button before they validate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::practice) enum Confirm {
    Resets,
    /// None, and a POST is refused.
    Never,
    Always,
}

pub(in crate::practice) struct Password {
    /// What a request without an access token gets.
    pub(in crate::practice) reset: Reset,
    /// Said when the proved address belongs to no account.
    pub(in crate::practice) no_account: Code,
}

/// `POST /account/password` without an access token.
#[derive(Clone, Copy)]
pub(in crate::practice) enum Reset {
    /// Authenticated by a contact, in a session.
    InSession,
    /// Authenticated by the email stage at once, without session or flows.
    AtOnce {
        /// Said when the address is not validated.
        not_yet: Code,
    },
    /// Refused: 401 `M_MISSING_TOKEN`.
    TokenOnly,
    /// The endpoint does not exist.
    Absent,
}

/// How contacts are added to accounts.
pub(in crate::practice) struct Threepid {
    /// Whether `POST /account/3pid/add` exists.
    pub(in crate::practice) adds: bool,
    /// Said when the contact is not validated.
    pub(in crate::practice) not_validated: Code,
    /// What the capability `m.3pid_changes` is.
    pub(in crate::practice) changes: ThreepidChanges,
}

/// The capability `m.3pid_changes`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::practice) enum ThreepidChanges {
    AsConfigured,
    /// On where there is mail, and the options do not switch it off.
    WithMail,
    Never,
    Unsaid,
}

pub(in crate::practice) struct Login {
    /// Whether accounts live in an OAuth server: its web login is preferred, and `m.change_password` is off.
    pub(in crate::practice) prefers_oauth: bool,
    /// Whether an email address or phone number identifies a person.
    pub(in crate::practice) by_contact: bool,
    /// Whether the answer has a `well_known` with `"m.identity_server": null`.
    pub(in crate::practice) null_identity_server: bool,
}
