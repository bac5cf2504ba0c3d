//! Saving the current task.

use crate::domain::BaseUrl;
use crate::wizard::State;
use crate::wizard::awaiting::Awaiting;
use crate::wizard::ctx::Ctx;
use crate::wizard::form::FieldId;
use crate::wizard::page::PageId;
use crate::wizard::retry::Retry;
use crate::wizard::saves::SavedTask;
use crate::wizard::timers::Timer;

impl State {
    /// A typed or chosen value is saved in a moment.
    pub(in crate::wizard) fn autosave_soon(&mut self, cx: &mut Ctx<'_>) {
        if self.base_of_saved().is_some() {
            self.saves.autosave_soon(cx);
        }
    }

    pub(in crate::wizard) fn autosave(&mut self, cx: &mut Ctx<'_>) {
        cx.timers.stop(Timer::Autosave);
        self.forget_when_over(cx);
        let Some(base) = self.base_of_saved() else {
            return;
        };
        self.saves.keep_apart(self.task, &base, cx);
        if let Some(task) = self.snapshot(base, cx) {
            self.saves.write(task, cx);
        }
    }

    /// Where the current task is, if it can be saved: there is a server, it does not end with the wizard, and the task
    /// is not over.
    fn base_of_saved(&self) -> Option<BaseUrl> {
        let is_over = matches!(self.page, PageId::Done | PageId::Stopped);
        let server = self.server().filter(|s| !s.practice && !is_over)?;
        Some(server.base.clone())
    }

    /// Forgets a task that is over, once no session of it is being closed: a wizard that continues after a kill closes
    /// what was left open. Where nothing more can be done, it is over when the user leaves; but never while it may
    /// have done what it is for.
    pub(in crate::wizard) fn forget_when_over(&mut self, cx: &mut Ctx<'_>) {
        let is_over = match self.page {
            PageId::Done => true,
            PageId::Stopped => self.exited && !self.saves.is_in_doubt(),
            _ => false,
        };
        let server = self.server().filter(|server| !server.practice).cloned();
        if let Some(server) =
            server.filter(|_| is_over && !cx.in_flight.any(Awaiting::is_for_keeps))
        {
            self.saves.forget(self.task, &server.base, cx);
        }
    }

    /// The task as it stands; `None` before there is anything that would be missed.
    fn snapshot(&self, base: BaseUrl, cx: &mut Ctx<'_>) -> Option<Box<SavedTask>> {
        // A flag's value counts as typed, even before its page: a resumed run has no flags.
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
        let repeats = cx.retries.waiting().is_some_and(Retry::sends);
        let is_at_work = repeats || cx.in_flight.any(|q| q.sends() && !q.is_ahead());
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
}
