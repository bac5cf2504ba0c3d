//! The acts of a person besides typing, choosing and moving.

use super::homeserver::Media;

/// Something that a person can do besides typing, choosing, and moving from place to place and from page to page. Some
/// acts are lines of a page that take the focus, and faces have keys and words for some.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Go on: the main thing.
    Proceed,
    /// Look now whether the link was opened.
    LookNow,
    /// Ask for another message, or look for the answer again.
    SendAgain,
    /// Change the address that a message goes to.
    ChangeAddress,
    /// Change name or password.
    ChangeAccount,
    /// Prove this instead.
    UseInstead(Media),
    /// Turn to the other task with the same server and address: reset instead of sign up, or the
    /// other way round.
    Switch,
    /// Choose another server.
    OtherServer,
    /// Take what was probably meant.
    TakeSuggestion,
    /// Make a pass phrase and fill it in.
    MakePassPhrase,
    /// Show or hide what is typed into secret fields.
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
    /// Leave the wizard.
    Leave,
}
