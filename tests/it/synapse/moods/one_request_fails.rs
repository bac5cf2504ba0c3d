//! One request goes wrong on its way, at the program's own pace: the message that was asked for comes once, and the
//! account is made.

use std::thread;

use crate::faults::fault::{Fault, Span, Target};
use crate::faults::site::Site;
use crate::synapse::browser;
use crate::synapse::pages::{choice, says, title};
use crate::synapse::servers::homeserver;
use crate::synapse::variants::OPEN;
use crate::synapse::wizard::{Account, Wizard};
use crate::terminal::Key;

const FAULTS: [Fault; 5] = [
    Fault::ResetBefore,
    Fault::ResetAfter,
    Fault::Timeout,
    Fault::LimitedFor,
    Fault::Failed,
];

/// The request that makes the account.
const LAST: &str = "POST /register";

/// A fault at the one request for a message of this kind.
fn at_message(kind: &str, fault: Fault) -> Option<(Target, Fault, Span)> {
    let name = format!("POST /register/{kind}/requestToken");
    Some((Target { name, nth: 0 }, fault, Span::Once))
}

/// Reads what a server says for itself when it fails, and asks again as the page says.
fn ask_again(wizard: &Wizard, fault: Fault, words: &str) {
    if fault == Fault::Failed {
        wizard.see(words);
        wizard.press(Key::Enter);
    }
}

fn by_email(fault: Fault, at_last: bool, at: usize) {
    let server = homeserver(&OPEN);
    let at_message = at_message("email", fault).filter(|_| !at_last);
    let site = Site::plain(&server.url, at_message);
    let (name, address) = (format!("dunlin{at}"), format!("dunlin{at}@example.org"));
    let account = Account {
        name: &name,
        password: "wizard undeterred 7",
    };
    let wizard = Wizard::sign_up_at(&site.url());
    wizard.choose(title::CONTACT, choice::EMAIL);
    wizard.fill(title::ADDRESS, &address);
    wizard.fill_account(account);
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    if !at_last {
        ask_again(&wizard, fault, says::MAIL_FAILED);
    }
    wizard.see(title::LINK);
    let mail = server.mail.wait_for(&address);
    browser::open(mail.link());
    if at_last {
        site.arm(LAST, fault);
        site.heal_after_next();
    }
    wizard.leave_with(title::DONE, &format!("@{name}:localhost"));
    assert!(site.hits() > 0, "{fault:?} never happened");
    assert_eq!(server.mail.count(&address), 1, "{fault:?}");
    server.assert_account(&name, account.password, &[("email", &address)]);
}

fn by_phone(fault: Fault, at_last: bool, at: usize) {
    let server = homeserver(&OPEN);
    let at_message = at_message("msisdn", fault).filter(|_| !at_last);
    let site = Site::plain(&server.url, at_message);
    let (name, number) = (format!("plover{at}"), format!("120155501{:02}", 60 + at));
    let account = Account {
        name: &name,
        password: "wizard undeterred 7",
    };
    let wizard = Wizard::sign_up_at(&site.url());
    wizard.choose(title::CONTACT, choice::PHONE);
    wizard.fill_number(number.trim_start_matches('1'));
    wizard.fill_account(account);
    wizard.choose(title::REVIEW, choice::SEND_CODE);
    if !at_last {
        ask_again(&wizard, fault, says::TEXT_FAILED);
    }
    wizard.see(title::CODE);
    let code = server.texts.wait_for(&number).code().to_owned();
    if at_last {
        site.arm(LAST, fault);
        wizard.type_text(&code);
        site.heal_after_next();
    } else {
        wizard.type_text(&code);
    }
    wizard.leave_with(title::DONE, &format!("@{name}:localhost"));
    assert!(site.hits() > 0, "{fault:?} never happened");
    // Sydent texts whenever it is asked, and each time the same code.
    for text in 1..=server.texts.count(&number) {
        assert_eq!(server.texts.wait_for_nth(&number, text).code(), code);
    }
    server.assert_account(&name, account.password, &[("msisdn", &number)]);
}

/// Each fault at the request for the message, and at the last: all at once, for some take a minute.
fn whatever_happens(sign_up: fn(Fault, bool, usize)) {
    thread::scope(|scope| {
        for (at, fault) in FAULTS.into_iter().enumerate() {
            scope.spawn(move || sign_up(fault, false, 2 * at));
            scope.spawn(move || sign_up(fault, true, 2 * at + 1));
        }
    });
}

#[test]
fn one_mail_comes_and_the_account_is_made() {
    whatever_happens(by_email);
}

#[test]
fn one_code_comes_and_the_account_is_made() {
    whatever_happens(by_phone);
}
