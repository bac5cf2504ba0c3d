//! What each page does: one file a page.

mod account;
mod address;
mod contact;
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

use super::page::Evidence;
use super::problem::Problem;
use super::stage::{Stage, Web};
use super::{Exit, Turn, Wizard};

/// Where Enter leads.
pub(super) enum Forward {
    /// Nowhere yet: an answer is awaited, or the page has dealt with it.
    Stay,
    /// To the page after this one, with the evidence gathered so far.
    Next(Box<Evidence>),
    /// To this page.
    To(Box<Stage>),
}

impl Forward {
    fn next(evidence: Evidence) -> Self {
        Self::Next(Box::new(evidence))
    }
}

impl Wizard {
    /// Parses what is on the page and says where that leads.
    pub(super) fn forward(&mut self, turn: &mut Turn) -> Result<Forward, Problem> {
        match self.stage.clone() {
            Stage::Task => Ok(self.forward_task(turn)),
            Stage::Server => self.forward_server(turn),
            Stage::SignIn(server) => self.forward_sign_in(server, turn),
            Stage::Contact(..) => Ok(self.forward_contact()),
            Stage::Country(_) => self.forward_country(),
            Stage::Number(..) => self.forward_number(turn),
            Stage::Address(..) => self.forward_address(turn),
            Stage::Account(contacts) => self.forward_account(&contacts, turn),
            Stage::Token(contacts, _) => self.forward_token(&contacts, turn),
            Stage::Terms(contacts, ..) => self.forward_terms(&contacts),
            Stage::Review(plan) => {
                self.forward_review(&plan, turn);
                Ok(Forward::Stay)
            }
            Stage::NewPassword(contacts, sent) => self.forward_new_password(contacts, sent),
            Stage::Browser(..) => {
                self.look_soon(turn);
                Ok(Forward::Stay)
            }
            Stage::Web(_, web) => {
                match web {
                    Web::Offer => self.sign_up_in_browser(turn),
                    Web::Waiting(_) => self.open_link(turn),
                }
                Ok(Forward::Stay)
            }
            Stage::Verify(plan, sent) => self.forward_verify(&plan, &sent, turn),
            Stage::Done(_) => {
                self.exit(Exit::Done, turn);
                Ok(Forward::Stay)
            }
            Stage::Stopped(..) => Ok(Forward::To(Box::new(Stage::Server))),
        }
    }
}
