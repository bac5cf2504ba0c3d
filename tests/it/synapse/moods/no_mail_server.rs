//! The server has no mail server to turn to.

use crate::pages::{choice, says, title};
use crate::synapse::servers::homeserver;
use crate::synapse::variants::NO_MAIL;
use crate::synapse::wizard::{Account, Wizard};

#[test]
fn no_address_is_asked_for_and_the_page_says_why() {
    let server = homeserver(&NO_MAIL);
    let account = Account {
        name: "siskin",
        password: "wizard without any 7",
    };
    let wizard = Wizard::sign_up(&server);
    wizard.see(title::CONTACT);
    wizard.see(says::NO_ADDRESSES);
    wizard.choose(title::CONTACT, choice::NO_CONTACT);
    wizard.fill_account(account);
    wizard.choose(title::REVIEW, choice::CREATE);
    wizard.leave_with(title::DONE, "@siskin:localhost");

    server.assert_account(account.name, account.password, &[]);
}

#[test]
fn a_reset_by_email_is_refused_in_the_servers_own_words() {
    let server = homeserver(&NO_MAIL);
    let wizard = Wizard::ask_reset_by_email(&server, "siskin@example.org");
    wizard.see(says::RESETS_OFF);
}
