//! One user-interactive authentication: what the server demands, what is done, the next step.

use crate::domain::{Link, Secret};
use crate::protocol::{Auth, AuthStage, Flow, Policy, StageType, Uia};

use super::commit::Commit;
use super::progress::Progress;
use crate::wizard::homeserver::{Media, best_flow, is_native};
use crate::wizard::plan::Plan;
use crate::wizard::saves::{SavedAddress, SavedExchange};

/// A UIA exchange with one request body. Another body makes another exchange.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Exchange {
    /// The plan, unchanged; the exchange is over when it changes.
    pub(super) plan: Plan,
    /// `session`, if the server gave one.
    session: Option<Secret>,
    /// `flows`, from the newest answer that had them.
    flows: Vec<Flow>,
    /// The policies of the terms stage, from the newest answer that had them.
    terms: Option<Vec<Policy>>,
    /// `completed`, in the server's words.
    completed: Vec<StageType>,
    /// Whether an unseen success is possible.
    pub(super) commit: Commit,
    /// The server has said what it demands.
    opened: bool,
    /// A stage was answered, so that a refusal may mean a lost session.
    pub(super) begun: bool,
    /// A stage was answered with a one-time proof.
    spent: bool,
    /// Its answer was not seen yet.
    answering: bool,
    /// It was begun in an earlier run, with a password that may be another one.
    restored: bool,
    /// Nothing was answered in it since.
    unconfirmed: bool,
    /// Whether the server gets on, since the user last wanted something.
    pub(super) progress: Progress,
}

impl Exchange {
    pub(super) fn new(plan: Plan) -> Self {
        Self {
            plan,
            session: None,
            flows: Vec::new(),
            terms: None,
            completed: Vec::new(),
            commit: Commit::default(),
            opened: false,
            begun: false,
            spent: false,
            answering: false,
            restored: false,
            unconfirmed: false,
            progress: Progress::default(),
        }
    }

    /// Continues where an earlier one ended. If it may have finished the task, its next answer tells.
    pub(super) fn restored(plan: Plan, saved: SavedExchange) -> Self {
        Self {
            session: saved.session,
            opened: !saved.flows.is_empty(),
            flows: saved.flows,
            completed: saved.completed,
            commit: Commit::restored(saved.may_be_done),
            begun: true,
            spent: true,
            restored: true,
            unconfirmed: true,
            ..Self::new(plan)
        }
    }

    /// The state to be saved: nothing if a new session would do as well.
    pub(super) fn to_saved(&self) -> Option<SavedExchange> {
        let username = match &self.plan {
            Plan::SignUp { account, .. } => Some(account.username.clone()),
            Plan::Reset { .. } => None,
            // It hangs on a session that is not kept.
            Plan::AddContact { .. } => return None,
        };
        let contacts = self.plan.contacts().all();
        let has_spent = self.spent && self.session.is_some();
        let may_be_done = self.commit.may_have_happened();
        (may_be_done || has_spent).then(|| SavedExchange {
            may_be_done,
            contacts: contacts.iter().map(SavedAddress::of).collect(),
            session: self.session.clone(),
            flows: self.flows.clone(),
            completed: self.completed.clone(),
            username,
        })
    }

    /// Whether its session holds what cannot be given to another: a token that is good for one
    /// account, or a proof that the server forgets once it was shown. One of an earlier run may,
    /// until it is asked; so may one whose answer was not seen.
    pub(super) fn is_irreplaceable(&self) -> bool {
        let holds = self.answering || self.completed.iter().any(is_good_once);
        self.unconfirmed || (self.session.is_some() && holds)
    }

    /// Notes that a request leaves that answers a stage, or may finish the task.
    pub(super) fn sends(&mut self, stage: Option<&StageType>, may_commit: bool) {
        self.answering |= stage.is_some_and(is_good_once);
        self.spent |= self.answering;
        if may_commit {
            self.commit.sent();
        }
    }

    /// Notes that a request has its answer, or will have none.
    pub(super) fn answered(&mut self, is_seen: bool) {
        self.commit.answered();
        self.answering &= !is_seen;
    }

    /// Whether it was begun in an earlier run.
    pub(super) fn is_restored(&self) -> bool {
        self.restored
    }

    /// An exchange without session or flows, as some servers want for a reset.
    pub(super) fn sessionless(plan: Plan, stage: StageType) -> Self {
        let mut exchange = Self::new(plan);
        exchange.flows = vec![Flow(vec![stage])];
        exchange.opened = true;
        exchange
    }

    /// Takes another plan over that is asked for in the same words: what differs comes into play
    /// later, like a contact or a token. Once a stage was answered, only the same plan will do.
    pub(super) fn adopt(&mut self, plan: &Plan) -> bool {
        let fits = self.plan == *plan || (!self.begun && self.plan.is_asked_like(plan));
        if fits {
            self.plan = plan.clone();
        }
        fits
    }

    /// Takes a 401 in: what it leaves out keeps its earlier value.
    pub(super) fn learn(&mut self, uia: &Uia) {
        self.opened = true;
        if let Some(flows) = &uia.flows {
            self.flows.clone_from(flows);
        }
        if uia.terms.is_some() {
            self.terms.clone_from(&uia.terms);
        }
        if let Some(session) = &uia.session {
            self.session = Some(session.clone());
        }
        if let Some(completed) = &uia.completed {
            self.completed.clone_from(completed);
        }
    }

