//! The harness proved without the wizard: when these pass and a wizard's test fails, the wizard is at fault.

use serde_json::json;

use super::account::{EMAIL, SECRET, Stage};
use super::servers::homeserver;
use super::variants::{CAPTCHA, OPEN, PASSWORD_RULES};
use super::{browser, http};

const PASSWORD: &str = "correct horse 1";

#[test]
fn registers_by_email_only_after_the_link_was_opened() {
    let server = homeserver(&OPEN);
    let proof = server.request_mail("register", "harness@example.org");
    let stage = Stage::Contact(EMAIL, &proof);

    let early = server.register("harness-email", PASSWORD, &stage);
    assert_eq!(early.expect(401)["errcode"], "M_UNAUTHORIZED");

    browser::open(server.mail.wait_for("harness@example.org").link());
    let done = server.register("harness-email", PASSWORD, &stage);
    done.expect(200);
    let contact = [("email", "harness@example.org")];
    server.assert_account("harness-email", PASSWORD, &contact);
}

#[test]
fn registers_by_phone_with_the_code() {
    let server = homeserver(&OPEN);
    let body = json!({
        "client_secret": SECRET, "country": "US", "phone_number": "201 555 0190", "send_attempt": 1
    });
    let asked = server.post("register/msisdn/requestToken", &body);
    let asked = asked.expect(200);
    let proof = json!({"sid": asked["sid"], "client_secret": SECRET});

    let text = server.texts.wait_for("12015550190");
    let mut submission = proof.clone();
    submission["token"] = json!(text.code());
    let submit_url = asked["submit_url"].as_str().expect("Sydent takes codes");
    let taken = http::post_json(submit_url, None, &submission).expect("Synapse answers");
    assert_eq!(taken.expect(200)["success"], true);

    let stage = Stage::Contact("m.login.msisdn", &proof);
    let done = server.register("harness-phone", PASSWORD, &stage);
    done.expect(200);
    let contact = [("msisdn", "12015550190")];
    server.assert_account("harness-phone", PASSWORD, &contact);
}

#[test]
fn registers_without_a_contact() {
    let server = homeserver(&OPEN);
    let done = server.register("harness-bare", PASSWORD, &Stage::Dummy);
    done.expect(200);
    server.assert_account("harness-bare", PASSWORD, &[]);
}

#[test]
fn resets_by_email_only_after_the_pages_button_was_pressed() {
    let server = homeserver(&OPEN);
    let (address, new) = ("forgetful@example.org", "battery staple 2");
    server.register_with_email("harness-reset", PASSWORD, address);

    let proof = server.request_mail("account/password", address);
    let mail = server.mail.wait_for_nth(address, 2);
    let mut body = json!({"new_password": new, "logout_devices": false});
    let session = server.post("account/password", &body).expect(401)["session"].clone();
    body["auth"] = Stage::Contact(EMAIL, &proof).auth(&session);
    browser::open(mail.link());
    server.post("account/password", &body).expect(401);
    browser::open_and_confirm(mail.link());
    server.post("account/password", &body).expect(200);

    server.assert_account("harness-reset", new, &[("email", address)]);
    let old = server.login("harness-reset", PASSWORD).expect(403);
    assert_eq!(old["errcode"], "M_FORBIDDEN");
}

#[test]
fn a_variants_options_reach_the_server() {
    let server = homeserver(&PASSWORD_RULES);
    let weak = json!({"username": "harness-rules", "password": "short"});
    let refused = server.post("register", &weak).expect(400);
    assert_eq!(refused["errcode"], "M_PASSWORD_TOO_SHORT");
}

#[test]
fn a_captcha_is_solved_on_its_page_for_the_session_that_asks() {
    let server = homeserver(&CAPTCHA);
    let mut body = json!({"username": "harness-captcha", "password": PASSWORD});
    let session = server.post("register", &body).expect(401)["session"].clone();
    let page = format!(
        "{}/_matrix/client/v3/auth/m.login.recaptcha/fallback/web?session={}",
        server.url,
        session.as_str().expect("a session")
    );
    body["auth"] = json!({"session": session});
    let before = server.post("register", &body).expect(401);
    assert_eq!(before["completed"], json!([]));
    browser::solve_captcha(&page);
    let after = server.post("register", &body).expect(401);
    assert_eq!(after["completed"], json!(["m.login.recaptcha"]));
}
