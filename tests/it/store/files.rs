//! The files themselves: for their owner only, replaced whole, and read only if they are ours.
#![cfg(unix)]

use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use mxid::domain::ClientSecret;
use mxid::store::Refusal;
use rustix::fs::{CWD, FileType, Mode};

use super::*;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("it is there").mode() & 0o777
}

/// Why the only file is refused.
#[track_caller]
fn refusal(folder: &Folder) -> Refusal {
    let mut look = folder.look(now());
    assert!(look.flows.is_empty());
    assert_eq!(look.refused.len(), 1, "{:?}", look.refused);
    let refused = look.refused.remove(0);
    assert_eq!(refused.path, folder.file(&id('a')), "it stays where it is");
    assert!(fs::symlink_metadata(&refused.path).is_ok(), "it stays");
    refused.why
}

#[test]
fn nobody_else_can_read_a_flow() {
    let folder = Folder::absent();
    folder.keep(&flow(&id('a')));
    assert_eq!(mode(folder.path()), 0o700);
    for name in folder.names() {
        assert_eq!(mode(&folder.path().join(&name)), 0o600, "{name}");
    }
}

#[test]
fn a_folder_that_was_opened_to_others_is_closed_again() {
    let folder = Folder::absent();
    fs::create_dir(folder.path()).expect("a folder");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
    folder.keep(&flow(&id('a')));
    assert_eq!(mode(folder.path()), 0o700);
}

#[test]
fn a_look_makes_nothing() {
    let folder = Folder::absent();
    let look = folder.look(now());
    assert!(look.flows.is_empty() && look.fault.is_none());
    assert!(!folder.path().exists());
}

#[test]
fn each_write_makes_another_file_and_leaves_nothing_beside_it() {
    let folder = Folder::absent();
    let claim = folder.claim(&id('a'));
    let number = || {
        fs::metadata(folder.file(&id('a')))
            .expect("it is there")
            .ino()
    };
    claim
        .save(&flow(&id('a')), moment())
        .expect("there is room");
    // Open, so that its number is not used again.
    let _old = fs::File::open(folder.file(&id('a'))).expect("it is there");
    let before = number();
    claim
        .save(&full(&id('a')), moment())
        .expect("there is room");
    assert_ne!(number(), before, "written over, not replaced");
    let name = |ending| format!("{}.{ending}", id('a').as_str());
    assert_eq!(folder.names(), [name("json"), name("lock")]);
}

/// Between writing and putting in place.
#[test]
fn a_wizard_that_was_killed_while_it_wrote_leaves_the_flow_as_it_was() {
    let folder = Folder::absent();
    folder.keep(&full(&id('a')));
    let new = folder.path().join(id('a').as_str()).with_extension("new");
    fs::write(&new, b"{\"format\":1,").expect("the folder is there");
    let taken = folder.take_up(&id('a'), moment());
    assert_eq!(taken.flow, full(&id('a')));
    taken
        .claim
        .save(&flow(&id('a')), moment())
        .expect("there is room");
    assert!(!new.exists(), "it went with the next write");
}

#[test]
fn what_a_wizard_left_that_was_killed_before_its_first_write_is_cleared() {
    let folder = Folder::absent();
    folder.keep(&flow(&id('b')));
    for ending in ["new", "lock"] {
        let path = folder.path().join(id('a').as_str()).with_extension(ending);
        fs::write(path, b"").expect("the folder is there");
    }
    let look = folder.look(now());
    assert!(look.refused.is_empty());
    assert!(folder.names().iter().all(|name| name.starts_with('b')));
}

#[test]
fn a_flow_too_large_to_read_back_is_not_written() {
    let folder = Folder::absent();
    folder.keep(&flow(&id('a')));
    let mut large = flow(&id('a'));
    large.agreed = vec!["x".repeat(16 * 1024); 20];
    let claim = folder.claim(&id('a'));
    let error = claim.save(&large, moment()).expect_err("it is too large");
    assert_eq!(error, SaveFault::TooLarge);
    drop(claim);
    let old = folder.take_up(&id('a'), moment());
    assert_eq!(old.flow, flow(&id('a')));
}

/// Has every write of a flow fail: a folder is where its new file would be.
fn block(folder: &Folder, id: &TaskId) {
    let new = folder.path().join(id.as_str()).with_extension("new");
    fs::create_dir(new).expect("the folder is there");
}

