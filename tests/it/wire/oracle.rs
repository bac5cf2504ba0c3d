//! ruma's types as judges of what we write, and as writers of what we read.

use std::borrow::Cow;

use mxid::protocol::{Api, Request};
use ruma_common::api::{
    IncomingRequest, IncomingRequestExt as _, MatrixVersion, OutgoingBody, OutgoingResponse,
    OutgoingResponseExt as _, SupportedVersions,
};
use ruma_common::exports::http;
use serde_json::Value;

use super::exchange;
use super::server::{Answer, Captured};

/// The server's versions, for ruma to choose the path by.
pub fn versions(api: Api) -> Cow<'static, SupportedVersions> {
    let versions = match api {
        Api::V3 => [MatrixVersion::V1_19].into(),
        Api::R0 => [MatrixVersion::V1_0].into(),
    };
    Cow::Owned(SupportedVersions {
        versions,
        features: Default::default(),
    })
}

/// Sends a request, and has ruma read it as `R`.
pub async fn read_by_ruma<R: IncomingRequest>(api: Api, request: &Request) -> (Captured, R) {
    let (captured, _) = exchange(api, request, Answer::json(404, Value::Null)).await;
    let incoming = http::Request::builder()
        .method(captured.method.as_str())
        .uri(&captured.target)
        .body(captured.body.as_slice())
        .unwrap();
    let read = R::try_from_http_request(incoming, &[]);
    let read = read.unwrap_or_else(|e| panic!("ruma cannot read {request:?}: {e}"));
    (captured, read)
}

/// Asserts that what ruma wrote is what we wrote.
///
/// ruma writes `"session": null` where there is none; we never write `null`.
pub fn assert_equal<B: OutgoingBody>(ours: &Captured, ruma: http::Request<B>) {
    let (head, body) = ruma.into_parts();
    assert_eq!(ours.method, head.method.as_str());
    let target = head.uri.path_and_query().unwrap().as_str();
    assert_eq!(decoded(&ours.target), decoded(target));
    let Ok(body) = body.try_into_buf::<Vec<u8>>() else {
        panic!("ruma cannot write its body");
    };
    if body.is_empty() {
        assert!(ours.body.is_empty(), "a body that nobody asked for");
        return;
    }
    assert_eq!(ours.header("content-type"), Some("application/json"));
    let mut theirs: Value = serde_json::from_slice(&body).unwrap();
    drop_nulls(&mut theirs);
    assert_eq!(ours.json(), theirs);
}

/// The path, and the pairs of the query: more than one encoding is right.
fn decoded(target: &str) -> (String, Vec<(String, String)>) {
    let url = url::Url::parse("http://x").unwrap().join(target).unwrap();
    let pairs = url.query_pairs().into_owned().collect();
    (url.path().to_owned(), pairs)
}

fn drop_nulls(value: &mut Value) {
    if let Value::Object(members) = value {
        members.retain(|_, member| !member.is_null());
        members.values_mut().for_each(drop_nulls);
    }
}

/// An answer that ruma wrote.
pub fn written_by_ruma(response: impl OutgoingResponse) -> Answer {
    let response = response.try_into_http_response::<Vec<u8>>().unwrap();
    let headers: Vec<_> = response
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    let body = std::str::from_utf8(response.body()).unwrap();
    Answer::text(response.status().as_u16(), &headers, body)
}
