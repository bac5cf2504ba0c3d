//! The fault table: at every request of every flow in turn, everything that can go wrong with one.
//!
//! The whole program but its terminal is there: machine, runtime and client drive real sockets and
//! real TLS to the practice server, only fifty times as fast. In each cell the flow completes, or
//! stops on a page that explains; whatever was typed is still there; and the sinks hold exactly one
//! message for each time that the person asked for one and the server was told of it.

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
use fault::{Fault, Span};
use flow::Flow;

/// How many cells run at once. Most of their time they wait.
const AT_ONCE: usize = 8;

/// Every cell of a flow.
fn cells(flow: Flow) -> Vec<Cell> {
    let mut requests = cell::block_on(cell::requests(flow));
    // Those of one moment arrive in any order.
    requests.made.sort();
    requests.seen.sort();
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

/// A part of the table that takes a moment: each fault, and each request, at least once.
#[cfg(not(feature = "fault-table"))]
#[test]
fn a_sample_of_the_fault_table() {
    let sample = |flow| cells(flow).into_iter().step_by(47);
    let cells: Vec<Cell> = Flow::ALL.into_iter().flat_map(sample).collect();
    let table = table::Table::of(&cells, AT_ONCE);
    println!("{table}");
    table.assert_whole();
}
