//! The practice server, and its messages as the wizard shows them.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::options::Settings;
use crate::domain::{BaseUrl, ServerName};
use crate::practice::{Dialect, KnownAccount, Link, MessageKind, Options, Practice, StartError};
use crate::screen::{InboxItem, InboxKind, MessagePage, Time};
use crate::wizard::{Answer, Event, PracticeFault, PracticeServer, RequestId};

/// An address that has an account on the practice server, to try a reset with.
const KNOWN_EMAIL: &str = "robin@example.org";

/// An account of the practice server whose password is known, to try adding a contact with.
const KNOWN_LOGIN: (&str, &str) = ("plover", "practice-makes-perfect");

/// How the practice server is set up for people.
pub(super) fn options(dialect: Dialect) -> Options {
    let (name, password) = KNOWN_LOGIN;
    Options {
        accounts: vec![
            KnownAccount {
                localpart: "robin".to_owned(),
                email: Some(KNOWN_EMAIL.to_owned()),
                password: None,
            },
            KnownAccount {
                localpart: name.to_owned(),
                email: None,
                password: Some(password.into()),
            },
        ],
        ..Options::speaking(dialect)
    }
}

/// The practice server of a run, if one was started.
pub(super) struct Inbox {
    dialect: Dialect,
    /// The result of the start, for the effect that asked for it.
    starting: Option<(RequestId, JoinHandle<Result<Practice, StartError>>)>,
    running: Option<(Practice, watch::Receiver<usize>)>,
    confirm: Option<Link>,
}

impl Inbox {
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            dialect: settings.dialect,
            starting: None,
            running: None,
            confirm: None,
        }
    }

    /// Starts the server; [`next`](Self::next) says its result.
    pub(super) fn start(&mut self, id: RequestId) {
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let start = Practice::start(options(self.dialect), listen);
        self.starting = Some((id, tokio::spawn(start)));
    }

    /// Waits for the result of the start, or for a message, which is no event; for ever when there is no server.
    pub(super) async fn next(&mut self) -> Option<Event> {
        if let Some((id, starting)) = &mut self.starting {
            let (id, started) = (*id, starting.await);
            self.starting = None;
            let started = started.ok().and_then(Result::ok);
            let server = started.and_then(|practice| self.keep(practice));
            let answer = Answer::Practice(server.ok_or(PracticeFault::CannotListen));
            return Some(Event::Answer(id, answer));
        }
        if let Some((_, messages)) = &mut self.running
            && messages.changed().await.is_ok()
        {
            return None;
        }
        std::future::pending().await
    }

    /// Keeps the server that was started, and says how the machine knows it.
    fn keep(&mut self, practice: Practice) -> Option<PracticeServer> {
        let base = BaseUrl::parse(practice.url()).ok()?;
        let name = ServerName::parse(practice.server_name()).ok()?;
        let messages = practice.subscribe();
        self.running = Some((practice, messages));
        Some(PracticeServer {
            base,
            name,
            known_email: KNOWN_EMAIL.to_owned(),
            known_login: KNOWN_LOGIN,
        })
    }

    /// The messages from `known` on.
    pub(super) fn since(&self, known: usize, now: Time) -> Vec<InboxItem> {
        let Some((practice, _)) = &self.running else {
            return Vec::new();
        };
        let messages = practice.outbox();
        messages
            .into_iter()
            .skip(known)
            .map(|message| InboxItem {
                kind: match message.kind {
                    MessageKind::Sms => InboxKind::Sms,
                    MessageKind::Mail => InboxKind::Mail,
                },
                to: message.to,
                text: message.text,
                code: message.code,
                link: message.link.map(|link| link.url().to_owned()),
                at: now,
            })
            .collect()
    }

    /// Does what Enter does on an open message: follows its link, or presses the button of the
    /// page behind it. Returns whether there was anything to do.
    pub(super) async fn press(&mut self, open: &mut MessagePage) -> bool {
        let link = match (&open.followed, &open.item.link) {
            (Some(_), _) => self.confirm.take(),
            (None, Some(url)) => Some(Link::open(url.clone())),
            (None, None) => None,
        };
        let (Some(link), Some((practice, _))) = (link, &self.running) else {
            return false;
        };
        let page = practice.follow(&link).await;
        open.confirm = page.confirm.is_some();
        self.confirm = page.confirm;
        open.followed = Some((page.title, page.text));
        true
    }
}
