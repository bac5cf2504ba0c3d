//! Answers that ruma wrote, read by us.

use mxid::domain::{CleanText, Secret, Sid};
use mxid::protocol::{
    AuthMetadata, Capabilities, CodeGrant, LoggedIn, LoginFlows, Medium, Purpose, Registered,
    Reply, Request, ThirdParty, TokenRequested, Versions, WellKnown,
};
use ruma_client_api::account::{
    add_3pid, change_password, check_registration_token_validity, get_3pids,
    get_username_availability, register, request_3pid_management_token_via_email,
    request_3pid_management_token_via_msisdn, request_password_change_token_via_email,
    request_password_change_token_via_msisdn, request_registration_token_via_email,
    request_registration_token_via_msisdn, whoami,
};
use ruma_client_api::discovery::{
    discover_homeserver, get_authorization_server_metadata, get_capabilities,
    get_supported_versions,
};
use ruma_client_api::session::{get_login_types, login, logout};
use ruma_common::api::OutgoingResponse;
use serde_json::json;

use super::oracle::written_by_ruma;
use super::values::*;
use super::{base, reply_to};

async fn reply(request: &Request, response: impl OutgoingResponse) -> Reply {
    reply_to(request, written_by_ruma(response)).await.unwrap()
}

/// Asserts that both members of a `requestToken` answer arrive, and that one may be missing.
macro_rules! token_requested {
    ($purpose:expr, $contact:expr, $endpoint:ident) => {
        let request = Request::RequestToken(bare($purpose, $contact));
        let mut response = $endpoint::v3::Response::new(SID.try_into().unwrap());
        let mut expected = TokenRequested {
            sid: Sid::parse(SID).unwrap(),
            submit_url: None,
        };
        let got = reply(&request, response.clone()).await;
        assert_eq!(got, Reply::TokenRequested(expected.clone()));

        let submit_url = "https://example.org/submit?a=b";
        response.submit_url = Some(submit_url.to_owned());
        expected.submit_url = Some(submit_url.parse().unwrap());
        let got = reply(&request, response).await;
        assert_eq!(got, Reply::TokenRequested(expected));
    };
}

#[tokio::test]
async fn every_request_token_gives_both_members_of_its_answer() {
    use Purpose::*;
    token_requested!(Register, email(), request_registration_token_via_email);
    token_requested!(Register, phone(), request_registration_token_via_msisdn);
    token_requested!(
        ResetPassword,
        email(),
        request_password_change_token_via_email
    );
    token_requested!(
        ResetPassword,
        phone(),
        request_password_change_token_via_msisdn
    );
    token_requested!(AddContact, email(), request_3pid_management_token_via_email);
    token_requested!(
        AddContact,
        phone(),
        request_3pid_management_token_via_msisdn
    );
}

#[tokio::test]
async fn an_account_is_made_with_and_without_a_session() {
    let mut response = register::v3::Response::new("@robin:example.org".try_into().unwrap());
    let mut expected = Registered {
        user_id: user_id(),
        access_token: None,
    };
    // ruma writes `"device_id": null` here, as some servers do.
    let got = reply(&register(true, None), response.clone()).await;
    assert_eq!(got, Reply::Registered(expected.clone()));

    response.access_token = Some("syt_token-1".to_owned());
    response.device_id = Some("DEVICE".into());
    expected.access_token = Some(access_token());
    let got = reply(&register(true, None), response).await;
    assert_eq!(got, Reply::Registered(expected));
}

#[tokio::test]
async fn what_has_nothing_to_say_says_so() {
    let response = change_password::v3::Response::new();
    assert_eq!(
        reply(&reset(true, None), response).await,
        Reply::PasswordReset
    );
    let response = add_3pid::v3::Response::new();
    assert_eq!(
        reply(&add_contact(None), response).await,
        Reply::ContactAdded
    );
    let response = logout::v3::Response::new();
    let request = Request::Logout(access_token());
    assert_eq!(reply(&request, response).await, Reply::LoggedOut);
}

#[tokio::test]
async fn a_login_gives_the_account_and_its_token() {
    let response = login::v3::Response::new(
        "@robin:example.org".try_into().unwrap(),
        "syt_token-1".to_owned(),
        "DEVICE".into(),
    );
    let expected = LoggedIn {
        user_id: user_id(),
        access_token: Secret::from("syt_token-1"),
        device_id: Some(CleanText::new("DEVICE")),
    };
    let got = reply(&logins()[0], response).await;
    assert_eq!(got, Reply::LoggedIn(expected));
}

#[tokio::test]
async fn an_account_tells_who_it_is_and_which_addresses_it_has() {
    let response = whoami::v3::Response::new("@robin:example.org".try_into().unwrap(), false);
    let got = reply(&Request::WhoAmI(access_token()), response).await;
    assert_eq!(got, Reply::WhoAmI(user_id()));

    let threepids = serde_json::from_value(json!([
        {"medium": "email", "address": "robin@example.net", "validated_at": 1, "added_at": 2},
        {"medium": "msisdn", "address": "447700900123", "validated_at": 1, "added_at": 2},
        {"medium": "carrier-pigeon", "address": "x", "validated_at": 1, "added_at": 2},
    ]));
    let response = get_3pids::v3::Response::new(threepids.unwrap());
    let got = reply(&Request::ThirdParties(access_token()), response).await;
    let third_party = |medium, address: &str| ThirdParty {
        medium,
        address: CleanText::new(address),
    };
    assert_eq!(
        got,
        Reply::ThirdParties(vec![
            third_party(Medium::Email, "robin@example.net"),
            third_party(Medium::Msisdn, "447700900123"),
        ])
    );

    // ruma leaves an empty list out.
    let response = get_3pids::v3::Response::new(Vec::new());
    let got = reply(&Request::ThirdParties(access_token()), response).await;
    assert_eq!(got, Reply::ThirdParties(Vec::new()));
}

