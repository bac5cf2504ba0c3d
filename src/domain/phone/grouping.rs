//! Digits grouped as they are typed.

use super::clean;
use super::region::{abroad, calling_code, region};
use crate::domain::country::{Country, CountryCode, get};

/// Where the groups of a number part: the number with a zero for each digit, and separators between its groups.
///
/// No brackets: while digits are typed, one that opens would wait for the one that closes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Grouping(String);

impl Grouping {
    /// The grouping of a number as it is written for people.
    pub(super) fn new(written: &str) -> Self {
        let mut groups = String::with_capacity(written.len());
        let mut separator = None;
        for c in written.chars() {
            if is_separator(c) {
                let weak = separator.is_none_or(|before| before == ' ');
                let plain = if matches!(c, '(' | ')') { ' ' } else { c };
                separator = if weak { Some(plain) } else { separator };
                continue;
            }
            groups.extend(separator.take().filter(|_| !groups.is_empty()));
            groups.push(if c == '+' { c } else { '0' });
        }
        Self(groups)
    }

    /// The grouping of the typed text as far as it is known without the tables: that of the example of its region, a
    /// mobile number, whatever the number may be.
    pub fn sketch(country: CountryCode, typed: &str) -> Self {
        let cleaned = clean(typed).unwrap_or_default();
        let national = |region, digits: &str, _| sketched(get(region), digits);
        Self::new(&layout(country, &cleaned, national))
    }

    /// The typed text in groups, and the position of the caret.
    ///
    /// `caret` is a byte offset into `typed`, the result's into the returned text, with the same digits before it. The
    /// person's own separators give way. A separator is only put before a digit that follows it, so deleting backwards
    /// always deletes a digit. Digits after the last group stay with it. A text that [`clean`] refuses comes back as it
    /// is.
    pub fn apply(&self, typed: &str, caret: usize) -> (String, usize) {
        let caret = (0..=caret.min(typed.len()))
            .rfind(|&at| typed.is_char_boundary(at))
            .unwrap_or(0);
        let Ok(cleaned) = clean(typed) else {
            return (typed.to_owned(), caret);
        };
        let before = clean(&typed[..caret]).map_or(0, |before| before.len());
        let grouped = pour(&self.0, &cleaned);
        let mut places = grouped
            .char_indices()
            .filter(|(_, c)| !is_separator(*c))
            .map(|(at, c)| at + c.len_utf8());
        let caret = before
            .checked_sub(1)
            .map_or(0, |before| places.nth(before).unwrap_or(grouped.len()));
        (grouped, caret)
    }

    /// The same with the caret behind the gap that it would stand before: next to the digit after it.
    pub fn apply_past_gap(&self, typed: &str, caret: usize) -> (String, usize) {
        let (shown, caret) = self.apply(typed, caret);
        // A text that is not grouped has its own.
        let next = clean(typed).ok().and_then(|_| {
            let rest = &shown[caret..];
            rest.find(|c| !is_separator(c))
        });
        (shown, caret + next.unwrap_or_default())
    }

    /// Where the group before a caret starts and the one after it ends, both as byte offsets into `typed`, which holds
    /// digits and perhaps a `+` and no decoration; `None` for any other text.
    pub fn around(&self, typed: &str, caret: usize) -> Option<(usize, usize)> {
        if clean(typed).as_deref() != Ok(typed) {
            return None;
        }
        let grouped = pour(&self.0, typed);
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
}

fn is_separator(c: char) -> bool {
    !c.is_ascii_digit() && c != '+'
}

/// Where a national number is dialled.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) enum Dialled {
    AtHome,
    Abroad,
}

