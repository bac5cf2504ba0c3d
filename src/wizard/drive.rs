//! Driving a user-interactive authentication from stage to stage.

use std::rc::Rc;

use super::awaiting::{AfterName, Asked, Awaiting};
use super::end::Stop;
use super::exchange::{Exchange, Next};
use super::homeserver::{Homeserver, RegisterOffer};
use super::page::PageId;
use super::plan::Plan;
use super::problem::{Problem, ProblemKind};
use super::task::Task;
use super::timers::Timer;
use super::validation::Sent;
use super::{Turn, Wizard};
use crate::domain::Username;
use crate::protocol::{
    AddContact, Auth, AuthStage, Contact, Medium, Register, Request, ResetPassword, StageType,
};

impl Wizard {
    /// Follows a plan. An exchange with the same body goes on where it stands; another body
    /// begins a new one, with the same validation sessions.
    pub(super) fn begin(&mut self, plan: &Plan, turn: &mut Turn) {
        self.prepare_exchange(plan);
        self.drive(turn);
    }

    /// Makes sure that the exchange is the one of this plan.
    pub(super) fn prepare_exchange(&mut self, plan: &Plan) {
        if !self.exchange.as_mut().is_some_and(|x| x.adopt(plan)) {
            self.abandon();
            self.exchange = Some(match self.abandoned(plan) {
                Some(saved) => Exchange::restored(plan.clone(), saved),
                None => Exchange::new(plan.clone()),
            });
            self.waits.restarted = false;
        }
    }

    /// Lets the server say what it demands before the person goes on from the review: that takes
    /// one round trip then, and a name or a password that it refuses comes to light early.
    pub(super) fn open_ahead(&mut self, plan: &Plan, turn: &mut Turn) {
        let asks_it = self.exchange.as_mut().is_some_and(|x| x.adopt(plan))
            && self.in_flight.any(|q| matches!(q, Awaiting::Exchange(_)));
        self.prepare_exchange(plan);
        if asks_it || self.exchange.as_ref().is_some_and(Exchange::is_open) {
            return;
        }
        self.send_exchange(Asked::AHEAD, None, turn);
    }

    /// Does what is next. Harmless to call at any time: it does nothing while an answer is out.
    pub(super) fn drive(&mut self, turn: &mut Turn) {
        if self
            .in_flight
            .any(|q| matches!(q, Awaiting::Exchange(_) | Awaiting::Name(_)))
        {
            return;
        }
        let Some(exchange) = &self.exchange else {
            return;
        };
        if self.is_back_next() {
            return;
        }
        if !exchange.is_open() {
            self.send_exchange(Asked::OPENING, None, turn);
            return;
        }
        if matches!(exchange.plan, Plan::AddContact { .. }) {
            self.drive_addition(turn);
            return;
        }
        match exchange.next(exchange.plan.staged()) {
            Next::NoWay => self.no_way(turn),
            Next::Finish => self.send_exchange(Asked::FINISH, None, turn),
            Next::Stage { stage, last } => match stage {
                StageType::Email => self.prove(Medium::Email, last, turn),
                StageType::Msisdn => self.prove(Medium::Msisdn, last, turn),
                stage if self.is_for_browser(&stage) => self.send_to_page(&stage, turn),
                StageType::Terms if !self.agreed_to_all() => self.ask_agreement(turn),
                stage => self.answer_stage(&stage, last, false, turn),
            },
        }
    }

    /// Whether the person waits to go back and nothing is in doubt: then `after_answer` takes them there, and the
    /// program sends nothing more.
    fn is_back_next(&self) -> bool {
        let in_doubt = |x: &Exchange| x.commit.is_in_doubt();
        self.waits.back.is_some() && !self.exchange.as_ref().is_some_and(in_doubt)
    }

    /// Sends the next request without the person, as long as the server makes progress.
    pub(super) fn drive_on(&mut self, answered: Option<&StageType>, turn: &mut Turn) {
        if self.gets_on(answered, turn) {
            self.drive(turn);
        }
    }

