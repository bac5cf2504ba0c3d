//! The invariants: thousands of random walks, the same every time.
//!
//! A property looks at each [`Moment`] of a walk. One about rendering can draw
//! [`Moment::wizard`], which comes by every page and most of their problems.

mod chance;
#[cfg(all(unix, feature = "practice"))]
mod hostile;
mod server;
mod typing;
mod walk;

mod back;
#[cfg(all(unix, feature = "practice"))]
mod bytes;
mod committing;
mod deadlines;
mod enter;
mod keeping;
mod messages;
mod rendering;
mod sessions;
mod states;
mod tokens;

use walk::{Moment, Walk};

/// Walks of each property, and how far each goes.
const WALKS: u64 = 300;
const STEPS: usize = 150;

/// Walks, and shows every moment. Each property has its own walks, by its number.
fn walks(property: u64, mut see: impl FnMut(&Moment<'_>)) {
    for walk in 0..WALKS {
        Walk::new((property << 32) + walk).steps(STEPS, &mut see);
    }
}
