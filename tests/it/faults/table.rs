//! The table itself: its cells, run several at a time, and its result, flow by fault.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::cell::{self, Cell, Outcome};
use super::face::Ended;
use super::fault::Fault;
use super::flow::Flow;

/// A table that was run.
pub struct Table {
    rows: Vec<(Cell, Result<Outcome, String>)>,
    took: Duration,
}

impl Table {
    /// Runs cells, so many at a time.
    pub fn of(cells: &[Cell], at_once: usize) -> Self {
        let begun = Instant::now();
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(cells.len()));
        thread::scope(|scope| {
            for _ in 0..at_once {
                scope.spawn(|| {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(cell) = cells.get(at) else {
                            return;
                        };
                        let run = AssertUnwindSafe(|| cell::block_on(cell::run(cell)));
                        let outcome = catch_unwind(run).map_err(|panic| words(&*panic));
                        let row = (at, cell.clone(), outcome);
                        done.lock().expect("no panic").push(row);
                    }
                });
            }
        });
        let mut rows = done.into_inner().expect("no panic");
        rows.sort_by_key(|(at, ..)| *at);
        Self {
            rows: rows.into_iter().map(|(_, cell, of)| (cell, of)).collect(),
            took: begun.elapsed(),
        }
    }

    /// # Panics
    /// When a promise was broken in a cell: all of them are named.
    pub fn assert_whole(&self) {
        let broken = self.rows.iter().filter_map(|(cell, outcome)| {
            let why = outcome.as_ref().err()?;
            let Cell {
                flow,
                target,
                fault,
                span,
            } = cell;
            Some(format!(
                "{}: {} ({span:?}) at {} #{}:\n{why}",
                flow.name(),
                fault.name(),
                target.name,
                target.nth
            ))
        });
        let broken: Vec<String> = broken.collect();
        let count = broken.len();
        assert!(broken.is_empty(), "{count} broken\n{}", broken.join("\n"));
    }

    /// The outcomes of a flow with a fault.
    fn of_fault(&self, flow: Flow, fault: Fault) -> Counts {
        let mut counts = Counts::default();
        for (cell, outcome) in &self.rows {
            if cell.flow == flow && cell.fault == fault {
                counts.add(outcome);
            }
        }
        counts
    }

    fn all(&self) -> Counts {
        let mut counts = Counts::default();
        self.rows
            .iter()
            .for_each(|(_, outcome)| counts.add(outcome));
        counts
    }
}

/// The results of some cells.
#[derive(Default)]
struct Counts {
    /// Went through without a word.
    smooth: usize,
    /// Said what stood in the way, and went through.
    explained: usize,
    /// Stopped on a page that explains.
    stopped: usize,
    broken: usize,
    asked: usize,
    acted: usize,
    messages: usize,
}

impl Counts {
    fn add(&mut self, outcome: &Result<Outcome, String>) {
        let Ok(outcome) = outcome else {
            self.broken += 1;
            return;
        };
        match (outcome.ended, outcome.hindered) {
            (Ended::Completed, false) => self.smooth += 1,
            (Ended::Completed, true) => self.explained += 1,
            (Ended::Stopped, _) => self.stopped += 1,
        }
        self.asked += outcome.asked;
        self.acted += outcome.acted;
        self.messages += outcome.messages;
    }

    fn cells(&self) -> usize {
        self.smooth + self.explained + self.stopped + self.broken
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{:<22} {:<27} {:>5} {:>7} {:>9} {:>7} {:>6} {:>13}",
            "flow", "fault", "cells", "smooth", "explained", "stopped", "broken", "messages"
        )?;
        for flow in Flow::ALL {
            for fault in Fault::ALL {
                let counts = self.of_fault(flow, fault);
                if counts.cells() > 0 {
                    line(f, flow.name(), fault.name(), &counts)?;
                }
            }
        }
        line(f, "all", "", &self.all())?;
        writeln!(
            f,
            "messages: in the sinks / that the server acted on / that the person asked for"
        )?;
        writeln!(f, "took {:.1} s", self.took.as_secs_f64())?;
        for (cell, outcome) in &self.rows {
            if let Ok(outcome) = outcome
                && outcome.ended == Ended::Stopped
            {
                let Cell { flow, target, .. } = cell;
                writeln!(
                    f,
                    "stopped: {}, {} ({:?}) at {} #{}: {}",
                    flow.name(),
                    cell.fault.name(),
                    cell.span,
                    target.name,
                    target.nth,
                    outcome.last_words
                )?;
            }
        }
        Ok(())
    }
}

fn line(f: &mut fmt::Formatter<'_>, flow: &str, fault: &str, counts: &Counts) -> fmt::Result {
    let Counts {
        smooth,
        explained,
        stopped,
        broken,
        asked,
        acted,
        messages,
    } = counts;
    let sent = format!("{messages}/{acted}/{asked}");
    writeln!(
        f,
        "{flow:<22} {fault:<27} {:>5} {smooth:>7} {explained:>9} {stopped:>7} {broken:>6} {sent:>13}",
        counts.cells()
    )
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without words").to_owned()
}
