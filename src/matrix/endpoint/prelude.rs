//! The imports of nearly every endpoint.

pub(in crate::matrix::endpoint) use serde::Serialize;
pub(in crate::matrix::endpoint) use serde_json::Value;
pub(in crate::matrix::endpoint) use url::Url;

pub(in crate::matrix::endpoint) use crate::domain::{BaseUrl, CleanText, Secret};
pub(in crate::matrix::endpoint) use crate::matrix::answer::Answer;
pub(in crate::matrix::endpoint) use crate::matrix::call::{Call, versioned};
pub(in crate::matrix::endpoint) use crate::matrix::json::{self, Document, Members, malformed};
pub(in crate::matrix::endpoint) use crate::matrix::origin;
pub(in crate::matrix::endpoint) use crate::protocol::{Api, Failure, Reply};
