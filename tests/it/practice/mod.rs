//! The practice homeserver against the protocol's tables, over real HTTP on loopback.

mod accounts;
mod attempts;
mod codes;
mod dialects;
mod fallback;
mod help;
mod http;
mod links;
mod refusals;
mod reset;
mod server;
mod sign_up;
mod stages;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use mxid::practice::{Clock, Message, Options, Practice};
use serde_json::{Value, json};

use self::http::Reply;

/// Any free port of this computer.
const LOOPBACK: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
const PASSWORD: &str = "correct horse battery";

/// A practice server on a clock that the test turns.
struct Site {
    practice: Practice,
    seconds: Arc<AtomicU64>,
}

impl Site {
    /// A server with these options, a fixed seed and a standing clock.
    async fn start(options: Options) -> Self {
        let seconds = Arc::new(AtomicU64::new(1_000_000));
        let read = Arc::clone(&seconds);
        let clock = Clock::new(move || {
            SystemTime::UNIX_EPOCH + Duration::from_secs(read.load(Ordering::Relaxed))
        });
        let options = Options {
            clock,
            seed: Some([42; 32]),
            ..options
        };
        let practice = Practice::start(options, LOOPBACK).await.expect("a server");
        Self { practice, seconds }
    }

    async fn open() -> Self {
        Self::start(Options::default()).await
    }

    fn turn_clock(&self, seconds: u64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Sends any request to a path of the server.
    async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Reply {
        http::send(self.practice.url(), method, path, headers, body).await
    }

    async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], "").await
    }

    /// POSTs JSON to an endpoint of `/_matrix/client/v3`.
    async fn post(&self, endpoint: &str, body: &Value) -> Reply {
        let path = format!("/_matrix/client/v3{endpoint}");
        self.send("POST", &path, &[], &body.to_string()).await
    }

    /// The same with an access token.
    async fn post_as(&self, token: &str, endpoint: &str, body: &Value) -> Reply {
        let path = format!("/_matrix/client/v3{endpoint}");
        let bearer = format!("Bearer {token}");
        let headers = [("Authorization", bearer.as_str())];
        self.send("POST", &path, &headers, &body.to_string()).await
    }

    /// Follows a message's link as a scanner or browser does; the reply is not redirected.
    async fn visit(&self, method: &str, url: &str) -> Reply {
        let path = url.strip_prefix(self.practice.url()).expect("a link here");
        self.send(method, path, &[], "").await
    }

    fn newest(&self) -> Message {
        self.practice.outbox().pop().expect("a message")
    }

    fn sent(&self) -> usize {
        self.practice.outbox().len()
    }

    /// Asks for a mail and returns the `sid`.
    async fn ask_mail(&self, purpose: &str, email: &str, secret: &str, attempt: i64) -> String {
        let reply = self
            .post(
                &format!("{purpose}/email/requestToken"),
                &mail(email, secret, attempt),
            )
            .await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply.json()["sid"].as_str().expect("a sid").to_owned()
    }

    /// Asks for a mail and opens its link.
    async fn prove_mail(&self, purpose: &str, email: &str, secret: &str) -> String {
        let sid = self.ask_mail(purpose, email, secret, 1).await;
        let method = if purpose == "/account/password" {
            "POST"
        } else {
            "GET"
        };
        let link = self.newest().link.expect("a link");
        assert_eq!(self.visit(method, link.url()).await.status, 200);
        sid
    }

    /// Begins an exchange and returns its session.
    async fn begin(&self, endpoint: &str, body: &Value) -> String {
        let reply = self.post(endpoint, body).await;
        assert_eq!(reply.status, 401, "{}", reply.text);
        reply.json()["session"]
            .as_str()
            .expect("a session")
            .to_owned()
    }

    /// Makes an account, with an email address if one is given, and returns its access token.
    async fn account(&self, username: &str, email: Option<&str>) -> String {
        let mut body = json!({"username": username, "password": PASSWORD});
        let session = self.begin("/register", &body).await;
        body["auth"] = match email {
            None => json!({"type": "m.login.dummy", "session": session}),
            Some(email) => {
                let secret = format!("for_{username}");
                let sid = self.prove_mail("/register", email, &secret).await;
                email_stage(&session, &sid, &secret)
            }
        };
        let reply = self.post("/register", &body).await;
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply.json()["access_token"]
            .as_str()
            .expect("a token")
            .to_owned()
    }

    async fn log_in(&self, user: &str, password: &str) -> Reply {
        let identifier = json!({"type": "m.id.user", "user": user});
        let body = json!({
            "type": "m.login.password", "identifier": identifier, "password": password,
        });
        self.post("/login", &body).await
    }
}

fn mail(email: &str, secret: &str, attempt: i64) -> Value {
    json!({"client_secret": secret, "email": email, "send_attempt": attempt})
}

fn text(country: &str, number: &str, secret: &str, attempt: i64) -> Value {
    json!({
        "client_secret": secret, "country": country, "phone_number": number, "send_attempt": attempt,
    })
}

fn email_stage(session: &str, sid: &str, secret: &str) -> Value {
    contact_stage("m.login.email.identity", session, sid, secret)
}

fn contact_stage(stage: &str, session: &str, sid: &str, secret: &str) -> Value {
    json!({
        "type": stage, "session": session, "threepid_creds": {"sid": sid, "client_secret": secret},
    })
}
