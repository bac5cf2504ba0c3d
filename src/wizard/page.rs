//! The pages, their order, and what can be reached on each.

use std::rc::Rc;

use super::act::Act;
use super::draft::FieldId;
use super::homeserver::{Homeserver, Media};
use super::session::Access;
use super::stage::{Account, Contacts, Plan, Route, Stage, Stop, Task};
use crate::domain::{CountryCode, Email, PhoneNumber, RegistrationToken};

/// Names a page, without its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PageId {
    /// What would you like to do?
    Task,
    /// Which homeserver?
    Server,
    /// Whose account?
    SignIn,
    /// Which kind of contact?
    Contact,
    /// Which country?
    Country,
    /// Which number?
    Number,
    /// Which email address?
    Address,
    /// Name and password.
    Account,
    /// Registration token.
    Token,
    /// Terms.
    Terms,
    /// Everything right?
    Review,
    /// New password of a reset.
    NewPassword,
    /// A stage in the browser.
    Browser,
    /// Prove the address.
    Verify,
    /// Sign up in the browser.
    Web,
    /// What came of it.
    Done,
    /// It cannot go on here.
    Stopped,
}

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Focus {
    /// A text field.
    Field(FieldId),
    /// The list of the page.
    List,
    /// One of the page's actions.
    Action(Act),
}

/// The pages of a task in their order, for a server and the kinds of contact that are given. The
/// ones in the middle are known once both are.
pub fn order(task: Task, server: Option<&Homeserver>, media: Media) -> Vec<PageId> {
    if server.is_some_and(|s| s.admits(task) == Err(Stop::Browser)) {
        return vec![PageId::Task, PageId::Server, PageId::Web, PageId::Done];
    }
    let mut pages = vec![PageId::Task, PageId::Server];
    if task == Task::AddContact {
        pages.push(PageId::SignIn);
    }
    pages.push(PageId::Contact);
    if media.phone {
        pages.extend([PageId::Country, PageId::Number]);
    }
    if media.email {
        pages.push(PageId::Address);
    }
    match task {
        Task::SignUp => {
            pages.push(PageId::Account);
            if server.is_some_and(|s| s.needs_token(media)) {
                pages.push(PageId::Token);
            }
            if server.is_some_and(|s| s.needs_terms(media) && !s.terms().is_empty()) {
                pages.push(PageId::Terms);
            }
            pages.push(PageId::Review);
            if server.is_some_and(|s| !s.browser_stages(media).is_empty()) {
                pages.push(PageId::Browser);
            }
            pages.extend([PageId::Verify, PageId::Done]);
        }
        Task::Reset => pages.extend([
            PageId::Review,
            PageId::NewPassword,
            PageId::Verify,
            PageId::Done,
        ]),
        Task::AddContact => pages.extend([PageId::Review, PageId::Verify, PageId::Done]),
    }
    pages
}

impl Stage {
    /// Which page it is.
    pub fn page(&self) -> PageId {
        match self {
            Self::Task => PageId::Task,
            Self::Server => PageId::Server,
            Self::SignIn(_) => PageId::SignIn,
            Self::Contact(..) => PageId::Contact,
            Self::Country(_) => PageId::Country,
            Self::Number(..) => PageId::Number,
            Self::Address(..) => PageId::Address,
            Self::Account(_) => PageId::Account,
            Self::Token(..) => PageId::Token,
            Self::Terms(..) => PageId::Terms,
            Self::Review(_) => PageId::Review,
            Self::NewPassword(..) => PageId::NewPassword,
            Self::Browser(..) => PageId::Browser,
            Self::Verify(..) => PageId::Verify,
            Self::Web(..) => PageId::Web,
            Self::Done(_) => PageId::Done,
            Self::Stopped(..) => PageId::Stopped,
        }
    }

    /// The server, once it is known.
    pub fn server(&self) -> Option<&Rc<Homeserver>> {
        match self {
            Self::Task | Self::Server => None,
            Self::SignIn(server)
            | Self::Contact(server, _)
            | Self::Web(server, _)
            | Self::Stopped(server, _) => Some(server),
            Self::Country(route) | Self::Number(route, _) | Self::Address(route, _) => {
                Some(&route.server)
            }
            Self::Account(contacts)
            | Self::Token(contacts, _)
            | Self::Terms(contacts, ..)
            | Self::NewPassword(contacts, _) => Some(&contacts.server),
            Self::Review(plan) | Self::Browser(plan, _) | Self::Verify(plan, _) => {
                Some(&plan.contacts().server)
            }
            Self::Done(done) => Some(&done.contacts().server),
        }
    }
}

