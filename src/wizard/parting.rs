//! The end of a token, which comes whatever happens: also when the person leaves half-way.

use super::effect::RequestId;
use super::event::Answer;
use super::pending::{GrantPart, Question};
use super::{Turn, Wizard};
use crate::protocol::{Failure, Reply, Request};

/// What became of the sessions that this program opened, or was given unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// The newest is being closed.
    Closing,
    /// Every one is closed.
    Closed,
    /// One could not be closed.
    LeftOpen,
}

impl Wizard {
    /// What became of the sessions of this run; none when there was none, or one is open still.
    pub fn session_end(&self) -> Option<SessionEnd> {
        self.session_end
    }

    /// Whether a session is being opened or closed: the program waits a moment for that before it
    /// ends.
    pub fn is_closing(&self) -> bool {
        self.pending.any(Question::is_for_keeps)
    }

    /// Ends the token, if there is one and that is not asked already.
    pub(super) fn revoke(&mut self, turn: &mut Turn) {
        let asked = Question::Grant(GrantPart::Revoke);
        let is_asked = self.pending.any(|question| *question == asked);
        let revocation = self.grant.as_ref().and_then(|grant| grant.revocation());
        if let Some(revoke) = revocation.filter(|_| !is_asked) {
            self.session_end = Some(SessionEnd::Closing);
            self.call_for_grant(GrantPart::Revoke, Request::RevokeToken(revoke), turn);
        }
    }

    /// An answer to that. One that leaves hope is asked for once more.
    pub(super) fn revoked(&mut self, result: &Result<Reply, Failure>, turn: &mut Turn) {
        let Some(grant) = &mut self.grant else {
            return;
        };
        let hope = |failure: &Failure| {
            let refusal = failure.refusal();
            refusal.is_none_or(|refusal| refusal.status >= 500)
        };
        match result {
            Ok(_) => {
                grant.token = None;
                self.session_end = Some(SessionEnd::Closed);
            }
            Err(failure) if hope(failure) && !std::mem::replace(&mut grant.again, true) => {
                self.revoke(turn);
            }
            Err(_) => self.session_end = Some(SessionEnd::LeftOpen),
        }
    }

    /// Takes an answer after the end: only those about sessions still matter.
    pub(super) fn settle(&mut self, id: RequestId, answer: Answer, turn: &mut Turn) {
        let question = self.pending.take(id, &answer);
        let (Some(question), Answer::Call(result)) = (question, answer) else {
            return;
        };
        match (question, *result) {
            (Question::Login(server, credentials), Ok(Reply::LoggedIn(login))) => {
                self.logged_in(server, credentials, login, turn);
            }
            (Question::Logout(closing), result) => self.logged_out(closing, result, turn),
            (Question::Grant(GrantPart::Redeem), Ok(Reply::TokenIssued(token))) => {
                if let Some(grant) = &mut self.grant {
                    grant.token = Some(token);
                }
                self.revoke(turn);
            }
            (Question::Grant(GrantPart::Revoke), result) => self.revoked(&result, turn),
            _ => {}
        }
    }
}
