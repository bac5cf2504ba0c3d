//! The pages of a browser, and the links that lead there.

use std::fmt;

use axum::http::{HeaderValue, header};
use axum::response::Response;

/// A link in a message, or the confirm button on its page. It holds secrets: `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    url: String,
    pub(super) press: Press,
}

/// The request of a browser that follows a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// A GET, for a link.
    Open,
    /// A POST, for a button.
    Confirm,
}

impl Link {
    pub fn open(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            press: Press::Open,
        }
    }

    pub(super) fn button(url: String) -> Self {
        Self {
            url,
            press: Press::Confirm,
        }
    }

    pub(super) fn is_button(&self) -> bool {
        self.press == Press::Confirm
    }

    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Link")
            .field("press", &self.press)
            .finish_non_exhaustive()
    }
}

/// The text of a page for the user who followed a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    pub text: String,
    pub confirm: Option<Link>,
}

/// The address bar holds the secret of a session: it goes no further, and nothing of the page is kept.
pub(super) fn keep_private(response: &mut Response) {
    let headers = response.headers_mut();
    let value = HeaderValue::from_static;
    headers.insert(header::REFERRER_POLICY, value("no-referrer"));
    headers.insert(header::CACHE_CONTROL, value("no-store"));
}

pub(super) fn page(title: &str, text: &str) -> Page {
    Page {
        title: title.to_owned(),
        text: text.to_owned(),
        confirm: None,
    }
}

pub(super) fn html(page: &Page) -> String {
    let form = page.confirm.as_ref().map_or_else(String::new, |link| {
        let action = escape(&link.url);
        format!("<form method=\"post\" action=\"{action}\"><button>Confirm</button></form>\n")
    });
    with_form(page, &form)
}

/// A whole page for a browser; `form` is HTML already.
pub(super) fn with_form(page: &Page, form: &str) -> String {
    let title = escape(&page.title);
    let text = escape(&page.text);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <h1>{title}</h1>\n<p>{text}</p>\n{form}</html>\n"
    )
}

/// Makes text safe between tags and in quoted attributes.
pub(super) fn escape(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let text = text.replace('>', "&gt;").replace('"', "&quot;");
    text.replace('\'', "&#39;")
}
