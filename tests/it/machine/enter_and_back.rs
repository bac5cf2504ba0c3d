//! Enter is remembered while a request is in flight; Back always works and keeps everything typed.

use mxid::protocol::ErrCode;
use mxid::wizard::{
    Act, Choose, Config, Event, FieldId, Focus, Media, Move, Notice, PageId, ProblemKind,
};

use super::answers::*;
use super::play::Play;

#[test]
fn enter_during_a_look_up_acts_when_the_answer_is_in() {
    let mut play = Play::new();
    play.enter();
    play.type_text("example.org");
    play.seconds(1);
    play.enter();
    assert!(play.wizard.waiting().enter);
    assert_eq!(play.page(), PageId::Server);
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[DUMMY]], &[]));
    assert_eq!(play.page(), PageId::Contact);
}

#[test]
fn an_edit_forgets_the_enter() {
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    play.type_text("United States");
    play.enter();
    play.hold_numbers = true;
    play.type_text("201 555 012");
    play.enter();
    assert!(play.wizard.waiting().enter);
    play.type_text("3");
    play.answer_number();
    assert_eq!(play.page(), PageId::Number);
    play.enter();
    assert_eq!(play.page(), PageId::Account);
}

#[test]
fn back_forgets_the_enter() {
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    play.type_text("United States");
    play.enter();
    play.hold_numbers = true;
    play.type_text("201 555 0123");
    play.enter();
    play.back();
    play.answer_number();
    assert_eq!(play.page(), PageId::Country);
}

#[test]
fn an_enter_on_a_number_that_turns_out_impossible_says_why() {
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    play.type_text("United States");
    play.enter();
    play.hold_numbers = true;
    play.type_text("201");
    play.enter();
    assert_eq!(play.problem(), None);
    play.answer_number();
    assert!(matches!(play.problem(), Some(ProblemKind::Number(_))));
    assert_eq!(play.page(), PageId::Number);
}

#[test]
fn a_number_that_may_be_unassigned_goes_on() {
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    play.type_text("United Kingdom");
    play.enter();
    play.type_text("07700 900123");
    play.enter();
    assert_eq!(play.page(), PageId::Account);
}

#[test]
fn a_search_that_finds_nothing_gives_back_what_was_chosen() {
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    play.event(Event::Choose(Choose::Index(7)));
    let chosen = play.wizard.list_position();
    play.fill(FieldId::Country, "qqqq");
    assert_eq!(play.wizard.list_position(), (0, None));
    play.enter();
    assert_eq!(play.problem(), Some(ProblemKind::NoCountry));
    play.fill(FieldId::Country, "");
    assert_eq!(play.wizard.list_position(), chosen);
    play.enter();
    assert_eq!(play.page(), PageId::Number);
}

#[test]
fn a_filter_that_is_gone_leaves_no_country_that_nobody_chose() {
    let guess = mxid::domain::guess(Some("Europe/Berlin"), None);
    let germany = super::play::country("DE");
    let mut play = Play::with(Config {
        guess,
        ..Config::default()
    });
    play.server("example.org");
    play.answer_lookup();
    play.answer(REGISTER, demands("probe", &[&[MSISDN]], &[]));
    play.contact(Media::PHONE);
    for filter in ["xq", "fr"] {
        for filter in [filter, &filter[..1], ""] {
            play.fill(FieldId::Country, filter);
        }
        assert_eq!(play.wizard.form().country, Some(germany), "{filter}");
        assert!(play.wizard.list_position().1.is_some());
    }
    // The entry under the arrow is chosen.
    play.fill(FieldId::Country, "france");
    play.event(Event::Choose(Choose::Index(0)));
    play.fill(FieldId::Country, "");
    let france = super::play::country("FR");
    assert_eq!(play.wizard.form().country, Some(france));
}

#[test]
fn a_whole_number_at_the_country_question_is_in_its_field() {
    for (filter, country, number) in [
        ("+49 151 23456789", "DE", "+4915123456789"),
        ("0049 151 23456789", "DE", "+4915123456789"),
        ("+1 416", "CA", ""),
        ("Germany", "DE", ""),
    ] {
        let mut play = Play::sign_up(&[&[MSISDN]]);
        play.contact(Media::PHONE);
        play.type_text(filter);
        play.enter();
        assert_eq!(play.page(), PageId::Number, "{filter}");
        assert_eq!(play.wizard.form().text(FieldId::Number), number);
        let chosen = super::play::country(country);
        assert_eq!(play.wizard.form().country, Some(chosen), "{filter}");
        assert_eq!(play.wizard.notice(), None, "{filter}");
    }
    // A number that is there already stays.
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    play.fill(FieldId::Number, "2015550123");
    play.type_text("+49 151 23456789");
    play.enter();
    assert_eq!(play.wizard.form().text(FieldId::Number), "2015550123");
}

