//! Links that a page offers: opened here, copied, or shown as a QR code for another device.

use super::awaiting::Awaiting;
use super::end::Stop;
use super::page::PageId;
use super::task::Task;
use super::{Effect, Notice, Wizard};
use crate::domain::{Link, Secret};

impl Wizard {
    /// The link of this page.
    pub fn link(&self) -> Option<Link> {
        match self.page {
            PageId::Browser => Some(self.visit()?.link.clone()),
            PageId::Terms => {
                let server = self.server()?;
                let policy = server.terms().get(self.form.policy)?;
                let text = policy.in_language(self.form.language())?;
                Link::new(text.url.clone(), server.base.is_loopback())
            }
            PageId::Web => self.awaited_link().cloned(),
            PageId::Stopped if self.stop() == Some(&Stop::Browser) => {
                let server = self.server()?;
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

    pub(super) fn open_link(&mut self) {
        if let Some(link) = self.link().filter(|_| self.has_browser) {
            let id = self.mech.cx().ask(Awaiting::OpenLink);
            self.mech.effects.push(Effect::OpenLink { id, link });
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
        match self.done() {
            Some(done) => done.user_id().map(|id| id.as_str().to_owned()),
            None => self.link().map(|link| link.as_str().to_owned()),
        }
    }

    pub(super) fn copy(&mut self) {
        if let Some(text) = self.copied() {
            self.mech.effects.push(Effect::Copy(Secret::new(text)));
            self.notice = Some(Notice::Copied);
        }
    }
}
