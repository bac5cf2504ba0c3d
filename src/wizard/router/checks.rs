//! Checks that a page has made by the server before it is left: the look-up, the user name, the registration token.

use std::rc::Rc;

use crate::domain::{BaseUrl, RegistrationToken, ServerInput, ServerInputError, Username};
use crate::protocol::{ErrCode, Failure, Refusal, Reply, Request};
use crate::wizard::awaiting::{AfterName, Awaiting, LookupPart};
use crate::wizard::effect::Effect;
use crate::wizard::event::PracticeServer;
use crate::wizard::form::FieldId;
use crate::wizard::homeserver::Homeserver;
use crate::wizard::page::{Focus, PageId};
use crate::wizard::plan::Plan;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;
use crate::wizard::stop::Stop;
use crate::wizard::timers::Timer;
use crate::wizard::{Wizard, lookup};

impl Wizard {
    /// The homeserver that was found for what is in the server field now.
    pub fn found(&self) -> Option<&Rc<Homeserver>> {
        self.lookup
            .found(self.form.text(FieldId::Server), self.task)
    }

    /// Where the newest look-up asked last; nothing before it asked anything.
    pub fn asked_site(&self) -> Option<BaseUrl> {
        self.lookup.asked_site()
    }

    /// Begins to look up what is in the server field, if it can be read.
    pub(super) fn look_up(&mut self) {
        self.lookup.stop(&mut self.mech.cx());
        let text = self.form.text(FieldId::Server).to_owned();
        let Ok(input) = ServerInput::parse(&text) else {
            return;
        };
        if self.page == PageId::Server {
            self.problem = None;
        }
        let (practice, cx) = (self.practice.as_ref(), &mut self.mech.cx());
        let outcome = self.lookup.begin((text, input), self.task, practice, cx);
        self.lookup_came_to(outcome);
    }

    pub(super) fn looked_up(&mut self, part: LookupPart, result: Result<Reply, Failure>) {
        let outcome = self.lookup.answered(part, result, &mut self.mech.cx());
        self.lookup_came_to(outcome);
    }

    fn lookup_came_to(&mut self, outcome: lookup::Outcome) {
        if let lookup::Outcome::Failed(problem) = outcome
            && self.page == PageId::Server
        {
            self.problem = Some(problem);
            self.waits.enter = false;
        }
    }

    pub(super) fn server_edited(&mut self) {
        self.lookup.stop(&mut self.mech.cx());
        self.mech.cx().forget(|q| matches!(q, Awaiting::Practice));
        // What can be no server is said after the same pause.
        if !self.form.text(FieldId::Server).trim().is_empty() {
            let at = self.mech.now + self.mech.timing.discovery_pause;
            self.mech.timers.set(Timer::Lookup, at);
        }
    }

    /// Why what is in the server field can be no server, once the person paused.
    pub fn server_fault(&self) -> Option<ServerInputError> {
        let text = self.form.text(FieldId::Server).trim();
        // A Matrix ID on its way to the server's name.
        let is_begun = text.starts_with('@') && !text.contains(':');
        if text.is_empty() || is_begun || self.mech.timers.is_set(Timer::Lookup) {
            return None;
        }
        ServerInput::parse(text).err()
    }

    /// Takes the built-in practice server, starting it first if it is not there yet.
    pub(super) fn practise(&mut self) {
        match self.practice.clone() {
            Some(server) => self.practice_started(server),
            None => {
                let id = self.mech.cx().ask(Awaiting::Practice);
                self.mech.effects.push(Effect::StartPractice { id });
            }
        }
    }

    pub(super) fn practice_started(&mut self, server: PracticeServer) {
        let name = server.name.as_str().to_owned();
        self.practice = Some(server);
        if self.form.preset.practice {
            self.form.preset.server = Some(name.clone());
        }
        if self.page == PageId::Server {
            self.problem = None;
            self.form.line_mut(FieldId::Server).set(&name);
            self.look_up();
            // With a flag there is nothing to decide on this page.
            if self.form.preset.server.take().is_some() {
                self.waits.enter = true;
            }
        }
    }

    /// Whether the name was found free on this server a short while ago.
    pub(super) fn name_is_fresh(&mut self, username: &Username) -> bool {
        let Some(server) = self.server().cloned() else {
            return false;
        };
        let cx = &self.mech.cx();
        self.form.name_is_fresh(username, &server.base, cx)
    }

