//! Keeping an unfinished flow, and taking it up again.
//!
//! After each event the machine looks whether what is kept has changed, and has it written down
//! before anything else of the step is done: a number counts as used, and a request as sent, before
//! it leaves. Whoever takes the flow up types the passwords again and is led to where they were; no
//! message is asked for that was asked for already.

use super::draft::FieldId;
use super::effect::Effect;
use super::event::{Answer, Event};
use super::homeserver::Media;
use super::page::PageId;
use super::pending::Question;
use super::saved::SavedFlow;
use super::stage::{Done, Goal, Plan, Stage};
use super::unsettled::Unsettled;
use super::{Repeat, Turn, Wizard};
use crate::domain::BaseUrl;
use crate::protocol::Contact;

/// What is known of the flow that is kept.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// What was written down last.
    written: Option<Box<SavedFlow>>,
    /// What is left of a flow that was taken up.
    taken: Option<Taken>,
    /// What may have finished the flow although it is not the exchange at hand: that of an earlier
    /// run, or one that the person turned away from in doubt.
    pub(super) unsettled: Option<Unsettled>,
}

/// A flow of an earlier run, on the way to where it was.
#[derive(Debug)]
struct Taken {
    base: BaseUrl,
    goal: Goal,
    media: Option<Media>,
    /// The page where the person was; nothing is gone past by itself from there on.
    reached: PageId,
    /// The review was gone past.
    reviewed: bool,
    /// The user name that was reviewed.
    username: String,
    /// The proof may have been given meanwhile: it is looked for at once.
    looks: bool,
}

impl Wizard {
    /// Whether an event can change what is kept. Keys inside a field cannot: a field counts when its
    /// page is left, or the wizard is.
    pub(super) fn concerns_kept(&self, event: &Event) -> bool {
        match event {
            Event::Answer(id, answer) => {
                matches!(answer, Answer::Call(_)) && self.pending.is_out(*id)
            }
            Event::Edit(_)
            | Event::Fill(..)
            | Event::Choose(_)
            | Event::Focus(_)
            | Event::Reveal
            | Event::Help
            | Event::Details
            | Event::Copy
            | Event::OpenLink
            | Event::ShowQr => false,
            _ => true,
        }
    }

    /// Has written down what changed, before anything else of this step is done.
    pub(super) fn keep(&mut self, turn: &mut Turn) {
        // The practice server ends with the wizard.
        if self.stage.server().is_none_or(|server| server.practice) {
            return;
        }
        if matches!(self.stage, Stage::Done(_) | Stage::Stopped(..)) {
            self.forget_when_over(turn);
            return;
        }
        let Some(flow) = self.snapshot() else {
            return;
        };
        if self.kept.written.as_ref() != Some(&flow) {
            turn.effects.insert(0, Effect::Save(flow.clone()));
            self.kept.written = Some(flow);
        }
    }

    /// Forgets a flow that is over, once no session of it is being closed: whoever goes on after a
    /// kill closes what was left open.
    pub(super) fn forget_when_over(&mut self, turn: &mut Turn) {
        let is_over = matches!(self.stage, Stage::Done(_) | Stage::Stopped(..));
        if is_over && !self.is_closing() && self.kept.written.take().is_some() {
            turn.effects.insert(0, Effect::Forget(self.id.clone()));
        }
    }

