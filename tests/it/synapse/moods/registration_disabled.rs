//! Registration is disabled.

use serde_json::json;

use crate::pages::{choice, says, title};
use crate::synapse::servers::homeserver;
use crate::synapse::variants::CLOSED;
use crate::synapse::wizard::Wizard;

#[test]
fn a_closed_server_says_so_first_and_offers_a_reset_instead() {
    let server = homeserver(&CLOSED);
    let wizard = Wizard::sign_up(&server);
    wizard.choose(title::CLOSED, choice::RESET);
    // This one sends no mail either, and gives its reason.
    wizard.choose(title::RESET_CONTACT, choice::EMAIL);
    wizard.fill(title::RESET_ADDRESS, "robin@example.org");
    wizard.choose(title::REVIEW, choice::SEND_MAIL);
    wizard.see(says::RESETS_OFF);
    assert_eq!(server.query("SELECT name FROM users"), json!([]));
}