    pub(super) fn ask_name(&mut self, username: &Username, then: AfterName) {
        if let Some(server) = self.server().cloned() {
            let request = Request::UsernameAvailable(username.clone());
            let at = (&server.base, server.api);
            self.mech.cx().call(Awaiting::Name(then), at, request);
        }
    }

    pub(super) fn name_answered(&mut self, then: AfterName, result: Result<Reply, Failure>) {
        let name = match (self.page, self.uia.plan()) {
            (PageId::Account, _) => self.username().ok(),
            (_, Some(Plan::SignUp { account, .. })) => Some(account.username.clone()),
            _ => None,
        };
        let Some(name) = name else {
            return;
        };
        if let Err(failure) = &result {
            let retry = match then {
                AfterName::Continue => Retry::Enter,
                _ => Retry::Uia { in_doubt: false },
            };
            if self.check_refused(failure, retry) {
                return;
            }
        }
        let kind = name_problem(&result);
        match (then, kind) {
            (then, Some(ProblemKind::NameTaken))
                if then == AfterName::Doubt
                    || (then != AfterName::Continue && self.uia.may_be_ours(&name)) =>
            {
                let outcome = self.uia.probably_created();
                self.uia_came_to(outcome);
            }
            (AfterName::Doubt, _) => {
                self.uia.restart();
                self.drive();
            }
            (_, Some(kind)) => {
                let cause = result.err();
                self.show(Problem::new(kind, cause));
                self.focus = Focus::Field(FieldId::Username);
            }
            // A server that cannot tell will do so when the account is made.
            (then, None) => {
                let base = self.server().map(|server| server.base.clone());
                self.form
                    .note_name(base.map(|base| (name, base, self.mech.now)));
                match then {
                    AfterName::Continue => self.waits.enter = true,
                    AfterName::Refresh => self.drive(),
                    _ => self.after_name(),
                }
            }
        }
    }

    /// Whether a check came to nothing because the server limits it, or because it makes no
    /// accounts at all. A limited one is asked again by itself.
    pub(super) fn check_refused(&mut self, failure: &Failure, retry: Retry) -> bool {
        let is_limit = failure.refusal().is_some_and(Refusal::is_rate_limit);
        if is_limit && self.failed(retry, failure.clone()).is_ok() {
            return true;
        }
        let closed = failure
            .refusal()
            .filter(|refusal| refusal.status == 403 && refusal.is(&ErrCode::Forbidden));
        let is_early = matches!(self.page, PageId::Account | PageId::Token);
        let Some(refusal) = closed.filter(|_| is_early) else {
            return false;
        };
        self.stop_at(Stop::Closed(Some(refusal.clone())));
        true
    }

    /// The name is free just before the last stage: answer it.
    fn after_name(&mut self) {
        if self.can_poll() {
            let by_person = self.polling.take_word();
            self.poll(by_person);
        } else {
            self.drive();
        }
    }

    /// The check tells about this moment only; the stage decides. A server that cannot check is
    /// taken at its silence. A token that an earlier run has used up is good for the rest of it.
    pub(super) fn token_answered(&mut self, result: Result<Reply, Failure>) {
        match result {
            Ok(Reply::TokenValid(false)) if !self.may_hold_token() => {
                self.show(Problem::typed(ProblemKind::TokenRefused));
            }
            Err(failure) if self.check_refused(&failure, Retry::Enter) => {}
            _ => {
                self.form.token_checked =
                    RegistrationToken::parse(self.form.text(FieldId::Token)).ok();
                self.waits.enter = self.form.token_checked.is_some();
            }
        }
    }

    /// Whether it may be this task itself that has used up the registration token.
    fn may_hold_token(&self) -> bool {
        let server = self.server();
        server.is_some_and(|server| self.uia.may_hold_token(self.task, &server.base))
    }
}

/// What the answer to an availability check has against the name.
fn name_problem(result: &Result<Reply, Failure>) -> Option<ProblemKind> {
    match result {
        Ok(Reply::UsernameAvailable(false)) => Some(ProblemKind::NameTaken),
        Err(Failure::Refused(refusal)) => match refusal.errcode {
            Some(ErrCode::UserInUse) => Some(ProblemKind::NameTaken),
            Some(ErrCode::InvalidUsername) => Some(ProblemKind::NameRefused),
            Some(ErrCode::Exclusive) => Some(ProblemKind::NameReserved),
            _ => None,
        },
        _ => None,
    }
}
