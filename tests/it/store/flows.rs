//! Unfinished flows to write down.

use mxid::domain::{ClientSecret, SendAttempt, Sid};
use mxid::protocol::{Flow, Purpose, StageType};
use mxid::wizard::{
    Media, PageId, SavedAddress, SavedExchange, SavedTask, SavedValidation, Task, TaskId,
};

use super::ago;

/// The name of a flow.
pub fn id(letter: char) -> TaskId {
    TaskId::parse(&letter.to_string().repeat(16)).expect("sixteen letters")
}

/// A flow that has just begun.
pub fn flow(id: &TaskId) -> SavedTask {
    SavedTask {
        id: id.clone(),
        task: Task::SignUp,
        server: "example.org".to_owned(),
        base: "https://matrix.example.org".parse_base(),
        media: None,
        country: None,
        number: String::new(),
        email: String::new(),
        username: String::new(),
        sign_in_name: String::new(),
        agreed: Vec::new(),
        logout_devices: None,
        reached: PageId::Contact,
        next_link: None,
        id_server: None,
        validations: Vec::new(),
        committing: None,
        device_id: None,
    }
}

/// A flow that has everything.
pub fn full(id: &TaskId) -> SavedTask {
    SavedTask {
        media: Some(Media {
            phone: true,
            email: true,
        }),
        country: "US".parse().ok(),
        number: "201-555-0123".to_owned(),
        email: "robin@example.net".to_owned(),
        username: "robin".to_owned(),
        sign_in_name: "@robin:example.org".to_owned(),
        agreed: vec!["privacy 1.0 https://example.org/privacy".to_owned()],
        logout_devices: Some(true),
        reached: PageId::Verify,
        next_link: "https://example.org/welcome".parse().ok(),
        id_server: mxid::domain::ServerName::parse("id.example.org").ok(),
        validations: vec![
            validation(SavedAddress::Phone {
                country: "US".parse().expect("a country"),
                sent: "2015550123".to_owned(),
            }),
            validation(SavedAddress::Email(
                mxid::domain::Email::parse("robin@example.net").expect("an address"),
            )),
        ],
        committing: Some(SavedExchange {
            may_be_done: true,
            contacts: vec![SavedAddress::Email(
                mxid::domain::Email::parse("robin@example.net").expect("an address"),
            )],
            session: Some("uia-session-1".into()),
            flows: vec![Flow(vec![StageType::Terms, StageType::Email])],
            completed: vec![StageType::Terms],
            username: mxid::domain::Username::parse("robin").ok(),
        }),
        device_id: Some("ABCDEFGHIJ".to_owned()),
        ..flow(id)
    }
}

fn validation(address: SavedAddress) -> SavedValidation {
    SavedValidation {
        base: "https://matrix.example.org".parse_base(),
        purpose: Purpose::Register,
        address,
        secret: ClientSecret::from_random(&[7; 32]),
        answered: true,
        attempt: Some(SendAttempt::FIRST.next()),
        sids: ["2", "1"].map(|sid| Sid::parse(sid).expect("a sid")).into(),
        submit_url: "https://example.org/submit".parse().ok(),
        asked_at: Some(ago(42)),
        answered_attempt: Some(SendAttempt::FIRST.next()),
        earlier: true,
        proven: false,
        wrong_codes: 1,
        refused: false,
    }
}

/// Base URLs have no `FromStr`.
trait ParseBase {
    fn parse_base(&self) -> mxid::domain::BaseUrl;
}

impl ParseBase for str {
    fn parse_base(&self) -> mxid::domain::BaseUrl {
        mxid::domain::BaseUrl::parse(self).expect("a base URL")
    }
}
