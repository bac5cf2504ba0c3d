//! The 401 of user-interactive authentication, and the `auth` that answers it (client-server API,
//! "User-Interactive Authentication API").

mod auth;
mod terms;

pub(super) use auth::AuthBody;

use serde_json::Value;

use super::answer::Answer;
use super::json::{self, Document, Members, malformed};
use crate::domain::Secret;
use crate::protocol::{Failure, Flow, Reply, StageType, Uia};

/// The most flows, and the most stages of one.
const MAX_FLOWS: usize = 64;
const MAX_STAGES: usize = 32;

/// The answer of an endpoint under user-interactive authentication: the next stage, or what
/// `done` makes of the body of a success.
pub(super) fn read(
    answer: &Answer,
    done: impl FnOnce(&Document) -> Result<Reply, Failure>,
) -> Result<Reply, Failure> {
    if answer.status == 401
        && let Ok(body) = answer.document()
        && let Some(uia) = stage(answer, &body)?
    {
        return Ok(Reply::Uia(uia));
    }
    done(&answer.success()?)
}

/// Reads a 401. One without `flows` and `completed` is an ordinary refusal: some servers say so
/// that a login is needed, or that an address is not validated yet.
fn stage(answer: &Answer, body: &Document) -> Result<Option<Uia>, Failure> {
    let flows = flows(body)?;
    let completed = match body.optional_list("completed", MAX_STAGES)? {
        Some(stages) => Some(stage_types(stages, "completed")?),
        None => None,
    };
    if flows.is_none() && completed.is_none() {
        return Ok(None);
    }
    let failed = body.member("errcode").is_some() || body.member("error").is_some();
    Ok(Some(Uia {
        flows,
        terms: terms::read(body)?,
        session: body
            .optional_text("session")?
            .filter(|session| !session.is_empty())
            .map(Secret::from),
        completed,
        refusal: failed.then(|| answer.refusal(Some(body))),
    }))
}

fn flows(body: &Document) -> Result<Option<Vec<Flow>>, Failure> {
    let Some(flows) = body.optional_list("flows", MAX_FLOWS)? else {
        return Ok(None);
    };
    let flow = |flow: &Value| {
        let flow = flow.as_object().ok_or(malformed("flows"))?;
        let stages = flow.optional_list("stages", MAX_STAGES)?;
        stage_types(stages.unwrap_or_default(), "stages").map(Flow)
    };
    flows.iter().map(flow).collect::<Result<_, _>>().map(Some)
}

fn stage_types(stages: &[Value], name: &'static str) -> Result<Vec<StageType>, Failure> {
    stages
        .iter()
        .map(|stage| json::text(stage, name).map(StageType::parse))
        .collect()
}
