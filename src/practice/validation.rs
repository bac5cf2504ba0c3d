//! Validation sessions: who asked to prove which address, what was sent, what was proved (client-server API,
//! `client_secret` and `send_attempt`).

use std::time::{Duration, SystemTime};

use super::accounts::Proved;
use super::address::{Address, Medium};
use super::dialect::{AfterProof, Messages};
use super::errors::Refusal;
use super::limits::Limit;
use super::options::Proof;
use super::random::Random;

/// The scope of `send_attempt`: the literal strings of the request, whatever endpoint they came to.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Scope {
    pub(super) medium: Medium,
    /// The country as sent, for a phone number.
    pub(super) country: Option<String>,
    pub(super) literal: String,
    pub(super) client_secret: String,
}

pub(super) struct Session {
    pub(super) sid: String,
    scope: Scope,
    address: Address,
    rules: &'static Messages,
    asked: bool,
    repeats: Limit,
    /// The highest attempt that counts.
    attempt: Option<i64>,
    code: Option<SentCode>,
    links: Vec<SentLink>,
    wrong_codes: u32,
    validated_at: Option<SystemTime>,
    used_up: bool,
}

struct SentCode {
    code: String,
    sent_at: SystemTime,
}

struct SentLink {
    token: String,
    next_link: Option<String>,
    sent_at: SystemTime,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WrongCode {
    /// No session has this `sid` and secret, or it expects no code.
    NoSession,
    Expired,
    Incorrect,
    UsedUp,
}

/// All validation sessions, oldest first.
pub(super) struct Validations {
    rules: &'static Messages,
    sessions: Vec<Session>,
}

impl Validations {
    pub(super) fn new(rules: &'static Messages) -> Self {
        Self {
            rules,
            sessions: Vec::new(),
        }
    }

    /// The session that a request belongs to: the newest of its scope, or a new one. Whether a mail that is asked for
    /// after the address was proved gets a new session is the dialect's; a text does not, as Sydent does.
    ///
    /// # Errors
    /// Where a secret is good for one address, or once.
    pub(super) fn open(
        &mut self,
        scope: &Scope,
        address: &Address,
        attempt: i64,
        random: &mut Random,
    ) -> Result<&mut Session, Refusal> {
        let rules = self.rules;
        let elsewhere = |session: &Session| {
            !session.used_up
                && session.scope.client_secret == scope.client_secret
                && session.scope != *scope
        };
        if let Some(code) = rules.other_address
            && self.sessions.iter().any(elsewhere)
        {
            return Err(code.refusal("The secret belongs to another address"));
        }
        let is_its = |session: &Session| session.scope == *scope;
        let newest = self.sessions.iter().rposition(is_its);
        if let Some(code) = rules.used_up
            && newest.is_some_and(|index| self.sessions[index].used_up)
        {
            return Err(code.refusal("The validation session was used up"));
        }
        let reused = newest.filter(|&index| {
            let session = &self.sessions[index];
            !session.used_up
                && (scope.medium == Medium::Msisdn
                    || session.validated_at.is_none()
                    || !session.is_due(attempt)
                    || rules.after_proof != AfterProof::NewSession)
        });
        let index = reused.unwrap_or_else(|| {
            self.sessions.push(Session {
                sid: random.opaque(),
                scope: scope.clone(),
                address: address.clone(),
                rules,
                asked: false,
                repeats: Limit::default(),
                attempt: None,
                code: None,
                links: Vec::new(),
                wrong_codes: 0,
                validated_at: None,
                used_up: false,
            });
            self.sessions.len() - 1
        });
        Ok(&mut self.sessions[index])
    }

    /// Takes a code. The right one is accepted again and again.
    pub(super) fn submit_code(
        &mut self,
        (sid, client_secret): (&str, &str),
        code: &str,
        (now, lifetime): (SystemTime, Duration),
        tries: Option<u32>,
    ) -> Result<(), WrongCode> {
        let session = self.find(sid, client_secret).ok_or(WrongCode::NoSession)?;
        let sent = session.code.as_ref().ok_or(WrongCode::NoSession)?;
        if tries.is_some_and(|tries| session.wrong_codes >= tries) {
            return Err(WrongCode::UsedUp);
        }
        if age(sent.sent_at, now) > lifetime {
            return Err(WrongCode::Expired);
        }
        if sent.code != code {
            session.wrong_codes = session.wrong_codes.saturating_add(1);
            return Err(WrongCode::Incorrect);
        }
        session.validated_at.get_or_insert(now);
        Ok(())
    }

