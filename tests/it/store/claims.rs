//! A flow belongs to one wizard at a time.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

#[test]
fn two_wizards_at_once_do_not_take_up_the_same_flow() {
    let folder = Folder::new();
    folder.keep(&flow(&id('a')));
    let first = folder.look(now());
    assert!(first.newest.is_some());
    let second = folder.store().look(now());
    assert!(second.newest.is_none());
    assert_eq!(second.in_use, 1);
    drop(first);
    assert!(folder.look(now()).newest.is_some(), "free again");
}

#[test]
fn the_second_wizard_takes_up_the_flow_before() {
    let folder = Folder::new();
    folder.keep_at(
        &flow(&id('b')),
        Moment::beginning(now() - Duration::from_secs(9)),
    );
    folder.keep(&flow(&id('a')));
    let newest = |look: &Look| look.newest.as_ref().map(|o| o.flow.id.clone());
    let first = folder.look(now());
    assert_eq!(newest(&first), Some(id('a')));
    let second = loop {
        // See `Folder::claim`: the one before may be in use for a moment.
        let look = folder.store().look(now());
        if look.newest.is_some() {
            break look;
        }
    };
    assert_eq!(newest(&second), Some(id('b')));
}

#[test]
fn a_flow_in_use_is_not_claimed_forgotten_or_set_aside() {
    let folder = Folder::new();
    let claim = folder.claim(&id('a'));
    assert!(matches!(
        folder.store().claim(&id('a')),
        Err(ClaimError::InUse)
    ));
    claim
        .save(&flow(&id('a')), moment())
        .expect("there is room");
    let forgotten = folder.store().forget();
    assert_eq!((forgotten.in_use, forgotten.flows.len()), (1, 0));
    fs::write(folder.file(&id('a')), b"{").expect("it is ours");
    assert_eq!(folder.store().look(now()).in_use, 1);
    assert!(folder.file(&id('a')).exists());
}

#[test]
fn a_finished_flow_leaves_nothing() {
    let folder = Folder::new();
    let claim = folder.claim(&id('a'));
    claim
        .save(&flow(&id('a')), moment())
        .expect("there is room");
    claim.forget().expect("it is ours");
    assert_eq!(folder.names(), [""; 0]);
}

/// The lock's file is removed by one and waited for by another: they never both have it.
#[test]
fn of_many_who_come_and_go_one_has_the_flow() {
    const THREADS: usize = 4;
    let folder = Folder::new();
    folder.keep(&flow(&id('b')));
    let (inside, taken, begin) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        Barrier::new(THREADS),
    );
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                begin.wait();
                for _ in 0..200 {
                    match folder.store().claim(&id('a')) {
                        Ok(_claim) => {
                            assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                            taken.fetch_add(1, Ordering::SeqCst);
                            inside.fetch_sub(1, Ordering::SeqCst);
                        }
                        Err(ClaimError::InUse) => {}
                        Err(ClaimError::Io(error)) => panic!("{error}"),
                    }
                }
            });
        }
    });
    assert!(taken.load(Ordering::SeqCst) > THREADS);
}
