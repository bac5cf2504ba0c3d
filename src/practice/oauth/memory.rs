//! The server's memory of clients and codes, and the allowed redirects of a client's browser (client-server API,
//! "Redirect URI validation").

use std::collections::HashMap;
use std::time::SystemTime;

use url::{Host, Url};

use super::refusal::Refusal;

#[derive(Default)]
pub(in crate::practice) struct Memory {
    pub(super) clients: Clients,
    /// The codes that were not redeemed yet.
    pub(super) codes: HashMap<String, Grant>,
}

pub(super) struct Grant {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) challenge: String,
    pub(super) device_id: String,
    pub(super) localpart: String,
    pub(super) given_at: SystemTime,
}

#[derive(Default)]
pub(super) struct Clients(pub(super) HashMap<String, Vec<Url>>);

impl Clients {
    pub(super) fn known(&self, client_id: &str) -> Result<(), Refusal> {
        match self.0.contains_key(client_id) {
            true => Ok(()),
            false => Err(Refusal::new("invalid_client", "Unknown client")),
        }
    }

    /// Whether the client has registered this redirect URI, letter by letter. The port of a loopback address
    /// may differ (RFC 8252, section 7.3): the client learns it only when it listens.
    pub(super) fn may_redirect(&self, client_id: &str, uri: &Url) -> bool {
        let registered = self.0.get(client_id);
        registered.is_some_and(|uris| uris.iter().any(|known| matches(known, uri)))
    }
}

fn matches(registered: &Url, asked: &Url) -> bool {
    let mut asked = asked.clone();
    if is_loopback(registered) && asked.set_port(registered.port()).is_err() {
        return false;
    }
    *registered == asked
}

pub(super) fn is_loopback(url: &Url) -> bool {
    let is_loopback = |host| match host {
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
        Host::Domain(name) => name == "localhost",
    };
    url.scheme() == "http" && url.host().is_some_and(is_loopback)
}
