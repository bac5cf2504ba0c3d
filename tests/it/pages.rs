//! The texts of the wizard's pages, as far as the tests look for them: one place to follow a change of wording.
//!
//! Each text stands within one row of an 80×24 screen.
#![allow(
    dead_code,
    reason = "each feature has tests that look for some of them"
)]

pub mod title {
    pub const TASK: &str = "What would you like to do?";
    pub const SERVER: &str = "Where will your account live?";
    pub const RESET_SERVER: &str = "Where does your account live?";
    pub const CONTACT: &str = "How can the server reach you?";
    pub const RESET_CONTACT: &str = "Which contact is on your account?";
    pub const COUNTRY: &str = "Which country is the number from?";
    pub const NUMBER: &str = "What is your phone number?";
    pub const ADDRESS: &str = "What is your email address?";
    pub const RESET_ADDRESS: &str = "Which email address is on your account?";
    pub const ACCOUNT: &str = "Choose your name and password";
    pub const TOKEN: &str = "What is your registration token?";
    pub const TERMS: &str = "Do you agree?";
    pub const REVIEW: &str = "Check your details";
    pub const CODE: &str = "Enter the code we texted to";
    pub const LINK: &str = "Open the link in your mail";
    pub const NEW_PASSWORD: &str = "Choose your new password";
    pub const BROWSER: &str = "One step needs a web browser";
    pub const SIGN_IN: &str = "Sign in to your account";
    pub const ADD_CONTACT: &str = "What would you like to add?";
    pub const ADD_ADDRESS: &str = "Which email address would you like to add?";
    pub const EMAIL_ADDED: &str = "The email address is on your account";
    pub const NUMBER_ADDED: &str = "The phone number is on your account";
    pub const WEB: &str = "creates accounts in the browser";
    pub const WEB_WAITING: &str = "Create your account in the browser";
    pub const DONE: &str = "Your account is ready";
    pub const PROBABLY_DONE: &str = "Your account is probably ready";
    pub const RESET_DONE: &str = "Your password is changed";
    pub const CLOSED: &str = "Sign-up is closed on this server";
    pub const IN_BROWSER: &str = "This server creates accounts in the browser";
    pub const RESET_IN_BROWSER: &str = "This server resets passwords in the browser";
    pub const NO_PASSWORDS: &str = "This server does not use passwords";
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
    pub const LOOK: &str = "Check now";
    pub const OTHER_ADDRESS: &str = "Use another address";
    pub const CREATE: &str = "Create the account";
    pub const KEEP_SESSIONS: &str = "Leave them signed in";
}

/// The texts on a page beside its title: findings and problems.
pub mod says {
    pub const NO_NUMBERS: &str = "This server does not take phone numbers.";
    pub const NO_ADDRESSES: &str = "This server does not take email addresses.";
    pub const CONTACT_WANTED: &str = "This server requires a contact.";
    pub const BOTH_REQUIRED: &str = "An email address and a phone number are required.";
    pub const HOUSE_RULES: &str = "House rules 1.0";
    pub const TOO_SHORT: &str = "12 characters.";
    pub const NEEDS_DIGIT: &str = "This server also requires: a digit.";
    pub const NEEDS_SYMBOL: &str = "This server also requires: a symbol.";
    pub const NEEDS_CAPITAL: &str = "also requires: an uppercase";
    pub const NEEDS_SMALL: &str = "also requires: a lowercase";
    pub const TOKEN_REFUSED: &str = "This token is not valid";
    pub const CODE_REFUSED: &str = "is not the right code";
    pub const NAME_TAKEN: &str = "This name is taken on this server.";
    pub const EMAIL_IN_USE: &str = "An account here already has this email address.";
    pub const NUMBER_IN_USE: &str = "An account here already has this phone number.";
    pub const EMAIL_UNKNOWN: &str = "No account here has this email address.";
    pub const WAIT: &str = "asks us to wait 0:";
    pub const MAIL_FAILED: &str = "The server couldn't send the mail.";
    pub const TEXT_FAILED: &str = "The server couldn't send the text message.";
    pub const RESETS_OFF: &str = "Email-based password resets have been disabled";
    pub const NOT_THERE: &str = "Nothing arrived? Check your spam folder.";
    pub const NOT_YET: &str = "Not opened yet.";
    pub const NOT_DONE_YET: &str = "The server says that it is not done yet.";
    pub const SIGN_IN_REFUSED: &str = "The name or the password is wrong.";
    pub const ON_ACCOUNT: &str = "This email address is already on your account.";
    pub const COUNTDOWN: &str = " in 0:";
    pub const SECOND_MESSAGE: &str = "message 2";
    pub const SENT_AGAIN: &str = "Sent again.";
    pub const EARLIER_LINK: &str = "The link from an earlier message may still work.";
}

/// Stands before the chosen one of several choices.
pub const CHOSEN: &str = "▸";
/// Stands before what was checked and found good.
pub const GOOD: &str = "✓";
