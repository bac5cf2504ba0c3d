//! The stages of user-interactive authentication, and what a completed one leaves behind.

use std::sync::Arc;

use super::accounts::Proved;
use super::options::RegistrationToken;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Dummy,
    Email,
    Msisdn,
    RegistrationToken,
    Recaptcha,
    Terms,
    Password,
    Module(Arc<str>),
}

impl Stage {
    /// Its `type`.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Dummy => "m.login.dummy",
            Self::Email => "m.login.email.identity",
            Self::Msisdn => "m.login.msisdn",
            Self::RegistrationToken => "m.login.registration_token",
            Self::Recaptcha => "m.login.recaptcha",
            Self::Terms => "m.login.terms",
            Self::Password => "m.login.password",
            Self::Module(name) => name,
        }
    }

    pub(super) fn module(name: &str) -> Self {
        Self::Module(name.into())
    }

    /// This stage where there is anything to ask for.
    pub(super) fn if_any<T>(self, things: &[T]) -> Option<Self> {
        (!things.is_empty()).then_some(self)
    }
}

/// The result of a completed stage.
pub(super) enum Evidence {
    /// That it was given, and nothing more.
    Given,
    Contact(Proved),
    /// A registration token, reserved until the session ends.
    Token(String),
}

/// The registration tokens and how often each was used.
pub(super) struct TokenBook(Vec<(RegistrationToken, u32)>);

impl TokenBook {
    pub(super) fn new(tokens: &[RegistrationToken]) -> Self {
        Self(tokens.iter().map(|token| (token.clone(), 0)).collect())
    }

    pub(super) fn is_valid(&self, token: &str) -> bool {
        self.0
            .iter()
            .any(|(known, used)| known.token == token && known.uses.is_none_or(|uses| *used < uses))
    }

    /// Takes a use, if one is left.
    pub(super) fn reserve(&mut self, token: &str) -> bool {
        let valid = self.is_valid(token);
        if valid {
            self.change(token, |used| used.saturating_add(1));
        }
        valid
    }

    /// Restores a use whose session ended without an account.
    pub(super) fn release(&mut self, token: &str) {
        self.change(token, |used| used.saturating_sub(1));
    }

    fn change(&mut self, token: &str, change: impl Fn(u32) -> u32) {
        for (known, used) in &mut self.0 {
            if known.token == token {
                *used = change(*used);
            }
        }
    }
}
