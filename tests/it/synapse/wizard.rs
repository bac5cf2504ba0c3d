//! The flows, page by page, as a person walks them at the keyboard.

use std::time::Duration;

use super::pages::{CHOSEN, GOOD, choice, title};
use super::servers::Homeserver;
use crate::terminal::{Exit, Key, Program, Terminal, rows};

/// How long any page may take to come: Synapse on a busy machine, and the wizard's own polling pace.
const PATIENCE: Duration = Duration::from_secs(60);

/// More presses of ↓ than any list of choices has rows.
const PRESSES: usize = 20;

/// The built `mxid` in a terminal.
pub struct Wizard(Terminal);

/// What a new account is called and opens with.
#[derive(Clone, Copy)]
pub struct Account<'a> {
    pub name: &'a str,
    pub password: &'a str,
}

impl Wizard {
    /// Opens the wizard, chooses a flow and types the homeserver's URL.
    fn open(server: &Homeserver, flow: &str, server_title: &str) -> Self {
        let program = Program::new(env!("CARGO_BIN_EXE_mxid")).patience(PATIENCE);
        let wizard = Self(program.start());
        wizard.choose(title::FLOW, flow);
        wizard.0.wait_for(server_title);
        wizard.0.send(&server.url);
        // Enter would wait for discovery by itself; looking first makes a failure tell more.
        wizard.0.wait_for(GOOD);
        wizard.0.press(Key::Enter);
        wizard
    }

    /// Signs up by email as far as the page that waits for the mail's link.
    pub fn sign_up_by_email(server: &Homeserver, account: Account, address: &str) -> Self {
        let wizard = Self::open(server, choice::SIGN_UP, title::SERVER);
        wizard.choose(title::CONTACT, choice::EMAIL);
        wizard.fill(title::ADDRESS, address);
        wizard.fill_account(account);
        wizard.choose(title::REVIEW, choice::SEND_MAIL);
        wizard.0.wait_for(title::LINK);
        wizard
    }

    /// Signs up by a phone number of the United States as far as the page with the code field.
    pub fn sign_up_by_phone(server: &Homeserver, account: Account, number: &str) -> Self {
        let wizard = Self::open(server, choice::SIGN_UP, title::SERVER);
        wizard.choose(title::CONTACT, choice::PHONE);
        wizard.0.wait_for(title::COUNTRY);
        wizard.0.send(choice::COUNTRY);
        wizard.0.wait_for(&format!("{CHOSEN} {}", choice::COUNTRY));
        wizard.0.press(Key::Enter);
        wizard.fill(title::NUMBER, number);
        wizard.fill_account(account);
        wizard.choose(title::REVIEW, choice::SEND_CODE);
        wizard.0.wait_for(title::CODE);
        wizard
    }

    /// Signs up without a contact; nothing is left to do after it.
    pub fn sign_up_without_contact(server: &Homeserver, account: Account) -> Self {
        let wizard = Self::open(server, choice::SIGN_UP, title::SERVER);
        wizard.choose(title::CONTACT, choice::NO_CONTACT);
        wizard.fill_account(account);
        wizard.choose(title::REVIEW, choice::CREATE);
        wizard
    }

    /// Resets a password by email as far as the page that waits for the mail's link.
    pub fn reset_by_email(server: &Homeserver, address: &str, new_password: &str) -> Self {
        let wizard = Self::open(server, choice::RESET, title::RESET_SERVER);
        wizard.choose(title::RESET_CONTACT, choice::EMAIL);
        wizard.fill(title::ADDRESS, address);
        wizard.choose(title::REVIEW, choice::SEND_MAIL);
        wizard.0.wait_for(title::NEW_PASSWORD);
        for _ in 0..2 {
            wizard.0.send(new_password);
            wizard.0.press(Key::Tab);
        }
        wizard.choose(title::NEW_PASSWORD, choice::KEEP_SESSIONS);
        wizard.0.wait_for(title::LINK);
        wizard
    }

    /// Types the code: its last digit submits it.
    pub fn type_code(&self, code: &str) {
        self.0.send(code);
    }

    /// Waits for the last page with `result` on it, leaves, and gives everything that the program wrote. It must
    /// end with status 0, put the terminal back and leave `result` standing on the normal screen.
    pub fn leave_with(self, title: &str, result: &str) -> String {
        self.0.wait_for(title);
        self.0.wait_for(result);
        self.0.press(Key::Enter);
        assert_eq!(self.0.wait_exit(), Exit::Status(0));
        self.0.assert_restored();
        self.0.wait_for(result);
        String::from_utf8_lossy(&self.0.raw_output()).into_owned()
    }

    /// Moves the mark to a choice of the page and takes it.
    fn choose(&self, title: &str, choice: &str) {
        self.0.wait_for(title);
        self.0.wait_for(CHOSEN);
        for _ in 0..PRESSES {
            let before = chosen(&self.0.text());
            if before.contains(choice) {
                return self.0.press(Key::Enter);
            }
            self.0.press(Key::Down);
            self.0.wait_until("the mark on another choice", |screen| {
                chosen(&rows(screen).join("\n")) != before
            });
        }
        panic!("no choice {choice:?} on this page:\n{}", self.0.text());
    }

    /// Fills the one field of a page.
    fn fill(&self, title: &str, text: &str) {
        self.0.wait_for(title);
        self.0.enter(text);
    }

    /// Fills the page with the user name and the password, twice.
    fn fill_account(&self, account: Account) {
        self.0.wait_for(title::ACCOUNT);
        self.0.send(account.name);
        self.0.wait_for(&format!("@{}", account.name));
        for _ in 0..2 {
            self.0.press(Key::Tab);
            self.0.send(account.password);
        }
        self.0.press(Key::Enter);
    }
}

/// The row of the choice that carries the mark, from the mark on; empty when there is none.
fn chosen(text: &str) -> String {
    let marked = text.lines().find_map(|row| row.split_once(CHOSEN));
    marked.map_or_else(String::new, |(_, label)| label.to_owned())
}
