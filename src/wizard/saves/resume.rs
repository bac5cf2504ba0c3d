//! Resuming an unfinished task.
//!
//! The first page offers those of earlier runs that no other wizard has, and the current one once it was resumed. Who
//! resumes one types the passwords again and is led to where they were; no message is asked for that was asked for
//! already. No page is passed that they have not answered in the same words before.

use url::Url;

use super::saved::{ResumeFault, SavedTask, TaskId};
use super::{Here, Resumed, Saves};
use crate::wizard::awaiting::Awaiting;
use crate::wizard::ctx::Ctx;
use crate::wizard::effect::Effect;
use crate::wizard::page::PageId;
use crate::wizard::task::Task;

impl Saves {
    /// The unfinished task, where there is no choice between several.
    pub(in crate::wizard) fn the_only_one(&self) -> Option<usize> {
        (self.offers.len() == 1).then_some(0)
    }

    /// Resumes one of the tasks that are offered. The current one comes back at once and need not be read again; if
    /// the disk is full, it is newer than its file.
    pub(in crate::wizard) fn take_up(
        &mut self,
        at: usize,
        cx: &mut Ctx<'_>,
    ) -> Option<Box<SavedTask>> {
        let id = self.offers.get(at)?.id.clone();
        if id == self.id && self.written.is_some() {
            return self.written.clone();
        }
        let task = id.clone();
        let id = cx.ask(Awaiting::Resume(id));
        cx.effects.push(Effect::Resume { id, task });
        None
    }

    /// A task was read. The one that was at hand stays in its file.
    pub(in crate::wizard) fn taken_up(&mut self, task: &SavedTask, cx: &mut Ctx<'_>) {
        self.leave_behind(cx);
        let summary = self.offers.iter().find(|offer| offer.id == task.id);
        if let Some(summary) = summary.cloned() {
            self.written_at = summary.written_at;
            self.offer_first(summary);
        }
        self.written = Some(Box::new(task.clone()));
        self.id = task.id.clone();
        // They need what was at hand so far, and are read from their files from here on.
        self.left.clear();
    }

    /// A task cannot be resumed. Another wizard may be done with it soon; what is gone stays so, and its place in the
    /// list is that of another task now, which was never chosen.
    pub(in crate::wizard) fn not_taken_up(&mut self, id: &TaskId, why: ResumeFault) {
        if why == ResumeFault::Gone {
            self.offers.retain(|offer| offer.id != *id);
            self.chosen = None;
        }
    }

    /// The way back to where a task was begins. `link` is the `next_link` of what is not this task.
    pub(in crate::wizard) fn resume(&mut self, task: Box<SavedTask>, link: Option<Url>) {
        self.chosen = self.offers.iter().position(|offer| offer.id == task.id);
        let own_link = match self.resumed.take() {
            Some(resumed) => resumed.own_link,
            None => link,
        };
        self.resumed = Some(Resumed {
            task,
            returns: true,
            reviewed: false,
            own_link,
        });
    }

    /// The user begins something that is not the task that they resumed. That one stays as it is. Returns the
    /// `next_link` of the other.
    pub(in crate::wizard) fn begin_another(&mut self, cx: &mut Ctx<'_>) -> Option<Option<Url>> {
        let resumed = self.resumed.take()?;
        self.leave_behind(cx);
        self.left.clear();
        Some(resumed.own_link)
    }

    /// Whether a page is on the way back to where a task was. On another way, or for another
    /// user, no page is passed by itself.
    pub(in crate::wizard) fn returns_past(&self, page: PageId, here: &Here<'_>) -> bool {
        let is_theirs = here.task != Task::AddContact || self.is_same_account(here);
        self.resumed.as_ref().is_some_and(|resumed| {
            let task = &resumed.task;
            resumed.returns
                && is_theirs
                && here.base.is_none_or(|base| *base == task.base)
                && task.task == here.task
                && page < task.reached
        })
    }

    /// Whether the sign-in page names the account of the task that was resumed, in the same words.
    pub(in crate::wizard) fn is_same_account(&self, here: &Here<'_>) -> bool {
        let resumed = self.resumed.as_ref();
        let before = resumed.map(|resumed| resumed.task.sign_in_name.trim());
        before == Some(here.sign_in_name.trim())
    }

