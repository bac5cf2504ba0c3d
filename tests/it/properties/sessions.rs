//! No session outlives the wizard, and none is used by anything but what it was opened for.

use std::collections::BTreeSet;

use mxid::protocol::{Reply, Request};
use mxid::wizard::{Answer, Effect, Event};

use super::walk::{Cause, Moment, Walk};
use super::{STEPS, WALKS};

/// The access token that an event brings, if it answers a login.
fn opened(moment: &Moment<'_>) -> Option<String> {
    match moment.event {
        Event::Answer(_, Answer::Call(result)) if moment.cause == Cause::Answer => {
            match result.as_ref() {
                Ok(Reply::LoggedIn(login)) => Some(login.access_token.expose().to_owned()),
                _ => None,
            }
        }
        _ => None,
    }
}

fn requests<'a>(moment: &'a Moment<'_>) -> impl Iterator<Item = &'a Request> {
    moment.effects.iter().filter_map(|effect| match effect {
        Effect::Call { request, .. } => Some(&**request),
        _ => None,
    })
}

#[test]
fn every_session_that_was_opened_is_closed_before_the_end() {
    let mut logins = 0;
    let mut added = 0usize;
    for seed in 0..2 * WALKS {
        let mut open = BTreeSet::new();
        let mut ever = BTreeSet::new();
        let mut see = |moment: &Moment<'_>| {
            if let Some(token) = opened(moment) {
                logins += 1;
                ever.insert(token.clone());
                open.insert(token);
            }
            for request in requests(moment) {
                match request {
                    Request::Logout(token) => {
                        open.remove(token.expose());
                    }
                    Request::AddContact(r) => {
                        added += 1;
                        let token = r.access_token.expose();
                        assert!(open.contains(token), "{token} is not open");
                    }
                    Request::Capabilities(token) | Request::ThirdParties(token) => {
                        assert!(open.contains(token.expose()), "{token:?} is not open");
                    }
                    _ => {}
                }
            }
            assert!(open.len() <= 1, "one session at a time: {open:?}");
        };
        let mut walk = Walk::new((40 << 32) + seed);
        walk.steps(STEPS, &mut see);
        walk.end(&mut see);
        assert!(!walk.wizard.waiting().closing);
        assert_eq!(open, BTreeSet::new(), "of {ever:?}");
    }
    assert!(
        logins > 50 && added > 100,
        "{logins} logins, {added} requests to add"
    );
}

#[test]
fn a_walk_that_is_ended_anywhere_leaves_no_session() {
    for seed in 0..WALKS {
        let mut open = BTreeSet::new();
        let mut see = |moment: &Moment<'_>| {
            open.extend(opened(moment));
            for request in requests(moment) {
                if let Request::Logout(token) = request {
                    open.remove(token.expose());
                }
            }
        };
        let mut walk = Walk::new((41 << 32) + seed);
        walk.steps(seed as usize % STEPS, &mut see);
        walk.end(&mut see);
        assert_eq!(open, BTreeSet::new());
    }
}
