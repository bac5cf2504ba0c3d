//! The account page: user name and password. The password rules serve a reset's new password
//! too.

use super::Forward;
use crate::domain::{Password, PasswordError, Secret, Username, UsernameError};
use crate::protocol::{ErrCode, Failure, Refusal, Reply, Request};
use crate::wizard::awaiting::{AfterName, Awaiting};
use crate::wizard::draft::FieldId;
use crate::wizard::end::Stop;
use crate::wizard::event::Estimate;
use crate::wizard::page::{Focus, PageId};
use crate::wizard::password::broken_rule;
use crate::wizard::plan::Plan;
use crate::wizard::problem::{PasswordRule, Problem, ProblemKind};
use crate::wizard::retry::Retry;
use crate::wizard::time::Time;
use crate::wizard::timers::Timer;
use crate::wizard::{Effect, Turn, Wizard};

/// A shorter word about the person says nothing when it is found in a password.
const LEAST_WORD: usize = 3;

impl Wizard {
    pub(super) fn forward_account(&mut self, turn: &mut Turn) -> Result<Forward, Problem> {
        let username = self
            .username()
            .map_err(|e| self.at_field(FieldId::Username, ProblemKind::Username(e)))?;
        if !self.has_new_password()? {
            return Ok(Forward::Stay);
        }
        if !self.name_is_fresh(&username, turn.now) && !self.may_be_ours(&username) {
            self.ask_name(&username, AfterName::Continue, turn);
            if let Some(plan) = self.plan() {
                self.open_ahead(&plan, turn);
            }
            return Ok(Forward::Stay);
        }
        Ok(Forward::Next)
    }

    /// The name in its field, as that of an account on the server of this page.
    pub fn username(&self) -> Result<Username, UsernameError> {
        self.username_in(self.draft.text(FieldId::Username))
    }

    /// A text as the name of an account on the server of this page. What a base URL is called in a Matrix ID is not
    /// always known.
    pub(super) fn username_in(&self, typed: &str) -> Result<Username, UsernameError> {
        let server = self.server().and_then(|server| server.name.as_ref());
        match server {
            Some(server) => Username::parse_on(server, typed),
            None => Username::parse(typed),
        }
    }

    /// Whether there is a good password, typed twice; else Enter only moved on to an empty field.
    pub(super) fn has_new_password(&mut self) -> Result<bool, Problem> {
        let fields = [FieldId::Password, FieldId::PasswordAgain];
        let is_empty = |w: &Self, field| w.draft.line(field).is_empty();
        let above = |focus, field| match focus {
            Focus::Field(FieldId::Username) => true,
            Focus::Field(FieldId::Password) => field == FieldId::PasswordAgain,
            _ => false,
        };
        if is_empty(self, FieldId::Password) && above(self.focus, FieldId::Password) {
            self.focus = Focus::Field(FieldId::Password);
            return Ok(false);
        }
        self.password().map_err(|e| self.at_field(fields[0], e))?;
        if is_empty(self, fields[1]) && above(self.focus, fields[1]) {
            self.focus = Focus::Field(fields[1]);
            return Ok(false);
        }
        if !self.is_password_again() {
            return Err(self.at_field(fields[1], ProblemKind::Mismatch));
        }
        Ok(true)
    }

    /// The password in its field, if it is one that the server of this page takes.
    pub(in crate::wizard) fn password(&self) -> Result<Password, ProblemKind> {
        let text = self.draft.text(FieldId::Password);
        let policy = self.server().and_then(|s| s.password_policy.as_ref());
        match (Password::parse(text), broken_rule(policy, text)) {
            (Ok(password), None) => Ok(password),
            // A length that the server names counts, not the lesser one that is asked for anyway.
            (Ok(_), Some(rule))
            | (Err(PasswordError::TooShort(_)), Some(rule @ PasswordRule::Length(_))) => {
                Err(ProblemKind::PasswordRule(rule))
            }
            (Err(error), _) => Err(ProblemKind::Password(error)),
        }
    }

    /// Whether it was typed the same both times.
    pub(in crate::wizard) fn is_password_again(&self) -> bool {
        self.draft.text(FieldId::PasswordAgain) == self.draft.text(FieldId::Password)
    }

    /// A problem with a field, which gets the focus.
    pub(super) fn at_field(&mut self, field: FieldId, kind: ProblemKind) -> Problem {
        self.focus = Focus::Field(field);
        Problem::typed(kind)
    }

    /// Has the password judged anew, once typing pauses: it is another one, or other words are about the person.
    pub(in crate::wizard) fn password_edited(&mut self, turn: &mut Turn) {
        self.strength_before = self.strength.take().or(self.strength_before);
        self.forget_questions(turn, |q| matches!(q, Awaiting::Strength));
        let empty = self.draft.line(FieldId::Password).is_empty();
        if empty {
            self.strength_before = None;
        }
        match empty {
            true => self.timers.stop(Timer::Strength),
            false => {
                let at = turn.now + self.timing.strength_pause;
                self.timers.set(Timer::Strength, at);
            }
        }
    }

