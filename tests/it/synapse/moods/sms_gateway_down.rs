//! The gateway that texts are handed to does not answer.

use crate::pages::{choice, says, title};
use crate::synapse::servers::homeserver;
use crate::synapse::variants::SENDERS_DOWN;
use crate::synapse::wizard::{Account, Wizard};
use crate::terminal::Key;

#[test]
fn a_text_that_cannot_be_sent_is_explained_and_there_is_another_way() {
    let server = homeserver(&SENDERS_DOWN);
    let account = Account {
        name: "whimbrel",
        password: "wizard without texts 7",
    };
    let wizard = Wizard::ask_sign_up_by_phone(&server, account, "201 555 0141");
    wizard.see(says::TEXT_FAILED);
    for page in [
        title::ACCOUNT,
        title::NUMBER,
        title::COUNTRY,
        title::CONTACT,
    ] {
        wizard.press(Key::Esc);
        wizard.see(page);
    }
    wizard.choose(title::CONTACT, choice::NO_CONTACT);
    wizard.fill(title::ACCOUNT, "");
    wizard.choose(title::REVIEW, choice::CREATE);
    wizard.leave_with(title::DONE, "@whimbrel:localhost");

    assert_eq!(server.texts.total(), 0);
    server.assert_account(account.name, account.password, &[]);
}
