//! `GET /.well-known/matrix/support`: whom to ask about a server (client-server API, "Well-known
//! URI", v1.10).
//!
//! Asked of `https://` and the host of the server name, without port and without token. Redirects
//! are followed as in discovery.
//!
//! Answer: of `contacts` each `email_address` and `matrix_id` that is one, administrators
//! (`m.role.admin`) first; `support_page` when it is an https page to which a server may send
//! people. Everything else is skipped.
//!
//! Errors: 404 where there is none.

use super::prelude::*;
use super::well_known::BODY_LIMIT;
use crate::domain::{Email, UserId};
use crate::protocol::Support;

/// The most addresses that are kept.
const MAX_CONTACTS: usize = 4;

pub(super) fn call() -> Call<'static> {
    Call::get("/.well-known/matrix/support", read)
        .at_most(BODY_LIMIT)
        .across_hosts()
}

fn read(answer: &Answer) -> Result<Reply, Failure> {
    let body = answer.success()?;
    let people = body.member("contacts").and_then(Value::as_array);
    let mut people: Vec<&Value> = people.into_iter().flatten().collect();
    people.sort_by_key(|person| person["role"] != "m.role.admin");
    Ok(Reply::Support(Support {
        contacts: people
            .into_iter()
            .flat_map(addresses)
            .take(MAX_CONTACTS)
            .collect(),
        page: body
            .member("support_page")
            .and_then(json::url)
            .filter(|page| page.scheme() == "https" && origin::may_ask(page, &answer.url)),
    }))
}

/// The addresses of a contact. A text that is no address could be any sentence.
fn addresses(person: &Value) -> impl Iterator<Item = CleanText> {
    let text = |name| person.get(name).and_then(Value::as_str);
    let email = text("email_address").filter(|text| Email::parse(text).is_ok());
    let matrix_id = text("matrix_id").filter(|text| UserId::parse(text).is_ok());
    email.into_iter().chain(matrix_id).map(CleanText::new)
}
