//! Text that came from a server, made safe to show.

use unicode_width::UnicodeWidthChar;

/// Text from a server, cleaned of whatever could move the cursor, reorder or hide text, cover its
/// neighbours or take other room than it is given, and capped. It is shown quoted, and never linked.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct CleanText(String);

impl CleanText {
    /// The longest text that is kept, in characters.
    pub const MAX_CHARS: usize = 300;

    /// The most marks that are kept on one letter: as many as any language writes, and too few to
    /// reach the lines around it.
    const MAX_MARKS: usize = 4;

    /// Cleans a text: controls become spaces, bidirectional and other invisible format characters
    /// go, and so do marks without a letter or beyond what a letter can have; characters that mean
    /// nothing to everybody become U+FFFD, runs of white space become one space, and the rest is cut
    /// at [`Self::MAX_CHARS`].
    pub fn new(raw: &str) -> Self {
        let mut text = String::new();
        let mut count = 0;
        let mut marks = 0;
        for c in raw.chars() {
            if is_hidden(c) || is_disputed(c) {
                continue;
            }
            let c = match c {
                c if c.is_control() || c.is_whitespace() => ' ',
                c if is_private(c) => char::REPLACEMENT_CHARACTER,
                c => c,
            };
            let is_bare = text.is_empty() || text.ends_with(' ');
            if c == ' ' && is_bare {
                continue;
            }
            if c.width() == Some(0) {
                if is_bare || marks == Self::MAX_MARKS {
                    continue;
                }
                marks += 1;
            } else {
                marks = 0;
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

    /// Whether cleaning leaves a text as it is.
    pub fn is_clean(raw: &str) -> bool {
        Self::new(raw).as_str() == raw
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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

/// Whether a character has no meaning that everybody shares: private use, and what is no character.
/// Fonts draw the former as they like, also like the signs of a program.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'..)
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether a character changes what is beside it so that terminals do not agree on the room of both:
/// skin tones, and the sign that puts one Khmer letter under another. Whatever comes after it in a row
/// would be somewhere else.
fn is_disputed(c: char) -> bool {
    matches!(c, '\u{17d2}' | '\u{1f3fb}'..='\u{1f3ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_steer_a_terminal_or_hide_text_is_gone() {
        let hostile = "a\u{1b}[31mb\r\n\tc\u{9b}2J\u{202e}d\u{200b}e\u{2028}f\u{feff}";
        let clean = CleanText::new(hostile);
        assert_eq!(clean.as_str(), "a [31mb c 2Jdef");
        let is_seen = |c: char| !c.is_control() && !is_hidden(c);
        assert!(clean.as_str().chars().all(is_seen));
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let clean = CleanText::new(&"é".repeat(5000));
        assert_eq!(clean.as_str().chars().count(), CleanText::MAX_CHARS + 1);
        assert!(clean.as_str().ends_with('…'));
    }

    #[test]
    fn marks_stay_on_their_letter_and_reach_no_other_line() {
        let clean = |raw: &str| CleanText::new(raw).as_str().to_owned();
        let flood = format!("a{}b", "\u{301}".repeat(5000));
        assert_eq!(clean(&flood), "a\u{301}\u{301}\u{301}\u{301}b");
        // One that comes first would strike out what stands before the text.
        assert_eq!(clean("\u{338}no \u{338}"), "no");
        let decomposed = "vie\u{302}\u{323}t";
        assert_eq!(clean(decomposed), decomposed);
    }

    #[test]
    fn what_every_font_draws_differently_is_a_replacement() {
        let clean = CleanText::new("\u{e0b0}a\u{f0000}\u{10ffff}\u{fdd0}\u{ffff}👍\u{1f3fd}");
        let found = clean.as_str();
        assert_eq!(found, "\u{fffd}a\u{fffd}\u{fffd}\u{fffd}\u{fffd}👍");
    }

    #[test]
    fn white_space_alone_is_nothing() {
        assert!(CleanText::new(" \u{a0}\t\n").is_empty());
    }
}
