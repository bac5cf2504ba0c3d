//! Whether a number has too few digits or too many, by what numbers that begin like it have.

use super::metadata::{Kind, Plan};

/// The use of a number, in any region behind its calling code.
pub(super) fn kind(plan: &Plan, national: &str) -> Option<Kind> {
    Plan::of_number(plan.dial(), national)?.kind(national)
}

/// How many digits more make a number of one that has been begun; `None` if nothing is known to begin like it.
pub(super) fn missing(plan: &Plan, begun: &str) -> Option<u8> {
    let longer = |length: &usize| *length > begun.len();
    let is_number = |length: &usize| kind(plan, &filled_up(plan, begun, *length)).is_some();
    let next = plan.lengths().filter(longer).find(is_number)?;
    u8::try_from(next - begun.len()).ok()
}

/// How many digits more make a number that is as long as a mobile one, or as any if no mobile number is longer.
pub(super) fn missing_to_next_length(plan: &Plan, begun: &str) -> Option<u8> {
    let longer = |length: &usize| *length > begun.len();
    let mobile = plan.mobile_lengths().filter(longer).min();
    let next = mobile.or_else(|| plan.lengths().find(longer))?;
    u8::try_from(next - begun.len()).ok()
}

/// Whether what is no number would be one if it had fewer digits, and not if it had more.
pub(super) fn is_too_long(plan: &Plan, begun: &str) -> bool {
    let mut shorter = plan.lengths().filter(|length| *length < begun.len());
    let is_number = |length| kind(plan, &begun[..length]).is_some();
    kind(plan, begun).is_none() && missing(plan, begun).is_none() && shorter.any(is_number)
}

pub(super) fn is_short(plan: &Plan, begun: &str) -> bool {
    let shortest = plan.mobile_lengths().min();
    shortest.is_some_and(|shortest| begun.len() < shortest)
}

/// What has been begun with as many digits as it takes, those of the example at their places.
fn filled_up(plan: &Plan, begun: &str, length: usize) -> String {
    let example = plan.mobile_example().get(begun.len()..).unwrap_or_default();
    let mut number = [begun, example].concat();
    number.truncate(length);
    format!("{number:0<length$}")
}
