//! Servers of every kind, and what is made of them.

use serde_json::{Value, json};

use super::json;
use super::site::*;

const EMAIL: &str = "m.login.email.identity";
const TOKEN: &str = "m.login.registration_token";
const CAPTCHA: &str = "m.login.recaptcha";

async fn of(changes: &[Change]) -> Value {
    json(&Site::like(changes).await).await
}

fn metadata(create: bool) -> Value {
    let prompts = if create { json!(["create"]) } else { json!([]) };
    json!({
        "issuer": "https://account.example.org/",
        "account_management_uri": "https://account.example.org/account?x=1",
        "prompt_values_supported": prompts,
    })
}

fn prefers_oauth() -> Value {
    json!({"flows": [{"type": "m.login.sso", "oauth_aware_preferred": true}]})
}

#[tokio::test]
async fn an_open_server_is_told_whole() {
    let site = Site::like(&[
        (
            SOFTWARE,
            200,
            json!({"server": {"name": "Synapse", "version": "1.163.2"}}),
        ),
        (
            POLICY,
            200,
            json!({"m.minimum_length": 12, "m.require_digit": true}),
        ),
    ])
    .await;
    assert_eq!(
        json(&site).await,
        json!({
            "server": site.url().trim_start_matches("http://"),
            "base_url": site.url(),
            "versions": ["v1.11", "v1.18"],
            "software": "Synapse 1.163.2",
            "sign_up": {
                "open": true,
                "contacts": {"email": "optional", "msisdn": "no"},
                "needs_token": false,
                "browser_stages": [],
                "terms": [],
            },
            "reset": {"email": "offered", "msisdn": "no"},
            "oauth": {"aware": false, "create": false},
            "password_policy": {
                "minimum_length": 12,
                "require_digit": true,
                "require_symbol": false,
                "require_lowercase": false,
                "require_uppercase": false,
            },
        })
    );
}

#[tokio::test]
async fn what_is_not_known_is_left_out() {
    let report = of(&[]).await;
    for member in ["software", "password_policy"] {
        assert_eq!(report.get(member), None, "{member}");
    }
    assert_eq!(report["sign_up"].get("reason"), None);
    assert_eq!(report["oauth"].get("account_management"), None);
    let nameless = of(&[(SOFTWARE, 200, json!({"server": {"version": "1"}}))]).await;
    assert_eq!(nameless.get("software"), None);
}

#[tokio::test]
async fn closed_absent_and_empty_sign_up_are_told_apart() {
    for (status, answer, reason) in [
        (403, error("M_FORBIDDEN"), "closed"),
        (404, error("M_UNRECOGNIZED"), "absent"),
        (401, flows(json!([])), "no_way"),
    ] {
        let sign_up = &of(&[(REGISTER, status, answer)]).await["sign_up"];
        assert_eq!(sign_up["open"], false, "{reason}");
        assert_eq!(sign_up["reason"], reason);
        assert_eq!(sign_up["needs_token"], false);
        assert_eq!(sign_up["contacts"], json!({"email": "no", "msisdn": "no"}));
    }
}

#[tokio::test]
async fn contacts_and_tokens_are_judged_over_every_way_in_also_through_a_browser() {
    for (ways, email, msisdn, needs_token, browser) in [
        (
            json!([[CAPTCHA, EMAIL], [CAPTCHA, "m.login.msisdn", EMAIL]]),
            "required",
            "optional",
            false,
            json!([CAPTCHA]),
        ),
        // The browser can be avoided.
        (
            json!([[CAPTCHA], [TOKEN, EMAIL]]),
            "optional",
            "no",
            false,
            json!([]),
        ),
        (
            json!([
                [TOKEN, "org.example.quiz", CAPTCHA, EMAIL],
                [TOKEN, CAPTCHA, EMAIL]
            ]),
            "required",
            "no",
            true,
            json!([CAPTCHA]),
        ),
        (json!([[]]), "no", "no", false, json!([])),
        // Nobody can agree to terms that are not shown.
        (
            json!([["m.login.terms"]]),
            "no",
            "no",
            false,
            json!(["m.login.terms"]),
        ),
    ] {
        let sign_up = &of(&[(REGISTER, 401, flows(ways.clone()))]).await["sign_up"];
        assert_eq!(sign_up["open"], true, "{ways}");
        assert_eq!(
            sign_up["contacts"],
            json!({"email": email, "msisdn": msisdn}),
            "{ways}"
        );
        assert_eq!(sign_up["needs_token"], needs_token, "{ways}");
        assert_eq!(sign_up["browser_stages"], browser, "{ways}");
    }
}

#[tokio::test]
async fn a_reset_is_believed_as_far_as_something_speaks_for_it() {
    let dummy = || flows(json!([["m.login.dummy"]]));
    let mails = || flows(json!([["m.login.dummy"], [EMAIL]]));
    let closed = || error("M_FORBIDDEN");
    let both = || flows(json!([[EMAIL], ["m.login.msisdn"]]));
    let missing = || error("M_MISSING_TOKEN");
    for (case, register, reset, email, msisdn) in [
        (
            "mail is seen",
            (401, mails()),
            (401, both()),
            "offered",
            "unlikely",
        ),
        (
            "no mail is seen",
            (401, dummy()),
            (401, both()),
            "unlikely",
            "unlikely",
        ),
        (
            "nothing is shown",
            (403, closed()),
            (401, both()),
            "offered",
            "offered",
        ),
        ("at once", (401, mails()), (401, missing()), "offered", "no"),
        ("not at all", (401, dummy()), (401, missing()), "no", "no"),
        ("no stage", (401, mails()), (401, dummy()), "no", "no"),
        ("no endpoint", (401, mails()), (405, json!({})), "no", "no"),
        (
            "404",
            (401, mails()),
            (404, error("M_NOT_FOUND")),
            "no",
            "no",
        ),
        ("refused", (401, mails()), (403, closed()), "no", "no"),
        (
            "limited",
            (401, mails()),
            (429, error("M_LIMIT_EXCEEDED")),
            "offered",
            "unlikely",
        ),
        (
            "broken",
            (401, dummy()),
            (500, json!({})),
            "unlikely",
            "unlikely",
        ),
    ] {
        let report = of(&[
            (REGISTER, register.0, register.1),
            (RESET, reset.0, reset.1),
        ])
        .await;
        let expected = json!({"email": email, "msisdn": msisdn});
        assert_eq!(report["reset"], expected, "{case}");
    }
}

