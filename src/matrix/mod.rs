//! The Matrix client: one request over HTTP, and its reply back as parsed values.
//!
//! It is usable without the wizard. [`Client::call`] takes any [`Request`](crate::protocol::Request)
//! and gives the [`Reply`](crate::protocol::Reply) that its variant names, or a
//! [`Failure`](crate::protocol::Failure) that says how far the request came:
//!
//! ```no_run
//! use mxid::domain::BaseUrl;
//! use mxid::matrix::{Client, Config};
//! use mxid::protocol::{Api, Reply, Request};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::new(Config::default())?;
//! let base = BaseUrl::parse("https://example.org")?;
//! if let Ok(Reply::Versions(versions)) = client.call(&base, Api::V3, &Request::Versions).await
//!     && let Some(minor) = versions.newest_v1()
//! {
//!     println!("newest version: v1.{minor}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The contract:
//!
//! * **One call, one request.** Nothing is retried here and nothing is remembered between calls. A
//!   POST is never redirected; a GET only within the same origin, discovery apart.
//! * **Nothing leaks.** An access token goes to the homeserver that the call names and nowhere else;
//!   a `submit_url` gets none. Bodies are zeroised, nothing is logged, and no failure quotes a
//!   request.
//! * **Nothing is trusted.** Answers are bounded in size, depth, number and length, and their text
//!   is cleaned. What real servers leave out, or send as `null`, is accepted where it can be.
//! * **Doubt is data.** [`Network::before_sending`](crate::protocol::Network::before_sending) tells
//!   a request that never left from one whose answer was lost.
//!
//! How it is laid out: an endpoint is one file under `endpoint` that writes a `Call` and reads its
//! `Answer`; `http` carries the one there and the other back, by way of `redirect` and `proxy`.

mod answer;
mod call;
mod client;
mod config;
mod endpoint;
mod http;
mod json;
mod network;
mod origin;
mod proxy;
mod received;
mod redirect;
mod refusal;
mod tls;
mod uia;

pub use client::Client;
pub use config::{BuildError, Config, Resolver, Timeouts};
pub use proxy::{Proxies, ProxyUrl, ProxyUrlError};
pub use received::Received;
