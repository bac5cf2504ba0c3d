//! Validation sessions: an address, its server and secret, and the messages that were asked for.

use std::fmt;

use url::Url;

use crate::domain::{BaseUrl, ClientSecret, Origin, Secret, SendAttempt, Sid};
use crate::protocol::{
    Contact, IdentityServer, Purpose, ThreepidCreds, TokenRequest, TokenRequested,
};
use crate::wizard::random::Random;
use crate::wizard::saves::{SavedAddress, SavedValidation};
use crate::wizard::time::Time;

/// A validation session. One of its first three members changing makes another session, with
/// another secret (client-server API, `client_secret` and `send_attempt`).
#[derive(Clone, Debug, PartialEq)]
pub struct Validation {
    pub base: BaseUrl,
    /// The purpose of the proof.
    pub purpose: Purpose,
    /// The address, as it is sent.
    pub contact: Contact,
    /// The secret that this program made for it.
    pub secret: ClientSecret,
    /// The number of the newest message that was asked for, recorded before the request leaves;
    /// none before the first.
    pub attempt: Option<SendAttempt>,
    /// The newest request has its answer: a sid, or a refusal that the user saw.
    pub answered: bool,
    /// The session on the server; `None` before its first answer.
    pub opened: Option<Opened>,
    pub proven: bool,
    /// How many codes were refused.
    pub wrong_codes: u8,
    /// The codes of the newest message that were refused in this run: none of them is sent again.
    pub refused_codes: Vec<Secret>,
    /// The newest request failed, and the user has seen it: the next one is theirs.
    pub refused: bool,
}

/// The server's facts about a validation session. `Debug` shows no more of the URL than its origin.
#[derive(Clone, PartialEq)]
pub struct Opened {
    /// Every sid that it gave, the newest first. A click on an older message validates an older
    /// one.
    pub sids: Vec<Sid>,
    /// Where a code goes; without it, a link proves the address.
    pub submit_url: Option<Url>,
    /// When the newest message that it answered was asked for.
    pub asked_at: Time,
    /// The number of that message.
    pub attempt: SendAttempt,
    /// It answered one before that.
    pub earlier: bool,
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opened")
            .field("sids", &self.sids)
            .field("submit_url", &self.submit_url.as_ref().map(Origin))
            .field("asked_at", &self.asked_at)
            .field("attempt", &self.attempt)
            .field("earlier", &self.earlier)
            .finish()
    }
}

impl Validation {
    fn new(base: &BaseUrl, purpose: Purpose, contact: &Contact, random: &mut Random) -> Self {
        Self {
            base: base.clone(),
            purpose,
            contact: contact.clone(),
            secret: random.client_secret(),
            attempt: None,
            answered: false,
            opened: None,
            proven: false,
            wrong_codes: 0,
            refused_codes: Vec::new(),
            refused: false,
        }
    }

    /// Continues with a session that was saved.
    fn restored(saved: SavedValidation, contact: &Contact) -> Self {
        let answered = saved.asked_at.zip(saved.answered_attempt.or(saved.attempt));
        let opened = answered.filter(|_| !saved.sids.is_empty());
        Self {
            base: saved.base,
            purpose: saved.purpose,
            contact: contact.clone(),
            secret: saved.secret,
            attempt: saved.attempt,
            answered: saved.answered,
            opened: opened.map(|(asked_at, attempt)| Opened {
                sids: saved.sids,
                submit_url: saved.submit_url,
                asked_at,
                attempt,
                earlier: saved.earlier,
            }),
            proven: saved.proven,
            wrong_codes: saved.wrong_codes,
            refused_codes: Vec::new(),
            refused: saved.refused,
        }
    }

    fn to_saved(&self) -> SavedValidation {
        let opened = self.opened.as_ref();
        SavedValidation {
            base: self.base.clone(),
            purpose: self.purpose,
            address: SavedAddress::of(&self.contact),
            secret: self.secret.clone(),
            attempt: self.attempt,
            answered: self.answered,
            sids: opened.map_or(Vec::new(), |opened| opened.sids.clone()),
            submit_url: opened.and_then(|opened| opened.submit_url.clone()),
            asked_at: opened.map(|opened| opened.asked_at),
            answered_attempt: opened.map(|opened| opened.attempt),
            earlier: opened.is_some_and(|opened| opened.earlier),
            proven: self.proven,
            wrong_codes: self.wrong_codes,
            refused: self.refused,
        }
    }

