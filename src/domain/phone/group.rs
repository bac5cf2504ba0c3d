//! Digits grouped as they are typed, in the shape of the region's example number. Pure, and without the tables.

use super::clean;
use super::outline::{Outline, abroad, calling_code, outline, region};
use crate::domain::country::CountryCode;

/// What was typed, grouped as numbers of the country are written, and where the caret goes.
///
/// `caret` is a byte offset into `typed`, the result's one into the returned text, with the same digits before it. The
/// person's own separators give way to the country's. A separator is only put before a digit that follows it, so
/// deleting backwards always deletes a digit. Digits beyond the example's length stay with the last group. A text that
/// [`clean`] refuses comes back as it is.
pub fn group(country: CountryCode, typed: &str, caret: usize) -> (String, usize) {
    let caret = (0..=caret.min(typed.len()))
        .rfind(|&at| typed.is_char_boundary(at))
        .unwrap_or(0);
    let Ok(cleaned) = clean(typed) else {
        return (typed.to_owned(), caret);
    };
    let before = clean(&typed[..caret]).map_or(0, |before| before.len());
    let grouped = layout(country, &cleaned);
    let mut places = grouped
        .char_indices()
        .filter(|(_, c)| !is_separator(*c))
        .map(|(at, c)| at + c.len_utf8());
    let caret = before
        .checked_sub(1)
        .map_or(0, |before| places.nth(before).unwrap_or(grouped.len()));
    (grouped, caret)
}

/// Where the group before a caret starts and the one after it ends, both as byte offsets into `typed`, which holds digits
/// and perhaps a `+` and no decoration; `None` for any other text.
pub fn groups_around(country: CountryCode, typed: &str, caret: usize) -> Option<(usize, usize)> {
    if clean(typed).as_deref() != Ok(typed) {
        return None;
    }
    let grouped = layout(country, typed);
    // The offset in `typed` of each separator.
    let gaps = grouped.match_indices(is_separator).enumerate();
    let borders = gaps.map(|(before, (at, _))| at - before);
    let (mut start, mut end) = (0, typed.len());
    for border in borders {
        if border < caret {
            start = border;
        } else if border > caret {
            end = border;
            break;
        }
    }
    Some((start, end))
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '-')
}

/// The grouped form of a cleaned text: the same digits and `+`, with separators.
fn layout(country: CountryCode, cleaned: &str) -> String {
    let Some(digits) = abroad(country, cleaned) else {
        return outline(country).map_or(cleaned.to_owned(), |outline| national(outline, cleaned));
    };
    let prefix = &cleaned[..cleaned.len() - digits.len()];
    let prefix = if prefix == "+" {
        prefix.to_owned()
    } else {
        format!("{prefix} ")
    };
    let Some(dial) = calling_code(digits) else {
        return format!("{prefix}{digits}");
    };
    let rest = &digits[dial.len()..];
    let outline = region(dial, rest, country).and_then(outline);
    match outline {
        Some(outline) if !rest.is_empty() => format!("{prefix}{dial} {}", national(outline, rest)),
        _ => format!("{prefix}{digits}"),
    }
}

/// The digits after a calling code, or without one, with the trunk prefix or without.
fn national(outline: &Outline, digits: &str) -> String {
    let trunk = digits
        .strip_prefix(outline.trunk)
        .filter(|_| !outline.trunk.is_empty());
    match trunk {
        None => pour(outline.international, digits),
        Some(_) if outline.national.starts_with(outline.trunk) => pour(outline.national, digits),
        // The number itself may begin with the digit of a trunk prefix that is not written.
        Some(_) if outline.international.starts_with(outline.trunk) => {
            pour(outline.international, digits)
        }
        Some("") => digits.to_owned(),
        Some(rest) => format!("{} {}", outline.trunk, pour(outline.international, rest)),
    }
}

