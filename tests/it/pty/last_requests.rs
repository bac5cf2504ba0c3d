//! The request that makes the account, at servers that never get on or take their time.

use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::terminal::{Exit, Key, Terminal};
use crate::wire::server::{Answer, Captured, read};
use crate::world::behind_tls;

use super::served::Served;
use super::*;

/// The practice server behind a gateway that answers registrations in its own way.
struct Gateway {
    _served: Served,
    url: String,
    /// How many registrations came that name a session.
    asked: Arc<AtomicUsize>,
}

impl Gateway {
    /// `answer` is given the number of the registration; without an answer the practice server has the word.
    fn start(answer: fn(usize) -> Option<Answer>) -> Self {
        let served = Served::start();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let practice = behind_tls(&served.url, &url);
        let asked = Arc::<AtomicUsize>::default();
        let count = asked.clone();
        let says = Arc::new(move |request: &Captured| {
            let names_session = request.target.ends_with("/register")
                && request.method == "POST"
                && request.json()["auth"]["session"].is_string();
            let own = match names_session {
                true => answer(count.fetch_add(1, Ordering::SeqCst)),
                false => None,
            };
            own.unwrap_or_else(|| practice(request))
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
        terminal.wait_for("How can the server reach you?");
        to_account(&terminal);
        account(&terminal, "wren");
        terminal.wait_for("▸ Create the account");
        terminal
    }
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
    let gateway = Gateway::start(|at| {
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
    terminal.wait_for("keeps taking back what it has accepted");
    let asked = gateway.asked();
    assert!(asked <= 6, "{asked} requests");
    terminal.press(Key::Esc);
    terminal.wait_for("Choose your name and password");
    assert_eq!(gateway.asked(), asked, "nothing more is sent by itself");
}

#[test]
fn another_name_waits_for_the_request_that_may_make_the_account() {
    let gateway = Gateway::start(|_| {
        thread::sleep(Duration::from_secs(2));
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
    terminal.wait_for("Going back as soon as the answer is in");
    terminal.wait_for("Your account is ready");
    terminal.press(Key::Enter);
    assert_eq!(terminal.wait_exit(), Exit::Status(0));
    assert_eq!(gateway.asked(), 1);
}
