//! The wizard against a real homeserver: the built binary in a pseudo-terminal, Synapse and Sydent behind it.
//!
//! `.ci/synapse` installs both and runs these tests; [`servers::homeserver`] starts them.
//!
//! ```text
//!   mxid in a Terminal ──HTTP──▸ Synapse ──SMTP──▸ mail sink ─┐
//!                                   └─▸ Sydent ──▸ SMS sink ──┤
//!   test: reads codes, opens links ◂──────────────────────────┘
//! ```
//!
//! Each test looks at the account afterwards as another client would: what the wizard says proves nothing here.

mod account;
mod adding;
mod browser;
mod config;
mod harness_itself;
mod http;
mod inbox;
mod moods;
mod pages;
mod process;
mod servers;
mod sinks;
mod variants;
mod wizard;

use pages::title;
use servers::homeserver;
use variants::OPEN;
use wizard::{Account, Wizard};

#[test]
fn signs_up_by_email_when_the_link_is_opened() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "robin",
        password: "wizard by email 7",
    };
    let wizard = Wizard::sign_up_by_email(&server, account, "robin@example.org");
    wizard.see(title::LINK);
    browser::open(server.mail.wait_for("robin@example.org").link());
    let written = wizard.leave_with(title::DONE, "@robin:localhost");

    assert!(!written.contains(account.password));
    assert_eq!(server.mail.count("robin@example.org"), 1);
    let contact = [("email", "robin@example.org")];
    server.assert_account(account.name, account.password, &contact);
}

#[test]
fn signs_up_by_phone_with_the_code_from_the_text() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "wren",
        password: "wizard by phone 7",
    };
    let wizard = Wizard::sign_up_by_phone(&server, account, "201 555 0123");
    wizard.type_text(server.texts.wait_for("12015550123").code());
    let written = wizard.leave_with(title::DONE, "@wren:localhost");

    assert!(!written.contains(account.password));
    assert_eq!(server.texts.count("12015550123"), 1);
    let contact = [("msisdn", "12015550123")];
    server.assert_account(account.name, account.password, &contact);
}

#[test]
fn signs_up_without_a_contact() {
    let server = homeserver(&OPEN);
    let account = Account {
        name: "swift",
        password: "wizard by nothing 7",
    };
    let wizard = Wizard::sign_up_without_contact(&server, account);
    let written = wizard.leave_with(title::DONE, "@swift:localhost");

    assert!(!written.contains(account.password));
    server.assert_account(account.name, account.password, &[]);
}

#[test]
fn resets_a_forgotten_password_by_email() {
    let server = homeserver(&OPEN);
    let (old, new) = ("forgotten long ago 7", "written down now 8");
    server.register_with_email("finch", old, "finch@example.org");

    let wizard = Wizard::ask_reset_by_email(&server, "finch@example.org");
    wizard.choose_new_password(new);
    browser::open_and_confirm(server.mail.wait_for_nth("finch@example.org", 2).link());
    let written = wizard.leave_with(title::RESET_DONE, server.host());

    assert!(!written.contains(new));
    assert_eq!(server.mail.count("finch@example.org"), 2);
    server.assert_account("finch", new, &[("email", "finch@example.org")]);
    assert_eq!(
        server.login("finch", old).expect(403)["errcode"],
        "M_FORBIDDEN"
    );
}
