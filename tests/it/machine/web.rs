//! Accounts that are made in the browser: the page opens here, and the Matrix ID comes back.

mod troubles;

use mxid::domain::{CleanText, Secret, UserId};
use mxid::protocol::{
    AuthMetadata, Callback, ClientId, ErrCode, LoginFlows, OAuthError, OAuthReply, OAuthRequest,
    Reply, Request, WellKnown,
};
use mxid::wizard::{
    Act, Answer, Choose, Config, Done, Effect, Event, Exit, PageId, ProblemKind, SessionEnd, Stop,
    Task, WebFault,
};
use url::Url;

use super::answers::*;
use super::play::Play;
use super::snapshot;

const METADATA: &str = "/auth_metadata";
pub const CLIENT: &str = "registration_endpoint";
pub const TOKENS: &str = "token_endpoint";
pub const END: &str = "revocation_endpoint";
pub const WHOAMI: &str = "/account/whoami";
pub const PORT: u16 = 49152;

fn login(aware: bool) -> Answered {
    Ok(Reply::LoginFlows(LoginFlows {
        password: !aware,
        sso: true,
        oauth_aware_preferred: aware,
    }))
}

/// A wizard whose server was just found to be this one.
pub fn found(task: Task, browser: bool, oauth: AuthMetadata, aware: bool) -> Play {
    let mut play = Play::with(Config {
        browser,
        ..Config::default()
    });
    if task == Task::Reset {
        play.event(Event::Choose(Choose::Down));
    }
    play.server("example.org");
    play.answer(
        "/.well-known/matrix/client",
        Ok(Reply::WellKnown(WellKnown::Absent)),
    );
    play.answer("/versions", versions());
    play.answer("/login", login(aware));
    play.answer(METADATA, Ok(Reply::AuthMetadata(oauth)));
    play.answer("/password_policy", refused(404, ErrCode::Unrecognized));
    if task == Task::SignUp {
        play.answer(REGISTER, refused(403, ErrCode::Forbidden));
    }
    play
}

/// A sign-up at a server that creates accounts in the browser.
pub fn offered() -> Play {
    let play = found(Task::SignUp, true, metadata(), true);
    assert_eq!(play.page(), PageId::Web);
    play
}

pub fn client() -> Answered {
    Ok(Reply::OAuth(OAuthReply::Registered(
        ClientId::new("client").expect("a client"),
    )))
}

pub fn listening(play: &mut Play, port: Option<u16>) {
    let listens = |effect: &Effect| matches!(effect, Effect::Listen { .. });
    play.answer_with(listens, Answer::Listening(port));
}

/// The browser is at the sign-up page.
pub fn sent() -> Play {
    let mut play = offered();
    play.enter();
    listening(&mut play, Some(PORT));
    play.answer(CLIENT, client());
    let opens = |effect: &Effect| matches!(effect, Effect::OpenLink { .. });
    play.answer_with(opens, Answer::Opened(true));
    assert!(waits(&play));
    play
}

/// Whether the browser is awaited, on its page.
fn waits(play: &Play) -> bool {
    assert_eq!(play.page(), PageId::Web);
    play.wizard.awaited_link().is_some()
}

pub fn code() -> Callback {
    Callback::Code(Secret::from("the code"))
}

pub fn denied(code: &str) -> Callback {
    Callback::Refused(OAuthError {
        code: CleanText::new(code),
        text: CleanText::new("In the server's words"),
    })
}

pub fn token() -> Answered {
    Ok(Reply::OAuth(OAuthReply::Token(Secret::from("the token"))))
}

pub fn robin() -> Answered {
    Ok(Reply::WhoAmI(
        UserId::parse("@robin:example.org").expect("a Matrix ID"),
    ))
}

fn stop(play: &Play) -> Option<&Stop> {
    play.wizard.stop()
}

fn exits(play: &Play) -> Vec<Exit> {
    let exit = |effect: &Effect| match effect {
        Effect::Exit(exit) => Some(*exit),
        _ => None,
    };
    play.told.iter().filter_map(exit).collect()
}

