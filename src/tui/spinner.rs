//! The mark that turns while a request is under way. Its phase follows from the time, so nothing ticks.

use std::time::Duration;

use crate::screen::Status;
use crate::screen::Time;

/// An answer within this time needs no animation.
const PATIENCE: Duration = Duration::from_millis(100);
/// From one frame to the next.
const FRAME: Duration = Duration::from_millis(100);
/// Braille dots that run in a circle, a column wide in every font.
const FRAMES: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/// Something is under way.
pub(super) const RESTING: &str = "…";

/// The mark before a status; none if nothing is under way.
pub(super) fn mark(status: &Status, now: Time, still: bool) -> Option<&'static str> {
    if !status.spins {
        return None;
    }
    let turning = (now - status.since).checked_sub(PATIENCE);
    Some(match turning {
        Some(turning) if !still => {
            let frame = turning.as_millis() / FRAME.as_millis();
            // The remainder is less than the number of frames.
            FRAMES[(frame % FRAMES.len() as u128) as usize]
        }
        _ => RESTING,
    })
}

/// When the mark next looks different.
pub(super) fn next_frame(status: &Status, now: Time) -> Option<Time> {
    if !status.spins {
        return None;
    }
    let first = status.since + PATIENCE;
    if now < first {
        return Some(first);
    }
    let frames = (now - first).as_millis() / FRAME.as_millis() + 1;
    let frames = u32::try_from(frames).unwrap_or(u32::MAX);
    Some(first + FRAME.saturating_mul(frames))
}
