//! Where the person is: the page, the server and plan that it is about, and what it waits for.

use std::rc::Rc;

use super::pages;
use crate::domain::Link;
use crate::protocol::Policy;
use crate::wizard::Wizard;
use crate::wizard::contact::Sent;
use crate::wizard::end::Done;
use crate::wizard::homeserver::{Homeserver, Media};
use crate::wizard::page::{Focus, PageId, order};
use crate::wizard::plan::{Contacts, Plan};
use crate::wizard::stop::Stop;
use crate::wizard::task::Task;
use crate::wizard::uia::Place;

impl Wizard {
    /// The server that this page is about; none before one is chosen.
    pub fn server(&self) -> Option<&Rc<Homeserver>> {
        let is_after = self.page > PageId::Server;
        self.server.as_ref().filter(|_| is_after)
    }

    /// What was probably meant on this page instead of what was typed, to be taken with one key.
    pub fn suggestion(&self) -> Option<String> {
        let field = pages::of(self.page).suggested()?;
        self.form.meant(field, self.server())
    }

    /// The policies that the server of this page asks agreement to.
    pub fn terms(&self) -> &[Policy] {
        self.server().map_or(&[], |server| server.terms())
    }

    /// The kinds of contact that are given, or were proven.
    pub(super) fn media(&self) -> Media {
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

    /// Server and contacts as they are in the form; none as long as one of them is not valid.
    pub fn contacts(&self) -> Option<Contacts> {
        self.form.contacts(self.server()?)
    }

    /// Everything that going on would send, as it is in the form; none as long as a part of it is not valid.
    pub fn plan(&self) -> Option<Plan> {
        self.form
            .plan(self.task, self.server()?, self.login.access())
    }

    /// The contact whose proof this page waits for.
    pub fn awaited(&self) -> Option<&Sent> {
        self.proving.awaited(self.spot())
    }

    /// Whether a code is asked for on this page.
    pub fn asks_code(&self) -> bool {
        self.proving.place(self.spot()) == Place::Code
    }

    /// The sign-up page that the browser was sent to, while it is awaited.
    pub fn awaited_link(&self) -> Option<&Link> {
        self.oauth.link()
    }

    /// Whether the page offers the sign-up page in the browser.
    pub fn is_web_offer(&self) -> bool {
        self.page == PageId::Web && self.oauth.link().is_none()
    }

    /// What the person came for, as far as they said.
    pub fn task(&self) -> Task {
        self.task
    }

    /// Where they are.
    pub fn page(&self) -> PageId {
        self.page
    }

    /// Whether the browser came back from the server of this page, and it is not known whether with an account.
    pub(super) fn is_account_unknown(&self) -> bool {
        let is_elsewhere = |from: &Homeserver| self.server().is_some_and(|s| s.base != from.base);
        let from = self.oauth.unknown_at();
        let is_about = self.task == Task::SignUp && self.page != PageId::Done;
        from.is_some_and(|from| is_about && !is_elsewhere(from))
    }

    /// Whether this page waits for something that is done elsewhere.
    pub(super) fn is_polling(&self) -> bool {
        self.proving.place(self.spot()).polls()
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

    /// The focus, for the faces.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// What came of the task, on the last page.
    pub fn done(&self) -> Option<&Done> {
        self.done.as_ref()
    }

    /// Why the task cannot go on at this server, on the page that says so.
    pub fn stop(&self) -> Option<&Stop> {
        self.stop.as_ref()
    }
}
