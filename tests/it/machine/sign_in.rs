//! Signing in, to add a contact.

use mxid::domain::LoginNameError;
use mxid::protocol::{ErrCode, Identifier, LoginFlows, Medium, Reply, Request};
use mxid::wizard::{
    Choose, Config, Event, FieldId, Focus, PageId, Preset, ProblemKind, SignInProblem, Stop, Task,
};

use super::answers::*;
use super::play::Play;
use super::snapshot;

fn typed(name: &str, password: &str) -> Play {
    let mut play = Play::adding();
    play.fill(FieldId::SignInName, name);
    play.fill(FieldId::SignInPassword, password);
    play.enter();
    play
}

fn why(play: &Play) -> Option<SignInProblem> {
    match play.problem() {
        Some(ProblemKind::SignIn(problem)) => Some(problem),
        _ => None,
    }
}

#[test]
fn a_wrong_password_is_said_and_the_next_one_tried() {
    let mut play = Play::adding();
    play.transcript();
    play.sign_in();
    play.answer(LOGIN, refused(403, ErrCode::Forbidden));
    assert_eq!(
        play.wizard.focus(),
        Focus::Field(FieldId::SignInPassword),
        "the likelier slip"
    );
    play.fill(FieldId::SignInPassword, "another password");
    play.enter();
    play.answer(LOGIN, logged_in());
    snapshot!(play);
}

#[test]
fn each_refusal_of_a_login_has_its_own_sentence() {
    for (code, problem) in [
        (ErrCode::Forbidden, SignInProblem::Refused),
        (ErrCode::UserDeactivated, SignInProblem::Deactivated),
        (ErrCode::UserLocked, SignInProblem::Locked),
        (ErrCode::UserSuspended, SignInProblem::Suspended),
    ] {
        let mut play = typed("robin", PASSWORD);
        play.answer(LOGIN, refused(403, code));
        assert_eq!(why(&play), Some(problem));
        assert_eq!(play.page(), PageId::SignIn);
    }
    let mut play = typed("robin", PASSWORD);
    play.answer(LOGIN, unrecognized());
    assert!(matches!(play.wizard.stop(), Some(Stop::NoPasswords)));
}

#[test]
fn a_limit_is_waited_for_and_then_the_login_is_repeated() {
    let mut play = typed("robin", PASSWORD);
    play.answer(LOGIN, limited(Some(20)));
    assert!(matches!(play.problem(), Some(ProblemKind::Limited(_))));
    play.seconds(19);
    assert_eq!(play.awaited(), Vec::<&str>::new());
    play.seconds(2);
    assert_eq!(play.awaited(), [LOGIN]);
    // Another name is another login: it waits for the user.
    let mut play = typed("robin", PASSWORD);
    play.answer(LOGIN, limited(Some(20)));
    play.fill(FieldId::SignInName, "wren");
    play.seconds(30);
    assert_eq!(play.awaited(), Vec::<&str>::new());
}

#[test]
fn an_id_a_name_and_an_address_are_sent_as_what_they_are() {
    for (name, expected) in [
        (
            "@robin:example.org",
            Identifier::User("@robin:example.org".into()),
        ),
        ("Robin", Identifier::User("Robin".into())),
        (
            "Robin@Example.net",
            Identifier::ThirdParty {
                medium: Medium::Email,
                address: "robin@example.net".into(),
            },
        ),
    ] {
        let play = typed(name, "old");
        let Some((_, Request::Login(login))) = play.requests.last() else {
            panic!("no login for {name}");
        };
        assert_eq!(login.identifier, expected);
        assert_eq!(login.device_name.as_deref(), Some("mxid"));
    }
}

#[test]
fn what_cannot_be_a_name_here_is_said_before_anything_is_sent() {
    let elsewhere = SignInProblem::OtherServer(mxid::domain::CleanText::new("example.com"));
    for (name, password, problem, field) in [
        (
            "",
            PASSWORD,
            SignInProblem::Name(LoginNameError::Empty),
            FieldId::SignInName,
        ),
        (
            "@robin:example.com",
            PASSWORD,
            elsewhere,
            FieldId::SignInName,
        ),
        (
            "robin",
            "",
            SignInProblem::NoPassword,
            FieldId::SignInPassword,
        ),
    ] {
        let mut play = typed(name, password);
        if password.is_empty() {
            assert_eq!(why(&play), None, "Enter in the name only moves on");
            assert_eq!(play.wizard.focus(), Focus::Field(FieldId::SignInPassword));
            play.enter();
        }
        assert_eq!(why(&play), Some(problem));
        assert_eq!(play.wizard.focus(), Focus::Field(field));
        assert_eq!(play.count(LOGIN), 1, "the look-up's own");
    }
}

#[test]
fn an_edit_while_the_login_is_out_waits_for_the_person() {
    let mut play = typed("robin", PASSWORD);
    play.fill(FieldId::SignInName, "wren");
    play.answer(LOGIN, logged_in());
    assert_eq!((play.page(), play.awaited()), (PageId::SignIn, vec![]));
    play.enter();
    assert_eq!(play.awaited(), [LOGOUT, LOGIN], "another account");
}

#[test]
fn a_server_without_passwords_is_said_before_any_is_typed() {
    let mut play = Play::new();
    play.event(Event::Choose(Choose::Index(2)));
    play.server("https://matrix.example.org");
    play.answer("/versions", versions());
    let sso = LoginFlows {
        sso: true,
        ..LoginFlows::default()
    };
    play.answer(LOGIN, Ok(Reply::LoginFlows(sso)));
    play.answer("/auth_metadata", unrecognized());
    play.answer("/password_policy", unrecognized());
    assert!(matches!(play.wizard.stop(), Some(Stop::NoPasswords)));
}

#[test]
fn a_matrix_id_in_the_server_field_names_who_signs_in() {
    let mut play = Play::new();
    play.event(Event::Choose(Choose::Index(2)));
    play.enter();
    play.type_text("@robin:example.org");
    play.enter();
    play.answer_lookup();
    let name = play.wizard.form().text(FieldId::SignInName);
    assert_eq!(name, "@robin:example.org");
    assert_eq!(play.wizard.focus(), Focus::Field(FieldId::SignInPassword));
}

#[test]
fn flags_name_who_signs_in_and_what_is_added_but_never_the_password() {
    let mut play = Play::with(Config {
        preset: Preset {
            task: Some(Task::AddContact),
            server: Some("example.org".into()),
            username: Some("robin".into()),
            email: Some("robin@example.net".into()),
            ..Preset::default()
        },
        ..Config::default()
    });
    play.answer_lookup();
    assert_eq!(play.page(), PageId::SignIn);
    assert_eq!(play.wizard.focus(), Focus::Field(FieldId::SignInPassword));
    play.type_text(PASSWORD);
    play.enter();
    play.answer(LOGIN, logged_in());
    play.answer(CAPABILITIES, unrecognized());
    play.answer(ACCOUNT, lost());
    assert_eq!(play.page(), PageId::Review);
    assert!(play.messages().is_empty());
}
