//! The moods of a homeserver, as data.
//!
//! Options are Synapse's own, laid over the base of [`super::config`] by the rules of JSON merge patch
//! (RFC 7396): members replace, `null` takes away.

use serde_json::Value;

/// One mood of the homeserver.
pub struct Variant {
    /// Names its folder and its logs.
    pub name: &'static str,
    /// The way of its text messages.
    pub texts: Texts,
    /// The changes of its configuration to the base: a JSON object.
    pub options: &'static str,
}

/// The way of a homeserver's text messages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// It has nobody to send them, and so takes no phone numbers.
    None,
    /// A Sydent hands them to the SMS gateway.
    Delivered,
    /// A Sydent would, but nothing answers where its gateway should be.
    GatewayDown,
}

/// Anybody may sign up: by email, by phone, by both or by neither.
pub const OPEN: Variant = Variant {
    name: "open",
    texts: Texts::Delivered,
    options: "{}",
};

/// An email address is required, and there are no text messages.
pub const EMAIL_REQUIRED: Variant = Variant {
    name: "email-required",
    texts: Texts::None,
    options: r#"{
        "registrations_require_3pid": ["email"],
        "enable_registration_without_verification": false
    }"#,
};

/// A phone number is required, and there are no mails.
pub const PHONE_REQUIRED: Variant = Variant {
    name: "phone-required",
    texts: Texts::Delivered,
    options: r#"{
        "registrations_require_3pid": ["msisdn"],
        "enable_registration_without_verification": false,
        "email": null
    }"#,
};

/// A phone number and an email address are required.
pub const BOTH_REQUIRED: Variant = Variant {
    name: "both-required",
    texts: Texts::Delivered,
    options: r#"{
        "registrations_require_3pid": ["email", "msisdn"],
        "enable_registration_without_verification": false
    }"#,
};

/// A registration token is required.
pub const BY_INVITATION: Variant = Variant {
    name: "by-invitation",
    texts: Texts::None,
    options: r#"{"registration_requires_token": true}"#,
};

/// Agreement to the terms is required.
pub const TERMS: Variant = Variant {
    name: "terms",
    texts: Texts::None,
    options: r#"{
        "user_consent": {
            "template_dir": "consent", "version": "1.0",
            "require_at_registration": true, "policy_name": "House rules"
        }
    }"#,
};

/// A captcha is required; what stands in for Google takes [`super::sinks::PASSED`] for a user's answer.
pub const CAPTCHA: Variant = Variant {
    name: "captcha",
    texts: Texts::None,
    options: r#"{
        "enable_registration_captcha": true,
        "recaptcha_public_key": "public", "recaptcha_private_key": "private"
    }"#,
};

/// Nearly everything is required: a registration token, a captcha, agreement to the terms and an email address.
pub const GUARDED: Variant = Variant {
    name: "guarded",
    texts: Texts::None,
    options: r#"{
        "registration_requires_token": true,
        "registrations_require_3pid": ["email"],
        "enable_registration_without_verification": false,
        "enable_registration_captcha": true,
        "recaptcha_public_key": "public", "recaptcha_private_key": "private",
        "user_consent": {
            "template_dir": "consent", "version": "1.0",
            "require_at_registration": true, "policy_name": "House rules"
        }
    }"#,
};

/// Passwords have rules, each of those that Synapse knows.
pub const PASSWORD_RULES: Variant = Variant {
    name: "password-rules",
    texts: Texts::None,
    options: r#"{
        "password_config": {"policy": {
            "enabled": true, "minimum_length": 12, "require_digit": true, "require_symbol": true,
            "require_lowercase": true, "require_uppercase": true
        }}
    }"#,
};

/// Nobody logs in with a password.
pub const NO_PASSWORD_LOGIN: Variant = Variant {
    name: "no-password-login",
    texts: Texts::None,
    options: r#"{"password_config": {"enabled": false}}"#,
};

/// Says nothing of which addresses it knows.
pub const DISCREET: Variant = Variant {
    name: "discreet",
    texts: Texts::None,
    options: r#"{"request_token_inhibit_3pid_errors": true}"#,
};

/// Sends a message every eight seconds at most.
pub const FEW_MESSAGES: Variant = Variant {
    name: "few-messages",
    texts: Texts::None,
    options: r#"{"rc_3pid_validation": {"per_second": 0.125, "burst_count": 1}}"#,
};

/// Takes a sign-up every eight seconds at most.
pub const FEW_SIGN_UPS: Variant = Variant {
    name: "few-sign-ups",
    texts: Texts::None,
    options: r#"{"rc_registration": {"per_second": 0.125, "burst_count": 1}}"#,
};

/// Nobody may sign up, and nothing is sent by email.
pub const CLOSED: Variant = Variant {
    name: "closed",
    texts: Texts::None,
    options: r#"{
        "enable_registration": false,
        "enable_registration_without_verification": false,
        "email": null
    }"#,
};

/// Anybody may sign up, and nothing is sent by email or as a text.
pub const NO_MAIL: Variant = Variant {
    name: "no-mail",
    texts: Texts::None,
    options: r#"{"email": null}"#,
};

/// The mail server and the SMS gateway are down.
pub const SENDERS_DOWN: Variant = Variant {
    name: "senders-down",
    texts: Texts::GatewayDown,
    options: r#"{"email": {"smtp_port": 1}}"#,
};

/// The links in its mails work for four seconds.
pub const HASTY: Variant = Variant {
    name: "hasty",
    texts: Texts::None,
    options: r#"{"email": {"validation_token_lifetime": "4s"}}"#,
};

/// Accounts are handed to the Matrix Authentication Service. None is there: [`super::front`] stands for it.
pub const HANDED_TO_MAS: Variant = Variant {
    name: "handed-to-mas",
    texts: Texts::None,
    options: r#"{
        "enable_registration": null,
        "enable_registration_without_verification": null,
        "enable_3pid_changes": null,
        "password_config": {"enabled": false},
        "matrix_authentication_service": {
            "enabled": true, "endpoint": "http://127.0.0.1:1/", "secret": "shared"
        }
    }"#,
};

/// Lays `patch` over `target`.
pub fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(members) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let target = target.as_object_mut().expect("made an object above");
    for (name, value) in members {
        if value.is_null() {
            target.remove(name);
        } else {
            merge(target.entry(name).or_insert(Value::Null), value);
        }
    }
}