/// Digits poured into the shape of an example; what does not fit follows its last group.
fn pour(example: &str, digits: &str) -> String {
    let mut poured = String::with_capacity(example.len());
    let mut digits = digits.chars();
    for c in example.chars() {
        if !is_separator(c) {
            poured.extend(digits.next());
        } else if digits.as_str().is_empty() {
            break;
        } else {
            poured.push(c);
        }
    }
    poured + digits.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::country::all;

    fn grouped(country: &str, typed: &str) -> String {
        group(country.parse().unwrap(), typed, typed.len()).0
    }

    #[test]
    fn numbers_take_the_shape_of_their_country() {
        for (country, typed, expected) in [
            ("DE", "015123456789", "01512 3456789"),
            ("DE", "15123456789", "1512 3456789"),
            ("DE", "+4915123456789", "+49 1512 3456789"),
            ("DE", "+49015123456789", "+49 01512 3456789"),
            ("DE", "004915123456789", "00 49 1512 3456789"),
            ("DE", "0151-234/567 89", "01512 3456789"),
            ("DE", "01512345678901", "01512 345678901"),
            ("DE", "01512", "01512"),
            ("DE", "015123", "01512 3"),
            ("DE", "+4", "+4"),
            ("DE", "+49", "+49"),
            ("DE", "+447700900123", "+44 7700 900123"),
            ("DE", "", ""),
            ("US", "2015550123", "201-555-0123"),
            ("US", "(201) 555-0123", "201-555-0123"),
            ("US", "12015550123", "1 201-555-0123"),
            ("US", "0114915123456789", "011 49 1512 3456789"),
            ("GB", "07700900123", "07700 900123"),
            ("FR", "0639981234", "06 39 98 12 34"),
            ("FR", "+33639981234", "+33 6 39 98 12 34"),
            ("IT", "3123456789", "312 345 6789"),
            ("DE", "٠١٥١٢٣", "01512 3"),
            ("DE", "0151x", "0151x"),
        ] {
            assert_eq!(grouped(country, typed), expected, "{country} {typed}");
        }
    }

    #[test]
    fn the_caret_stays_with_its_digit_wherever_digits_are_typed_or_deleted() {
        for country in all() {
            let digits =
                clean(outline(country.code).map_or("", |outline| outline.national)).unwrap();
            for prefix in ["".to_owned(), "+".to_owned() + country.dial] {
                let whole = prefix + &digits + "123";
                let mut text = String::new();
                let mut caret = 0;
                for (at, digit) in whole.char_indices() {
                    text.insert(caret, digit);
                    (text, caret) = group(country.code, &text, caret + 1);
                    assert_eq!(caret, text.len(), "{country:?}");
                    assert_eq!(clean(&text).as_deref(), Ok(&whole[..=at]));
                    assert_eq!(
                        group(country.code, &text, caret),
                        (text.clone(), caret),
                        "grouping is stable"
                    );
                }
                while text.pop().is_some() {
                    let left = clean(&text).unwrap().len();
                    (text, caret) = group(country.code, &text, text.len());
                    assert_eq!((caret, clean(&text).unwrap().len()), (text.len(), left));
                    assert!(!text.ends_with([' ', '-']));
                }
            }
        }
    }

    #[test]
    fn a_word_of_a_number_is_one_of_its_groups() {
        let germany = "DE".parse().unwrap();
        let typed = "+4915123456789";
        for (caret, expected) in [
            (0, (0, 3)),
            (1, (0, 3)),
            (3, (0, 7)),
            (5, (3, 7)),
            (7, (3, 14)),
            (14, (7, 14)),
        ] {
            let around = groups_around(germany, typed, caret);
            assert_eq!(around, Some(expected), "at {caret}");
        }
        assert_eq!(groups_around(germany, "0151 23", 3), None);
        assert_eq!(groups_around(germany, "0151x", 3), None);
    }

    #[test]
    fn a_caret_within_the_number_keeps_the_digits_before_it() {
        let germany = "DE".parse().unwrap();
        for (typed, caret, expected) in [
            ("015123456789", 0, 0),
            ("015123456789", 5, 5),
            ("015123456789", 6, 7),
            // Deleting the separator itself: the caret lands before it, so that the next deletion takes a digit.
            ("015123456789", 12, 13),
            ("0151 23456789", 5, 4),
            ("tel:015123456789", 2, 0),
            ("٠١٥١٢٣", 4, 2),
            ("٠١٥١٢٣", 3, 1),
            ("0151", 99, 4),
        ] {
            assert_eq!(
                group(germany, typed, caret).1,
                expected,
                "{typed} at {caret}"
            );
        }
    }
}
