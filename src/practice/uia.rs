//! User-interactive authentication: sessions, flows and what is completed (client-server API,
//! "User-Interactive Authentication API").
//!
//! As Synapse does it: stages are accepted in any order, the first flow whose stages are all completed ends the exchange,
//! every failed stage is a 401 with the flows, and a session stays good for a repeat after it succeeded.

use std::collections::HashMap;
use std::time::{Duration, SystemTime};

use serde_json::{Map, Value, json};

use super::accounts::Proved;
use super::body::JsonObject;
use super::errors::Refusal;
use super::memory::Memory;
use super::random::Random;
use super::stages::{self, Evidence, Stage};

/// How long an exchange may take.
const LIFETIME: Duration = Duration::from_secs(48 * 60 * 60);

/// What an endpoint asks for.
pub(super) struct Offer {
    /// Any one of these, each a list of stages.
    pub(super) flows: Vec<Vec<Stage>>,
    /// What clients need to know, by stage name.
    pub(super) params: Value,
    /// Whose password the password stage takes.
    pub(super) localpart: Option<String>,
}

impl Offer {
    fn stage(&self, name: &str) -> Option<Stage> {
        self.flows
            .iter()
            .flatten()
            .copied()
            .find(|stage| stage.name() == name)
    }
}

/// One session.
pub(super) struct Exchange {
    operation: String,
    opened_at: SystemTime,
    completed: Vec<(Stage, Evidence)>,
    /// What a successful request answered, for a repeat after its answer was lost.
    pub(super) answer: Option<Value>,
}

impl Exchange {
    /// What a stage proved.
    pub(super) fn evidence(&self, stage: Stage) -> Option<&Evidence> {
        self.completed
            .iter()
            .find(|(completed, _)| *completed == stage)
            .map(|(_, evidence)| evidence)
    }

    /// The contacts that were proved.
    pub(super) fn contacts(&self) -> impl Iterator<Item = &Proved> {
        self.completed
            .iter()
            .filter_map(|(_, evidence)| match evidence {
                Evidence::Contact(proved) => Some(proved),
                Evidence::Given | Evidence::Token(_) => None,
            })
    }

    /// The registration token that was given.
    pub(super) fn token(&self) -> Option<&str> {
        match self.evidence(Stage::RegistrationToken) {
            Some(Evidence::Token(token)) => Some(token),
            _ => None,
        }
    }

    fn satisfies(&self, offer: &Offer) -> bool {
        offer
            .flows
            .iter()
            .any(|flow| flow.iter().all(|stage| self.evidence(*stage).is_some()))
    }
}

/// All sessions by id.
#[derive(Default)]
pub(super) struct Exchanges(HashMap<String, Exchange>);

impl Exchanges {
    /// The session of an `auth` that names one that is known and belongs to this operation. It is refused otherwise;
    /// `None` when `auth` names none.
    pub(super) fn named(
        &mut self,
        auth: Option<&JsonObject>,
        operation: &str,
    ) -> Result<Option<(String, &mut Exchange)>, Refusal> {
        let Some(id) = auth
            .map(|auth| auth.string("session"))
            .transpose()?
            .flatten()
        else {
            return Ok(None);
        };
        let exchange = self
            .0
            .get_mut(id)
            .ok_or_else(|| Refusal::bad("M_UNKNOWN", "Unknown session ID"))?;
        if exchange.operation != operation {
            return Err(Refusal::forbidden(
                "M_UNKNOWN",
                "Requested operation has changed during the UI authentication session.",
            ));
        }
        Ok(Some((id.to_owned(), exchange)))
    }

    fn open(&mut self, random: &mut Random, operation: &str, now: SystemTime) -> String {
        let id = random.opaque();
        let exchange = Exchange {
            operation: operation.to_owned(),
            opened_at: now,
            completed: Vec::new(),
            answer: None,
        };
        self.0.insert(id.clone(), exchange);
        id
    }

    /// Forgets old sessions and returns the registration tokens that they held without making an account.
    fn forget_old(&mut self, now: SystemTime) -> Vec<String> {
        let old = |exchange: &Exchange| {
            now.duration_since(exchange.opened_at)
                .is_ok_and(|age| age > LIFETIME)
        };
        self.0
            .extract_if(|_, exchange| old(exchange))
            .filter(|(_, exchange)| exchange.answer.is_none())
            .filter_map(|(_, exchange)| exchange.token().map(str::to_owned))
            .collect()
    }
}

/// Tries the stage in `auth`, if there is one, and returns the exchange once a flow is complete.
///
/// `operation` is what the session is for: method, path, query and whose account it is about.
pub(super) fn authenticate<'a>(
    memory: &'a mut Memory,
    now: SystemTime,
    operation: &str,
    offer: &Offer,
    auth: Option<&JsonObject>,
) -> Result<&'a mut Exchange, Refusal> {
    for token in memory.exchanges.forget_old(now) {
        memory.tokens.release(&token);
    }
    let named = memory.exchanges.named(auth, operation)?.map(|(id, _)| id);
    let has_session = named.is_some();
    let id = named.unwrap_or_else(|| memory.exchanges.open(&mut memory.random, operation, now));
    let Memory {
        accounts,
        validations,
        exchanges,
        tokens,
        ..
    } = memory;
    let Some(exchange) = exchanges.0.get_mut(&id) else {
        return Err(Refusal::bad("M_UNKNOWN", "Unknown session ID"));
    };
    let Some(auth) = auth else {
        return Err(Refusal::incomplete(challenge(&id, offer)));
    };
    let failure = match auth.string("type")? {
        None => None,
        Some(name) => {
            let stage = offer.stage(name).ok_or_else(|| {
                Refusal::bad(
                    "M_INVALID_PARAM",
                    "Unknown or unoffered authentication type",
                )
            })?;
            let attempt = stages::Attempt {
                auth,
                has_session,
                earlier: exchange.evidence(stage),
                localpart: offer.localpart.as_deref(),
            };
            match stages::check(stage, &attempt, accounts, validations, tokens) {
                Ok(None) => None,
                Ok(Some(evidence)) => {
                    exchange.completed.push((stage, evidence));
                    None
                }
                Err(refusal) => Some(refusal),
            }
        }
    };
    if exchange.satisfies(offer) {
        return Ok(exchange);
    }
    let mut body = challenge(&id, offer);
    let completed: Vec<&str> = exchange
        .completed
        .iter()
        .map(|(stage, _)| stage.name())
        .collect();
    body.insert("completed".to_owned(), json!(completed));
    body.extend(failure.map(Refusal::into_body).unwrap_or_default());
    Err(Refusal::incomplete(body))
}

fn challenge(id: &str, offer: &Offer) -> Map<String, Value> {
    let flows: Vec<Value> = offer
        .flows
        .iter()
        .map(|flow| {
            let stages: Vec<&str> = flow.iter().map(|stage| stage.name()).collect();
            json!({ "stages": stages })
        })
        .collect();
    let mut body = Map::new();
    body.insert("session".to_owned(), id.into());
    body.insert("flows".to_owned(), flows.into());
    body.insert("params".to_owned(), offer.params.clone());
    body
}
