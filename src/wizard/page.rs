//! The pages, and their order.

use std::rc::Rc;

use super::act::Act;
use super::form::field::FieldId;
use super::homeserver::{Homeserver, Media};
use super::stop::Stop;
use super::task::Task;
use crate::protocol::Medium;

/// A page. Its content belongs to the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PageId {
    /// What would you like to do?
    Task,
    Server,
    SignIn,
    Contact,
    Country,
    Number,
    Address,
    Account,
    Token,
    Terms,
    Review,
    /// New password of a reset.
    NewPassword,
    /// A stage in the browser.
    Browser,
    Verify,
    /// Sign up in the browser.
    Web,
    Done,
    Stopped,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Focus {
    Field(FieldId),
    /// The list of the page.
    List,
    /// One of the page's actions.
    Action(Act),
}

/// The pages of a task in their order, for a server and the kinds of contact that are given. The
/// ones in the middle are known once both are.
pub fn order(task: Task, server: Option<&Rc<Homeserver>>, media: Media) -> Vec<PageId> {
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

/// The page on which a kind of contact is typed.
pub(super) fn page_of(medium: Medium) -> PageId {
    match medium {
        Medium::Email => PageId::Address,
        Medium::Msisdn => PageId::Number,
    }
}

/// The fields of a page, in the order of Tab.
pub(super) fn fields(page: PageId) -> &'static [FieldId] {
    match page {
        PageId::Server => &[FieldId::Server],
        PageId::SignIn => &[FieldId::SignInName, FieldId::SignInPassword],
        PageId::Country => &[FieldId::Country],
        PageId::Number => &[FieldId::Number],
        PageId::Address => &[FieldId::Email],
        PageId::Account => &[FieldId::Username, FieldId::Password, FieldId::PasswordAgain],
        PageId::NewPassword => &[FieldId::Password, FieldId::PasswordAgain],
        PageId::Token => &[FieldId::Token],
        PageId::Verify => &[FieldId::Code],
        PageId::Task
        | PageId::Contact
        | PageId::Terms
        | PageId::Review
        | PageId::Browser
        | PageId::Web
        | PageId::Done
        | PageId::Stopped => &[],
    }
}
