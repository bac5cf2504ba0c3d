//! The last act of a run: sessions that the wizard opened are closed, and what is being written is on the disk.

use std::time::Duration;

use super::Kept;
use super::run::{Ears, Run};
use super::signals::Signal;
use crate::wizard::Event;

/// The longest wait for each.
const PATIENCE: Duration = Duration::from_secs(3);

impl Run {
    /// However the wizard ended, it logs out. Waits a moment for the server to hear of it; whoever is
    /// in a hurry interrupts once more. A hang-up is no hurry: the system may send it several times.
    pub(super) async fn close_sessions(&mut self, ears: &mut Ears) {
        self.step(Event::End);
        let patience = tokio::time::sleep(PATIENCE);
        tokio::pin!(patience);
        while self.engine.wizard().is_closing() {
            tokio::select! {
                biased;
                signal = ears.signals.next() => match signal {
                    Signal::Terminate | Signal::Quit | Signal::Interrupt => return,
                    Signal::HangUp | Signal::Suspend | Signal::Resume => {}
                },
                finished = ears.answers.next() => self.answered(finished),
                () = &mut patience => return,
            }
        }
    }

    /// Waits a moment for the profile that is being written, if one is. Nobody is in such a hurry that half a file is
    /// to stay behind.
    pub(super) async fn last_profile(&mut self, ears: &mut Ears) {
        let written = async {
            while self.engine.wizard().is_writing_profile() {
                let finished = ears.answers.next().await;
                self.answered(finished);
            }
        };
        // The farewell knows what came of it, or that nothing did.
        let _ = tokio::time::timeout(PATIENCE, written).await;
    }

    /// Waits a moment for the disk, and says what is kept.
    pub(super) async fn last_save(&self) -> Kept {
        let settled = tokio::time::timeout(PATIENCE, self.engine.settled());
        // What is not written by then is no more than a step ago.
        let _ = settled.await;
        self.engine.kept()
    }
}
