//! What a face may read of the machine.

use crate::protocol::Support;
use crate::wizard::awaiting::{AfterName, Awaiting, GrantPart};
use crate::wizard::form::FieldId;
use crate::wizard::in_flight::End;
use crate::wizard::login::Login;
use crate::wizard::page::PageId;
use crate::wizard::problem::{Problem, ProblemKind};
use crate::wizard::profile::Profile;
use crate::wizard::proving::{Messages, Proving};
use crate::wizard::time::Time;
use crate::wizard::timers::Timer;
use crate::wizard::{Form, Overlay, Record, Saves, SessionEnd, Wizard};

/// What the page is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// Looking a server up.
    LookingUp,
    /// Starting the practice server.
    StartingPractice,
    /// Checking a phone number.
    CheckingNumber,
    /// Checking whether a user name is free.
    CheckingName,
    /// Checking a registration token.
    CheckingToken,
    /// Asking for a message.
    AskingForMessage,
    /// Checking a code.
    CheckingCode,
    /// Looking whether the link was opened.
    LookingForProof,
    /// Signing in.
    SigningIn,
    /// Looking what the account has.
    LookingAtAccount,
    /// Creating the account, setting the password or adding the contact.
    Finishing,
    /// Getting ready to open a sign-up page.
    OpeningSignUp,
    /// Asking which Matrix ID was made in the browser.
    AskingMatrixId,
    /// Talking to the server.
    Talking,
}

impl Wizard {
    /// The session of the account that gets a contact, and what is known of a password in doubt.
    pub fn login(&self) -> &Login {
        &self.login
    }

    /// What became of the sessions of this run; none when there was none, or one is open still.
    pub fn session_end(&self) -> Option<SessionEnd> {
        self.mech.logout.end()
    }

    /// Whether a session is being opened or closed: the program waits a moment for that before it ends.
    pub fn is_closing(&self) -> bool {
        self.mech.in_flight.any(Awaiting::is_for_keeps)
    }

    /// The profile that is offered at the end.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Whom to ask about the server where it cannot go on, as far as that is known.
    pub fn support(&self) -> Option<&Support> {
        self.helpers
            .of(self.server().filter(|_| self.stop().is_some())?)
    }

    /// The unfinished tasks.
    pub fn saves(&self) -> &Saves {
        &self.saves
    }

