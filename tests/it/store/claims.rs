//! A flow belongs to one wizard at a time.

use std::sync::Barrier;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

#[test]
fn two_wizards_at_once_do_not_take_up_the_same_flow() {
    let folder = Folder::absent();
    folder.keep(&flow(&id('a')));
    let first = folder.take_up(&id('a'), moment());
    let second = folder.store().take_up(&id('a'), moment());
    assert!(matches!(second, Err(ResumeFault::InUse)));
    let look = folder.store().look(now());
    assert!(
        look.flows.is_empty(),
        "what another wizard has is not offered"
    );
    assert_eq!(look.in_use, 1);
    drop(first);
    assert_eq!(folder.look(now()).flows.len(), 1, "free again");
}

#[test]
fn whoever_only_looks_is_in_nobodys_way() {
    let folder = Folder::absent();
    folder.keep(&flow(&id('a')));
    let look = folder.look(now());
    assert_eq!(look.flows.len(), 1);
    assert_eq!(
        folder.look(now()).flows.len(),
        1,
        "the next one sees it too"
    );
    folder.take_up(&id('a'), moment());
}

#[test]
fn what_was_written_since_is_what_is_taken_up() {
    let folder = Folder::absent();
    folder.keep(&flow(&id('a')));
    assert_eq!(folder.look(now()).flows[0].flow, flow(&id('a')));
    folder.keep(&full(&id('a')));
    assert_eq!(folder.take_up(&id('a'), moment()).flow, full(&id('a')));
}

#[test]
fn a_flow_that_is_gone_is_not_taken_up() {
    let folder = Folder::absent();
    let taken = folder.store().take_up(&id('a'), moment());
    assert!(matches!(taken, Err(ResumeFault::Gone)));
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn the_newest_flows_are_offered_and_those_in_use_leave_room_to_others() {
    let folder = Folder::absent();
    let ids: Vec<_> = ('a'..='g').map(id).collect();
    for (id, age) in ids.iter().zip(0..) {
        let at = now() - Duration::from_secs(60 * age);
        folder.keep_at(&flow(id), Moment::beginning(at));
    }
    let offered = |look: &Look| -> Vec<TaskId> {
        let flows = look.flows.iter();
        flows.map(|found| found.flow.id.clone()).collect()
    };
    let look = folder.look(now());
    assert_eq!(offered(&look), ids[..Look::MOST]);
    assert_eq!(look.flows[2].written_at, ago(120));
    let _taken = folder.take_up(&ids[1], moment());
    // See `Folder::claim`: another one may be in use for a moment.
    while offered(&folder.store().look(now())) != [&ids[..1], &ids[2..6]].concat() {
        thread::yield_now();
    }
}

#[test]
fn a_flow_in_use_is_not_claimed_forgotten_or_set_aside() {
    let folder = Folder::absent();
    let claim = folder.claim(&id('a'));
    assert!(matches!(
        folder.store().claim(&id('a')),
        Err(SaveFault::InUse)
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
    let folder = Folder::absent();
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
    let folder = Folder::absent();
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
                        Err(SaveFault::InUse) => {}
                        Err(error) => panic!("{error:?}"),
                    }
                }
            });
        }
    });
    assert!(taken.load(Ordering::SeqCst) > THREADS);
}
