//! OAuth 2.0 as a homeserver speaks it (client-server API, "OAuth 2.0 API", v1.15): what it says
//! about itself, and the authorization code grant, by which an account is made in the browser.
//!
//! The program registers itself ([`RegisterClient`]), sends the user's browser to the
//! authorization endpoint ([`AuthorizationRequest`]), gets a code back on a loopback address
//! ([`Callback`]), redeems it for an access token ([`RedeemCode`]), asks whose that is, and ends it
//! ([`RevokeToken`]).

use std::fmt;

use url::Url;

use crate::domain::{CleanText, CodeVerifier, Link, Secret};

/// The path on the loopback address to which the browser brings the code.
const CALLBACK_PATH: &str = "/callback";

/// `GET /auth_metadata`: what this program needs of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthMetadata {
    pub issuer: Url,
    /// `account_management_uri`, or its unstable twin: where people look after their accounts.
    pub account_management: Option<Url>,
    /// `account_management_actions_supported`, or its unstable twin, has `org.matrix.profile`.
    pub has_profile_page: bool,
    /// `prompt_values_supported` has `create`: a client can open the sign-up page.
    pub can_create: bool,
    /// The endpoints of the authorization code grant, if this program can use it: all are there and
    /// may be asked, and PKCE with `S256` is known.
    pub code_grant: Option<Box<CodeGrant>>,
}

impl AuthMetadata {
    /// The page on which people look after the addresses of their account: the account page with
    /// `action=org.matrix.profile` where that is known, else as it is ("Account management URL",
    /// v1.18). There is no action for a forgotten password, nor for a sign-up.
    pub fn profile_page(&self) -> Option<Url> {
        let mut url = self.account_management.clone()?;
        if self.has_profile_page {
            url.query_pairs_mut()
                .append_pair("action", "org.matrix.profile");
        }
        Some(url)
    }
}

/// The endpoints of the authorization code grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeGrant {
    pub authorization: Url,
    pub registration: Url,
    pub token: Url,
    pub revocation: Url,
}

/// `client_id`: by what name an OAuth 2.0 server knows this run of the program. No secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientId(String);

impl ClientId {
    /// Takes an identifier over; `None` if it is empty.
    pub fn new(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// The text for the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A request to an endpoint that the metadata name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OAuthRequest {
    Register(RegisterClient),
    /// To the `token_endpoint`, with an authorization code.
    Redeem(RedeemCode),
    /// To the `revocation_endpoint`, with the token that ends.
    Revoke(RevokeToken),
}

impl OAuthRequest {
    /// The endpoint's name in the metadata.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Register(_) => "registration_endpoint",
            Self::Redeem(_) => "token_endpoint",
            Self::Revoke(_) => "revocation_endpoint",
        }
    }

    pub fn url(&self) -> &Url {
        match self {
            Self::Register(request) => &request.endpoint,
            Self::Redeem(request) => &request.endpoint,
            Self::Revoke(request) => &request.endpoint,
        }
    }
}

/// The answer of such an endpoint, by the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OAuthReply {
    Registered(ClientId),
    Token(Secret),
    /// To `Revoke`: the token is of no use any more.
    Revoked,
}

/// Dynamic client registration (RFC 7591) as a public, native client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterClient {
    pub endpoint: Url,
}

/// The parameters that the browser takes to the authorization endpoint, so that the user can make an
/// account there. `Debug` redacts the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationRequest {
    pub client_id: ClientId,
    /// The port on which the browser is awaited.
    pub port: u16,
    /// The device that the token will be for: ten or more unreserved characters.
    pub device_id: String,
    /// `state`: tells the browser that was sent from any other.
    pub state: Secret,
    /// Of the verifier that the code will be redeemed with.
    pub verifier: CodeVerifier,
}

impl AuthorizationRequest {
    /// Where the browser is sent ("Authorization code flow"). A query that the endpoint has stays.
    /// `local` says that the homeserver is on this computer; `None` if a user may not be sent to
    /// that endpoint.
    pub fn link(&self, endpoint: &Url, local: bool) -> Option<Link> {
        let mut url = endpoint.clone();
        let scope = format!(
            "urn:matrix:client:api:* urn:matrix:client:device:{}",
            self.device_id
        );
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("response_mode", "query")
            .append_pair("client_id", self.client_id.as_str())
            .append_pair("redirect_uri", &redirect_uri(Some(self.port)))
            .append_pair("scope", &scope)
            .append_pair("state", self.state.expose())
            .append_pair("code_challenge", &self.verifier.challenge())
            .append_pair("code_challenge_method", "S256")
            .append_pair("prompt", "create");
        Link::new(url, local)
    }
}

