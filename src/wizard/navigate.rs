//! From page to page.

use super::draft::FieldId;
use super::homeserver::Media;
use super::in_flight::Awaiting;
use super::page::{Evidence, Focus, PageId, order};
use super::pages::Forward;
use super::problem::{WebFault, page_of};
use super::progress::Progress;
use super::retry::Retry;
use super::stage::{Stage, Stop, Task, Web};
use super::timers::Timer;
use super::{Effect, Exit, Notice, Overlay, ProblemKind, Retreat, Turn, Wizard};

impl Wizard {
    /// The pages of this run in their order, as far as they are known.
    pub fn pages(&self) -> Vec<PageId> {
        let evidence = Evidence::of(&self.stage);
        let media = match evidence.server {
            Some(_) if self.stage.page() > PageId::Contact => evidence.media,
            _ => self.lists.contact.unwrap_or(Media::NONE),
        };
        let mut pages = order(self.task, evidence.server.as_deref(), media);
        let here = self.stage.page();
        // A server can want a browser without having said so before.
        if here == PageId::Browser && !pages.contains(&here) {
            let verify = pages.iter().position(|page| *page == PageId::Verify);
            pages.insert(verify.unwrap_or(pages.len()), here);
        }
        pages
    }

    /// Goes on from this page, if what is on it allows that.
    pub(super) fn go_on(&mut self, turn: &mut Turn) {
        if self.holding().is_some() {
            self.waits.enter = true;
            return;
        }
        let next = [Timer::Retry, Timer::Lookup].map(|timer| self.timers.get(timer));
        let is_to_come = next[0].or(next[1]).is_some_and(|at| at > turn.now);
        match self.retries.waiting() {
            // Another message comes by itself; Enter is about what is on the page.
            Some(Retry::Message(_))
                if matches!(self.stage, Stage::Verify(..) | Stage::NewPassword(..)) => {}
            // The countdown stands: asking before its end only makes it longer.
            _ if self.is_limited() && is_to_come => return,
            _ => self.stop_retry(),
        }
        // Enter answers the question while it is shown, and at no other time.
        if let Some(ProblemKind::ForeignCodeHost(host)) = self.problem.take().map(|p| p.kind) {
            self.waits.code_host = Some(host);
        }
        if self.unseen_doubt().is_some() {
            return;
        }
        if let Some(exchange) = &mut self.exchange {
            exchange.progress = Progress::default();
        }
        match self.forward(turn) {
            Ok(Forward::To(stage)) => self.go_to(*stage, turn),
            Ok(Forward::Next(evidence)) => self.next_page(&evidence, turn),
            Ok(Forward::Stay) => {}
            Err(problem) => self.show(problem, turn),
        }
    }

    fn is_limited(&self) -> bool {
        matches!(
            self.problem.as_ref().map(|problem| &problem.kind),
            Some(ProblemKind::Limited(_))
        )
    }

    /// Goes to the page after this one, on the given evidence.
    fn next_page(&mut self, evidence: &Evidence, turn: &mut Turn) {
        let pages = order(self.task, evidence.server.as_deref(), evidence.media);
        let here = self.stage.page();
        let next = pages
            .iter()
            .skip_while(|page| **page != here)
            .nth(1)
            .and_then(|page| evidence.at(*page, self.task));
        if let Some(stage) = next {
            self.go_to(stage, turn);
        }
    }

    /// Goes to a page, puts the focus on it, and follows flags from there.
    pub(super) fn go_to(&mut self, stage: Stage, turn: &mut Turn) {
        if matches!(self.stage, Stage::Verify(..)) {
            // Short-lived, and of no use for another message.
            self.draft.line_mut(FieldId::Code).clear();
        }
        if !matches!(stage, Stage::Web(_, Web::Waiting(_))) {
            self.drop_grant(turn);
        }
        self.stage = stage;
        // These were about the page before.
        self.forget_questions(turn, |q| *q == Awaiting::OpenLink);
        let is_done = matches!(self.stage, Stage::Done(_));
        self.overlay
            .take_if(|overlay| *overlay == Overlay::Qr || (is_done && *overlay == Overlay::Leave));
        self.problem = None;
        self.notice = None;
        self.waits.enter = false;
        self.waits.unseen = false;
        self.timers.stop(Timer::Poll);
        self.timers.stop(Timer::Strength);
        self.stop_retry();
        self.retries.begin_anew();
        self.draft.reveal = false;
        self.draft.replaced = None;
        self.draft.is_closed = false;
        self.arrived(turn);
        self.focus_first();
        self.follow_preset(turn);
    }

