//! An email address is required.

use crate::pages::{choice, says, title};
use crate::synapse::browser;
use crate::synapse::servers::homeserver;
use crate::synapse::variants::EMAIL_REQUIRED;
use crate::synapse::wizard::{Account, Wizard};
use crate::terminal::Key;

#[test]
fn nothing_else_is_offered_and_the_page_says_why() {
    let server = homeserver(&EMAIL_REQUIRED);
    let account = Account {
        name: "dunlin",
        password: "wizard by email alone 7",
    };
    let wizard = Wizard::sign_up(&server);
    wizard.see(title::CONTACT);
    wizard.see(says::NO_NUMBERS);
    wizard.see(says::CONTACT_WANTED);
    wizard.choose(title::CONTACT, choice::EMAIL);
    wizard.fill(title::ADDRESS, "dunlin@example.org");
    wizard.fill_account(account);
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for("dunlin@example.org").link());
    wizard.leave_with(title::DONE, "@dunlin:localhost");

    assert_eq!(server.mail.count("dunlin@example.org"), 1);
    let contact = [("email", "dunlin@example.org")];
    server.assert_account(account.name, account.password, &contact);
}

#[test]
fn another_mail_is_sent_when_asked_for_and_the_first_ones_link_still_works() {
    let server = homeserver(&EMAIL_REQUIRED);
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
