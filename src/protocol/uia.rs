//! User-interactive authentication (UIA): what a server demands, and what is answered
//! (client-server API, "User-Interactive Authentication API").

use std::fmt;

use url::Url;

use super::{Refusal, ThreepidCreds};
use crate::domain::{CleanText, Password, RegistrationToken, Secret, UserId};

names! {
    StageType;
    Dummy = "m.login.dummy",
    Terms = "m.login.terms",
    RegistrationToken = "m.login.registration_token",
    /// The name on very old servers.
    UnstableRegistrationToken = "org.matrix.msc3231.login.registration_token",
    Email = "m.login.email.identity",
    Msisdn = "m.login.msisdn",
    Recaptcha = "m.login.recaptcha",
    Password = "m.login.password",
    Sso = "m.login.sso",
}

/// One way through the authentication: its stages, to be done in order.
#[derive(Clone, PartialEq, Eq)]
pub struct Flow(pub Vec<StageType>);

impl fmt::Debug for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A document that the terms stage asks agreement to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The server's name for it.
    pub id: CleanText,
    pub version: Option<CleanText>,
    /// The document in each language that the server has, never empty.
    pub translations: Vec<Translation>,
}

/// A policy document in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Language tag as the server wrote it, such as `en` or `pt_BR`.
    pub language: String,
    pub name: CleanText,
    /// Where it can be read: http or https.
    pub url: Url,
}

impl Policy {
    /// The document in the user's language, else its base language, else English, else the
    /// server's first.
    pub fn in_language(&self, language: &str) -> Option<&Translation> {
        let norm = |tag: &str| tag.replace('_', "-").to_ascii_lowercase();
        let base = |tag: &str| norm(tag).split('-').next().unwrap_or_default().to_owned();
        let find =
            |pick: &dyn Fn(&str) -> bool| self.translations.iter().find(|t| pick(&t.language));
        find(&|l| norm(l) == norm(language))
            .or_else(|| find(&|l| base(l) == base(language)))
            .or_else(|| find(&|l| base(l) == "en"))
            .or_else(|| self.translations.first())
    }
}

/// A 401 of a UIA exchange. A missing member keeps its earlier value, so every member is
/// optional; at least one of `flows` and `completed` is there.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Uia {
    pub flows: Option<Vec<Flow>>,
    /// `params` of the terms stage: the policies, empty when there is none, or one that cannot be
    /// shown in any language.
    pub terms: Option<Vec<Policy>>,
    pub session: Option<Secret>,
    pub completed: Option<Vec<StageType>>,
    /// Why the stage that was just tried failed, if it did.
    pub refusal: Option<Refusal>,
}

/// The `auth` member of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auth {
    /// `session`, if the server gave one.
    pub session: Option<Secret>,
    /// The stage that is answered; none to ask what was completed elsewhere.
    pub stage: Option<AuthStage>,
}

/// The answer to one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthStage {
    Dummy,
    /// `m.login.terms`: everything was agreed to.
    Terms,
    RegistrationToken {
        token: RegistrationToken,
        /// Use the name of very old servers.
        unstable: bool,
    },
    Email(ThreepidCreds),
    Msisdn(ThreepidCreds),
    Password {
        user: UserId,
        password: Password,
    },
}

impl AuthStage {
    /// The stage that is answered.
    pub fn stage_type(&self) -> StageType {
        match self {
            Self::Dummy => StageType::Dummy,
            Self::Terms => StageType::Terms,
            Self::RegistrationToken {
                unstable: false, ..
            } => StageType::RegistrationToken,
            Self::RegistrationToken { unstable: true, .. } => StageType::UnstableRegistrationToken,
            Self::Email(_) => StageType::Email,
            Self::Msisdn(_) => StageType::Msisdn,
            Self::Password { .. } => StageType::Password,
        }
    }
}
