//! The six `requestToken` endpoints (client-server API, "Account registration and management").
//!
//! `id_server` and `id_access_token` are accepted, alone or together, and ignored: this server validates by itself.

use super::address::{self, Address, Medium};
use super::dialect::{Counted, Messages, Purpose, Service};
use super::messages::{Message, Occasion};
use super::options::{Contact, Delivery, Options, TakenContact, UnknownReset};
use super::page::Link;
use super::prelude::*;
use super::validation::Scope;
use super::{pages, submit_code};

struct Asked {
    scope: Scope,
    address: Address,
    attempt: i64,
    next_link: Option<String>,
}

/// `POST …/{email,msisdn}/requestToken`.
pub(super) async fn answer(
    server: Shared,
    purpose: Purpose,
    medium: Medium,
    body: JsonObject,
) -> Answer {
    check_supported(&server.options, purpose, medium)?;
    let rules = &server.facts().messages;
    let mut asked = read(rules, purpose, medium, &body).await?;
    let mut memory = server.remember();
    let limit = server.options.rate_limit;
    let limited = |wait| Refusal::limit_exceeded(wait, rules.tells_wait);
    let taken = memory.message_limit.take(limit, server.now());
    taken.map_err(limited)?;
    check_allowed(&server.options, &asked)?;
    let occasion = occasion(&server.options, &memory, purpose, &asked.address)?;
    if purpose == Purpose::Reset
        && let Some(stored) = memory.accounts.stored(&asked.address)
    {
        // A reset is mailed to the address of the account, not to a spelling that another person might own.
        asked.address = stored.clone();
    }
    send(&server, &mut memory, &asked, occasion)
}

/// The behaviour of one of the six endpoints on this server.
pub(super) fn service(options: &Options, purpose: Purpose, medium: Medium) -> Service {
    if options.reset_by_phone && (purpose, medium) == (Purpose::Reset, Medium::Msisdn) {
        return Service::Sends(Code::bad("M_UNKNOWN"));
    }
    options.dialect.facts().contacts.service(purpose, medium)
}

/// A server without mail or SMS says so in a way of its own for each purpose.
fn check_supported(options: &Options, purpose: Purpose, medium: Medium) -> Result<(), Refusal> {
    if purpose == Purpose::Add && !options.contact_changes {
        return Err(changes_disabled());
    }
    let contact = medium.pick(options.email, options.msisdn);
    match (service(options, purpose, medium), contact) {
        (Service::Sends(_), Contact::Required | Contact::Optional) => Ok(()),
        (Service::Sends(code) | Service::Refuses(code), _) => {
            Err(code.refusal("This server cannot send messages of this kind"))
        }
        (Service::Absent, _) => Err(Refusal::unrecognized()),
    }
}

/// 400: people may not change their contacts here.
pub(super) fn changes_disabled() -> Refusal {
    Refusal::bad("M_FORBIDDEN", "3PID changes are disabled on this server")
}

async fn read(
    rules: &Messages,
    purpose: Purpose,
    medium: Medium,
    body: &JsonObject,
) -> Result<Asked, Refusal> {
    body.must_have(medium.pick(
        &["client_secret", "email", "send_attempt"],
        &["client_secret", "country", "phone_number", "send_attempt"],
    ))?;
    let client_secret = body.required("client_secret")?;
    check_secret(rules, purpose, client_secret)?;
    let attempt = body.integer("send_attempt")?;
    let attempt = attempt.ok_or_else(|| Refusal::missing(&["send_attempt"]))?;
    let next_link = body.string("next_link")?.map(check_next_link).transpose()?;
    let (address, country, literal) = match medium {
        Medium::Email => {
            let literal = body.required("email")?;
            let errcode = match purpose {
                Purpose::SignUp => "M_UNKNOWN",
                Purpose::Reset | Purpose::Add => "M_INVALID_PARAM",
            };
            let address = Address::email(literal, rules.folds_case)
                .ok_or_else(|| Refusal::bad(errcode, "Unable to parse email address"))?;
            (address, None, literal)
        }
        Medium::Msisdn => {
            let country = body.required("country")?;
            let literal = body.required("phone_number")?;
            let address = dialled(country, literal).await?;
            (address, Some(country.to_owned()), literal)
        }
    };
    Ok(Asked {
        scope: Scope {
            medium,
            country,
            literal: literal.to_owned(),
            client_secret: client_secret.to_owned(),
        },
        address,
        attempt,
        next_link,
    })
}

/// Reads a phone number on a thread of its own: loading the phone tables would freeze the wizard that shares ours.
pub(super) async fn dialled(country: &str, number: &str) -> Result<Address, Refusal> {
    address::check_country(country)?;
    let (country, number) = (country.to_owned(), number.to_owned());
    let parsed = tokio::task::spawn_blocking(move || Address::phone(&country, &number)).await;
    parsed.ok().flatten().ok_or_else(address::unparsable)
}

fn check_secret(rules: &Messages, purpose: Purpose, secret: &str) -> Result<(), Refusal> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".=_-".contains(&byte);
    if (1..=255).contains(&secret.len()) && secret.bytes().all(allowed) {
        return Ok(());
    }
    let by_purpose = match purpose {
        Purpose::SignUp => Code::bad("M_INVALID_PARAM"),
        Purpose::Reset | Purpose::Add => Code::bad("M_BAD_JSON"),
    };
    let code = rules.bad_secret.unwrap_or(by_purpose);
    Err(code.refusal("Invalid client_secret parameter"))
}