/// The evidence of a stage, taken apart, to build an earlier page from.
#[derive(Clone, Default)]
pub(super) struct Evidence {
    pub(super) server: Option<Rc<Homeserver>>,
    pub(super) access: Option<Rc<Access>>,
    pub(super) media: Media,
    pub(super) country: Option<CountryCode>,
    pub(super) phone: Option<PhoneNumber>,
    pub(super) email: Option<Email>,
    pub(super) account: Option<Account>,
    pub(super) token: Option<RegistrationToken>,
}

impl Evidence {
    /// Takes a stage apart.
    pub(super) fn of(stage: &Stage) -> Self {
        let server = stage.server().cloned();
        match stage {
            Stage::Task
            | Stage::Server
            | Stage::SignIn(_)
            | Stage::Web(..)
            | Stage::Stopped(..) => Self {
                server,
                ..Self::default()
            },
            Stage::Contact(_, access) => Self {
                server,
                access: access.clone(),
                ..Self::default()
            },
            Stage::Country(route) => Self::route(route),
            Stage::Number(route, country) => Self {
                country: Some(*country),
                ..Self::route(route)
            },
            Stage::Address(route, phone) => Self {
                phone: phone.clone(),
                ..Self::route(route)
            },
            Stage::Account(contacts) | Stage::NewPassword(contacts, _) => Self::contacts(contacts),
            Stage::Token(contacts, account) => Self {
                account: Some(account.clone()),
                ..Self::contacts(contacts)
            },
            Stage::Terms(contacts, account, token) => Self {
                account: Some(account.clone()),
                token: token.clone(),
                ..Self::contacts(contacts)
            },
            Stage::Review(plan) | Stage::Browser(plan, _) | Stage::Verify(plan, _) => {
                Self::plan(plan)
            }
            Stage::Done(done) => Self::contacts(done.contacts()),
        }
    }

    fn route(route: &Route) -> Self {
        Self {
            server: Some(route.server.clone()),
            access: route.access.clone(),
            media: route.media,
            ..Self::default()
        }
    }

    fn contacts(contacts: &Contacts) -> Self {
        Self {
            server: Some(contacts.server.clone()),
            media: contacts.media(),
            phone: contacts.phone.clone(),
            email: contacts.email.clone(),
            ..Self::default()
        }
    }

    fn plan(plan: &Plan) -> Self {
        let mut evidence = Self::contacts(plan.contacts());
        match plan {
            Plan::SignUp { account, token, .. } => {
                evidence.account = Some(account.clone());
                evidence.token.clone_from(token);
            }
            Plan::Reset { .. } => {}
            Plan::AddContact { access, .. } => evidence.access = Some(access.clone()),
        }
        evidence
    }

    /// Builds a page that needs no more than what is here; none if it needs more.
    pub(super) fn at(&self, page: PageId, task: Task) -> Option<Stage> {
        let server = || self.server.clone();
        let route = || {
            Some(Route {
                server: server()?,
                media: self.media,
                access: self.access.clone(),
            })
        };
        let contacts = || {
            let contacts = Contacts {
                server: server()?,
                phone: self.phone.clone(),
                email: self.email.clone(),
            };
            (contacts.media() == self.media).then_some(contacts)
        };
        Some(match page {
            PageId::Task => Stage::Task,
            PageId::Server => Stage::Server,
            PageId::SignIn => Stage::SignIn(server()?),
            PageId::Contact => Stage::Contact(server()?, self.access.clone()),
            PageId::Country => Stage::Country(route()?),
            PageId::Number => {
                let country = self.phone.as_ref().map(PhoneNumber::country);
                Stage::Number(route()?, self.country.or(country)?)
            }
            PageId::Address => Stage::Address(route()?, self.phone.clone()),
            PageId::Account => Stage::Account(contacts()?),
            PageId::Token => Stage::Token(contacts()?, self.account.clone()?),
            PageId::Terms => Stage::Terms(contacts()?, self.account.clone()?, self.token.clone()),
            PageId::Review => Stage::Review(match task {
                Task::SignUp => Plan::SignUp {
                    contacts: contacts()?,
                    account: self.account.clone()?,
                    token: self.token.clone(),
                },
                Task::Reset => Plan::Reset {
                    contacts: contacts()?,
                    change: None,
                },
                Task::AddContact => Plan::AddContact {
                    contacts: contacts()?,
                    access: self.access.clone()?,
                },
            }),
            PageId::NewPassword
            | PageId::Browser
            | PageId::Verify
            | PageId::Web
            | PageId::Done
            | PageId::Stopped => return None,
        })
    }
}
