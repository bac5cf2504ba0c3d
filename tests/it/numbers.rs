//! The embedded number table holds what the phone number library says, and numbers of every region are read and grouped
//! right.

use mxid::domain::{
    CountryCode, Doubt, Grouping, PhoneCheck, PhoneNumber, check, clean, country_of, judge,
};
use phonenumber::metadata::DATABASE;
use phonenumber::{Metadata, Mode};

use crate::remade;

const TABLE: &str = "assets/countries/numbers.tsv";
const HEADING: &str = "# Region, calling code, whether it stands for the code, trunk prefix, exit code, example \
                       mobile number within the country and after the calling code. Made by tests/it/numbers.rs.\n";

/// Every region of the library's tables with its ISO code.
fn regions() -> Vec<&'static Metadata> {
    let mut regions: Vec<_> = DATABASE
        .iter()
        .filter(|metadata| metadata.id() != "001")
        .collect();
    regions.sort_by_key(|metadata| metadata.id());
    regions
}

/// The national significant number of a region's example: a mobile one if there is any.
fn example(metadata: &Metadata) -> &str {
    let descriptors = metadata.descriptors();
    let kinds = [
        descriptors.mobile(),
        descriptors.fixed_line(),
        Some(descriptors.general()),
    ];
    kinds
        .into_iter()
        .flatten()
        .find_map(|descriptor| descriptor.example())
        .expect("an example")
}

/// An example without brackets, its groups parted by one space or hyphen each.
fn shape(formatted: &str) -> String {
    let plain = formatted.replace(['(', ')'], " ");
    plain
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" -", "-")
        .replace("- ", "-")
}

/// The prefix that is dialled instead of `+`: the preferred code, or the first usual one among those of the pattern.
fn exit(metadata: &Metadata) -> &str {
    let preferred = metadata.preferred_international_prefix();
    let usual = [
        "00", "011", "0011", "010", "810", "001", "002", "009", "119", "000", "012",
    ];
    let pattern = metadata
        .international_prefix()
        .map_or("", |pattern| pattern.as_str());
    let whole = regex::Regex::new(&format!("^(?x:{pattern})$")).expect("a pattern");
    let plain = |code: &&str| code.chars().all(|c| c.is_ascii_digit());
    preferred
        .into_iter()
        .chain([pattern])
        .filter(plain)
        .chain(usual)
        .find(|code| whole.is_match(code))
        .unwrap_or("")
}

fn line(metadata: &Metadata) -> String {
    let dial = metadata.country_code();
    let national = example(metadata);
    let number =
        phonenumber::parse(None, format!("+{dial}{national}")).expect("an example is a number");
    let alone = DATABASE
        .region(&dial)
        .is_some_and(|regions| regions.len() == 1);
    let main = if alone || metadata.is_main_country_for_code() {
        "main"
    } else {
        ""
    };
    let international = number.format().mode(Mode::International).to_string();
    let international = international.split_once(' ').map_or("", |(_, rest)| rest);
    [
        metadata.id(),
        &dial.to_string(),
        main,
        metadata.national_prefix().unwrap_or(""),
        exit(metadata),
        &shape(&number.format().mode(Mode::National).to_string()),
        &shape(international),
    ]
    .join("\t")
}

/// With `REMAKE_TABLES=1` in the environment the table is written instead, for a new version of the library.
#[test]
fn the_number_table_is_what_the_library_says() {
    let made: String = regions()
        .into_iter()
        .map(|metadata| line(metadata) + "\n")
        .collect();
    let made = HEADING.to_owned() + &made;
    remade::check(TABLE, &made, "REMAKE_TABLES", "numbers::");
}

/// The examples of a region, mobile and fixed, as national significant numbers.
fn examples(metadata: &Metadata) -> Vec<&str> {
    let descriptors = metadata.descriptors();
    let kinds = [descriptors.mobile(), descriptors.fixed_line()];
    kinds
        .into_iter()
        .flatten()
        .filter_map(|descriptor| descriptor.example())
        .collect()
}

