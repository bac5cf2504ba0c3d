//! A run's part in practising: starting the server, and its messages as pages.

use super::run::{PracticeEars, Run};
#[cfg(feature = "practice")]
use crate::screen::Act;
use crate::screen::Command;
#[cfg(feature = "practice")]
use crate::screen::MessagePage;
use crate::wizard::{Answer, Event, RequestId};

#[cfg(feature = "practice")]
use super::inbox::Started;

/// What the practice side has to tell.
pub(super) enum PracticeNews {
    #[cfg(feature = "practice")]
    Started(Started),
    #[cfg(feature = "practice")]
    Message,
}

#[cfg(feature = "practice")]
impl PracticeEars {
    pub(super) async fn next(&mut self, run: &mut Run) -> PracticeNews {
        tokio::select! {
            Some(started) = self.started.recv() => PracticeNews::Started(started),
            () = run.inbox.changed() => PracticeNews::Message,
        }
    }
}

#[cfg(not(feature = "practice"))]
impl PracticeEars {
    pub(super) async fn next(&mut self, _: &mut Run) -> PracticeNews {
        std::future::pending().await
    }
}

#[cfg(feature = "practice")]
impl Run {
    pub(super) fn start_practice(&mut self, id: RequestId) {
        self.inbox.start(id);
    }

    pub(super) fn practice_changed(&mut self, news: PracticeNews) {
        match news {
            PracticeNews::Started(started) => {
                let server = started
                    .server
                    .and_then(|practice| self.inbox.keep(practice));
                self.step(Event::Answer(started.id, Answer::Practice(server)));
            }
            PracticeNews::Message => {
                let new = self.inbox.since(self.around.inbox.len(), self.now());
                self.around.inbox.extend(new);
            }
        }
    }

    /// Opens the newest message as a page.
    pub(super) fn open_message(&mut self) {
        self.around.open = self.around.inbox.last().map(|item| MessagePage {
            item: item.clone(),
            followed: None,
            confirm: false,
        });
    }

    /// The page behind a message that was followed has gone on: it is what matters now.
    pub(super) fn page_changed(&mut self) {
        self.around.open.take_if(|open| open.followed.is_some());
    }

    /// Does what a command means on an open message. Gives whether that was all it means.
    pub(super) async fn message_command(&mut self, command: Command) -> bool {
        match command {
            Command::Continue => {
                if let Some(mut open) = self.around.open.take()
                    && self.inbox.press(&mut open).await
                {
                    self.around.open = Some(open);
                }
                true
            }
            Command::Back | Command::OpenMessage => {
                self.around.open = None;
                true
            }
            Command::Act(Act::Leave) | Command::Redraw => false,
            _ => true,
        }
    }
}

#[cfg(not(feature = "practice"))]
impl Run {
    pub(super) fn start_practice(&mut self, id: RequestId) {
        let fault = crate::wizard::PracticeFault::NotBuilt;
        self.step(Event::Answer(id, Answer::Practice(Err(fault))));
    }

    pub(super) fn practice_changed(&mut self, news: PracticeNews) {
        match news {}
    }

    pub(super) fn open_message(&mut self) {}

    pub(super) fn page_changed(&mut self) {}

    pub(super) async fn message_command(&mut self, _: Command) -> bool {
        false
    }
}
