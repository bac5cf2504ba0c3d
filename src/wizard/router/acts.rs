//! Where each act works, and how the machine does it.

use super::pages;
use crate::domain::{Link, Secret};
use crate::wizard::act::Act;
use crate::wizard::awaiting::Awaiting;
use crate::wizard::effect::{Effect, Exit};
use crate::wizard::homeserver::Media;
use crate::wizard::page::PageId;
use crate::wizard::problem::ProblemKind;
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::{Notice, Overlay, PasswordCheck, Waits, Way, Wizard};

impl Wizard {
    /// Whether an act works now. An act that does not work changes nothing.
    pub fn works(&self, act: Act) -> bool {
        match self.overlay {
            None => self.works_on_page(act),
            Some(Overlay::Leave) => act == Act::Leave,
            Some(overlay) => match act {
                Act::Help | Act::Details | Act::Leave => true,
                Act::Copy | Act::ShowQr => overlay == Overlay::Qr,
                _ => false,
            },
        }
    }

    /// Whether an act works on the page, whatever lies over it.
    pub fn works_on_page(&self, act: Act) -> bool {
        let page = self.page;
        match act {
            Act::Proceed => matches!(page, PageId::Account | PageId::Review | PageId::NewPassword),
            Act::LookNow => self.is_polling(),
            Act::SendAgain => self.awaited().is_some(),
            Act::ChangeAddress => self.contact_page().is_some(),
            Act::ChangeAccount => page == PageId::Review && self.task == Task::SignUp,
            Act::UseInstead(media) => {
                let is_other = media != self.media() && media != Media::BOTH;
                let may = page == PageId::Verify && self.task == Task::SignUp;
                may && is_other && self.contact_choices().contains(&media)
            }
            Act::Switch => self.can_switch(),
            Act::OtherServer => self.is_web_offer() || page == PageId::Stopped,
            Act::TakeSuggestion => self.suggestion().is_some(),
            Act::MakePassPhrase => matches!(page, PageId::Account | PageId::NewPassword),
            Act::Reveal => matches!(page, PageId::Account | PageId::NewPassword | PageId::SignIn),
            Act::Practise => page == PageId::Server && self.practice().is_none(),
            Act::Copy => self.copied().is_some(),
            Act::OpenLink => self.has_browser && self.link().is_some(),
            // Another device has no use for a link that is good on this computer alone.
            Act::ShowQr => self.link().is_some() && page != PageId::Web,
            Act::OpenSignUp => self.is_web_offer(),
            Act::ShowAccountPage => page == PageId::Web,
            Act::CheckPassword => page == PageId::Done && self.login.can_check_password(),
            Act::AddProfile => page == PageId::Done && self.profile.can_add(),
            Act::Help | Act::Details | Act::Leave => true,
        }
    }

    /// The acts that are lines of this page, in their order.
    pub fn actions(&self) -> Vec<Act> {
        let mut acts = pages::of(self.page).acts(self);
        if !acts.contains(&Act::Switch) {
            acts.push(Act::Switch);
        }
        acts.retain(|act| match act {
            // Once a password was typed, the key for it is enough.
            Act::MakePassPhrase if !self.form.has_no_password() => false,
            act => self.works_on_page(*act),
        });
        acts
    }

    /// Whether the other task is a way on: it solves the problem at hand, or this one came to nothing.
    fn can_switch(&self) -> bool {
        let signs_up = self.task == Task::SignUp;
        self.other_task_helps()
            || match self.stop() {
                Some(Stop::Closed(_) | Stop::NeedsStages(_)) => signs_up,
                Some(_) => false,
                // Another password needs a proof of a contact.
                None => {
                    let wrong = self.login.password_check() == Some(&PasswordCheck::Wrong);
                    wrong && signs_up && self.done().is_some() && self.media() != Media::NONE
                }
            }
    }

    /// Whether the problem at hand is one that the other task solves.
    pub fn other_task_helps(&self) -> bool {
        let medium = self.problem_kind().and_then(ProblemKind::solved_elsewhere);
        self.task.other().is_some() && medium.is_some()
    }

    /// Does an act that works.
    pub(super) fn act(&mut self, act: Act) {
        match act {
            Act::Proceed | Act::LookNow => self.go_on(),
            Act::SendAgain => {
                let until = self.resend_at();
                self.prove(|p, at| p.send_again(until, at));
            }
            Act::ChangeAddress => {
                if let Some(page) = self.contact_page() {
                    self.leave_for(page, act);
                }
            }
            Act::ChangeAccount => self.leave_for(PageId::Account, act),
            Act::UseInstead(media) => self.use_instead(media),
            Act::Switch => self.switch(),
            Act::OtherServer => {
                self.saves.stop_returning();
                self.go_to(PageId::Server);
            }
            Act::TakeSuggestion => self.take_suggestion(),
            Act::MakePassPhrase => self.make_pass_phrase(),
            Act::Reveal => self.form.reveal = !self.form.reveal,
            Act::Practise => self.practise(),
            Act::Copy => self.copy(),
            Act::OpenLink => self.open_link(),
            Act::ShowQr => self.overlay = Some(Overlay::Qr),
            Act::OpenSignUp => self.sign_up_in_browser(),
            Act::ShowAccountPage => {
                if !self.must_wait(Way::Act(act)) {
                    self.stop_at(Stop::Browser);
                }
            }
            Act::CheckPassword => {
                let is_same = self.saves.is_same_account(&self.here());
                self.login.check_password(is_same, &mut self.mech.cx());
            }
            Act::AddProfile => self.profile.add(&mut self.mech.cx()),
            Act::Help => self.overlay = Some(Overlay::Help),
            Act::Details => self.overlay = Some(Overlay::Details),
            Act::Leave if self.would_lose() => self.overlay = Some(Overlay::Leave),
            Act::Leave => self.exit(self.way_out()),
        }
    }

    /// The link of this page.
    pub fn link(&self) -> Option<Link> {
        pages::of(self.page).link(self)
    }

    pub(super) fn open_link(&mut self) {
        if let Some(link) = self.link().filter(|_| self.has_browser) {
            let id = self.mech.cx().ask(Awaiting::OpenLink);
            self.mech.effects.push(Effect::OpenLink { id, link });
        }
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

    /// What leaving here means.
    pub fn way_out(&self) -> Exit {
        match self.page {
            PageId::Done => Exit::Done,
            PageId::Stopped => Exit::NotDone,
            _ => Exit::Left,
        }
    }

    /// Whether something that was typed, or asked of a server, would be lost.
    fn would_lose(&self) -> bool {
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

    /// Ends the wizard, and with it the program.
    pub(super) fn exit(&mut self, exit: Exit) {
        self.end();
        self.mech.effects.push(Effect::Exit(exit));
    }

    /// Nothing happens any more, but that sessions are closed.
    pub(super) fn end(&mut self) {
        // As long as it is known what is about to be repeated.
        self.autosave();
        self.exited = true;
        self.waits = Waits::default();
        self.mech.timers = Default::default();
        self.mech.cx().stop_retry();
        self.close_unneeded_session();
        self.oauth.leave(&mut self.mech.cx());
    }
}
