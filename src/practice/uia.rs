//! User-interactive authentication: sessions, flows and what is completed (client-server API,
//! "User-Interactive Authentication API").
//!
//! The sessions are in `exchanges`. As Synapse does it: stages are accepted in any order, the first flow whose stages
//! are all completed ends the exchange, and a failed stage is a 401 with the flows. How long sessions last, what
//! becomes of one that is lost or has succeeded, and which errcodes there are is the dialect's.

use super::accounts::Proved;
use super::attempt::{self, Attempt, Failure};
use super::dialect::{Authentication, NoParams};
use super::exchanges::{Exchanges, Request};
use super::prelude::*;
use super::stages::Stage;

pub(super) struct Offer {
    /// Any one of these, each a list of stages.
    pub(super) flows: Vec<Vec<Stage>>,
    /// The parameters of the stages, by name; `None` if no stage can have any.
    pub(super) params: Option<Map<String, Value>>,
    /// The account that the password stage asks about.
    pub(super) localpart: Option<String>,
}

impl Offer {
    pub(super) fn password_of(owner: String) -> Self {
        Self {
            flows: vec![vec![Stage::Password]],
            params: None,
            localpart: Some(owner),
        }
    }

    fn stage(&self, name: &str) -> Option<&Stage> {
        let mut stages = self.flows.iter().flatten();
        stages.find(|stage| stage.name() == name)
    }
}

/// Tries the stage in `auth`, if there is one, and returns the proved contacts once a flow is complete. A session that
/// keeps no answer ends with that, whatever comes of the request.
pub(super) fn authenticate(
    memory: &mut Memory,
    offer: &Offer,
    request: Request<'_>,
) -> Result<Vec<Proved>, Refusal> {
    for token in memory.exchanges.forget_old(request.now) {
        memory.tokens.release(&token);
    }
    let named = memory.exchanges.named(request)?.map(|(id, _)| id);
    let has_session = named.is_some();
    let id = named.unwrap_or_else(|| memory.exchanges.open(&mut memory.random, request));
    let Memory {
        accounts,
        validations,
        exchanges: Exchanges { rules, sessions },
        tokens,
        ..
    } = memory;
    let Some(exchange) = sessions.get_mut(&id) else {
        return Err(Refusal::bad("M_UNKNOWN", "Unknown session ID"));
    };
    let Some(auth) = request.auth else {
        return Err(Refusal::incomplete(challenge(&id, offer, rules)));
    };
    let failure = match auth.string("type")? {
        None if rules.repeats_errcode => Some(exchange.failure.clone()),
        None => None,
        Some(name) => {
            let unoffered = "Unknown or unoffered authentication type";
            let stage = offer
                .stage(name)
                .ok_or_else(|| rules.unoffered.refusal(unoffered))?;
            let attempt = Attempt {
                auth,
                has_session,
                earlier: exchange.evidence(stage),
                localpart: offer.localpart.as_deref(),
            };
            match attempt::check(stage, &attempt, rules, accounts, validations, tokens) {
                Ok(evidence) => {
                    let completed = evidence.map(|evidence| (stage.clone(), evidence));
                    exchange.completed.extend(completed);
                    exchange.failure.clear();
                    None
                }
                Err(Failure::InExchange(refusal)) => {
                    exchange.failure = refusal.body;
                    Some(exchange.failure.clone())
                }
                Err(Failure::Outright(refusal)) => return Err(refusal),
            }
        }
    };
    if exchange.satisfies(&offer.flows) {
        let contacts = exchange.contacts();
        if !rules.keeps_answers {
            sessions.remove(&id);
        }
        return Ok(contacts);
    }
    let mut body = challenge(&id, offer, rules);
    let completed = exchange.completed.iter().map(|(stage, _)| stage.name());
    body.insert("completed".to_owned(), completed.collect());
    body.extend(failure.unwrap_or_default());
    Err(Refusal::incomplete(body))
}

fn challenge(id: &str, offer: &Offer, rules: &Authentication) -> Map<String, Value> {
    let stages =
        |flow: &Vec<Stage>| json!({ "stages": Value::from_iter(flow.iter().map(Stage::name)) });
    let mut body = Map::new();
    body.insert("session".to_owned(), id.into());
    body.insert("flows".to_owned(), offer.flows.iter().map(stages).collect());
    let params = match (&offer.params, rules.no_params) {
        (Some(params), NoParams::Omitted) if params.is_empty() => None,
        (Some(params), _) => Some(Value::Object(params.clone())),
        (None, NoParams::Empty) => Some(json!({})),
        (None, NoParams::Null) => Some(Value::Null),
        (None, NoParams::Omitted) => None,
    };
    body.extend(params.map(|params| ("params".to_owned(), params)));
    body
}
