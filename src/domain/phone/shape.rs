//! Numbers written for people, by the formats of the library's tables.
//!
//! Not by its formatter, which takes a format's pattern for fitting when only its beginning does.

use phonenumber::Metadata;
use phonenumber::metadata::Format;
use regex::Captures;

use super::plan::compile;

/// A national number as it follows the calling code: `1512 3456789`.
pub(super) fn international(metadata: &Metadata, national: &str) -> String {
    let formats = match metadata.international_formats() {
        [] => metadata.formats(),
        formats => formats,
    };
    shape(formats, national, |format| format.format().to_owned())
}

/// A national number as it is written within the country: `01512 3456789`.
pub(super) fn national(metadata: &Metadata, national: &str) -> String {
    let prefix = metadata.national_prefix().unwrap_or_default();
    shape(metadata.formats(), national, |format| {
        let template = format.format();
        let rule = format.national_prefix().filter(|rule| !rule.is_empty());
        // The rule says what stands around the first group, whichever that is.
        match (
            rule,
            template.find('$').and_then(|at| template.get(at..at + 2)),
        ) {
            (Some(rule), Some(first)) => {
                let with_prefix = rule.replace("$NP", prefix).replace("$FG", first);
                template.replacen(first, &with_prefix, 1)
            }
            _ => template.to_owned(),
        }
    })
}

/// A national number in the first of the formats that fits, as it stands if none does.
fn shape(formats: &[Format], national: &str, template: impl Fn(&Format) -> String) -> String {
    let fits = |format: &Format| {
        let begins = format
            .leading_digits()
            .last()
            .and_then(|digits| compile("^", digits.as_str(), ""));
        if begins.is_some_and(|begins| !begins.is_match(national)) {
            return None;
        }
        let found = compile("^", format.pattern().as_str(), "$")?;
        found
            .captures(national)
            .map(|groups| expand(&template(format), &groups))
    };
    formats
        .iter()
        .find_map(fits)
        .unwrap_or_else(|| national.to_owned())
}

/// A template of the tables with its groups, `$1` to `$9`, put in. A digit after a group is text.
pub(super) fn expand(template: &str, groups: &Captures<'_>) -> String {
    let mut expanded = String::with_capacity(template.len() * 2);
    let mut rest = template.chars();
    while let Some(c) = rest.next() {
        match (c, rest.clone().next().and_then(|digit| digit.to_digit(10))) {
            ('$', Some(group)) => {
                rest.next();
                expanded.push_str(
                    groups
                        .get(group as usize)
                        .map_or("", |group| group.as_str()),
                );
            }
            _ => expanded.push(c),
        }
    }
    expanded
}