#[tokio::test]
async fn an_account_may_get_contacts_unless_the_server_says_no() {
    let request = Request::Capabilities(access_token());
    for enabled in [true, false] {
        let mut capabilities = get_capabilities::v3::Capabilities::new();
        capabilities.thirdparty_id_changes.enabled = enabled;
        let response = get_capabilities::v3::Response::new(capabilities);
        let expected = Capabilities {
            contact_changes: enabled,
        };
        assert_eq!(
            reply(&request, response).await,
            Reply::Capabilities(expected)
        );
    }
}

#[tokio::test]
async fn checks_before_a_sign_up_are_a_plain_yes_or_no() {
    for answer in [true, false] {
        let response = get_username_availability::v3::Response::new(answer);
        let got = reply(&Request::UsernameAvailable(username()), response).await;
        assert_eq!(got, Reply::UsernameAvailable(answer));

        let response = check_registration_token_validity::v1::Response::new(answer);
        let got = reply(&Request::TokenValidity(registration_token()), response).await;
        assert_eq!(got, Reply::TokenValid(answer));
    }
}

#[tokio::test]
async fn a_server_tells_its_versions_and_how_to_log_in() {
    let versions = vec!["r0.6.1".to_owned(), "v1.18".to_owned(), "x".to_owned()];
    let response = get_supported_versions::Response::new(versions.clone());
    let got = reply(&Request::Versions, response).await;
    assert_eq!(got, Reply::Versions(Versions { versions }));

    use get_login_types::v3::{LoginType, PasswordLoginType, Response, SsoLoginType};
    let password = LoginType::Password(PasswordLoginType::new());
    let mut sso = SsoLoginType::new();
    sso.oauth_aware_preferred = true;
    let other = LoginType::new("org.example.other", Default::default()).unwrap();
    let response = Response::new(vec![other.clone(), password, LoginType::Sso(sso)]);
    let expected = LoginFlows {
        password: true,
        sso: true,
        oauth_aware_preferred: true,
    };
    let got = reply(&Request::LoginFlows, response).await;
    assert_eq!(got, Reply::LoginFlows(expected));
    let got = reply(&Request::LoginFlows, Response::new(vec![other])).await;
    assert_eq!(got, Reply::LoginFlows(LoginFlows::default()));
}

#[tokio::test]
async fn well_known_names_the_base_url() {
    let home = |url: &str| discover_homeserver::HomeserverInfo::new(url.to_owned());
    let mut response = discover_homeserver::Response::new(home("https://matrix.example.org/"));
    response.identity_server = Some(discover_homeserver::IdentityServerInfo::new(
        "https://id.example.org".to_owned(),
    ));
    assert_eq!(
        reply(&Request::WellKnown, response).await,
        Reply::WellKnown(WellKnown::Homeserver(base("https://matrix.example.org")))
    );
}

#[tokio::test]
async fn oauth_metadata_names_the_issuer_and_the_account_page() {
    use get_authorization_server_metadata::v1::{AuthorizationServerMetadata, Response};
    use ruma_common::serde::Raw;
    let metadata = json!({
        "issuer": "https://account.example.org/",
        "authorization_endpoint": "https://account.example.org/oauth2/auth",
        "token_endpoint": "https://account.example.org/oauth2/token",
        "revocation_endpoint": "https://account.example.org/oauth2/revoke",
        "registration_endpoint": "https://account.example.org/oauth2/clients/register",
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "fragment"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "account_management_uri": "https://account.example.org/manage?x=y",
        "account_management_actions_supported": ["org.matrix.profile"],
        "prompt_values_supported": ["none", "create"],
    });
    // Through the type, so that it is sure to be metadata.
    let metadata: AuthorizationServerMetadata = serde_json::from_value(metadata).unwrap();
    let response = Response::new(Raw::new(&metadata).unwrap());
    let got = reply(&Request::AuthMetadata { unstable: false }, response).await;
    assert_eq!(
        got,
        Reply::AuthMetadata(AuthMetadata {
            issuer: "https://account.example.org/".parse().unwrap(),
            account_management: Some("https://account.example.org/manage?x=y".parse().unwrap()),
            has_profile_page: true,
            can_create: true,
            code_grant: Some(Box::new(CodeGrant {
                authorization: "https://account.example.org/oauth2/auth".parse().unwrap(),
                registration: "https://account.example.org/oauth2/clients/register"
                    .parse()
                    .unwrap(),
                token: "https://account.example.org/oauth2/token".parse().unwrap(),
                revocation: "https://account.example.org/oauth2/revoke".parse().unwrap(),
            })),
        })
    );
}
