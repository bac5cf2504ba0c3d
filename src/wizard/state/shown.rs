//! The content of the page, and its problem.

use crate::domain::{Link, Secret};
use crate::wizard::awaiting::Awaiting;
use crate::wizard::ctx::Ctx;
use crate::wizard::effect::{Effect, Exit};
use crate::wizard::form::{FieldId, Form};
use crate::wizard::login::Login;
use crate::wizard::page::{Focus, PageId};
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::profile::Profile;
use crate::wizard::proving::Proving;
use crate::wizard::saves::{SaveFault, Saves};
use crate::wizard::time::Time;
use crate::wizard::{Notice, Overlay, State, pages};

impl State {
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The session of the account that gets a contact, and what is known of a password in doubt.
    pub fn login(&self) -> &Login {
        &self.login
    }

    /// The profile that is offered at the end.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    pub fn saves(&self) -> &Saves {
        &self.saves
    }

    /// The current authentication, and the proofs that it takes.
    pub fn proving(&self) -> &Proving {
        &self.proving
    }

    pub fn overlay(&self) -> Option<Overlay> {
        self.overlay
    }

    /// The focus, for the faces.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    pub(in crate::wizard) fn problem_kind(&self) -> Option<&ProblemKind> {
        self.problem.as_ref().map(|problem| &problem.kind)
    }

    /// The end of the limit that the page is about.
    pub(in crate::wizard) fn limit(&self) -> Option<Time> {
        match self.problem_kind() {
            Some(ProblemKind::Limited(until)) => Some(*until),
            _ => None,
        }
    }

    pub fn notice(&self) -> Option<Notice> {
        let not_kept = |fault: Option<SaveFault>| fault.map(Notice::NotSaved);
        not_kept(self.saves.stale())
            .or(self.notice)
            .or_else(|| not_kept(self.saves.unmet()))
    }

    /// The suggested correction on this page, to be taken with one key.
    pub fn suggestion(&self) -> Option<String> {
        let field = pages::of(self.page).suggested()?;
        self.form.meant(field, self.server())
    }

    /// The field of this page with a flag's doubtful value that the user has not seen yet: the flag does
    /// not continue from there.
    pub fn unseen_doubt(&self) -> Option<FieldId> {
        let doubted = pages::of(self.page).doubted(self);
        doubted.filter(|_| self.waits.unseen)
    }

    /// How long the page's list is, and which entry is chosen.
    pub fn list_position(&self) -> (usize, Option<usize>) {
        let list = pages::of(self.page).list(self);
        list.unwrap_or((0, None))
    }

    /// The link of this page.
    pub fn link(&self) -> Option<Link> {
        pages::of(self.page).link(self)
    }

    /// The text to be copied: the Matrix ID, or the link.
    pub(in crate::wizard) fn copied(&self) -> Option<String> {
        match self.done() {
            Some(done) => done.user_id().map(|id| id.as_str().to_owned()),
            None => self.link().map(|link| link.as_str().to_owned()),
        }
    }

    pub(in crate::wizard) fn copy(&mut self, cx: &mut Ctx<'_>) {
        if let Some(text) = self.copied() {
            cx.effects.push(Effect::Copy(Secret::new(text)));
            self.notice = Some(Notice::Copied);
        }
    }

    pub(in crate::wizard) fn open_link(&mut self, cx: &mut Ctx<'_>) {
        if let Some(link) = self.link().filter(|_| self.has_browser) {
            let id = cx.ask(Awaiting::OpenLink);
            cx.effects.push(Effect::OpenLink { id, link });
        }
    }

    pub fn way_out(&self) -> Exit {
        match self.page {
            PageId::Done => Exit::Done,
            PageId::Stopped => Exit::NotDone,
            _ => Exit::Left,
        }
    }

    /// Whether something that was typed, or asked of a server, would be lost.
    pub(in crate::wizard) fn would_lose(&self) -> bool {
        match self.page {
            PageId::Task | PageId::Done | PageId::Stopped => false,
            PageId::Web if self.is_web_offer() => false,
            _ => {
                let practice = self.practice.as_ref();
                self.form
                    .holds_more_than(practice.map(|server| server.name.as_str()))
            }
        }
    }
}
