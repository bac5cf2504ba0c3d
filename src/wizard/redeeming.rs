//! From the code that a browser brings to the Matrix ID of the new account (RFC 6749, section 4.1.3).
//!
//! The account exists by then, so that a failure is not the end at once: what has no usable answer
//! is asked again. A code is good for one token, and a server that sees it twice should revoke what it
//! issued for it (section 4.1.2); that it did is not known, so that a lost token is said to be open.

use super::pending::GrantPart;
use super::problem::{Problem, ProblemKind, WebFault};
use super::repeating::is_the_servers_word;
use super::stage::{Contacts, Done};
use super::{Repeat, Turn, Wizard};
use crate::protocol::{Failure, Network, Reply};

impl Wizard {
    pub(super) fn redeemed(&mut self, result: Result<Reply, Failure>, turn: &mut Turn) {
        let Some(grant) = &mut self.grant else {
            return;
        };
        match result {
            Ok(Reply::TokenIssued(token)) => {
                grant.token = Some(token);
                // The code was good still, so that there is no other token.
                grant.token_lost = false;
                self.waits.repeats = 0;
                self.ask_for_grant(GrantPart::WhoAmI, turn);
            }
            Ok(_) => self.account_unknown(None, turn),
            Err(failure) => {
                grant.token_lost |= failure.leaves_doubt() && !is_the_servers_word(&failure);
                self.grant_failed(GrantPart::Redeem, failure, turn);
            }
        }
    }

    pub(super) fn told_whose(&mut self, result: Result<Reply, Failure>, turn: &mut Turn) {
        match result {
            Ok(Reply::WhoAmI(user_id)) => {
                self.came_back = None;
                self.revoke(turn);
                if let Some(grant) = &self.grant {
                    let contacts = Contacts {
                        server: grant.server.clone(),
                        phone: None,
                        email: None,
                    };
                    self.done(Done::CreatedInBrowser { contacts, user_id }, turn);
                }
            }
            Ok(_) => self.account_unknown(None, turn),
            Err(failure) => self.grant_failed(GrantPart::WhoAmI, failure, turn),
        }
    }

    /// Asks again after a limit, or after what may pass; else that is the end.
    fn grant_failed(&mut self, part: GrantPart, failure: Failure, turn: &mut Turn) {
        if let Some(until) = self.limited(&failure, turn) {
            self.waits.repeat = Some((until, Repeat::Grant(part)));
            let problem = Problem::answered(ProblemKind::Limited(until), failure);
            self.show(problem, turn);
            return;
        }
        let pause = match failure {
            // The person cannot ask again from here, so that no way in is tried again, too.
            Failure::Network(_) => self.pause_before_repeat(&Failure::Network(Network::Broken)),
            _ => self.pause_before_repeat(&failure),
        };
        match pause {
            Some(pause) => {
                self.waits.repeats += 1;
                self.waits.repeat = Some((turn.now + pause, Repeat::Grant(part)));
            }
            None => self.account_unknown(Some(failure), turn),
        }
    }

    fn account_unknown(&mut self, cause: Option<Failure>, turn: &mut Turn) {
        self.waits.repeats = 0;
        self.note_lost_token();
        self.revoke(turn);
        let problem = Problem::new(ProblemKind::Web(WebFault::AccountUnknown), cause);
        self.use_account_page(problem, turn);
    }
}
