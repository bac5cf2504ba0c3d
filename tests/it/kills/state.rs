//! The folder that the programs of a cell have in common: their state, and what it tells of them.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::folder::Folder;
use crate::terminal::{Program, Terminal};

use super::browser::Browser;

/// The program that cargo built for these tests.
const MXID: &str = env!("CARGO_BIN_EXE_mxid");

/// How long a user is away, in milliseconds: longer than the pause between two messages.
const AWAY: u64 = 61_000;

/// A folder for the state of programs, and the browser that they open.
pub struct State {
    folder: Folder,
    pub browser: Browser,
}

impl State {
    pub fn new() -> Self {
        let folder = Folder::new();
        let browser = Browser::new(folder.path());
        Self { folder, browser }
    }

    pub fn mxid(&self, arguments: &[&str]) -> Arc<Terminal> {
        let program = Program::new(MXID).args(arguments);
        let patience = Duration::from_secs(20);
        Arc::new(
            program
                .env("XDG_STATE_HOME", self.folder.path())
                .env("BROWSER", self.browser.program())
                .patience(patience)
                .start(),
        )
    }

    /// The file of the flow; `None` if there is none.
    fn file(&self) -> Option<PathBuf> {
        let entries = fs::read_dir(self.folder.join("mxid")).ok()?;
        let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        paths.find(|path| path.extension().is_some_and(|ending| ending == "json"))
    }

    /// The part that tells one saved task from the next; `None` if there is none.
    pub fn written(&self) -> Option<(u64, i64)> {
        use std::os::unix::fs::MetadataExt;

        let found = fs::metadata(self.file()?).ok()?;
        Some((found.ino(), found.ctime_nsec()))
    }

    /// Counts the writes of a program's flow until it ends, and kills it at one of them.
    pub fn watch(&self, terminal: &Terminal, kill_at: Option<usize>) -> usize {
        let (mut saves, mut last) = (0, self.written());
        while !terminal.has_ended() {
            let written = self.written();
            if written != last {
                saves += usize::from(written.is_some());
                last = written;
                if kill_at.is_some_and(|at| at < saves) {
                    terminal.kill();
                }
            }
            thread::sleep(Duration::from_micros(500));
        }
        saves
    }

    fn flow(&self) -> Option<Value> {
        let text = fs::read(self.file()?).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Whether the flow that is kept knows of a message.
    pub fn has_message(&self) -> Option<()> {
        self.flow()?["validations"][0]["asked_at"].as_u64()?;
        Some(())
    }

    /// A minute goes by while no program runs: the times of the file, which are all that it knows of the clock, are
    /// that much longer ago.
    pub fn let_a_minute_pass(&self) {
        let file = self.file().expect("a flow is kept");
        let mut flow = self.flow().expect("JSON");
        let earlier = |time: &mut Value| {
            let at = time.as_u64().expect("a time");
            *time = (at - AWAY).into();
        };
        earlier(&mut flow["saved_at"]);
        for validation in flow["validations"].as_array_mut().expect("a list") {
            earlier(&mut validation["asked_at"]);
        }
        fs::write(&file, flow.to_string()).expect("it can be written");
    }
}
