//! The profile of a new account in another program's configuration: offered at the end, written when it is asked for.

use super::awaiting::Awaiting;
use super::end::Done;
use super::{Effect, Wizard};
use crate::domain::IambProfile;

/// How far the profile is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileState {
    /// It is being written.
    Writing,
    /// It is in the file.
    Written,
    /// It is not.
    Failed(ProfileFault),
}

/// Why a profile was not added. What was there is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileFault {
    /// There is one of this name.
    Exists,
    /// The configuration is in a format of earlier versions (`config.json`), which a new file would hide.
    OldFormat,
    /// The profiles are in an inline table (TOML v1.0.0), which takes none at the end of the configuration.
    InlineTable,
    /// The configuration is not understood.
    Unreadable,
    /// The system does not let us read or write it.
    Unwritable,
}

impl Wizard {
    /// The profile of the account that was made, for iamb, under a name that was not found to be another's. An account
    /// for practice is gone too soon to need one.
    pub fn iamb_profile(&self) -> Option<IambProfile> {
        self.profile_beside(self.profile_names_taken)
    }

    /// The name under which another profile was found.
    pub fn taken_profile_name(&self) -> Option<String> {
        let last = self.profile_names_taken.checked_sub(1)?;
        Some(self.profile_beside(last)?.name().to_owned())
    }

    fn profile_beside(&self, taken: usize) -> Option<IambProfile> {
        let (
            Some(
                Done::Created {
                    contacts, user_id, ..
                }
                | Done::CreatedInBrowser { contacts, user_id },
            ),
            false,
        ) = (self.done(), self.is_practising())
        else {
            return None;
        };
        let server = &contacts.server;
        // Where there is a name, iamb finds the server by it, wherever that moves.
        let base = server.name.is_none().then_some(&server.base);
        Some(IambProfile::new(user_id, base).beside(taken))
    }

    /// The file that the profile can be added to, as it is shown.
    pub fn iamb_file(&self) -> Option<&str> {
        self.iamb.as_deref()
    }

    /// How far adding it is; none if nobody asked for it.
    pub fn profile_state(&self) -> Option<ProfileState> {
        self.profile
    }

    /// Whether it is being written: the program waits a moment for that before it ends.
    pub fn is_writing_profile(&self) -> bool {
        self.profile == Some(ProfileState::Writing)
    }

    /// Whether it can be added now.
    pub(super) fn can_add_profile(&self) -> bool {
        let is_open = matches!(self.profile, None | Some(ProfileState::Failed(_)));
        is_open && self.iamb.is_some() && self.iamb_profile().is_some()
    }

    pub(super) fn add_profile(&mut self) {
        if let Some(profile) = self.iamb_profile() {
            let id = self.mech.cx().ask(Awaiting::Profile);
            self.profile = Some(ProfileState::Writing);
            self.mech.effects.push(Effect::AddProfile { id, profile });
        }
    }

    pub(super) fn profile_added(&mut self, result: Result<(), ProfileFault>) {
        if result == Err(ProfileFault::Exists) {
            self.profile_names_taken += 1;
        }
        self.profile = Some(match result {
            Ok(()) => ProfileState::Written,
            Err(fault) => ProfileState::Failed(fault),
        });
    }
}
