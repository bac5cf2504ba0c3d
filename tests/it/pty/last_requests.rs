//! The last requests of a sign-up, at servers that never get on, take their time or want the code elsewhere.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::pages::title;
use crate::terminal::{Exit, Key, Terminal};
use crate::wire::server::{Answer, Captured, read};
use crate::world::behind_tls;

use super::served::Served;
use super::*;

/// The practice server behind a gateway that answers some requests in its own way.
struct Gateway {
    _served: Served,
    url: String,
    /// How many registrations came that name a session.
    asked: Arc<AtomicUsize>,
}

impl Gateway {
    /// `answer` is given a request, and how many registrations came before; without an answer the practice server has
    /// the word.
    fn start(answer: fn(&Captured, usize) -> Option<Answer>) -> Self {
        let served = Served::start();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let practice = behind_tls(&served.url, &url);
        let asked = Arc::<AtomicUsize>::default();
        let count = asked.clone();
        let says = Arc::new(move |request: &Captured| {
            let before = match names_session(request) {
                true => count.fetch_add(1, Ordering::SeqCst),
                false => count.load(Ordering::SeqCst),
            };
            answer(request, before).unwrap_or_else(|| practice(request))
        });
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let says = says.clone();
                thread::spawn(move || serve(stream, &*says));
            }
        });
        Self {
            _served: served,
            url,
            asked,
        }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// A sign-up without a contact, at its review page.
    fn reviewing(&self) -> Terminal {
        let terminal = mxid(&["sign-up", "--server", &self.url]).start();
        terminal.wait_for(title::CONTACT);
        to_account(&terminal);
        account(&terminal, "wren");
        terminal.wait_for("▸ Create the account");
        terminal
    }
}

/// Whether a request is a registration that names its session.
fn names_session(request: &Captured) -> bool {
    request.method == "POST"
        && request.target.ends_with("/register")
        && request.json()["auth"]["session"].is_string()
}

fn serve(mut stream: TcpStream, says: &dyn Fn(&Captured) -> Answer) {
    while let Ok(reading) = stream.try_clone()
        && let Some(request) = read(reading)
    {
        let Answer::Send(bytes) = says(&request) else {
            return;
        };
        if stream.write_all(&bytes).is_err() {
            return;
        }
    }
}

#[test]
fn a_server_that_takes_back_what_it_counted_is_asked_a_few_times_and_then_left() {
    let gateway = Gateway::start(|request, at| {
        if !names_session(request) {
            return None;
        }
        let completed = if at.is_multiple_of(2) {
            vec!["m.login.dummy"]
        } else {
            vec![]
        };
        let body = json!({
            "session": "S1",
            "flows": [{"stages": ["m.login.dummy"]}],
            "params": {},
            "completed": completed,
        });
        Some(Answer::kept(401, &body.to_string()))
    });
    let terminal = gateway.reviewing();
    terminal.press(Key::Enter);
    terminal.wait_for("keeps undoing steps");
    let asked = gateway.asked();
    assert!(asked <= 6, "{asked} requests");
    terminal.press(Key::Esc);
    terminal.wait_for(title::ACCOUNT);
    assert_eq!(gateway.asked(), asked, "nothing more is sent by itself");
}

#[test]
fn another_name_waits_for_the_request_that_may_make_the_account() {
    let gateway = Gateway::start(|request, _| {
        if names_session(request) {
            thread::sleep(Duration::from_secs(2));
        }
        None
    });
    let terminal = gateway.reviewing();
    terminal.press(Key::Enter);
    terminal.wait_written("the account to be on its way", |_| gateway.asked() == 1);
    for below in ["▸ Add an email", "▸ Change name or password"] {
        terminal.press(Key::Down);
        terminal.wait_for(below);
    }
    terminal.press(Key::Enter);
    terminal.wait_for("Going back once the answer arrives");
    terminal.wait_for(title::DONE);
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    assert_eq!(gateway.asked(), 1);
}

/// A gateway that wants codes sent to a host that does not exist.
fn with_codes_elsewhere() -> Gateway {
    Gateway::start(|request, _| {
        let is_message = request.target.contains("/register/msisdn/requestToken");
        let body = json!({"sid": "1", "submit_url": "https://id.invalid/submit"});
        is_message.then(|| Answer::kept(200, &body.to_string()))
    })
}

const BY_PHONE: [&str; 5] = ["sign-up", "--phone", "+12015550123", "--username", "wren"];

#[test]
fn an_enter_from_before_the_question_for_another_host_is_no_answer() {
    let gateway = with_codes_elsewhere();
    let terminal = mxid(&BY_PHONE).args(["--server", &gateway.url]).start();
    terminal.wait_for(title::ACCOUNT);
    for _ in 0..2 {
        terminal.send(PASSWORD);
        terminal.press(Key::Tab);
    }
    terminal.press(Key::Enter);
    terminal.wait_for(title::REVIEW);
    terminal.press(Key::Enter);
    terminal.wait_for(title::CODE);
    terminal.send("417203\r");
    terminal.wait_for("wants the code sent to another host:");
    // The Enter was read long before this key.
    terminal.press(Key::Ctrl('t'));
    terminal.press(Key::F(2));
    terminal.wait_for("requestToken");
    assert!(!terminal.text().contains("submit"), "{}", terminal.text());
    terminal.press(Key::F(2));
    terminal.wait_for("wants the code sent to another host:");
    terminal.press(Key::Enter);
    terminal.wait_for("no address (DNS)");
}

#[test]
fn in_lines_the_question_for_another_host_waits_for_a_line_of_its_own() {
    let gateway = with_codes_elsewhere();
    let terminal = mxid(&BY_PHONE)
        .args(["--server", &gateway.url, "--ui", "plain"])
        .size(160, 50)
        .start();
    for again in ["Password (", "Repeat password"] {
        terminal.wait_for(again);
        terminal.enter(PASSWORD);
    }
    terminal.wait_for("Send the code");
    terminal.enter("");
    terminal.wait_for("Code:");
    terminal.enter("417203");
    terminal.wait_for("wants the code sent to another host:");
    terminal.enter("help");
    terminal.wait_for("again: asks for another message");
    assert!(
        !terminal.lines().contains("no address"),
        "{}",
        terminal.lines()
    );
    terminal.enter("");
    terminal.wait_for("has no address");
}
