//! The contacts of a server that cannot do it. Asked in the background, and nothing waits for
//! the answer.

use super::awaiting::Awaiting;
use super::ctx::Ctx;
use super::homeserver::Homeserver;
use crate::domain::{BaseUrl, ServerName};
use crate::protocol::{Failure, Reply, Request, Support};

/// A server's contacts, from its host.
#[derive(Debug, Default)]
pub(super) struct Helpers(Option<(ServerName, Support)>);

impl Helpers {
    /// A server's contacts, as far as they are known.
    pub(super) fn of(&self, server: &Homeserver) -> Option<&Support> {
        let (of, support) = self.0.as_ref()?;
        (server.name.as_ref() == Some(of)).then_some(support)
    }

    /// Asks who they are, unless that is known. Practice has no people.
    pub(super) fn ask(&self, server: &Homeserver, cx: &mut Ctx<'_>) {
        let name = server.name.as_ref().filter(|_| !server.practice);
        if let Some(name) = name.filter(|_| self.of(server).is_none())
            && let Ok(host) = host(name)
        {
            let question = Awaiting::Support(name.clone());
            cx.call(question, (&host, server.api), Request::Support);
        }
    }

    /// Takes an answer. A failure is none of the user's business.
    pub(super) fn answered(&mut self, of: ServerName, result: Result<Reply, Failure>) {
        if let Ok(Reply::Support(support)) = result {
            self.0 = Some((of, support));
        }
    }
}

/// Where `.well-known` of a server name is: its host on the https port, whatever port the name has.
///
/// # Errors
/// When the name has no host that a URL can have.
pub(super) fn host(name: &ServerName) -> Result<BaseUrl, crate::domain::BaseUrlError> {
    BaseUrl::parse(&format!("https://{}", name.host()))
}
