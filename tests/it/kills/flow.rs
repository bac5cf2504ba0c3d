//! The flows that are killed: what answers their questions, what the server is like, and how they end.

use mxid::practice::{Captcha, Contact, OAuth, Options, Policy, RegistrationToken, Translation};

use crate::world::{ADD_EMAIL, PLOVER};

/// A flow, with the flags that answer its questions.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    pub name: &'static str,
    pub flags: &'static [&'static str],
    pub server: fn(&mut Options),
    /// How the server can reach the user, where flags do not say.
    pub contact: &'static str,
    /// How many messages the user asks for.
    pub messages: usize,
    /// A minute after the first message, the user asks for another. The program is killed after that.
    pub again: bool,
    /// The user who can log in with the new password at the end.
    pub user: Option<&'static str>,
    /// The flow is about the number of an account.
    pub with_phone: bool,
    /// The account is made by a page in the browser.
    pub in_browser: bool,
}

const SIGN_UP: Flow = Flow {
    name: "",
    flags: &["sign-up", "--username", "swift"],
    server: |_| {},
    contact: "Neither",
    messages: 0,
    again: false,
    user: Some("swift"),
    with_phone: false,
    in_browser: false,
};

const SIGN_UP_BY_EMAIL: Flow = Flow {
    name: "sign-up by email",
    flags: &[
        "sign-up",
        "--username",
        "swift",
        "--email",
        "lark@example.org",
    ],
    messages: 1,
    ..SIGN_UP
};

const SIGN_UP_BY_PHONE: Flow = Flow {
    name: "sign-up by phone",
    flags: &[
        "sign-up",
        "--username",
        "swift",
        "--phone",
        "07700 900123",
        "--country",
        "GB",
    ],
    messages: 1,
    ..SIGN_UP
};

const RESET_BY_EMAIL: Flow = Flow {
    name: "reset by email",
    flags: &["reset-password", "--email", "robin@example.org"],
    messages: 1,
    user: Some("robin"),
    ..SIGN_UP
};

const ADD: Flow = Flow {
    messages: 1,
    user: None,
    ..SIGN_UP
};

pub const FLOWS: [Flow; 16] = [
    Flow {
        name: "sign-up without a contact",
        ..SIGN_UP
    },
    SIGN_UP_BY_EMAIL,
    SIGN_UP_BY_PHONE,
    Flow {
        name: "sign-up by both",
        flags: &["sign-up", "--username", "swift", "--country", "GB"],
        server: wants_both,
        contact: "Phone number and email address",
        messages: 2,
        ..SIGN_UP
    },
    Flow {
        name: "sign-up by invitation",
        server: invites,
        ..SIGN_UP
    },
    Flow {
        name: "sign-up by invitation, email",
        server: invites,
        ..SIGN_UP_BY_EMAIL
    },
    Flow {
        name: "sign-up with a captcha",
        server: asks_for_a_captcha,
        ..SIGN_UP
    },
    Flow {
        name: "sign-up with a quiz, by phone",
        server: asks_for_a_quiz,
        ..SIGN_UP_BY_PHONE
    },
    Flow {
        name: "sign-up by email, again",
        messages: 2,
        again: true,
        ..SIGN_UP_BY_EMAIL
    },
    Flow {
        name: "sign-up by phone, again",
        messages: 2,
        again: true,
        ..SIGN_UP_BY_PHONE
    },
    Flow {
        name: "sign-up in the browser",
        flags: &["sign-up"],
        server: |options| options.oauth = Some(OAuth::default()),
        in_browser: true,
        ..SIGN_UP
    },
    RESET_BY_EMAIL,
    Flow {
        name: "reset by phone",
        flags: &[
            "reset-password",
            "--phone",
            "07700 900123",
            "--country",
            "GB",
        ],
        user: Some("wren"),
        with_phone: true,
        ..RESET_BY_EMAIL
    },
    Flow {
        name: "reset by email, again",
        messages: 2,
        again: true,
        ..RESET_BY_EMAIL
    },
    Flow {
        name: "email added",
        flags: &ADD_EMAIL,
        ..ADD
    },
    Flow {
        name: "phone added",
        flags: &[
            "add-contact",
            "--username",
            PLOVER.0,
            "--phone",
            "07700 900123",
            "--country",
            "GB",
        ],
        ..ADD
    },
];

pub const TOKEN: &str = "magpie-42";

fn wants_both(options: &mut Options) {
    options.email = Contact::Required;
    options.msisdn = Contact::Required;
}

/// A token that is good for one account, and terms.
fn invites(options: &mut Options) {
    options.registration_tokens = vec![RegistrationToken {
        token: TOKEN.to_owned(),
        uses: Some(1),
    }];
    options.terms = vec![Policy {
        id: "privacy_policy".to_owned(),
        version: "1.0".to_owned(),
        translations: vec![Translation {
            language: "en".to_owned(),
            name: "Privacy policy".to_owned(),
            url: "https://example.org/privacy".to_owned(),
        }],
    }];
}

fn asks_for_a_captcha(options: &mut Options) {
    options.captcha = Some(Captcha {
        public_key: "practice".to_owned(),
    });
}

fn asks_for_a_quiz(options: &mut Options) {
    options.extra_stages = vec!["org.example.quiz".to_owned()];
}
