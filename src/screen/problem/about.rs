//! The context of a problem's words.

use crate::domain::{BaseUrl, CleanText, ServerInput};
use crate::protocol::{Failure, Network};
use crate::text::{Text, Texts};
use crate::wizard::{FieldId, Form, Homeserver, Task, Wizard};

/// The two texts of a problem: the fault, and the way on.
pub(super) type Said = (Text, Text);

/// Where a problem arose, as far as that is spoken of.
#[derive(Clone, Debug)]
pub struct About<'a> {
    pub(super) texts: &'a Texts,
    pub(super) task: Task,
    /// The homeserver; `None` while it is sought.
    pub(super) server: Option<&'a Homeserver>,
    /// The name of the homeserver that is looked up.
    pub(super) sought: &'a str,
    /// Where that was asked last.
    pub(super) asked: Option<BaseUrl>,
    /// The form; none in the probe.
    pub(super) form: Option<&'a Form>,
    /// Whether the page has a link.
    pub(super) has_link: bool,
    /// The answer behind the problem.
    pub(super) cause: Option<&'a Failure>,
    /// Another host than the homeserver, if that is to blame.
    pub(super) host: Option<&'a str>,
}

impl<'a> About<'a> {
    /// A homeserver is sought by this text, and was asked here last.
    pub fn sought(sought: &'a str, asked: Option<BaseUrl>, texts: &'a Texts) -> Self {
        Self {
            texts,
            task: Task::SignUp,
            server: None,
            sought,
            asked,
            form: None,
            has_link: false,
            cause: None,
            host: None,
        }
    }

    /// A wizard is on some page.
    pub(super) fn page(wizard: &'a Wizard, texts: &'a Texts) -> Self {
        let form = wizard.form();
        Self {
            task: wizard.task(),
            server: wizard.server().map(AsRef::as_ref),
            form: Some(form),
            has_link: wizard.link().is_some(),
            ..Self::sought(form.text(FieldId::Server), wizard.asked_site(), texts)
        }
    }

    /// The text of a field besides that of the server.
    pub(super) fn typed(&self, field: FieldId) -> &'a str {
        self.form.map_or("", |form| form.text(field))
    }

    /// The name of the server that is spoken of, or the typed text for it.
    pub(super) fn server(&self) -> String {
        match (self.host, self.server, ServerInput::parse(self.sought)) {
            (Some(host), ..) => host.to_owned(),
            (_, Some(server), _) => server.display_name(),
            (.., Ok(ServerInput::Name(name))) => name.to_string(),
            _ => CleanText::new(self.sought).to_string(),
        }
    }

    /// The same where it was not reached. Where a port was typed it is told which one was asked: where a name leads is
    /// asked at its host first, on the port of https.
    pub(super) fn unreached(&self, network: Network) -> String {
        let is_sought = self.host.is_none() && self.server.is_none();
        let site = self.asked.as_ref().filter(|_| is_sought);
        match (site, ServerInput::parse(self.sought)) {
            // No port has a part in finding the address of a host.
            (Some(site), Ok(_)) if network == Network::Dns => site.host().to_owned(),
            (Some(site), Ok(ServerInput::Name(name))) if name.has_port() => {
                site.host_and_any_port()
            }
            (Some(site), Ok(_)) => site.host_and_port(),
            _ => self.server(),
        }
    }
}