#[test]
fn a_number_with_its_own_country_switches_to_it_and_says_so() {
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    play.type_text("United States");
    play.enter();
    play.paste("+44 7700 900123");
    let gb = super::play::country("GB");
    assert_eq!(
        play.wizard.notice(),
        Some(mxid::wizard::Notice::CountrySwitched(gb))
    );
    play.enter();
    assert_eq!(play.wizard.form().country, Some(gb));
    assert_eq!(play.page(), PageId::Account);
}

#[test]
fn a_number_of_another_country_than_the_chosen_one_is_said_when_its_page_opens() {
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    play.type_text("United States");
    play.enter();
    play.paste("+44 7700 900123");
    play.back();
    play.event(Event::Edit(mxid::field::Edit::DeleteToStart));
    play.type_text("United States");
    play.enter();
    let gb = super::play::country("GB");
    assert_eq!(
        play.wizard.notice(),
        Some(mxid::wizard::Notice::CountrySwitched(gb))
    );
}

#[test]
fn what_is_agreed_to_is_agreed_to_on_its_page() {
    let way = &[&[TERMS, EMAIL] as &[&str], &[TERMS, MSISDN]];
    let terms = vec![policy("privacy", "1.0")];
    let mut play = Play::sign_up_with(with_terms(demands("probe", way, &[]), terms));
    assert_eq!(play.page(), PageId::Contact);
    play.event(Event::Choose(Choose::Toggle));
    assert!(play.wizard.form().agreed.is_empty());
}

#[test]
fn back_goes_through_every_page_and_keeps_every_field() {
    let mut play = Play::waiting_for_code();
    let mut pages = vec![play.page()];
    while play.page() != PageId::Task {
        play.back();
        pages.push(play.page());
    }
    assert_eq!(
        pages,
        [
            PageId::Verify,
            PageId::Review,
            PageId::Account,
            PageId::Number,
            PageId::Country,
            PageId::Contact,
            PageId::Server,
            PageId::Task,
        ]
    );
    for (field, text) in [
        (FieldId::Server, "example.org"),
        (FieldId::Country, "United States"),
        // Its spaces are the page's to set.
        (FieldId::Number, "2015550123"),
        (FieldId::Username, "robin"),
        (FieldId::Password, PASSWORD),
        (FieldId::PasswordAgain, PASSWORD),
    ] {
        assert_eq!(play.wizard.form().text(field), text, "{field:?}");
    }
}

#[test]
fn back_never_validates() {
    let mut play = Play::choosing_a_name();
    play.fill(FieldId::Username, "not a name!");
    play.back();
    assert_eq!(play.page(), PageId::Contact);
    assert_eq!(play.problem(), None);
    play.enter();
    assert_eq!(play.wizard.form().text(FieldId::Username), "not a name!");
}

#[test]
fn tab_goes_round_and_enter_on_an_action_does_it() {
    let mut play = Play::waiting_for_link();
    let places = play.wizard.focusables();
    let first = play.wizard.focus();
    for _ in 0..places.len() {
        play.event(Event::Focus(Move::Next));
    }
    assert_eq!(play.wizard.focus(), first);
    play.event(Event::Focus(Move::Previous));
    assert_eq!(Some(&play.wizard.focus()), places.last());
}

#[test]
fn a_field_of_an_earlier_page_cannot_be_filled_from_outside() {
    let mut play = Play::waiting_for_link();
    for (field, text) in [
        (FieldId::Server, "example.org"),
        (FieldId::Email, "robin@example.net"),
        (FieldId::Username, "robin"),
    ] {
        play.fill(field, "elsewhere");
        assert_eq!(play.wizard.form().text(field), text);
    }
    play.seconds(6);
    assert_eq!(play.awaited(), [REGISTER], "still polled");
}