    /// What a page does when it is opened.
    fn arrived(&mut self, turn: &mut Turn) {
        match &self.stage {
            Stage::Server if self.is_usual_server() && self.found().is_none() => {
                self.server_edited(turn);
            }
            Stage::SignIn(_) => self.take_name_from_server(),
            Stage::Contact(server, _) => {
                let choices = server.contact_choices(self.task);
                if !self.lists.contact.is_some_and(|m| choices.contains(&m)) {
                    self.lists.contact = choices.first().copied();
                }
                turn.effects.push(Effect::WarmNumbers(None));
            }
            Stage::Country(_) => {
                self.lists.countries = self.search_countries();
                if self.draft.country.is_none() && self.guess.selected {
                    self.draft.country = self.guess.first();
                }
                self.lists.country = self.draft.country;
            }
            Stage::Number(_, country) => {
                let country = *country;
                self.open_number(country, turn);
            }
            Stage::Account(_) | Stage::NewPassword(..) if self.strength.is_none() => {
                self.password_edited(turn);
            }
            Stage::Terms(..) => self.lists.policy = 0,
            Stage::Review(plan) => {
                let plan = plan.clone();
                self.wake_validations(&plan);
                if plan.task() == Task::SignUp {
                    self.open_ahead(&plan, turn);
                }
            }
            Stage::Verify(..) => {
                self.begin_waiting(turn);
                self.repeat_unanswered(turn);
            }
            Stage::NewPassword(..) => self.repeat_unanswered(turn),
            Stage::Stopped(server, stop) => {
                let (server, stop) = (server.clone(), stop.clone());
                self.ask_for_support(&server, &stop, turn);
            }
            _ => {}
        }
    }

    /// One page back. Never validates, and keeps everything typed.
    pub(super) fn back(&mut self, turn: &mut Turn) {
        if self.must_wait(Retreat::Back) {
            return;
        }
        self.stop_retry();
        let enter = std::mem::take(&mut self.waits.enter);
        let held = self.holding().is_some_and(|(q, _)| enter || !q.is_ahead());
        self.forget_questions(turn, |q| q.holds_the_page() && !q.is_about_server());
        // While the review page works, Back stops the work and stays to be looked at again.
        if held && matches!(self.stage, Stage::Web(_, Web::Offer)) {
            self.drop_grant(turn);
            return;
        }
        if held && matches!(self.stage, Stage::Review(_)) {
            self.keep_focus();
            return;
        }
        match &self.stage {
            Stage::Task => {}
            Stage::Done(_) => self.exit(Exit::Done, turn),
            Stage::Stopped(server, Stop::Browser) if self.can_sign_up_in_browser(server) => {
                let server = server.clone();
                self.go_to(Stage::Web(server, Web::Offer), turn);
            }
            Stage::Web(server, Web::Waiting(_)) => {
                let server = server.clone();
                self.go_to(Stage::Web(server, Web::Offer), turn);
            }
            Stage::Stopped(..) => self.go_to(Stage::Server, turn),
            _ => {
                let here = self.stage.page();
                let before = self
                    .pages()
                    .into_iter()
                    .take_while(|page| *page != here)
                    .last();
                if let Some(page) = before {
                    self.return_to(page, turn);
                }
            }
        }
    }

    /// Goes back to an earlier page, with the evidence that it needs.
    pub(super) fn return_to(&mut self, page: PageId, turn: &mut Turn) {
        if self.stage.page() == page {
            return;
        }
        self.stop_returning();
        let evidence = Evidence::of(&self.stage);
        let stage = match page {
            PageId::NewPassword => self.new_password_again(),
            _ => evidence.at(page, self.task),
        };
        if let Some(stage) = stage {
            self.go_to(stage, turn);
        }
    }