#[test]
fn an_account_made_in_the_browser_brings_its_matrix_id_and_leaves_no_session() {
    let mut play = offered();
    play.transcript();
    play.enter();
    // Both are under way at once, and nothing else.
    assert_eq!(play.awaited(), [CLIENT]);
    assert!(play.listens());
    play.answer(CLIENT, client());
    listening(&mut play, Some(PORT));
    let opens = |effect: &Effect| matches!(effect, Effect::OpenLink { .. });
    play.answer_with(opens, Answer::Opened(true));
    play.seconds(3600);
    play.browser_brings(code());
    play.answer(TOKENS, token());
    play.answer(WHOAMI, robin());
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closing));
    play.answer(END, Ok(Reply::OAuth(OAuthReply::Revoked)));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closed));
    let Some(Done::CreatedInBrowser { user_id, .. }) = play.wizard.done() else {
        panic!("on {:?}", play.page());
    };
    assert_eq!(user_id.as_str(), "@robin:example.org");
    play.enter();
    assert_eq!(exits(&play), [Exit::Done]);
    snapshot!(play);
}

#[test]
fn the_link_the_code_and_the_token_belong_together() {
    let mut play = sent();
    let Some(link) = play.wizard.awaited_link() else {
        panic!("not waiting");
    };
    let link = Url::parse(link.as_str()).expect("a URL");
    let query: Vec<_> = link.query_pairs().into_owned().collect();
    let value = |name: &str| {
        let found = query.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).expect("a parameter")
    };
    assert_eq!(value("client_id"), "client");
    assert_eq!(value("redirect_uri"), "http://127.0.0.1:49152/callback");
    assert_eq!(value("prompt"), "create");
    play.browser_brings(code());
    play.answer(TOKENS, token());
    play.answer(WHOAMI, robin());
    let asked: Vec<&Request> = play.requests.iter().map(|(_, request)| request).collect();
    let [
        ..,
        Request::OAuth(OAuthRequest::Redeem(redeem)),
        Request::WhoAmI(whose),
        Request::OAuth(OAuthRequest::Revoke(end)),
    ] = asked.as_slice()
    else {
        panic!("{asked:?}");
    };
    assert_eq!(redeem.verifier.challenge(), value("code_challenge"));
    assert_eq!(redeem.port, PORT);
    assert_eq!(redeem.code, Secret::from("the code"));
    assert_eq!(*whose, Secret::from("the token"));
    assert_eq!(end.token, *whose);
    assert_eq!(end.client_id.as_str(), "client");
}

#[test]
fn each_try_has_secrets_of_its_own() {
    let mut play = sent();
    let first = play.wizard.link();
    play.back();
    assert!(play.wizard.is_web_offer());
    assert!(!play.listens(), "the port is still open");
    play.enter();
    listening(&mut play, Some(PORT));
    play.answer(CLIENT, client());
    assert_ne!(play.wizard.link(), first);
}

#[test]
fn what_the_account_waits_for_is_asked_for_again() {
    let mut play = sent();
    play.browser_brings(code());
    play.answer(TOKENS, bare(503));
    play.seconds(3);
    play.answer(TOKENS, token());
    play.answer(WHOAMI, limited(Some(5)));
    play.seconds(5);
    play.answer(WHOAMI, lost());
    play.seconds(3);
    play.answer(WHOAMI, robin());
    assert_eq!(play.page(), PageId::Done);
    play.answer(END, Ok(Reply::OAuth(OAuthReply::Revoked)));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closed));
}

/// A code is good for one token: the second answer is no sign that there is none.
#[test]
fn a_token_that_was_lost_on_its_way_is_named_at_the_end() {
    let mut play = sent();
    play.browser_brings(code());
    play.answer(TOKENS, lost());
    play.seconds(3);
    play.answer(TOKENS, refused(400, ErrCode::Unknown));
    let unknown = ProblemKind::Web(WebFault::AccountUnknown);
    assert_eq!(play.problem(), Some(unknown));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::LeftOpen));
    // One that came to the second request is the only one.
    let mut play = sent();
    play.browser_brings(code());
    play.answer(TOKENS, lost());
    play.seconds(3);
    play.answer(TOKENS, token());
    play.answer(WHOAMI, robin());
    play.answer(END, Ok(Reply::OAuth(OAuthReply::Revoked)));
    assert_eq!(play.wizard.session_end(), Some(SessionEnd::Closed));
}

