//! Servers that want more, and flows that an earlier run began.

use std::process::Command;

use mxid::practice::{Captcha, Contact, OAuth, Options, Policy, RegistrationToken, Translation};
use url::Url;

use crate::folder::Folder;
use crate::pages::title;

use super::super::MXID;
use super::super::served::Served;
use super::super::web::{self, Browser, Site};
use super::*;

#[test]
fn both_contacts_a_token_and_terms() {
    let policy = |id: &str| Policy {
        id: id.to_owned(),
        version: "1.0".to_owned(),
        translations: vec![Translation {
            language: "en".to_owned(),
            name: id.to_owned(),
            url: format!("https://example.org/{id}"),
        }],
    };
    let site = Site::with(Options {
        email: Contact::Required,
        msisdn: Contact::Required,
        registration_tokens: vec![RegistrationToken {
            token: "letmein".to_owned(),
            uses: None,
        }],
        terms: vec![policy("privacy"), policy("terms")],
        ..Options::default()
    });
    let terminal = dumb(&["sign-up", "--server", site.practice.url()]);
    answer(
        &terminal,
        "Enter for 1, Phone number and email address",
        "1",
    );
    number(&terminal);
    answer(&terminal, "Email address", "wren@example.org");
    account(&terminal, "wren");
    answer(&terminal, "Registration token", "nonsense");
    terminal.wait_for("Problem: This token is not valid");
    answer(&terminal, "Registration token", "letmein");
    terminal.wait_for("https://example.org/terms");
    answer(&terminal, "Press Enter to agree to “privacy 1.0”", "77");
    terminal.wait_for("That is not an option here.");
    answer(&terminal, "Press Enter to agree to “privacy 1.0”", "2");
    terminal.wait_for("https://example.org/terms, agreed");
    answer(&terminal, "Press Enter to agree to “privacy 1.0”", "1");
    terminal.wait_for("https://example.org/privacy, agreed");
    answer(&terminal, "Press Enter to continue", "2");
    answer(&terminal, "Press Enter to agree to “terms 1.0”", "agree");
    terminal.wait_for("Agreed: privacy 1.0, terms 1.0");
    answer(&terminal, "Enter for 1, Send the code", "");
    terminal.wait_for("Enter the code we texted to +1 201-555-0123");
    let outbox = site.practice.outbox();
    assert_eq!(outbox.len(), 1, "{outbox:?}");
    let code = outbox[0].code.clone().expect("a text has a code");
    answer(&terminal, "Code", &code);
    terminal.wait_for(title::LINK);
    let outbox = site.practice.outbox();
    let link = outbox[1].link.as_ref().expect("a mail has a link");
    web::ask("GET", &Url::parse(link.url()).expect("a URL"), &[]);
    leave_with(&terminal, "Your Matrix ID is @wren:practice.localhost");
    assert_never_written(&terminal, "letmein");
}

#[test]
fn a_step_in_the_browser() {
    let site = Site::with(Options {
        captcha: Some(Captcha {
            public_key: "key".to_owned(),
        }),
        ..Options::default()
    });
    let terminal = dumb(&["sign-up", "--server", site.practice.url()]);
    answer(&terminal, "Enter for 1, Phone number", "3");
    account(&terminal, "dove");
    answer(&terminal, "Enter for 1, Create the account", "");
    terminal.wait_for(title::BROWSER);
    terminal.wait_for("/fallback/web?session=");
    let text = terminal.text();
    assert!(!text.contains("QR code"), "{text}");
    answer(&terminal, "Number", "1");
    terminal.wait_for("The server says that it is not done yet.");
    let page = text.lines().find(|line| line.contains("/fallback/web?"));
    let mut page = Url::parse(page.expect("just waited for")).expect("a URL");
    let session = page.query_pairs().next().expect("a session").1.into_owned();
    page.set_query(None);
    let form = [
        ("session", session.as_str()),
        ("g-recaptcha-response", "ticked"),
    ];
    web::ask("POST", &page, &form);
    leave_with(&terminal, "Your Matrix ID is @dove");
}

