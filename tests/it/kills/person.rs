//! A user who does on each page what it asks for, whichever comes next.

use std::thread;
use std::time::{Duration, Instant};

use mxid::practice::{Link, Message};
use url::Url;

use crate::pages::title;
use crate::terminal::{Exit, Key, Terminal};

use super::browser::{Browser, SignedUp, sign_up};
use super::flow::{Flow, TOKEN};
use super::site::{KNOWN_PASSWORD, Site};

/// The password of the user: the same before and after the interruption.
pub const PASSWORD: &str = "violet-anvil-teapot-9";

/// The acts on a page; `None` when the program has ended.
type Deed<'a> = fn(&Person<'a>) -> Option<()>;

/// The user at a terminal.
pub struct Person<'a> {
    pub flow: &'a Flow,
    pub terminal: &'a Terminal,
    pub site: &'a Site,
    pub browser: &'a Browser,
}

fn has(rows: &[String], text: &str) -> bool {
    rows.iter().any(|row| row.contains(text))
}

impl<'a> Person<'a> {
    /// The pages, by their titles.
    const PAGES: [(&'static str, Deed<'a>); 22] = [
        (title::CONTACT, Self::choose_contact),
        (title::ACCOUNT, Self::choose_password),
        (title::SIGN_IN, Self::sign_in),
        // Filled in already, except for two contacts; a user who was there before has to agree.
        (title::ADD_CONTACT, Self::go_on),
        (title::COUNTRY, Self::go_on),
        (title::NUMBER, Self::give_number),
        ("Which email address", Self::go_on),
        (title::ADDRESS, Self::give_email),
        (title::TOKEN, Self::give_token),
        (title::TERMS, Self::go_on),
        (title::REVIEW, Self::go_on),
        (title::BROWSER, Self::visit_page),
        (title::WEB, Self::open_sign_up),
        (title::WEB_WAITING, Self::make_account),
        (title::NEW_PASSWORD, Self::choose_new_password),
        (title::CODE, Self::type_code),
        (title::LINK, Self::open_link),
        (title::DONE, Self::finish),
        (title::PROBABLY_DONE, Self::finish),
        (title::RESET_DONE, Self::finish),
        (title::EMAIL_ADDED, Self::finish),
        (title::NUMBER_ADDED, Self::finish),
    ];

    /// Goes from page to page until the program ends.
    pub fn walk(&self) -> Exit {
        while self.page_to_page(&[]).is_some() {}
        self.terminal.wait_exit()
    }

    /// Goes from page to page until a message is there.
    pub fn walk_to_message(&self) {
        let ends = [title::CODE, title::LINK];
        while self.page_to_page(&ends).is_some() {}
    }

    /// Does what a page asks for and waits for another; none at one of the ends, and when the program ends.
    fn page_to_page(&self, ends: &[&str]) -> Option<()> {
        let known = |rows: &[String]| Self::PAGES.iter().find(|(title, _)| has(rows, title));
        let rows = self
            .terminal
            .rows_when("a page that is known", |rows| known(rows).is_some())?;
        let (title, deed) = known(&rows)?;
        if ends.contains(title) {
            return None;
        }
        deed(self)?;
        let gone = |rows: &[String]| !has(rows, title);
        self.terminal.rows_when(&format!("{title:?} to go"), gone)?;
        Some(())
    }

    /// Waits for a text; `None` if the program ends before.
    fn shown(&self, text: &str) -> Option<()> {
        let is_there = |rows: &[String]| has(rows, text);
        self.terminal.rows_when(&format!("{text:?}"), is_there)?;
        Some(())
    }

    /// Waits for what the screen does not tell; `None` if the program ends before.
    pub fn comes<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> Option<T> {
        let until = Instant::now() + Duration::from_secs(20);
        while !self.terminal.has_ended() {
            if let Some(found) = look() {
                return Some(found);
            }
            assert!(Instant::now() < until, "waited for {what}, in vain");
            thread::sleep(Duration::from_millis(2));
        }
        None
    }

    fn go_on(&self) -> Option<()> {
        self.terminal.press(Key::Enter);
        Some(())
    }

    /// Goes down to a line.
    fn go_down_to(&self, line: &str) -> Option<()> {
        let chosen = |rows: &[String]| {
            let row = rows.iter().find(|row| row.contains('▸'))?;
            Some(row.trim_start_matches(|c| c != '▸').to_owned())
        };
        let wanted = format!("▸ {line}");
        loop {
            let rows = self
                .terminal
                .rows_when("a choice", |rows| chosen(rows).is_some())?;
            let here = chosen(&rows)?;
            if here.starts_with(&wanted) {
                return Some(());
            }
            self.terminal.press(Key::Down);
            let moved = |rows: &[String]| chosen(rows).is_some_and(|now| now != here);
            self.terminal.rows_when("the next choice", moved)?;
        }
    }

