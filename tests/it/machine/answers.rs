//! A server's answers, in few words.

use std::time::Duration;

use mxid::domain::{CleanText, Sid, UserId};
use mxid::protocol::{
    AuthMetadata, Capabilities, CodeGrant, ErrCode, Failure, Flow, LoggedIn, LoginFlows, Medium,
    Network, Policy, Refusal, Registered, Reply, StageType, ThirdParty, TokenRequested,
    Translation, Uia, Unreadable, Versions,
};
use url::Url;

pub const EMAIL: &str = "m.login.email.identity";
pub const MSISDN: &str = "m.login.msisdn";
pub const TERMS: &str = "m.login.terms";
pub const TOKEN: &str = "m.login.registration_token";
pub const DUMMY: &str = "m.login.dummy";

/// A sign-up that proves both contacts, the phone first.
pub const BY_BOTH: &[&[&str]] = &[&[MSISDN, EMAIL]];

pub const REGISTER: &str = "/register";
pub const AVAILABLE: &str = "/register/available";
pub const TOKEN_CHECK: &str = "/register/m.login.registration_token/validity";
pub const RESET: &str = "/account/password";
pub const REGISTER_EMAIL: &str = "/register/email/requestToken";
pub const REGISTER_PHONE: &str = "/register/msisdn/requestToken";
pub const RESET_EMAIL: &str = "/account/password/email/requestToken";
pub const RESET_PHONE: &str = "/account/password/msisdn/requestToken";
pub const LOGIN: &str = "/login";
pub const LOGOUT: &str = "/logout";
pub const CAPABILITIES: &str = "/capabilities";
pub const ACCOUNT: &str = "/account/3pid";
pub const ADD: &str = "/account/3pid/add";
pub const ADD_EMAIL: &str = "/account/3pid/email/requestToken";
pub const ADD_PHONE: &str = "/account/3pid/msisdn/requestToken";
pub const PASSWORD_STAGE: &str = "m.login.password";
pub const CODE: &str = "submit_url";

pub const PASSWORD: &str = "correct horse battery";

pub type Answered = Result<Reply, Failure>;

pub fn flows(flows: &[&[&str]]) -> Vec<Flow> {
    let flow = |names: &&[&str]| Flow(names.iter().map(|n| StageType::parse(n)).collect());
    flows.iter().map(flow).collect()
}

/// A 401: which session, what the server demands, what is completed.
pub fn demands(session: &str, demanded: &[&[&str]], completed: &[&str]) -> Answered {
    Ok(Reply::Uia(Uia {
        flows: Some(flows(demanded)),
        session: Some(session.into()),
        completed: Some(completed.iter().map(|n| StageType::parse(n)).collect()),
        ..Uia::default()
    }))
}

/// The same for a stage that was refused, with its errcode.
pub fn demands_still(
    session: &str,
    demanded: &[&[&str]],
    completed: &[&str],
    code: ErrCode,
) -> Answered {
    demands(session, demanded, completed).map(|reply| match reply {
        Reply::Uia(uia) => Reply::Uia(Uia {
            refusal: Some(refusal(401, Some(code))),
            ..uia
        }),
        reply => reply,
    })
}

fn refusal(status: u16, errcode: Option<ErrCode>) -> Refusal {
    Refusal {
        status,
        errcode,
        text: CleanText::new("The server's own words"),
        retry_after: None,
        contact: None,
    }
}

pub fn refused(status: u16, code: ErrCode) -> Answered {
    Err(Failure::Refused(refusal(status, Some(code))))
}

/// An error without an errcode, as from a proxy.
pub fn bare(status: u16) -> Answered {
    Err(Failure::Refused(refusal(status, None)))
}

/// A rate limit, with how long to wait if the server says so.
pub fn limited(wait: Option<u64>) -> Answered {
    Err(Failure::Refused(Refusal {
        retry_after: wait.map(Duration::from_secs),
        ..refusal(429, Some(ErrCode::LimitExceeded))
    }))
}

