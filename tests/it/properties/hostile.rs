//! Texts that no server would send in earnest, and a server that sends one of them wherever it can.

use mxid::protocol::{Api, AuthStage, Register, Request};
use serde_json::{Value, json};

use super::chance::Chance;
use crate::machine::answers::Answered;
use crate::wire::client;
use crate::wire::server::{Answer, Server};

/// The attacks, each in its pure form.
const TRIED: [&str; 34] = [
    "",
    "\u{1b}[2J\u{1b}[1;1HAll done",
    "\u{9b}2J\u{9b}31m",
    "\u{1b}]8;;https://example.net\u{7}here\u{1b}]8;;\u{7}",
    "\u{1b}]0;title\u{1b}\\\u{1b}P+q\u{1b}\\\u{1b}_x\u{1b}\\",
    "\u{9d}52;c;AAAA\u{9c}",
    "one\r\ntwo\tthree\u{8}\u{7f}\u{0}four\u{b}\u{c}",
    "a\u{202e}b\u{2066}c\u{200f}d\u{61c}e\u{2069}",
    "a\u{2028}b\u{2029}c\u{85}d",
    "\u{200b}\u{200d}\u{feff}\u{ad}\u{2060}\u{180e}",
    "\u{e0001}\u{e0041}\u{e0042}\u{e007f}",
    "☺\u{fe0e}☺\u{fe0f}\u{e0100}",
    "👨\u{200d}👩\u{200d}👧 👍🏽🏿🏽 🏳\u{fe0f}\u{200d}🌈",
    "🇩🇪🇩🇪🇩 1\u{fe0f}\u{20e3}",
    "\u{301}\u{301}\u{489} e\u{301}",
    "x\u{338}\u{20dd}\u{20e0}",
    "\u{e000}\u{f8ff}\u{f0000}\u{f0001}\u{10fffd}",
    "\u{fdd0}\u{fffe}\u{ffff}\u{1ffff}",
    "日本語サーバー",
    "\u{1100}\u{1161}\u{11a8}\u{1161}\u{11a8}한\u{a97c}\u{d7c6}",
    "ក្កា ខ្មែរ \u{17d2}\u{1780}",
    "क्षत्रिय स्त्री",
    "ลำกำ น้ำ ກຳ",
    "لا إله الله ﷽",
    "𒐫 𒈙 ⸻ ꧅",
    "\u{3164}\u{115f}\u{1160}\u{ffa0}\u{2800}",
    "”, he said. “",
    "{ $server } {\"\\u001b\"} %s %n \\e[31m",
    "<b>bold</b> [link](https://example.net) `code`",
    "javascript:alert(1)",
    "https://a:b@[::1]:1/?x#y",
    "../../../../%2e%2e/%00%0a",
    "✓ ! ▸ ● enter send the password",
    "\u{1f1e6}\u{200c}\u{94d}\u{1cf7}\u{1e94b}",
];

/// Where the characters of a random text come from.
const RANGES: [(u32, u32); 14] = [
    (0x00, 0x20),
    (0x20, 0x7f),
    (0x7f, 0xa0),
    (0xa0, 0x300),
    (0x300, 0x370),
    (0x370, 0x1100),
    (0x1100, 0x1200),
    (0x1200, 0x2000),
    (0x2000, 0x2070),
    (0x2070, 0xd800),
    (0xe000, 0xf900),
    (0xf900, 0x10000),
    (0x1f000, 0x1fb00),
    (0x10000, 0x110000),
];

/// Every text that is tried: those above, floods of some, and random ones.
pub fn texts(chance: &mut Chance) -> Vec<String> {
    let tried = TRIED.map(str::to_owned);
    let floods = [
        "\u{301}",
        "a\u{301}",
        "日",
        "\u{202e}",
        "🏽",
        "x",
        "\u{e01ef}",
        "\u{1b}[A",
    ];
    let floods = floods.map(|text| text.repeat(1200));
    let mut random = || {
        let length = 1 + chance.below(40);
        let letter = |_| {
            let (from, to) = *chance.of(&RANGES);
            let code = from + chance.below((to - from) as usize) as u32;
            char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
        };
        (0..length).map(letter).collect::<String>()
    };
    let random: Vec<String> = (0..16).map(|_| random()).collect();
    tried.into_iter().chain(floods).chain(random).collect()
}

/// A server's answer to a request, with a text of ours in each member that takes one, unless it
/// refuses this endpoint.
pub async fn answer(request: &Request, text: &str, refuses: &str) -> Answered {
    let (status, body) = match request.endpoint() == refuses {
        true => (403, error(text)),
        false => said(request, text),
    };
    let server = Server::answering([Answer::json(status, body)]);
    let mut request = request.clone();
    if let Request::SubmitCode(code) = &mut request {
        code.submit_url = server.url("/submit").parse().expect("a URL");
    }
    client().call(&server.base(), Api::V3, &request).await
}

fn proves_email(register: &Register) -> bool {
    let auth = register.auth.as_ref();
    matches!(
        auth.and_then(|auth| auth.stage.as_ref()),
        Some(AuthStage::Email(_))
    )
}

fn error(text: &str) -> Value {
    json!({"errcode": text, "error": text, "error_description": text, "admin_contact": text})
}

fn said(request: &Request, text: &str) -> (u16, Value) {
    let url = format!("https://example.org/{text}?{text}#{text}");
    let stages = |extra: &str| {
        json!([
            {"stages": ["m.login.terms", "m.login.email.identity", extra]},
            {"stages": ["m.login.terms", "m.login.email.identity"]},
        ])
    };
    match request {
        Request::WellKnown => (
            200,
            json!({"m.homeserver": {"base_url": format!("https://example.org/{text}")}}),
        ),
        Request::Support => (
            200,
            json!({
                "contacts": [{"email_address": text}, {"matrix_id": format!("@{text}:example.org")}],
                "support_page": url,
            }),
        ),
        Request::Versions => (200, json!({"versions": [text, "r0.6.1", text]})),
        Request::LoginFlows => (
            200,
            json!({"flows": [{"type": "m.login.password"}, {"type": text}]}),
        ),
        Request::AuthMetadata { .. } => {
            (200, json!({"issuer": url, "account_management_uri": url}))
        }
        Request::PasswordPolicy => (200, json!({"m.minimum_length": 4, text: text})),
        Request::Register(register) if proves_email(register) => (
            401,
            json!({"completed": ["m.login.terms"], "errcode": text, "error": text}),
        ),
        Request::RegisterFlows | Request::Register(_) => (
            401,
            json!({
                "flows": stages(text),
                "completed": [text, "m.login.terms"],
                "session": text,
                "params": {"m.login.terms": {"policies": {
                    text: {"version": text, "en": {"name": text, "url": url}, text: {"url": url}},
                }}},
            }),
        ),
        Request::ResetPassword(_) | Request::AddContact(_) => (
            401,
            json!({"flows": [{"stages": [text]}], "session": text, "error": text}),
        ),
        Request::RequestToken(_) => (
            200,
            json!({"sid": "1", "submit_url": format!("https://id.example.net/{text}")}),
        ),
        Request::SubmitCode(_) => (400, error(text)),
        Request::Login(_) => (
            200,
            json!({"user_id": format!("@{text}:example.org"), "access_token": "t", "device_id": text}),
        ),
        Request::WhoAmI(_) => (200, json!({"user_id": format!("@robin:{text}")})),
        Request::ThirdParties(_) => (
            200,
            json!({"threepids": [{"medium": "email", "address": text}]}),
        ),
        Request::UsernameAvailable(_) => (200, json!({"available": true})),
        _ => (200, json!({})),
    }
}
