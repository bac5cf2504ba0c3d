//! Creating an account, from the first key to the Matrix ID.

use mxid::domain::{CleanText, UserId};
use mxid::protocol::{ErrCode, Policy, Registered, Reply, Request, Translation};
use mxid::wizard::{Done, FieldId, Media, PageId, ProblemKind, SessionEnd};
use url::Url;

use super::answers::*;
use super::play::Play;
use super::snapshot;

#[test]
fn by_phone_with_a_code() {
    let mut play = Play::new();
    play.server("example.org");
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[DUMMY], &[MSISDN]], &[]));
    play.by_phone();
    play.account();
    play.reviewed(&[&[DUMMY], &[MSISDN]]);
    play.answer(REGISTER_PHONE, by_code("1"));
    play.seconds(20);
    play.code_accepted();
    play.answer(REGISTER, registered());
    snapshot!(play);
}

#[test]
fn by_email_with_a_link() {
    let mut play = Play::sign_up(&[&[EMAIL]]);
    play.by_email();
    play.account();
    play.transcript();
    play.reviewed(&[&[EMAIL]]);
    play.answer(REGISTER_EMAIL, by_link("1"));
    for _ in 0..3 {
        play.seconds(6);
        play.answer_not_yet();
    }
    play.seconds(6);
    play.answer(REGISTER, registered());
    snapshot!(play);
}

#[test]
fn with_both_contacts_one_after_the_other() {
    let mut play = Play::sign_up(BY_BOTH);
    play.by_both();
    play.account();
    play.transcript();
    play.prove_the_phone();
    play.answer(REGISTER_EMAIL, by_link("2"));
    play.seconds(6);
    play.answer(REGISTER, registered());
    snapshot!(play);
}

#[test]
fn without_a_contact() {
    let mut play = Play::sign_up(&[&[DUMMY], &[EMAIL]]);
    play.contact(Media::NONE);
    play.account();
    play.transcript();
    play.reviewed(&[&[DUMMY], &[EMAIL]]);
    play.answer(REGISTER, registered());
    snapshot!(play);
}

#[test]
fn with_a_registration_token_and_terms() {
    let way: &[&[&str]] = &[&[TOKEN, TERMS, EMAIL]];
    let terms = || vec![policy("privacy", "1"), policy("rules", "3")];
    let mut play = Play::sign_up_with(with_terms(demands("probe", way, &[]), terms()));
    play.by_email();
    play.account();
    play.transcript();
    play.type_text("let-me-in");
    play.enter();
    play.answer(TOKEN_CHECK, Ok(Reply::TokenValid(true)));
    play.enter();
    play.enter();
    play.enter();
    play.answer(REGISTER, with_terms(demands("S1", way, &[]), terms()));
    play.answer(REGISTER, demands("S1", way, &[TOKEN]));
    play.answer(REGISTER, demands("S1", way, &[TOKEN, TERMS]));
    play.answer(REGISTER_EMAIL, by_link("1"));
    play.seconds(6);
    play.answer(REGISTER, registered());
    snapshot!(play);
}

#[test]
fn no_message_is_sent_before_its_stage_is_next() {
    let way: &[&[&str]] = &[&[TERMS, EMAIL]];
    let terms = || vec![policy("privacy", "1")];
    let mut play = Play::sign_up_with(with_terms(demands("probe", way, &[]), terms()));
    play.by_email();
    play.account();
    play.enter();
    play.enter();
    play.answer(REGISTER, with_terms(demands("S1", way, &[]), terms()));
    assert_eq!(play.awaited(), [REGISTER], "the terms are answered first");
    assert_eq!(play.messages(), []);
    play.answer(REGISTER, demands("S1", way, &[TERMS]));
    assert_eq!(play.awaited(), [REGISTER_EMAIL]);
}

/// Synapse's usual flows: it makes the account as soon as one of them is done, and `msisdn` alone
/// is one.
#[test]
fn a_way_that_ends_before_its_second_contact_is_not_offered() {
    let play = Play::sign_up(&[&[DUMMY], &[EMAIL], &[MSISDN], &[MSISDN, EMAIL]]);
    assert_eq!(play.page(), PageId::Contact);
    assert_eq!(
        play.wizard.contact_choices(),
        [Media::PHONE, Media::EMAIL, Media::NONE]
    );
}

#[test]
fn only_a_proven_contact_is_reported() {
    let mut play = Play::sign_up(BY_BOTH);
    play.by_both();
    play.account();
    play.reviewed(BY_BOTH);
    play.answer(REGISTER_PHONE, by_code("1"));
    play.code_accepted();
    // The server is content sooner than it said.
    play.answer(REGISTER, registered());
    let Some(Done::Created { contacts, .. }) = play.wizard.done() else {
        panic!("not done: {:?}", play.page());
    };
    assert_eq!(contacts.media(), Media::PHONE);
}

#[test]
fn of_two_ways_the_one_without_a_token_is_taken() {
    let ways: &[&[&str]] = &[&[TOKEN, EMAIL], &[TERMS, EMAIL]];
    let terms = || vec![policy("privacy", "1")];
    let mut play = Play::sign_up_with(with_terms(demands("probe", ways, &[]), terms()));
    play.by_email();
    play.account();
    assert_eq!(play.page(), PageId::Terms);
    play.enter();
    play.enter();
    play.answer(REGISTER, with_terms(demands("S1", ways, &[]), terms()));
    play.answer(REGISTER, demands("S1", ways, &[TERMS]));
    assert_eq!(play.awaited(), [REGISTER_EMAIL]);
}

