//! The facts about a homeserver, and its offer.

use crate::domain::{BaseUrl, ServerName};
use crate::protocol::{
    Api, AuthMetadata, CodeGrant, Flow, LoginFlows, PasswordPolicy, Policy, Refusal, StageType,
    Versions,
};

use super::stop::Stop;
use super::task::Task;

/// A homeserver that was discovered and looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Homeserver {
    /// Its name; unknown when a base URL was typed.
    pub name: Option<ServerName>,
    pub base: BaseUrl,
    /// The path version it speaks.
    pub api: Api,
    /// `/versions`.
    pub versions: Versions,
    /// `/login`, unless it has none.
    pub login: Option<LoginFlows>,
    /// `/auth_metadata`, if it has OAuth 2.0.
    pub oauth: Option<AuthMetadata>,
    /// The answer of `/register`; only asked for a sign-up.
    pub register: RegisterOffer,
    /// The server's rules for passwords, if it tells them.
    pub password_policy: Option<PasswordPolicy>,
    /// Whether this is the built-in practice server.
    pub practice: bool,
}

/// The answer of `/register` to a request without `auth`.
#[derive(Clone, Debug, PartialEq)]
pub enum RegisterOffer {
    NotAsked,
    /// These flows, with these terms.
    Open {
        flows: Vec<Flow>,
        /// The policies of the terms stage.
        terms: Vec<Policy>,
    },
    Closed(Refusal),
    /// There is no such endpoint.
    Absent,
}

/// Which kinds of contact are given, as a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Media {
    pub phone: bool,
    pub email: bool,
}

impl Media {
    pub const NONE: Self = Self {
        phone: false,
        email: false,
    };
    pub const PHONE: Self = Self {
        phone: true,
        email: false,
    };
    pub const EMAIL: Self = Self {
        phone: false,
        email: true,
    };
    pub const BOTH: Self = Self {
        phone: true,
        email: true,
    };

    /// The contacts that a flow proves.
    pub fn of(flow: &Flow) -> Self {
        Self {
            phone: flow.0.contains(&StageType::Msisdn),
            email: flow.0.contains(&StageType::Email),
        }
    }
}

/// How far a kind of contact is up to the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Need {
    /// Every way in has it.
    Required,
    /// There are ways in without it.
    Optional,
    /// No way in has it.
    #[default]
    No,
}

/// The easiest of some ways in: the one with the fewest stages in a browser; then one without a registration token,
/// because few people have one; then the shortest; then the server's first.
fn easiest<'a>(
    flows: impl Iterator<Item = &'a Flow>,
    in_browser: impl Fn(&StageType) -> bool,
) -> Option<&'a Flow> {
    flows.min_by_key(|flow| {
        let browsers = flow.0.iter().filter(|stage| in_browser(stage)).count();
        (browsers, flow.0.iter().any(is_token), flow.0.len())
    })
}

/// The way that is followed with these contacts: the easiest of those that take exactly them.
pub(super) fn best_flow<'a>(
    flows: impl Iterator<Item = &'a Flow>,
    media: Media,
    in_browser: impl Fn(&StageType) -> bool,
) -> Option<&'a Flow> {
    easiest(flows.filter(|flow| Media::of(flow) == media), in_browser)
}

/// Whether a stage takes a registration token, under its stable name or the one before.
pub fn is_token(stage: &StageType) -> bool {
    matches!(
        stage,
        StageType::RegistrationToken | StageType::UnstableRegistrationToken
    )
}

/// Whether the wizard can do a stage without a browser.
pub fn is_native(stage: &StageType) -> bool {
    matches!(
        stage,
        StageType::Dummy
            | StageType::Terms
            | StageType::RegistrationToken
            | StageType::UnstableRegistrationToken
            | StageType::Email
            | StageType::Msisdn
    )
}

impl Homeserver {
    /// The name that people know it by: its server name, else the host of its base URL.
    pub fn display_name(&self) -> String {
        match &self.name {
            Some(name) => name.to_string(),
            None => self.base.host_and_port(),
        }
    }

    /// Whether the host that receives the password differs from the server's name.
    pub fn host_differs(&self) -> bool {
        self.name
            .as_ref()
            .is_some_and(|name| name.as_str() != self.base.host_and_port())
    }

    /// Whether a host, in ASCII, goes by the server's name: it is that name, or one under it.
    pub fn names(&self, host: &str) -> bool {
        let own = match &self.name {
            Some(name) => name.host().to_ascii_lowercase(),
            None => self.base.host().to_owned(),
        };
        host.strip_suffix(&own)
            .is_some_and(|front| front.is_empty() || front.ends_with('.'))
    }

    pub fn flows(&self) -> &[Flow] {
        match &self.register {
            RegisterOffer::Open { flows, .. } => flows,
            _ => &[],
        }
    }

    /// The easiest way in, whatever contacts it takes.
    pub fn easiest_way(&self) -> Option<&Flow> {
        easiest(self.flows().iter(), |stage| self.in_browser(stage))
    }

