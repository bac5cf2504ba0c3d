//! The server's approval of parts of the next request.

use crate::domain::{BaseUrl, RegistrationToken, Username};
use crate::wizard::ctx::Ctx;
use crate::wizard::time::Time;

/// The user name and the registration token that were checked.
#[derive(Debug, Default)]
pub(super) struct Checks {
    /// The user name that was free last, where and when.
    pub(super) name: Option<(Username, BaseUrl, Time)>,
    /// The registration token that the server took or was not asked about.
    pub(super) token: Option<RegistrationToken>,
}

impl Checks {
    /// Whether a name was found free on a server a short while ago.
    pub(super) fn is_free(&self, name: &Username, base: &BaseUrl, cx: &Ctx<'_>) -> bool {
        self.name.as_ref().is_some_and(|(known, at, since)| {
            known == name && at == base && cx.now - *since < cx.timing.name_check_lifetime
        })
    }
}
