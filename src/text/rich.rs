//! Text whose parts keep what they are until a face draws them.

use std::time::Duration;

/// A point in time that a text speaks of, as the time since the wizard started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timed {
    /// How long ago it was: counts up.
    Since(Duration),
    /// How long until then: counts down.
    Until(Duration),
}

/// How a language writes a number of each unit, with [`sentinel`]`(0)` in the number's place. There are no days:
/// nothing is kept for two of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    /// `{number} min`.
    pub minutes: String,
    /// `{number} h`.
    pub hours: String,
}

/// Up to this age, seconds are shown, so that an hour's wait does not repaint every second.
const SECONDS_SHOWN: u64 = 2 * MINUTE;
/// Up to this one, minutes are.
const MINUTES_SHOWN: u64 = 2 * HOUR;
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// The seconds of the smallest unit that an age of so many seconds is told in.
fn step(age: u64) -> u64 {
    match age {
        0..SECONDS_SHOWN => 1,
        SECONDS_SHOWN..MINUTES_SHOWN => MINUTE,
        _ => HOUR,
    }
}

impl Timed {
    /// The span as people read it: `0:42`, `5:33`, `3 min`, or `7 h`.
    pub fn format(self, now: Duration, units: &Units) -> String {
        match self {
            Self::Since(at) => {
                let age = now.saturating_sub(at).as_secs();
                let pattern = match step(age) {
                    HOUR => &units.hours,
                    MINUTE => &units.minutes,
                    _ => return clock(age),
                };
                pattern.replace(&sentinel(0), &(age / step(age)).to_string())
            }
            // A countdown shows 0:01 until the moment has come.
            Self::Until(at) => clock(seconds_shown(at.saturating_sub(now))),
        }
    }

    /// When the span next looks different; `None` if it never does.
    pub fn next_change(self, now: Duration) -> Option<Duration> {
        match self {
            Self::Since(at) => {
                let age = now.saturating_sub(at).as_secs();
                let step = step(age);
                Some(at + Duration::from_secs((age / step + 1) * step))
            }
            Self::Until(at) => {
                let left = at.checked_sub(now).filter(|left| !left.is_zero())?;
                Some(at - Duration::from_secs(seconds_shown(left) - 1))
            }
        }
    }
}

/// The seconds that a countdown shows: a part of one is one more.
fn seconds_shown(left: Duration) -> u64 {
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}