#[tokio::test]
async fn without_passwords_nothing_is_reset_and_nothing_is_asked() {
    let site = Site::like(&[(LOGIN, 200, json!({"flows": [{"type": "m.login.sso"}]}))]).await;
    let report = json(&site).await;
    assert_eq!(report["reset"], json!({"email": "no", "msisdn": "no"}));
    assert!(site.asked().iter().all(|asked| asked.what != RESET));
}

#[tokio::test]
async fn an_oauth_aware_server_makes_and_recovers_accounts_in_the_browser() {
    for (create, open, reason) in [(true, true, "browser"), (false, false, "closed")] {
        let site = Site::like(&[
            (LOGIN, 200, prefers_oauth()),
            (OAUTH, 200, metadata(create)),
            (POLICY, 200, json!({})),
        ])
        .await;
        let report = json(&site).await;
        let sign_up = &report["sign_up"];
        assert_eq!(sign_up["open"], open);
        assert_eq!(sign_up["reason"], reason);
        // The flows of `/register` may not be usable.
        assert_eq!(sign_up["contacts"]["email"], "no");
        assert_eq!(report["reset"], json!({"email": "no", "msisdn": "no"}));
        assert_eq!(
            report["oauth"],
            json!({
                "aware": true,
                "create": create,
                "account_management": "https://account.example.org/account?x=1",
            })
        );
        // No program sets passwords there, so their rules are nobody's concern.
        assert_eq!(report.get("password_policy"), None);
        assert!(site.asked().iter().all(|asked| asked.what != RESET));
    }
}

#[tokio::test]
async fn a_server_with_oauth_alone_is_oauth_aware_too() {
    let report = of(&[
        (LOGIN, 0, Value::Null),
        (REGISTER, 0, Value::Null),
        (OAUTH, 200, metadata(true)),
    ])
    .await;
    assert_eq!(report["oauth"]["aware"], true);
    assert_eq!(report["sign_up"]["reason"], "browser");
}

#[tokio::test]
async fn a_server_with_both_is_used_the_old_way() {
    let report = of(&[(OAUTH, 200, metadata(true))]).await;
    assert_eq!(report["sign_up"]["open"], true);
    assert_eq!(report["sign_up"].get("reason"), None);
    assert_eq!(report["sign_up"]["contacts"]["email"], "optional");
    assert_eq!(report["reset"]["email"], "offered");
    assert_eq!(report["oauth"]["aware"], false);
    assert_eq!(report["oauth"]["create"], true);

    // Unless only the page takes new accounts.
    let report = of(&[
        (OAUTH, 200, metadata(true)),
        (REGISTER, 403, error("M_FORBIDDEN")),
    ])
    .await;
    assert_eq!(report["sign_up"]["open"], true);
    assert_eq!(report["sign_up"]["reason"], "browser");
    assert_eq!(report["reset"]["email"], "offered");
}

#[tokio::test]
async fn a_server_of_old_is_asked_on_its_old_paths() {
    let site = Site::like(&[
        (VERSIONS, 200, json!({"versions": ["r0.5.0", "r0.6.1"]})),
        (
            "POST /_matrix/client/r0/register",
            401,
            flows(json!([["m.login.dummy"], ["m.login.msisdn"]])),
        ),
        (
            "POST /_matrix/client/r0/account/password",
            401,
            flows(json!([["m.login.msisdn"]])),
        ),
    ])
    .await;
    let report = json(&site).await;
    assert_eq!(report["sign_up"]["contacts"]["msisdn"], "optional");
    assert_eq!(report["reset"], json!({"email": "no", "msisdn": "offered"}));
}

#[tokio::test]
async fn documents_are_told_with_their_pages() {
    let mut answer = flows(json!([["m.login.terms"]]));
    answer["params"] = json!({"m.login.terms": {"policies": {
        "privacy": {
            "version": "1.2",
            "en": {"name": "Privacy", "url": "https://example.org/privacy"},
        },
        "rules": {"en": {"name": "Rules", "url": "https://example.org/rules"}},
    }}});
    let report = of(&[(REGISTER, 401, answer)]).await;
    let mut terms = report["sign_up"]["terms"]
        .as_array()
        .expect("a list")
        .clone();
    terms.sort_by_key(|document| document["id"].to_string());
    assert_eq!(
        Value::Array(terms),
        json!([
            {
                "id": "privacy", "version": "1.2", "name": "Privacy",
                "url": "https://example.org/privacy",
            },
            {"id": "rules", "name": "Rules", "url": "https://example.org/rules"},
        ])
    );
    assert_eq!(report["sign_up"]["browser_stages"], json!([]));
}
