//! The practice homeserver: a real HTTP server on loopback, in memory, to try the wizard on without consequences.
//!
//! It speaks the sign-up, reset, contact and login parts of the client-server API as Synapse does, or in the
//! [dialect](Dialect) of another homeserver, keeps the texts and mails it would send in an [outbox](Practice::outbox),
//! and forgets everything when it is dropped. It reads and writes JSON by itself: it shares no code with the Matrix
//! client, so that one misreading of the specification cannot pass on both sides.
//!
//! | file | concern |
//! |---|---|
//! | `options` | how the server is set up |
//! | `dialect/` | what is peculiar to each homeserver, as tables |
//! | `routes` | which path and method leads where |
//! | `body`, `errors`, `prelude` | JSON in, refusals out, and what every handler is written with |
//! | `request_token`, `submit_code`, `validation`, `address`, `messages`, `page`, `pages` | proving that a user holds a contact |
//! | `uia`, `exchanges`, `stages`, `attempt`, `fallback` | user-interactive authentication |
//! | `register`, `usernames`, `password`, `password_policy`, `threepid`, `login` | what the proofs are for |
//! | `oauth` | accounts made in the browser |
//! | `accounts`, `memory`, `limits`, `random` | what the server remembers |
//! | `discovery` | what it says about itself |
//!
//! How a server is set up is in its [`Options`]; what no setting of it changes is in its dialect's table. A handler
//! reads both and asks for neither by name.

mod accounts;
mod address;
mod attempt;
mod body;
mod dialect;
mod discovery;
mod errors;
mod exchanges;
mod fallback;
mod limits;
mod login;
mod memory;
mod messages;
mod oauth;
mod options;
mod page;
mod pages;
mod password;
mod password_policy;
mod prelude;
mod random;
mod register;
mod request_token;
mod routes;
mod stages;
mod submit_code;
mod threepid;
mod uia;
mod usernames;
mod validation;

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};

pub use self::dialect::{Dialect, UnknownDialect};
use self::memory::Server;
pub use self::messages::{Message, MessageKind};
pub use self::options::{
    Captcha, ClientRegistration, Clock, CodeRefusal, Contact, Delivery, KnownAccount, OAuth,
    Options, PasswordPolicy, Policy, Proof, RateLimit, Registration, RegistrationToken, Support,
    SupportContact, TakenContact, Translation, UnknownReset,
};
pub use self::page::{Link, Page};

/// A running practice homeserver. Dropping it stops it: it accepts nothing more, and idle connections close.
pub struct Practice {
    server: Arc<Server>,
    /// Dropping the sender is the signal to shut down.
    _running: oneshot::Sender<()>,
}

/// Why a practice homeserver did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address can be reached by other machines; a practice server that they could use would be a lie.
    #[error("the practice server listens on loopback only, and {0} is not a loopback address")]
    NotLoopback(SocketAddr),
    /// The address could not be listened on, most often because another program does.
    #[error("the practice server cannot listen on {address}: {source}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        source: std::io::Error,
    },
    /// The operating system gave no randomness.
    #[error("the operating system gives no randomness: {0}")]
    Randomness(#[from] getrandom::Error),
}

impl Practice {
    /// Starts a server on `listen`; port 0 takes a free one. It runs on the current tokio runtime.
    ///
    /// # Errors
    /// [`StartError::NotLoopback`] for any address that is not `127.0.0.0/8` or `::1`; see [`StartError`] for the rest.
    pub async fn start(options: Options, listen: SocketAddr) -> Result<Self, StartError> {
        if !listen.ip().is_loopback() {
            return Err(StartError::NotLoopback(listen));
        }
        let cannot_listen = |source| StartError::Listen {
            address: listen,
            source,
        };
        let listener = TcpListener::bind(listen).await.map_err(cannot_listen)?;
        let bound = listener.local_addr().map_err(cannot_listen)?;
        let server = Arc::new(Server::new(options, format!("http://{bound}"))?);
        let (running, stopped) = oneshot::channel::<()>();
        let router = routes::router(Arc::clone(&server));
        tokio::spawn(async move {
            let stopped = async {
                // An error means that the sender was dropped, which is how a server is told to stop.
                let _ = stopped.await;
            };
            // Accepting continues through every error until the signal, so there is no failure to report.
            let _ = axum::serve(listener, router)
                .with_graceful_shutdown(stopped)
                .await;
        });
        Ok(Self {
            server,
            _running: running,
        })
    }

    /// The base URL, without a slash at its end: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.server.url
    }

    /// The server part of the Matrix IDs it makes.
    #[must_use]
    pub fn server_name(&self) -> &str {
        &self.server.options.server_name
    }

    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.server.options.dialect
    }

    /// Every message sent so far, oldest first.
    #[must_use]
    pub fn outbox(&self) -> Vec<Message> {
        self.server.remember().outbox.messages.clone()
    }

    /// How many sessions are open.
    #[must_use]
    pub fn sessions(&self) -> usize {
        self.server.remember().accounts.sessions()
    }

    /// The number of messages sent so far; it changes when one is sent.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<usize> {
        self.server.remember().outbox.count.subscribe()
    }

    /// Does what a click on a message's link, on the link of a stage's page, or on a page's confirm button does in a
    /// browser, and returns the page that comes up. A link that is not this server's leads to a page that says so.
    pub async fn follow(&self, link: &Link) -> Page {
        pages::follow(&self.server, link)
    }
}

impl fmt::Debug for Practice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Practice")
            .field("url", &self.server.url)
            .finish_non_exhaustive()
    }
}
