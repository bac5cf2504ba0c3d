//! The profile of a new account in another program's configuration: offered at the end, written when it is asked for.

use super::awaiting::Awaiting;
use super::ctx::Ctx;
use super::effect::Effect;
use super::end::Done;
use super::event::ProfileFault;
use crate::domain::{BaseUrl, IambProfile, UserId};

/// How far the profile is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileState {
    Writing,
    /// It is in the file.
    Written,
    Failed(ProfileFault),
}

/// The profile that is offered.
#[derive(Debug, Default)]
pub struct Profile {
    /// The file that it can be added to, as it is shown.
    file: Option<String>,
    /// The account, and its address if its name does not lead there.
    account: Option<(UserId, Option<BaseUrl>)>,
    state: Option<ProfileState>,
    /// How many names were found to be another profile's.
    names_taken: usize,
}

impl Profile {
    pub(super) fn new(file: Option<String>) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// Offers a profile for an account that was made. An account for practice is gone too soon to need one.
    pub(super) fn offer(&mut self, done: &Done) {
        let made = matches!(done, Done::Created { .. } | Done::CreatedInBrowser { .. });
        let server = &done.contacts().server;
        // Where there is a name, iamb finds the server by it, wherever that moves.
        let base = server.name.is_none().then(|| server.base.clone());
        let user_id = done.user_id().filter(|_| made && !server.practice);
        self.account = user_id.map(|user_id| (user_id.clone(), base));
    }

    /// The profile for iamb, under a name that was not found to be another's.
    pub fn iamb(&self) -> Option<IambProfile> {
        self.beside(self.names_taken)
    }

    /// The name under which another profile was found.
    pub fn taken_name(&self) -> Option<String> {
        let last = self.names_taken.checked_sub(1)?;
        Some(self.beside(last)?.name().to_owned())
    }

    fn beside(&self, taken: usize) -> Option<IambProfile> {
        let (user_id, base) = self.account.as_ref()?;
        Some(IambProfile::new(user_id, base.as_ref()).beside(taken))
    }

    /// The file that the profile can be added to, as it is shown.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The progress of adding it; `None` if it was not asked for.
    pub fn state(&self) -> Option<ProfileState> {
        self.state
    }

    /// Whether it is being written: the program waits a moment for that before it ends.
    pub fn is_writing(&self) -> bool {
        self.state == Some(ProfileState::Writing)
    }

    /// Whether it can be added now.
    pub(super) fn can_add(&self) -> bool {
        let is_open = matches!(self.state, None | Some(ProfileState::Failed(_)));
        is_open && self.file.is_some() && self.account.is_some()
    }

    pub(super) fn add(&mut self, cx: &mut Ctx<'_>) {
        if let Some(profile) = self.iamb() {
            let id = cx.ask(Awaiting::Profile);
            self.state = Some(ProfileState::Writing);
            cx.effects.push(Effect::AddProfile { id, profile });
        }
    }

    pub(super) fn added(&mut self, result: Result<(), ProfileFault>) {
        if result == Err(ProfileFault::Exists) {
            self.names_taken += 1;
        }
        self.state = Some(match result {
            Ok(()) => ProfileState::Written,
            Err(fault) => ProfileState::Failed(fault),
        });
    }
}
