//! Enter is always answered, and what waits, waits for something.

use std::time::Duration;

use mxid::wizard::{Event, PageId};

use super::walk::Cause;
use super::walks;

#[test]
fn a_remembered_enter_waits_for_an_answer() {
    walks(8, |moment| {
        if moment.wizard.waiting().enter {
            assert!(moment.wizard.waiting().busy.is_some(), "for what?");
        }
    });
}

#[test]
fn enter_changes_something_or_says_why_not() {
    walks(9, |moment| {
        let acts = *moment.event == Event::Continue && moment.cause == Cause::Person;
        if !acts {
            return;
        }
        let wizard = moment.wizard;
        // A look was asked for a moment ago already.
        let soon = moment.now + Duration::from_secs(2);
        let looks_soon = wizard.next_deadline().is_some_and(|at| at <= soon);
        let answered = wizard.problem().is_some()
            || wizard.notice().is_some()
            || wizard.waiting().busy.is_some()
            || looks_soon
            || !moment.effects.is_empty()
            || moment.before != moment.after;
        assert!(
            answered,
            "Enter did nothing on {:?}, at {:?}",
            moment.before.page,
            wizard.focus()
        );
    });
}

#[test]
fn a_page_that_waits_for_a_link_looks_for_it_or_says_why_not() {
    walks(10, |moment| {
        let wizard = moment.wizard;
        if wizard.page() != PageId::Verify {
            return;
        }
        let waits = wizard.waiting().busy.is_some() || wizard.next_deadline().is_some();
        assert!(
            wizard.asks_code() || waits || wizard.problem().is_some(),
            "nothing is waited for"
        );
    });
}
