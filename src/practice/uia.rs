//! User-interactive authentication: sessions, flows and what is completed (client-server API,
//! "User-Interactive Authentication API").
//!
//! As Synapse does it: stages are accepted in any order, the first flow whose stages are all completed ends the exchange,
//! and a failed stage is a 401 with the flows. How long sessions last, what becomes of one that is lost or has succeeded,
//! and which errcodes there are is the dialect's.

use std::collections::HashMap;
use std::time::SystemTime;

use serde_json::{Map, Value, json};

use super::accounts::Proved;
use super::body::JsonObject;
use super::dialect::{Authentication, LostSession, NoParams};
use super::errors::Refusal;
use super::memory::Memory;
use super::random::Random;
use super::stages::{self, Evidence, Failure, Stage};

/// What an endpoint asks for.
pub(super) struct Offer {
    /// Any one of these, each a list of stages.
    pub(super) flows: Vec<Vec<Stage>>,
    /// What clients need to know, by stage name; `None` where no stage could have parameters.
    pub(super) params: Option<Map<String, Value>>,
    /// Whose password the password stage takes.
    pub(super) localpart: Option<String>,
}

impl Offer {
    /// The present password of an account.
    pub(super) fn password_of(owner: String) -> Self {
        Self {
            flows: vec![vec![Stage::Password]],
            params: None,
            localpart: Some(owner),
        }
    }

    fn stage(&self, name: &str) -> Option<&Stage> {
        self.flows
            .iter()
            .flatten()
            .find(|stage| stage.name() == name)
    }
}

/// One session.
pub(super) struct Exchange {
    operation: String,
    opened_at: SystemTime,
    completed: Vec<(Stage, Evidence)>,
    /// What the last failed stage was refused with.
    failure: Map<String, Value>,
    /// What a successful request answered, for a repeat after its answer was lost.
    pub(super) answer: Option<Value>,
}

impl Exchange {
    fn new(operation: &str, opened_at: SystemTime) -> Self {
        Self {
            operation: operation.to_owned(),
            opened_at,
            completed: Vec::new(),
            failure: Map::new(),
            answer: None,
        }
    }

    /// What a stage proved.
    fn evidence(&self, stage: &Stage) -> Option<&Evidence> {
        self.completed
            .iter()
            .find(|(completed, _)| completed == stage)
            .map(|(_, evidence)| evidence)
    }

    /// The contacts that were proved.
    fn contacts(&self) -> Vec<Proved> {
        self.completed
            .iter()
            .filter_map(|(_, evidence)| match evidence {
                Evidence::Contact(proved) => Some(proved.clone()),
                Evidence::Given | Evidence::Token(_) => None,
            })
            .collect()
    }

    /// The registration token that was given.
    fn token(&self) -> Option<&str> {
        match self.evidence(&Stage::RegistrationToken) {
            Some(Evidence::Token(token)) => Some(token),
            _ => None,
        }
    }

    fn satisfies(&self, offer: &Offer) -> bool {
        offer
            .flows
            .iter()
            .any(|flow| flow.iter().all(|stage| self.evidence(stage).is_some()))
    }
}

/// All sessions by id.
pub(super) struct Exchanges {
    rules: &'static Authentication,
    sessions: HashMap<String, Exchange>,
}

impl Exchanges {
    /// No sessions yet.
    pub(super) fn new(rules: &'static Authentication) -> Self {
        Self {
            rules,
            sessions: HashMap::new(),
        }
    }

    /// The session of an `auth` that names one that is known and belongs to this operation. It is refused otherwise;
    /// `None` when `auth` names none.
    pub(super) fn named(
        &mut self,
        auth: Option<&JsonObject>,
        operation: &str,
        now: SystemTime,
    ) -> Result<Option<(String, &mut Exchange)>, Refusal> {
        let Some(id) = auth
            .map(|auth| auth.string("session"))
            .transpose()?
            .flatten()
        else {
            return Ok(None);
        };
        let exchange = match self.rules.lost {
            LostSession::Refused(code) => self
                .sessions
                .get_mut(id)
                .ok_or_else(|| code.refusal("Unknown session ID"))?,
            LostSession::Reopened => self
                .sessions
                .entry(id.to_owned())
                .or_insert_with(|| Exchange::new(operation, now)),
        };
        if exchange.operation != operation {
            return Err(self
                .rules
                .foreign
                .refusal("Requested operation has changed during the UI authentication session."));
        }
        Ok(Some((id.to_owned(), exchange)))
    }

    /// The answer of a session that has succeeded, where sessions keep theirs.
    ///
    /// # Errors
    /// Where they do, those of [`named`](Self::named): such a server looks for the session before anything else.
    pub(super) fn answered(
        &mut self,
        auth: Option<&JsonObject>,
        operation: &str,
        now: SystemTime,
    ) -> Result<Option<Value>, Refusal> {
        if !self.rules.keeps_answers {
            return Ok(None);
        }
        let session = self.named(auth, operation, now)?;
        Ok(session.and_then(|(_, exchange)| exchange.answer.clone()))
    }

