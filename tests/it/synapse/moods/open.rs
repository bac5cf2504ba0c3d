//! Anybody may sign up: by email, by phone or by neither; and an email address leads back in.

use crate::pages::{choice, says, title};
use crate::synapse::browser;
use crate::synapse::servers::homeserver;
use crate::synapse::variants::OPEN;
use crate::synapse::wizard::{Account, Wizard};
use crate::terminal::Key;

#[test]
fn signs_up_by_email_when_the_link_is_opened() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "robin",
        password: "wizard by email 7",
    };
    let wizard = Wizard::sign_up_by_email(&server, account, "robin@example.org");
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for("robin@example.org").link());
    let written = wizard.leave_with(title::DONE, "@robin:localhost");

    assert!(!written.contains(account.password));
    assert_eq!(server.mail.count("robin@example.org"), 1);
    let contact = [("email", "robin@example.org")];
    server.assert_account(account.name, account.password, &contact);
}

#[test]
fn signs_up_by_phone_with_the_code_from_the_text() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "wren",
        password: "wizard by phone 7",
    };
    let wizard = Wizard::sign_up_by_phone(&server, account, "201 555 0123");
    wizard.type_text(server.texts.wait_for("12015550123").code());
    let written = wizard.leave_with(title::DONE, "@wren:localhost");

    assert!(!written.contains(account.password));
    assert_eq!(server.texts.count("12015550123"), 1);
    let contact = [("msisdn", "12015550123")];
    server.assert_account(account.name, account.password, &contact);
}

#[test]
fn signs_up_without_a_contact() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "swift",
        password: "wizard by nothing 7",
    };
    let wizard = Wizard::sign_up_without_contact(&server, account);
    let written = wizard.leave_with(title::DONE, "@swift:localhost");

    assert!(!written.contains(account.password));
    server.assert_account(account.name, account.password, &[]);
}

#[test]
fn resets_a_forgotten_password_by_email() {
    let server = homeserver(&OPEN);
    let (old, new) = ("forgotten long ago 7", "written down now 8");
    server.register_with_email("finch", old, "finch@example.org");

    let wizard = Wizard::ask_reset_by_email(&server, "finch@example.org");
    wizard.choose_new_password(new);
    browser::open_and_confirm(server.mail.wait_for_nth("finch@example.org", 2).link());
    let written = wizard.leave_with(title::RESET_DONE, server.host());

    assert!(!written.contains(new));
    assert_eq!(server.mail.count("finch@example.org"), 2);
    server.assert_account("finch", new, &[("email", "finch@example.org")]);
    assert_eq!(
        server.login("finch", old).expect(403)["errcode"],
        "M_FORBIDDEN"
    );
}

#[test]
fn a_wrong_code_leaves_room_for_the_right_one() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "plover",
        password: "wizard by phone 8",
    };
    let wizard = Wizard::sign_up_by_phone(&server, account, "201 555 0132");
    let text = server.texts.wait_for("12015550132");
    let wrong = match text.code() {
        "000000" => "000001",
        _ => "000000",
    };
    wizard.type_text(wrong);
    wizard.see(says::CODE_REFUSED);
    wizard.replace(text.code());
    wizard.leave_with(title::DONE, "@plover:localhost");

    assert_eq!(server.texts.count("12015550132"), 1);
    server.assert_account(account.name, account.password, &[("msisdn", "12015550132")]);
}

#[test]
fn a_taken_name_is_said_on_its_page_and_the_passwords_stay() {
    let server = homeserver(&OPEN);
    let old = "somebody else's 7";
    server.register_with_email("crane", old, "crane@example.org");
    let account = Account {
        name: "crane",
        password: "wizard once more 7",
    };
    let wizard = Wizard::sign_up(&server);
    wizard.choose(title::CONTACT, choice::NO_CONTACT);
    wizard.fill_account(account);
    wizard.see(says::NAME_TAKEN);
    wizard.replace("crane2");
    wizard.choose(title::REVIEW, choice::CREATE);
    wizard.leave_with(title::DONE, "@crane2:localhost");

    server.assert_account("crane2", account.password, &[]);
    server.assert_account("crane", old, &[("email", "crane@example.org")]);
}

#[test]
fn an_address_in_use_leads_to_the_reset_of_its_account() {
    let server = homeserver(&OPEN);
    let (address, old, new) = ("stork@example.org", "forgotten again 7", "found again 8");
    server.register_with_email("stork", old, address);
    let account = Account {
        name: "stork2",
        password: "for a second account 7",
    };
    let wizard = Wizard::sign_up_by_email(&server, account, address);
    wizard.see(says::EMAIL_IN_USE);
    wizard.press(Key::Ctrl('x'));
    wizard.choose(title::RESET_CONTACT, choice::EMAIL);
    // The address is in its field already.
    wizard.fill(title::RESET_ADDRESS, "");
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    wizard.see(title::NEW_PASSWORD);
    for _ in 0..2 {
        // The password that was meant for the new account is kept.
        wizard.press(Key::Ctrl('u'));
        wizard.type_text(new);
        wizard.press(Key::Tab);
    }
    wizard.choose(title::NEW_PASSWORD, choice::KEEP_SESSIONS);
    wizard.see(title::LINK);
    browser::open_and_confirm(server.mail.wait_for_nth(address, 2).link());
    wizard.leave_with(title::RESET_DONE, server.host());

    server.assert_account("stork", new, &[("email", address)]);
    server.login("stork", old).expect(403);
}

#[test]
fn an_unknown_address_is_said_at_once_and_the_right_one_goes_on() {
    let server = homeserver(&OPEN);
    let (old, new) = ("a typing error 7", "typed with care 8");
    server.register_with_email("egret", old, "egret@example.org");

    let wizard = Wizard::ask_reset_by_email(&server, "egert@example.org");
    wizard.see(says::EMAIL_UNKNOWN);
    wizard.replace("egret@example.org");
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    wizard.choose_new_password(new);
    browser::open_and_confirm(server.mail.wait_for_nth("egret@example.org", 2).link());
    wizard.leave_with(title::RESET_DONE, server.host());

    assert_eq!(server.mail.count("egert@example.org"), 0);
    server.assert_account("egret", new, &[("email", "egret@example.org")]);
}
