//! A typed phone number without its decoration.

use std::ops::RangeInclusive;

/// Code points of the zeros of Unicode's decimal digits (general category Nd); each is followed by its one to nine.
#[rustfmt::skip]
const ZEROS: [u32; 76] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,
    0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066,
    0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0,
    0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0,
    0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];

/// Why a text is no phone number, whatever the country.
#[derive(Copy, Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CleanError {
    #[error("a phone number has no letters")]
    Letter,
    /// It ends in an extension (`ext. 12`, `x12`, `;ext=12`, `,12`): a text cannot be sent to one.
    #[error("a text message cannot be sent to an extension")]
    Extension,
    /// It holds `*`, `#` or another sign that no phone number has.
    #[error("a phone number has no {0:?}")]
    Sign(char),
    #[error("a plus belongs at the beginning")]
    Plus,
    #[error("a phone number has no control characters")]
    Control,
}

/// The digits of the typed text, in ASCII, after one `+` if there was one. Empty when nothing but decoration was typed.
///
/// Decimal digits of any script are taken. Spaces, hyphens, points, slashes, round brackets, invisible characters and a
/// `tel:` in front are dropped. Nothing is dropped for its meaning: a trunk or an international prefix stays.
///
/// # Errors
/// Anything else is refused, never passed over: a letter that is dropped changes the number.
pub fn clean(typed: &str) -> Result<String, CleanError> {
    let number = without_scheme(typed);
    let mut cleaned = String::with_capacity(number.len());
    for (at, c) in number.char_indices() {
        if let Some(digit) = digit(c) {
            cleaned.push(digit);
        } else if is_plus(c) {
            if !cleaned.is_empty() {
                return Err(CleanError::Plus);
            }
            cleaned.push('+');
        } else if !is_decoration(c) {
            return Err(refusal(c, &number[at..], &cleaned));
        }
    }
    Ok(cleaned)
}

/// How many digits the number has that [`pasted`] looks for among words: as few as a whole number has somewhere, and as
/// many as any has (E.164).
const WHOLE: RangeInclusive<usize> = 7..=15;

/// Whether a cleaned text has as many digits as a whole number.
pub(in crate::domain) fn is_whole(cleaned: &str) -> bool {
    WHOLE.contains(&cleaned.trim_start_matches('+').len())
}

/// A pasted text without decoration: all of it, or the number in it where the rest is words. A text that is no number
/// and has none comes back as it is, so that it is seen what was pasted.
pub fn pasted(text: &str) -> String {
    let number = number_in(text).unwrap_or(text);
    clean(number).unwrap_or_else(|_| text.to_owned())
}

/// The number in a text, from its first digit to its last. `None` if there are several, or if digits hang together
/// with a word or a sign: then the right one is unknown.
fn number_in(text: &str) -> Option<&str> {
    let start = text.find(|c| is_plus(c) || digit(c).is_some())?;
    let last = text.rfind(|c| digit(c).is_some())?;
    let end = last + text[last..].chars().next()?.len_utf8();
    let number = text.get(start..end)?;
    let cleaned = clean(number).ok()?;
    // Scripts without case have no spaces between their words.
    let hangs = |c: char| c.is_lowercase() || c.is_uppercase() || "*#@_".contains(c);
    let is_apart = !text[..start].ends_with(hangs) && !text[end..].starts_with(hangs);
    (is_apart && is_whole(&cleaned)).then_some(number)
}

/// A typed text without decoration, with everything else left in its place: characters that [`clean`] refuses are still
/// there.
pub fn undecorated(typed: &str) -> String {
    let number = without_scheme(typed);
    let kept = number.chars().filter(|c| !is_decoration(*c));
    let plain = |c| match c {
        c if is_plus(c) => '+',
        c => digit(c).unwrap_or(c),
    };
    kept.map(plain).collect()
}

/// A text without white space and a `tel:` in front.
fn without_scheme(typed: &str) -> &str {
    let typed =
        typed.trim_start_matches(|c: char| c.is_whitespace() && !c.is_control() || is_invisible(c));
    match typed.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("tel:") => &typed[4..],
        _ => typed,
    }
}

fn refusal(c: char, rest: &str, before: &str) -> CleanError {
    let rest = rest.to_lowercase();
    let extension = ["ext", "x", ";", ","]
        .iter()
        .any(|mark| rest.starts_with(mark));
    match c {
        _ if c.is_control() => CleanError::Control,
        _ if extension && before.len() > 3 => CleanError::Extension,
        _ if c.is_alphabetic() => CleanError::Letter,
        _ => CleanError::Sign(c),
    }
}

