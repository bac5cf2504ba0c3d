//! Stages that only a browser can do. The server has a page for them; whether they are done is asked with the session
//! alone, again and again, because nothing tells the terminal.

use super::awaiting::Awaiting;
use super::end::Stop;
use super::exchange::BrowserStep;
use super::page::PageId;
use super::timers::Timer;
use super::{Notice, Turn, Wizard};
use crate::protocol::{Failure, FallbackPage, Reply, Request, StageType};

impl Wizard {
    /// Leads to the server's page for a stage, and waits until the stage is done.
    pub(super) fn send_to_page(&mut self, stage: &StageType, turn: &mut Turn) {
        let Some(exchange) = &self.exchange else {
            return;
        };
        let server = exchange.plan.contacts().server.clone();
        let page = exchange.session().map(|session| FallbackPage {
            stage: stage.clone(),
            session: session.clone(),
        });
        let link = page.as_ref().and_then(|p| p.link(&server.base, server.api));
        // Without a session no page knows whose stage it completes.
        let (Some(page), Some(link)) = (page, link) else {
            self.no_page(stage, turn);
            return;
        };
        let step = BrowserStep {
            stage: stage.clone(),
            link,
        };
        let mut renewed = false;
        if let Some(here) = self.visit() {
            if *here == step {
                if !self.timers.is_set(Timer::Poll) {
                    self.schedule_poll(turn);
                }
                return;
            }
            renewed = here.stage == step.stage;
        }
        self.visit = Some(step);
        self.go_to(PageId::Browser, turn);
        self.notice = renewed.then_some(Notice::NewLink);
        self.waits.polled_at = None;
        self.waits.poll_faults = 0;
        self.waits.poll_missed = false;
        self.waits.visited_at = Some(turn.now);
        self.schedule_poll(turn);
        self.call(
            Awaiting::FallbackPage(stage.clone()),
            (&server.base, server.api),
            Request::FallbackPage(page),
            turn,
        );
    }

    /// Whether the server has the page. A failure that says nothing about that is left to the browser.
    pub(super) fn page_answered(
        &mut self,
        stage: &StageType,
        result: &Result<Reply, Failure>,
        turn: &mut Turn,
    ) {
        let absent = result
            .as_ref()
            .err()
            .and_then(Failure::refusal)
            .is_some_and(|refusal| matches!(refusal.status, 404 | 405 | 501));
        if absent && self.visit().is_some_and(|visit| visit.stage == *stage) {
            self.no_page(stage, turn);
        }
    }

    fn no_page(&mut self, stage: &StageType, turn: &mut Turn) {
        self.abandon();
        self.stop_at(Stop::NeedsStages(vec![stage.clone()]), turn);
    }

    /// Asks whether the stage of this page is done.
    pub(super) fn ask_browser(&mut self, stage: &StageType, by_person: bool, turn: &mut Turn) {
        if !self.can_poll() {
            if let Some(plan) = self.plan() {
                self.begin(&plan, turn);
            }
            return;
        }
        self.timers.stop(Timer::Poll);
        self.waits.poll_missed = false;
        self.waits.polled_at = Some(turn.now);
        let last = self.is_last(stage);
        self.answer_stage(stage, last, by_person, turn);
    }

    /// Whether the person is at a page of the server with a stage.
    pub(super) fn is_visiting(&self) -> bool {
        self.page == PageId::Browser
    }

    /// Whether a stage of the exchange is done in a browser: the wizard cannot, or there is nothing that it could show.
    pub(super) fn is_for_browser(&self, stage: &StageType) -> bool {
        let Some(exchange) = &self.exchange else {
            return false;
        };
        let shows_nothing = || {
            let known = exchange.plan.contacts().server.terms();
            exchange.offer().1.unwrap_or(known).is_empty()
        };
        !exchange.can_do(stage) || (*stage == StageType::Terms && shows_nothing())
    }
}
