//! What servers answer. The first byte chooses the request and with it the parser, the second the status and the path
//! version, and with its highest bit set a first line is `Retry-After`; the rest is the body.
#![no_main]

use std::hint::black_box;

use libfuzzer_sys::fuzz_target;
use mxid::domain::{BaseUrl, CodeVerifier, Secret};
use mxid::matrix::Received;
use mxid::protocol::{
    Api, Callback, ClientId, FallbackPage, OAuthRequest, RedeemCode, RegisterClient, Reply,
    Request, RevokeToken, StageType,
};
use url::Url;

#[path = "../../tests/it/wire/values.rs"]
#[allow(dead_code)]
mod values;

const STATUSES: [u16; 16] = [
    200, 201, 204, 302, 400, 401, 403, 404, 405, 413, 429, 500, 502, 503, 100, 999,
];

thread_local! {
    static REQUESTS: Vec<Request> = requests();
    static BASE: BaseUrl = BaseUrl::parse("https://matrix.example.org/m").expect("a base URL");
}

/// One request for each parser.
fn requests() -> Vec<Request> {
    let url = |text: &str| Url::parse(text).expect("a URL");
    let client_id = ClientId::new("client").expect("a client");
    let mut all = values::every_request();
    all.extend([
        values::submit_code("https://example.org/submit"),
        Request::FallbackPage(FallbackPage {
            stage: StageType::parse("m.login.recaptcha"),
            session: Secret::from("session"),
        }),
        Request::OAuth(OAuthRequest::Register(RegisterClient {
            endpoint: url("https://auth.example.org/clients"),
        })),
        Request::OAuth(OAuthRequest::Redeem(RedeemCode {
            endpoint: url("https://auth.example.org/token"),
            client_id: client_id.clone(),
            port: 49152,
            code: Secret::from("code"),
            verifier: CodeVerifier::from_random(&[7; 32]),
        })),
        Request::OAuth(OAuthRequest::Revoke(RevokeToken {
            endpoint: url("https://auth.example.org/revoke"),
            client_id,
            token: Secret::from("token"),
        })),
    ]);
    all
}

fuzz_target!(|bytes: &[u8]| {
    let [chosen, how, rest @ ..] = bytes else {
        return;
    };
    // The browser's answer comes over HTTP too.
    if *chosen == 255 {
        let target = String::from_utf8_lossy(rest);
        black_box(Callback::read(&target, &Secret::from("state")));
        return;
    }
    let (retry_after, body) = match rest.iter().position(|byte| *byte == b'\n') {
        Some(end) if how & 0x80 != 0 => (std::str::from_utf8(&rest[..end]).ok(), &rest[end + 1..]),
        _ => (None, rest),
    };
    let api = if how & 0x40 == 0 { Api::V3 } else { Api::R0 };
    let received = Received {
        status: STATUSES[usize::from(how % 16)],
        retry_after,
        body,
    };
    BASE.with(|base| {
        REQUESTS.with(|requests| {
            let request = &requests[usize::from(*chosen) % requests.len()];
            let reply = received.reply_to(base, api, request);
            let shown = format!("{reply:?}");
            assert!(!shown.contains('\u{1b}'), "{shown:?}");
            // What is made of an answer goes into the next request.
            if let Ok(Reply::Uia(uia)) = reply {
                for stage in uia.flows.into_iter().flatten().flat_map(|flow| flow.0) {
                    let session = uia.session.clone().unwrap_or_else(|| Secret::from(""));
                    black_box(FallbackPage { stage, session }.link(base, api));
                }
            }
        });
    });
});
