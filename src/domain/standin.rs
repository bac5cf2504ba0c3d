//! Stands in until the numbers land.
#![allow(missing_docs)]
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
pub struct CountryCode([u8; 2]);
impl CountryCode {
    pub fn parse(text: &str) -> Result<Self, ()> {
        text.as_bytes().try_into().map(Self).map_err(|_| ())
    }
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }
}
#[derive(Clone, Eq, PartialEq, Debug)]
pub struct PhoneNumber {
    country: CountryCode,
    sent: String,
}
impl PhoneNumber {
    pub fn country(&self) -> CountryCode {
        self.country
    }
    pub fn sent(&self) -> &str {
        &self.sent
    }
    pub fn e164(&self) -> &str {
        &self.sent
    }
    pub fn standin(country: CountryCode, sent: &str) -> Self {
        Self {
            country,
            sent: sent.to_owned(),
        }
    }
}
