//! The acts of a user besides typing, choosing and moving.

use super::homeserver::Media;

/// Something that a user can do besides typing, choosing, and moving from place to place and from page to page. Some
/// acts are lines of a page that take the focus, and faces have keys and words for some.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Continue: the main thing.
    Proceed,
    /// Check now whether the link was opened.
    LookNow,
    /// Ask for another message, or look for the answer again.
    SendAgain,
    /// Change the address that a message goes to.
    ChangeAddress,
    ChangeAccount,
    UseInstead(Media),
    /// Turn to the other task with the same server and address: reset instead of sign up, or the
    /// other way round.
    Switch,
    OtherServer,
    /// Take what was probably meant.
    TakeSuggestion,
    /// Make a pass phrase and fill it in.
    MakePassPhrase,
    /// Show or hide the text of secret fields.
    Reveal,
    /// Use the built-in practice server.
    Practise,
    /// Copy the result, or the link.
    Copy,
    /// Open the link in a browser on this computer.
    OpenLink,
    /// Show the link as a QR code, or no longer.
    ShowQr,
    /// Open the sign-up page of a server that makes accounts in the browser.
    OpenSignUp,
    /// Show the link to the page where the server's accounts are looked after.
    ShowAccountPage,
    /// Make sure of the password.
    CheckPassword,
    /// Add a profile of the account to another program's configuration.
    AddProfile,
    /// Open or close the help.
    Help,
    /// Open or close the details.
    Details,
    Leave,
}