#[test]
fn terms_that_changed_meanwhile_need_their_own_agreement() {
    let way: &[&[&str]] = &[&[TERMS]];
    let probe = with_terms(demands("probe", way, &[]), vec![policy("privacy", "1")]);
    let mut play = Play::sign_up_with(probe);
    play.contact(Media::NONE);
    play.account();
    play.enter();
    play.enter();
    let newer = || with_terms(demands("S1", way, &[]), vec![policy("privacy", "2")]);
    play.answer(REGISTER, newer());
    assert_eq!(play.page(), PageId::Terms);
    assert_eq!(play.problem(), Some(ProblemKind::NotAgreed));
    assert_eq!(play.awaited(), [""; 0], "nothing was agreed to");
    play.enter();
    play.enter();
    play.answer(REGISTER, newer());
    play.answer(REGISTER, registered());
    assert_eq!(play.page(), PageId::Done);
}

/// A policy in German and English, the German first as its tag is.
fn in_two_languages(english: (&str, &str)) -> Policy {
    let document = |language: &str, (name, url): (&str, &str)| Translation {
        language: language.into(),
        name: CleanText::new(name),
        url: Url::parse(url).expect("a URL"),
    };
    Policy {
        id: CleanText::new("privacy"),
        version: Some(CleanText::new("1")),
        translations: vec![
            document("de", ("Datenschutz", "https://example.org/de")),
            document("en", english),
        ],
    }
}

#[test]
fn agreement_is_to_the_document_that_was_shown() {
    let way: &[&[&str]] = &[&[TERMS]];
    let shown = ("Privacy", "https://example.org/en");
    let others = [
        ("Privacy", "https://example.org/en-2"),
        ("Privacy and more", "https://example.org/en"),
    ];
    for (english, agrees) in others
        .map(|other| (other, false))
        .into_iter()
        .chain([(shown, true)])
    {
        let with = |answer, english| with_terms(answer, vec![in_two_languages(english)]);
        let mut play = Play::sign_up_with(with(demands("probe", way, &[]), shown));
        play.contact(Media::NONE);
        play.account();
        play.enter();
        play.enter();
        play.answer(REGISTER, with(demands("S1", way, &[]), english));
        let page = if agrees {
            PageId::Review
        } else {
            PageId::Terms
        };
        assert_eq!(play.page(), page, "{english:?}");
    }
}

#[test]
fn a_session_that_the_server_opened_unasked_is_closed() {
    let mut play = Play::creating();
    play.answer(
        REGISTER,
        Ok(Reply::Registered(Registered {
            user_id: UserId::parse("@robin:example.org").expect("a Matrix ID"),
            access_token: Some("a token".into()),
        })),
    );
    assert_eq!(play.page(), PageId::Done);
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closing));
    play.answer("/logout", Ok(Reply::LoggedOut));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closed));
}

#[test]
fn an_account_that_waits_for_an_administrator_is_a_success() {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    play.answer(REGISTER, refused(403, ErrCode::AwaitingApproval));
    assert!(matches!(
        play.wizard.done(),
        Some(Done::AwaitingApproval { .. })
    ));
}

#[test]
fn no_session_is_asked_for_and_the_body_never_changes() {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    play.answer(REGISTER, registered());
    let mut bodies = play.requests.iter().filter_map(|(_, r)| match r {
        Request::Register(r) => Some(r.clone()),
        _ => None,
    });
    let first = bodies.next().expect("a request");
    assert_eq!(first.auth, None);
    assert!(first.inhibit_login);
    for mut body in bodies {
        assert!(body.auth.take().is_some());
        assert_eq!(body, first);
    }
}

#[test]
fn nothing_secret_outlives_success() {
    let mut play = Play::waiting_for_link();
    play.seconds(6);
    play.answer(REGISTER, registered());
    for field in [FieldId::Password, FieldId::PasswordAgain, FieldId::Code] {
        assert_eq!(play.wizard.form().text(field), "", "{field:?}");
    }
}

/// A server that counts every stage as done and still answers 401.
#[test]
fn a_finished_exchange_is_not_finished_for_ever() {
    let mut play = Play::creating();
    play.answer(REGISTER, demands("S1", &[&[DUMMY]], &[DUMMY]));
    play.answer(REGISTER, demands("S1", &[&[DUMMY]], &[DUMMY]));
    assert_eq!(play.problem(), Some(ProblemKind::Refused));
    assert_eq!(play.awaited(), [""; 0]);
}

/// The name is checked and the exchange opened at the same time, so that continuing from the review
/// takes one round trip however quick the user is.
#[test]
fn the_account_page_asks_for_everything_that_the_review_will_need() {
    let mut play = Play::sign_up(&[&[EMAIL]]);
    play.by_email();
    play.name_and_password();
    assert_eq!(play.awaited(), [AVAILABLE, REGISTER]);
    play.answer(AVAILABLE, free());
    assert_eq!(
        play.page(),
        PageId::Review,
        "the other answer is not waited for"
    );
    play.answer(REGISTER, demands("S1", &[&[EMAIL]], &[]));
    assert!(
        play.messages().is_empty(),
        "nothing is sent before the review"
    );
    play.enter();
    assert_eq!(play.awaited(), [REGISTER_EMAIL]);
}
