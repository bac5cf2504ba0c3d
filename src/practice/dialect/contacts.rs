//! Which contacts a server writes to, and for what.

use crate::practice::address::Medium;
use crate::practice::errors::Code;

/// What an address is proved for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::practice) enum Purpose {
    SignUp,
    Reset,
    Add,
}

/// What `requestToken` does, by purpose and medium.
pub(in crate::practice) struct Contacts {
    pub(in crate::practice) sign_up: Media,
    pub(in crate::practice) reset: Media,
    pub(in crate::practice) add: Media,
}

pub(in crate::practice) struct Media {
    pub(in crate::practice) email: Service,
    pub(in crate::practice) msisdn: Service,
}

#[derive(Clone, Copy)]
pub(in crate::practice) enum Service {
    /// It sends messages, or says this where the server has no way to.
    Sends {
        /// Said by a server without mail or without SMS.
        without: Code,
    },
    /// It exists only to say this.
    Refuses(Code),
    Absent,
}

impl Contacts {
    pub(in crate::practice) fn service(&self, purpose: Purpose, medium: Medium) -> Service {
        let media = match purpose {
            Purpose::SignUp => &self.sign_up,
            Purpose::Reset => &self.reset,
            Purpose::Add => &self.add,
        };
        match medium {
            Medium::Email => media.email,
            Medium::Msisdn => media.msisdn,
        }
    }
}