    /// Keeps the answer of a request that succeeded, where its session still exists.
    pub(super) fn keep_answer(
        &mut self,
        auth: Option<&JsonObject>,
        operation: &str,
        now: SystemTime,
        answer: &Value,
    ) -> Result<(), Refusal> {
        if self.rules.keeps_answers
            && let Some((_, exchange)) = self.named(auth, operation, now)?
        {
            exchange.answer = Some(answer.clone());
        }
        Ok(())
    }

    /// Completes a stage of a session from outside of its requests. Gives whether there is such a session.
    pub(super) fn complete(&mut self, id: &str, stage: Stage, evidence: Evidence) -> bool {
        let Some(exchange) = self.sessions.get_mut(id) else {
            return false;
        };
        if exchange.evidence(&stage).is_none() {
            exchange.completed.push((stage, evidence));
        }
        true
    }

    /// Whether a session has completed a stage; `None` when there is no such session.
    pub(super) fn has_completed(&self, id: &str, stage: &Stage) -> Option<bool> {
        let exchange = self.sessions.get(id)?;
        Some(exchange.evidence(stage).is_some())
    }

    fn open(&mut self, random: &mut Random, operation: &str, now: SystemTime) -> String {
        let id = random.opaque();
        self.sessions
            .insert(id.clone(), Exchange::new(operation, now));
        id
    }

    /// Forgets old sessions and returns the registration tokens that they give back.
    fn forget_old(&mut self, now: SystemTime) -> Vec<String> {
        let Authentication {
            lifetime,
            reserves_tokens,
            ..
        } = *self.rules;
        let old = |exchange: &Exchange| {
            now.duration_since(exchange.opened_at)
                .is_ok_and(|age| age > lifetime)
        };
        self.sessions
            .extract_if(|_, exchange| old(exchange))
            .filter(|(_, exchange)| reserves_tokens && exchange.answer.is_none())
            .filter_map(|(_, exchange)| exchange.token().map(str::to_owned))
            .collect()
    }
}

/// Tries the stage in `auth`, if there is one, and returns the proved contacts once a flow is complete. A session that
/// keeps no answer ends with that, whatever comes of the request.
///
/// `operation` is what the session is for: method, path, query and whose account it is about.
pub(super) fn authenticate(
    memory: &mut Memory,
    now: SystemTime,
    operation: &str,
    offer: &Offer,
    auth: Option<&JsonObject>,
) -> Result<Vec<Proved>, Refusal> {
    for token in memory.exchanges.forget_old(now) {
        memory.tokens.release(&token);
    }
    let named = memory.exchanges.named(auth, operation, now)?;
    let named = named.map(|(id, _)| id);
    let has_session = named.is_some();
    let id = named.unwrap_or_else(|| memory.exchanges.open(&mut memory.random, operation, now));
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
    let Some(auth) = auth else {
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
            let attempt = stages::Attempt {
                auth,
                has_session,
                earlier: exchange.evidence(stage),
                localpart: offer.localpart.as_deref(),
            };
            match stages::check(stage, &attempt, rules, accounts, validations, tokens) {
                Ok(evidence) => {
                    let completed = evidence.map(|evidence| (stage.clone(), evidence));
                    exchange.completed.extend(completed);
                    exchange.failure.clear();
                    None
                }
                Err(Failure::InExchange(refusal)) => {
                    exchange.failure = refusal.into_body();
                    Some(exchange.failure.clone())
                }
                Err(Failure::Outright(refusal)) => return Err(refusal),
            }
        }
    };
    if exchange.satisfies(offer) {
        let contacts = exchange.contacts();
        if !rules.keeps_answers {
            sessions.remove(&id);
        }
        return Ok(contacts);
    }
    let mut body = challenge(&id, offer, rules);
    let completed: Vec<&str> = exchange
        .completed
        .iter()
        .map(|(stage, _)| stage.name())
        .collect();
    body.insert("completed".to_owned(), json!(completed));
    body.extend(failure.unwrap_or_default());
    Err(Refusal::incomplete(body))
}

fn challenge(id: &str, offer: &Offer, rules: &Authentication) -> Map<String, Value> {
    let flows: Vec<Value> = offer
        .flows
        .iter()
        .map(|flow| {
            let stages: Vec<&str> = flow.iter().map(Stage::name).collect();
            json!({ "stages": stages })
        })
        .collect();
    let mut body = Map::new();
    body.insert("session".to_owned(), id.into());
    body.insert("flows".to_owned(), flows.into());
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