    fn is_for(&self, base: &BaseUrl, purpose: Purpose, contact: &Contact) -> bool {
        self.base == *base && self.purpose == purpose && self.contact == *contact
    }

    /// The request for the newest message: the same whenever it is repeated.
    fn request(&self, attempt: SendAttempt, extras: &Extras) -> TokenRequest {
        TokenRequest {
            purpose: self.purpose,
            contact: self.contact.clone(),
            client_secret: self.secret.clone(),
            send_attempt: attempt,
            next_link: extras.next_link.clone(),
            identity: extras.identity.clone(),
        }
    }

    /// Asks for the next message. The number counts as used from here on, so that a lost answer
    /// followed by "send again" still sends.
    pub(super) fn ask(&mut self, extras: &Extras) -> TokenRequest {
        let attempt = self.attempt.map_or(SendAttempt::FIRST, SendAttempt::next);
        self.attempt = Some(attempt);
        self.answered = false;
        self.refused = false;
        // Another message may bring the same digits.
        self.refused_codes.clear();
        self.request(attempt, extras)
    }

    /// Repeats the newest request unchanged; `None` if nothing was asked yet.
    pub(super) fn repeat(&self, extras: &Extras) -> Option<TokenRequest> {
        self.attempt.map(|attempt| self.request(attempt, extras))
    }

    /// Takes the server's answer in.
    pub(super) fn open(&mut self, reply: TokenRequested, asked_at: Time) {
        let attempt = self.attempt.unwrap_or(SendAttempt::FIRST);
        let before = self.opened.take();
        // The newest may be answered twice, when it was repeated unchanged.
        let earlier = before
            .as_ref()
            .is_some_and(|o| o.earlier || o.attempt != attempt);
        let mut sids = before.map_or(Vec::new(), |o| o.sids);
        sids.retain(|sid| *sid != reply.sid);
        sids.insert(0, reply.sid);
        // More sids than this are never looked at in time.
        sids.truncate(8);
        self.answered = true;
        self.opened = Some(Opened {
            sids,
            submit_url: reply.submit_url,
            asked_at,
            attempt,
            earlier,
        });
    }

    /// The proof for a UIA stage, by one of the sids: `turn` goes through them.
    pub(super) fn creds(&self, turn: usize, extras: &Extras) -> Option<ThreepidCreds> {
        let sids = &self.opened.as_ref()?.sids;
        Some(ThreepidCreds {
            sid: sids.get(turn % sids.len().max(1))?.clone(),
            client_secret: self.secret.clone(),
            identity: extras.identity.clone(),
        })
    }
}

/// A contact whose proof is awaited: a server opened a validation session for it. That a message was sent is not proven
/// by that.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    pub contact: Contact,
    /// Whether the server takes a code; else a link proves the address.
    pub by_code: bool,
}

/// Parameters of `requestToken` that only flags set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extras {
    /// `next_link`.
    pub next_link: Option<Url>,
    /// `id_server` and `id_access_token`.
    pub identity: Option<IdentityServer>,
}

/// The sessions of this run, one for each server, purpose and address that a message was asked
/// for. Going back and forth without a change finds the same session and sends nothing.
#[derive(Debug, Default)]
pub(super) struct Validations {
    live: Vec<Validation>,
    /// Sessions of an earlier run, until it is known again whose they are: a number is not read
    /// before its page.
    dormant: Vec<SavedValidation>,
}

impl Validations {
    /// How many sessions are remembered. Only a user who tries one address after another meets
    /// the limit; the oldest is forgotten.
    const MOST: usize = 16;

    /// The sessions of an earlier run, the newest last.
    pub(super) fn restored(mut saved: Vec<SavedValidation>) -> Self {
        let excess = saved.len().saturating_sub(Self::MOST);
        saved.drain(..excess);
        Self {
            live: Vec::new(),
            dormant: saved,
        }
    }

