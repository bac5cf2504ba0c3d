//! The transport: a call there, its answer back. The only user of reqwest.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{ClientBuilder, RequestBuilder, Response};
use url::Url;
use zeroize::Zeroizing;

use super::answer::Answer;
use super::call::{Call, Patience, Redirects};
use super::json::malformed;
use super::proxy;
use super::redirect::{Step, Trail};
use super::{BuildError, Config, Resolver, Timeouts};
use super::{network, origin, refusal, tls};
use crate::domain::{BaseUrl, Secret};
use crate::protocol::{Failure, Method, Network, RedirectFault};

/// How long a connection is kept for the next request: a page can take a user minutes.
///
/// Most servers close one sooner. That is seen when it happens, and the next request then has a
/// connection of its own. One that dies unseen is found by the system, which asks every 15 s
/// whether the other side is still there, and that does not wake this program.
const KEEP_IDLE: Duration = Duration::from_secs(5 * 60);

/// HTTP/1.1 over TCP or TLS, to any number of servers.
#[derive(Clone)]
pub(super) struct Transport {
    /// For every server that is not on this computer.
    outward: reqwest::Client,
    /// For servers on this computer, to which no proxy leads, and whose name needs no DNS.
    local: reqwest::Client,
    /// A failure is blamed on the proxy where this says that one is on the way.
    proxies: Arc<Matcher>,
    timeouts: Timeouts,
}

impl Transport {
    pub fn new(config: Config) -> Result<Self, BuildError> {
        let tls = tls::config(&config.extra_roots)?;
        let agent = HeaderValue::from_str(&config.user_agent).map_err(|_| BuildError::UserAgent)?;
        let builder = || -> ClientBuilder {
            reqwest::Client::builder()
                .tls_backend_preconfigured(tls.clone())
                .http1_only()
                .user_agent(agent.clone())
                .connect_timeout(config.timeouts.connect)
                .pool_idle_timeout(KEEP_IDLE)
                // The caller decides about repeating and following, because it knows the meaning.
                .retry(reqwest::retry::never())
                .redirect(Policy::none())
        };
        let outward = match config.proxies.named()? {
            Some(proxy) => builder().proxy(proxy),
            None => builder(),
        };
        let local = builder().no_proxy();
        let (outward, local) = match config.resolver {
            Some(resolver) => {
                let named = Arc::new(Named(resolver));
                (
                    outward.dns_resolver(named.clone()),
                    local.dns_resolver(named),
                )
            }
            None => (outward, local.dns_resolver(ThisComputer)),
        };
        Ok(Self {
            outward: outward.build()?,
            local: local.build()?,
            proxies: Arc::new(config.proxies.matcher()),
            timeouts: config.timeouts,
        })
    }

