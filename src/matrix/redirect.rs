//! Redirects, followed by hand: where one may lead depends on what is asked.

use reqwest::Response;
use reqwest::header::LOCATION;
use url::Url;

use super::answer::is_redirect;
use super::call::Redirects;
use super::origin;
use crate::domain::BaseUrl;
use crate::protocol::RedirectFault;

const MAX_HOPS: usize = 5;

/// The way that a call takes.
pub(super) struct Trail<'a> {
    base: &'a BaseUrl,
    allowed: Redirects,
    /// Every URL asked so far, the newest last.
    urls: Vec<Url>,
}

/// The meaning of an answer for the way.
pub(super) enum Step {
    /// It is no redirect, or one that is not followed: this is the answer.
    Arrived,
    Onward(Url),
    /// It is a redirect that should be followed and cannot.
    Astray(RedirectFault),
}

impl<'a> Trail<'a> {
    /// A way that begins at a URL.
    pub fn new(base: &'a BaseUrl, allowed: Redirects, url: Url) -> Self {
        let urls = vec![url];
        Self {
            base,
            allowed,
            urls,
        }
    }

    /// Where an answer of the newest URL leads.
    pub fn step(&mut self, response: &Response) -> Step {
        if !is_redirect(response.status().as_u16()) || self.allowed == Redirects::Never {
            return Step::Arrived;
        }
        let next = self.target(response);
        match (self.allowed, next) {
            (Redirects::AnyHost, Err(fault)) => Step::Astray(fault),
            (Redirects::SameOrigin, Ok(next)) if !self.base.same_origin(&next) => Step::Arrived,
            (_, Err(_)) => Step::Arrived,
            (_, Ok(next)) => {
                self.urls.push(next.clone());
                Step::Onward(next)
            }
        }
    }

    fn target(&self, response: &Response) -> Result<Url, RedirectFault> {
        let location = response.headers().get(LOCATION);
        let location = location.and_then(|value| value.to_str().ok());
        let from = self.urls.last().ok_or(RedirectFault::Nowhere)?;
        let mut next = location
            .and_then(|location| from.join(location).ok())
            .ok_or(RedirectFault::Nowhere)?;
        // It is not sent, so it makes no other page.
        next.set_fragment(None);
        if !origin::may_ask(&next, from) {
            return Err(RedirectFault::Insecure);
        }
        if self.urls.contains(&next) {
            return Err(RedirectFault::Loop);
        }
        if self.urls.len() > MAX_HOPS {
            return Err(RedirectFault::TooMany);
        }
        Ok(next)
    }
}
