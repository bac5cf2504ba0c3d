//! Going on with an unfinished task.
//!
//! The first page offers those of earlier runs that no other wizard has, and the one at hand once it
//! was taken up. Whoever takes one up types the passwords again and is led to where they were; no
//! message is asked for that was asked for already. Nothing is gone past that they have not answered
//! in the same words before.

use url::Url;

use super::awaiting::Awaiting;
use super::effect::Effect;
use super::end::Done;
use super::form::FieldId;
use super::homeserver::Media;
use super::login::Login;
use super::page::PageId;
use super::plan::{Contacts, Plan};
use super::saved::{ResumeFault, SavedTask, TaskId, TaskSummary};
use super::task::Task;
use super::uia::Uia;
use super::{Notice, Preset, Turn, Wizard};
use crate::protocol::Contact;

/// A flow of an earlier run, or one that was left behind and is at hand again.
#[derive(Debug)]
pub(super) struct Resumed {
    /// As it was taken up.
    flow: Box<SavedTask>,
    /// The person is on the way to where it was, and pages with an answer are gone past.
    returns: bool,
    /// The review was gone past.
    reviewed: bool,
    /// The proof may have been given meanwhile: it is looked for at once.
    looks: bool,
    /// `next_link` of what is not this flow.
    own_link: Option<Url>,
}

impl Resumed {
    /// The flow as it was taken up.
    pub(super) fn flow(&self) -> &SavedTask {
        &self.flow
    }
}

impl Wizard {
    /// The unfinished tasks that the first page offers, the newest first.
    pub fn offered(&self) -> &[TaskSummary] {
        &self.offers
    }

    /// Which of them is the first page's choice; none when that is something new.
    pub fn chosen_offer(&self) -> Option<usize> {
        self.offer.filter(|at| *at < self.offers.len())
    }

    /// Puts a flow before all others that are offered.
    pub(super) fn offer_first(&mut self, offer: TaskSummary) {
        self.offers.retain(|other| other.id != offer.id);
        self.offers.insert(0, offer);
    }

    /// Goes on with the unfinished task, where there is no choice between several.
    pub(super) fn take_up_the_only_one(&mut self, turn: &mut Turn) {
        if self.offers.len() == 1 {
            self.go_on_with(0, turn);
        }
    }

    /// Goes on with one of the flows that are offered.
    pub(super) fn go_on_with(&mut self, at: usize, turn: &mut Turn) {
        let Some(id) = self.offers.get(at).map(|offer| offer.id.clone()) else {
            return;
        };
        // What is at hand need not be read again; if the disk is full, it is newer than its file.
        match self.kept.written.clone() {
            Some(flow) if id == self.id => self.return_to_flow(flow, turn),
            _ => {
                let flow = id.clone();
                let id = self.ask(Awaiting::TakeUp(id), turn);
                turn.effects.push(Effect::TakeUp { id, flow });
            }
        }
    }

    /// An unfinished task was taken up, or is not to be had.
    pub(super) fn taken_up(
        &mut self,
        id: &TaskId,
        result: Result<Box<SavedTask>, ResumeFault>,
        turn: &mut Turn,
    ) {
        self.waits.enter = false;
        match result {
            Ok(flow) => self.take_up(flow, turn),
            Err(why) => {
                // Another wizard may be done with it soon; what is gone stays so. Its place in the list is that of
                // another flow now, which nobody has chosen.
                if why == ResumeFault::Gone {
                    self.offers.retain(|offer| offer.id != *id);
                    self.offer = None;
                }
                self.notice = Some(Notice::NotTakenUp(why));
            }
        }
    }

    /// The person begins something that is not the flow that they took up. That one stays as it is;
    /// what was typed stays in the fields.
    pub(super) fn begin_another(&mut self) {
        if let Some(taken) = self.kept.taken.take() {
            self.leave_behind();
            self.turn_to(None);
            self.proofs.extras.next_link = taken.own_link;
            self.form.preset = Preset::default();
        }
    }

    /// Turns to an unfinished task. What was at hand before stays in its file.
    fn take_up(&mut self, flow: Box<SavedTask>, turn: &mut Turn) {
        self.leave_behind();
        let summary = self.offers.iter().find(|offer| offer.id == flow.id);
        if let Some(summary) = summary.cloned() {
            self.kept.written_at = summary.written_at;
            self.offer_first(summary);
        }
        self.kept.written = Some(flow.clone());
        self.id = flow.id.clone();
        self.form.clear();
        self.turn_to(Some(&flow));
        self.return_to_flow(flow, turn);
    }

    /// Goes on with what came of a flow at its server, or with nothing in a new one: no two flows ever have the same
    /// secret. Flows that were left in this run need what was at hand so far, and are read from their files from here
    /// on.
    fn turn_to(&mut self, flow: Option<&SavedTask>) {
        self.kept.left.clear();
        self.uia = Uia::of(flow);
        self.form.note_name(None);
        let validations = flow.map_or(Vec::new(), |flow| flow.validations.clone());
        self.proofs.restore(validations);
        let device_id = flow.and_then(|flow| flow.device_id.clone());
        self.login = Login::of(device_id, std::mem::take(&mut self.login));
    }

