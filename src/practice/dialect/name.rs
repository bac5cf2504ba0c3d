//! The dialects by name.

use std::fmt;
use std::str::FromStr;

/// A homeserver whose dialect the practice server can speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// Synapse, with a Sydent that texts for it.
    #[default]
    Synapse,
    Continuwuity,
    Tuwunel,
    Dendrite,
    Conduit,
    /// Synapse that hands its accounts to a Matrix Authentication Service.
    Mas,
}

impl Dialect {
    /// Every dialect, the default first.
    pub const ALL: [Self; 6] = [
        Self::Synapse,
        Self::Continuwuity,
        Self::Tuwunel,
        Self::Dendrite,
        Self::Conduit,
        Self::Mas,
    ];

    /// Its name, as the command line takes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        let names = [
            "synapse",
            "continuwuity",
            "tuwunel",
            "dendrite",
            "conduit",
            "mas",
        ];
        names[self as usize]
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no dialect of this name")]
pub struct UnknownDialect;

impl FromStr for Dialect {
    type Err = UnknownDialect;

    fn from_str(name: &str) -> Result<Self, UnknownDialect> {
        Self::ALL
            .into_iter()
            .find(|dialect| dialect.as_str().eq_ignore_ascii_case(name))
            .ok_or(UnknownDialect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dialect_is_found_by_its_name_in_any_case() {
        for dialect in Dialect::ALL {
            assert_eq!(dialect.to_string().parse(), Ok(dialect));
            assert_eq!(dialect.as_str().to_uppercase().parse(), Ok(dialect));
        }
        assert_eq!("matrix".parse::<Dialect>(), Err(UnknownDialect));
    }
}
