//! Codes as they are typed, and as whole messages bring them.

use mxid::field::code::{code_in, tidy_code};

#[test]
fn a_code_of_digits_loses_spaces_and_hyphens() {
    for (typed, sent) in [
        ("417203", "417203"),
        (" 417 203 ", "417203"),
        ("417-203", "417203"),
        ("417\u{2011}203", "417203"),
        ("4\u{a0}1\u{a0}7", "417"),
        ("４１７２０３", "417203"),
        ("٤١٧٢٠٣", "417203"),
    ] {
        assert_eq!(tidy_code(typed).as_str(), sent, "{typed:?}");
    }
}

#[test]
fn any_other_code_stays_as_typed() {
    for typed in ["", " ", "-", "AB-12 CD", "abc", "12a", "G-123456", "12.34"] {
        assert_eq!(tidy_code(typed).as_str(), typed);
    }
}

#[test]
fn a_whole_message_gives_its_code() {
    for message in [
        "417203",
        "417 203",
        "Your code is 417203.",
        "417-203 is your example.org code",
        "Code: 417 203. It is valid for 10 minutes.",
        "417203 is your code. Don't share it.\n\n@example.org #417203",
        "G-417203 is your verification code.",
        "<#> 417203 (example.org)",
        "[Matrix] Validation code: 417203\nSent 2026-01-02 at 12:30 to +1 201-555-0123",
        "Asked for by +12015550123: 417203",
        "Your code（４１７２０３）",
        "验证码：417203，请勿泄露。",
        "您的验证码是417203请勿泄露",
        "Le code 417203 expire dans 5 min, https://example.org/123456",
    ] {
        let code = code_in(message);
        assert_eq!(
            code.as_ref().map(|code| code.as_str()),
            Some("417203"),
            "{message}"
        );
    }
    assert_eq!(
        code_in("pin 1234").as_ref().map(|code| code.as_str()),
        Some("1234")
    );
    assert_eq!(
        code_in("1234-5678 it is")
            .as_ref()
            .map(|code| code.as_str()),
        Some("12345678")
    );
}

#[test]
fn a_message_without_one_clear_code_gives_none() {
    for message in [
        "",
        "no digits here",
        "123 is too short",
        "123456789 is too long",
        "either 417203 or 417204",
        "call +1 201-555-0123",
        "call +1 201 555 0123",
        "on 2026-01-02 at 12:30",
        "it costs 1234.50",
        "https://example.org/123456",
        "token abc123456",
        "123 456 789",
    ] {
        assert_eq!(code_in(message), None, "{message}");
    }
}
