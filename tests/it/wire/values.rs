//! Values that the tests share: with everything set, and with nothing that can be left out.

use mxid::domain::{
    ClientSecret, Email, Password, PhoneNumber, RegistrationToken, Secret, SendAttempt, ServerName,
    Sid, UserId, Username, check,
};
use mxid::protocol::{
    AddContact, Auth, AuthStage, Contact, Identifier, IdentityServer, Login, Medium, Purpose,
    Register, Request, ResetPassword, SubmitCode, ThreepidCreds, TokenRequest,
};

pub const SECRET: &str = "b1946ac92492d2347c6235b4d2611184";
pub const SID: &str = "kZ7WqT0gYx3nRc1B";

/// The one place that knows how a number is built.
pub fn number() -> PhoneNumber {
    let checked = check("GB".parse().unwrap(), "07700900123");
    checked.number().unwrap().clone()
}

pub fn email() -> Contact {
    Contact::Email(Email::parse("robin+test@example.net").unwrap())
}

pub fn phone() -> Contact {
    Contact::Phone(number())
}

pub fn identity() -> IdentityServer {
    IdentityServer {
        host: ServerName::parse("id.example.org:8090").unwrap(),
        access_token: Secret::from("id-token"),
    }
}

pub fn bare(purpose: Purpose, contact: Contact) -> TokenRequest {
    TokenRequest {
        purpose,
        contact,
        client_secret: ClientSecret::parse(SECRET).unwrap(),
        send_attempt: SendAttempt::FIRST,
        next_link: None,
        identity: None,
    }
}

pub fn full(purpose: Purpose, contact: Contact) -> TokenRequest {
    TokenRequest {
        send_attempt: SendAttempt::FIRST.next().next(),
        next_link: Some("https://example.org/done?x=%20ü".parse().unwrap()),
        identity: Some(identity()),
        ..bare(purpose, contact)
    }
}

pub fn token_request() -> Request {
    Request::RequestToken(bare(Purpose::Register, phone()))
}

pub fn submit_code(submit_url: &str) -> Request {
    Request::SubmitCode(SubmitCode {
        submit_url: submit_url.parse().unwrap(),
        sid: Sid::parse(SID).unwrap(),
        client_secret: ClientSecret::parse(SECRET).unwrap(),
        token: Secret::from(" 12\"3 456"),
    })
}

pub fn creds(identity: Option<IdentityServer>) -> ThreepidCreds {
    ThreepidCreds {
        sid: Sid::parse(SID).unwrap(),
        client_secret: ClientSecret::parse(SECRET).unwrap(),
        identity,
    }
}

pub fn username() -> Username {
    Username::parse("a.b_c=d-e/f+1").unwrap()
}

pub fn password() -> Password {
    Password::parse("correct \"horse\"\\ ßträße").unwrap()
}

pub fn registration_token() -> RegistrationToken {
    RegistrationToken::parse("aZ09._~-").unwrap()
}

pub fn user_id() -> UserId {
    UserId::parse("@robin:example.org").unwrap()
}

pub fn access_token() -> Secret {
    Secret::from("syt_token-1")
}

pub fn auth(session: bool, stage: Option<AuthStage>) -> Auth {
    Auth {
        session: session.then(|| Secret::from("S \"1\"")),
        stage,
    }
}

/// Every stage that can be answered, each with and without what it can leave out.
pub fn stages() -> Vec<AuthStage> {
    vec![
        AuthStage::Dummy,
        AuthStage::Terms,
        AuthStage::RegistrationToken {
            token: registration_token(),
            unstable: false,
        },
        AuthStage::RegistrationToken {
            token: registration_token(),
            unstable: true,
        },
        AuthStage::Email(creds(None)),
        AuthStage::Email(creds(Some(identity()))),
        AuthStage::Msisdn(creds(None)),
        AuthStage::Msisdn(creds(Some(identity()))),
        AuthStage::Password {
            user: user_id(),
            password: password(),
        },
    ]
}

/// No `auth`, the bare session, and every stage with and without a session.
pub fn auths() -> Vec<Option<Auth>> {
    let mut auths = vec![None, Some(auth(true, None))];
    for stage in stages() {
        auths.push(Some(auth(true, Some(stage.clone()))));
        auths.push(Some(auth(false, Some(stage))));
    }
    auths
}

pub fn register(inhibit_login: bool, auth: Option<Auth>) -> Request {
    Request::Register(Register {
        username: username(),
        password: password(),
        inhibit_login,
        auth,
    })
}

pub fn reset(logout_devices: bool, auth: Option<Auth>) -> Request {
    Request::ResetPassword(ResetPassword {
        new_password: password(),
        logout_devices,
        auth,
    })
}

pub fn add_contact(auth: Option<Auth>) -> Request {
    Request::AddContact(AddContact {
        access_token: access_token(),
        creds: creds(None),
        auth,
    })
}

pub fn logins() -> Vec<Request> {
    let third_party = |medium, address: &str| Identifier::ThirdParty {
        medium,
        address: address.to_owned(),
    };
    let login = |identifier, device_name: Option<&str>| {
        Request::Login(Login {
            identifier,
            password: password(),
            device_id: device_name.map(|_| "ABCDEFGHIJ".to_owned()),
            device_name: device_name.map(str::to_owned),
        })
    };
    vec![
        login(Identifier::of_user(&user_id()), None),
        login(Identifier::User("robin".into()), Some("mxid")),
        login(third_party(Medium::Email, "robin@example.net"), None),
        login(third_party(Medium::Msisdn, "447700900123"), Some("mxid")),
    ]
}

/// One request of every kind.
pub fn every_request() -> Vec<Request> {
    let mut all = vec![
        Request::WellKnown,
        Request::Support,
        Request::Versions,
        Request::LoginFlows,
        Request::AuthMetadata { unstable: false },
        Request::AuthMetadata { unstable: true },
        Request::PasswordPolicy,
        Request::Software,
        Request::UsernameAvailable(username()),
        Request::TokenValidity(registration_token()),
        register(true, None),
        Request::RegisterFlows,
        reset(false, None),
        Request::Logout(access_token()),
        Request::WhoAmI(access_token()),
        Request::Capabilities(access_token()),
        Request::ThirdParties(access_token()),
        add_contact(None),
    ];
    all.extend(every_token_request(bare));
    all.extend(logins());
    all
}

/// The six `requestToken`, as `with` fills them.
pub fn every_token_request(with: fn(Purpose, Contact) -> TokenRequest) -> Vec<Request> {
    let mut all = Vec::new();
    for purpose in [
        Purpose::Register,
        Purpose::ResetPassword,
        Purpose::AddContact,
    ] {
        all.push(Request::RequestToken(with(purpose, email())));
        all.push(Request::RequestToken(with(purpose, phone())));
    }
    all
}
