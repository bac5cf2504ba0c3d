//! The pages: for each one what it does when the user comes to it, continues from it, or chooses in it. A new page is
//! a file here, a row of [`of`], and its place in the [order](crate::wizard::order).

mod account;
mod address;
mod browser;
pub(super) mod contact;
mod country;
mod done;
mod kind;
mod new_password;
mod number;
mod review;
pub(super) mod server;
pub(super) mod sign_in;
mod stopped;
pub(super) mod task;
pub(super) mod terms;
mod token;
mod verify;
pub(super) mod web;

use kind::Kind;

use crate::wizard::page::PageId;

pub(super) fn of(page: PageId) -> &'static dyn Kind {
    match page {
        PageId::Task => &task::Page,
        PageId::Server => &server::Page,
        PageId::SignIn => &sign_in::Page,
        PageId::Contact => &contact::Page,
        PageId::Country => &country::Page,
        PageId::Number => &number::Page,
        PageId::Address => &address::Page,
        PageId::Account => &account::Page,
        PageId::Token => &token::Page,
        PageId::Terms => &terms::Page,
        PageId::Review => &review::Page,
        PageId::NewPassword => &new_password::Page,
        PageId::Browser => &browser::Page,
        PageId::Verify => &verify::Page,
        PageId::Web => &web::Page,
        PageId::Done => &done::Page,
        PageId::Stopped => &stopped::Page,
    }
}
