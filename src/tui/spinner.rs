//! The line that says what is under way, with a mark that turns.
//!
//! It appears when something takes longer than a moment, and then stays long enough to be read: what flashes by only
//! startles. Its phase follows from the time, so nothing ticks.

use std::time::Duration;

use super::theme::Role;
use crate::screen::{Screen, Status, Time};
use crate::text::Text;

/// An answer within this time needs no sign of life.
const PATIENCE: Duration = Duration::from_millis(100);
/// How long it stays when it has appeared.
const LEAST: Duration = Duration::from_secs(1);
/// From one frame to the next.
const FRAME: Duration = Duration::from_millis(100);
/// Braille dots that run in a circle, a column wide in every font.
const FRAMES: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/// Something is under way, where nothing may move.
const RESTING: &str = "…";
/// It is over, and stays only to be read.
const OVER: &str = "·";

/// The status of the status area.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnderWay<'a> {
    pub(super) text: &'a Text,
    /// The mark before them; `None` before a countdown.
    pub(super) mark: Option<&'static str>,
    pub(super) role: Role,
}

/// The status in the frames so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Spinner {
    /// The spinner that turns, or turned until just now, and its first frame.
    seen: Option<(Status, Time)>,
}

impl Spinner {
    /// Takes notice of what is under way in the next frame. A problem or a notice takes the place of what is over.
    pub(super) fn look_at(&mut self, screen: &Screen, now: Time) {
        let since = self.seen.as_ref().map(|(_, since)| *since);
        match &screen.status {
            Some(status) if status.spins && (since.is_some() || is_late(status, now)) => {
                self.seen = Some((status.clone(), since.unwrap_or(now)));
            }
            Some(status) if !status.spins => self.seen = None,
            _ if screen.problem.is_some() || screen.notice.is_some() => self.seen = None,
            _ => drop(self.seen.take_if(|(_, since)| *since + LEAST <= now)),
        }
    }

    pub(super) fn under_way<'a>(
        &'a self,
        screen: &'a Screen,
        now: Time,
        still: bool,
    ) -> Option<UnderWay<'a>> {
        let (status, mark, role) = match (&screen.status, &self.seen) {
            (Some(status), _) if !status.spins => (status, None, Role::Plain),
            (Some(_), Some((status, _))) if still => (status, Some(RESTING), Role::Plain),
            (Some(_), Some((status, since))) => (status, Some(phase(*since, now)), Role::Plain),
            (None, Some((status, _))) => (status, Some(OVER), Role::Dim),
            (_, None) => return None,
        };
        let text = &status.text;
        Some(UnderWay { text, mark, role })
    }

    pub(super) fn next_frame(&self, screen: &Screen, now: Time, still: bool) -> Option<Time> {
        let spins = screen.status.as_ref().filter(|status| status.spins);
        match (spins, &self.seen) {
            (Some(status), None) => Some(status.since + PATIENCE),
            (Some(_), Some(_)) if still => None,
            (Some(_), Some((_, since))) => {
                let frames = u32::try_from(frames(*since, now) + 1).unwrap_or(u32::MAX);
                Some(*since + FRAME.saturating_mul(frames))
            }
            (None, Some((_, since))) => Some(*since + LEAST),
            (None, None) => None,
        }
    }
}

fn is_late(status: &Status, now: Time) -> bool {
    now >= status.since + PATIENCE
}

fn frames(since: Time, now: Time) -> u128 {
    (now - since).as_millis() / FRAME.as_millis()
}

fn phase(since: Time, now: Time) -> &'static str {
    // The remainder is less than the number of frames.
    FRAMES[(frames(since, now) % FRAMES.len() as u128) as usize]
}
