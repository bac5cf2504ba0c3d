//! The requests for messages: one for each intent, and exactly as specified.

use std::collections::HashMap;

use mxid::domain::{BaseUrl, ClientSecret};
use mxid::protocol::{Contact, Purpose, Request, TokenRequest};
use mxid::wizard::Effect;

use super::walk::{Cause, Moment, Walk, asks_for_a_message};
use super::{STEPS, WALKS, walks};

fn messages<'a>(moment: &'a Moment<'_>) -> impl Iterator<Item = (&'a BaseUrl, &'a TokenRequest)> {
    moment.effects.iter().filter_map(|effect| match effect {
        Effect::Call { base, request, .. } => match &**request {
            Request::RequestToken(request) => Some((base, request)),
            _ => None,
        },
        _ => None,
    })
}

/// The purpose of a client secret.
#[derive(Clone, PartialEq, Debug)]
struct Scope {
    base: BaseUrl,
    purpose: Purpose,
    contact: Contact,
}

#[test]
fn the_attempt_repeats_or_rises_by_one_and_rises_only_on_the_persons_word() {
    let mut total = 0;
    let mut raised = 0;
    for seed in 0..2 * WALKS {
        let mut known: HashMap<String, (Scope, u32)> = HashMap::new();
        let mut word = false;
        Walk::new(seed).steps(STEPS, &mut |moment| {
            word |= asks_for_a_message(moment.event, moment.before.focus);
            for (base, request) in messages(moment) {
                total += 1;
                let scope = Scope {
                    base: base.clone(),
                    purpose: request.purpose,
                    contact: request.contact.clone(),
                };
                let attempt = request.send_attempt.get();
                let secret = request.client_secret.expose().to_owned();
                let Some((of, last)) = known.get_mut(&secret) else {
                    assert_eq!(attempt, 1, "a new secret begins at 1");
                    known.insert(secret, (scope, attempt));
                    continue;
                };
                assert_eq!(*of, scope, "another scope needs another secret");
                assert!(
                    attempt == *last || attempt == *last + 1,
                    "{last} to {attempt}"
                );
                if attempt > *last {
                    raised += 1;
                    let by_person = moment.cause == Cause::Person;
                    let remembered = word || moment.before.enter_waits;
                    assert!(by_person || remembered, "nobody asked for it");
                    word = false;
                }
                *last = attempt;
            }
        });
    }
    assert!(
        total > 400 && raised > 50,
        "{total} messages, {raised} raised"
    );
}

#[test]
fn every_request_for_a_message_keeps_the_specification() {
    walks(11, |moment| {
        for (_, request) in messages(moment) {
            let secret = request.client_secret.expose();
            assert!(ClientSecret::parse(secret).is_ok());
            assert!((1..=255).contains(&secret.len()));
            assert!(
                secret
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b".=_-".contains(&b))
            );
            // 128 bits at least.
            assert!(secret.len() * 6 >= 128);
            assert!(request.send_attempt.get() >= 1);
            assert_eq!(request.next_link, None, "not unless a flag says so");
            assert_eq!(request.identity, None, "not unless a flag says so");
            match &request.contact {
                Contact::Email(email) => {
                    let (name, domain) = email.as_str().split_once('@').expect("an @");
                    assert!(!name.is_empty() && !domain.is_empty());
                }
                Contact::Phone(number) => {
                    let country = number.country();
                    let country = country.as_str();
                    assert_eq!(country.len(), 2);
                    assert!(country.bytes().all(|b| b.is_ascii_uppercase()));
                    let digits = number.sent().strip_prefix('+').unwrap_or(number.sent());
                    assert!(!digits.is_empty());
                    assert!(digits.bytes().all(|b| b.is_ascii_digit()));
                }
            }
        }
    });
}

#[test]
fn one_message_is_asked_for_at_a_time() {
    walks(12, |moment| {
        let out = moment.out.iter().filter(|effect| match effect {
            Effect::Call { request, .. } => matches!(**request, Request::RequestToken(_)),
            _ => false,
        });
        assert!(out.count() <= 1);
    });
}
