//! Accounts, their contacts and their sessions.

use std::collections::{BTreeMap, HashMap};
use std::time::SystemTime;

use crate::domain::Secret;

use super::address::{self, Address, Medium};
use super::random::Random;

/// A contact that its owner has proved.
#[derive(Clone)]
pub(super) struct Proved {
    pub(super) address: Address,
    pub(super) validated_at: SystemTime,
}

pub(super) struct Owned {
    pub(super) proved: Proved,
    pub(super) added_at: SystemTime,
}

struct Account {
    /// Zeroised when dropped. Hashing would only guard a memory that already holds the accounts of one practice run.
    password: Secret,
    contacts: Vec<Owned>,
}

#[derive(Clone)]
pub(super) struct Device {
    pub(super) localpart: String,
    pub(super) device_id: String,
}

/// All accounts by localpart and all sessions by access token.
pub(super) struct Accounts {
    server_name: String,
    folds_case: bool,
    accounts: BTreeMap<String, Account>,
    devices: HashMap<String, Device>,
}

impl Accounts {
    pub(super) fn new(server_name: &str, folds_case: bool) -> Self {
        Self {
            server_name: server_name.to_owned(),
            folds_case,
            accounts: BTreeMap::new(),
            devices: HashMap::new(),
        }
    }

    pub(super) fn user_id(&self, localpart: &str) -> String {
        format!("@{localpart}:{}", self.server_name)
    }

    /// The localpart of what a user calls themselves: `Alice` or `@alice:server`. Empty for another server's ID.
    pub(super) fn localpart(&self, user: &str) -> String {
        let localpart = match user.strip_prefix('@').and_then(|id| id.split_once(':')) {
            Some((localpart, server_name)) if server_name == self.server_name => localpart,
            Some(_) => "",
            None => user,
        };
        localpart.to_lowercase()
    }

    pub(super) fn exists(&self, localpart: &str) -> bool {
        self.accounts.contains_key(localpart)
    }

    /// Makes an account; a taken localpart is the caller's to refuse.
    pub(super) fn create(&mut self, localpart: &str, password: &str) {
        let account = Account {
            password: password.into(),
            contacts: Vec::new(),
        };
        self.accounts.insert(localpart.to_owned(), account);
    }

    pub(super) fn owner(&self, address: &Address) -> Option<&str> {
        self.owner_of(address.medium, &address.canonical)
    }

    /// The localpart of the account that has this address: an email address, in any case where the server folds it, or
    /// an MSISDN.
    pub(super) fn owner_of(&self, medium: Medium, address: &str) -> Option<&str> {
        let canonical = address::canonical(medium, address, self.folds_case);
        let has = |account: &Account| {
            let mut addresses = account.contacts.iter().map(|owned| &owned.proved.address);
            addresses.any(|known| known.medium == medium && known.canonical == canonical)
        };
        let (localpart, _) = self.accounts.iter().find(|(_, account)| has(account))?;
        Some(localpart)
    }

    /// The address as the account that has it knows it.
    pub(super) fn stored(&self, address: &Address) -> Option<&Address> {
        self.contacts(self.owner(address)?)
            .iter()
            .map(|owned| &owned.proved.address)
            .find(|stored| stored.is(address))
    }

    /// Attaches a contact; one that is there already stays as it is.
    pub(super) fn attach(&mut self, localpart: &str, proved: Proved, added_at: SystemTime) {
        if let Some(account) = self.accounts.get_mut(localpart) {
            let mut contacts = account.contacts.iter();
            if !contacts.any(|owned| owned.proved.address.is(&proved.address)) {
                account.contacts.push(Owned { proved, added_at });
            }
        }
    }

    pub(super) fn contacts(&self, localpart: &str) -> &[Owned] {
        self.accounts
            .get(localpart)
            .map_or(&[], |account| &account.contacts)
    }

    pub(super) fn is_password(&self, localpart: &str, password: &str) -> bool {
        self.accounts
            .get(localpart)
            .is_some_and(|account| account.password == password.into())
    }

    pub(super) fn set_password(&mut self, localpart: &str, password: &str) {
        if let Some(account) = self.accounts.get_mut(localpart) {
            account.password = password.into();
        }
    }

    /// Opens a session and returns its access token. A session with the same device ID is replaced.
    pub(super) fn log_in(
        &mut self,
        random: &mut Random,
        localpart: &str,
        device_id: Option<&str>,
    ) -> (String, Device) {
        let device = Device {
            localpart: localpart.to_owned(),
            device_id: device_id.map_or_else(|| random.device_id(), str::to_owned),
        };
        self.devices.retain(|_, other| {
            other.localpart != device.localpart || other.device_id != device.device_id
        });
        let token = format!("practice_{}", random.opaque());
        self.devices.insert(token.clone(), device.clone());
        (token, device)
    }

    pub(super) fn device(&self, token: &str) -> Option<&Device> {
        self.devices.get(token)
    }

    pub(super) fn sessions(&self) -> usize {
        self.devices.len()
    }

    pub(super) fn log_out(&mut self, token: &str) {
        self.devices.remove(token);
    }

    /// Closes every session of an account, but for the one with the token `spared`.
    pub(super) fn log_out_all(&mut self, localpart: &str, spared: Option<&str>) {
        self.devices
            .retain(|token, device| device.localpart != localpart || spared == Some(token));
    }
}
