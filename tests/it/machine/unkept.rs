//! A flow that cannot be written down: said once, and in nobody's way.

use mxid::wizard::{DiskFault, Event, Notice, PageId, Unkept};

use super::answers::*;
use super::play::Play;

const FULL: Unkept = Unkept::Disk(DiskFault::Full);

#[test]
fn it_stands_on_the_page_until_the_person_goes_on_from_there() {
    let mut play = Play::waiting_for_code();
    play.event(Event::Kept(Some(FULL)));
    assert_eq!(play.wizard.notice(), Some(&Notice::NotKept(FULL)));
    play.type_text("41");
    play.event(Event::SendAgain);
    assert!(matches!(play.wizard.notice(), Some(Notice::TooSoon(_))));
    play.type_text("7");
    assert_eq!(play.wizard.notice(), Some(&Notice::NotKept(FULL)));
    play.enter();
    assert_eq!(play.wizard.notice(), None);
    assert_eq!(play.awaited(), [CODE], "nothing waits for the disk");
}

#[test]
fn a_page_that_opens_by_itself_still_says_it() {
    let mut play = Play::waiting_for_link();
    play.event(Event::Kept(Some(FULL)));
    play.seconds(6);
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(play.wizard.notice(), Some(&Notice::NotKept(FULL)));
}

#[test]
fn a_flow_that_is_written_again_is_no_matter_any_more() {
    let mut play = Play::waiting_for_code();
    play.event(Event::Kept(Some(FULL)));
    play.event(Event::Kept(None));
    assert_eq!(play.wizard.notice(), None);
}
