//! Our requests, read by ruma and written again: nothing lost, nothing added, nothing misspelt.

use mxid::protocol::{Api, Purpose, Request};
use ruma_client_api::account::{
    add_3pid, change_password, check_registration_token_validity, get_3pids,
    get_username_availability, register, request_3pid_management_token_via_email,
    request_3pid_management_token_via_msisdn, request_password_change_token_via_email,
    request_password_change_token_via_msisdn, request_registration_token_via_email,
    request_registration_token_via_msisdn, whoami,
};
use ruma_client_api::discovery::{
    discover_homeserver, discover_support, get_authorization_server_metadata, get_capabilities,
    get_supported_versions,
};
use ruma_client_api::session::{get_login_types, login, logout};
use ruma_common::api::OutgoingRequest as _;

use super::oracle::{assert_equal, read_by_ruma, versions};
use super::values::*;

/// Asserts that one request survives ruma. `single` is for the paths that have no version.
macro_rules! survives {
    ($request:expr, $api:expr, $endpoint:ty) => {
        survives!($request, $api, $endpoint, versions($api))
    };
    ($request:expr, single $endpoint:ty) => {
        survives!($request, Api::V3, $endpoint, ())
    };
    ($request:expr, $api:expr, $endpoint:ty, $path:expr) => {{
        let (ours, ruma) = read_by_ruma::<$endpoint>($api, $request).await;
        let ruma = ruma.try_into_http_request_inner("https://example.org", $path);
        assert_equal(&ours, ruma.unwrap());
        ours
    }};
}

#[tokio::test]
async fn every_request_token_arrives_with_all_parameters_and_with_none() {
    for with in [bare, full] {
        let request = |purpose, contact| Request::RequestToken(with(purpose, contact));
        for api in [Api::V3, Api::R0] {
            let to = request(Purpose::Register, email());
            survives!(&to, api, request_registration_token_via_email::v3::Request);
            let to = request(Purpose::Register, phone());
            survives!(&to, api, request_registration_token_via_msisdn::v3::Request);
            let to = request(Purpose::ResetPassword, email());
            survives!(
                &to,
                api,
                request_password_change_token_via_email::v3::Request
            );
            let to = request(Purpose::AddContact, email());
            survives!(
                &to,
                api,
                request_3pid_management_token_via_email::v3::Request
            );
            let to = request(Purpose::AddContact, phone());
            survives!(
                &to,
                api,
                request_3pid_management_token_via_msisdn::v3::Request
            );
        }
    }
    // ruma does not know the identity server of this one; `requests_by_hand` does.
    let mut to = full(Purpose::ResetPassword, phone());
    to.identity = None;
    for request in [to, bare(Purpose::ResetPassword, phone())] {
        survives!(
            &Request::RequestToken(request),
            Api::V3,
            request_password_change_token_via_msisdn::v3::Request
        );
    }
}

#[tokio::test]
async fn register_arrives_with_every_stage_of_authentication() {
    for auth in auths() {
        let request = register(true, auth);
        survives!(&request, Api::V3, register::v3::Request);
    }
    survives!(&register(false, None), Api::R0, register::v3::Request);
    survives!(&Request::RegisterFlows, Api::V3, register::v3::Request);
}

#[tokio::test]
async fn a_reset_arrives_with_every_stage_of_authentication() {
    for auth in auths() {
        let request = reset(false, auth);
        survives!(&request, Api::V3, change_password::v3::Request);
    }
    survives!(&reset(false, None), Api::R0, change_password::v3::Request);
}

#[tokio::test]
async fn adding_a_contact_arrives_with_the_token_of_the_account() {
    for auth in auths() {
        let request = add_contact(auth);
        let ours = survives!(&request, Api::V3, add_3pid::v3::Request);
        assert_eq!(ours.header("authorization"), Some("Bearer syt_token-1"));
    }
}

#[tokio::test]
async fn login_arrives_by_name_and_by_address() {
    for request in logins() {
        for api in [Api::V3, Api::R0] {
            survives!(&request, api, login::v3::Request);
        }
    }
}

#[tokio::test]
async fn what_needs_a_token_carries_it_in_the_header() {
    let request = Request::Logout(access_token());
    let logout = survives!(&request, Api::V3, logout::v3::Request);
    let request = Request::WhoAmI(access_token());
    let whoami = survives!(&request, Api::R0, whoami::v3::Request);
    let request = Request::ThirdParties(access_token());
    let third_parties = survives!(&request, Api::V3, get_3pids::v3::Request);
    let request = Request::Capabilities(access_token());
    let capabilities = survives!(&request, Api::V3, get_capabilities::v3::Request);
    for ours in [logout, whoami, third_parties, capabilities] {
        assert_eq!(ours.header("authorization"), Some("Bearer syt_token-1"));
    }
}

#[tokio::test]
async fn discovery_and_checks_arrive_with_their_values_encoded() {
    survives!(&Request::WellKnown, single discover_homeserver::Request);
    survives!(&Request::Support, single discover_support::Request);
    survives!(&Request::Versions, single get_supported_versions::Request);
    survives!(&Request::LoginFlows, Api::V3, get_login_types::v3::Request);
    survives!(&Request::LoginFlows, Api::R0, get_login_types::v3::Request);
    for (unstable, api) in [(false, Api::V3), (true, Api::R0)] {
        let request = Request::AuthMetadata { unstable };
        survives!(
            &request,
            api,
            get_authorization_server_metadata::v1::Request
        );
    }
    let request = Request::UsernameAvailable(username());
    let name = survives!(&request, Api::V3, get_username_availability::v3::Request);
    assert!(name.target.ends_with("?username=a.b_c%3Dd-e%2Ff%2B1"));
    let request = Request::TokenValidity(registration_token());
    survives!(
        &request,
        Api::V3,
        check_registration_token_validity::v1::Request
    );
}
