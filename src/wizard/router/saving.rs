//! Saving the task at hand, and resuming one.

use crate::domain::BaseUrl;
use crate::wizard::awaiting::Awaiting;
use crate::wizard::form::FieldId;
use crate::wizard::page::PageId;
use crate::wizard::plan::Plan;
use crate::wizard::retry::Retry;
use crate::wizard::saves::{Here, SaveFault, SavedTask};
use crate::wizard::timers::Timer;
use crate::wizard::{Notice, Preset, Wizard};

impl Wizard {
    /// What is typed or chosen now is written down in a moment.
    pub(super) fn autosave_soon(&mut self) {
        if self.base_of_saved().is_some() {
            self.saves.autosave_soon(&mut self.mech.cx());
        }
    }

    /// Has what changed written down.
    pub(super) fn autosave(&mut self) {
        self.mech.timers.stop(Timer::Autosave);
        self.forget_when_over();
        let Some(base) = self.base_of_saved() else {
            return;
        };
        let cx = &mut self.mech.cx();
        self.saves.keep_apart(self.task, &base, cx);
        if let Some(task) = self.snapshot(base) {
            self.saves.write(task, &mut self.mech.cx());
        }
    }

    /// Where the task at hand is, if it can be saved: there is a server, it does not end with the wizard, and the task
    /// is not over.
    fn base_of_saved(&self) -> Option<BaseUrl> {
        let is_over = matches!(self.page, PageId::Done | PageId::Stopped);
        let server = self.server().filter(|s| !s.practice && !is_over)?;
        Some(server.base.clone())
    }

    /// Forgets a task that is over, once no session of it is being closed: a wizard that goes on after a kill closes
    /// what was left open. Where nothing more can be done, it is over when the person leaves; but never while it may
    /// have done what it is for.
    pub(super) fn forget_when_over(&mut self) {
        let is_over = match self.page {
            PageId::Done => true,
            PageId::Stopped => self.exited && !self.saves.is_in_doubt(),
            _ => false,
        };
        let server = self.server().filter(|server| !server.practice).cloned();
        if let Some(server) =
            server.filter(|_| is_over && !self.mech.in_flight.any(Awaiting::is_for_keeps))
        {
            let cx = &mut self.mech.cx();
            self.saves.forget(self.task, &server.base, cx);
        }
    }

    /// The task as it stands; none before there is anything that would be missed.
    fn snapshot(&self, base: BaseUrl) -> Option<Box<SavedTask>> {
        // What a flag gave counts as typed, before its page too: one who resumes gives no flags.
        let text = |field| {
            let typed = Some(self.form.text(field)).filter(|text| !text.is_empty());
            let given = || self.form.preset.given(field, self.task);
            typed.or_else(given).unwrap_or_default().to_owned()
        };
        let validations = self.proving.validations(&base, self.task.purpose());
        let is_empty = |field: &FieldId| self.form.is_empty(*field);
        if validations.is_empty() && FieldId::SAVED.iter().all(is_empty) {
            return None;
        }
        let extras = self.proving.extras();
        let repeats = self.mech.retries.waiting().is_some_and(Retry::sends);
        let is_at_work = repeats || self.mech.in_flight.any(|q| q.sends() && !q.is_ahead());
        Some(Box::new(SavedTask {
            id: self.saves.id().clone(),
            task: self.task,
            server: self.form.text(FieldId::Server).to_owned(),
            media: self.form.media,
            country: self.form.country.or(self.form.preset.country),
            number: text(FieldId::Number),
            email: text(FieldId::Email),
            username: text(FieldId::Username),
            sign_in_name: text(FieldId::SignInName),
            agreed: self.form.agreed.clone(),
            logout_devices: self.form.logout_devices,
            // On the review page they are past it as soon as its Enter is at work.
            reached: match self.page {
                PageId::Review if is_at_work => PageId::Verify,
                page => page,
            },
            next_link: extras.next_link.clone(),
            id_server: extras.identity.as_ref().map(|id| id.host.clone()),
            validations,
            committing: self.proving.exchange(self.task, &base),
            device_id: self.login.device_id().cloned(),
            base,
        }))
    }

    /// Resumes one of the tasks that are offered.
    pub(super) fn take_up(&mut self, at: usize) {
        let at_hand = self.saves.take_up(at, &mut self.mech.cx());
        if let Some(task) = at_hand {
            self.resume(task);
        }
    }

    /// Turns to a task that was read.
    pub(super) fn taken_up(&mut self, task: Box<SavedTask>) {
        self.saves.taken_up(&task, &mut self.mech.cx());
        self.form.clear();
        self.proving.turn_to(Some(&task));
        self.resume(task);
    }

    /// The person begins something that is not the task that they resumed; what was typed stays in the fields.
    pub(super) fn begin_another(&mut self) {
        if let Some(own_link) = self.saves.begin_another(&mut self.mech.cx()) {
            self.proving.begin_another(own_link);
            self.login.turn_to(None);
            self.form.preset = Preset::default();
        }
    }

    /// Leads the person through the pages of a task to where it was.
    fn resume(&mut self, task: Box<SavedTask>) {
        self.task = task.task;
        self.form.restore(&task);
        self.login.turn_to(task.device_id.clone());
        let link = self.proving.resume(task.next_link.clone());
        self.saves.resume(task, link);
        self.go_to(PageId::Server);
    }

    pub(super) fn here(&self) -> Here<'_> {
        Here {
            task: self.task,
            base: self.server().map(|server| &server.base),
            sign_in_name: self.form.text(FieldId::SignInName),
        }
    }

    /// Whether a page is on the way back to where a task was that was resumed.
    pub(super) fn returns_past(&self, page: PageId) -> bool {
        self.saves.returns_past(page, &self.here())
    }

    /// Whether Enter on the review page only repeats what it did in an earlier run, which it does once: what the person
    /// has not reviewed then is not sent without them, and nothing that they saw failing is tried again.
    pub(super) fn passes_review(&mut self) -> bool {
        let (Some(plan), Some(before)) = (self.plan(), self.saves.resumed()) else {
            return false;
        };
        let contacts = plan.contacts().all();
        let asked = contacts.iter().all(|c| self.proving.was_asked(c));
        let same_name = match &plan {
            Plan::SignUp { account, .. } => {
                let name = account.username.as_str();
                name.eq_ignore_ascii_case(before.username.trim())
            }
            Plan::Reset { .. } | Plan::AddContact { .. } => true,
        };
        let returns = self.returns_past(PageId::Review);
        self.saves.passes_review() && returns && asked && same_name
    }

    /// What is worth a line.
    pub fn notice(&self) -> Option<Notice> {
        let not_kept = |fault: Option<SaveFault>| fault.map(Notice::NotSaved);
        not_kept(self.saves.stale())
            .or(self.notice)
            .or_else(|| not_kept(self.saves.unmet()))
    }
}
