//! Numbers written for people, by the formats of the library's tables.
//!
//! Not by its formatter, which takes a format's pattern for fitting when only its beginning does.

use phonenumber::Metadata;
use phonenumber::metadata::Format as Entry;
use regex::{Captures, Regex, RegexBuilder};

/// How many digits the first pattern of a format's beginnings looks at; each one after it looks at one more.
const FIRST_LOOK: usize = 3;

#[derive(Debug)]
pub(super) struct Formats {
    /// Within the country, in the order in which they are asked.
    national: Vec<Format>,
    international: Vec<Format>,
}

#[derive(Clone, Debug)]
struct Format {
    /// How they begin, the more digits the further down; empty where that says nothing.
    beginnings: Vec<Regex>,
    /// A whole number, in groups.
    pattern: Regex,
    /// Where the groups stand after the calling code.
    template: String,
    /// Where they stand within the country.
    with_prefix: String,
}

impl Formats {
    pub(super) fn compile(metadata: &Metadata) -> Self {
        let prefix = metadata.national_prefix().unwrap_or_default();
        let all = |entries: &[Entry]| -> Vec<Format> {
            let formats = entries.iter();
            formats
                .filter_map(|entry| Format::compile(entry, prefix))
                .collect()
        };
        let national = all(metadata.formats());
        let international = match metadata.international_formats() {
            [] => national.clone(),
            entries => all(entries),
        };
        Self {
            national,
            international,
        }
    }

    /// A national number as it follows the calling code, `1512 3456789`, if a format is for it. Of a number that is not
    /// complete, the first digits are `known` and the others only fill it up.
    pub(super) fn international(&self, national: &str, known: usize) -> Option<String> {
        let format = |format: &Format| format.write(national, known, &format.template);
        self.international.iter().find_map(format)
    }

    /// The same as it is written within the country: `01512 3456789`.
    pub(super) fn national(&self, national: &str, known: usize) -> Option<String> {
        let format = |format: &Format| format.write(national, known, &format.with_prefix);
        self.national.iter().find_map(format)
    }
}

impl Format {
    fn compile(entry: &Entry, prefix: &str) -> Option<Self> {
        let template = entry.format();
        let rule = entry.national_prefix().filter(|rule| !rule.is_empty());
        let first = template.find('$').and_then(|at| template.get(at..at + 2));
        let with_prefix = match (rule, first) {
            // The rule says what stands around the first group, whichever that is.
            (Some(rule), Some(first)) => {
                let first_group = rule.replace("$NP", prefix).replace("$FG", first);
                template.replacen(first, &first_group, 1)
            }
            _ => template.to_owned(),
        };
        let beginnings = entry.leading_digits().iter();
        Some(Self {
            beginnings: beginnings
                .map(|digits| compile("^", digits.as_str(), ""))
                .collect::<Option<_>>()?,
            pattern: compile("^", entry.pattern().as_str(), "$")?,
            template: template.to_owned(),
            with_prefix,
        })
    }

    /// A number whose first digits are `known`, by a template, if the format is for it.
    fn write(&self, national: &str, known: usize, template: &str) -> Option<String> {
        let looks = match known < national.len() {
            true => known.saturating_sub(FIRST_LOOK) + 1,
            false => self.beginnings.len(),
        };
        let beginning = self.beginnings.iter().take(looks).next_back();
        if beginning.is_some_and(|beginning| !beginning.is_match(national)) {
            return None;
        }
        let groups = self.pattern.captures(national)?;
        Some(expand(template, &groups))
    }
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

/// Compiles a pattern of the tables, in ASCII, between two anchors. The library's own are matched at the beginning only
/// and for the digits of every script: whole matches are needed, numbers are in ASCII already, and this takes a tenth
/// of the time.
pub(super) fn compile(start: &str, pattern: &str, end: &str) -> Option<Regex> {
    RegexBuilder::new(&format!("{start}(?:{pattern}){end}"))
        .ignore_whitespace(true)
        .unicode(false)
        .build()
        .ok()
}
