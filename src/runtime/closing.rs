//! The loop's last act: sessions that the wizard opened are closed.

use std::time::Duration;

use super::app::{App, Ears};
use super::signals::Signal;
use crate::wizard::Event;

/// The longest wait for that.
const PATIENCE: Duration = Duration::from_secs(3);

impl App {
    /// However the wizard ended, it logs out. Waits a moment for the server to hear of it; whoever is
    /// in a hurry interrupts once more.
    pub(super) async fn close_sessions(&mut self, ears: &mut Ears) {
        self.step(Event::End);
        let patience = tokio::time::sleep(PATIENCE);
        tokio::pin!(patience);
        while self.wizard.is_closing() {
            tokio::select! {
                biased;
                signal = ears.signals.next() => match signal {
                    Signal::Terminate | Signal::Quit | Signal::HangUp | Signal::Interrupt => return,
                    _ => {}
                },
                Some(finished) = ears.finished.recv() => self.finished(finished),
                () = &mut patience => return,
            }
        }
    }
}
