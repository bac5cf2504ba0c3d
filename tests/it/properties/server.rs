//! A server that mostly answers like one, and now and then like nothing on earth.

// Said in full, because the fuzz target for the machine takes this server too.
#[path = "server/failures.rs"]
mod failures;

use std::collections::HashMap;

use mxid::domain::{BaseUrl, CleanText, Secret, ServerName, Sid, UserId};
use mxid::protocol::{
    Auth, AuthMetadata, Capabilities, ClientId, ErrCode, Failure, LoggedIn, LoginFlows, Medium,
    OAuthReply, OAuthRequest, PasswordPolicy, Refusal, Registered, Reply, Request, StageType,
    Support, ThirdParty, TokenRequested, Uia, Versions, WellKnown, WellKnownFault,
};
use mxid::wizard::{PracticeFault, PracticeServer};
use url::Url;

use super::chance::Chance;
use crate::machine::answers::{
    DUMMY, EMAIL, MSISDN, PASSWORD_STAGE, TERMS, TOKEN, flows, metadata, policy,
};

use failures::{failure, limited, lost, refusal, refuse};

type Answered = Result<Reply, Failure>;

/// Servers' demands for a sign-up.
const DEMANDS: [&[&[&str]]; 9] = [
    &[&[DUMMY], &[EMAIL], &[MSISDN], &[MSISDN, EMAIL]],
    &[&[MSISDN, EMAIL]],
    &[&[EMAIL]],
    &[&[MSISDN]],
    &[&[TOKEN, TERMS, EMAIL], &[TOKEN, TERMS, DUMMY]],
    &[&[TERMS, EMAIL], &[TOKEN, EMAIL]],
    &[&["m.login.recaptcha", EMAIL]],
    &[&[]],
    &[],
];

/// The state of all servers.
#[derive(Default)]
pub struct Server {
    pub calm: bool,
    /// Accounts are made in the browser.
    web: bool,
    demands: HashMap<String, usize>,
    completed: Vec<StageType>,
    session: usize,
    sid: usize,
    logins: usize,
}

impl Server {
    pub fn new(web: bool) -> Self {
        Self {
            web,
            ..Self::default()
        }
    }

    pub fn answer(&mut self, base: &BaseUrl, request: &Request, chance: &mut Chance) -> Answered {
        match request {
            Request::LoginFlows if self.web => {
                return Ok(Reply::LoginFlows(LoginFlows {
                    oauth_aware_preferred: true,
                    ..LoginFlows::default()
                }));
            }
            Request::AuthMetadata { .. } if self.web => {
                return Ok(Reply::AuthMetadata(metadata()));
            }
            _ => {}
        }
        match chance.below(30) {
            _ if self.calm => {}
            0 => return self.anything(chance),
            1 => return Err(failure(chance)),
            _ => {}
        }
        match request {
            Request::WellKnown => Ok(Reply::WellKnown(match chance.below(6) {
                _ if self.calm => WellKnown::Absent,
                0 => WellKnown::Homeserver(url("https://matrix.example.org")),
                1 => WellKnown::Invalid(WellKnownFault::Status(500)),
                _ => WellKnown::Absent,
            })),
            Request::Support => Ok(Reply::Support(Support {
                contacts: vec![CleanText::new("admin@example.org")],
                page: None,
            })),
            Request::Versions => Ok(Reply::Versions(Versions {
                versions: vec![(*chance.of(&["v1.11", "v1.15", "r0.6.1"])).to_owned()],
            })),
            Request::LoginFlows if !self.calm => Ok(Reply::LoginFlows(LoginFlows {
                password: chance.below(8) > 0,
                sso: chance.below(3) == 0,
                oauth_aware_preferred: chance.below(12) == 0,
            })),
            Request::LoginFlows => Ok(Reply::LoginFlows(LoginFlows {
                password: true,
                ..LoginFlows::default()
            })),
            Request::AuthMetadata { .. } if self.calm || chance.below(6) > 0 => {
                refuse(404, ErrCode::Unrecognized)
            }
            Request::OAuth(OAuthRequest::Register(_)) => Ok(Reply::OAuth(OAuthReply::Registered(
                ClientId::new("client").expect("a client"),
            ))),
            Request::OAuth(OAuthRequest::Redeem(_)) => {
                self.session += 1;
                let token = format!("token {}", self.session);
                Ok(Reply::OAuth(OAuthReply::Token(Secret::new(token))))
            }
            Request::OAuth(OAuthRequest::Revoke(_)) if self.calm || chance.below(6) > 0 => {
                Ok(Reply::OAuth(OAuthReply::Revoked))
            }
            Request::WhoAmI(_) if self.calm || chance.below(6) > 0 => Ok(Reply::WhoAmI(
                UserId::parse("@robin:example.org").expect("a Matrix ID"),
            )),
            Request::PasswordPolicy if self.calm || chance.below(4) > 0 => {
                refuse(404, ErrCode::Unrecognized)
            }
            Request::UsernameAvailable(_) => match chance.below(6) {
                0 if !self.calm => refuse(400, ErrCode::UserInUse),
                _ => Ok(Reply::UsernameAvailable(true)),
            },
            Request::TokenValidity(_) => Ok(Reply::TokenValid(self.calm || chance.below(4) > 0)),
            Request::RegisterFlows => self.demand(base, chance),
            Request::Register(r) => self.exchange(base, r.auth.as_ref(), true, chance),
            Request::ResetPassword(r) => self.exchange(base, r.auth.as_ref(), false, chance),
            Request::RequestToken(_) => self.message(chance),
            Request::SubmitCode(_) => match chance.below(3) {
                0 => refuse(400, ErrCode::Unknown),
                _ => Ok(Reply::CodeAccepted),
            },
            Request::Login(_) => match chance.below(8) {
                0 if !self.calm => refuse(403, ErrCode::Forbidden),
                1 if !self.calm => limited(chance),
                _ => Ok(self.logged_in()),
            },
            Request::Capabilities(_) => Ok(Reply::Capabilities(Capabilities {
                contact_changes: self.calm || chance.below(8) > 0,
            })),
            Request::ThirdParties(_) => self.contacts(chance),
            Request::AddContact(r) => self.addition(r.auth.as_ref(), chance),
            Request::Logout(_) => Ok(Reply::LoggedOut),
            _ => self.anything(chance),
        }
    }

