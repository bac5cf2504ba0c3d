//! One user-interactive authentication (client-server API, "User-Interactive Authentication API"): which stage is next,
//! and what each answer means.
//!
//! | file | what it holds |
//! |---|---|
//! | `exchange` | what the server demands, and what is done of it |
//! | `commit` | whether a request may have succeeded although nobody saw its answer |
//! | `progress` | whether a server gets on, or goes round in circles |
//! | `outcome` | what an answer comes to |
//! | `answers`, `refusals` | what the answers of a sign-up or a reset mean |
//! | `addition` | the same where a contact is added |
//! | `abandoned`, `doubt` | what may be done already, under another name or password |

mod abandoned;
mod addition;
mod answers;
mod commit;
mod doubt;
mod exchange;
mod outcome;
mod progress;
mod refusals;
#[cfg(test)]
mod tests;

pub use exchange::BrowserStep;
pub(super) use outcome::{Ending, Outcome, Place};

use abandoned::Abandoned;
use exchange::{Exchange, Next};

use super::awaiting::{Asked, Awaiting};
use super::ctx::Ctx;
use super::plan::Plan;
use super::saves::{SavedExchange, SavedTask};
use super::stop::Stop;
use super::task::Task;
use crate::domain::{BaseUrl, Username};
use crate::protocol::{
    AddContact, Auth, AuthStage, Contact, FallbackPage, Flow, Medium, Policy, Register, Request,
    ResetPassword, StageType, ThreepidCreds,
};

/// The current authentication, and those that the user turned away from.
#[derive(Debug, Default)]
pub(super) struct Uia {
    exchange: Option<Exchange>,
    abandoned: Vec<Abandoned>,
    /// A session that the server lost was replaced by a new one.
    restarted: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    /// Nothing: there is no authentication.
    None,
    /// The server is asked what it demands.
    Open,
    Prove(Medium, bool),
    /// A stage is done in a browser.
    Visit(StageType),
    /// A stage is answered; the last one may finish the task.
    Answer(StageType, bool),
    /// Every stage is done: the request leaves with the session alone.
    Finish,
    NoWay,
}

impl Uia {
    pub(super) fn plan(&self) -> Option<&Plan> {
        self.exchange.as_ref().map(|exchange| &exchange.plan)
    }

    /// Makes sure that the authentication is the one of this plan. One with the same body continues where it stands;
    /// another body begins a new one. A message was asked for each of the plan's contacts, or not.
    pub(super) fn prepare(&mut self, plan: &Plan, is_asked: bool, cx: &mut Ctx<'_>) {
        if self.exchange.as_ref().is_some_and(|x| x.begun) {
            if self.adopts(plan) {
                return;
            }
            self.abandon();
        }
        // One that has used something up comes before one that was only opened.
        let doubts = !self.adopts(plan);
        if let Some(saved) = self.take_abandoned(plan, is_asked, doubts) {
            // The answer to an earlier question would be taken for one in this session.
            cx.forget(Awaiting::is_ahead);
            self.exchange = Some(Exchange::restored(plan.clone(), saved));
            self.restarted = false;
        } else if doubts {
            self.exchange = Some(Exchange::new(plan.clone()));
            self.restarted = false;
        }
    }

    /// Takes the plan over, if it is asked for in the same words.
    pub(super) fn adopts(&mut self, plan: &Plan) -> bool {
        self.exchange.as_mut().is_some_and(|x| x.adopt(plan))
    }

    /// Whether the server has said what it demands.
    pub(super) fn is_open(&self) -> bool {
        self.exchange.as_ref().is_some_and(Exchange::is_open)
    }

    /// Whether an answer was lost that may have been success.
    pub(super) fn is_in_doubt(&self) -> bool {
        let exchange = self.exchange.as_ref();
        exchange.is_some_and(|exchange| exchange.commit.is_in_doubt())
    }

    /// Whether the server counts a stage as done.
    pub(super) fn is_completed(&self, stage: &StageType) -> bool {
        self.exchange
            .as_ref()
            .is_some_and(|exchange| exchange.is_completed(stage))
    }

    /// The user wants something of it: the server may be asked anew.
    pub(super) fn begin_anew(&mut self) {
        if let Some(exchange) = &mut self.exchange {
            exchange.progress = Default::default();
        }
    }

    /// The session is known again: should it be lost later, it is lost for the first time.
    pub(super) fn session_is_known(&mut self) {
        self.restarted = false;
    }

