//! A cleaned text read as calling code and national number, in the way of Google's libphonenumber, which homeservers
//! and identity servers use: what is shown before sending is then what the server will text.
//!
//! The phone number library's own parser departs from it: it cuts the calling code off numbers that merely begin with
//! it, strips trunk prefixes twice, and reads `+…` numbers by the rules of the country they are dialled from. So its
//! tables are used and its parser is not.

use std::sync::Arc;

use super::metadata::{Length, Plan};

/// No national number has more digits, and no text can be one that has many more.
const LONGEST_NATIONAL: usize = 17;
const LONGEST_TEXT: usize = 40;

#[derive(Debug)]
pub(super) struct Reading {
    /// The plan that stands for the calling code.
    pub(super) plan: Arc<Plan>,
    /// The national significant number, as it follows the calling code.
    pub(super) national: String,
    /// Those of its digits that count: a trunk prefix does not, even in a number too short to be sure of it.
    pub(super) begun: String,
}

#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) enum Unreadable {
    /// No country has this calling code, or it is not complete yet.
    CallingCode,
    /// Fewer than two digits after the calling code.
    TooShort,
    TooLong,
}

/// Reads a cleaned text as dialled from `home`.
pub(super) fn read(home: &Arc<Plan>, text: &str) -> Result<Reading, Unreadable> {
    if text.len() > LONGEST_TEXT {
        return Err(Unreadable::TooLong);
    }
    let (plan, national) = match text.strip_prefix('+') {
        Some(digits) => match abroad(digits) {
            // "+0049…": an exit code after the plus.
            Err(Unreadable::CallingCode) => home
                .after_exit(digits)
                .ok_or(Unreadable::CallingCode)
                .and_then(abroad)?,
            read => read?,
        },
        None => match home.after_exit(text) {
            Some(digits) => abroad(digits)?,
            None => at_home(home, text),
        },
    };
    let reading = significant(plan, national);
    match reading.national.len() {
        0 | 1 => Err(Unreadable::TooShort),
        ..=LONGEST_NATIONAL => Ok(reading),
        _ => Err(Unreadable::TooLong),
    }
}

/// The digits after a calling code, or those dialled at home without one, as a national significant number.
pub(super) fn significant(plan: Arc<Plan>, national: String) -> Reading {
    let stripped = plan.without_trunk(&national);
    let begun = stripped.clone().unwrap_or_else(|| national.clone());
    let whole = |number: &String| matches!(plan.length(number), Length::Possible | Length::TooLong);
    let national = stripped
        .filter(|_| national.len() > 1)
        .filter(whole)
        .unwrap_or(national);
    Reading {
        // The home region says what its prefixes are; what the number then is, the plan behind the calling code.
        plan: Plan::of_calling_code(plan.dial()).unwrap_or(plan),
        national,
        begun,
    }
}

/// The plan of the calling code that digits begin with, and the digits after it.
fn abroad(digits: &str) -> Result<(Arc<Plan>, String), Unreadable> {
    if digits.starts_with('0') {
        return Err(Unreadable::CallingCode);
    }
    (1..=digits.len().min(3))
        .find_map(|length| {
            let (dial, national) = digits.split_at_checked(length)?;
            Some((
                Plan::of_calling_code(dial.parse().ok()?)?,
                national.to_owned(),
            ))
        })
        .ok_or(Unreadable::CallingCode)
}

/// The national number of a text without `+`. It may still begin with the home country's calling code: that is
/// dropped only if the number makes sense without it and not with it.
pub(super) fn at_home(home: &Arc<Plan>, text: &str) -> (Arc<Plan>, String) {
    let dial = home.dial();
    if let Some(rest) = text.strip_prefix(&dial.to_string()) {
        let without = home.without_trunk(rest).unwrap_or_else(|| rest.to_owned());
        let wrong = !home.is_viable(text) && home.is_viable(&without);
        if wrong || home.length(text) == Length::TooLong {
            return (
                Plan::of_calling_code(dial).unwrap_or_else(|| home.clone()),
                without,
            );
        }
    }
    (home.clone(), text.to_owned())
}
