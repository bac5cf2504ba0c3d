//! A flow that cannot be saved: said once, and in nobody's way.

use mxid::wizard::{Act, DiskFault, Event, Notice, PageId, SaveFault};

use super::answers::*;
use super::play::Play;

const FULL: SaveFault = SaveFault::Disk(DiskFault::Full);
const STALE: SaveFault = SaveFault::Stale(DiskFault::NotAllowed);

#[test]
fn it_stands_on_the_page_until_the_person_goes_on_from_there() {
    let mut play = Play::waiting_for_code();
    play.event(Event::Saved(Some(FULL)));
    assert_eq!(play.wizard.notice(), Some(Notice::NotSaved(FULL)));
    play.type_text("41");
    play.event(Act::SendAgain);
    assert!(matches!(play.wizard.notice(), Some(Notice::TooSoon(_))));
    play.type_text("7");
    assert_eq!(play.wizard.notice(), Some(Notice::NotSaved(FULL)));
    play.enter();
    assert_eq!(play.wizard.notice(), None);
    assert_eq!(play.awaited(), [CODE], "nothing waits for the disk");
}

#[test]
fn a_page_that_opens_by_itself_still_says_it() {
    let mut play = Play::waiting_for_link();
    play.event(Event::Saved(Some(FULL)));
    play.seconds(6);
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(play.wizard.notice(), Some(Notice::NotSaved(FULL)));
}

#[test]
fn a_flow_that_is_written_again_is_no_matter_any_more() {
    let mut play = Play::waiting_for_code();
    play.event(Event::Saved(Some(FULL)));
    play.event(Event::Saved(None));
    assert_eq!(play.wizard.notice(), None);
}

#[test]
fn what_was_not_seen_is_not_met() {
    let mut play = Play::waiting_for_code();
    play.event(Act::SendAgain);
    play.event(Event::Saved(Some(FULL)));
    assert!(matches!(play.wizard.notice(), Some(Notice::TooSoon(_))));
    play.enter();
    assert_eq!(play.wizard.notice(), Some(Notice::NotSaved(FULL)));
}

#[test]
fn a_message_that_goes_out_unsaved_is_warned_of_again() {
    let mut play = Play::waiting_for_code();
    play.event(Event::Saved(Some(FULL)));
    play.enter();
    assert_eq!(play.wizard.notice(), None, "it was seen");
    play.answer(REGISTER, demands("S1", &[&[MSISDN]], &[]));
    play.seconds(60);
    play.event(Act::SendAgain);
    assert_eq!(play.messages().len(), 2);
    assert_eq!(play.wizard.notice(), Some(Notice::NotSaved(FULL)));
}

/// A user who resumes it is sent nothing, and waits.
#[test]
fn what_must_not_be_resumed_is_said_before_anything_else_and_for_good() {
    let mut play = Play::waiting_for_code();
    play.event(Event::Saved(Some(STALE)));
    play.event(Act::SendAgain);
    assert_eq!(play.wizard.notice(), Some(Notice::NotSaved(STALE)));
    play.enter();
    play.enter();
    assert_eq!(play.wizard.notice(), Some(Notice::NotSaved(STALE)));
}
