//! A program in a real pseudo-terminal: typed at like a user does, read back through a VT parser.
//!
//! ```text
//!   test ── keys, paste, resize, signal ──▸ master │ slave ──▸ program
//!   test ◂── screen, raw bytes, exit ── Display ◂── reader thread
//! ```
//!
//! Nothing here sleeps for a fixed time: a test names the condition that it waits for, and one deadline
//! ([`Program::patience`]) bounds every wait. A wait that fails prints the screen as the user would see it.

mod display;
mod key;
mod program;
mod restored;
#[cfg(test)]
mod tests;

use std::num::NonZeroU16;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use portable_pty::{MasterPty, PtySize};

use display::{Display, Shown};
pub use key::Key;
pub use program::{Program, starting};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exit {
    Status(u32),
    /// A signal ended it; the text is the system's name of the signal.
    Signal(String),
}

/// A running program and the terminal that it runs in. Dropping it kills the program.
pub struct Terminal {
    display: Arc<Display>,
    master: Arc<Mutex<Box<dyn MasterPty + Send>>>,
    /// To the thread that writes: a program that does not read must not block the test.
    keyboard: Sender<Vec<u8>>,
    process: u32,
    patience: Duration,
    home: crate::folder::Folder,
}

impl Terminal {
    /// Sends bytes as the keyboard would.
    pub fn send(&self, bytes: impl AsRef<[u8]>) {
        // The writer is gone only after the program is, and the next wait says that better.
        let _ = self.keyboard.send(bytes.as_ref().to_vec());
    }

    /// Presses one key. A lone [`Key::Esc`] is only told from a sequence by the silence after it: wait for
    /// its effect before the next key.
    pub fn press(&self, key: Key) {
        self.send(key.bytes());
    }

    /// Types `text` and presses Enter.
    pub fn enter(&self, text: &str) {
        self.send(text);
        self.press(Key::Enter);
    }

