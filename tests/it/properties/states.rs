//! The state can always be read and makes sense.

use std::collections::BTreeMap;

use mxid::protocol::Request;
use mxid::wizard::{Effect, Focus, PageId};

use super::walk::Cause;
use super::walks;

#[test]
fn nothing_panics_and_every_state_can_be_read() {
    let mut pages: BTreeMap<PageId, usize> = BTreeMap::new();
    let mut problems = std::collections::BTreeSet::new();
    walks(1, |moment| {
        let wizard = moment.wizard;
        *pages.entry(moment.after.page).or_default() += 1;
        if let Some(problem) = wizard.problem() {
            let name = format!("{:?}", problem.kind);
            let end = name.find(['(', ' ']).unwrap_or(name.len());
            problems.insert(name[..end].to_owned());
        }
        let places = wizard.focusables();
        assert!(
            places.contains(&wizard.focus())
                || (places.is_empty() && wizard.focus() == Focus::List),
            "{:?} is not on the page: {places:?}",
            wizard.focus()
        );
        let (len, at) = wizard.list_position();
        assert!(at.is_none_or(|at| at < len), "{at:?} of {len}");
        assert!(wizard.records().len() <= 100);
        let pages = wizard.pages();
        let here = moment.after.page;
        assert!(
            pages.contains(&here) || here == PageId::Stopped,
            "{here:?} is not among {pages:?}"
        );
        let _ = (wizard.waiting().busy, wizard.messages(), wizard.found());
        let _ = (
            wizard.suggestion(),
            wizard.form().countries(),
            wizard.actions(),
        );
    });
    // The walk is worth something: it comes by everything.
    assert_eq!(pages.len(), 17, "{pages:?}");
    assert!(problems.len() > 30, "{problems:?}");
}

#[test]
fn a_reply_that_nobody_waits_for_changes_nothing() {
    let mut stale = 0;
    walks(2, |moment| {
        if moment.cause == Cause::Stale {
            stale += 1;
            assert_eq!(moment.before, moment.after);
            assert_eq!(moment.effects, []);
        }
    });
    assert!(stale > 500, "{stale}");
}

#[test]
fn one_request_of_an_exchange_is_out_at_a_time() {
    walks(3, |moment| {
        let exchanges = moment.out.iter().filter(|effect| match effect {
            Effect::Call { request, .. } => {
                matches!(
                    **request,
                    Request::Register(_) | Request::ResetPassword(_) | Request::AddContact(_)
                )
            }
            _ => false,
        });
        assert!(exchanges.count() <= 1);
    });
}

#[test]
fn an_id_is_never_used_twice() {
    walks(4, |moment| {
        let ids: Vec<_> = moment
            .out
            .iter()
            .filter_map(crate::machine::play::id_of)
            .collect();
        let mut sorted = ids.clone();
        sorted.sort();
        assert_eq!(ids, sorted, "ids rise");
        sorted.dedup();
        assert_eq!(ids.len(), sorted.len());
    });
}