    /// What they typed.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// What stands in the way.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    pub(super) fn problem_kind(&self) -> Option<&ProblemKind> {
        self.problem.as_ref().map(|problem| &problem.kind)
    }

    /// Whether Enter answers a question that came up while the page worked.
    pub fn asks(&self) -> bool {
        let kind = self.problem_kind();
        matches!(kind, Some(ProblemKind::ForeignCodeHost(_)))
    }

    /// What lies over the page.
    pub fn overlay(&self) -> Option<Overlay> {
        self.overlay
    }

    /// The requests so far.
    pub fn records(&self) -> &[Record] {
        self.mech.in_flight.log()
    }

    /// Whether something is still to be said of what was typed last: whether it is a number, or how strong it is.
    pub fn is_judging(&self) -> bool {
        let judges = |q: &Awaiting| matches!(q, Awaiting::Number | Awaiting::Strength);
        self.mech.timers.is_set(Timer::Strength) || self.mech.in_flight.any(judges)
    }

    /// Whether something is being brought that is about to be there: the page of an unfinished task, or the practice
    /// server.
    pub fn is_preparing(&self) -> bool {
        let prepares = |q: &Awaiting| matches!(q, Awaiting::Resume(_) | Awaiting::Practice);
        self.mech.in_flight.any(prepares)
    }

    /// Whether a browser is being started.
    pub fn is_opening_link(&self) -> bool {
        self.mech.in_flight.any(|q| *q == Awaiting::OpenLink)
    }

    /// Whether this page goes on by itself, once something happened elsewhere.
    pub fn goes_on_by_itself(&self) -> bool {
        (self.is_polling() || self.awaited_link().is_some()) && self.problem.is_none()
    }

    /// Whether Enter waits for an answer.
    pub fn enter_waits(&self) -> bool {
        self.waits.enter
    }

    /// When a request without answer is repeated by itself.
    pub fn repeat_at(&self) -> Option<Time> {
        self.mech.timers.get(Timer::Retry)
    }

    /// The authentication at hand, and the proofs that it takes.
    pub fn proving(&self) -> &Proving {
        &self.proving
    }

    /// When the link is looked for again after a look that had no answer.
    pub fn look_again_at(&self) -> Option<Time> {
        let next = self.mech.timers.get(Timer::Poll);
        next.filter(|_| self.proving.polling().has_failed())
    }

    /// Whether the account may exist, or the password be set, although no answer said so.
    pub fn may_have_finished(&self) -> bool {
        self.is_account_unknown()
            || self.is_committing()
            || self.proving.may_have_finished(self.task)
    }

    /// Whether a message for some address was asked for, in this run or in the one that it goes on
    /// with.
    pub fn has_asked_for_messages(&self) -> bool {
        let refused = |record: &Record| match &record.end {
            Some((End::Failed(failure), _)) => !failure.leaves_doubt(),
            _ => false,
        };
        self.records()
            .iter()
            .any(|record| record.attempt.is_some() && !refused(record))
            || (self.saves.is_resumed() && self.proving.were_opened())
    }

    /// Whether every message that the review speaks of is on its way already, so that going on
    /// sends no other.
    pub fn messages_are_out(&self) -> bool {
        let contacts = self.contacts().filter(|_| self.page == PageId::Review);
        let contacts = contacts.map_or(Vec::new(), |contacts| contacts.all());
        !contacts.is_empty() && contacts.iter().all(|c| self.proving.is_sent(c))
    }

    /// Whether the built-in practice server is in use. On the server page it is what the field
    /// says that counts.
    pub fn is_practising(&self) -> bool {
        match (self.page, self.server()) {
            (_, Some(server)) => server.practice,
            (PageId::Server, None) => self
                .practice
                .as_ref()
                .is_some_and(|p| p.name.as_str() == self.form.text(FieldId::Server).trim()),
            _ => self.practice.is_some(),
        }
    }

    /// Name and password of an account on the practice server, while that is in use.
    pub fn practice_login(&self) -> Option<(&'static str, &'static str)> {
        let practice = self.practice.as_ref()?;
        self.is_practising().then_some(practice.known_login)
    }

    /// An email address that has an account on the practice server, while that is in use.
    pub fn practice_email(&self) -> Option<&str> {
        let practice = self.practice.as_ref()?;
        self.is_practising()
            .then_some(practice.known_email.as_str())
    }

    /// What the page waits for, and since when.
    pub fn busy(&self) -> Option<(Busy, Time)> {
        let (question, since) = self.holding()?;
        let busy = match question {
            Awaiting::Lookup(_) => Busy::LookingUp,
            Awaiting::Practice => Busy::StartingPractice,
            Awaiting::Number => Busy::CheckingNumber,
            Awaiting::Name(_, _, AfterName::Continue) => Busy::CheckingName,
            Awaiting::Name(..) => Busy::Talking,
            // It is the person who waits only once they went on.
            question if question.is_ahead() && !self.waits.enter => return None,
            Awaiting::Token(_) => Busy::CheckingToken,
            Awaiting::Message(_) => Busy::AskingForMessage,
            Awaiting::Code(..) => Busy::CheckingCode,
            Awaiting::Exchange(_) if self.is_polling() => Busy::LookingForProof,
            Awaiting::Exchange(asked) if asked.may_commit => Busy::Finishing,
            Awaiting::Exchange(_) => Busy::Talking,
            Awaiting::Login(..) => Busy::SigningIn,
            Awaiting::Account(_) => Busy::LookingAtAccount,
            Awaiting::Doubt => Busy::Finishing,
            Awaiting::Grant(GrantPart::Listen | GrantPart::Register) => Busy::OpeningSignUp,
            Awaiting::Grant(GrantPart::Redeem | GrantPart::WhoAmI) => Busy::AskingMatrixId,
            Awaiting::Strength
            | Awaiting::Resume(_)
            | Awaiting::Logout(_)
            | Awaiting::Support(_)
            | Awaiting::FallbackPage(_)
            | Awaiting::OpenLink
            | Awaiting::Profile
            | Awaiting::Grant(GrantPart::Callback) => return None,
        };
        Some((busy, since))
    }

    /// The messages to the contact whose proof is awaited here.
    pub fn messages(&self) -> Option<Messages> {
        self.proving.messages(self.spot(), self.limit(), &self.mech)
    }

    /// When another message may be asked for; none when that is so already.
    pub fn resend_at(&self) -> Option<Time> {
        self.proving
            .resend_at(self.spot(), self.limit(), &self.mech)
    }

    /// The end of the limit that the page is about.
    pub(super) fn limit(&self) -> Option<Time> {
        match self.problem_kind() {
            Some(ProblemKind::Limited(until)) => Some(*until),
            _ => None,
        }
    }
}
