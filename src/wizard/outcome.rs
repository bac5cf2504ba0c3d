//! What the answers of a user-interactive authentication mean.

use super::awaiting::{AfterName, Asked};
use super::end::Stop;
use super::exchange::{Exchange, Next};
use super::form::FieldId;
use super::plan::Plan;
use super::problem::{Problem, ProblemKind, general, of_exchange};
use super::retry::Retry;
use super::task::Task;
use super::timers::Timer;
use super::{Turn, Wizard};
use crate::protocol::{Contact, ErrCode, Failure, Medium, Refusal, Reply, StageType, Uia};

impl Wizard {
    pub(super) fn exchange_answered(
        &mut self,
        asked: &Asked,
        result: Result<Reply, Failure>,
        turn: &mut Turn,
    ) {
        if self.task == Task::AddContact {
            self.addition_answered(asked, result, turn);
            return;
        }
        match result {
            Ok(Reply::Uia(uia)) => self.stage_answered(asked, &uia, turn),
            Ok(Reply::Registered(registered)) => self.registered(asked, registered, turn),
            Ok(Reply::PasswordReset) => self.password_reset(turn),
            Ok(_) => self.show(Problem::typed(ProblemKind::Unreadable), turn),
            // The person has not gone on yet: whatever is in the way will be met when they do.
            Err(failure) if asked.ahead && is_passing(&failure) => self.abandon(),
            Err(failure) => {
                if asked.may_commit
                    && failure.leaves_doubt()
                    && let Some(exchange) = &mut self.exchange
                {
                    exchange.commit.answer_lost();
                }
                match failure {
                    Failure::Refused(refusal) => self.refused(asked, refusal, turn),
                    failure => self.unanswered(asked, failure, turn),
                }
            }
        }
    }

    /// A 401: a stage is done, refused, or waits for its proof.
    fn stage_answered(&mut self, asked: &Asked, uia: &Uia, turn: &mut Turn) {
        let Some(exchange) = &mut self.exchange else {
            return;
        };
        if let Some(another) = exchange.after(uia) {
            // Nothing was finished in it. Another one takes the password that was typed now.
            *exchange = another;
            self.drive(turn);
            return;
        }
        if asked.stage.is_some() || asked.may_commit {
            exchange.goes_on();
        }
        exchange.learn(uia);
        self.retries.succeeded();
        let Some(stage) = &asked.stage else {
            let media = exchange.plan.staged();
            // Every stage is done, and still the server is not content. Asking on would never end.
            if asked.may_commit && exchange.next(media) == Next::Finish {
                let cause = uia.refusal.clone().map(Failure::Refused);
                let kind = ProblemKind::Refused;
                self.show(Problem::new(kind, cause), turn);
            } else {
                // What was asked ahead waits for the person.
                if !asked.ahead {
                    self.drive_on(None, turn);
                }
            }
            return;
        };
        if exchange.is_completed(stage) {
            self.waits.poll_turn = 0;
            self.drive_on(Some(stage), turn);
            return;
        }
        let refusal = uia.refusal.clone();
        match stage {
            StageType::Email | StageType::Msisdn => {
                self.proof_missing(stage, refusal, asked.by_person, turn);
            }
            StageType::RegistrationToken | StageType::UnstableRegistrationToken => {
                // Another token was accepted in this session: only a new one takes this.
                if refusal.is_some_and(|r| r.is(&ErrCode::InvalidParam)) && !self.waits.restarted {
                    self.restart_exchange(turn);
                } else {
                    self.form.token_checked = None;
                    self.abandon();
                    self.show(Problem::typed(ProblemKind::TokenRefused), turn);
                }
            }
            _ if self.is_visiting() => self.not_yet(asked.by_person, turn),
            _ => {
                let cause = refusal.map(Failure::Refused);
                let kind = ProblemKind::Refused;
                self.show(Problem::new(kind, cause), turn);
            }
        }
    }

