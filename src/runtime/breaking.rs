//! Breaking down on demand, in debug builds alone: so that a test can see what is left of the terminal then.

/// Panics where `MXID_PANIC_ON_F12` says: in the `loop`, in a `task` of its executor, or on a `thread` beside it.
#[expect(clippy::panic, reason = "that is what it is for")]
pub(super) fn break_down() {
    const WHY: &str = "asked for by a test";
    let place = std::env::var("MXID_PANIC_ON_F12");
    match place.as_deref() {
        Ok("loop") => panic!("{WHY}"),
        Ok("task") => drop(tokio::spawn(async { panic!("{WHY}") })),
        Ok("thread") => drop(tokio::task::spawn_blocking(|| panic!("{WHY}"))),
        _ => {}
    }
}
