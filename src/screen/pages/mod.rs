//! The pages in words: one file a page, or a pair that belongs together, and `parts` for what several have.

mod account;
mod actions;
mod browser;
mod contact;
mod done;
mod parts;
mod phone;
mod review;
mod server;
mod sign_in;
mod stopped;
mod task;
mod terms;
mod verify;
mod web;

pub use done::why_no_profile;

use super::page::Page;
use crate::text::Texts;
use crate::wizard::{PageId, Wizard};
use parts::{field, meant, password_host, remark, stage_name, with_foot};

/// The middle of the page that the wizard is on.
pub(super) fn page(wizard: &Wizard, texts: &Texts) -> Page {
    let page = match wizard.page() {
        PageId::Task => Some(task::page(wizard, texts)),
        PageId::Server => Some(server::page(wizard, texts)),
        PageId::SignIn => sign_in::page(wizard, texts),
        PageId::Contact => Some(contact::page(wizard, texts)),
        PageId::Country => Some(phone::country(wizard, texts)),
        PageId::Number => phone::number(wizard, texts),
        PageId::Address => Some(contact::address(wizard, texts)),
        PageId::Account => account::page(wizard, texts),
        PageId::Token => Some(terms::token(wizard, texts)),
        PageId::Terms => Some(terms::page(wizard, texts)),
        PageId::Review => review::page(wizard, texts),
        PageId::NewPassword => account::new_password(wizard, texts),
        PageId::Browser => browser::page(wizard, texts),
        PageId::Verify => verify::page(wizard, texts),
        PageId::Web => web::page(wizard, texts),
        PageId::Done => done::page(wizard, texts),
        PageId::Stopped => stopped::page(wizard, texts),
    };
    debug_assert!(page.is_some(), "{:?}", wizard.page());
    page.unwrap_or_else(|| Page::new(String::new()))
}
