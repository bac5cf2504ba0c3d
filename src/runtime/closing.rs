//! The last act of a run: sessions that the wizard opened are closed, and what is unfinished is on the disk.

use std::time::Duration;

use super::Kept;
use super::run::{Ears, Run};
use super::signals::Signal;
use crate::wizard::Event;

/// The longest wait for each.
const PATIENCE: Duration = Duration::from_secs(3);

impl Run {
    /// However the wizard ended, it logs out. Waits a moment for the server to hear of it; whoever is
    /// in a hurry interrupts once more.
    pub(super) async fn close_sessions(&mut self, ears: &mut Ears) {
        self.step(Event::End);
        let patience = tokio::time::sleep(PATIENCE);
        tokio::pin!(patience);
        while self.engine.wizard().is_closing() {
            tokio::select! {
                biased;
                signal = ears.signals.next() => match signal {
                    Signal::Terminate | Signal::Quit | Signal::HangUp | Signal::Interrupt => return,
                    _ => {}
                },
                finished = ears.answers.next() => self.answered(finished),
                () = &mut patience => return,
            }
        }
    }

    /// Waits a moment for the disk, and says what is kept.
    pub(super) async fn last_save(&self) -> Kept {
        let settled = tokio::time::timeout(PATIENCE, self.engine.settled());
        // What is not written by then is no more than a step ago.
        let _ = settled.await;
        self.engine.kept()
    }
}
