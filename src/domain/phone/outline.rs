//! What is known of a region's numbers without the library's tables: enough to group a mobile number and to show an
//! example.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::domain::tsv::rows;

/// A line a region, made from the library's tables.
const NUMBERS: &str = include_str!("../../../assets/countries/numbers.tsv");

/// A region's numbers in outline.
#[derive(Debug)]
pub(in crate::domain) struct Outline {
    /// The calling code, without `+`.
    pub(in crate::domain) dial: &'static str,
    /// Whether the region stands for its calling code.
    pub(in crate::domain) main: bool,
    /// What is dialled before a number within the country, `0` in Germany; often nothing.
    pub(super) trunk: &'static str,
    /// What is dialled instead of `+`: `00`, `011` in America.
    pub(super) exit: &'static str,
    /// An example mobile number as it is written within the country, without brackets: `01512 3456789`.
    pub(super) national: &'static str,
    /// The same number after the calling code: `1512 3456789`.
    pub(super) international: &'static str,
}

/// The outlines by the codes of their regions.
pub(super) static OUTLINES: LazyLock<BTreeMap<&'static str, Outline>> = LazyLock::new(|| {
    rows(NUMBERS)
        .map(|[code, dial, main, trunk, exit, national, international]| {
            (
                code,
                Outline {
                    dial,
                    main: main == "main",
                    trunk,
                    exit,
                    national,
                    international,
                },
            )
        })
        .collect()
});

/// The outline of a region; `None` only for a code that is no region.
pub(in crate::domain) fn outline(code: &str) -> Option<&'static Outline> {
    OUTLINES.get(code)
}

/// The calling code that digits after a `+` begin with, when it is complete. No calling code begins another one.
pub(super) fn calling_code(digits: &str) -> Option<&'static str> {
    let known = |length: &usize| {
        OUTLINES
            .values()
            .map(|outline| outline.dial)
            .find(|dial| digits.get(..*length) == Some(dial))
    };
    (1..=3).find_map(|length| known(&length))
}
