//! What holds after every step.

use std::collections::HashMap;

use mxid::protocol::Request;
use mxid::screen::{Surroundings, describe};
use mxid::text::Texts;
use mxid::wizard::{Effect, Focus, PageId};

use crate::play::id_of;
use crate::walk::{Cause, Moment, asks_for_a_message};

thread_local! {
    static TEXTS: Texts = Texts::english();
}

/// What has to be remembered of a walk to judge it.
#[derive(Default)]
pub struct Promises {
    /// The last attempt of each client secret.
    attempts: HashMap<String, u32>,
    /// The user asked for another message, and none left since.
    word: bool,
    /// Moments so far.
    moments: usize,
}

impl Promises {
    /// Looks at a moment of the walk; panics where a promise is broken.
    pub fn hold(&mut self, moment: &Moment<'_>) {
        // Describing takes longer than all the rest: new places, and every fourth moment.
        let (before, after) = (moment.before, moment.after);
        let is_new = before.page != after.page || before.overlay != after.overlay;
        if is_new || self.moments.is_multiple_of(4) {
            described(moment);
        }
        self.moments += 1;
        in_its_place(moment);
        in_time(moment);
        one_at_a_time(moment);
        self.one_message_per_intent(moment);
    }

    /// The attempt repeats, or rises by one on the user's word.
    fn one_message_per_intent(&mut self, moment: &Moment<'_>) {
        self.word |= asks_for_a_message(moment.event, moment.before.focus);
        for request in moment.effects.iter().filter_map(request) {
            let Request::RequestToken(request) = request else {
                continue;
            };
            let attempt = request.send_attempt.get();
            let secret = request.client_secret.expose().to_owned();
            let last = self.attempts.insert(secret, attempt);
            let Some(last) = last else {
                assert_eq!(attempt, 1, "a new secret begins at 1");
                continue;
            };
            assert!(
                attempt == last || attempt == last + 1,
                "{last} to {attempt}"
            );
            if attempt > last {
                let by_person = moment.cause == Cause::Person;
                let remembered = self.word || moment.before.enter_waits;
                assert!(by_person || remembered, "nobody asked for it");
                self.word = false;
            }
        }
    }
}

fn request(effect: &Effect) -> Option<&Request> {
    match effect {
        Effect::Call { request, .. } => Some(request),
        _ => None,
    }
}

/// Every state can be described, and looks different only in the future.
fn described(moment: &Moment<'_>) {
    let around = Surroundings::default();
    let screen = TEXTS.with(|texts| describe(moment.wizard, &around, texts));
    let next = screen.next_change(moment.now);
    assert!(next.is_none_or(|at| at > moment.now), "{next:?}");
}

/// The focus is on the page, and the page on the way.
fn in_its_place(moment: &Moment<'_>) {
    let wizard = moment.wizard;
    let (focus, places) = (wizard.focus(), wizard.focusables());
    let nowhere = places.is_empty() && focus == Focus::List;
    assert!(
        places.contains(&focus) || nowhere,
        "{focus:?} of {places:?}"
    );
    let (len, at) = wizard.list_position();
    assert!(at.is_none_or(|at| at < len), "{at:?} of {len}");
    assert!(wizard.records().len() <= 100);
    let here = moment.after.page;
    assert!(wizard.pages().contains(&here) || here == PageId::Stopped);
}

/// A deadline that came is over.
fn in_time(moment: &Moment<'_>) {
    if moment.cause == Cause::Deadline {
        let next = moment.wizard.next_deadline();
        assert!(next.is_none_or(|at| at > moment.now), "{next:?}");
    }
}

/// Stale answers change nothing, ids are new, and of what changes the server one request is out.
fn one_at_a_time(moment: &Moment<'_>) {
    if moment.cause == Cause::Stale {
        assert_eq!(moment.before, moment.after);
        assert_eq!(moment.effects, []);
    }
    let ids: Vec<_> = moment.out.iter().filter_map(id_of).collect();
    assert!(ids.is_sorted_by(|one, other| one < other), "{ids:?}");
    let out = |which: fn(&Request) -> bool| {
        let requests = moment.out.iter().filter_map(request);
        requests.filter(|request| which(request)).count()
    };
    assert!(out(|request| matches!(request, Request::RequestToken(_))) <= 1);
    let finishes = |request: &Request| {
        matches!(
            request,
            Request::Register(_) | Request::ResetPassword(_) | Request::AddContact(_)
        )
    };
    assert!(out(finishes) <= 1);
}
