//! The end of a token, which comes whatever happens: also when the person leaves half-way.

use super::effect::RequestId;
use super::event::Answer;
use super::in_flight::{Awaiting, GrantPart};
use super::retry::is_the_servers_word;
use super::{Turn, Wizard};
use crate::domain::BaseUrl;
use crate::protocol::{Api, Failure, Reply, Request, RevokeToken};

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

/// A token on its way out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Revoking {
    site: (BaseUrl, Api),
    request: RevokeToken,
    /// Whether the request is a repeat.
    again: bool,
}

impl Wizard {
    /// What became of the sessions of this run; none when there was none, or one is open still.
    pub fn session_end(&self) -> Option<SessionEnd> {
        self.session_end
    }

    /// Whether a session is being opened or closed: the program waits a moment for that before it
    /// ends.
    pub fn is_closing(&self) -> bool {
        self.in_flight.any(Awaiting::is_for_keeps)
    }

    /// Ends the token, if there is one.
    pub(super) fn revoke(&mut self, turn: &mut Turn) {
        let Some(grant) = &mut self.grant else {
            return;
        };
        let site = grant.site();
        if let Some(request) = grant.revocation() {
            self.closing();
            let again = false;
            self.ask_to_revoke(
                Revoking {
                    site,
                    request,
                    again,
                },
                turn,
            );
        }
    }

    fn ask_to_revoke(&mut self, revoking: Revoking, turn: &mut Turn) {
        let (base, api) = revoking.site.clone();
        let request = Request::RevokeToken(revoking.request.clone());
        let question = Awaiting::Revoke(Box::new(revoking));
        self.call(question, (&base, api), request, turn);
    }

    /// An answer to that. One that leaves hope is asked for once more.
    pub(super) fn revoked(
        &mut self,
        revoking: Revoking,
        result: &Result<Reply, Failure>,
        turn: &mut Turn,
    ) {
        let hope = |failure: &Failure| {
            let refusal = failure.refusal();
            refusal.is_none_or(|refusal| refusal.status >= 500)
        };
        match result {
            Ok(_) => self.closed(),
            Err(failure) if hope(failure) && !revoking.again => {
                let again = true;
                self.ask_to_revoke(Revoking { again, ..revoking }, turn);
            }
            Err(_) => self.session_left_open(),
        }
    }

    /// A session is about to be closed. One that was left open is not forgotten over it.
    pub(super) fn closing(&mut self) {
        if self.session_end != Some(SessionEnd::LeftOpen) {
            self.session_end = Some(SessionEnd::Closing);
        }
    }

    /// A login without an answer may have opened a session whose token nobody has seen. What a
    /// gateway says is no answer of the server's.
    pub(super) fn login_unanswered(&mut self, failure: &Failure) {
        if failure.leaves_doubt() && !is_the_servers_word(failure) {
            self.session_left_open();
        }
    }

    /// A token whose answer was lost cannot be revoked by anybody here.
    pub(super) fn note_lost_token(&mut self) {
        let lost = |grant: &super::oauth::Grant| grant.token_lost && grant.token.is_none();
        if self.grant.as_ref().is_some_and(lost) {
            self.session_left_open();
        }
    }

    /// There may be a session that cannot be closed from here.
    pub(super) fn session_left_open(&mut self) {
        self.session_end = Some(SessionEnd::LeftOpen);
    }

    /// A session was closed: it may have been the last.
    pub(super) fn closed(&mut self) {
        let is_closing = |q: &Awaiting| matches!(q, Awaiting::Logout(_) | Awaiting::Revoke(_));
        if self.session_end == Some(SessionEnd::Closing) && !self.in_flight.any(is_closing) {
            self.session_end = Some(SessionEnd::Closed);
        }
    }

    /// Takes an answer after the end: only those about sessions, and about a file of the person, still matter.
    pub(super) fn settle(&mut self, id: RequestId, answer: Answer, turn: &mut Turn) {
        let question = self.in_flight.take(id, &answer);
        match (question, answer) {
            (Some(Awaiting::Profile), Answer::Profile(result)) => self.profile_added(result),
            (Some(question), Answer::Call(result)) => self.settle_call(question, *result, turn),
            _ => {}
        }
    }

    fn settle_call(&mut self, question: Awaiting, result: Result<Reply, Failure>, turn: &mut Turn) {
        match (question, result) {
            (Awaiting::Login(server, credentials), Ok(Reply::LoggedIn(login))) => {
                self.logged_in(server, credentials, login, turn);
            }
            (Awaiting::Login(..), Err(failure)) => self.login_unanswered(&failure),
            (Awaiting::Grant(GrantPart::Redeem), Err(failure)) => {
                self.login_unanswered(&failure);
                self.note_lost_token();
            }
            (Awaiting::Logout(closing), result) => self.logged_out(closing, result, turn),
            (Awaiting::Grant(GrantPart::Redeem), Ok(Reply::TokenIssued(token))) => {
                if let Some(grant) = &mut self.grant {
                    grant.token = Some(token);
                }
                self.revoke(turn);
            }
            (Awaiting::Revoke(revoking), result) => self.revoked(*revoking, &result, turn),
            _ => {}
        }
    }
}