/// A gateway that is down, and when it will be up.
pub fn unavailable(wait: u64) -> Answered {
    Err(Failure::Refused(Refusal {
        retry_after: Some(Duration::from_secs(wait)),
        ..refusal(503, None)
    }))
}

/// An answer that cannot be used.
pub fn garbled() -> Answered {
    Err(Failure::Unreadable(Unreadable::NotJson { status: 200 }))
}

/// No answer in time, to a request that may have arrived.
pub fn lost() -> Answered {
    Err(Failure::Network(Network::Timeout { sent: true }))
}

/// A message whose link proves the address.
pub fn by_link(sid: &str) -> Answered {
    Ok(Reply::TokenRequested(TokenRequested {
        sid: Sid::parse(sid).expect("a sid"),
        submit_url: None,
    }))
}

/// A message whose code goes to the homeserver.
pub fn by_code(sid: &str) -> Answered {
    by_code_at(sid, "https://example.org/submit")
}

/// A message whose code goes to this address.
pub fn by_code_at(sid: &str, url: &str) -> Answered {
    Ok(Reply::TokenRequested(TokenRequested {
        sid: Sid::parse(sid).expect("a sid"),
        submit_url: Some(Url::parse(url).expect("a URL")),
    }))
}

pub fn free() -> Answered {
    Ok(Reply::UsernameAvailable(true))
}

pub fn registered() -> Answered {
    Ok(Reply::Registered(Registered {
        user_id: UserId::parse("@robin:example.org").expect("a Matrix ID"),
        access_token: None,
    }))
}

/// A login, with an access token.
pub fn logged_in() -> Answered {
    Ok(Reply::LoggedIn(LoggedIn {
        user_id: UserId::parse("@robin:example.org").expect("a Matrix ID"),
        access_token: "a token".into(),
        device_id: None,
    }))
}

/// The account's rights to change its contacts.
pub fn contact_changes(allowed: bool) -> Answered {
    Ok(Reply::Capabilities(Capabilities {
        contact_changes: allowed,
    }))
}

/// The contacts of an account.
pub fn account_has(contacts: &[(Medium, &str)]) -> Answered {
    let contact = |(medium, address): &(Medium, &str)| ThirdParty {
        medium: *medium,
        address: CleanText::new(address),
    };
    Ok(Reply::ThirdParties(contacts.iter().map(contact).collect()))
}

/// A policy of the terms stage.
pub fn policy(id: &str, version: &str) -> Policy {
    Policy {
        id: CleanText::new(id),
        version: Some(CleanText::new(version)),
        translations: vec![Translation {
            language: "en".into(),
            name: CleanText::new(id),
            url: Url::parse(&format!("https://example.org/{id}/{version}")).expect("a URL"),
        }],
    }
}

/// Adds policies to a 401.
pub fn with_terms(answer: Answered, terms: Vec<Policy>) -> Answered {
    answer.map(|reply| match reply {
        Reply::Uia(uia) => Reply::Uia(Uia {
            terms: Some(terms),
            ..uia
        }),
        reply => reply,
    })
}

pub fn versions() -> Answered {
    Ok(Reply::Versions(Versions {
        versions: vec!["v1.11".into(), "v1.15".into()],
    }))
}

pub fn password_login() -> Answered {
    Ok(Reply::LoginFlows(LoginFlows {
        password: true,
        ..LoginFlows::default()
    }))
}

pub fn unrecognized() -> Answered {
    refused(404, ErrCode::Unrecognized)
}

/// A server on which accounts are made in the browser, with everything that this takes.
pub fn metadata() -> AuthMetadata {
    let of = |text: &str| Url::parse(text).expect("a URL");
    AuthMetadata {
        issuer: of("https://auth.example.org/"),
        account_management: Some(of("https://auth.example.org/account/?lang=en")),
        has_profile_page: true,
        can_create: true,
        code_grant: Some(Box::new(CodeGrant {
            authorization: of("https://auth.example.org/authorize"),
            registration: of("https://auth.example.org/clients"),
            token: of("https://auth.example.org/token"),
            revocation: of("https://auth.example.org/revoke"),
        })),
    }
}
