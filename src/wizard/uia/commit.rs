//! Whether a request may have been carried out although its answer was not seen: the in-doubt state of a commit.
//!
//! The request that finishes a user-interactive authentication makes the account, sets the password or adds the
//! contact. Its answer can be lost. Then the same session is asked again, and its next answer tells; or the server
//! has lost the session with its success, and only the name, the password or the list of contacts can tell.

/// The state of the requests of one exchange that may commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Commit {
    in_flight: bool,
    doubt: Option<Doubt>,
}

/// Where the answer was lost that may have been success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubt {
    /// In the session that is held: its next answer tells.
    ThisSession,
    /// In a session that the server has lost.
    EarlierSession,
}

impl Commit {
    /// The state of an exchange that an earlier run has left.
    pub(super) fn restored(may_have_committed: bool) -> Self {
        Self {
            in_flight: false,
            doubt: may_have_committed.then_some(Doubt::ThisSession),
        }
    }

    /// A request that may commit leaves.
    pub(super) fn sent(&mut self) {
        self.in_flight = true;
    }

    /// The request has its answer, or will have none.
    pub(super) fn answered(&mut self) {
        self.in_flight = false;
    }

    /// The answer to a request that may commit was lost.
    pub(super) fn answer_lost(&mut self) {
        self.doubt = Some(Doubt::ThisSession);
    }

    /// The session that is held asks for more: nothing was committed in it.
    pub(super) fn session_goes_on(&mut self) {
        self.doubt.take_if(|doubt| *doubt == Doubt::ThisSession);
    }

    /// The state of an exchange in a new session, after the server lost the one that was held. Its doubt stays.
    pub(super) fn in_another_session(self) -> Self {
        Self {
            in_flight: false,
            doubt: self.doubt.map(|_| Doubt::EarlierSession),
        }
    }

    /// Whether an answer was lost that may have been success.
    pub(super) fn is_in_doubt(self) -> bool {
        self.doubt.is_some()
    }

    /// Whether an unseen success is possible.
    pub(super) fn may_have_happened(self) -> bool {
        self.in_flight || self.is_in_doubt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_ends_with_the_session_that_goes_on_and_outlives_the_one_that_is_lost() {
        let mut commit = Commit::default();
        assert!(!commit.may_have_happened());
        commit.sent();
        assert!(commit.may_have_happened() && !commit.is_in_doubt());
        commit.answered();
        assert!(!commit.may_have_happened());
        commit.sent();
        commit.answered();
        commit.answer_lost();
        let mut elsewhere = commit.in_another_session();
        commit.session_goes_on();
        assert!(!commit.may_have_happened());
        elsewhere.session_goes_on();
        assert!(
            elsewhere.is_in_doubt(),
            "the new session says nothing of the old"
        );
    }

    #[test]
    fn a_restored_exchange_is_in_doubt_if_it_may_have_committed() {
        assert!(Commit::restored(true).is_in_doubt());
        assert!(!Commit::restored(false).may_have_happened());
    }
}
