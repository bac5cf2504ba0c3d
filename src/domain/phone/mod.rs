//! Phone numbers: cleaned, grouped as they are typed, read as a homeserver will read them, and judged.
//!
//! | module | what it does | loads the tables |
//! |---|---|---|
//! | `clean` | the typed text without its decoration | no |
//! | `region` | which region a number belongs to | no |
//! | `grouping` | digits grouped as they are typed | no |
//! | `as_you_type` | how a number that is being typed is grouped | yes |
//! | `metadata` | a region's numbering plan from the library's tables | yes |
//! | `parse` | a text read as calling code and national number | yes |
//! | `length` | whether digits are too few or too many | yes |
//! | `format` | a number written for people | yes |
//! | `check` | a number judged | yes |

mod as_you_type;
mod check;
mod clean;
mod format;
mod grouping;
mod length;
mod metadata;
mod parse;
mod region;

use std::fmt;

use super::country::CountryCode;

pub use check::{Doubt, Judged, Msisdn, PhoneCheck, check, judge, msisdn, warm};
pub(super) use clean::is_whole;
pub use clean::{CleanError, clean, pasted, undecorated};
pub use grouping::Grouping;
pub(super) use region::{abroad, exit_code, region_of};
pub use region::{country_of, example, with_plus};

/// A number that can be sent: possible in its numbering plan, though not certainly valid. Made by [`check()`] alone.
///
/// Numbers are personal data: `Debug` shows the country and how many digits there are, and there is no `Display`.
#[derive(Clone, Eq, PartialEq, Hash)]
pub struct PhoneNumber {
    country: CountryCode,
    sent: String,
    e164: String,
    international: String,
    national: String,
}

impl PhoneNumber {
    /// The country that the number is dialled from: the `country` of a `requestToken` request. A number that begins
    /// with `+` may belong to another one.
    pub fn country(&self) -> CountryCode {
        self.country
    }

    /// The value of `phone_number`: the digits as they were typed, after one `+` at most. The trunk
    /// prefix stays, for it is the server that knows whether it counts.
    pub fn sent(&self) -> &str {
        &self.sent
    }

    /// The number that will be texted, `+4915123456789`: to be shown, not sent.
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// The same for people: `+49 1512 3456789`.
    pub fn international(&self) -> &str {
        &self.international
    }

    /// As it is written within the country: `01512 3456789`.
    pub fn national(&self) -> &str {
        &self.national
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PhoneNumber")
            .field("country", &self.country)
            .field("digits", &(self.e164.len() - 1))
            .finish_non_exhaustive()
    }
}
