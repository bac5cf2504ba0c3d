//! From page to page.

use std::rc::Rc;

use super::pages;
use crate::wizard::act::Act;
use crate::wizard::awaiting::Awaiting;
use crate::wizard::contact::Scope;
use crate::wizard::form::FieldId;
use crate::wizard::homeserver::{Homeserver, Media};
use crate::wizard::page::{PageId, page_of};
use crate::wizard::problem::ProblemKind;
use crate::wizard::retry::Retry;
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::timers::Timer;
use crate::wizard::{Notice, Overlay, Way, Wizard};

impl Wizard {
    /// Continues from this page, if what is on it allows that.
    pub(super) fn go_on(&mut self) {
        if self.holding().is_some() {
            self.waits.enter = true;
            return;
        }
        let next = [Timer::Retry, Timer::Lookup].map(|timer| self.mech.timers.get(timer));
        let is_to_come = next[0].or(next[1]).is_some_and(|at| at > self.mech.now);
        match self.mech.retries.waiting() {
            // Another message comes by itself; Enter is about what is on the page.
            Some(Retry::Message(_)) if self.awaited().is_some() => {}
            // The countdown stands: asking before its end only makes it longer.
            _ if self.limit().is_some() && is_to_come => return,
            _ => self.mech.cx().stop_retry(),
        }
        // Enter answers the question while it is shown, and at no other time.
        if let Some(ProblemKind::ForeignCodeHost(host)) = self.problem.take().map(|p| p.kind) {
            self.proving.agree_to_host(host);
        }
        if self.unseen_doubt().is_some() {
            return;
        }
        self.proving.begin_anew();
        match pages::of(self.page).forward(self) {
            Ok(true) => {
                let mut rest = self
                    .pages()
                    .into_iter()
                    .skip_while(|page| *page != self.page);
                if let Some(next) = rest.nth(1) {
                    self.go_to(next);
                }
            }
            Ok(false) => {}
            Err(problem) => self.show(problem),
        }
    }

    /// Goes to a page, puts the focus on it, and follows flags from there.
    pub(super) fn go_to(&mut self, page: PageId) {
        if self.page == PageId::Verify {
            // Short-lived, and of no use for another message.
            self.form.line_mut(FieldId::Code).clear();
        }
        self.page = page;
        let purpose = self.task.purpose();
        let scope = self.server().map(|server| Scope {
            base: server.base.clone(),
            api: server.api,
            purpose,
        });
        // A stage in the browser comes between a message and its proof.
        let is_about_proof = matches!(page, PageId::Verify | PageId::NewPassword | PageId::Browser);
        self.proving.turn_page(scope, is_about_proof, self.spot());
        self.done.take_if(|_| page != PageId::Done);
        self.stop.take_if(|_| page != PageId::Stopped);
        if page != PageId::Web {
            self.oauth.forget_link();
        }
        if self.awaited_link().is_none() {
            self.oauth.give_up(&mut self.mech.cx());
        }
        // These were about the page before.
        self.mech.cx().forget(|q| *q == Awaiting::OpenLink);
        let is_done = page == PageId::Done;
        self.overlay
            .take_if(|overlay| *overlay == Overlay::Qr || (is_done && *overlay == Overlay::Leave));
        self.problem = None;
        self.notice = None;
        self.waits.enter = false;
        self.waits.unseen = false;
        self.mech.timers.stop(Timer::Poll);
        self.mech.timers.stop(Timer::Strength);
        self.mech.cx().stop_retry();
        self.mech.retries.begin_anew();
        self.form.turn_page();
        pages::of(page).arrive(self);
        self.focus_first();
        self.follow_preset();
    }

    /// The task cannot go on at this server.
    pub(super) fn stop_at(&mut self, stop: Stop) {
        self.stop = Some(stop);
        self.go_to(PageId::Stopped);
    }

    /// To the choice between the sign-up page in the browser and other ways.
    pub(super) fn offer_browser(&mut self) {
        self.oauth.forget_link();
        self.go_to(PageId::Web);
    }

    /// Whether the sign-up page of the server can be opened on this computer, so that the new Matrix ID comes back.
    pub(super) fn can_sign_up_in_browser(&self) -> bool {
        let is_open = |server: &Rc<Homeserver>| server.sign_up_grant().is_some();
        self.has_browser && self.task == Task::SignUp && self.server.as_ref().is_some_and(is_open)
    }