    /// Pastes `text` the way a terminal does for a program that asked for bracketed paste.
    pub fn paste(&self, text: &str) {
        self.send(format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Returns the terminal another size; the program gets its `SIGWINCH`.
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = pty_size(columns, rows);
        self.display
            .lock()
            .parser
            .set_size(cells(size.rows), cells(size.cols));
        self.master
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .resize(size)
            .expect("the pseudo-terminal takes a size");
    }

    /// Reads no more of what the program writes, but for what is being read.
    pub fn stall(&self) {
        self.display.change(|shown| shown.stalled = true);
    }

    /// Reads on, beginning with everything that was written meanwhile.
    pub fn read_on(&self) {
        self.display.change(|shown| shown.stalled = false);
    }

    pub fn process(&self) -> u32 {
        self.process
    }

    /// The program's home folder, which is gone with the terminal.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Sends a signal by its short name (`TERM`, `HUP`, `INT`); nothing happens once the program has ended.
    pub fn signal(&self, name: &str) {
        if self.display.lock().exit.is_none() {
            // It may end just now, and `kill` then fails: the caller waits for the exit if it matters.
            let _ = Command::new("kill")
                .args(["-s", name, &self.process.to_string()])
                .stderr(Stdio::null())
                .status();
        }
    }

    /// Whether the program has ended.
    pub fn has_ended(&self) -> bool {
        self.display.lock().exit.is_some()
    }

    /// Kills the program, before anything else happens.
    pub fn kill(&self) {
        let process = i32::try_from(self.process).ok();
        if let Some(process) = process.and_then(rustix::process::Pid::from_raw)
            && self.display.lock().exit.is_none()
        {
            // It may have ended just now.
            let _ = rustix::process::kill_process(process, rustix::process::Signal::KILL);
        }
    }

    /// Waits until `condition` holds for the rows of the screen, and gives them; `None` if the program ends before.
    #[track_caller]
    pub fn rows_when(
        &self,
        what: &str,
        condition: impl Fn(&[String]) -> bool,
    ) -> Option<Vec<String>> {
        let shown = self.display.wait(self.patience, |shown| {
            shown.exit.is_some() || condition(&rows(shown.parser.screen()))
        });
        let rows = rows(shown.parser.screen());
        if shown.exit.is_some() {
            return None;
        }
        if !condition(&rows) {
            let picture = self.picture(&shown);
            drop(shown);
            panic!("waited for {what}, in vain\n{picture}");
        }
        Some(rows)
    }

    /// Waits until `text` stands on the screen, within one row.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_until(&format!("{text:?} on the screen"), |screen| {
            rows(screen).iter().any(|row| row.contains(text))
        });
    }

    /// Waits until `text` stands nowhere on the screen any more.
    #[track_caller]
    pub fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("{text:?} gone from the screen"), |screen| {
            !rows(screen).iter().any(|row| row.contains(text))
        });
    }

    /// Waits until `condition` holds for the screen. `what` completes "waited for …" when it never does.
    #[track_caller]
    pub fn wait_until(&self, what: &str, condition: impl Fn(&vt100::Screen) -> bool) {
        let shown = self.display.wait(self.patience, |shown| {
            condition(shown.parser.screen()) || shown.is_over()
        });
        if !condition(shown.parser.screen()) {
            let picture = self.picture(&shown);
            drop(shown);
            panic!("waited for {what}, in vain\n{picture}");
        }
    }

    /// Waits until `condition` holds for all the bytes that the program wrote so far.
    #[track_caller]
    pub fn wait_written(&self, what: &str, condition: impl Fn(&[u8]) -> bool) {
        let shown = self.display.wait(self.patience, |shown| {
            condition(&shown.raw) || shown.is_over()
        });
        if !condition(&shown.raw) {
            let picture = self.picture(&shown);
            drop(shown);
            panic!("waited for {what} to be written, in vain\n{picture}");
        }
    }

    /// Waits until the program has ended and everything that it wrote is read.
    #[track_caller]
    pub fn wait_exit(&self) -> Exit {
        let shown = self.display.wait(self.patience, Shown::is_over);
        match &shown.exit {
            Some(exit) if shown.drained => exit.clone(),
            ended => {
                let why = match ended {
                    Some(_) => "it ended, but left a process behind that holds the terminal",
                    None => "it runs on",
                };
                let picture = self.picture(&shown);
                drop(shown);
                panic!("waited for the program's end: {why}\n{picture}");
            }
        }
    }

    /// Waits until the program has ended, whatever of its output is not read yet.
    #[track_caller]
    pub fn wait_end(&self, patience: Duration) -> Exit {
        let shown = self.display.wait(patience, |shown| shown.exit.is_some());
        let exit = shown.exit.clone();
        let picture = self.picture(&shown);
        drop(shown);
        exit.unwrap_or_else(|| panic!("it runs on after {patience:?}\n{picture}"))
    }

    /// The screen now: rows without trailing blanks, joined by line ends.
    pub fn text(&self) -> String {
        rows(self.display.lock().parser.screen()).join("\n")
    }

    /// The screen as text, with the lines whole that the terminal broke at its edge: what a program left there as
    /// lines.
    pub fn lines(&self) -> String {
        let shown = self.display.lock();
        let screen = shown.parser.screen();
        let (_, width) = screen.size();
        let mut text = String::new();
        for (at, row) in (0..).zip(screen.rows(0, width.get())) {
            match screen.row_wrapped(at) {
                true => text.push_str(&row),
                false => text.extend([row.trim_end(), "\n"]),
            }
        }
        text
    }

    /// The processor time that the program has used; `None` if the system does not tell it in `/proc`.
    pub fn cpu_time(&self) -> Option<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process)).ok()?;
        // Its name, in brackets, may hold spaces. User and system time are the 14th and 15th field, in ticks, of which
        // Linux shows a hundred a second on every machine.
        let (_, fields) = stat.rsplit_once(") ")?;
        let ticks = fields.split(' ').skip(11).take(2);
        let ticks: u64 = ticks.map(|field| field.parse::<u64>().unwrap_or(0)).sum();
        Some(Duration::from_millis(10 * ticks))
    }

    /// Every byte that the program wrote so far.
    pub fn raw_output(&self) -> Vec<u8> {
        self.display.lock().raw.clone()
    }

    /// Asserts that the ended program left the terminal as it found it.
    #[track_caller]
    pub fn assert_restored(&self) {
        let exit = self.wait_exit();
        let shown = self.display.lock();
        let faults = restored::faults(&shown);
        let picture = self.picture(&shown);
        drop(shown);
        assert!(
            faults.is_empty(),
            "the terminal was not restored after {exit:?}: {}\n{picture}",
            faults.join(", ")
        );
    }

    /// The screen in a frame, for the message of a failed test.
    fn picture(&self, shown: &Shown) -> String {
        let screen = shown.parser.screen();
        let (height, width) = screen.size();
        let (row, column) = screen.cursor_position();
        let rule = "─".repeat(usize::from(width.get()));
        let state = match &shown.exit {
            Some(exit) => format!("ended with {exit:?}"),
            None => format!("still running after {:?} of waiting at most", self.patience),
        };
        let lines: String = rows(screen).iter().map(|row| format!("│{row}\n")).collect();
        format!(
            "┌{rule}\n{lines}└{rule}\n{width}×{height}, cursor in row {row}, column {column}, \
             {} bytes written; the program {state}",
            shown.raw.len()
        )
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.signal("KILL");
    }
}

/// The rows of a screen without trailing blanks.
pub fn rows(screen: &vt100::Screen) -> Vec<String> {
    let (_, width) = screen.size();
    screen
        .rows(0, width.get())
        .map(|row| row.trim_end().to_owned())
        .collect()
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has at least one cell")
}

fn pty_size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}
