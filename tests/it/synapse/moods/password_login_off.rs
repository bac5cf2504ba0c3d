//! Nobody logs in with a password.

use crate::pages::title;
use crate::synapse::browser;
use crate::synapse::servers::homeserver;
use crate::synapse::variants::NO_PASSWORD_LOGIN;
use crate::synapse::wizard::{Account, Wizard};

#[test]
fn a_reset_says_so_before_anything_is_mailed() {
    let server = homeserver(&NO_PASSWORD_LOGIN);
    let address = "pipit@example.org";
    server.register_with_email("pipit", "of no use 7", address);
    let wizard = Wizard::reset(&server);
    wizard.see(title::NO_PASSWORDS);
    assert_eq!(server.mail.count(address), 1, "the account's own");
}

#[test]
fn a_sign_up_works() {
    let server = homeserver(&NO_PASSWORD_LOGIN);
    let account = Account {
        name: "wagtail",
        password: "wizard of no use 7",
    };
    let address = "wagtail@example.org";
    let wizard = Wizard::sign_up_by_email(&server, account, address);
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for(address).link());
    wizard.leave_with(title::DONE, "@wagtail:localhost");

    assert_eq!(server.mail.count(address), 1);
    // Nobody can log in and look.
    let made = "SELECT address FROM user_threepids WHERE user_id = '@wagtail:localhost'";
    assert_eq!(server.query(made), serde_json::json!([[address]]));
}