    /// The new-password page again, from the verification after it.
    fn new_password_again(&self) -> Option<Stage> {
        match &self.stage {
            Stage::Verify(plan, sent) => {
                Some(Stage::NewPassword(plan.contacts().clone(), sent.clone()))
            }
            _ => None,
        }
    }

    /// Where another contact is given from here: on the page of the one that is being proven, else of the first; where
    /// there is none yet, on the page where one is chosen, if the server takes any.
    pub(super) fn contact_page(&self) -> Option<PageId> {
        let plan = match &self.stage {
            Stage::Verify(_, sent) | Stage::NewPassword(_, sent) => {
                return Some(page_of(sent.contact.medium()));
            }
            Stage::Review(plan) => plan,
            _ => return None,
        };
        let contacts = plan.contacts();
        match contacts.all().first() {
            Some(first) => Some(page_of(first.medium())),
            None => {
                let choices = contacts.server.contact_choices(plan.task());
                (choices != [Media::NONE]).then_some(PageId::Contact)
            }
        }
    }

    /// To that page.
    pub(super) fn change_address(&mut self, turn: &mut Turn) {
        let Some(page) = self.contact_page() else {
            return;
        };
        if self.must_wait(Retreat::ChangeAddress) {
            return;
        }
        self.forget_questions(turn, Awaiting::holds_the_page);
        self.return_to(page, turn);
    }

    /// To the name and password.
    pub(super) fn change_account(&mut self, turn: &mut Turn) {
        if matches!(self.stage, Stage::Review(_)) && self.task == Task::SignUp {
            if self.must_wait(Retreat::ChangeAccount) {
                return;
            }
            self.forget_questions(turn, Awaiting::holds_the_page);
            self.return_to(PageId::Account, turn);
        }
    }

    /// Proves another kind of contact, or none, instead of this one.
    pub(super) fn use_instead(&mut self, media: Media, turn: &mut Turn) {
        if self.must_wait(Retreat::UseInstead(media)) {
            return;
        }
        let Some(server) = self.server() else {
            return;
        };
        if !server.contact_choices(self.task).contains(&media) {
            return;
        }
        self.forget_questions(turn, Awaiting::holds_the_page);
        self.stop_returning();
        self.lists.contact = Some(media);
        let access = Evidence::of(&self.stage).access;
        self.go_to(Stage::Contact(server, access), turn);
        self.go_on(turn);
    }

    /// Whether anything is under way that cannot be taken back, or what became of it is about to
    /// be asked.
    pub(super) fn is_committing(&self) -> bool {
        let doubts = self
            .exchange
            .as_ref()
            .is_some_and(|x| x.commit.is_in_doubt());
        let asks_again = matches!(self.retries.waiting(), Some(Retry::Uia { .. }));
        self.in_flight.any(Awaiting::may_commit) || (asks_again && doubts)
    }

    /// Remembers a way back while something is under way that cannot be taken back.
    pub(super) fn must_wait(&mut self, retreat: Retreat) -> bool {
        let waits = self.has_to_wait();
        if waits {
            self.waits.back = Some(retreat);
            self.waits.enter = false;
            self.notice = Some(Notice::BackWaits);
        }
        waits
    }

    /// Goes the way back that was remembered, unless the answer was the last word.
    pub(super) fn retreat(&mut self, retreat: Retreat, turn: &mut Turn) {
        let lost = self.problem.as_ref().is_some_and(|problem| {
            matches!(
                problem.kind,
                ProblemKind::AnswerLost | ProblemKind::Web(WebFault::AccountUnknown)
            )
        });
        if lost || matches!(self.stage, Stage::Done(_)) {
            return;
        }
        match retreat {
            Retreat::Back => self.back(turn),
            Retreat::ChangeAddress => self.change_address(turn),
            Retreat::ChangeAccount => self.change_account(turn),
            Retreat::UseInstead(media) => self.use_instead(media, turn),
        }
    }

    /// The focus, for the faces.
    pub fn focus(&self) -> Focus {
        self.focus
    }
}
