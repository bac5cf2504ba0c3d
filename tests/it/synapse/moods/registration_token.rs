//! A registration token is required.

use crate::pages::{choice, says, title};
use crate::synapse::account::Stage;
use crate::synapse::servers::{Homeserver, homeserver};
use crate::synapse::variants::BY_INVITATION;
use crate::synapse::wizard::{Account, Wizard};

/// As far as the page that asks for the token.
fn invited(server: &Homeserver, account: Account) -> Wizard {
    let wizard = Wizard::sign_up(server);
    wizard.choose(title::CONTACT, choice::NO_CONTACT);
    wizard.fill_account(account);
    wizard.see(title::TOKEN);
    wizard
}

/// Uses a token up, as its owner does elsewhere.
fn use_up(server: &Homeserver, token: &str, name: &str) {
    let done = server.register(name, "quicker by a moment 7", &Stage::Token(token));
    done.expect(200);
}

#[test]
fn a_wrong_token_leaves_room_for_the_right_one() {
    let server = homeserver(&BY_INVITATION);
    server.new_registration_token("invitation-1");
    let account = Account {
        name: "avocet",
        password: "wizard by invitation 7",
    };
    let wizard = invited(&server, account);
    wizard.fill(title::TOKEN, "no-invitation");
    wizard.see(says::TOKEN_REFUSED);
    wizard.replace("invitation-1");
    wizard.choose(title::REVIEW, choice::CREATE);
    wizard.leave_with(title::DONE, "@avocet:localhost");

    server.assert_account(account.name, account.password, &[]);
    server.assert_token_used("invitation-1");
}

#[test]
fn a_token_that_was_used_up_is_refused_before_anything_is_made() {
    let server = homeserver(&BY_INVITATION);
    server.new_registration_token("invitation-2");
    use_up(&server, "invitation-2", "early");
    let account = Account {
        name: "late",
        password: "wizard invited twice 7",
    };
    let wizard = invited(&server, account);
    wizard.fill(title::TOKEN, "invitation-2");
    wizard.see(says::TOKEN_REFUSED);
    server.assert_no_account(account.name);
}

#[test]
fn a_token_used_up_after_its_check_is_asked_for_again() {
    let server = homeserver(&BY_INVITATION);
    server.new_registration_token("invitation-3");
    server.new_registration_token("invitation-4");
    let account = Account {
        name: "knot",
        password: "wizard overtaken 7",
    };
    let wizard = invited(&server, account);
    wizard.fill(title::TOKEN, "invitation-3");
    wizard.see(title::REVIEW);
    use_up(&server, "invitation-3", "overtaker");
    wizard.choose(title::REVIEW, choice::CREATE);
    wizard.see(says::TOKEN_REFUSED);
    wizard.replace("invitation-4");
    wizard.choose(title::REVIEW, choice::CREATE);
    wizard.leave_with(title::DONE, "@knot:localhost");

    server.assert_account(account.name, account.password, &[]);
    server.assert_token_used("invitation-4");
}