/// `redirect_uri`: where the browser brings the code. It is registered without a port, because
/// which one is free is known only later ("Redirect URI validation").
pub fn redirect_uri(port: Option<u16>) -> String {
    match port {
        Some(port) => format!("http://127.0.0.1:{port}{CALLBACK_PATH}"),
        None => format!("http://127.0.0.1{CALLBACK_PATH}"),
    }
}

/// The parameters that the browser brought to the loopback address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Callback {
    Code(Secret),
    /// The server, or the user, said no.
    Refused(OAuthError),
}

impl Callback {
    /// Reads the target of a GET (`/callback?code=…&state=…`). None for anything but the answer to
    /// the request that had this `state`: other paths, other states, neither code nor error.
    pub fn read(target: &str, state: &Secret) -> Option<Self> {
        let query = target.strip_prefix(CALLBACK_PATH)?.strip_prefix('?')?;
        let value = |name: &str| {
            url::form_urlencoded::parse(query.as_bytes())
                .find(|(key, _)| key == name)
                .map(|(_, value)| Secret::new(value.into_owned()))
                .filter(|value| !value.is_empty())
        };
        if value("state")? != *state {
            return None;
        }
        if let Some(error) = value("error") {
            let text = value("error_description").unwrap_or_default();
            return Some(Self::Refused(OAuthError {
                code: CleanText::new(error.expose()),
                text: CleanText::new(text.expose()),
            }));
        }
        value("code").map(Self::Code)
    }
}

/// An error of the authorization endpoint (RFC 6749, section 4.1.2.1), cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthError {
    /// `error`.
    pub code: CleanText,
    /// `error_description`; may be empty.
    pub text: CleanText,
}

impl OAuthError {
    /// Whether the user said no, and not the server.
    pub fn is_denied(&self) -> bool {
        self.code.as_str() == "access_denied"
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code.fmt(f)
    }
}

/// An authorization code on its way to the token endpoint (RFC 6749, section 4.1.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedeemCode {
    pub endpoint: Url,
    pub client_id: ClientId,
    /// The port in the `redirect_uri` of the authorization request.
    pub port: u16,
    pub code: Secret,
    pub verifier: CodeVerifier,
}

/// An access token that ends (RFC 7009), and its session with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevokeToken {
    pub endpoint: Url,
    pub client_id: ClientId,
    pub token: Secret,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(target: &str) -> Option<Callback> {
        Callback::read(target, &Secret::from("right"))
    }

    #[test]
    fn only_the_browser_that_was_sent_brings_the_code() {
        let code = Some(Callback::Code(Secret::from("a b")));
        assert_eq!(read("/callback?code=a%20b&state=right"), code);
        assert_eq!(read("/callback?state=right&code=a+b&iss=x"), code);
        for wrong in [
            "/callback?code=a&state=wrong",
            "/callback?code=a",
            "/callback?code=&state=right",
            "/callback?state=right",
            "/callback",
            "/callback/?code=a&state=right",
            "/favicon.ico?code=a&state=right",
            "",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_refusal_is_cleaned_and_tells_the_person_from_the_server() {
        let target = "/callback?error=access_denied&error_description=N%1b%5B2Jo&state=right";
        let Some(Callback::Refused(error)) = read(target) else {
            panic!("no refusal");
        };
        assert!(error.is_denied());
        assert_eq!(error.text.as_str(), "N [2Jo");
        assert_eq!(read("/callback?error=access_denied&state=wrong"), None);
    }

    #[test]
    fn a_code_and_a_state_are_not_seen_in_debug() {
        let callback = read("/callback?code=hush&state=right");
        assert!(!format!("{callback:?}").contains("hush"));
    }

    #[test]
    fn the_profile_page_keeps_the_query_and_asks_only_for_what_is_known() {
        let mut metadata = AuthMetadata {
            issuer: Url::parse("https://example.org/").unwrap(),
            account_management: Url::parse("https://example.org/account?x=y").ok(),
            has_profile_page: true,
            can_create: true,
            code_grant: None,
        };
        for (known, query) in [(true, "x=y&action=org.matrix.profile"), (false, "x=y")] {
            metadata.has_profile_page = known;
            let page = metadata.profile_page().expect("a page");
            assert_eq!(page.query(), Some(query));
        }
    }
}
