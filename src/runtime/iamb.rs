//! iamb's configuration on this computer: where it is, and adding a profile to it.

use std::path::Path;

use crate::domain::IambProfile;
use crate::store;
use crate::wizard::ProfileFault;

/// Where it is, as a person writes it; none if the system has no place for it.
pub(super) fn shown() -> Option<String> {
    let file = store::iamb_file()?;
    let home = std::env::home_dir().filter(|home| home.is_absolute());
    let rest = home
        .as_deref()
        .and_then(|home| file.strip_prefix(home).ok());
    let shown = match rest {
        Some(rest) => Path::new("~").join(rest),
        None => file,
    };
    shown.to_str().map(str::to_owned)
}

/// Adds a profile. May block.
pub(super) fn add(profile: &IambProfile) -> Result<(), ProfileFault> {
    match store::iamb_file() {
        Some(file) => store::add_profile(&file, profile),
        None => Err(ProfileFault::Unwritable),
    }
}
