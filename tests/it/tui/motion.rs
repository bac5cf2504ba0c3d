//! The parts that move: when a spinner appears, turns and goes.

use std::time::Duration;

use mxid::screen::Screen;
use mxid::tui::{Theme, View};
use mxid::wizard::Time;

use super::pages;
use crate::screens::support::Drawn;

/// The view's picture after each of some times, in milliseconds.
fn seen(view: &mut View, screen: &Screen, millis: u64) -> String {
    let now = Time(Duration::from_millis(millis));
    Drawn::new(view, screen, &Theme::colour(), (80, 24), now).text()
}

fn next(view: &View, screen: &Screen, millis: u64) -> Option<u128> {
    let next = view.next_frame(screen, Time(Duration::from_millis(millis)));
    next.map(|at| at.0.as_millis())
}

#[test]
fn a_spinner_appears_after_a_moment_and_turns_ten_times_a_second() {
    let screen = pages::looking();
    let mut view = View::default();
    assert!(!seen(&mut view, &screen, 1099).contains("Looking"));
    assert_eq!(next(&view, &screen, 1099), Some(1100));
    let first = seen(&mut view, &screen, 1100);
    assert!(first.contains("Looking for example.org"), "{first}");
    assert_eq!(next(&view, &screen, 1100), Some(1200));
    assert_ne!(first, seen(&mut view, &screen, 1200));
    assert_eq!(next(&view, &screen, 1234), Some(1300));
}

#[test]
fn a_spinner_that_appeared_stays_for_a_second_unless_a_problem_takes_its_place() {
    let mut over = pages::looking();
    over.status = None;
    let mut view = View::default();
    seen(&mut view, &pages::looking(), 1100);
    assert!(seen(&mut view, &over, 1150).contains("· Looking for example.org"));
    assert_eq!(next(&view, &over, 1150), Some(2100));
    assert!(seen(&mut view, &over, 2099).contains("· Looking"));
    assert!(!seen(&mut view, &over, 2100).contains("Looking"));
    assert_eq!(next(&view, &over, 2100), None);

    let mut view = View::default();
    seen(&mut view, &pages::looking(), 1100);
    let mut failed = pages::account_taken();
    failed.title = over.title.clone();
    assert!(!seen(&mut view, &failed, 1150).contains("Looking"));

    let mut view = View::default();
    seen(&mut view, &pages::looking(), 1099);
    assert!(
        !seen(&mut view, &over, 1150).contains("Looking"),
        "it was too quick"
    );
}

#[test]
fn nothing_turns_where_motion_is_unwanted() {
    let screen = pages::looking();
    let mut view = View::default();
    view.still = true;
    assert!(!seen(&mut view, &screen, 1099).contains("Looking"));
    assert_eq!(next(&view, &screen, 1099), Some(1100));
    assert!(seen(&mut view, &screen, 1100).contains("… Looking"));
    assert_eq!(next(&view, &screen, 1100), None);
    assert_eq!(next(&view, &pages::code(), 1100), Some(2100), "only to go");
}
