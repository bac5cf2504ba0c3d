//! Values for the unit tests of the machine's parts.

use std::rc::Rc;

use super::homeserver::{Homeserver, RegisterOffer};
use super::stage::{Account, Contacts, Plan};
use crate::domain::{BaseUrl, Password, Username};
use crate::protocol::{Api, Versions};

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
