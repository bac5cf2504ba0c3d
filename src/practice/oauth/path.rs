//! The paths of the endpoints.

pub(super) const REGISTER: &str = "/oauth2/clients";
pub(super) const AUTHORIZE: &str = "/oauth2/authorize";
pub(super) const TOKEN: &str = "/oauth2/token";
pub(super) const REVOKE: &str = "/oauth2/revoke";
pub(super) const ACCOUNT: &str = "/account/";
