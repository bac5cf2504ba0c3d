//! The events from outside at the end: a browser that comes back, and the end of the program.

use mxid::domain::CleanText;
use mxid::protocol::{Callback, OAuthError};
use mxid::wizard::{Answer, Event};

use super::{Cause, Moment, Walk};

impl Walk {
    pub(super) fn browser_comes(&mut self) -> (Cause, Event) {
        let id = self
            .browser
            .take()
            .expect("somebody asked whether it is out");
        self.past.push(id);
        let refused = |code: &str| {
            Callback::Refused(OAuthError {
                code: CleanText::new(code),
                text: CleanText::default(),
            })
        };
        let callback = match self.chance.below(6) {
            0 => refused("access_denied"),
            1 => refused("invalid_scope"),
            _ => Callback::Code("a code".into()),
        };
        (
            Cause::Answer,
            Event::Answer(id, Answer::CalledBack(callback)),
        )
    }

    /// Ends the program, and answers whatever is still asked.
    pub fn end(&mut self, see: &mut dyn FnMut(&Moment<'_>)) {
        self.step(Cause::Person, Event::End, see);
        while !self.out.is_empty() {
            let (cause, event) = self.answer();
            self.step(cause, event, see);
        }
    }
}
