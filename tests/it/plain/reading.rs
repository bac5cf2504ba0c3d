//! The meaning of a line, as an answer to the question.

use mxid::field::Typed;
use mxid::plain::{Doing, Face};
use mxid::screen::{Act, Block, Command, FieldId, Screen, Surroundings, describe};
use mxid::wizard::{Media, Time};

use super::{TEXTS, named, read};
use crate::machine::answers::MSISDN;
use crate::machine::play::Play;
use crate::screens::scenes;

fn fill(field: FieldId, text: &str) -> Doing {
    Doing::Fill(field, Typed::from(text))
}

fn on(family: &str, name: &str) -> Screen {
    named(family, name).in_words
}

#[test]
fn a_number_chooses_and_an_empty_line_takes_what_is_chosen() {
    let task = on("goal", "first");
    assert_eq!(read("2", &task), Doing::Choose(1));
    assert_eq!(read(" 3. ", &task), Doing::Choose(2));
    assert_eq!(read("", &task), Doing::GoOn);
    for nothing in ["4", "0", "-1", "two", "99999999999999999999999"] {
        assert_eq!(read(nothing, &task), Doing::Nothing, "{nothing}");
    }
}

#[test]
fn words_work_where_their_commands_do_whatever_their_case() {
    let code = on("verify_by_code", "empty");
    for (word, command) in [
        ("again", Command::Act(Act::SendAgain)),
        ("BACK", Command::Back),
        (" help ", Command::Act(Act::Help)),
        ("details", Command::Act(Act::Details)),
        ("leave", Command::Act(Act::Leave)),
        ("repeat", Command::Redraw),
    ] {
        assert_eq!(read(word, &code), Doing::Command(command), "{word}");
    }
    let task = on("goal", "first");
    assert_eq!(read("again", &task), Doing::Nothing);
    assert_eq!(
        read("quit", &task),
        Doing::Command(Command::Act(Act::Leave))
    );
}

#[test]
fn a_text_is_a_text_unless_it_is_a_word_that_works() {
    let account = on("account", "empty");
    let name = |line: &str| read(line, &account);
    assert_eq!(name("robin"), fill(FieldId::Username, "robin"));
    assert_eq!(name("2"), fill(FieldId::Username, "2"));
    // No message was sent that could be sent again, but a user who types this wants no such name.
    assert_eq!(name("again"), Doing::Nothing);
    assert_eq!(name("=again"), fill(FieldId::Username, "again"));
    for word in ["leave", "quit", "exit"] {
        assert_eq!(name(word), Doing::Command(Command::Act(Act::Leave)));
    }
    assert_eq!(name("=quit"), fill(FieldId::Username, "quit"));
    assert_eq!(name("?"), Doing::Command(Command::Act(Act::Help)));
    // This is no word where a text is asked for.
    assert_eq!(name("yes"), fill(FieldId::Username, "yes"));
    assert_eq!(name("back"), Doing::Command(Command::Back));
    assert_eq!(name("=back"), fill(FieldId::Username, "back"));
    assert_eq!(name("==back"), fill(FieldId::Username, "=back"));
    assert_eq!(name("=robin"), fill(FieldId::Username, "=robin"));
    assert_eq!(name(""), Doing::Keep(FieldId::Username));
}

#[test]
fn a_word_that_does_nothing_is_no_server_address_code_country_or_number() {
    for (family, name, field) in [
        ("server", "empty", FieldId::Server),
        ("address", "empty", FieldId::Email),
        ("sign_in", "empty", FieldId::SignInName),
    ] {
        let screen = on(family, name);
        assert_eq!(read("again", &screen), Doing::Nothing, "{family}");
        assert_eq!(read("=again", &screen), fill(field, "again"), "{family}");
    }
    let code = on("verify_by_code", "empty");
    assert_eq!(read("more", &code), Doing::Nothing);
    assert_eq!(read("=more", &code), fill(FieldId::Code, "more"));
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    play.fill(mxid::wizard::FieldId::Country, "swed");
    let country = describe(&play.wizard, &Surroundings::default(), &TEXTS);
    assert_eq!(read("more", &country), Doing::Nothing);
    play.enter();
    let number = describe(&play.wizard, &Surroundings::default(), &TEXTS);
    assert_eq!(read("More", &number), Doing::Nothing);
}

