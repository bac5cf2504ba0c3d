//! Values for the unit tests of the machine's parts, and what a part is tested with.

use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use super::awaiting::Awaiting;
use super::ctx::Mechanism;
use super::effect::{Effect, RequestId};
use super::homeserver::{Homeserver, RegisterOffer};
use super::plan::{Account, Contacts, Plan};
use super::random::Seed;
use super::time::Timing;
use crate::domain::{BaseUrl, CleanText, Email, Password, PhoneNumber, Username, check};
use crate::protocol::{Api, ErrCode, Failure, Network, Refusal, Reply, Request, Versions};

/// The mechanism of a part in a test.
pub(super) struct Bench(Mechanism);

impl Deref for Bench {
    type Target = Mechanism;

    fn deref(&self) -> &Mechanism {
        &self.0
    }
}

impl DerefMut for Bench {
    fn deref_mut(&mut self) -> &mut Mechanism {
        &mut self.0
    }
}

impl Bench {
    pub(super) fn new() -> Self {
        Self(Mechanism::new(Timing::default(), &Seed::new([7; 32])))
    }

    /// The requests that are not answered, the oldest first.
    fn out(&self) -> impl DoubleEndedIterator<Item = (RequestId, &Request)> {
        self.effects.iter().filter_map(|effect| match effect {
            Effect::Call { id, request, .. } if self.in_flight.is_out(*id) => {
                Some((*id, &**request))
            }
            _ => None,
        })
    }

    /// The endpoints that were asked and not answered, the oldest first.
    pub(super) fn asked(&self) -> Vec<&'static str> {
        self.out().map(|(_, request)| request.endpoint()).collect()
    }

    /// The newest request that is not answered.
    pub(super) fn request(&self) -> &Request {
        let newest = self.out().next_back();
        newest.expect("nothing is asked").1
    }

    /// Takes the question that an endpoint was asked for, as its answer comes.
    pub(super) fn answers(&mut self, endpoint: &str, result: &Result<Reply, Failure>) -> Awaiting {
        let mut out = self.out();
        let id = out.find_map(|(id, request)| (request.endpoint() == endpoint).then_some(id));
        drop(out);
        let answer = super::Answer::Call(Box::new(result.clone()));
        let question = id.and_then(|id| self.in_flight.take(id, &answer));
        question.unwrap_or_else(|| panic!("nothing asks {endpoint}"))
    }
}

/// Asserts what an outcome is.
macro_rules! assert_is {
    ($outcome:expr, $is:pat $(if $guard:expr)?) => {{
        let outcome = $outcome;
        assert!(matches!(&outcome, $is $(if $guard)?), "{outcome:?}");
    }};
}
pub(super) use assert_is;

/// An answer that was never seen.
pub(super) fn lost() -> Failure {
    Failure::Network(Network::Broken)
}

/// An error answer; without an errcode, it is none of Matrix.
pub(super) fn refusal(status: u16, errcode: Option<ErrCode>) -> Refusal {
    Refusal {
        status,
        errcode,
        text: CleanText::default(),
        retry_after: None,
        contact: None,
    }
}

/// The same as a failure.
pub(super) fn refused(status: u16, errcode: ErrCode) -> Failure {
    Failure::Refused(refusal(status, Some(errcode)))
}

pub(super) fn email(name: &str) -> Email {
    Email::parse(&format!("{name}@example.net")).expect("an address")
}

pub(super) fn phone() -> PhoneNumber {
    let germany = "DE".parse().expect("a country");
    let check = check(germany, "01512 3456789");
    check.number().cloned().expect("a number")
}

/// Where the server of these values is.
pub(super) fn site() -> (BaseUrl, Api) {
    let plan = plan_without_contact();
    let server = &plan.contacts().server;
    (server.base.clone(), server.api)
}

/// A plan for a sign-up without contacts, on a server that was asked nothing.
pub(super) fn plan_without_contact() -> Plan {
    let server = Rc::new(Homeserver {
        name: None,
        base: BaseUrl::parse("https://matrix.example.org").expect("a base URL"),
        api: Api::V3,
        versions: Versions::default(),
        login: None,
        oauth: None,
        register: RegisterOffer::NotAsked,
        password_policy: None,
        practice: false,
    });
    Plan::SignUp {
        contacts: Contacts {
            server,
            phone: None,
            email: None,
        },
        account: Account {
            username: Username::parse("robin").expect("a name"),
            password: Password::parse("correct horse").expect("a password"),
        },
        token: None,
    }
}
