//! The link in a mail works for a short time only.

use std::thread;
use std::time::Duration;

use crate::pages::{says, title};
use crate::synapse::browser;
use crate::synapse::servers::homeserver;
use crate::synapse::variants::HASTY;
use crate::synapse::wizard::{Account, Wizard};
use crate::terminal::Key;

/// Longer than this server's links live.
const TOO_LONG: Duration = Duration::from_secs(5);

#[test]
fn a_link_opened_too_late_proves_nothing_and_another_mails_link_does() {
    let server = homeserver(&HASTY);
    let account = Account {
        name: "redstart",
        password: "wizard too late 7",
    };
    let address = "redstart@example.org";
    let wizard = Wizard::sign_up_by_email(&server, account, address);
    wizard.see(title::LINK);
    let mail = server.mail.wait_for(address);
    // Whether a link still lives cannot be asked: asking opens it.
    thread::sleep(TOO_LONG);
    browser::open_in_vain(mail.link());
    wizard.press(Key::Enter);
    wizard.see(says::NOT_YET);
    server.assert_no_account(account.name);

    wizard.see_gone(says::COUNTDOWN);
    wizard.press(Key::Ctrl('r'));
    // Synapse knows a link only after it has mailed it: one is not opened before its answer is in.
    wizard.see(says::SENT_AGAIN);
    browser::open(server.mail.wait_for_nth(address, 2).link());
    wizard.leave_with(title::DONE, "@redstart:localhost");

    assert_eq!(server.mail.count(address), 2);
    server.assert_account(account.name, account.password, &[("email", address)]);
}
