//! The flows, page by page, as a user walks them at the keyboard.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::servers::Homeserver;
use crate::pages::{CHOSEN, GOOD, choice, title};
use crate::terminal::{Exit, Key, Program, Terminal, rows};

/// How long any page may take to come: a busy machine, the wizard's own polling pace, and the minute between two
/// messages.
const PATIENCE: Duration = Duration::from_secs(90);

/// More presses of ↓ than any list of choices has rows.
const PRESSES: usize = 20;

/// The built `mxid` in a terminal.
pub struct Wizard(Terminal);

/// The name and password of a new account.
#[derive(Clone, Copy)]
pub struct Account<'a> {
    pub name: &'a str,
    pub password: &'a str,
}

impl Wizard {
    /// Opens the wizard, chooses to sign up and types the homeserver's URL.
    pub fn sign_up(server: &Homeserver) -> Self {
        Self::sign_up_at(&server.url)
    }

    /// Opens the wizard, chooses to sign up and types this URL.
    pub fn sign_up_at(url: &str) -> Self {
        Self::open(url, choice::SIGN_UP, title::SERVER)
    }

    /// Opens the wizard, chooses to reset a password and types the homeserver's URL.
    pub fn reset(server: &Homeserver) -> Self {
        Self::reset_at(&server.url)
    }

    /// Opens the wizard, chooses to reset a password and types this URL.
    pub fn reset_at(url: &str) -> Self {
        Self::open(url, choice::RESET, title::RESET_SERVER)
    }

    /// Opens the wizard, chooses to add a contact, types the homeserver's URL and signs in, as far as the request.
    pub fn ask_sign_in(server: &Homeserver, account: Account) -> Self {
        Self::ask_sign_in_at(&server.url, account)
    }

    fn ask_sign_in_at(url: &str, account: Account) -> Self {
        let wizard = Self::open(url, choice::ADD, title::RESET_SERVER);
        wizard.see(title::SIGN_IN);
        wizard.0.send(account.name);
        wizard.press(Key::Tab);
        wizard.0.enter(account.password);
        wizard
    }

    /// Signs in as far as the page that asks what to add.
    pub fn sign_in(server: &Homeserver, account: Account) -> Self {
        Self::sign_in_at(&server.url, account)
    }

    /// The same with this URL.
    pub fn sign_in_at(url: &str, account: Account) -> Self {
        let wizard = Self::ask_sign_in_at(url, account);
        wizard.see(title::ADD_CONTACT);
        wizard
    }

    /// Signs in and adds an email address, as far as the request for the mail.
    pub fn add_email(server: &Homeserver, account: Account, address: &str) -> Self {
        let wizard = Self::sign_in(server, account);
        wizard.choose(title::ADD_CONTACT, choice::EMAIL);
        wizard.fill(title::ADD_ADDRESS, address);
        wizard.choose(title::REVIEW, choice::SEND_MAIL);
        wizard
    }

    fn open(url: &str, flow: &str, server_title: &str) -> Self {
        let program = Program::new(env!("CARGO_BIN_EXE_mxid")).patience(PATIENCE);
        let wizard = Self(program.start());
        wizard.choose(title::TASK, flow);
        wizard.fill(server_title, url);
        wizard
    }

    /// Signs up by email as far as the page that waits for the mail's link.
    pub fn sign_up_by_email(server: &Homeserver, account: Account, address: &str) -> Self {
        let wizard = Self::sign_up(server);
        wizard.choose(title::CONTACT, choice::EMAIL);
        wizard.fill(title::ADDRESS, address);
        wizard.fill_account(account);
        wizard.choose(title::REVIEW, choice::SEND_MAIL);
        wizard
    }

    /// Signs up by a phone number of the United States as far as the page with the code field.
    pub fn sign_up_by_phone(server: &Homeserver, account: Account, number: &str) -> Self {
        let wizard = Self::ask_sign_up_by_phone(server, account, number);
        wizard.see(title::CODE);
        wizard
    }

    /// Signs up by a phone number of the United States as far as the request for the text.
    pub fn ask_sign_up_by_phone(server: &Homeserver, account: Account, number: &str) -> Self {
        let wizard = Self::sign_up(server);
        wizard.choose(title::CONTACT, choice::PHONE);
        wizard.fill_number(number);
        wizard.fill_account(account);
        wizard.choose(title::REVIEW, choice::SEND_CODE);
        wizard
    }

    /// Signs up without a contact; nothing is left to do after it.
    pub fn sign_up_without_contact(server: &Homeserver, account: Account) -> Self {
        let wizard = Self::sign_up(server);
        wizard.choose(title::CONTACT, choice::NO_CONTACT);
        wizard.fill_account(account);
        wizard.choose(title::REVIEW, choice::CREATE);
        wizard
    }