#[test]
fn the_name_or_the_code_of_a_country_is_its_choice() {
    let mut play = Play::sign_up(&[&[MSISDN]]);
    play.contact(Media::PHONE);
    let mut names_one = |text| {
        play.fill(mxid::wizard::FieldId::Country, text);
        let screen = describe(&play.wizard, &Surroundings::default(), &TEXTS);
        mxid::plain::names_one(&screen)
    };
    for one in ["DE", "de", "GB", "Germany", "swed"] {
        assert!(names_one(one), "{one}");
    }
    for several in ["", "d", "ger"] {
        assert!(!names_one(several), "{several}");
    }
}

#[test]
fn a_password_is_taken_to_the_letter() {
    let mut play = Play::choosing_a_name();
    play.type_text("robin");
    play.enter();
    let password = describe(&play.wizard, &Surroundings::default(), &TEXTS);
    let typed = |line: &str| read(line, &password);
    assert_eq!(typed(" a b "), fill(FieldId::Password, " a b "));
    assert_eq!(typed("Back"), fill(FieldId::Password, "Back"));
    assert_eq!(typed("=1x"), fill(FieldId::Password, "=1x"));
    assert_eq!(typed("2"), fill(FieldId::Password, "2"));
    assert_eq!(typed("back"), Doing::Command(Command::Back));
}

#[test]
fn a_document_is_agreed_to_by_its_number_and_no_other() {
    let terms = on("token_and_terms", "terms: none agreed");
    assert_eq!(read("2", &terms), Doing::Toggle(1));
    for nothing in ["3", "77", "0"] {
        assert_eq!(read(nothing, &terms), Doing::Nothing, "{nothing}");
    }
}

#[test]
fn a_pass_phrase_is_made_where_a_password_is_asked_for() {
    let mut play = Play::choosing_a_name();
    let shown = |play: &Play| describe(&play.wizard, &Surroundings::default(), &TEXTS);
    let name = fill(FieldId::Username, "phrase");
    assert_eq!(read("phrase", &shown(&play)), Doing::Nothing);
    assert_eq!(read("=phrase", &shown(&play)), name);
    play.type_text("robin");
    play.enter();
    let made = Doing::Command(Command::Act(Act::MakePassPhrase));
    assert_eq!(read("phrase", &shown(&play)), made);
    let password = fill(FieldId::Password, "phrase");
    assert_eq!(read("=phrase", &shown(&play)), password);
}

#[test]
fn what_is_typed_is_not_in_the_debug_form() {
    let shown = format!("{:?}", fill(FieldId::Password, "violet-anvil-teapot-9"));
    assert!(!shown.contains("violet"), "{shown}");
}

#[test]
fn a_number_of_the_list_is_a_country_and_any_other_filters() {
    let country = on("country", "a guess");
    assert_eq!(read("1", &country), Doing::Choose(0));
    assert_eq!(read("49", &country), fill(FieldId::Country, "49"));
    assert_eq!(read("+1", &country), fill(FieldId::Country, "+1"));
    assert_eq!(read("more", &country), Doing::Command(Command::PageDown));
    let mut face = Face::default();
    let now = Time::default();
    face.news(&country, now, &TEXTS);
    assert_eq!(
        face.read("12", &country, &TEXTS),
        fill(FieldId::Country, "12")
    );
    face.list_more(&country);
    let more = face.news(&country, now, &TEXTS);
    assert!(more[0].starts_with("10. "), "{more:?}");
    assert_eq!(face.read("12", &country, &TEXTS), Doing::Choose(11));
}

