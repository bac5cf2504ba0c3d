//! Values for the unit tests of the machine's parts, and what a part is tested with.

use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use super::awaiting::Awaiting;
use super::ctx::Mechanism;
use super::effect::Effect;
use super::homeserver::{Homeserver, RegisterOffer};
use super::plan::{Account, Contacts, Plan};
use super::random::Seed;
use super::time::Timing;
use crate::domain::{BaseUrl, Password, Username};
use crate::protocol::{Api, Failure, Reply, Versions};

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

    /// The endpoints that were asked and not answered, the oldest first.
    pub(super) fn asked(&self) -> Vec<&'static str> {
        let endpoint = |effect: &Effect| match effect {
            Effect::Call { id, request, .. } if self.in_flight.is_out(*id) => {
                Some(request.endpoint())
            }
            _ => None,
        };
        self.effects.iter().filter_map(endpoint).collect()
    }

    /// Takes the question that an endpoint was asked for, as its answer comes.
    pub(super) fn answers(&mut self, endpoint: &str, result: &Result<Reply, Failure>) -> Awaiting {
        let id = self.effects.iter().find_map(|effect| match effect {
            Effect::Call { id, request, .. }
                if request.endpoint() == endpoint && self.in_flight.is_out(*id) =>
            {
                Some(*id)
            }
            _ => None,
        });
        let answer = super::Answer::Call(Box::new(result.clone()));
        let question = id.and_then(|id| self.in_flight.take(id, &answer));
        question.unwrap_or_else(|| panic!("nothing asks {endpoint}"))
    }
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
