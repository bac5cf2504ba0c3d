//! A contact is added to an account that is there already.

use crate::pages::{choice, says, title};
use crate::synapse::browser;
use crate::synapse::servers::homeserver;
use crate::synapse::variants::OPEN;
use crate::synapse::wizard::{Account, Wizard};
use crate::terminal::Key;

#[test]
fn by_email_when_the_link_is_opened() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "merlin",
        password: "one contact more 7",
    };
    let address = "merlin@example.org";
    server.register_without_contact(account);
    let wizard = Wizard::add_email(&server, account, address);
    wizard.see(title::LINK);
    // The password is taken now, and the address is not proved yet.
    wizard.press(Key::Enter);
    wizard.see(says::NOT_YET);
    browser::open(server.mail.wait_for(address).link());
    let written = wizard.leave_with(title::EMAIL_ADDED, address);

    assert!(!written.contains(account.password));
    assert_eq!(server.mail.count(address), 1);
    server.assert_account(account.name, account.password, &[("email", address)]);
}

#[test]
fn by_phone_with_the_code_from_the_text() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "kestrel",
        password: "one number more 7",
    };
    let address = "kestrel@example.org";
    server.register_with_email(account.name, account.password, address);
    // The address on the account is a name to sign in with, too.
    let by_address = Account {
        name: address,
        ..account
    };
    let wizard = Wizard::sign_in(&server, by_address);
    wizard.choose(title::ADD_CONTACT, choice::PHONE);
    wizard.fill_number("201 555 0151");
    wizard.choose(title::REVIEW, choice::SEND_CODE);
    wizard.see(title::CODE);
    wizard.type_text(server.texts.wait_for("12015550151").code());
    wizard.leave_with(title::NUMBER_ADDED, "555-0151");

    assert_eq!(server.texts.count("12015550151"), 1);
    let contacts = [("email", address), ("msisdn", "12015550151")];
    server.assert_account(account.name, account.password, &contacts);
}

#[test]
fn a_wrong_password_leaves_room_for_the_right_one() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "hobby",
        password: "one typing error 7",
    };
    let address = "hobby@example.org";
    server.register_without_contact(account);
    let wrong = Account {
        password: "one typing eror 7",
        ..account
    };
    let wizard = Wizard::ask_sign_in(&server, wrong);
    wizard.see(says::SIGN_IN_REFUSED);
    wizard.replace(account.password);
    wizard.choose(title::ADD_CONTACT, choice::EMAIL);
    wizard.fill(title::ADD_ADDRESS, address);
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for(address).link());
    wizard.leave_with(title::EMAIL_ADDED, address);

    server.assert_account(account.name, account.password, &[("email", address)]);
}

#[test]
fn an_address_of_another_account_is_refused_and_another_one_goes_on() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "osprey",
        password: "somebody's already 7",
    };
    let (theirs, ours) = ("buzzard@example.org", "osprey@example.org");
    server.register_with_email("buzzard", "not yours at all 7", theirs);
    server.register_without_contact(account);
    let wizard = Wizard::add_email(&server, account, theirs);
    wizard.see(says::EMAIL_IN_USE);
    wizard.replace(ours);
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for(ours).link());
    wizard.leave_with(title::EMAIL_ADDED, ours);

    assert_eq!(server.mail.count(theirs), 1, "the account's own");
    assert_eq!(server.mail.count(ours), 1);
    server.assert_account(account.name, account.password, &[("email", ours)]);
    server.assert_account("buzzard", "not yours at all 7", &[("email", theirs)]);
}

#[test]
fn an_address_on_the_account_already_is_told_before_any_message() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "harrier",
        password: "twice the same 7",
    };
    let address = "harrier@example.org";
    server.register_with_email(account.name, account.password, address);
    let wizard = Wizard::sign_in(&server, account);
    wizard.choose(title::ADD_CONTACT, choice::EMAIL);
    wizard.fill(title::ADD_ADDRESS, address);
    wizard.see(says::ON_ACCOUNT);
    wizard.leave_at_once();

    assert_eq!(server.mail.count(address), 1, "the account's own");
    server.assert_account(account.name, account.password, &[("email", address)]);
}

#[test]
fn leaving_half_way_closes_the_session_and_adds_nothing() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "goshawk",
        password: "on second thoughts 7",
    };
    let address = "goshawk@example.org";
    server.register_without_contact(account);
    let wizard = Wizard::add_email(&server, account, address);
    wizard.see(title::LINK);
    server.mail.wait_for(address);
    assert_eq!(server.sessions(account.name), 1);
    wizard.leave_at_once();

    assert_eq!(server.sessions(account.name), 0);
    assert_eq!(server.mail.count(address), 1);
    server.assert_account(account.name, account.password, &[]);
}
