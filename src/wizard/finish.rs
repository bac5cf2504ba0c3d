//! What comes of it all: an account, a password, or as much as can be known.

use super::awaiting::Asked;
use super::ctx::ctx;
use super::drive::stage_of;
use super::end::Done;
use super::page::PageId;
use super::plan::Plan;
use super::{Turn, Wizard};
use crate::protocol::{Medium, Registered, Request};

impl Wizard {
    pub(super) fn registered(&mut self, asked: &Asked, registered: Registered, turn: &mut Turn) {
        let Some(exchange) = self.exchange.take() else {
            return;
        };
        let mut contacts = exchange.plan.contacts().clone();
        // A server can be content before every contact is proven; only proven ones are attached.
        let proven = |medium| {
            let stage = stage_of(medium);
            exchange.is_completed(&stage) || asked.stage.as_ref() == Some(&stage)
        };
        if exchange.is_restored() {
            self.login
                .doubt_password(&exchange.plan, Some(&registered.user_id));
        }
        contacts.phone.take_if(|_| !proven(Medium::Msisdn));
        contacts.email.take_if(|_| !proven(Medium::Email));
        let server = contacts.server.clone();
        self.finish(
            Done::Created {
                contacts,
                user_id: registered.user_id,
                session_closed: registered.access_token.is_some(),
            },
            turn,
        );
        if let Some(token) = registered.access_token {
            let site = (server.base.clone(), server.api);
            let request = Request::Logout(token);
            self.logout.close(site, request, &mut ctx!(self, turn));
        }
    }

    pub(super) fn password_reset(&mut self, turn: &mut Turn) {
        let Some(exchange) = self.exchange.take() else {
            return;
        };
        if exchange.is_restored() {
            self.login.doubt_password(&exchange.plan, None);
        }
        if let Plan::Reset { contacts, change } = exchange.plan {
            let logout_devices = change.is_some_and(|c| c.logout_devices);
            self.finish(
                Done::PasswordReset {
                    contacts,
                    logout_devices,
                },
                turn,
            );
        }
    }

    pub(super) fn contact_added(&mut self, turn: &mut Turn) {
        let Some(exchange) = self.exchange.take() else {
            return;
        };
        if let Plan::AddContact { contacts, access } = exchange.plan {
            let user_id = access.user_id().clone();
            self.finish(Done::ContactAdded { contacts, user_id }, turn);
        }
    }

    pub(super) fn awaiting_approval(&mut self, turn: &mut Turn) {
        let Some(exchange) = self.exchange.take() else {
            return;
        };
        if let Plan::SignUp {
            contacts, account, ..
        } = exchange.plan
        {
            let username = account.username;
            self.finish(Done::AwaitingApproval { contacts, username }, turn);
        }
    }

    /// The name is taken, and our own request whose answer was lost may have done that.
    pub(super) fn probably_created(&mut self, turn: &mut Turn) {
        let Some(plan) = self.exchange.take().map(|x| x.plan) else {
            return;
        };
        self.login.doubt_password(&plan, None);
        if let Plan::SignUp {
            contacts, account, ..
        } = plan
        {
            let username = account.username;
            self.finish(Done::ProbablyCreated { contacts, username }, turn);
        }
    }

    /// What was awaited is there: the proofs are used up, and nothing secret is kept.
    pub(super) fn finish(&mut self, done: Done, turn: &mut Turn) {
        let server = done.contacts().server.clone();
        for contact in done.contacts().all() {
            self.validations
                .forget(&server.base, self.task.purpose(), &contact);
        }
        self.form.clear_secrets();
        self.waits = super::Waits::default();
        self.done = Some(done);
        self.go_to(PageId::Done, turn);
    }
}
