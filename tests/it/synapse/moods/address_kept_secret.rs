//! Enumeration is inhibited: the server says nothing of which addresses it knows.

use crate::pages::{choice, says, title};
use crate::synapse::browser;
use crate::synapse::servers::homeserver;
use crate::synapse::variants::DISCREET;
use crate::synapse::wizard::{Account, Wizard};
use crate::terminal::Key;

#[test]
fn the_page_says_what_silence_after_a_reset_may_mean() {
    let server = homeserver(&DISCREET);
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
fn an_address_in_use_is_told_by_one_mail_alone_and_another_address_goes_on() {
    let server = homeserver(&DISCREET);
    let (known, new) = ("teal@example.org", "teal2@example.org");
    server.register_with_email("teal", "somebody else's 7", known);
    let account = Account {
        name: "teal2",
        password: "wizard told little 7",
    };
    let wizard = Wizard::sign_up_by_email(&server, account, known);
    wizard.see(title::LINK);
    let mail = server.mail.wait_for_nth(known, 2);
    assert!(mail.text.contains("already registered"), "{mail:?}");
    wizard.choose(title::LINK, choice::OTHER_ADDRESS);
    wizard.see(title::ADDRESS);
    wizard.replace(new);
    wizard.fill(title::ACCOUNT, "");
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for(new).link());
    wizard.leave_with(title::DONE, "@teal2:localhost");

    assert_eq!(server.mail.count(known), 2, "the account's own, and one");
    assert_eq!(server.mail.count(new), 1);
    server.assert_account(account.name, account.password, &[("email", new)]);
    server.assert_account("teal", "somebody else's 7", &[("email", known)]);
}