    /// Leads the person through the pages of a flow to where it was.
    fn return_to_flow(&mut self, flow: Box<SavedTask>, turn: &mut Turn) {
        self.offer = self.offers.iter().position(|offer| offer.id == flow.id);
        self.task = flow.task;
        self.form.country = flow.country;
        self.form.agreed.clone_from(&flow.agreed);
        self.form.logout_devices = flow.logout_devices;
        self.form.media = flow.media;
        let name = match flow.task {
            Task::AddContact => &flow.sign_in_name,
            Task::SignUp | Task::Reset => &flow.username,
        };
        let given = |text: &String| (!text.is_empty()).then(|| text.clone());
        self.form.preset = Preset {
            server: given(&flow.server),
            email: given(&flow.email),
            phone: given(&flow.number),
            country: flow.country,
            username: given(name),
            ..Preset::default()
        };
        self.form.has_preset_media = false;
        for (field, text) in [
            (FieldId::Number, &flow.number),
            (FieldId::Email, &flow.email),
            (FieldId::Username, &flow.username),
            (FieldId::SignInName, &flow.sign_in_name),
        ] {
            self.form.fill(field, text);
        }
        let own_link = match self.kept.taken.take() {
            Some(taken) => taken.own_link,
            None => self.proofs.extras.next_link.take(),
        };
        // What is repeated has to be the same to the letter, whatever a flag says now.
        self.proofs.extras.next_link.clone_from(&flow.next_link);
        self.kept.taken = Some(Resumed {
            flow,
            returns: true,
            reviewed: false,
            looks: true,
            own_link,
        });
        self.go_to(PageId::Server, turn);
    }

    /// Whether the person is not yet back where a flow was that was taken up. Somewhere else than
    /// where it led before, or as somebody else, nothing is gone on with by itself.
    pub(super) fn returns_past(&self, page: PageId) -> bool {
        let is_theirs = self.task != Task::AddContact || self.is_same_account();
        self.kept.taken.as_ref().is_some_and(|taken| {
            let here = self.server().is_none_or(|s| s.base == taken.flow.base);
            taken.returns
                && here
                && is_theirs
                && taken.flow.task == self.task
                && page < taken.flow.reached
        })
    }

    /// Whether the sign-in page names the account of the flow that was taken up, in the same words.
    fn is_same_account(&self) -> bool {
        let typed = self.form.text(FieldId::SignInName).trim();
        let taken = self.kept.taken.as_ref();
        taken.is_some_and(|taken| taken.flow.sign_in_name.trim() == typed)
    }

    /// What an earlier run has left of a login.
    pub(super) fn earlier_login(&self) -> (Option<String>, bool) {
        let taken = self.kept.taken.as_ref();
        let device_id = taken.and_then(|taken| taken.flow.device_id.clone());
        (device_id, self.is_same_account())
    }

    /// The person goes their own way from here.
    pub(super) fn stop_returning(&mut self) {
        if let Some(taken) = &mut self.kept.taken {
            taken.returns = false;
        }
    }

    /// Whether this flow was taken up.
    pub fn is_resumed(&self) -> bool {
        self.kept.taken.is_some()
    }

    /// Whether the page asks for what is never kept.
    pub(super) fn asks_again(&self) -> bool {
        let field = match self.page {
            PageId::Account | PageId::NewPassword => FieldId::Password,
            PageId::SignIn => FieldId::SignInPassword,
            PageId::Token => FieldId::Token,
            _ => return false,
        };
        self.form.is_empty(field)
    }

    /// The kinds of contact of a flow that is returned to.
    pub(super) fn media_returned_to(&self) -> Option<Media> {
        let taken = self.kept.taken.as_ref()?;
        let media = taken.flow.media;
        media.filter(|_| self.returns_past(PageId::Contact))
    }

    /// Whether Enter on the review page only repeats what it did in an earlier run, which it does
    /// once: what the person has not reviewed then is not sent without them, and nothing that they
    /// saw failing is tried again.
    pub(super) fn passes_review(&mut self) -> bool {
        let Some(plan) = self.plan() else {
            return false;
        };
        let was_asked = |contact: &Contact| {
            let validation = self.proofs.get(contact);
            validation.is_some_and(|v| v.attempt.is_some() && !v.refused)
        };
        let asked = plan.contacts().all().iter().all(was_asked);
        let name = match &plan {
            Plan::SignUp { account, .. } => Some(account.username.as_str().to_owned()),
            Plan::Reset { .. } | Plan::AddContact { .. } => None,
        };
        let returns = self.returns_past(PageId::Review);
        let Some(taken) = &mut self.kept.taken else {
            return false;
        };
        let before = taken.flow.username.trim();
        let same_name = name.is_none_or(|name| name.eq_ignore_ascii_case(before));
        let is_first = !std::mem::replace(&mut taken.reviewed, true);
        returns && is_first && asked && same_name
    }

    /// Whether the proof is to be looked for at once, as it may have been given between two runs.
    pub(super) fn is_to_look_at_once(&self) -> bool {
        self.kept.taken.as_ref().is_some_and(|taken| taken.looks)
    }

    pub(super) fn looked_at_once(&mut self) {
        if let Some(taken) = &mut self.kept.taken {
            taken.looks = false;
        }
    }

    /// An earlier run has asked to add this contact, and it is on the account now.
    pub(super) fn was_added(&mut self, contact: &Contact, turn: &mut Turn) -> bool {
        let user_id = self.login.access().map(|access| access.user_id().clone());
        let (Some(server), Some(user_id)) = (self.server().cloned(), user_id) else {
            return false;
        };
        if !self.returns_past(PageId::Review) {
            return false;
        }
        self.proofs.wake(contact);
        if self.proofs.get(contact).is_none() {
            return false;
        }
        let (phone, email) = match contact {
            Contact::Phone(phone) => (Some(phone.clone()), None),
            Contact::Email(email) => (None, Some(email.clone())),
        };
        let contacts = Contacts {
            server,
            phone,
            email,
        };
        self.finish(Done::ContactAdded { contacts, user_id }, turn);
        true
    }
}
