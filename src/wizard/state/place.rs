//! Where the user is: the page, the server and plan that it is about, and what it waits for.

use std::rc::Rc;

use crate::domain::{BaseUrl, Link};
use crate::protocol::{Policy, Support};
use crate::wizard::State;
use crate::wizard::contact::Sent;
use crate::wizard::end::Done;
use crate::wizard::event::PracticeServer;
use crate::wizard::form::FieldId;
use crate::wizard::homeserver::{Homeserver, Media};
use crate::wizard::page::{PageId, order, page_of};
use crate::wizard::plan::{Contacts, Plan};
use crate::wizard::proving::Spot;
use crate::wizard::saves::Here;
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::uia::Place;

impl State {
    /// The task, once it is chosen.
    pub fn task(&self) -> Task {
        self.task
    }

    pub fn page(&self) -> PageId {
        self.page
    }

    /// The pages of this run in their order, as far as they are known.
    pub fn pages(&self) -> Vec<PageId> {
        let mut pages = order(self.task, self.server(), self.media());
        // A server can want a browser without having said so before.
        if self.page == PageId::Browser && !pages.contains(&self.page) {
            let verify = pages.iter().position(|page| *page == PageId::Verify);
            pages.insert(verify.unwrap_or(pages.len()), self.page);
        }
        pages
    }

    /// The server that this page is about; `None` before one is chosen.
    pub fn server(&self) -> Option<&Rc<Homeserver>> {
        let is_after = self.page > PageId::Server;
        self.server.as_ref().filter(|_| is_after)
    }

    /// The homeserver that was found for what is in the server field now.
    pub fn found(&self) -> Option<&Rc<Homeserver>> {
        self.lookup
            .found(self.form.text(FieldId::Server), self.task)
    }

    /// Where the newest look-up asked last; nothing before it asked anything.
    pub fn asked_site(&self) -> Option<BaseUrl> {
        self.lookup.asked_site()
    }

    /// The policies that the server of this page asks agreement to.
    pub fn terms(&self) -> &[Policy] {
        self.server().map_or(&[], |server| server.terms())
    }

    /// The kinds of contact that are given, or were proven.
    pub(in crate::wizard) fn media(&self) -> Media {
        match self.done() {
            Some(done) => done.contacts().media(),
            None => self.form.media.unwrap_or(Media::NONE),
        }
    }

    /// The kinds of contact that the server takes.
    pub fn contact_choices(&self) -> Vec<Media> {
        let choices = |server: &Rc<Homeserver>| server.contact_choices(self.task);
        self.server().map(choices).unwrap_or_default()
    }

    /// Server and contacts as they are in the form; `None` as long as one of them is not valid.
    pub fn contacts(&self) -> Option<Contacts> {
        self.form.contacts(self.server()?)
    }

    /// Where another contact is given from here: on the page of the one that is being proven, else of the first; where
    /// there is none yet, on the page where one is chosen, if the server takes any.
    pub(in crate::wizard) fn contact_page(&self) -> Option<PageId> {
        if let Some(sent) = self.awaited() {
            return Some(page_of(sent.contact.medium()));
        }
        if self.page != PageId::Review {
            return None;
        }
        match self.contacts()?.all().first() {
            Some(first) => Some(page_of(first.medium())),
            None => (self.contact_choices() != [Media::NONE]).then_some(PageId::Contact),
        }
    }

    /// Everything that continuing would send, as it is in the form; `None` as long as a part of it is not valid.
    pub fn plan(&self) -> Option<Plan> {
        self.form
            .plan(self.task, self.server()?, self.login.access())
    }

    /// Where the user is, for the part that proves.
    pub(in crate::wizard) fn spot(&self) -> Spot {
        match self.page {
            page if page < PageId::Review => Spot::Early,
            PageId::Review => Spot::Review,
            PageId::Verify => Spot::Verify,
            PageId::Browser => Spot::Browser,
            _ => Spot::Elsewhere,
        }
    }

    /// The contact whose proof this page waits for.
    pub fn awaited(&self) -> Option<&Sent> {
        self.proving.awaited(self.spot())
    }

    /// Whether a code is asked for on this page.
    pub fn asks_code(&self) -> bool {
        self.proving.place(self.spot()) == Place::Code
    }

    /// Whether this page waits for something that is done elsewhere.
    pub(in crate::wizard) fn is_polling(&self) -> bool {
        self.proving.place(self.spot()).polls()
    }

    /// The sign-up page that the browser was sent to, while it is awaited.
    pub fn awaited_link(&self) -> Option<&Link> {
        self.oauth.link()
    }

    /// Whether the page offers the sign-up page in the browser.
    pub fn is_web_offer(&self) -> bool {
        self.page == PageId::Web && self.oauth.link().is_none()
    }

    /// Whether the sign-up page of the server can be opened on this computer, so that the new Matrix ID comes back.
    pub(in crate::wizard) fn can_sign_up_in_browser(&self) -> bool {
        let is_open = |server: &Rc<Homeserver>| server.sign_up_grant().is_some();
        self.has_browser && self.task == Task::SignUp && self.server.as_ref().is_some_and(is_open)
    }

    /// Whether the browser came back from the server of this page, and it is not known whether with an account.
    pub(in crate::wizard) fn is_account_unknown(&self) -> bool {
        let is_elsewhere = |from: &Homeserver| self.server().is_some_and(|s| s.base != from.base);
        let from = self.oauth.unknown_at();
        let is_about = self.task == Task::SignUp && self.page != PageId::Done;
        from.is_some_and(|from| is_about && !is_elsewhere(from))
    }

    /// The built-in practice server, while it is in use. On the server page it is what the field says that counts.
    pub fn practice(&self) -> Option<&PracticeServer> {
        let practice = self.practice.as_ref()?;
        let is_used = match (self.page, self.server()) {
            (_, Some(server)) => server.practice,
            (PageId::Server, None) => {
                self.form.text(FieldId::Server).trim() == practice.name.as_str()
            }
            _ => true,
        };
        is_used.then_some(practice)
    }

    /// The server's contacts, as far as they are known.
    pub fn support(&self) -> Option<&Support> {
        self.helpers
            .of(self.server().filter(|_| self.stop().is_some())?)
    }

    /// Whether every message that the review speaks of is on its way already, so that continuing
    /// sends no other.
    pub fn messages_are_out(&self) -> bool {
        let contacts = self.contacts().filter(|_| self.page == PageId::Review);
        let contacts = contacts.map_or(Vec::new(), |contacts| contacts.all());
        !contacts.is_empty() && contacts.iter().all(|c| self.proving.is_sent(c))
    }

    /// The result of the task, on the last page.
    pub fn done(&self) -> Option<&Done> {
        self.done.as_ref()
    }

    /// Why the task cannot continue at this server, on the page that says so.
    pub fn stop(&self) -> Option<&Stop> {
        self.stop.as_ref()
    }

    pub(in crate::wizard) fn here(&self) -> Here<'_> {
        Here {
            task: self.task,
            base: self.server().map(|server| &server.base),
            sign_in_name: self.form.text(FieldId::SignInName),
        }
    }

    /// Whether a page is on the way back to where a task was that was resumed.
    pub(in crate::wizard) fn returns_past(&self, page: PageId) -> bool {
        self.saves.returns_past(page, &self.here())
    }

    /// Whether Enter on the review page only repeats what it did in an earlier run, which it does once: what the user
    /// has not reviewed then is not sent without them, and nothing that they saw failing is tried again.
    pub(in crate::wizard) fn passes_review(&mut self) -> bool {
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
}
