//! Deadlines come to an end.

use super::walk::{Cause, Walk};
use super::{STEPS, WALKS, walks};

#[test]
fn a_deadline_that_came_is_over() {
    walks(7, |moment| {
        if moment.cause == Cause::Deadline {
            let next = moment.wizard.next_deadline();
            assert!(
                next.is_none_or(|at| at > moment.now),
                "{next:?} at {:?}",
                moment.now
            );
        }
    });
}

/// With a user and servers who do nothing any more, the wizard comes to rest: the last question
/// stays out, or its last repeat.
#[test]
fn left_alone_the_wizard_falls_asleep() {
    let mut woken = 0;
    for seed in 0..WALKS {
        let mut walk = Walk::new(seed);
        walk.steps(STEPS, &mut |_| {});
        // A link is looked for during an hour, every five to thirty seconds.
        woken = woken.max(walk.fall_asleep(400));
    }
    assert!(woken > 0);
}
