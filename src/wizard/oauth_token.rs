//! From the code that a browser brings to the Matrix ID of the new account (RFC 6749, section 4.1.3).
//!
//! The account exists by then, so that a failure is not the end at once: what has no usable answer
//! is asked again. A code is good for one token, and a server that sees it twice should revoke what it
//! issued for it (section 4.1.2); that it did is not known, so that a lost token is said to be open.

use super::end::Done;
use super::in_flight::GrantPart;
use super::plan::Contacts;
use super::problem::{Problem, ProblemKind, WebFault};
use super::retry::{Retry, is_the_servers_word};
use super::{Turn, Wizard};
use crate::protocol::{Failure, Reply};

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
                self.retries.succeeded();
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
                    self.finish(Done::CreatedInBrowser { contacts, user_id }, turn);
                }
            }
            Ok(_) => self.account_unknown(None, turn),
            Err(failure) => self.grant_failed(GrantPart::WhoAmI, failure, turn),
        }
    }

    /// Asks again after a limit, or after what may pass; else that is the end.
    fn grant_failed(&mut self, part: GrantPart, failure: Failure, turn: &mut Turn) {
        if let Err(failure) = self.failed(Retry::OAuth(part), failure, turn) {
            self.account_unknown(Some(failure), turn);
        }
    }

    fn account_unknown(&mut self, cause: Option<Failure>, turn: &mut Turn) {
        self.retries.begin_anew();
        self.note_lost_token();
        self.revoke(turn);
        let problem = Problem::new(ProblemKind::Web(WebFault::AccountUnknown), cause);
        self.use_account_page(problem, turn);
    }
}
