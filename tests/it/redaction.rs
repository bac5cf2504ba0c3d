//! No secret shows where somebody could read or keep it: in no `Debug`, log line, error text or picture of a screen.
//!
//! The places that may show them: the revealed password, the code and the registration token on their own pages, where
//! the user types them, and the practice inbox.

mod log;
mod types;
mod watch;

use std::time::Duration;

use mxid::domain::{Sid, UserId};
use mxid::protocol::{
    Callback, ErrCode, LoggedIn, Medium, OAuthReply, Registered, Reply, TokenRequested,
};
use mxid::wizard::{Act, Event, FieldId, Media, PageId};
use url::Url;

use crate::machine::answers::*;
use crate::machine::play::Play;
use crate::machine::web;
use crate::texts::files;
use watch::{CODE_TYPED, PASSWORD_TYPED, SESSION, SID, TOKEN_GIVEN, TOKEN_TYPED, Watch};

const VALIDITY: &str = "/register/m.login.registration_token/validity";

fn sent(by_code: bool) -> Answered {
    let url = "https://example.org/submit";
    Ok(Reply::TokenRequested(TokenRequested {
        sid: Sid::parse(SID).expect("a sid"),
        submit_url: by_code.then(|| Url::parse(url).expect("a URL")),
    }))
}

/// Success with a session that was not asked for.
fn registered_with_session() -> Answered {
    Ok(Reply::Registered(Registered {
        user_id: UserId::parse("@robin:example.org").expect("a Matrix ID"),
        access_token: Some(TOKEN_GIVEN.into()),
    }))
}

/// Name and password, looked at masked, revealed and masked again.
fn account(watch: &mut Watch) {
    watch.play.fill(FieldId::Username, "robin");
    watch.fill(FieldId::Password, PASSWORD_TYPED);
    watch.fill(FieldId::PasswordAgain, PASSWORD_TYPED);
    watch.play.seconds(1);
    watch.look();
    watch.event(Act::Reveal);
    watch.event(Act::Reveal);
    watch.event(Event::Continue);
    watch.answer(AVAILABLE, free());
}

#[test]
fn nothing_secret_shows_while_signing_up_by_phone() {
    let way: &[&[&str]] = &[&[MSISDN]];
    let mut watch = Watch::of(Play::sign_up_with(demands(SESSION, way, &[])));
    watch.play.contact(Media::PHONE);
    watch.play.number("201 555 0123");
    account(&mut watch);
    watch.event(Event::Continue);
    watch.answer(REGISTER, demands(SESSION, way, &[]));
    watch.answer(REGISTER_PHONE, sent(true));
    watch.type_text(&CODE_TYPED[..5]);
    watch.event(Event::Continue);
    watch.answer(CODE, refused(400, ErrCode::Unknown));
    watch.type_text(CODE_TYPED);
    watch.answer(CODE, Ok(Reply::CodeAccepted));
    watch.answer(
        REGISTER,
        demands_still(SESSION, way, &[], ErrCode::Unauthorized),
    );
    if watch.play.page() == PageId::Verify {
        watch.event(Event::Continue);
    }
    if watch.play.awaited().contains(&CODE) {
        watch.answer(CODE, Ok(Reply::CodeAccepted));
    }
    watch.play.seconds(30);
    watch.answer(REGISTER, registered_with_session());
    assert_eq!(watch.play.page(), PageId::Done);
    watch.answer("/logout", Ok(Reply::LoggedOut));
    watch.verdict();
}

#[test]
fn nothing_secret_shows_while_signing_up_by_email_with_a_token() {
    let way: &[&[&str]] = &[&[TOKEN, EMAIL]];
    let mut watch = Watch::of(Play::sign_up_with(demands(SESSION, way, &[])));
    watch.play.contact(Media::EMAIL);
    watch.play.type_text("robin@example.net");
    watch.event(Event::Continue);
    account(&mut watch);
    watch.type_text(TOKEN_TYPED);
    watch.event(Event::Continue);
    watch.answer(VALIDITY, Ok(Reply::TokenValid(true)));
    watch.event(Event::Continue);
    watch.answer(REGISTER, demands(SESSION, way, &[]));
    watch.answer(REGISTER, demands(SESSION, way, &[TOKEN]));
    watch.answer(REGISTER_EMAIL, limited(Some(9)));
    watch.play.seconds(9);
    watch.answer(REGISTER_EMAIL, sent(false));
    watch.play.seconds(6);
    watch.answer(REGISTER, lost());
    watch.play.seconds(15);
    watch.answer(REGISTER, registered_with_session());
    assert_eq!(watch.play.page(), PageId::Done);
    watch.verdict();
}