    /// Takes note of an answer to a stage, or to the session alone. Returns whether the next request may leave by
    /// itself.
    pub(super) fn gets_on(&mut self, answered: Option<&StageType>) -> bool {
        let counts = answered.filter(|stage| self.completed.contains(stage));
        self.progress.goes_on(counts)
    }

    /// Whether the server has said what it demands.
    pub fn is_open(&self) -> bool {
        self.opened
    }

    /// The session, if the server has given one.
    pub(super) fn session(&self) -> Option<&Secret> {
        self.session.as_ref()
    }

    /// Whether the server has given a session.
    pub fn has_session(&self) -> bool {
        self.session.is_some()
    }

    /// Notes that a stage is done although the server did not count it: it answered as it only does
    /// afterwards.
    pub(super) fn completes(&mut self, stage: &StageType) {
        if !self.is_completed(stage) {
            self.completed.push(stage.clone());
        }
    }

    /// Whether the server counts a stage as done.
    pub fn is_completed(&self, stage: &StageType) -> bool {
        self.completed.contains(stage)
    }

    /// The flow that is followed: of those that contain everything completed, the best one with
    /// exactly the given contacts.
    pub fn flow(&self, media: Media) -> Option<&Flow> {
        let fits = |flow: &&Flow| self.completed.iter().all(|done| flow.0.contains(done));
        let in_browser = |stage: &StageType| !self.can_do(stage);
        best_flow(self.flows.iter().filter(fits), media, in_browser)
    }

    /// Whether a stage can be done without a browser, with what the plan holds.
    pub(super) fn can_do(&self, stage: &StageType) -> bool {
        let with_password = matches!(self.plan, Plan::AddContact { .. });
        is_native(stage) || (with_password && *stage == StageType::Password)
    }

    /// The next step on the way with these contacts.
    pub fn next(&self, media: Media) -> Next {
        let Some(flow) = self.flow(media) else {
            return Next::NoWay;
        };
        let mut open = flow.0.iter().filter(|stage| !self.is_completed(stage));
        match (open.next(), open.next()) {
            (None, _) => Next::Finish,
            (Some(stage), rest) => Next::Stage {
                stage: stage.clone(),
                last: rest.is_none() || self.finishes(stage),
            },
        }
    }

    /// Whether any flow is done with this stage: the server does not know which one is followed.
    fn finishes(&self, stage: &StageType) -> bool {
        let done = |s: &StageType| s == stage || self.is_completed(s);
        self.flows.iter().any(|flow| flow.0.iter().all(done))
    }

    pub(super) fn flows(&self) -> &[Flow] {
        &self.flows
    }

    /// The policies of the terms stage, as far as the server showed any.
    pub(super) fn terms(&self) -> &[Policy] {
        let known = self.plan.contacts().server.terms();
        self.terms.as_deref().unwrap_or(known)
    }

    /// Whether a stage is done in a browser: the wizard cannot, or there is nothing that it could show.
    pub(super) fn is_for_browser(&self, stage: &StageType) -> bool {
        !self.can_do(stage) || (*stage == StageType::Terms && self.terms().is_empty())
    }

    /// Notes that a stage was answered, and is not the end. A session that continues has finished
    /// nothing.
    pub(super) fn goes_on(&mut self) {
        if self.session.is_some() {
            self.commit.session_goes_on();
        }
    }

    /// The same anew, after the server lost the session. Its possible success stays open.
    pub(super) fn anew(&self) -> Self {
        Self {
            commit: self.commit.in_another_session(),
            ..Self::new(self.plan.clone())
        }
    }

    /// The same anew, after the first answer in the one of an earlier run said that it continues; none
    /// where only that one can. A server that answers with another session says nothing about it.
    pub(super) fn after(&mut self, uia: &Uia) -> Option<Self> {
        let is_first = std::mem::take(&mut self.unconfirmed);
        let goes_on = self.session.is_some() && uia.session == self.session;
        let completed = uia.completed.as_ref().unwrap_or(&self.completed);
        match goes_on {
            _ if !is_first => None,
            true if completed.iter().any(is_good_once) => None,
            true => Some(Self::new(self.plan.clone())),
            false => Some(self.anew()),
        }
    }

    /// The `auth` member that answers a stage, or only names the session.
    pub(super) fn auth(&self, stage: Option<AuthStage>) -> Auth {
        Auth {
            session: self.session.clone(),
            stage,
        }
    }
}

/// Whether a stage takes what another session cannot be given again.
fn is_good_once(stage: &StageType) -> bool {
    matches!(
        stage,
        StageType::RegistrationToken
            | StageType::UnstableRegistrationToken
            | StageType::Email
            | StageType::Msisdn
    )
}

/// A stage that a browser does, on a page of the server.
#[derive(Clone, Debug, PartialEq)]
pub struct BrowserStep {
    pub stage: StageType,
    /// The page, good for one session of the authentication.
    pub link: Link,
}

/// The next need of an exchange.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Next {
    /// This stage; `last` when the server may need nothing after it.
    Stage {
        stage: StageType,
        /// Whether answering it may finish the request.
        last: bool,
    },
    /// Every stage is done: the request again, with the session alone.
    Finish,
    NoWay,
}

#[cfg(test)]
mod tests;
