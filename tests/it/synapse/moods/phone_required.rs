//! A phone number is required, and the server sends no mails.

use crate::pages::{choice, says, title};
use crate::synapse::servers::homeserver;
use crate::synapse::variants::PHONE_REQUIRED;
use crate::synapse::wizard::{Account, Wizard};

#[test]
fn nothing_else_is_offered_and_the_page_says_why() {
    let server = homeserver(&PHONE_REQUIRED);
    let account = Account {
        name: "linnet",
        password: "wizard by phone alone 7",
    };
    let wizard = Wizard::sign_up(&server);
    wizard.see(title::CONTACT);
    wizard.see(says::NO_ADDRESSES);
    wizard.see(says::CONTACT_WANTED);
    wizard.choose(title::CONTACT, choice::PHONE);
    wizard.fill_number("201 555 0142");
    wizard.fill_account(account);
    wizard.choose(title::REVIEW, choice::SEND_CODE);
    wizard.see(title::CODE);
    wizard.type_text(server.texts.wait_for("12015550142").code());
    wizard.leave_with(title::DONE, "@linnet:localhost");

    assert_eq!(server.texts.count("12015550142"), 1);
    let contact = [("msisdn", "12015550142")];
    server.assert_account(account.name, account.password, &contact);
}

#[test]
fn a_number_in_use_is_said_and_another_goes_on() {
    let server = homeserver(&PHONE_REQUIRED);
    let first = Account {
        name: "serin",
        password: "wizard by phone first 7",
    };
    let wizard = Wizard::sign_up_by_phone(&server, first, "201 555 0143");
    wizard.type_text(server.texts.wait_for("12015550143").code());
    wizard.leave_with(title::DONE, "@serin:localhost");

    let second = Account {
        name: "serin2",
        password: "wizard by phone second 7",
    };
    let wizard = Wizard::ask_sign_up_by_phone(&server, second, "201 555 0143");
    wizard.see(says::NUMBER_IN_USE);
    wizard.replace("201 555 0144");
    wizard.fill(title::ACCOUNT, "");
    wizard.choose(title::REVIEW, choice::SEND_CODE);
    wizard.see(title::CODE);
    wizard.type_text(server.texts.wait_for("12015550144").code());
    wizard.leave_with(title::DONE, "@serin2:localhost");

    assert_eq!(server.texts.count("12015550143"), 1);
    assert_eq!(server.texts.count("12015550144"), 1);
    server.assert_account(first.name, first.password, &[("msisdn", "12015550143")]);
    server.assert_account(second.name, second.password, &[("msisdn", "12015550144")]);
}
