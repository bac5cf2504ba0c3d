//! The program is killed (SIGKILL) at every request and after every save of every flow, and run again: each flow comes
//! to its end, and nobody gets a message more than they asked for.
//!
//! ```text
//!   person ── keys ──▸ mxid ──▸ Proxy ──▸ practice server ──▸ messages
//!     │                 ▲ SIGKILL │
//!     │                 └─────────┘ at request N: before it leaves, after the server acted, after the answer
//!     └── Browser, for what only a page of the server can do
//! ```

mod browser;
mod cell;
mod flow;
mod person;
mod proxy;
mod site;
mod state;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use cell::{Found, Kill, run};
use flow::{FLOWS, Flow};
use proxy::Moment;

/// How many programs run at once. They wait most of the time.
const AT_ONCE: usize = 8;

/// How many programs were to be killed, and were.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    cells: usize,
    killed: usize,
}

impl Count {
    fn add(&mut self, killed: bool) {
        self.cells += 1;
        self.killed += usize::from(killed);
    }
}

/// Runs a cell for each item, several at once, and gives what was found and what did not hold.
fn run_all(cells: &[(Flow, Kill)]) -> (Vec<Found>, Vec<(&'static str, Kill)>) {
    let queue = Mutex::new(cells.iter());
    let found = Mutex::new(Vec::new());
    let failed = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().expect("no panic").next();
                    let Some((flow, kill)) = next else {
                        return;
                    };
                    match std::panic::catch_unwind(|| run(*flow, *kill)) {
                        Ok(cell) => found.lock().expect("no panic").push(cell),
                        Err(_) => failed.lock().expect("no panic").push((flow.name, *kill)),
                    }
                }
            });
        }
    });
    let found = found.into_inner().expect("no panic");
    (found, failed.into_inner().expect("no panic"))
}

/// Everywhere that a flow can be killed.
fn everywhere(found: &Found) -> impl Iterator<Item = Kill> {
    let requests = (0..found.requests.len())
        .flat_map(|number| Moment::ALL.map(|moment| Kill::Request(number, moment)));
    requests.chain((0..found.saves).map(Kill::Save))
}

#[test]
fn killed_and_gone_on_with_a_flow_ends_with_one_message() {
    let begun = Instant::now();
    let cells = match cfg!(feature = "kill-tests") {
        true => {
            let (spared, failed) = run_all(&FLOWS.map(|flow| (flow, Kill::Spared)));
            assert!(failed.is_empty(), "not killed at all: {failed:#?}");
            let cells = spared
                .iter()
                .flat_map(|found| everywhere(found).map(|kill| (found.flow, kill)));
            cells.collect()
        }
        false => FLOWS.map(|flow| (flow, Kill::Twice)).to_vec(),
    };
    let (found, failed) = run_all(&cells);
    let mut flows = BTreeMap::<_, Count>::new();
    let mut at_saves = Count::default();
    for found in found {
        flows.entry(found.flow.name).or_default().add(found.killed);
        if matches!(found.kill, Kill::Save(_)) {
            at_saves.add(found.killed);
        }
    }
    println!("killed and resumed, in {:?}:", begun.elapsed());
    for (name, Count { cells, killed }) in flows {
        println!("{name:<30} {killed:>4} of {cells:>4}");
    }
    println!("at a save {at_saves:?}");
    assert!(
        failed.is_empty(),
        "{} of {}: {failed:#?}",
        failed.len(),
        cells.len()
    );
    // A save is seen by looking, and the next may come before the signal: some are missed.
    assert!(at_saves.killed * 4 >= at_saves.cells * 3, "{at_saves:?}");
}
