//! A profile in iamb's configuration: what was there stays unchanged, and nothing is written that iamb could not
//! read.

use std::fs;
use std::path::PathBuf;

use mxid::domain::{IambProfile, UserId};
use mxid::store::add_profile;
use mxid::wizard::ProfileFault;

use super::Folder;

const TABLE: &str = "[profiles.robin]\nuser_id = \"@robin:example.org\"\n";

fn robin() -> IambProfile {
    IambProfile::new(
        &UserId::parse("@robin:example.org").expect("a Matrix ID"),
        None,
    )
}

/// iamb's configuration with a text in it, if there is to be one.
fn configuration(text: Option<&str>) -> (Folder, PathBuf) {
    let folder = Folder::absent();
    let file = folder.path().join("iamb").join("config.toml");
    if let Some(text) = text {
        fs::create_dir_all(file.parent().expect("a folder")).expect("it can be made");
        fs::write(&file, text).expect("it can be written");
    }
    (folder, file)
}

/// The content of the folder: nothing is left of a file that was being written.
fn names(file: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(file.parent().expect("a folder")).expect("a folder");
    entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect()
}

#[test]
fn a_configuration_is_made_for_its_owner_only() {
    let (_folder, file) = configuration(None);
    assert_eq!(add_profile(&file, &robin()), Ok(()));
    assert_eq!(fs::read_to_string(&file).expect("a file"), TABLE);
    assert_eq!(names(&file), ["config.toml"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let mode = fs::metadata(&file).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_is_there_stays_to_the_letter() {
    for there in [
        "",
        "# mine\ndefault_profile = 'home'\n",
        "[profiles.home]\nuser_id = \"@me:example.org\"   # at home\n\n",
        "[profiles.home]\nuser_id = \"@me:example.org\"",
    ] {
        let (_folder, file) = configuration(Some(there));
        assert_eq!(add_profile(&file, &robin()), Ok(()), "{there:?}");
        let text = fs::read_to_string(&file).expect("a file");
        assert!(text.starts_with(there) && text.ends_with(TABLE), "{text}");
        assert_eq!(names(&file), ["config.toml"]);
    }
}

/// Nobody may write into it, and then reading it would never end.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_configuration_holds_nobody_up() {
    let (_folder, file) = configuration(Some(""));
    fs::remove_file(&file).expect("it is there");
    let made = std::process::Command::new("mkfifo").arg(&file).status();
    assert!(made.expect("a program").success());
    assert_eq!(add_profile(&file, &robin()), Err(ProfileFault::Unwritable));
    assert_eq!(names(&file), ["config.toml"]);
}

#[cfg(unix)]
#[test]
fn the_rights_of_a_file_stay_and_so_does_a_link_to_it() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let (folder, file) = configuration(Some(""));
    let real = folder.path().join("dotfiles.toml");
    fs::rename(&file, &real).expect("it can be moved");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o644)).expect("it is ours");
    symlink(&real, &file).expect("a link");
    assert_eq!(add_profile(&file, &robin()), Ok(()));
    assert!(fs::symlink_metadata(&file).expect("a link").is_symlink());
    assert_eq!(fs::read_to_string(&real).expect("a file"), TABLE);
    let mode = fs::metadata(&real).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o644);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_left_alone() {
    let (folder, file) = configuration(Some(""));
    fs::remove_file(&file).expect("it is ours");
    let gone = folder.path().join("dotfiles.toml");
    std::os::unix::fs::symlink(&gone, &file).expect("a link");
    assert_eq!(add_profile(&file, &robin()), Err(ProfileFault::Unwritable));
    assert_eq!(fs::read_link(&file).expect("the link"), gone);
    assert!(!gone.exists());
    assert_eq!(names(&file), ["config.toml"]);
}

/// Nothing is added to this configuration, and no letter of it changes.
#[track_caller]
fn assert_left_alone(there: &str, fault: ProfileFault) {
    let (_folder, file) = configuration(Some(there));
    let added = add_profile(&file, &robin());
    assert_eq!(added, Err(fault), "{there}");
    assert_eq!(fs::read_to_string(&file).expect("a file"), there);
}

#[test]
fn a_profile_of_that_name_is_never_replaced() {
    for there in [
        TABLE,
        "[profiles.\"robin\"]\nuser_id = \"@other:example.org\"\n",
        "profiles.robin.user_id = \"@other:example.org\"\n",
        "profiles = { robin = { user_id = \"@other:example.org\" } }\n",
    ] {
        assert_left_alone(there, ProfileFault::Exists);
    }
}

#[test]
fn what_is_not_understood_is_left_alone() {
    for there in ["{ \"profiles\": {} }", "profiles = 1\n"] {
        assert_left_alone(there, ProfileFault::Unreadable);
    }
}

#[test]
fn profiles_in_braces_are_understood_and_left_alone() {
    for there in [
        "profiles = { home = { user_id = \"@me:example.org\" } }\n",
        "default_profile = 'home'\nprofiles={}",
    ] {
        assert_left_alone(there, ProfileFault::InlineTable);
    }
}

#[test]
fn beside_a_profile_of_that_name_there_is_room_for_another() {
    let (_folder, file) = configuration(Some(TABLE));
    assert_eq!(add_profile(&file, &robin().beside(1)), Ok(()));
    let text = fs::read_to_string(&file).expect("a file");
    let other = TABLE.replace("robin]", "\"robin-example.org\"]");
    assert_eq!(text, format!("{TABLE}\n{other}"));
}

#[test]
fn a_configuration_of_earlier_versions_is_not_hidden() {
    let (_folder, file) = configuration(Some(""));
    let older = file.with_extension("json");
    fs::rename(&file, &older).expect("it can be moved");
    assert_eq!(add_profile(&file, &robin()), Err(ProfileFault::OldFormat));
    assert_eq!(names(&file), ["config.json"]);
    // Beside a new one it is of no use to iamb either.
    fs::write(&file, "").expect("it can be written");
    assert_eq!(add_profile(&file, &robin()), Ok(()));
}

#[test]
fn where_nothing_can_be_written_that_is_said() {
    let (folder, file) = configuration(Some(""));
    fs::remove_file(&file).expect("it is ours");
    fs::create_dir(&file).expect("a folder in its place");
    assert_eq!(add_profile(&file, &robin()), Err(ProfileFault::Unwritable));
    let below = folder.path().join("iamb/config.toml/x").join("config.toml");
    fs::remove_dir(&file).expect("it is ours");
    fs::write(&file, "").expect("a file in a folder's place");
    assert_eq!(add_profile(&below, &robin()), Err(ProfileFault::Unwritable));
}
