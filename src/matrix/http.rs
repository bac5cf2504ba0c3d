//! The transport: a call there, its answer back. The only user of reqwest.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{ClientBuilder, Proxy, RequestBuilder, Response};
use url::Url;
use zeroize::Zeroizing;

use super::answer::{Answer, is_redirect};
use super::call::{Call, Patience, Redirects};
use super::json::malformed;
use super::{BuildError, Config, Timeouts};
use super::{network, origin, refusal, tls};
use crate::domain::{BaseUrl, Secret};
use crate::protocol::{Failure, Method, Network};

/// How many redirects are followed for one call.
const MAX_HOPS: usize = 5;

/// How long a connection is kept for the next request. Short, because a request on one that the
/// server is just closing leaves doubt whether it arrived.
const KEEP_IDLE: Duration = Duration::from_secs(15);

/// HTTP/1.1 over TCP or TLS, to any number of servers.
#[derive(Clone)]
pub(super) struct Transport {
    /// For every server that is not on this computer.
    outward: reqwest::Client,
    /// For servers on this computer, to which no proxy leads.
    local: reqwest::Client,
    proxied: bool,
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
                // What may be repeated or followed is decided where its meaning is known.
                .retry(reqwest::retry::never())
                .redirect(Policy::none())
        };
        let mut outward = builder();
        if let Some(url) = &config.proxy {
            let known = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];
            if !known.contains(&url.scheme()) {
                return Err(BuildError::Proxy);
            }
            let proxy = Proxy::all(url.clone()).map_err(|_| BuildError::Proxy)?;
            outward = outward.proxy(proxy);
        }
        Ok(Self {
            outward: outward.build()?,
            local: builder().no_proxy().build()?,
            proxied: config.proxy.is_some(),
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
        let mut hops = 0;
        loop {
            let response = self.request(&url, &mut call)?.send().await;
            let response = response.map_err(|error| self.failure(&error, &url))?;
            match next_hop(base, &url, call.redirects, &response) {
                Some(next) if hops < MAX_HOPS => {
                    url = next;
                    hops += 1;
                }
                _ => return self.read(url, call.body_limit, response).await,
            }
        }
    }

    fn request(&self, url: &Url, call: &mut Call<'_>) -> Result<RequestBuilder, Failure> {
        let client = match is_local(url) {
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
                Some(bytes) if bytes.len() + chunk.len() <= limit => bytes.extend(&chunk),
                _ => {
                    body = None;
                    break;
                }
            }
        }
        Ok(Answer {
            url,
            status,
            retry_after,
            body,
        })
    }

    fn failure(&self, error: &reqwest::Error, url: &Url) -> Failure {
        let proxied = self.proxied && !is_local(url);
        Failure::Network(network::classify(error, proxied))
    }
}

fn is_local(url: &Url) -> bool {
    origin::of(url).is_some_and(|origin| origin.is_loopback())
}

/// Where a redirect leads, if it may be followed.
fn next_hop(base: &BaseUrl, from: &Url, allowed: Redirects, response: &Response) -> Option<Url> {
    if !is_redirect(response.status().as_u16()) {
        return None;
    }
    let location = response.headers().get(LOCATION)?.to_str().ok()?;
    let next = from.join(location).ok()?;
    let follow = match allowed {
        Redirects::Never => false,
        Redirects::SameOrigin => base.same_origin(&next),
        Redirects::AnyHost => true,
    };
    (follow && origin::may_ask(&next, from)).then_some(next)
}

fn bearer(token: &Secret) -> Result<HeaderValue, Failure> {
    let text = Zeroizing::new(format!("Bearer {}", token.expose()));
    let mut value = HeaderValue::from_str(&text).map_err(|_| malformed("access_token"))?;
    value.set_sensitive(true);
    Ok(value)
}
