//! The homeserver whose dialect the practice server speaks.
//!
//! The specification leaves much open, and servers fill the gaps in ways of their own. Each dialect is one table of
//! [`Facts`] in a file of its name; the handlers read the named fact that they need and never ask which dialect it is.
//! Behaviour that was not observed is Synapse's.
//!
//! | file | what it holds |
//! |---|---|
//! | `name` | which dialects there are |
//! | `facts`, `contacts` | what can differ |
//! | `synapse`, `continuwuity`, `tuwunel`, `dendrite`, `conduit`, `mas` | one dialect each |

mod conduit;
mod contacts;
mod continuwuity;
mod dendrite;
mod facts;
mod mas;
pub(super) mod name;
mod synapse;
mod tuwunel;

pub(super) use self::contacts::{Purpose, Service};
pub(super) use self::facts::{
    AfterProof, Authentication, Confirm, Counted, Facts, LostSession, Messages, NameCheck,
    NoParams, Passwords, Reset, SignUp, TermsForm, ThreepidChanges, Validity,
};
pub use self::name::{Dialect, UnknownDialect};
use super::options::{OAuth, Options};

impl Dialect {
    pub(super) fn facts(self) -> &'static Facts {
        match self {
            Self::Synapse => &synapse::FACTS,
            Self::Continuwuity => &continuwuity::FACTS,
            Self::Tuwunel => &tuwunel::FACTS,
            Self::Dendrite => &dendrite::FACTS,
            Self::Conduit => &conduit::FACTS,
            Self::Mas => &mas::FACTS,
        }
    }
}

impl Options {
    /// A server of this dialect on which a user can try most: where an address belongs to a sign-up only if it is
    /// required, it is.
    #[must_use]
    pub fn speaking(dialect: Dialect) -> Self {
        Self {
            dialect,
            email: dialect.facts().sign_up.email,
            oauth: dialect.facts().login.prefers_oauth.then(OAuth::default),
            ..Self::default()
        }
    }
}