    fn choose_contact(&self) -> Option<()> {
        self.go_down_to(self.flow.contact)?;
        self.go_on()
    }

    /// Types what is not there already.
    fn fill(&self, text: &str, shown: &str) -> Option<()> {
        if !self.terminal.text().contains(shown) {
            self.terminal.send(text);
            self.shown(shown)?;
        }
        self.go_on()
    }

    fn give_number(&self) -> Option<()> {
        self.fill("07700900123", "07700 900123")
    }

    fn give_email(&self) -> Option<()> {
        self.fill("lark@example.org", "lark@example.org")
    }

    fn give_token(&self) -> Option<()> {
        self.fill(TOKEN, TOKEN)
    }

    fn type_twice(&self) -> Option<()> {
        self.terminal.send(PASSWORD);
        self.terminal.press(Key::Tab);
        self.terminal.send(PASSWORD);
        self.shown("Passwords match")
    }

    fn choose_password(&self) -> Option<()> {
        self.type_twice()?;
        self.go_on()
    }

    fn choose_new_password(&self) -> Option<()> {
        self.type_twice()?;
        self.terminal.press(Key::Tab);
        let chosen = |rows: &[String]| has(rows, "▸ Leave them signed in");
        // An earlier choice still stands.
        let asks = |rows: &[String]| chosen(rows) || has(rows, "choose with");
        if !chosen(&self.terminal.rows_when("the choice", asks)?) {
            self.terminal.press(Key::Down);
            self.terminal.rows_when("what is chosen", chosen)?;
        }
        self.go_on()
    }

    fn sign_in(&self) -> Option<()> {
        self.terminal.send(KNOWN_PASSWORD);
        self.shown(&"•".repeat(KNOWN_PASSWORD.len()))?;
        self.go_on()
    }

    /// Asks for another message where one is wanted, and waits for it. The program that was killed may have done so.
    fn ask_again(&self) -> Option<()> {
        if !self.flow.again {
            return Some(());
        }
        let told = |rows: &[String]| has(rows, "· message ");
        let rows = self.terminal.rows_when("the messages", told)?;
        if has(&rows, "message 1") {
            self.terminal.press(Key::Ctrl('r'));
            self.shown("message 2")?;
        }
        let has_come = || (self.site.messages().len() >= self.flow.messages).then_some(());
        self.comes("the second message", has_come)
    }

    /// The newest message that is of use.
    fn newest(&self, is_it: impl Fn(&Message) -> bool) -> Message {
        let messages = self.site.messages();
        let newest = messages.into_iter().rev().find(is_it);
        newest.expect("a message was asked for")
    }

    fn type_code(&self) -> Option<()> {
        self.ask_again()?;
        let newest = self.newest(|message| message.code.is_some());
        self.terminal.send(newest.code?);
        Some(())
    }

    fn open_link(&self) -> Option<()> {
        self.ask_again()?;
        let newest = self.newest(|message| message.link.is_some());
        self.site.follow(newest.link);
        self.go_on()
    }

    /// Where the browser was sent to, at the server itself.
    fn opened(&self) -> Option<Url> {
        let mut url = self.comes("the browser", || self.browser.opened())?;
        let server = Url::parse(self.site.practice.url()).expect("a URL");
        url.set_port(server.port()).expect("it has a host");
        Some(url)
    }

    /// Does a stage in the browser, and says so to the program, which would look by and by.
    fn visit_page(&self) -> Option<()> {
        self.go_down_to("Open it here")?;
        self.go_on()?;
        let page = self.opened()?;
        self.go_down_to("Check now")?;
        self.site.follow(Some(Link::open(page)));
        // It looks by itself too, and may have gone on.
        match has(
            &self.terminal.rows_when("a page", |_| true)?,
            title::BROWSER,
        ) {
            true => self.go_on(),
            false => Some(()),
        }
    }

    /// Opens the sign-up page, or leaves who came back from it without an account: there is one already.
    fn open_sign_up(&self) -> Option<()> {
        if self.terminal.text().contains("without an account") {
            self.terminal.press(Key::Ctrl('c'));
            self.terminal.wait_exit();
            return None;
        }
        self.go_on()
    }

    fn make_account(&self) -> Option<()> {
        let page = self.opened()?;
        match sign_up(&page, self.flow.user?, PASSWORD) {
            SignedUp::Yes => Some(()),
            SignedUp::Before => self.shown("without an account"),
        }
    }

    /// Makes sure of the password where that is offered, and ends.
    fn finish(&self) -> Option<()> {
        let ends = |rows: &[String]| has(rows, "▸ Finish");
        let offers = |rows: &[String]| has(rows, "▸ Check the password");
        let what = "what can be done";
        let rows = self
            .terminal
            .rows_when(what, |rows| ends(rows) || offers(rows))?;
        if offers(&rows) {
            self.go_on()?;
            self.shown("The password works.")?;
            self.terminal.rows_when("the end", ends)?;
        }
        self.go_on()
    }
}
