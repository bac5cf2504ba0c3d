//! What holds whatever happens in whatever order: thousands of random walks, the same every time.
//!
//! A property looks at each [`Moment`] of a walk. One about rendering can draw
//! [`Moment::wizard`], which comes by every page and most of their problems.

mod chance;
mod server;
mod walk;

mod back;
mod deadlines;
mod enter;
mod messages;
mod states;

use walk::{Moment, Walk};

/// Walks of each property, and how far each goes.
const WALKS: u64 = 300;
const STEPS: usize = 160;

/// Walks, and shows every moment.
fn walks(mut see: impl FnMut(&Moment<'_>)) {
    for seed in 0..WALKS {
        Walk::new(seed).steps(STEPS, &mut see);
    }
}

/// The same, with the whole state around stale replies and Enter.
fn walks_in_full(mut see: impl FnMut(&Moment<'_>)) {
    for seed in 0..WALKS {
        let mut walk = Walk::new(seed);
        walk.in_full = true;
        walk.steps(STEPS, &mut see);
    }
}
