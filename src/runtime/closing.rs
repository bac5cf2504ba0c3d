//! The last act of a run: sessions that the wizard opened are closed, and what is being written is on the disk.

use std::time::{Duration, Instant};

use super::keeper::Kept;
use super::run::{Ears, Run};
use super::signals::Signal;
use crate::wizard::Event;

/// The longest wait for each.
const PATIENCE: Duration = Duration::from_secs(3);

/// Signals in this time belong to the one that ended the run: a shell sends several to its jobs when it ends.
const BREATH: Duration = Duration::from_millis(300);

impl Run {
    /// However the wizard ended, it logs out. Waits a moment for the server to hear of it. A user in a hurry
    /// interrupts again; on a terminal that is gone there is no such person.
    pub(super) async fn close_sessions(&mut self, ears: &mut Ears, is_gone: bool) {
        self.step(Event::End);
        let begun = Instant::now();
        let patience = tokio::time::sleep(PATIENCE);
        tokio::pin!(patience);
        while self.engine.wizard().waiting().closing {
            tokio::select! {
                biased;
                signal = ears.signals.next() => match signal {
                    Signal::Terminate | Signal::Quit | Signal::Interrupt
                        if !is_gone && begun.elapsed() >= BREATH =>
                    {
                        return;
                    }
                    _ => {}
                },
                answer = ears.answers.next() => self.step(answer),
                () = &mut patience => return,
            }
        }
    }

    /// Waits a moment for the profile that is being written, if one is. No signal cuts this short, so that no
    /// half-written file stays behind.
    pub(super) async fn last_profile(&mut self, ears: &mut Ears) {
        let written = async {
            while self.engine.wizard().profile().is_writing() {
                let answer = ears.answers.next().await;
                self.step(answer);
            }
        };
        // The farewell knows its result, or that nothing did.
        let _ = tokio::time::timeout(PATIENCE, written).await;
    }

    /// Waits a moment for the disk, and says what is kept.
    pub(super) async fn last_save(&self) -> Kept {
        let settled = tokio::time::timeout(PATIENCE, self.engine.keeper.settled());
        // Anything unwritten by then is only a step old.
        let _ = settled.await;
        self.engine.keeper.kept()
    }
}
