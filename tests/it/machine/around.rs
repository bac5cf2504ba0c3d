//! The surroundings of a task: the server that is there without being typed, and the profile of the account at the end.

use mxid::wizard::{
    Act, Answer, Config, Effect, Event, Exit, FieldId, Overlay, PageId, Preset, ProfileFault,
    ProfileState,
};

use super::answers::*;
use super::play::Play;

fn with_usual_server(preset: Preset) -> Play {
    Play::with(Config {
        usual_server: Some("example.org".into()),
        preset,
        ..Config::default()
    })
}

#[test]
fn the_usual_server_is_looked_up_and_waits_for_the_person() {
    let mut play = with_usual_server(Preset::default());
    assert_eq!(play.awaited(), Vec::<&str>::new());
    play.enter();
    assert_eq!(play.page(), PageId::Server);
    assert!(play.wizard.form().is_usual_server());
    play.seconds(1);
    assert_eq!(play.awaited(), ["/.well-known/matrix/client"]);
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
    assert_eq!(play.page(), PageId::Server);
    play.enter();
    assert_eq!(play.page(), PageId::Contact);
}

#[test]
fn another_server_is_typed_over_the_usual_one() {
    let mut play = with_usual_server(Preset::default());
    play.enter();
    play.fill(FieldId::Server, "example.net");
    assert!(!play.wizard.form().is_usual_server());
    play.enter();
    assert_eq!(
        play.asked_at("/.well-known/matrix/client"),
        "https://example.net"
    );
}

#[test]
fn a_server_that_a_flag_names_counts_more() {
    let mut play = with_usual_server(Preset {
        server: Some("example.net".into()),
        ..Preset::default()
    });
    play.enter();
    assert_eq!(
        play.asked_at("/.well-known/matrix/client"),
        "https://example.net"
    );
}

#[test]
fn the_usual_server_is_nothing_to_lose() {
    let mut play = with_usual_server(Preset::default());
    play.enter();
    play.event(Act::Leave);
    assert_eq!(play.wizard.overlay(), None::<Overlay>);
    assert_eq!(play.told.last(), Some(&Effect::Exit(Exit::Left)));
}

#[test]
fn who_practises_asks_no_other_server() {
    let mut play = with_usual_server(Preset {
        practice: true,
        ..Preset::default()
    });
    play.enter();
    play.seconds(60);
    assert_eq!(play.awaited(), Vec::<&str>::new());
}

/// A new account, on the last page.
pub fn created() -> Play {
    let mut play = Play::creating();
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
    play
}

fn is_profile(effect: &Effect) -> bool {
    matches!(effect, Effect::AddProfile { .. })
}

#[test]
fn a_profile_is_written_once_and_only_when_it_is_asked_for() {
    let mut play = created();
    assert!(!play.awaits(is_profile));
    play.act(Act::AddProfile);
    assert!(play.awaits(is_profile));
    assert_eq!(play.wizard.profile().state(), Some(ProfileState::Writing));
    assert!(!play.wizard.actions().contains(&Act::AddProfile));
    play.answer_with(is_profile, Answer::Profile(Ok(())));
    assert_eq!(play.wizard.profile().state(), Some(ProfileState::Written));
    assert!(!play.wizard.actions().contains(&Act::AddProfile));
}

#[test]
fn a_profile_that_was_not_written_can_be_asked_for_again() {
    let mut play = created();
    for fault in [ProfileFault::Exists, ProfileFault::Unwritable] {
        play.act(Act::AddProfile);
        play.answer_with(is_profile, Answer::Profile(Err(fault)));
        assert_eq!(
            play.wizard.profile().state(),
            Some(ProfileState::Failed(fault))
        );
    }
    play.act(Act::AddProfile);
    play.answer_with(is_profile, Answer::Profile(Ok(())));
    assert_eq!(play.wizard.profile().state(), Some(ProfileState::Written));
}

#[test]
fn the_name_of_another_profile_is_not_proposed_again() {
    let mut play = created();
    let name = |play: &Play| play.wizard.profile().iamb().map(|it| it.name().to_owned());
    for (taken, next) in [
        ("robin", "robin-example.org"),
        ("robin-example.org", "robin-example.org-2"),
    ] {
        assert_eq!(name(&play).as_deref(), Some(taken));
        play.act(Act::AddProfile);
        play.answer_with(is_profile, Answer::Profile(Err(ProfileFault::Exists)));
        assert_eq!(play.wizard.profile().taken_name().as_deref(), Some(taken));
        assert_eq!(name(&play).as_deref(), Some(next));
    }
}

#[test]
fn the_last_page_can_be_left_while_a_profile_is_written() {
    let mut play = created();
    play.act(Act::AddProfile);
    play.act(Act::Leave);
    assert_eq!(play.told.last(), Some(&Effect::Exit(Exit::Done)));
}

#[test]
fn what_came_of_a_profile_is_known_after_the_last_page_too() {
    for (result, state) in [
        (Ok(()), ProfileState::Written),
        (
            Err(ProfileFault::Unreadable),
            ProfileState::Failed(ProfileFault::Unreadable),
        ),
    ] {
        let mut play = created();
        play.act(Act::AddProfile);
        play.act(Act::Leave);
        assert!(play.wizard.profile().is_writing());
        assert!(!play.wizard.waiting().closing, "it is no session");
        play.answer_with(is_profile, Answer::Profile(result));
        assert!(!play.wizard.profile().is_writing());
        assert_eq!(play.wizard.profile().state(), Some(state));
    }
}

#[test]
fn only_a_new_account_gets_a_profile() {
    let mut reset = Play::choosing_a_new_password();
    reset.fill(FieldId::Password, PASSWORD);
    reset.fill(FieldId::PasswordAgain, PASSWORD);
    reset.enter();
    reset.event(Event::Choose(mxid::wizard::Choose::Index(0)));
    reset.enter();
    reset.answer(RESET, demands("S1", &[&[EMAIL]], &[]));
    reset.seconds(6);
    reset.answer(RESET, Ok(mxid::protocol::Reply::PasswordReset));
    assert_eq!(reset.page(), PageId::Done);
    assert!(!reset.wizard.actions().contains(&Act::AddProfile));
}
