//! The waits, as the faces show them.

use super::awaiting::Busy;
use super::time::Time;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The page's status, and its beginning.
    pub busy: Option<(Busy, Time)>,
    /// Enter waits for an answer.
    pub enter: bool,
    /// When the program repeats a request that had no answer.
    pub repeat_at: Option<Time>,
    /// When the link is looked for again after a look that had no answer.
    pub look_again_at: Option<Time>,
    /// The page continues automatically, once something happened elsewhere.
    pub goes_on_by_itself: bool,
    /// The user may still be typing the server: no fault of it is shown yet.
    pub typing: bool,
    /// Something is still to be said of the last typed text: whether it is a number, or how strong it is.
    pub judging: bool,
    /// Something is about to be there: the page of an unfinished task, or the practice server.
    pub preparing: bool,
    /// A browser is being started.
    pub opening_link: bool,
    /// A session is being opened or closed: the program waits a moment for that before it ends.
    pub closing: bool,
}