/// A cleaned text in groups: the same digits and `+`, with separators. `national` writes the digits dialled in a
/// region or after its calling code.
pub(super) fn layout(
    country: CountryCode,
    cleaned: &str,
    national: impl Fn(CountryCode, &str, Dialled) -> String,
) -> String {
    let Some(digits) = abroad(country, cleaned) else {
        return national(country, cleaned, Dialled::AtHome);
    };
    let prefix = &cleaned[..cleaned.len() - digits.len()];
    let gap = if prefix == "+" { "" } else { " " };
    let whole = || {
        let dial = calling_code(digits)?;
        let rest = &digits[dial.len()..];
        let region = region(dial, rest, country).filter(|_| !rest.is_empty())?;
        Some(format!(
            "{dial} {}",
            national(region, rest, Dialled::Abroad)
        ))
    };
    format!("{prefix}{gap}{}", whole().unwrap_or(digits.to_owned()))
}

/// The digits after a calling code, or without one, with the trunk prefix or without, in the shape of the example.
fn sketched(country: &Country, digits: &str) -> String {
    let trunk = digits
        .strip_prefix(country.trunk)
        .filter(|_| !country.trunk.is_empty());
    match trunk {
        None => pour(country.international, digits),
        Some(_) if country.national.starts_with(country.trunk) => pour(country.national, digits),
        // The number itself may begin with the digit of a trunk prefix that is not written.
        Some(_) if country.international.starts_with(country.trunk) => {
            pour(country.international, digits)
        }
        Some("") => digits.to_owned(),
        Some(rest) => format!("{} {}", country.trunk, pour(country.international, rest)),
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
    use crate::domain::judge;

    fn sketched(country: &str, typed: &str) -> String {
        let sketch = Grouping::sketch(country.parse().unwrap(), typed);
        sketch.apply(typed, typed.len()).0
    }

    fn grouped(country: &str, typed: &str) -> String {
        let grouping = judge(country.parse().unwrap(), typed).grouping;
        grouping.apply(typed, typed.len()).0
    }

    #[test]
    fn mobile_numbers_take_the_shape_of_their_country_with_the_tables_and_without() {
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
            ("NC", "751234", "75.12.34"),
            ("DE", "٠١٥١٢٣", "01512 3"),
            ("DE", "0151x", "0151x"),
        ] {
            assert_eq!(sketched(country, typed), expected, "{country} {typed}");
            assert_eq!(grouped(country, typed), expected, "{country} {typed}");
        }
    }

    #[test]
    fn landlines_take_the_shape_of_landlines_once_their_beginning_tells() {
        for (country, typed, expected) in [
            ("DE", "030", "030"),
            ("DE", "0301", "030 1"),
            ("DE", "030123456", "030 123456"),
            ("DE", "+4930123456", "+49 30 123456"),
            ("GB", "02079460", "020 7946 0"),
            ("GB", "02079460958", "020 7946 0958"),
            ("FR", "0123456789", "01 23 45 67 89"),
            ("AR", "0111523456789", "011 15-2345-6789"),
            ("BR", "1123456789", "11 2345-6789"),
            ("BR", "11961234567", "11 96123-4567"),
            ("KR", "0221234567", "02-2123-4567"),
            // More digits than any number has.
            ("GB", "020794609589", "020 7946 09589"),
            ("DE", "01512345678901234", "01512 345678901234"),
        ] {
            assert_eq!(grouped(country, typed), expected, "{country} {typed}");
        }
    }

    #[test]
    fn a_word_of_a_number_is_one_of_its_groups() {
        let typed = "+4915123456789";
        let germany = Grouping::sketch("DE".parse().unwrap(), typed);
        for (caret, expected) in [
            (0, (0, 3)),
            (1, (0, 3)),
            (3, (0, 7)),
            (5, (3, 7)),
            (7, (3, 14)),
            (14, (7, 14)),
        ] {
            let around = germany.around(typed, caret);
            assert_eq!(around, Some(expected), "at {caret}");
        }
        assert_eq!(germany.around("0151 23", 3), None);
        assert_eq!(germany.around("0151x", 3), None);
    }

    #[test]
    fn a_caret_within_the_number_keeps_the_digits_before_it() {
        let germany = Grouping::sketch("DE".parse().unwrap(), "015123456789");
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
            let found = germany.apply(typed, caret).1;
            assert_eq!(found, expected, "{typed} at {caret}");
        }
    }
}
