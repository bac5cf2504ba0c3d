//! The fault table: at every request of every flow in turn, everything that can go wrong with one.
//!
//! The whole program but its terminal is there: machine, runtime and client drive real sockets and
//! real TLS to the practice server, only fifty times as fast. In each cell the flow completes, or
//! stops on a page that explains; whatever was typed is still there; and the sinks hold exactly one
//! message for each time that the user asked for one and the server was told of it.

mod browser;
mod cell;
mod face;
pub mod fault;
mod flow;
mod person;
pub mod site;
mod table;
mod wire;

use cell::Cell;
use fault::{Fault, Span, Target};
use flow::Flow;

/// How many cells run at once. Most of their time they wait.
const AT_ONCE: usize = 16;

/// Every cell of a flow.
fn cells(flow: Flow) -> Vec<Cell> {
    let mut requests = cell::block_on(cell::requests(flow));
    // Those of one moment arrive in any order.
    requests.made.sort();
    requests.seen.sort();
    if flow == Flow::SignUpSentAgain {
        // The others have a row of their own, and here their number depends on the clock.
        let sends = |target: &Target| target.name.ends_with("/requestToken");
        requests.made.retain(sends);
        requests.seen.retain(sends);
    }
    let mut cells = Vec::new();
    for fault in Fault::ALL {
        let targets = match fault.is_before_the_request() {
            true => &requests.made,
            false => &requests.seen,
        };
        for target in targets {
            for span in [Span::Once, Span::UntilSeen] {
                cells.push(Cell {
                    flow,
                    target: target.clone(),
                    fault,
                    span,
                });
            }
        }
    }
    cells
}

/// The whole table; `.ci/faults` runs it, and shows it.
#[cfg(feature = "fault-table")]
#[test]
fn every_fault_at_every_request_of_every_flow() {
    let cells: Vec<Cell> = Flow::ALL.into_iter().flat_map(cells).collect();
    let table = table::Table::of(&cells, AT_ONCE);
    println!("{table}");
    table.assert_whole();
}

/// One cell for each request of each flow, with one fault after the other.
#[cfg(not(feature = "fault-table"))]
fn sample(all: &[Cell]) -> Vec<Cell> {
    let mut requests: Vec<(Flow, &Target)> = Vec::new();
    for cell in all {
        let request = (cell.flow, &cell.target);
        if !requests.contains(&request) {
            requests.push(request);
        }
    }
    let one = |(at, (flow, target)): (usize, (Flow, &Target))| {
        let is_of = |cell: &&Cell| cell.flow == flow && cell.target == *target;
        let of: Vec<&Cell> = all.iter().filter(is_of).collect();
        // A stride that meets every fault, once and until it is seen.
        of[(at * 7) % of.len()].clone()
    };
    requests.into_iter().enumerate().map(one).collect()
}

/// A part of the table that takes a moment: each fault, and each request, at least once.
#[cfg(not(feature = "fault-table"))]
#[test]
fn a_sample_of_the_fault_table() {
    let all: Vec<Cell> = Flow::ALL.into_iter().flat_map(cells).collect();
    let cells = sample(&all);
    for fault in Fault::ALL {
        let has = cells.iter().any(|cell| cell.fault == fault);
        assert!(has, "nothing with {fault:?}");
    }
    let table = table::Table::of(&cells, AT_ONCE);
    println!("{table}");
    table.assert_whole();
}
