//! A saved task comes back unchanged.

use std::time::Duration;

use mxid::domain::{
    BaseUrl, ClientSecret, CountryCode, Email, Secret, SendAttempt, ServerName, Sid, Username,
};
use mxid::protocol::{Flow, Purpose, StageType};
use mxid::store::LIFETIME;
use mxid::wizard::{
    Media, PageId, SavedAddress, SavedExchange, SavedTask, SavedValidation, Task, Time,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use url::Url;

use super::*;

fn pages() -> Vec<PageId> {
    use PageId::{
        Account, Address, Browser, Contact, Country, Done, NewPassword, Number, Review, Server,
        SignIn, Stopped, Task, Terms, Token, Verify, Web,
    };
    vec![
        Task,
        Server,
        SignIn,
        Contact,
        Country,
        Number,
        Address,
        Account,
        Token,
        Terms,
        Review,
        NewPassword,
        Browser,
        Verify,
        Web,
        Done,
        Stopped,
    ]
}

/// The characters of a line: anything that is no control character.
fn typed() -> impl Strategy<Value = String> {
    "\\PC{0,40}"
}

fn base() -> impl Strategy<Value = BaseUrl> {
    "https://[a-z]{1,8}\\.example\\.org(:8448)?(/[a-z]{1,5})?"
        .prop_map(|text| BaseUrl::parse(&text).expect("a base URL"))
}

fn url() -> impl Strategy<Value = Url> {
    "https?://[a-z]{1,8}\\.example\\.net/[a-z]{0,5}(\\?[a-z]=[0-9]{1,3})?"
        .prop_map(|text| text.parse().expect("a URL"))
}

fn country() -> impl Strategy<Value = CountryCode> {
    select(vec!["US", "DE", "GB"]).prop_map(|code| code.parse().expect("a country"))
}

fn address() -> impl Strategy<Value = SavedAddress> {
    prop_oneof![
        "[a-z]{1,9}@example\\.(org|net)"
            .prop_map(|text| SavedAddress::Email(Email::parse(&text).expect("an address"))),
        (country(), "\\+?[0-9]{1,15}")
            .prop_map(|(country, sent)| SavedAddress::Phone { country, sent }),
    ]
}

fn stage() -> impl Strategy<Value = StageType> {
    prop_oneof![
        Just(StageType::Dummy),
        Just(StageType::Terms),
        Just(StageType::Email),
        Just(StageType::Msisdn),
        ".{0,400}".prop_map(|name| StageType::parse(&name)),
    ]
}

fn attempt() -> impl Strategy<Value = SendAttempt> {
    (1_u32..).prop_map(|number| SendAttempt::parse(number).expect("not 0"))
}

prop_compose! {
    fn validation()(
        base in base(),
        purpose in select(vec![Purpose::Register, Purpose::ResetPassword, Purpose::AddContact]),
        address in address(),
        secret in any::<[u8; 32]>(),
        attempt in of(attempt()),
        sids in vec("[^\\p{Cc}]{1,60}", 0..8),
        submit_url in of(url()),
        asked_ago in of(0..LIFETIME.as_millis()),
        answered_attempt in of(attempt()),
        (answered, proven, refused, earlier) in any::<(bool, bool, bool, bool)>(),
        wrong_codes in any::<u8>(),
    ) -> SavedValidation {
        let asked_at = asked_ago.map(|ago| {
            Time(LIFETIME - Duration::from_millis(ago.try_into().expect("a day")))
        });
        SavedValidation {
            base,
            purpose,
            address,
            secret: ClientSecret::from_random(&secret),
            attempt,
            answered,
            sids: sids.iter().map(|sid| Sid::parse(sid).expect("a sid")).collect(),
            submit_url,
            asked_at,
            answered_attempt,
            earlier,
            proven,
            wrong_codes,
            refused,
        }
    }
}

prop_compose! {
    fn exchange()(
        session in of(".{1,80}"),
        flows in vec(vec(stage(), 0..4), 0..4),
        completed in vec(stage(), 0..4),
        username in of("[a-z]{1,9}"),
        may_be_done in any::<bool>(),
        contacts in vec(address(), 0..3),
    ) -> SavedExchange {
        SavedExchange {
            may_be_done,
            contacts,
            session: session.map(Secret::new),
            flows: flows.into_iter().map(Flow).collect(),
            completed,
            username: username.map(|name| Username::parse(&name).expect("a name")),
        }
    }
}

prop_compose! {
    fn any_flow()(
        task in select(Task::ALL.to_vec()),
        base in base(),
        media in of(any::<(bool, bool)>()),
        country in of(country()),
        lines in [typed(), typed(), typed(), typed(), typed()],
        agreed in vec(".{0,60}", 0..5),
        logout_devices in of(any::<bool>()),
        reached in select(pages()),
        next_link in of(url()),
        id_server in of("[a-z]{1,9}\\.example\\.org"),
        validations in vec(validation(), 0..4),
        committing in of(exchange()),
        device_id in of("[A-Z]{10}"),
    ) -> SavedTask {
        let [server, number, email, username, sign_in_name] = lines;
        SavedTask {
            id: id('a'),
            task,
            server,
            base,
            media: media.map(|(phone, email)| Media { phone, email }),
            country,
            number,
            email,
            username,
            sign_in_name,
            agreed,
            logout_devices,
            reached,
            next_link,
            id_server: id_server.map(|host| ServerName::parse(&host).expect("a host")),
            validations,
            committing,
            device_id,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_flow_that_was_written_is_the_same_when_it_is_read(flow in any_flow()) {
        let folder = Folder::absent();
        folder.keep(&flow);
        let taken = folder.take_up(&flow.id, moment());
        prop_assert_eq!(taken.flow, flow);
    }
}

#[test]
fn every_member_comes_back() {
    let folder = Folder::absent();
    let flow = full(&id('a'));
    folder.keep(&flow);
    assert_eq!(folder.take_up(&id('a'), moment()).flow, flow);
    assert_eq!(folder.look(now()).flows[0].flow, flow);
}

#[test]
fn a_wait_goes_on_where_it_was_when_the_wizard_comes_back_later() {
    let folder = Folder::absent();
    folder.keep(&full(&id('a')));
    let later = now() + Duration::from_secs(100);
    let taken = folder.take_up(&id('a'), Moment::beginning(later));
    let asked_at = taken.flow.validations[0].asked_at;
    assert_eq!(asked_at, Some(ago(142)));
}

/// A reader of the file sees its kind and its version.
#[test]
fn the_file_says_what_it_holds() {
    let folder = Folder::absent();
    folder.keep(&full(&id('a')));
    let text = fs::read_to_string(folder.file(&id('a'))).expect("a text");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["format"], 1);
    assert_eq!(value["saved_at"], 1_700_000_000_000_u64);
    assert_eq!(value["validations"][0]["send_attempt"], 2);
    assert_eq!(value["validations"][0]["asked_at"], 1_699_999_958_000_u64);
    assert_eq!(value["validations"][0]["address"]["phone"]["country"], "US");
}