#[test]
fn nothing_secret_shows_while_resetting_a_password() {
    let mut watch = Watch::of(Play::reset());
    watch.play.contact(Media::EMAIL);
    watch.play.type_text("robin@example.net");
    watch.event(Event::Continue);
    watch.event(Event::Continue);
    watch.answer(RESET_EMAIL, sent(false));
    watch.fill(FieldId::Password, PASSWORD_TYPED);
    watch.fill(FieldId::PasswordAgain, PASSWORD_TYPED);
    watch.event(Act::Reveal);
    watch.event(Act::Reveal);
    watch.event(Event::Continue);
    watch.event(Event::Choose(mxid::wizard::Choose::Index(0)));
    watch.event(Event::Continue);
    watch.answer(RESET, demands(SESSION, &[&[EMAIL]], &[]));
    watch.play.advance(Duration::from_secs(6));
    watch.answer(
        RESET,
        demands_still(SESSION, &[&[EMAIL]], &[], ErrCode::Unauthorized),
    );
    watch.play.advance(Duration::from_secs(6));
    watch.answer(RESET, Ok(Reply::PasswordReset));
    assert_eq!(watch.play.page(), PageId::Done);
    watch.verdict();
}

#[test]
fn nothing_secret_shows_while_a_contact_is_added() {
    let logged_in = Ok(Reply::LoggedIn(LoggedIn {
        user_id: UserId::parse("@robin:example.org").expect("a Matrix ID"),
        access_token: TOKEN_GIVEN.into(),
        device_id: None,
    }));
    let way: &[&[&str]] = &[&[PASSWORD_STAGE]];
    let mut watch = Watch::of(Play::adding());
    watch.play.fill(FieldId::SignInName, "robin");
    watch.fill(FieldId::SignInPassword, PASSWORD_TYPED);
    watch.event(Act::Reveal);
    watch.event(Act::Reveal);
    watch.event(Event::Continue);
    watch.answer(LOGIN, logged_in);
    watch.answer(CAPABILITIES, contact_changes(true));
    watch.answer(ACCOUNT, account_has(&[]));
    watch.play.contact(Media::PHONE);
    watch.play.number("201 555 0123");
    watch.event(Event::Continue);
    watch.answer(ADD_PHONE, sent(true));
    watch.answer(ADD, demands(SESSION, way, &[]));
    watch.type_text(CODE_TYPED);
    watch.answer(CODE, Ok(Reply::CodeAccepted));
    watch.answer(ADD, lost());
    watch.play.seconds(3);
    watch.answer(ADD, refused(400, ErrCode::InvalidParam));
    watch.answer(ACCOUNT, account_has(&[(Medium::Msisdn, "12015550123")]));
    assert_eq!(watch.play.page(), PageId::Done);
    let password = watch.play.wizard.form().text(FieldId::SignInPassword);
    assert_eq!(password, "");
    watch.answer(LOGOUT, lost());
    watch.answer(LOGOUT, bare(502));
    watch.verdict();
}

/// The watch is not blind: what shows is found, in whatever form it shows.
#[test]
fn a_secret_that_shows_is_found() {
    for secret in [
        PASSWORD_TYPED,
        CODE_TYPED,
        SESSION,
        SID,
        TOKEN_TYPED,
        TOKEN_GIVEN,
    ] {
        let mut watch = Watch::of(Play::new());
        watch.saw("a log line", &format!("before {secret} after"));
        assert_eq!(watch.found().len(), 1, "{secret}");
    }
    // Screens are really looked at: with the exception for the code's page taken away, the code is found there.
    let mut watch = Watch::of(Play::waiting_for_code());
    watch.strict = true;
    watch.type_text(&CODE_TYPED[..5]);
    watch.type_text(&CODE_TYPED[5..]);
    assert!(!watch.found().is_empty());
    // And so is a client secret that the machine made by itself.
    let mut watch = Watch::of(Play::waiting_for_code());
    let secret = watch.play.messages()[0].client_secret.expose().to_owned();
    watch.saw("a debug", &secret);
    assert_eq!(watch.found().len(), 1);
}

/// No picture that is kept in the repository shows what the tests typed as a password.
#[test]
fn no_kept_picture_shows_a_password() {
    let mut pictures = 0;
    for path in files("tests/it/snapshots", "snap") {
        let name = path.display();
        let text = std::fs::read_to_string(&path).expect("a snapshot");
        pictures += 1;
        for part in text.split("═══ ") {
            let revealed = part.starts_with("revealed");
            assert!(
                revealed || !part.contains("correct horse"),
                "{name}: {part}"
            );
        }
    }
    assert!(pictures > 20);
}

#[test]
fn nothing_secret_shows_while_an_account_is_made_in_the_browser() {
    let mut watch = Watch::of(web::sent());
    let callback = Callback::Code(SESSION.into());
    watch.saw("a Debug", &format!("{callback:?}"));
    watch.play.browser_brings(callback);
    watch.look();
    watch.answer(
        web::TOKENS,
        Ok(Reply::OAuth(OAuthReply::Token(TOKEN_GIVEN.into()))),
    );
    watch.answer(web::WHOAMI, web::robin());
    watch.answer(web::END, Ok(Reply::OAuth(OAuthReply::Revoked)));
    assert_eq!(watch.play.page(), PageId::Done);
    watch.verdict_of(3);
}
