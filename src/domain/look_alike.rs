//! Characters that only look like ASCII ones: a Cyrillic `а` in an address that was copied, or typed with the wrong
//! keyboard. The difference is invisible, so the program has to say it.

/// Where a look-alike comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Cyrillic,
    Greek,
    Armenian,
    /// The wide forms of East Asian keyboards.
    FullWidth,
    /// Anything else: another Latin letter, another hyphen.
    Other,
}

/// A character and the ASCII one that it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookAlike {
    pub found: char,
    pub like: char,
    pub script: Script,
}

/// Pairs of a character and what it looks like, by script: those of Unicode's confusables (UTS 39) that an address, a
/// name or a host could hold, and that look the same in common fonts.
const PAIRS: [(Script, &str); 4] = [
    (
        Script::Cyrillic,
        "аaеeоoрpсcуyхxѕsіiјjԁdһhԛqԝwӏlґrАAВBЕEКKМMНHОOРPСCТTУYХXЅSІIЈJҮYԌG",
    ),
    (
        Script::Greek,
        "αaιiκkνvοoρpυuγyχxΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX",
    ),
    (Script::Armenian, "օoսuհhոnցgզqյj"),
    (Script::Other, "ıiɑaɡg‐-‑-–-—-−-。.․.‚,’'"),
];

/// The wide forms stand in the order of ASCII, from `!` to `~`.
const FULL_WIDTH: std::ops::RangeInclusive<u32> = 0xff01..=0xff5e;
const FULL_WIDTH_OFFSET: u32 = 0xff01 - 0x21;

/// The ASCII character that another one looks like, if it looks like one.
#[must_use]
pub fn look_alike(c: char) -> Option<LookAlike> {
    if c.is_ascii() {
        return None;
    }
    let found = |script, like| LookAlike {
        found: c,
        like,
        script,
    };
    let code = u32::from(c);
    if FULL_WIDTH.contains(&code) {
        let like = char::from_u32(code - FULL_WIDTH_OFFSET)?;
        return Some(found(Script::FullWidth, like));
    }
    PAIRS.iter().find_map(|(script, pairs)| {
        let mut pairs = pairs.chars();
        while let (Some(odd), Some(like)) = (pairs.next(), pairs.next()) {
            if odd == c {
                return Some(found(*script, like));
            }
        }
        None
    })
}

/// A text with ASCII in place of its look-alikes, and the first of them. Nothing where there are none, or where
/// something else stands beside them that is not ASCII: such a text is written in another script, and no disguise.
#[must_use]
pub fn without_look_alikes(text: &str) -> Option<(String, LookAlike)> {
    let mut first = None;
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            plain.push(c);
            continue;
        }
        let found = look_alike(c)?;
        first = first.or(Some(found));
        plain.push(found.like);
    }
    Some((plain, first?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where Unicode has the characters of a script.
    fn block(script: Script) -> std::ops::RangeInclusive<u32> {
        match script {
            Script::Cyrillic => 0x400..=0x52f,
            Script::Greek => 0x370..=0x3ff,
            Script::Armenian => 0x530..=0x58f,
            Script::FullWidth => 0xff01..=0xff5e,
            Script::Other => 0x80..=0xffff,
        }
    }

    #[test]
    fn every_character_is_of_its_script_stands_once_and_leads_to_ascii() {
        let mut seen = std::collections::BTreeSet::new();
        for (script, pairs) in PAIRS {
            let pairs: Vec<char> = pairs.chars().collect();
            assert_eq!(pairs.len() % 2, 0, "{script:?}");
            for pair in pairs.chunks(2) {
                let odd = pair[0];
                assert!(pair[1].is_ascii_graphic(), "{script:?} {}", pair[1]);
                assert!(seen.insert(odd), "{odd} stands twice");
                assert!(block(script).contains(&u32::from(odd)), "{script:?} {odd}");
                assert_eq!(look_alike(odd).map(|found| found.script), Some(script));
            }
        }
        for code in 0x80..=0xffff {
            let found = char::from_u32(code).and_then(look_alike);
            let is_wide = found.is_some_and(|found| found.script == Script::FullWidth);
            let read = is_wide;
            assert_eq!(read, block(Script::FullWidth).contains(&code), "{code:x}");
        }
    }

    #[test]
    fn a_letter_of_another_alphabet_in_a_latin_text_is_found_and_mended() {
        for (text, plain, script) in [
            (
                "r\u{43e}bin@example.org",
                "robin@example.org",
                Script::Cyrillic,
            ),
            ("\u{3bf}live", "olive", Script::Greek),
            (
                "robin＠example．org",
                "robin@example.org",
                Script::FullWidth,
            ),
            ("robin\u{2011}lee", "robin-lee", Script::Other),
        ] {
            let (mended, first) = without_look_alikes(text).expect(text);
            assert_eq!((mended.as_str(), first.script), (plain, script));
        }
    }

    #[test]
    fn a_text_of_another_script_is_no_disguise() {
        for text in ["robin@example.org", "", "почта", "jürgen", "日本"] {
            assert_eq!(without_look_alikes(text), None, "{text}");
        }
    }
}
