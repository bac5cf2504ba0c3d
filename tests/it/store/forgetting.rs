//! A task that the user deletes is gone.

use super::*;

#[test]
fn every_flow_goes_and_is_told_from_the_others() {
    let folder = Folder::absent();
    folder.keep(&flow(&id('a')));
    folder.keep(&full(&id('b')));
    let forgotten = folder.forget();
    let on = |removed: &TaskSummary| removed.server.as_str() == "example.org";
    assert_eq!(forgotten.flows.len(), 2);
    assert!(forgotten.flows.iter().all(on), "{:?}", forgotten.flows);
    let about = |at: usize| -> Vec<_> {
        forgotten.flows[at]
            .about
            .iter()
            .map(|s| s.as_str())
            .collect()
    };
    assert_ne!(about(0), about(1));
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn what_cannot_be_read_goes_too_when_it_is_asked_for() {
    let folder = Folder::absent();
    folder.put(&id('a'), b"{");
    assert_eq!(folder.look(now()).refused.len(), 1);
    folder.put(&id('b'), b"{\"format\":9}");
    let forgotten = folder.forget();
    assert_eq!((forgotten.others, forgotten.other_versions), (1, 1));
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn nothing_is_forgotten_where_there_is_nothing() {
    let folder = Folder::absent();
    let forgotten = folder.forget();
    assert!(forgotten.flows.is_empty() && forgotten.fault.is_none());
    assert!(!folder.path().exists());
}

#[cfg(unix)]
#[test]
fn what_somebody_else_put_there_stays() {
    let (folder, elsewhere) = (Folder::absent(), Folder::absent());
    elsewhere.keep(&flow(&id('a')));
    fs::create_dir(folder.path()).expect("a folder");
    let link = folder.file(&id('a'));
    std::os::unix::fs::symlink(elsewhere.file(&id('a')), &link).expect("a link");
    let forgotten = folder.forget();
    assert_eq!(forgotten.refused.len(), 1);
    assert!(link.exists() && elsewhere.file(&id('a')).exists());
}