    /// Prepares the way to the sign-up page, unless that is under way: the page opens by itself.
    pub(super) fn sign_up_in_browser(&mut self) {
        let server = self.server().filter(|_| self.is_web_offer()).cloned();
        if let Some(server) = server
            && let Some(endpoints) = server.sign_up_grant()
            && self.holding().is_none()
        {
            self.problem = None;
            self.oauth.begin(&server, endpoints, &mut self.mech.cx());
        }
    }

    /// One page back. Never validates, and keeps everything typed.
    pub(super) fn back(&mut self) {
        if self.must_wait(Way::Back) {
            return;
        }
        self.mech.cx().stop_retry();
        let enter = std::mem::take(&mut self.waits.enter);
        let held = self.holding().is_some_and(|(q, _)| enter || !q.is_ahead());
        self.mech
            .cx()
            .forget(|q| q.holds_the_page() && !q.is_about_server());
        // While the page works, Back stops the work and stays to be looked at again.
        if held && self.is_web_offer() {
            self.oauth.give_up(&mut self.mech.cx());
            return;
        }
        if held && self.page == PageId::Review {
            self.keep_focus();
            return;
        }
        if pages::of(self.page).back(self) {
            return;
        }
        // What was done in the browser is done.
        let mut before = self.pages();
        let here = before.iter().position(|page| *page == self.page);
        before.truncate(here.unwrap_or(0));
        before.retain(|page| *page != PageId::Browser);
        if let Some(page) = before.pop() {
            self.return_to(page);
        }
    }

    /// Goes back to an earlier page.
    pub(super) fn return_to(&mut self, page: PageId) {
        let pages = self.pages();
        let at = |page| pages.iter().position(|other| *other == page);
        if self.page != PageId::Done && at(page).is_some_and(|to| Some(to) < at(self.page)) {
            self.saves.stop_returning();
            self.go_to(page);
        }
    }

    /// Where another contact is given from here: on the page of the one that is being proven, else of the first; where
    /// there is none yet, on the page where one is chosen, if the server takes any.
    pub(super) fn contact_page(&self) -> Option<PageId> {
        if let Some(sent) = self.awaited() {
            return Some(page_of(sent.contact.medium()));
        }
        if self.page != PageId::Review {
            return None;
        }
        match self.contacts()?.all().first() {
            Some(first) => Some(page_of(first.medium())),
            None => (self.contact_choices() != [Media::NONE]).then_some(PageId::Contact),
        }
    }

    /// Goes back to an earlier page, as an act of the person.
    pub(super) fn leave_for(&mut self, page: PageId, act: Act) {
        if !self.must_wait(Way::Act(act)) {
            self.mech.cx().forget(Awaiting::holds_the_page);
            self.return_to(page);
        }
    }

    /// Proves another kind of contact, or none, instead of this one.
    pub(super) fn use_instead(&mut self, media: Media) {
        if self.must_wait(Way::Act(Act::UseInstead(media))) {
            return;
        }
        self.mech.cx().forget(Awaiting::holds_the_page);
        self.saves.stop_returning();
        self.form.media = Some(media);
        self.go_to(PageId::Contact);
        self.go_on();
    }

    /// Whether anything is under way that cannot be taken back, or what became of it is about to
    /// be asked.
    pub(super) fn is_committing(&self) -> bool {
        let (in_flight, retries) = (&self.mech.in_flight, &self.mech.retries);
        self.proving.is_committing(in_flight, retries)
    }

    /// Lets a way wait while something is under way that cannot be taken back.
    pub(super) fn must_wait(&mut self, way: Way) -> bool {
        let waits = self.has_to_wait();
        if waits {
            self.waits.way = Some(way);
            self.waits.enter = false;
            self.notice = Some(Notice::BackWaits);
        }
        waits
    }

    /// Whether a request is out whose answer has to be seen before the page can be left: what it
    /// did could not be undone otherwise.
    pub(super) fn has_to_wait(&self) -> bool {
        self.is_committing()
            || self
                .mech
                .in_flight
                .any(|q| matches!(q, Awaiting::Login(..)))
    }
}
