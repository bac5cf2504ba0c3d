//! The imports of every handler.

pub(super) use axum::Json;
pub(super) use axum::extract::State;
pub(super) use axum::http::{HeaderMap, StatusCode, Uri};
pub(super) use serde_json::{Map, Value, json};
pub(super) use url::Url;

pub(super) use super::body::{self, JsonObject};
pub(super) use super::errors::{Answer, Code, Refusal};
pub(super) use super::memory::{Memory, Server, Shared};
