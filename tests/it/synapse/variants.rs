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

/// An email address, agreement to the terms and a good password are required.
pub const STRICT: Variant = Variant {
    name: "strict",
    options: r#"{
        "registrations_require_3pid": ["email"],
        "enable_registration_without_verification": false,
        "user_consent": {
            "template_dir": "consent", "version": "1.0",
            "require_at_registration": true, "policy_name": "House rules"
        },
        "password_config": {"policy": {"enabled": true, "minimum_length": 12, "require_digit": true}}
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
