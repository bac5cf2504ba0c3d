//! Adding a profile to iamb's configuration: never over one of the same name, and never into a file that would not be
//! read afterwards.
//!
//! The existing text stays unchanged; the profile is appended, the whole is read as iamb would read it, and then
//! takes the file's place at once.

use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use toml::de::DeTable;

use super::{folder, place};
use crate::domain::IambProfile;
use crate::wizard::ProfileFault;

/// Larger than this is no configuration.
const MAX_BYTES: u64 = 1024 * 1024;

/// iamb's configuration: `iamb/config.toml` in `XDG_CONFIG_HOME`, whichever the system, else where the system has
/// configurations; `None` if it has no place for them.
pub fn iamb_file() -> Option<PathBuf> {
    let home = place::named("XDG_CONFIG_HOME").or_else(place::configurations)?;
    Some(home.join("iamb").join("config.toml"))
}

/// Its path as a user writes it.
pub fn iamb_shown() -> Option<String> {
    let file = iamb_file()?;
    let home = std::env::home_dir().filter(|home| home.is_absolute());
    let rest = home.and_then(|home| Some(Path::new("~").join(file.strip_prefix(home).ok()?)));
    rest.unwrap_or(file).to_str().map(str::to_owned)
}

/// Adds a profile to the configuration at `path`, which is made for its owner only if it is not there.
///
/// # Errors
/// When that would take the place of something, or cannot be written. The file is as it was.
pub fn add_profile(path: &Path, profile: &IambProfile) -> Result<(), ProfileFault> {
    // A link is followed: some keep their configurations elsewhere, and the link is to stay. One that leads nowhere
    // would be replaced.
    let is_there = fs::symlink_metadata(path).is_ok();
    let path = match fs::canonicalize(path) {
        Ok(real) => real,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !is_there => path.to_owned(),
        Err(_) => return Err(ProfileFault::Unwritable),
    };
    let there = read(&path)?;
    if there.is_none() && path.with_extension("json").exists() {
        // iamb reads that one only as long as there is no other.
        return Err(ProfileFault::OldFormat);
    }
    let text = with_profile(there.as_deref().unwrap_or_default(), profile)?;
    replace(&path, &text).map_err(|_| ProfileFault::Unwritable)
}

/// The text of a configuration; `None` if there is no file.
fn read(path: &Path) -> Result<Option<String>, ProfileFault> {
    let mut text = String::new();
    let mut options = OpenOptions::new();
    options.read(true);
    folder::not_elsewhere(&mut options);
    let file = match options.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(_) => return Err(ProfileFault::Unwritable),
    };
    if !file.metadata().is_ok_and(|found| found.is_file()) {
        return Err(ProfileFault::Unwritable);
    }
    match file.take(MAX_BYTES + 1).read_to_string(&mut text) {
        Ok(_) if text.len() as u64 <= MAX_BYTES => Ok(Some(text)),
        Ok(_) => Err(ProfileFault::Unreadable),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(ProfileFault::Unreadable),
        Err(_) => Err(ProfileFault::Unwritable),
    }
}

/// A configuration with a profile behind it.
fn with_profile(there: &str, profile: &IambProfile) -> Result<String, ProfileFault> {
    let parsed = DeTable::parse(there).map_err(|_| ProfileFault::Unreadable)?;
    let profiles = parsed.get_ref().get("profiles");
    if profiles.is_some_and(|profiles| profiles.get_ref().get(profile.name()).is_some()) {
        return Err(ProfileFault::Exists);
    }
    let end = match there {
        "" => "",
        text if text.ends_with("\n\n") => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let text = format!("{there}{end}{}\n{}", profile.heading(), profile.entries());
    // Profiles in braces take no table behind them.
    let is_inline = profiles.is_some_and(|profiles| {
        let written = there.get(profiles.span());
        written.is_some_and(|written| written.starts_with('{'))
    });
    match DeTable::parse(&text) {
        Ok(_) => Ok(text),
        Err(_) if is_inline => Err(ProfileFault::InlineTable),
        Err(_) => Err(ProfileFault::Unreadable),
    }
}

/// Puts a text in a file's place, whole or not at all, with the rights that the file had.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let Some(home) = path.parent() else {
        return Err(io::ErrorKind::NotFound.into());
    };
    fs::create_dir_all(home)?;
    let new = path.with_extension(format!("toml.{}.new", std::process::id()));
    let written = folder::write_new(&new, text.as_bytes())
        .and_then(|()| match fs::metadata(path) {
            Ok(found) => fs::set_permissions(&new, found.permissions()),
            Err(_) => Ok(()),
        })
        .and_then(|()| fs::rename(&new, path))
        .and_then(|()| folder::sync(home));
    if written.is_err() {
        // No other program looks for it.
        let _ = fs::remove_file(&new);
    }
    written
}
