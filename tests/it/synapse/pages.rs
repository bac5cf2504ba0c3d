//! What the wizard's pages say, as far as the tests look for it: one place to follow a change of wording.
//!
//! Each text stands within one row of an 80×24 screen.

/// Titles of pages.
pub mod title {
    pub const FLOW: &str = "What would you like to do?";
    pub const SERVER: &str = "Where will your account live?";
    pub const RESET_SERVER: &str = "Where is your account?";
    pub const CONTACT: &str = "How can you be reached?";
    pub const RESET_CONTACT: &str = "How shall we reach you?";
    pub const COUNTRY: &str = "Which country is the number from?";
    pub const NUMBER: &str = "What is your phone number?";
    pub const ADDRESS: &str = "What is your email address?";
    pub const ACCOUNT: &str = "Choose your name and password";
    pub const REVIEW: &str = "Everything right?";
    pub const CODE: &str = "Enter the code we texted to";
    pub const LINK: &str = "Open the link in your mail";
    pub const NEW_PASSWORD: &str = "Choose a new password";
    pub const DONE: &str = "Your account is ready";
    pub const RESET_DONE: &str = "Your new password works";
}

/// Choices, as far as is needed to tell them apart on their page.
pub mod choice {
    pub const SIGN_UP: &str = "Create an account";
    pub const RESET: &str = "Reset a forgotten password";
    pub const EMAIL: &str = "Email";
    pub const PHONE: &str = "Phone";
    pub const NO_CONTACT: &str = "Without";
    pub const COUNTRY: &str = "United States";
    pub const SEND_CODE: &str = "Send the code";
    pub const SEND_MAIL: &str = "Send the mail";
    pub const CREATE: &str = "Create the account";
    pub const KEEP_SESSIONS: &str = "Stay signed in";
}

/// Stands before the chosen one of several choices.
pub const CHOSEN: &str = "▸";
/// Stands before what was checked and found good.
pub const GOOD: &str = "✓";