/// A wizard that continued with it would use a number a second time, and the server would send nothing.
#[test]
fn an_earlier_state_goes_when_another_message_was_asked_for_and_that_cannot_be_written() {
    let folder = Folder::absent();
    let claim = folder.claim(&id('a'));
    let mut newer = full(&id('a'));
    claim.save(&newer, moment()).expect("there is room");
    let attempt = newer.validations[0].attempt.expect("one was asked for");
    newer.validations[0].attempt = Some(attempt.next());
    block(&folder, &id('a'));
    let error = claim.save(&newer, moment()).expect_err("it is blocked");
    assert!(matches!(error, SaveFault::Disk(_)), "{error:?}");
    assert!(!folder.file(&id('a')).exists(), "it can be resumed");
}

/// A wizard that continued with it would ask for the first message again, with a new secret.
#[test]
fn a_draft_goes_when_the_first_message_was_asked_for_and_that_cannot_be_written() {
    let asked = full(&id('a'));
    let mut draft = asked.clone();
    draft.validations.clear();
    draft.committing = None;
    let folder = Folder::absent();
    let claim = folder.claim(&id('a'));
    claim.save(&draft, moment()).expect("there is room");
    block(&folder, &id('a'));
    claim.save(&asked, moment()).expect_err("it is blocked");
    assert!(!folder.file(&id('a')).exists(), "it can be resumed");
}

/// To begin anew would ask for more than to continue with it.
#[test]
fn any_other_earlier_state_stays_when_the_newer_one_cannot_be_written() {
    let earlier = full(&id('a'));
    let mut typed = earlier.clone();
    typed.username = "robin".to_owned();
    let mut answered = earlier.clone();
    answered.validations[0].asked_at = Some(ago(1));
    let mut another = earlier.clone();
    another.validations[0].secret = ClientSecret::from_random(&[8; 32]);
    let mut committing = earlier.clone();
    committing.committing = None;
    for newer in [typed, answered, another, committing] {
        let folder = Folder::absent();
        let claim = folder.claim(&id('a'));
        claim.save(&earlier, moment()).expect("there is room");
        block(&folder, &id('a'));
        claim.save(&newer, moment()).expect_err("it is blocked");
        drop(claim);
        let taken = folder.take_up(&id('a'), moment());
        assert_eq!(taken.flow, earlier);
    }
}

/// It was emptied where it could not be removed.
#[test]
fn an_empty_file_is_no_flow_and_nothing_to_speak_of() {
    let folder = Folder::absent();
    folder.put(&id('a'), b"");
    let look = folder.look(now());
    assert!(look.flows.is_empty() && look.refused.is_empty());
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn a_link_is_not_followed() {
    let (folder, elsewhere) = (Folder::absent(), Folder::absent());
    elsewhere.keep(&flow(&id('a')));
    fs::create_dir(folder.path()).expect("a folder");
    symlink(elsewhere.file(&id('a')), folder.file(&id('a'))).expect("a link");
    assert!(matches!(refusal(&folder), Refusal::NoFile));
}

#[test]
fn a_folder_or_a_pipe_is_no_file() {
    let folder = Folder::absent();
    fs::create_dir_all(folder.file(&id('a'))).expect("a folder");
    assert!(matches!(refusal(&folder), Refusal::NoFile));

    let folder = Folder::absent();
    fs::create_dir(folder.path()).expect("a folder");
    let pipe = (FileType::Fifo, Mode::RUSR | Mode::WUSR);
    rustix::fs::mknodat(CWD, folder.file(&id('a')), pipe.0, pipe.1, 0).expect("a pipe");
    // Opening it would wait for a writer.
    assert!(matches!(refusal(&folder), Refusal::NoFile));
}

#[test]
fn a_file_that_others_can_read_or_write_is_refused() {
    for mode in [0o640, 0o606, 0o620] {
        let folder = Folder::absent();
        folder.keep(&flow(&id('a')));
        let open = fs::Permissions::from_mode(mode);
        fs::set_permissions(folder.file(&id('a')), open).expect("it is ours");
        assert!(matches!(refusal(&folder), Refusal::Exposed), "{mode:o}");
    }
}

#[test]
fn a_file_or_a_folder_of_another_user_is_refused() {
    const NOBODY: u32 = 65534;
    let give_away = |path: &Path| std::os::unix::fs::chown(path, Some(NOBODY), None);
    let folder = Folder::absent();
    folder.keep(&flow(&id('a')));
    if give_away(&folder.file(&id('a'))).is_err() {
        return; // Only root can give a file away.
    }
    assert!(matches!(refusal(&folder), Refusal::Owner));
    give_away(folder.path()).expect("as before");
    assert!(folder.store().claim(&id('b')).is_err(), "not our folder");
}

#[test]
fn a_file_in_the_place_of_the_folder_is_a_fault_and_no_crash() {
    let folder = Folder::absent();
    fs::write(folder.path(), b"").expect("a file");
    assert!(folder.look(now()).fault.is_some());
    assert!(folder.store().claim(&id('a')).is_err());
    fs::remove_file(folder.path()).expect("it was ours");
}