/// Web addresses only: the link is opened in a browser.
fn check_next_link(next_link: &str) -> Result<String, Refusal> {
    Url::parse(next_link)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .map(String::from)
        .ok_or_else(|| Refusal::bad("M_INVALID_PARAM", "'next_link' must be a web address"))
}

fn check_allowed(options: &Options, asked: &Asked) -> Result<(), Refusal> {
    let domain = asked.address.domain().map(str::to_lowercase);
    if domain.is_some_and(|domain| options.denied_domains.contains(&domain)) {
        let error = "Your email domain is not authorized to register on this server";
        return Err(Refusal::forbidden("M_THREEPID_DENIED", error));
    }
    let country = asked.scope.country.as_ref();
    if country.is_some_and(|country| options.rejected_countries.contains(country)) {
        let error = "Phone numbers in this country are not currently supported";
        return Err(Refusal::bad("M_DESTINATION_REJECTED", error));
    }
    Ok(())
}

/// The message to write; `None` for a silence that looks like success.
fn occasion(
    options: &Options,
    memory: &Memory,
    purpose: Purpose,
    address: &Address,
) -> Result<Option<Occasion>, Refusal> {
    let known = memory.accounts.owner(address).is_some();
    match (purpose, known) {
        (Purpose::Reset, true) | (Purpose::SignUp | Purpose::Add, false) => {
            Ok(Some(Occasion::Prove(purpose)))
        }
        (Purpose::Reset, false) => match options.unknown_reset {
            UnknownReset::NotFound => {
                let error = "No account here has this address";
                Err(Refusal::bad("M_THREEPID_NOT_FOUND", error))
            }
            UnknownReset::Silent => Ok(None),
            UnknownReset::Invite => Ok(Some(Occasion::NoAccount)),
        },
        (Purpose::SignUp | Purpose::Add, true) => match options.taken_contact {
            TakenContact::InUse => Err(in_use(address.medium)),
            TakenContact::Silent => Ok(None),
            TakenContact::Notify => Ok(Some(Occasion::HasAccount)),
        },
    }
}

pub(super) fn in_use(medium: Medium) -> Refusal {
    let what = medium.pick("Email address", "Phone number");
    Refusal::bad("M_THREEPID_IN_USE", format!("{what} is already in use"))
}

/// Sends a message if the attempt is higher than all before in its scope, and answers either way.
fn send(server: &Server, memory: &mut Memory, asked: &Asked, occasion: Option<Occasion>) -> Answer {
    let now = server.now();
    let rules = &server.facts().messages;
    let random = &mut memory.random;
    let validations = &mut memory.validations;
    let session = validations.open(&asked.scope, &asked.address, asked.attempt, random)?;
    let limited = |wait| Refusal::limit_exceeded(wait, rules.tells_wait);
    session.take_repeat(now).map_err(limited)?;
    if session.is_due(asked.attempt) {
        if rules.counted == Counted::WhenAsked {
            session.count(asked.attempt);
        }
        if server.options.delivery == Delivery::Fails {
            let code = Code::new(StatusCode::INTERNAL_SERVER_ERROR, "M_UNKNOWN");
            return Err(code.refusal("An error was encountered when sending the message"));
        }
        if rules.counted == Counted::WhenSent {
            session.count(asked.attempt);
        }
        let (code, link) = match occasion {
            Some(Occasion::Prove(purpose)) => {
                let options = &server.options;
                let proofs = (options.email_proof, options.msisdn_proof);
                let proof = asked.scope.medium.pick(proofs.0, proofs.1);
                let next_link = asked.next_link.as_deref();
                let (code, token) = session.challenge(proof, next_link, random, now);
                let link = |token: String| link(server, purpose, asked, &session.sid, &token);
                (code, token.map(link))
            }
            Some(Occasion::NoAccount | Occasion::HasAccount) | None => (None, None),
        };
        if let Some(occasion) = occasion {
            let name = &server.options.server_name;
            let message = Message::write(occasion, &asked.address, name, code, link, now);
            memory.outbox.send(message);
        }
    }
    let mut answer = json!({ "sid": session.sid });
    if session.has_code() {
        answer["submit_url"] = format!("{}{}", server.url, submit_code::PATH).into();
        if asked.scope.medium == Medium::Msisdn {
            answer["success"] = true.into();
            answer["msisdn"] = asked.address.canonical.clone().into();
            answer["intl_fmt"] = asked.address.shown.clone().into();
        }
    }
    Ok(Json(answer))
}

fn link(server: &Server, purpose: Purpose, asked: &Asked, sid: &str, token: &str) -> Link {
    let path = pages::link_path(purpose, asked.scope.medium);
    // Token, secret and sid are made of characters that a query takes as they are, `=` included.
    let secret = &asked.scope.client_secret;
    let base = &server.url;
    Link::open(format!(
        "{base}{path}?token={token}&client_secret={secret}&sid={sid}"
    ))
}
