//! The terminal's screen and the end of its program: recorded by threads, awaited by the test.

use std::io::Read;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use portable_pty::MasterPty;

use super::{Exit, cells};

/// The shared record, with a bell for tests that wait for it to change.
pub struct Display {
    shown: Mutex<Shown>,
    changed: Condvar,
}

/// One moment of the terminal.
pub struct Shown {
    /// Interprets what the program wrote.
    pub parser: vt100::Parser,
    pub raw: Vec<u8>,
    /// The program's end, once it has come.
    pub exit: Option<Exit>,
    /// Nobody can write any more, and all that was written is in `raw`.
    pub drained: bool,
    /// The terminal takes nothing of what is written to it.
    pub stalled: bool,
    /// The line discipline as the program found it, and as it left it.
    pub line: (LineDiscipline, Option<LineDiscipline>),
}

/// The settings of `stty`, by name: read to be compared and shown, never interpreted, so they mean the
/// same on every system.
#[derive(Clone, PartialEq, Eq)]
pub struct LineDiscipline(pub String);

impl LineDiscipline {
    /// Reads the settings from the master's side.
    pub fn of(master: &dyn MasterPty) -> Self {
        let termios = master
            .get_termios()
            .expect("a pseudo-terminal has a line discipline");
        Self(format!(
            "{:?} {:?} {:?} {:?} {:?}",
            termios.input_flags,
            termios.output_flags,
            termios.control_flags,
            termios.local_flags,
            termios.control_chars
        ))
    }
}

impl Shown {
    /// The program has ended and nothing more will come.
    pub fn is_over(&self) -> bool {
        self.exit.is_some() && self.drained
    }
}

impl Display {
    pub fn new(columns: u16, rows: u16, line: LineDiscipline) -> Self {
        Self {
            shown: Mutex::new(Shown {
                parser: vt100::Parser::new(cells(rows), cells(columns), 0),
                raw: Vec::new(),
                exit: None,
                drained: false,
                stalled: false,
                line: (line, None),
            }),
            changed: Condvar::new(),
        }
    }

    /// The present moment. A thread that panicked while it held the record has failed its own test already.
    pub fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a change and rings the bell.
    pub fn change(&self, how: impl FnOnce(&mut Shown)) {
        how(&mut self.lock());
        self.changed.notify_all();
    }

    /// The first moment for which `done` holds, or the one at the deadline.
    pub fn wait(&self, patience: Duration, done: impl Fn(&Shown) -> bool) -> MutexGuard<'_, Shown> {
        self.changed
            .wait_timeout_while(self.lock(), patience, |shown| !done(shown))
            .unwrap_or_else(PoisonError::into_inner)
            .0
    }

    /// Records everything that the program writes, until nobody holds the terminal any more.
    pub fn record(&self, mut output: impl Read) {
        let mut buffer = [0; 4096];
        loop {
            let stalled = self.changed.wait_while(self.lock(), |shown| shown.stalled);
            drop(stalled.unwrap_or_else(PoisonError::into_inner));
            let Ok(length @ 1..) = output.read(&mut buffer) else {
                break;
            };
            let bytes = &buffer[..length];
            self.change(|shown| {
                shown.raw.extend_from_slice(bytes);
                shown.parser.process(bytes);
            });
        }
        self.change(|shown| shown.drained = true);
    }
}