/// Just before the last stage the name is checked again; that check is not about the field.
#[test]
fn a_name_filled_from_outside_does_not_end_the_wait() {
    let mut play = Play::waiting_for_link();
    play.seconds(58);
    play.answer_not_yet();
    play.seconds(6);
    assert_eq!(play.awaited(), [AVAILABLE]);
    play.fill(FieldId::Username, "robin2");
    assert_eq!(play.awaited(), [AVAILABLE]);
    play.answer(AVAILABLE, free());
    assert_eq!(play.awaited(), [REGISTER]);
}

#[test]
fn a_problem_stays_while_another_page_is_filled_from_outside() {
    let mut play = Play::sign_up(&[&[EMAIL]]);
    play.contact(Media::EMAIL);
    play.type_text("robin");
    play.enter();
    assert!(play.problem().is_some());
    play.fill(FieldId::Username, "robin");
    assert!(play.problem().is_some());
    play.fill(FieldId::Email, "robin@example.net");
    assert_eq!(play.problem(), None);
}

#[test]
fn what_had_the_focus_and_is_gone_gives_it_back() {
    let mut play = Play::asking_to_reset();
    play.answer(RESET_EMAIL, refused(400, ErrCode::ThreepidNotFound));
    play.event(Event::Focus(Move::Previous));
    assert_eq!(play.wizard.focus(), Focus::Action(Act::Switch));
    play.fill(FieldId::Email, "robin@example.com");
    assert_eq!(play.wizard.focus(), Focus::Field(FieldId::Email));
}

#[test]
fn who_gave_no_contact_can_still_give_one_from_the_review() {
    let mut play = Play::sign_up(&[&[DUMMY], &[EMAIL]]);
    play.contact(Media::NONE);
    play.account();
    assert_eq!(play.page(), PageId::Review);
    play.act(Act::ChangeAddress);
    assert_eq!(play.page(), PageId::Contact);
    play.contact(Media::EMAIL);
    play.type_text("robin@example.net");
    play.enter();
    assert_eq!(play.page(), PageId::Account, "as it was typed");
    play.enter();
    assert_eq!(play.page(), PageId::Review);
    let plan = play.wizard.plan().expect("a plan");
    assert_eq!(plan.contacts().media(), Media::EMAIL);
}

#[test]
fn a_contact_is_not_offered_where_the_server_takes_none() {
    let mut play = Play::sign_up(&[&[DUMMY]]);
    play.contact(Media::NONE);
    play.account();
    assert!(!play.wizard.actions().contains(&Act::ChangeAddress));
    play.event(Act::ChangeAddress);
    assert_eq!(play.page(), PageId::Review);
}

#[test]
fn any_act_cancels_a_waiting_back() {
    for act in [
        Event::Focus(Move::Next),
        Event::Choose(Choose::Down),
        Event::Continue,
        Event::Act(Act::SendAgain),
        Event::Act(Act::Help),
        Event::Act(Act::Details),
        Event::Act(Act::Leave),
        Event::Fill(FieldId::Server, "example.net".into()),
    ] {
        let mut play = Play::waiting_for_link();
        play.seconds(6);
        play.back();
        assert_eq!(play.wizard.notice(), Some(Notice::BackWaits));
        play.event(act.clone());
        play.answer_not_yet();
        assert_eq!(play.page(), PageId::Verify, "{act:?}");
    }
}

#[test]
fn a_waiting_act_is_done_only_where_it_works_after_the_answer() {
    let mut play = Play::waiting_for_code();
    play.code_accepted();
    play.answer(REGISTER, bare(502));
    play.seconds(10);
    play.answer(REGISTER, bare(502));
    play.back();
    assert_eq!(play.page(), PageId::Review);
    play.enter();
    assert_eq!(play.awaited(), [REGISTER]);
    play.event(Act::ChangeAccount);
    assert_eq!(play.wizard.notice(), Some(Notice::BackWaits));
    // That leads to the number, which is checked there.
    play.hold_numbers = true;
    play.answer(REGISTER, refused(400, ErrCode::ThreepidDenied));
    assert_eq!(play.page(), PageId::Number);
    play.answer_number();
    assert!(play.wizard.form().number_check().is_some());
}

#[test]
fn a_waiting_back_leaves_from_the_page_to_which_the_answer_led() {
    let mut play = Play::creating();
    play.back();
    assert_eq!(play.wizard.notice(), Some(Notice::BackWaits));
    // That leads to the account page.
    play.answer(REGISTER, refused(400, ErrCode::UserInUse));
    assert_eq!(play.page(), PageId::Contact);
    assert_eq!(play.problem(), None);
}
