//! A user name and a registration token, checked by the server before they are sent.

use super::{At, Outcome, Proving, Spot};
use crate::domain::{BaseUrl, RegistrationToken, Username};
use crate::protocol::{Api, ErrCode, Failure, Reply, Request};
use crate::wizard::awaiting::{AfterName, Awaiting};
use crate::wizard::ctx::Ctx;
use crate::wizard::homeserver::Homeserver;
use crate::wizard::meaning::of_name;
use crate::wizard::plan::Plan;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::retry::Retry;
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;

impl Proving {
    /// Whether a name was found free on a server a short while ago, or may be taken by what was done already. If
    /// neither, the server is asked.
    pub(in crate::wizard) fn is_name_checked(
        &self,
        name: &Username,
        server: &Homeserver,
        cx: &mut Ctx<'_>,
    ) -> bool {
        let is_checked = self.checks.is_free(name, &server.base, cx) || self.uia.may_be_ours(name);
        if !is_checked {
            ask_name(name, (&server.base, server.api), AfterName::Continue, cx);
        }
        is_checked
    }

    /// Asks for the user name of a sign-up, if it was not found free lately. Returns whether it was asked for.
    pub(super) fn ask_stale_name(&self, then: AfterName, cx: &mut Ctx<'_>) -> bool {
        let Some(Plan::SignUp {
            account, contacts, ..
        }) = self.uia.plan()
        else {
            return false;
        };
        let is_stale = !self
            .checks
            .is_free(&account.username, &contacts.server.base, cx);
        if is_stale {
            self.ask_name(&account.username, then, cx);
        }
        is_stale
    }

    pub(super) fn ask_name(&self, name: &Username, then: AfterName, cx: &mut Ctx<'_>) {
        if let Some(plan) = self.uia.plan() {
            let server = &plan.contacts().server;
            ask_name(name, (&server.base, server.api), then, cx);
        }
    }

    /// Takes the answer for a name.
    pub(in crate::wizard) fn name_answered(
        &mut self,
        (name, base): (Username, BaseUrl),
        then: AfterName,
        result: Result<Reply, Failure>,
        at: &mut At<'_>,
    ) -> Outcome {
        let continues = then == AfterName::Continue;
        let (is_awaited, retry) = match continues {
            true => (at.spot == Spot::Early, Retry::Enter),
            false => (self.follows(&name), Retry::Uia { in_doubt: false }),
        };
        if !is_awaited {
            return Outcome::Waits;
        }
        if let Err(failure) = &result
            && let Some(outcome) = check_failed(failure, retry, continues, at)
        {
            return outcome;
        }
        let is_ours = then == AfterName::Doubt || (!continues && self.uia.may_be_ours(&name));
        match (then, name_problem(&result)) {
            (_, Some(ProblemKind::NameTaken)) if is_ours => {
                let outcome = self.uia.probably_created();
                self.follow_uia(outcome, at)
            }
            (AfterName::Doubt, _) => {
                self.uia.restart();
                self.drive(at)
            }
            (_, Some(kind)) => Outcome::Problem(Problem::new(kind, result.err())),
            // A server that cannot tell will do so when the account is made.
            (_, None) => {
                self.checks.name = Some((name, base, at.now));
                match then {
                    AfterName::Continue => Outcome::Checked,
                    // The last stage has waited for the name.
                    AfterName::Finish if self.can_look(at.spot) => self.look_due(at),
                    _ => self.drive(at),
                }
            }
        }
    }

    /// Whether the current sign-up is one under this name.
    fn follows(&self, name: &Username) -> bool {
        let plan = self.uia.plan();
        matches!(plan, Some(Plan::SignUp { account, .. }) if account.username == *name)
    }

    /// Whether a registration token was found good. If not, the server is asked.
    pub(in crate::wizard) fn is_token_checked(
        &self,
        token: RegistrationToken,
        server: &Homeserver,
        cx: &mut Ctx<'_>,
    ) -> bool {
        let is_checked = self.checks.token.as_ref() == Some(&token);
        if !is_checked {
            let site = (&server.base, server.api);
            let question = Awaiting::Token(token.clone());
            cx.call(question, site, Request::TokenValidity(token));
        }
        is_checked
    }

    /// Takes the answer for a token. It tells about this moment only; the stage decides. A server that cannot check is
    /// taken at its silence. A token that an earlier run has used up is good for the rest of it.
    pub(in crate::wizard) fn token_answered(
        &mut self,
        token: RegistrationToken,
        result: &Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) -> Outcome {
        let base = self.proofs.base();
        let is_ours = base.is_some_and(|base| self.uia.may_hold_token(Task::SignUp, base));
        if !is_ours && matches!(result, Ok(Reply::TokenValid(false))) {
            return Outcome::Problem(Problem::typed(ProblemKind::TokenRefused));
        }
        let failed = result.as_ref().err();
        if let Some(outcome) = failed.and_then(|f| check_failed(f, Retry::Enter, true, cx)) {
            return outcome;
        }
        self.checks.token = Some(token);
        Outcome::Checked
    }
}

fn ask_name(name: &Username, site: (&BaseUrl, Api), then: AfterName, cx: &mut Ctx<'_>) {
    let question = Awaiting::Name(name.clone(), site.0.clone(), then);
    cx.call(question, site, Request::UsernameAvailable(name.clone()));
}

/// The outcome of a check that the server limits, or refuses because it makes no accounts. The program repeats a
/// limited check automatically.
fn check_failed(
    failure: &Failure,
    retry: Retry,
    is_early: bool,
    cx: &mut Ctx<'_>,
) -> Option<Outcome> {
    let refusal = failure.refusal()?;
    if refusal.is_rate_limit()
        && let Ok(problem) = cx.failed(retry, failure.clone())
    {
        return Some(Outcome::Retries(problem));
    }
    let is_closed = is_early && refusal.status == 403 && refusal.is(&ErrCode::Forbidden);
    is_closed.then(|| Outcome::Stop(Stop::Closed(Some(refusal.clone()))))
}

/// The answer's problem with the name.
fn name_problem(result: &Result<Reply, Failure>) -> Option<ProblemKind> {
    match result {
        Ok(Reply::UsernameAvailable(false)) => Some(ProblemKind::NameTaken),
        Err(failure) => of_name(failure.refusal()?.errcode.as_ref()?),
        _ => None,
    }
}
