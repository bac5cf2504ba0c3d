//! Questions that are out, and the record of what was asked.

use std::rc::Rc;
use std::time::Duration;

use super::effect::RequestId;
use super::event::Answer;
use super::homeserver::Homeserver;
use super::logout::Revoking;
use super::saved::TaskId;
use super::session::{AccountPart, Closing, Credentials};
use super::time::Time;
use crate::domain::{Secret, SendAttempt, ServerName};
use crate::protocol::{Contact, Failure, Method, Request, StageType};

/// A question whose answer is awaited, with what is needed to act on it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Awaiting {
    /// Part of a look-up.
    Lookup(LookupPart),
    /// Is the user name free?
    Name(AfterName),
    /// Is the registration token good?
    Token,
    /// Part of a user-interactive authentication.
    Exchange(Asked),
    /// Send a message.
    Message(Contact),
    /// Is this code for the contact right?
    Code(Contact, Secret),
    /// What is the number?
    Number,
    /// How strong is the password?
    Strength,
    /// Where is the practice server?
    Practice,
    /// Open a session with these.
    Login(Rc<Homeserver>, Credentials),
    /// What may the account do, and what has it?
    Account(AccountPart),
    /// Is the contact on the account, although no answer said so?
    Doubt,
    /// Close a session.
    Logout(Closing),
    /// Revoke a token.
    Revoke(Box<Revoking>),
    /// Whom to ask about the server of this name?
    Support(ServerName),
    /// Part of a sign-up in the browser.
    Grant(GrantPart),
    /// Is there a browser page for a stage?
    FallbackPage(StageType),
    /// Was a browser started?
    OpenLink,
    /// Is the profile in its file?
    Profile,
    /// What is kept of an unfinished task?
    TakeUp(TaskId),
}

/// Which answer of a look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LookupPart {
    WellKnown,
    Versions,
    LoginFlows,
    OAuth { unstable: bool },
    Register,
    Policy,
}

/// Which answer of a sign-up in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GrantPart {
    /// On which port does this computer listen?
    Listen,
    /// What does the browser bring?
    Callback,
    /// By what name does the server know the program?
    Register,
    /// Which token is the code good for?
    Redeem,
    /// Whose is the token?
    WhoAmI,
}

/// What to do once a name is known to be free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterName {
    /// Leave the account page.
    Continue,
    /// Answer the last stage.
    Finish,
    /// Go on with the exchange once the code is accepted, which is asked at the same time.
    Refresh,
    /// Nothing: it tells whether the account was made after all.
    Doubt,
}

/// What was asked in an exchange.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    /// The stage that was answered; none for the opening request and for the session alone.
    pub(super) stage: Option<StageType>,
    /// Whether the answer may be success.
    pub(super) may_commit: bool,
    /// The person asked to look: say so when the answer is "not yet".
    pub(super) by_person: bool,
    /// Asked before the person goes on, so that going on takes one round trip less. What comes of
    /// it waits for them.
    pub(super) ahead: bool,
}

impl Asked {
    /// The request without `auth`: what does the server demand?
    pub(super) const OPENING: Self = Self {
        stage: None,
        may_commit: false,
        by_person: false,
        ahead: false,
    };
    /// The same, before the person goes on.
    pub(super) const AHEAD: Self = Self {
        ahead: true,
        ..Self::OPENING
    };
    /// The session alone, after every stage is done.
    pub(super) const FINISH: Self = Self {
        stage: None,
        may_commit: true,
        ..Self::OPENING
    };
}

impl Awaiting {
    /// Whether a newer question makes this one moot.
    fn is_replaced_by(&self, newer: &Self) -> bool {
        match (self, newer) {
            (Self::Lookup(a), Self::Lookup(b)) => a == b,
            (Self::Account(a), Self::Account(b)) => a == b,
            // Each session is closed by a request of its own.
            (Self::Logout(_) | Self::Revoke(_), _) => false,
            (Self::Grant(a), Self::Grant(b)) => a == b,
            _ => std::mem::discriminant(self) == std::mem::discriminant(newer),
        }
    }

    /// Whether an answer is of the kind that the question has.
    fn takes(&self, answer: &Answer) -> bool {
        match self {
            Self::Number => matches!(answer, Answer::Number(_)),
            Self::Strength => matches!(answer, Answer::Strength(_)),
            Self::Practice => matches!(answer, Answer::Practice(_)),
            Self::OpenLink => matches!(answer, Answer::Opened(_)),
            Self::Profile => matches!(answer, Answer::Profile(_)),
            Self::TakeUp(_) => matches!(answer, Answer::TakenUp(_)),
            Self::Grant(GrantPart::Listen) => matches!(answer, Answer::Listening(_)),
            Self::Grant(GrantPart::Callback) => matches!(answer, Answer::CalledBack(_)),
            _ => matches!(answer, Answer::Call(_)),
        }
    }

    /// Whether the page waits for it: Enter is remembered until it is answered.
    pub(super) fn holds_the_page(&self) -> bool {
        !matches!(
            self,
            Self::Strength
                | Self::Logout(_)
                | Self::Revoke(_)
                | Self::Support(_)
                | Self::FallbackPage(_)
                | Self::OpenLink
                | Self::Profile
                | Self::Grant(GrantPart::Callback)
        )
    }

