//! Questions that are out, and the record of what was asked.

use std::time::Duration;

use super::awaiting::Awaiting;
use super::effect::RequestId;
use super::event::Answer;
use super::time::Time;
use crate::domain::SendAttempt;
use crate::protocol::{Failure, Method, Request};

/// One request, for the details page: nothing of it is secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub at: Time,
    pub method: Method,
    /// Path without version, query and secrets.
    pub endpoint: &'static str,
    /// Number of the message, for `requestToken`.
    pub attempt: Option<SendAttempt>,
    /// How it ended, and how long it took.
    pub end: Option<(End, Duration)>,
    id: RequestId,
}

#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// With a reply; a UIA 401 counts as one.
    Reply,
    Failed(Box<Failure>),
    /// Its answer was no longer needed.
    Dropped,
}

/// The questions that are out.
#[derive(Debug, Default)]
pub(super) struct InFlight {
    next_id: u64,
    out: Vec<(RequestId, Awaiting, Time)>,
    log: Vec<Record>,
}

impl InFlight {
    /// The most requests that the details remember.
    const LOG: usize = 100;

    /// Registers a question. Also gives the older question that it replaces.
    pub(super) fn ask(&mut self, question: Awaiting, now: Time) -> (RequestId, Option<RequestId>) {
        let at = self
            .out
            .iter()
            .position(|(_, old, _)| old.is_replaced_by(&question));
        let replaced = at.map(|at| self.out.remove(at).0);
        if let Some(old) = replaced {
            self.record_end(old, End::Dropped, now);
        }
        let id = RequestId(self.next_id);
        self.next_id += 1;
        self.out.push((id, question, now));
        (id, replaced)
    }

    /// Takes the question of an answer; `None` if it is no longer needed, or when it is no
    /// answer to that question.
    pub(super) fn take(&mut self, id: RequestId, answer: &Answer) -> Option<Awaiting> {
        let is_its =
            |(out, question, _): &(RequestId, Awaiting, Time)| *out == id && question.takes(answer);
        let at = self.out.iter().position(is_its)?;
        Some(self.out.remove(at).1)
    }

    /// Drops every question that `drop` picks, and names them.
    pub(super) fn drop_all(
        &mut self,
        now: Time,
        mut drop: impl FnMut(&Awaiting) -> bool,
    ) -> Vec<RequestId> {
        let mut dropped = Vec::new();
        self.out.retain(|(id, question, _)| {
            let drops = drop(question);
            if drops {
                dropped.push(*id);
            }
            !drops
        });
        for id in &dropped {
            self.record_end(*id, End::Dropped, now);
        }
        dropped
    }

    /// Whether the question of this name is out.
    pub(super) fn is_out(&self, id: RequestId) -> bool {
        self.out.iter().any(|(out, ..)| *out == id)
    }

    /// Whether a question that `pick` picks is out.
    pub(super) fn any(&self, mut pick: impl FnMut(&Awaiting) -> bool) -> bool {
        self.out.iter().any(|(_, question, _)| pick(question))
    }

    /// The oldest question that `pick` picks, and since when it is out.
    pub(super) fn oldest(&self, pick: impl Fn(&Awaiting) -> bool) -> Option<(&Awaiting, Time)> {
        self.out
            .iter()
            .find(|(_, question, _)| pick(question))
            .map(|(_, question, since)| (question, *since))
    }

    /// Notes a request in the log.
    pub(super) fn record(&mut self, id: RequestId, request: &Request, now: Time) {
        if self.log.len() == Self::LOG {
            self.log.remove(0);
        }
        let attempt = match request {
            Request::RequestToken(request) => Some(request.send_attempt),
            _ => None,
        };
        self.log.push(Record {
            at: now,
            method: request.method(),
            endpoint: request.endpoint(),
            attempt,
            end: None,
            id,
        });
    }

    /// Notes how a request ended.
    pub(super) fn record_end(&mut self, id: RequestId, end: End, now: Time) {
        if let Some(record) = self.log.iter_mut().rev().find(|r| r.id == id)
            && record.end.is_none()
        {
            record.end = Some((end, now - record.at));
        }
    }

    /// Every request that the details remember, the oldest first.
    pub(super) fn log(&self) -> &[Record] {
        &self.log
    }
}
