//! One cell of the table: a flow with one fault at one of its requests.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::Arc;

use mxid::practice::Practice;

use super::face::{Ended, Face};
use super::fault::{Fault, Span, Target};
use super::flow::Flow;
use super::site::{Asked, Site};

/// The steps of a cell.
#[derive(Clone, Debug)]
pub struct Cell {
    pub flow: Flow,
    pub target: Target,
    pub fault: Fault,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub ended: Ended,
    /// Whether something stood in the way on the way.
    pub hindered: bool,
    /// How often the fault happened.
    pub hits: usize,
    /// How often the user asked for a message.
    pub asked: usize,
    /// How many of these the server was told of, and acted on.
    pub acted: usize,
    /// How many messages there are.
    pub messages: usize,
    pub last_words: String,
}

/// The requests of a flow: those that the wizard makes, and those that the server sees.
pub struct Requests {
    pub made: Vec<Target>,
    pub seen: Vec<Target>,
}

/// Lets a future run to its end on a runtime of its own.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let value = runtime.block_on(future);
    runtime.shutdown_background();
    value
}

/// A server as a flow finds it.
async fn server(flow: Flow) -> Arc<Practice> {
    let listen = (Ipv4Addr::LOCALHOST, 0).into();
    let practice = Arc::new(
        Practice::start(flow.server(), listen)
            .await
            .expect("a server"),
    );
    // A number that an account has, so that there is a password to reset by it.
    if flow == Flow::ResetByPhone {
        let site = Site::start(practice.url(), None);
        let mut face = Face::new(Flow::SignUpByPhone, &practice, &site, false);
        assert_eq!(face.run().await, Ended::Completed, "{}", face.story());
    }
    practice
}

/// The requests of a flow to which nothing happens.
pub async fn requests(flow: Flow) -> Requests {
    let practice = server(flow).await;
    let site = Site::start(practice.url(), None);
    let mut face = Face::new(flow, &practice, &site, false);
    let ended = face.run().await;
    assert_eq!(ended, Ended::Completed, "{}", face.story());
    assert!(!face.hindered, "{}", face.story());
    assert_eq!(face.messages(), face.asked, "{}", face.story());
    Requests {
        made: face.requests(),
        seen: site.requests(),
    }
}

/// Runs a cell.
///
/// # Panics
/// When a promise is broken.
pub async fn run(cell: &Cell) -> Outcome {
    let practice = server(cell.flow).await;
    let fault = (cell.target.clone(), cell.fault, cell.span);
    let site = Site::start(practice.url(), Some(fault));
    let hurried = cell.fault == Fault::Timeout;
    let mut face = Face::new(cell.flow, &practice, &site, hurried);
    let ended = face.run().await;

    let asked = site.asked();
    let acted = intents(&asked, |asked| asked.acted);
    let told = intents(&asked, |_| true);
    assert!(
        site.hits() > 0,
        "the fault never happened\n{}",
        face.story()
    );
    assert_eq!(face.messages(), acted, "messages\n{}", face.story());
    if cell.fault.is_before_the_request() {
        assert!(told <= face.intents(), "{told} of\n{}", face.story());
    } else {
        assert_eq!(told, face.intents(), "not told of all\n{}", face.story());
    }
    match ended {
        Ended::Completed => assert_eq!(face.intents(), face.asked, "{}", face.story()),
        // The expected request did not come.
        Ended::Stopped => assert!(face.intents() <= face.asked, "{}", face.story()),
    }
    assert_bodies_are_kept(&asked);
    assert!(
        practice.sessions() == 0 || face.says_left_open(),
        "a session is open, and nobody says so\n{}",
        face.story()
    );
    Outcome {
        ended,
        hindered: face.hindered,
        hits: site.hits(),
        asked: face.asked,
        acted,
        messages: face.messages(),
        last_words: format!("{:?}", face.last_words()),
    }
}

/// How many different messages were asked for.
fn intents(asked: &[Asked], pick: impl Fn(&Asked) -> bool) -> usize {
    let mut different: Vec<_> = asked
        .iter()
        .filter(|asked| pick(asked))
        .map(|asked| (&asked.secret, asked.attempt))
        .collect();
    different.sort();
    different.dedup();
    different.len()
}

/// A repeat is one unchanged, and the attempts of a secret only rise.
fn assert_bodies_are_kept(asked: &[Asked]) {
    let mut newest: HashMap<&str, &Asked> = HashMap::new();
    for one in asked {
        match newest.insert(&one.secret, one) {
            Some(last) if last.attempt == one.attempt => {
                assert_eq!((&last.path, &last.body), (&one.path, &one.body));
            }
            last => assert!(one.attempt > last.map_or(0, |last| last.attempt)),
        }
    }
}