    /// Continues with the session of an earlier run for a contact, if there is one.
    pub(super) fn wake(&mut self, base: &BaseUrl, purpose: Purpose, contact: &Contact) {
        let address = SavedAddress::of(contact);
        let is_its =
            |v: &SavedValidation| v.base == *base && v.purpose == purpose && v.address == address;
        let Some(at) = self.dormant.iter().position(is_its) else {
            return;
        };
        let saved = self.dormant.remove(at);
        if self.get(base, purpose, contact).is_none() {
            self.live.push(Validation::restored(saved, contact));
        }
    }

    /// Whether a server opened any.
    pub(super) fn were_opened(&self) -> bool {
        self.dormant.iter().any(|v| v.asked_at.is_some())
            || self.live.iter().any(|v| v.opened.is_some())
    }

    /// The sessions at a server for a purpose, to be saved.
    pub(super) fn to_saved(&self, base: &BaseUrl, purpose: Purpose) -> Vec<SavedValidation> {
        let live = self.live.iter().map(Validation::to_saved);
        let all = self.dormant.iter().cloned().chain(live);
        all.filter(|v| v.base == *base && v.purpose == purpose)
            .collect()
    }

    /// The session for a contact, if there is one.
    pub(super) fn get(
        &self,
        base: &BaseUrl,
        purpose: Purpose,
        contact: &Contact,
    ) -> Option<&Validation> {
        self.live.iter().find(|v| v.is_for(base, purpose, contact))
    }

    pub(super) fn get_mut(
        &mut self,
        base: &BaseUrl,
        purpose: Purpose,
        contact: &Contact,
    ) -> Option<&mut Validation> {
        let mut live = self.live.iter_mut();
        live.find(|v| v.is_for(base, purpose, contact))
    }

    /// The session for a contact, made if there is none.
    pub(super) fn get_or_new(
        &mut self,
        base: &BaseUrl,
        purpose: Purpose,
        contact: &Contact,
        random: &mut Random,
    ) -> &mut Validation {
        let at = match self
            .live
            .iter()
            .position(|v| v.is_for(base, purpose, contact))
        {
            Some(at) => at,
            None => {
                if self.live.len() == Self::MOST {
                    self.live.remove(0);
                }
                self.live
                    .push(Validation::new(base, purpose, contact, random));
                self.live.len() - 1
            }
        };
        &mut self.live[at]
    }

    /// Forgets the session for a contact: it expired, was used up, or the server forgot it.
    pub(super) fn forget(&mut self, base: &BaseUrl, purpose: Purpose, contact: &Contact) {
        self.live.retain(|v| !v.is_for(base, purpose, contact));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Email;
    use crate::wizard::Seed;

    fn base() -> BaseUrl {
        BaseUrl::parse("https://matrix.example.org").expect("a base URL")
    }

    fn contact(at: usize) -> Contact {
        let address = format!("robin{at}@example.net");
        Contact::Email(Email::parse(&address).expect("an address"))
    }

    #[test]
    fn only_the_newest_sids_of_a_session_are_kept() {
        let mut random = Random::new(&Seed::new([7; 32]));
        let mut validation = Validation::new(&base(), Purpose::Register, &contact(1), &mut random);
        for sid in 1..=9 {
            validation.ask(&Extras::default());
            let reply = TokenRequested {
                sid: Sid::parse(&sid.to_string()).expect("a sid"),
                submit_url: None,
            };
            validation.open(reply, Time::default());
        }
        let opened = validation.opened.expect("an answer");
        let sids: Vec<_> = opened.sids.iter().map(Sid::expose).collect();
        assert_eq!(sids, ["9", "8", "7", "6", "5", "4", "3", "2"]);
    }

    #[test]
    fn only_the_newest_sessions_are_kept() {
        let mut random = Random::new(&Seed::new([7; 32]));
        let (base, purpose) = (base(), Purpose::Register);
        let mut validations = Validations::default();
        for at in 0..=Validations::MOST {
            validations.get_or_new(&base, purpose, &contact(at), &mut random);
        }
        let is_kept = |all: &Validations, at| all.get(&base, purpose, &contact(at)).is_some();
        assert!(!is_kept(&validations, 0));
        assert!((1..=16).all(|at| is_kept(&validations, at)));
        // So it is with those of an earlier run.
        let mut saved = validations.to_saved(&base, purpose);
        saved.extend(saved.clone());
        assert_eq!(Validations::restored(saved).dormant.len(), 16);
    }
}
