//! The faults of a request, and the request that each one hits.

use serde_json::{Value, json};

/// A fault, in the order of the table's columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing listens at the address.
    Refused,
    /// The name has no address.
    Dns,
    Tls,
    /// The connection is reset before the request is read.
    ResetBefore,
    /// The server acts, and the connection is reset instead of an answer.
    ResetAfter,
    /// The server acts, and no answer comes in time.
    Timeout,
    /// The answer comes a few bytes at a time.
    SlowBody,
    /// The server acts, and the JSON of its answer ends in the middle.
    Truncated,
    /// The server acts, and a gateway before it answers 502 with a page.
    BadGateway,
    /// The server says 500, in Matrix's words.
    Failed,
    /// 503 from a gateway, with a wait.
    Unavailable,
    /// 429 with `Retry-After`, and an errcode that means nothing.
    LimitedFor,
    /// 429 with `retry_after_ms` alone.
    LimitedMs,
    /// 429 with a page, and without a wait.
    Limited,
    /// A redirect to another host.
    Redirect,
    /// The server acts, and its answer has a gigabyte.
    Huge,
    /// The server acts, and its answer is nested a hundred thousand deep.
    Deep,
    /// The server acts, and every value in its answer is of another type.
    WrongTypes,
    /// The server acts, and its answer is an empty object.
    MissingFields,
}

impl Fault {
    pub const ALL: [Self; 19] = [
        Self::Refused,
        Self::Dns,
        Self::Tls,
        Self::ResetBefore,
        Self::ResetAfter,
        Self::Timeout,
        Self::SlowBody,
        Self::Truncated,
        Self::BadGateway,
        Self::Failed,
        Self::Unavailable,
        Self::LimitedFor,
        Self::LimitedMs,
        Self::Limited,
        Self::Redirect,
        Self::Huge,
        Self::Deep,
        Self::WrongTypes,
        Self::MissingFields,
    ];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Dns => "DNS failure",
            Self::Tls => "TLS failure",
            Self::ResetBefore => "reset before the request",
            Self::ResetAfter => "reset after the server acted",
            Self::Timeout => "timeout, the server acted",
            Self::SlowBody => "slow body",
            Self::Truncated => "truncated JSON",
            Self::BadGateway => "HTML 502, the server acted",
            Self::Failed => "500",
            Self::Unavailable => "503 with Retry-After",
            Self::LimitedFor => "429 with Retry-After",
            Self::LimitedMs => "429 with retry_after_ms",
            Self::Limited => "HTML 429 without a delay",
            Self::Redirect => "redirect",
            Self::Huge => "1 GB body",
            Self::Deep => "deeply nested JSON",
            Self::WrongTypes => "wrong types",
            Self::MissingFields => "missing fields",
        }
    }

    /// Whether it happens to whatever leaves, before the server knows what was asked.
    pub fn is_before_the_request(self) -> bool {
        matches!(
            self,
            Self::Refused | Self::Dns | Self::Tls | Self::ResetBefore
        )
    }

    /// Whether the server does what it was asked.
    pub fn lets_the_server_act(self) -> bool {
        matches!(
            self,
            Self::ResetAfter
                | Self::Timeout
                | Self::SlowBody
                | Self::Truncated
                | Self::BadGateway
                | Self::Huge
                | Self::Deep
                | Self::WrongTypes
                | Self::MissingFields
        )
    }
}

/// How long a fault lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Once,
    /// Until the user has read on the screen that something is wrong.
    UntilSeen,
}

/// A request of a flow: the `nth` to an endpoint, from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    /// `POST /register`: the method, and the path without the version.
    pub name: String,
    pub nth: usize,
}

impl Target {
    /// Whether what is meant for this request happens to another one, too.
    pub fn is_met(&self, request: &Self, span: Span) -> bool {
        self.name == request.name
            && match span {
                Span::Once => self.nth == request.nth,
                Span::UntilSeen => self.nth <= request.nth,
            }
    }
}

/// The same JSON with a value of another type in each place.
pub fn retyped(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| {
                let other = match value {
                    Value::Null | Value::Bool(_) => json!("yes"),
                    Value::Number(_) => json!([]),
                    // Some servers give a number for a `sid`, and that is taken.
                    Value::String(_) => json!(true),
                    Value::Array(_) => json!({"0": true}),
                    Value::Object(_) => json!(["object"]),
                };
                (name.clone(), other)
            })
            .collect(),
        _ => json!(7),
    }
}
