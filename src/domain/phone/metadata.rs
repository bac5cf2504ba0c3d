//! A region's numbering plan: the phone number library's table entry, with its patterns compiled.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use phonenumber::Metadata;
use phonenumber::metadata::{DATABASE, Descriptor};
use regex::Regex;

use super::format::compile;
use super::format::{self, Formats};

/// The use of a number, by its beginning and length.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Mobile,
    FixedLine,
    /// The plan does not tell the two apart, as in North America.
    FixedLineOrMobile,
    /// A line on the Internet, a personal or a pager's number.
    Other,
    /// Free, shared-cost and premium lines, company numbers, mailboxes.
    Service,
}

/// How a national number's length fits a plan.
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
pub(super) enum Length {
    Possible,
    /// Enough within an area, too few digits from elsewhere.
    Local,
    TooShort,
    /// Between the shortest and the longest, and not used.
    Between,
    TooLong,
}

#[derive(Debug)]
pub(super) struct Plan {
    metadata: &'static Metadata,
    exit: Option<Regex>,
    trunk: Option<Regex>,
    leading: Option<Regex>,
    general: Option<Regex>,
    formats: Formats,
    lines: Vec<Line>,
    /// Lengths of national numbers of any kind, ascending.
    lengths: Vec<u16>,
    /// Lengths that only do within an area.
    local: Vec<u16>,
}

#[derive(Debug)]
struct Line {
    kind: Kind,
    pattern: Option<Regex>,
    descriptor: &'static Descriptor,
}

impl Line {
    fn is_match(&self, national: &str) -> bool {
        let lengths = self.descriptor.possible_length();
        (lengths.is_empty() || lengths.contains(&length(national)))
            && whole(&self.pattern, national)
    }
}

fn length(national: &str) -> u16 {
    u16::try_from(national.len()).unwrap_or(u16::MAX)
}

fn whole(pattern: &Option<Regex>, text: &str) -> bool {
    pattern
        .as_ref()
        .is_some_and(|pattern| pattern.is_match(text))
}

