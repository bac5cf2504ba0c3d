//! A flow lives for a day.

use mxid::store::Refusal;

use super::*;

/// The result of a look when the clock has moved on by this much since a task was saved, or back.
fn later(span: Duration) -> (Look, Folder) {
    let folder = Folder::absent();
    folder.keep(&full(&id('a')));
    (folder.look(now() + span), folder)
}

fn earlier(span: Duration) -> (Look, Folder) {
    let folder = Folder::absent();
    folder.keep(&full(&id('a')));
    (folder.look(now() - span), folder)
}

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_flow_is_taken_up_within_a_day() {
    let (look, _folder) = later(LIFETIME - SECOND);
    assert!(!look.flows.is_empty());
    assert_eq!(look.expired, 0);
}

#[test]
fn a_flow_that_is_a_day_old_is_removed() {
    let (look, folder) = later(LIFETIME);
    assert!(look.flows.is_empty());
    assert_eq!(look.expired, 1);
    assert!(look.refused.is_empty());
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn a_day_counts_from_the_last_write() {
    let folder = Folder::absent();
    folder.keep(&flow(&id('a')));
    let half = now() + LIFETIME / 2;
    let taken = folder.take_up(&id('a'), Moment::beginning(half));
    let saved = taken.claim.save(&taken.flow, Moment::beginning(half));
    saved.expect("there is room");
    drop(taken);
    assert!(!folder.look(now() + LIFETIME).flows.is_empty());
}

/// It may hold the secrets of a flow, as much of it as is left.
#[test]
fn what_was_kept_aside_is_removed_when_it_is_a_day_old() {
    let folder = Folder::absent();
    folder.put(&id('a'), b"{");
    let written = fs::File::options().write(true).open(folder.file(&id('a')));
    let stamped = written.and_then(|file| file.set_modified(now()));
    stamped.expect("it is ours");
    let aside = format!("{}.damaged", id('a').as_str());
    assert_eq!(folder.look(now()).refused.len(), 1);
    folder.look(now() + LIFETIME - SECOND);
    assert_eq!(folder.names(), [aside]);
    let look = folder.look(now() + LIFETIME);
    assert!(look.refused.is_empty(), "{:?}", look.refused);
    assert_eq!(folder.names(), [""; 0]);
}

/// Small computers begin somewhere in the past until they hear what time it is.
#[test]
fn a_clock_that_was_set_back_a_little_makes_a_flow_new() {
    let (look, _folder) = earlier(LIFETIME / 2);
    let asked_at = look.flows[0].flow.validations[0].asked_at;
    assert_eq!(asked_at, Some(ago(0)), "a wait is never in the future");
}

#[test]
fn a_clock_that_was_set_back_far_leaves_a_flow_where_it_is() {
    let (look, folder) = earlier(LIFETIME + SECOND);
    assert!(look.flows.is_empty());
    assert!(matches!(look.refused[0].why, Refusal::Future));
    assert!(!folder.look(now()).flows.is_empty(), "right again");
}
