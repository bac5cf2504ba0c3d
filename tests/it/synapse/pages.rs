//! What the wizard's pages say, as far as the tests look for it: one place to follow a change of wording.
//!
//! Each text stands within one row of an 80×24 screen.

/// Titles of pages.
pub mod title {
    pub const FLOW: &str = "What would you like to do?";
    pub const SERVER: &str = "Where will your account live?";
    pub const RESET_SERVER: &str = "Where does your account live?";
    pub const CONTACT: &str = "How can the server reach you?";
    pub const RESET_CONTACT: &str = "What does the server know you by?";
    pub const COUNTRY: &str = "Which country is the number from?";
    pub const NUMBER: &str = "What is your phone number?";
    pub const ADDRESS: &str = "What is your email address?";
    pub const RESET_ADDRESS: &str = "Which email address is on your account?";
    pub const ACCOUNT: &str = "Choose your name and password";
    pub const TOKEN: &str = "What is your registration token?";
    pub const TERMS: &str = "Do you agree?";
    pub const REVIEW: &str = "Everything right?";
    pub const CODE: &str = "Enter the code we texted to";
    pub const LINK: &str = "Open the link in your mail";
    pub const NEW_PASSWORD: &str = "Choose your new password";
    pub const BROWSER: &str = "One step needs a web browser";
    pub const SIGN_IN: &str = "Sign in to your account";
    pub const ADD_CONTACT: &str = "What would you like to add?";
    pub const ADD_ADDRESS: &str = "Which email address would you like to add?";
    pub const EMAIL_ADDED: &str = "The email address is on your account";
    pub const NUMBER_ADDED: &str = "The phone number is on your account";
    pub const DONE: &str = "Your account is ready";
    pub const RESET_DONE: &str = "Your password is changed";
    pub const CLOSED: &str = "Sign-up is closed there";
    pub const IN_BROWSER: &str = "Accounts are made in the browser there";
    pub const RESET_IN_BROWSER: &str = "Passwords are reset in the browser there";
    pub const NO_PASSWORDS: &str = "There are no passwords there";
}

/// Choices, as far as is needed to tell them apart on their page.
pub mod choice {
    pub const SIGN_UP: &str = "Create an account";
    pub const RESET: &str = "Reset a forgotten password";
    pub const ADD: &str = "Add an email address or phone number";
    pub const EMAIL: &str = "Email address";
    pub const PHONE: &str = "Phone number";
    pub const BOTH: &str = "Phone number and email address";
    pub const NO_CONTACT: &str = "Neither";
    pub const COUNTRY: &str = "United States";
    pub const SEND_CODE: &str = "Send the code";
    pub const SEND_MAIL: &str = "Send the mail";
    pub const LOOK: &str = "Look now";
    pub const OTHER_ADDRESS: &str = "Use another address";
    pub const CREATE: &str = "Create the account";
    pub const KEEP_SESSIONS: &str = "Leave them signed in";
}

/// What stands on a page beside its title: findings and problems.
pub mod says {
    pub const NO_NUMBERS: &str = "This server does not take phone numbers.";
    pub const NO_ADDRESSES: &str = "This server does not take email addresses.";
    pub const CONTACT_WANTED: &str = "This server wants a contact;";
    pub const BOTH_REQUIRED: &str = "An email address and a phone number are required.";
    pub const HOUSE_RULES: &str = "House rules 1.0";
    pub const TOO_SHORT: &str = "12 characters.";
    pub const NEEDS_DIGIT: &str = "The server's rules want more of the password: a digit.";
    pub const NEEDS_SYMBOL: &str = "The server's rules want more of the password: a symbol.";
    pub const NEEDS_CAPITAL: &str = "of the password: a capital";
    pub const NEEDS_SMALL: &str = "of the password: a small";
    pub const TOKEN_REFUSED: &str = "The server does not take this token";
    pub const CODE_REFUSED: &str = "The server did not accept";
    pub const NAME_TAKEN: &str = "That name is taken on this server.";
    pub const EMAIL_IN_USE: &str = "An account with this email address exists here already.";
    pub const NUMBER_IN_USE: &str = "An account with this phone number exists here already.";
    pub const EMAIL_UNKNOWN: &str = "No account here has this email address.";
    pub const WAIT: &str = "asks us to wait 0:";
    pub const MAIL_FAILED: &str = "The server could not send the mail.";
    pub const TEXT_FAILED: &str = "The server could not send the text message.";
    pub const RESETS_OFF: &str = "Email-based password resets have been disabled";
    pub const NOT_THERE: &str = "Not there? Look in spam.";
    pub const NOT_YET: &str = "Not opened yet.";
    pub const NOT_DONE_YET: &str = "The server does not know yet that it is done.";
    pub const SIGN_IN_REFUSED: &str = "The server does not accept this name with this password.";
    pub const ON_ACCOUNT: &str = "This email address is on your account already.";
    pub const COUNTDOWN: &str = " in 0:";
    pub const SECOND_MESSAGE: &str = "message 2";
    pub const SENT_AGAIN: &str = "Another message was asked for.";
    pub const EARLIER_LINK: &str = "The link of an earlier message may still work.";
}

/// Stands before the chosen one of several choices.
pub const CHOSEN: &str = "▸";
/// Stands before what was checked and found good.
pub const GOOD: &str = "✓";
