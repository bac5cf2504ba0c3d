//! The overlay of a page, and its notice.

use super::saves::{ResumeFault, SaveFault};
use super::time::Time;
use crate::domain::CountryCode;

/// The overlay of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The keys, and what the page is about.
    Help,
    /// Server, session, message and requests.
    Details,
    /// The link as a QR code.
    Qr,
    /// Leaving would lose something: really?
    Leave,
}

/// A notice that blocks nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The number named its own country.
    CountrySwitched(CountryCode),
    /// A paste was longer than the field holds.
    PasteCut,
    /// A paste had characters that were left out.
    PasteCleaned,
    /// A paste into a password had characters that no password holds, and nothing of it was taken.
    PasteRefused,
    /// Random words replaced the passwords that were typed.
    PasswordReplaced,
    /// The result was put into the clipboard.
    Copied,
    /// A browser was started with the link.
    Opened,
    /// No browser can be started on this computer.
    NoBrowser,
    /// The server forgot what was done in the browser: the link is another one.
    NewLink,
    /// Going back waits for the answer.
    BackWaits,
    /// Another message can be asked for at this time.
    TooSoon(Time),
    /// The server asked to wait before the next look, and does so.
    LookTooSoon,
    /// Another message was asked for.
    SentAgain,
    /// Looked, and the link was not opened yet.
    NotYet,
    /// On the way back to where the task was, at what is never saved.
    Resumed,
    /// The unfinished task is not on the disk.
    NotSaved(SaveFault),
    /// The unfinished task that was chosen is not available.
    NotResumed(ResumeFault),
}