    /// The flow as it stands; none before there is anything that would be missed.
    fn snapshot(&self) -> Option<Box<SavedFlow>> {
        let server = self.stage.server()?;
        // What a flag gave counts as typed, before its page too: whoever goes on gives no flags.
        let text = |field| {
            let typed = Some(self.draft.text(field)).filter(|text| !text.is_empty());
            typed.or(self.given(field)).unwrap_or_default().to_owned()
        };
        let typed = [
            FieldId::Number,
            FieldId::Email,
            FieldId::Username,
            FieldId::SignInName,
        ];
        let validations = self.validations.to_saved();
        let is_empty = |field: &FieldId| self.draft.line(*field).is_empty();
        if validations.is_empty() && typed.iter().all(is_empty) {
            return None;
        }
        let exchange = self.exchange.as_ref().and_then(|x| x.to_saved());
        let unsettled = self.kept.unsettled.as_ref();
        let unsettled = unsettled.filter(|u| u.goal == self.goal && u.base == server.base);
        Some(Box::new(SavedFlow {
            id: self.id.clone(),
            goal: self.goal,
            server: self.server_text().to_owned(),
            base: server.base.clone(),
            media: self.lists.contact,
            country: self.draft.country.or(self.preset.country),
            number: text(FieldId::Number),
            email: text(FieldId::Email),
            username: text(FieldId::Username),
            sign_in_name: text(FieldId::SignInName),
            agreed: self.draft.agreed.clone(),
            logout_devices: self.draft.logout_devices,
            reached: self.reached(),
            next_link: self.extras.next_link.clone(),
            id_server: self.extras.identity.as_ref().map(|id| id.host.clone()),
            validations,
            committing: exchange.or_else(|| unsettled.map(|u| u.exchange.clone())),
            device_id: self.device_id.clone(),
        }))
    }

    /// What a flag gave for a field whose page was not reached.
    fn given(&self, field: FieldId) -> Option<&str> {
        let adds = self.goal == Goal::AddContact;
        let flag = match field {
            FieldId::Number => &self.preset.phone,
            FieldId::Email => &self.preset.email,
            FieldId::Username if !adds => &self.preset.username,
            FieldId::SignInName if adds => &self.preset.username,
            _ => return None,
        };
        flag.as_deref()
    }

    /// How far the person is. On the review page they are past it as soon as its Enter is at work;
    /// and on the way back to where a flow was taken up, they are there already.
    fn reached(&self) -> PageId {
        let page = self.stage.page();
        let is_at_work = |q: &Question| match q {
            Question::Message(_) => true,
            Question::Exchange(asked) => !asked.ahead,
            _ => false,
        };
        let repeats = matches!(
            self.waits.repeat,
            Some((_, Repeat::Message(_) | Repeat::Exchange))
        );
        let page = match page {
            PageId::Review if repeats || self.pending.any(is_at_work) => PageId::Verify,
            page => page,
        };
        self.kept
            .taken
            .as_ref()
            .map_or(page, |taken| page.max(taken.reached))
    }

    /// The unfinished flow that the first page offers.
    pub fn offered(&self) -> Option<&SavedFlow> {
        self.saved.as_deref()
    }

    /// Whether the first page's choice is to go on with it.
    pub fn chooses_offered(&self) -> bool {
        self.saved.is_some() && self.lists.resume
    }

    /// Goes on with the unfinished flow of an earlier run.
    pub(super) fn take_up(&mut self, turn: &mut Turn) {
        let Some(flow) = self.saved.take() else {
            return;
        };
        self.kept.written = Some(flow.clone());
        let flow = *flow;
        self.id = flow.id;
        self.goal = flow.goal;
        self.draft.country = flow.country;
        self.draft.agreed = flow.agreed;
        self.draft.logout_devices = flow.logout_devices;
        self.lists.contact = flow.media;
        self.device_id = flow.device_id;
        // What is repeated has to be the same to the letter, whatever a flag says now.
        self.extras.next_link = flow.next_link;
        self.validations.restore(flow.validations);
        let name = match flow.goal {
            Goal::AddContact => &flow.sign_in_name,
            Goal::SignUp | Goal::Reset => &flow.username,
        };
        let given = |text: &String| (!text.is_empty()).then(|| text.clone());
        self.preset = super::Preset {
            server: given(&flow.server),
            email: given(&flow.email),
            phone: given(&flow.number),
            country: flow.country,
            username: given(name),
            ..super::Preset::default()
        };
        self.preset_contact = false;
        for (field, text) in [
            (FieldId::Number, &flow.number),
            (FieldId::Email, &flow.email),
            (FieldId::Username, &flow.username),
            (FieldId::SignInName, &flow.sign_in_name),
        ] {
            self.draft.fill(field, text);
        }
        self.kept.unsettled = flow.committing.map(|exchange| Unsettled {
            base: flow.base.clone(),
            goal: flow.goal,
            exchange,
        });
        self.kept.taken = Some(Taken {
            base: flow.base,
            goal: flow.goal,
            media: flow.media,
            reached: flow.reached,
            reviewed: false,
            username: flow.username,
            looks: true,
        });
        self.go_to(Stage::Server, turn);
    }

