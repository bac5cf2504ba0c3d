//! The official schemas of the specification as judges: of every request that the client sends,
//! and of every answer that the practice server gives in its own tests.
//!
//! The schemas are not part of this repository: the environment variable `MATRIX_SPEC_DIR` names a
//! copy of the folder `data` of the specification's own. Without it nothing is judged, and the
//! tests say so.

mod requests;
mod specification;

use std::io::Write;

use serde_json::{Value, json};

use specification::{FOLDER, Specification, specification};

/// Paths outside the client-server API: proposals, and a path of the server-server API.
const NOT_SPECIFIED: [&str; 4] = [
    "/_matrix/federation/v1/version",
    "/_matrix/client/v3/password_policy",
    "/_matrix/client/r0/password_policy",
    "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
];

/// Members that some servers send as `null` where the specification omits them, as the practice server does in
/// their dialects: the family of Conduit, measured.
const NULL: [&str; 4] = ["params", "device_id", "access_token", "m.identity_server"];

/// The specification; says that it is not there when it is not.
fn given(test: &str) -> Option<&'static Specification> {
    let given = specification();
    if given.is_none() {
        // Straight to the terminal: what a test prints with a macro is shown only when it fails.
        let line = format!("skipped: {test}: {FOLDER} names no copy of the specification\n");
        let _ = std::io::stderr().write_all(line.as_bytes());
    }
    given
}

/// Panics when an answer of the practice server breaks the specification, and that is at hand.
#[cfg(feature = "practice")]
pub fn hold_answer(method: &str, target: &str, status: u16, body: &str) {
    let Some(specification) = specification() else {
        return;
    };
    if let Err(why) = judge_answer(specification, method, target, status, body) {
        panic!("{method} {target} answered {status} against the specification: {why}");
    }
}

/// The specification's objections to an answer of a homeserver.
fn judge_answer(
    specification: &Specification,
    method: &str,
    target: &str,
    status: u16,
    body: &str,
) -> Result<(), String> {
    let path = target.split('?').next().unwrap_or_default();
    let operation = specification.operation(method, path);
    // Pages for browsers, and what only the practice server has.
    let is_page = path.starts_with("/_matrix/client/v3/auth/");
    let is_api = path.starts_with("/_matrix/client/v3/") && !is_page || operation.is_some();
    if !is_api || NOT_SPECIFIED.contains(&path) && status == 200 {
        return Ok(());
    }
    let mut value: Value = serde_json::from_str(body).map_err(|why| why.to_string())?;
    drop_known_nulls(&mut value);
    // A 401 is listed as a step of an authentication; it may be about an access token as well.
    let is_step = status != 401 || value.get("flows").is_some() || value.get("completed").is_some();
    let listed = operation
        .and_then(|operation| operation.answer(status))
        .filter(|_| is_step);
    match listed {
        Some(schema) => specification.check(&schema, &value),
        None if status >= 400 => specification.check(&specification.error(status), &value),
        None => Err("the status is not listed".to_owned()),
    }
}

fn drop_known_nulls(value: &mut Value) {
    if let Value::Object(members) = value {
        members.retain(|name, value| !(value.is_null() && NULL.contains(&name.as_str())));
        members.values_mut().for_each(drop_known_nulls);
    }
}

#[test]
fn the_judge_finds_what_is_wrong_with_an_answer() {
    let Some(specification) = given("the_judge_finds_what_is_wrong_with_an_answer") else {
        return;
    };
    let judge = |method, path: &str, status, body: Value| {
        let path = format!("/_matrix/client/{path}");
        judge_answer(specification, method, &path, status, &body.to_string())
    };
    let token = "v3/register/email/requestToken";
    for (method, path, status, body) in [
        ("POST", token, 200, json!({"sid": "1"})),
        ("POST", token, 400, json!({"errcode": "M_THREEPID_IN_USE"})),
        ("POST", token, 429, json!({"errcode": "M_LIMIT_EXCEEDED"})),
        ("POST", "v3/register", 401, json!({"flows": []})),
        ("POST", "v3/register", 200, json!({"user_id": "@a:b"})),
        (
            "GET",
            "v3/nothing",
            404,
            json!({"errcode": "M_UNRECOGNIZED"}),
        ),
    ] {
        assert_eq!(judge(method, path, status, body), Ok(()), "{path} {status}");
    }
    for (method, path, status, body) in [
        ("POST", token, 200, json!({})),
        ("POST", token, 200, json!({"sid": 1})),
        ("POST", token, 201, json!({"sid": "1"})),
        ("POST", token, 400, json!({"error": "no code"})),
        ("POST", token, 500, json!({"errcode": 500})),
        (
            "POST",
            token,
            429,
            json!({"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": "soon"}),
        ),
        ("POST", "v3/register", 200, json!({})),
        ("POST", "v3/register", 401, json!({"completed": []})),
        (
            "POST",
            "v3/register",
            401,
            json!({"flows": [{"stages": "one"}]}),
        ),
        ("GET", "versions", 200, json!({"versions": "v1.11"})),
        ("GET", "v3/nothing", 200, json!({})),
    ] {
        let got = judge(method, path, status, body.clone());
        assert!(got.is_err(), "{path} {status} {body}");
    }
}
