//! A request that may commit is never forgotten, whatever the user does.

use std::collections::BTreeMap;

use mxid::protocol::Request;
use mxid::wizard::{Effect, RequestId};

use super::walk::Cause;
use super::walks;
use crate::machine::play::id_of;

/// Whether a request answers a stage of an authentication, or names its session: what opens one commits nothing.
fn goes_on(request: &Request) -> bool {
    match request {
        Request::Register(request) => request.auth.is_some(),
        Request::ResetPassword(request) => request.auth.is_some(),
        Request::AddContact(request) => request.auth.is_some(),
        _ => false,
    }
}

#[test]
fn a_request_that_may_commit_is_never_aborted_and_only_an_answer_ends_its_doubt() {
    let mut doubted = 0;
    let mut out = BTreeMap::<RequestId, Request>::new();
    let mut last = None;
    walks(30, |moment| {
        if last.is_some_and(|last| last > moment.now) {
            out.clear();
        }
        last = Some(moment.now);
        let (before, after) = (moment.before, moment.after);
        for effect in moment.effects {
            if let Effect::Abort(id) = effect
                && let Some(request) = out.get(id)
            {
                assert!(
                    !(goes_on(request) && before.may_have_finished),
                    "{:?} was aborted by {:?}",
                    request.endpoint(),
                    moment.event
                );
            }
        }
        if before.may_have_finished && before.server == after.server && before.task == after.task {
            doubted += 1;
            let ends = moment
                .effects
                .iter()
                .any(|effect| matches!(effect, Effect::Exit(_)));
            assert!(
                after.may_have_finished || moment.cause == Cause::Answer || ends,
                "{:?} ended a doubt on {:?}",
                moment.event,
                before.page
            );
        }
        out = moment.out.iter().filter_map(call).collect();
    });
    assert!(doubted > 1000, "{doubted}");
}

fn call(effect: &Effect) -> Option<(RequestId, Request)> {
    match effect {
        Effect::Call { request, .. } => Some((id_of(effect)?, (**request).clone())),
        _ => None,
    }
}
