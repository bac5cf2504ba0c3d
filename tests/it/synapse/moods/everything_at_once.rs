//! A registration token, a captcha, agreement to the terms and an email address are required.

use crate::pages::{choice, title};
use crate::synapse::browser;
use crate::synapse::servers::homeserver;
use crate::synapse::variants::GUARDED;
use crate::synapse::wizard::{Account, Wizard};
use crate::terminal::Key;

#[test]
fn all_are_met_in_turn_and_the_mail_comes_last() {
    let server = homeserver(&GUARDED);
    server.new_registration_token("invitation-5");
    let account = Account {
        name: "ruff",
        password: "wizard with patience 8",
    };
    let address = "ruff@example.org";
    let wizard = Wizard::sign_up(&server);
    wizard.choose(title::CONTACT, choice::EMAIL);
    wizard.fill(title::ADDRESS, address);
    wizard.fill_account(account);
    wizard.fill(title::TOKEN, "invitation-5");
    wizard.see(title::TERMS);
    wizard.press(Key::Enter);
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    wizard.see(title::BROWSER);
    assert_eq!(server.mail.count(address), 0, "before its turn");
    browser::solve_captcha(&wizard.copy_link(&server.url));
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for(address).link());
    let written = wizard.leave_with(title::DONE, "@ruff:localhost");

    assert!(!written.contains(account.password));
    assert_eq!(server.mail.count(address), 1);
    server.assert_account(account.name, account.password, &[("email", address)]);
    server.assert_token_used("invitation-5");
    server.assert_agreed(account.name);
}
