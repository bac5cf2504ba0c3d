//! Rate limits: a countdown, and then the same request by itself.

use mxid::protocol::ErrCode;
use mxid::wizard::{PageId, ProblemKind, Time};

use super::answers::*;
use super::play::Play;
use super::snapshot;

#[test]
fn a_limited_message_is_counted_down_and_asked_for_again_to_the_letter() {
    let mut play = Play::asking_by_email();
    play.transcript();
    play.answer(REGISTER_EMAIL, limited(Some(90)));
    play.seconds(89);
    play.seconds(1);
    play.answer(REGISTER_EMAIL, by_link("1"));
    snapshot!(play);
    let messages = play.messages();
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[0], messages[1]);
}

#[test]
fn a_limit_is_known_by_its_status_alone() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, refused(429, ErrCode::Unknown));
    assert!(matches!(play.problem(), Some(ProblemKind::Limited(_))));
}

#[test]
fn a_limit_of_a_gateway_that_knows_no_matrix_is_one() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, bare(429));
    assert!(matches!(play.problem(), Some(ProblemKind::Limited(_))));
    play.seconds(33);
    let messages = play.messages();
    assert_eq!(messages.len(), 2);
    assert_eq!(messages[0], messages[1]);
}

#[test]
fn a_gateway_that_is_down_is_asked_again_when_it_says_unless_that_is_far() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, unavailable(20));
    assert_eq!(play.problem(), None, "it is asked again by itself");
    play.seconds(19);
    assert_eq!(play.awaited(), [""; 0]);
    play.seconds(1);
    assert_eq!(play.awaited(), [REGISTER_EMAIL]);
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, unavailable(600));
    assert_eq!(play.problem(), Some(ProblemKind::ServerFailed));
}

#[test]
fn without_a_delay_the_wait_doubles_from_thirty_seconds_to_ten_minutes() {
    let mut play = Play::asking_by_email();
    for whole in [30, 60, 120, 240, 480, 600, 600] {
        let before = play.now;
        play.answer(REGISTER_EMAIL, limited(None));
        let Some(ProblemKind::Limited(until)) = play.problem() else {
            panic!("no limit: {:?}", play.problem());
        };
        // Everybody who was limited at once does not come back at once.
        let wait = (until - before).as_secs();
        assert!((whole * 9 / 10..=whole * 11 / 10).contains(&wait), "{wait}");
        play.seconds(700);
    }
}

#[test]
fn a_limit_of_no_time_is_still_a_pause() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, limited(Some(0)));
    assert_eq!(play.awaited(), [""; 0]);
    play.seconds(1);
    assert_eq!(play.awaited(), [REGISTER_EMAIL]);
}

#[test]
fn enter_leaves_the_countdown_alone_and_back_ends_it() {
    let mut play = Play::asking_by_email();
    play.answer(REGISTER_EMAIL, limited(Some(90)));
    play.enter();
    assert_eq!(play.awaited(), [""; 0]);
    assert!(matches!(play.problem(), Some(ProblemKind::Limited(_))));
    play.back();
    assert_eq!(play.page(), PageId::Account);
    play.seconds(200);
    assert_eq!(play.messages().len(), 1);
}

#[test]
fn a_limited_resend_leaves_the_wait_for_the_link_alone() {
    let mut play = Play::waiting_for_link();
    play.seconds(58);
    play.answer_not_yet();
    play.seconds(2);
    play.send_again();
    play.answer(REGISTER_EMAIL, limited(Some(300)));
    assert!(matches!(play.problem(), Some(ProblemKind::Limited(_))));
    play.seconds(6);
    assert_eq!(play.awaited(), [REGISTER], "still polled");
    play.answer_not_yet();
    // Enter looks; it does not undo the user's word.
    play.seconds(3);
    play.enter();
    play.answer_not_yet();
    let again = play.wizard.messages().and_then(|m| m.again_at);
    assert!(again > Some(play.now), "{again:?}");
    for _ in 0..60 {
        play.seconds(5);
        match play.awaited().first() {
            Some(&REGISTER_EMAIL) => break,
            Some(&AVAILABLE) => play.answer(AVAILABLE, free()),
            Some(_) => play.answer_not_yet(),
            None => {}
        }
    }
    assert_eq!(play.awaited(), [REGISTER_EMAIL]);
    let attempts: Vec<_> = play
        .messages()
        .iter()
        .map(|m| m.send_attempt.get())
        .collect();
    assert_eq!(attempts, [1, 2, 2]);
}

#[test]
fn a_limited_account_request_is_repeated_in_its_session() {
    let mut play = Play::creating();
    play.transcript();
    play.answer(REGISTER, limited(Some(6)));
    play.seconds(6);
    play.answer(REGISTER, registered());
    snapshot!(play);
}

#[test]
fn a_limited_look_up_is_counted_down_and_repeated() {
    let mut play = Play::new();
    play.server("example.org");
    play.answer_lookup();
    play.answer(REGISTER, limited(Some(6)));
    assert_eq!(
        play.problem(),
        Some(ProblemKind::Limited(Time(std::time::Duration::from_secs(
            6
        ))))
    );
    play.enter();
    assert_eq!(play.awaited(), [""; 0], "asking sooner only takes longer");
    play.seconds(6);
    assert_eq!(play.problem(), None);
    assert_eq!(play.awaited(), ["/.well-known/matrix/client"]);
}

#[test]
fn a_limited_check_of_the_name_is_counted_down_and_asked_again_by_itself() {
    let mut play = Play::choosing_a_name();
    play.name_and_password();
    play.answer(AVAILABLE, limited(Some(7)));
    assert!(matches!(play.problem(), Some(ProblemKind::Limited(_))));
    play.enter();
    assert!(!play.awaited().contains(&AVAILABLE), "the countdown stands");
    play.seconds(7);
    play.answer(AVAILABLE, free());
    assert_eq!(play.page(), PageId::Review);
}
