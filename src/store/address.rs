//! An address in the file of a saved task, as it was sent.

use serde::{Deserialize, Serialize};

use super::text::{Text, Typed};
use crate::domain::{CountryCode, Email};
use crate::wizard::SavedAddress;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub(super) enum AddressForm {
    Email(Text<Email>),
    Phone {
        country: Text<CountryCode>,
        phone_number: Text<Typed>,
    },
}

impl AddressForm {
    pub(super) fn of(address: SavedAddress) -> Self {
        match address {
            SavedAddress::Email(email) => Self::Email(Text(email)),
            SavedAddress::Phone { country, sent } => Self::Phone {
                country: Text(country),
                phone_number: Text(Typed(sent)),
            },
        }
    }

    /// The address; none if it cannot have been sent.
    pub(super) fn into_address(self) -> Option<SavedAddress> {
        match self {
            Self::Email(email) => Some(SavedAddress::Email(email.0)),
            Self::Phone {
                country,
                phone_number: Text(Typed(sent)),
            } => {
                // What was sent once is sent again to the letter, so it has to be clean.
                let is_clean = crate::domain::clean(&sent).is_ok_and(|clean| clean == sent);
                let country = country.0;
                (is_clean && !sent.is_empty()).then_some(SavedAddress::Phone { country, sent })
            }
        }
    }
}