    /// Whether the server gets on; if not, that is said.
    pub(super) fn gets_on(&mut self, answered: Option<&StageType>, turn: &mut Turn) -> bool {
        let gets_on = self.exchange.as_mut().is_none_or(|x| x.gets_on(answered));
        if !gets_on {
            self.timers.stop(Timer::Poll);
            self.show(Problem::typed(ProblemKind::Circling), turn);
        }
        gets_on
    }

    /// Brings the proof of a contact: asks for the message, waits for the person, or answers the
    /// stage.
    fn prove(&mut self, medium: Medium, last: bool, turn: &mut Turn) {
        let Some(exchange) = &self.exchange else {
            return;
        };
        let Some(contact) = exchange.plan.contacts().get(medium) else {
            return;
        };
        let Some(sent) = self.sent(&contact) else {
            self.send_first(&contact, turn);
            return;
        };
        if self.validation(&contact).is_some_and(|v| v.proven) {
            self.answer_stage(&stage_of(medium), last, false, turn);
        } else if !self.is_verifying(&contact) {
            self.verify(sent, turn);
        } else if self.waits.send {
            // What was asked for during a look that came to nothing.
            self.send_if_waiting(turn);
        } else if !self.timers.is_set(Timer::Poll) || self.is_to_look_at_once() {
            self.schedule_poll(turn);
        }
    }

    pub(super) fn is_verifying(&self, of: &Contact) -> bool {
        self.page == PageId::Verify && self.awaited().is_some_and(|sent| sent.contact == *of)
    }

    /// To the page where the proof of a contact is awaited.
    pub(super) fn verify(&mut self, sent: Sent, turn: &mut Turn) {
        self.sent = Some(sent);
        self.go_to(PageId::Verify, turn);
    }

    /// Answers a stage. Just before the last one of a sign-up the user name is checked once more,
    /// because some servers do so only after the proof of the address is used up.
    pub(super) fn answer_stage(
        &mut self,
        stage: &StageType,
        last: bool,
        by_person: bool,
        turn: &mut Turn,
    ) {
        let Some(exchange) = &self.exchange else {
            return;
        };
        if !exchange.commit.is_in_doubt()
            && last
            && let Some(username) = self.stale_name(turn)
        {
            self.waits.poll_by_person = by_person;
            self.ask_name(&username, AfterName::Finish, turn);
            return;
        }
        let answer = self.auth_stage(stage);
        if answer.is_none() && !self.is_for_browser(stage) {
            self.no_way(turn);
            return;
        }
        let asked = Asked {
            stage: Some(stage.clone()),
            may_commit: last,
            by_person,
            ..Asked::OPENING
        };
        self.send_exchange(asked, answer, turn);
    }

    /// The user name, if it was not found free lately.
    fn stale_name(&mut self, turn: &mut Turn) -> Option<Username> {
        let Plan::SignUp { account, .. } = &self.exchange.as_ref()?.plan else {
            return None;
        };
        let username = account.username.clone();
        (!self.name_is_fresh(&username, turn)).then_some(username)
    }

    /// Asks for the user name while a code is checked, if an accepted code is the last thing that
    /// the server wants.
    pub(super) fn refresh_name(&mut self, contact: &Contact, turn: &mut Turn) {
        let is_last = self.can_poll() && self.is_last(&stage_of(contact.medium()));
        if let Some(username) = self.stale_name(turn).filter(|_| is_last) {
            self.ask_name(&username, AfterName::Refresh, turn);
        }
    }

