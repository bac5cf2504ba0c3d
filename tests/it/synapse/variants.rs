//! The moods of a homeserver, as data.
//!
//! Options are Synapse's own, laid over the base of [`super::config`] by the rules of JSON merge patch
//! (RFC 7396): members replace, `null` takes away.

use serde_json::Value;

/// One mood of the homeserver.
pub struct Variant {
    /// Names its folder and its logs.
    pub name: &'static str,
    /// What its configuration changes in the base: a JSON object.
    pub options: &'static str,
}

/// Anybody may sign up: by email, by phone, by both or by neither.
pub const OPEN: Variant = Variant {
    name: "open",
    options: "{}",
};

/// Everything is required: a registration token, agreement to the terms, an email address, a phone number and a
/// good password.
pub const STRICT: Variant = Variant {
    name: "strict",
    options: r#"{
        "registration_requires_token": true,
        "registrations_require_3pid": ["email", "msisdn"],
        "enable_registration_without_verification": false,
        "user_consent": {
            "template_dir": "consent", "version": "1.0",
            "require_at_registration": true, "policy_name": "House rules"
        },
        "password_config": {"policy": {"enabled": true, "minimum_length": 12, "require_digit": true}}
    }"#,
};

/// Says nothing of which addresses it knows, and sends a message every eight seconds at most.
pub const SILENT: Variant = Variant {
    name: "silent",
    options: r#"{
        "request_token_inhibit_3pid_errors": true,
        "rc_3pid_validation": {"per_second": 0.125, "burst_count": 1}
    }"#,
};

/// Nobody may sign up, and nothing is sent by email.
pub const CLOSED: Variant = Variant {
    name: "closed",
    options: r#"{
        "enable_registration": false,
        "enable_registration_without_verification": false,
        "email": null
    }"#,
};

/// The mail server is down.
pub const MAIL_DOWN: Variant = Variant {
    name: "mail-down",
    options: r#"{"email": {"smtp_port": 1}}"#,
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
