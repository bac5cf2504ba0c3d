//! The request of an endpoint, before it is an HTTP request.

use std::io;

use serde::Serialize;
use url::Url;
use zeroize::Zeroizing;

use super::answer::Answer;
use crate::domain::{BaseUrl, Secret};
use crate::protocol::{Api, Failure, Method, Reply};

pub(super) type Read = fn(&Answer) -> Result<Reply, Failure>;

/// The largest body of an answer.
const BODY_LIMIT: usize = 1024 * 1024;

/// One request of an endpoint, and how its answer is read.
pub(super) struct Call<'a> {
    pub method: Method,
    target: Target,
    query: Option<(&'static str, &'a str)>,
    pub token: Option<&'a Secret>,
    pub body: Option<Body>,
    pub media_type: &'static str,
    pub patience: Patience,
    pub body_limit: usize,
    pub redirects: Redirects,
    pub read: Read,
}

/// A body, wiped when it is gone.
pub(super) type Body = Zeroizing<Vec<u8>>;

enum Target {
    Path(String),
    Url(Url),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Patience {
    /// As long as any request.
    Usual,
    /// As long as a server needs that sends a message first.
    Message,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Redirects {
    /// None: a redirect would carry the body elsewhere.
    Never,
    /// Those to the same scheme, host and port.
    SameOrigin,
    /// Those to any host that may be asked at all.
    AnyHost,
}

impl<'a> Call<'a> {
    /// A GET of a path behind the base URL.
    pub fn get(path: impl Into<String>, read: Read) -> Self {
        Self {
            method: Method::Get,
            target: Target::Path(path.into()),
            query: None,
            token: None,
            body: None,
            media_type: "application/json",
            patience: Patience::Usual,
            body_limit: BODY_LIMIT,
            redirects: Redirects::SameOrigin,
            read,
        }
    }

    /// A GET of a URL of its own.
    pub fn get_from(url: Url, read: Read) -> Self {
        Self {
            target: Target::Url(url),
            ..Self::get("", read)
        }
    }

    /// A POST to a path behind the base URL.
    pub fn post(path: impl Into<String>, body: &impl Serialize, read: Read) -> Self {
        Self {
            method: Method::Post,
            body: Some(write(body)),
            redirects: Redirects::Never,
            ..Self::get(path, read)
        }
    }

    /// A POST to a URL of its own.
    pub fn post_to(url: Url, body: &impl Serialize, read: Read) -> Self {
        Self {
            target: Target::Url(url),
            ..Self::post("", body, read)
        }
    }

    /// A POST of an HTML form to a URL of its own.
    pub fn post_form(url: Url, form: &[(&str, &str)], read: Read) -> Self {
        Self {
            body: Some(write_form(form)),
            media_type: "application/x-www-form-urlencoded",
            ..Self::post_to(url, &Empty {}, read)
        }
    }

    /// A POST without a body to a path behind the base URL.
    pub fn post_nothing(path: impl Into<String>, read: Read) -> Self {
        Self {
            body: None,
            ..Self::post(path, &Empty {}, read)
        }
    }

    /// With time for the server to send a message first.
    pub fn patiently(self) -> Self {
        let patience = Patience::Message;
        Self { patience, ..self }
    }

    /// With a smaller cap on the answer's body, in bytes.
    pub fn at_most(self, body_limit: usize) -> Self {
        Self { body_limit, ..self }
    }

    /// With redirects to any host.
    pub fn across_hosts(self) -> Self {
        let redirects = Redirects::AnyHost;
        Self { redirects, ..self }
    }

    /// With one parameter in the query, percent-encoded.
    pub fn query(self, name: &'static str, value: &'a str) -> Self {
        let query = Some((name, value));
        Self { query, ..self }
    }

    /// With `Authorization: Bearer`.
    pub fn token(self, token: &'a Secret) -> Self {
        let token = Some(token);
        Self { token, ..self }
    }

    /// The URL that is asked.
    #[expect(
        clippy::expect_used,
        reason = "a base URL ends with its path, and every path of ours begins with a slash"
    )]
    pub fn url(&self, base: &BaseUrl) -> Url {
        let path = match &self.target {
            Target::Path(path) => path,
            Target::Url(url) => return url.clone(),
        };
        let mut url = Url::parse(&format!("{base}{path}"))
            .expect("a base URL followed by a path of ours is a URL");
        if let Some((name, value)) = self.query {
            url.query_pairs_mut().append_pair(name, value);
        }
        url
    }
}

/// A path of the client-server API in the version that the server speaks.
pub(super) fn versioned(api: Api, path: &str) -> String {
    format!("/_matrix/client/{}{path}", api.as_str())
}

#[derive(Serialize)]
pub(super) struct Empty {}

/// JSON in memory of its exact size: growing would leave unwiped copies behind.
#[expect(
    clippy::expect_used,
    reason = "strings, numbers and flags become JSON, and memory takes them"
)]
fn write(body: &impl Serialize) -> Body {
    const INFALLIBLE: &str = "a body is JSON";
    let mut length = Length(0);
    serde_json::to_writer(&mut length, body).expect(INFALLIBLE);
    let mut bytes = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *bytes, body).expect(INFALLIBLE);
    bytes
}

struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_form(form: &[(&str, &str)]) -> Body {
    // Every byte percent-encoded, and what joins them.
    let most = |(name, value): &(&str, &str)| 3 * (name.len() + value.len()) + 2;
    let text = String::with_capacity(form.iter().map(most).sum());
    let mut form_text = url::form_urlencoded::Serializer::new(text);
    form_text.extend_pairs(form);
    Zeroizing::new(form_text.finish().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_leaves_no_copy_of_itself_by_growing() {
        for length in [0, 1, 512, 100_000] {
            let body = write(&[&"\u{1}\"ß".repeat(length)]);
            assert_eq!(body.capacity(), body.len(), "{length}");
            let value = "\u{1}\"ß&".repeat(length);
            let form = [("name", value.as_str()), ("other", "a b")];
            let most: usize = form.iter().map(|(n, v)| 3 * (n.len() + v.len()) + 2).sum();
            assert_eq!(write_form(&form).capacity(), most);
        }
    }
}