#[test]
fn a_registration_that_says_nothing_of_this_program_is_tried_again() {
    for answer in [garbled(), bare(502), lost()] {
        let mut play = offered();
        play.enter();
        play.answer(CLIENT, answer);
        assert!(play.wizard.is_web_offer());
        assert!(play.problem().is_some());
        play.enter();
        assert_eq!(play.awaited(), [CLIENT]);
    }
    let mut play = offered();
    play.enter();
    play.answer(CLIENT, limited(Some(5)));
    play.seconds(5);
    assert_eq!(play.awaited(), [CLIENT], "after its countdown, by itself");
}

#[test]
fn going_back_waits_while_the_account_may_be_there() {
    let mut play = sent();
    play.browser_brings(code());
    play.back();
    assert!(waits(&play));
    play.answer(TOKENS, token());
    play.answer(WHOAMI, robin());
    assert_eq!(play.page(), PageId::Done);
}

#[test]
fn back_stops_what_was_begun_and_then_leaves_the_page() {
    let mut play = offered();
    play.enter();
    play.back();
    assert!(play.wizard.is_web_offer());
    assert!(!play.listens() && play.awaited().is_empty());
    play.back();
    assert_eq!(play.page(), PageId::Server);
}

#[test]
fn the_link_can_be_had_without_opening_anything_and_back_leads_to_the_choice() {
    let mut play = offered();
    play.act(Act::ShowAccountPage);
    assert_eq!(stop(&play), Some(&Stop::Browser));
    assert_eq!(play.problem(), None);
    assert_eq!(play.count(CLIENT), 0);
    play.back();
    assert!(play.wizard.is_web_offer());
    let mut play = sent();
    play.act(Act::ShowAccountPage);
    assert!(!play.listens());
    play.event(Act::Leave);
    play.event(Act::Leave);
    assert_eq!(exits(&play), [Exit::NotDone]);
}

#[test]
fn without_a_browser_or_a_page_to_open_there_is_the_link_alone() {
    let without = |change: fn(&mut AuthMetadata)| {
        let mut oauth = metadata();
        change(&mut oauth);
        oauth
    };
    for (browser, oauth) in [
        (false, metadata()),
        (true, without(|oauth| oauth.can_create = false)),
        (true, without(|oauth| oauth.code_grant = None)),
    ] {
        let play = found(Task::SignUp, browser, oauth, true);
        assert_eq!(stop(&play), Some(&Stop::Browser));
        assert!(play.wizard.link().is_some());
        assert_eq!(play.wizard.works(Act::OpenLink), browser);
    }
    let play = found(
        Task::SignUp,
        true,
        without(|oauth| {
            oauth.account_management = None;
            oauth.code_grant = None;
        }),
        true,
    );
    assert_eq!(play.wizard.link(), None);
}

#[test]
fn a_password_is_reset_behind_the_link_to_the_account() {
    let play = found(Task::Reset, true, metadata(), true);
    assert_eq!(stop(&play), Some(&Stop::Browser));
    let link = play.wizard.link().expect("a link");
    assert_eq!(link.as_str(), "https://auth.example.org/account/?lang=en");
    assert_eq!(play.requests.len(), 5);
}

#[test]
fn a_server_that_has_both_ways_is_used_the_way_that_is_open() {
    let play = found(Task::Reset, true, metadata(), false);
    assert_eq!(play.page(), PageId::Contact);
    // Its `/register` is closed, and its sign-up page is not.
    let play = found(Task::SignUp, true, metadata(), false);
    assert_eq!(play.page(), PageId::Web);
}
