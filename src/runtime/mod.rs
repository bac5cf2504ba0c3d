//! The event loop: the only place with a clock, a terminal, a network and signals.
//!
//! One thread, one `select!` over signals, terminal bytes, finished effects and the next deadline.
//! Each input becomes an [`Event`](crate::wizard::Event), the machine steps, its effects are
//! started, and one frame is drawn if the screen changed. With nothing to do, the process sleeps:
//! there is no tick.
//!
//! | file | what it does |
//! |---|---|
//! | `options`, `end` | what a run begins with, and how it ends |
//! | `app` | the loop of the face that draws |
//! | `plain` | the loop of the face in lines |
//! | `run` | what both have: the way in and out, and what surrounds the wizard |
//! | `engine` | what the loop has in common with any other face |
//! | `closing` | the last act of a run: logging out |
//! | `effects` | carries effects out, off the loop |
//! | `estimate` | how strong a password is, off the loop |
//! | `inbox`, `no_inbox` | the practice server and its messages |
//! | `input` | reads the terminal |
//! | `output` | writes to it, off the loop |
//! | `descriptor` | waits until a non-blocking file descriptor is ready |
//! | `typed_lines`, `echo` | lines, and whether the terminal shows them |
//! | `terminal` | sets the terminal up, and restores it on every way out |
//! | `window` | how large it is |
//! | `signals` | what the operating system says |
//! | `keeper` | writes the unfinished task down, off the loop |
//! | `unfinished` | what is offered of an earlier run, and forgetting it |
//! | `log` | the requests, for `--log` |
//! | `person` | time zone, locale and the like, from the environment |
//! | `practising` | a run's part in practising |
//! | `browser`, `loopback` | opening a browser, and hearing from it |
//! | `probing` | a probe, without a face |
//! | `farewell` | what is left on the normal screen |
//! | `breaking` | panics that tests ask for |

mod app;
#[cfg(debug_assertions)]
mod breaking;
mod browser;
mod closing;
#[cfg(unix)]
mod descriptor;
mod echo;
mod effects;
mod end;
mod engine;
mod estimate;
mod farewell;
#[cfg_attr(not(feature = "practice"), path = "no_inbox.rs")]
mod inbox;
mod input;
mod keeper;
mod log;
mod loopback;
mod options;
mod output;
pub mod person;
mod plain;
mod practising;
mod probing;
mod run;
mod signals;
mod terminal;
mod typed_lines;
mod unfinished;
mod window;

use std::io::{self, IsTerminal};

pub use end::End;
pub use engine::{Answers, Engine, Errand, Setup};
pub use log::RequestLog;
pub use options::{Keeping, Options, ProbeOptions, Settings, Ui};
pub use probing::{look, probe};
pub use unfinished::forget;

/// Runs the wizard in the terminal until it ends.
///
/// # Errors
/// When the terminal cannot be set up or the event loop cannot be built.
pub fn run(options: Options) -> io::Result<End> {
    let Some(face) = face(options.ui) else {
        return Ok(End::NoTerminal);
    };
    no_core_dump();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        // Phone tables and the like are done in a moment; an idle thread would only wake up to
        // end.
        .thread_keep_alive(std::time::Duration::from_millis(50))
        .build()?;
    let end = runtime.block_on(async {
        match face {
            Ui::Tui => app::run(options).await,
            Ui::Plain => plain::run(options).await,
        }
    });
    // A request that is still in flight has no reader.
    runtime.shutdown_background();
    terminal::hung_up(end)
}

/// The face that is wanted and possible; `None` if neither is. Lines go through a pipe too, but only when asked for:
/// a user who redirects by accident should hear of it.
fn face(wanted: Option<Ui>) -> Option<Ui> {
    let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    let places_text = !person::terminal_is_dumb();
    match wanted {
        Some(Ui::Plain) => Some(Ui::Plain),
        Some(Ui::Tui) => (is_terminal && places_text).then_some(Ui::Tui),
        None if !is_terminal => None,
        None if places_text && !person::wants_lines() => Some(Ui::Tui),
        None => Some(Ui::Plain),
    }
}

/// Keeps what is in memory there: a crash writes none of it to the disk, and no other program of the
/// person reads it. Where the system knows no such wish, it does as it always does.
fn no_core_dump() {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    #[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
    let _ = rustix::process::setrlimit(
        rustix::process::Resource::Core,
        rustix::process::Rlimit {
            current: Some(0),
            maximum: Some(0),
        },
    );
}

/// Runs the practice server by itself until the program is interrupted, after handing its URL to
/// `ready`. Each message that it sends is handed to `sent`.
///
/// # Errors
/// When it cannot listen there.
#[cfg(feature = "practice")]
pub fn serve_practice(
    listen: std::net::SocketAddr,
    dialect: crate::practice::Dialect,
    ready: impl FnOnce(&str),
    mut sent: impl FnMut(&crate::practice::Message),
) -> Result<End, crate::practice::StartError> {
    let cannot_listen = |source| crate::practice::StartError::Listen {
        address: listen,
        source,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(cannot_listen)?;
    runtime.block_on(async {
        let mut signals = signals::Signals::new().map_err(cannot_listen)?;
        let practice = crate::practice::Practice::start(inbox::options(dialect), listen).await?;
        ready(practice.url());
        let (mut count, mut told) = (practice.subscribe(), 0);
        loop {
            let signal = tokio::select! {
                signal = signals.next() => signal,
                Ok(()) = count.changed() => {
                    let outbox = practice.outbox();
                    outbox.iter().skip(told).for_each(&mut sent);
                    told = outbox.len();
                    continue;
                }
            };
            match signal {
                signals::Signal::Interrupt => return Ok(End::Left),
                signals::Signal::Terminate => return Ok(End::Terminated),
                signals::Signal::HangUp => return Ok(End::HungUp),
                signals::Signal::Quit => return Ok(End::Quit),
                _ => {}
            }
        }
    })
}