    /// Takes a link's token and returns where the link continues to; `None` when it is wrong, old or unknown.
    pub(super) fn submit_link(
        &mut self,
        (sid, client_secret): (&str, &str),
        token: &str,
        (now, lifetime): (SystemTime, Duration),
    ) -> Option<Option<String>> {
        let session = self.find(sid, client_secret)?;
        let is_it = |link: &&SentLink| link.token == token && age(link.sent_at, now) <= lifetime;
        let link = session.links.iter().find(is_it)?;
        let next_link = link.next_link.clone();
        session.validated_at.get_or_insert(now);
        Some(next_link)
    }

    /// The proof of a validated session. Using it uses the session up: a second authentication needs a new
    /// message.
    pub(super) fn consume(
        &mut self,
        medium: Option<Medium>,
        sid: &str,
        client_secret: &str,
    ) -> Option<Proved> {
        let session = self
            .find(sid, client_secret)
            .filter(|session| medium.is_none_or(|medium| medium == session.address.medium))?;
        let proved = Proved {
            address: session.address.clone(),
            validated_at: session.validated_at?,
        };
        session.used_up = true;
        Some(proved)
    }

    /// The address that a validated session proves, without using the session up.
    pub(super) fn proven(&self, sid: &str, client_secret: &str) -> Option<&Address> {
        let mut sessions = self.sessions.iter();
        let session = sessions.find(|session| session.is(sid, client_secret))?;
        session.validated_at.map(|_| &session.address)
    }

    fn find(&mut self, sid: &str, client_secret: &str) -> Option<&mut Session> {
        let mut sessions = self.sessions.iter_mut();
        sessions.find(|session| session.is(sid, client_secret))
    }
}

impl Session {
    /// Takes one repeat from the limit, or gives the time to wait as the error; the first request is none.
    pub(super) fn take_repeat(&mut self, now: SystemTime) -> Result<(), Duration> {
        match self.asked {
            true => self.repeats.take(self.rules.repeats, now),
            false => Ok(()),
        }
    }

    /// Whether this attempt is a request for another message: higher than every one before, gaps allowed.
    pub(super) fn is_due(&self, attempt: i64) -> bool {
        let proved = self.validated_at.is_some();
        self.attempt.is_none_or(|highest| attempt > highest)
            && !(proved && self.rules.after_proof == AfterProof::Nothing)
    }

    pub(super) fn has_code(&self) -> bool {
        self.code.is_some()
    }

    pub(super) fn count(&mut self, attempt: i64) {
        let first = !std::mem::replace(&mut self.asked, true);
        if !first || self.rules.remembers_first {
            self.attempt = Some(attempt);
        }
    }

    /// Makes the code and the link's token that the next message needs so that its reader can prove the address. A
    /// resent code is the same code; each link has a token of its own.
    pub(super) fn challenge(
        &mut self,
        proof: Proof,
        next_link: Option<&str>,
        random: &mut Random,
        now: SystemTime,
    ) -> (Option<String>, Option<String>) {
        if self.rules.after_proof == AfterProof::Unproves {
            self.validated_at = None;
        }
        let code = proof.by_code().then(|| {
            let sent = self.code.get_or_insert_with(|| SentCode {
                code: random.digits(6),
                sent_at: now,
            });
            sent.sent_at = now;
            sent.code.clone()
        });
        let link_token = proof.by_link().then(|| {
            let token = random.opaque();
            if !self.rules.earlier_links_work {
                self.links.clear();
            }
            self.links.push(SentLink {
                token: token.clone(),
                next_link: next_link.map(str::to_owned),
                sent_at: now,
            });
            token
        });
        (code, link_token)
    }

    fn is(&self, sid: &str, client_secret: &str) -> bool {
        !self.used_up && self.sid == sid && self.scope.client_secret == client_secret
    }
}

fn age(since: SystemTime, now: SystemTime) -> Duration {
    now.duration_since(since).unwrap_or_default()
}