    /// Asks for a reset by email, as far as the request for the mail.
    pub fn ask_reset_by_email(server: &Homeserver, address: &str) -> Self {
        let wizard = Self::reset(server);
        wizard.choose(title::RESET_CONTACT, choice::EMAIL);
        wizard.fill(title::RESET_ADDRESS, address);
        wizard.choose(title::REVIEW, choice::SEND_MAIL);
        wizard
    }

    /// Fills the page that comes while a reset's mail is on its way, and continues to the one that waits for its link.
    pub fn choose_new_password(&self, password: &str) {
        self.see(title::NEW_PASSWORD);
        self.0.enter(password);
        self.0.enter(password);
        self.choose(title::NEW_PASSWORD, choice::KEEP_SESSIONS);
        self.see(title::LINK);
    }

    /// Waits for a text on the page.
    #[track_caller]
    pub fn see(&self, text: &str) {
        self.0.wait_for(text);
    }

    /// Waits until a text stands nowhere on the page any more.
    #[track_caller]
    pub fn see_gone(&self, text: &str) {
        self.0.wait_gone(text);
    }

    pub fn press(&self, key: Key) {
        self.0.press(key);
    }

    /// Types into the field with the focus: a code's last digit submits it.
    pub fn type_text(&self, text: &str) {
        self.0.send(text);
    }

    /// Types another text into the field with the focus, and continues.
    pub fn replace(&self, text: &str) {
        self.0.press(Key::Ctrl('u'));
        self.0.enter(text);
    }

    /// Waits for the last page with `result` on it, leaves, and gives everything that the program wrote. It must
    /// end with status 0, put the terminal back and leave `result` standing on the normal screen.
    #[track_caller]
    pub fn leave_with(self, title: &str, result: &str) -> String {
        self.0.wait_for(title);
        self.0.wait_for(result);
        self.0.press(Key::Enter);
        assert_eq!(self.0.wait_exit(), Exit::Status(0));
        self.0.assert_restored();
        self.0.wait_for(result);
        String::from_utf8_lossy(&self.0.raw_output()).into_owned()
    }

    /// Leaves where something would be lost, without a look back. It must put the terminal back.
    #[track_caller]
    pub fn leave_at_once(self) {
        self.0.press(Key::Ctrl('c'));
        self.0.press(Key::Ctrl('c'));
        assert_eq!(self.0.wait_exit(), Exit::Status(130));
        self.0.assert_restored();
    }

    /// Copies the page's link, which leads to this server, and gives it as the terminal got it (OSC 52).
    #[track_caller]
    pub fn copy_link(&self, server: &str) -> String {
        self.0.press(Key::Ctrl('y'));
        self.0
            .wait_written("a copied link", |written| clipboard(written).is_some());
        let link = clipboard(&self.0.raw_output()).expect("waited for above");
        assert!(
            link.starts_with(&format!("{server}/_matrix/client/")),
            "{link}"
        );
        // It stands on the page, too; as much of it as one row holds.
        self.see(&link[..50]);
        link
    }

    /// Moves the mark to a choice of the page and takes it.
    #[track_caller]
    pub fn choose(&self, title: &str, choice: &str) {
        self.see(title);
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
    #[track_caller]
    pub fn fill(&self, title: &str, text: &str) {
        self.see(title);
        self.0.enter(text);
    }

    /// Chooses the United States and types a number of theirs.
    #[track_caller]
    pub fn fill_number(&self, number: &str) {
        self.see(title::COUNTRY);
        self.0.send(choice::COUNTRY);
        self.see(&format!("{CHOSEN} {}", choice::COUNTRY));
        self.0.press(Key::Enter);
        self.see(title::NUMBER);
        self.0.send(number);
        self.see(&format!("{GOOD} We will text"));
        self.0.press(Key::Enter);
    }

    /// Fills the page with the user name and the password, twice.
    #[track_caller]
    pub fn fill_account(&self, account: Account) {
        self.see(title::ACCOUNT);
        self.0.send(account.name);
        self.see(&format!("@{}", account.name));
        for _ in 0..2 {
            self.0.press(Key::Tab);
            self.0.send(account.password);
        }
        self.0.press(Key::Enter);
    }
}

/// The program's text in the terminal's clipboard.
fn clipboard(written: &[u8]) -> Option<String> {
    let written = String::from_utf8_lossy(written);
    let (_, set) = written.rsplit_once("\x1b]52;c;")?;
    let (digits, _) = set.split_once(['\x07', '\x1b'])?;
    String::from_utf8(STANDARD.decode(digits).ok()?).ok()
}

/// The row of the choice that carries the mark, from the mark on; empty when there is none.
fn chosen(text: &str) -> String {
    let marked = text.lines().find_map(|row| row.split_once(CHOSEN));
    marked.map_or_else(String::new, |(_, label)| label.to_owned())
}