    /// Whether a stage is done in a browser: the wizard cannot do it, or the server shows no terms that one could agree
    /// to.
    pub fn in_browser(&self, stage: &StageType) -> bool {
        !is_native(stage) || (*stage == StageType::Terms && self.terms().is_empty())
    }

    /// The policies that the terms stage asks agreement to.
    pub fn terms(&self) -> &[Policy] {
        match &self.register {
            RegisterOffer::Open { terms, .. } => terms,
            _ => &[],
        }
    }

    /// Whether a goal can be reached here at all.
    ///
    /// # Errors
    /// Why not.
    pub fn admits(&self, task: Task) -> Result<(), Stop> {
        if self.oauth.is_some() && self.login.as_ref().is_none_or(|l| l.oauth_aware_preferred) {
            return Err(Stop::Browser);
        }
        match task {
            Task::SignUp => self.admits_sign_up(),
            Task::Reset if self.login.as_ref().is_some_and(|l| !l.password) => {
                Err(self.without_passwords())
            }
            Task::Reset => Ok(()),
            // Every login here needs one.
            Task::AddContact if self.login.as_ref().is_none_or(|l| !l.password) => {
                Err(self.without_passwords())
            }
            Task::AddContact => Ok(()),
        }
    }

    fn without_passwords(&self) -> Stop {
        match self.oauth {
            Some(_) => Stop::Browser,
            None => Stop::NoPasswords,
        }
    }

    /// Whether people log in with passwords here as well, so that the browser is for some things
    /// alone.
    pub fn takes_passwords(&self) -> bool {
        let login = self.login.as_ref();
        login.is_some_and(|login| login.password && !login.oauth_aware_preferred)
    }

    /// Whether the server has a sign-up page for the browser that a client can open.
    pub fn makes_accounts_in_browser(&self) -> bool {
        self.oauth.as_ref().is_some_and(|oauth| oauth.can_create)
    }

    /// The endpoints by which that page is opened so that the new Matrix ID comes back.
    pub fn sign_up_grant(&self) -> Option<&CodeGrant> {
        let oauth = self.oauth.as_ref().filter(|oauth| oauth.can_create)?;
        oauth.code_grant.as_deref()
    }

    fn admits_sign_up(&self) -> Result<(), Stop> {
        match &self.register {
            RegisterOffer::Open { flows, .. } if flows.is_empty() => Err(Stop::NoWay),
            RegisterOffer::Open { .. } => Ok(()),
            // The legacy way is closed, and the other is open.
            RegisterOffer::Absent if self.oauth.is_some() => Err(Stop::Browser),
            RegisterOffer::Closed(_) if self.makes_accounts_in_browser() => Err(Stop::Browser),
            RegisterOffer::Closed(refusal) => Err(Stop::Closed(Some(refusal.clone()))),
            RegisterOffer::Absent => Err(Stop::NoRegistration),
            RegisterOffer::NotAsked => Err(Stop::NoWay),
        }
    }

    /// The contacts that a user can choose between, the most useful first. Going without one is
    /// last, because it leaves no way to reset the password.
    ///
    /// A way that contains another one is not offered: the server makes the account as soon as
    /// the shorter one is done, so that the contacts it lacks would never be attached.
    pub fn contact_choices(&self, task: Task) -> Vec<Media> {
        match task {
            Task::Reset | Task::AddContact => vec![Media::EMAIL, Media::PHONE],
            Task::SignUp => [Media::PHONE, Media::EMAIL, Media::BOTH, Media::NONE]
                .into_iter()
                .filter(|media| self.way(*media).is_some_and(|flow| !self.ends_early(flow)))
                .collect(),
        }
    }

    /// The way in with these contacts.
    fn way(&self, media: Media) -> Option<&Flow> {
        best_flow(self.flows().iter(), media, |stage| self.in_browser(stage))
    }

    fn ends_early(&self, way: &Flow) -> bool {
        self.flows().iter().any(|other| {
            other.0.len() < way.0.len() && other.0.iter().all(|stage| way.0.contains(stage))
        })
    }

    /// Whether sign-up demands a kind of contact; `pick` reads it from a set.
    pub fn need(&self, pick: fn(Media) -> bool) -> Need {
        let mut with = 0;
        let mut all = 0;
        for flow in self.flows() {
            all += 1;
            with += usize::from(pick(Media::of(flow)));
        }
        match with {
            0 => Need::No,
            n if n == all => Need::Required,
            _ => Need::Optional,
        }
    }

    /// Whether the way in with these contacts has the registration-token stage.
    pub fn needs_token(&self, media: Media) -> bool {
        self.way(media)
            .is_some_and(|flow| flow.0.iter().any(is_token))
    }

    /// The stages on the way in with these contacts that a browser does.
    pub fn browser_stages(&self, media: Media) -> Vec<&StageType> {
        let stages = self.way(media).into_iter().flat_map(|flow| &flow.0);
        stages.filter(|stage| self.in_browser(stage)).collect()
    }

    /// Whether the way in with these contacts has the terms stage.
    pub fn needs_terms(&self, media: Media) -> bool {
        self.way(media)
            .is_some_and(|flow| flow.0.contains(&StageType::Terms))
    }
}
