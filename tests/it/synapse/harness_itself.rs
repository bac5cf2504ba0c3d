//! The harness proved by requests written out by hand: when these pass and a wizard's test fails, the wizard
//! is at fault.

use serde_json::{Value, json};

use super::servers::{Homeserver, homeserver};
use super::variants::{OPEN, STRICT};
use super::{browser, http};

const SECRET: &str = "a.client-secret_of=this.test";

#[test]
fn registers_by_email_through_the_link() {
    let server = homeserver(&OPEN);
    let proof = email_proof(&server, "register", "harness@example.org");

    let early = finish(
        &server,
        "harness-email",
        Some(("m.login.email.identity", &proof)),
    );
    assert_eq!(early.expect(401)["errcode"], "M_UNAUTHORIZED");

    let link = server.mail.wait_for("harness@example.org");
    browser::open(link.link());
    finish(
        &server,
        "harness-email",
        Some(("m.login.email.identity", &proof)),
    )
    .expect(200);
    let contact = [("email", "harness@example.org")];
    server.assert_account("harness-email", "correct horse 1", &contact);
}

#[test]
fn registers_by_phone_with_the_code() {
    let server = homeserver(&OPEN);
    let body = json!({
        "client_secret": SECRET, "country": "US", "phone_number": "201 555 0190", "send_attempt": 1
    });
    let asked = server
        .post("register/msisdn/requestToken", &body)
        .expect(200);
    let proof = json!({"sid": asked["sid"], "client_secret": SECRET});

    let text = server.texts.wait_for("12015550190");
    let mut submission = proof.clone();
    submission["token"] = json!(text.code());
    let submit_url = asked["submit_url"].as_str().expect("Sydent takes codes");
    let taken = http::post_json(submit_url, None, &submission).expect("Synapse answers");
    assert_eq!(taken.expect(200)["success"], true);

    finish(&server, "harness-phone", Some(("m.login.msisdn", &proof))).expect(200);
    let contact = [("msisdn", "12015550190")];
    server.assert_account("harness-phone", "correct horse 1", &contact);
}

#[test]
fn registers_without_a_contact() {
    let server = homeserver(&OPEN);
    finish(&server, "harness-bare", None).expect(200);
    server.assert_account("harness-bare", "correct horse 1", &[]);
}

#[test]
fn resets_by_email_through_the_confirm_page() {
    let server = homeserver(&OPEN);
    let proof = email_proof(&server, "register", "forgetful@example.org");
    browser::open(server.mail.wait_for("forgetful@example.org").link());
    finish(
        &server,
        "harness-reset",
        Some(("m.login.email.identity", &proof)),
    )
    .expect(200);

    let proof = email_proof(&server, "account/password", "forgetful@example.org");
    let mail = server.mail.wait_for_nth("forgetful@example.org", 2);
    browser::open_and_confirm(mail.link());
    let mut body = json!({"new_password": "battery staple 2", "logout_devices": false});
    let session = server.post("account/password", &body).expect(401)["session"].clone();
    body["auth"] = stage("m.login.email.identity", &session, &proof);
    server.post("account/password", &body).expect(200);

    let contact = [("email", "forgetful@example.org")];
    server.assert_account("harness-reset", "battery staple 2", &contact);
    let old = server.login("harness-reset", "correct horse 1").expect(403);
    assert_eq!(old["errcode"], "M_FORBIDDEN");
}

#[test]
fn a_variants_options_reach_the_server() {
    let server = homeserver(&STRICT);
    let weak = json!({"username": "harness-strict", "password": "short"});
    assert_eq!(
        server.post("register", &weak).expect(400)["errcode"],
        "M_PASSWORD_TOO_SHORT"
    );

    let flows = server.post("register", &json!({})).expect(401)["flows"].clone();
    for flow in flows.as_array().expect("flows") {
        let stages = flow["stages"].as_array().expect("stages");
        for needed in ["m.login.terms", "m.login.email.identity"] {
            assert!(stages.contains(&json!(needed)), "{needed} in {flows}");
        }
    }
}

/// Asks for a mail and gives the credentials that prove the address once its link was opened.
fn email_proof(server: &Homeserver, purpose: &str, address: &str) -> Value {
    let body = json!({"client_secret": SECRET, "email": address, "send_attempt": 1});
    let asked = server.post(&format!("{purpose}/email/requestToken"), &body);
    json!({"sid": asked.expect(200)["sid"], "client_secret": SECRET})
}

/// Registers with one stage: the proof of a contact, or none.
fn finish(server: &Homeserver, user: &str, contact: Option<(&str, &Value)>) -> http::Answer {
    let mut body = json!({
        "username": user, "password": "correct horse 1", "inhibit_login": true
    });
    let session = server.post("register", &body).expect(401)["session"].clone();
    body["auth"] = match contact {
        Some((kind, proof)) => stage(kind, &session, proof),
        None => json!({"type": "m.login.dummy", "session": session}),
    };
    server.post("register", &body)
}

fn stage(kind: &str, session: &Value, proof: &Value) -> Value {
    json!({"type": kind, "session": session, "threepid_creds": proof})
}