#[test]
fn a_code_is_found_in_the_message_that_brought_it() {
    let code = on("verify_by_code", "empty");
    let filled = |line: &str| read(line, &code);
    assert_eq!(filled("417 203"), fill(FieldId::Code, "417203"));
    assert_eq!(
        filled("Your code is 417203."),
        fill(FieldId::Code, "417203")
    );
    assert_eq!(filled("4f-k21"), fill(FieldId::Code, "4f-k21"));
    assert_eq!(filled("1"), Doing::Command(Command::Act(Act::SendAgain)));
    assert_eq!(filled(""), Doing::Keep(FieldId::Code));
}

#[test]
fn what_only_a_drawn_screen_can_do_is_no_action() {
    let done = on("done", "by email");
    assert_eq!(read("1", &done), Doing::Command(Command::Act(Act::Leave)));
    assert_eq!(read("2", &done), Doing::Act(Act::AddProfile));
    assert_eq!(read("3", &done), Doing::Nothing);
    assert_eq!(read("copy", &done), Doing::Nothing);
}

#[test]
fn before_leaving_an_empty_line_stays() {
    let leave = on("over_a_page", "leave: sent");
    assert_eq!(read("", &leave), Doing::Command(Command::Back));
    assert_eq!(read("stay", &leave), Doing::Command(Command::Back));
    assert_eq!(
        read("leave", &leave),
        Doing::Command(Command::Act(Act::Leave))
    );
    assert_eq!(read("yes", &leave), Doing::Command(Command::Back));
}

/// Any line on any page means something that can be done there, or nothing.
#[test]
fn every_line_on_every_screen_is_read() {
    let words = [
        "back",
        "again",
        "more",
        "open",
        "no",
        "=",
        "==help",
        "3",
        "77",
        "Z\u{e9}\u{301}",
        "\u{7f}\t",
    ];
    let numbers = (0..12).map(|number| number.to_string());
    let lines: Vec<String> = words
        .map(str::to_owned)
        .into_iter()
        .chain(numbers)
        .collect();
    for scene in scenes::all().into_iter().flat_map(|family| family.scenes) {
        let screen = &scene.in_words;
        let offered: Vec<Act> = screen
            .blocks
            .iter()
            .flat_map(|block| match block {
                Block::Actions(items) => items.iter().map(|item| item.act).collect(),
                _ => Vec::new(),
            })
            .collect();
        for line in &lines {
            match read(line, screen) {
                Doing::Act(action) => {
                    assert!(offered.contains(&action), "{}: {line}", scene.name);
                    assert!(!matches!(action, Act::Copy | Act::ShowQr));
                }
                Doing::Command(command) => {
                    let own = matches!(
                        command,
                        Command::Act(Act::Leave) | Command::Redraw | Command::PageDown
                    );
                    assert!(own || screen.allows(command), "{}: {line}", scene.name);
                }
                Doing::Choose(at) | Doing::Toggle(at) => {
                    let entries = screen.blocks.iter().map(|block| match block {
                        Block::Choices(list) => list.items.len(),
                        Block::Checks(checks) => checks.len(),
                        _ => 0,
                    });
                    assert!(at < entries.sum(), "{}: {line}", scene.name);
                }
                Doing::GoOn | Doing::Keep(_) | Doing::Fill(..) | Doing::Nothing => {}
            }
        }
    }
}

#[test]
fn what_is_asked_is_not_guessed_from_what_a_screen_looks_like() {
    let mut task = on("goal", "first");
    let leave = task
        .keys
        .iter()
        .position(|hint| hint.command == Command::Act(Act::Leave));
    task.keys.swap(0, leave.expect("it can be left"));
    assert_eq!(read("2", &task), Doing::Choose(1));
    let mut country = on("country", "a guess");
    for block in &mut country.blocks {
        match block {
            Block::Field(filter) => filter.text = "zz".to_owned(),
            Block::Choices(list) => list.items[0].aside = "ZZ".to_owned(),
            _ => {}
        }
    }
    assert!(!mxid::plain::names_one(&country));
}
