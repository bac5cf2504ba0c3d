//! Which contacts a server writes to, and for what.

use crate::practice::address::Medium;
use crate::practice::errors::Code;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    SignUp,
    Reset,
    Add,
}

/// The behaviour of `requestToken`, by purpose: for an email address, and for a phone number.
pub struct Contacts {
    pub sign_up: [Service; 2],
    pub reset: [Service; 2],
    pub add: [Service; 2],
}

#[derive(Clone, Copy)]
pub enum Service {
    /// It sends messages, or says this on a server without mail or without SMS.
    Sends(Code),
    Refuses(Code),
    Absent,
}

impl Contacts {
    pub fn service(&self, purpose: Purpose, medium: Medium) -> Service {
        let [email, msisdn] = match purpose {
            Purpose::SignUp => self.sign_up,
            Purpose::Reset => self.reset,
            Purpose::Add => self.add,
        };
        medium.pick(email, msisdn)
    }
}
