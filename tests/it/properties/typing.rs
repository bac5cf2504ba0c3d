//! A user's texts.

use mxid::wizard::FieldId;

use super::chance::Chance;

/// The keys that lead on in a field.
pub fn sensible(field: FieldId, chance: &mut Chance) -> &'static str {
    let texts: &[&str] = match field {
        FieldId::Server => &["example.org", "example.net", "https://matrix.example.org"],
        FieldId::Country => &["United States", "germany", "UK"],
        FieldId::Number => &["201 555 0123", "+44 7700 900123", "+1 201 555 0124"],
        FieldId::Email => &["robin@example.net", "robin@example.com", "robin@gmial.com"],
        FieldId::Username => &["robin", "robin2"],
        FieldId::Password | FieldId::PasswordAgain => &["correct horse battery"],
        FieldId::Token => &["let-me-in"],
        FieldId::SignInName => &["robin", "@robin:example.org", "robin@example.com"],
        FieldId::SignInPassword => &["my old password"],
        FieldId::Code => &["417930", "12-34-56", "abc"],
    };
    chance.of::<&str>(texts)
}

/// The keys that lead on, or that nobody expects.
pub fn typed(field: FieldId, chance: &mut Chance) -> &'static str {
    if chance.below(3) > 0 {
        return sensible(field, chance);
    }
    let texts: &[&str] = &[
        "",
        " ",
        "x",
        "@",
        "a@b",
        "https://",
        "example.0x1",
        "+",
        "+999",
        "\u{1b}[2J\u{202e}\u{200b}",
        "👩‍👩‍👧‍👦é",
        "12345678901234567890",
        "ßßßßßßßß",
    ];
    chance.of::<&str>(texts)
}
