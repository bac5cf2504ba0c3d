//! The practice server, and its messages as the wizard shows them.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::sync::{mpsc, watch};

use crate::domain::{BaseUrl, ServerName};
use crate::practice::{Dialect, KnownAccount, Link, MessageKind, Options, Practice};
use crate::screen::{InboxItem, InboxKind, MessagePage, Time};
use crate::wizard::{PracticeFault, PracticeServer, RequestId};

/// An address that has an account on the practice server, to try a reset with.
const KNOWN_EMAIL: &str = "robin@example.org";

/// How the practice server is set up for people.
pub(super) fn options(dialect: Dialect) -> Options {
    Options {
        accounts: vec![KnownAccount {
            localpart: "robin".to_owned(),
            email: KNOWN_EMAIL.to_owned(),
        }],
        ..Options::speaking(dialect)
    }
}

/// That the server is there, or why not.
pub(super) struct Started {
    /// The effect that asked for it.
    pub(super) id: RequestId,
    /// The server.
    pub(super) server: Result<Practice, PracticeFault>,
}

/// The practice server of a run, if one was started.
pub(super) struct Inbox {
    news: mpsc::UnboundedSender<Started>,
    dialect: Dialect,
    running: Option<(Practice, watch::Receiver<usize>)>,
    confirm: Option<Link>,
}

impl Inbox {
    pub(super) fn new(news: mpsc::UnboundedSender<Started>, dialect: Dialect) -> Self {
        Self {
            news,
            dialect,
            running: None,
            confirm: None,
        }
    }

    /// Starts the server; the loop hears of it.
    pub(super) fn start(&self, id: RequestId) {
        let (news, dialect) = (self.news.clone(), self.dialect);
        tokio::spawn(async move {
            let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            let started = Practice::start(options(dialect), listen).await;
            let server = started.map_err(|_| PracticeFault::CannotListen);
            let _ = news.send(Started { id, server });
        });
    }

    /// Keeps the server that was started, and says how the machine knows it.
    pub(super) fn keep(&mut self, practice: Practice) -> Result<PracticeServer, PracticeFault> {
        let base = BaseUrl::parse(practice.url()).map_err(|_| PracticeFault::CannotListen)?;
        let name =
            ServerName::parse(practice.server_name()).map_err(|_| PracticeFault::CannotListen)?;
        let messages = practice.subscribe();
        self.running = Some((practice, messages));
        Ok(PracticeServer {
            base,
            name,
            known_email: KNOWN_EMAIL.to_owned(),
        })
    }

    /// Waits for the next message; for ever when there is no server.
    pub(super) async fn changed(&mut self) {
        match &mut self.running {
            Some((_, messages)) => {
                if messages.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
            None => std::future::pending().await,
        }
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
    /// page behind it. Gives whether there was anything to do.
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
