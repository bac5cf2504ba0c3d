//! Codes that arrive by text message or mail: the form that is sent to the server, and the code in a whole message.

use super::Typed;

/// The lengths of code that [`code_in`] looks for.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=8;

/// A code in the form that is sent: one of digits loses its spaces and hyphens, and digits of other scripts become
/// ASCII; any other code stays as it was typed.
#[must_use]
pub fn tidy_code(text: &str) -> Typed {
    let separates = |c: char| c.is_whitespace() || is_hyphen(c);
    let digits = || text.chars().filter_map(ascii_digit);
    let other = text
        .chars()
        .any(|c| ascii_digit(c).is_none() && !separates(c));
    if other || digits().next().is_none() {
        return text.into();
    }
    // Never outgrown, so no copy of the code is left behind.
    let mut code = String::with_capacity(text.len());
    code.extend(digits());
    code.into()
}

/// The code in a whole message that was pasted: its one run of 4 to 8 digits, whether grouped as `123-456` or not, and
/// however often it is repeated. `None` if there is no such run, or if two differ: then it is unclear which
/// one counts.
///
/// Digits inside a word, phone numbers, dates, times and amounts are no codes; `G-123456` and `#123456` are.
#[must_use]
pub fn code_in(text: &str) -> Option<Typed> {
    let whole = tidy_code(text);
    if is_code(&whole) {
        return Some(whole);
    }
    let mut codes = text.lines().flat_map(codes_of);
    let code = codes.next()?;
    codes.all(|other| other == code).then_some(code)
}

/// The codes on one line of a message.
fn codes_of(line: &str) -> Vec<Typed> {
    let mut codes = Vec::new();
    // Words of digits that follow each other: one number, written in groups.
    let mut groups: Vec<&str> = Vec::new();
    for word in line.split(|c: char| !is_of_word(c)) {
        let bare = word.trim_matches(|c| is_hyphen(c) || matches!(c, '.' | ',' | ':' | '/'));
        let number = is_digits(bare.strip_prefix('+').unwrap_or(bare));
        if number {
            groups.push(bare);
        }
        if !number || !word.ends_with(bare) {
            codes.extend(grouped(&groups));
            groups.clear();
        }
        if !number {
            codes.extend(hyphenated(bare));
        }
    }
    codes.extend(grouped(&groups));
    codes
}

/// The codes in words of digits that follow each other. More than two, or a plus sign, make a phone number.
fn grouped(groups: &[&str]) -> Vec<Typed> {
    match groups {
        [first, ..] if first.starts_with('+') => Vec::new(),
        [first, second] if are_halves(first, second) => vec![joined(first, second)],
        [_] | [_, _] => groups
            .iter()
            .map(|group| tidy_code(group))
            .filter(is_code)
            .collect(),
        _ => Vec::new(),
    }
}

/// The code in a word with one hyphen: two halves, or letters before the digits.
fn hyphenated(word: &str) -> Option<Typed> {
    let (first, second) = word.split_once(is_hyphen)?;
    let code = if are_halves(first, second) {
        joined(first, second)
    } else if is_digits(second) && first.chars().all(char::is_alphabetic) {
        tidy_code(second)
    } else {
        return None;
    };
    is_code(&code).then_some(code)
}

/// Whether two groups of digits are the halves that codes of six and eight digits are written in.
fn are_halves(first: &str, second: &str) -> bool {
    let lengths = (first.chars().count(), second.chars().count());
    is_digits(first) && is_digits(second) && matches!(lengths, (3, 3) | (4, 4))
}

fn joined(first: &str, second: &str) -> Typed {
    tidy_code(Typed::from([first, second].concat()).as_str())
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| ascii_digit(c).is_some())
}

fn is_code(code: &Typed) -> bool {
    let code = code.as_str();
    LENGTHS.contains(&code.len()) && is_digits(code)
}

/// Characters that a code next to them would be part of: digits, letters of scripts that put spaces between words
/// (those with two cases), and what joins them to a date, a time, an amount, an address.
fn is_of_word(c: char) -> bool {
    let joint = matches!(
        c,
        '+' | '.' | ':' | '/' | ',' | '_' | '=' | '&' | '?' | '@' | '%'
    );
    joint || is_hyphen(c) || ascii_digit(c).is_some() || c.is_lowercase() || c.is_uppercase()
}

fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// The ASCII digit for a decimal digit that keyboards and messages in use produce: full-width, Arabic, Persian,
/// Devanagari and Bengali ones.
fn ascii_digit(c: char) -> Option<char> {
    const ZEROS: [char; 6] = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}'];
    ZEROS.iter().find_map(|zero| {
        let value = u32::from(c).checked_sub(u32::from(*zero))?;
        char::from_digit(value, 10)
    })
}