    /// A contact's stage is not completed. No errcode is specified for "not yet".
    fn proof_missing(
        &mut self,
        stage: &StageType,
        refusal: Option<Refusal>,
        by_person: bool,
        turn: &mut Turn,
    ) {
        let medium = medium_of(stage);
        let contact = self
            .exchange
            .as_ref()
            .and_then(|x| x.plan.contacts().get(medium));
        let Some(contact) = contact else {
            return;
        };
        match refusal.as_ref().and_then(|r| r.errcode.as_ref()) {
            None
            | Some(
                ErrCode::Unauthorized
                | ErrCode::ThreepidAuthFailed
                | ErrCode::Forbidden
                | ErrCode::SessionNotValidated,
            ) => self.not_proven(&contact, by_person, turn),
            Some(ErrCode::SessionExpired | ErrCode::NoValidSession) => {
                let cause = refusal.map(Failure::Refused);
                self.expire_message(&contact, cause, turn);
            }
            Some(
                ErrCode::MissingParam
                | ErrCode::MissingParams
                | ErrCode::BadJson
                | ErrCode::InvalidParam,
            ) => {
                if let Some(refusal) = refusal {
                    let failure = Failure::Refused(refusal);
                    self.stage_refused(ProblemKind::Refused, turn, failure);
                }
            }
            _ => {
                let kind = refusal.as_ref().map(|r| of_exchange(r, Some(medium)));
                if let (Some(kind), Some(refusal)) = (kind, refusal) {
                    let goes_on = kind == ProblemKind::Refused;
                    self.show(Problem::answered(kind, Failure::Refused(refusal)), turn);
                    if goes_on {
                        self.schedule_poll(turn);
                    }
                }
            }
        }
    }

    /// The server has no proof of the contact. After an accepted code that is a surprise, and
    /// the code is asked for again.
    pub(super) fn not_proven(&mut self, contact: &Contact, by_person: bool, turn: &mut Turn) {
        let proven = self
            .validation_mut(contact)
            .is_some_and(|v| std::mem::take(&mut v.proven));
        if proven {
            self.show(Problem::typed(ProblemKind::WrongCode), turn);
        } else {
            self.not_yet(by_person, turn);
        }
    }

    /// No usable answer to a request of the exchange.
    fn unanswered(&mut self, asked: &Asked, failure: Failure, turn: &mut Turn) {
        if self.is_polling() && asked.stage.is_some() {
            self.poll_failed(&failure, turn);
            return;
        }
        let in_doubt = asked.may_commit && failure.leaves_doubt();
        let Err(failure) = self.failed(Retry::Uia { in_doubt }, failure, turn) else {
            return;
        };
        let kind = if in_doubt {
            ProblemKind::AnswerLost
        } else {
            general(&failure)
        };
        self.show(Problem::answered(kind, failure), turn);
    }

    /// An error answer to a request of the exchange.
    fn refused(&mut self, asked: &Asked, refusal: Refusal, turn: &mut Turn) {
        let waiting = self.is_polling() && asked.stage.is_some();
        let failure = Failure::Refused(refusal.clone());
        if refusal.is_rate_limit() || refusal.status >= 500 {
            self.unanswered(asked, failure, turn);
            return;
        }
        if refusal.is(&ErrCode::AwaitingApproval) {
            self.awaiting_approval(turn);
            return;
        }
        if self.opens_without_session(asked, &refusal, turn) {
            return;
        }
        if waiting && is_not_yet_elsewhere(&refusal, self.has_session()) {
            // Without a session success, once seen by nobody, looks just like this.
            if !self.has_session()
                && self
                    .exchange
                    .as_ref()
                    .is_some_and(|x| x.commit.is_in_doubt())
            {
                self.problem = Some(Problem::answered(ProblemKind::AnswerLost, failure));
            }
            self.not_yet(asked.by_person, turn);
            return;
        }
        if self.session_may_be_lost(&refusal) && self.session_lost(turn) {
            return;
        }
        self.refused_for_good(&refusal, failure, turn);
    }

    fn has_session(&self) -> bool {
        self.exchange.as_ref().is_some_and(|x| x.has_session())
    }

    /// Whether a refusal may mean no more than that the server lost the session.
    pub(super) fn session_may_be_lost(&self, refusal: &Refusal) -> bool {
        self.has_session() && is_lost_session(refusal)
    }

    /// Some servers want the stage of a reset at once, without a session.
    fn opens_without_session(&mut self, asked: &Asked, refusal: &Refusal, turn: &mut Turn) -> bool {
        let wants = self.task == Task::Reset
            && asked.stage.is_none()
            && refusal.status == 401
            && refusal.is(&ErrCode::MissingToken);
        let Some(exchange) = self.exchange.take_if(|x| wants && !x.is_open()) else {
            return false;
        };
        let Some(contact) = exchange.plan.contacts().all().into_iter().next() else {
            return false;
        };
        let stage = super::drive::stage_of(contact.medium());
        self.exchange = Some(super::Exchange::sessionless(exchange.plan, stage));
        self.drive(turn);
        true
    }

