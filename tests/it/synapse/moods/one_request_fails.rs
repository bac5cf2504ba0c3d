//! One request goes wrong on its way, at the program's own pace: the message that was asked for comes once, and the
//! account is made, or the password set, or the address added.

use std::thread;

use crate::faults::fault::{Fault, Span, Target};
use crate::faults::site::Site;
use crate::pages::{choice, says, title};
use crate::synapse::browser;
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

/// The requests that finish something.
mod last {
    pub const SIGN_UP: &str = "POST /register";
    pub const RESET: &str = "POST /account/password";
    pub const ADDITION: &str = "POST /account/3pid/add";
}

/// A fault at the first request for a message at `path`.
fn at_message(path: &str, fault: Fault) -> Option<(Target, Fault, Span)> {
    let name = format!("POST {path}/requestToken");
    Some((Target { name, nth: 0 }, fault, Span::Once))
}

/// Proves an address with a fault at the last request, unless it was before. A look before the proof is a request to
/// the same place: the one after it counts.
fn prove(site: &Site, last: Option<&str>, fault: Fault, proof: impl FnOnce()) {
    if let Some(name) = last {
        site.arm(name, fault);
    }
    proof();
    if last.is_some() {
        site.heal_after_next();
    }
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
    let at_message = at_message("/register/email", fault).filter(|_| !at_last);
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
    prove(&site, at_last.then_some(last::SIGN_UP), fault, || {
        browser::open(mail.link());
    });
    wizard.leave_with(title::DONE, &format!("@{name}:localhost"));
    assert!(site.hits() > 0, "{fault:?} never happened");
    assert_eq!(server.mail.count(&address), 1, "{fault:?}");
    server.assert_account(&name, account.password, &[("email", &address)]);
}

fn by_phone(fault: Fault, at_last: bool, at: usize) {
    let server = homeserver(&OPEN);
    let at_message = at_message("/register/msisdn", fault).filter(|_| !at_last);
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
    prove(&site, at_last.then_some(last::SIGN_UP), fault, || {
        wizard.type_text(&code);
    });
    wizard.leave_with(title::DONE, &format!("@{name}:localhost"));
    assert!(site.hits() > 0, "{fault:?} never happened");
    // Sydent texts whenever it is asked, and each time the same code.
    for text in 1..=server.texts.count(&number) {
        assert_eq!(server.texts.wait_for_nth(&number, text).code(), code);
    }
    server.assert_account(&name, account.password, &[("msisdn", &number)]);
}

fn reset(fault: Fault, at_last: bool, at: usize) {
    let server = homeserver(&OPEN);
    let at_message = at_message("/account/password/email", fault).filter(|_| !at_last);
    let site = Site::plain(&server.url, at_message);
    let (name, address) = (format!("linnet{at}"), format!("linnet{at}@example.org"));
    let (old, new) = ("forgotten long ago 7", "written down now 8");
    server.register_with_email(&name, old, &address);
    let wizard = Wizard::reset_at(&site.url());
    wizard.choose(title::RESET_CONTACT, choice::EMAIL);
    wizard.fill(title::RESET_ADDRESS, &address);
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    if !at_last {
        ask_again(&wizard, fault, says::MAIL_FAILED);
    }
    wizard.choose_new_password(new);
    // The first was that of the sign-up.
    let mail = server.mail.wait_for_nth(&address, 2);
    prove(&site, at_last.then_some(last::RESET), fault, || {
        browser::open_and_confirm(mail.link());
    });
    wizard.leave_with(title::RESET_DONE, "127.0.0.1");
    assert!(site.hits() > 0, "{fault:?} never happened");
    assert_eq!(server.mail.count(&address), 2, "{fault:?}");
    server.assert_account(&name, new, &[("email", &address)]);
    server.login(&name, old).expect(403);
}

fn addition(fault: Fault, at_last: bool, at: usize) {
    let server = homeserver(&OPEN);
    let at_message = at_message("/account/3pid/email", fault).filter(|_| !at_last);
    let site = Site::plain(&server.url, at_message);
    let (name, address) = (format!("siskin{at}"), format!("siskin{at}@example.org"));
    let account = Account {
        name: &name,
        password: "one contact more 7",
    };
    server.register_without_contact(account);
    let wizard = Wizard::sign_in_at(&site.url(), account);
    wizard.choose(title::ADD_CONTACT, choice::EMAIL);
    wizard.fill(title::ADD_ADDRESS, &address);
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    if !at_last {
        ask_again(&wizard, fault, says::MAIL_FAILED);
    }
    wizard.see(title::LINK);
    let mail = server.mail.wait_for(&address);
    prove(&site, at_last.then_some(last::ADDITION), fault, || {
        browser::open(mail.link());
    });
    wizard.leave_with(title::EMAIL_ADDED, &address);
    assert!(site.hits() > 0, "{fault:?} never happened");
    assert_eq!(server.mail.count(&address), 1, "{fault:?}");
    server.assert_account(&name, account.password, &[("email", &address)]);
}

/// Each fault at the request for the message, and at the last: all at once, for some take a minute.
fn whatever_happens(flow: fn(Fault, bool, usize)) {
    thread::scope(|scope| {
        for (at, fault) in FAULTS.into_iter().enumerate() {
            scope.spawn(move || flow(fault, false, 2 * at));
            scope.spawn(move || flow(fault, true, 2 * at + 1));
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

#[test]
fn one_mail_comes_and_the_password_is_set() {
    whatever_happens(reset);
}

#[test]
fn one_mail_comes_and_the_address_is_added() {
    whatever_happens(addition);
}
