//! A program about to be started, in surroundings that are the same on every machine.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use portable_pty::{CommandBuilder, PtyPair, native_pty_system};

use crate::folder::Folder;

use super::display::{Display, LineDiscipline};
use super::{Exit, Terminal, pty_size};

/// Builds a [`Terminal`]: 80×24, a bare environment (`TERM=xterm-256color`, `LANG=C.UTF-8`, `TZ=UTC`,
/// `SHELL=/bin/sh`, the test's own `PATH`) and an empty home folder.
pub struct Program {
    command: CommandBuilder,
    columns: u16,
    rows: u16,
    /// The terminal says of itself that it has no size, as one at a serial line does.
    sizeless: bool,
    patience: Duration,
    home: Folder,
}

/// Held while a terminal is opened or a program started: between opening a terminal and marking its descriptors
/// close-on-exec, a child started by another test would inherit them and hold this terminal open.
pub fn starting() -> MutexGuard<'static, ()> {
    static STARTING: Mutex<()> = Mutex::new(());
    STARTING.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Program {
    /// The program at `path`, or of that name in `PATH`.
    pub fn new(path: impl AsRef<OsStr>) -> Self {
        let home = Folder::new();
        let mut command = CommandBuilder::new(path);
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", home.path());
        command.env("SHELL", "/bin/sh");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("TZ", "UTC");
        command.cwd(home.path());
        Self {
            command,
            columns: 80,
            rows: 24,
            sizeless: false,
            patience: Duration::from_secs(20),
            home,
        }
    }

    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets a variable of the environment, over those that are always set.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Returns the terminal another size than 80×24.
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// Its home folder, which is its working directory too.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Lets the terminal say that it is 0×0.
    pub fn sizeless(mut self) -> Self {
        self.sizeless = true;
        self
    }

    /// How long each wait lasts at most, instead of 20 s.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Opens a terminal and starts the program in it.
    pub fn start(self) -> Terminal {
        let (columns, rows) = match self.sizeless {
            true => (0, 0),
            false => (self.columns, self.rows),
        };
        let starting = starting();
        let PtyPair { slave, master } = native_pty_system()
            .openpty(pty_size(columns, rows))
            .expect("the system has pseudo-terminals");
        let found = LineDiscipline::of(&*master);
        let mut child = slave
            .spawn_command(self.command)
            .expect("the program starts");
        drop(starting);

        let output = master.try_clone_reader().expect("the master is readable");
        let mut input = master.take_writer().expect("the master is writable");
        let process = child.process_id().expect("a started program has a number");
        let display = Arc::new(Display::new(self.columns, self.rows, found));
        let master = Arc::new(Mutex::new(master));
        let (keyboard, typed) = mpsc::channel::<Vec<u8>>();

        let screen = Arc::clone(&display);
        thread::spawn(move || screen.record(output));
        thread::spawn(move || {
            for bytes in typed {
                if input.write_all(&bytes).is_err() {
                    return;
                }
            }
        });
        let (end, line) = (Arc::clone(&display), Arc::clone(&master));
        thread::spawn(move || {
            let status = child.wait().expect("a started program can be awaited");
            // Read before the slave's last descriptor goes: the settings go with it on some systems.
            let left = LineDiscipline::of(&**line.lock().unwrap_or_else(PoisonError::into_inner));
            end.change(|shown| {
                shown.line.1 = Some(left);
                shown.exit = Some(match status.signal() {
                    Some(signal) => Exit::Signal(signal.to_owned()),
                    None => Exit::Status(status.exit_code()),
                });
            });
            drop(slave);
        });

        Terminal {
            display,
            master,
            keyboard,
            process,
            patience: self.patience,
            home: self.home,
        }
    }
}