    pub(super) fn next(&self) -> Step {
        let Some(exchange) = &self.exchange else {
            return Step::None;
        };
        if !exchange.is_open() {
            return Step::Open;
        }
        match exchange.next(exchange.plan.staged()) {
            Next::NoWay => Step::NoWay,
            Next::Finish => Step::Finish,
            Next::Stage { stage, last } => match stage {
                StageType::Email => Step::Prove(Medium::Email, last),
                StageType::Msisdn => Step::Prove(Medium::Msisdn, last),
                stage if exchange.is_for_browser(&stage) => Step::Visit(stage),
                stage => Step::Answer(stage, last),
            },
        }
    }

    /// Whether this stage is next, and may be the last.
    pub(super) fn is_last(&self, wanted: &StageType) -> bool {
        self.exchange.as_ref().is_some_and(|exchange| {
            matches!(
                exchange.next(exchange.plan.staged()),
                Next::Stage { stage, last: true } if stage == *wanted
            )
        })
    }

    /// Whether this stage is next. The proof of a contact that is added is no stage: its page has the turn whatever is
    /// next.
    pub(super) fn is_next(&self, wanted: &StageType, adds: bool) -> bool {
        self.exchange.as_ref().is_some_and(|exchange| {
            exchange.is_open()
                && match exchange.next(exchange.plan.staged()) {
                    Next::Stage { stage, .. } => stage == *wanted || adds,
                    Next::Finish => adds,
                    Next::NoWay => false,
                }
        })
    }

    /// The policies that the terms stage asks agreement to now.
    pub(super) fn terms(&self) -> &[Policy] {
        self.exchange.as_ref().map_or(&[], Exchange::terms)
    }

    pub(super) fn flows(&self) -> &[Flow] {
        self.exchange.as_ref().map_or(&[], |x| x.flows())
    }

    /// The page of the server where a stage is done; `None` without a session, as no page knows then whose stage it
    /// completes.
    pub(super) fn fallback_page(&self, stage: &StageType) -> Option<FallbackPage> {
        let session = self.exchange.as_ref()?.session()?;
        Some(FallbackPage {
            stage: stage.clone(),
            session: session.clone(),
        })
    }

    /// The contact whose proof goes with a request: that of a stage, or the one that is added.
    pub(super) fn contact_for(&self, stage: Option<&StageType>) -> Option<Contact> {
        let plan = self.plan()?;
        match (plan, stage) {
            (Plan::AddContact { contacts, .. }, _) => contacts.all().into_iter().next(),
            (_, Some(StageType::Email)) => plan.contacts().get(Medium::Email),
            (_, Some(StageType::Msisdn)) => plan.contacts().get(Medium::Msisdn),
            _ => None,
        }
    }

    /// Sends the whole body with the answer to a stage, with the session alone (after every stage is done, or to ask
    /// for one that is done elsewhere), or with neither to open the exchange. Returns whether it could: the plan, or
    /// the proof that goes with it, may not hold what the stage takes.
    pub(super) fn send(
        &mut self,
        asked: Asked,
        creds: Option<ThreepidCreds>,
        cx: &mut Ctx<'_>,
    ) -> bool {
        let Some(exchange) = &mut self.exchange else {
            return true;
        };
        let answer = asked
            .stage
            .as_ref()
            .map(|stage| (auth_stage(exchange, stage, creds.clone()), stage));
        if let Some((None, stage)) = answer
            && !exchange.is_for_browser(stage)
        {
            return false;
        }
        let answer = answer.and_then(|(answer, _)| answer);
        let opens = asked.stage.is_none() && !exchange.is_open();
        exchange.begun |= !opens;
        exchange.sends(asked.stage.as_ref(), asked.may_commit);
        let auth = (!opens).then(|| exchange.auth(answer));
        let server = exchange.plan.contacts().server.clone();
        if let Some(request) = body(&exchange.plan, creds, auth) {
            let site = (&server.base, server.api);
            cx.call(Awaiting::Exchange(asked), site, request);
        }
        true
    }

    /// Why no flow of the server fits what was given. The flows that it offered before may have been others.
    pub(super) fn no_way(&mut self) -> Stop {
        let plan = self.plan().cloned();
        self.abandon();
        match plan {
            Some(Plan::Reset { contacts, .. }) => match contacts.all().first() {
                Some(contact) => Stop::NoReset(contact.medium()),
                None => Stop::NoWay,
            },
            Some(Plan::AddContact { .. }) => Stop::NoContactChanges(None),
            Some(Plan::SignUp { .. }) | None => Stop::NoWay,
        }
    }

