//! The terms must be agreed to.

use crate::pages::{choice, says, title};
use crate::synapse::servers::homeserver;
use crate::synapse::variants::TERMS;
use crate::synapse::wizard::{Account, Wizard};
use crate::terminal::Key;

#[test]
fn the_terms_are_named_with_their_address_and_agreed_to() {
    let server = homeserver(&TERMS);
    let account = Account {
        name: "shelduck",
        password: "wizard in agreement 7",
    };
    let wizard = Wizard::sign_up(&server);
    wizard.choose(title::CONTACT, choice::NO_CONTACT);
    wizard.fill_account(account);
    wizard.see(title::TERMS);
    wizard.see(says::HOUSE_RULES);
    wizard.see(&format!("{}/_matrix/consent?v=1.0", server.url));
    wizard.press(Key::Enter);
    wizard.choose(title::REVIEW, choice::CREATE);
    wizard.leave_with(title::DONE, "@shelduck:localhost");

    server.assert_account(account.name, account.password, &[]);
    server.assert_agreed(account.name);
}
