//! A person who does on each page what it asks for, whichever comes next.

use crate::terminal::{Exit, Key, Terminal};

use super::site::{KNOWN_PASSWORD, Site};

/// The password of the person: the same before and after the interruption.
pub const PASSWORD: &str = "violet-anvil-teapot-9";

/// The pages, by their titles, and what is done there. It gives none when the program has ended.
const PAGES: [(&str, Deed); 17] = [
    ("How can the server reach you?", choose_no_contact),
    ("Choose your name and password", choose_password),
    ("Sign in to your account", sign_in),
    // Filled in already; whoever was there before has to agree.
    ("What would you like to add?", go_on),
    ("Which country is the number from?", go_on),
    ("What is your phone number?", go_on),
    ("Which email address", go_on),
    ("What is your email address?", go_on),
    ("Everything right?", go_on),
    ("Choose your new password", choose_new_password),
    ("Enter the code we texted to", type_code),
    ("Open the link in your mail", open_link),
    ("Your account is ready", finish),
    ("Your account is probably ready", finish),
    ("Your password is changed", finish),
    ("The email address is on your account", finish),
    ("The phone number is on your account", finish),
];

type Deed = fn(&Terminal, &Site) -> Option<()>;

/// Goes from page to page until the program ends.
pub fn walk(terminal: &Terminal, site: &Site) -> Exit {
    let is_on = |rows: &[String], title: &str| rows.iter().any(|row| row.contains(title));
    let known = |rows: &[String]| PAGES.iter().find(|(title, _)| is_on(rows, title));
    loop {
        let here = terminal
            .rows_when("a page that is known", |rows| known(rows).is_some())
            .and_then(|rows| known(&rows));
        let gone = here.and_then(|(title, deed)| {
            deed(terminal, site)?;
            terminal.rows_when(&format!("{title:?} to go"), |rows| !is_on(rows, title))
        });
        if gone.is_none() {
            return terminal.wait_exit();
        }
    }
}

/// Waits for a text; none when the program ends before.
fn shown(terminal: &Terminal, text: &str) -> Option<()> {
    terminal
        .rows_when(&format!("{text:?}"), |rows| {
            rows.iter().any(|row| row.contains(text))
        })
        .map(drop)
}

fn go_on(terminal: &Terminal, _: &Site) -> Option<()> {
    terminal.press(Key::Enter);
    Some(())
}

/// Where flags do not say which contact, it is none.
fn choose_no_contact(terminal: &Terminal, site: &Site) -> Option<()> {
    for choice in ["▸ Phone", "▸ Email"] {
        if terminal.text().contains(choice) {
            terminal.press(Key::Down);
            let moved = |rows: &[String]| !rows.iter().any(|row| row.contains(choice));
            terminal.rows_when("the next choice", moved)?;
        }
    }
    shown(terminal, "▸ Neither")?;
    go_on(terminal, site)
}

fn type_twice(terminal: &Terminal) -> Option<()> {
    terminal.send(PASSWORD);
    terminal.press(Key::Tab);
    terminal.send(PASSWORD);
    shown(terminal, "Both are the same")
}

fn choose_password(terminal: &Terminal, site: &Site) -> Option<()> {
    type_twice(terminal)?;
    go_on(terminal, site)
}

fn choose_new_password(terminal: &Terminal, site: &Site) -> Option<()> {
    type_twice(terminal)?;
    terminal.press(Key::Tab);
    let has = |rows: &[String], text: &str| rows.iter().any(|row| row.contains(text));
    let chosen = |rows: &[String]| has(rows, "▸ Leave them signed in");
    // What was chosen before the interruption still is.
    let asks = |rows: &[String]| chosen(rows) || has(rows, "choose with");
    if !chosen(&terminal.rows_when("the choice", asks)?) {
        terminal.press(Key::Down);
        terminal.rows_when("what is chosen", chosen)?;
    }
    go_on(terminal, site)
}

fn sign_in(terminal: &Terminal, site: &Site) -> Option<()> {
    terminal.send(KNOWN_PASSWORD);
    shown(terminal, &"•".repeat(KNOWN_PASSWORD.len()))?;
    go_on(terminal, site)
}

fn type_code(terminal: &Terminal, site: &Site) -> Option<()> {
    let newest = site.messages().pop().expect("a text was asked for");
    terminal.send(newest.code.expect("a text has a code"));
    Some(())
}

fn open_link(terminal: &Terminal, site: &Site) -> Option<()> {
    site.follow(&site.messages().pop().expect("a mail was asked for"));
    go_on(terminal, site)
}

/// Makes sure of the password where that is offered, and ends.
fn finish(terminal: &Terminal, site: &Site) -> Option<()> {
    let ends = |rows: &[String]| rows.iter().any(|row| row.contains("▸ Finish"));
    let offers = |rows: &[String]| rows.iter().any(|row| row.contains("▸ Make sure"));
    let rows = terminal.rows_when("what can be done", |rows| ends(rows) || offers(rows))?;
    if offers(&rows) {
        go_on(terminal, site)?;
        shown(terminal, "The password works.")?;
        terminal.rows_when("the end", ends)?;
    }
    go_on(terminal, site)
}
