//! No token stays behind, however somebody walked, and wherever they left.

use std::collections::BTreeSet;

use mxid::domain::Secret;
use mxid::protocol::{OAuthReply, OAuthRequest, Reply, Request};
use mxid::wizard::{Answer, Effect, Event, RequestId, SessionEnd};

use super::walk::{Cause, Moment, Walk};
use super::{STEPS, WALKS};
use crate::machine::play::id_of;

/// The token that an effect revokes.
fn revocation(effect: &Effect) -> Option<&Secret> {
    match effect {
        Effect::Call { request, .. } => match &**request {
            Request::OAuth(OAuthRequest::Revoke(revoke)) => Some(&revoke.token),
            _ => None,
        },
        _ => None,
    }
}

#[test]
fn every_token_is_revoked_by_the_end_and_a_failure_is_repeated_or_told() {
    let (mut all, mut failed) = (0, 0);
    for seed in 0..WALKS {
        let mut issued = BTreeSet::new();
        let mut revoked = BTreeSet::new();
        let mut asked = Vec::<(RequestId, Secret)>::new();
        let mut see = |moment: &Moment<'_>| {
            if moment.cause == Cause::Answer
                && let Event::Answer(_, Answer::Call(result)) = moment.event
                && let Ok(Reply::OAuth(OAuthReply::Token(token))) = &**result
            {
                issued.insert(token.expose().to_owned());
            }
            if moment.cause == Cause::Answer
                && let Event::Answer(id, Answer::Call(result)) = moment.event
                && result.is_err()
                && let Some((_, token)) = asked.iter().find(|(asked, _)| asked == id)
            {
                let is_repeated = moment.effects.iter().any(|e| revocation(e) == Some(token));
                let is_told = moment.wizard.session_end() == Some(SessionEnd::LeftOpen);
                assert!(is_repeated || is_told);
                failed += 1;
            }
            for effect in moment.effects {
                if let (Some(token), Some(id)) = (revocation(effect), id_of(effect)) {
                    revoked.insert(token.expose().to_owned());
                    asked.push((id, token.clone()));
                }
            }
        };
        let mut walk = Walk::at(seed, true);
        walk.steps(STEPS / 2 + seed as usize % 100, &mut see);
        walk.end(&mut see);
        assert!(!walk.wizard.waiting().closing);
        assert_ne!(walk.wizard.session_end(), Some(SessionEnd::Closing));
        assert_eq!(issued, revoked);
        all += issued.len();
    }
    assert!(all > 10 && failed > 0, "{all}, {failed}");
}
