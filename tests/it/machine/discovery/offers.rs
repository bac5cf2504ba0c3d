//! The offer of a server: its versions, its logins, and accounts in the browser.

use mxid::protocol::{Api, AuthMetadata, LoginFlows, Versions};
use url::Url;

use super::*;

const METADATA: &str = "/auth_metadata";
/// The same as it was called before v1.15.
const OLD_METADATA: &str = "/org.matrix.msc2965/auth_metadata";

fn oauth() -> Answered {
    Ok(Reply::AuthMetadata(AuthMetadata {
        issuer: Url::parse("https://auth.example.org/").expect("a URL"),
        account_management: None,
        has_profile_page: false,
        can_create: true,
        code_grant: None,
    }))
}

#[test]
fn a_server_of_old_is_spoken_to_as_of_old() {
    let mut play = looking(Task::Reset);
    play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
    let old = Versions {
        versions: vec!["r0.5.0".into(), "r0.6.1".into()],
    };
    play.answer("/versions", Ok(Reply::Versions(old)));
    play.answer("/login", password_login());
    play.answer(METADATA, unrecognized());
    play.answer(OLD_METADATA, unrecognized());
    play.answer("/password_policy", unrecognized());
    assert_eq!(play.wizard.server().map(|s| s.api), Some(Api::R0));
}

#[test]
fn an_oauth_aware_server_is_left_to_the_browser() {
    for task in Task::ALL {
        let mut play = looking(task);
        play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
        play.answer("/versions", versions());
        let login = LoginFlows {
            sso: true,
            oauth_aware_preferred: true,
            ..LoginFlows::default()
        };
        play.answer("/login", Ok(Reply::LoginFlows(login)));
        play.answer(METADATA, oauth());
        play.answer("/password_policy", unrecognized());
        if task == Task::SignUp {
            play.answer(REGISTER, refused(403, ErrCode::Forbidden));
        }
        assert_eq!(stop(&play), Some(Stop::Browser), "{task:?}");
        play.back();
        assert_eq!(play.page(), PageId::Server);
    }
}

#[test]
fn a_hybrid_server_is_used_as_of_old() {
    let mut play = looking(Task::SignUp);
    play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
    play.answer("/versions", versions());
    play.answer("/login", password_login());
    play.answer(METADATA, oauth());
    play.answer("/password_policy", unrecognized());
    play.answer(REGISTER, demands("probe", &[&[EMAIL]], &[]));
    assert_eq!(play.page(), PageId::Contact);
}

#[test]
fn a_server_without_passwords_is_said_before_anything_is_reset() {
    let mut play = looking(Task::Reset);
    play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
    play.answer("/versions", versions());
    let sso = LoginFlows {
        sso: true,
        ..LoginFlows::default()
    };
    play.answer("/login", Ok(Reply::LoginFlows(sso)));
    play.answer(METADATA, unrecognized());
    play.answer("/password_policy", unrecognized());
    assert_eq!(stop(&play), Some(Stop::NoPasswords));
}

#[test]
fn metadata_is_looked_for_under_its_old_name_on_older_servers_only_and_at_once() {
    for (version, asked) in [("v1.14", 1), ("v1.15", 0), ("r0.6.1", 1)] {
        let mut play = looking(Task::Reset);
        play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
        let versions = vec![version.into()];
        play.answer("/versions", Ok(Reply::Versions(Versions { versions })));
        assert_eq!(play.count(METADATA), 1, "{version}");
        assert_eq!(play.count(OLD_METADATA), asked, "{version}");
    }
}

#[test]
fn of_two_metadata_those_under_the_stable_name_count() {
    let named = |host: &str| {
        Ok(Reply::AuthMetadata(AuthMetadata {
            issuer: Url::parse(&format!("https://{host}/")).expect("a URL"),
            account_management: None,
            has_profile_page: false,
            can_create: true,
            code_grant: None,
        }))
    };
    let stable_first = ["stable.example.org", "old.example.org"];
    for (answers, used) in [
        (stable_first.map(named), "stable.example.org"),
        (
            [unrecognized(), named("old.example.org")],
            "old.example.org",
        ),
    ] {
        let mut play = looking(Task::Reset);
        play.answer(WELL_KNOWN, well_known(WellKnown::Absent));
        let versions = vec!["v1.14".into()];
        play.answer("/versions", Ok(Reply::Versions(Versions { versions })));
        for (endpoint, answer) in [METADATA, OLD_METADATA].into_iter().zip(answers) {
            play.answer(endpoint, answer);
        }
        play.answer("/login", password_login());
        play.answer("/password_policy", unrecognized());
        let server = play.wizard.server().expect("a server");
        let issuer = server.oauth.as_ref().map(|oauth| oauth.issuer.as_str());
        assert_eq!(issuer, Some(format!("https://{used}/").as_str()));
    }
}