    /// The task that was resumed.
    pub(in crate::wizard) fn resumed(&self) -> Option<&SavedTask> {
        self.resumed.as_ref().map(|resumed| &*resumed.task)
    }

    /// The user goes their own way from here.
    pub(in crate::wizard) fn stop_returning(&mut self) {
        if let Some(resumed) = &mut self.resumed {
            resumed.returns = false;
        }
    }

    /// Whether the review is passed for the first time.
    pub(in crate::wizard) fn passes_review(&mut self) -> bool {
        let resumed = self.resumed.as_mut();
        resumed.is_some_and(|resumed| !std::mem::replace(&mut resumed.reviewed, true))
    }
}

#[cfg(test)]
mod tests {
    use super::super::saved::TaskSummary;
    use super::*;
    use crate::domain::{BaseUrl, CleanText};
    use crate::wizard::homeserver::Media;
    use crate::wizard::testing::{Bench, site};
    use crate::wizard::time::Time;

    fn task(letter: char) -> Box<SavedTask> {
        let id = letter.to_string().repeat(16);
        Box::new(SavedTask {
            id: TaskId::parse(&id).expect("an id"),
            task: Task::SignUp,
            server: "example.org".to_owned(),
            base: site().0,
            media: Some(Media::EMAIL),
            country: None,
            number: String::new(),
            email: "robin@example.net".to_owned(),
            username: "robin".to_owned(),
            sign_in_name: String::new(),
            agreed: Vec::new(),
            logout_devices: None,
            reached: PageId::Verify,
            next_link: None,
            id_server: None,
            validations: Vec::new(),
            committing: None,
            device_id: None,
        })
    }

    fn saves(bench: &mut Bench) -> Saves {
        let offers = ['a', 'b'].map(|letter| TaskSummary {
            id: task(letter).id,
            task: Task::SignUp,
            server: CleanText::default(),
            about: Vec::new(),
            written_at: Time::default(),
        });
        let mut saves = Saves::new(task('z').id, offers.to_vec());
        assert!(saves.take_up(1, &mut bench.cx()).is_none(), "it is read");
        saves.taken_up(&task('b'), &mut bench.cx());
        saves.resume(task('b'), None);
        saves
    }

    #[test]
    fn pages_are_passed_up_to_where_the_task_was_and_only_at_its_server() {
        let saves = saves(&mut Bench::new());
        let base = site().0;
        let here = |task, base| Here {
            task,
            base,
            sign_in_name: "",
        };
        let there = here(Task::SignUp, Some(&base));
        assert!(saves.returns_past(PageId::Review, &there));
        assert!(!saves.returns_past(PageId::Verify, &there));
        assert!(!saves.returns_past(PageId::Review, &here(Task::Reset, Some(&base))));
        let other = BaseUrl::parse("https://other.example").expect("a base URL");
        assert!(!saves.returns_past(PageId::Review, &here(Task::SignUp, Some(&other))));
    }

    #[test]
    fn a_task_that_is_resumed_stands_first_and_is_written_only_when_it_changes() {
        let mut bench = Bench::new();
        let mut saves = saves(&mut bench);
        assert_eq!(saves.chosen(), Some(0));
        assert_eq!(saves.offers()[0].id, task('b').id);
        let count = |bench: &mut Bench| bench.cx().effects.len();
        let before = count(&mut bench);
        saves.write(task('b'), &mut bench.cx());
        assert_eq!(count(&mut bench), before, "nothing has changed");
        let mut another = task('b');
        another.username = "wren".to_owned();
        another.reached = PageId::Account;
        saves.write(another, &mut bench.cx());
        assert_eq!(count(&mut bench), before + 1);
        let written = saves.written.as_ref().expect("a task");
        assert_eq!(written.reached, PageId::Account, "it is reviewed again");
    }

    #[test]
    fn a_task_that_is_gone_is_offered_no_more_and_one_in_use_stays() {
        let mut bench = Bench::new();
        let mut saves = saves(&mut bench);
        saves.not_taken_up(&task('a').id, ResumeFault::InUse);
        assert_eq!(saves.offers().len(), 2);
        saves.not_taken_up(&task('a').id, ResumeFault::Gone);
        assert_eq!((saves.offers().len(), saves.chosen()), (1, None));
    }
}