#[test]
fn an_account_made_in_the_browser() {
    let site = Site::with(Options {
        oauth: Some(OAuth::default()),
        ..Options::default()
    });
    let browser = Browser::new();
    let terminal = mxid(&["sign-up", "--server", site.practice.url()])
        .env("TERM", "dumb")
        .env("BROWSER", browser.script())
        .size(200, 200)
        .start();
    answer(&terminal, "Enter for 1, Open the sign-up page", "");
    terminal.wait_for(title::WEB_WAITING);
    let page = browser.opened();
    terminal.wait_for("We asked a browser to open the link.");
    let question = "Enter for 1, Open the page again:";
    terminal.wait_for(question);
    let asked = terminal.text().matches(question).count();
    assert_eq!(
        asked,
        1,
        "while the browser was started too: {}",
        terminal.text()
    );
    let back = web::fill(&page, "create");
    web::ask("GET", &back, &[]);
    terminal.wait_for("@wren:practice.localhost");
    leave_with(&terminal, "Your Matrix ID is @wren:practice.localhost");
}

#[test]
fn a_server_where_it_cannot_be_done_says_where_else() {
    let site = Site::with(Options {
        oauth: Some(OAuth::default()),
        ..Options::default()
    });
    let terminal = dumb(&["reset-password", "--server", site.practice.url()]);
    terminal.wait_for(title::RESET_IN_BROWSER);
    terminal.wait_for(&format!("{}/account/", site.practice.url()));
    answer(&terminal, "Number", "leave");
    assert_eq!(terminal.wait_exit(), Exit::Status(1));
    terminal.assert_restored();
}

#[test]
fn what_a_killed_run_left_is_gone_on_with() {
    let served = Served::start();
    let state = Folder::new();
    let start = |arguments: &[&str]| {
        mxid(arguments)
            .env("XDG_STATE_HOME", state.path())
            .env("TERM", "dumb")
            .size(200, 200)
            .start()
    };
    let server = served.url.as_str();
    let terminal = start(&[
        "sign-up",
        "--server",
        server,
        "--phone",
        "2015550123",
        "--country",
        "us",
    ]);
    account(&terminal, "swift");
    answer(&terminal, "Enter for 1, Send the code", "");
    terminal.wait_for("Enter the code we texted to +1 201-555-0123");
    terminal.kill();
    terminal.wait_exit();

    // A script that has the password and no code is back at the code, and leaves there.
    let answers = format!("{PASSWORD}\n{PASSWORD}\n");
    let output = piped::run(
        Command::new(MXID)
            .args(["resume", "--ui", "plain"])
            .env("XDG_STATE_HOME", state.path()),
        &answers,
    );
    let said = piped::text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!said.contains(title::TASK), "{said}");
    assert!(said.contains(title::CODE), "{said}");

    let terminal = start(&[]);
    answer(
        &terminal,
        "Enter for 1, Continue creating your account on ",
        "",
    );
    terminal.wait_for("You are back where you stopped.");
    answer(&terminal, "Password", PASSWORD);
    answer(&terminal, "Repeat password", PASSWORD);
    terminal.wait_for("Enter the code we texted to +1 201-555-0123");
    let outbox = served.outbox();
    assert_eq!(outbox.len(), 1, "one message for one intent");
    answer(
        &terminal,
        "Code",
        outbox[0]["code"].as_str().expect("a code"),
    );
    leave_with(&terminal, "Your Matrix ID is @swift:");
}

#[test]
fn a_page_that_waits_writes_nothing() {
    let terminal = dumb(&["sign-up", "--practice", "--email", "lark@example.org"]);
    account(&terminal, "lark");
    answer(&terminal, "Enter for 1, Send the mail", "");
    terminal.wait_for("Number, or Enter for 1, Check now:");
    let written = terminal.raw_output().len();
    // It looks for the link all the while.
    std::thread::sleep(std::time::Duration::from_secs(5));
    assert_eq!(terminal.raw_output().len(), written, "{}", terminal.text());
}
