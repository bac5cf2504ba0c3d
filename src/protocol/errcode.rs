//! The error codes of the Matrix API, in one table.

use std::fmt;

names! {
    /// `errcode` of an error answer (client-server API, "Standard error response"). Codes that
    /// only some servers send are here too.
    ErrCode;
    /// Too many requests. The status 429 says so too, and more reliably.
    LimitExceeded = "M_LIMIT_EXCEEDED",
    /// Refused; its meaning depends on the endpoint and on what is held.
    Forbidden = "M_FORBIDDEN",
    /// In a 3PID stage: not validated yet. In a token or captcha stage: wrong.
    Unauthorized = "M_UNAUTHORIZED",
    /// In a 3PID stage: not validated yet.
    ThreepidAuthFailed = "M_THREEPID_AUTH_FAILED",
    /// Not validated yet, in the words of an identity server.
    SessionNotValidated = "M_SESSION_NOT_VALIDATED",
    /// The address has an account.
    ThreepidInUse = "M_THREEPID_IN_USE",
    /// No account has the address.
    ThreepidNotFound = "M_THREEPID_NOT_FOUND",
    /// The server's policy does not take the address.
    ThreepidDenied = "M_THREEPID_DENIED",
    /// No mail, or no text messages, on this server.
    ThreepidMediumNotSupported = "M_THREEPID_MEDIUM_NOT_SUPPORTED",
    /// The server needs an identity server, and does not trust the named one.
    ServerNotTrusted = "M_SERVER_NOT_TRUSTED",
    /// A wrong code (v1.18).
    TokenIncorrect = "M_TOKEN_INCORRECT",
    /// From a `submit_url` a wrong code; elsewhere a lost validation session.
    NoValidSession = "M_NO_VALID_SESSION",
    /// The validation session is too old (v1.18).
    SessionExpired = "M_SESSION_EXPIRED",
    InvalidParam = "M_INVALID_PARAM",
    /// A malformed email address, in the words of an identity server.
    InvalidEmail = "M_INVALID_EMAIL",
    /// A malformed address, in the words of an identity server.
    InvalidAddress = "M_INVALID_ADDRESS",
    /// A malformed number, in the words of an identity server.
    InvalidPhoneNumber = "M_INVALID_PHONE_NUMBER",
    /// The mail could not be sent.
    EmailSendError = "M_EMAIL_SEND_ERROR",
    /// The message could not be sent.
    SendError = "M_SEND_ERROR",
    /// No text messages to that country.
    DestinationRejected = "M_DESTINATION_REJECTED",
    /// The user name is taken.
    UserInUse = "M_USER_IN_USE",
    /// The user name is not allowed.
    InvalidUsername = "M_INVALID_USERNAME",
    /// The user name is reserved for a bridge.
    Exclusive = "M_EXCLUSIVE",
    WeakPassword = "M_WEAK_PASSWORD",
    PasswordTooShort = "M_PASSWORD_TOO_SHORT",
    PasswordNoDigit = "M_PASSWORD_NO_DIGIT",
    PasswordNoSymbol = "M_PASSWORD_NO_SYMBOL",
    PasswordNoUppercase = "M_PASSWORD_NO_UPPERCASE",
    PasswordNoLowercase = "M_PASSWORD_NO_LOWERCASE",
    /// The password is in a list of common ones.
    PasswordInDictionary = "M_PASSWORD_IN_DICTIONARY",
    Unrecognized = "M_UNRECOGNIZED",
    NotFound = "M_NOT_FOUND",
    /// The endpoint wants a login.
    MissingToken = "M_MISSING_TOKEN",
    UnknownToken = "M_UNKNOWN_TOKEN",
    ResourceLimitExceeded = "M_RESOURCE_LIMIT_EXCEEDED",
    /// The server has its greatest number of users (v1.18).
    UserLimitExceeded = "M_USER_LIMIT_EXCEEDED",
    UserDeactivated = "M_USER_DEACTIVATED",
    UserLocked = "M_USER_LOCKED",
    UserSuspended = "M_USER_SUSPENDED",
    /// The account was made, and waits for an administrator (MSC3866).
    AwaitingApproval = "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL",
    CaptchaNeeded = "M_CAPTCHA_NEEDED",
    CaptchaInvalid = "M_CAPTCHA_INVALID",
    /// The terms of an identity server were not agreed to.
    TermsNotSigned = "M_TERMS_NOT_SIGNED",
    /// The body has the wrong shape.
    BadJson = "M_BAD_JSON",
    NotJson = "M_NOT_JSON",
    MissingParam = "M_MISSING_PARAM",
    /// The same, misspelt by some servers.
    MissingParams = "M_MISSING_PARAMS",
    TooLarge = "M_TOO_LARGE",
    /// Guests may not do this.
    GuestAccessForbidden = "M_GUEST_ACCESS_FORBIDDEN",
    /// Nothing more is known; the status decides.
    Unknown = "M_UNKNOWN",
}

impl ErrCode {
    /// The code, if it looks like one: at most 64 letters, digits and signs. A server can put any text in
    /// its place.
    pub fn name(&self) -> Option<&str> {
        const LONGEST: usize = 64;
        let code = self.as_str();
        let is_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-');
        (code.len() <= LONGEST && code.bytes().all(is_name)).then_some(code)
    }
}

/// As it is; in quotation marks what is no code by its looks.
impl fmt::Display for ErrCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "“{}”", self.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_as_itself() {
        for code in ErrCode::ALL {
            assert_eq!(&ErrCode::parse(code.as_str()), code);
        }
    }

    #[test]
    fn an_unknown_code_is_kept_but_cleaned() {
        let code = ErrCode::parse("ORG.EXAMPLE_\u{1b}[2JNEW");
        assert_eq!(code.as_str(), "ORG.EXAMPLE_ [2JNEW");
    }

    #[test]
    fn what_is_no_code_by_its_looks_is_quoted() {
        let shown = |code: &str| ErrCode::parse(code).to_string();
        assert_eq!(shown("ORG.EXAMPLE_NEW"), "ORG.EXAMPLE_NEW");
        assert_eq!(shown("invalid_client"), "invalid_client");
        assert_eq!(shown("Press Enter"), "“Press Enter”");
        assert_eq!(ErrCode::parse(&"A".repeat(65)).name(), None);
    }
}
