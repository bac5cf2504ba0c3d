//! The wizard where the way is not the short one: what a server demands, refuses, limits or keeps to itself, and
//! how the person gets on all the same.

use super::browser;
use super::pages::{choice, says, title};
use super::servers::homeserver;
use super::variants::{CLOSED, MAIL_DOWN, OPEN, SILENT, STRICT};
use super::wizard::{Account, Wizard};
use crate::terminal::Key;

#[test]
fn signs_up_where_a_token_terms_a_number_an_address_and_a_good_password_are_required() {
    let server = homeserver(&STRICT);
    server.new_registration_token("invitation-1");
    let account = Account {
        name: "heron",
        password: "long enough words 7",
    };
    let wizard = Wizard::sign_up(&server);
    wizard.choose(title::CONTACT, choice::BOTH);
    wizard.fill_number("201 555 0131");
    wizard.fill(title::ADDRESS, "heron@example.org");
    let weak = Account {
        password: "short",
        ..account
    };
    wizard.fill_account(weak);
    wizard.see(says::TOO_SHORT);
    wizard.press(Key::Ctrl('u'));
    wizard.type_text("long enough words ");
    wizard.press(Key::Tab);
    wizard.replace("long enough words ");
    wizard.see(says::NEEDS_DIGIT);
    wizard.type_text("7");
    wizard.press(Key::Tab);
    wizard.type_text("7");
    wizard.press(Key::Enter);

    wizard.fill(title::TOKEN, "no-invitation");
    wizard.see(says::TOKEN_REFUSED);
    wizard.replace("invitation-1");
    wizard.see(title::TERMS);
    wizard.press(Key::Enter);
    wizard.choose(title::REVIEW, choice::SEND_CODE);
    wizard.see(title::CODE);
    wizard.type_text(server.texts.wait_for("12015550131").code());
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for("heron@example.org").link());
    let written = wizard.leave_with(title::DONE, "@heron:localhost");

    assert!(!written.contains(account.password));
    assert_eq!(server.texts.count("12015550131"), 1);
    assert_eq!(server.mail.count("heron@example.org"), 1);
    let contacts = [("email", "heron@example.org"), ("msisdn", "12015550131")];
    server.assert_account(account.name, account.password, &contacts);
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

#[test]
fn another_mail_is_sent_when_asked_for_and_the_first_ones_link_still_works() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "bittern",
        password: "wizard with patience 7",
    };
    let address = "bittern@example.org";
    let wizard = Wizard::sign_up_by_email(&server, account, address);
    // One minute passes, by its countdown on the page.
    wizard.see(says::COUNTDOWN);
    wizard.see_gone(says::COUNTDOWN);
    wizard.press(Key::Ctrl('r'));
    wizard.see(says::SECOND_MESSAGE);
    wizard.see(says::EARLIER_LINK);
    server.mail.wait_for_nth(address, 2);
    browser::open(server.mail.wait_for(address).link());
    wizard.leave_with(title::DONE, "@bittern:localhost");

    assert_eq!(server.mail.count(address), 2);
    server.assert_account(account.name, account.password, &[("email", address)]);
}

#[test]
fn a_rate_limit_is_counted_down_and_then_the_mail_comes_by_itself() {
    let server = homeserver(&SILENT);
    let account = Account {
        name: "curlew",
        password: "wizard slowed down 7",
    };
    let wizard = Wizard::sign_up_by_email(&server, account, "curlew@example.org");
    wizard.choose(title::LINK, choice::OTHER_ADDRESS);
    wizard.see(title::ADDRESS);
    wizard.replace("curlew2@example.org");
    // Name and password are still there.
    wizard.fill(title::ACCOUNT, "");
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    wizard.see(says::WAIT);
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for("curlew2@example.org").link());
    wizard.leave_with(title::DONE, "@curlew:localhost");

    assert_eq!(server.mail.count("curlew@example.org"), 1);
    assert_eq!(server.mail.count("curlew2@example.org"), 1);
    let contact = [("email", "curlew2@example.org")];
    server.assert_account(account.name, account.password, &contact);
}

#[test]
fn where_unknown_addresses_are_kept_secret_the_page_says_what_silence_may_mean() {
    let server = homeserver(&SILENT);
    let wizard = Wizard::ask_reset_by_email(&server, "nobody@example.org");
    wizard.choose_new_password("for no account 7");
    wizard.see(says::NOT_THERE);
    wizard.press(Key::Enter);
    wizard.see(says::NOT_YET);
    wizard.choose(title::LINK, choice::OTHER_ADDRESS);
    wizard.see(title::RESET_ADDRESS);
    assert_eq!(server.mail.count("nobody@example.org"), 0);
}

#[test]
fn a_closed_server_says_so_first_and_offers_a_reset_instead() {
    let server = homeserver(&CLOSED);
    let wizard = Wizard::sign_up(&server);
    wizard.choose(title::CLOSED, choice::RESET);
    // This one sends no mail either, and gives its reason.
    wizard.choose(title::RESET_CONTACT, choice::EMAIL);
    wizard.fill(title::RESET_ADDRESS, "robin@example.org");
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    wizard.see(says::RESETS_OFF);
}

#[test]
fn a_mail_that_cannot_be_sent_is_explained_and_there_is_another_way() {
    let server = homeserver(&MAIL_DOWN);
    let account = Account {
        name: "godwit",
        password: "wizard without mail 7",
    };
    let wizard = Wizard::sign_up_by_email(&server, account, "godwit@example.org");
    wizard.see(says::MAIL_FAILED);
    for page in [title::ACCOUNT, title::ADDRESS, title::CONTACT] {
        wizard.press(Key::Esc);
        wizard.see(page);
    }
    wizard.choose(title::CONTACT, choice::NO_CONTACT);
    wizard.fill(title::ACCOUNT, "");
    wizard.choose(title::REVIEW, choice::CREATE);
    wizard.leave_with(title::DONE, "@godwit:localhost");
    server.assert_account(account.name, account.password, &[]);
}