    /// Whether the person is not yet back where a flow was that was taken up. Somewhere else than
    /// where it led before, nothing is gone on with by itself.
    pub(super) fn returns_past(&self, page: PageId) -> bool {
        self.kept.taken.as_ref().is_some_and(|taken| {
            let here = self.stage.server().is_none_or(|s| s.base == taken.base);
            here && taken.goal == self.goal && page < taken.reached
        })
    }

    /// The person goes their own way from here.
    pub(super) fn stop_returning(&mut self) {
        if let Some(taken) = &mut self.kept.taken {
            taken.reached = PageId::Goal;
        }
    }

    /// Whether this flow is one of an earlier run.
    pub fn is_taken_up(&self) -> bool {
        self.kept.taken.is_some()
    }

    /// Whether the page asks for what is never kept.
    pub(super) fn asks_again(&self) -> bool {
        let field = match self.stage.page() {
            PageId::Account | PageId::NewPassword => FieldId::Password,
            PageId::SignIn => FieldId::SignInPassword,
            PageId::Token => FieldId::Token,
            _ => return false,
        };
        self.draft.line(field).is_empty()
    }

    /// The kinds of contact of a flow that is returned to.
    pub(super) fn media_returned_to(&self) -> Option<Media> {
        let taken = self.kept.taken.as_ref()?;
        taken.media.filter(|_| self.returns_past(PageId::Contact))
    }

    /// Wakes the validation sessions of a plan's contacts.
    pub(super) fn wake_validations(&mut self, plan: &Plan) {
        let base = plan.contacts().server.base.clone();
        for contact in plan.contacts().all() {
            self.validations.wake(&base, self.goal.purpose(), &contact);
        }
    }

    /// Whether Enter on the review page only repeats what it did in an earlier run, which it does
    /// once: what the person has not reviewed then is not sent without them, and nothing that they
    /// saw failing is tried again.
    pub(super) fn passes_review(&mut self) -> bool {
        let Stage::Review(plan) = &self.stage else {
            return false;
        };
        let was_asked = |contact: &Contact| {
            let validation = self.validation(contact);
            validation.is_some_and(|v| v.attempt.is_some() && !v.refused)
        };
        let asked = plan.contacts().all().iter().all(was_asked);
        let name = match plan {
            Plan::SignUp { account, .. } => Some(account.username.as_str().to_owned()),
            Plan::Reset { .. } | Plan::AddContact { .. } => None,
        };
        let returns = self.returns_past(PageId::Review);
        let Some(taken) = &mut self.kept.taken else {
            return false;
        };
        let same_name = name.is_none_or(|name| name.eq_ignore_ascii_case(taken.username.trim()));
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
        let evidence = super::page::Evidence::of(&self.stage);
        let (Some(server), Some(access)) = (evidence.server, evidence.access) else {
            return false;
        };
        if !self.returns_past(PageId::Review) {
            return false;
        }
        self.validations
            .wake(&server.base, self.goal.purpose(), contact);
        if self.validation(contact).is_none() {
            return false;
        }
        let (phone, email) = match contact {
            Contact::Phone(phone) => (Some(phone.clone()), None),
            Contact::Email(email) => (None, Some(email.clone())),
        };
        let contacts = super::Contacts {
            server,
            phone,
            email,
        };
        let user_id = access.user_id().clone();
        self.done(Done::ContactAdded { contacts, user_id }, turn);
        true
    }
}