/// The field's text for a number that was typed to its end.
fn grouped(country: CountryCode, typed: &str) -> String {
    let (shown, caret) = judge(country, typed).grouping.apply(typed, typed.len());
    assert_eq!(caret, shown.len(), "{typed} in {country}");
    shown
}

#[test]
fn a_whole_number_is_grouped_as_the_library_writes_it_mobile_or_fixed() {
    let mut written = 0;
    for metadata in regions() {
        let country = metadata.id().parse().expect("a region is a country");
        for national in examples(metadata) {
            let e164 = format!("+{}{national}", metadata.country_code());
            let number = phonenumber::parse(None, &e164).expect("an example is a number");
            let format = |mode| shape(&number.format().mode(mode).to_string());
            let international = format(Mode::International);
            let after_code = international.split_once(' ').map_or("", |(_, rest)| rest);
            let within = format(Mode::National);
            let dialled = clean(&within).expect("a number");
            for (typed, expected) in [
                (&*e164, &*international),
                (national, after_code),
                (
                    &*dialled,
                    if dialled == national {
                        after_code
                    } else {
                        &*within
                    },
                ),
            ] {
                assert_eq!(grouped(country, typed), expected, "{typed} in {country}");
                written += 1;
            }
        }
    }
    assert!(written > 1_300, "{written}");
}

#[test]
fn digits_added_one_by_one_are_too_few_then_a_number_then_too_many() {
    for metadata in regions() {
        let country: CountryCode = metadata.id().parse().expect("a region is a country");
        let (dial, number) = (metadata.country_code(), example(metadata));
        let more = format!("{number}7319052846");
        let mut before = Amount::TooFew;
        for digits in 1..=more.len() {
            let typed = format!("+{dial}{}", &more[..digits]);
            let amount = match check(country, &typed) {
                PhoneCheck::TooShort { .. } | PhoneCheck::Doubtful(_, Doubt::Short { .. }) => {
                    Amount::TooFew
                }
                PhoneCheck::TooLong | PhoneCheck::Doubtful(_, Doubt::Long) => Amount::TooMany,
                PhoneCheck::Valid(_) | PhoneCheck::Doubtful(_, Doubt::Landline) => Amount::Enough,
                other => panic!("{typed} in {country} is {other:?}"),
            };
            assert!(
                amount >= before,
                "{typed} in {country}: {amount:?} after {before:?}"
            );
            if digits == number.len() {
                assert_eq!(amount, Amount::Enough, "{typed} in {country}");
            }
            // The plus, and 15 digits at most (E.164).
            if typed.len() > 16 {
                assert_eq!(check(country, &typed), PhoneCheck::TooLong, "{typed}");
            }
            before = amount;
        }
        assert_eq!(before, Amount::TooMany, "{country}");
    }
}

/// Whether the digits are as many as a number has.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Amount {
    TooFew,
    Enough,
    TooMany,
}

