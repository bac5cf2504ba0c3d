//! No token stays behind, however somebody walked, and wherever they left.

use std::collections::BTreeSet;

use mxid::protocol::{Reply, Request};
use mxid::wizard::{Answer, Effect, Event, SessionEnd};

use super::walk::{Cause, Moment, Walk};
use super::{STEPS, WALKS};

#[test]
fn every_token_that_was_issued_is_revoked_by_the_end() {
    let mut all = 0;
    for seed in 0..WALKS {
        let mut issued = BTreeSet::new();
        let mut revoked = BTreeSet::new();
        let mut see = |moment: &Moment<'_>| {
            if moment.cause == Cause::Answer
                && let Event::Answer(_, Answer::Call(result)) = moment.event
                && let Ok(Reply::TokenIssued(token)) = &**result
            {
                issued.insert(token.expose().to_owned());
            }
            for effect in moment.effects {
                if let Effect::Call { request, .. } = effect
                    && let Request::RevokeToken(revoke) = &**request
                {
                    revoked.insert(revoke.token.expose().to_owned());
                }
            }
        };
        let mut walk = Walk::at(seed, true);
        walk.steps(STEPS / 2 + seed as usize % 100, &mut see);
        walk.end(&mut see);
        assert!(!walk.wizard.is_closing());
        assert_ne!(walk.wizard.session_end(), Some(SessionEnd::Closing));
        assert_eq!(issued, revoked);
        all += issued.len();
    }
    assert!(all > 10, "{all}");
}
