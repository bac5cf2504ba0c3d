//! The endpoints, a file each: where the request goes, what it says, how its answer is read.
//!
//! To add one: a variant of [`Request`] and of its reply, a file here whose `call` writes the one
//! and whose `read` makes the other, and a line in the table below. The test module `wire` then
//! holds both against types that others wrote.

mod add_contact;
mod capabilities;
mod fallback_page;
mod login;
mod login_flows;
mod logout;
mod oauth;
mod password_policy;
mod prelude;
mod register;
mod request_token;
mod reset_password;
mod software;
mod submit_code;
mod support;
mod third_parties;
mod token_validity;
mod username_available;
mod versions;
mod well_known;
mod whoami;

use super::call::Call;
use crate::domain::BaseUrl;
use crate::protocol::{Api, Failure, Request};

/// The call that a request stands for.
///
/// # Errors
///
/// A failure for a request that may not be sent.
pub(super) fn call<'a>(
    base: &BaseUrl,
    api: Api,
    request: &'a Request,
) -> Result<Call<'a>, Failure> {
    Ok(match request {
        Request::WellKnown => well_known::call(),
        Request::Support => support::call(),
        Request::Versions => versions::call(),
        Request::LoginFlows => login_flows::call(api),
        Request::AuthMetadata { unstable } => oauth::auth_metadata::call(*unstable),
        Request::PasswordPolicy => password_policy::call(api),
        Request::Software => software::call(),
        Request::UsernameAvailable(username) => username_available::call(api, username),
        Request::TokenValidity(token) => token_validity::call(token),
        Request::RequestToken(request) => request_token::call(api, request),
        Request::SubmitCode(request) => submit_code::call(base, request)?,
        Request::Register(request) => register::call(api, request),
        Request::RegisterFlows => register::flows(api),
        Request::FallbackPage(page) => fallback_page::call(base, api, page)?,
        Request::ResetPassword(request) => reset_password::call(api, request),
        Request::Login(request) => login::call(api, request),
        Request::Logout(token) => logout::call(api, token),
        Request::WhoAmI(token) => whoami::call(api, token),
        Request::Capabilities(token) => capabilities::call(api, token),
        Request::ThirdParties(token) => third_parties::call(api, token),
        Request::AddContact(request) => add_contact::call(api, request),
        Request::OAuth(request) => oauth::call(base, request)?,
    })
}
