//! The traffic on the wire, held against types that we did not write.
//!
//! Every request leaves by a real socket; what arrived is read by ruma's server side and written
//! again by its client side, and both have to be *equal*: a misspelt member would be dropped on the
//! way. Every answer is written by ruma and read by us. Answers that ruma does not know are asserted by
//! hand, and so is what hostile or broken servers send.

mod connections;
mod hostile;
mod network;
mod oauth;
mod oracle;
mod proxies;
mod redirects;
mod refusals;
mod replies;
mod replies_by_hand;
mod requests;
mod requests_by_hand;
pub mod server;
mod tls;
mod uia;
pub mod values;
mod well_known;

use std::sync::OnceLock;

use mxid::domain::BaseUrl;
use mxid::matrix::{Client, Config};
use mxid::protocol::{Api, Failure, Reply, Request};
use server::{Answer, Captured, Server};

/// One client for all tests: each reads the system's certificates.
pub fn client() -> Client {
    static CLIENT: OnceLock<Client> = OnceLock::new();
    CLIENT
        .get_or_init(|| Client::new(Config::default()).unwrap())
        .clone()
}

/// Asks a server that answers once, and gives what it saw and what we made of its answer.
async fn exchange(
    api: Api,
    request: &Request,
    answer: Answer,
) -> (Captured, Result<Reply, Failure>) {
    let server = Server::answering([answer]);
    let reply = client().call(&server.base(), api, request).await;
    (server.only_request(), reply)
}

/// Our reading of an answer.
async fn reply_to(request: &Request, answer: Answer) -> Result<Reply, Failure> {
    exchange(Api::V3, request, answer).await.1
}

fn base(text: &str) -> BaseUrl {
    BaseUrl::parse(text).unwrap()
}
