//! Requests are limited strictly.

use crate::pages::{choice, says, title};
use crate::synapse::account::Stage;
use crate::synapse::browser;
use crate::synapse::servers::homeserver_alone;
use crate::synapse::variants::{FEW_MESSAGES, FEW_SIGN_UPS};
use crate::synapse::wizard::{Account, Wizard};

#[test]
fn a_limited_message_is_counted_down_and_then_comes_by_itself() {
    let server = homeserver_alone(&FEW_MESSAGES);
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
fn a_limited_sign_up_is_counted_down_and_then_goes_on_by_itself() {
    let server = homeserver_alone(&FEW_SIGN_UPS);
    let account = Account {
        name: "dotterel",
        password: "wizard in a queue 7",
    };
    let wizard = Wizard::sign_up(&server);
    wizard.choose(title::CONTACT, choice::NO_CONTACT);
    wizard.fill_account(account);
    wizard.see(title::REVIEW);
    let earlier = server.register("earlier", "quicker by a moment 7", &Stage::Dummy);
    earlier.expect(200);
    wizard.choose(title::REVIEW, choice::CREATE);
    wizard.see(says::WAIT);
    wizard.leave_with(title::DONE, "@dotterel:localhost");
    server.assert_account(account.name, account.password, &[]);
}