    pub(in crate::wizard) fn estimate_strength(&mut self, turn: &mut Turn) {
        let id = self.ask(Awaiting::Strength, turn);
        let about = [FieldId::Username, FieldId::Email, FieldId::Server];
        let context = about.into_iter().flat_map(|field| {
            let text = self.draft.text(field);
            let words = text.split(|c: char| !c.is_alphanumeric());
            words.filter(|word| word.chars().count() >= LEAST_WORD)
        });
        let context = context.map(str::to_owned).collect();
        turn.effects.push(Effect::EstimateStrength {
            id,
            password: Secret::from(self.draft.text(FieldId::Password)),
            context,
        });
    }

    /// How hard the password is to guess, once that is known.
    pub fn strength(&self) -> Option<Estimate> {
        self.strength
    }

    /// How hard the password was to guess before its newest edit, until that of the new one is known.
    pub fn strength_before(&self) -> Option<Estimate> {
        self.strength_before.filter(|_| self.strength.is_none())
    }

    /// Whether the name was found free on this server a short while ago.
    pub(in crate::wizard) fn name_is_fresh(&self, username: &Username, now: Time) -> bool {
        let key = self.name_key(username);
        self.name_checked.as_ref().is_some_and(|(checked, at)| {
            *checked == key && now - *at < self.timing.name_check_lifetime
        })
    }

    fn name_key(&self, username: &Username) -> String {
        let base = self.server().map(|s| s.base.to_string());
        format!("{} {}", username.as_str(), base.unwrap_or_default())
    }

    pub(in crate::wizard) fn ask_name(
        &mut self,
        username: &Username,
        then: AfterName,
        turn: &mut Turn,
    ) {
        if let Some(server) = self.server().cloned() {
            let request = Request::UsernameAvailable(username.clone());
            let at = (&server.base, server.api);
            self.call(Awaiting::Name(then), at, request, turn);
        }
    }

    pub(in crate::wizard) fn name_answered(
        &mut self,
        then: AfterName,
        result: Result<Reply, Failure>,
        turn: &mut Turn,
    ) {
        let name = match (self.page, &self.exchange) {
            (PageId::Account, _) => self.username().ok(),
            (_, Some(exchange)) => match &exchange.plan {
                Plan::SignUp { account, .. } => Some(account.username.clone()),
                Plan::Reset { .. } | Plan::AddContact { .. } => None,
            },
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
            if self.check_refused(failure, retry, turn) {
                return;
            }
        }
        let kind = name_problem(&result);
        match (then, kind) {
            (AfterName::Doubt, Some(ProblemKind::NameTaken)) => self.probably_created(turn),
            (AfterName::Finish | AfterName::Refresh, Some(ProblemKind::NameTaken))
                if self.may_be_ours(&name) =>
            {
                self.probably_created(turn);
            }
            (AfterName::Doubt, _) => self.restart_exchange(turn),
            (_, Some(kind)) => {
                let cause = result.err();
                self.show(Problem::new(kind, cause), turn);
                self.focus = Focus::Field(FieldId::Username);
            }
            // A server that cannot tell will do so when the account is made.
            (then, None) => {
                self.name_checked = Some((self.name_key(&name), turn.now));
                match then {
                    AfterName::Continue => self.waits.enter = true,
                    AfterName::Refresh => self.drive(turn),
                    _ => self.after_name(turn),
                }
            }
        }
    }

    /// Whether a check came to nothing because the server limits it, or because it makes no
    /// accounts at all. A limited one is asked again by itself.
    pub(in crate::wizard) fn check_refused(
        &mut self,
        failure: &Failure,
        retry: Retry,
        turn: &mut Turn,
    ) -> bool {
        let is_limit = failure.refusal().is_some_and(Refusal::is_rate_limit);
        if is_limit && self.failed(retry, failure.clone(), turn).is_ok() {
            return true;
        }
        let closed = failure
            .refusal()
            .filter(|refusal| refusal.status == 403 && refusal.is(&ErrCode::Forbidden));
        let is_early = matches!(self.page, PageId::Account | PageId::Token);
        let Some(refusal) = closed.filter(|_| is_early) else {
            return false;
        };
        self.stop_at(Stop::Closed(Some(refusal.clone())), turn);
        true
    }

    /// The name is free just before the last stage: answer it.
    fn after_name(&mut self, turn: &mut Turn) {
        if self.can_poll() {
            self.poll_now(turn);
        } else {
            self.drive(turn);
        }
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
