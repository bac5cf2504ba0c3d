//! A phone number and an email address are required.

use crate::pages::{choice, says, title};
use crate::synapse::browser;
use crate::synapse::servers::homeserver;
use crate::synapse::variants::BOTH_REQUIRED;
use crate::synapse::wizard::{Account, Wizard};

#[test]
fn the_number_is_proved_and_then_the_address() {
    let server = homeserver(&BOTH_REQUIRED);
    let account = Account {
        name: "heron",
        password: "wizard by both 7",
    };
    let wizard = Wizard::sign_up(&server);
    wizard.see(says::BOTH_REQUIRED);
    wizard.choose(title::CONTACT, choice::BOTH);
    wizard.fill_number("201 555 0131");
    wizard.fill(title::ADDRESS, "heron@example.org");
    wizard.fill_account(account);
    wizard.choose(title::REVIEW, choice::SEND_CODE);
    wizard.see(title::CODE);
    // The mail is asked for when its turn has come.
    assert_eq!(server.mail.count("heron@example.org"), 0);
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
