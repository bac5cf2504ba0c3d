//! `GET /_matrix/client/v3/auth/{stage}/fallback/web?session=…`: the page on which a stage of a user-interactive
//! authentication is done in a browser (client-server API, "Fallback").
//!
//! It is asked for only to know whether there is one: not every server has the page, and none says so elsewhere. What
//! it shows is for a browser, and getting it completes nothing.
//!
//! Errors: 404 (bare or `M_UNRECOGNIZED`), 405 and 501 where the server has no page for the stage; 400 for a session
//! that it does not know.

use super::prelude::*;
use crate::matrix::answer::is_redirect;
use crate::protocol::FallbackPage;

/// # Errors
///
/// `Unreadable` for a stage of which no address can be made.
pub(super) fn call(
    base: &BaseUrl,
    api: Api,
    page: &FallbackPage,
) -> Result<Call<'static>, Failure> {
    let link = page.link(base, api);
    let url = link.and_then(|link| Url::parse(link.as_str()).ok());
    Ok(Call::get_from(
        url.ok_or_else(|| malformed("stages"))?,
        read,
    ))
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let is_page = matches!(answer.status, 200..=299) || is_redirect(answer.status);
    is_page
        .then_some(Reply::FallbackPage)
        .ok_or_else(|| answer.failure())
}
