//! Whom to ask about a server that cannot do it. Asked in the background, and nothing waits for
//! the answer.

use super::Wizard;
use super::awaiting::Awaiting;
use super::end::Stop;
use crate::domain::{BaseUrl, ServerName};
use crate::protocol::{Failure, Reply, Request, Support};

/// What the host of a server name said.
#[derive(Debug)]
pub(super) struct Asked {
    of: ServerName,
    support: Support,
}

impl Wizard {
    /// Whom to ask about the server where it cannot go on, as far as that is known.
    pub fn support(&self) -> Option<&Support> {
        let server = self.server().filter(|_| self.stop().is_some())?;
        let asked = self.support.as_ref()?;
        (server.name.as_ref() == Some(&asked.of)).then_some(&asked.support)
    }

    pub(super) fn ask_for_support(&mut self) {
        let Some(server) = self.server().cloned() else {
            return;
        };
        // A browser leads on, so that nobody need be asked; and practice has no people.
        let nobody_to_ask = self.stop() == Some(&Stop::Browser) || server.practice;
        let known =
            |name: &ServerName| self.support.as_ref().is_some_and(|asked| asked.of == *name);
        let Some(name) = server.name.as_ref().filter(|name| !known(name)) else {
            return;
        };
        if let (false, Ok(host)) = (nobody_to_ask, host(name)) {
            let question = Awaiting::Support(name.clone());
            self.mech
                .cx()
                .call(question, (&host, server.api), Request::Support);
        }
    }

    /// Takes an answer. A failure is none of the person's business.
    pub(super) fn support_answered(&mut self, of: ServerName, result: Result<Reply, Failure>) {
        if let Ok(Reply::Support(support)) = result {
            self.support = Some(Asked { of, support });
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
