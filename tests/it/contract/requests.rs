//! Every request of the client, as it left by a socket, against the schemas. They allow unknown
//! members nearly everywhere, so that a misspelt one would pass: the names that the schemas list
//! are the only ones allowed.

use std::collections::BTreeSet;

use mxid::protocol::{Api, Request};
use serde_json::{Value, json};
use url::Url;

use super::specification::Specification;
use super::{NOT_SPECIFIED, given};
use crate::wire::client;
use crate::wire::server::{Answer, Captured, Server};
use crate::wire::values::*;

/// Every request in every form that it can take.
fn every_form() -> Vec<Request> {
    let mut all = every_request();
    all.extend(every_token_request(full));
    for auth in auths() {
        all.push(register(true, auth.clone()));
        all.push(reset(true, auth.clone()));
        all.push(add_contact(auth));
    }
    all
}

async fn captured(api: Api, request: &Request) -> Captured {
    let server = Server::answering([Answer::json(404, json!({}))]);
    let _ = client().call(&server.base(), api, request).await;
    server.only_request()
}

/// The specification's objections to a request.
fn judge(specification: &Specification, request: &Captured) -> Result<(), String> {
    let url = Url::parse(&format!("http://localhost{}", request.target));
    let url = url.map_err(|why| why.to_string())?;
    if NOT_SPECIFIED.contains(&url.path()) {
        return Ok(());
    }
    let operation = specification
        .operation(&request.method, url.path())
        .ok_or("there is no such operation")?;
    let given: Vec<String> = url.query_pairs().map(|(name, _)| name.into()).collect();
    for (name, required) in operation.query() {
        if required && !given.iter().any(|given| given == name) {
            return Err(format!("the query lacks {name}"));
        }
    }
    let known = |name: &String| operation.query().iter().any(|(known, _)| known == name);
    if let Some(name) = given.iter().find(|name| !known(name)) {
        return Err(format!("the query has {name}"));
    }
    let Some(schema) = operation.body() else {
        let empty = request.body.is_empty();
        return empty.then_some(()).ok_or("it has a body".to_owned());
    };
    let body: Value = serde_json::from_slice(&request.body).map_err(|why| why.to_string())?;
    specification.check(&schema, &body)?;
    only(&body, &operation.members())?;
    match body.get("auth") {
        Some(auth) => judge_auth(auth),
        None => Ok(()),
    }
}

/// The schema of `auth` allows anything, so that its members are named here, by stage
/// (client-server API, "Authentication types").
fn judge_auth(auth: &Value) -> Result<(), String> {
    let own: &[&str] = match auth.get("type").and_then(Value::as_str) {
        None | Some("m.login.dummy" | "m.login.terms") => &[],
        Some("m.login.registration_token" | "org.matrix.msc3231.login.registration_token") => {
            &["token"]
        }
        Some("m.login.email.identity" | "m.login.msisdn") => &["threepid_creds"],
        Some("m.login.password") => &["identifier", "password"],
        Some(other) => return Err(format!("{other} is no stage of ours")),
    };
    let names = ["type", "session"].iter().chain(own);
    only(auth, &names.map(|name| (*name).to_owned()).collect())?;
    if let Some(creds) = auth.get("threepid_creds") {
        let names = ["sid", "client_secret", "id_server", "id_access_token"];
        only(creds, &names.map(str::to_owned).into())?;
        let text = |name: &str| creds.get(name).is_some_and(Value::is_string);
        if !text("sid") || !text("client_secret") || text("id_server") != text("id_access_token") {
            return Err(format!("incomplete: {creds}"));
        }
    }
    Ok(())
}

fn only(value: &Value, allowed: &BTreeSet<String>) -> Result<(), String> {
    let members = value.as_object().ok_or("not an object")?;
    let strange = members.keys().find(|name| !allowed.contains(*name));
    strange.map_or(Ok(()), |name| {
        Err(format!("{name} is not among {allowed:?}"))
    })
}

#[tokio::test]
async fn every_request_is_one_of_the_specification() {
    let Some(specification) = given("every_request_is_one_of_the_specification") else {
        return;
    };
    for request in every_form() {
        for api in [Api::V3, Api::R0] {
            let captured = captured(api, &request).await;
            let judged = judge(specification, &captured);
            assert_eq!(judged, Ok(()), "{api:?} {request:?}");
        }
    }
}

#[tokio::test]
async fn a_code_is_what_an_identity_server_takes() {
    let Some(specification) = given("a_code_is_what_an_identity_server_takes") else {
        return;
    };
    for medium in ["email", "msisdn"] {
        let path = format!("/_matrix/identity/v2/validate/{medium}/submitToken");
        let server = Server::answering([Answer::json(404, json!({}))]);
        let request = submit_code(&server.url(&path));
        let _ = client().call(&server.base(), Api::V3, &request).await;
        assert_eq!(judge(specification, &server.only_request()), Ok(()));
    }
}

#[tokio::test]
async fn the_judge_finds_what_is_wrong_with_a_request() {
    let Some(specification) = given("the_judge_finds_what_is_wrong_with_a_request") else {
        return;
    };
    let good = captured(Api::V3, &token_request()).await;
    assert_eq!(judge(specification, &good), Ok(()));
    let with = |change: fn(&mut Value)| {
        let mut body = good.json();
        change(&mut body);
        let body = body.to_string().into_bytes();
        judge(
            specification,
            &Captured {
                body,
                ..good.clone()
            },
        )
    };
    for (what, change) in [
        ("missing", (|b| drop(b["country"].take())) as fn(&mut Value)),
        ("mistyped", |b| b["send_attempt"] = json!("1")),
        ("misspelt", |b| b["clientSecret"] = json!("x")),
    ] {
        assert!(with(change).is_err(), "{what}");
    }
    let target = |target: &str| {
        let target = target.to_owned();
        judge(
            specification,
            &Captured {
                target,
                ..good.clone()
            },
        )
    };
    assert!(target("/_matrix/client/v3/register/phone/requestToken").is_err());
    assert!(target("/_matrix/client/v3/register/msisdn/requestToken?x=1").is_err());
    for auth in [
        json!({"type": "m.login.dummy", "sesion": "1"}),
        json!({"type": "m.login.email.identity", "threepid_creds": {"sid": "1"}}),
    ] {
        assert!(judge_auth(&auth).is_err(), "{auth}");
    }
}
