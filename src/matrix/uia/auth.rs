//! The `auth` member of a request (client-server API, "Authentication types").

use serde::Serialize;

use crate::protocol::{Auth, AuthStage, ThreepidCreds};

/// `auth` as it is written: `type` and `session`, and what the stage asks for besides.
#[derive(Serialize, Default)]
pub(in crate::matrix) struct AuthBody<'a> {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    stage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<&'a str>,
    /// Of `m.login.registration_token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<&'a str>,
    /// Of `m.login.email.identity` and `m.login.msisdn`.
    #[serde(skip_serializing_if = "Option::is_none")]
    threepid_creds: Option<CredsBody<'a>>,
    /// Of `m.login.password`.
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<UserBody<'a>>,
    /// Of `m.login.password`.
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<&'a str>,
}

#[derive(Serialize)]
struct CredsBody<'a> {
    sid: &'a str,
    client_secret: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_server: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_access_token: Option<&'a str>,
}

#[derive(Serialize)]
struct UserBody<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    user: &'a str,
}

impl<'a> From<&'a Auth> for AuthBody<'a> {
    fn from(auth: &'a Auth) -> Self {
        let mut body = Self {
            stage: auth
                .stage
                .as_ref()
                .map(|stage| stage.stage_type().as_str().to_owned()),
            session: auth.session.as_ref().map(|session| session.expose()),
            ..Self::default()
        };
        match &auth.stage {
            None | Some(AuthStage::Dummy | AuthStage::Terms) => {}
            Some(AuthStage::RegistrationToken { token, .. }) => body.token = Some(token.expose()),
            Some(AuthStage::Email(creds) | AuthStage::Msisdn(creds)) => {
                body.threepid_creds = Some(creds.into());
            }
            Some(AuthStage::Password { user, password }) => {
                body.identifier = Some(UserBody {
                    kind: "m.id.user",
                    user: user.as_str(),
                });
                body.password = Some(password.expose());
            }
        }
        body
    }
}

impl<'a> From<&'a ThreepidCreds> for CredsBody<'a> {
    fn from(creds: &'a ThreepidCreds) -> Self {
        let identity = creds.identity.as_ref();
        Self {
            sid: creds.sid.expose(),
            client_secret: creds.client_secret.expose(),
            id_server: identity.map(|identity| identity.host.as_str()),
            id_access_token: identity.map(|identity| identity.access_token.expose()),
        }
    }
}
