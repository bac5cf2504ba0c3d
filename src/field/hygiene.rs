//! The characters that a one-line field accepts, and those that it leaves out.

use std::borrow::Cow;

use super::Typed;

/// A pasted text as an open (not secret) one-line field takes it.
///
/// Loses control characters, line ends, bidirectional controls and every other character that is invisible by
/// definition (Unicode's `Default_Ignorable_Code_Point`, joiners and variation selectors among them): in a name, an
/// address or a number they can only be an accident or a disguise. Then loses the white space around it.
#[must_use]
pub fn hygiene(text: &str) -> Cow<'_, str> {
    match visible(text) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// A pasted text as a secret field takes it: all of it but control characters and line ends. Spaces around it and
/// invisible characters may be part of a password, so they stay.
#[must_use]
pub fn secret_hygiene(text: &str) -> Typed {
    // The capacity is never outgrown, so no copy of the secret is left behind by a reallocation.
    let mut kept = String::with_capacity(text.len());
    kept.extend(text.chars().filter(|c| !is_control(*c)));
    kept.into()
}

/// `text` without what an open one-line field never holds; the white space around it stays.
fn visible(text: &str) -> Cow<'_, str> {
    let unwanted = |c: char| is_control(c) || is_invisible(c);
    if text.contains(unwanted) {
        Cow::Owned(text.chars().filter(|c| !unwanted(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Cleans a text that is typed or pasted into a line of either kind, and says whether something beyond white space was
/// lost. Only a paste into an open line is trimmed.
pub(super) fn clean(text: &str, secret: bool, trim: bool) -> (Typed, bool) {
    // A line that was copied whole ends with an unintended line end.
    let meant = text.trim_end_matches(['\r', '\n']);
    if secret {
        let kept = secret_hygiene(meant);
        let lost = kept.as_str().len() < meant.len();
        (kept, lost)
    } else {
        let kept = visible(meant);
        let lost = kept.len() < meant.len();
        (if trim { kept.trim() } else { &*kept }.into(), lost)
    }
}

/// Controls of both blocks, and the two line ends that are no controls.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Unicode's `Default_Ignorable_Code_Point`, and the interlinear annotation marks.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}
