//! Passwords have rules.

use crate::pages::{choice, says, title};
use crate::synapse::browser;
use crate::synapse::servers::homeserver;
use crate::synapse::variants::PASSWORD_RULES;
use crate::synapse::wizard::{Account, Wizard};
use crate::terminal::Key;

/// Passwords that break one rule each, and what the page says of them; the last one breaks none.
const PASSWORDS: [(&str, &str); 6] = [
    ("Short words", says::TOO_SHORT),
    ("Long enough words!", says::NEEDS_DIGIT),
    ("LongEnoughWords7", says::NEEDS_SYMBOL),
    ("long enough words 7!", says::NEEDS_CAPITAL),
    ("LONG ENOUGH WORDS 7!", says::NEEDS_SMALL),
    ("Long enough words 7!", title::REVIEW),
];

#[test]
fn each_rule_is_named_on_the_page_and_nothing_is_mailed_before_all_are_kept() {
    let server = homeserver(&PASSWORD_RULES);
    let address = "grebe@example.org";
    let wizard = Wizard::sign_up(&server);
    wizard.choose(title::CONTACT, choice::EMAIL);
    wizard.fill(title::ADDRESS, address);
    let [(first, said), rest @ ..] = PASSWORDS;
    wizard.fill_account(Account {
        name: "grebe",
        password: first,
    });
    wizard.see(said);
    for (password, said) in rest {
        // The problem leads to the first of the two fields.
        wizard.press(Key::Ctrl('u'));
        wizard.type_text(password);
        wizard.press(Key::Tab);
        wizard.replace(password);
        wizard.see(said);
    }
    assert_eq!(server.mail.count(address), 0);
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for(address).link());
    wizard.leave_with(title::DONE, "@grebe:localhost");

    assert_eq!(server.mail.count(address), 1);
    server.assert_account("grebe", "Long enough words 7!", &[("email", address)]);
}

#[test]
fn a_reset_keeps_to_the_rules_too() {
    let server = homeserver(&PASSWORD_RULES);
    let (address, old, new) = (
        "smew@example.org",
        "Forgotten words 7!",
        "Remembered words 8!",
    );
    server.register_with_email("smew", old, address);
    let wizard = Wizard::ask_reset_by_email(&server, address);
    wizard.fill(title::NEW_PASSWORD, "Remembered words!");
    wizard.see(says::NEEDS_DIGIT);
    wizard.press(Key::Ctrl('u'));
    wizard.choose_new_password(new);
    browser::open_and_confirm(server.mail.wait_for_nth(address, 2).link());
    wizard.leave_with(title::RESET_DONE, server.host());

    assert_eq!(server.mail.count(address), 2);
    server.assert_account("smew", new, &[("email", address)]);
    server.login("smew", old).expect(403);
}
