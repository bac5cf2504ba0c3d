//! The practice server, and its messages as the wizard shows them.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::sync::{mpsc, watch};

use crate::domain::{BaseUrl, ServerName};
use crate::practice::{KnownAccount, Link, MessageKind, Options, Page, Practice};
use crate::screen::{InboxItem, InboxKind, MessagePage, Time};
use crate::wizard::{PracticeFault, PracticeServer, RequestId};

/// An address that has an account on the practice server, to try a reset with.
const KNOWN_EMAIL: &str = "robin@example.org";

/// How the practice server is set up for people.
pub(super) fn options() -> Options {
    Options {
        accounts: vec![KnownAccount {
            localpart: "robin".to_owned(),
            email: KNOWN_EMAIL.to_owned(),
        }],
        ..Options::default()
    }
}

/// What the practice side tells the loop.
pub(super) enum News {
    /// The server is there, or not.
    Started(RequestId, Result<Practice, PracticeFault>),
    /// A link was followed.
    Followed(Page),
}

/// The practice server of a run, if one was started.
pub(super) struct Inbox {
    news: mpsc::UnboundedSender<News>,
    running: Option<(Practice, watch::Receiver<usize>)>,
    confirm: Option<Link>,
}

impl Inbox {
    pub(super) fn new(news: mpsc::UnboundedSender<News>) -> Self {
        Self {
            news,
            running: None,
            confirm: None,
        }
    }

    /// Starts the server; the loop hears of it.
    pub(super) fn start(&self, id: RequestId) {
        let news = self.news.clone();
        tokio::spawn(async move {
            let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            let started = Practice::start(options(), listen).await;
            let started = started.map_err(|_| PracticeFault::CannotListen);
            let _ = news.send(News::Started(id, started));
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
    pub(super) fn press(&mut self, page: &MessagePage) -> bool {
        let link = match (&page.followed, &page.item.link) {
            (Some(_), _) => self.confirm.take(),
            (None, Some(url)) => Some(Link::open(url.clone())),
            (None, None) => None,
        };
        let (Some(link), Some((practice, _))) = (link, &self.running) else {
            return false;
        };
        let practice = practice.handle();
        let news = self.news.clone();
        tokio::spawn(async move {
            let page = practice.follow(&link).await;
            let _ = news.send(News::Followed(page));
        });
        true
    }

    /// Shows the page that a link led to.
    pub(super) fn followed(&mut self, page: Page, open: &mut MessagePage) {
        open.confirm = page.confirm.is_some();
        self.confirm = page.confirm;
        open.followed = Some((page.title, page.text));
    }
}