    fn logged_in(&mut self) -> Reply {
        self.logins += 1;
        Reply::LoggedIn(LoggedIn {
            user_id: UserId::parse("@robin:example.org").expect("a Matrix ID"),
            access_token: format!("token {}", self.logins).as_str().into(),
            device_id: None,
        })
    }

    fn contacts(&mut self, chance: &mut Chance) -> Answered {
        let has = if self.calm { 0 } else { chance.below(3) };
        let email = ThirdParty {
            medium: Medium::Email,
            address: CleanText::new("robin@example.com"),
        };
        Ok(Reply::ThirdParties(vec![email; has]))
    }

    /// The password comes first; then the contact is proven, or not yet.
    fn addition(&mut self, auth: Option<&Auth>, chance: &mut Chance) -> Answered {
        let dice = if self.calm { 8 } else { 0 };
        match dice + chance.below(16 - dice) {
            0 => return refuse(400, ErrCode::Unknown),
            1 => return refuse(400, ErrCode::InvalidParam),
            2 => return limited(chance),
            3 => return lost(),
            4 => {
                let code = chance.of(&[
                    ErrCode::ThreepidInUse,
                    ErrCode::Forbidden,
                    ErrCode::UnknownToken,
                    ErrCode::SessionExpired,
                ]);
                return refuse(*chance.of(&[400, 401, 403]), code.clone());
            }
            5 => return Ok(Reply::ContactAdded),
            _ => {}
        }
        let Some(auth) = auth else {
            self.session += 1;
            return Ok(Reply::Uia(self.password_is_next(None, chance)));
        };
        match (&auth.stage, chance.below(8)) {
            (Some(_), 0) if !self.calm => {
                let wrong = Some(refusal(401, Some(ErrCode::Forbidden)));
                Ok(Reply::Uia(self.password_is_next(wrong, chance)))
            }
            (_, 1..4) => refuse(400, ErrCode::ThreepidAuthFailed),
            _ => Ok(Reply::ContactAdded),
        }
    }

    fn password_is_next(&self, refusal: Option<Refusal>, chance: &mut Chance) -> Uia {
        let stage = match chance.below(20) {
            0 if !self.calm => "m.login.sso",
            _ => PASSWORD_STAGE,
        };
        Uia {
            flows: Some(flows(&[&[stage]])),
            session: Some(format!("S{}", self.session).as_str().into()),
            completed: Some(Vec::new()),
            refusal,
            ..Uia::default()
        }
    }

    fn demand(&mut self, base: &BaseUrl, chance: &mut Chance) -> Answered {
        match chance.below(12) {
            _ if self.calm => {}
            0 => return refuse(403, ErrCode::Forbidden),
            1 => return limited(chance),
            _ => {}
        }
        // A server seldom changes its mind.
        let of = self.demands.entry(base.to_string());
        let at = *of.or_insert_with(|| chance.below(DEMANDS.len()));
        Ok(Reply::Uia(Uia {
            flows: Some(flows(DEMANDS[at])),
            terms: Some(vec![policy("privacy", "1"), policy("rules", "1")]),
            session: Some("probe".into()),
            ..Uia::default()
        }))
    }