fn is_plus(c: char) -> bool {
    matches!(c, '+' | '\u{ff0b}')
}

/// The ASCII digit of a decimal digit of any script.
fn digit(c: char) -> Option<char> {
    let code = u32::from(c);
    let run = ZEROS.partition_point(|&zero| zero <= code).checked_sub(1)?;
    char::from_digit(code - ZEROS[run], 10)
}

fn is_decoration(c: char) -> bool {
    let space = c.is_whitespace() && !c.is_control();
    let hyphen = matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}');
    let other = matches!(
        c,
        '.' | '/' | '(' | ')' | '\u{ff0e}' | '\u{ff0f}' | '\u{ff08}' | '\u{ff09}'
    );
    space || hyphen || other || is_invisible(c)
}

/// Characters without width, which come along when a number is copied from a page or an address book.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_is_dropped_and_digits_of_any_script_are_read() {
        for (typed, cleaned) in [
            ("", ""),
            (" - ", ""),
            ("+", "+"),
            ("07700 900123", "07700900123"),
            ("+44 (0)7700/900-123", "+4407700900123"),
            ("(+44) 7700.900.123", "+447700900123"),
            ("tel:+1-201-555-0123", "+12015550123"),
            (" TEL:201 555 0123", "2015550123"),
            (
                "\u{202a}+1\u{a0}201\u{2011}555\u{200b}0123\u{202c}",
                "+12015550123",
            ),
            ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
            ("＋４４ ７７００", "+447700"),
            ("𝟎𝟗", "09"),
        ] {
            assert_eq!(clean(typed).as_deref(), Ok(cleaned), "{typed:?}");
        }
    }

    #[test]
    fn what_could_change_the_number_is_refused() {
        for (typed, error) in [
            ("1-800-FLOWERS", CleanError::Letter),
            ("robin", CleanError::Letter),
            ("x12", CleanError::Letter),
            ("201 555 0123 ext. 4", CleanError::Extension),
            ("2015550123x4", CleanError::Extension),
            ("tel:+12015550123;ext=4", CleanError::Extension),
            ("2015550123,,4", CleanError::Extension),
            ("*100#", CleanError::Sign('*')),
            ("5550123#", CleanError::Sign('#')),
            ("+44+7700", CleanError::Plus),
            ("44+", CleanError::Plus),
            ("0770\n0900123", CleanError::Control),
            ("\t07700", CleanError::Control),
            ("07700\u{1b}[A", CleanError::Control),
            ("²", CleanError::Sign('²')),
        ] {
            assert_eq!(clean(typed), Err(error), "{typed:?}");
        }
    }

    #[test]
    fn a_pasted_text_gives_the_number_among_its_words() {
        for (text, number) in [
            ("My number is 0151 23456789, call me", "015123456789"),
            ("Robin Lee (0151) 234-56789", "015123456789"),
            (
                "WhatsApp: \u{202a}+49 (0) 151 23456789\u{202c}.",
                "+49015123456789",
            ),
            ("Tel.: +44 7700/900123\n", "+447700900123"),
            ("https://wa.me/447700900123", "447700900123"),
            ("電話は07700-900123です", "07700900123"),
            ("07700 900123", "07700900123"),
            ("+49", "+49"),
        ] {
            assert_eq!(pasted(text), number, "{text:?}");
        }
        for text in [
            // Too many or too few digits, or other digits beside them.
            "call 0151",
            "1234 5678 9012 3456 is my card",
            "07700 900123 or 07700 900124",
            "07700 900123 ext. 4",
            "call 07700 900123 at 5",
            // Digits that belong to a word or a sign.
            "1-800-FLOWERS",
            "robin07700900123",
            "07700900123@example.org",
            "#07700900123",
            "call +44+7700900123",
        ] {
            assert_eq!(pasted(text), text);
        }
    }

    #[test]
    fn every_run_of_digits_is_ten_numeric_characters() {
        assert!(ZEROS.is_sorted());
        let all = regex::Regex::new(r"^\p{Nd}$").unwrap();
        let known = (0..=0x10_ffff)
            .filter_map(char::from_u32)
            .filter(|&c| all.is_match(c.encode_utf8(&mut [0; 4])));
        let mut count = 0;
        for c in known {
            count += 1;
            assert!(digit(c).is_some(), "{:x}", u32::from(c));
        }
        assert_eq!(count, ZEROS.len() * 10);
    }
}
