//! Links that a page offers: opened here, copied, or shown as a QR code for another device.

use super::in_flight::Awaiting;
use super::stage::{Stage, Stop, Task, Web};
use super::{Effect, Notice, Turn, Wizard};
use crate::domain::{Link, Secret};

impl Wizard {
    /// The link of this page.
    pub fn link(&self) -> Option<Link> {
        match &self.stage {
            Stage::Browser(_, step) => Some(step.link.clone()),
            Stage::Terms(contacts, ..) => {
                let policy = contacts.server.terms().get(self.lists.policy)?;
                let text = policy.in_language(self.language())?;
                Link::new(text.url.clone(), contacts.server.base.is_loopback())
            }
            Stage::Web(_, Web::Waiting(link)) => Some(link.clone()),
            Stage::Stopped(server, Stop::Browser) => {
                let oauth = server.oauth.as_ref()?;
                let url = match self.task {
                    Task::SignUp | Task::Reset => oauth.account_management.clone(),
                    Task::AddContact => oauth.profile_page(),
                };
                Link::new(url?, server.base.is_loopback())
            }
            _ => None,
        }
    }

    pub(super) fn open_link(&mut self, turn: &mut Turn) {
        if let Some(link) = self.link().filter(|_| self.has_browser) {
            let id = self.ask(Awaiting::OpenLink, turn);
            turn.effects.push(Effect::OpenLink { id, link });
        }
    }

    pub(super) fn link_opened(&mut self, opened: bool) {
        self.notice = Some(match opened {
            true => Notice::Opened,
            false => Notice::NoBrowser,
        });
    }

    /// What the page is about, to be copied: the Matrix ID, or the link.
    pub(super) fn copied(&self) -> Option<String> {
        match &self.stage {
            Stage::Done(done) => done.user_id().map(|id| id.as_str().to_owned()),
            _ => self.link().map(|link| link.as_str().to_owned()),
        }
    }

    pub(super) fn copy(&mut self, turn: &mut Turn) {
        if let Some(text) = self.copied() {
            turn.effects.push(Effect::Copy(Secret::new(text)));
            self.notice = Some(Notice::Copied);
        }
    }
}