    fn exchange(
        &mut self,
        base: &BaseUrl,
        auth: Option<&Auth>,
        register: bool,
        chance: &mut Chance,
    ) -> Answered {
        let Some(auth) = auth else {
            if !register && !self.calm && chance.below(6) == 0 {
                return refuse(401, ErrCode::MissingToken);
            }
            self.session += 1;
            self.completed.clear();
            return Ok(Reply::Uia(self.uia(base, register, None)));
        };
        let stage = auth.stage.as_ref().map(|stage| stage.stage_type());
        let dice = if self.calm { 6 } else { 0 };
        match dice + chance.below(12 - dice) {
            0 => return refuse(400, ErrCode::Unknown),
            1 => return refuse(400, ErrCode::InvalidParam),
            2 => return limited(chance),
            3 => return lost(),
            4 => {
                let code = chance.of(&[
                    ErrCode::UserInUse,
                    ErrCode::WeakPassword,
                    ErrCode::ThreepidInUse,
                    ErrCode::Forbidden,
                    ErrCode::NotFound,
                ]);
                return refuse(*chance.of(&[400, 403]), code.clone());
            }
            5 => return Ok(done(register)),
            6..9 => {
                let code = chance.of(&[
                    ErrCode::Unauthorized,
                    ErrCode::ThreepidAuthFailed,
                    ErrCode::SessionExpired,
                    ErrCode::MissingParam,
                ]);
                return Ok(Reply::Uia(self.uia(base, register, Some(code.clone()))));
            }
            _ => {}
        }
        self.completed.extend(stage);
        let uia = self.uia(base, register, None);
        let over = |flow: &mxid::protocol::Flow| flow.0.iter().all(|s| self.completed.contains(s));
        if uia.flows.iter().flatten().any(over) && (self.calm || chance.below(8) > 0) {
            return Ok(done(register));
        }
        Ok(Reply::Uia(uia))
    }

    fn uia(&self, base: &BaseUrl, register: bool, code: Option<ErrCode>) -> Uia {
        let demanded = match self.demands.get(base.as_str()) {
            Some(at) if register => flows(DEMANDS[*at]),
            _ => flows(&[&[EMAIL]]),
        };
        Uia {
            flows: Some(demanded),
            terms: None,
            session: Some(format!("S{}", self.session).as_str().into()),
            completed: Some(self.completed.clone()),
            refusal: code.map(|code| refusal(401, Some(code))),
        }
    }

    fn message(&mut self, chance: &mut Chance) -> Answered {
        match chance.below(12) {
            _ if self.calm => {}
            0 => return limited(chance),
            1 => return lost(),
            2 => return refuse(500, ErrCode::Unknown),
            3 => {
                let code = chance.of(&[
                    ErrCode::ThreepidInUse,
                    ErrCode::ThreepidNotFound,
                    ErrCode::ThreepidDenied,
                    ErrCode::InvalidParam,
                    ErrCode::SessionExpired,
                    ErrCode::Unrecognized,
                ]);
                return refuse(400, code.clone());
            }
            _ => {}
        }
        self.sid += chance.below(2);
        let submit_url = match chance.below(6) {
            0..3 => None,
            3 => Some("https://id.example.net/submit"),
            4 => Some("http://10.0.0.1/submit"),
            _ => Some("https://example.org/submit"),
        };
        Ok(Reply::TokenRequested(TokenRequested {
            sid: Sid::parse(&format!("{}", self.sid)).expect("a sid"),
            submit_url: submit_url.map(|url| Url::parse(url).expect("a URL")),
        }))
    }

    pub fn practice(&mut self, chance: &mut Chance) -> Result<PracticeServer, PracticeFault> {
        if chance.below(3) == 0 {
            return Err(PracticeFault::CannotListen);
        }
        Ok(PracticeServer {
            base: url("http://127.0.0.1:8008"),
            name: ServerName::parse("localhost:8008").expect("a server name"),
            known_email: "robin@example.net".into(),
            known_login: ("plover", "practice-makes-perfect"),
        })
    }

    /// Any answer to any question.
    pub fn anything(&mut self, chance: &mut Chance) -> Answered {
        let reply = match chance.below(20) {
            0 => Reply::WellKnown(WellKnown::UnusableUrl),
            1 => Reply::Versions(Versions::default()),
            2 => Reply::LoginFlows(LoginFlows::default()),
            3 => Reply::AuthMetadata(AuthMetadata {
                issuer: Url::parse("https://auth.example.org").expect("a URL"),
                account_management: None,
                has_profile_page: false,
                can_create: false,
                code_grant: None,
            }),
            4 => Reply::PasswordPolicy(PasswordPolicy {
                minimum_length: Some(12),
                ..PasswordPolicy::default()
            }),
            5 => Reply::UsernameAvailable(false),
            6 => Reply::TokenValid(false),
            7 => Reply::CodeAccepted,
            8 => Reply::Uia(Uia::default()),
            9 => Reply::Uia(Uia {
                flows: Some(flows(&[&[TERMS], &["org.example.unknown"]])),
                terms: Some(vec![policy("privacy", "2")]),
                completed: Some(vec![StageType::Email, StageType::Sso]),
                ..Uia::default()
            }),
            10 => done(true),
            11 => Reply::PasswordReset,
            12 => Reply::LoggedOut,
            13 => Reply::ContactAdded,
            14 => Reply::ThirdParties(Vec::new()),
            _ => return Err(failure(chance)),
        };
        Ok(reply)
    }
}

fn done(register: bool) -> Reply {
    if !register {
        return Reply::PasswordReset;
    }
    Reply::Registered(Registered {
        user_id: UserId::parse("@robin:example.org").expect("a Matrix ID"),
        access_token: Some("a token".into()),
    })
}

fn url(text: &str) -> BaseUrl {
    BaseUrl::parse(text).expect("a base URL")
}