    /// Begins anew after the server lost the session; the validation sessions stay.
    pub(super) fn restart(&mut self) {
        if let Some(exchange) = &mut self.exchange {
            *exchange = exchange.anew();
            self.restarted = true;
        }
    }

    /// The state to be saved for a task at a server.
    pub(super) fn to_saved(&self, task: Task, base: &BaseUrl) -> Option<SavedExchange> {
        let is_its = |x: &&Abandoned| x.task == task && x.base == *base;
        let abandoned = self.abandoned.iter().rfind(is_its);
        match self.exchange.as_ref().and_then(Exchange::to_saved) {
            Some(exchange) if exchange.may_be_done => Some(exchange),
            exchange => abandoned.map(|x| x.exchange.clone()).or(exchange),
        }
    }

    /// Turns to the exchanges of a task that is resumed, or to none.
    pub(super) fn of(task: Option<&SavedTask>) -> Self {
        Self {
            abandoned: task.and_then(Abandoned::of).into_iter().collect(),
            ..Self::default()
        }
    }

    /// Whether it may be this task itself that has used up the registration token.
    pub(super) fn may_hold_token(&self, task: Task, base: &BaseUrl) -> bool {
        let is_here = |x: &Abandoned| x.base == *base && x.task == task;
        let exchange = self.exchange.as_ref();
        self.abandoned.iter().any(is_here) || exchange.is_some_and(Exchange::is_irreplaceable)
    }

    /// Whether the name may be taken by what was done already.
    pub(super) fn may_be_ours(&self, username: &Username) -> bool {
        let is_its = |exchange: &Exchange| {
            let is_same = matches!(
                &exchange.plan,
                Plan::SignUp { account, .. } if account.username == *username
            );
            is_same && exchange.commit.is_in_doubt()
        };
        let mut in_doubt = self.in_doubt();
        in_doubt.any(|x| x.exchange.username.as_ref() == Some(username))
            || self.exchange.as_ref().is_some_and(is_its)
    }
}

/// The stage that proves a kind of contact.
pub(super) fn stage_of(medium: Medium) -> StageType {
    match medium {
        Medium::Email => StageType::Email,
        Medium::Msisdn => StageType::Msisdn,
    }
}

/// The answer to a stage, from what the plan holds and the proof that goes with it.
fn auth_stage(
    exchange: &Exchange,
    stage: &StageType,
    creds: Option<ThreepidCreds>,
) -> Option<AuthStage> {
    match (stage, &exchange.plan) {
        (StageType::Dummy, _) => Some(AuthStage::Dummy),
        (StageType::Terms, _) if exchange.is_for_browser(stage) => None,
        (StageType::Terms, _) => Some(AuthStage::Terms),
        (StageType::Email, _) => creds.map(AuthStage::Email),
        (StageType::Msisdn, _) => creds.map(AuthStage::Msisdn),
        (
            StageType::RegistrationToken | StageType::UnstableRegistrationToken,
            Plan::SignUp { token, .. },
        ) => token.clone().map(|token| AuthStage::RegistrationToken {
            token,
            unstable: *stage == StageType::UnstableRegistrationToken,
        }),
        (StageType::Password, Plan::AddContact { access, .. }) => Some(AuthStage::Password {
            user: access.user_id().clone(),
            password: access.credentials.password.clone(),
        }),
        _ => None,
    }
}

/// The request of a plan, the same every time but for `auth`, and for the message whose proof is looked for.
fn body(plan: &Plan, creds: Option<ThreepidCreds>, auth: Option<Auth>) -> Option<Request> {
    Some(match plan {
        Plan::SignUp { account, .. } => Request::Register(Register {
            username: account.username.clone(),
            password: account.password.clone(),
            inhibit_login: true,
            auth,
        }),
        Plan::Reset { change, .. } => {
            let change = change.as_ref()?;
            Request::ResetPassword(ResetPassword {
                new_password: change.password.clone(),
                logout_devices: change.logout_devices,
                auth,
            })
        }
        Plan::AddContact { access, .. } => Request::AddContact(AddContact {
            access_token: access.token.clone(),
            creds: creds?,
            auth,
        }),
    })
}