    /// The answer to a stage, from what the plan holds.
    fn auth_stage(&self, stage: &StageType) -> Option<AuthStage> {
        let plan = &self.exchange.as_ref()?.plan;
        let creds = |medium| {
            let contact = plan.contacts().get(medium)?;
            self.validation(&contact)?
                .creds(self.waits.poll_turn, &self.extras)
        };
        match (stage, plan) {
            (StageType::Dummy, _) => Some(AuthStage::Dummy),
            (StageType::Terms, _) if self.is_for_browser(stage) => None,
            (StageType::Terms, _) => Some(AuthStage::Terms),
            (StageType::Email, _) => creds(Medium::Email).map(AuthStage::Email),
            (StageType::Msisdn, _) => creds(Medium::Msisdn).map(AuthStage::Msisdn),
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

    /// Sends the whole body with the answer to a stage, with the session alone (after every stage
    /// is done, or to ask for one that is done elsewhere), or with neither to open the exchange.
    pub(super) fn send_exchange(
        &mut self,
        asked: Asked,
        answer: Option<AuthStage>,
        turn: &mut Turn,
    ) {
        if self.is_back_next() {
            return;
        }
        let Some(exchange) = &mut self.exchange else {
            return;
        };
        let opening = asked.stage.is_none() && !exchange.is_open();
        exchange.begun |= !opening;
        exchange.sends(asked.stage.as_ref(), asked.may_commit);
        let auth = (!opening).then(|| exchange.auth(answer));
        let plan = exchange.plan.clone();
        let server = plan.contacts().server.clone();
        if let Some(request) = self.body(&plan, auth) {
            self.call(
                Awaiting::Exchange(asked),
                (&server.base, server.api),
                request,
                turn,
            );
        }
    }

    /// The request of a plan, the same every time but for `auth`, and for the message whose proof is
    /// looked for.
    fn body(&self, plan: &Plan, auth: Option<Auth>) -> Option<Request> {
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
            Plan::AddContact { contacts, access } => {
                let contact = contacts.all().into_iter().next()?;
                let validation = self.validation(&contact)?;
                Request::AddContact(AddContact {
                    access_token: access.token.clone(),
                    creds: validation.creds(self.waits.poll_turn, &self.extras)?,
                    auth,
                })
            }
        })
    }

    /// Whether the person agreed to everything that the terms stage asks agreement to now.
    fn agreed_to_all(&self) -> bool {
        let Some(exchange) = &self.exchange else {
            return false;
        };
        let known = exchange.plan.contacts().server.terms();
        let terms = exchange.offer().1.unwrap_or(known);
        !terms.is_empty() && terms.iter().all(|policy| self.form.has_agreed(policy))
    }

    /// The server shows other terms than before: they need their own agreement.
    fn ask_agreement(&mut self, turn: &mut Turn) {
        let Some(exchange) = self.exchange.clone() else {
            return;
        };
        self.abandon();
        let (flows, terms) = exchange.offer();
        self.server = Some(Rc::new(Homeserver {
            register: RegisterOffer::Open {
                flows: flows.to_vec(),
                terms: terms.unwrap_or_default().to_vec(),
            },
            ..(*exchange.plan.contacts().server).clone()
        }));
        self.go_to(PageId::Terms, turn);
        self.show(Problem::typed(ProblemKind::NotAgreed), turn);
    }

    /// No flow of the server fits what was given. The flows that it offered before may have been
    /// others.
    pub(super) fn no_way(&mut self, turn: &mut Turn) {
        let Some(exchange) = &self.exchange else {
            return;
        };
        let contact = exchange.plan.contacts().all().into_iter().next();
        self.abandon();
        let stop = match (self.task, contact) {
            (Task::Reset, Some(contact)) => Stop::NoReset(contact.medium()),
            (Task::AddContact, _) => Stop::NoContactChanges(None),
            _ => Stop::NoWay,
        };
        self.stop_at(stop, turn);
    }

    /// Starts the exchange anew after the server lost its session; the validation sessions stay.
    pub(super) fn restart_exchange(&mut self, turn: &mut Turn) {
        let Some(exchange) = &mut self.exchange else {
            return;
        };
        *exchange = exchange.anew();
        self.waits.restarted = true;
        self.drive(turn);
    }

    /// A stage refused what it was given.
    pub(super) fn stage_refused(
        &mut self,
        kind: ProblemKind,
        turn: &mut Turn,
        cause: crate::protocol::Failure,
    ) {
        self.timers.stop(Timer::Poll);
        self.show(Problem::answered(kind, cause), turn);
    }
}

/// The stage that proves a kind of contact.
pub(super) fn stage_of(medium: Medium) -> StageType {
    match medium {
        Medium::Email => StageType::Email,
        Medium::Msisdn => StageType::Msisdn,
    }
}
