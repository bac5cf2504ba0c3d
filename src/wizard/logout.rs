//! The end of a token, which comes whatever happens: also when the person leaves half-way.

use super::awaiting::{Awaiting, Closing};
use super::ctx::Ctx;
use super::retry::is_the_servers_word;
use crate::domain::BaseUrl;
use crate::protocol::{Api, ErrCode, Failure, Reply, Request};

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

/// The ends of this run's tokens.
#[derive(Debug, Default)]
pub(super) struct Logout {
    end: Option<SessionEnd>,
}

impl Logout {
    /// What became of the sessions of this run; none when there was none, or one is open still.
    pub(super) fn end(&self) -> Option<SessionEnd> {
        self.end
    }

    /// Ends a token by a request. A session that was left open is not forgotten over it.
    pub(super) fn close(&mut self, site: (BaseUrl, Api), request: Request, cx: &mut Ctx<'_>) {
        if self.end != Some(SessionEnd::LeftOpen) {
            self.end = Some(SessionEnd::Closing);
        }
        let again = false;
        ask(
            Closing {
                site,
                request,
                again,
            },
            cx,
        );
    }

    /// Takes an answer. A failure that may pass is retried once.
    pub(super) fn answered(
        &mut self,
        closing: Closing,
        result: &Result<Reply, Failure>,
        cx: &mut Ctx<'_>,
    ) {
        let refusal = result.as_ref().err().and_then(Failure::refusal);
        let passes = refusal.is_none_or(|refusal| refusal.status >= 500);
        match result {
            Ok(_) => self.closed(cx),
            // It had ended already.
            Err(_) if refusal.is_some_and(|r| r.is(&ErrCode::UnknownToken)) => self.closed(cx),
            Err(_) if passes && !closing.again => {
                let again = true;
                ask(Closing { again, ..closing }, cx);
            }
            Err(_) => self.left_open(),
        }
    }

    /// A token has ended: it may have been the last.
    fn closed(&mut self, cx: &Ctx<'_>) {
        let is_closing = |q: &Awaiting| matches!(q, Awaiting::Logout(_));
        if self.end == Some(SessionEnd::Closing) && !cx.in_flight.any(is_closing) {
            self.end = Some(SessionEnd::Closed);
        }
    }

    /// A request without an answer may have opened a session whose token nobody has seen. What a gateway says is no
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

fn ask(closing: Closing, cx: &mut Ctx<'_>) {
    let (base, api) = closing.site.clone();
    let request = closing.request.clone();
    cx.call(Awaiting::Logout(Box::new(closing)), (&base, api), request);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bench, site};
    use super::*;
    use crate::domain::Secret;
    use crate::protocol::Network;

    fn close(logout: &mut Logout, bench: &mut Bench) {
        let request = Request::Logout(Secret::from("a token"));
        logout.close(site(), request, &mut bench.cx());
    }

    fn answer(logout: &mut Logout, bench: &mut Bench, result: &Result<Reply, Failure>) {
        let Awaiting::Logout(closing) = bench.answers("/logout", result) else {
            panic!("something else is asked");
        };
        logout.answered(*closing, result, &mut bench.cx());
    }

    #[test]
    fn sessions_are_closed_once_the_last_of_them_is() {
        let (mut logout, mut bench) = (Logout::default(), Bench::new());
        close(&mut logout, &mut bench);
        close(&mut logout, &mut bench);
        answer(&mut logout, &mut bench, &Ok(Reply::LoggedOut));
        assert_eq!(logout.end(), Some(SessionEnd::Closing));
        answer(&mut logout, &mut bench, &Ok(Reply::LoggedOut));
        assert_eq!(logout.end(), Some(SessionEnd::Closed));
    }

    #[test]
    fn a_lost_answer_is_asked_for_once_more_and_then_the_session_is_left_open() {
        let (mut logout, mut bench) = (Logout::default(), Bench::new());
        let lost = Err(Failure::Network(Network::Broken));
        close(&mut logout, &mut bench);
        answer(&mut logout, &mut bench, &lost);
        assert_eq!(logout.end(), Some(SessionEnd::Closing));
        answer(&mut logout, &mut bench, &lost);
        assert_eq!(logout.end(), Some(SessionEnd::LeftOpen));
        close(&mut logout, &mut bench);
        answer(&mut logout, &mut bench, &Ok(Reply::LoggedOut));
        assert_eq!(logout.end(), Some(SessionEnd::LeftOpen), "not forgotten");
    }
}
