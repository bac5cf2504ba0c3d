//! The sessions of user-interactive authentication: what was proved in each, and what it answered (client-server API,
//! "User-Interactive API in the REST API").

use std::collections::HashMap;
use std::time::SystemTime;

use serde_json::{Map, Value};

use super::accounts::Proved;
use super::body::JsonObject;
use super::dialect::{Authentication, LostSession};
use super::errors::Refusal;
use super::random::Random;
use super::stages::{Evidence, Stage};

pub(super) struct Exchange {
    operation: String,
    opened_at: SystemTime,
    pub(super) completed: Vec<(Stage, Evidence)>,
    /// The refusal of the last failed stage.
    pub(super) failure: Map<String, Value>,
    /// The answer to a successful request, for a repeat after that answer was lost.
    answer: Option<Value>,
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

    pub(super) fn evidence(&self, stage: &Stage) -> Option<&Evidence> {
        let mut completed = self.completed.iter();
        let found = completed.find(|(completed, _)| completed == stage);
        found.map(|(_, evidence)| evidence)
    }

    pub(super) fn contacts(&self) -> Vec<Proved> {
        let contact = |(_, evidence): &(Stage, Evidence)| match evidence {
            Evidence::Contact(proved) => Some(proved.clone()),
            Evidence::Given | Evidence::Token(_) => None,
        };
        self.completed.iter().filter_map(contact).collect()
    }

    fn token(&self) -> Option<&str> {
        match self.evidence(&Stage::RegistrationToken) {
            Some(Evidence::Token(token)) => Some(token),
            _ => None,
        }
    }

    pub(super) fn satisfies(&self, flows: &[Vec<Stage>]) -> bool {
        flows
            .iter()
            .any(|flow| flow.iter().all(|stage| self.evidence(stage).is_some()))
    }
}

/// A request under user-interactive authentication.
#[derive(Clone, Copy)]
pub(super) struct Request<'a> {
    pub(super) auth: Option<&'a JsonObject>,
    /// The purpose of the session: method, path, query and account.
    pub(super) operation: &'a str,
    pub(super) now: SystemTime,
}

/// A session and its id.
type Named<'a> = (String, &'a mut Exchange);

pub(super) struct Exchanges {
    pub(super) rules: &'static Authentication,
    pub(super) sessions: HashMap<String, Exchange>,
}

impl Exchanges {
    pub(super) fn new(rules: &'static Authentication) -> Self {
        Self {
            rules,
            sessions: HashMap::new(),
        }
    }

    /// The session of an `auth` that names one that is known and belongs to this operation. It is refused otherwise;
    /// `None` when `auth` names none.
    pub(super) fn named(&mut self, request: Request<'_>) -> Result<Option<Named<'_>>, Refusal> {
        let Request {
            auth,
            operation,
            now,
        } = request;
        let named = auth.map(|auth| auth.string("session")).transpose()?;
        let Some(id) = named.flatten() else {
            return Ok(None);
        };
        let sessions = &mut self.sessions;
        let exchange = match self.rules.lost {
            LostSession::Refused(code) => {
                let unknown = || code.refusal("Unknown session ID");
                sessions.get_mut(id).ok_or_else(unknown)?
            }
            LostSession::Reopened => {
                let entry = sessions.entry(id.to_owned());
                entry.or_insert_with(|| Exchange::new(operation, now))
            }
        };
        if exchange.operation != operation {
            let error = "Requested operation has changed during the UI authentication session.";
            return Err(self.rules.foreign.refusal(error));
        }
        Ok(Some((id.to_owned(), exchange)))
    }

    /// The answer of a session that has succeeded, where sessions keep theirs.
    ///
    /// # Errors
    /// Where they do, those of [`named`](Self::named): such a server looks for the session before anything else.
    pub(super) fn answered(&mut self, request: Request<'_>) -> Result<Option<Value>, Refusal> {
        if !self.rules.keeps_answers {
            return Ok(None);
        }
        let session = self.named(request)?;
        Ok(session.and_then(|(_, exchange)| exchange.answer.clone()))
    }

    /// Keeps the answer of a request that succeeded, where its session still exists.
    pub(super) fn keep_answer(
        &mut self,
        request: Request<'_>,
        answer: &Value,
    ) -> Result<(), Refusal> {
        if self.rules.keeps_answers
            && let Some((_, exchange)) = self.named(request)?
        {
            exchange.answer = Some(answer.clone());
        }
        Ok(())
    }

    /// Completes a stage of a session from outside of its requests. Returns whether there is such a session.
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

    pub(super) fn open(&mut self, random: &mut Random, request: Request<'_>) -> String {
        let id = random.opaque();
        let exchange = Exchange::new(request.operation, request.now);
        self.sessions.insert(id.clone(), exchange);
        id
    }

    /// Forgets old sessions and returns the registration tokens that they give back.
    pub(super) fn forget_old(&mut self, now: SystemTime) -> Vec<String> {
        let Authentication {
            lifetime,
            reserves_tokens,
            ..
        } = *self.rules;
        let age = |exchange: &Exchange| now.duration_since(exchange.opened_at);
        let old = |exchange: &Exchange| age(exchange).is_ok_and(|age| age > lifetime);
        self.sessions
            .extract_if(|_, exchange| old(exchange))
            .filter(|(_, exchange)| reserves_tokens && exchange.answer.is_none())
            .filter_map(|(_, exchange)| exchange.token().map(str::to_owned))
            .collect()
    }
}