    /// Sends a call, follows the redirects that it allows, and reads the answer to its end.
    pub async fn send(&self, base: &BaseUrl, call: Call<'_>) -> Result<Answer, Failure> {
        let limit = match call.patience {
            Patience::Usual => self.timeouts.request,
            Patience::Message => self.timeouts.request_token,
        };
        match tokio::time::timeout(limit, self.follow(base, call)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Failure::Network(Network::Timeout { sent: true })),
        }
    }

    async fn follow(&self, base: &BaseUrl, mut call: Call<'_>) -> Result<Answer, Failure> {
        let mut url = call.url(base);
        let mut trail = Trail::new(base, call.redirects, url.clone());
        // The status of the redirect that led to the URL.
        let mut led_by = None;
        loop {
            let response = match (self.request(&url, &mut call)?.send().await, led_by) {
                (Ok(response), _) => response,
                (Err(error), Some(status)) if call.redirects == Redirects::AnyHost => {
                    let host = origin::host_and_port(&url);
                    let network = self.classify(&error, &url);
                    let fault = RedirectFault::Unreachable { host, network };
                    return Ok(Answer::astray(url, status, fault));
                }
                (Err(error), _) => return Err(self.failure(&error, &url)),
            };
            let status = response.status().as_u16();
            match trail.step(&response) {
                Step::Arrived => return self.read(url, call.body_limit, response).await,
                Step::Astray(fault) => return Ok(Answer::astray(url, status, fault)),
                Step::Onward(next) => {
                    led_by = Some(status);
                    url = next;
                }
            }
        }
    }

    fn request(&self, url: &Url, call: &mut Call<'_>) -> Result<RequestBuilder, Failure> {
        let client = match origin::is_local(url) {
            true => &self.local,
            false => &self.outward,
        };
        let mut request = match call.method {
            Method::Get => client.get(url.clone()),
            Method::Post => client.post(url.clone()),
        };
        if let Some(token) = call.token {
            request = request.header(AUTHORIZATION, bearer(token)?);
        }
        if let Some(body) = call.body.take() {
            // Owned by the request, and wiped when that goes.
            request = request
                .header(CONTENT_TYPE, call.media_type)
                .body(Bytes::from_owner(body));
        }
        Ok(request)
    }

    async fn read(
        &self,
        url: Url,
        limit: usize,
        mut response: Response,
    ) -> Result<Answer, Failure> {
        let status = response.status().as_u16();
        let retry_after = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| refusal::retry_after(value, SystemTime::now()));
        let mut body = Some(Zeroizing::new(Vec::with_capacity(4 * 1024)));
        loop {
            let chunk = response.chunk().await;
            let Some(chunk) = chunk.map_err(|error| self.failure(&error, &url))? else {
                break;
            };
            match &mut body {
                Some(bytes) if bytes.len() + chunk.len() <= limit => append(bytes, &chunk),
                _ => {
                    body = None;
                    break;
                }
            }
        }
        Ok(Answer {
            url,
            astray: None,
            status,
            retry_after,
            body,
        })
    }

    fn failure(&self, error: &reqwest::Error, url: &Url) -> Failure {
        Failure::Network(self.classify(error, url))
    }

    fn classify(&self, error: &reqwest::Error, url: &Url) -> Network {
        let proxy = proxy::scheme_for(&self.proxies, url);
        network::classify(error, proxy.as_deref())
    }
}

struct Named(Resolver);

impl Resolve for Named {
    fn resolve(&self, name: Name) -> Resolving {
        let address = (self.0)(name.as_str());
        Box::pin(async move {
            let addresses: Addrs = Box::new(std::iter::once(address?));
            Ok(addresses)
        })
    }
}

/// Adds to a body. It may hold a token, so that no copy is left behind when it needs more room.
fn append(bytes: &mut Zeroizing<Vec<u8>>, chunk: &[u8]) {
    let length = bytes.len() + chunk.len();
    if length > bytes.capacity() {
        let room = length.max(2 * bytes.capacity());
        let mut roomier = Zeroizing::new(Vec::with_capacity(room));
        roomier.extend_from_slice(bytes);
        *bytes = roomier;
    }
    bytes.extend_from_slice(chunk);
}

/// Resolves the names of this computer to this computer, whatever the DNS says: they are asked over plain http.
struct ThisComputer;

impl Resolve for ThisComputer {
    fn resolve(&self, _: Name) -> Resolving {
        let at = |ip: IpAddr| SocketAddr::new(ip, 0);
        let addresses = [
            at(Ipv4Addr::LOCALHOST.into()),
            at(Ipv6Addr::LOCALHOST.into()),
        ];
        let addresses: Addrs = Box::new(addresses.into_iter());
        Box::pin(std::future::ready(Ok(addresses)))
    }
}

fn bearer(token: &Secret) -> Result<HeaderValue, Failure> {
    let text = Zeroizing::new(format!("Bearer {}", token.expose()));
    let mut value = HeaderValue::from_str(&text).map_err(|_| malformed("access_token"))?;
    value.set_sensitive(true);
    Ok(value)
}
