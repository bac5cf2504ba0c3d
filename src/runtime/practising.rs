//! A run's part in practising: starting the server, and its messages as pages.

use super::run::Run;
use crate::screen::{Act, Command, MessagePage};
use crate::wizard::Event;

impl Run {
    /// Takes what the practice server told: an event, or that it sent a message.
    pub(super) fn practice_changed(&mut self, news: Option<Event>) {
        match news {
            Some(event) => self.step(event),
            None => {
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

    /// Does what a command means on an open message. Returns whether that was all it means.
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