type Plans = BTreeMap<(u16, &'static str), Arc<Plan>>;

/// Plans compiled so far. A run needs a handful of them.
static PLANS: Mutex<Plans> = Mutex::new(Plans::new());

impl Plan {
    /// The plan of a region; `None` if the tables do not hold it. Loads the tables on first use.
    pub(super) fn of_region(region: &str) -> Option<Arc<Self>> {
        DATABASE.by_id(region).map(Self::compiled)
    }

    /// The plan that stands for a calling code: its main region's, or that of a worldwide service.
    pub(super) fn of_calling_code(dial: u16) -> Option<Arc<Self>> {
        DATABASE
            .by_code(&dial)?
            .first()
            .map(|metadata| Self::compiled(metadata))
    }

    /// The plan that a number belongs to among those that share a calling code; `None` if it is valid in none.
    pub(super) fn of_number(dial: u16, national: &str) -> Option<Arc<Self>> {
        let plans = DATABASE.by_code(&dial)?;
        if let [only] = plans[..] {
            return Some(Self::compiled(only));
        }
        plans
            .into_iter()
            .map(Self::compiled)
            .find(|plan| match &plan.leading {
                Some(leading) => leading.is_match(national),
                None => plan.kind(national).is_some(),
            })
    }

    fn compiled(metadata: &'static Metadata) -> Arc<Self> {
        let key = (metadata.country_code(), metadata.id());
        let mut plans = PLANS.lock().unwrap_or_else(PoisonError::into_inner);
        plans
            .entry(key)
            .or_insert_with(|| Arc::new(Self::compile(metadata)))
            .clone()
    }

    fn compile(metadata: &'static Metadata) -> Self {
        let descriptors = metadata.descriptors();
        // In the order in which they are asked.
        let kinds = [
            (Kind::Service, descriptors.premium_rate()),
            (Kind::Service, descriptors.toll_free()),
            (Kind::Service, descriptors.shared_cost()),
            (Kind::Other, descriptors.voip()),
            (Kind::Other, descriptors.personal_number()),
            (Kind::Other, descriptors.pager()),
            (Kind::Service, descriptors.uan()),
            (Kind::Service, descriptors.voicemail()),
            (Kind::FixedLine, descriptors.fixed_line()),
            (Kind::Mobile, descriptors.mobile()),
        ];
        let lines: Vec<Line> = kinds
            .into_iter()
            .filter_map(|(kind, descriptor)| descriptor.map(|descriptor| (kind, descriptor)))
            .map(|(kind, descriptor)| Line {
                kind,
                pattern: compile("^", descriptor.national_number().as_str(), "$"),
                descriptor,
            })
            .collect();
        let lengths = |lengths: fn(&Descriptor) -> &[u16]| {
            let mut all: Vec<u16> = lines
                .iter()
                .flat_map(|line| lengths(line.descriptor))
                .copied()
                .collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let possible = lengths(Descriptor::possible_length);
        let mut local = lengths(Descriptor::possible_local_length);
        local.retain(|length| !possible.contains(length));
        let exit = metadata
            .international_prefix()
            .and_then(|exit| compile("^", exit.as_str(), ""));
        let trunk = match metadata.national_prefix_for_parsing() {
            Some(pattern) => compile("^", pattern.as_str(), ""),
            None => metadata
                .national_prefix()
                .and_then(|prefix| compile("^", prefix, "")),
        };
        let leading = metadata
            .leading_digits()
            .and_then(|digits| compile("^", digits.as_str(), ""));
        let general = compile("^", descriptors.general().national_number().as_str(), "$");
        Self {
            metadata,
            exit,
            trunk,
            leading,
            general,
            formats: Formats::compile(metadata),
            lines,
            lengths: possible,
            local,
        }
    }

    pub(super) fn dial(&self) -> u16 {
        self.metadata.country_code()
    }

    /// Whether the plan has numbers like this, whatever their use.
    pub(super) fn is_viable(&self, national: &str) -> bool {
        whole(&self.general, national)
    }

    /// The use of a national number; `None` if the plan does not assign it.
    pub(super) fn kind(&self, national: &str) -> Option<Kind> {
        if !self.lengths.contains(&length(national)) || !self.is_viable(national) {
            return None;
        }
        let found = self.lines.iter().find(|line| line.is_match(national))?.kind;
        let mobile = || {
            self.lines
                .iter()
                .any(|line| line.kind == Kind::Mobile && line.is_match(national))
        };
        Some(if found == Kind::FixedLine && mobile() {
            Kind::FixedLineOrMobile
        } else {
            found
        })
    }

    pub(super) fn length(&self, national: &str) -> Length {
        let length = length(national);
        if self.local.contains(&length) {
            return Length::Local;
        }
        match (self.lengths.first(), self.lengths.last()) {
            (Some(&shortest), _) if length < shortest => Length::TooShort,
            (_, Some(&longest)) if length > longest => Length::TooLong,
            _ if self.lengths.contains(&length) => Length::Possible,
            _ => Length::Between,
        }
    }

    /// Lengths of national numbers of any kind, ascending.
    pub(super) fn lengths(&self) -> impl Iterator<Item = usize> {
        self.lengths.iter().map(|&length| usize::from(length))
    }

    pub(super) fn mobile_lengths(&self) -> impl Iterator<Item = usize> {
        let mobiles = self.lines.iter().filter(|line| line.kind == Kind::Mobile);
        let lengths = mobiles.flat_map(|line| line.descriptor.possible_length());
        lengths.map(|&length| usize::from(length))
    }

    /// An example of a mobile number; empty if the plan has none.
    pub(super) fn mobile_example(&self) -> &'static str {
        let mobile = self.metadata.descriptors().mobile();
        mobile.and_then(Descriptor::example).unwrap_or_default()
    }

    /// The digits after the exit code at the beginning of a number dialled from this region, if there is one. No
    /// calling code begins with a zero.
    pub(super) fn after_exit<'a>(&self, text: &'a str) -> Option<&'a str> {
        let exit = self.exit.as_ref()?.find(text)?;
        let rest = &text[exit.end()..];
        (!rest.starts_with('0')).then_some(rest)
    }

    /// The national number without its trunk prefix (and carrier code), or as the plan rewrites it; `None` if it has no
    /// such prefix, or if the prefix is a part of the number itself.
    pub(super) fn without_trunk(&self, national: &str) -> Option<String> {
        let found = self.trunk.as_ref()?.captures(national)?;
        let last = found.get(found.len() - 1);
        let stripped = match (self.metadata.national_prefix_transform_rule(), last) {
            (Some(rule), Some(_)) => {
                format::expand(rule, &found) + &national[found.get(0)?.end()..]
            }
            _ => national[found.get(0)?.end()..].to_owned(),
        };
        (!self.is_viable(national) || self.is_viable(&stripped)).then_some(stripped)
    }

    pub(super) fn formats(&self) -> &Formats {
        &self.formats
    }
}
