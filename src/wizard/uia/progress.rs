//! Whether a user-interactive authentication gets on, or goes round in circles.

use crate::protocol::StageType;

/// How many answers in a row may bring no further stage before the user is asked. The answer to the opening request
/// is one of them, and a server may name another session in the next.
const MOST_IN_VAIN: u8 = 3;

/// The progress of one exchange since the user last wanted something of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Progress {
    /// The stages that the server counted as done at some time, after they were answered.
    counted: Vec<StageType>,
    /// How many answers in a row brought no further stage.
    in_vain: u8,
}

impl Progress {
    /// Takes note of an answer, and of the stage that counts since. Returns whether the next request may leave by
    /// itself: a server that takes back what it counted would be asked for ever.
    pub(super) fn goes_on(&mut self, counts: Option<&StageType>) -> bool {
        match counts.filter(|stage| !self.counted.contains(stage)) {
            Some(stage) => {
                self.counted.push(stage.clone());
                self.in_vain = 0;
            }
            None => self.in_vain = self.in_vain.saturating_add(1),
        }
        self.in_vain <= MOST_IN_VAIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_is_progress_once() {
        let mut progress = Progress::default();
        for stage in [StageType::Terms, StageType::Email, StageType::Dummy] {
            assert!(progress.goes_on(Some(&stage)));
        }
        let circle = [None, Some(&StageType::Dummy)];
        let rounds = circle.iter().cycle().take(20);
        let sent = rounds
            .take_while(|counts| progress.goes_on(**counts))
            .count();
        assert_eq!(sent, usize::from(MOST_IN_VAIN));
    }
}
