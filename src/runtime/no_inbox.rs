//! The practice server of a build without one: asked to start, it says so.

use super::options::Settings;
use crate::screen::{InboxItem, MessagePage, Time};
use crate::wizard::{Answer, Event, PracticeFault, RequestId};

pub(super) struct Inbox(Option<RequestId>);

impl Inbox {
    pub(super) fn new(_: &Settings) -> Self {
        Self(None)
    }

    pub(super) fn start(&mut self, id: RequestId) {
        self.0 = Some(id);
    }

    pub(super) async fn next(&mut self) -> Option<Event> {
        match self.0.take() {
            Some(id) => {
                let answer = Answer::Practice(Err(PracticeFault::NotBuilt));
                Some(Event::Answer(id, answer))
            }
            None => std::future::pending().await,
        }
    }

    pub(super) fn since(&self, _: usize, _: Time) -> Vec<InboxItem> {
        Vec::new()
    }

    pub(super) async fn press(&mut self, _: &mut MessagePage) -> bool {
        false
    }
}
