//! The flows of the table: what a user wants, and the server where they want it.

use mxid::domain::Secret;
use mxid::practice::{
    Contact, KnownAccount, OAuth, Options, Policy, RegistrationToken, Translation,
};
use mxid::wizard::{Media, Task};

/// The password that is chosen, or signed in with.
pub const PASSWORD: &str = "violet-anvil-teapot-9";

/// A flow, in the order of the table's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    SignUpByEmail,
    /// The user asks for another mail, though the first one came.
    SignUpSentAgain,
    SignUpByPhone,
    SignUpByBoth,
    SignUpWithoutContact,
    SignUpWithTokenAndTerms,
    ResetByEmail,
    ResetByPhone,
    AddEmail,
    AddPhone,
    SignUpInBrowser,
}

impl Flow {
    pub const ALL: [Self; 11] = [
        Self::SignUpByEmail,
        Self::SignUpSentAgain,
        Self::SignUpByPhone,
        Self::SignUpByBoth,
        Self::SignUpWithoutContact,
        Self::SignUpWithTokenAndTerms,
        Self::ResetByEmail,
        Self::ResetByPhone,
        Self::AddEmail,
        Self::AddPhone,
        Self::SignUpInBrowser,
    ];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignUpByEmail => "sign-up by email",
            Self::SignUpSentAgain => "sign-up, sent again",
            Self::SignUpByPhone => "sign-up by phone",
            Self::SignUpByBoth => "sign-up by both",
            Self::SignUpWithoutContact => "sign-up, no contact",
            Self::SignUpWithTokenAndTerms => "sign-up, token, terms",
            Self::ResetByEmail => "reset by email",
            Self::ResetByPhone => "reset by phone",
            Self::AddEmail => "add an email",
            Self::AddPhone => "add a phone",
            Self::SignUpInBrowser => "sign-up in a browser",
        }
    }

    pub fn task(self) -> Task {
        match self {
            Self::ResetByEmail | Self::ResetByPhone => Task::Reset,
            Self::AddEmail | Self::AddPhone => Task::AddContact,
            _ => Task::SignUp,
        }
    }

    pub fn media(self) -> Media {
        match self {
            Self::SignUpByEmail | Self::SignUpSentAgain | Self::ResetByEmail | Self::AddEmail => {
                Media::EMAIL
            }
            Self::SignUpByPhone | Self::ResetByPhone | Self::AddPhone => Media::PHONE,
            Self::SignUpByBoth => Media::BOTH,
            _ => Media::NONE,
        }
    }

    pub fn username(self) -> &'static str {
        match self.task() {
            Task::SignUp => "wren",
            _ => "alice",
        }
    }

    pub fn email(self) -> &'static str {
        match self.task() {
            Task::Reset => "alice@example.org",
            _ => "wren@example.net",
        }
    }

    /// The server, on which alice@example.org has an account.
    pub fn server(self) -> Options {
        let plain = Options {
            // Discovery finds the account's server at the name itself.
            server_name: "localhost".to_owned(),
            accounts: vec![KnownAccount {
                localpart: "alice".to_owned(),
                email: Some("alice@example.org".to_owned()),
                password: Some(Secret::from(PASSWORD)),
            }],
            seed: Some([42; 32]),
            ..Options::default()
        };
        match self {
            Self::SignUpByBoth => Options {
                email: Contact::Required,
                msisdn: Contact::Required,
                ..plain
            },
            Self::SignUpWithTokenAndTerms => Options {
                registration_tokens: vec![RegistrationToken {
                    token: "letmein".to_owned(),
                    uses: Some(1),
                }],
                terms: vec![policy("privacy_policy"), policy("rules")],
                ..plain
            },
            Self::ResetByPhone => Options {
                reset_by_phone: true,
                ..plain
            },
            Self::SignUpInBrowser => Options {
                oauth: Some(OAuth::default()),
                ..plain
            },
            _ => plain,
        }
    }
}

fn policy(id: &str) -> Policy {
    Policy {
        id: id.to_owned(),
        version: "1.0".to_owned(),
        translations: vec![Translation {
            language: "en".to_owned(),
            name: format!("The {id}"),
            url: format!("https://example.org/{id}"),
        }],
    }
}
