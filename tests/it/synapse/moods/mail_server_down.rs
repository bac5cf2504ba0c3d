//! The mail server does not answer.

use crate::pages::{choice, says, title};
use crate::synapse::servers::homeserver;
use crate::synapse::variants::SENDERS_DOWN;
use crate::synapse::wizard::{Account, Wizard};
use crate::terminal::Key;

#[test]
fn a_mail_that_cannot_be_sent_is_explained_and_there_is_another_way() {
    let server = homeserver(&SENDERS_DOWN);
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

    assert_eq!(server.mail.total(), 0);
    server.assert_account(account.name, account.password, &[]);
}
