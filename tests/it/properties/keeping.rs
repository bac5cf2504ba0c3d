//! Changes are saved in time, and resuming sends nobody a message.

use std::time::Duration;

use mxid::protocol::{Request, TokenRequest};
use mxid::wizard::{Act, Effect, Event, Focus, SavedAddress, SavedTask, SavedValidation, Time};

use super::walk::{Cause, Moment, Walk};
use super::{STEPS, WALKS, walks};

/// Keeps up with what is saved.
#[derive(Default)]
struct Written(Option<SavedTask>);

impl Written {
    fn see(&mut self, moment: &Moment<'_>) {
        for effect in moment.effects {
            match effect {
                Effect::Save(flow) => self.0 = Some((**flow).clone()),
                Effect::Forget(_) => self.0 = None,
                _ => {}
            }
        }
    }
}

fn messages<'a>(moment: &'a Moment<'_>) -> impl Iterator<Item = &'a TokenRequest> {
    moment.effects.iter().filter_map(|effect| match effect {
        Effect::Call { request, .. } => match &**request {
            Request::RequestToken(request) => Some(request),
            _ => None,
        },
        _ => None,
    })
}

fn session_of<'a>(flow: &'a SavedTask, message: &TokenRequest) -> Option<&'a SavedValidation> {
    let address = SavedAddress::of(&message.contact);
    let is_its = |v: &&SavedValidation| v.address == address && v.purpose == message.purpose;
    flow.validations.iter().rfind(is_its)
}

#[test]
fn a_number_is_written_down_before_its_request_leaves() {
    let mut seen = 0;
    let mut written = Written::default();
    walks(60, |moment| {
        if moment.before.page == mxid::wizard::PageId::Task {
            written = Written::default();
        }
        let late = moment.effects.iter().skip(1);
        for effect in late {
            assert!(!matches!(effect, Effect::Save(_) | Effect::Forget(_)));
        }
        written.see(moment);
        let practises = moment.wizard.server().is_some_and(|server| server.practice);
        for message in messages(moment).filter(|_| !practises) {
            seen += 1;
            let session = written
                .0
                .as_ref()
                .and_then(|flow| session_of(flow, message));
            let session = session.expect("the session is written down");
            assert_eq!(session.attempt, Some(message.send_attempt));
            assert_eq!(session.secret, message.client_secret);
        }
    });
    assert!(seen > 300, "{seen} messages");
}

#[test]
fn taking_a_flow_up_asks_for_no_other_message_than_the_one_that_was_asked_for() {
    let begin = Time(Duration::from_secs(24 * 3600));
    let (mut taken, mut repeated, mut done) = (0, 0, 0);
    for seed in 0..2 * WALKS {
        let mut written = Written::default();
        let mut asked = None;
        let mut walk = Walk::at((61 << 32) + seed, false);
        let steps = STEPS / 2 + (seed as usize * 7) % STEPS;
        walk.steps(steps, &mut |moment| {
            written.see(moment);
            if messages(moment).next().is_some() {
                asked = written.0.clone();
            }
        });
        // Killed right after a message was asked for, or some time later.
        let flow = asked.filter(|_| seed % 2 == 0).or(written.0);
        let Some(mut flow) = flow.filter(|flow| !flow.validations.is_empty()) else {
            continue;
        };
        taken += 1;
        for validation in &mut flow.validations {
            let age = Duration::from_secs(30 + seed * 10);
            validation.asked_at = validation.asked_at.map(|_| Time(begin.0 - age));
        }
        let mut theirs = false;
        let mut again = Walk::taking_up((62 << 32) + seed, begin, flow.clone());
        again.steps(60, &mut |moment| {
            // From the user's first wish on, messages are theirs.
            let wish = Focus::Action(Act::SendAgain);
            theirs |= moment.cause == Cause::Person
                && *moment.event == Event::Continue
                && (moment.before.focus == wish
                    || matches!(
                        moment.before.page,
                        mxid::wizard::PageId::Review | mxid::wizard::PageId::Verify
                    ));
            done += usize::from(
                moment.before.page != moment.after.page
                    && moment.after.page == mxid::wizard::PageId::Done,
            );
            if theirs {
                return;
            }
            for message in messages(moment) {
                let session = session_of(&flow, message);
                let session = session.expect("no address that was not asked for before");
                repeated += 1;
                assert_eq!(session.attempt, Some(message.send_attempt));
                assert_eq!(session.secret, message.client_secret);
            }
        });
    }
    assert!(
        taken > 50 && repeated > 5 && done > 10,
        "{taken} flows, {repeated} repeats, {done} done"
    );
}
