//! Back always works, and nothing typed is lost.

use mxid::wizard::{Act, Event, FieldId, PageId};

use super::walk::{Cause, Walk};
use super::{STEPS, WALKS, walks};

/// Whether an event is one that never has anything to do with the typed text.
fn keeps_text(event: &Event) -> bool {
    matches!(
        event,
        Event::Back
            | Event::Deadline
            | Event::Choose(_)
            | Event::Focus(_)
            | Event::End
            | Event::Act(
                Act::SendAgain
                    | Act::ChangeAddress
                    | Act::Switch
                    | Act::Help
                    | Act::Details
                    | Act::Leave
                    | Act::Reveal
                    | Act::Copy
            )
    )
}

#[test]
fn nothing_typed_is_lost_but_the_code_of_a_page_that_was_left() {
    let mut seen = 0;
    walks(5, |moment| {
        if !keeps_text(moment.event) {
            return;
        }
        seen += 1;
        for field in FieldId::ALL {
            let (before, after) = (
                &moment.before.texts[field as usize],
                &moment.after.texts[field as usize],
            );
            let left = moment.before.page == PageId::Verify;
            let code = field == FieldId::Code && left && after.is_empty();
            assert!(
                before == after || code,
                "{field:?} after {:?}",
                moment.event
            );
        }
    });
    assert!(seen > 5000, "{seen}");
}

#[test]
fn back_leads_to_the_first_page_from_anywhere_or_something_was_finished() {
    for seed in 0..WALKS {
        let mut walk = Walk::new(seed);
        walk.steps(STEPS / 2 + seed as usize % 100, &mut |_| {});
        let mut done = walk.wizard.page() == PageId::Done;
        walk.all_the_way_back(&mut |moment| {
            done |= moment.after.page == PageId::Done;
            if moment.cause == Cause::Person && moment.before.page != moment.after.page {
                assert_eq!(moment.wizard.problem(), None, "Back validates nothing");
            }
        });
        let home = walk.wizard.page() == PageId::Task;
        assert!(home || done || walk.exited);
    }
}

#[test]
fn back_never_goes_forward() {
    walks(6, |moment| {
        if *moment.event == Event::Back && moment.before.page != PageId::Stopped {
            assert!(moment.after.page <= moment.before.page);
        }
    });
}
