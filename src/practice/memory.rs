//! The state of the server; nothing outlives the process.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::accounts::{Accounts, Proved};
use super::address::Address;
use super::dialect::Facts;
use super::exchanges::Exchanges;
use super::limits::Limit;
use super::messages::Outbox;
use super::oauth::memory::Memory as OAuth;
use super::options::Options;
use super::random::Random;
use super::stages::TokenBook;
use super::validation::Validations;
use crate::domain::Secret;

pub(super) struct Server {
    pub(super) options: Options,
    /// Its base URL, without a slash at the end.
    pub(super) url: String,
    memory: Mutex<Memory>,
}

pub(super) type Shared = Arc<Server>;

/// Everything that changes, behind one lock: requests are few, and each is then atomic.
pub(super) struct Memory {
    pub(super) random: Random,
    pub(super) accounts: Accounts,
    pub(super) validations: Validations,
    pub(super) exchanges: Exchanges,
    pub(super) tokens: TokenBook,
    pub(super) oauth: OAuth,
    pub(super) outbox: Outbox,
    pub(super) message_limit: Limit,
    pub(super) registration_limit: Limit,
}

impl Server {
    pub(super) fn new(options: Options, url: String) -> Result<Self, getrandom::Error> {
        let facts = options.dialect.facts();
        let mut random = Random::new(options.seed)?;
        let mut accounts = Accounts::new(&options.server_name, facts.messages.folds_case);
        for known in &options.accounts {
            let password = known.password.clone();
            let password = password.unwrap_or_else(|| Secret::new(random.opaque()));
            accounts.create(&known.localpart, password.expose());
            let email = known.email.as_deref();
            let address = email.and_then(|email| Address::email(email, facts.messages.folds_case));
            if let Some(address) = address {
                let validated_at = options.clock.now();
                let proved = Proved {
                    address,
                    validated_at,
                };
                accounts.attach(&known.localpart, proved, validated_at);
            }
        }
        let memory = Memory {
            random,
            accounts,
            validations: Validations::new(&facts.messages),
            exchanges: Exchanges::new(&facts.authentication),
            tokens: TokenBook::new(&options.registration_tokens),
            oauth: OAuth::default(),
            outbox: Outbox::default(),
            message_limit: Limit::default(),
            registration_limit: Limit::default(),
        };
        Ok(Self {
            options,
            url,
            memory: Mutex::new(memory),
        })
    }

    pub(super) fn facts(&self) -> &'static Facts {
        self.options.dialect.facts()
    }

    /// The memory, for the time of one answer. Never held across an await.
    pub(super) fn remember(&self) -> MutexGuard<'_, Memory> {
        // No handler leaves a half-made change when it panics, so a poisoned lock is still good.
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn now(&self) -> SystemTime {
        self.options.clock.now()
    }
}
