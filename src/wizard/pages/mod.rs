//! What each page does: one file a page.

mod account;
mod address;
mod country;
mod new_password;
mod number;
mod pass_phrase;
mod review;
mod server;
mod sign_in;
mod suggestion;
mod task;
mod terms;
mod token;
mod verify;

pub(super) use number::KnownNumber;

use super::page::PageId;
use super::problem::Problem;
use super::{Exit, Turn, Wizard};

/// Where Enter leads.
pub(super) enum Forward {
    /// Nowhere yet: an answer is awaited, or the page has dealt with it.
    Stay,
    /// To the page after this one.
    Next,
    /// To this page.
    To(PageId),
}

impl Wizard {
    /// Parses what is on the page and says where that leads.
    pub(super) fn forward(&mut self, turn: &mut Turn) -> Result<Forward, Problem> {
        match self.page {
            PageId::Task => return Ok(self.forward_task(turn)),
            PageId::Server => return self.forward_server(turn),
            PageId::SignIn => return self.forward_sign_in(turn),
            PageId::Contact => return Ok(Forward::Next),
            PageId::Country => return self.forward_country(),
            PageId::Number => return self.forward_number(turn),
            PageId::Address => return self.forward_address(turn),
            PageId::Account => return self.forward_account(turn),
            PageId::Token => return self.forward_token(turn),
            PageId::Terms => return Ok(self.forward_terms()),
            PageId::NewPassword => return self.forward_new_password(),
            PageId::Verify => return self.forward_verify(turn),
            PageId::Review => self.forward_review(turn),
            PageId::Browser => self.look_soon(turn),
            PageId::Web if self.is_web_offer() => self.sign_up_in_browser(turn),
            PageId::Web => self.open_link(turn),
            PageId::Done => self.exit(Exit::Done, turn),
            PageId::Stopped => return Ok(Forward::To(PageId::Server)),
        }
        Ok(Forward::Stay)
    }
}