#[test]
fn the_caret_stays_with_its_digit_at_every_key_of_every_number() {
    let of_number = |c: char| c.is_ascii_digit() || c == '+';
    for metadata in regions() {
        let country: CountryCode = metadata.id().parse().expect("a region is a country");
        let trunk = metadata.national_prefix().unwrap_or_default();
        let abroad = format!("+{}", metadata.country_code());
        let examples = examples(metadata).into_iter();
        let dialled = |national| [trunk, &abroad].map(|prefix| format!("{prefix}{national}99"));
        for typed in examples.flat_map(dialled) {
            for end in 1..=typed.len() {
                let typed = &typed[..end];
                let sketch = Grouping::sketch(country, typed);
                for grouping in [judge(country, typed).grouping, sketch] {
                    for caret in 0..=end {
                        let (shown, at) = grouping.apply(typed, caret);
                        let before = clean(&shown[..at]);
                        let before = before.as_deref();
                        assert_eq!(before, Ok(&typed[..caret]), "{shown} in {country}");
                        assert_eq!(clean(&shown).as_deref(), Ok(typed));
                        let beside = shown[..at].chars().next_back();
                        assert!(beside.is_none_or(of_number), "{shown} at {at}");
                        assert!(shown.ends_with(of_number), "{shown}");
                        assert_eq!(grouping.apply(&shown, at), (shown, at), "it is stable");
                        let (shown, at) = grouping.apply_past_gap(typed, caret);
                        assert_eq!(clean(&shown[..at]).as_deref(), Ok(&typed[..caret]));
                        let behind = shown[at..].chars().next();
                        assert!(behind.is_none_or(of_number), "{shown} at {at}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_number_is_the_same_however_it_is_dialled() {
    let mut dialled = 0;
    for metadata in regions() {
        let country = metadata.id().parse().expect("a region is a country");
        let outline = mxid::domain::get(country);
        for national in examples(metadata) {
            let e164 = format!("+{}{national}", outline.dial);
            let number = phonenumber::parse(None, &e164).expect("an example is a number");
            let at_home = number.format().mode(Mode::National).to_string();
            let ways = [national.to_owned(), at_home, e164.clone()];
            for way in ways {
                for typed in [grouped(country, &way), way] {
                    let check = check(country, &typed);
                    let read = check.number().map(PhoneNumber::e164);
                    assert_eq!(read, Some(&*e164), "{typed} from {country}");
                    dialled += 1;
                }
            }
        }
    }
    assert!(dialled > 2_500, "{dialled}");
}

#[test]
fn a_number_abroad_is_the_same_with_plus_and_with_the_exit_code() {
    for metadata in regions() {
        let country = metadata.id().parse().expect("a region is a country");
        let exit = exit(metadata);
        for dialled in [format!("{exit}4915123456789"), "+4915123456789".to_owned()] {
            if exit.is_empty() && !dialled.starts_with('+') {
                continue;
            }
            for typed in [grouped(country, &dialled), dialled] {
                let check = check(country, &typed);
                let read = check.number().map(PhoneNumber::e164);
                assert_eq!(read, Some("+4915123456789"), "{typed} from {country}");
                assert_eq!(
                    country_of(&typed, country),
                    "DE".parse().ok(),
                    "{typed} from {country}"
                );
            }
        }
    }
}

#[test]
fn an_international_number_tells_the_country_that_the_tables_give_it() {
    let mut wrong = Vec::new();
    for metadata in regions() {
        for national in examples(metadata) {
            let typed = format!("+{}{national}", metadata.country_code());
            let number = phonenumber::parse(None, &typed).expect("an example is a number");
            let known = number.country().id().map(|id| id.as_ref().to_owned());
            // From a country with a calling code of its own.
            let elsewhere = if metadata.id() == "DE" { "FR" } else { "DE" };
            let told = country_of(&typed, elsewhere.parse::<CountryCode>().expect("a country"));
            // The library knows no region for Italian numbers that begin with a zero; St. Barthélemy has blocks
            // within Guadeloupe's.
            let unclear = known.is_none() || known.as_deref() == Some("BL");
            if !unclear && told.map(|code| code.to_string()) != known {
                wrong.push((typed, told, known));
            }
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn only_judging_a_number_loads_the_tables() {
    let domain = concat!(env!("CARGO_MANIFEST_DIR"), "/src/domain");
    for file in [
        "country.rs",
        "guess.rs",
        "phone/clean.rs",
        "phone/grouping.rs",
        "phone/region.rs",
        "search.rs",
    ] {
        let text = std::fs::read_to_string(format!("{domain}/{file}")).expect("a source file");
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for user in ["phonenumber::", "Plan", "check(", "judge("] {
            assert!(!text.contains(user), "{file} uses {user}");
        }
    }
}