    /// The server does not know our UIA session any more. A new one tells whether that was it.
    pub(super) fn session_lost(&mut self, turn: &mut Turn) -> bool {
        if self.waits.restarted {
            return false;
        }
        let plan = self
            .exchange
            .as_ref()
            .filter(|x| x.begun)
            .map(|x| (x.plan.clone(), x.commit.is_in_doubt()));
        match plan {
            None => false,
            // Our own success would look just like this.
            Some((Plan::SignUp { account, .. }, true)) => {
                self.ask_name(&account.username, AfterName::Doubt, turn);
                true
            }
            Some((Plan::Reset { .. }, true)) => {
                // The next Enter asks anew: setting the same password twice does no harm.
                self.exchange = self.exchange.as_ref().map(Exchange::anew);
                self.timers.stop(Timer::Poll);
                self.show(Problem::typed(ProblemKind::AnswerLost), turn);
                true
            }
            Some(_) => {
                self.restart_exchange(turn);
                true
            }
        }
    }

    /// A refusal that trying again does not mend.
    fn refused_for_good(&mut self, refusal: &Refusal, failure: Failure, turn: &mut Turn) {
        let Some(exchange) = self.exchange.clone() else {
            return;
        };
        let medium = exchange.plan.contacts().all().first().map(Contact::medium);
        let kind = of_exchange(refusal, medium);
        self.timers.stop(Timer::Poll);
        if !exchange.is_open() {
            let stop = match self.task {
                Task::SignUp if refusal.is_unrecognized() => Some(Stop::NoRegistration),
                Task::SignUp if refusal.is(&ErrCode::Forbidden) => {
                    Some(Stop::Closed(Some(refusal.clone())))
                }
                // A 401 without a word of Matrix is a gateway's, or was cut off on its way.
                Task::Reset
                    if refusal.is_unrecognized()
                        || (refusal.status == 401 && refusal.errcode.is_some()) =>
                {
                    medium.map(Stop::NoReset)
                }
                _ => None,
            };
            if let Some(stop) = stop {
                self.abandon();
                self.stop_at(stop, turn);
                return;
            }
        }
        match (&kind, &exchange.plan) {
            // The name was free a moment ago, and our own request may have taken it since.
            (ProblemKind::NameTaken, Plan::SignUp { account, .. })
                if exchange.commit.is_in_doubt() || self.may_be_ours(&account.username) =>
            {
                self.probably_created(turn);
            }
            (ProblemKind::PasswordRefused(_), plan) => {
                self.abandon();
                let page = match plan {
                    Plan::SignUp { .. } => super::PageId::Account,
                    _ => super::PageId::NewPassword,
                };
                self.return_to(page, turn);
                self.show(Problem::answered(kind, failure), turn);
                self.focus = super::Focus::Field(FieldId::Password);
            }
            _ => {
                let about_name = matches!(
                    kind,
                    ProblemKind::NameTaken | ProblemKind::NameRefused | ProblemKind::NameReserved
                );
                if about_name {
                    self.form.note_name(None);
                }
                self.show(Problem::answered(kind, failure), turn);
                if about_name {
                    self.focus = super::Focus::Field(FieldId::Username);
                }
            }
        }
    }
}

/// Whether a failure may be gone the next time.
fn is_passing(failure: &Failure) -> bool {
    failure
        .refusal()
        .is_none_or(|refusal| refusal.is_rate_limit() || refusal.status >= 500)
}

/// The kind of contact that a stage proves.
fn medium_of(stage: &StageType) -> Medium {
    match stage {
        StageType::Msisdn => Medium::Msisdn,
        _ => Medium::Email,
    }
}

/// "Not yet" from servers that say it without flows: 401, or 403 where there is no session.
fn is_not_yet_elsewhere(refusal: &Refusal, has_session: bool) -> bool {
    let waits = matches!(
        refusal.errcode,
        None | Some(
            ErrCode::Unauthorized
                | ErrCode::ThreepidAuthFailed
                | ErrCode::SessionNotValidated
                | ErrCode::Forbidden
        )
    );
    match refusal.status {
        401 => waits,
        403 => !has_session && refusal.is(&ErrCode::Forbidden),
        _ => false,
    }
}

/// What servers say when they do not know a UIA session, among other things.
fn is_lost_session(refusal: &Refusal) -> bool {
    matches!(
        (refusal.status, &refusal.errcode),
        (400, Some(ErrCode::Unknown | ErrCode::InvalidParam))
            | (403, Some(ErrCode::Forbidden | ErrCode::Unknown))
    )
}
