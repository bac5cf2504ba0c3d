//! Answers that flags gave, and the practice server.

use mxid::domain::{BaseUrl, ServerName};
use mxid::protocol::{ErrCode, Reply};
use mxid::wizard::{
    Act, Answer, Config, Effect, FieldId, Focus, Media, PageId, PracticeFault, PracticeServer,
    Preset, ProblemKind, Task,
};

use super::answers::*;
use super::play::Play;
use super::snapshot;

fn with(preset: Preset) -> Play {
    Play::with(Config {
        preset,
        ..Config::default()
    })
}

fn practice() -> Answer {
    Answer::Practice(Ok(PracticeServer {
        base: BaseUrl::parse("http://127.0.0.1:8008").expect("a base URL"),
        name: ServerName::parse("localhost:8008").expect("a server name"),
        known_email: "robin@example.net".into(),
        known_login: ("plover", "practice-makes-perfect"),
    }))
}

fn is_start(effect: &Effect) -> bool {
    matches!(effect, Effect::StartPractice { .. })
}

#[test]
fn what_flags_gave_is_not_asked_again() {
    let mut play = with(Preset {
        task: Some(Task::SignUp),
        server: Some("example.org".into()),
        email: Some("robin@example.net".into()),
        username: Some("robin".into()),
        ..Preset::default()
    });
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[DUMMY], &[EMAIL]], &[]));
    snapshot!(play);
    assert_eq!(play.page(), PageId::Account);
    assert_eq!(play.wizard.form().text(FieldId::Username), "robin");
    assert_eq!(play.wizard.focus(), Focus::Field(FieldId::Password));
}

#[test]
fn a_flag_that_is_wrong_stops_at_its_question() {
    let mut play = with(Preset {
        task: Some(Task::SignUp),
        server: Some("example.org".into()),
        email: Some("robin".into()),
        ..Preset::default()
    });
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Address);
    assert!(matches!(play.problem(), Some(ProblemKind::Email(_))));
    assert_eq!(play.wizard.form().text(FieldId::Email), "robin");
}

/// A sign-up whose flags give the way to be reached, on a server that takes both.
fn reached_by(preset: Preset) -> Play {
    let mut play = with(Preset {
        task: Some(Task::SignUp),
        server: Some("example.org".into()),
        ..preset
    });
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[MSISDN], &[EMAIL]], &[]));
    play
}

#[test]
fn a_flag_in_doubt_is_seen_before_it_is_gone_on_with() {
    let gb = "GB".parse().ok();
    let by_phone = |number: &str| Preset {
        phone: Some(number.into()),
        country: gb,
        ..Preset::default()
    };
    let by_email = |address: &str| Preset {
        email: Some(address.into()),
        ..Preset::default()
    };
    for (preset, page) in [
        (by_phone("07700 900"), PageId::Number),
        (by_phone("07700 900123"), PageId::Number),
        (by_phone("07400 123456"), PageId::Account),
        (by_email("a@gmial.com"), PageId::Address),
        (by_email("robin@localhost"), PageId::Address),
        (by_email("robin@example.net"), PageId::Account),
    ] {
        let name = format!("{preset:?}");
        let mut play = reached_by(preset);
        assert_eq!(play.page(), page, "{name}");
        assert!(!play.wizard.waiting().enter, "{name}");
        let is_refused = name.contains("\"07700 900\"");
        if page != PageId::Account && !is_refused {
            assert_eq!(play.problem(), None, "{name}");
            assert!(play.wizard.unseen_doubt().is_some(), "{name}");
            play.enter();
            assert_eq!(play.page(), PageId::Account, "{name}");
        }
    }
}

#[test]
fn a_number_with_a_plus_needs_no_country() {
    let by_phone = |number: &str| Preset {
        phone: Some(number.into()),
        ..Preset::default()
    };
    let mut play = reached_by(by_phone("+49 1512 3456789"));
    assert_eq!(play.page(), PageId::Account);
    play.back();
    let text = play.wizard.form().text(FieldId::Number);
    assert_eq!((play.page(), text), (PageId::Number, "+4915123456789"));
    assert_eq!(play.wizard.form().country, "DE".parse().ok());
    for number in ["0049 1512 3456789", "+999 1512", "call +49"] {
        assert_eq!(reached_by(by_phone(number)).page(), PageId::Country);
    }
}

#[test]
fn back_works_on_pages_that_flags_answered() {
    let mut play = with(Preset {
        task: Some(Task::SignUp),
        server: Some("example.org".into()),
        phone: Some("201 555 0123".into()),
        ..Preset::default()
    });
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[MSISDN], &[EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Country, "its country was not given");
    for page in [PageId::Contact, PageId::Server, PageId::Task] {
        play.back();
        assert_eq!(play.page(), page);
    }
    play.enter();
    play.enter();
    play.contact(Media::EMAIL);
    assert_eq!(play.page(), PageId::Address);
}

#[test]
fn the_practice_server_is_one_key_away() {
    let mut play = Play::new();
    play.enter();
    play.event(Act::Practise);
    play.answer_with(is_start, practice());
    assert_eq!(play.wizard.form().text(FieldId::Server), "localhost:8008");
    assert_eq!(
        play.awaited(),
        ["/versions"],
        "there is nothing to discover"
    );
    play.answer_abilities();
    play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
    assert_eq!(play.page(), PageId::Server, "the person goes on");
    play.enter();
    assert!(play.wizard.practice().is_some());
    assert!(play.wizard.server().is_some_and(|s| s.practice));
}

#[test]
fn the_practice_flag_takes_it_without_a_question() {
    let mut play = with(Preset {
        practice: true,
        ..Preset::default()
    });
    assert_eq!(play.page(), PageId::Task);
    play.answer_with(is_start, practice());
    play.enter();
    play.answer_abilities();
    play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
    assert_eq!(play.page(), PageId::Contact);
}

#[test]
fn a_practice_server_that_does_not_start_is_a_problem_and_no_end() {
    let mut play = Play::new();
    play.enter();
    play.event(Act::Practise);
    let fault = PracticeFault::CannotListen;
    play.answer_with(is_start, Answer::Practice(Err(fault)));
    assert_eq!(play.problem(), Some(ProblemKind::Practice(fault)));
    play.type_text("example.org");
    play.enter();
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
    assert_eq!(play.page(), PageId::Contact);
}

#[test]
fn a_server_typed_while_the_practice_server_starts_is_kept() {
    let mut play = Play::new();
    play.enter();
    play.event(Act::Practise);
    play.type_text("example.net");
    assert!(play.wizard.practice().is_none());
    assert_eq!(play.wizard.form().text(FieldId::Server), "example.net");
}

#[test]
fn a_refused_flag_can_be_typed_over() {
    let mut play = with(Preset {
        task: Some(Task::Reset),
        server: Some("example.org".into()),
        email: Some("robin@example.net".into()),
        ..Preset::default()
    });
    play.answer_lookup();
    assert_eq!(play.page(), PageId::Review);
    play.enter();
    play.answer(RESET_EMAIL, refused(400, ErrCode::ThreepidNotFound));
    assert_eq!(play.page(), PageId::Address);
    play.fill(FieldId::Email, "robin@example.com");
    play.enter();
    play.enter();
    play.answer(RESET_EMAIL, by_link("1"));
    assert_eq!(play.page(), PageId::NewPassword);
    play.new_password();
    play.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
    play.seconds(6);
    play.answer(RESET, Ok(Reply::PasswordReset));
    assert_eq!(play.page(), PageId::Done);
}