    /// Whether it was asked before the person went on.
    pub(super) fn is_ahead(&self) -> bool {
        matches!(self, Self::Exchange(asked) if asked.ahead)
    }

    /// Whether it is about the server page, which can be left and come back to meanwhile.
    pub(super) fn is_about_server(&self) -> bool {
        matches!(self, Self::Lookup(_) | Self::Practice)
    }

    /// Whether its answer has to be seen, whoever still waits for it: a session that nobody knows
    /// of could not be closed.
    pub(super) fn is_for_keeps(&self) -> bool {
        matches!(
            self,
            Self::Login(..)
                | Self::Logout(_)
                | Self::Revoke(_)
                | Self::Grant(GrantPart::Redeem | GrantPart::WhoAmI)
        )
    }

    /// Whether dropping the answer could hide that everything is done.
    pub(super) fn may_commit(&self) -> bool {
        matches!(
            self,
            Self::Exchange(Asked {
                may_commit: true,
                ..
            }) | Self::Grant(GrantPart::Redeem | GrantPart::WhoAmI)
                | Self::Doubt
                | Self::Name(AfterName::Doubt)
        )
    }
}

/// One request, for the details page: nothing of it is secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// When it left.
    pub at: Time,
    /// Method.
    pub method: Method,
    /// Path without version, query and secrets.
    pub endpoint: &'static str,
    /// Number of the message, for `requestToken`.
    pub attempt: Option<SendAttempt>,
    /// How it ended, and how long it took.
    pub end: Option<(End, Duration)>,
    id: RequestId,
}

/// How a request ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// With a reply; a UIA 401 counts as one.
    Reply,
    /// With a failure.
    Failed(Box<Failure>),
    /// Nobody waited for its answer any more.
    Dropped,
}

/// The questions that are out.
#[derive(Debug, Default)]
pub(super) struct InFlight {
    next_id: u64,
    out: Vec<(RequestId, Awaiting, Time)>,
    log: Vec<Record>,
}

impl InFlight {
    /// The most requests that the details remember.
    const LOG: usize = 100;

    /// Registers a question. Also gives the older question that it replaces.
    pub(super) fn ask(&mut self, question: Awaiting, now: Time) -> (RequestId, Option<RequestId>) {
        let at = self
            .out
            .iter()
            .position(|(_, old, _)| old.is_replaced_by(&question));
        let replaced = at.map(|at| self.out.remove(at).0);
        if let Some(old) = replaced {
            self.record_end(old, End::Dropped, now);
        }
        let id = RequestId(self.next_id);
        self.next_id += 1;
        self.out.push((id, question, now));
        (id, replaced)
    }

    /// Takes the question of an answer; none when nobody waits for it any more, or when it is no
    /// answer to that question.
    pub(super) fn take(&mut self, id: RequestId, answer: &Answer) -> Option<Awaiting> {
        let is_its =
            |(out, question, _): &(RequestId, Awaiting, Time)| *out == id && question.takes(answer);
        let at = self.out.iter().position(is_its)?;
        Some(self.out.remove(at).1)
    }

    /// Drops every question that `drop` picks, and names them.
    pub(super) fn drop_all(
        &mut self,
        now: Time,
        mut drop: impl FnMut(&Awaiting) -> bool,
    ) -> Vec<RequestId> {
        let mut dropped = Vec::new();
        self.out.retain(|(id, question, _)| {
            let drops = drop(question);
            if drops {
                dropped.push(*id);
            }
            !drops
        });
        for id in &dropped {
            self.record_end(*id, End::Dropped, now);
        }
        dropped
    }

    /// Whether the question of this name is out.
    pub(super) fn is_out(&self, id: RequestId) -> bool {
        self.out.iter().any(|(out, ..)| *out == id)
    }

    /// Whether a question that `pick` picks is out.
    pub(super) fn any(&self, mut pick: impl FnMut(&Awaiting) -> bool) -> bool {
        self.out.iter().any(|(_, question, _)| pick(question))
    }

    /// The oldest question that `pick` picks, and since when it is out.
    pub(super) fn oldest(&self, pick: impl Fn(&Awaiting) -> bool) -> Option<(&Awaiting, Time)> {
        self.out
            .iter()
            .find(|(_, question, _)| pick(question))
            .map(|(_, question, since)| (question, *since))
    }

    /// Notes a request in the log.
    pub(super) fn record(&mut self, id: RequestId, request: &Request, now: Time) {
        if self.log.len() == Self::LOG {
            self.log.remove(0);
        }
        let attempt = match request {
            Request::RequestToken(request) => Some(request.send_attempt),
            _ => None,
        };
        self.log.push(Record {
            at: now,
            method: request.method(),
            endpoint: request.endpoint(),
            attempt,
            end: None,
            id,
        });
    }

    /// Notes how a request ended.
    pub(super) fn record_end(&mut self, id: RequestId, end: End, now: Time) {
        if let Some(record) = self.log.iter_mut().rev().find(|r| r.id == id)
            && record.end.is_none()
        {
            record.end = Some((end, now - record.at));
        }
    }

    /// Every request that the details remember, the oldest first.
    pub(super) fn log(&self) -> &[Record] {
        &self.log
    }
}
