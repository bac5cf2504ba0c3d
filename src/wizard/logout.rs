//! The end of a token, which comes whatever happens: also when the user leaves half-way. Each part that holds a token
//! closes it through its context.

use super::awaiting::Closing;
use super::retry::is_the_servers_word;
use crate::protocol::{ErrCode, Failure, Reply};

/// The state of the sessions that this program opened, or was given unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// The newest is being closed.
    Closing,
    Closed,
    /// One could not be closed.
    LeftOpen,
}

/// The ends of this run's tokens.
#[derive(Debug, Default)]
pub(super) struct Logout {
    end: Option<SessionEnd>,
}

impl Logout {
    /// The state of the sessions of this run; `None` if there was none, or one is open still.
    pub(super) fn end(&self) -> Option<SessionEnd> {
        self.end
    }

    /// A token is about to end. A session that was left open is not forgotten over it.
    pub(super) fn begin(&mut self) {
        if self.end != Some(SessionEnd::LeftOpen) {
            self.end = Some(SessionEnd::Closing);
        }
    }

    /// Takes an answer; `is_last` while no other token is about to end. Returns what is asked again, where a failure
    /// may pass.
    pub(super) fn answered(
        &mut self,
        closing: Closing,
        result: &Result<Reply, Failure>,
        is_last: bool,
    ) -> Option<Closing> {
        let refusal = result.as_ref().err().and_then(Failure::refusal);
        let passes = refusal.is_none_or(|refusal| refusal.status >= 500);
        let had_ended = refusal.is_some_and(|r| r.is(&ErrCode::UnknownToken));
        if result.is_ok() || had_ended {
            let closes = is_last && self.end == Some(SessionEnd::Closing);
            self.end = closes.then_some(SessionEnd::Closed).or(self.end);
        } else if passes && !closing.again {
            let again = true;
            return Some(Closing { again, ..closing });
        } else {
            self.left_open();
        }
        None
    }

    /// A request without an answer may have opened a session whose token was lost. A gateway's answer is no
    /// answer of the server's.
    pub(super) fn unanswered(&mut self, failure: &Failure) {
        if failure.leaves_doubt() && !is_the_servers_word(failure) {
            self.left_open();
        }
    }

    /// There may be a session that cannot be closed from here.
    pub(super) fn left_open(&mut self) {
        self.end = Some(SessionEnd::LeftOpen);
    }
}

#[cfg(test)]
mod tests {
    use super::super::awaiting::Awaiting;
    use super::super::testing::{Bench, site};
    use super::*;
    use crate::domain::Secret;
    use crate::protocol::{Network, Request};

    fn close(bench: &mut Bench) {
        let request = Request::Logout(Secret::from("a token"));
        bench.cx().close(site(), request);
    }

    fn answer(bench: &mut Bench, result: &Result<Reply, Failure>) -> Option<SessionEnd> {
        let Awaiting::Logout(closing) = bench.answers("/logout", result) else {
            panic!("something else is asked");
        };
        bench.cx().close_answered(*closing, result);
        bench.logout.end()
    }

    #[test]
    fn sessions_are_closed_once_the_last_of_them_is() {
        let mut bench = Bench::new();
        close(&mut bench);
        close(&mut bench);
        let ends = [(); 2].map(|()| answer(&mut bench, &Ok(Reply::LoggedOut)));
        assert_eq!(ends, [SessionEnd::Closing, SessionEnd::Closed].map(Some));
    }

    #[test]
    fn a_lost_answer_is_asked_for_once_more_and_then_the_session_is_left_open() {
        let mut bench = Bench::new();
        let lost = Err(Failure::Network(Network::Broken));
        close(&mut bench);
        let ends = [(); 2].map(|()| answer(&mut bench, &lost));
        assert_eq!(ends, [SessionEnd::Closing, SessionEnd::LeftOpen].map(Some));
        close(&mut bench);
        let end = answer(&mut bench, &Ok(Reply::LoggedOut));
        assert_eq!(end, Some(SessionEnd::LeftOpen), "not forgotten");
    }
}