fn clock(seconds: u64) -> String {
    match seconds {
        0..3600 => format!("{}:{:02}", seconds / 60, seconds % 60),
        _ => format!(
            "{}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        ),
    }
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Plain(String),
    /// Important: an address, a Matrix ID, a host.
    Strong(String),
    /// Secondary: an error code, a hint.
    Dim(String),
    /// A span of time that continues running.
    Time(Timed),
    /// Between things that stand on one line: each face tells them apart in its way.
    Apart,
}

impl Piece {
    /// A distinguishing part, shown where there is room.
    pub const AIR: &str = "   ";

    pub fn strong(text: impl ToString) -> Self {
        Self::Strong(text.to_string())
    }

    pub fn plain(text: impl ToString) -> Self {
        Self::Plain(text.to_string())
    }
}

impl From<Timed> for Piece {
    fn from(timed: Timed) -> Self {
        Self::Time(timed)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Piece>);

/// Where the sentinels begin: private-use characters that stand for the arguments of a message
/// while it is being formatted.
const FIRST_SENTINEL: u32 = 0xf0000;

/// The stand-in for an argument.
#[doc(hidden)]
pub fn sentinel(index: usize) -> String {
    u32::try_from(index)
        .ok()
        .and_then(|index| char::from_u32(FIRST_SENTINEL + index))
        .map(String::from)
        .unwrap_or_default()
}

impl Text {
    /// A message with its stand-ins replaced by the pieces.
    #[doc(hidden)]
    pub fn filled(message: &str, pieces: Vec<Piece>) -> Self {
        let mut text = Vec::new();
        let mut plain = String::new();
        for c in message.chars() {
            let index = (c as u32).checked_sub(FIRST_SENTINEL);
            match index.and_then(|index| pieces.get(index as usize)) {
                Some(piece) => {
                    if !plain.is_empty() {
                        text.push(Piece::Plain(std::mem::take(&mut plain)));
                    }
                    text.push(piece.clone());
                }
                None => plain.push(c),
            }
        }
        if !plain.is_empty() {
            text.push(Piece::Plain(plain));
        }
        Self(text)
    }

    /// Things on one line, apart from each other.
    pub fn apart(things: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        let mut pieces = Vec::new();
        for thing in things {
            if !pieces.is_empty() {
                pieces.push(Piece::Apart);
            }
            pieces.extend(thing.into().0);
        }
        Self(pieces)
    }

    /// The things that stand apart in it; most often there is one.
    pub fn things(&self) -> impl Iterator<Item = Self> {
        let things = self.0.split(|piece| *piece == Piece::Apart);
        things.map(|pieces| Self(pieces.to_vec()))
    }

    pub fn dim(text: impl ToString) -> Self {
        Self(vec![Piece::Dim(text.to_string())])
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| match piece {
            Piece::Plain(text) | Piece::Strong(text) | Piece::Dim(text) => text.is_empty(),
            Piece::Time(_) => false,
            Piece::Apart => true,
        })
    }

    /// The text as it reads at a moment, without what its parts are, and with air between things that stand apart.
    pub fn read(&self, now: Duration, units: &Units) -> String {
        self.0
            .iter()
            .map(|piece| match piece {
                Piece::Plain(text) | Piece::Strong(text) | Piece::Dim(text) => text.clone(),
                Piece::Time(timed) => timed.format(now, units),
                Piece::Apart => Piece::AIR.to_owned(),
            })
            .collect()
    }

    /// When the text next looks different.
    pub fn next_change(&self, now: Duration) -> Option<Duration> {
        self.0
            .iter()
            .filter_map(|piece| match piece {
                Piece::Time(timed) => timed.next_change(now),
                _ => None,
            })
            .min()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(vec![Piece::Plain(text)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const S: fn(u64) -> Duration = Duration::from_secs;

    #[test]
    fn an_age_counts_seconds_for_two_minutes_minutes_for_two_hours_and_hours_then() {
        let since = Timed::Since(S(10));
        let units = Units {
            minutes: format!("{} min", sentinel(0)),
            hours: format!("{} h", sentinel(0)),
        };
        for (now, read, next) in [
            (52, "0:42", 53),
            (129, "1:59", 130),
            (130, "2 min", 190),
            (131, "2 min", 190),
            (7209, "119 min", 7210),
            (7210, "2 h", 10_810),
            (86_409, "23 h", 86_410),
        ] {
            assert_eq!(since.format(S(now), &units), read);
            assert_eq!(since.next_change(S(now)), Some(S(next)), "{read}");
        }
    }

    #[test]
    fn a_countdown_shows_a_second_until_its_last_instant() {
        let (until, units) = (Timed::Until(S(60)), Units::default());
        for left in [1, 1_000, 999_999, 1_000_000, 999_999_999] {
            let now = S(60) - Duration::from_nanos(left);
            assert_eq!(until.format(now, &units), "0:01", "{left} ns");
            assert_eq!(until.next_change(now), Some(S(60)), "{left} ns");
        }
    }

    #[test]
    fn a_countdown_ends_at_nothing_and_then_rests() {
        let until = Timed::Until(S(60));
        let units = Units::default();
        assert_eq!(until.format(S(0), &units), "1:00");
        assert_eq!(until.format(Duration::from_millis(59_001), &units), "0:01");
        assert_eq!(until.format(S(61), &units), "0:00");
        assert_eq!(until.next_change(S(0)), Some(S(1)));
        assert_eq!(until.next_change(S(60)), None);
    }

    #[test]
    fn arguments_keep_what_they_are() {
        let message = format!("to {} now", sentinel(0));
        let text = Text::filled(&message, vec![Piece::strong("x")]);
        let plain = |t: &str| Piece::Plain(t.into());
        assert_eq!(text.0, [plain("to "), Piece::strong("x"), plain(" now")]);
    }
}
