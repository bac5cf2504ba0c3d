//! Text that came from a server, made safe to show.

use std::fmt;

/// Text from a server, cleaned of whatever could move the cursor, reorder or hide text, and
/// capped. It is shown quoted, and never linked.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct CleanText(String);

impl CleanText {
    /// The longest text that is kept, in characters.
    pub const MAX_CHARS: usize = 300;

    /// Cleans a text: controls become spaces, bidirectional and other invisible format characters
    /// go, runs of white space become one space, and the rest is cut at [`Self::MAX_CHARS`].
    pub fn new(raw: &str) -> Self {
        let mut text = String::new();
        let mut count = 0;
        for c in raw.chars() {
            if is_hidden(c) {
                continue;
            }
            let c = if c.is_control() || c.is_whitespace() {
                ' '
            } else {
                c
            };
            if c == ' ' && (text.is_empty() || text.ends_with(' ')) {
                continue;
            }
            if count == Self::MAX_CHARS {
                text.push('…');
                break;
            }
            text.push(c);
            count += 1;
        }
        text.truncate(text.trim_end().len());
        Self(text)
    }

    /// The cleaned text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for CleanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for CleanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a character is invisible or changes the order of its neighbours: the format
/// characters (general category Cf), variation selectors and tags, and the fillers that look
/// like nothing.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}'
        | '\u{890}'..='\u{891}' | '\u{8e2}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_steer_a_terminal_or_hide_text_is_gone() {
        let hostile = "a\u{1b}[31mb\r\n\tc\u{9b}2J\u{202e}d\u{200b}e\u{2028}f\u{feff}";
        let clean = CleanText::new(hostile);
        assert_eq!(clean.as_str(), "a [31mb c 2Jdef");
        assert!(
            clean
                .as_str()
                .chars()
                .all(|c| !c.is_control() && !is_hidden(c))
        );
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let clean = CleanText::new(&"é".repeat(5000));
        assert_eq!(clean.as_str().chars().count(), CleanText::MAX_CHARS + 1);
        assert!(clean.as_str().ends_with('…'));
    }

    #[test]
    fn white_space_alone_is_nothing() {
        assert!(CleanText::new(" \u{a0}\t\n").is_empty());
    }
}
