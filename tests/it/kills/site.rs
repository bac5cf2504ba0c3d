//! A practice server in this process, with the accounts that the flows are about.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, mpsc};
use std::thread;

use mxid::practice::{KnownAccount, Link, Message, Options, Practice};
use serde_json::{Value, json};
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use super::flow::Flow;
use super::proxy::{Sent, exchange};

/// The password of the account that a contact is added to.
pub const KNOWN_PASSWORD: &str = "practice-makes-perfect";

/// A running server. It ends when this is dropped.
pub struct Site {
    pub practice: Arc<Practice>,
    runtime: Handle,
    /// The messages that were sent before the flow began.
    before: usize,
    _running: oneshot::Sender<()>,
}

impl Site {
    /// Starts a server as a flow needs it.
    pub fn start(flow: &Flow) -> Self {
        let mut options = options();
        (flow.server)(&mut options);
        let site = Self::with(options);
        match flow.with_phone {
            true => site.with_phone(),
            false => site,
        }
    }

    fn with(options: Options) -> Self {
        let (started, starting) = mpsc::channel();
        let (running, stopped) = oneshot::channel::<()>();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let loopback = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
                let practice = Practice::start(options, loopback).await;
                let practice = Arc::new(practice.expect("a server"));
                let _ = started.send((practice, Handle::current()));
                let _ = stopped.await;
            });
        });
        let (practice, runtime) = starting.recv().expect("it starts");
        Self {
            practice,
            runtime,
            before: 0,
            _running: running,
        }
    }

    /// The messages of the flow.
    pub fn messages(&self) -> Vec<Message> {
        self.practice.outbox().split_off(self.before)
    }

    /// Does what a user does with a link: opens it, and presses the button if there is one.
    pub fn follow(&self, link: Option<Link>) {
        let mut next = link;
        while let Some(link) = next {
            next = self.runtime.block_on(self.practice.follow(&link)).confirm;
        }
    }

    /// Makes an account with a phone number, whose password is forgotten.
    fn with_phone(mut self) -> Self {
        let number = json!({
            "client_secret": "s1", "country": "GB", "phone_number": "07700900123", "send_attempt": 1,
        });
        let asked = self.post("/register/msisdn/requestToken", &number);
        let code = self.practice.outbox()[0].code.clone();
        let url = asked["submit_url"].as_str().expect("a submit_url");
        let path = url.trim_start_matches(self.practice.url());
        let submit = json!({"sid": asked["sid"], "client_secret": "s1", "token": code});
        let sent = Sent::json("POST", path, &submit);
        assert_eq!(exchange(self.practice.url(), &sent).0, 200);
        let mut body = json!({
            "username": "wren", "password": "violet-anvil-teapot-1", "inhibit_login": true,
        });
        let session = self.post("/register", &body)["session"].clone();
        body["auth"] = json!({
            "type": "m.login.msisdn", "session": session,
            "threepid_creds": {"sid": asked["sid"], "client_secret": "s1"},
        });
        assert!(self.post("/register", &body)["user_id"].is_string());
        self.before = self.practice.outbox().len();
        self
    }

    /// Whether somebody can log in with a password.
    pub fn takes(&self, user: &str, password: &str) -> bool {
        let body = json!({
            "type": "m.login.password", "password": password,
            "identifier": {"type": "m.id.user", "user": user},
        });
        self.post("/login", &body)["access_token"].is_string()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        let path = format!("/_matrix/client/v3{path}");
        let (_, body) = exchange(self.practice.url(), &Sent::json("POST", &path, body));
        serde_json::from_str(&body).expect("JSON")
    }
}

fn options() -> Options {
    Options {
        reset_by_phone: true,
        accounts: vec![
            KnownAccount {
                localpart: "robin".to_owned(),
                email: Some("robin@example.org".to_owned()),
                password: None,
            },
            KnownAccount {
                localpart: "plover".to_owned(),
                email: None,
                password: Some(KNOWN_PASSWORD.into()),
            },
        ],
        ..Options::default()
    }
}
